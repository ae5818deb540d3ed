//! A policy that redefines a shared fact: the same name would mean two things.

use crate::finding::{Report, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "redefined-fact";

/// `fact` is shared already.
pub fn report(report: &mut Report<'_>, span: &Span, fact: &str) {
    let message = both!(
        "{fact} 在 facts.toml 里已经有了；删掉这里的，或者另取一个名称",
        "{fact} is a shared fact of facts.toml already; delete it here or choose another name"
    );
    report.add(RULE, span, message);
}
