//! `mingbai facts`: what a case may state.

use std::io::{Write, stdout};

use mingbai_core::kernel::lang::Lang;
use mingbai_core::policy::vocabulary::{Fact, FactKind};
use serde_json::json;

use crate::arguments::FactsOptions;
use crate::failure::{Failure, Outcome};
use crate::library::{self, fact_text};

/// Prints the vocabulary, or the facts of one policy.
///
/// # Errors
/// Wrong use where there is no such policy.
pub fn run(options: &FactsOptions, lang: Lang) -> Result<Outcome, Failure> {
    let loaded = options.policy.as_deref().map(library::load).transpose()?;
    let (facts, words) = match loaded {
        Some(loaded) => (loaded.policy.data().facts.clone(), loaded.words),
        None => (library::vocabulary()?.facts, serde_json::Value::Null),
    };
    let mut out = stdout().lock();
    if options.json {
        let list: Vec<_> = facts.iter().map(|fact| shape(fact, &words)).collect();
        writeln!(out, "{:#}", serde_json::Value::Array(list))?;
        return Ok(Outcome::Done);
    }
    for fact in &facts {
        let said = |path: &[&str]| fact_text(&words, &fact.id, path, lang);
        writeln!(out, "{}  {}", fact.id, said(&["label"]))?;
        writeln!(out, "    {}", said(&["question"]))?;
        match &fact.kind {
            FactKind::Flag => writeln!(
                out,
                "    true  {}\n    false  {}",
                lang.pick("是", "yes"),
                lang.pick("否", "no")
            )?,
            FactKind::Number { min, max } => {
                writeln!(out, "    {min} … {max} {}", said(&["unit"]))?;
            }
            FactKind::Choice(values) | FactKind::Set(values) => {
                for value in values {
                    writeln!(out, "    {value}  {}", said(&["values", value]))?;
                }
            }
        }
    }
    Ok(Outcome::Done)
}

fn shape(fact: &Fact, words: &serde_json::Value) -> serde_json::Value {
    let text = |path: &[&str]| json!({ "zh": fact_text(words, &fact.id, path, Lang::Zh), "en": fact_text(words, &fact.id, path, Lang::En) });
    let values: Vec<_> = match &fact.kind {
        FactKind::Flag => vec![json!(true), json!(false)],
        kind => kind.values().iter().map(|value| json!(value)).collect(),
    };
    let bounds = match fact.kind {
        FactKind::Number { min, max } => Some((min, max)),
        _ => None,
    };
    json!({
        "id": fact.id,
        "kind": fact.kind.name(),
        "values": values,
        "scope": fact.scope,
        "question": text(&["question"]),
        "label": text(&["label"]),
        "min": bounds.map(|(min, _)| min),
        "max": bounds.map(|(_, max)| max),
    })
}
