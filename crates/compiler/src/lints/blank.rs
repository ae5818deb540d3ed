//! A text that is there but blank.

use crate::finding::{Report, Text};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "blank";

/// `key` is blank.
pub fn report(report: &mut Report<'_>, span: &Span, key: &str) {
    report.add(
        RULE,
        span,
        Text::new(format!("{key} 是空的；请写上"), format!("{key} is blank; fill it in")),
    );
}
