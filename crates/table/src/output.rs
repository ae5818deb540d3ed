//! A batch with its answers.

use std::sync::Arc;

use arrow_array::builder::{ArrayBuilder, StringBuilder};
use arrow_array::types::Int32Type;
use arrow_array::{
    ArrayRef, DictionaryArray, Int32Array, RecordBatch, StringArray, UInt32Array, new_null_array,
};
use arrow_buffer::NullBuffer;
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use arrow_select::take::take_record_batch;
use mingbai_ledger::answering::Answering;

use crate::different::{self, Different};
use crate::problems::Unfit;

/// What is wrong with a row; null where nothing is.
pub const PROBLEMS: &str = "problems";

/// What every row says of itself.
pub const CAUTION: &str = "caution";

/// What the columns of answers are made of, beside what was worked out.
pub struct Output {
    /// The columns of the table, then those of the answers.
    pub schema: SchemaRef,
    caution: Option<ArrayRef>,
}

/// The columns that the answers add, in order.
pub fn fields(answering: &Answering<'_>) -> Vec<Field> {
    let mut fields = different::fields(answering);
    fields.push(Field::new(CAUTION, caution_type(), true));
    fields.push(Field::new(PROBLEMS, DataType::Utf8, true));
    fields
}

fn caution_type() -> DataType {
    DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8))
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
        Ok(Self {
            schema: Arc::new(schema),
            caution: caution.map(|text| Arc::new(StringArray::from(vec![text])) as ArrayRef),
        })
    }

    /// A batch with its answers: `numbers` are those of its rows' answers, `bad` the rows without one.
    ///
    /// # Errors
    /// Never: the columns are made as the schema says.
    pub fn batch(
        &self,
        input: &RecordBatch,
        numbers: &[u32],
        bad: &[(usize, String)],
        different: &mut Different,
    ) -> Result<RecordBatch, ArrowError> {
        let rows = numbers.len();
        let numbers = UInt32Array::new(numbers.to_vec().into(), answered(rows, bad));
        let mut columns = input.columns().to_vec();
        columns.extend_from_slice(take_record_batch(different.batch()?, &numbers)?.columns());
        columns.push(match &self.caution {
            None => new_null_array(&caution_type(), rows),
            Some(caution) => Arc::new(DictionaryArray::<Int32Type>::try_new(
                Int32Array::from(vec![0; rows]),
                Arc::clone(caution),
            )?),
        });
        columns.push(problems(rows, bad));
        RecordBatch::try_new(Arc::clone(&self.schema), columns)
    }
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

fn problems(rows: usize, bad: &[(usize, String)]) -> ArrayRef {
    let mut column = StringBuilder::new();
    for (row, text) in bad {
        column.append_nulls(row - column.len());
        column.append_value(text);
    }
    column.append_nulls(rows - column.len());
    Arc::new(column.finish())
}
