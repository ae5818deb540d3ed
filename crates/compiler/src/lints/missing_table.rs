//! A document whose clause table is not among those that were given.

use crate::finding::{Report, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "missing-table";

/// There is no `table`.clauses.tsv.
pub fn report(report: &mut Report<'_>, span: &Span, table: &str) {
    let message = both!(
        "没有给 {table}.clauses.tsv，没法对照；用 --source 给出这个文件，或给它所在的文件夹",
        "{table}.clauses.tsv was not given, so nothing can be compared; name the file with --source, or its folder"
    );
    report.add(RULE, span, message);
}
