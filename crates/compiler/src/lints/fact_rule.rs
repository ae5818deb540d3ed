//! `implied`, `ask_when`, a change or a group of a fact that cannot be as they are written.

use mingbai_core::policy::vocabulary::{Fact, FactKind, Scope};

use crate::file::facts::SCOPES;
use crate::finding::{Report, Text, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "fact-rule";

/// A value that the fact cannot have.
pub fn value(report: &mut Report<'_>, span: &Span, id: &str, kind: &FactKind) {
    let wanted = match kind {
        FactKind::Flag => Text::new("true 或 false", "true or false"),
        FactKind::Number { min, max } => {
            both!("{min} 到 {max} 的整数", "a whole number from {min} to {max}")
        }
        FactKind::Money => {
            both!("引号里的金额，如 \"1500.50\"", "an amount of yuan in quotes, as \"1500.50\"")
        }
        FactKind::Choice(values) => {
            let names = Text::listed(&values.iter().map(String::as_str).collect::<Vec<_>>());
            both!("这几个之一：{names}", "one of: {names}"; names = &names)
        }
        FactKind::Set(values) => {
            let names = Text::listed(&values.iter().map(String::as_str).collect::<Vec<_>>());
            both!("方括号里的几个值（可以一个也没有）：{names}", "a list of values, or an empty one: {names}"; names = &names)
        }
    };
    let message = both!(
        "[fact.{id}] 这里写的不是它的值；要写{wanted}",
        "[fact.{id}] this is none of its values; write {wanted}";
        wanted = &wanted
    );
    report.add(RULE, span, message);
}

/// A condition on a fact of something narrower than the fact it is for.
pub fn scope(report: &mut Report<'_>, span: &Span, id: &str, own: Scope, tested: &Fact) {
    let name = |scope: Scope| {
        SCOPES.iter().find(|(_, other)| *other == scope).map_or("", |(name, _)| *name)
    };
    let message = both!(
        "[fact.{id}] 是 {own} 的情况，条件里却用了 {tested}（{narrower} 的）；只能用范围一样或更大的情况",
        "[fact.{id}] is a fact of scope {own}, but the condition tests {tested}, of scope {narrower}; it may test facts of the same or a wider scope only",
        own = name(own),
        tested = tested.id,
        narrower = name(tested.scope)
    );
    report.add(RULE, span, message);
}

/// A condition of the shared facts on one whose values each policy may set.
pub fn keyed(report: &mut Report<'_>, span: &Span, id: &str, tested: &str) {
    let message = both!(
        "[fact.{id}] 的条件用了 {tested}，可它的值各文件可以自己定；请换别的情况",
        "[fact.{id}] the condition tests {tested}, of which each policy may have values of its own; test something else"
    );
    report.add(RULE, span, message);
}

/// Facts that wait for each other, each resting on the next.
pub fn circle(report: &mut Report<'_>, span: &Span, circle: &[&str]) {
    let circle = circle.join(" -> ");
    let message = both!(
        "implied 和 ask_when 绕成了圈：{circle}；请去掉其中一个条件",
        "implied and ask_when go in a circle: {circle}; take one of these conditions out"
    );
    report.add(RULE, span, message);
}

/// Two values at once.
pub fn two_values(report: &mut Report<'_>, span: &Span, id: &str, case: &Text) {
    let message = both!(
        "[fact.{id}] implied：在 {case} 时会推出两个不同的值；请把条件改得不重叠",
        "[fact.{id}] implied: with {case} two different values follow; write conditions that never hold together";
        case = case
    );
    report.add(RULE, span, message);
}

/// A fact that a group cannot have.
pub fn group(report: &mut Report<'_>, span: &Span, group: &str, fact: &str) {
    let message = both!(
        "[group.{group}] 不能有 {fact}；一组里只能是这份文件的 flag，一个事项只能在一组里",
        "[group.{group}] {fact} cannot be in it; a group takes flags of this file, each in one group only"
    );
    report.add(RULE, span, message);
}

/// A policy's flags for a group that there is not.
pub fn no_group(report: &mut Report<'_>, span: &Span, group: &str) {
    let message = both!(
        "facts.toml 里没有 [group.{group}]；自己的事项只能加到那里有的组",
        "facts.toml has no [group.{group}]; a policy adds its own flags to the groups that are there"
    );
    report.add(RULE, span, message);
}
