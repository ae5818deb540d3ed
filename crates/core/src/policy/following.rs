//! Facts that follow from others, and when a fact is worth asking.

use super::data::{PolicyData, Variable};
use super::loaded::Policy;
use super::vocabulary::{Fact, FactKind, FactValue, Scope};
use crate::kernel::diagram::{Diagram, UNKNOWN, Var};
use crate::kernel::packed::packed;
use crate::kernel::sorted;

/// A fact that has a value wherever other facts are so, unless a case states it.
#[derive(Clone, PartialEq, Debug)]
pub struct Implied {
    /// Index in [`PolicyData::facts`].
    pub fact: u16,
    /// The values it may be given, each once.
    pub values: Vec<FactValue>,
    /// Leaf 0 where nothing follows, leaf `n` where the `n`-th of the values does, from 1.
    pub by: Diagram,
}

packed!(Implied { fact, values, by });

/// When a fact is put to a person. It orders and skips questions, and changes no answer.
#[derive(Clone, PartialEq, Debug)]
pub struct AskWhen {
    /// Index in [`PolicyData::facts`].
    pub fact: u16,
    /// Leaf 1 where it is asked, leaf 0 where not.
    pub when: Diagram,
}

packed!(AskWhen { fact, when });

impl Implied {
    /// The value that follows in every completion of what is not `known`; none where there is none.
    pub fn value(&self, known: &[u8]) -> Option<(u32, &FactValue)> {
        let &[leaf] = self.by.reachable(known).as_slice() else { return None };
        let value = (leaf as usize).checked_sub(1)?;
        Some((leaf, self.values.get(value)?))
    }
}

impl Policy {
    /// The variables of the fact `index`, which stand together.
    pub fn variables_of(&self, index: u16) -> impl Iterator<Item = (Var, &Variable)> {
        let variables = (0..).zip(&self.data().variables);
        variables.filter(move |(_, variable)| variable.fact() == Some(index))
    }

    /// The value of the fact `index`, a choice or a flag, in what is `known`.
    pub fn stated(&self, index: u16, known: &[u8]) -> Option<FactValue> {
        let (var, variable) = self.variables_of(index).next()?;
        let value = known.get(usize::from(var)).copied().filter(|&value| value != UNKNOWN)?;
        match variable {
            Variable::Choice { .. } => Some(FactValue::Choice(value.into())),
            Variable::Flag { .. } => Some(FactValue::Flag(value == 1)),
            _ => None,
        }
    }

    /// Sets the variables of the fact `index` to `value`.
    pub fn set_fact(&self, known: &mut [u8], index: u16, value: &FactValue) {
        for (var, variable) in self.variables_of(index) {
            if let Some(slot) = known.get_mut(usize::from(var)) {
                *slot = variable.value(value, None).unwrap_or(UNKNOWN);
            }
        }
    }

    /// What is filled in of the facts of `scopes`: each that is not known and follows from what is.
    /// The facts are set in `known`, and `found` is told of each, with what was known before it.
    pub fn complete(
        &self,
        known: &mut [u8],
        scopes: impl Fn(Scope) -> bool,
        mut found: impl FnMut(&Implied, u32, &[u8]),
    ) {
        for implied in &self.data().implied {
            let stated = |(var, _): (Var, &Variable)| {
                known.get(usize::from(var)).is_some_and(|&value| value != UNKNOWN)
            };
            if !self.fact(implied.fact).is_some_and(|fact| scopes(fact.scope))
                || self.variables_of(implied.fact).any(stated)
            {
                continue;
            }
            if let Some((leaf, value)) = implied.value(known) {
                found(implied, leaf, known);
                self.set_fact(known, implied.fact, value);
            }
        }
    }

    /// `tested`, and the variables from which they may follow. Rising.
    pub fn with_grounds(&self, mut tested: Vec<Var>) -> Vec<Var> {
        // Each tests only facts before it in the list.
        for implied in self.data().implied.iter().rev() {
            if tested.iter().any(|&var| self.fact_of(var) == Some(implied.fact)) {
                tested.extend(implied.by.support());
            }
        }
        sorted::rising(tested)
    }
}

/// Checks that what follows from what goes in no circle, and fits its fact.
pub(super) fn check(data: &PolicyData) -> Result<(), String> {
    let wrong = |what: &str| Err(format!("{what}: it does not follow from other facts so"));
    let scope = |fact: u16| data.facts.get(usize::from(fact)).map(|fact| fact.scope);
    let implied: Vec<u16> = data.implied.iter().map(|implied| implied.fact).collect();
    let asked: Vec<u16> = data.ask_when.iter().map(|asked| asked.fact).collect();
    let implied_by = data.implied.iter().map(|implied| &implied.by);
    let asked_when = data.ask_when.iter().map(|asked| &asked.when);
    for (list, diagrams) in
        [(&implied, implied_by.collect::<Vec<_>>()), (&asked, asked_when.collect::<Vec<_>>())]
    {
        for (place, (&fact, diagram)) in list.iter().zip(diagrams).enumerate() {
            let Some(own) = data.facts.get(usize::from(fact)) else { return wrong("a fact") };
            let later = list.get(place..).unwrap_or_default();
            let fits = |var: Var| {
                let tested = data.variables.get(usize::from(var)).and_then(Variable::fact);
                tested.is_some_and(|tested| {
                    scope(tested) <= Some(own.scope) && !later.contains(&tested)
                })
            };
            let twice = later.iter().filter(|other| **other == fact).count() > 1;
            if twice || !diagram.support().into_iter().all(fits) {
                return wrong(&own.id);
            }
        }
    }
    for Implied { fact, values, .. } in &data.implied {
        let own = data.facts.get(usize::from(*fact));
        let tested = data.variables.iter().any(|variable| variable.fact() == Some(*fact));
        if !tested || own.is_none_or(|own| !values.iter().all(|value| fits(own, value))) {
            return wrong(own.map_or("", |own| own.id.as_str()));
        }
    }
    Ok(())
}

/// Whether a fact takes this value.
fn fits(fact: &Fact, value: &FactValue) -> bool {
    let one_of = |values: &[String], value: &u16| usize::from(*value) < values.len();
    match (&fact.kind, value) {
        (FactKind::Choice(values), FactValue::Choice(value)) => one_of(values, value),
        (FactKind::Flag, FactValue::Flag(_)) => true,
        (kind @ (FactKind::Number { .. } | FactKind::Money), FactValue::Number(number)) => {
            kind.range().is_some_and(|(min, max)| (min..=max).contains(number))
        }
        (FactKind::Set(values), FactValue::Set(members)) => {
            members.is_sorted_by(|one, next| one < next)
                && members.iter().all(|member| one_of(values, member))
        }
        _ => false,
    }
}
