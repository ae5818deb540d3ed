//! A threshold no answer can reach: outside the bounds of its number fact.

use mingbai_core::policy::vocabulary::Fact;

use crate::finding::{Report, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "out-of-range";

/// `number` is outside the bounds of `fact`.
pub fn report(
    report: &mut Report<'_>,
    span: &Span,
    fact: &Fact,
    number: i64,
    (min, max): (i64, i64),
) {
    let [number, min, max] = [number, min, max].map(|number| fact.kind.written(number));
    let message = both!(
        "{number} 不在 {fact} 的范围 {min} 到 {max} 之内；请改这个数，或改该事项的 min、max",
        "{number} is outside {fact}'s {min} to {max}; correct the number or the fact's min and max",
        fact = fact.id
    );
    report.add(RULE, span, message);
}
