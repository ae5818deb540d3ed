//! A word outside a short list the format fixes: kind, hit, scope, change, enrolment and the like.

use crate::finding::{Report, Text, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "unknown-word";

/// `word` is no word for `key`; `hint` says which there are.
pub fn report(report: &mut Report<'_>, span: &Span, key: &str, word: &str, hint: &Text) {
    let message =
        both!("{key} 不能写“{word}”{hint}", "{key} cannot be \"{word}\"{hint}"; hint = hint);
    report.add(RULE, span, message);
}
