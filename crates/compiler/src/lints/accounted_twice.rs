//! A clause accounted for twice: cited by a provision and listed in `[[elsewhere]]`, or listed twice.

use crate::finding::{Report, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "accounted-twice";

/// A provision cites what `[[elsewhere]]` lists.
pub fn cited(report: &mut Report<'_>, span: &Span, clause: &str, provision: &str) {
    let message = both!(
        "{clause} 已由 {provision} 引用，又列在 [[elsewhere]] 里；从这里删掉",
        "{clause} is cited by {provision} and listed in [[elsewhere]] too; delete it here"
    );
    report.add(RULE, span, message);
}

/// A clause appears twice in one list, or in two.
pub fn repeated(report: &mut Report<'_>, span: &Span, clause: &str) {
    let message = both!("{clause} 列了两次；删掉一个", "{clause} is listed twice; delete one");
    report.add(RULE, span, message);
}
