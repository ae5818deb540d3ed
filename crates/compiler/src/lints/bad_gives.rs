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

/// Terms that change nothing.
pub fn no_terms(report: &mut Report<'_>, span: &Span, key: &str) {
    let message = both!(
        "{key} 里一项也没有；至少写一项，如 rate、at_least、rate_plus、deductible、deductible_less、cap、cap_lifted = true",
        "{key} changes nothing; write at least one term, such as rate, at_least, rate_plus, deductible, deductible_less, cap, cap_lifted = true"
    );
    report.add(RULE, span, message);
}

/// A layer with a rate and another one, or with bands.
pub fn two_rates(report: &mut Report<'_>, span: &Span, key: &str) {
    let message = both!(
        "{key} 里 rate、at_least、bands 只能写一个",
        "{key} has more than one of rate, at_least and bands: write one"
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

/// A number that is not whole numbers and number facts added up.
pub fn linear(report: &mut Report<'_>, span: &Span, written: &str) {
    let message = both!(
        "“{written}”读不出来；只能把整数和数字事项相加减，事项前可以有倍数，如 \"3 + years_missed - 2 * years_repaired\"",
        "{written} cannot be read; write whole numbers and number facts with + and -, a fact perhaps a number of times, as \"3 + years_missed - 2 * years_repaired\""
    );
    report.add(RULE, span, message);
}
