//! A condition that cannot be read.

use crate::finding::{Report, Text};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "condition-syntax";

/// What the condition reader says.
pub fn report(report: &mut Report<'_>, span: &Span, message: Text) {
    report.add(RULE, span, message);
}
