//! Offices: who decides what a provision gives, and where that is in a county.

use mingbai_core::policy::{Kind, Office};
use serde::Serialize;

use super::fields::{self, Fields};
use super::gives;
use super::provision::RowEntry;
use super::toml;
use crate::finding::{Finding, Report, Text};
use crate::lints::{bad_office, missing_key};
use crate::source::{At, Source};
use crate::words::Keyed;

/// The offices, by id. Their words are in `crates/policies/offices.toml`.
pub const OFFICES: [&str; 15] = [
    "medical_insurance",
    "civil_affairs",
    "health_commission",
    "disease_control",
    "human_resources",
    "tax",
    "township",
    "village",
    "hospital",
    "designated_hospital",
    "school",
    "employer",
    "district_government",
    "hotline",
    "court",
];

/// The offices that neighbours sit in: nobody is sent to them about an illness.
pub const OF_NEIGHBOURS: [&str; 2] = ["township", "village"];

/// What a provision says of its office.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct OfficeEntry {
    /// Who decides, by id.
    pub office: Option<At<String>>,
    /// The clause's own characters and the office meant.
    pub words: Vec<(At<String>, At<String>)>,
    /// Whether it shows an illness.
    pub private: bool,
}

/// Reads `office`, `offices` and `private` of a provision.
pub fn read(
    provision: &str,
    kind: Option<Kind>,
    fields: &mut Fields<'_, '_>,
    report: &mut Report<'_>,
) -> OfficeEntry {
    let known = |office: Option<At<String>>, report: &mut Report<'_>| {
        let office = office?;
        if OFFICES.contains(&office.value.as_str()) {
            return Some(office);
        }
        bad_office::unknown(report, &office.span, &office.value);
        None
    };
    let office = fields.text("office", report);
    let office = known(office, report);
    let mut words = Vec::new();
    for (word, value) in fields.entries("offices", report) {
        let path = format!("offices.\"{}\"", word.value);
        let meant = fields::text(value, &path, report);
        words.extend(known(meant, report).map(|meant| (word, meant)));
    }
    let private = fields.flag("private", report);
    if let Some((word, _)) = words.first()
        && !words
            .iter()
            .any(|(_, meant)| Some(&meant.value) == office.as_ref().map(|own| &own.value))
    {
        bad_office::other(report, &word.span, provision);
    }
    let is_private = private.as_ref().is_some_and(|private| private.value);
    if let Some(office) = office.as_ref().filter(|_| is_private)
        && OF_NEIGHBOURS.contains(&office.value.as_str())
    {
        bad_office::neighbours(report, &office.span, provision, &office.value);
    }
    if let Some(private) = private.filter(|_| matches!(kind, Some(Kind::Commitment | Kind::Duty))) {
        bad_office::stated(report, &private.span, provision);
    }
    OfficeEntry { office, words, private: is_private }
}

impl OfficeEntry {
    /// Who decides. Guessed unless the clause's own words are given; what nobody applies for has an office
    /// only where one is written.
    pub fn decides(&self, kind: Kind, rows: &[RowEntry]) -> Option<Office> {
        let Some(office) = &self.office else {
            return usual(kind, rows).map(|id| Office { id: id.to_owned(), guessed: true });
        };
        Some(Office { id: office.value.clone(), guessed: self.words.is_empty() })
    }
}

/// Who usually decides on something of this kind, where the clause says nothing. Of a subsidy that can be
/// anybody: the hotline knows.
fn usual(kind: Kind, rows: &[RowEntry]) -> Option<&'static str> {
    let gives = |keys: &[&str]| {
        let mut given = rows.iter().filter_map(|row| row.gives.as_ref());
        given.any(|own| keys.contains(&gives::key(&own.outcome)))
    };
    match kind {
        Kind::Money if gives(&["subsidy"]) => Some("hotline"),
        Kind::Money => Some("medical_insurance"),
        Kind::Service if gives(&["enrolment"]) => Some("medical_insurance"),
        Kind::Service => Some("hospital"),
        Kind::Commitment | Kind::Duty => None,
    }
}

/// Where an office is in a county.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct OfficeAddress {
    /// What it is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub name: Option<Text>,
    /// Where it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub address: Option<Text>,
    /// Its telephone number.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub phone: Option<String>,
    /// When it is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub hours: Option<Text>,
    /// What to bring.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub bring: Option<Text>,
}

/// Reads `[office]` of a figures file: where people go, and by id where each office is.
pub fn addresses(
    fields: &mut Fields<'_, '_>,
    report: &mut Report<'_>,
) -> (Option<OfficeAddress>, Keyed<OfficeAddress>) {
    let Some(mut table) = fields.table("office", report) else { return (None, Keyed::default()) };
    let mut each = Vec::new();
    for id in OFFICES {
        if let Some(own) = table.table(id, report) {
            each.push((id.to_owned(), address(own, report)));
        }
    }
    let main = address(table, report);
    ((main != OfficeAddress::default()).then_some(main), Keyed(each))
}

fn address(mut fields: Fields<'_, '_>, report: &mut Report<'_>) -> OfficeAddress {
    let mut words = |key| fields.words(key, report).map(|words| words.value);
    let (name, address) = (words("name"), words("address"));
    let (hours, bring) = (words("hours"), words("bring"));
    let phone = fields.text("phone", report).map(|phone| phone.value);
    fields.finish(report);
    OfficeAddress { name, address, phone, hours, bring }
}

/// Reads offices.toml: what each office is called, in the order of [`OFFICES`].
///
/// # Errors
/// Every finding of the file.
pub fn read_offices(file_name: &str, text: &str) -> Result<Keyed<Text>, Vec<Finding>> {
    let source = Source::new(file_name, text);
    let mut report = Report::new(&source);
    let mut labels = Vec::new();
    if let Some(table) = toml::read(source.text(), &mut report) {
        let mut fields = Fields::new("", 0..0, &table);
        let mut written = fields.entries("offices", &mut report);
        fields.finish(&mut report);
        for id in OFFICES {
            let Some(place) = written.iter().position(|(name, _)| name.value == id) else {
                missing_key::report(&mut report, &(0..0), file_name, &format!("[offices.{id}]"));
                continue;
            };
            let (name, value) = written.remove(place);
            let path = format!("[offices.{id}]");
            let Some(mut own) = fields::table(value, name.span, path, &mut report) else {
                continue;
            };
            let label = own.needed_words("label", &mut report);
            own.finish(&mut report);
            labels.extend(label.map(|label| (name.value, label.value)));
        }
        for (name, _) in written {
            bad_office::unknown(&mut report, &name.span, &name.value);
        }
    }
    if report.is_empty() { Ok(Keyed(labels)) } else { Err(report.finish()) }
}
