//! What a check found: the place, the rule, and a message in both languages.

use std::borrow::Borrow;
use std::fmt;

use mingbai_core::kernel::lang::Lang;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::source::{Source, Span};
use crate::witness::Witness;

/// A text in Simplified Chinese and in English.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Text {
    /// Simplified Chinese.
    pub zh: String,
    /// English; the Chinese where a policy has no English.
    pub en: String,
}

/// A [`Text`] of two format strings, side by side. After a semicolon stand the names that are texts
/// themselves.
macro_rules! both {
    ($zh:literal, $en:literal $(, $name:ident = $value:expr)* $(; $($pair:ident = $text:expr),+)? $(,)?) => {{
        $($(let $pair: &$crate::finding::Text = &$text;)+)?
        $crate::finding::Text {
            zh: format!($zh $(, $name = $value)* $($(, $pair = $pair.zh)+)?),
            en: format!($en $(, $name = $value)* $($(, $pair = $pair.en)+)?),
        }
    }};
}
pub(crate) use both;

impl Text {
    /// The pair.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    /// The items one after the other, as each language lists them.
    pub fn listed<S: Borrow<str>>(items: &[S]) -> Self {
        Self { zh: items.join("、"), en: items.join(", ") }
    }

    /// The text in a language.
    pub fn pick(&self, lang: Lang) -> &str {
        lang.pick(&self.zh, &self.en)
    }
}

/// One thing to put right. There are no warnings: a file with a finding does not compile.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Finding {
    /// The file's name, as it was given.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
    /// The bytes of the file that are meant.
    pub span: Span,
    /// The rule's name, kebab-case: `RULE` of a module of [`crate::lints`].
    pub rule: &'static str,
    /// What is wrong, what was expected, what to do.
    pub message: Text,
    /// The case that shows it, where one does, in the shape of a case of cases.toml: `facts`, `readings`,
    /// `admissions`.
    #[serde(skip)]
    pub example: Option<Json>,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}: {}", self.file, self.line, self.rule, self.message.en)
    }
}

/// Collects the findings of one file.
#[derive(Debug)]
pub struct Report<'s> {
    source: &'s Source,
    findings: Vec<Finding>,
}

impl<'s> Report<'s> {
    /// No findings yet.
    pub const fn new(source: &'s Source) -> Self {
        Self { source, findings: Vec::new() }
    }

    /// The file that is checked.
    pub const fn source(&self) -> &'s Source {
        self.source
    }

    /// Adds a finding.
    pub fn add(&mut self, rule: &'static str, span: &Span, message: Text) {
        let (line, column) = self.source.position(span.start);
        let file = self.source.name().to_owned();
        let span = span.clone();
        self.findings.push(Finding { file, line, column, span, rule, message, example: None });
    }

    /// Adds a finding that a case shows.
    pub fn add_shown(&mut self, rule: &'static str, span: &Span, message: Text, shown: &Witness) {
        self.add(rule, span, message);
        if let Some(finding) = self.findings.last_mut() {
            finding.example = Some(shown.case.clone());
        }
    }

    /// How many there are so far.
    pub fn len(&self) -> usize {
        self.findings.len()
    }

    /// Whether nothing was found so far.
    pub const fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// The findings in the order of the file, each once.
    pub fn finish(mut self) -> Vec<Finding> {
        self.findings.sort_by(|one, next| {
            (one.span.start, one.rule, &one.message.en).cmp(&(
                next.span.start,
                next.rule,
                &next.message.en,
            ))
        });
        self.findings.dedup();
        self.findings
    }
}
