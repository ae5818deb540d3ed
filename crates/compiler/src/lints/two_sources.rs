//! Two provisions that give the same part of an amount: nobody could say which one holds.

use crate::finding::{Report, Text};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "two-sources";

/// `part` comes from `first` already.
pub fn report(report: &mut Report<'_>, span: &Span, part: &str, (first, second): (&str, &str)) {
    report.add(RULE, span, Text::new(
        format!("{first} 和 {second} 都给 {part}，算钱时不知用哪个；并成一节"),
        format!("{first} and {second} both give {part}; an amount can have one source only: join them into one provision"),
    ));
}
