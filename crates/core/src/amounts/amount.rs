//! Amounts that may depend on missing figures: either known to the fen, or a formula. Two
//! formulas are equal if and only if they are the same arithmetic on the same missing figures.

use crate::amounts::missing::{Figure, Missing};
use crate::amounts::trace::{Note, Trace};
use crate::kernel::interner::Interner;
use crate::kernel::money::{Money, Percent};
use crate::policy::stated::Sum;
use crate::policy::terms::{Band, BandsFrom};

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

    /// The value, if it is known.
    pub fn known(self) -> Option<T> {
        if let Self::Known(value) = self { Some(value) } else { None }
    }

    /// The figure that is missing.
    pub fn missing(&self) -> Option<Figure> {
        if let Self::Missing(figure) = self { Some(*figure) } else { None }
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
    pub fn known(self) -> Option<Money> {
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
    /// The greater of two.
    Greatest(Amount, Amount),
    /// Premium aid: a percentage of a contribution, at most another one.
    Aid(Percent, Amount, Amount),
    /// A percentage of an amount.
    Share(Amount, Percent),
    /// What rates pay on a cost above a deductible.
    Payment(Amount, Amount, Rates),
    /// Whether the first amount is at least the second, or it held before: never shown, only compared.
    Reached(Amount, Amount, Amount),
    /// The second amount if the first, a [`Formula::Reached`], holds; else the third.
    Either(Amount, Amount, Amount),
    /// An amount that a document leaves open; nobody can state it.
    NotStated,
}

/// The rates of a payment, and how much of the deductible counts.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Rates {
    /// One rate, or bands: their number in [`Formulas`], or that they are missing.
    pub rate: Rate,
    /// Points on every rate.
    pub plus: Percent,
    /// Points off every rate.
    pub less: Percent,
    /// Percent of the deductible that count, and percent of those.
    pub deductible: [Percent; 2],
}

/// One rate or bands of rates.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Rate {
    /// One rate.
    One(Given<Percent>),
    /// Bands, by number, and where they are cut from, if that is known.
    Bands(Given<u32>, Option<BandsFrom>),
}

impl Formula {
    /// Its amounts; and the kind of arithmetic with the other operands.
    fn parts(&self) -> ([Amount; 3], [[u32; 3]; 3]) {
        let percent = |percent: Percent| u32::from(percent.hundredths());
        let one = |kind, word| [[kind, word, 0], [0; 3], [0; 3]];
        let zero = Amount::ZERO;
        match *self {
            Self::Figure(figure) => ([zero; 3], one(0, figure.key())),
            Self::Sum(first, other) => ([first, other, zero], one(1, 0)),
            Self::Difference(first, other) => ([first, other, zero], one(2, 0)),
            Self::Least(first, other) => ([first, other, zero], one(3, 0)),
            Self::Greatest(first, other) => ([first, other, zero], one(4, 0)),
            Self::Aid(share, base, contribution) => {
                ([base, contribution, zero], one(5, percent(share)))
            }
            Self::Share(of, share) => ([of, zero, zero], one(6, percent(share))),
            Self::Payment(cost, deductible, rates) => {
                let (kind, rate, from) = match rates.rate {
                    Rate::One(Given::Known(rate)) => (0, percent(rate), 0),
                    Rate::One(Given::Missing(figure)) => (1, figure.key(), 0),
                    Rate::Bands(bands, from) => {
                        let from = from.map_or(0, |from| from as u32 + 1);
                        match bands {
                            Given::Known(number) => (2, number, from),
                            Given::Missing(figure) => (3, figure.key(), from),
                        }
                    }
                };
                let [first, other] = rates.deductible.map(percent);
                let (plus, less) = (percent(rates.plus), percent(rates.less));
                ([cost, deductible, zero], [[7, kind, rate], [from, plus, less], [first, other, 0]])
            }
            Self::Reached(before, sum, mark) => ([before, sum, mark], one(8, 0)),
            Self::Either(holds, first, other) => ([holds, first, other], one(9, 0)),
            Self::NotStated => ([zero; 3], one(10, 0)),
        }
    }
}

/// Between which amounts something lies.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Bounds {
    /// At least this.
    pub least: Money,
    /// At most this.
    pub most: Money,
}

impl Bounds {
    /// Anything that may be entered.
    pub const ANY: Self = Self { least: Money::ZERO, most: Money::MOST };
}

/// The formulas met so far, each once, with the missing figures each rests on and its bounds whatever
/// these are.
#[derive(Default)]
pub struct Formulas {
    numbers: Interner,
    rests: Vec<Missing>,
    bounds: Vec<Bounds>,
    /// Lists of bands met so far.
    bands: Vec<Vec<Band>>,
    /// Amounts met so far that hang on facts that are missing, these facts, and between which amounts they lie.
    sums: Vec<(Sum, Vec<u16>, Bounds)>,
    /// How much has been worked out: a step for each formula, more where it depends on many figures.
    work: usize,
    /// Whether it hangs on a missing figure if a sum of the year has reached the mark of some terms.
    pub(crate) after_open: bool,
    /// The steps of the arithmetic.
    pub(crate) trace: Trace,
}

impl Formulas {
    /// The amount of `formula`, which depends on `missing` itself and on whatever its amounts depend
    /// on, and lies within `bounds`.
    pub fn amount(&mut self, formula: Formula, missing: &[Figure], bounds: Bounds) -> Amount {
        if bounds.least == bounds.most && !matches!(formula, Formula::Reached(..)) {
            return Amount::Known(bounds.least);
        }
        let (amounts, operands) = formula.parts();
        let key = [operands, amounts.map(Amount::key)];
        let number = self.numbers.number(key.as_flattened().as_flattened());
        if number == self.rests.len() {
            let mut rests = Missing::default();
            rests.add(missing);
            for amount in amounts {
                rests.add(self.rests(amount));
            }
            self.work += 1 + rests.figures().len() / 4;
            self.rests.push(rests);
            self.bounds.push(bounds);
        }
        Amount::Formula(u32::try_from(number).unwrap_or(u32::MAX))
    }

    /// Between which amounts an amount lies, whatever the missing figures are.
    pub fn bounds(&self, amount: Amount) -> Bounds {
        match amount {
            Amount::Known(money) => Bounds { least: money, most: money },
            Amount::Formula(number) => {
                self.bounds.get(number as usize).copied().unwrap_or(Bounds::ANY)
            }
        }
    }

    /// The number of a list of bands.
    pub(crate) fn bands(&mut self, bands: &[Band]) -> u32 {
        let found = self.bands.iter().position(|own| own == bands);
        let number = found.unwrap_or_else(|| {
            self.bands.push(bands.to_vec());
            self.bands.len() - 1
        });
        u32::try_from(number).unwrap_or(u32::MAX)
    }

    /// What is missing of an amount that hangs on these `facts`, which are missing.
    pub(crate) fn open_sum(&mut self, sum: &Sum, facts: Vec<u16>, bounds: Bounds) -> Figure {
        let found = self.sums.iter().position(|(own, ..)| own == sum);
        let number = found.unwrap_or_else(|| {
            self.sums.push((sum.clone(), facts, bounds));
            self.sums.len() - 1
        });
        Figure::Sum(u16::try_from(number).unwrap_or(u16::MAX))
    }

    /// The figures; for an amount that hangs on facts, these.
    pub(crate) fn named(&self, figures: &[Figure]) -> Vec<Figure> {
        let mut named = Vec::new();
        for &figure in figures {
            match figure {
                Figure::Sum(number) => {
                    let sum = self.sums.get(usize::from(number));
                    named.extend(
                        sum.into_iter()
                            .flat_map(|(_, facts, _)| facts)
                            .map(|&fact| Figure::Stated(fact)),
                    );
                }
                other => named.push(other),
            }
        }
        named
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

    /// How much has been worked out that waits for missing figures.
    pub(crate) const fn work(&self) -> usize {
        self.work
    }

    /// Formulas that also keep the steps of the arithmetic.
    pub fn tracing() -> Self {
        Self { trace: Trace::keeping(), ..Self::default() }
    }

    /// Empties it, keeping the room for as many steps.
    pub(crate) fn restart(&mut self) {
        self.numbers = Interner::default();
        self.rests.clear();
        self.bounds.clear();
        self.bands.clear();
        self.sums.clear();
        self.after_open = false;
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
            Given::Missing(figure) => {
                let bounds = self.bounds_of(figure);
                self.amount(Formula::Figure(figure), &[figure], bounds)
            }
        }
    }

    /// Between which amounts a figure lies that is missing.
    pub(crate) fn bounds_of(&self, figure: Figure) -> Bounds {
        let Figure::Sum(number) = figure else { return Bounds::ANY };
        self.sums.get(usize::from(number)).map_or(Bounds::ANY, |(.., bounds)| *bounds)
    }

    /// `one + other`
    pub fn sum(&mut self, one: Amount, other: Amount) -> Amount {
        match (one, other) {
            (Amount::ZERO, amount) | (amount, Amount::ZERO) => amount,
            _ => {
                let (a, b) = (self.bounds(one), self.bounds(other));
                let bounds = Bounds { least: a.least.plus(b.least), most: a.most.plus(b.most) };
                self.amount(Formula::Sum(one, other), &[], bounds)
            }
        }
    }

    /// `one − other`, of which the second is part of the first: never below zero.
    pub fn difference(&mut self, one: Amount, other: Amount) -> Amount {
        match (one, other) {
            (amount, Amount::ZERO) => amount,
            (one, other) if one == other => Amount::ZERO,
            _ => {
                let (a, b) = (self.bounds(one), self.bounds(other));
                let least = a.least.minus(b.most).max(Money::ZERO);
                let bounds = Bounds { least, most: a.most.minus(b.least).max(Money::ZERO) };
                self.amount(Formula::Difference(one, other), &[], bounds)
            }
        }
    }

    /// The lesser of two.
    pub fn least(&mut self, one: Amount, other: Amount) -> Amount {
        let (a, b) = (self.bounds(one), self.bounds(other));
        if a.most <= b.least || one == other {
            one
        } else if b.most <= a.least {
            other
        } else {
            let bounds = Bounds { least: a.least.min(b.least), most: a.most.min(b.most) };
            self.amount(Formula::Least(one, other), &[], bounds)
        }
    }

    /// The greater of two.
    pub fn greatest(&mut self, one: Amount, other: Amount) -> Amount {
        let (a, b) = (self.bounds(one), self.bounds(other));
        if a.least >= b.most || one == other {
            one
        } else if b.least >= a.most {
            other
        } else {
            let bounds = Bounds { least: a.least.max(b.least), most: a.most.max(b.most) };
            self.amount(Formula::Greatest(one, other), &[], bounds)
        }
    }

    /// A share of an amount, rounded to the fen.
    pub fn share(&mut self, of: Amount, share: Percent) -> Amount {
        match of {
            _ if share == Percent::WHOLE => of,
            Amount::Known(of) => Amount::Known(share.of(of).round()),
            Amount::Formula(_) => {
                let Bounds { least, most } = self.bounds(of);
                let part = |of| share.of(of).round();
                let bounds = Bounds { least: part(least), most: part(most) };
                self.amount(Formula::Share(of, share), &[], bounds)
            }
        }
    }

    /// Whether `sum` is at least `mark`, or `before` holds.
    pub fn reached(&mut self, before: Reached, sum: Amount, mark: Amount) -> Reached {
        if before == Reached::Yes {
            return before;
        }
        let (sums, marks) = (self.bounds(sum), self.bounds(mark));
        if sums.least >= marks.most {
            Reached::Yes
        } else if sums.most < marks.least {
            before
        } else {
            let held = if let Reached::Open(number) = before {
                Amount::Formula(number)
            } else {
                Amount::ZERO
            };
            match self.amount(Formula::Reached(held, sum, mark), &[], Bounds::ANY) {
                Amount::Formula(number) => Reached::Open(number),
                Amount::Known(_) => before,
            }
        }
    }

    /// The first amount if it is reached, else the second.
    pub fn either(&mut self, reached: Reached, one: Amount, other: Amount) -> Amount {
        match reached {
            Reached::Yes => one,
            Reached::No => other,
            Reached::Open(_) if one == other => one,
            Reached::Open(number) => {
                let (a, b) = (self.bounds(one), self.bounds(other));
                let bounds = Bounds { least: a.least.min(b.least), most: a.most.max(b.most) };
                self.amount(Formula::Either(Amount::Formula(number), one, other), &[], bounds)
            }
        }
    }
}

/// Whether a sum of the year has reached an amount.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Reached {
    /// It has not.
    #[default]
    No,
    /// It has.
    Yes,
    /// That hangs on missing figures: the number of a formula.
    Open(u32),
}

#[cfg(test)]
mod tests;
