//! The columns of a table that are facts, and the key that a row's facts make.

use arrow_schema::{DataType, Schema};
use hashbrown::HashMap;
use indexmap::IndexSet;
use mingbai_core::kernel::lang::Lang;
use mingbai_core::policy::vocabulary::{Fact, FactKind};

use crate::cells::{Cells, Kind, NotKnownHere};
use crate::document::Document;
use crate::problems::Unfit;

/// How many different meanings of a column there may be within one batch and before it.
pub const MOST_MEANINGS: usize = 1 << 15;

/// How many texts of a column are remembered with what they mean.
const REMEMBERED: usize = 1 << 12;

/// A column that is a fact.
pub struct Column {
    /// Its place in the table.
    pub index: usize,
    /// Its name there.
    pub name: String,
    /// What its cells mean.
    pub cells: Cells,
    /// Where the number of a cell's meaning stands in a row's key; nowhere if the policy does not test the fact.
    pub field: Option<Field>,
    /// What several variables may be together, by number; one variable is its own number.
    meanings: IndexSet<Vec<u8>>,
    texts: HashMap<String, u32>,
}

/// A place in a row's key.
#[derive(Clone, Copy)]
pub struct Field {
    /// Which of the key's words.
    pub word: usize,
    /// How many bits stand before it.
    pub shift: u32,
    width: u32,
}

impl Field {
    /// What stands there.
    pub fn of(self, key: &[u64]) -> u64 {
        let word = key.get(self.word).copied().unwrap_or_default();
        (word >> self.shift) & ((1 << self.width) - 1)
    }
}

impl Column {
    /// The number of what a text says; 0 where it is not known.
    pub fn text(&mut self, cell: &str) -> Result<u32, NotKnownHere> {
        if let Some(&number) = self.texts.get(cell) {
            return Ok(number);
        }
        let number = self.cells.text(cell)?.map_or(0, |meaning| self.number(meaning));
        if self.texts.len() < REMEMBERED {
            self.texts.insert(cell.to_owned(), number);
        }
        Ok(number)
    }

    /// The number of a count or an amount.
    pub fn decimal(&self, value: i128, scale: u32) -> Result<u32, NotKnownHere> {
        self.cells.decimal(value, scale).map(|interval| u32::from(interval) + 1)
    }

    /// The number of a set of values.
    pub fn members(&mut self, found: &[u16]) -> u32 {
        let members = self.cells.members(found);
        self.number(members)
    }

    fn number(&mut self, meaning: Vec<u8>) -> u32 {
        let number = match (&self.cells.kind, meaning.as_slice()) {
            (Kind::Set(_), _) => self.meanings.insert_full(meaning).0,
            (_, [value]) => usize::from(*value),
            _ => 0,
        };
        u32::try_from(number + 1).unwrap_or_default()
    }

    /// Sets the variables that the column settles to what a key says of them.
    pub fn settle(&self, key: &[u64], known: &mut [u8]) {
        let number = self.field.map_or(0, |field| field.of(key));
        let Some(number) = number.checked_sub(1).and_then(|number| usize::try_from(number).ok())
        else {
            return;
        };
        let one = [u8::try_from(number).unwrap_or_default()];
        let values = match &self.cells.kind {
            Kind::Set(_) => self.meanings.get_index(number).map_or(&[][..], Vec::as_slice),
            _ => &one,
        };
        for (&variable, &value) in self.cells.variables.iter().zip(values) {
            if let Some(slot) = known.get_mut(variable) {
                *slot = value;
            }
        }
    }

    /// Whether so many meanings were met that there may not be numbers for those of another batch.
    pub fn is_full(&self) -> bool {
        self.meanings.len() > MOST_MEANINGS
    }

    /// Forgets what was met: keys made before mean nothing any more.
    pub fn forget(&mut self) {
        self.meanings.clear();
        self.texts.clear();
    }

    /// How many bits its numbers take, 0 for "not known" among them.
    fn width(&self, domains: &[u8]) -> u32 {
        let domain = |variable: &usize| usize::from(domains.get(*variable).copied().unwrap_or(1));
        let all = self.cells.variables.iter().map(domain);
        let all = all.fold(1, usize::saturating_mul).min(2 * MOST_MEANINGS);
        usize::BITS - all.leading_zeros()
    }
}

/// The columns that are facts, and how many words a row's key has.
pub struct Columns {
    /// In the order of the table.
    pub facts: Vec<Column>,
    /// Words of 64 bits.
    pub words: usize,
}

impl Columns {
    /// Finds them.
    ///
    /// # Errors
    /// Where the table cannot be answered.
    pub fn new(document: &Document, schema: &Schema, lang: Lang) -> Result<Self, Unfit> {
        let mut facts: Vec<Column> = Vec::new();
        let mut taken: Vec<(&str, &str)> = Vec::new();
        let domains = document.policy().data().domains().unwrap_or_default();
        let (mut word, mut bits) = (0, 0);
        for (index, field) in schema.fields().iter().enumerate() {
            let Some(fact) = find(document, field.name()) else { continue };
            if let Some((_, other)) = taken.iter().find(|(id, _)| *id == fact.id) {
                let (one, other) = ((*other).to_owned(), field.name().clone());
                return Err(Unfit::Twice { fact: fact.id.clone(), one, other });
            }
            taken.push((&fact.id, field.name()));
            if let Err(expected) = fits(fact, field.data_type()) {
                let (column, fact) = (field.name().clone(), fact.id.clone());
                let found = field.data_type().clone();
                return Err(Unfit::Type { column, fact, found, expected });
            }
            let mut column = Column {
                index,
                name: field.name().clone(),
                cells: Cells::new(document, fact, lang),
                field: None,
                meanings: IndexSet::new(),
                texts: HashMap::new(),
            };
            if !column.cells.variables.is_empty() {
                let width = column.width(&domains);
                if bits + width > u64::BITS {
                    (word, bits) = (word + 1, 0);
                }
                column.field = Some(Field { word, shift: bits, width });
                bits += width;
            }
            facts.push(column);
        }
        if facts.is_empty() {
            let names: Vec<&str> =
                schema.fields().iter().map(|field| field.name().as_str()).collect();
            return Err(Unfit::NoFact(names.join(", ")));
        }
        Ok(Self { facts, words: word + 1 })
    }
}

/// The fact a column's name means: an id, or a label in either language.
fn find<'d>(document: &'d Document, name: &str) -> Option<&'d Fact> {
    let name = name.trim();
    document.facts().find(|fact| fact.id == name).or_else(|| {
        let called = |fact: &&Fact| {
            [Lang::Zh, Lang::En].into_iter().any(|lang| {
                let label = document.label(&fact.id, lang);
                !label.is_empty() && label.eq_ignore_ascii_case(name)
            })
        };
        document.facts().find(called)
    })
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
                DataType::List(item) | DataType::LargeList(item) => is_text(item.data_type()),
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
