//! A figure without a source: it cannot be checked, so it is not used.

use crate::finding::{Report, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "missing-source";

/// The figure at `path` is a bare value.
pub fn bare(report: &mut Report<'_>, span: &Span, path: &str, written: &str) {
    let message = both!(
        "{path} 只写了数，没写出处；写成 {{ value = {written}, source = \"通知的标题\", date = 2019-01-01 }}",
        "{path} is a number without a source; write {{ value = {written}, source = \"the title of the notice\", date = 2019-01-01 }}"
    );
    report.add(RULE, span, message);
}

/// The figure at `path` has no source, or a blank one.
pub fn source(report: &mut Report<'_>, span: &Span, path: &str) {
    let message = both!(
        "{path} 没有出处；请写 source = \"通知的标题和文号\"",
        "{path} has no source; write source = \"the title and number of the notice it stands in\""
    );
    report.add(RULE, span, message);
}

/// The figure at `path` has no date.
pub fn date(report: &mut Report<'_>, span: &Span, path: &str) {
    let message = both!(
        "{path} 没有日期；请写 date = 2019-01-01（通知的日期，不加引号）",
        "{path} has no date; write date = 2019-01-01, the day of the notice, without quotes"
    );
    report.add(RULE, span, message);
}
