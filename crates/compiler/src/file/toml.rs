//! From text to TOML with places. Floats are refused wherever they stand.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::finding::Report;
use crate::lints::{duplicate_key, float, toml_syntax};
use crate::source::Span;

/// A TOML value and its place.
pub type Value<'t> = Spanned<DeValue<'t>>;

/// A TOML table.
pub type Table<'t> = DeTable<'t>;

/// Reads the report's file. `None` where it is no TOML; everything wrong with it is reported.
pub fn read<'t>(text: &'t str, report: &mut Report<'_>) -> Option<Table<'t>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let span = error.span().unwrap_or(0..0);
        if error.message() == "duplicate key" {
            duplicate_key::report(report, &span, text.get(span.clone()).unwrap_or_default());
        } else {
            toml_syntax::report(report, &span, error.message());
        }
    }
    if !errors.is_empty() {
        return None;
    }
    let table = table.into_inner();
    for value in table.values() {
        floats(value, report);
    }
    Some(table)
}

/// Reports every float in `value`. The TOML reader bounds how deep values nest.
fn floats(value: &Value<'_>, report: &mut Report<'_>) {
    match value.get_ref() {
        DeValue::Float(written) => float::report(report, &value.span(), written.as_str()),
        DeValue::Array(values) => values.iter().for_each(|value| floats(value, report)),
        DeValue::Table(table) => table.values().for_each(|value| floats(value, report)),
        _ => {}
    }
}

/// The whole number of a TOML integer, where it fits.
pub fn whole(value: &DeValue<'_>) -> Option<i64> {
    let integer = value.as_integer()?;
    i64::from_str_radix(integer.as_str(), integer.radix()).ok()
}

/// Where the text of the string at `span` begins in the file, if it stands there as it is.
pub fn first_byte(file: &str, span: &Span, text: &str) -> Option<usize> {
    Some(span.start + file.get(span.clone())?.find(text)?)
}
