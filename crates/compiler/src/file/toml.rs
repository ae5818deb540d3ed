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
    let (table, mut errors) = DeTable::parse_recoverable(text);
    errors.sort_by_key(|error| error.span().map_or(0, |span| span.start));
    // The reader goes on after an error and stumbles over what follows: past broken syntax, or the
    // head of a table that stands twice, only the next head is news.
    let mut quiet_until = 0;
    for error in &errors {
        let span = error.span().unwrap_or(0..0);
        if span.start < quiet_until {
            continue;
        }
        if error.message() == "duplicate key" {
            duplicate_key::report(report, &span, text.get(span.clone()).unwrap_or_default());
            if in_head(text, span.start) {
                quiet_until = next_head(text, span.end);
            }
        } else {
            toml_syntax::report(report, &span, error.message());
            quiet_until = next_head(text, span.end);
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

/// Whether the line of a byte is the head of a table, `[…]`.
fn in_head(text: &str, byte: usize) -> bool {
    let before = text.get(..byte).unwrap_or_default();
    before.rsplit('\n').next().is_some_and(|line| line.trim_start().starts_with('['))
}

/// Where the next line begins that is the head of a table.
fn next_head(text: &str, byte: usize) -> usize {
    let rest = text.get(byte..).unwrap_or_default();
    rest.find("\n[").map_or(usize::MAX, |found| byte + found + 1)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_known_by_its_bracket() {
        for (text, byte, head) in
            [("[a]\nb = [1]\n", 1, true), ("  [[a]]", 5, true), ("[a]\nb = [1]\n", 9, false)]
        {
            assert_eq!(in_head(text, byte), head, "{text}");
        }
    }

    #[test]
    fn the_next_head_begins_at_its_bracket() {
        let text = "a = = 1\nb = [\n]\n[c]\nd = 1\n[e]\n";
        let at = |head| text.find(head).unwrap_or(usize::MAX);
        assert_eq!(next_head(text, 0), at("[c]"));
        assert_eq!(next_head(text, 4), at("[c]"));
        assert_eq!(next_head(text, at("[c]")), at("[e]"));
        assert_eq!(next_head(text, at("[e]")), usize::MAX);
    }

    #[test]
    fn a_string_begins_after_its_quotes_if_it_stands_there_as_it_is() {
        let file = "when = '''dibao'''\n";
        assert_eq!(first_byte(file, &(7..18), "dibao"), Some(10));
        assert_eq!(first_byte(r#"when = "dib\u0061o""#, &(7..19), "dibao"), None);
    }
}
