//! A number that none of the clauses has which its row is from.

use crate::finding::{Report, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "number-not-in-clause";

/// No figure word that means `number` stands in `clauses`.
pub fn report(
    report: &mut Report<'_>,
    span: &Span,
    (provision, row): (&str, &str),
    number: &str,
    clauses: &str,
) {
    let message = both!(
        "{provision}：第 {row} 行写了 {number}，{clauses} 里却没有 figures 里说这个数的字；核对条文，改数或改这一行的 at",
        "{provision}: row {row} gives {number}, but {clauses} has no word of figures that means it; compare the clause, and correct the number or the row's at"
    );
    report.add(RULE, span, message);
}
