//! A policy that gives amounts in a vocabulary without the facts amounts are keyed by.

use crate::finding::{Report, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "missing-fact";

/// The choice fact `fact` is needed because a provision gives `what`.
pub fn report(report: &mut Report<'_>, span: &Span, fact: &str, what: &str) {
    let message = both!(
        "给 {what} 要用到选择类事项 {fact}，facts.toml 里却没有；请在那里加上",
        "{what} needs the choice fact {fact}, which facts.toml does not have; add it there"
    );
    report.add(RULE, span, message);
}
