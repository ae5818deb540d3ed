//! A case that no row of a table covers: a person who would get no answer.

use crate::finding::{Report, Text, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "gap";

/// No row of `provision` covers `case`.
pub fn report(report: &mut Report<'_>, span: &Span, provision: &str, case: &Text) {
    let message = both!(
        "{provision}：没有一行管到 {case}；补一行，或在最后加 when = 'otherwise'",
        "{provision}: no row covers {case}; add a row for it, or a last row when = 'otherwise'";
        case = case
    );
    report.add(RULE, span, message);
}
