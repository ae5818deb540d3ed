//! Two cases of one name: a failing one could not be identified.

use crate::finding::{Report, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "duplicate-case";

/// `name` appears here a second time.
pub fn report(report: &mut Report<'_>, span: &Span, name: &str) {
    let message = both!(
        "有两个案例都叫“{name}”；给其中一个换个名称",
        "two cases are called \"{name}\"; give one of them another name"
    );
    report.add(RULE, span, message);
}
