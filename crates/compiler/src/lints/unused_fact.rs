//! A fact of the policy's own that no condition tests, or values of one that no condition tells apart: people
//! would be asked for nothing.

use std::collections::{BTreeMap, BTreeSet};

use mingbai_core::policy::vocabulary::{Fact, FactKind};

use crate::condition::meaning::{Meaning, Test};
use crate::file::facts::FactEntry;
use crate::finding::{Report, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "unused-fact";

/// Checks the policy's `own` facts, each by its place in `facts`, against its conditions. Figures are keyed by `keys`: there
/// each value counts.
pub fn check<'m>(
    own: &[FactEntry],
    facts: &[Fact],
    keys: &[usize],
    meanings: impl Iterator<Item = &'m Meaning>,
    report: &mut Report<'_>,
) {
    // What each test of a fact holds for; of a set, its member.
    let mut tests: BTreeMap<usize, BTreeSet<Vec<usize>>> = BTreeMap::new();
    for meaning in meanings {
        meaning.tests(&mut |test| {
            let (fact, values) = match test {
                Test::Flag { fact } | Test::Number { fact, .. } => (fact, Vec::new()),
                Test::Choice { fact, values } => (fact, values.clone()),
                Test::Share { fact, figure, .. } => {
                    tests.entry(*figure).or_default().insert(Vec::new());
                    (fact, Vec::new())
                }
                Test::Member { fact, value } => (fact, vec![*value]),
                Test::Reading { .. } => return,
            };
            tests.entry(*fact).or_default().insert(values);
        });
    }
    for entry in own {
        let (fact, span) = (&entry.fact.value, &entry.fact.span);
        let Some(place) = facts.iter().position(|other| other.id == fact.id) else { continue };
        if keys.contains(&place) {
            continue;
        }
        let Some(tests) = tests.get(&place) else {
            never(report, span, &fact.id);
            continue;
        };
        let values = fact.kind.values();
        let held = |value: usize| tests.iter().map(move |test| test.contains(&value));
        for (at, value) in values.iter().enumerate() {
            match &fact.kind {
                FactKind::Set(_) if !held(at).any(|holds| holds) => {
                    member(report, span, &fact.id, value);
                }
                FactKind::Choice(_) => {
                    let alike = (0..at).find(|&other| held(other).eq(held(at)));
                    if let Some(other) = alike.and_then(|other| values.get(other)) {
                        apart(report, span, &fact.id, (other, value));
                    }
                }
                _ => {}
            }
        }
    }
}

fn never(report: &mut Report<'_>, span: &Span, fact: &str) {
    let message = both!(
        "没有条件用到本政策自己的事项 {fact}；删掉 [fact.{fact}]，或在条件里用它",
        "no condition tests {fact}, a fact of this policy's own; delete [fact.{fact}], or test it"
    );
    report.add(RULE, span, message);
}

fn member(report: &mut Report<'_>, span: &Span, fact: &str, value: &str) {
    let message = both!(
        "没有条件用到 {fact} 的值 {value}；删掉这个值，或写上 {value} in {fact} 的条件",
        "no condition tests the value {value} of {fact}; delete the value, or write a condition with {value} in {fact}"
    );
    report.add(RULE, span, message);
}

fn apart(report: &mut Report<'_>, span: &Span, fact: &str, (one, other): (&str, &str)) {
    let message = both!(
        "没有条件区分 {fact} 的 {one} 和 {other}；合成一个值，或补上用到 {other} 的条件",
        "no condition tells {one} and {other} of {fact} apart; make one value of them, or test {other}"
    );
    report.add(RULE, span, message);
}
