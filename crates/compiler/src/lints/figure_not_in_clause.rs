//! A figure word that is in none of the provision's clauses.

use crate::finding::{Report, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "figure-not-in-clause";

/// `word` is in none of `clauses`.
pub fn report(report: &mut Report<'_>, span: &Span, provision: &str, word: &str, clauses: &str) {
    let message = both!(
        "{provision}：条文 {clauses} 里没有“{word}”这几个字；照条文原字（简体或繁体）抄写，或改 at",
        "{provision}: \"{word}\" does not stand in {clauses}; copy the clause's own characters, or correct at"
    );
    report.add(RULE, span, message);
}
