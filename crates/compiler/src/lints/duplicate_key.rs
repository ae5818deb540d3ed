//! A key that appears twice in one table: one of the two would be lost.

use crate::finding::{Report, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "duplicate-key";

/// `key` appears here a second time.
pub fn report(report: &mut Report<'_>, span: &Span, key: &str) {
    let message = both!(
        "{key} 写了两次；删掉一个，或者另取一个名称",
        "{key} stands here twice; delete one of the two or give it another name"
    );
    report.add(RULE, span, message);
}
