//! The columns of a table that are facts.

use arrow_schema::{DataType, Schema};
use hashbrown::HashMap;
use mingbai_core::kernel::diagram::UNKNOWN;
use mingbai_core::kernel::lang::Lang;
use mingbai_core::policy::vocabulary::{Fact, FactKind, FactValue};
use mingbai_ledger::columns::{NotKnownHere, Stated, TwoColumns};
use mingbai_ledger::slots::Slots;

use crate::document::Document;
use crate::key::{Field, Keys, Layout};
use crate::problems::Unfit;

/// How many texts of a column are remembered with what they mean.
const REMEMBERED: usize = 1 << 12;

/// The decimals of an amount of yuan.
const DECIMALS: u32 = 2;

/// What cells say, packed: bits of some words of a key.
pub type Bits = Vec<(usize, u64)>;

/// A cell that cannot be read; of several things in it, the one that cannot.
pub struct Unread(pub Option<String>);

/// The columns that are facts.
pub struct Columns {
    /// As a ledger's are read.
    read: mingbai_ledger::columns::Columns,
    /// In the order of the table.
    facts: Vec<Column>,
    /// How the keys of the rows are made.
    pub layout: Layout,
}

/// A column that is a fact.
struct Column {
    /// Its place in the table.
    index: usize,
    /// The decimals of its numbers.
    decimals: u32,
    /// Its values: their places in a row's values, and in a row's key.
    fields: Vec<(usize, Field)>,
    /// What texts mean.
    texts: HashMap<String, Bits>,
    /// A row's values; those of the column are made use of.
    values: Vec<u8>,
}

/// A column that is being read.
pub struct Reading<'c> {
    /// Its place in the table.
    pub index: usize,
    /// Its name there.
    pub name: &'c str,
    /// The fact.
    pub stated: &'c Stated,
    column: &'c mut Column,
    slots: &'c Slots,
}

impl Columns {
    /// Finds them.
    ///
    /// # Errors
    /// Where the table cannot be answered.
    pub fn new(document: &Document, schema: &Schema, lang: Lang) -> Result<Self, Unfit> {
        let own = document.of_ledger();
        let names: Vec<String> = schema.fields().iter().map(|field| field.name().clone()).collect();
        let read = mingbai_ledger::columns::Columns::named(own, &names, lang);
        let read = read.map_err(|twice| {
            let first = twice.into_iter().next();
            first.map_or_else(
                || Unfit::NoFact(names.join(", ")),
                |TwoColumns { fact, one, other }| Unfit::Twice { fact, one, other },
            )
        })?;
        let layout = Layout::new(&read.slots.sizes(own.policy));
        let mut facts = Vec::new();
        for (index, field) in schema.fields().iter().enumerate() {
            let Some((stated, fact)) = read.stated(index).zip(own.named(field.name())) else {
                continue;
            };
            if let Err(expected) = fits(fact, field.data_type()) {
                let (column, fact) = (field.name().clone(), fact.id.clone());
                let found = field.data_type().clone();
                return Err(Unfit::Type { column, fact, found, expected });
            }
            let place = |place: usize| Some((place, *layout.fields.get(place)?));
            facts.push(Column {
                index,
                decimals: if fact.kind == FactKind::Money { DECIMALS } else { 0 },
                fields: stated.places(&read.slots).into_iter().filter_map(place).collect(),
                texts: HashMap::new(),
                values: vec![UNKNOWN; read.slots.len()],
            });
        }
        if facts.is_empty() {
            return Err(Unfit::NoFact(names.join(", ")));
        }
        Ok(Self { read, facts, layout })
    }

    /// What the values of a row stand for.
    pub const fn slots(&self) -> &Slots {
        &self.read.slots
    }

    /// Each of them, to be read.
    pub fn readings(&mut self) -> impl Iterator<Item = Reading<'_>> {
        let Self { read, facts, .. } = self;
        let (read, slots) = (&*read, &read.slots);
        facts.iter_mut().filter_map(move |column| {
            let index = column.index;
            let (name, stated) = (read.names.get(index)?, read.stated(index)?);
            Some(Reading { index, name, stated, column, slots })
        })
    }
}

impl Reading<'_> {
    /// What a text says.
    pub fn text(&mut self, cell: &str) -> Result<&Bits, Unread> {
        // Found twice: what is given is borrowed.
        if !self.column.texts.contains_key(cell) {
            self.column.clear();
            let read = self.stated.read(cell.as_bytes(), self.slots, &mut self.column.values);
            read.map_err(Unread::from)?;
            let bits = self.column.bits().collect();
            if self.column.texts.len() >= REMEMBERED {
                self.column.texts.clear();
            }
            self.column.texts.insert(cell.to_owned(), bits);
        }
        self.column.texts.get(cell).ok_or(Unread(None))
    }

    /// Adds what a number of so many decimals says to a row's key: a count, or yuan.
    pub fn decimal(
        &mut self,
        keys: &mut Keys,
        row: usize,
        value: i128,
        scale: u32,
    ) -> Result<(), Unread> {
        let decimals = self.column.decimals;
        let number = match (scale.checked_sub(decimals), decimals.checked_sub(scale)) {
            (Some(more), _) => {
                let one = 10_i128.checked_pow(more).ok_or(Unread(None))?;
                (value % one == 0).then_some(value / one)
            }
            (None, Some(less)) => value.checked_mul(10_i128.pow(less)),
            (None, None) => None,
        };
        let number = number.and_then(|number| i64::try_from(number).ok()).ok_or(Unread(None))?;
        self.value(keys, row, &FactValue::Number(number))
    }

    /// Adds what a list of texts says.
    pub fn list<'t>(
        &mut self,
        keys: &mut Keys,
        row: usize,
        texts: impl Iterator<Item = &'t str>,
    ) -> Result<(), Unread> {
        let found = texts.map(|text| self.stated.member(text));
        let found = found.collect::<Result<Vec<_>, _>>().map_err(Unread::from)?;
        self.value(keys, row, &FactValue::Set(found))
    }

    /// Adds what a value says.
    pub fn value(&mut self, keys: &mut Keys, row: usize, value: &FactValue) -> Result<(), Unread> {
        self.column.clear();
        if !self.stated.put(value, self.slots, &mut self.column.values) {
            return Err(Unread(None));
        }
        self.column.bits().for_each(|(word, bits)| keys.add(row, word, bits));
        Ok(())
    }
}

impl Column {
    /// Begins anew with the column's values.
    fn clear(&mut self) {
        for (place, _) in &self.fields {
            if let Some(value) = self.values.get_mut(*place) {
                *value = UNKNOWN;
            }
        }
    }

    /// The column's values, packed.
    fn bits(&self) -> impl Iterator<Item = (usize, u64)> {
        self.fields.iter().map(|(place, field)| {
            (field.word, field.bits(self.values.get(*place).copied().unwrap_or(UNKNOWN)))
        })
    }
}

impl From<NotKnownHere<'_>> for Unread {
    fn from(NotKnownHere { part }: NotKnownHere<'_>) -> Self {
        Self(part.map(str::to_owned))
    }
}

/// Whether cells of the type may be the fact; if not, what may.
fn fits(fact: &Fact, found: &DataType) -> Result<(), &'static str> {
    let (own, expected): (fn(&DataType) -> bool, _) = match fact.kind {
        FactKind::Flag => (|found| *found == DataType::Boolean, "bool or text"),
        FactKind::Choice(_) => (|_| false, "text"),
        FactKind::Number { .. } => (is_number, "integers, decimals without a fraction or text"),
        FactKind::Money => (is_number, "decimals, integers (yuan) or text"),
        FactKind::Set(_) => (
            |found| match found {
                // Of lists that are all empty the type is often not known.
                DataType::List(item) | DataType::LargeList(item) => {
                    is_text(item.data_type()) || item.data_type().is_null()
                }
                _ => false,
            },
            "lists of text, or text with ; between the values",
        ),
    };
    let fit = |found: &DataType| *found == DataType::Null || is_text(found) || own(found);
    let fit = match found {
        DataType::Dictionary(_, values) => fit(values) && !matches!(**values, DataType::List(_)),
        found => fit(found),
    };
    if fit { Ok(()) } else { Err(expected) }
}

fn is_number(found: &DataType) -> bool {
    found.is_integer() || matches!(found, DataType::Decimal128(_, scale) if *scale >= 0)
}

fn is_text(found: &DataType) -> bool {
    match found {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => true,
        DataType::Dictionary(_, values) => is_text(values),
        _ => false,
    }
}
