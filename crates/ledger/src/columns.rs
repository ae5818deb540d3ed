//! The columns of a ledger as they are read: cells to the values of facts.
//!
//! | module | holds |
//! | --- | --- |
//! | [`stated`] | a fact that columns state |
//! | [`mapped`] | what a mapping says of a column |

mod mapped;
mod stated;

use mingbai_core::kernel::date::Date;
use mingbai_core::kernel::diagram::UNKNOWN;
use mingbai_core::kernel::lang::Lang;
use mingbai_core::policy::vocabulary::{Fact, FactValue};

use crate::document::Document;
use crate::identity::holder;
use crate::mapping::ColumnMeaning;
use crate::problems::MapProblem;
use crate::reason::Reason;
use crate::slots::Slots;
use crate::text::normal;

pub(crate) use stated::value_of;
pub use stated::{NotKnownHere, Stated};

use mapped::{Compiling, Mapped, Said};

/// What stands between the things that one cell says.
pub(crate) const BETWEEN: [char; 9] = ['、', '，', ',', ';', '；', '/', '+', '＋', '\n'];

/// The columns of a ledger, and what they settle.
pub struct Columns {
    /// The header as it is written.
    pub names: Vec<String>,
    /// What is read of each column; nothing of one that is carried through.
    readers: Vec<Option<Column>>,
    /// The facts that columns state.
    facts: Vec<Stated>,
    /// What they settle: the values of a row.
    pub slots: Slots,
}

/// What is read of a column.
struct Column {
    /// The fact it states by itself: its place in [`Columns::facts`].
    own: Option<usize>,
    /// What a mapping says of it beside; nothing where there is none.
    mapped: Mapped,
    /// What may stand there, for messages.
    allowed: String,
}

/// Why a header cannot stand: two columns of one fact, by name.
pub struct TwoColumns {
    /// The fact.
    pub fact: String,
    /// A column.
    pub one: String,
    /// Another.
    pub other: String,
}

impl Columns {
    /// The columns of a header that is called as the facts are, by id or label, with cells that say what the facts'
    /// values are called; nothing is guessed.
    ///
    /// # Errors
    /// Every fact with two columns.
    pub fn named(
        document: Document<'_>,
        header: &[String],
        lang: Lang,
    ) -> Result<Self, Vec<TwoColumns>> {
        let mut columns = Self::none(header);
        let mut taken: Vec<(&str, &str)> = Vec::new();
        let mut problems = Vec::new();
        for name in header {
            let Some(fact) = document.named(name) else {
                columns.readers.push(None);
                continue;
            };
            if let Some((_, other)) = taken.iter().find(|(id, _)| *id == fact.id) {
                let (one, other) = ((*other).to_owned(), name.clone());
                problems.push(TwoColumns { fact: fact.id.clone(), one, other });
            }
            taken.push((&fact.id, name));
            let own = columns.fact(document, fact, lang);
            let allowed =
                columns.facts.get(own).map_or_else(String::new, |own| own.allowed.clone());
            columns.readers.push(Some(Column {
                own: Some(own),
                mapped: Mapped::default(),
                allowed,
            }));
        }
        if problems.is_empty() { Ok(columns) } else { Err(problems) }
    }

    /// The columns of a header as a mapping has them.
    ///
    /// # Errors
    /// Everything in the mapping that does not fit the vocabulary.
    pub fn mapped(
        document: Document<'_>,
        header: &[String],
        meanings: &[ColumnMeaning],
        lang: Lang,
    ) -> Result<Self, Vec<MapProblem>> {
        let mut columns = Self::none(header);
        let mut problems = Vec::new();
        for name in header {
            let meaning = meanings.iter().find(|own| own.is_called(name));
            let column = meaning.map(|meaning| {
                let mut reader = Compiling { document, lang, meaning, problems: &mut problems };
                reader.column(&mut columns)
            });
            columns.readers.push(column.flatten());
        }
        if problems.is_empty() { Ok(columns) } else { Err(problems) }
    }

    fn none(header: &[String]) -> Self {
        let (names, slots) = (header.to_vec(), Slots::default());
        Self { names, readers: Vec::new(), facts: Vec::new(), slots }
    }

    /// The columns that are read, and those that are carried through.
    pub fn split(&self) -> (Vec<&str>, Vec<&str>) {
        let names = |read: bool| {
            let named = self.names.iter().zip(&self.readers);
            let named = named.filter(|(_, column)| column.is_some() == read);
            named.map(|(name, _)| name.as_str()).collect()
        };
        (names(true), names(false))
    }

    /// The fact that a column states by itself.
    pub fn stated(&self, column: usize) -> Option<&Stated> {
        let column = self.readers.get(column)?.as_ref()?;
        self.facts.get(column.own?)
    }

    /// The ids of the facts that a column states.
    pub fn facts_of(&self, column: usize) -> Vec<&str> {
        let Some(Some(column)) = self.readers.get(column) else { return Vec::new() };
        let mut all: Vec<usize> = column.own.into_iter().collect();
        let mapped = &column.mapped;
        let words = mapped.words.values().flat_map(|said| &said.facts).map(|(fact, _)| *fact);
        all.extend(words.chain(mapped.complete.iter().map(|(fact, _)| *fact)));
        if let Some(identity) = &mapped.identity {
            let given = identity.female.iter().chain(&identity.male).map(|(fact, _)| *fact);
            all.extend(given.chain(identity.age));
        }
        all.sort_unstable();
        all.dedup();
        all.iter().filter_map(|fact| Some(self.facts.get(*fact)?.id.as_str())).collect()
    }

    /// Whether an empty cell of the column says what the household's cell above it says.
    pub fn fills_down(&self, column: usize) -> bool {
        let column = self.readers.get(column).and_then(Option::as_ref);
        column.is_some_and(|column| column.mapped.fill_down)
    }

    /// Whether cells of the column are read.
    pub fn is_read(&self, column: usize) -> bool {
        self.readers.get(column).is_some_and(Option::is_some)
    }

    /// Reads a row of a header that is called as the facts are into its values, none of which is known before. Every
    /// cell that cannot be read goes to `bad`: its column and what was expected.
    pub fn read<'r>(
        &self,
        cells: impl Iterator<Item = &'r [u8]>,
        values: &mut [u8],
        mut bad: impl FnMut(usize, &'r [u8], &Reason<'_>),
    ) {
        for (index, (cell, column)) in cells.zip(&self.readers).enumerate() {
            let Some(Column { own: Some(own), allowed, .. }) = column else { continue };
            let Some(fact) = self.facts.get(*own) else { continue };
            if let Err(NotKnownHere { part }) = fact.read(cell, &self.slots, values) {
                bad(index, cell, &Reason::Cell { part, allowed });
            }
        }
    }

    /// The same for a row of a mapped ledger: what a cell says comes from `cell`. What two columns say differently
    /// is named too, with both.
    pub fn read_mapped<'r>(
        &self,
        on: Option<Date>,
        cell: impl Fn(usize) -> &'r str,
        values: &mut [u8],
        mut bad: impl FnMut(usize, &'r str, &Reason<'_>),
    ) {
        let mut said_by: Vec<Option<usize>> = vec![None; self.facts.len()];
        let mut own = vec![UNKNOWN; values.len()];
        for (index, column) in self.readers.iter().enumerate() {
            let Some(column) = column else { continue };
            let text = cell(index);
            own.fill(UNKNOWN);
            let stated = match column.say(self, text, on, &mut own) {
                Ok(stated) => stated,
                Err(reason) => {
                    bad(index, text, &reason);
                    continue;
                }
            };
            for fact in stated {
                let before = said_by.get(fact).copied().flatten();
                let slots = self.facts.get(fact).map(|fact| fact.places(&self.slots));
                let slots = slots.unwrap_or_default();
                let differs = |slot: &usize| {
                    let (own, before) = (own.get(*slot), values.get(*slot));
                    own != Some(&UNKNOWN) && before != Some(&UNKNOWN) && own != before
                };
                if let Some(before) = before
                    && slots.iter().any(differs)
                {
                    let other = self.names.get(before).map_or("", String::as_str);
                    bad(index, text, &Reason::Contradiction { other, value: cell(before) });
                    continue;
                }
                for slot in slots {
                    if let (Some(value), Some(&own)) = (values.get_mut(slot), own.get(slot))
                        && own != UNKNOWN
                    {
                        *value = own;
                    }
                }
                if let Some(by) = said_by.get_mut(fact) {
                    *by = Some(index);
                }
            }
        }
    }

    /// The place of a fact among those that are stated.
    fn fact(&mut self, document: Document<'_>, fact: &Fact, lang: Lang) -> usize {
        if let Some(own) = self.facts.iter().position(|own| own.id == fact.id) {
            return own;
        }
        let stated = Stated::new(document, fact, &mut self.slots, lang);
        self.facts.push(stated);
        self.facts.len() - 1
    }
}

impl Column {
    /// What a cell says, put into `values`: the places of the facts it states.
    fn say<'s>(
        &'s self,
        columns: &'s Columns,
        text: &'s str,
        on: Option<Date>,
        values: &mut [u8],
    ) -> Result<Vec<usize>, Reason<'s>> {
        let slots = &columns.slots;
        let put = |all: &[(usize, FactValue)], values: &mut [u8]| {
            for (fact, value) in all {
                if let Some(fact) = columns.facts.get(*fact) {
                    fact.put(value, slots, values);
                }
            }
            all.iter().map(|(fact, _)| *fact).collect::<Vec<_>>()
        };
        let trimmed = text.trim();
        let bad = |part| Reason::Cell { part, allowed: &self.allowed };
        let mapped = &self.mapped;
        if trimmed.is_empty() {
            return Ok(put(&mapped.blank, values));
        }
        if let Some(identity) = &mapped.identity {
            let holder = on.and_then(|on| holder(&normal(text), on)).ok_or(Reason::Identity)?;
            let mut all =
                if holder.female { identity.female.clone() } else { identity.male.clone() };
            all.extend(identity.age.map(|age| (age, FactValue::Number(holder.age))));
            return Ok(put(&all, values));
        }
        let own = self.own.and_then(|own| Some((own, columns.facts.get(own)?)));
        if let Some((place, fact)) = own {
            let text = mapped.without_unit(text);
            if fact.read(text.as_bytes(), slots, values).is_ok() {
                return Ok(vec![place]);
            }
            values.fill(UNKNOWN);
        }
        let mut said: Vec<Said> = mapped.words.get(&normal(text)).cloned().into_iter().collect();
        if said.is_empty() {
            for part in text.split(BETWEEN).map(str::trim).filter(|part| !part.is_empty()) {
                let own = || {
                    let (place, fact) = own?;
                    Some(Said { facts: vec![(place, Some(fact.value(part)?))], none: false })
                };
                let known = mapped.words.get(&normal(part)).cloned().or_else(own);
                said.push(known.ok_or_else(|| bad(Some(part).filter(|part| *part != trimmed)))?);
            }
        }
        mapped
            .together(&said)
            .map(|all| put(&all, values))
            .ok_or_else(|| if said.is_empty() { bad(None) } else { Reason::TwoThings })
    }
}
