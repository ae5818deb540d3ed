//! Random persons and households of any policy.

use mingbai_core::case::values::Value;
use mingbai_core::policy::vocabulary::{Fact, FactKind, Scope};
use mingbai_core::policy::{Policy, Variable};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::engine::Engine;

/// What is known: facts and their values as a case writes them.
pub type Facts = Vec<(String, Value)>;

/// The values of a fact that can make a difference: all of them, or for a number the ends of each
/// interval, or for a set the empty one, each member alone, all, and pairs.
pub fn values(policy: &Policy, index: usize) -> Vec<Value> {
    let data = policy.data();
    let text = |name: &String| Value::Text(name.clone());
    match &data.facts[index].kind {
        FactKind::Choice(names) => names.iter().map(text).collect(),
        FactKind::Flag => vec![Value::Bool(false), Value::Bool(true)],
        kind @ (FactKind::Number { .. } | FactKind::Money) => {
            let (min, max) = kind.range().unwrap();
            let cuts = data.variables.iter().filter_map(|variable| match variable {
                Variable::Number { fact, cuts } if usize::from(*fact) == index => Some(cuts),
                _ => None,
            });
            let mut numbers: Vec<i64> = cuts.flatten().flat_map(|&cut| [cut - 1, cut]).collect();
            numbers.extend([min, max]);
            numbers.sort_unstable();
            numbers.dedup();
            let written = |number| match kind {
                FactKind::Money => Value::Text(kind.written(number)),
                _ => Value::Int(number),
            };
            numbers.into_iter().map(written).collect()
        }
        FactKind::Set(names) => {
            let mut sets: Vec<Vec<Value>> = vec![Vec::new(), names.iter().map(text).collect()];
            sets.extend(names.iter().map(|name| vec![text(name)]));
            let pairs = names.windows(2).map(|pair| pair.iter().rev().map(text).collect());
            sets.extend(pairs);
            sets.into_iter().map(Value::List).collect()
        }
    }
}

/// What is known of a person: a bit more than half of the facts, more the more tests it takes.
/// Shrinks towards nothing known.
pub fn facts(engine: &Engine) -> impl Strategy<Value = Facts> + use<> {
    let all: Vec<(String, Vec<Value>)> = engine
        .policy
        .data()
        .facts
        .iter()
        .enumerate()
        .map(|(index, fact)| (fact.id.clone(), values(&engine.policy, index)))
        .collect();
    let raw = prop_oneof![2 => Just(None), 3 => any::<prop::sample::Index>().prop_map(Some)];
    vec(raw, all.len()).prop_map(move |raw| {
        let pick = |(raw, (id, values)): (Option<prop::sample::Index>, &(String, Vec<Value>))| {
            Some((id.clone(), raw?.get(values).clone()))
        };
        raw.into_iter().zip(&all).filter_map(pick).collect()
    })
}

/// The case that states `facts` and nothing else.
pub fn case(facts: &Facts) -> Value {
    Value::Map(vec![("facts".to_owned(), Value::Map(facts.clone()))])
}

/// The policy's fact called `id`.
pub fn fact<'e>(engine: &'e Engine, id: &str) -> (usize, &'e Fact) {
    let mut facts = engine.policy.data().facts.iter().enumerate();
    facts.find(|(_, fact)| fact.id == id).unwrap()
}

/// Whether a fact is one of the household.
pub fn of_household(engine: &Engine, id: &str) -> bool {
    fact(engine, id).1.scope == Scope::Household
}
