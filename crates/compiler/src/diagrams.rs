//! From the meaning of conditions to diagrams: leaf 1 where a condition holds, leaf 0 where not.

use std::collections::{BTreeMap, BTreeSet};

use mingbai_core::kernel::diagram::{Diagram, Ref, Var, product};

use crate::condition::meaning::Meaning;
use crate::variables::Variables;

/// How many pairs of nodes one step may meet: four times the nodes of a finished diagram, for the next
/// step often makes it small again.
const MOST_PAIRS: usize = 16_384;

/// Why there is no diagram.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Unbuilt {
    /// Something in it has no meaning; that has been reported.
    Meaningless,
    /// It grew past the limit; the names of the facts with the most nodes.
    TooLarge(Vec<String>),
}

/// Makes diagrams of conditions.
pub struct Builder<'v> {
    variables: &'v Variables,
    named: Vec<Result<Diagram, Unbuilt>>,
}

impl<'v> Builder<'v> {
    /// Makes the diagrams of the named conditions, in an order in which each uses only earlier ones.
    pub fn new(variables: &'v Variables, named: &[Option<Meaning>], order: &[usize]) -> Self {
        let mut builder = Self { variables, named: vec![Err(Unbuilt::Meaningless); named.len()] };
        for &condition in order {
            if let Some(Some(meaning)) = named.get(condition) {
                let diagram = builder.build(meaning);
                if let Some(slot) = builder.named.get_mut(condition) {
                    *slot = diagram;
                }
            }
        }
        builder
    }

    /// The variables the diagrams branch on.
    pub const fn variables(&self) -> &'v Variables {
        self.variables
    }

    /// The diagram of a named condition.
    pub fn named(&self, condition: usize) -> Result<&Diagram, Unbuilt> {
        match self.named.get(condition) {
            Some(Ok(diagram)) => Ok(diagram),
            Some(Err(unbuilt)) => Err(unbuilt.clone()),
            None => Err(Unbuilt::Meaningless),
        }
    }

    /// The diagram of `meaning`.
    pub fn build(&self, meaning: &Meaning) -> Result<Diagram, Unbuilt> {
        match meaning {
            Meaning::Test(test) => self.variables.diagram(test).ok_or(Unbuilt::Meaningless),
            Meaning::Condition(condition) => self.named(*condition).cloned(),
            Meaning::Not(inner) => Ok(self.build(inner)?.map(|leaf| 1 - leaf.min(1))),
            Meaning::All(parts) => self.fold(parts, 1, u32::min),
            Meaning::Any(parts) => self.fold(parts, 0, u32::max),
        }
    }

    fn fold(
        &self,
        parts: &[Meaning],
        start: u32,
        join: fn(u32, u32) -> u32,
    ) -> Result<Diagram, Unbuilt> {
        parts.iter().try_fold(Diagram::constant(start), |so_far, part| {
            self.join(&so_far, &self.build(part)?, join)
        })
    }

    /// The diagram that joins two leaf by leaf.
    pub fn join(
        &self,
        one: &Diagram,
        other: &Diagram,
        leaf: impl Fn(u32, u32) -> u32,
    ) -> Result<Diagram, Unbuilt> {
        let joined = product(&[one, other], &[], MOST_PAIRS, |leaves| match leaves {
            [one, other] => leaf(*one, *other),
            _ => 0,
        });
        joined.map_err(|_| Unbuilt::TooLarge(self.largest(one)))
    }

    /// The facts with the most nodes in `diagram`, most first: at most three.
    pub fn largest(&self, diagram: &Diagram) -> Vec<String> {
        let mut nodes: BTreeMap<String, usize> = BTreeMap::new();
        for (var, count) in count(diagram) {
            *nodes.entry(self.variables.name(var)).or_default() += count;
        }
        let mut nodes: Vec<(String, usize)> = nodes.into_iter().collect();
        nodes.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        nodes.into_iter().take(3).map(|(name, _)| name).collect()
    }
}

/// How many nodes each variable has.
fn count(diagram: &Diagram) -> BTreeMap<Var, usize> {
    let mut counts = BTreeMap::new();
    let mut seen: BTreeSet<Ref> = BTreeSet::new();
    let mut open = vec![diagram.root()];
    while let Some(at) = open.pop() {
        if let Some((var, branches)) = diagram.open(at)
            && seen.insert(at)
        {
            *counts.entry(var).or_default() += 1;
            open.extend_from_slice(branches);
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::condition::Op;
    use crate::condition::meaning::Test;
    use crate::finding::Report;
    use crate::source::Source;
    use mingbai_core::policy::vocabulary::{Fact, FactKind, Scope};

    #[test]
    fn the_three_facts_with_the_most_nodes_are_named_most_first() {
        let fact = |id: &str, kind| Fact::new(id.into(), Scope::Person, kind);
        let facts = [
            fact("a", FactKind::Flag),
            fact("b", FactKind::Flag),
            fact("c", FactKind::Number { min: 0, max: 9 }),
            fact("d", FactKind::Set(vec!["x".into(), "y".into()])),
        ];
        let tests = [
            Test::Flag { fact: 0 },
            Test::Flag { fact: 1 },
            Test::Number { fact: 2, op: Op::AtLeast, number: 5 },
            Test::Member { fact: 3, value: 0 },
            Test::Member { fact: 3, value: 1 },
        ]
        .map(Meaning::Test);
        let source = Source::new("policy.toml", "");
        let mut report = Report::new(&source);
        let variables = Variables::new(tests.iter(), &facts, &[], Vec::new(), &mut report).unwrap();
        let builder = Builder::new(&variables, &[], &[]);
        // Whether an odd number of them holds: one node for a, two for every later variable.
        let odd = tests.iter().fold(Diagram::constant(0), |odd, test| {
            builder.join(&odd, &builder.build(test).unwrap(), |one, other| one ^ other).unwrap()
        });
        assert_eq!(count(&odd), BTreeMap::from([(0, 1), (1, 2), (2, 2), (3, 2), (4, 2)]));
        assert_eq!(builder.largest(&odd), ["d", "b", "c"]);
    }
}
