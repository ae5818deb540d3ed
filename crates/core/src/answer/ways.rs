//! Ways: for each outcome still possible, the fewest facts whose values settle it.

use crate::kernel::diagram::settling::{Fact, Values, Way};
use crate::kernel::diagram::{Known, Var};
use crate::policy::outcome::Outcome;
use crate::policy::{Policy, Table, Variable};

/// Whether an answer tells the ways. They take several times as long as the rest of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ways {
    /// Every verdict has its ways.
    Told,
    /// No verdict has any.
    LeftOut,
}

/// The way to each outcome of `table` that is still possible, where there are several: an index in
/// [`Table::outcomes`] with its way. In the order of the file, `nothing` last.
pub fn ways(policy: &Policy, table: &Table, known: &Known) -> Vec<(u32, Way)> {
    let restricted = table.by_outcome.restrict(known);
    let outcomes = restricted.leaves();
    if outcomes.len() < 2 {
        return Vec::new();
    }
    let (nothing, given): (Vec<u32>, Vec<u32>) = outcomes
        .into_iter()
        .partition(|&leaf| table.outcomes.get(leaf as usize) == Some(&Outcome::Nothing));
    let fact = |var| fact(policy, var);
    given.into_iter().chain(nothing).map(|leaf| (leaf, restricted.way(leaf, &fact))).collect()
}

/// The fact of a variable. Readings are set before: none is left to be chosen.
fn fact(policy: &Policy, var: Var) -> Fact {
    let variable = policy.data().variables.get(usize::from(var));
    let values = match variable {
        Some(Variable::Flag { .. } | Variable::Member { .. }) => Values::YesOrNo,
        Some(Variable::Number { .. } | Variable::Share { .. }) => Values::Rising,
        Some(Variable::Choice { .. } | Variable::Reading { .. }) | None => Values::Named,
    };
    Fact { id: variable.and_then(Variable::fact).unwrap_or(u16::MAX), values }
}
