//! `mingbai policies`: the built-in policies and their provisions.

use std::io::{Write, stdout};

use mingbai_core::kernel::lang::Lang;
use mingbai_plain::outcomes::kind_words;
use serde_json::json;

use crate::arguments::PoliciesOptions;
use crate::failure::{Ended, Failure};
use crate::library::{self, Loaded};

/// Prints them.
///
/// # Errors
/// Only where the output cannot be written.
pub fn run(options: &PoliciesOptions, lang: Lang) -> Result<Ended, Failure> {
    let policies = library::ids().map(library::load).collect::<Result<Vec<_>, _>>()?;
    let mut out = stdout().lock();
    if options.json {
        let list: Vec<_> = policies.iter().map(shape).collect();
        writeln!(out, "{:#}", serde_json::Value::Array(list))?;
        return Ok(Ended::Done);
    }
    for loaded in &policies {
        let data = loaded.policy.data();
        let until = data.in_force.until.map_or("…".to_owned(), |until| until.to_string());
        writeln!(out, "{}  {}  ({} – {until})", data.id, data.instrument, data.in_force.from)?;
        writeln!(out, "  {}", loaded.heading(lang))?;
        for provision in &data.provisions {
            let title = loaded.title(&provision.id, lang);
            let at = provision.at.first().map_or("", String::as_str);
            writeln!(
                out,
                "    {:10} {}  {title} [{at}]",
                kind_words(provision.kind, lang),
                provision.id
            )?;
        }
    }
    Ok(Ended::Done)
}

fn shape(loaded: &Loaded) -> serde_json::Value {
    let data = loaded.policy.data();
    let provisions: Vec<_> = data
        .provisions
        .iter()
        .map(|provision| {
            json!({
                "id": provision.id,
                "kind": provision.kind,
                "at": provision.at.first(),
                "title": loaded.words.provisions.get(&provision.id).map(|words| &words.title),
            })
        })
        .collect();
    json!({
        "id": data.id,
        "instrument": data.instrument,
        "issued": data.issued,
        "in_force": data.in_force,
        "policy_sha256": loaded.policy.sha256(),
        "place": loaded.words.place,
        "title": loaded.words.title,
        "provisions": provisions,
    })
}
