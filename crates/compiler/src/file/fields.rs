//! A table taken apart key by key: what is missing, of the wrong type or not known is reported.

use mingbai_core::kernel::date::Date;
use toml::de::DeValue;

use super::toml::{Table, Value, whole};
use crate::finding::{Report, Text};
use crate::lints::missing_translation::{self, Quotes};
use crate::lints::wrong_type::{self, Wanted};
use crate::lints::{blank, missing_clause, missing_key, unknown_key, unknown_word};
use crate::source::{At, Span};
use crate::suggest::{did_you_mean, one_of};

/// A table that is being read.
pub struct Fields<'v, 't> {
    name: String,
    span: Span,
    table: &'v Table<'t>,
    asked: Vec<String>,
}

impl<'v, 't> Fields<'v, 't> {
    /// The table called `name` in messages, whose header is at `span`.
    pub fn new(name: impl Into<String>, span: Span, table: &'v Table<'t>) -> Self {
        Self { name: name.into(), span, table, asked: Vec::new() }
    }

    /// What the table is called in messages.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The same table under another name.
    #[must_use]
    pub fn called(self, name: impl Into<String>) -> Self {
        Self { name: name.into(), ..self }
    }

    /// Where its header is.
    pub const fn span(&self) -> &Span {
        &self.span
    }

    /// What a key of the table is called in messages.
    fn path(&self, key: &str) -> String {
        if self.name.starts_with('[') || self.name.is_empty() {
            key.to_owned()
        } else {
            format!("{}.{key}", self.name)
        }
    }

    /// The place of `key`, and its value.
    pub fn entry(&mut self, key: &str) -> Option<(Span, &'v Value<'t>)> {
        self.asked.push(key.to_owned());
        self.table.get_key_value(key).map(|(key, value)| (key.span(), value))
    }

    fn need(&mut self, key: &'static str, report: &mut Report<'_>) {
        if self.table.get(key).is_none() {
            missing_key::report(report, &self.span, &self.name, key);
        }
    }

    /// A string.
    pub fn text(&mut self, key: &'static str, report: &mut Report<'_>) -> Option<At<String>> {
        let (_, value) = self.entry(key)?;
        text(value, &self.path(key), report)
    }

    /// A string that must be there and say something.
    pub fn needed_text(
        &mut self,
        key: &'static str,
        report: &mut Report<'_>,
    ) -> Option<At<String>> {
        self.need(key, report);
        let text = self.text(key, report)?;
        if text.value.trim().is_empty() {
            blank::report(report, &text.span, &self.path(key));
            return None;
        }
        Some(text)
    }

    /// A word of a short list.
    pub fn word<T: Copy>(
        &mut self,
        key: &'static str,
        words: &[(&'static str, T)],
        report: &mut Report<'_>,
    ) -> Option<At<T>> {
        let text = self.text(key, report)?;
        let found = words.iter().find(|(word, _)| *word == text.value);
        if found.is_none() {
            let hint = one_of(&text.value, words.iter().map(|(word, _)| *word));
            unknown_word::report(report, &text.span, &self.path(key), &text.value, &hint);
        }
        Some(At::new(found?.1, text.span))
    }

    /// A word of a short list that must be there.
    pub fn needed_word<T: Copy>(
        &mut self,
        key: &'static str,
        words: &[(&'static str, T)],
        report: &mut Report<'_>,
    ) -> Option<At<T>> {
        self.need(key, report);
        self.word(key, words, report)
    }

    /// A whole number that must be there.
    pub fn needed_whole(&mut self, key: &'static str, report: &mut Report<'_>) -> Option<At<i64>> {
        self.need(key, report);
        let (_, value) = self.entry(key)?;
        let number = whole(value.get_ref());
        if number.is_none() {
            wrong_type_unless_float(value, &self.path(key), Wanted::Whole, report);
        }
        Some(At::new(number?, value.span()))
    }

    /// `true` or `false`.
    pub fn flag(&mut self, key: &'static str, report: &mut Report<'_>) -> Option<At<bool>> {
        let (_, value) = self.entry(key)?;
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            wrong_type_unless_float(value, &self.path(key), Wanted::Flag, report);
        }
        Some(At::new(flag?, value.span()))
    }

    /// A day.
    pub fn day(&mut self, key: &'static str, report: &mut Report<'_>) -> Option<At<Date>> {
        let (_, value) = self.entry(key)?;
        let day = day(value.get_ref());
        if day.is_none() {
            wrong_type_unless_float(value, &self.path(key), Wanted::Day, report);
        }
        Some(At::new(day?, value.span()))
    }

    /// A day that must be there.
    pub fn needed_day(&mut self, key: &'static str, report: &mut Report<'_>) -> Option<At<Date>> {
        self.need(key, report);
        self.day(key, report)
    }

    /// A table, called `key` or by its path.
    pub fn table(&mut self, key: &str, report: &mut Report<'_>) -> Option<Fields<'v, 't>> {
        let (span, value) = self.entry(key)?;
        table(value, span, self.path(key), report)
    }

    /// A table that must be there.
    pub fn needed_table(
        &mut self,
        key: &'static str,
        report: &mut Report<'_>,
    ) -> Option<Fields<'v, 't>> {
        self.need(key, report);
        self.table(key, report)
    }

    /// The entries of a table whose keys the author chooses.
    pub fn entries(
        &mut self,
        key: &'static str,
        report: &mut Report<'_>,
    ) -> Vec<(At<String>, &'v Value<'t>)> {
        self.table(key, report).map(Fields::into_entries).unwrap_or_default()
    }

    /// All entries, in the order of the file; no key is unknown.
    pub fn into_entries(self) -> Vec<(At<String>, &'v Value<'t>)> {
        self.table
            .iter()
            .map(|(key, value)| (At::new(key.get_ref().to_string(), key.span()), value))
            .collect()
    }

    /// The values of a list.
    pub fn list(
        &mut self,
        key: &'static str,
        wanted: Wanted,
        report: &mut Report<'_>,
    ) -> Vec<&'v Value<'t>> {
        let Some((_, value)) = self.entry(key) else { return Vec::new() };
        if let DeValue::Array(values) = value.get_ref() {
            return values.iter().collect();
        }
        wrong_type_unless_float(value, &self.path(key), wanted, report);
        Vec::new()
    }

    /// One string or a list of strings, none of them blank.
    pub fn texts(&mut self, key: &'static str, report: &mut Report<'_>) -> Vec<At<String>> {
        let Some((_, value)) = self.entry(key) else { return Vec::new() };
        let path = self.path(key);
        let all: Vec<&Value<'t>> = match value.get_ref() {
            DeValue::Array(values) => values.iter().collect(),
            _ => vec![value],
        };
        let mut texts = Vec::new();
        for value in all {
            match text(value, &path, report) {
                Some(text) if text.value.trim().is_empty() => {
                    blank::report(report, &text.span, &path);
                }
                Some(text) => texts.push(text),
                None => {}
            }
        }
        texts
    }

    /// The clauses under `at`: at least one.
    pub fn clauses(&mut self, report: &mut Report<'_>) -> Vec<At<String>> {
        let before = report.len();
        let clauses = self.texts("at", report);
        if clauses.is_empty() && report.len() == before {
            missing_clause::report(report, &self.span, &self.name);
        }
        clauses
    }

    /// A text, whose English may be left out.
    pub fn words(&mut self, key: &'static str, report: &mut Report<'_>) -> Option<At<Text>> {
        let (span, value) = self.entry(key)?;
        words(value, span, self.path(key), Quotes::None, report)
    }

    /// A text whose English, if there is one, may quote the document.
    pub fn quoting_words(
        &mut self,
        key: &'static str,
        report: &mut Report<'_>,
    ) -> Option<At<Text>> {
        let (span, value) = self.entry(key)?;
        words(value, span, self.path(key), Quotes::Allowed, report)
    }

    /// A text that must be there; its English may be left out.
    pub fn needed_words(&mut self, key: &'static str, report: &mut Report<'_>) -> Option<At<Text>> {
        if self.table.get(key).is_none() {
            missing_translation::missing(report, &self.span, &self.name, key);
        }
        self.words(key, report)
    }

    /// Whether the table has `key`, which is thereby known.
    pub fn has(&mut self, key: &str) -> Option<Span> {
        self.entry(key).map(|(span, _)| span)
    }

    /// Reports every key that was never asked for.
    pub fn finish(self, report: &mut Report<'_>) {
        for key in self.table.keys() {
            if self.asked.iter().all(|asked| asked != key.get_ref()) {
                let hint = did_you_mean(key.get_ref(), self.asked.iter().map(String::as_str));
                let name = if self.name.is_empty() {
                    report.source().name().to_owned()
                } else {
                    self.name.clone()
                };
                unknown_key::report(report, &key.span(), &name, key.get_ref(), &hint);
            }
        }
    }
}

/// Reports a wrong type; a float has been reported already.
pub fn wrong_type_unless_float(
    value: &Value<'_>,
    path: &str,
    wanted: Wanted,
    report: &mut Report<'_>,
) {
    if !value.get_ref().is_float() {
        wrong_type::report(report, &value.span(), path, wanted);
    }
}

/// The string `value`.
pub fn text(value: &Value<'_>, path: &str, report: &mut Report<'_>) -> Option<At<String>> {
    if let DeValue::String(text) = value.get_ref() {
        return Some(At::new(text.to_string(), value.span()));
    }
    wrong_type_unless_float(value, path, Wanted::Text, report);
    None
}

/// The table `value`, whose key is at `span`.
pub fn table<'v, 't>(
    value: &'v Value<'t>,
    span: Span,
    name: impl Into<String>,
    report: &mut Report<'_>,
) -> Option<Fields<'v, 't>> {
    let name = name.into();
    if let DeValue::Table(table) = value.get_ref() {
        return Some(Fields::new(name, span, table));
    }
    wrong_type_unless_float(value, &name, Wanted::Table, report);
    None
}

/// `{ zh = "…", en = "…" }`, or `{ zh = "…" }`.
pub fn words(
    value: &Value<'_>,
    span: Span,
    path: impl Into<String>,
    quotes: Quotes,
    report: &mut Report<'_>,
) -> Option<At<Text>> {
    let path = path.into();
    let mut fields = table(value, span.clone(), path.clone(), report)?;
    let words = words_of(&mut fields, span, &path, quotes, report);
    fields.finish(report);
    words
}

/// `zh` and `en` of a table that may have more. A text without English has its Chinese in that place.
pub fn words_of(
    fields: &mut Fields<'_, '_>,
    span: Span,
    path: &str,
    quotes: Quotes,
    report: &mut Report<'_>,
) -> Option<At<Text>> {
    let before = report.len();
    let filled = |text: &At<String>| !text.value.trim().is_empty();
    let zh = fields.text("zh", report).filter(filled);
    // Of a wrong type it has been reported already.
    if zh.is_none() && report.len() == before {
        missing_translation::no_chinese(report, &span, path);
    }
    let en = fields.text("en", report).filter(filled);
    let zh = zh?;
    missing_translation::check(report, path, &zh, en.as_ref(), quotes);
    let en = en.map_or_else(|| zh.value.clone(), |en| en.value);
    Some(At::new(Text::new(zh.value, en), span))
}

fn day(value: &DeValue<'_>) -> Option<Date> {
    let written = value.as_datetime()?;
    if written.time.is_some() || written.offset.is_some() {
        return None;
    }
    let date = written.date?;
    Date::new(date.year, date.month, date.day)
}
