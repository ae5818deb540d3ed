//! A figure that is no percentage from 0 to 100.

use crate::finding::{Report, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "bad-rate";

/// `written` is no percentage.
pub fn report(report: &mut Report<'_>, span: &Span, path: &str, written: &str) {
    let message = both!(
        "{path} 的“{written}”不是百分比；写 0 到 100，最多两位小数，不带百分号，如 \"62.5\"",
        "{path}: \"{written}\" is not a percentage; write 0 to 100 with at most two decimals and no percent sign, such as \"62.5\""
    );
    report.add(RULE, span, message);
}
