//! A case completed: facts that follow from those it states, and what a result rests on.

use std::borrow::Cow;

use super::facts::{Admission, FactValue, Facts, Member};
use crate::kernel::diagram::{Diagram, UNKNOWN, Var};
use crate::policy::vocabulary::Scope;
use crate::policy::{Implied, Policy};

/// A fact that the case does not state and that follows from what it does.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Assumed {
    /// The fact.
    pub fact: u16,
    /// Its value.
    pub value: FactValue,
    /// The facts it follows from, stated or assumed themselves; in vocabulary order.
    pub because: Vec<u16>,
}

/// The known facts on which it rests that `diagram`, which tests the variables `tested`, reaches just
/// `leaves`: dropped in reverse vocabulary order while the leaves stay the same, these remain. In vocabulary
/// order. A fact of `pinned` is not dropped.
pub fn grounds(
    policy: &Policy,
    diagram: &Diagram,
    tested: &[Var],
    known: &[u8],
    leaves: &[u32],
    pinned: &[u16],
) -> Vec<u16> {
    let mut facts = Vec::new();
    let mut kept = known.to_vec();
    let mut rest = tested;
    while let Some(&last) = rest.last() {
        // The variables of one fact stand together.
        let fact = policy.fact_of(last);
        let first = rest.iter().rposition(|&var| policy.fact_of(var) != fact);
        let (before, own) = rest.split_at(first.map_or(0, |before| before + 1));
        rest = before;
        let Some(fact) = fact else { continue };
        let value = |var: Var| known.get(usize::from(var)).copied().unwrap_or(UNKNOWN);
        // A fact that is not known drops out by itself.
        if own.iter().all(|&var| value(var) == UNKNOWN) {
            continue;
        }
        set(&mut kept, own, |_| UNKNOWN);
        if pinned.contains(&fact) || !diagram.reaches_only(&kept, leaves) {
            set(&mut kept, own, value);
            facts.push(fact);
        }
    }
    facts.reverse();
    facts
}

/// Sets some of the variables.
fn set(known: &mut [u8], vars: &[Var], value: impl Fn(Var) -> u8) {
    for &var in vars {
        if let Some(slot) = known.get_mut(usize::from(var)) {
            *slot = value(var);
        }
    }
}

/// What is filled in of the facts of `scopes`, in vocabulary order; it is set in `known`.
fn complete(policy: &Policy, known: &mut [u8], scopes: impl Fn(Scope) -> bool) -> Vec<Assumed> {
    let mut all = Vec::new();
    policy.complete(known, scopes, |implied: &Implied, leaf, known| {
        let Some(value) = implied.values.get((leaf as usize).saturating_sub(1)) else { return };
        let because = grounds(policy, &implied.by, &implied.by.support(), known, &[leaf], &[]);
        let place = all.partition_point(|assumed: &Assumed| assumed.fact <= implied.fact);
        all.insert(place, Assumed { fact: implied.fact, value: value.clone(), because });
    });
    all
}

impl Member {
    /// A person of whom so much is stated.
    pub fn new(
        policy: &Policy,
        name: Option<String>,
        stated: Facts,
        admissions: Vec<Admission>,
    ) -> Self {
        let (facts, assumed) = completed(policy, &stated);
        let mut member = Self { name, stated, facts, assumed, admissions };
        let person = member.facts.assign(policy, |scope| scope != Scope::Admission);
        for admission in &mut member.admissions {
            admission.complete(policy, &person);
        }
        member
    }

    /// The facts and the admissions as they would be if the case stated `value` of the fact `index`.
    pub fn with(
        &self,
        policy: &Policy,
        index: usize,
        value: FactValue,
    ) -> (Facts, Cow<'_, [Admission]>) {
        let (facts, _) = completed(policy, &self.stated.with(index, value));
        if !follows_of_admissions(policy) {
            return (facts, Cow::Borrowed(&self.admissions));
        }
        let person = facts.assign(policy, |scope| scope != Scope::Admission);
        let mut admissions = self.admissions.clone();
        for admission in &mut admissions {
            admission.complete(policy, &person);
        }
        (facts, Cow::Owned(admissions))
    }
}

/// What is known with what follows, and what that is.
fn completed(policy: &Policy, stated: &Facts) -> (Facts, Vec<Assumed>) {
    let mut facts = stated.clone();
    if policy.data().implied.is_empty() {
        return (facts, Vec::new());
    }
    let mut known = facts.assign(policy, |_| true);
    let assumed = complete(policy, &mut known, |_| true);
    for Assumed { fact, value, .. } in &assumed {
        facts = facts.with(usize::from(*fact), value.clone());
    }
    (facts, assumed)
}

/// Whether facts of an admission follow from others.
fn follows_of_admissions(policy: &Policy) -> bool {
    let of_admission = |implied: &Implied| {
        policy.fact(implied.fact).is_some_and(|fact| fact.scope == Scope::Admission)
    };
    policy.data().implied.iter().any(of_admission)
}

impl Admission {
    /// Fills in what follows, of a person of whom so much is known.
    pub fn complete(&mut self, policy: &Policy, person: &[u8]) {
        self.known.clone_from(&self.stated);
        self.assumed.clear();
        if !follows_of_admissions(policy) {
            return;
        }
        let mut known: Vec<u8> = self
            .stated
            .iter()
            .zip(person)
            .map(|(&own, &person)| if own == UNKNOWN { person } else { own })
            .collect();
        self.assumed = complete(policy, &mut known, |scope| scope == Scope::Admission);
        for Assumed { fact, value, .. } in &self.assumed {
            policy.set_fact(&mut self.known, *fact, value);
        }
    }
}
