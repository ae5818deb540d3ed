//! A clause table that is not one: columns `at` and `text`, separated by a tab, one clause a line.

use crate::finding::{Report, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "clause-table";

/// The header is not `at`, `text`.
pub fn header(report: &mut Report<'_>, span: &Span) {
    let message = both!(
        "条文表第一行要写 at、text 两栏，中间用制表符隔开",
        "begin the clause table with the line `at<tab>text`"
    );
    report.add(RULE, span, message);
}

/// A line has no text, or no clause.
pub fn line(report: &mut Report<'_>, span: &Span) {
    let message = both!(
        "条文表每行要有条号和条文，中间用一个制表符隔开",
        "write a clause number, one tab and the text of the clause on each line"
    );
    report.add(RULE, span, message);
}

/// A clause appears twice.
pub fn twice(report: &mut Report<'_>, span: &Span, clause: &str) {
    let message = both!(
        "条号 {clause} 出现了两次；条号不能重复",
        "clause {clause} stands in the table twice; give each clause its own number"
    );
    report.add(RULE, span, message);
}
