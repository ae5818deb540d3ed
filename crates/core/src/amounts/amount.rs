//! Amounts that may depend on missing figures: either known to the fen, or a formula. Two
//! formulas are equal if and only if they are the same arithmetic on the same missing figures.

use crate::amounts::missing::{Figure, Missing};
use crate::amounts::trace::{Note, Trace};
use crate::case::figures::Cap;
use crate::kernel::interner::Interner;
use crate::kernel::money::{Money, Percent};

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
    /// Zero yuan.
    pub const ZERO: Self = Self::Known(Money::ZERO);

    /// Three words unique to this amount, for keys.
    pub(crate) const fn key(self) -> [u32; 3] {
        match self {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "the two halves"
            )]
            Self::Known(money) => [0, money.fen() as u32, (money.fen() >> 32) as u32],
            Self::Formula(number) => [1, number, 0],
        }
    }

    /// The amount, if it is known.
    pub const fn known(self) -> Option<Money> {
        if let Self::Known(money) = self { Some(money) } else { None }
    }
}

/// Arithmetic that waits for a missing figure, with its operands.
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
    /// Major illness on a sum: the sum, deductible, percent off it, points on the rates. The bands are
    /// the same for everybody.
    Major(Amount, Amount, Percent, Percent),
    /// Assistance before its cap: what is left, the percentage.
    Assistance(Amount, Percent),
}

impl Formula {
    /// The kind of arithmetic, its amounts, its other operands.
    fn parts(&self) -> (u32, [Amount; 2], [u32; 3]) {
        let percent = |percent: Percent| u32::from(percent.hundredths());
        match *self {
            Self::Figure(figure) => (0, [Amount::ZERO; 2], [figure.key(), 0, 0]),
            Self::Sum(one, other) => (1, [one, other], [0; 3]),
            Self::Difference(one, other) => (2, [one, other], [0; 3]),
            Self::Least(one, other) => (3, [one, other], [0; 3]),
            Self::Aid(share, base, contribution) => {
                (4, [base, contribution], [percent(share), 0, 0])
            }
            Self::Basic(in_scope, deductible, less, rate, plus) => {
                // A missing rate's key is past any percentage.
                let rate = match rate {
                    Given::Known(rate) => percent(rate),
                    Given::Missing(figure) => figure.key(),
                };
                (5, [in_scope, deductible], [percent(less), rate, percent(plus)])
            }
            Self::Major(sum, deductible, less, plus) => {
                (6, [sum, deductible], [percent(less), percent(plus), 0])
            }
            Self::Assistance(left, share) => (7, [left, Amount::ZERO], [percent(share), 0, 0]),
        }
    }
}

/// The formulas met so far, each once, with the missing figures each rests on.
#[derive(Default)]
pub struct Formulas {
    numbers: Interner,
    rests: Vec<Missing>,
    /// The steps of the arithmetic.
    pub(crate) trace: Trace,
}

impl Formulas {
    /// The amount of `formula`, which depends on `missing` itself and on whatever its amounts depend
    /// on.
    pub fn amount(&mut self, formula: Formula, missing: &[Figure]) -> Amount {
        let (kind, amounts, rest) = formula.parts();
        let number = self
            .numbers
            .number([[kind, 0, 0], rest, amounts[0].key(), amounts[1].key()].as_flattened());
        if number == self.rests.len() {
            let mut rests = Missing::default();
            rests.add(missing);
            for amount in amounts {
                rests.add(self.rests(amount));
            }
            self.rests.push(rests);
        }
        Amount::Formula(u32::try_from(number).unwrap_or(u32::MAX))
    }

    /// The missing figures an amount depends on, in their order; empty where it is known.
    pub(crate) fn rests(&self, amount: Amount) -> &[Figure] {
        match amount {
            Amount::Known(_) => &[],
            Amount::Formula(number) => {
                self.rests.get(number as usize).map_or(&[], Missing::figures)
            }
        }
    }

    /// Formulas that also keep the steps of the arithmetic.
    pub fn tracing() -> Self {
        Self { trace: Trace::keeping(), ..Self::default() }
    }

    /// Empties it, keeping the room for as many steps.
    pub(crate) fn restart(&mut self) {
        self.numbers = Interner::default();
        self.rests.clear();
        self.trace.restart();
    }

    /// The steps kept; empty where a figure was missing.
    pub(crate) fn into_notes(self) -> Vec<Note> {
        if self.rests.is_empty() { self.trace.into_notes() } else { Vec::new() }
    }

    /// The known amount, or the formula of a missing one.
    pub fn given(&mut self, given: Given<Money>) -> Amount {
        match given {
            Given::Known(money) => Amount::Known(money),
            Given::Missing(figure) => self.amount(Formula::Figure(figure), &[figure]),
        }
    }

    /// `one + other`
    pub fn sum(&mut self, one: Amount, other: Amount) -> Amount {
        match (one, other) {
            (Amount::Known(one), Amount::Known(other)) => Amount::Known(one.plus(other)),
            (Amount::ZERO, amount) | (amount, Amount::ZERO) => amount,
            _ => self.amount(Formula::Sum(one, other), &[]),
        }
    }

    /// `one − other`
    pub fn difference(&mut self, one: Amount, other: Amount) -> Amount {
        match (one, other) {
            (Amount::Known(one), Amount::Known(other)) => Amount::Known(one.minus(other)),
            (amount, Amount::ZERO) => amount,
            _ => self.amount(Formula::Difference(one, other), &[]),
        }
    }

    /// The lesser of a payment and the room left under a cap (`None`: no cap).
    pub fn capped(&mut self, payment: Amount, left: Option<Amount>) -> Amount {
        match (payment, left) {
            (payment, None) => payment,
            (Amount::ZERO, Some(_)) | (_, Some(Amount::ZERO)) => Amount::ZERO,
            (Amount::Known(one), Some(Amount::Known(other))) => Amount::Known(one.min(other)),
            (payment, Some(left)) => self.amount(Formula::Least(payment, left), &[]),
        }
    }
}

/// The room under a cap at the start of the year, yuan.
pub fn cap(given: Given<Cap>) -> Option<Given<Money>> {
    match given {
        Given::Known(Cap::None) => None,
        Given::Known(Cap::Amount(money)) => Some(Given::Known(money)),
        Given::Missing(figure) => Some(Given::Missing(figure)),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn nothing_more_and_nothing_less_is_the_same_amount() {
        let mut formulas = Formulas::default();
        let open = formulas.given(Given::Missing(Figure::MajorCap));
        assert_eq!(formulas.sum(open, Amount::ZERO), open);
        assert_eq!(formulas.sum(Amount::ZERO, open), open);
        assert_eq!(formulas.difference(open, Amount::ZERO), open);
        assert_ne!(formulas.difference(Amount::ZERO, open), open);
        assert_ne!(formulas.sum(open, open), open);
    }

    #[test]
    fn two_formulas_are_one_only_if_everything_in_them_is_the_same() {
        let known = |fen| Amount::Known(Money::from_fen(fen));
        let percent = |percent: u16| Percent::from_hundredths(percent * 100).unwrap();
        // Amounts past 32 bits, and formulas with the number of an amount.
        let amounts = [known(0), known(1), known(1 << 32), known(1 << 33 | 1), Amount::Formula(1)];
        let shares = [percent(0), percent(50), percent(100)];
        let rates = [0, 1].map(|at| Given::Missing(Figure::BasicRate(at, 1 - at)));
        let rates = rates.into_iter().chain(shares.map(Given::Known));
        let mut all = vec![Formula::Figure(Figure::MajorCap), Formula::Figure(Figure::MajorBands)];
        for one in amounts {
            for other in amounts {
                all.extend([
                    Formula::Sum(one, other),
                    Formula::Difference(one, other),
                    Formula::Least(one, other),
                ]);
                for share in shares {
                    all.push(Formula::Aid(share, one, other));
                    all.push(Formula::Major(one, other, share, percent(5)));
                    all.push(Formula::Major(one, other, percent(5), share));
                    for rate in rates.clone() {
                        all.push(Formula::Basic(one, other, share, rate, percent(10)));
                        all.push(Formula::Basic(one, other, percent(10), rate, share));
                    }
                }
            }
            all.extend(shares.map(|share| Formula::Assistance(one, share)));
        }
        let mut formulas = Formulas::default();
        let numbers: Vec<Amount> =
            all.iter().map(|&formula| formulas.amount(formula, &[])).collect();
        for (index, (one, number)) in all.iter().zip(&numbers).enumerate() {
            for (other, same) in all.iter().zip(&numbers).skip(index + 1) {
                assert_eq!(one == other, number == same, "{one:?} and {other:?}");
            }
        }
    }
}
