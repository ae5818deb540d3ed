//! Texts of policies and vocabularies that tests write, and what the compiler says of them.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use mingbai_compiler::{Finding, compile_policy, compile_vocabulary};

/// Facts of whoever writes a vocabulary: `[fact.NAME]` with its lines.
pub fn vocabulary(facts: &[(&str, &str)]) -> String {
    let words =
        "label = { zh = '词', en = 'Words' }\nquestion = { zh = '是吗？', en = 'Is it?' }\n";
    let facts = facts.iter().map(|(name, lines)| format!("[fact.{name}]\n{words}{lines}\n"));
    facts.collect::<Vec<_>>().concat()
}

pub const FLAG: &str = "scope = 'person'\nkind = 'flag'\n";

/// The facts that the policies here test.
pub fn facts() -> String {
    let values = "values.a = { zh = '甲', en = 'A' }\nvalues.b = { zh = '乙', en = 'B' }\n";
    let choice = |scope: &str| format!("scope = '{scope}'\nkind = 'choice'\n{values}");
    let number = |scope: &str| format!("scope = '{scope}'\nkind = 'number'\nmin = 0\nmax = 130\n");
    vocabulary(&[
        ("poor", FLAG),
        ("old", FLAG),
        ("age", &number("person")),
        ("days", &number("admission")),
        ("cost", "scope = 'person'\nkind = 'money'\n"),
        ("tier", &choice("person")),
        ("work", &choice("person")),
        ("house", &choice("household")),
        ("hospital_level", &choice("admission")),
        ("ward", &choice("admission")),
        ("ills", &format!("scope = 'person'\nkind = 'set'\n{values}")),
    ])
}

pub const HEAD: &str = "[policy]
id = 'test'
instrument = '测〔2020〕1号'
issued = 2020-01-01
in_force = { from = 2020-01-01, until = 2020-12-31 }
place = { zh = '某县', en = 'A county' }
title = { zh = '测试用的文件', en = 'A document for tests' }
";

/// A provision of money by these rows.
pub fn provision(id: &str, figures: &str, rows: &str) -> String {
    let words = "title = { zh = '帮助', en = 'Help' }\nwhat = { zh = '帮助。', en = 'Help.' }\n";
    format!("[provision.{id}]\nkind = 'money'\nat = '一'\n{words}{figures}rows = [\n{rows}]\n")
}

pub fn compiled(policy: &str) -> Vec<Finding> {
    let vocabulary = compile_vocabulary("facts.toml", &facts()).unwrap();
    compile_policy(&vocabulary, "policy.toml", &format!("{HEAD}{policy}")).err().unwrap_or_default()
}

/// What is said of a policy: `line rule: message`, lines counted behind its head.
pub fn said(policy: &str) -> Vec<String> {
    let head = HEAD.lines().count();
    compiled(policy)
        .into_iter()
        .map(|own| format!("{} {}: {}", own.line.saturating_sub(head), own.rule, own.message.en))
        .collect()
}

/// What is said of a policy is one thing, which begins so.
#[track_caller]
pub fn assert_said(policy: &str, expected: &str) {
    let said = said(policy);
    assert!(said.len() == 1 && said[0].starts_with(expected), "{expected:?}: {said:#?}");
}

/// The same of a vocabulary.
#[track_caller]
pub fn assert_of_facts(facts: &[(&str, String)], expected: &[&str]) {
    let facts: Vec<(&str, &str)> =
        facts.iter().map(|(name, lines)| (*name, lines.as_str())).collect();
    let findings = compile_vocabulary("facts.toml", &vocabulary(&facts)).err().unwrap_or_default();
    let said: Vec<String> = findings
        .iter()
        .map(|own| format!("{} {}: {}", own.line, own.rule, own.message.en))
        .collect();
    let fits = said.len() == expected.len()
        && said.iter().zip(expected).all(|(said, expected)| said.starts_with(expected));
    assert!(fits, "{expected:#?}: {said:#?}");
}
