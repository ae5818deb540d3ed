//! A condition or comparison that holds always, or never: it decides nothing.

use mingbai_core::policy::vocabulary::Fact;

use crate::finding::{Report, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "always";

/// A comparison of a number that its bounds decide.
pub fn number(report: &mut Report<'_>, span: &Span, written: &str, fact: &Fact, holds: bool) {
    let (min, max) = fact.kind.range().unwrap_or_default();
    let [min, max] = [min, max].map(|number| fact.kind.written(number));
    let (zh, en) = sides(holds);
    let message = both!(
        "{written} {zh}，因为 {fact} 只在 {min} 到 {max} 之间；请改正或删掉",
        "{written} {en}, for {fact} is from {min} to {max}; correct it or delete it",
        fact = fact.id
    );
    report.add(RULE, span, message);
}

/// A list that names every value.
pub fn every_value(report: &mut Report<'_>, span: &Span, fact: &Fact) {
    let message = both!(
        "列表写全了 {fact} 的每一个值，这个条件总是成立；请改正或删掉",
        "the list names every value of {fact}, so it always holds; correct it or delete it",
        fact = fact.id
    );
    report.add(RULE, span, message);
}

/// A value that appears twice in one list.
pub fn repeated(report: &mut Report<'_>, span: &Span, value: &str) {
    let message = both!(
        "{value} 在列表里写了两次；是不是想写另一个值？",
        "{value} stands twice in this list; did you mean another value?"
    );
    report.add(RULE, span, message);
}

/// A whole condition, called `name`, that its parts decide.
pub fn condition(report: &mut Report<'_>, span: &Span, name: &str, holds: bool) {
    let (zh, en) = sides(holds);
    let message = both!(
        "{name} {zh}，不管怎么回答；请检查 &&、||、!",
        "{name} {en}, whatever the answers are; check its &&, || and !"
    );
    report.add(RULE, span, message);
}

/// A row whose condition always holds without saying so.
pub fn row(report: &mut Report<'_>, span: &Span, row: &str) {
    let message = both!(
        "第 {row} 行的条件总是成立；如果就是这个意思，写 when = 'otherwise'，否则请改正",
        "the condition of row {row} always holds; write when = 'otherwise' if that is meant, else correct it"
    );
    report.add(RULE, span, message);
}

const fn sides(holds: bool) -> (&'static str, &'static str) {
    if holds { ("总是成立", "always holds") } else { ("永远不成立", "never holds") }
}
