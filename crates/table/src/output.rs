//! The columns of answers.

use std::sync::Arc;

use arrow_array::builder::StringBuilder;
use arrow_array::types::{Decimal128Type, Int8Type, Int32Type};
use arrow_array::{
    ArrayRef, Decimal128Array, DictionaryArray, Int8Array, Int32Array, RecordBatch, StringArray,
};
use arrow_buffer::NullBuffer;
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use mingbai_ledger::answering::{Answering, Listed};

use crate::problems::Unfit;
use crate::texts::Texts;
use crate::worked::{Amounts, NO_ROW, STATUSES, Worked};

/// The digits of an amount of yuan, and those after the point.
pub const AMOUNT: (u8, i8) = (12, 2);

/// The columns of amounts, in the order of [`Amounts`].
pub const AMOUNTS: [&str; 4] =
    ["premium.aid.least", "premium.aid.most", "premium.pays.least", "premium.pays.most"];

/// What is wrong with a row; null where nothing is.
pub const PROBLEMS: &str = "problems";

/// What every row says of itself.
pub const CAUTION: &str = "caution";

/// What the columns of answers are made of, beside what was worked out.
pub struct Output {
    /// The columns of the table, then those of the answers.
    pub schema: SchemaRef,
    statuses: ArrayRef,
    /// By provision: the ids of its rows.
    rows: Vec<ArrayRef>,
    caution: Option<ArrayRef>,
}

/// The columns that the answers add, in order.
pub fn fields(answering: &Answering<'_>) -> Vec<Field> {
    let coded = |key: DataType| DataType::Dictionary(Box::new(key), Box::new(DataType::Utf8));
    let (status, text) = (coded(DataType::Int8), coded(DataType::Int32));
    let statuses = answering.provisions.len();
    let columns = answering.columns().into_iter().enumerate();
    let column = |(at, name)| {
        let of = if at < statuses { &status } else { &text };
        Field::new(name, of.clone(), true)
    };
    let mut fields: Vec<Field> = columns.map(column).collect();
    let named = |name: &str, of: &DataType| Field::new(name, of.clone(), true);
    let amount = DataType::Decimal128(AMOUNT.0, AMOUNT.1);
    fields.extend(AMOUNTS.map(|name| named(name, &amount)));
    fields.push(named(CAUTION, &text));
    fields.push(named(PROBLEMS, &DataType::Utf8));
    fields
}

impl Output {
    /// For a table with this schema.
    ///
    /// # Errors
    /// Where it has a column by the name of one of the answers.
    pub fn new(
        answering: &Answering<'_>,
        input: &Schema,
        caution: Option<String>,
    ) -> Result<Self, Unfit> {
        let added = fields(answering);
        if let Some(field) = added.iter().find(|field| input.field_with_name(field.name()).is_ok())
        {
            return Err(Unfit::Taken(field.name().clone()));
        }
        let all = input.fields().iter().cloned().chain(added.into_iter().map(Arc::new));
        let schema = Schema::new_with_metadata(all.collect::<Vec<_>>(), input.metadata().clone());
        let rows = answering.provisions.iter().map(|Listed { table, .. }| {
            let ids = table.rows.iter().map(|row| row.id.as_str());
            Arc::new(StringArray::from_iter_values(ids)) as ArrayRef
        });
        Ok(Self {
            schema: Arc::new(schema),
            statuses: Arc::new(StringArray::from_iter_values(STATUSES)),
            rows: rows.collect(),
            caution: caution.map(|text| Arc::new(StringArray::from(vec![text])) as ArrayRef),
        })
    }

    /// A batch with its answers: `numbers` are those of its rows, `bad` the rows without an answer.
    ///
    /// # Errors
    /// Never: the columns are made as the schema says.
    pub fn batch(
        &self,
        input: &RecordBatch,
        numbers: &[usize],
        bad: &[(usize, String)],
        worked: &mut Worked,
    ) -> Result<RecordBatch, ArrowError> {
        let answered = answered(numbers.len(), bad);
        let mut columns = input.columns().to_vec();
        for statuses in &worked.statuses {
            let keys = numbers.iter().map(|&number| of(statuses, number));
            let keys = Int8Array::new(keys.collect(), answered.clone());
            columns.push(coded::<Int8Type>(keys, &self.statuses)?);
        }
        for (texts, by_answer) in &mut worked.texts {
            columns.push(text(texts, by_answer, numbers, answered.clone())?);
        }
        for (by_answer, ids) in worked.rows.iter().zip(&self.rows) {
            let known = |number: &usize| of(by_answer, *number);
            let keys =
                numbers.iter().map(|number| Some(known(number)).filter(|row| *row != NO_ROW));
            let keys: Int32Array = keys.collect();
            let (_, keys, nulls) = keys.into_parts();
            let keys = Int32Array::new(keys, NullBuffer::union(nulls.as_ref(), answered.as_ref()));
            columns.push(coded::<Int32Type>(keys, ids)?);
        }
        for which in 0..AMOUNTS.len() {
            columns.push(amounts(&worked.amounts, which, numbers, answered.as_ref())?);
        }
        columns.push(match &self.caution {
            None => {
                let none: ArrayRef = Arc::new(StringArray::from(Vec::<&str>::new()));
                coded::<Int32Type>(Int32Array::new_null(numbers.len()), &none)?
            }
            Some(caution) => coded::<Int32Type>(Int32Array::from(vec![0; numbers.len()]), caution)?,
        });
        columns.push(problems(numbers.len(), bad));
        RecordBatch::try_new(Arc::clone(&self.schema), columns)
    }
}

/// What a list says for an answer's number.
fn of<T: Copy + Default>(by_answer: &[T], number: usize) -> T {
    by_answer.get(number).copied().unwrap_or_default()
}

/// Where there is an answer; nothing where every row has one.
fn answered(rows: usize, bad: &[(usize, String)]) -> Option<NullBuffer> {
    if bad.is_empty() {
        return None;
    }
    let mut answered = vec![true; rows];
    for (row, _) in bad {
        if let Some(slot) = answered.get_mut(*row) {
            *slot = false;
        }
    }
    Some(answered.into())
}

fn coded<K: arrow_array::types::ArrowDictionaryKeyType>(
    keys: arrow_array::PrimitiveArray<K>,
    values: &ArrayRef,
) -> Result<ArrayRef, ArrowError> {
    Ok(Arc::new(DictionaryArray::<K>::try_new(keys, Arc::clone(values))?))
}

fn text(
    texts: &mut Texts,
    by_answer: &[i32],
    numbers: &[usize],
    answered: Option<NullBuffer>,
) -> Result<ArrayRef, ArrowError> {
    let keys = numbers.iter().map(|&number| of(by_answer, number)).collect();
    coded::<Int32Type>(Int32Array::new(keys, answered), &texts.array())
}

fn amounts(
    by_answer: &[Amounts],
    which: usize,
    numbers: &[usize],
    answered: Option<&NullBuffer>,
) -> Result<ArrayRef, ArrowError> {
    let fen = |number: &usize| {
        let amount = by_answer.get(*number).and_then(|amounts| *amounts.get(which)?);
        amount.map(|amount| i128::from(amount.fen()))
    };
    let (_, values, nulls) = numbers.iter().map(fen).collect::<Decimal128Array>().into_parts();
    let nulls = NullBuffer::union(nulls.as_ref(), answered);
    let array = arrow_array::PrimitiveArray::<Decimal128Type>::new(values, nulls);
    Ok(Arc::new(array.with_precision_and_scale(AMOUNT.0, AMOUNT.1)?))
}

fn problems(rows: usize, bad: &[(usize, String)]) -> ArrayRef {
    let mut column = StringBuilder::new();
    for (row, text) in bad {
        column.append_nulls(row - column_len(&column));
        column.append_value(text);
    }
    column.append_nulls(rows - column_len(&column));
    Arc::new(column.finish())
}

fn column_len(column: &StringBuilder) -> usize {
    arrow_array::builder::ArrayBuilder::len(column)
}
