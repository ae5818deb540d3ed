//! Amounts as a joint function of the unknown facts, and their ranges.

use serde::Serialize;

use crate::amounts::amount::{Amount, Formulas};
use crate::amounts::check::Check;
use crate::amounts::missing::{Figure, Missing, Unknown};
use crate::amounts::trace::Note;
use crate::case::{Admission, Facts};
use crate::kernel::diagram::{Diagram, Ref, TooLarge, Var};
use crate::kernel::interner::Interner;
use crate::kernel::money::Money;
use crate::policy::Policy;
use crate::policy::vocabulary::Scope;

/// The least and the most of an amount over all completions of the unknown facts; null where a
/// figure is missing.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Range {
    /// Some completion reaches it.
    pub least: Option<Money>,
    /// Some completion reaches it.
    pub most: Option<Money>,
    /// The clause says "at least", and no limit is used up: it may be more.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(test, ts(as = "Option<bool>", optional))]
    pub floor: bool,
}

impl Range {
    /// That of an amount of which nothing is known.
    pub const NOT_KNOWN: Self = Self { least: None, most: None, floor: false };

    /// The range of one amount.
    pub fn of(amount: Amount) -> Self {
        Self { least: amount.known(), most: amount.known(), floor: false }
    }

    /// The range that covers both.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            least: self.least.zip(other.least).map(|(one, other)| one.min(other)),
            most: self.most.zip(other.most).map(|(one, other)| one.max(other)),
            floor: self.floor || other.floor,
        }
    }

    /// The range of the sum of two independent amounts.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            least: self.least.zip(other.least).map(|(one, other)| one.plus(other)),
            most: self.most.zip(other.most).map(|(one, other)| one.plus(other)),
            floor: self.floor || other.floor,
        }
    }
}

/// Amounts as a joint function of the unknown facts: a diagram whose leaves are tuples of amounts, or
/// "there is no such part". In a settlement each [`Block`] of admissions also has a variable that is no
/// fact ([`Block::bills`]): it leads to the amounts of each admission, and last to the rest of the year.
pub struct Joint {
    /// Leaves are indices in `leaves`.
    pub diagram: Diagram,
    /// Every different leaf.
    pub leaves: Vec<Leaf>,
    /// Of a settlement: the admissions, in order.
    pub blocks: Vec<Block>,
    /// The missing figures that the amounts of some completion depend on.
    pub missing: Missing,
    /// The steps of the arithmetic, where only one completion was met and every figure is known.
    pub notes: Vec<Note>,
    /// Of a settlement: whether it hangs on a missing figure if a sum of the year has reached the mark of
    /// some terms.
    pub after_open: bool,
    /// Of a settlement: what settlement sheets state, by admission and layer.
    pub checks: Vec<Check>,
}

/// A leaf of a joint function.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Leaf {
    /// The admission whose amounts they are; none where they are the year's, or the premium's.
    pub admission: Option<usize>,
    /// The amounts; none where there is no part.
    pub amounts: Option<Vec<Amount>>,
    /// A bit for each amount that some completion makes a floor.
    pub floors: u8,
}

/// Admissions that are all known, or one that may not be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Block {
    /// Its place among the blocks.
    pub number: usize,
    /// The first admission.
    pub first: usize,
    /// How many there are.
    pub count: usize,
}

impl Block {
    /// As many as a node of a diagram has branches, but one.
    pub const MOST: usize = 200;

    /// The variable that stands for the policy's variable `var` in the admission. The household's and
    /// the person's keep their own.
    ///
    /// # Errors
    /// [`TooLarge`] if there are more than variables have numbers.
    pub(crate) fn variable(self, policy: &Policy, var: Var) -> Result<Var, TooLarge> {
        let joint = self.number * stride(policy) + usize::from(var);
        Var::try_from(joint).map_err(|_| TooLarge { most: usize::from(Var::MAX) })
    }

    /// The variable whose branches lead to the amounts of each admission, and the last one to the rest of
    /// the year: below all that stand for the admission's own.
    ///
    /// # Errors
    /// [`TooLarge`] if there are more than variables have numbers.
    pub(crate) fn bills(self, policy: &Policy) -> Result<Var, TooLarge> {
        self.variable(policy, policy.admission_variables().end)
    }
}

/// How many variables a joint diagram has for each block.
fn stride(policy: &Policy) -> usize {
    policy.admission_variables().len() + 1
}

impl Joint {
    /// The joint function of `leaves` over `diagram`, met in `met` completions.
    pub(crate) fn new(
        diagram: Diagram,
        leaves: Leaves,
        blocks: Vec<Block>,
        formulas: Formulas,
        met: usize,
    ) -> Self {
        let leaves = leaves.met;
        let mut missing = Missing::default();
        for &amount in leaves.iter().filter_map(|leaf| leaf.amounts.as_ref()).flatten() {
            missing.add(&formulas.named(formulas.rests(amount)));
        }
        let after_open = formulas.after_open;
        let notes = if met == 1 { formulas.into_notes() } else { Vec::new() };
        Self { diagram, leaves, blocks, missing, notes, after_open, checks: Vec::new() }
    }

    /// The same, with what settlement sheets state.
    pub(crate) fn with_checks(mut self, checks: Vec<Check>) -> Self {
        self.checks = checks;
        self
    }

    /// What the amounts depend on, of what is not `known`: the unknown facts in the order of their variables, then the entries
    /// and figures that are missing.
    pub fn unknowns(&self, policy: &Policy, known: &Facts) -> Vec<Unknown> {
        let mut unknowns: Vec<Unknown> = Vec::new();
        for var in self.diagram.support() {
            let Some((admission, var)) = self.place(policy, var) else { continue };
            for fact in policy.asked_of([var]) {
                let of_admission =
                    policy.fact(fact).is_some_and(|fact| fact.scope == Scope::Admission);
                let unknown = match admission.filter(|_| of_admission) {
                    Some(admission) => Unknown::OfAdmission(admission, fact),
                    None if known.get(usize::from(fact)).is_some() => continue,
                    None => Unknown::Fact(fact),
                };
                if !unknowns.contains(&unknown) {
                    unknowns.push(unknown);
                }
            }
        }
        for &figure in self.missing.figures() {
            let Figure::Stated(fact) = figure else {
                unknowns.push(Unknown::Figure(figure));
                continue;
            };
            // Among the person's, in vocabulary order.
            let place = unknowns
                .iter()
                .position(|own| !matches!(own, Unknown::Fact(other) if *other < fact))
                .unwrap_or(unknowns.len());
            if unknowns.get(place) != Some(&Unknown::Fact(fact)) {
                unknowns.insert(place, Unknown::Fact(fact));
            }
        }
        unknowns
    }

    /// Which admission and which of the policy's variables a variable stands for; none of bills.
    fn place(&self, policy: &Policy, var: Var) -> Option<(Option<usize>, Var)> {
        let own = policy.admission_variables();
        let Some(past) = var.checked_sub(own.start) else {
            return Some((None, var));
        };
        let (past, stride) = (usize::from(past), stride(policy));
        let var = own.start + Var::try_from(past % stride).ok()?;
        let block = self.blocks.get(past / stride)?;
        own.contains(&var).then_some((Some(block.first), var))
    }

    /// The range of every amount of the year, or of the premium, over the completions below `at`;
    /// `None` if there is no part in any.
    pub fn ranges(&self, at: Ref) -> Option<Vec<Range>> {
        let leaves = self.diagram.leaves_below(at).into_iter();
        leaves
            .filter_map(|leaf| self.leaves.get(leaf as usize))
            .filter(|leaf| leaf.admission.is_none())
            .fold(None, add)
    }

    /// The same of each of `admissions` admissions.
    pub fn ranges_of_admissions(&self, admissions: usize) -> Vec<Option<Vec<Range>>> {
        let mut ranges = vec![None; admissions];
        for leaf in &self.leaves {
            if let Some(slot) = leaf.admission.and_then(|index| ranges.get_mut(index)) {
                *slot = add(slot.take(), leaf);
            }
        }
        ranges
    }

    /// The in-scope and out-of-scope cost of the admissions that have a settlement part, yuan; none where
    /// an entry is missing or it is not known whether one has such a part.
    pub fn total(&self, admissions: &[Admission]) -> Option<Money> {
        // Of each: whether some completion has no part of it, whether some has one.
        let mut parts = vec![[false; 2]; admissions.len()];
        for leaf in &self.leaves {
            let own = leaf.admission.and_then(|index| parts.get_mut(index));
            if let Some(slot) = own.and_then(|own| own.get_mut(usize::from(leaf.amounts.is_some())))
            {
                *slot = true;
            }
        }
        admissions.iter().zip(parts).try_fold(Money::ZERO, |total, (admission, part)| match part {
            [true, true] => None,
            [_, false] => Some(total),
            [false, true] => Some(total.plus(admission.in_scope?).plus(admission.out_of_scope?)),
        })
    }
}

/// The ranges that cover a leaf's amounts too.
fn add(ranges: Option<Vec<Range>>, leaf: &Leaf) -> Option<Vec<Range>> {
    let Some(amounts) = &leaf.amounts else { return ranges };
    // A bit for each layer, and none for the patient behind the last of them.
    let floors = u16::from(leaf.floors);
    let own = amounts
        .iter()
        .enumerate()
        .map(|(nth, &amount)| Range { floor: floors >> nth & 1 == 1, ..Range::of(amount) });
    Some(match ranges {
        None => own.collect(),
        Some(ranges) => ranges.into_iter().zip(own).map(|(one, other)| one.or(other)).collect(),
    })
}

/// Numbers leaves, each once.
#[derive(Default)]
pub struct Leaves {
    numbers: Interner,
    met: Vec<Leaf>,
    key: Vec<u32>,
}

impl Leaves {
    /// The number of a leaf: the amounts of an admission, or of the year or the premium. Which of them
    /// are floors makes no other leaf.
    pub fn number(
        &mut self,
        admission: Option<usize>,
        amounts: Option<&[Amount]>,
        floors: u8,
    ) -> u32 {
        self.key.clear();
        let place = admission.and_then(|index| u32::try_from(index).ok()).unwrap_or(u32::MAX);
        self.key.extend([place, u32::from(amounts.is_some())]);
        self.key.extend(amounts.into_iter().flatten().flat_map(|amount| amount.key()));
        let number = self.numbers.number(&self.key);
        if let Some(leaf) = self.met.get_mut(number) {
            leaf.floors |= floors;
        } else {
            let amounts = amounts.map(<[Amount]>::to_vec);
            self.met.push(Leaf { admission, amounts, floors });
        }
        u32::try_from(number).unwrap_or(u32::MAX >> 1)
    }
}
