//! What a cell of a fact means.

use mingbai_core::kernel::diagram::UNKNOWN;
use mingbai_core::kernel::lang::Lang;
use mingbai_core::kernel::money::Money;
use mingbai_core::policy::Variable;
use mingbai_core::policy::vocabulary::{Fact, FactKind};

use crate::document::Document;

/// What a person calls a set of which they have nothing.
const EMPTY_SET: [&str; 4] = ["none", "无", "没有", "都没有"];

/// A cell that says so is as good as empty.
const NOT_KNOWN: &str = "不知道";

/// The decimals of an amount of yuan.
const DECIMALS: u32 = 2;

/// How the cells of a fact are read.
pub struct Cells {
    /// What may stand there, and the index of the value it means.
    words: Vec<(String, u16)>,
    /// The same for messages.
    pub allowed: String,
    pub kind: Kind,
    /// The policy's variables that the fact settles.
    pub variables: Vec<usize>,
}

/// What kind of fact it is, with what its variables are made of.
pub enum Kind {
    /// One of the words.
    One,
    /// An integer, or an amount in fen; the cuts of its variable.
    Number { min: i64, max: i64, amount: bool, cuts: Vec<i64> },
    /// Some of the words; for each variable the value it stands for, and those that are a kind of it.
    Set(Vec<(u16, Vec<u16>)>),
}

/// What a cell says: the value of each of the fact's variables. Nothing where it is not known.
pub type Meaning = Option<Vec<u8>>;

/// A cell that cannot be read; of a set, the part that cannot.
#[derive(Debug)]
pub struct NotKnownHere {
    pub part: Option<String>,
}

const BAD: NotKnownHere = NotKnownHere { part: None };

impl Cells {
    /// For the cells of a fact, which the policy may test or not.
    pub fn new(document: &Document, fact: &Fact, lang: Lang) -> Self {
        let data = document.policy().data();
        let index = data.facts.iter().position(|own| own.id == fact.id);
        let own =
            |variable: &Variable| index.is_some() && variable.fact().map(usize::from) == index;
        let own = || data.variables.iter().enumerate().filter(|(_, variable)| own(variable));
        let (variables, kind) = match &fact.kind {
            FactKind::Choice(_) | FactKind::Flag => {
                (own().map(|(at, _)| at).take(1).collect::<Vec<_>>(), Kind::One)
            }
            kind @ (FactKind::Number { .. } | FactKind::Money) => {
                let (min, max) = kind.range().unwrap_or_default();
                let number = own().find_map(|(at, variable)| match variable {
                    Variable::Number { cuts, .. } => Some((at, cuts.clone())),
                    _ => None,
                });
                let (at, cuts) = number.unzip();
                let amount = *kind == FactKind::Money;
                let cuts = cuts.unwrap_or_default();
                (at.into_iter().collect(), Kind::Number { min, max, amount, cuts })
            }
            FactKind::Set(_) => {
                let members = own().filter_map(|(at, variable)| match variable {
                    Variable::Member { value, .. } => {
                        let kinds = fact.kinds.iter().filter(|kind| kind.of == *value);
                        Some((at, (*value, kinds.map(|kind| kind.value).collect())))
                    }
                    _ => None,
                });
                let (at, members) = members.unzip();
                (at, Kind::Set(members))
            }
        };
        let (words, allowed) = (words(document, fact), allowed(document, fact, lang));
        Self { words, allowed, kind, variables }
    }

    /// What the text says, as a cell of a ledger.
    pub fn text(&self, cell: &str) -> Result<Meaning, NotKnownHere> {
        let cell = trim(cell);
        if cell.is_empty() || cell == NOT_KNOWN {
            return Ok(None);
        }
        match &self.kind {
            Kind::One => {
                let value = self.word(cell).ok_or(BAD)?;
                Ok(Some(self.value(value)))
            }
            Kind::Number { amount, .. } => {
                let cell = Some(cell).filter(|cell| !cell.starts_with('+'));
                let number = cell.and_then(|text| {
                    if *amount { Money::parse(text).map(Money::fen) } else { text.parse().ok() }
                });
                let interval = self.number(number.ok_or(BAD)?)?;
                Ok(Some(self.value(u16::from(interval))))
            }
            Kind::Set(_) => {
                if self.word(cell).is_none() && EMPTY_SET.contains(&cell) {
                    return Ok(Some(self.members(&[])));
                }
                // Lists are often written with the mark at the end, too.
                let parts = cell.trim_end_matches([';', '；']).split([';', '；']);
                let found = parts.map(|part| self.member(part)).collect::<Result<Vec<_>, _>>()?;
                Ok(Some(self.members(&found)))
            }
        }
    }

    /// What a number of so many decimals says, a count or yuan: how many cuts of the variable it has passed.
    pub fn decimal(&self, value: i128, scale: u32) -> Result<u8, NotKnownHere> {
        let decimals = match self.kind {
            Kind::Number { amount: true, .. } => DECIMALS,
            _ => 0,
        };
        let number = match (scale.checked_sub(decimals), decimals.checked_sub(scale)) {
            (Some(more), _) => {
                let one = 10_i128.checked_pow(more).ok_or(BAD)?;
                (value % one == 0).then_some(value / one)
            }
            (None, Some(less)) => value.checked_mul(10_i128.pow(less)),
            (None, None) => None,
        };
        self.number(number.and_then(|number| i64::try_from(number).ok()).ok_or(BAD)?)
    }

    /// The value of a set that the text names: its index.
    pub fn member(&self, part: &str) -> Result<u16, NotKnownHere> {
        let part = trim(part);
        let part_of = || Some(part.to_owned()).filter(|part| !part.is_empty());
        self.word(part).ok_or_else(|| NotKnownHere { part: part_of() })
    }

    /// What a set of these values says.
    pub fn members(&self, found: &[u16]) -> Vec<u8> {
        let Kind::Set(members) = &self.kind else { return Vec::new() };
        let has = |(value, kinds): &(u16, Vec<u16>)| {
            u8::from([value].into_iter().chain(kinds).any(|value| found.contains(value)))
        };
        members.iter().map(has).collect()
    }

    /// A count, or an amount in fen.
    fn number(&self, number: i64) -> Result<u8, NotKnownHere> {
        let Kind::Number { min, max, cuts, .. } = &self.kind else { return Err(BAD) };
        if number < *min || number > *max {
            return Err(BAD);
        }
        let interval = cuts.partition_point(|&cut| cut <= number);
        Ok(u8::try_from(interval).unwrap_or(UNKNOWN))
    }

    /// One value; of a fact that the policy does not test, nothing.
    fn value(&self, value: u16) -> Vec<u8> {
        let value = u8::try_from(value).unwrap_or(UNKNOWN);
        self.variables.iter().map(|_| value).collect()
    }

    fn word(&self, cell: &str) -> Option<u16> {
        let exact = self.words.iter().find(|(word, _)| word == cell);
        let found =
            exact.or_else(|| self.words.iter().find(|(word, _)| word.eq_ignore_ascii_case(cell)));
        found.map(|(_, value)| *value)
    }
}

/// The cell without the blanks around it, the wide ones of Chinese text included.
fn trim(cell: &str) -> &str {
    cell.trim_matches(|at: char| at.is_ascii_whitespace() || at == '\u{3000}')
}

/// What may stand in a cell of the fact: ids first, then the words of both languages that mean one
/// value only.
fn words(document: &Document, fact: &Fact) -> Vec<(String, u16)> {
    let flags = ["false", "true", "否", "是", "no", "yes"];
    if fact.kind == FactKind::Flag {
        return (0..).zip(flags).map(|(at, word)| (word.to_owned(), at % 2)).collect();
    }
    let ids = || (0_u16..).zip(fact.kind.values());
    let mut words: Vec<(String, u16)> = ids().map(|(at, id)| (id.clone(), at)).collect();
    for lang in [Lang::Zh, Lang::En] {
        let labels: Vec<(&str, u16)> = ids()
            .map(|(at, id)| (document.value(&fact.id, id, lang), at))
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
fn allowed(document: &Document, fact: &Fact, lang: Lang) -> String {
    let values = || fact.kind.values().iter();
    let label = |id: &String| document.value(&fact.id, id, Lang::Zh).to_owned();
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
