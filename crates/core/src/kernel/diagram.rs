//! The kernel: reduced ordered multi-valued decision diagrams.
//!
//! A [`Diagram`] is a function from a handful of variables to a leaf. Every variable has a small
//! domain `0..n`; on each path the variables appear in rising order; no node has all its branches
//! leading to one place, and no two nodes are alike. Such a diagram is canonical: two functions are
//! equal if and only if their diagrams are, and a function depends on a variable if and only if the
//! variable occurs in its diagram. Everything Mingbai answers with "it no longer matters" or "only
//! this still matters" rests on that sentence.

mod build;
mod bytes;
mod product;
pub mod settling;

use super::bit_set::BitSet;

pub use build::Builder;
pub use product::product;

/// A variable's place in the policy's one variable order.
pub type Var = u16;

/// The value of a variable that is not known, in a [`Known`] assignment.
pub const UNKNOWN: u8 = u8::MAX;

/// What is known of each variable: its value, or [`UNKNOWN`]. A variable past the end is not known.
pub type Known = [u8];

/// How many diagrams [`product`] takes at most.
pub const MOST_PARTS: usize = 12;

/// Where a branch leads: to a node of the same diagram, or to a leaf.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct Ref(u32);

impl Ref {
    const LEAF: u32 = 0x8000_0000;

    /// The reference to leaf `leaf`.
    pub const fn leaf(leaf: u32) -> Self {
        Self(leaf | Self::LEAF)
    }

    /// The leaf, if this leads to one.
    pub const fn as_leaf(self) -> Option<u32> {
        if self.0 & Self::LEAF == 0 { None } else { Some(self.0 & !Self::LEAF) }
    }

    /// A word unique to this reference, for keys.
    pub(crate) fn word(self) -> u32 {
        self.0
    }

    const fn node(index: usize) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "a diagram never has 2^31 nodes")]
        Self(index as u32)
    }

    /// The node's index, if this leads to a node.
    pub const fn as_node(self) -> Option<usize> {
        if self.0 & Self::LEAF == 0 { Some(self.0 as usize) } else { None }
    }
}

/// A node: the variable it tests, and where its branches begin in [`Diagram::edges`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Node {
    var: Var,
    first: u32,
    branches: u8,
}

/// A reduced ordered decision diagram. Children come before their parents.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagram {
    nodes: Vec<Node>,
    edges: Vec<Ref>,
    root: Ref,
}

/// A product grew past the number of nodes it was allowed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TooLarge {
    /// The number of nodes allowed.
    pub most: usize,
}

/// What is wrong with a diagram that was loaded from bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Damage {
    /// A reference leads outside the diagram, or not downwards.
    Reference,
    /// A variable is outside the policy's variables or out of order.
    Variable,
    /// A node has a number of branches that is not its variable's number of values.
    Branches,
    /// A leaf is outside the table's leaves.
    Leaf,
    /// The diagram is not reduced.
    NotReduced,
}

impl std::fmt::Display for Damage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Reference => "a reference leads nowhere or not downwards",
            Self::Variable => "a variable out of order",
            Self::Branches => "a wrong number of branches",
            Self::Leaf => "a leaf outside the table",
            Self::NotReduced => "a diagram that is not reduced",
        })
    }
}

impl Diagram {
    /// The constant diagram: `leaf` for every assignment.
    pub const fn constant(leaf: u32) -> Self {
        Self { nodes: Vec::new(), edges: Vec::new(), root: Ref::leaf(leaf) }
    }

    /// The diagram that tests `var` only: value `v` leads to leaf `leaf(v)`.
    pub fn single(var: Var, domain: u8, leaf: impl Fn(u8) -> u32) -> Self {
        let mut builder = Builder::default();
        let branches: Vec<Ref> = (0..domain).map(|value| Ref::leaf(leaf(value))).collect();
        let root = builder.node(var, &branches);
        builder.finish(root)
    }

    /// The root.
    pub const fn root(&self) -> Ref {
        self.root
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether the diagram is one leaf.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The variable and the branches of the node `at`, or `None` for a leaf.
    pub fn open(&self, at: Ref) -> Option<(Var, &[Ref])> {
        let node = self.nodes.get(at.as_node()?)?;
        Some((node.var, self.branches(*node)))
    }

    fn branches(&self, node: Node) -> &[Ref] {
        let first = node.first as usize;
        self.edges.get(first..first + usize::from(node.branches)).unwrap_or_default()
    }

    /// Follows the known variables from `at` to the first node whose variable is not known, or to
    /// a leaf.
    pub fn follow(&self, mut at: Ref, known: &Known) -> Ref {
        // The innermost loop of everything: a node's branches are not made a slice of.
        while let Some(node) = at.as_node().and_then(|index| self.nodes.get(index)) {
            let value = known.get(usize::from(node.var)).copied().unwrap_or(UNKNOWN);
            if value >= node.branches {
                break;
            }
            let Some(&next) = self.edges.get(node.first as usize + usize::from(value)) else {
                break;
            };
            at = next;
        }
        at
    }

    /// The leaf for a complete assignment, or `None` where a variable on the way is not known.
    pub fn walk(&self, known: &Known) -> Option<u32> {
        self.follow(self.root, known).as_leaf()
    }

    /// The function with the known variables fixed, as a reduced diagram.
    #[must_use]
    pub fn restrict(&self, known: &Known) -> Self {
        let root = self.follow(self.root, known);
        if root.as_leaf().is_some() {
            return Self { nodes: Vec::new(), edges: Vec::new(), root };
        }
        // Top-down: which nodes are still reachable. Children have lower indices than parents.
        let mut reached = BitSet::default();
        let mut order = Vec::new();
        let mut next = root.as_node();
        while let Some(index) = next {
            order.push(index);
            let (_, branches) = self.open(Ref::node(index)).unwrap_or_default();
            for &branch in branches {
                mark(&mut reached, self.follow(branch, known));
            }
            next = reached.last_below(index);
        }
        // Bottom-up: rebuild what is reached; the builder merges what became alike.
        let mut builder = Builder::with_capacity(order.len());
        let mut rebuilt = vec![root; order.first().map_or(0, |top| top + 1)];
        let mut branches_now = Vec::new();
        for &index in order.iter().rev() {
            let Some((var, branches)) = self.open(Ref::node(index)) else {
                continue;
            };
            branches_now.clear();
            branches_now.extend(branches.iter().map(|&branch| {
                let to = self.follow(branch, known);
                to.as_node().and_then(|node| rebuilt.get(node).copied()).unwrap_or(to)
            }));
            let now = builder.node(var, &branches_now);
            if let Some(slot) = rebuilt.get_mut(index) {
                *slot = now;
            }
        }
        let root = root.as_node().and_then(|node| rebuilt.get(node).copied()).unwrap_or(root);
        builder.finish(root)
    }

    /// The variables the function depends on, rising. Exact, because the diagram is reduced.
    pub fn support(&self) -> Vec<Var> {
        let vars: BitSet = self.nodes.iter().map(|node| u32::from(node.var)).collect();
        vars.numbers().into_iter().filter_map(|var| Var::try_from(var).ok()).collect()
    }

    /// The leaves the function takes, rising. Exact, because every node of the diagram is reachable.
    pub fn leaves(&self) -> Vec<u32> {
        let edges = self.edges.iter().chain([&self.root]);
        edges.filter_map(|edge| edge.as_leaf()).collect::<BitSet>().numbers()
    }

    /// The leaves that can still be reached, rising: [`Self::leaves`] of [`Self::restrict`] without
    /// building the restricted diagram.
    pub fn reachable(&self, known: &Known) -> Vec<u32> {
        self.reached_from(self.root, known).numbers()
    }

    /// Whether none but these `leaves` can still be reached.
    pub fn reaches_only(&self, known: &Known, leaves: &[u32]) -> bool {
        self.each_reached(self.root, known, &mut |leaf| leaves.contains(&leaf))
    }

    /// The leaves that can be reached from `at`.
    fn reached_from(&self, at: Ref, known: &Known) -> BitSet {
        let mut leaves = BitSet::default();
        self.each_reached(at, known, &mut |leaf| {
            leaves.insert(leaf as usize);
            true
        });
        leaves
    }

    /// Visits the leaves that can be reached from `at` while `visit` says to go on; whether it always did.
    fn each_reached(&self, at: Ref, known: &Known, visit: &mut dyn FnMut(u32) -> bool) -> bool {
        let root = self.follow(at, known);
        if let Some(leaf) = root.as_leaf() {
            return visit(leaf);
        }
        let mut reached = BitSet::default();
        let mut next = root.as_node();
        while let Some(index) = next {
            let (_, branches) = self.open(Ref::node(index)).unwrap_or_default();
            for &branch in branches {
                let to = self.follow(branch, known);
                match to.as_leaf() {
                    Some(leaf) if !visit(leaf) => return false,
                    Some(_) => {}
                    None => mark(&mut reached, to),
                }
            }
            next = reached.last_below(index);
        }
        true
    }

    /// The leaves below `at`, rising.
    pub fn leaves_below(&self, at: Ref) -> Vec<u32> {
        self.reached_from(at, &[]).numbers()
    }

    /// The function with every leaf replaced, reduced again.
    #[must_use]
    pub fn map(&self, mut leaf: impl FnMut(u32) -> u32) -> Self {
        self.mapped(&mut leaf)
    }

    /// As [`Self::map`], compiled once.
    fn mapped(&self, leaf: &mut dyn FnMut(u32) -> u32) -> Self {
        let mut builder = Builder::with_capacity(self.nodes.len());
        let mut rebuilt: Vec<Ref> = Vec::with_capacity(self.nodes.len());
        let mut go = |rebuilt: &[Ref], to: Ref| match to.as_leaf() {
            Some(old) => Ref::leaf(leaf(old)),
            None => to.as_node().and_then(|node| rebuilt.get(node).copied()).unwrap_or(to),
        };
        for &node in &self.nodes {
            let branches: Vec<Ref> =
                self.branches(node).iter().map(|&branch| go(&rebuilt, branch)).collect();
            rebuilt.push(builder.node(node.var, &branches));
        }
        let root = go(&rebuilt, self.root);
        builder.finish(root)
    }

    /// One assignment that leads to a leaf for which `wanted` holds: pairs of variable and value,
    /// the other variables being free. `None` if there is no such leaf.
    pub fn witness(&self, wanted: impl Fn(u32) -> bool) -> Option<Vec<(Var, u8)>> {
        // The shortest way to a wanted leaf from each node, found bottom-up.
        let mut best: Vec<Option<(usize, u8)>> = Vec::with_capacity(self.nodes.len());
        let distance = |best: &[Option<(usize, u8)>], to: Ref| match to.as_leaf() {
            Some(leaf) => wanted(leaf).then_some(0),
            None => best.get(to.as_node()?).copied().flatten().map(|(length, _)| length),
        };
        for &node in &self.nodes {
            let way = (0u8..)
                .zip(self.branches(node))
                .filter_map(|(value, &to)| Some((distance(&best, to)? + 1, value)))
                .min();
            best.push(way);
        }
        distance(&best, self.root)?;
        let mut path = Vec::new();
        let mut at = self.root;
        while let Some((var, branches)) = self.open(at) {
            let (_, value) = best.get(at.as_node()?).copied().flatten()?;
            path.push((var, value));
            at = *branches.get(usize::from(value))?;
        }
        Some(path)
    }

    /// Visits every path from the root to a leaf. For tests, `explain` and `diff`.
    pub fn paths(&self, mut visit: impl FnMut(&[(Var, u8)], u32)) {
        let mut path = Vec::new();
        self.paths_from(self.root, &mut path, &mut visit);
    }

    fn paths_from(
        &self,
        at: Ref,
        path: &mut Vec<(Var, u8)>,
        visit: &mut impl FnMut(&[(Var, u8)], u32),
    ) {
        if let Some(leaf) = at.as_leaf() {
            visit(path, leaf);
        } else if let Some((var, branches)) = self.open(at) {
            for (value, &to) in (0u8..).zip(branches) {
                path.push((var, value));
                self.paths_from(to, path, visit);
                path.pop();
            }
        }
    }

    /// Checks a diagram that came from outside: every reference leads downwards and inside, the
    /// variables rise along every edge and have `domains` branches, the leaves are below `leaves`,
    /// and the diagram is reduced.
    ///
    /// # Errors
    /// The first damage found.
    pub fn validate(&self, domains: &[u8], leaves: u32) -> Result<(), Damage> {
        let check = |above: Option<(usize, Var)>, to: Ref| match (to.as_leaf(), to.as_node()) {
            (Some(leaf), _) => (leaf < leaves).then_some(()).ok_or(Damage::Leaf),
            (None, Some(index)) => {
                let node = self.nodes.get(index).ok_or(Damage::Reference)?;
                match above {
                    Some((parent, _)) if index >= parent => Err(Damage::Reference),
                    Some((_, var)) if node.var <= var => Err(Damage::Variable),
                    _ => Ok(()),
                }
            }
            (None, None) => Err(Damage::Reference),
        };
        let mut first = 0;
        let mut seen = Builder::with_capacity(self.nodes.len());
        for (index, node) in self.nodes.iter().enumerate() {
            let domain = domains.get(usize::from(node.var)).copied().ok_or(Damage::Variable)?;
            if node.branches != domain || node.first != first {
                return Err(Damage::Branches);
            }
            first += u32::from(domain);
            let branches = self.branches(*node);
            if branches.len() != usize::from(domain) {
                return Err(Damage::Branches);
            }
            for &branch in branches {
                check(Some((index, node.var)), branch)?;
            }
            if seen.node(node.var, branches) != Ref::node(index) {
                return Err(Damage::NotReduced);
            }
        }
        if self.edges.len() != first as usize {
            return Err(Damage::Branches);
        }
        check(None, self.root)?;
        // Every node is reachable, so that support and leaves may be read off the node list.
        let mut reached = BitSet::default();
        mark(&mut reached, self.root);
        for (index, node) in self.nodes.iter().enumerate().rev() {
            if !reached.contains(index) {
                return Err(Damage::NotReduced);
            }
            for &branch in self.branches(*node) {
                mark(&mut reached, branch);
            }
        }
        Ok(())
    }
}

fn mark(reached: &mut BitSet, at: Ref) {
    if let Some(index) = at.as_node() {
        reached.insert(index);
    }
}

#[cfg(test)]
mod tests;
