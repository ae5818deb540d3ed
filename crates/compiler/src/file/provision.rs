//! `[provision.ID]`: the law under one heading, as it is written.

use std::collections::HashSet;

use mingbai_core::policy::Kind;

use super::fields::{self, Fields};
use super::gives::{self, Gives};
use super::layers::SettlementFile;
use super::office::{self, OfficeEntry};
use super::toml::{Value, whole};
use crate::finding::{Report, Text};
use crate::lints::bad_name::{self, Style};
use crate::lints::wrong_type::Wanted;
use crate::lints::{bad_number, blank, duplicate_row, kind_mismatch, missing_key};
use crate::number::Number;
use crate::source::{At, Span};

/// A provision as it is written.
#[derive(Clone, PartialEq, Debug)]
pub struct ProvisionEntry {
    /// Its name.
    pub id: At<String>,
    /// What sort of promise it is, where that could be read.
    pub kind: Option<Kind>,
    /// Its clauses.
    pub at: Vec<At<String>>,
    /// The clause's own characters and the number meant.
    pub figures: Vec<Figure>,
    /// Numbers worked out from figures.
    pub derived: Vec<Derived>,
    /// Who decides.
    pub office: OfficeEntry,
    /// Its heading.
    pub title: Option<At<Text>>,
    /// What it gives and to whom.
    pub what: Option<At<Text>>,
    /// How to claim it.
    pub claim: Option<At<Text>>,
    /// How a damaged place is read.
    pub emended: Option<At<Text>>,
    /// Which row is the answer where several match.
    pub hit: Hit,
    /// Its rows.
    pub rows: Vec<RowEntry>,
    /// Whether every row could be read.
    pub complete: bool,
}

/// A figure word of a clause.
#[derive(Clone, PartialEq, Debug)]
pub struct Figure {
    /// The clause's own characters.
    pub word: At<String>,
    /// The number meant.
    pub number: Number,
}

/// A number that the clause does not say, worked out from figures that it does.
#[derive(Clone, PartialEq, Debug)]
pub struct Derived {
    /// As it is written: `3个月 + 1个月`.
    pub written: At<String>,
    /// The figure words in it.
    pub words: Vec<String>,
    /// What it comes to.
    pub number: Number,
}

/// Which row is the answer where several match.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hit {
    /// Rows that match one case must give the same.
    Unique,
    /// The first in the file.
    First,
}

/// A row as it is written.
#[derive(Clone, PartialEq, Debug)]
pub struct RowEntry {
    /// Its name.
    pub id: At<String>,
    /// Its condition.
    pub when: At<String>,
    /// Its outcome, where it could be read.
    pub gives: Option<Gives>,
    /// Why it is the answer.
    pub says: Option<At<Text>>,
    /// Its own clauses; empty where they are the provision's.
    pub at: Vec<At<String>>,
}

impl ProvisionEntry {
    /// Its clauses, and those that its rows alone name.
    pub fn clauses(&self) -> Vec<&At<String>> {
        let mut all: Vec<&At<String>> = self.at.iter().collect();
        for at in self.rows.iter().flat_map(|row| &row.at) {
            if !all.contains(&at) {
                all.push(at);
            }
        }
        all
    }
}

/// The kinds of provision, as they are written.
pub const KINDS: [(&str, Kind); 4] = [
    ("money", Kind::Money),
    ("service", Kind::Service),
    ("commitment", Kind::Commitment),
    ("duty", Kind::Duty),
];
pub(crate) const HITS: [(&str, Hit); 2] = [("unique", Hit::Unique), ("first", Hit::First)];

/// Reads one provision.
pub fn read(
    id: At<String>,
    value: &Value<'_>,
    settlement: &SettlementFile,
    report: &mut Report<'_>,
) -> Option<ProvisionEntry> {
    bad_name::check(report, &id.span, &id.value, Style::Kebab);
    let name = format!("[provision.{}]", id.value);
    let mut fields = fields::table(value, id.span.clone(), name, report)?;
    let kind = fields.needed_word("kind", &KINDS, report).map(|kind| kind.value);
    let at = fields.clauses(report);
    let figures = figures(&mut fields, report);
    let derived = derived(&mut fields, &figures, report);
    let office = office::read(&id.value, kind, &mut fields, report);
    let title = fields.needed_words("title", report);
    let what = fields.needed_words("what", report);
    let claim = fields.words("claim", report);
    let emended = fields.quoting_words("emended", report);
    let hit = fields.word("hit", &HITS, report);
    let rows_at = fields.has("rows");
    let before = report.len();
    let written = fields.list("rows", Wanted::List, report);
    let none = written.is_empty() && report.len() == before;
    fields.finish(report);
    let rows: Vec<Option<RowEntry>> =
        written.iter().map(|row| self::row(row, settlement, report)).collect();
    let complete = rows.iter().all(|row| row.as_ref().is_some_and(|row| row.gives.is_some()));
    let entry = ProvisionEntry {
        id,
        kind,
        at,
        figures,
        derived,
        office,
        title,
        what,
        claim,
        emended,
        hit: hit.as_ref().map_or(Hit::Unique, |hit| hit.value),
        rows: rows.into_iter().flatten().collect(),
        complete,
    };
    let stated = matches!(kind, Some(Kind::Commitment | Kind::Duty));
    let needless = if stated { hit.map(|hit| hit.span) } else { None };
    check_rows(&entry, rows_at.or(needless), none, report);
    Some(entry)
}

fn figures(fields: &mut Fields<'_, '_>, report: &mut Report<'_>) -> Vec<Figure> {
    let mut figures = Vec::new();
    for (word, value) in fields.entries("figures", report) {
        if word.value.trim().is_empty() {
            blank::report(report, &word.span, "figures");
            continue;
        }
        let written = match whole(value.get_ref()) {
            Some(number) => Some(At::new(number.to_string(), value.span())),
            None => fields::text(value, &format!("figures.\"{}\"", word.value), report),
        };
        let Some(written) = written else { continue };
        match Number::parse(&written.value) {
            Some(number) => figures.push(Figure { word, number }),
            None => bad_number::figure(report, &written.span, &word.value, &written.value),
        }
    }
    figures
}

/// Sums and differences of figures, each word between spaces.
fn derived(
    fields: &mut Fields<'_, '_>,
    figures: &[Figure],
    report: &mut Report<'_>,
) -> Vec<Derived> {
    let mut all = Vec::new();
    for written in fields.texts("derived", report) {
        let parts: Vec<&str> = written.value.split_whitespace().collect();
        let of = |word: &str| {
            figures.iter().find(|figure| figure.word.value == word).map(|figure| figure.number)
        };
        let step = |number: Number, step: &[&str]| match step {
            ["+", word] => number.plus(of(word)?),
            ["-", word] => number.minus(of(word)?),
            _ => None,
        };
        let number = parts
            .split_first()
            .filter(|(_, rest)| !rest.is_empty())
            .and_then(|(first, rest)| rest.chunks(2).try_fold(of(first)?, step));
        match number {
            Some(number) => {
                let words = parts.iter().step_by(2).map(|&word| word.to_owned()).collect();
                all.push(Derived { written, words, number });
            }
            None => bad_number::derived(report, &written.span, &written.value),
        }
    }
    all
}

fn row(
    value: &Value<'_>,
    settlement: &SettlementFile,
    report: &mut Report<'_>,
) -> Option<RowEntry> {
    let span = value.span().start..value.span().start;
    let mut fields = fields::table(value, span, "row", report)?;
    let id = fields.needed_text("id", report);
    let when = fields.needed_text("when", report);
    let gives = if let Some((span, value)) = fields.entry("gives") {
        gives::read(value, &span, settlement, report)
    } else {
        missing_key::report(report, fields.span(), fields.name(), "gives");
        None
    };
    let says = fields.words("says", report);
    let at = if fields.has("at").is_some() { fields.clauses(report) } else { Vec::new() };
    fields.finish(report);
    let (id, when) = (id?, when?);
    bad_name::check(report, &id.span, &id.value, Style::Snake);
    Some(RowEntry { id, when, gives, says, at })
}

/// The key of what a row gives.
fn given(row: &RowEntry) -> Option<&str> {
    row.gives.as_ref().map(|gives| gives::key(&gives.outcome))
}

/// The rows against the kind, and against each other by name.
fn check_rows(entry: &ProvisionEntry, rows_at: Option<Span>, none: bool, report: &mut Report<'_>) {
    let provision = entry.id.value.as_str();
    let mut seen = HashSet::new();
    for row in &entry.rows {
        if !seen.insert(&row.id.value) {
            duplicate_row::report(report, &row.id.span, provision, &row.id.value);
        }
    }
    let Some(kind) = entry.kind else { return };
    let name = KINDS.iter().find(|(_, own)| *own == kind).map_or("", |(name, _)| *name);
    let stated = matches!(kind, Kind::Commitment | Kind::Duty);
    let hints = |row: &RowEntry| matches!(given(row), Some("hint"));
    if let Some(span) = rows_at.filter(|_| stated && !entry.rows.iter().any(hints)) {
        kind_mismatch::rows(report, &span, provision, name);
        return;
    }
    if none && !stated {
        kind_mismatch::no_rows(report, &entry.id.span, provision, name);
    }
    for row in &entry.rows {
        let Some(given) = given(row) else { continue };
        if !row.gives.as_ref().is_some_and(|gives| gives::fits(&gives.outcome, kind)) {
            kind_mismatch::gives(report, &row.id.span, provision, name, &row.id.value, given);
        }
        // A hint is told in the words of its row.
        if given == "hint" && row.says.is_none() {
            missing_key::report(report, &row.id.span, "row", "says");
        }
    }
}
