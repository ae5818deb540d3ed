//! A name in a condition that is no fact, no condition and no reading.

use crate::finding::{Report, Text, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "unknown-name";

/// `name` where a flag, a condition or a set is expected.
pub fn report(report: &mut Report<'_>, span: &Span, name: &str, hint: &Text) {
    let message = both!(
        "没有叫 {name} 的事项或条件{hint}",
        "no fact or condition is called {name}{hint}";
        hint = hint
    );
    report.add(RULE, span, message);
}

/// `name` where a fact is expected.
pub fn fact(report: &mut Report<'_>, span: &Span, name: &str, hint: &Text) {
    let message = both!(
        "这个比较的两边都不是事项，没有叫 {name} 的事项{hint}",
        "neither side of this comparison is a fact: no fact is called {name}{hint}";
        hint = hint
    );
    report.add(RULE, span, message);
}

/// No declared figure is called `name`.
pub fn figure(report: &mut Report<'_>, span: &Span, name: &str, hint: &Text) {
    let message = both!(
        "没有叫 {name} 的数据；请写一节 [{name}]{hint}",
        "no figure is called {name}; write a [{name}]{hint}";
        hint = hint
    );
    report.add(RULE, span, message);
}

/// No reading is called `name`.
pub fn reading(report: &mut Report<'_>, span: &Span, name: &str, hint: &Text) {
    let message = both!(
        "没有叫 {name} 的读法；请写一节 [reading.{name}]{hint}",
        "no reading is called {name}; write a [reading.{name}]{hint}";
        hint = hint
    );
    report.add(RULE, span, message);
}
