//! A fact whose parts do not go together: a choice of one value, a number without bounds.

use crate::finding::{Report, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "fact-shape";

/// A choice needs two values, a set one.
pub fn values(report: &mut Report<'_>, span: &Span, fact: &str, least: usize, most: usize) {
    let message = both!(
        "{fact} 的 values 个数不对；这一类事项要有 {least} 到 {most} 个值",
        "{fact} has too few or too many values; a fact of its kind has {least} to {most}"
    );
    report.add(RULE, span, message);
}

/// A part that only another kind of fact has.
pub fn part(report: &mut Report<'_>, span: &Span, fact: &str, kind: &str, part: &str) {
    let message = both!(
        "{fact} 是 {kind}，不该有 {part}；删掉它，或改 kind",
        "{fact} is a {kind} and has no {part}; delete it or change the kind"
    );
    report.add(RULE, span, message);
}

/// Bounds the wrong way round.
pub fn bounds(report: &mut Report<'_>, span: &Span, fact: &str, min: i64, max: i64) {
    let message = both!(
        "{fact} 的最小值 {min} 不小于最大值 {max}；请改正 min 和 max",
        "{fact} has min = {min} and max = {max}; min must be less than max"
    );
    report.add(RULE, span, message);
}
