//! A named condition that decides nothing: a row was probably meant to use it.

use crate::finding::{Report, Text};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "unused-condition";

/// Nothing uses `condition`.
pub fn report(report: &mut Report<'_>, span: &Span, condition: &str) {
    report.add(
        RULE,
        span,
        Text::new(
            format!("没有哪一行用到条件 {condition}；在该用的行里用上，或者删掉"),
            format!(
                "no row uses the condition {condition}; use it where it was meant or delete it"
            ),
        ),
    );
}
