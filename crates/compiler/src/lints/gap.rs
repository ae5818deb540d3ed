//! A case that no row of a table covers: a person who would get no answer.

use crate::finding::{Report, Text};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "gap";

/// No row of `provision` covers `case`.
pub fn report(report: &mut Report<'_>, span: &Span, provision: &str, case: &Text) {
    report.add(
        RULE,
        span,
        Text::new(
            format!("{provision}：没有一行管到 {}；补一行，或在最后加 when = 'otherwise'", case.zh),
            format!(
                "{provision}: no row covers {}; add a row for it, or a last row when = 'otherwise'",
                case.en
            ),
        ),
    );
}
