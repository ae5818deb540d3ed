//! Policies written in a test, and what their layers pay.

use mingbai_compiler::{Finding, compile_policy, compile_vocabulary};
use serde_json::Value as Json;

use crate::engine::Engine;

const HEAD: &str = r#"
[policy]
id = "test-2023"
instrument = "测〔2023〕1号"
issued = 2023-01-01
in_force = { from = 2023-01-01 }
place = { zh = "某市", en = "A city" }
title = { zh = "测试用的文件", en = "A document for tests" }
"#;

/// The policy whose settlement, conditions and provisions are these, over the facts of the project.
pub fn engine(policy: &str) -> Engine {
    compiled(policy).unwrap_or_else(|found| panic!("{found:#?}"))
}

/// The same, or what the compiler finds.
pub fn compiled(policy: &str) -> Result<Engine, Vec<Finding>> {
    compiled_file(&file(policy))
}

/// The policy of a whole file, or what the compiler finds.
pub fn compiled_file(text: &str) -> Result<Engine, Vec<Finding>> {
    let vocabulary = compile_vocabulary("facts.toml", mingbai_policies::FACTS_TOML).unwrap();
    let policy = compile_policy(&vocabulary, "policy.toml", text)?.policy;
    Ok(Engine { vocabulary: vocabulary.vocabulary, policy })
}

/// The whole file.
pub fn file(policy: &str) -> String {
    format!("{HEAD}{policy}")
}

/// What each layer pays of a year or an admission, then what is left to the patient: one amount each.
pub fn paid(shares: &Json) -> Vec<String> {
    let fixed = |range: &Json| {
        assert_eq!(range["least"], range["most"], "{shares:#}");
        range["least"].as_str().unwrap_or("null").to_owned()
    };
    let layers = shares["layers"].as_object().unwrap();
    layers.values().chain([&shares["patient_pays"]]).map(fixed).collect()
}

/// A provision of money with these figure words and rows.
pub fn money(id: &str, figures: &str, rows: &str) -> String {
    format!(
        "[provision.{id}]\nkind = \"money\"\nat = \"一\"\nfigures = {{ {figures} }}\n\
         title = {{ zh = \"帮助\", en = \"Help\" }}\nwhat = {{ zh = \"帮助。\", en = \"Help.\" }}\nrows = [\n{rows}\n]\n"
    )
}

/// A flag, or a choice with these values, of a person or of a stay.
pub fn fact(id: &str, scope: &str, values: &[&str]) -> String {
    let kind = if values.is_empty() { "flag" } else { "choice" };
    let words = |value: &&str| format!("values.{value} = {{ zh = \"值\", en = \"Value\" }}\n");
    let values: String = values.iter().map(words).collect();
    format!(
        "[fact.{id}]\nscope = \"{scope}\"\nkind = \"{kind}\"\nlabel = {{ zh = \"事项\", en = \"A fact\" }}\n\
         question = {{ zh = \"是吗？\", en = \"Is it so?\" }}\n{values}"
    )
}

/// A number (`bounds` its least and greatest) or an amount of a person.
pub fn number(id: &str, kind: &str, bounds: &str) -> String {
    format!(
        "[fact.{id}]\nscope = \"person\"\nkind = \"{kind}\"\n{bounds}\nlabel = {{ zh = \"事项\", en = \"A fact\" }}\n\
         question = {{ zh = \"多少？\", en = \"How much?\" }}\n"
    )
}
