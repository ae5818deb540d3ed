//! Rows that do not go with the kind of their provision: a duty with rows, a service that pays money.

use crate::finding::{Report, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "kind-mismatch";

/// A commitment or a duty with rows that are no hints.
pub fn rows(report: &mut Report<'_>, span: &Span, provision: &str, kind: &str) {
    let message = both!(
        "{provision} 的 kind 是 {kind}，对人人一样，不要写 rows 和 hit；真要看人而定，就把 kind 改成 money 或 service",
        "{provision} has kind = \"{kind}\", the same for everybody: delete its rows and hit, or make it money or service if it depends on the person"
    );
    report.add(RULE, span, message);
}

/// Money or a service without rows.
pub fn no_rows(report: &mut Report<'_>, span: &Span, provision: &str, kind: &str) {
    let message = both!(
        "{provision} 的 kind 是 {kind}，但没有一行 rows；写清谁能得到、得到什么，如 rows = [{{ id = \"everyone\", when = 'otherwise', gives = \"service\" }}]",
        "{provision} has kind = \"{kind}\" and no rows; say who gets what, such as rows = [{{ id = \"everyone\", when = 'otherwise', gives = \"service\" }}]"
    );
    report.add(RULE, span, message);
}

/// A row that gives what the kind does not give.
pub fn gives(
    report: &mut Report<'_>,
    span: &Span,
    provision: &str,
    kind: &str,
    row: &str,
    gives: &str,
) {
    let message = both!(
        "{provision} 的 kind 是 {kind}，第 {row} 行却给 {gives}；改 kind，或改这一行的 gives",
        "{provision} has kind = \"{kind}\", yet its row {row} gives {gives}; change the kind or what the row gives"
    );
    report.add(RULE, span, message);
}
