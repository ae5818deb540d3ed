//! Two sets of rules over one table: what each person pays under either, and who gains or loses.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::Int8Type;
use arrow_array::{
    Array, ArrayRef, Decimal128Array, DictionaryArray, Int8Array, RecordBatch, RecordBatchReader,
    StringArray,
};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};

use crate::answers::{Pieces, Sheet};
use crate::different::{AMOUNT, AMOUNTS};
use crate::output::{CAUTION, PROBLEMS};
use crate::problems::Unfit;

/// What each side is called in the names of columns.
const SIDES: [&str; 2] = ["before", "after"];

/// What becomes of a person, by what is left to pay, in the order of its numbers.
const EFFECTS: [&str; 4] = ["gains", "loses", "same", "open"];

/// The two amounts of a premium: what is paid for the person, and what is left to pay.
const PAID: [&str; 2] = ["aid", "pays"];

/// What compares the batches of one table under two sets of rules.
pub struct Comparison {
    sides: [Sheet; 2],
    schema: SchemaRef,
    effects: ArrayRef,
}

impl Comparison {
    /// Of two sheets, which must be for tables with the columns of `input`.
    ///
    /// # Errors
    /// Where the table has a column by the name of one that is added.
    pub fn new(before: Sheet, after: Sheet, input: &Schema) -> Result<Self, Unfit> {
        let added = fields();
        if let Some(field) = added.iter().find(|field| input.field_with_name(field.name()).is_ok())
        {
            return Err(Unfit::Taken(field.name().clone()));
        }
        let all = input.fields().iter().cloned().chain(added.into_iter().map(Arc::new));
        let schema = Schema::new_with_metadata(all.collect::<Vec<_>>(), input.metadata().clone());
        let effects = Arc::new(StringArray::from_iter_values(EFFECTS));
        Ok(Self { sides: [before, after], schema: Arc::new(schema), effects })
    }

    /// The batches of `input` compared.
    pub fn compared(self, input: Box<dyn RecordBatchReader + Send>) -> Compared {
        Compared { comparison: self, pieces: Pieces::new(input) }
    }

    fn compare(&mut self, batch: &RecordBatch) -> Result<RecordBatch, ArrowError> {
        let [before, after] = &mut self.sides;
        let answered = [before.answer(batch)?, after.answer(batch)?];
        let mut columns = batch.columns().to_vec();
        let mut add = |array: Decimal128Array| -> Result<(), ArrowError> {
            columns.push(Arc::new(array.with_precision_and_scale(AMOUNT.0, AMOUNT.1)?));
            Ok(())
        };
        let mut sides = Vec::new();
        for side in &answered {
            let amounts = AMOUNTS.map(|name| side.column_by_name(name));
            let amounts: Vec<&Decimal128Array> =
                amounts.iter().flatten().map(|column| column.as_primitive()).collect();
            for amount in &amounts {
                add((*amount).clone())?;
            }
            sides.push(amounts);
        }
        let fen = |side: usize, amount: usize, row: usize| {
            let column = sides.get(side)?.get(amount)?;
            column.is_valid(row).then(|| column.value(row))
        };
        // From the least and the most of either side.
        let change = |which: usize, row: usize| {
            let (least, most) = (2 * which, 2 * which + 1);
            let lower = fen(1, least, row)? - fen(0, most, row)?;
            Some((lower, fen(1, most, row)? - fen(0, least, row)?))
        };
        for which in 0..PAID.len() {
            let of = |row| change(which, row);
            let rows = || (0..batch.num_rows()).map(of);
            add(rows().map(|change| change.map(|(least, _)| least)).collect())?;
            add(rows().map(|change| change.map(|(_, most)| most)).collect())?;
        }
        let effect = |row| change(1, row).map(effect);
        let effects: Int8Array = (0..batch.num_rows()).map(effect).collect();
        let effects = DictionaryArray::<Int8Type>::try_new(effects, Arc::clone(&self.effects))?;
        columns.push(Arc::new(effects));
        let of = |name| answered.iter().filter_map(move |side| side.column_by_name(name));
        columns.extend(of(CAUTION).cloned());
        let problems: Vec<&StringArray> = of(PROBLEMS).map(AsArray::as_string::<i32>).collect();
        let problems = (0..batch.num_rows()).map(|row| problems_of(&problems, row));
        columns.push(Arc::new(problems.collect::<StringArray>()));
        RecordBatch::try_new(Arc::clone(&self.schema), columns)
    }
}

/// A reader of compared batches: the columns of the table, then what each side comes to.
pub struct Compared {
    comparison: Comparison,
    pieces: Pieces,
}

impl Iterator for Compared {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let piece = self.pieces.next()?;
        Some(piece.and_then(|batch| self.comparison.compare(&batch)))
    }
}

impl RecordBatchReader for Compared {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.comparison.schema)
    }
}

/// The columns that a comparison adds, in order.
fn fields() -> Vec<Field> {
    let mut fields = Vec::new();
    for of in SIDES.into_iter().chain(["change"]) {
        for amount in PAID {
            for end in ["least", "most"] {
                let name = format!("{of}.{amount}.{end}");
                fields.push(Field::new(name, DataType::Decimal128(AMOUNT.0, AMOUNT.1), true));
            }
        }
    }
    let coded = |key: DataType| DataType::Dictionary(Box::new(key), Box::new(DataType::Utf8));
    fields.push(Field::new("effect", coded(DataType::Int8), true));
    let caution = |side| Field::new(format!("{side}.{CAUTION}"), coded(DataType::Int32), true);
    fields.extend(SIDES.map(caution));
    fields.push(Field::new(PROBLEMS, DataType::Utf8, true));
    fields
}

/// The place in [`EFFECTS`] of a change of what is left to pay.
const fn effect((least, most): (i128, i128)) -> i8 {
    match (least, most) {
        (0, 0) => 2,
        (_, most) if most < 0 => 0,
        (least, _) if least > 0 => 1,
        _ => 3,
    }
}

/// All that is wrong with a row, each line once.
fn problems_of(sides: &[&StringArray], row: usize) -> Option<String> {
    let mut lines: Vec<&str> = Vec::new();
    for side in sides.iter().filter(|side| side.is_valid(row)) {
        for line in side.value(row).lines() {
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_may_gain_or_lose_is_open() {
        let effect = |least, most| EFFECTS[usize::try_from(effect((least, most))).unwrap()];
        assert_eq!(effect(-300, -1), "gains");
        assert_eq!(effect(1, 1), "loses");
        assert_eq!(effect(0, 0), "same");
        for (least, most) in [(-1, 0), (0, 1), (-1, 1)] {
            assert_eq!(effect(least, most), "open");
        }
    }
}
