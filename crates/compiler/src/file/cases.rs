//! cases.toml: cases a civil servant can read, for runners in other crates.

use ::toml::de::DeValue;
use serde_json::{Map, Value as Json};

use super::fields::{self, Fields};
use super::toml::{self as toml_file, Value, whole};
use crate::finding::{Finding, Report};
use crate::lints::wrong_type::Wanted;
use crate::lints::{duplicate_case, missing_key, wrong_type};
use crate::source::Source;

/// One case with what is expected of it. Everything is in the JSON shape of the contract.
#[derive(Clone, PartialEq, Debug)]
pub struct Case {
    /// A sentence.
    pub name: String,
    /// The line of cases.toml it begins on, from 1.
    pub line: usize,
    /// What is asked: `facts`, `readings`, `figures`, `admissions`, or `household` and `members`.
    pub case: Json,
    /// The day it is asked for, if it names one.
    pub on: Option<String>,
    /// By provision: a status, or the parts of a verdict.
    pub expect: Json,
    /// The parts of the answer's `premium` that are compared; null where none are.
    pub premium: Json,
    /// The parts of the answer's `settlement` that are compared; null where none are.
    pub settlement: Json,
    /// The parts of the answer's `totals` that are compared; null where none are.
    pub totals: Json,
    /// The other parts of the answer that are compared: `validity`, `next`, `advice`.
    pub answer: Json,
}

pub(crate) const ASKED: [&str; 6] =
    ["facts", "readings", "figures", "admissions", "household", "members"];
pub(crate) const ANSWERED: [&str; 5] = ["validity", "next", "questions", "assumed", "advice"];

/// Reads cases.toml.
///
/// # Errors
/// Every finding of the file.
pub fn read_cases(file_name: &str, text: &str) -> Result<Vec<Case>, Vec<Finding>> {
    let source = Source::new(file_name, text);
    let mut report = Report::new(&source);
    let mut cases: Vec<Case> = Vec::new();
    if let Some(table) = toml_file::read(source.text(), &mut report) {
        let mut fields = Fields::new("", 0..0, &table);
        if fields.has("case").is_none() {
            missing_key::report(&mut report, &(0..0), file_name, "[[case]]");
        }
        let written = fields.list("case", Wanted::Tables, &mut report);
        fields.finish(&mut report);
        for value in written {
            cases.extend(case(value, &cases, &mut report));
        }
    }
    if report.is_empty() { Ok(cases) } else { Err(report.finish()) }
}

fn case(value: &Value<'_>, earlier: &[Case], report: &mut Report<'_>) -> Option<Case> {
    let start = value.span().start;
    let mut fields = fields::table(value, start..start, "[[case]]", report)?;
    let name = fields.needed_text("name", report)?;
    if earlier.iter().any(|case| case.name == name.value) {
        duplicate_case::report(report, &name.span, &name.value);
    }
    let mut asked = Map::new();
    for key in ASKED {
        if let Some((_, value)) = fields.entry(key) {
            asked.insert(key.to_owned(), json(value, report));
        }
    }
    let mut answer = Map::new();
    for key in ANSWERED {
        if let Some((_, value)) = fields.entry(key) {
            answer.insert(key.to_owned(), json(value, report));
        }
    }
    let on = match fields.has("on") {
        Some(_) => fields.day("on", report).map(|day| day.value.to_string()),
        None => None,
    };
    let mut part = |key| fields.entry(key).map_or(Json::Null, |(_, value)| json(value, report));
    let (expect, premium) = (part("expect"), part("premium"));
    let (settlement, totals) = (part("settlement"), part("totals"));
    fields.finish(report);
    Some(Case {
        name: name.value,
        line: report.source().position(start).0,
        case: Json::Object(asked),
        on,
        expect,
        premium,
        settlement,
        totals,
        answer: Json::Object(answer),
    })
}

/// A TOML value as JSON. A day becomes its ISO text; a float has been reported already.
fn json(value: &Value<'_>, report: &mut Report<'_>) -> Json {
    match value.get_ref() {
        DeValue::String(text) => Json::String(text.to_string()),
        DeValue::Boolean(flag) => Json::Bool(*flag),
        DeValue::Datetime(day) => Json::String(day.to_string()),
        DeValue::Float(_) => Json::Null,
        DeValue::Integer(_) => {
            if let Some(number) = whole(value.get_ref()) {
                return Json::from(number);
            }
            wrong_type::report(report, &value.span(), "number", Wanted::Whole);
            Json::Null
        }
        DeValue::Array(values) => {
            Json::Array(values.iter().map(|value| json(value, report)).collect())
        }
        DeValue::Table(table) => Json::Object(
            table
                .iter()
                .map(|(key, value)| (key.get_ref().to_string(), json(value, report)))
                .collect(),
        ),
    }
}
