//! Decisions: the status, outcomes and asks of each provision for one person, and the next question.

use super::shape::Status;
use crate::amounts::missing::Unknown;
use crate::case::Assignment;
use crate::kernel::diagram::{Known, UNKNOWN, Var};
use crate::policy::outcome::Outcome;
use crate::policy::{Kind, Policy, Table};

/// The result of a decision table for what is known; all by index.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Decision {
    /// The provision's status.
    pub status: Status,
    /// The outcomes still possible: indices in [`Table::outcomes`], rising.
    pub outcomes: Vec<u32>,
    /// The rows still possible: indices in [`Table::rows`], rising.
    pub rows: Vec<u32>,
    /// Exactly the unknown facts on which the outcome still depends: indices in
    /// [`crate::policy::PolicyData::facts`], rising.
    pub asks: Vec<u16>,
}

impl Decision {
    /// A commitment or a duty: nothing is decided.
    pub const STATED: Self =
        Self { status: Status::Stated, outcomes: Vec::new(), rows: Vec::new(), asks: Vec::new() };

    /// The decision of `table` for what is `known`, the readings set.
    pub fn new(policy: &Policy, table: &Table, known: &Known) -> Self {
        let restricted = table.by_outcome.restrict(known);
        let outcomes = restricted.leaves();
        Self {
            status: status(table, &outcomes),
            asks: policy.facts_of(restricted.support()).collect(),
            rows: table.by_row.reachable(known),
            outcomes,
        }
    }

    /// The row, when only one is left: an index in [`Table::rows`].
    pub fn row(&self) -> Option<usize> {
        if let &[row] = self.rows.as_slice() { Some(row as usize) } else { None }
    }

    /// The outcomes still possible.
    pub fn outcomes_of<'t>(&self, table: &'t Table) -> impl Iterator<Item = &'t Outcome> + Clone {
        self.outcomes.iter().filter_map(|&leaf| table.outcomes.get(leaf as usize))
    }
}

fn status(table: &Table, outcomes: &[u32]) -> Status {
    let refused = |leaf: &&u32| table.outcomes.get(**leaf as usize) == Some(&Outcome::Nothing);
    match outcomes.iter().filter(refused).count() {
        0 => Status::Granted,
        refusals if refusals == outcomes.len() => Status::Refused,
        _ => Status::Open,
    }
}

/// The readings and known facts that a decision depends on.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Grounds {
    /// The readings it depends on, were they open.
    pub readings: Vec<u16>,
    /// The known facts it depends on: dropped in reverse vocabulary order while the outcomes stay the
    /// same, these remain. In vocabulary order.
    pub facts: Vec<u16>,
}

impl Grounds {
    /// The grounds of `decision` on `table`, whose outcome depends on the variables `tested`.
    pub fn new(
        policy: &Policy,
        table: &Table,
        tested: &[Var],
        person: &Assignment<'_>,
        decision: &Decision,
    ) -> Self {
        let mut grounds = Self::default();
        if tested.iter().any(|&var| policy.is_reading(var)) {
            let resting = table.by_outcome.restrict(&person.open).support();
            grounds.readings = policy.readings_of(resting).collect();
        }
        let mut known = person.read.clone();
        let mut rest = tested;
        while let Some(&last) = rest.last() {
            // The variables of one fact stand together.
            let fact = policy.fact_of(last);
            let first = rest.iter().rposition(|&var| policy.fact_of(var) != fact);
            let (before, own) = rest.split_at(first.map_or(0, |before| before + 1));
            rest = before;
            let Some(fact) = fact else { continue };
            // A fact that is not known drops out by itself.
            if person.facts.get(usize::from(fact)).is_none() {
                continue;
            }
            set(&mut known, own, |_| UNKNOWN);
            if !table.by_outcome.reaches_just(&known, &decision.outcomes) {
                set(&mut known, own, |var| person.read.get(var).copied().unwrap_or(UNKNOWN));
                grounds.facts.push(fact);
            }
        }
        grounds.facts.reverse();
        grounds
    }
}

/// Sets some of the variables.
fn set(known: &mut Known, vars: &[Var], value: impl Fn(usize) -> u8) {
    for &var in vars {
        if let Some(slot) = known.get_mut(usize::from(var)) {
            *slot = value(usize::from(var));
        }
    }
}

/// How often each of the policy's facts is asked: how many provisions of money ask it, then how many of
/// all.
fn wanted(policy: &Policy, decisions: &[Decision]) -> Vec<(usize, usize)> {
    let data = policy.data();
    let mut wanted = vec![(0, 0); data.facts.len()];
    for (provision, decision) in data.provisions.iter().zip(decisions) {
        for &fact in &decision.asks {
            if let Some((money, all)) = wanted.get_mut(usize::from(fact)) {
                *money += usize::from(provision.kind == Kind::Money);
                *all += 1;
            }
        }
    }
    wanted
}

/// Every fact that is still asked of a person, the most asked first; ties in vocabulary order. What
/// only amounts depend on comes last. For an interview that goes on after an "I don't know".
pub fn questions(policy: &Policy, decisions: &[Decision], amounts: &[Unknown]) -> Vec<u16> {
    let mut asked: Vec<((usize, usize), u16)> = Vec::new();
    for (fact, wanted) in (0..).zip(wanted(policy, decisions)) {
        if wanted.1 > 0 || amounts.contains(&Unknown::Fact(fact)) {
            let place = asked.partition_point(|(more, _)| *more >= wanted);
            asked.insert(place, (wanted, fact));
        }
    }
    asked.into_iter().map(|(_, fact)| fact).collect()
}

/// What to ask next.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Question {
    /// Whom: an index in the members.
    pub member: usize,
    /// The fact.
    pub fact: u16,
    /// The provisions that ask it.
    pub why: Vec<u16>,
}

/// The fact asked by most provisions that are not settled: those of money first, then all; ties in
/// vocabulary order. A provision granted either way whose outcome is still open (70% or 100%) asks
/// like any other: nothing is left to ask when, and only when, every verdict is settled. A fact is
/// asked of one member: `members` are the decisions on each.
pub fn next(policy: &Policy, members: &[&[Decision]]) -> Option<Question> {
    let mut best: Option<((usize, usize), usize, u16)> = None;
    for (member, decisions) in members.iter().enumerate() {
        for (fact, wanted) in (0..).zip(wanted(policy, decisions)) {
            if wanted.1 > 0 && best.is_none_or(|(most, ..)| wanted > most) {
                best = Some((wanted, member, fact));
            }
        }
    }
    let (_, member, fact) = best?;
    let asking = (0..).zip(*members.get(member)?).filter(|(_, own)| own.asks.contains(&fact));
    Some(Question { member, fact, why: asking.map(|(provision, _)| provision).collect() })
}
