//! What amounts suppose: while it is not known whether a person has a part at all (is in the insurance), the
//! values of the facts with which there is one.

use crate::kernel::diagram::{Diagram, Known};
use crate::policy::vocabulary::{FactValue, Scope};
use crate::policy::{Policy, Variable};

/// A fact that is not known, with the values that are supposed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Supposing {
    /// The fact.
    pub fact: u16,
    /// Those of its values with which there may be the part.
    pub values: Vec<FactValue>,
}

/// The unknown choices and flags on which it hangs whether `when` holds; none where that is known. A stay's own
/// facts are left out.
pub fn supposing(policy: &Policy, when: &Diagram, known: &Known) -> Vec<Supposing> {
    let open = when.restrict(known).support();
    let domains = policy.data().domains().unwrap_or_default();
    let fact = |var: u16| {
        let place = usize::from(var);
        let fact = policy.fact_of(var).filter(|_| policy.scope(var) != Some(Scope::Admission))?;
        let value: fn(u8) -> FactValue = match policy.data().variables.get(place)? {
            Variable::Choice { .. } => |value| FactValue::Choice(value.into()),
            Variable::Flag { .. } => |value| FactValue::Flag(value == 1),
            _ => return None,
        };
        let mut then = known.to_vec();
        let holds = |own: &u8| {
            if let Some(slot) = then.get_mut(place) {
                *slot = *own;
            }
            when.reachable(&then) != [0]
        };
        let values = (0..domains.get(place).copied()?).filter(holds).map(value).collect();
        Some(Supposing { fact, values })
    };
    open.into_iter().filter_map(fact).collect()
}
