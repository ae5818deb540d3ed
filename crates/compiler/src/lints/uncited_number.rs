//! A number of a provision that its clauses do not give: neither a row nor a sentence may have one.

use crate::finding::{Report, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "uncited-number";

/// A row gives a number that `figures` does not have.
pub fn gives(report: &mut Report<'_>, span: &Span, provision: &str, row: &str, number: &str) {
    let message = both!(
        "{provision} 第 {row} 行用了 {number}，figures 里没有；核对条文，或写上条文里的字，如 \"{number}%\" 或 \"{number}元\" = \"{number}\"",
        "{provision}: row {row} gives {number}, which its figures do not have; check the clause, or add the clause's own characters, such as \"{number}%\" or \"{number}元\" = \"{number}\""
    );
    report.add(RULE, span, message);
}

/// A condition compares with a number that `figures` does not have.
pub fn condition(report: &mut Report<'_>, span: &Span, provision: &str, row: &str, number: &str) {
    let message = both!(
        "{provision} 第 {row} 行的条件用了 {number}，figures 里没有；写上条文里的字，如 \"{number}岁\" = \"{number}\"",
        "{provision}: the condition of row {row} uses {number}, which the figures do not have; add the clause's own characters, such as \"{number}岁\" = \"{number}\""
    );
    report.add(RULE, span, message);
}

/// A sentence has a numeral that `figures` does not have.
pub fn words(report: &mut Report<'_>, span: &Span, provision: &str, key: &str, number: &str) {
    let message = both!(
        "{provision} 的 {key} 写了 {number}，figures 里没有；核对条文后补到 figures，或改写这句话",
        "{provision}: {key} says {number}, which the figures do not have; add it to them from the clause, or reword"
    );
    report.add(RULE, span, message);
}
