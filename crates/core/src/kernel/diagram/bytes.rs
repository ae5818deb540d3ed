//! A diagram as bytes: nodes in their order, each with its branches; a reference to a node says how far it is back.

use super::{Diagram, Node, Ref};
use crate::kernel::packed::{Bytes, Packed, number};

impl Packed for Diagram {
    fn pack(&self, into: &mut Vec<u8>) {
        number(self.nodes.len() as u64, into);
        for (index, node) in self.nodes.iter().enumerate() {
            node.var.pack(into);
            node.branches.pack(into);
            self.branches(*node).iter().for_each(|&to| pack(to, index, into));
        }
        pack(self.root, self.nodes.len(), into);
    }

    fn unpack(from: &mut Bytes<'_>) -> Self {
        let mut diagram = Self::constant(0);
        for index in 0..from.number() {
            if from.is_damaged() {
                break;
            }
            let (var, branches) = (Packed::unpack(from), u8::unpack(from));
            let first = u32::try_from(diagram.edges.len()).unwrap_or(u32::MAX);
            diagram.nodes.push(Node { var, first, branches });
            for _ in 0..branches {
                diagram.edges.push(unpack(from, index));
            }
        }
        diagram.root = unpack(from, diagram.nodes.len() as u64);
        diagram
    }
}

/// Writes where a branch of node `index` leads: twice the leaf, or twice the distance and one more.
fn pack(to: Ref, index: usize, into: &mut Vec<u8>) {
    let written = match (to.as_leaf(), to.as_node()) {
        (Some(leaf), _) => 2 * u64::from(leaf),
        (None, child) => 2 * (index - child.unwrap_or(0)) as u64 + 1,
    };
    number(written, into);
}

/// What [`pack`] wrote of node `index`.
fn unpack(from: &mut Bytes<'_>, index: u64) -> Ref {
    let written = from.number();
    let half = written / 2;
    let to = if written.is_multiple_of(2) {
        u32::try_from(half).ok().filter(|&leaf| leaf < Ref::LEAF).map(Ref::leaf)
    } else {
        let child = index.checked_sub(half).and_then(|child| usize::try_from(child).ok());
        child.map(Ref::node)
    };
    to.unwrap_or_else(|| {
        from.damage();
        Ref::leaf(0)
    })
}
