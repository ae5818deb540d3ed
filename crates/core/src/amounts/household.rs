//! A household's totals: the members' amounts summed, tight over what they share.

use crate::amounts::ranges::{Joint, Range};
use crate::kernel::diagram::{Ref, TooLarge, Var};
use crate::kernel::interner::Interner;
use crate::policy::Policy;
use crate::policy::vocabulary::Scope;

/// How many different states of the household's facts are looked at.
const MOST: usize = 100_000;

/// The ranges of the sums of the members' amounts of the year, or of the premium. Given the household's facts
/// the members are independent, so the least of the sum is the least over the household's facts of
/// the sum of the members' least. `None` without members.
///
/// # Errors
/// [`TooLarge`] if the household's facts are open in too many ways.
pub fn totals(policy: &Policy, joints: &[&Joint]) -> Result<Option<Vec<Range>>, TooLarge> {
    if joints.is_empty() {
        return Ok(None);
    }
    let mut walk = Walk { policy, joints, met: Interner::default(), done: Vec::new() };
    let roots: Vec<Ref> = joints.iter().map(|joint| joint.diagram.root()).collect();
    walk.visit(&roots)
}

struct Walk<'a> {
    policy: &'a Policy,
    joints: &'a [&'a Joint],
    met: Interner,
    done: Vec<Option<Vec<Range>>>,
}

impl Walk<'_> {
    fn visit(&mut self, at: &[Ref]) -> Result<Option<Vec<Range>>, TooLarge> {
        let key: Vec<u32> = at.iter().map(|node| node.word()).collect();
        let number = self.met.number(&key);
        match self.done.get(number) {
            Some(done) => return Ok(done.clone()),
            None if number >= MOST => return Err(TooLarge { most: MOST }),
            None => self.done.push(None),
        }
        let mut top: Option<(Var, usize)> = None;
        for (joint, &node) in self.joints.iter().zip(at) {
            if let Some((var, branches)) = joint.diagram.open(node)
                && self.policy.scope(var) == Some(Scope::Household)
                && top.is_none_or(|(least, _)| var < least)
            {
                top = Some((var, branches.len()));
            }
        }
        let done = match top {
            None => self.sum(at),
            Some((var, domain)) => {
                let mut union: Option<Vec<Range>> = None;
                for value in 0..domain {
                    let below = self.visit(&self.below(at, var, value))?;
                    union = match (union, below) {
                        (Some(one), Some(other)) => Some(
                            one.into_iter().zip(other).map(|(one, other)| one.or(other)).collect(),
                        ),
                        (one, other) => one.or(other),
                    };
                }
                union
            }
        };
        if let Some(slot) = self.done.get_mut(number) {
            slot.clone_from(&done);
        }
        Ok(done)
    }

    fn below(&self, at: &[Ref], var: Var, value: usize) -> Vec<Ref> {
        self.joints
            .iter()
            .zip(at)
            .map(|(joint, &node)| match joint.diagram.open(node) {
                Some((own, branches)) if own == var => branches.get(value).copied().unwrap_or(node),
                _ => node,
            })
            .collect()
    }

    /// The sums where nothing the members share is open. A member without this part adds nothing.
    fn sum(&self, at: &[Ref]) -> Option<Vec<Range>> {
        self.joints.iter().zip(at).filter_map(|(joint, &node)| joint.ranges(node)).fold(
            None,
            |sum, ranges| {
                Some(match sum {
                    None => ranges,
                    Some(sum) => sum
                        .into_iter()
                        .zip(ranges)
                        .map(|(one, other): (Range, Range)| one.and(other))
                        .collect(),
                })
            },
        )
    }
}
