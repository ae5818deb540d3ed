//! Decisions: the status, outcomes and asks of each provision for one person.

use super::shape::Status;
use crate::case::{self, Assignment};
use crate::kernel::diagram::{Diagram, Known, Var};
use crate::kernel::sorted;
use crate::policy::outcome::Outcome;
use crate::policy::{Policy, Table};

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
        Self::of(policy, table, known, &table.by_outcome.restrict(known))
    }

    /// As [`Decision::new`], with the diagram of the outcomes as it is for what is `known`.
    pub(super) fn of(policy: &Policy, table: &Table, known: &Known, restricted: &Diagram) -> Self {
        let outcomes = restricted.leaves();
        Self {
            status: status(table, &outcomes),
            asks: policy.asked_of(restricted.support()),
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
    /// The known facts it depends on: dropped in reverse vocabulary order while the outcomes and what they
    /// come to stay the same, these remain. In vocabulary order.
    pub facts: Vec<u16>,
}

impl Grounds {
    /// The grounds of `decision` on `table`, whose outcome depends on the variables `tested`. What it comes to
    /// rests on the facts `rests`.
    pub fn new(
        policy: &Policy,
        table: &Table,
        tested: &[Var],
        person: &Assignment<'_>,
        decision: &Decision,
        rests: &[u16],
    ) -> Self {
        let mut grounds = Self::default();
        if tested.iter().any(|&var| policy.is_reading(var)) {
            let resting = table.by_outcome.restrict(&person.open).support();
            grounds.readings = policy.readings_of(resting).collect();
        }
        let (outcome, outcomes) = (&table.by_outcome, &decision.outcomes);
        // Where every outcome is still possible, it rests on nothing.
        if outcomes.len() < table.outcomes.len() {
            grounds.facts = case::grounds(policy, outcome, tested, &person.read, outcomes, rests);
        }
        for &fact in rests {
            sorted::insert(&mut grounds.facts, fact);
        }
        grounds
    }
}
