//! Two policies of one place whose own facts have one name and two meanings: a question is put once, and its
//! answer would mean two things. The values of the facts that figures are keyed by are a policy's own: one
//! that only one policy has the others do not read.

use mingbai_core::policy::vocabulary::{HOSPITAL_LEVEL, TIER};

use crate::CompiledPolicy;
use crate::finding::{Report, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "two-definitions";

/// Reports every own fact that two policies of a place both have and define differently: kind, values, whose
/// it is, or words.
pub fn check(
    report: &mut Report<'_>,
    span: &Span,
    place: &str,
    (one, other): (&CompiledPolicy, &CompiledPolicy),
) {
    for (id, words) in &one.words.facts.0 {
        let Some(others) = other.words.facts.get(id) else { continue };
        if [TIER, HOSPITAL_LEVEL].contains(&id.as_str()) {
            continue;
        }
        let fact = |policy: &CompiledPolicy| {
            policy.policy.data().facts.iter().find(|fact| fact.id == *id).cloned()
        };
        if words != others || fact(one) != fact(other) {
            let (one, other) = (&one.policy.data().id, &other.policy.data().id);
            let message = both!(
                "{place}：{id} 在 {one} 和 {other} 里不是一回事；写成一样（连文字），或者改一个名称，或者移到 facts.toml",
                "{place}: {id} means one thing in {one} and another in {other}; define it alike, words and all, rename one, or move it to facts.toml"
            );
            report.add(RULE, span, message);
        }
    }
}
