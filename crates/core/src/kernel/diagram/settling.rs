//! What settles a leaf: the fewest facts to know so that the function is this leaf whatever else is so.
//!
//! A set of nodes stands for everything that can still be so: what is not among the facts chosen is followed
//! along all branches at once. Facts are chosen in the variable order, so that equal sets of nodes are met
//! again and looked up.

use super::{Builder, Diagram, Ref, Var};
use crate::kernel::interner::Interner;
use crate::kernel::sorted;

mod values;

/// The most facts that are searched for. Where more are needed, the shortest path stands in.
pub const MOST_FACTS: u8 = 4;

/// The most branches that are followed for one leaf. Past it, the shortest path stands in. The
/// documents that come with Mingbai need some hundred.
pub const MOST_STEPS: u32 = 100_000;

/// A fact that variables stand for. The variables of a set stand together in the order and are one fact.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fact {
    /// The same for the variables of one fact.
    pub id: u16,
    /// What the variable's values are.
    pub values: Values,
}

/// What the values of a variable are, for the choice among them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Values {
    /// In the order of the file: the first is preferred.
    Named,
    /// 0 no, 1 yes: yes is preferred.
    YesOrNo,
    /// Intervals, rising: what is shown of them is one piece.
    Rising,
}

/// Some values of some variables.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Way {
    /// The variables that matter, rising, each with those of its values that will do, rising. Every
    /// choice among them leads to the leaf, whatever the other variables are.
    pub values: Vec<(Var, Vec<u8>)>,
    /// Whether there is another way with as few facts: of other facts, or of other values.
    pub more: bool,
}

/// The search took too many steps.
struct TooLong;

/// A set of facts, rising, as many as `len`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
struct Facts {
    ids: [u16; MOST_FACTS as usize],
    len: usize,
}

impl Facts {
    fn as_slice(&self) -> &[u16] {
        self.ids.get(..self.len).unwrap_or_default()
    }

    /// These with one that stands before them.
    fn after(self, first: u16) -> Self {
        let mut ids = [first; MOST_FACTS as usize];
        for (slot, id) in ids.iter_mut().skip(1).zip(self.ids) {
            *slot = id;
        }
        Self { ids, len: self.len + 1 }
    }
}

/// Sets of facts that settle: the first of them in vocabulary order, and whether there are others.
#[derive(Clone, Copy, Default)]
struct Found {
    first: Option<Facts>,
    more: bool,
}

impl Found {
    /// That nothing needs to be known.
    const NOTHING_NEEDED: Self =
        Self { first: Some(Facts { ids: [0; MOST_FACTS as usize], len: 0 }), more: false };

    /// These and what was found elsewhere.
    fn add(&mut self, other: Self) {
        let Some(facts) = other.first else { return };
        let first = self.first.unwrap_or(facts);
        self.more |= other.more || first != facts;
        self.first = Some(first.min(facts));
    }

    /// These, each with a fact that stands before them.
    fn after(self, fact: u16) -> Self {
        Self { first: self.first.map(|facts| facts.after(fact)), ..self }
    }
}

impl Diagram {
    /// The way with the fewest facts to `leaf`, one that the function takes and not the only one: of the
    /// sets of facts that settle it, the first in the variable order. `fact` says which fact a variable
    /// stands for.
    pub fn way(&self, leaf: u32, fact: &dyn Fn(Var) -> Fact) -> Way {
        // Where there is one fact, the values that lead to the leaf are known without a search.
        let mut ids = self.nodes.iter().map(|node| fact(node.var).id);
        let first = ids.next();
        if ids.all(|id| Some(id) == first) {
            let settling = self.map(|own| u32::from(own == leaf));
            return values::widest(&settling, false, fact);
        }
        let mut search = Search {
            diagram: self,
            leaf,
            fact,
            least: least(self, leaf, fact),
            met: Interner::default(),
            found: Vec::new(),
            steps: MOST_STEPS,
        };
        search.fewest().ok().flatten().unwrap_or_else(|| values::shortest_path(self, leaf, fact))
    }
}

/// How many facts it takes at least to settle a leaf from each node: where the node's own fact is still
/// to be chosen, and where it has been.
fn least(diagram: &Diagram, leaf: u32, fact: &dyn Fn(Var) -> Fact) -> Vec<(u8, u8)> {
    const NEVER: u8 = u8::MAX;
    let mut least: Vec<(u8, u8)> = Vec::with_capacity(diagram.len());
    for index in 0..diagram.len() {
        let Some((var, branches)) = diagram.open(Ref::node(index)) else { continue };
        let id = fact(var).id;
        let below = |to: Ref| match to.as_leaf() {
            Some(own) if own == leaf => (0, 0),
            Some(_) => (NEVER, NEVER),
            None => {
                let (open, chosen) =
                    to.as_node().and_then(|at| least.get(at).copied()).unwrap_or((NEVER, NEVER));
                let same = diagram.open(to).is_some_and(|(var, _)| fact(var).id == id);
                (open, if same { chosen } else { open })
            }
        };
        let chosen = branches.iter().map(|&to| below(to).1).min().unwrap_or(NEVER);
        let left = branches.iter().map(|&to| below(to).0).max().unwrap_or(NEVER);
        least.push((left.min(chosen.saturating_add(1)), chosen));
    }
    least
}

struct Search<'d> {
    diagram: &'d Diagram,
    leaf: u32,
    fact: &'d dyn Fn(Var) -> Fact,
    least: Vec<(u8, u8)>,
    met: Interner,
    found: Vec<Found>,
    /// How many are left.
    steps: u32,
}

impl Search<'_> {
    /// The way with the fewest facts; none where it takes more than [`MOST_FACTS`].
    fn fewest(&mut self) -> Result<Option<Way>, TooLong> {
        let root = self.diagram.root();
        let from =
            root.as_node().and_then(|root| self.least.get(root)).map_or(0, |&(open, _)| open);
        for facts in from.max(1)..=MOST_FACTS {
            let Found { first, more } = self.sets(&[root.word()], facts, None)?;
            if let Some(first) = first {
                self.met = Interner::default();
                let mut builder = Builder::default();
                let top =
                    self.project(&mut builder, &mut Vec::new(), &[root.word()], first.as_slice())?;
                let settling = builder.finish(top);
                return Ok(Some(values::widest(&settling, more, self.fact)));
            }
        }
        Ok(None)
    }

    /// The sets of at most so many facts that settle the leaf at all of these nodes. Of the fact
    /// `chosen` the variables that are left cost nothing more.
    fn sets(&mut self, nodes: &[u32], facts: u8, chosen: Option<u16>) -> Result<Found, TooLong> {
        let Some((var, domain)) = self.top(nodes) else { return Ok(Found::NOTHING_NEEDED) };
        let mut found = Found::default();
        if nodes.iter().any(|&node| self.takes(node, chosen) > facts) {
            return Ok(found);
        }
        let id = (self.fact)(var).id;
        let chosen = chosen.filter(|&chosen| chosen == id);
        let mut key = Vec::with_capacity(nodes.len() + 2);
        key.extend([u32::from(facts), u32::from(chosen.is_some())]);
        key.extend_from_slice(nodes);
        let number = self.met.number(&key);
        if let Some(&found) = self.found.get(number) {
            return Ok(found);
        }
        let left = if chosen.is_some() { Some(facts) } else { facts.checked_sub(1) };
        if let Some(left) = left {
            let mut before = None;
            for value in 0..domain {
                let Some(below) = self.follow(nodes, var, Some(value))? else { continue };
                if before.as_ref() == Some(&below) {
                    continue;
                }
                let rest = self.sets(&below, left, Some(id))?;
                found.add(if chosen.is_some() { rest } else { rest.after(id) });
                before = Some(below);
            }
        }
        if chosen.is_none()
            && let Some(below) = self.without(nodes, var)?
        {
            found.add(self.sets(&below, facts, None)?);
        }
        // What was met below has greater numbers and has been stored before.
        if self.found.len() <= number {
            self.found.resize(number + 1, Found::default());
        }
        if let Some(slot) = self.found.get_mut(number) {
            *slot = found;
        }
        Ok(found)
    }

    /// Where the facts chosen settle the leaf: leaf 1 there, leaf 0 elsewhere.
    fn project(
        &mut self,
        builder: &mut Builder,
        done: &mut Vec<Ref>,
        nodes: &[u32],
        facts: &[u16],
    ) -> Result<Ref, TooLong> {
        let mut nodes = nodes.to_vec();
        let (var, domain) = loop {
            let Some((var, domain)) = self.top(&nodes) else { return Ok(Ref::leaf(1)) };
            if facts.contains(&(self.fact)(var).id) {
                break (var, domain);
            }
            let Some(below) = self.follow(&nodes, var, None)? else { return Ok(Ref::leaf(0)) };
            nodes = below;
        };
        let number = self.met.number(&nodes);
        if let Some(&made) = done.get(number) {
            return Ok(made);
        }
        let mut branches = Vec::with_capacity(usize::from(domain));
        for value in 0..domain {
            branches.push(match self.follow(&nodes, var, Some(value))? {
                Some(below) => self.project(builder, done, &below, facts)?,
                None => Ref::leaf(0),
            });
        }
        let made = builder.node(var, &branches);
        if done.len() <= number {
            done.resize(number + 1, Ref::leaf(0));
        }
        if let Some(slot) = done.get_mut(number) {
            *slot = made;
        }
        Ok(made)
    }

    /// The first variable that any of the nodes tests, and how many values it has.
    fn top(&self, nodes: &[u32]) -> Option<(Var, u8)> {
        let tested = nodes.iter().filter_map(|&node| self.diagram.open(Ref(node)));
        let (var, branches) = tested.min_by_key(|&(var, _)| var)?;
        Some((var, u8::try_from(branches.len()).unwrap_or(u8::MAX)))
    }

    /// How many facts it takes at least to settle the leaf at a node.
    fn takes(&self, node: u32, chosen: Option<u16>) -> u8 {
        let Some(&(open, own)) = Ref(node).as_node().and_then(|at| self.least.get(at)) else {
            return 0;
        };
        let tested = self.diagram.open(Ref(node)).map(|(var, _)| (self.fact)(var).id);
        if chosen.is_some() && tested == chosen { own } else { open }
    }

    /// The nodes after those that test `var` were followed along `value`, or along all their branches;
    /// none where one leads to another leaf.
    fn follow(
        &mut self,
        nodes: &[u32],
        var: Var,
        value: Option<u8>,
    ) -> Result<Option<Vec<u32>>, TooLong> {
        let mut below = Vec::with_capacity(nodes.len());
        for &node in nodes {
            let Some((own, branches)) = self.diagram.open(Ref(node)) else { continue };
            if own != var {
                below.push(node);
                continue;
            }
            let branches = match value.map(usize::from) {
                Some(value) => branches.get(value..=value).unwrap_or_default(),
                None => branches,
            };
            self.step(branches.len())?;
            for &to in branches {
                match to.as_leaf() {
                    Some(leaf) if leaf != self.leaf => return Ok(None),
                    Some(_) => {}
                    None => below.push(to.word()),
                }
            }
        }
        self.step(nodes.len())?;
        Ok(Some(sorted::rising(below)))
    }

    /// Takes so many of the steps that are left.
    fn step(&mut self, steps: usize) -> Result<(), TooLong> {
        let steps = u32::try_from(steps).map_err(|_| TooLong)?;
        self.steps = self.steps.checked_sub(steps).ok_or(TooLong)?;
        Ok(())
    }

    /// The nodes after the whole fact of `var` was left open.
    fn without(&mut self, nodes: &[u32], var: Var) -> Result<Option<Vec<u32>>, TooLong> {
        let id = (self.fact)(var).id;
        let mut below = nodes.to_vec();
        while let Some((var, _)) = self.top(&below).filter(|&(var, _)| (self.fact)(var).id == id) {
            let Some(next) = self.follow(&below, var, None)? else { return Ok(None) };
            below = next;
        }
        Ok(Some(below))
    }
}
