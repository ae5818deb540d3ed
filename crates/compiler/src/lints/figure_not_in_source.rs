//! A county's figure whose number no clause of the document says that it is from.

use crate::finding::{Report, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "figure-not-in-source";

/// No clause of `tables` says a number of a figure, which is from the document `source`.
pub fn report(
    report: &mut Report<'_>,
    span: &Span,
    (figure, number): (&str, &str),
    source: &str,
    tables: &str,
) {
    let message = both!(
        "{figure}：出处写的是“{source}”，可是 {tables} 里没有 {number} 这个数；核对原文，改数，或改出处",
        "{figure}: {number} stands in no clause of {tables}, though its source is “{source}”; compare the document, and correct the number or the source"
    );
    report.add(RULE, span, message);
}
