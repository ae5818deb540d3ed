//! `otherwise` above other rows: those below it could never be reached.

use crate::finding::{Report, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "misplaced-otherwise";

/// `otherwise` is the condition of `row`, which is not the last one.
pub fn report(report: &mut Report<'_>, span: &Span, row: &str) {
    let message = both!(
        "when = 'otherwise' 是“其余的人”，只能放在最后一行；请把第 {row} 行移到最后",
        "when = 'otherwise' is for everybody else and stands last; move row {row} to the end"
    );
    report.add(RULE, span, message);
}
