//! The different answers so far: a record batch with a row each, from which the columns of answers are taken.

use std::sync::Arc;

use arrow_array::types::{ArrowDictionaryKeyType, Int8Type, Int32Type};
use arrow_array::{
    ArrayRef, Decimal128Array, DictionaryArray, Int8Array, Int32Array, PrimitiveArray, RecordBatch,
    StringArray,
};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use mingbai_core::answer::Status;
use mingbai_ledger::answering::{Answering, Listed};
use mingbai_ledger::parts::Parts;

use crate::texts::Texts;

/// The digits of an amount of yuan, and those after the point.
pub const AMOUNT: (u8, i8) = (12, 2);

/// The columns of amounts: the least and the most of aid and of pays.
pub const AMOUNTS: [&str; 4] =
    ["premium.aid.least", "premium.aid.most", "premium.pays.least", "premium.pays.most"];

/// The statuses, in the order of their numbers.
const STATUSES: [&str; 4] = ["granted", "refused", "open", "stated"];

/// The columns of different answers, and the batch that is made of them.
pub struct Different {
    schema: SchemaRef,
    /// By provision, by answer.
    statuses: Vec<Vec<i8>>,
    /// Of premium.aid, premium.pays, asks and asks.words: the texts, and by answer the number of its own.
    texts: [(Texts, Vec<i32>); 4],
    /// By provision: the ids of the rows of its table, and by answer the row; nothing where several are possible.
    rows: Vec<(ArrayRef, Vec<Option<i32>>)>,
    /// By column of amounts, by answer, in fen; nothing where it cannot be computed.
    amounts: [Vec<Option<i128>>; 4],
    named: ArrayRef,
    batch: RecordBatch,
    /// By fact: whether the answer at hand asks for it.
    asked: Vec<bool>,
}

/// The columns of answers, in order.
pub fn fields(answering: &Answering<'_>) -> Vec<Field> {
    let coded = |key: DataType| DataType::Dictionary(Box::new(key), Box::new(DataType::Utf8));
    let (status, text) = (coded(DataType::Int8), coded(DataType::Int32));
    let statuses = answering.provisions.len();
    let columns = answering.columns().into_iter().enumerate();
    let column = |(at, name)| {
        let of = if at < statuses { &status } else { &text };
        Field::new(name, of.clone(), true)
    };
    let amount = DataType::Decimal128(AMOUNT.0, AMOUNT.1);
    let amounts = AMOUNTS.map(|name| Field::new(name, amount.clone(), true));
    columns.map(column).chain(amounts).collect()
}

impl Different {
    /// None yet.
    pub fn new(answering: &Answering<'_>) -> Self {
        let schema = Arc::new(Schema::new(fields(answering)));
        let ids = |Listed { table, .. }: &Listed<'_>| {
            let ids = table.rows.iter().map(|row| row.id.as_str());
            (Arc::new(StringArray::from_iter_values(ids)) as ArrayRef, Vec::new())
        };
        let listed = answering.provisions.iter().filter(|_| answering.form.rows);
        Self {
            statuses: vec![Vec::new(); answering.provisions.len()],
            texts: Default::default(),
            rows: listed.map(ids).collect(),
            amounts: Default::default(),
            named: Arc::new(StringArray::from_iter_values(STATUSES)),
            batch: RecordBatch::new_empty(Arc::clone(&schema)),
            asked: vec![false; answering.facts.len()],
            schema,
        }
    }

    /// Adds the answer whose parts have these numbers.
    pub fn add(&mut self, answering: &Answering<'_>, parts: &Parts, numbers: &[usize]) {
        let mut decided = parts.decided(numbers);
        for (all, own) in self.statuses.iter_mut().zip(decided.clone()) {
            all.push(number(own.decision.status));
        }
        for ((_, all), own) in self.rows.iter_mut().zip(&mut decided) {
            all.push(own.decision.row().and_then(|row| i32::try_from(row).ok()));
        }
        let paid = parts.paid(numbers).cloned().unwrap_or_default();
        let amounts = [paid.aid.least, paid.aid.most, paid.pays.least, paid.pays.most];
        for (all, own) in self.amounts.iter_mut().zip(amounts) {
            all.push(own.map(|amount| i128::from(amount.fen())));
        }
        parts.ask(numbers, &mut self.asked);
        let asked = || self.asked.iter().zip(&answering.facts).filter(|(asked, _)| **asked);
        let ids: Vec<&str> = asked().map(|(_, fact)| fact.id).collect();
        let labels: Vec<&str> = asked().map(|(_, fact)| fact.label).collect();
        let gap = answering.form.lang.pick("；", "; ");
        let texts = [paid.aid.written, paid.pays.written, ids.join(";"), labels.join(gap)];
        for ((all, numbers), text) in self.texts.iter_mut().zip(texts) {
            numbers.push(all.number(text));
        }
    }

    /// How many there are.
    fn len(&self) -> usize {
        self.amounts.first().map_or(0, Vec::len)
    }

    /// All of them, a row each in the order in which they were added.
    ///
    /// # Errors
    /// Never: the columns are made as the schema says.
    pub fn batch(&mut self) -> Result<&RecordBatch, ArrowError> {
        if self.batch.num_rows() != self.len() {
            self.batch = self.made()?;
        }
        Ok(&self.batch)
    }

    fn made(&mut self) -> Result<RecordBatch, ArrowError> {
        let mut columns = Vec::new();
        for statuses in &self.statuses {
            columns.push(coded::<Int8Type>(Int8Array::from(statuses.clone()), &self.named)?);
        }
        for (texts, numbers) in &mut self.texts {
            columns.push(coded::<Int32Type>(Int32Array::from(numbers.clone()), &texts.array())?);
        }
        for (ids, rows) in &self.rows {
            columns.push(coded::<Int32Type>(Int32Array::from(rows.clone()), ids)?);
        }
        for amounts in &self.amounts {
            let amounts = Decimal128Array::from(amounts.clone());
            columns.push(Arc::new(amounts.with_precision_and_scale(AMOUNT.0, AMOUNT.1)?));
        }
        RecordBatch::try_new(Arc::clone(&self.schema), columns)
    }
}

fn coded<K: ArrowDictionaryKeyType>(
    keys: PrimitiveArray<K>,
    values: &ArrayRef,
) -> Result<ArrayRef, ArrowError> {
    Ok(Arc::new(DictionaryArray::<K>::try_new(keys, Arc::clone(values))?))
}

/// The place of a status in [`STATUSES`].
const fn number(status: Status) -> i8 {
    match status {
        Status::Granted => 0,
        Status::Refused => 1,
        Status::Open => 2,
        Status::Stated => 3,
    }
}
