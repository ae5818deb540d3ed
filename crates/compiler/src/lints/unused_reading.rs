//! A switch no condition tests: switching it would change nothing.

use crate::finding::{Report, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "unused-reading";

/// Nothing uses `reading`.
pub fn report(report: &mut Report<'_>, span: &Span, reading: &str) {
    let message = both!(
        "没有条件用到 reading.{reading}；在条件里用上，或写 kind = \"note\" 和 for = [ … ]，只给人看",
        "no condition uses reading.{reading}; use it in one, or write kind = \"note\" and for = [ … ] to have it shown only"
    );
    report.add(RULE, span, message);
}
