//! Bands of major-illness insurance that do not rise.

use crate::finding::{Report, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "band-order";

/// The band at `path` begins at `from`, not above `before`.
pub fn report(report: &mut Report<'_>, span: &Span, path: &str, from: &str, before: &str) {
    let message = both!(
        "{path} 是 {from}，不比前一段的 {before} 高；各段从低到高排，每段的起点只写一次",
        "{path} is {from}, not above the {before} of the band before; write the bands from low to high, each start once"
    );
    report.add(RULE, span, message);
}

/// There is no band.
pub fn none(report: &mut Report<'_>, span: &Span, path: &str) {
    let message = both!(
        "{path} 里一段也没有；至少写一段，如 {{ from = \"0.00\", percent = \"60\" }}",
        "{path} has no band; write at least one, such as {{ from = \"0.00\", percent = \"60\" }}"
    );
    report.add(RULE, span, message);
}
