//! How many ways lead to a leaf of a diagram: counted node by node, not listed. A parity of forty facts has eighty nodes
//! and 2^39 paths to each leaf.

use std::collections::HashMap;

use mingbai_core::kernel::diagram::{Diagram, Ref, Var};

/// Counts the paths to a leaf, branches to one place taken together.
#[derive(Debug)]
pub struct Paths<'d> {
    diagram: &'d Diagram,
    leaf: u32,
    /// How many there are from each node, as far as it was asked.
    known: HashMap<Ref, u128>,
}

impl<'d> Paths<'d> {
    /// Those to `leaf`.
    pub fn to(diagram: &'d Diagram, leaf: u32) -> Self {
        Self { diagram, leaf, known: HashMap::new() }
    }

    /// How many there are from the root.
    pub fn count(&mut self) -> u128 {
        self.count_from(self.diagram.root())
    }

    /// How many there are from `at`.
    pub fn count_from(&mut self, at: Ref) -> u128 {
        if let Some(leaf) = at.as_leaf() {
            return u128::from(leaf == self.leaf);
        }
        if let Some(&known) = self.known.get(&at) {
            return known;
        }
        let Some((_, branches)) = self.diagram.open(at) else { return 0 };
        let all = places(branches).into_iter().map(|place| self.count_from(place));
        let all = all.fold(0, u128::saturating_add);
        self.known.insert(at, all);
        all
    }
}

/// Where branches lead, each place once.
pub(crate) fn places(branches: &[Ref]) -> Vec<Ref> {
    let mut places: Vec<Ref> = Vec::new();
    for &branch in branches {
        if !places.contains(&branch) {
            places.push(branch);
        }
    }
    places
}

/// How many combinations of values of the variables that the diagram tests lead to `leaf`; `domains` says how many
/// values each variable has. No more than [`u128::MAX`] are counted.
pub fn combinations(diagram: &Diagram, leaf: u32, domains: &[usize]) -> u128 {
    let tested = diagram.support();
    let values = |var: &Var| domains.get(usize::from(*var)).map_or(1, |&values| values as u128);
    let values = tested.iter().map(values).collect();
    Combinations { diagram, leaf, tested, values, known: HashMap::new() }.count(diagram.root(), 0)
}

struct Combinations<'d> {
    diagram: &'d Diagram,
    leaf: u32,
    /// The variables, rising, and how many values each has.
    tested: Vec<Var>,
    values: Vec<u128>,
    /// How many there are from each node, of its variable and those after it.
    known: HashMap<Ref, u128>,
}

impl Combinations<'_> {
    /// How many there are from `at`, of the variables from the `nth` on.
    fn count(&mut self, at: Ref, nth: usize) -> u128 {
        let (here, own) = match self.diagram.open(at) {
            None => (self.tested.len(), u128::from(at.as_leaf() == Some(self.leaf))),
            Some((var, branches)) => {
                let here = self.tested.binary_search(&var).unwrap_or(nth);
                let known = self.known.get(&at).copied().unwrap_or_else(|| {
                    let all = branches.iter().map(|&to| self.count(to, here + 1));
                    all.fold(0, u128::saturating_add)
                });
                self.known.insert(at, known);
                (here, known)
            }
        };
        // Variables that are not looked at on the way may have any value.
        let free = self.values.get(nth..here).unwrap_or_default();
        free.iter().fold(own, |all, &values| all.saturating_mul(values))
    }
}
