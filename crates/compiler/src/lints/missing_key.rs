//! A key that must be there and is not.

use crate::finding::{Report, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "missing-key";

/// The table called `table` lacks `key`.
pub fn report(report: &mut Report<'_>, span: &Span, table: &str, key: &str) {
    let message = both!("{table} 缺 {key}；请补上", "{table} lacks {key}; add it");
    report.add(RULE, span, message);
}
