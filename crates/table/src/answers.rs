//! A table answered, batch by batch.

use std::sync::Arc;

use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, Field, Schema, SchemaRef};
use mingbai_ledger::answering::Form;
use mingbai_ledger::reason::Reason;
use mingbai_ledger::slots::Slots;

use crate::columns::Columns;
use crate::document::Document;
use crate::key::Keys;
use crate::output::{self, Output};
use crate::problems::{BadRows, Unfit};
use crate::wanted::Wanted;
use crate::worked::{Basis, Worked};

/// How many rows are answered at once.
const ROWS: usize = 32_768;

/// What answers the batches of one table.
pub struct Sheet {
    basis: Basis,
    columns: Columns,
    output: Output,
    worked: Worked,
    keys: Keys,
    /// A number a row: of what its cell of a column says, then of its answer.
    numbers: Vec<u32>,
}

impl Sheet {
    /// For tables with the columns of `schema`.
    ///
    /// # Errors
    /// Why such a table cannot be answered.
    pub fn new(document: Arc<Document>, wanted: Wanted, schema: &Schema) -> Result<Self, Unfit> {
        let columns = Columns::new(&document, schema, wanted.lang)?;
        let caution = wanted.caution();
        let basis = basis(document, wanted, columns.slots().clone());
        let answering = basis.answering();
        let output = Output::new(&answering, schema, caution)?;
        let words = columns.layout.words;
        let (worked, keys) = (Worked::new(&answering, words), Keys::new(words));
        Ok(Self { basis, columns, output, worked, keys, numbers: Vec::new() })
    }

    /// The batches of `input`, which has the columns this sheet is for, with their answers.
    pub fn answers(self, input: Box<dyn RecordBatchReader + Send>) -> Answers {
        Answers { sheet: self, pieces: Pieces::new(input) }
    }

    /// The columns of the table, then those of the answers.
    pub(crate) const fn schema(&self) -> &SchemaRef {
        &self.output.schema
    }

    /// A batch with its answers.
    pub(crate) fn answer(&mut self, batch: &RecordBatch) -> Result<RecordBatch, ArrowError> {
        let Self { basis, columns, output, worked, keys, numbers } = self;
        let (lang, answering) = (basis.form.lang, basis.answering());
        worked.bound(&answering);
        keys.clear(batch.num_rows());
        let mut bad = BadRows::default();
        for mut reading in columns.readings() {
            if let Some(array) = batch.columns().get(reading.index) {
                reading.read(array, numbers, &mut bad, lang);
                keys.add(reading.meanings(), numbers);
            }
        }
        let mut bad = bad.sorted();
        let unread: Vec<usize> = bad.iter().map(|(row, _)| *row).collect();
        let mut unread = unread.into_iter().peekable();
        numbers.clear();
        for (row, key) in keys.rows().enumerate() {
            // Of a row without an answer any number does.
            numbers.push(if unread.next_if_eq(&row).is_some() {
                0
            } else {
                worked.find(&answering, &columns.layout, key).unwrap_or_else(|| {
                    bad.push((row, Reason::TooMuchOpen.text(lang)));
                    0
                })
            });
        }
        bad.sort_by_key(|(row, _)| *row);
        output.batch(batch, numbers, &bad, &mut worked.different)
    }
}

/// The columns that answers add to those of a table.
pub fn added(document: Arc<Document>, wanted: Wanted) -> Vec<Field> {
    output::fields(&basis(document, wanted, Slots::default()).answering())
}

/// What is the same for all rows of a table, for rows with these values.
pub(crate) fn basis(document: Arc<Document>, wanted: Wanted, slots: Slots) -> Basis {
    let Wanted { lang, rows, figures, .. } = wanted;
    let form = Form {
        rows,
        readings: false,
        other_readings: Vec::new(),
        words: false,
        lang,
        caution: None,
    };
    Basis { document, figures, form, slots }
}

/// A reader of answered batches: the columns of the table, then those of the answers.
pub struct Answers {
    sheet: Sheet,
    pieces: Pieces,
}

impl Iterator for Answers {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let piece = self.pieces.next()?;
        Some(piece.and_then(|batch| self.sheet.answer(&batch)))
    }
}

impl RecordBatchReader for Answers {
    fn schema(&self) -> SchemaRef {
        Arc::clone(self.sheet.schema())
    }
}

/// The batches of a table, none of more than [`ROWS`] rows.
pub struct Pieces {
    input: Box<dyn RecordBatchReader + Send>,
    /// What is left of a batch.
    rest: Option<RecordBatch>,
}

impl Pieces {
    /// Those of `input`.
    pub fn new(input: Box<dyn RecordBatchReader + Send>) -> Self {
        Self { input, rest: None }
    }
}

impl Iterator for Pieces {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
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
}
