//! A provision, reading or `[[elsewhere]]` entry that names no clause.

use crate::finding::{Report, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "missing-clause";

/// The table called `table` has no clause.
pub fn report(report: &mut Report<'_>, span: &Span, table: &str) {
    let message = both!(
        "{table} 没有写依据哪一条；请写 at，照条文表 at 一栏的写法，如 at = \"二(四)1\"",
        "{table} names no clause; write at as in the clause table, such as at = \"二(四)1\""
    );
    report.add(RULE, span, message);
}
