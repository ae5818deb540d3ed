//! A figure word given another number than its characters say.

use crate::finding::{Report, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "figure-differs";

/// `word` says `says`, not `given`.
pub fn report(
    report: &mut Report<'_>,
    span: &Span,
    provision: &str,
    word: &str,
    (given, says): (&str, &str),
) {
    let message = both!(
        "{provision}：“{word}”是 {says}，这里写成了 {given}；请改正",
        "{provision}: \"{word}\" means {says}, not {given}; correct the number"
    );
    report.add(RULE, span, message);
}
