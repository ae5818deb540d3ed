//! Two rows of one provision with the same id: an answer could not say which one it rests on.

use crate::finding::{Report, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "duplicate-row";

/// `row` appears in `provision` a second time.
pub fn report(report: &mut Report<'_>, span: &Span, provision: &str, row: &str) {
    let message = both!(
        "{provision} 里有两行都叫 {row}；请给其中一行换个名称",
        "two rows of {provision} are called {row}; give one of them another id"
    );
    report.add(RULE, span, message);
}
