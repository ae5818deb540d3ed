//! A key the format does not have: a slip of the keyboard would go unnoticed.

use crate::finding::{Report, Text, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "unknown-key";

/// `key` is no key of the table called `table`; `hint` is the nearest one.
pub fn report(report: &mut Report<'_>, span: &Span, table: &str, key: &str, hint: &Text) {
    let message =
        both!("{table} 里没有 {key} 这一项{hint}", "{table} has no key {key}{hint}"; hint = hint);
    report.add(RULE, span, message);
}
