//! Amounts as a joint function of the unknown facts, and their ranges.

use serde::Serialize;

use crate::amounts::amount::{Amount, Formulas};
use crate::amounts::missing::{Missing, Unknown};
use crate::amounts::trace::Note;
use crate::kernel::diagram::{Diagram, Ref, TooLarge, Var};
use crate::kernel::interner::Interner;
use crate::kernel::money::Money;
use crate::policy::Policy;

/// The least and the most of an amount over all completions of the unknown facts; null where a
/// figure is missing.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Range {
    /// Some completion reaches it.
    pub least: Option<Money>,
    /// Some completion reaches it.
    pub most: Option<Money>,
}

impl Range {
    /// The range of one amount.
    pub fn of(amount: Amount) -> Self {
        Self { least: amount.known(), most: amount.known() }
    }

    /// The range that covers both.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            least: self.least.zip(other.least).map(|(one, other)| one.min(other)),
            most: self.most.zip(other.most).map(|(one, other)| one.max(other)),
        }
    }

    /// The range of the sum of two independent amounts.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            least: self.least.zip(other.least).map(|(one, other)| one.plus(other)),
            most: self.most.zip(other.most).map(|(one, other)| one.plus(other)),
        }
    }
}

/// Amounts as a joint function of the unknown facts: a diagram whose leaves are tuples of
/// amounts, or "there is no such part".
pub struct Joint {
    /// Leaves are indices in `leaves`.
    pub diagram: Diagram,
    /// Every different tuple; `None` where `when` does not hold. All of one length.
    pub leaves: Vec<Option<Vec<Amount>>>,
    /// The missing figures that the amounts of some completion depend on.
    pub missing: Missing,
    /// The steps of the arithmetic, where only one completion was met and every figure is known.
    pub notes: Vec<Note>,
}

impl Joint {
    /// The joint function of `leaves` over `diagram`, met in `met` completions.
    pub(crate) fn new(diagram: Diagram, leaves: Leaves, formulas: Formulas, met: usize) -> Self {
        let leaves = leaves.finish();
        let mut missing = Missing::default();
        for &amount in leaves.iter().flatten().flatten() {
            missing.add(formulas.rests(amount));
        }
        let notes = if met == 1 { formulas.into_notes() } else { Vec::new() };
        Self { diagram, leaves, missing, notes }
    }

    /// What the amounts depend on: the unknown facts in the order of their variables, then the entries
    /// and figures that are missing.
    pub fn unknowns(&self, policy: &Policy) -> Vec<Unknown> {
        let mut unknowns: Vec<Unknown> = Vec::new();
        for var in self.diagram.support() {
            let (admission, var) = place(policy, var);
            let Some(fact) = policy.fact_of(var) else { continue };
            let unknown = match admission {
                None => Unknown::Fact(fact),
                Some(admission) => Unknown::OfAdmission(admission, fact),
            };
            if unknowns.last() != Some(&unknown) {
                unknowns.push(unknown);
            }
        }
        unknowns.extend(self.missing.figures().iter().copied().map(Unknown::Figure));
        unknowns
    }

    /// The range of every amount over the completions below `at`; `None` if there is no part in any.
    pub fn ranges(&self, at: Ref) -> Option<Vec<Range>> {
        let mut ranges: Option<Vec<Range>> = None;
        for leaf in self.diagram.leaves_below(at) {
            let Some(Some(amounts)) = self.leaves.get(leaf as usize) else {
                continue;
            };
            match &mut ranges {
                None => ranges = Some(amounts.iter().map(|&amount| Range::of(amount)).collect()),
                Some(ranges) => {
                    for (range, &amount) in ranges.iter_mut().zip(amounts) {
                        *range = range.or(Range::of(amount));
                    }
                }
            }
        }
        ranges
    }
}

/// The variable of a settlement's joint diagram that stands for the policy's variable `var` in the
/// admission `admission`. The household's and the person's keep their own.
///
/// # Errors
/// [`TooLarge`] if there are more than variables have numbers.
pub(crate) fn admission_variable(
    policy: &Policy,
    admission: usize,
    var: Var,
) -> Result<Var, TooLarge> {
    let stride = policy.admission_variables().len();
    let joint = admission * stride + usize::from(var);
    Var::try_from(joint).map_err(|_| TooLarge { most: usize::from(Var::MAX) })
}

/// Which admission and which of the policy's variables a variable of a joint diagram stands for.
fn place(policy: &Policy, var: Var) -> (Option<usize>, Var) {
    let own = policy.admission_variables();
    let Some(past) = var.checked_sub(own.start) else {
        return (None, var);
    };
    let stride = own.end.saturating_sub(own.start).max(1);
    (Some(usize::from(past / stride)), own.start + past % stride)
}

/// Numbers tuples of amounts, each once.
#[derive(Default)]
pub struct Leaves {
    numbers: Interner,
    tuples: Vec<Option<Vec<Amount>>>,
    key: Vec<u32>,
}

impl Leaves {
    /// The number of a tuple.
    pub fn number(&mut self, tuple: Option<&[Amount]>) -> u32 {
        self.key.clear();
        self.key.push(u32::from(tuple.is_some()));
        self.key.extend(tuple.into_iter().flatten().flat_map(|amount| amount.key()));
        let number = self.numbers.number(&self.key);
        if number == self.tuples.len() {
            self.tuples.push(tuple.map(<[Amount]>::to_vec));
        }
        u32::try_from(number).unwrap_or(u32::MAX >> 1)
    }

    /// The tuples by number.
    pub fn finish(self) -> Vec<Option<Vec<Amount>>> {
        self.tuples
    }
}
