//! A named condition that decides nothing: a row was probably meant to use it.

use crate::finding::{Report, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "unused-condition";

/// Nothing uses `condition`.
pub fn report(report: &mut Report<'_>, span: &Span, condition: &str) {
    let message = both!(
        "没有哪一行用到条件 {condition}；在该用的行里用上，或者删掉",
        "no row uses the condition {condition}; use it where it was meant or delete it"
    );
    report.add(RULE, span, message);
}
