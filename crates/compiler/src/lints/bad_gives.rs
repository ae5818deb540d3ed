//! A row that gives nothing of the closed set, or several things at once.

use crate::finding::{Report, Text, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "bad-gives";

/// `gives` has not exactly one of `keys`.
pub fn not_one(report: &mut Report<'_>, span: &Span, keys: &[&str]) {
    let message = both!(
        "gives 要写一样、也只写一样东西；可以写 \"nothing\"、\"service\"，或者带 {keys} 之一的 {{ … }}",
        "gives must say one thing and only one; write \"nothing\", \"service\" or a table with one of {keys}";
        keys = Text::listed(keys)
    );
    report.add(RULE, span, message);
}

/// Better terms that better nothing.
pub fn no_terms(report: &mut Report<'_>, span: &Span, key: &str) {
    let message = both!(
        "{key} 里一项也没有；至少写 rate_plus、deductible_less、cap_lifted = true 之一",
        "{key} changes nothing; write at least one of rate_plus, deductible_less, cap_lifted = true"
    );
    report.add(RULE, span, message);
}

/// A flag that may only be true.
pub fn only_true(report: &mut Report<'_>, span: &Span, key: &str) {
    let message = both!(
        "{key} 只能写 true；不适用就删掉这一项",
        "{key} can only be true; delete it where it does not hold"
    );
    report.add(RULE, span, message);
}
