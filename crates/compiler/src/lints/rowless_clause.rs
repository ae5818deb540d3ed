//! A clause of a provision that no row is from, though its rows say where they are from: a row may have been
//! lost.

use crate::finding::{Report, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "rowless-clause";

/// No row of `provision` is from `clause`.
pub fn report(report: &mut Report<'_>, span: &Span, provision: &str, clause: &str) {
    let message = both!(
        "{provision}：没有一行写明出自 {clause}；是不是漏了一行？补上，或者把这一条从 at 里拿掉",
        "{provision}: no row is from {clause}; is a row missing? Add it, or take the clause out of at"
    );
    report.add(RULE, span, message);
}
