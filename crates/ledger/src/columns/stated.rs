//! A fact that a column states: what may stand in its cells, and where its value goes.

use mingbai_core::kernel::diagram::UNKNOWN;
use mingbai_core::kernel::lang::Lang;
use mingbai_core::kernel::money::Money;
use mingbai_core::policy::Variable;
use mingbai_core::policy::vocabulary::{Fact, FactKind, FactValue};

use crate::document::Document;
use crate::mapping::Value;
use crate::slots::Slots;
use crate::text::normal;

/// What a person calls a set of which they have nothing.
const EMPTY_SET: [&str; 4] = ["none", "无", "没有", "都没有"];

/// A cell that says so is as good as empty.
const NOT_KNOWN: &str = "不知道";

/// A cell that cannot be read; of several things in it, the one that cannot.
#[derive(Clone, Copy, Debug)]
pub struct NotKnownHere<'c> {
    /// That one, where there are several.
    pub part: Option<&'c str>,
}

/// A fact that columns state.
pub struct Stated {
    /// Its id.
    pub id: String,
    /// What may stand for its values.
    words: Vec<(String, u16)>,
    /// What may stand there, for messages.
    pub allowed: String,
    kind: Kind,
}

enum Kind {
    /// One of `words`; the slot it goes to, if the policy asks.
    One(Option<usize>),
    /// An integer, or an amount in fen; the slot and the cuts of its variable, and its place among numbers.
    Number {
        min: i64,
        max: i64,
        amount: bool,
        goes: Option<(usize, Vec<i64>)>,
        number: Option<usize>,
    },
    /// Some of `words`; a slot, the value it stands for, and those that are a kind of it.
    Set(Vec<(usize, u16, Vec<u16>)>),
}

impl Stated {
    /// A fact, with the slots it goes to.
    pub fn new(document: Document<'_>, fact: &Fact, slots: &mut Slots, lang: Lang) -> Self {
        let data = document.policy.data();
        let index = data.facts.iter().position(|own| own.id == fact.id);
        let own: Vec<(usize, &Variable)> = data
            .variables
            .iter()
            .enumerate()
            .filter(|(_, variable)| variable.fact().map(usize::from) == index && index.is_some())
            .filter(|(_, variable)| variable.fact().is_some())
            .collect();
        let kind = match &fact.kind {
            FactKind::Choice(_) | FactKind::Flag => {
                Kind::One(own.first().map(|(variable, _)| slots.variable(*variable)))
            }
            kind @ (FactKind::Number { .. } | FactKind::Money) => {
                let (min, max) = kind.range().unwrap_or_default();
                let goes = own.iter().find_map(|(variable, kind)| match kind {
                    Variable::Number { cuts, .. } => {
                        Some((slots.variable(*variable), cuts.clone()))
                    }
                    _ => None,
                });
                let index = index.and_then(|index| u16::try_from(index).ok());
                let number = index.and_then(|fact| slots.number(document.policy, fact));
                Kind::Number { min, max, amount: *kind == FactKind::Money, goes, number }
            }
            FactKind::Set(_) => {
                let member = |(variable, kind): &(usize, &Variable)| match kind {
                    Variable::Member { value, .. } => {
                        let kinds = fact.kinds.iter().filter(|kind| kind.of == *value);
                        let kinds = kinds.map(|kind| kind.value).collect();
                        Some((slots.variable(*variable), *value, kinds))
                    }
                    _ => None,
                };
                Kind::Set(own.iter().filter_map(member).collect())
            }
        };
        let (id, words) = (fact.id.clone(), words(document, fact));
        Self { id, words, allowed: allowed(document, fact, lang), kind }
    }

    /// Reads the cell. An empty one is not known.
    ///
    /// # Errors
    /// Where it is none of what may stand there.
    pub fn read<'c>(
        &self,
        cell: &'c [u8],
        slots: &Slots,
        values: &mut [u8],
    ) -> Result<(), NotKnownHere<'c>> {
        let cell = trim(cell);
        if cell.is_empty() || cell == NOT_KNOWN.as_bytes() {
            return Ok(());
        }
        let bad = NotKnownHere { part: None };
        match &self.kind {
            Kind::One(slot) => {
                let value = self.word(cell).ok_or(bad)?;
                set(values, *slot, u8::try_from(value).unwrap_or(UNKNOWN));
            }
            Kind::Number { amount, .. } => {
                let text = std::str::from_utf8(cell).ok().filter(|text| !text.starts_with('+'));
                let number = |text: &str| {
                    if *amount { Money::parse(text).map(Money::fen) } else { text.parse().ok() }
                };
                let number = text.and_then(|text| number(text).or_else(|| number(&normal(text))));
                let number = FactValue::Number(number.ok_or(bad)?);
                if !self.put(&number, slots, values) {
                    return Err(bad);
                }
            }
            Kind::Set(_) => {
                let mut found: Vec<u16> = Vec::new();
                let none = self.word(cell).is_none()
                    && EMPTY_SET.iter().any(|word| word.as_bytes() == cell);
                if !none {
                    let text = std::str::from_utf8(cell).map_err(|_| bad)?;
                    // Lists are often written with the mark at the end, too.
                    let text = text.trim_end_matches([';', '；']);
                    for part in text.split([';', '；']) {
                        found.push(self.member(part)?);
                    }
                }
                self.put(&FactValue::Set(found), slots, values);
            }
        }
        Ok(())
    }

    /// The value of a set that a text means, by its place.
    ///
    /// # Errors
    /// Where it means none.
    pub fn member<'c>(&self, part: &'c str) -> Result<u16, NotKnownHere<'c>> {
        let named = Some(part.trim()).filter(|part| !part.is_empty());
        self.word(trim(part.as_bytes())).ok_or(NotKnownHere { part: named })
    }

    /// Puts a value where it goes; not one that the fact cannot have.
    pub fn put(&self, value: &FactValue, slots: &Slots, values: &mut [u8]) -> bool {
        match (&self.kind, value) {
            (Kind::One(slot), FactValue::Choice(value)) => {
                set(values, *slot, u8::try_from(*value).unwrap_or(UNKNOWN));
            }
            (Kind::One(slot), FactValue::Flag(value)) => set(values, *slot, u8::from(*value)),
            (Kind::Number { min, max, goes, number: place, .. }, FactValue::Number(number)) => {
                if number < min || number > max {
                    return false;
                }
                if let Some((slot, cuts)) = goes {
                    let interval = cuts.partition_point(|cut| cut <= number);
                    set(values, Some(*slot), u8::try_from(interval).unwrap_or(UNKNOWN));
                }
                if let Some(place) = place {
                    slots.set_number(*place, *number, values);
                }
            }
            (Kind::Set(members), FactValue::Set(found)) => {
                for (slot, value, kinds) in members {
                    let has = [value].into_iter().chain(kinds).any(|value| found.contains(value));
                    set(values, Some(*slot), u8::from(has));
                }
            }
            _ => return false,
        }
        true
    }

    /// Where its value goes.
    pub fn places(&self, slots: &Slots) -> Vec<usize> {
        match &self.kind {
            Kind::One(slot) => slot.iter().copied().collect(),
            Kind::Number { goes, number, .. } => {
                let number = number.map(|number| slots.bytes_of(number)).into_iter().flatten();
                goes.iter().map(|(slot, _)| *slot).chain(number).collect()
            }
            Kind::Set(members) => members.iter().map(|(slot, ..)| *slot).collect(),
        }
    }

    /// The value that a word stands for, of a fact with values.
    pub fn value(&self, word: &str) -> Option<FactValue> {
        let value = self.word(word.as_bytes())?;
        Some(match &self.kind {
            Kind::Set(_) => FactValue::Set(vec![value]),
            Kind::One(_) if self.is_flag() => FactValue::Flag(value == 1),
            Kind::One(_) | Kind::Number { .. } => FactValue::Choice(value),
        })
    }

    fn is_flag(&self) -> bool {
        self.words.first().is_some_and(|(word, _)| word == "false")
    }

    fn word(&self, cell: &[u8]) -> Option<u16> {
        let exact = self.words.iter().find(|(word, _)| word.as_bytes() == cell);
        let found = exact.or_else(|| {
            self.words.iter().find(|(word, _)| word.as_bytes().eq_ignore_ascii_case(cell))
        });
        let wide = || {
            let cell = normal(std::str::from_utf8(cell).ok()?);
            self.words.iter().find(|(word, _)| normal(word) == cell)
        };
        found.or_else(wide).map(|(_, value)| *value)
    }

    /// Its value that means no; none where it has none.
    pub fn no(&self) -> Option<FactValue> {
        match &self.kind {
            Kind::One(_) if self.is_flag() => Some(FactValue::Flag(false)),
            Kind::Set(_) => Some(FactValue::Set(Vec::new())),
            Kind::One(_) | Kind::Number { .. } => None,
        }
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

/// What may stand in a cell of the fact: ids first, then the words of both languages that mean one
/// value only.
fn words(document: Document<'_>, fact: &Fact) -> Vec<(String, u16)> {
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
pub fn allowed(document: Document<'_>, fact: &Fact, lang: Lang) -> String {
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

/// A value of a fact as a mapping writes it; nothing where the fact has none such.
pub fn value_of(fact: &Fact, value: &Value) -> Option<FactValue> {
    let place = |id: &String| {
        let place = fact.kind.values().iter().position(|own| own == id)?;
        u16::try_from(place).ok()
    };
    match (&fact.kind, value) {
        (FactKind::Flag, Value::Flag(value)) => Some(FactValue::Flag(*value)),
        (FactKind::Choice(_), Value::Text(id)) => Some(FactValue::Choice(place(id)?)),
        (FactKind::Set(_), Value::Text(id)) => Some(FactValue::Set(vec![place(id)?])),
        (FactKind::Number { min, max }, Value::Number(number)) => {
            (min..=max).contains(&number).then_some(FactValue::Number(*number))
        }
        (FactKind::Money, Value::Text(amount)) => {
            Money::parse(amount).map(|amount| FactValue::Number(amount.fen()))
        }
        _ => None,
    }
}
