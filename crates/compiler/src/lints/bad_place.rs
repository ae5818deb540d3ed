//! A place that cannot be: it names a policy, a provision or a clause that is not there, the same policy twice,
//! or none at all.

use crate::finding::{Report, both};
use crate::source::Span;
use crate::suggest::one_of;

/// The rule's name.
pub const RULE: &str = "bad-place";

/// There is no policy called `name`.
pub fn policy<'k>(
    report: &mut Report<'_>,
    span: &Span,
    name: &str,
    known: impl Iterator<Item = &'k str> + Clone,
) {
    let hint = one_of(name, known);
    let message =
        both!("没有叫“{name}”的文件{hint}", "there is no policy \"{name}\"{hint}"; hint = hint);
    report.add(RULE, span, message);
}

/// A place lists the policy `name` twice.
pub fn twice(report: &mut Report<'_>, span: &Span, place: &str, name: &str) {
    let message = both!(
        "{place}：{name} 写了两次；请留一个",
        "{place}: {name} stands here twice; keep one of them"
    );
    report.add(RULE, span, message);
}

/// A place without a policy.
pub fn empty(report: &mut Report<'_>, span: &Span, place: &str) {
    let message = both!(
        "{place}：一份文件也没有；请写 local 或 above",
        "{place}: no policy holds here; write local or above"
    );
    report.add(RULE, span, message);
}

/// One provision, or none, that nothing can be the same as.
pub fn alone(report: &mut Report<'_>, span: &Span, same: &str) {
    let message = both!(
        "{same}：至少写两个项目，如 [\"文件/项目\", \"文件/项目\"]",
        "{same}: name at least two provisions, [\"POLICY/PROVISION\", \"POLICY/PROVISION\"]"
    );
    report.add(RULE, span, message);
}

/// The policy has no such provision that a case decides.
pub fn provision(report: &mut Report<'_>, span: &Span, policy: &str, name: &str) {
    let message = both!(
        "{policy} 里没有“{name}”这一项，或者它不看情况（承诺、义务）；写成“文件/项目”，名称见 mingbai policies",
        "{policy} has no provision \"{name}\" that a case decides (commitments and duties are not); write POLICY/PROVISION, as `mingbai policies` lists them"
    );
    report.add(RULE, span, message);
}

/// No provision of the policy cites the clause.
pub fn clause(report: &mut Report<'_>, span: &Span, policy: &str, at: &str) {
    let message = both!(
        "{policy} 没有一项引用“{at}”；请写有项目引用的条款",
        "no provision of {policy} cites \"{at}\"; name a clause that one cites"
    );
    report.add(RULE, span, message);
}
