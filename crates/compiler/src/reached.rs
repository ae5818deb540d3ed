//! Which rows cases come to, so that those of which no case says anything can be named.

use std::collections::BTreeSet;

use mingbai_core::answer::assess;
use mingbai_core::answer::ways::Ways;
use mingbai_core::case::{IN_SCOPE, OUT_OF_SCOPE, PAID, Reader};
use mingbai_core::kernel::date::Date;
use mingbai_core::policy::Kind;
use serde_json::{Map, Value as Json};

use crate::file::cases::Case;
use crate::trial::input;

/// A provision and one of its rows, by id.
pub type RowOf = (String, String);

/// The rows that settle a provision in some case, for a person or for one of their stays. A case that cannot be
/// answered comes to none.
pub fn reached<'c>(
    cases: impl IntoIterator<Item = &'c Case>,
    reader: Reader<'_>,
) -> BTreeSet<RowOf> {
    let mut reached = BTreeSet::new();
    let day = reader.policy.data().in_force.from;
    for case in cases {
        let day = case.on.as_deref().and_then(Date::parse).unwrap_or(day);
        for person in persons(&case.case) {
            rows_of(&person, reader, day, &mut reached);
        }
    }
    reached
}

/// The rows of provisions with a result that no case comes to, in the order of the file.
pub fn unreached<'c>(cases: impl IntoIterator<Item = &'c Case>, reader: Reader<'_>) -> Vec<RowOf> {
    let reached = reached(cases, reader);
    let provisions = reader.policy.data().provisions.iter();
    let provisions = provisions.filter(|own| matches!(own.kind, Kind::Money | Kind::Service));
    let rows = provisions.flat_map(|provision| {
        let rows = provision.table.iter().flat_map(|table| &table.rows);
        rows.map(|row| (provision.id.clone(), row.id.clone()))
    });
    rows.filter(|row| !reached.contains(row)).collect()
}

/// The persons of a case, each a case of one person: once without stays, and once for each stay with the stay's facts
/// as the person's own.
fn persons(case: &Json) -> Vec<Json> {
    let facts = |part: &Json| part.as_object().cloned().unwrap_or_default();
    let household = facts(&case["household"]);
    let members = match case["members"].as_array() {
        Some(members) => members.iter().collect(),
        None => vec![case],
    };
    let mut persons = Vec::new();
    for member in members {
        let mut own = household.clone();
        own.extend(facts(&member["facts"]));
        let stays = member["admissions"].as_array().into_iter().flatten().map(facts);
        for stay in [Map::new()].into_iter().chain(stays) {
            let mut own = own.clone();
            own.extend(
                stay.into_iter()
                    .filter(|(key, _)| ![IN_SCOPE, OUT_OF_SCOPE, PAID].contains(&key.as_str())),
            );
            let mut person = facts(case);
            person.retain(|key, _| ["readings", "figures"].contains(&key.as_str()));
            person.insert("facts".to_owned(), Json::Object(own));
            persons.push(Json::Object(person));
        }
    }
    persons
}

fn rows_of(person: &Json, reader: Reader<'_>, day: Date, reached: &mut BTreeSet<RowOf>) {
    let Ok(answer) = assess(reader, &input(person), day, Ways::LeftOut) else { return };
    let answer = &serde_json::to_value(&answer).unwrap_or_default();
    for verdict in answer["verdicts"].as_array().into_iter().flatten() {
        if let (Some(provision), Some(row)) =
            (verdict["provision"].as_str(), verdict["row"].as_str())
        {
            reached.insert((provision.to_owned(), row.to_owned()));
        }
    }
}
