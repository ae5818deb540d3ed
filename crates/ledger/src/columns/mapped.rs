//! What a mapping says of a column, made ready for reading.

use std::collections::HashMap;

use mingbai_core::kernel::lang::Lang;
use mingbai_core::policy::vocabulary::FactValue;

use super::stated::{allowed, value_of};
use super::{Column, Columns};
use crate::document::Document;
use crate::mapping::{Blank, ColumnMeaning, Meaning, NONE, UNKNOWN, Value};
use crate::problems::MapProblem;
use crate::text::normal;

/// What a mapping says of a column.
#[derive(Default)]
pub struct Mapped {
    /// What words say, each made [`normal`].
    pub words: HashMap<String, Said>,
    /// What a filled cell says of facts that it does not name.
    pub complete: Vec<(usize, FactValue)>,
    /// What an empty cell says.
    pub blank: Vec<(usize, FactValue)>,
    /// Whether an empty cell says what the household's cell above it says.
    pub fill_down: bool,
    /// What may follow a number.
    pub units: Vec<String>,
    /// What follows from an identity number, if it is one.
    pub identity: Option<MappedIdentity>,
}

/// What follows from an identity number.
pub struct MappedIdentity {
    /// The age.
    pub age: Option<usize>,
    /// What is so of a woman.
    pub female: Vec<(usize, FactValue)>,
    /// What is so of a man.
    pub male: Vec<(usize, FactValue)>,
}

/// What a word says: values of facts; that one is not known, where there is none.
#[derive(Clone, Default)]
pub struct Said {
    /// The facts.
    pub facts: Vec<(usize, Option<FactValue>)>,
    /// That none of the facts of `complete` is so.
    pub none: bool,
}

impl Mapped {
    /// The text without what follows a number.
    pub fn without_unit<'t>(&self, text: &'t str) -> &'t str {
        let text = text.trim();
        let without = |unit: &String| Some(text.strip_suffix(unit.as_str())?.trim_end());
        let units = || self.units.iter().filter_map(without);
        units().find(|rest| rest.ends_with(|c: char| c.is_numeric())).unwrap_or(text)
    }

    /// What several words say together; nothing where they contradict each other.
    pub fn together(&self, said: &[Said]) -> Option<Vec<(usize, FactValue)>> {
        let mut all: Vec<(usize, Option<FactValue>)> = Vec::new();
        for (fact, value) in said.iter().flat_map(|said| &said.facts) {
            match all.iter_mut().find(|(own, _)| own == fact) {
                Some((_, own)) if own == value || value.is_none() => {}
                Some((_, own)) if own.is_none() => own.clone_from(value),
                // A set has several values.
                Some((_, Some(FactValue::Set(own)))) => {
                    let Some(FactValue::Set(more)) = value else { return None };
                    own.extend(more);
                    own.sort_unstable();
                    own.dedup();
                }
                Some(_) => return None,
                None => all.push((*fact, value.clone())),
            }
        }
        let none = said.iter().any(|said| said.none);
        let named = |fact: usize| all.iter().any(|(own, _)| *own == fact);
        if said.is_empty() || none && self.complete.iter().any(|(fact, _)| named(*fact)) {
            return None;
        }
        // A word that says that nothing is known leaves everything open.
        let says_something = none || !all.is_empty();
        let rest = self.complete.iter().filter(|(fact, _)| says_something && !named(*fact));
        let rest: Vec<_> = rest.cloned().collect();
        Some(all.into_iter().filter_map(|(fact, value)| Some((fact, value?))).chain(rest).collect())
    }
}

/// Reads what a mapping says of a column.
pub struct Compiling<'c> {
    /// The policy and its words.
    pub document: Document<'c>,
    /// The language of messages.
    pub lang: Lang,
    /// What the mapping says.
    pub meaning: &'c ColumnMeaning,
    /// What does not fit.
    pub problems: &'c mut Vec<MapProblem>,
}

impl Compiling<'_> {
    /// The column; nothing where it states no fact that there is.
    pub fn column(&mut self, columns: &mut Columns) -> Option<Column> {
        let meaning = self.meaning;
        let own = match &meaning.fact {
            Some(id) => Some(self.fact(id, columns)?),
            None => None,
        };
        let complete = self.values(&meaning.complete, columns);
        let words = meaning.cells.iter().filter_map(|(word, meaning)| {
            let said = self.said(meaning, columns)?;
            Some((normal(word), said))
        });
        let words: HashMap<String, Said> = words.collect();
        let identity = meaning.identity.as_ref().map(|identity| MappedIdentity {
            age: identity.age.as_ref().and_then(|id| self.fact(id, columns)),
            female: self.values(&identity.female, columns),
            male: self.values(&identity.male, columns),
        });
        let blank = match meaning.blank {
            Blank::Unknown => Vec::new(),
            Blank::No if !complete.is_empty() => complete.clone(),
            Blank::No => {
                let no = own.and_then(|own| Some((own, columns.facts.get(own)?.no()?)));
                if no.is_none() {
                    self.problems.push(MapProblem::BlankIsNo { column: meaning.name.clone() });
                }
                no.into_iter().collect()
            }
        };
        let fact = own.and_then(|own| columns.facts.get(own));
        let also = meaning.cells.keys().map(String::as_str);
        let allowed = fact.map(|fact| fact.allowed.as_str()).into_iter().chain(also);
        let allowed = allowed.collect::<Vec<_>>().join(" | ");
        let allowed = if identity.is_some() { String::new() } else { allowed };
        let units = meaning.units.clone();
        let fill_down = meaning.fill_down;
        let mapped = Mapped { words, complete, blank, fill_down, units, identity };
        Some(Column { own, mapped, allowed })
    }

    fn fact(&mut self, id: &str, columns: &mut Columns) -> Option<usize> {
        let Some(fact) = self.document.fact(id) else {
            let (column, fact) = (self.meaning.name.clone(), id.to_owned());
            self.problems.push(MapProblem::NoSuchFact { column, fact });
            return None;
        };
        Some(columns.fact(self.document, fact, self.lang))
    }

    fn values<'v>(
        &mut self,
        all: impl IntoIterator<Item = (&'v String, &'v Value)>,
        columns: &mut Columns,
    ) -> Vec<(usize, FactValue)> {
        let all = all.into_iter().filter_map(|(id, value)| {
            let fact = self.fact(id, columns)?;
            Some((fact, self.value(id, value)??))
        });
        all.collect()
    }

    /// A value of a fact, nothing inside where it is not known; nothing where the fact has no such value.
    #[expect(
        clippy::option_option,
        reason = "no value, and a value that is not known, are two things"
    )]
    fn value(&mut self, id: &str, value: &Value) -> Option<Option<FactValue>> {
        let fact = self.document.fact(id)?;
        match value_of(fact, value) {
            Some(value) => Some(Some(value)),
            None if *value == Value::Text(UNKNOWN.to_owned()) => Some(None),
            None => {
                self.problems.push(MapProblem::NoSuchValue {
                    column: self.meaning.name.clone(),
                    fact: id.to_owned(),
                    value: value.to_string(),
                    allowed: allowed(self.document, fact, self.lang),
                });
                None
            }
        }
    }

    fn said(&mut self, meaning: &Meaning, columns: &mut Columns) -> Option<Said> {
        let none = Value::Text(NONE.to_owned());
        match (meaning, &self.meaning.fact) {
            (Meaning::Facts(all), _) => {
                let facts = all.iter().filter_map(|(id, value)| {
                    let fact = self.fact(id, columns)?;
                    Some((fact, self.value(id, value)?))
                });
                Some(Said { facts: facts.collect(), none: false })
            }
            (Meaning::One(value), Some(id)) => {
                let fact = self.fact(id, columns)?;
                let value = self.value(id, value)?;
                let facts = value.map(|value| (fact, Some(value))).into_iter().collect();
                Some(Said { facts, none: false })
            }
            (Meaning::One(value), None) if *value == none => {
                Some(Said { facts: Vec::new(), none: true })
            }
            (Meaning::One(value), None) => {
                if *value == Value::Text(UNKNOWN.to_owned()) {
                    return Some(Said::default());
                }
                let (column, value) = (self.meaning.name.clone(), value.to_string());
                self.problems.push(MapProblem::ValueOfNoFact { column, value });
                None
            }
        }
    }
}
