//! A clause that is not accounted for: a provision may have been overlooked.

use crate::finding::{Report, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "unaccounted-clause";

/// Nothing cites or lists `clause`.
pub fn report(report: &mut Report<'_>, span: &Span, clause: &str, policy: &str) {
    let message = both!(
        "{policy}：{clause} 这一条还没有着落；写成一项规定（[provision]），或写明为什么不用（[[elsewhere]]）",
        "{policy} does not account for clause {clause}; cite it in a provision, or list it in [[elsewhere]] with the reason"
    );
    report.add(RULE, span, message);
}
