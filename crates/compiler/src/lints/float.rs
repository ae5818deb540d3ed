//! A TOML float. Binary floats cannot hold 0.1; money and percents are strings.

use crate::finding::{Report, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "float";

/// `written` is a float.
pub fn report(report: &mut Report<'_>, span: &Span, written: &str) {
    let message = both!(
        "{written} 是浮点数，装不下准确的数目；加上引号，写成 \"{written}\"",
        "{written} is a float and cannot hold every amount exactly; put it in quotes: \"{written}\""
    );
    report.add(RULE, span, message);
}
