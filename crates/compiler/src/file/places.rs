//! places.toml: which documents hold where, and which of their provisions give the same thing.

use mingbai_core::policy::PolicyData;

use super::fields::{self, Fields};
use super::toml::{self, Value};
use crate::CompiledPolicy;
use crate::finding::{Finding, Report, Text};
use crate::lints::bad_name::{self, Style};
use crate::lints::{bad_place, missing_key, two_definitions};
use crate::source::{At, Source};

/// A place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlaceEntry {
    /// Its name, `shaoxing`.
    pub id: String,
    /// What people call it.
    pub name: Text,
    /// The policies of the place itself.
    pub local: Vec<String>,
    /// The laws above them, the nearest first.
    pub above: Vec<String>,
}

/// Provisions of several policies that give the same thing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SameThingEntry {
    /// Its name.
    pub id: String,
    /// Policy and provision.
    pub provisions: Vec<(String, String)>,
    /// The policy and the clause by which only the higher is given.
    pub once: Option<(String, String)>,
}

/// What places.toml says.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PlacesFile {
    /// The places, in the order they are offered.
    pub places: Vec<PlaceEntry>,
    /// What several documents give.
    pub same: Vec<SameThingEntry>,
}

/// Reads places.toml, whose places name some of `policies`.
///
/// # Errors
/// Every finding of the file; of a place also the facts that two of its policies define differently.
pub fn read_places(
    file_name: &str,
    text: &str,
    policies: &[CompiledPolicy],
) -> Result<PlacesFile, Vec<Finding>> {
    let source = Source::new(file_name, text);
    let mut report = Report::new(&source);
    let mut file = PlacesFile::default();
    if let Some(table) = toml::read(source.text(), &mut report) {
        let mut fields = Fields::new("", 0..0, &table);
        let (places, same) =
            (fields.entries("place", &mut report), fields.entries("same", &mut report));
        fields.finish(&mut report);
        if places.is_empty() && report.is_empty() {
            missing_key::report(&mut report, &(0..0), file_name, "[place.ID]");
        }
        for (id, value) in places {
            file.places.extend(place(id, value, policies, &mut report));
        }
        for (id, value) in same {
            file.same.extend(same_thing(id, value, policies, &mut report));
        }
    }
    if report.is_empty() { Ok(file) } else { Err(report.finish()) }
}

fn policy<'c>(
    named: &At<String>,
    policies: &'c [CompiledPolicy],
    report: &mut Report<'_>,
) -> Option<&'c CompiledPolicy> {
    let found = policies.iter().find(|policy| policy.policy.data().id == named.value);
    if found.is_none() {
        let known = policies.iter().map(|policy| policy.policy.data().id.as_str());
        bad_place::policy(report, &named.span, &named.value, known);
    }
    found
}

fn place(
    id: At<String>,
    value: &Value<'_>,
    policies: &[CompiledPolicy],
    report: &mut Report<'_>,
) -> Option<PlaceEntry> {
    bad_name::check(report, &id.span, &id.value, Style::Kebab);
    let path = format!("[place.{}]", id.value);
    let mut fields = fields::table(value, id.span.clone(), path, report)?;
    let name = fields.needed_words("name", report);
    let (local, above) = (fields.texts("local", report), fields.texts("above", report));
    fields.finish(report);
    if local.is_empty() && above.is_empty() {
        bad_place::empty(report, &id.span, &id.value);
    }
    let mut holding: Vec<&CompiledPolicy> = Vec::new();
    for named in local.iter().chain(&above) {
        let Some(found) = policy(named, policies, report) else { continue };
        let own = &found.policy.data().id;
        if holding.iter().any(|other| other.policy.data().id == *own) {
            bad_place::twice(report, &named.span, &id.value, own);
            continue;
        }
        for other in &holding {
            two_definitions::check(report, &named.span, &id.value, (*other, found));
        }
        holding.push(found);
    }
    let ids = |named: Vec<At<String>>| named.into_iter().map(|named| named.value).collect();
    Some(PlaceEntry { id: id.value, name: name?.value, local: ids(local), above: ids(above) })
}

fn same_thing(
    id: At<String>,
    value: &Value<'_>,
    policies: &[CompiledPolicy],
    report: &mut Report<'_>,
) -> Option<SameThingEntry> {
    bad_name::check(report, &id.span, &id.value, Style::Kebab);
    let path = format!("[same.{}]", id.value);
    let mut fields = fields::table(value, id.span.clone(), path, report)?;
    let named = fields.texts("provisions", report);
    let once = fields.table("once", report);
    fields.finish(report);
    if named.len() < 2 {
        bad_place::alone(report, &id.span, &id.value);
    }
    let mut provisions = Vec::new();
    for name in named {
        let (of, own) = name.value.split_once('/').unwrap_or((&name.value, ""));
        let Some(found) = policy(&At::new(of.to_owned(), name.span.clone()), policies, report)
        else {
            continue;
        };
        if decides(found.policy.data(), own) {
            provisions.push((of.to_owned(), own.to_owned()));
        } else {
            bad_place::provision(report, &name.span, of, own);
        }
    }
    let once = match once {
        None => None,
        Some(mut fields) => {
            let (named, at) =
                (fields.needed_text("policy", report), fields.needed_text("at", report));
            fields.finish(report);
            let (named, at) = (named?, at?);
            let found = policy(&named, policies, report)?;
            let mut cited = found.policy.data().provisions.iter().flat_map(|own| &own.at);
            if !cited.any(|own| *own == at.value) {
                bad_place::clause(report, &at.span, &named.value, &at.value);
            }
            Some((named.value, at.value))
        }
    };
    Some(SameThingEntry { id: id.value, provisions, once })
}

/// Whether a policy has a provision of this name that is decided by a case.
fn decides(data: &PolicyData, provision: &str) -> bool {
    data.provisions.iter().any(|own| own.id == provision && own.deciding().is_some())
}
