//! A row that is the answer in no case.

use crate::finding::{Report, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "dead-row";

/// Everything `row` matches is matched by `earlier` rows.
pub fn shadowed(
    report: &mut Report<'_>,
    span: &Span,
    provision: &str,
    row: &str,
    earlier: &[&str],
) {
    let (zh, en, noun) =
        (earlier.join("、"), earlier.join(", "), if earlier.len() == 1 { "row" } else { "rows" });
    let verb = if earlier.len() == 1 { "matches" } else { "match" };
    let message = both!(
        "{provision}：永远轮不到第 {row} 行，它管的每种情形都已归 {zh}；把它往上移、改条件，或者删掉",
        "{provision}: row {row} is never reached: {noun} {en} already {verb} every case it matches; move it up, change its condition or delete it"
    );
    report.add(RULE, span, message);
}

/// The condition of `row` contradicts itself.
pub fn never(report: &mut Report<'_>, span: &Span, provision: &str, row: &str) {
    let message = both!(
        "{provision}：第 {row} 行的条件自相矛盾，谁也不符合；请改正或删掉",
        "{provision}: row {row} is never reached: its condition can never hold; correct it or delete the row"
    );
    report.add(RULE, span, message);
}
