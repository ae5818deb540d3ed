//! A value outside the list of its fact.

use mingbai_core::policy::vocabulary::Fact;

use crate::finding::{Report, Text, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "unknown-value";

/// `fact` has no value `value`; `hint` says which it has.
pub fn report(report: &mut Report<'_>, span: &Span, fact: &Fact, value: &str, hint: &Text) {
    let message = both!(
        "{fact} 没有 {value} 这个值{hint}",
        "{fact} has no value {value}{hint}",
        fact = fact.id;
        hint = hint
    );
    report.add(RULE, span, message);
}

/// A number fact is compared with a word.
pub fn not_a_number(report: &mut Report<'_>, span: &Span, fact: &Fact, value: &str) {
    let message = both!(
        "{fact} 是数字，不能和 {value} 比；请写整数，如 {fact} >= 60",
        "{fact} is a number and {value} is not; compare it with a whole number, such as {fact} >= 60",
        fact = fact.id
    );
    report.add(RULE, span, message);
}
