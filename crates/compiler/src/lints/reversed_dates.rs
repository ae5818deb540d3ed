//! Days that stand the wrong way round.

use mingbai_core::kernel::date::Date;

use crate::finding::{Report, Text};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "reversed-dates";

/// `later` is called `later_key` and should not come before `earlier`.
pub fn report(report: &mut Report<'_>, span: &Span, later: (&str, Date), earlier: (&str, Date)) {
    report.add(
        RULE,
        span,
        Text::new(
            format!(
                "{}（{}）早于 {}（{}）；两个日期是不是写反了",
                later.0, later.1, earlier.0, earlier.1
            ),
            format!(
                "{} ({}) is before {} ({}); check whether the two are exchanged",
                later.0, later.1, earlier.0, earlier.1
            ),
        ),
    );
}
