//! A policy that redefines a shared fact: the same name would mean two things. Only the values of the two facts
//! that figures are keyed by may be a policy's own.

use mingbai_core::policy::vocabulary::Scope;

use crate::file::facts::SCOPES;
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

/// `fact` may have values of the policy's own, but is something else here.
pub fn otherwise(report: &mut Report<'_>, span: &Span, fact: &str, scope: Scope) {
    let scope = SCOPES.iter().find(|(_, own)| *own == scope).map_or("", |(name, _)| *name);
    let message = both!(
        "{fact} 可以有自己的 values，但要写 kind = \"choice\"、scope = \"{scope}\"，和 facts.toml 里一样",
        "{fact} may have values of its own, but as in facts.toml: kind = \"choice\", scope = \"{scope}\""
    );
    report.add(RULE, span, message);
}
