//! Every condition of a policy read and given its meaning; what is defined and never used.

use std::collections::HashSet;

use mingbai_core::policy::vocabulary::Fact;

use crate::condition::meaning::{Meaning, Names, OTHERWISE, Place};
use crate::condition::resolve::resolve;
use crate::condition::{Expr, parse};
use crate::file::policy::PolicyFile;
use crate::file::toml::first_byte;
use crate::finding::Report;
use crate::lints::{
    bad_name, condition_cycle, condition_syntax, misplaced_otherwise, unused_condition,
    unused_reading,
};
use crate::source::At;
use crate::words::ReadingKind;

/// The conditions of a policy.
#[derive(Clone, Debug, Default)]
pub struct Meanings {
    /// Named conditions, in the order of the file; `None` where one has no meaning (reported).
    pub named: Vec<Option<Meaning>>,
    /// The named conditions in an order in which each uses only earlier ones.
    pub order: Vec<usize>,
    /// The rows of each provision.
    pub rows: Vec<Vec<RowMeaning>>,
    /// `in_force.ends_when`: `None` where it is not there or has no meaning.
    pub ends: Option<Meaning>,
    /// `premium.when`: `None` where it is not there or has no meaning.
    pub premium: Option<Meaning>,
    /// `settlement.when`
    pub settlement: Option<Meaning>,
    /// `when` of each layer.
    pub layers: Vec<Option<Meaning>>,
    /// `each_bill` of each layer.
    pub each_bills: Vec<Option<Meaning>>,
}

/// The condition of a row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum RowMeaning {
    /// It was reported that it has none.
    None,
    /// No other row matches.
    Otherwise,
    /// This.
    When(Meaning),
}

impl Meanings {
    /// Those that provisions are made of: named conditions and rows.
    pub fn of_provisions(&self) -> impl Iterator<Item = &Meaning> {
        let rows = self.rows.iter().flatten().filter_map(|row| match row {
            RowMeaning::When(meaning) => Some(meaning),
            RowMeaning::None | RowMeaning::Otherwise => None,
        });
        self.named.iter().flatten().chain(rows)
    }

    /// Every meaning there is.
    pub fn all(&self) -> impl Iterator<Item = &Meaning> {
        self.of_provisions()
            .chain(&self.ends)
            .chain(&self.premium)
            .chain(&self.settlement)
            .chain(self.layers.iter().flatten())
            .chain(self.each_bills.iter().flatten())
    }
}

/// Reads the conditions of `file`, whose facts (shared and own) are `facts`.
pub fn read(file: &PolicyFile, facts: &[Fact], report: &mut Report<'_>) -> Meanings {
    let names = Names {
        facts,
        conditions: file.conditions.iter().map(|condition| condition.name.value.as_str()).collect(),
        readings: file
            .readings
            .iter()
            .map(|reading| (reading.id.value.as_str(), reading.kind == ReadingKind::Switch))
            .collect(),
    };
    for condition in &file.conditions {
        if facts.iter().any(|fact| fact.id == condition.name.value) {
            bad_name::taken(report, &condition.name.span, &condition.name.value);
        }
    }
    let mut reader =
        Reader { names, report, unreadable: false, used: HashSet::new(), used_by: Vec::new() };
    let mut meanings = Meanings::default();
    for condition in &file.conditions {
        let meaning = reader.condition(&condition.text);
        let uses = std::mem::take(&mut reader.used);
        meanings.named.push(meaning);
        reader.used_by.push(uses);
    }
    for provision in &file.provisions {
        let last = provision.rows.len().saturating_sub(1);
        let rows = provision.rows.iter().enumerate().map(|(index, row)| {
            if row.when.value.trim() != OTHERWISE {
                return reader.condition(&row.when).map_or(RowMeaning::None, RowMeaning::When);
            }
            if index != last {
                misplaced_otherwise::report(reader.report, &row.when.span, &row.id.value);
                return RowMeaning::None;
            }
            RowMeaning::Otherwise
        });
        let rows = rows.collect();
        meanings.rows.push(rows);
    }
    let mut of = |when: &Option<At<String>>| when.as_ref().and_then(|when| reader.condition(when));
    meanings.ends = file.header.as_ref().and_then(|header| of(&header.ends_when));
    meanings.premium = of(&file.settlement.premium_when);
    meanings.settlement = of(&file.settlement.when);
    let layers = &file.settlement.layers;
    meanings.layers = layers.iter().map(|layer| of(&layer.when)).collect();
    meanings.each_bills = layers.iter().map(|layer| of(&layer.each_bill)).collect();
    reader.unused(file);
    let Reader { names, .. } = reader;
    meanings.order = order(&mut meanings.named, &names.conditions, file, report);
    meanings
}

struct Reader<'a, 'r, 's> {
    names: Names<'a>,
    report: &'r mut Report<'s>,
    /// Whether some condition could not be read, so that what it would have used is unknown.
    unreadable: bool,
    /// The names used by the conditions read since it was last emptied.
    used: HashSet<String>,
    /// The names each named condition uses.
    used_by: Vec<HashSet<String>>,
}

impl Reader<'_, '_, '_> {
    fn condition(&mut self, text: &At<String>) -> Option<Meaning> {
        let first = first_byte(self.report.source().text(), &text.span, &text.value);
        let place = Place { whole: text.span.clone(), first };
        match parse(&text.value) {
            Ok(expr) => {
                self.uses(&expr);
                resolve(&expr, &self.names, &place, self.report)
            }
            Err(error) => {
                self.unreadable = true;
                condition_syntax::report(self.report, &place.of(&error.span), error.message);
                None
            }
        }
    }

    fn uses(&mut self, expr: &Expr) {
        let used = &mut self.used;
        expr.names(&mut |name| {
            used.insert(name.to_owned());
        });
    }

    /// Reports conditions no row uses, directly or through others, and switches no condition tests.
    fn unused(&mut self, file: &PolicyFile) {
        if self.unreadable {
            return;
        }
        let mut open: Vec<String> = self.used.iter().cloned().collect();
        while let Some(name) = open.pop() {
            let condition = self.names.conditions.iter().position(|own| *own == name);
            if let Some(uses) = condition.and_then(|condition| self.used_by.get(condition)) {
                for name in uses {
                    if self.used.insert(name.clone()) {
                        open.push(name.clone());
                    }
                }
            }
        }
        for condition in &file.conditions {
            if !self.used.contains(&condition.name.value) {
                unused_condition::report(self.report, &condition.name.span, &condition.name.value);
            }
        }
        for reading in &file.readings {
            let name = format!("reading.{}", reading.id.value);
            let used =
                self.used.contains(&name) || self.used_by.iter().any(|uses| uses.contains(&name));
            if reading.kind == ReadingKind::Switch && !used {
                unused_reading::report(self.report, &reading.id.span, &reading.id.value);
            }
        }
    }
}

/// An order of the named conditions in which each uses only earlier ones. Those that use each other
/// in a circle are reported and lose their meaning; those that use them are left without one.
fn order(
    named: &mut [Option<Meaning>],
    called: &[&str],
    file: &PolicyFile,
    report: &mut Report<'_>,
) -> Vec<usize> {
    let uses: Vec<Vec<usize>> = named
        .iter()
        .map(|meaning| {
            let mut uses = Vec::new();
            if let Some(meaning) = meaning {
                meaning.conditions(&mut |condition| uses.push(condition));
            }
            uses
        })
        .collect();
    let mut order = Vec::new();
    let mut state = vec![State::New; named.len()];
    for start in 0..named.len() {
        // Depth first with a stack of our own: a chain of conditions may be as long as the file.
        let mut path: Vec<(usize, usize)> = vec![(start, 0)];
        if state.get(start) != Some(&State::New) {
            continue;
        }
        set(&mut state, start, State::Open);
        while let Some((at, next)) = path.last_mut() {
            let Some(&to) = uses.get(*at).and_then(|uses| uses.get(*next)) else {
                set(&mut state, *at, State::Done);
                order.push(*at);
                path.pop();
                continue;
            };
            *next += 1;
            match state.get(to) {
                Some(State::New) => {
                    set(&mut state, to, State::Open);
                    path.push((to, 0));
                }
                Some(State::Open) => {
                    let from = path.iter().position(|(at, _)| *at == to).unwrap_or(0);
                    let circle: Vec<usize> = path.iter().skip(from).map(|(at, _)| *at).collect();
                    let written: Vec<&str> = circle
                        .iter()
                        .chain([&to])
                        .filter_map(|&condition| called.get(condition).copied())
                        .collect();
                    if let Some(entry) = file.conditions.get(to) {
                        condition_cycle::report(report, &entry.name.span, &written);
                    }
                    for condition in circle {
                        if let Some(meaning) = named.get_mut(condition) {
                            *meaning = None;
                        }
                    }
                }
                _ => {}
            }
        }
    }
    order
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

fn set(state: &mut [State], at: usize, to: State) {
    if let Some(slot) = state.get_mut(at) {
        *slot = to;
    }
}
