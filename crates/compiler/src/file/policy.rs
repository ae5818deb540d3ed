//! policy.toml, as it is written.

use mingbai_core::kernel::date::Date;
use mingbai_core::policy::InForce;

use super::facts::{self, FactEntry, RESERVED};
use super::fields::{self, Fields};
use super::groups::{self, OwnGroup};
use super::layers::{self, SettlementFile};
use super::provision::{self, ProvisionEntry};
use super::toml::{Table, Value};
use crate::finding::{Report, Text};
use crate::lints::bad_name::{self, Style};
use crate::lints::wrong_type::Wanted;
use crate::lints::{bad_layer, missing_key, note_for, reversed_dates};
use crate::source::{At, Span};
use crate::words::ReadingKind;

/// A policy file whose tables have the right shape, as far as they could be read.
#[derive(Clone, PartialEq, Debug)]
pub struct PolicyFile {
    /// `[policy]`
    pub header: Option<Header>,
    /// Own facts.
    pub facts: Vec<FactEntry>,
    /// Own flags that are asked with shared ones.
    pub groups: Vec<OwnGroup>,
    /// Named conditions.
    pub conditions: Vec<ConditionEntry>,
    /// Readings.
    pub readings: Vec<ReadingEntry>,
    /// How bills are settled and contributions paid.
    pub settlement: SettlementFile,
    /// Provisions.
    pub provisions: Vec<ProvisionEntry>,
    /// Clauses no provision cites.
    pub elsewhere: Vec<Elsewhere>,
    /// The documents, where there are several.
    pub documents: Vec<DocumentEntry>,
}

/// `[source.NAME]`: one of several documents, whose clauses are then called `NAME:…`.
#[derive(Clone, PartialEq, Debug)]
pub struct DocumentEntry {
    /// What clauses are called by.
    pub name: At<String>,
    /// The clause table: `CLAUSES.clauses.tsv`.
    pub clauses: At<String>,
}

/// `[policy]`
#[derive(Clone, PartialEq, Debug)]
pub struct Header {
    /// Its place in the file.
    pub span: Span,
    /// Its name.
    pub id: Option<At<String>>,
    /// The number of the document.
    pub instrument: Option<At<String>>,
    /// The day it was issued.
    pub issued: Option<At<Date>>,
    /// When it holds.
    pub in_force: Option<InForce>,
    /// The condition, on readings, under which it ends.
    pub ends_when: Option<At<String>>,
    /// Where it holds.
    pub place: Option<At<Text>>,
    /// What it is about.
    pub title: Option<At<Text>>,
    /// On its validity or reach.
    pub note: Option<At<Text>>,
}

/// A named condition.
#[derive(Clone, PartialEq, Debug)]
pub struct ConditionEntry {
    /// Its name.
    pub name: At<String>,
    /// Its text.
    pub text: At<String>,
}

/// A reading.
#[derive(Clone, PartialEq, Debug)]
pub struct ReadingEntry {
    /// Its name.
    pub id: At<String>,
    /// Whether it can be switched.
    pub kind: ReadingKind,
    /// The provisions a note is shown with.
    pub shown_with: Vec<At<String>>,
    /// The clauses that leave it open.
    pub at: Vec<At<String>>,
    /// What is left open.
    pub question: Option<At<Text>>,
    /// How it is read here.
    pub taken: Option<At<Text>>,
    /// The other way.
    pub other: Option<At<Text>>,
}

/// An `[[elsewhere]]` entry.
#[derive(Clone, PartialEq, Debug)]
pub struct Elsewhere {
    /// Its clauses.
    pub at: Vec<At<String>>,
    /// Why no provision cites them.
    pub reason: Option<At<String>>,
    /// Why the amounts and percentages in them give a person nothing.
    pub checked: Option<At<String>>,
}

/// Reads the shape of a policy file.
pub fn read(table: &Table<'_>, report: &mut Report<'_>) -> PolicyFile {
    let mut fields = Fields::new("", 0..0, table);
    if fields.has("policy").is_none() {
        missing_key::report(
            report,
            &(0..0),
            report.source().name().to_owned().as_str(),
            "[policy]",
        );
    }
    let mut settlement = layers::read(&mut fields, report);
    let header = fields
        .table("policy", report)
        .map(|header| self::header(header.called("[policy]"), &mut settlement, report));
    let own = fields.entries("fact", report);
    let together = fields.entries("group", report);
    let figures = fields.entries("figure", report);
    let conditions = fields.entries("condition", report);
    let readings = fields.entries("reading", report);
    let provisions = fields.entries("provision", report);
    let elsewhere = fields.list("elsewhere", Wanted::Tables, report);
    let documents = fields.entries("source", report);
    fields.finish(report);
    let mut facts = facts::read(own, true, report);
    let groups = groups::own(together, &facts, report);
    let declared = figures.into_iter();
    facts.extend(declared.filter_map(|(id, value)| facts::figure(id, value, report)));
    PolicyFile {
        header,
        facts,
        groups,
        conditions: conditions
            .into_iter()
            .filter_map(|(name, value)| condition(name, value, report))
            .collect(),
        readings: readings
            .into_iter()
            .filter_map(|(id, value)| reading(id, value, report))
            .collect(),
        provisions: provisions
            .into_iter()
            .filter_map(|(id, value)| provision::read(id, value, &settlement, report))
            .collect(),
        settlement,
        elsewhere: elsewhere
            .into_iter()
            .filter_map(|value| self::elsewhere(value, report))
            .collect(),
        documents: documents
            .into_iter()
            .filter_map(|(name, value)| document(name, value, report))
            .collect(),
    }
}

fn document(name: At<String>, value: &Value<'_>, report: &mut Report<'_>) -> Option<DocumentEntry> {
    let path = format!("[source.{}]", name.value);
    let mut fields = fields::table(value, name.span.clone(), path, report)?;
    let clauses = fields.needed_text("clauses", report);
    fields.finish(report);
    Some(DocumentEntry { name, clauses: clauses? })
}

fn header(
    mut fields: Fields<'_, '_>,
    settlement: &mut SettlementFile,
    report: &mut Report<'_>,
) -> Header {
    let span = fields.span().clone();
    let id = fields.needed_text("id", report);
    if let Some(id) = &id {
        bad_name::check(report, &id.span, &id.value, Style::Kebab);
    }
    let instrument = fields.needed_text("instrument", report);
    let issued = fields.needed_day("issued", report);
    let mut ends_when = None;
    let in_force = fields.needed_table("in_force", report).and_then(|mut fields| {
        let from = fields.needed_day("from", report);
        let until = fields.day("until", report);
        ends_when = fields.text("ends_when", report);
        fields.finish(report);
        let from = from?;
        if let Some(issued) = &issued
            && from.value < issued.value
        {
            reversed_dates::report(
                report,
                &from.span,
                ("in_force.from", from.value),
                ("issued", issued.value),
            );
        }
        if let Some(until) = &until
            && until.value < from.value
        {
            reversed_dates::report(
                report,
                &until.span,
                ("in_force.until", until.value),
                ("in_force.from", from.value),
            );
        }
        Some(InForce { from: from.value, until: until.map(|until| until.value) })
    });
    let place = fields.needed_words("place", report);
    let title = fields.needed_words("title", report);
    let note = fields.words("note", report);
    // The conditions may stand here too, where there is nothing else to say of the two parts.
    for (key, slot) in
        [("premium", &mut settlement.premium_when), ("settlement", &mut settlement.when)]
    {
        let Some(mut table) = fields.table(key, report) else { continue };
        let when = table.needed_text("when", report);
        table.finish(report);
        match (when, &slot) {
            (Some(when), Some(_)) => bad_layer::when_twice(report, &when.span, key),
            (Some(when), None) => *slot = Some(when),
            (None, _) => {}
        }
    }
    fields.finish(report);
    Header { span, id, instrument, issued, in_force, ends_when, place, title, note }
}

fn condition(
    name: At<String>,
    value: &Value<'_>,
    report: &mut Report<'_>,
) -> Option<ConditionEntry> {
    bad_name::check(report, &name.span, &name.value, Style::Snake);
    bad_name::reserved(report, &name.span, &name.value, &RESERVED);
    let text = fields::text(value, &name.value, report)?;
    Some(ConditionEntry { name, text })
}

pub(crate) const READING_KINDS: [(&str, ReadingKind); 2] =
    [("switch", ReadingKind::Switch), ("note", ReadingKind::Note)];

fn reading(id: At<String>, value: &Value<'_>, report: &mut Report<'_>) -> Option<ReadingEntry> {
    bad_name::check(report, &id.span, &id.value, Style::Snake);
    let mut fields =
        fields::table(value, id.span.clone(), format!("[reading.{}]", id.value), report)?;
    let kind =
        fields.word("kind", &READING_KINDS, report).map_or(ReadingKind::Switch, |kind| kind.value);
    let at = fields.clauses(report);
    let for_at = fields.has("for");
    let shown_with = fields.texts("for", report);
    if kind == ReadingKind::Note && shown_with.is_empty() {
        note_for::missing(report, &for_at.unwrap_or_else(|| id.span.clone()), &id.value);
    }
    let question = fields.needed_words("question", report);
    let taken = fields.needed_words("taken", report);
    let other = fields.needed_words("other", report);
    fields.finish(report);
    Some(ReadingEntry { id, kind, shown_with, at, question, taken, other })
}

fn elsewhere(value: &Value<'_>, report: &mut Report<'_>) -> Option<Elsewhere> {
    let span = value.span().start..value.span().start;
    let mut fields = fields::table(value, span, "[[elsewhere]]", report)?;
    let at = fields.clauses(report);
    let reason = fields.needed_text("reason", report);
    let checked = fields.text("checked", report);
    fields.finish(report);
    Some(Elsewhere { at, reason, checked })
}
