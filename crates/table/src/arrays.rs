//! Arrow arrays, cell by cell.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Decimal128Type, DecimalType, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type,
    UInt32Type, UInt64Type,
};
use arrow_array::{
    Array, ArrayRef, BooleanArray, LargeStringArray, OffsetSizeTrait, StringArray, StringViewArray,
};
use arrow_schema::{DECIMAL128_MAX_PRECISION, DataType};
use mingbai_core::kernel::lang::Lang;
use mingbai_core::policy::vocabulary::FactValue;
use mingbai_ledger::reason::Reason;

use crate::columns::{Bits, Reading, Unread};
use crate::key::Keys;
use crate::problems::{BadRows, of_cell};

/// The cells of an array, whatever its layout.
enum View<'a> {
    Nothing,
    Flags(&'a BooleanArray),
    Text(&'a StringArray),
    Large(&'a LargeStringArray),
    Viewed(&'a StringViewArray),
    Numbers {
        at: Box<dyn Fn(usize) -> i128 + 'a>,
        scale: u32,
    },
    /// Lists: the cells of row `i` are those of `items` between two places.
    Lists {
        between: Box<dyn Fn(usize) -> (usize, usize) + 'a>,
        items: Box<Cellwise<'a>>,
    },
    /// A place in `values` a row.
    Coded {
        places: Vec<usize>,
        values: Box<Cellwise<'a>>,
    },
}

/// An array, and how its cells are seen.
struct Cellwise<'a> {
    array: &'a dyn Array,
    view: View<'a>,
}

/// What stands in a cell.
enum Item<'a> {
    Flag(bool),
    Text(&'a str),
    Number { value: i128, scale: u32 },
    Texts(Vec<Option<&'a str>>),
}

macro_rules! integers {
    ($array:ident, $kind:ty) => {{
        let values = $array.as_primitive::<$kind>();
        View::Numbers { at: Box::new(|row| i128::from(values.value(row))), scale: 0 }
    }};
}

impl<'a> Cellwise<'a> {
    fn new(array: &'a dyn Array) -> Self {
        let view = match array.data_type() {
            DataType::Boolean => View::Flags(array.as_boolean()),
            DataType::Utf8 => View::Text(array.as_string()),
            DataType::LargeUtf8 => View::Large(array.as_string()),
            DataType::Utf8View => View::Viewed(array.as_string_view()),
            DataType::Int8 => integers!(array, Int8Type),
            DataType::Int16 => integers!(array, Int16Type),
            DataType::Int32 => integers!(array, Int32Type),
            DataType::Int64 => integers!(array, Int64Type),
            DataType::UInt8 => integers!(array, UInt8Type),
            DataType::UInt16 => integers!(array, UInt16Type),
            DataType::UInt32 => integers!(array, UInt32Type),
            DataType::UInt64 => integers!(array, UInt64Type),
            DataType::Decimal128(_, scale) => {
                let values = array.as_primitive::<Decimal128Type>();
                let scale = u32::try_from(*scale).unwrap_or_default();
                View::Numbers { at: Box::new(|row| values.value(row)), scale }
            }
            DataType::List(_) => lists::<i32>(array),
            DataType::LargeList(_) => lists::<i64>(array),
            DataType::Dictionary(..) => {
                let coded = array.as_any_dictionary();
                let values = Box::new(Self::new(coded.values()));
                // Of no values none is normal; every key is null then.
                let places =
                    if coded.values().is_empty() { Vec::new() } else { coded.normalized_keys() };
                View::Coded { places, values }
            }
            _ => View::Nothing,
        };
        Self { array, view }
    }

    /// What stands in a cell; nothing where it is null.
    fn get(&self, row: usize) -> Option<Item<'_>> {
        if self.array.is_null(row) {
            return None;
        }
        Some(match &self.view {
            View::Nothing => return None,
            View::Flags(flags) => Item::Flag(flags.value(row)),
            View::Text(texts) => Item::Text(texts.value(row)),
            View::Large(texts) => Item::Text(texts.value(row)),
            View::Viewed(texts) => Item::Text(texts.value(row)),
            View::Numbers { at, scale } => Item::Number { value: at(row), scale: *scale },
            View::Lists { between, items } => {
                let (start, end) = between(row);
                let text = |row| match items.get(row) {
                    Some(Item::Text(text)) => Some(text),
                    _ => None,
                };
                Item::Texts((start..end).map(text).collect())
            }
            View::Coded { places, values } => return values.get(*places.get(row)?),
        })
    }
}

fn lists<O: OffsetSizeTrait>(array: &dyn Array) -> View<'_> {
    let lists = array.as_list::<O>();
    let offsets = lists.value_offsets();
    let place = move |at: usize| offsets.get(at).map_or(0, |offset| offset.as_usize());
    let between = Box::new(move |row| (place(row), place(row + 1)));
    View::Lists { between, items: Box::new(Cellwise::new(lists.values())) }
}

impl Item<'_> {
    /// As it is written.
    fn shown(&self) -> String {
        match self {
            Self::Flag(flag) => flag.to_string(),
            Self::Text(text) => (*text).to_owned(),
            Self::Number { value, scale } => Decimal128Type::format_decimal(
                *value,
                DECIMAL128_MAX_PRECISION,
                i8::try_from(*scale).unwrap_or(i8::MAX),
            ),
            Self::Texts(texts) => {
                let texts = texts.iter().map(|text| text.unwrap_or("null"));
                texts.collect::<Vec<_>>().join(";")
            }
        }
    }
}

impl Reading<'_> {
    /// Reads the column into the keys of its rows. A row with a cell that cannot be read is bad.
    pub fn read(&mut self, array: &ArrayRef, keys: &mut Keys, bad: &mut BadRows, lang: Lang) {
        let cells = Cellwise::new(array);
        // Each entry of a dictionary is read once.
        let mut entries: Vec<Option<Bits>> = match &cells.view {
            View::Coded { values, .. } => vec![None; values.array.len()],
            _ => Vec::new(),
        };
        for row in 0..array.len() {
            let entry = match &cells.view {
                View::Coded { places, .. } if !array.is_null(row) => places.get(row).copied(),
                _ => None,
            };
            if let Some(Some(bits)) = entry.and_then(|entry| entries.get(entry)) {
                for (word, bits) in bits {
                    keys.add(row, *word, *bits);
                }
                continue;
            }
            let Some(item) = cells.get(row) else { continue };
            match self.item(&item, keys, row) {
                Ok(bits) => {
                    if let Some((slot, bits)) =
                        entry.and_then(|entry| entries.get_mut(entry)).zip(bits)
                    {
                        *slot = Some(bits.clone());
                    }
                }
                Err(Unread(part)) => {
                    let reason =
                        Reason::Cell { part: part.as_deref(), allowed: &self.stated.allowed };
                    bad.add(row, of_cell(self.name, &item.shown(), &reason, lang));
                }
            }
        }
    }

    /// Adds what a cell says to a row's key; gives what a text says.
    fn item(
        &mut self,
        item: &Item<'_>,
        keys: &mut Keys,
        row: usize,
    ) -> Result<Option<&Bits>, Unread> {
        match item {
            Item::Text(text) => {
                let bits = self.text(text)?;
                for (word, bits) in bits {
                    keys.add(row, *word, *bits);
                }
                return Ok(Some(bits));
            }
            Item::Flag(flag) => self.value(keys, row, &FactValue::Flag(*flag))?,
            Item::Number { value, scale } => self.decimal(keys, row, *value, *scale)?,
            Item::Texts(texts) => {
                self.list(keys, row, texts.iter().map(|text| text.unwrap_or("null")))?;
            }
        }
        Ok(None)
    }
}
