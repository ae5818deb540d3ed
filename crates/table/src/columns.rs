//! The columns of a table that are facts.

use arrow_schema::{DataType, Schema};
use mingbai_core::kernel::diagram::UNKNOWN;
use mingbai_core::kernel::lang::Lang;
use mingbai_core::policy::vocabulary::{Fact, FactKind, FactValue};
use mingbai_ledger::columns::{NotKnownHere, Stated, TwoColumns};
use mingbai_ledger::slots::Slots;

use crate::document::Document;
use crate::key::Layout;
use crate::meanings::Meanings;
use crate::problems::Unfit;

/// The decimals of an amount of yuan.
const DECIMALS: u32 = 2;

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
    /// What its cells said so far.
    meanings: Meanings,
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
            let fields = stated.places(&read.slots).into_iter().filter_map(place).collect();
            facts.push(Column {
                index,
                decimals: if fact.kind == FactKind::Money { DECIMALS } else { 0 },
                meanings: Meanings::new(fields),
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
    /// What the column's cells said so far.
    pub const fn meanings(&mut self) -> &mut Meanings {
        &mut self.column.meanings
    }

    /// The number of what a text says.
    pub fn text(&mut self, cell: &str) -> Result<u32, Unread> {
        let Column { meanings, values, .. } = &mut *self.column;
        if let Some(number) = meanings.of_text(cell) {
            return Ok(number);
        }
        meanings.clear(values);
        self.stated.read(cell.as_bytes(), self.slots, values).map_err(Unread::from)?;
        Ok(meanings.add_text(cell, values))
    }

    /// The number of what a number of so many decimals says: a count, or yuan.
    pub fn decimal(&mut self, value: i128, scale: u32) -> Result<u32, Unread> {
        let Column { decimals, meanings, values, .. } = &mut *self.column;
        let number = match (scale.checked_sub(*decimals), decimals.checked_sub(scale)) {
            (Some(0), _) => Some(value),
            (Some(more), _) => {
                let one = 10_i128.checked_pow(more).ok_or(Unread(None))?;
                (value % one == 0).then_some(value / one)
            }
            (None, Some(less)) => value.checked_mul(10_i128.pow(less)),
            (None, None) => None,
        };
        let number = number.and_then(|number| i64::try_from(number).ok()).ok_or(Unread(None))?;
        if let Some(number) = meanings.of_number(number) {
            return Ok(number);
        }
        meanings.clear(values);
        if !self.stated.put(&FactValue::Number(number), self.slots, values) {
            return Err(Unread(None));
        }
        Ok(meanings.add_number(number, values))
    }

    /// The number of what a list of texts says.
    pub fn list<'t>(&mut self, texts: impl Iterator<Item = &'t str>) -> Result<u32, Unread> {
        let found = texts.map(|text| self.stated.member(text));
        let found = found.collect::<Result<Vec<_>, _>>().map_err(Unread::from)?;
        self.value(&FactValue::Set(found))
    }

    /// The number of what a value says.
    pub fn value(&mut self, value: &FactValue) -> Result<u32, Unread> {
        let Column { meanings, values, .. } = &mut *self.column;
        meanings.clear(values);
        let put = self.stated.put(value, self.slots, values);
        if put { Ok(meanings.add(values)) } else { Err(Unread(None)) }
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
