//! Ways: for each outcome still possible, the fewest facts whose values settle it.

use crate::kernel::diagram::settling::{Fact, Values, Way};
use crate::kernel::diagram::{Diagram, Var};
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

/// The way to each of the `outcomes` of `table` that are still possible, where there are several: an index in
/// [`Table::outcomes`] with its way. In the order of the file, `nothing` last. `restricted` is the diagram of the
/// outcomes as it is for what is known.
pub fn ways(
    policy: &Policy,
    table: &Table,
    outcomes: &[u32],
    restricted: &Diagram,
) -> Vec<(u32, Way)> {
    if outcomes.len() < 2 {
        return Vec::new();
    }
    let (nothing, given): (Vec<u32>, Vec<u32>) = outcomes
        .iter()
        .partition(|&&leaf| table.outcomes.get(leaf as usize) == Some(&Outcome::Nothing));
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
