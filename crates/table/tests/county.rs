//! The invented county of docs/example-county: contributions of 200 and 500 yuan, dibao has the first paid whole, low
//! income 80% of it. Tables of its residents, and their answers as text.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::Decimal128Type;
use arrow_array::{
    Array, ArrayRef, RecordBatch, RecordBatchIterator, RecordBatchReader, StringArray,
};
use arrow_schema::ArrowError;
use mingbai_table::{Document, Sheet, Wanted};

pub const POLICY: &str = include_str!("../../../docs/example-county/policy.toml");
pub const FIGURES: &str = include_str!("../../../docs/example-county/figures.toml");

/// A day on which the county's document is in force.
pub const DAY: &str = "2026-11-01";

pub fn document(policy: &str) -> Arc<Document> {
    Arc::new(Document::compile(mingbai_policies::FACTS_TOML, policy).unwrap())
}

pub fn wanted(document: &Document) -> Wanted {
    let mut wanted = Wanted::new(document, DAY).unwrap();
    wanted.figures_toml(document, "figures.toml", FIGURES).unwrap();
    wanted
}

pub fn text(cells: &[&str]) -> ArrayRef {
    Arc::new(StringArray::from_iter_values(cells))
}

pub fn table(columns: Vec<(&str, ArrayRef)>) -> RecordBatch {
    RecordBatch::try_from_iter(columns).unwrap()
}

/// The batches of one table, to be read.
pub fn reader(batches: Vec<RecordBatch>) -> Box<dyn RecordBatchReader + Send> {
    let schema = batches[0].schema();
    Box::new(RecordBatchIterator::new(batches.into_iter().map(Ok), schema))
}

/// The batches of one table with the county's answers.
pub fn answered(batches: Vec<RecordBatch>) -> Vec<RecordBatch> {
    answered_by(POLICY, batches)
}

/// The same with another policy.toml of the county.
pub fn answered_by(policy: &str, batches: Vec<RecordBatch>) -> Vec<RecordBatch> {
    let county = document(policy);
    let wanted = wanted(&county);
    let sheet = Sheet::new(county, wanted, &batches[0].schema()).unwrap();
    let answers: Result<Vec<_>, ArrowError> = sheet.answers(reader(batches)).collect();
    answers.unwrap()
}

/// A column as text; empty where there is nothing.
pub fn column(batch: &RecordBatch, name: &str) -> Vec<String> {
    let column = batch.column_by_name(name).unwrap_or_else(|| panic!("no column {name}"));
    (0..batch.num_rows()).map(|row| cell(column, row)).collect()
}

fn cell(column: &ArrayRef, row: usize) -> String {
    if column.is_null(row) {
        return String::new();
    }
    if let Some(coded) = column.as_any_dictionary_opt() {
        return cell(coded.values(), coded.normalized_keys()[row]);
    }
    if let Some(amounts) = column.as_primitive_opt::<Decimal128Type>() {
        return amounts.value_as_string(row);
    }
    column.as_string::<i32>().value(row).to_owned()
}
