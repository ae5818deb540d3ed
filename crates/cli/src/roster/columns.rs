//! The header of a ledger: which columns are facts, and what their cells mean.

use mingbai_core::diagram::UNKNOWN;
use mingbai_core::input::nearest;
use mingbai_core::policy::Variable;
use mingbai_core::vocabulary::{Fact, FactKind};

use crate::arguments::Lang;
use crate::library::{Loaded, fact_text};

/// What a person calls a set of which they have nothing.
const EMPTY_SET: [&str; 4] = ["none", "无", "没有", "都没有"];

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
    /// Examples for messages.
    allowed: String,
    kind: CellKind,
}

enum CellKind {
    /// One of `words`; the slot it goes to, if the policy asks.
    One(Option<usize>),
    /// An integer; the slot and the cuts of its variable.
    Number { min: i64, max: i64, goes: Option<(usize, Vec<i64>)> },
    /// Some of `words`; a slot and the value it stands for.
    Set(Vec<(usize, u16)>),
}

impl Columns {
    /// Reads a header.
    ///
    /// # Errors
    /// Every column that cannot stand, in words.
    pub fn new(loaded: &Loaded, header: &[String], lang: Lang) -> Result<Self, Vec<String>> {
        let mut columns = Self { names: header.to_vec(), facts: Vec::new(), slots: Vec::new() };
        let mut taken: Vec<(&str, &str)> = Vec::new();
        let mut problems = Vec::new();
        for name in header {
            let Some(fact) = find(loaded, name) else {
                columns.facts.push(None);
                continue;
            };
            if let Some((_, other)) = taken.iter().find(|(id, _)| *id == fact.id) {
                let id = &fact.id;
                problems.push(match lang {
                    Lang::Zh => format!("“{other}”和“{name}”两列都是事实 {id}；只留一列"),
                    Lang::En => format!("the columns {other:?} and {name:?} are both the fact {id}; keep one of them"),
                });
            }
            taken.push((&fact.id, name));
            let cell = columns.cell(loaded, fact);
            columns.facts.push(Some(cell));
        }
        if taken.is_empty() {
            let found = header.join(", ");
            problems.push(match lang {
                Lang::Zh => format!("没有一列是事实，只有：{found}。第一行要写事实的名称，如 residence 或 户口；列与列用逗号隔开；全部名称见 mingbai facts"),
                Lang::En => format!("no column is a fact, only: {found}; the first line must name facts, like residence or 户口, with commas between them; `mingbai facts` lists all"),
            });
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
        mut bad: impl FnMut(usize, &'r [u8], &str),
    ) {
        for (column, (cell, reader)) in cells.zip(&self.facts).enumerate() {
            if let Some(reader) = reader
                && !reader.read(cell, slots)
            {
                bad(column, cell, &reader.allowed);
            }
        }
    }

    fn slot(&mut self, variable: usize) -> usize {
        self.slots.push(variable);
        self.slots.len() - 1
    }

    fn cell(&mut self, loaded: &Loaded, fact: &Fact) -> Cell {
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
            FactKind::Number { min, max } => {
                let goes = own.first().and_then(|(variable, kind)| match kind {
                    Variable::Number { cuts, .. } => Some((self.slot(*variable), cuts.clone())),
                    _ => None,
                });
                CellKind::Number { min: *min, max: *max, goes }
            }
            FactKind::Set(_) => {
                let member = |(variable, kind): &(usize, &Variable)| match kind {
                    Variable::Member { value, .. } => Some((self.slot(*variable), *value)),
                    _ => None,
                };
                CellKind::Set(own.iter().filter_map(member).collect())
            }
        };
        let allowed = match &fact.kind {
            FactKind::Flag => "true | false | 是 | 否".to_owned(),
            FactKind::Number { min, max } => format!("{min} … {max}"),
            FactKind::Choice(values) => values.join(" | "),
            FactKind::Set(values) => format!("none | {} (a;b)", values.join(" | ")),
        };
        Cell { words, allowed, kind }
    }
}

impl Cell {
    /// Whether the cell could be read. An empty cell is not known.
    fn read(&self, cell: &[u8], slots: &mut [u8]) -> bool {
        let cell = trim(cell);
        if cell.is_empty() {
            return true;
        }
        match &self.kind {
            CellKind::One(slot) => {
                let Some(value) = self.word(cell) else { return false };
                set(slots, *slot, u8::try_from(value).unwrap_or(UNKNOWN));
            }
            CellKind::Number { min, max, goes } => {
                let number = std::str::from_utf8(cell).ok().filter(|text| !text.starts_with('+'));
                let Some(number) = number.and_then(|text| text.parse::<i64>().ok()) else {
                    return false;
                };
                if number < *min || number > *max {
                    return false;
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
                    let Ok(text) = std::str::from_utf8(cell) else { return false };
                    for part in text.split([';', '；']) {
                        let Some(value) = self.word(trim(part.as_bytes())) else { return false };
                        found.push(value);
                    }
                }
                for (slot, value) in members {
                    set(slots, Some(*slot), u8::from(found.contains(value)));
                }
            }
        }
        true
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
                let label = fact_text(&loaded.words, &fact.id, &["label"], lang);
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
            .map(|(at, id)| (fact_text(&loaded.words, &fact.id, &["values", id], lang), at))
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

/// A column that is carried through and is nearly the name of a fact.
pub fn nearly(loaded: &Loaded, name: &str) -> Option<String> {
    let facts = loaded.policy.data().facts.iter();
    nearest(name, facts.map(|fact| fact.id.as_str())).map(str::to_owned)
}
