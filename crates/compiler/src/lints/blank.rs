//! A text that is there but blank.

use crate::finding::{Report, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "blank";

/// `key` is blank.
pub fn report(report: &mut Report<'_>, span: &Span, key: &str) {
    let message = both!("{key} 是空的；请写上", "{key} is blank; fill it in");
    report.add(RULE, span, message);
}
