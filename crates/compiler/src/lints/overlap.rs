//! Two rows that match one case and give different things (`hit = unique`).

use crate::finding::{Report, both};
use crate::source::Span;
use crate::witness::Witness;

/// The rule's name.
pub const RULE: &str = "overlap";

/// Rows `one` and `other` of `provision` are at odds on the case.
pub fn report(
    report: &mut Report<'_>,
    span: &Span,
    provision: &str,
    (one, other): (&str, &str),
    shown: &Witness,
) {
    let message = both!(
        "{provision}：{one} 和 {other} 两行都管到 {case}，给的却不一样；改其中一行的条件，或写 hit = \"first\" 让前一行优先",
        "{provision}: rows {one} and {other} both match {case} and give different things; narrow one of them, or write hit = \"first\" to let the earlier row win";
        case = shown.words
    );
    report.add_shown(RULE, span, message, shown);
}
