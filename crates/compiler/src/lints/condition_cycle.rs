//! Conditions that are defined by each other.

use crate::finding::{Report, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "condition-cycle";

/// The conditions of one circle, each using the next.
pub fn report(report: &mut Report<'_>, span: &Span, circle: &[&str]) {
    let circle = circle.join(" -> ");
    let message = both!(
        "条件互相引用，绕成了圈：{circle}；请把其中一个写成不用另一个的样子",
        "these conditions use each other in a circle: {circle}; write one of them without the other"
    );
    report.add(RULE, span, message);
}
