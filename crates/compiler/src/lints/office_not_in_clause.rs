//! An office's word that is in none of the provision's clauses.

use crate::finding::{Report, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "office-not-in-clause";

/// `word` is in none of `clauses`.
pub fn report(report: &mut Report<'_>, span: &Span, provision: &str, word: &str, clauses: &str) {
    let message = both!(
        "{provision}：条文 {clauses} 里没有“{word}”这个部门；照条文原字抄写；条文没写，就删掉 offices",
        "{provision}: the office \"{word}\" does not stand in {clauses}; copy the clause's own characters, or delete offices if the clause names none"
    );
    report.add(RULE, span, message);
}
