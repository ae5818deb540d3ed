//! Days in the wrong order.

use mingbai_core::kernel::date::Date;

use crate::finding::{Report, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "reversed-dates";

/// `later` is called `later_key` and should not come before `earlier`.
pub fn report(report: &mut Report<'_>, span: &Span, later: (&str, Date), earlier: (&str, Date)) {
    let message = both!(
        "{later}（{day}）早于 {earlier}（{before}）；两个日期是不是写反了",
        "{later} ({day}) is before {earlier} ({before}); check whether the two are exchanged",
        later = later.0,
        day = later.1,
        earlier = earlier.0,
        before = earlier.1
    );
    report.add(RULE, span, message);
}
