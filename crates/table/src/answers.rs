//! A table answered, batch by batch.

use std::sync::Arc;

use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, Field, Schema, SchemaRef};

use crate::arrays::Keys;
use crate::columns::{Column, Columns, MOST_MEANINGS};
use crate::document::Document;
use crate::output::{self, Output};
use crate::problems::{BadRows, Reason, Unfit};
use crate::wanted::Wanted;
use crate::worked::{Basis, Worked};

/// How many rows are answered at once. Not more than a set's meanings have numbers.
const ROWS: usize = MOST_MEANINGS;

/// What answers the batches of one table.
pub struct Sheet {
    basis: Basis,
    columns: Columns,
    output: Output,
}

impl Sheet {
    /// For tables with the columns of `schema`.
    ///
    /// # Errors
    /// Why such a table cannot be answered.
    pub fn new(document: Arc<Document>, wanted: Wanted, schema: &Schema) -> Result<Self, Unfit> {
        let caution = wanted.caution();
        let basis = basis(document, wanted);
        let columns = Columns::new(&basis.document, schema, basis.lang)?;
        let output = Output::new(&basis, schema, caution)?;
        Ok(Self { basis, columns, output })
    }

    /// The batches of `input`, which has the columns this sheet is for, with their answers.
    pub fn answers(self, input: Box<dyn RecordBatchReader + Send>) -> Answers {
        let worked = Worked::new(&self.basis, self.columns.words);
        let keys = Keys::new(self.columns.words);
        Answers { sheet: self, worked, keys, numbers: Vec::new(), input, rest: None }
    }
}

/// The columns that answers add to those of a table.
pub fn added(document: Arc<Document>, wanted: Wanted) -> Vec<Field> {
    output::fields(&basis(document, wanted))
}

fn basis(document: Arc<Document>, wanted: Wanted) -> Basis {
    let Wanted { lang, rows, figures, .. } = wanted;
    Basis { document, figures, lang, rows }
}

/// A reader of answered batches: the columns of the table, then those of the answers.
pub struct Answers {
    sheet: Sheet,
    worked: Worked,
    keys: Keys,
    /// The number of each row's answer.
    numbers: Vec<usize>,
    input: Box<dyn RecordBatchReader + Send>,
    /// What is left of a batch.
    rest: Option<RecordBatch>,
}

impl Answers {
    /// The next batch of at most so many rows.
    fn piece(&mut self) -> Option<Result<RecordBatch, ArrowError>> {
        let batch = match self.rest.take() {
            Some(rest) => rest,
            None => match self.input.next()? {
                Ok(batch) => batch,
                Err(error) => return Some(Err(error)),
            },
        };
        if batch.num_rows() <= ROWS {
            return Some(Ok(batch));
        }
        self.rest = Some(batch.slice(ROWS, batch.num_rows() - ROWS));
        Some(Ok(batch.slice(0, ROWS)))
    }

    fn answer(&mut self, batch: &RecordBatch) -> Result<RecordBatch, ArrowError> {
        let Self { sheet: Sheet { basis, columns, output }, worked, keys, numbers, .. } = self;
        if worked.is_full() || columns.facts.iter().any(Column::is_full) {
            columns.facts.iter_mut().for_each(Column::forget);
            *worked = Worked::new(basis, columns.words);
        }
        keys.clear(batch.num_rows());
        let mut bad = BadRows::default();
        for column in &mut columns.facts {
            if let Some(array) = batch.columns().get(column.index) {
                column.read(array, keys, &mut bad, basis.lang);
            }
        }
        let mut bad = bad.sorted();
        let unread: Vec<usize> = bad.iter().map(|(row, _)| *row).collect();
        let mut unread = unread.into_iter().peekable();
        let mut last: Option<(&[u64], usize)> = None;
        numbers.clear();
        for (row, key) in keys.rows().enumerate() {
            if unread.next_if_eq(&row).is_some() {
                // Any number does: none of its answers is given.
                numbers.push(0);
                continue;
            }
            let number = match last {
                Some((same, number)) if same == key => number,
                _ => worked.find(basis, columns, key),
            };
            last = Some((key, number));
            numbers.push(number);
            if worked.too_open.get(number).is_some_and(|open| *open) {
                bad.push((row, Reason::TooMuchOpen.text(basis.lang)));
            }
        }
        bad.sort_by_key(|(row, _)| *row);
        output.batch(batch, numbers, &bad, worked)
    }
}

impl Iterator for Answers {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let piece = self.piece()?;
        Some(piece.and_then(|batch| self.answer(&batch)))
    }
}

impl RecordBatchReader for Answers {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.sheet.output.schema)
    }
}
