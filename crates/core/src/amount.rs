//! Amounts that may hang on figures nobody has given: either known to the fen, or a formula. Two
//! formulas are equal if and only if they are the same arithmetic on the same missing figures.

use std::collections::HashMap;

use serde::Serialize;

use crate::diagram::{Diagram, Quick, Ref};
use crate::figures::{BandsFrom, Cap};
use crate::money::{Money, Percent};

/// A figure or an entry of the bill, by its place.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Figure {
    /// `admissions[i].in_scope`
    InScope(u32),
    /// `admissions[i].out_of_scope`
    OutOfScope(u32),
    /// `figures.contribution.TIER`
    Contribution(u8),
    /// `figures.basic.deductible.LEVEL`
    BasicDeductible(u8),
    /// `figures.basic.rate.TIER.LEVEL`
    BasicRate(u8, u8),
    /// `figures.basic.cap.TIER`
    BasicCap(u8),
    /// `figures.major_illness.deductible`
    MajorDeductible,
    /// `figures.major_illness.bands`
    MajorBands,
    /// `figures.major_illness.bands_from`
    MajorBandsFrom,
    /// `figures.major_illness.cap`
    MajorCap,
    /// `figures.assistance.cap`
    AssistanceCap,
}

/// A value that is known, or the figure that is missing.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Given<T> {
    /// Known.
    Known(T),
    /// Missing.
    Missing(Figure),
}

impl<T> Given<T> {
    /// The value, or the figure to ask for.
    pub fn new(value: Option<T>, figure: Figure) -> Self {
        value.map_or(Self::Missing(figure), Self::Known)
    }
}

/// An amount.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Amount {
    /// Known to the fen.
    Known(Money),
    /// A formula: its number in [`Formulas`].
    Formula(u32),
}

impl Amount {
    /// Nothing.
    pub const ZERO: Self = Self::Known(Money::ZERO);

    /// The amount, if it is known.
    pub const fn known(self) -> Option<Money> {
        if let Self::Known(money) = self { Some(money) } else { None }
    }
}

/// Arithmetic that could not be done, with everything it rests on.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Formula {
    /// A missing figure itself.
    Figure(Figure),
    /// A sum.
    Sum(Amount, Amount),
    /// A difference.
    Difference(Amount, Amount),
    /// The lesser of two.
    Least(Amount, Amount),
    /// Premium aid: a percentage of the tier-1 contribution, at most the contribution.
    Aid(Percent, Amount, Amount),
    /// Basic insurance before its cap: in-scope cost, deductible, percent off it, rate, points on it.
    Basic(Amount, Amount, Percent, Given<Percent>, Percent),
    /// Major illness on a sum: the sum, deductible, percent off it, points on the rates, whether the
    /// bands are given, and where they are cut from.
    Major(Amount, Amount, Percent, Percent, bool, Option<BandsFromKey>),
    /// Assistance before its cap: what is left, the percentage.
    Assistance(Amount, Percent),
}

/// [`BandsFrom`], hashable.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum BandsFromKey {
    /// From zero.
    Zero,
    /// From the deductible.
    Deductible,
}

impl From<BandsFrom> for BandsFromKey {
    fn from(from: BandsFrom) -> Self {
        match from {
            BandsFrom::Zero => Self::Zero,
            BandsFrom::Deductible => Self::Deductible,
        }
    }
}

/// The formulas met so far, each once, and the figures that were missed.
#[derive(Default)]
pub struct Formulas {
    numbers: HashMap<Formula, u32, Quick>,
    missing: Vec<Figure>,
}

impl Formulas {
    /// The amount that stands for `formula`.
    pub fn amount(&mut self, formula: Formula) -> Amount {
        let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        Amount::Formula(*self.numbers.entry(formula).or_insert(next))
    }

    /// Notes that some completion needs `figure`.
    pub fn miss(&mut self, figure: Figure) {
        if !self.missing.contains(&figure) {
            self.missing.push(figure);
        }
    }

    /// A given amount; a missing one is noted.
    pub fn given(&mut self, given: Given<Money>) -> Amount {
        match given {
            Given::Known(money) => Amount::Known(money),
            Given::Missing(figure) => {
                self.miss(figure);
                self.amount(Formula::Figure(figure))
            }
        }
    }

    /// The missing figures, in the order of the bill and of the figures file.
    pub fn missing(mut self) -> Vec<Figure> {
        self.missing.sort_unstable();
        self.missing
    }

    /// `one + other`
    pub fn sum(&mut self, one: Amount, other: Amount) -> Amount {
        match (one, other) {
            (Amount::Known(one), Amount::Known(other)) => Amount::Known(one.plus(other)),
            (Amount::ZERO, amount) | (amount, Amount::ZERO) => amount,
            _ => self.amount(Formula::Sum(one, other)),
        }
    }

    /// `one − other`
    pub fn difference(&mut self, one: Amount, other: Amount) -> Amount {
        match (one, other) {
            (Amount::Known(one), Amount::Known(other)) => Amount::Known(one.minus(other)),
            (amount, Amount::ZERO) => amount,
            _ => self.amount(Formula::Difference(one, other)),
        }
    }

    /// The lesser of a payment and what a cap has left (`None`: no cap).
    pub fn capped(&mut self, payment: Amount, left: Option<Amount>) -> Amount {
        match (payment, left) {
            (payment, None) => payment,
            (Amount::ZERO, Some(_)) | (_, Some(Amount::ZERO)) => Amount::ZERO,
            (Amount::Known(one), Some(Amount::Known(other))) => Amount::Known(one.min(other)),
            (payment, Some(left)) => self.amount(Formula::Least(payment, left)),
        }
    }
}

/// What a cap has left at the start of the year.
pub fn cap(given: Given<Cap>) -> Option<Given<Money>> {
    match given {
        Given::Known(Cap::None) => None,
        Given::Known(Cap::Amount(money)) => Some(Given::Known(money)),
        Given::Missing(figure) => Some(Given::Missing(figure)),
    }
}

/// The least and the most of an amount over all completions of the unknown facts; null where a
/// figure is missing.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
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

/// Amounts as a joint function of the facts still open: a diagram whose leaves are tuples of
/// amounts, or "there is no such part".
pub struct Joint {
    /// Leaves are indices in `leaves`.
    pub diagram: Diagram,
    /// Every different tuple; `None` where `when` does not hold. All of one length.
    pub leaves: Vec<Option<Vec<Amount>>>,
    /// The figures that some completion needs and nobody gave.
    pub missing: Vec<Figure>,
}

impl Joint {
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

/// Numbers tuples of amounts, each once.
#[derive(Default)]
pub struct Leaves {
    numbers: HashMap<Option<Vec<Amount>>, u32, Quick>,
}

impl Leaves {
    /// The number of a tuple.
    pub fn number(&mut self, tuple: Option<Vec<Amount>>) -> u32 {
        let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX >> 1);
        *self.numbers.entry(tuple).or_insert(next)
    }

    /// The tuples by number.
    pub fn finish(self) -> Vec<Option<Vec<Amount>>> {
        let mut tuples: Vec<_> = self.numbers.into_iter().collect();
        tuples.sort_unstable_by_key(|&(_, number)| number);
        tuples.into_iter().map(|(tuple, _)| tuple).collect()
    }
}
