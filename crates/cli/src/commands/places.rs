//! `mingbai places`: the places, and the policies that hold there.

use std::io::{Write, stdout};

use mingbai_core::kernel::lang::Lang;
use serde_json::json;

use crate::arguments::PlacesOptions;
use crate::failure::{Ended, Failure};
use crate::library;

/// Prints them.
///
/// # Errors
/// Only where the output cannot be written.
pub fn run(options: &PlacesOptions, lang: Lang) -> Result<Ended, Failure> {
    let places = mingbai_policies::places();
    let mut out = stdout().lock();
    if options.json {
        let shape = |place: &mingbai_policies::BuiltInPlace| {
            json!({
                "id": place.id,
                "name": { "zh": place.name_zh, "en": place.name_en },
                "policies": place.policies().collect::<Vec<_>>(),
            })
        };
        let list: Vec<_> = places.iter().map(shape).collect();
        writeln!(out, "{:#}", serde_json::Value::Array(list))?;
        return Ok(Ended::Done);
    }
    for place in places {
        writeln!(out, "{}  {}", place.id, lang.pick(place.name_zh, place.name_en))?;
        for id in place.policies() {
            let loaded = library::load(id)?;
            let in_force = loaded.policy.data().in_force;
            let until = in_force.until.map_or("…".to_owned(), |until| until.to_string());
            writeln!(
                out,
                "  {id}  {}  ({} – {until})",
                loaded.words.title.pick(lang),
                in_force.from
            )?;
        }
    }
    Ok(Ended::Done)
}
