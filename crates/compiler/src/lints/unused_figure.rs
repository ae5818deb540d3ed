//! A figure that nothing uses: a row was probably meant to.

use crate::finding::{Report, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "unused-figure";

/// Neither a row nor a sentence uses the number worked out.
pub fn derived(report: &mut Report<'_>, span: &Span, provision: &str, written: &str, number: &str) {
    let message = both!(
        "{provision} 的 derived 列了“{written}”（等于 {number}），但哪一行、哪一句都没用到；用上它，或者删掉",
        "{provision}: the derived number \"{written}\" = {number} is used by no row and no sentence; use it or delete it"
    );
    report.add(RULE, span, message);
}

/// Neither a row nor a sentence uses the figure.
pub fn report(report: &mut Report<'_>, span: &Span, provision: &str, word: &str, number: &str) {
    let message = both!(
        "{provision} 的 figures 列了 \"{word}\" = \"{number}\"，但哪一行、哪一句都没用到；用上它，或者删掉",
        "{provision}: the figure \"{word}\" = \"{number}\" is used by no row and no sentence; use it or delete it"
    );
    report.add(RULE, span, message);
}
