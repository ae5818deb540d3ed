//! A clause the document does not have.

use crate::finding::{Report, Text, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "unknown-clause";

/// No clause of the table is called `clause`.
pub fn report(report: &mut Report<'_>, span: &Span, clause: &str, table: &str, hint: &Text) {
    let message = both!(
        "{table} 里没有 {clause} 这一条{hint}",
        "{table} has no clause {clause}{hint}";
        hint = hint
    );
    report.add(RULE, span, message);
}
