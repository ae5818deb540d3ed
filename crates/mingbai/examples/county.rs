//! A county's own policy, compiled from its text and asked.
//!
//! `cargo run -p mingbai --example county`

use std::error::Error;

use mingbai::{Engine, FACTS_TOML};

const POLICY: &str = r#"
[policy]
id = "example-county"
instrument = "例政发〔2026〕1号"
issued = 2026-01-01
in_force = { from = 2026-01-01 }
place = { zh = "某县", en = "A county" }
title = { zh = "参保资助", en = "Help with the contribution" }

[provision.premium-aid]
kind = "money"
at = "一"
figures = { "全额" = "100", "一半" = "50" }
title = { zh = "资助参保", en = "The contribution is paid" }
what = { zh = "特困的人全额，低保的人一半。", en = "All of it for people in extreme hardship, half of it for people on dibao." }
hit = "first"
rows = [
  { id = "tekun", when = 'tekun', gives = { premium_aid = "100" } },
  { id = "dibao", when = 'dibao', gives = { premium_aid = "50" } },
  { id = "others", when = 'otherwise', gives = "nothing" },
]
"#;

fn main() -> Result<(), Box<dyn Error>> {
    let engine = Engine::compile(FACTS_TOML, POLICY)?;
    let answer = engine.assess(r#"{ "facts": { "dibao": true } }"#, "2026-06-01")?;
    println!("{}", serde_json::to_string_pretty(&answer)?);

    // A file that does not compile says where and why.
    let slip = POLICY.replace("when = 'tekun'", "when = 'tekum'");
    if let Err(findings) = Engine::compile(FACTS_TOML, &slip) {
        println!("{findings}");
    }
    Ok(())
}
