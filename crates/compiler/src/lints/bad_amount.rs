//! A figure that is no amount of yuan.

use crate::finding::{Report, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "bad-amount";

/// `written` is no amount.
pub fn amount(report: &mut Report<'_>, span: &Span, path: &str, written: &str) {
    let message = both!(
        "{path} 的“{written}”不是金额；写元数，0 到 9999999999.99，最多两位小数，不带单位和逗号，如 \"200.00\"",
        "{path}: \"{written}\" is not an amount; write yuan from 0 to 9999999999.99 with at most two decimals, no unit and no commas, such as \"200.00\""
    );
    report.add(RULE, span, message);
}

/// `written` is neither an amount nor "none".
pub fn cap(report: &mut Report<'_>, span: &Span, path: &str, written: &str) {
    let message = both!(
        "{path} 的“{written}”不是封顶线；写元数，如 \"70000.00\"；确实不封顶就写 \"none\"",
        "{path}: \"{written}\" is not a cap; write yuan such as \"70000.00\", or \"none\" where there is no cap"
    );
    report.add(RULE, span, message);
}
