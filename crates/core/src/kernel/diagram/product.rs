//! The product of several diagrams.

use super::{Builder, Diagram, Known, MOST_PARTS, Ref, TooLarge, Var};
use crate::kernel::interner::Interner;

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
    let mut roots = [Ref::leaf(0); MOST_PARTS];
    for (slot, part) in roots.iter_mut().zip(parts) {
        *slot = part.root;
    }
    let mut walk =
        Product { parts, known, most, met: Interner::default(), done: Vec::new(), leaf: &mut leaf };
    let root = walk.visit(&mut builder, roots)?;
    Ok(builder.finish(root))
}

/// A node of each diagram; places past the last one are leaves.
type Nodes = [Ref; MOST_PARTS];

struct Product<'a> {
    parts: &'a [&'a Diagram],
    known: &'a Known,
    most: usize,
    /// The tuples of nodes met so far, with their results.
    met: Interner,
    done: Vec<Option<Ref>>,
    leaf: &'a mut dyn FnMut(&[u32]) -> u32,
}

impl Product<'_> {
    fn visit(&mut self, builder: &mut Builder, mut at: Nodes) -> Result<Ref, TooLarge> {
        let mut top: Option<(Var, u8)> = None;
        for (part, slot) in self.parts.iter().zip(&mut at) {
            *slot = part.follow(*slot, self.known);
            if let Some((var, branches)) = part.open(*slot)
                && top.is_none_or(|(least, _)| var < least)
            {
                top = Some((var, u8::try_from(branches.len()).unwrap_or(u8::MAX)));
            }
        }
        let Some((var, domain)) = top else {
            let leaves = at.map(|slot| slot.as_leaf().unwrap_or(0));
            let leaves = leaves.get(..self.parts.len()).unwrap_or(&leaves);
            return Ok(Ref::leaf((self.leaf)(leaves)));
        };
        let number = self.met.number(&at.map(|slot| slot.0));
        match self.done.get(number) {
            Some(&Some(done)) => return Ok(done),
            Some(None) => {}
            None if number >= self.most => return Err(TooLarge { most: self.most }),
            None => self.done.push(None),
        }
        let mut branches = Vec::with_capacity(usize::from(domain));
        for value in 0..domain {
            let mut below = at;
            for (part, slot) in self.parts.iter().zip(&mut below) {
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
        if let Some(slot) = self.done.get_mut(number) {
            *slot = Some(done);
        }
        Ok(done)
    }
}
