//! A name in a condition that is no fact, no condition and no reading.

use crate::finding::{Report, Text};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "unknown-name";

/// `name` stands where a flag, a condition or a set may stand.
pub fn report(report: &mut Report<'_>, span: &Span, name: &str, hint: &Text) {
    report.add(
        RULE,
        span,
        Text::new(
            format!("没有叫 {name} 的事项或条件{}", hint.zh),
            format!("no fact or condition is called {name}{}", hint.en),
        ),
    );
}

/// `name` stands where a fact must stand.
pub fn fact(report: &mut Report<'_>, span: &Span, name: &str, hint: &Text) {
    report.add(
        RULE,
        span,
        Text::new(
            format!("这个比较的两边都不是事项，没有叫 {name} 的事项{}", hint.zh),
            format!(
                "neither side of this comparison is a fact: no fact is called {name}{}",
                hint.en
            ),
        ),
    );
}

/// No reading is called `name`.
pub fn reading(report: &mut Report<'_>, span: &Span, name: &str, hint: &Text) {
    report.add(
        RULE,
        span,
        Text::new(
            format!("没有叫 {name} 的读法；请写一节 [reading.{name}]{}", hint.zh),
            format!("no reading is called {name}; write a [reading.{name}]{}", hint.en),
        ),
    );
}
