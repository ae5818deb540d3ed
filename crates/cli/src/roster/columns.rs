//! The header of a ledger: which columns are facts, and what their cells mean.

use std::path::Path;

use mingbai_core::case::problems::nearest;
use mingbai_core::kernel::diagram::UNKNOWN;
use mingbai_core::kernel::lang::Lang;
use mingbai_core::kernel::money::Money;
use mingbai_core::policy::Variable;
use mingbai_core::policy::vocabulary::{Fact, FactKind};

use crate::library::Loaded;
use crate::messages::Message;
use crate::messages::reason::Reason;

/// What a person calls a set of which they have nothing.
const EMPTY_SET: [&str; 4] = ["none", "无", "没有", "都没有"];

/// A cell that says so is as good as empty.
const NOT_KNOWN: &str = "不知道";

/// How much of a header is quoted.
const QUOTED: usize = 200;

/// A cell that cannot be read; of a set, the part that cannot.
#[derive(Clone, Copy)]
struct NotKnownHere<'c> {
    part: Option<&'c str>,
}

/// The columns of a ledger, and the variables that they settle.
pub struct Columns {
    /// The header as it is written.
    pub names: Vec<String>,
    /// A reader for each column that is a fact.
    facts: Vec<Option<Cell>>,
    /// The variables that columns settle: a row is one value for each of these slots.
    pub slots: Vec<usize>,
}

/// How the cells of a column that is a fact are read.
struct Cell {
    /// What may stand there, by its id, and what it means.
    words: Vec<(String, u16)>,
    /// The same for messages.
    allowed: String,
    kind: CellKind,
}

enum CellKind {
    /// One of `words`; the slot it goes to, if the policy asks.
    One(Option<usize>),
    /// An integer, or an amount in fen; the slot and the cuts of its variable.
    Number { min: i64, max: i64, amount: bool, goes: Option<(usize, Vec<i64>)> },
    /// Some of `words`; a slot, the value it stands for, and those that are a kind of it.
    Set(Vec<(usize, u16, Vec<u16>)>),
}

impl Columns {
    /// Reads a header.
    ///
    /// # Errors
    /// Every column that cannot stand.
    pub fn new(
        loaded: &Loaded,
        header: &[String],
        ledger: &Path,
        lang: Lang,
    ) -> Result<Self, Vec<Message>> {
        let mut columns = Self { names: header.to_vec(), facts: Vec::new(), slots: Vec::new() };
        let mut taken: Vec<(&str, &str)> = Vec::new();
        let mut problems = Vec::new();
        for name in header {
            let Some(fact) = find(loaded, name) else {
                columns.facts.push(None);
                continue;
            };
            if let Some((_, other)) = taken.iter().find(|(id, _)| *id == fact.id) {
                problems.push(Message::TwoColumns {
                    ledger: ledger.to_owned(),
                    fact: fact.id.clone(),
                    one: (*other).to_owned(),
                    other: name.clone(),
                });
            }
            taken.push((&fact.id, name));
            let cell = columns.cell(loaded, fact, lang);
            columns.facts.push(Some(cell));
        }
        if taken.is_empty() {
            let found = header.join(", ").chars().take(QUOTED).collect();
            problems.push(Message::NoFactColumn { ledger: ledger.to_owned(), found });
        }
        if problems.is_empty() { Ok(columns) } else { Err(problems) }
    }

    /// The columns that are facts, and those that are carried through.
    pub fn split(&self) -> (Vec<&str>, Vec<&str>) {
        let names = |fact: bool| {
            let named = self.names.iter().zip(&self.facts);
            named
                .filter(|(_, cell)| cell.is_some() == fact)
                .map(|(name, _)| name.as_str())
                .collect()
        };
        (names(true), names(false))
    }

    /// Reads a row into its slots, every one of which is not known before. Every cell that cannot be
    /// read goes to `bad`: its column and what was expected.
    pub fn read<'r>(
        &self,
        cells: impl Iterator<Item = &'r [u8]>,
        slots: &mut [u8],
        mut bad: impl FnMut(usize, &'r [u8], &Reason<'_>),
    ) {
        for (column, (cell, reader)) in cells.zip(&self.facts).enumerate() {
            if let Some(reader) = reader
                && let Err(NotKnownHere { part }) = reader.read(cell, slots)
            {
                bad(column, cell, &Reason::Cell { part, allowed: &reader.allowed });
            }
        }
    }

    fn slot(&mut self, variable: usize) -> usize {
        self.slots.push(variable);
        self.slots.len() - 1
    }

    fn cell(&mut self, loaded: &Loaded, fact: &Fact, lang: Lang) -> Cell {
        let data = loaded.policy.data();
        let index = data.facts.iter().position(|own| own.id == fact.id);
        let own: Vec<(usize, &Variable)> = data
            .variables
            .iter()
            .enumerate()
            .filter(|(_, variable)| variable.fact().map(usize::from) == index && index.is_some())
            .filter(|(_, variable)| variable.fact().is_some())
            .collect();
        let words = words(loaded, fact);
        let kind = match &fact.kind {
            FactKind::Choice(_) | FactKind::Flag => {
                CellKind::One(own.first().map(|(variable, _)| self.slot(*variable)))
            }
            kind @ (FactKind::Number { .. } | FactKind::Money) => {
                let (min, max) = kind.range().unwrap_or_default();
                let goes = own.first().and_then(|(variable, kind)| match kind {
                    Variable::Number { cuts, .. } => Some((self.slot(*variable), cuts.clone())),
                    _ => None,
                });
                CellKind::Number { min, max, amount: *kind == FactKind::Money, goes }
            }
            FactKind::Set(_) => {
                let member = |(variable, kind): &(usize, &Variable)| match kind {
                    Variable::Member { value, .. } => {
                        let kinds = fact.kinds.iter().filter(|kind| kind.of == *value);
                        let kinds = kinds.map(|kind| kind.value).collect();
                        Some((self.slot(*variable), *value, kinds))
                    }
                    _ => None,
                };
                CellKind::Set(own.iter().filter_map(member).collect())
            }
        };
        let allowed = allowed(loaded, fact, lang);
        Cell { words, allowed, kind }
    }
}

impl Cell {
    /// Reads the cell. An empty one is not known.
    fn read<'c>(&self, cell: &'c [u8], slots: &mut [u8]) -> Result<(), NotKnownHere<'c>> {
        let cell = trim(cell);
        if cell.is_empty() || cell == NOT_KNOWN.as_bytes() {
            return Ok(());
        }
        let bad = NotKnownHere { part: None };
        match &self.kind {
            CellKind::One(slot) => {
                let value = self.word(cell).ok_or(bad)?;
                set(slots, *slot, u8::try_from(value).unwrap_or(UNKNOWN));
            }
            CellKind::Number { min, max, amount, goes } => {
                let number = std::str::from_utf8(cell).ok().filter(|text| !text.starts_with('+'));
                let number = number.and_then(|text| {
                    if *amount { Money::parse(text).map(Money::fen) } else { text.parse().ok() }
                });
                let number = number.ok_or(bad)?;
                if number < *min || number > *max {
                    return Err(bad);
                }
                if let Some((slot, cuts)) = goes {
                    let interval = cuts.partition_point(|&cut| cut <= number);
                    set(slots, Some(*slot), u8::try_from(interval).unwrap_or(UNKNOWN));
                }
            }
            CellKind::Set(members) => {
                let mut found: Vec<u16> = Vec::new();
                let none = self.word(cell).is_none()
                    && EMPTY_SET.iter().any(|word| word.as_bytes() == cell);
                if !none {
                    let text = std::str::from_utf8(cell).map_err(|_| bad)?;
                    // Lists are often written with the mark at the end, too.
                    let text = text.trim_end_matches([';', '；']);
                    for part in text.split([';', '；']) {
                        let value = self.word(trim(part.as_bytes()));
                        found.push(value.ok_or(NotKnownHere {
                            part: Some(part.trim()).filter(|part| !part.is_empty()),
                        })?);
                    }
                }
                for (slot, value, kinds) in members {
                    let has = [value].into_iter().chain(kinds).any(|value| found.contains(value));
                    set(slots, Some(*slot), u8::from(has));
                }
            }
        }
        Ok(())
    }

    fn word(&self, cell: &[u8]) -> Option<u16> {
        let exact = self.words.iter().find(|(word, _)| word.as_bytes() == cell);
        let found = exact.or_else(|| {
            self.words.iter().find(|(word, _)| word.as_bytes().eq_ignore_ascii_case(cell))
        });
        found.map(|(_, value)| *value)
    }
}

fn set(slots: &mut [u8], slot: Option<usize>, value: u8) {
    if let Some(slot) = slot.and_then(|slot| slots.get_mut(slot)) {
        *slot = value;
    }
}

/// The cell without the blanks around it, the wide ones of Chinese text included.
fn trim(cell: &[u8]) -> &[u8] {
    const WIDE: &[u8] = "\u{3000}".as_bytes();
    let mut cell = cell.trim_ascii();
    while let Some(rest) = cell.strip_prefix(WIDE).or_else(|| cell.strip_suffix(WIDE)) {
        cell = rest.trim_ascii();
    }
    cell
}

/// The fact a column's name means: an id, or a label in either language.
fn find<'l>(loaded: &'l Loaded, name: &str) -> Option<&'l Fact> {
    let name = name.trim();
    let facts = || loaded.policy.data().facts.iter().chain(&loaded.vocabulary.facts);
    facts().find(|fact| fact.id == name).or_else(|| {
        let called = |fact: &&Fact| {
            [Lang::Zh, Lang::En].into_iter().any(|lang| {
                let label = loaded.label(&fact.id, lang);
                !label.is_empty() && label.eq_ignore_ascii_case(name)
            })
        };
        facts().find(called)
    })
}

/// What may stand in a cell of the fact: ids first, then the words of both languages that mean one
/// value only.
fn words(loaded: &Loaded, fact: &Fact) -> Vec<(String, u16)> {
    let flags = ["false", "true", "否", "是", "no", "yes"];
    if fact.kind == FactKind::Flag {
        return (0..).zip(flags).map(|(at, word)| (word.to_owned(), at % 2)).collect();
    }
    let ids = || (0_u16..).zip(fact.kind.values());
    let mut words: Vec<(String, u16)> = ids().map(|(at, id)| (id.clone(), at)).collect();
    for lang in [Lang::Zh, Lang::En] {
        let labels: Vec<(&str, u16)> = ids()
            .map(|(at, id)| (loaded.value(&fact.id, id, lang), at))
            .filter(|(label, _)| !label.is_empty())
            .collect();
        for (label, value) in &labels {
            let other = |(own, at): &(&str, u16)| own == label && at != value;
            if !labels.iter().any(other) && !words.iter().any(|(word, _)| word == label) {
                words.push(((*label).to_owned(), *value));
            }
        }
    }
    words
}

/// What may stand in a cell of the fact, for a message in this language.
fn allowed(loaded: &Loaded, fact: &Fact, lang: Lang) -> String {
    let values = || fact.kind.values().iter();
    let label = |id: &String| loaded.value(&fact.id, id, Lang::Zh).to_owned();
    let labels = || values().map(label).collect::<Vec<_>>().join(" | ");
    let ids = || values().cloned().collect::<Vec<_>>().join(" | ");
    match (&fact.kind, lang) {
        (FactKind::Flag, Lang::Zh) => "是 | 否".to_owned(),
        (FactKind::Flag, Lang::En) => "true | false".to_owned(),
        (FactKind::Number { min, max }, _) => format!("{min} … {max}"),
        (FactKind::Money, _) => format!("0.00 … {}", Money::MOST),
        (FactKind::Choice(_), Lang::Zh) => labels(),
        (FactKind::Choice(_), Lang::En) => ids(),
        (FactKind::Set(_), Lang::Zh) => format!("无 | {}（几样用 ; 隔开）", labels()),
        (FactKind::Set(_), Lang::En) => format!("none | {} (several: with ; between)", ids()),
    }
}

/// The fact that a column which is carried through may have been meant for: its name is nearly that
/// of the fact, or one of the two is a part of the other.
pub fn nearly(loaded: &Loaded, name: &str, lang: Lang) -> Option<String> {
    let facts = || loaded.policy.data().facts.iter();
    let label = |fact: &Fact| loaded.label(&fact.id, lang).to_owned();
    let labels: Vec<String> = facts().map(label).collect();
    let part = |label: &&String| {
        let shorter = name.chars().count().min(label.chars().count());
        shorter > 1 && (label.contains(name) || name.contains(label.as_str()))
    };
    let ids = nearest(name, facts().map(|fact| fact.id.as_str()));
    let known = ids.or_else(|| nearest(name, labels.iter().map(String::as_str)));
    known.or_else(|| labels.iter().find(part).map(String::as_str)).map(str::to_owned)
}
