//! Building diagrams bottom-up.

use super::{Diagram, Node, Ref, Var};
use crate::kernel::interner::Interner;

/// Builds a diagram bottom-up: equal nodes are made once, nodes whose branches are all
/// equal are left out.
#[derive(Default)]
pub struct Builder {
    /// A node's variable, then its branches.
    nodes: Interner,
    key: Vec<u32>,
}

impl Builder {
    pub(super) fn with_capacity(nodes: usize) -> Self {
        Self { nodes: Interner::with_capacity(nodes), key: Vec::new() }
    }

    /// The node that tests `var` and leads to `branches`.
    pub fn node(&mut self, var: Var, branches: &[Ref]) -> Ref {
        if let Some((&first, rest)) = branches.split_first()
            && rest.iter().all(|&branch| branch == first)
        {
            return first;
        }
        self.key.clear();
        self.key.push(u32::from(var));
        self.key.extend(branches.iter().map(|branch| branch.0));
        Ref::node(self.nodes.number(&self.key))
    }

    /// The diagram with this root.
    pub fn finish(self, root: Ref) -> Diagram {
        let mut diagram =
            Diagram { nodes: Vec::with_capacity(self.nodes.len()), edges: Vec::new(), root };
        for number in 0..self.nodes.len() {
            let Some((&var, branches)) = self.nodes.key(number).split_first() else { continue };
            diagram.nodes.push(Node {
                var: Var::try_from(var).unwrap_or(Var::MAX),
                first: u32::try_from(diagram.edges.len()).unwrap_or(u32::MAX),
                branches: u8::try_from(branches.len()).unwrap_or(u8::MAX),
            });
            diagram.edges.extend(branches.iter().map(|&branch| Ref(branch)));
        }
        diagram
    }
}
