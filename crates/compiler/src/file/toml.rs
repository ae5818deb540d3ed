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
        let key = text.get(span.clone()).unwrap_or_default();
        if is_key(text, &span)
            && (head_twice(text, span.start) || stands_elsewhere(table.get_ref(), key, &span))
        {
            duplicate_key::report(report, &span, key);
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

/// Whether what stands at `span` is read as a key: an equals sign or a further key follows, or the
/// end of a table's head.
fn is_key(text: &str, span: &Span) -> bool {
    let rest = text.get(span.end..).unwrap_or_default().trim_start();
    rest.starts_with(['=', '.']) || rest.starts_with(']') && in_head(text, span.start)
}

/// Whether a key written as `key` stands in `table`, or in one inside it, at another place than `span`.
fn stands_elsewhere(table: &Table<'_>, key: &str, span: &Span) -> bool {
    let name = key.trim_matches(['"', '\'']);
    table.iter().any(|(own, value)| {
        own.get_ref() == name && own.span() != *span
            || match value.get_ref() {
                DeValue::Table(table) => stands_elsewhere(table, key, span),
                DeValue::Array(values) => values.iter().any(|value| {
                    value.get_ref().as_table().is_some_and(|own| stands_elsewhere(own, key, span))
                }),
                _ => false,
            }
    })
}

/// The head of a table, `[…]`, that `line` is.
fn head(line: &str) -> Option<String> {
    let (names, _) = line.trim_start().strip_prefix('[')?.split_once(']')?;
    Some(names.split_whitespace().collect())
}

/// The line of a byte.
fn line(text: &str, byte: usize) -> &str {
    let start = text.get(..byte).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default()
}

/// Whether the line of a byte is the head of a table.
fn in_head(text: &str, byte: usize) -> bool {
    head(line(text, byte)).is_some()
}

/// Whether the line of a byte is the head of a table that has another.
fn head_twice(text: &str, byte: usize) -> bool {
    let own = head(line(text, byte));
    own.is_some() && text.lines().filter(|line| head(line) == own).count() > 1
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

    /// What is said of a file that cannot be read: line and rule.
    fn said(text: &str) -> Vec<(usize, &'static str)> {
        let source = crate::source::Source::new("f.toml", text);
        let mut report = Report::new(&source);
        assert!(read(source.text(), &mut report).is_none());
        report.finish().into_iter().map(|own| (own.line, own.rule)).collect()
    }

    #[test]
    fn a_key_that_stands_twice_is_told_from_other_slips_wherever_it_stands() {
        let (twice, slip) = ("duplicate-key", "toml");
        assert_eq!(said("[a]\nb = 1\nb = 2\n"), [(3, twice)]);
        assert_eq!(said("a = { b = 1, b = 2 }\n"), [(1, twice)]);
        assert_eq!(said("[[r]]\nx = 1\n[[r]]\nx = 1\nx = 2\n"), [(5, twice)]);
        assert_eq!(said("[a.b]\nc = 1\n[a]\nb = 1\n"), [(4, twice)]);
        // A value is no key, though a key is called so; nor is a word in a list.
        assert_eq!(said("b = 1\na = b\n"), [(2, slip)]);
        assert_eq!(said("b = 1\na = [b]\n"), [(2, slip)]);
        // A key that stands once, where a line should have ended.
        assert_eq!(said("a = 1 b = 2\nc = 3\nd = 4\n"), [(1, slip)]);
        // The head of a table with a bracket too many stands once too.
        assert_eq!(said("[a]]\nb = 1\n[c]\n[d]\n"), [(1, slip)]);
    }

    #[test]
    fn behind_the_head_of_a_table_that_stands_twice_only_the_next_head_is_news() {
        let text = "[a]\nb = 1\n[a]\nb = 2\n[d]\ne = = 1\n[f]\ng = = 1\n";
        assert_eq!(said(text), [(3, "duplicate-key"), (6, "toml"), (8, "toml")]);
        // The head of another table that only begins alike is none.
        assert_eq!(said("[a]\nb = 1\n[a.c]\nb = 2\n[d]\ne = = 1\n"), [(6, "toml")]);
    }
}
