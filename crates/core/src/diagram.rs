//! The kernel: reduced ordered multi-valued decision diagrams.
//!
//! A [`Diagram`] is a function from a handful of variables to a leaf. Every variable has a small
//! domain `0..n`; on each path the variables appear in rising order; no node has all its branches
//! leading to one place, and no two nodes are alike. Such a diagram is canonical: two functions are
//! equal if and only if their diagrams are, and a function depends on a variable if and only if the
//! variable occurs in its diagram. Everything Mingbai answers with "it no longer matters" or "only
//! this still matters" rests on that sentence.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use serde::{Deserialize, Serialize};

/// A variable's place in the policy's one variable order.
pub type Var = u16;

/// The value of a variable that is not known, in a [`Known`] assignment.
pub const UNKNOWN: u8 = u8::MAX;

/// What is known of each variable: its value, or [`UNKNOWN`]. A variable past the end is not known.
pub type Known = [u8];

/// How many diagrams [`product`] takes at most.
pub const MOST_PARTS: usize = 12;

/// Where a branch leads: to a node of the same diagram, or to a leaf.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Ref(u32);

impl Ref {
    const LEAF: u32 = 1 << 31;

    /// The reference to leaf `leaf`.
    pub const fn leaf(leaf: u32) -> Self {
        Self(leaf | Self::LEAF)
    }

    /// The leaf, if this leads to one.
    pub const fn as_leaf(self) -> Option<u32> {
        if self.0 & Self::LEAF == 0 { None } else { Some(self.0 & !Self::LEAF) }
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

/// A node: the variable it asks, and where its branches begin in [`Diagram::edges`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct Node {
    var: Var,
    first: u32,
    branches: u8,
}

/// A reduced ordered decision diagram. Children stand before their parents.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
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

impl Diagram {
    /// The diagram that is `leaf` whatever the variables are.
    pub const fn constant(leaf: u32) -> Self {
        Self { nodes: Vec::new(), edges: Vec::new(), root: Ref::leaf(leaf) }
    }

    /// The diagram that asks `var` only: value `v` leads to leaf `leaf(v)`.
    pub fn single(var: Var, domain: u8, leaf: impl Fn(u8) -> u32) -> Self {
        let mut builder = Builder::default();
        let branches: Vec<Ref> = (0..domain).map(|value| Ref::leaf(leaf(value))).collect();
        let root = builder.node(var, &branches);
        builder.finish(root)
    }

    /// Where the walk begins.
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
        while let Some((var, branches)) = self.open(at) {
            let value = known.get(usize::from(var)).copied().unwrap_or(UNKNOWN);
            match branches.get(usize::from(value)) {
                Some(&next) => at = next,
                None => return at,
            }
        }
        at
    }

    /// The leaf for a complete assignment, or `None` where a variable on the way is not known.
    pub fn walk(&self, known: &Known) -> Option<u32> {
        self.follow(self.root, known).as_leaf()
    }

    /// The diagram of the same function with the known variables fixed, reduced again.
    pub fn restrict(&self, known: &Known) -> Self {
        let root = self.follow(self.root, known);
        if root.as_leaf().is_some() {
            return Self { nodes: Vec::new(), edges: Vec::new(), root };
        }
        let end = root.as_node().map_or(0, |index| index + 1);
        // Top-down: which nodes are still reachable. Children have lower indices than parents.
        let mut reached = vec![false; end];
        mark(&mut reached, root);
        for index in (0..end).rev() {
            if reached.get(index).copied().unwrap_or(false)
                && let Some((_, branches)) = self.open(Ref::node(index))
            {
                for &branch in branches {
                    mark(&mut reached, self.follow(branch, known));
                }
            }
        }
        // Bottom-up: rebuild what is reached; the builder merges what became alike.
        let mut builder = Builder::with_capacity(end);
        let mut rebuilt = vec![root; end];
        let mut branches_now = Vec::new();
        for (index, reached) in reached.iter().enumerate() {
            if !reached {
                continue;
            }
            let Some((var, branches)) = self.open(Ref::node(index)) else { continue };
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
        let mut support: Vec<Var> = self.nodes.iter().map(|node| node.var).collect();
        support.sort_unstable();
        support.dedup();
        support
    }

    /// The leaves the function takes, rising. Exact, because every node of the diagram is reachable.
    pub fn leaves(&self) -> Vec<u32> {
        let mut leaves: Vec<u32> =
            self.edges.iter().chain([&self.root]).filter_map(|edge| edge.as_leaf()).collect();
        leaves.sort_unstable();
        leaves.dedup();
        leaves
    }

    /// The leaves that can still be reached, rising: [`Self::leaves`] of [`Self::restrict`] without
    /// building the restricted diagram.
    pub fn reachable(&self, known: &Known) -> Vec<u32> {
        let root = self.follow(self.root, known);
        if let Some(leaf) = root.as_leaf() {
            return vec![leaf];
        }
        let end = root.as_node().map_or(0, |index| index + 1);
        let mut reached = vec![false; end];
        mark(&mut reached, root);
        let mut leaves = Vec::new();
        for index in (0..end).rev() {
            if reached.get(index).copied().unwrap_or(false)
                && let Some((_, branches)) = self.open(Ref::node(index))
            {
                for &branch in branches {
                    let to = self.follow(branch, known);
                    mark(&mut reached, to);
                    leaves.extend(to.as_leaf());
                }
            }
        }
        leaves.sort_unstable();
        leaves.dedup();
        leaves
    }

    /// The function with every leaf replaced, reduced again.
    pub fn map(&self, mut leaf: impl FnMut(u32) -> u32) -> Self {
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
        let mut seen = HashMap::<(Var, &[Ref]), (), Quick>::default();
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
            if branches.windows(2).all(|pair| pair.first() == pair.last())
                || seen.insert((node.var, branches), ()).is_some()
            {
                return Err(Damage::NotReduced);
            }
        }
        if self.edges.len() != first as usize {
            return Err(Damage::Branches);
        }
        check(None, self.root)?;
        // Every node is reachable, so that support and leaves may be read off the node list.
        let mut reached = vec![false; self.nodes.len()];
        mark(&mut reached, self.root);
        for (index, node) in self.nodes.iter().enumerate().rev() {
            if !reached.get(index).copied().unwrap_or(false) {
                return Err(Damage::NotReduced);
            }
            for &branch in self.branches(*node) {
                mark(&mut reached, branch);
            }
        }
        Ok(())
    }
}

fn mark(reached: &mut [bool], at: Ref) {
    if let Some(slot) = at.as_node().and_then(|index| reached.get_mut(index)) {
        *slot = true;
    }
}

/// The joint function of several diagrams: `leaf` says what a tuple of their leaves becomes.
/// Known variables are fixed on the way; the result is reduced.
///
/// # Errors
/// [`TooLarge`] where more than `most` different tuples of nodes were met.
pub fn product(
    parts: &[&Diagram],
    known: &Known,
    most: usize,
    mut leaf: impl FnMut(&[u32]) -> u32,
) -> Result<Diagram, TooLarge> {
    let mut builder = Builder::default();
    let roots = Tuple::from_fn(|part| parts.get(part).map_or(Ref::leaf(0), |diagram| diagram.root));
    let mut walk = Product { parts, known, most, memo: HashMap::default(), leaf: &mut leaf };
    let root = walk.visit(&mut builder, roots)?;
    Ok(builder.finish(root))
}

/// A node of each part of a product; parts that are not there stay at a leaf.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Tuple([Ref; MOST_PARTS]);

impl Tuple {
    fn from_fn(to: impl FnMut(usize) -> Ref) -> Self {
        Self(std::array::from_fn(to))
    }
}

struct Product<'a, F> {
    parts: &'a [&'a Diagram],
    known: &'a Known,
    most: usize,
    memo: HashMap<Tuple, Ref, Quick>,
    leaf: &'a mut F,
}

impl<F: FnMut(&[u32]) -> u32> Product<'_, F> {
    fn visit(&mut self, builder: &mut Builder, mut at: Tuple) -> Result<Ref, TooLarge> {
        let mut top: Option<(Var, u8)> = None;
        for (part, slot) in self.parts.iter().zip(&mut at.0) {
            *slot = part.follow(*slot, self.known);
            if let Some((var, branches)) = part.open(*slot)
                && top.is_none_or(|(least, _)| var < least)
            {
                top = Some((var, u8::try_from(branches.len()).unwrap_or(u8::MAX)));
            }
        }
        let Some((var, domain)) = top else {
            let leaves = at.0.map(|slot| slot.as_leaf().unwrap_or(0));
            let leaves = leaves.get(..self.parts.len()).unwrap_or(&leaves);
            return Ok(Ref::leaf((self.leaf)(leaves)));
        };
        if let Some(&done) = self.memo.get(&at) {
            return Ok(done);
        }
        if self.memo.len() >= self.most {
            return Err(TooLarge { most: self.most });
        }
        let mut branches = Vec::with_capacity(usize::from(domain));
        for value in 0..domain {
            let mut below = at;
            for (part, slot) in self.parts.iter().zip(&mut below.0) {
                if let Some((own, to)) = part.open(*slot)
                    && own == var
                    && let Some(&to) = to.get(usize::from(value))
                {
                    *slot = to;
                }
            }
            branches.push(self.visit(builder, below)?);
        }
        let done = builder.node(var, &branches);
        self.memo.insert(at, done);
        Ok(done)
    }
}

/// Builds a diagram bottom-up: nodes that are alike are made once, nodes that ask nothing are not
/// made at all.
pub struct Builder {
    nodes: Vec<Node>,
    edges: Vec<Ref>,
    /// Open addressing over the nodes made so far: index + 1, 0 where free. A power of two long.
    table: Vec<u32>,
}

impl Default for Builder {
    fn default() -> Self {
        Self::with_capacity(8)
    }
}

impl Builder {
    fn with_capacity(nodes: usize) -> Self {
        Self {
            nodes: Vec::with_capacity(nodes),
            edges: Vec::with_capacity(nodes * 3),
            table: vec![0; (nodes * 2).next_power_of_two().max(16)],
        }
    }

    /// The node that asks `var` and leads to `branches`.
    pub fn node(&mut self, var: Var, branches: &[Ref]) -> Ref {
        if let Some((&first, rest)) = branches.split_first()
            && rest.iter().all(|&branch| branch == first)
        {
            return first;
        }
        if self.nodes.len() * 2 >= self.table.len() {
            self.grow();
        }
        let mut slot = self.slot(var, branches);
        loop {
            match self.table.get(slot).copied() {
                None => slot = 0,
                Some(0) => break,
                Some(taken) => {
                    if self.is(taken, var, branches) {
                        return Ref::node(taken as usize - 1);
                    }
                    slot += 1;
                }
            }
        }
        let index = self.nodes.len();
        #[expect(clippy::cast_possible_truncation, reason = "bounded by the product's limit")]
        let node = Node {
            var,
            first: self.edges.len() as u32,
            branches: u8::try_from(branches.len()).unwrap_or(u8::MAX),
        };
        self.nodes.push(node);
        self.edges.extend_from_slice(branches);
        self.take(slot, index);
        Ref::node(index)
    }

    fn finish(self, root: Ref) -> Diagram {
        Diagram { nodes: self.nodes, edges: self.edges, root }
    }

    fn edges_of(&self, node: Node) -> &[Ref] {
        let first = node.first as usize;
        self.edges.get(first..first + usize::from(node.branches)).unwrap_or_default()
    }

    fn is(&self, taken: u32, var: Var, branches: &[Ref]) -> bool {
        self.nodes
            .get(taken as usize - 1)
            .is_some_and(|&node| node.var == var && self.edges_of(node) == branches)
    }

    fn take(&mut self, slot: usize, index: usize) {
        if let Some(slot) = self.table.get_mut(slot) {
            *slot = u32::try_from(index + 1).unwrap_or(u32::MAX);
        }
    }

    fn slot(&self, var: Var, branches: &[Ref]) -> usize {
        let mut hasher = QuickHasher::default();
        hasher.write_u16(var);
        for branch in branches {
            hasher.write_u32(branch.0);
        }
        #[expect(clippy::cast_possible_truncation, reason = "only the low bits are kept")]
        let hash = hasher.finish() as usize;
        hash & (self.table.len() - 1)
    }

    fn grow(&mut self) {
        self.table = vec![0; self.table.len() * 2];
        for index in 0..self.nodes.len() {
            let Some(&node) = self.nodes.get(index) else { continue };
            let mut slot = self.slot(node.var, self.edges_of(node));
            while self.table.get(slot).is_none_or(|&taken| taken != 0) {
                slot = if slot + 1 < self.table.len() { slot + 1 } else { 0 };
            }
            self.take(slot, index);
        }
    }
}

/// A quick hash for small integer keys of our own making (no outside input chooses them freely).
#[derive(Default)]
pub struct QuickHasher(u64);

/// Hash maps over [`QuickHasher`].
pub type Quick = BuildHasherDefault<QuickHasher>;

impl QuickHasher {
    fn mix(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

impl Hasher for QuickHasher {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.mix(u64::from(byte));
        }
    }

    fn write_u16(&mut self, word: u16) {
        self.mix(u64::from(word));
    }

    fn write_u32(&mut self, word: u32) {
        self.mix(u64::from(word));
    }

    fn write_u64(&mut self, word: u64) {
        self.mix(word);
    }

    fn write_usize(&mut self, word: usize) {
        self.mix(word as u64);
    }
}

#[cfg(test)]
mod tests;
