//! `mingbai facts`: what a case may state.

use std::io::{self, Write};

use mingbai_compiler::words::FactWords;
use mingbai_core::kernel::lang::Lang;
use mingbai_core::kernel::money::Money;
use mingbai_core::policy::vocabulary::{Fact, FactKind};
use serde_json::json;

use crate::arguments::FactsOptions;
use crate::failure::{Ended, Failure};
use crate::library::{self, vocabulary_words};
use crate::terminal;

/// Prints the vocabulary, or the facts of one policy.
///
/// # Errors
/// Wrong use where there is no such policy.
pub fn run(options: &FactsOptions, lang: Lang) -> Result<Ended, Failure> {
    let loaded = options.policy.as_deref().map(library::load).transpose()?;
    let facts = match &loaded {
        Some(loaded) => loaded.policy.data().facts.clone(),
        None => library::vocabulary()?.facts,
    };
    let words = |fact: &Fact| match &loaded {
        Some(loaded) => loaded.fact(&fact.id),
        None => vocabulary_words().facts.get(&fact.id),
    };
    if options.json {
        let list: Vec<_> = facts.iter().map(|fact| shape(fact, words(fact))).collect();
        writeln!(io::stdout(), "{:#}", serde_json::Value::Array(list))?;
        return Ok(Ended::Done);
    }
    let mut out = terminal::stdout();
    for fact in &facts {
        let Some(words) = words(fact) else { continue };
        writeln!(out, "{}  {}", fact.id, words.label.pick(lang))?;
        writeln!(out, "    {}", words.question.pick(lang))?;
        match &fact.kind {
            FactKind::Flag => writeln!(
                out,
                "    true  {}\n    false  {}",
                lang.pick("是", "yes"),
                lang.pick("否", "no")
            )?,
            FactKind::Money => {
                writeln!(out, "    0.00 … {} {}", Money::MOST, lang.pick("元", "yuan"))?;
            }
            FactKind::Number { min, max } => {
                let unit = words.unit.as_ref().map_or("", |unit| unit.pick(lang));
                writeln!(out, "    {min} … {max} {unit}")?;
            }
            FactKind::Choice(values) | FactKind::Set(values) => {
                for value in values {
                    let said = words.value(value).map_or("", |text| text.pick(lang));
                    writeln!(out, "    {value}  {said}")?;
                }
            }
        }
    }
    Ok(Ended::Done)
}

fn shape(fact: &Fact, words: Option<&FactWords>) -> serde_json::Value {
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
        "question": words.map(|words| &words.question),
        "label": words.map(|words| &words.label),
        "min": bounds.map(|(min, _)| min),
        "max": bounds.map(|(_, max)| max),
    })
}
