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

use crate::columns::{Reading, Unread};
use crate::meanings::NOTHING;
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
    /// The number of what each cell of the column says. A row with a cell that cannot be read is bad.
    pub fn read(
        &mut self,
        array: &ArrayRef,
        numbers: &mut Vec<u32>,
        bad: &mut BadRows,
        lang: Lang,
    ) {
        self.meanings().bound();
        numbers.clear();
        let cells = Cellwise::new(array);
        let mut read = |item: Option<Item<'_>>| {
            item.map_or(Ok(NOTHING), |item| {
                self.number(&item).map_err(|unread| self.problem(&item, unread, lang))
            })
        };
        match &cells.view {
            View::Flags(flags) => {
                let entries = [false, true].map(|flag| read(Some(Item::Flag(flag))));
                spread(&entries, |row| usize::from(flags.value(row)), array, numbers, bad);
            }
            View::Coded { places, values } if values.array.len() <= array.len() => {
                let entries: Vec<_> =
                    (0..values.array.len()).map(|at| read(values.get(at))).collect();
                let place = |row: usize| places.get(row).copied().unwrap_or_default();
                spread(&entries, place, array, numbers, bad);
            }
            _ => numbers.extend((0..array.len()).map(|row| {
                read(cells.get(row)).unwrap_or_else(|problem| {
                    bad.add(row, problem);
                    NOTHING
                })
            })),
        }
    }

    /// The number of what a cell says.
    fn number(&mut self, item: &Item<'_>) -> Result<u32, Unread> {
        match item {
            Item::Text(text) => self.text(text),
            Item::Flag(flag) => self.value(&FactValue::Flag(*flag)),
            Item::Number { value, scale } => self.decimal(*value, *scale),
            Item::Texts(texts) => self.list(texts.iter().map(|text| text.unwrap_or("null"))),
        }
    }

    /// What is wrong with a cell.
    fn problem(&self, item: &Item<'_>, Unread(part): Unread, lang: Lang) -> String {
        let reason = Reason::Cell { part: part.as_deref(), allowed: &self.stated.allowed };
        of_cell(self.name, &item.shown(), &reason, lang)
    }
}

/// Gives each row what was read of the entry that it has in an array of a few values.
fn spread(
    entries: &[Result<u32, String>],
    entry: impl Fn(usize) -> usize,
    array: &dyn Array,
    numbers: &mut Vec<u32>,
    bad: &mut BadRows,
) {
    let said: Vec<u32> = entries.iter().map(|read| *read.as_ref().unwrap_or(&NOTHING)).collect();
    let number = |row| said.get(entry(row)).copied().unwrap_or(NOTHING);
    let rows = 0..array.len();
    match array.nulls() {
        None => numbers.extend(rows.clone().map(number)),
        Some(nulls) => numbers.extend(
            rows.clone().map(|row| if nulls.is_valid(row) { number(row) } else { NOTHING }),
        ),
    }
    if entries.iter().all(Result::is_ok) {
        return;
    }
    for row in rows.filter(|row| array.is_valid(*row)) {
        if let Some(Err(problem)) = entries.get(entry(row)) {
            bad.add(row, problem.clone());
        }
    }
}
