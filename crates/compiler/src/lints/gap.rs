//! A case that no row of a table covers: a person who would get no answer.

use crate::finding::{Report, both};
use crate::source::Span;
use crate::witness::Witness;

/// The rule's name.
pub const RULE: &str = "gap";

/// No row of `provision` covers the case.
pub fn report(report: &mut Report<'_>, span: &Span, provision: &str, shown: &Witness) {
    let message = both!(
        "{provision}：没有一行管到 {case}；补一行，或在最后加 when = 'otherwise'",
        "{provision}: no row covers {case}; add a row for it, or a last row when = 'otherwise'";
        case = shown.words
    );
    report.add_shown(RULE, span, message, shown);
}
