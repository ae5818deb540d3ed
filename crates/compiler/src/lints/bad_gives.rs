//! A row that gives nothing of the closed set, or several things at once.

use crate::finding::{Report, Text};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "bad-gives";

/// Everything `gives` may say.
pub const KEYS: [&str; 8] = [
    "premium_aid",
    "premium_aid_amount",
    "basic",
    "major_illness",
    "assistance",
    "subsidy",
    "enrolment",
    "service",
];

/// `gives` has not exactly one key.
pub fn not_one(report: &mut Report<'_>, span: &Span) {
    report.add(RULE, span, Text::new(
        format!("gives 要写一样、也只写一样东西；可以写 \"nothing\"、\"service\"，或者带 {} 之一的 {{ … }}", KEYS.join("、")),
        format!("gives must say one thing and only one; write \"nothing\", \"service\" or a table with one of {}", KEYS.join(", ")),
    ));
}

/// Better terms that better nothing.
pub fn no_terms(report: &mut Report<'_>, span: &Span, key: &str) {
    report.add(RULE, span, Text::new(
        format!("{key} 里一项也没有；至少写 rate_plus、deductible_less、cap_lifted = true 之一"),
        format!("{key} changes nothing; write at least one of rate_plus, deductible_less, cap_lifted = true"),
    ));
}

/// A flag that may only be true.
pub fn only_true(report: &mut Report<'_>, span: &Span, key: &str) {
    report.add(
        RULE,
        span,
        Text::new(
            format!("{key} 只能写 true；不适用就删掉这一项"),
            format!("{key} can only be true; delete it where it does not hold"),
        ),
    );
}
