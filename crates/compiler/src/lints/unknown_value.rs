//! A value outside the list of its fact.

use mingbai_core::policy::vocabulary::Fact;

use crate::finding::{Report, Text};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "unknown-value";

/// `fact` has no value `value`; `hint` says which it has.
pub fn report(report: &mut Report<'_>, span: &Span, fact: &Fact, value: &str, hint: &Text) {
    report.add(
        RULE,
        span,
        Text::new(
            format!("{} 没有 {value} 这个值{}", fact.id, hint.zh),
            format!("{} has no value {value}{}", fact.id, hint.en),
        ),
    );
}

/// A number fact is compared with a word.
pub fn not_a_number(report: &mut Report<'_>, span: &Span, fact: &Fact, value: &str) {
    report.add(RULE, span, Text::new(
        format!("{} 是数字，不能和 {value} 比；请写整数，如 {} >= 60", fact.id, fact.id),
        format!("{} is a number and {value} is not; compare it with a whole number, such as {} >= 60", fact.id, fact.id),
    ));
}
