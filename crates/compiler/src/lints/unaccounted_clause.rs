//! A clause that is not accounted for: a provision may have been overlooked.

use crate::finding::{Report, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "unaccounted-clause";

/// Nothing cites or lists `clause`.
pub fn report(report: &mut Report<'_>, span: &Span, clause: &str, policy: &str) {
    let message = both!(
        "{policy} 没有交代 {clause} 这一条；让一节 [provision] 引用它，或列进 [[elsewhere]] 并写明理由",
        "{policy} does not account for clause {clause}; cite it in a provision, or list it in [[elsewhere]] with the reason"
    );
    report.add(RULE, span, message);
}
