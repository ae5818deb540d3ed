//! Several diagrams at once.

use std::collections::HashMap;

use super::{Builder, Diagram, Known, MOST_PARTS, Quick, Ref, TooLarge, Var};

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
