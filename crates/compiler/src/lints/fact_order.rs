//! A fact of the policy's own that is to be asked before one that is not there, or is of another scope.

use crate::finding::{Report, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "fact-order";

/// `fact` is to stand before `other`.
pub fn report(report: &mut Report<'_>, span: &Span, fact: &str, other: &str) {
    let message = both!(
        "{fact} 不能排在 {other} 前面；before 要写同一个 scope 里的另一个事项",
        "{fact} cannot stand before {other}; before names another fact of the same scope"
    );
    report.add(RULE, span, message);
}
