//! Building diagrams: hash-consing.

use std::hash::{BuildHasherDefault, Hasher};

use super::{Diagram, Node, Ref, Var};

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
    pub(super) fn with_capacity(nodes: usize) -> Self {
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

    /// The diagram with this root.
    pub fn finish(self, root: Ref) -> Diagram {
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
            let Some(&node) = self.nodes.get(index) else {
                continue;
            };
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
