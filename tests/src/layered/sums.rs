//! Amounts that hang on what a person or a county states.

use super::{MISSED, PERCENTS, SPENT, YEARS, rounded};
use crate::random::Random;

/// Beside the facts: the income that a county states.
pub const INCOME: usize = 100;

/// What is stated in numbers; amounts in fen.
#[derive(Clone, Copy, Debug, Default)]
pub struct Stated {
    pub years: i128,
    pub missed: i128,
    pub spent: i128,
    pub income: i128,
}

/// An amount of a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sum {
    Fen(i128),
    /// A share of `spent`, in hundredths of a percent.
    OfSpent(i128),
    /// A share of the county's income.
    OfIncome(i128),
    Linear(Linear),
}

/// A number, and multiples of `years` and `missed`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linear {
    pub constant: i128,
    pub years: i128,
    pub missed: i128,
}

/// The most that a limit is raised by: an amount, or a share of it.
#[derive(Clone, Debug)]
pub enum Raise {
    Sum(Sum),
    Share(i128),
}

impl Linear {
    pub fn any(random: &mut Random, constants: &[i128], factors: &[i128]) -> Self {
        let constant = if random.chance(60) { *random.pick(constants) } else { 0 };
        let (years, missed) = match random.below(4) {
            0 => (0, *random.pick(factors)),
            1 => (*random.pick(factors), *random.pick(factors)),
            _ => (*random.pick(factors), 0),
        };
        Self { constant, years, missed }
    }

    pub const fn of(&self, stated: &Stated) -> i128 {
        self.constant + self.years * stated.years + self.missed * stated.missed
    }

    pub const fn hangs_on(&self, number: usize) -> bool {
        matches!(number, YEARS) && self.years != 0 || matches!(number, MISSED) && self.missed != 0
    }

    /// As a row writes it, and the numbers that a clause is to say for it.
    pub fn text(&self) -> (String, Vec<String>) {
        let mut said = Vec::new();
        let mut text = String::new();
        if self.constant != 0 {
            said.push(self.constant.abs().to_string());
            text += &self.constant.to_string();
        }
        for (factor, name) in [(self.years, "years"), (self.missed, "missed")] {
            let sign = match (factor.signum(), text.is_empty()) {
                (0, _) => continue,
                (1, true) => "",
                (1, false) => " + ",
                (_, true) => "-",
                (_, false) => " - ",
            };
            let factor = factor.abs();
            text += sign;
            if factor != 1 {
                said.push(factor.to_string());
                text.extend([factor.to_string().as_str(), " * "]);
            }
            text += name;
        }
        (text, said)
    }
}

impl Sum {
    /// A random one; only where it may hang on something `stated`, one that does.
    pub fn any(random: &mut Random, stated: bool) -> Self {
        let share = |random: &mut Random| *random.pick(&PERCENTS);
        if !stated || random.chance(55) {
            return Self::Fen(*random.pick(&super::MONEY));
        }
        match random.below(4) {
            0 => Self::OfSpent(share(random)),
            1 => Self::OfIncome(share(random)),
            _ => Self::Linear(Linear::any(
                random,
                &[-2_000, 7, 400, 3_000],
                &[-900, -1, 1, 250, 2_500],
            )),
        }
    }

    /// In fen.
    pub fn of(&self, stated: &Stated) -> i128 {
        match self {
            Self::Fen(fen) => *fen,
            Self::OfSpent(share) => rounded(stated.spent * share, 10_000),
            Self::OfIncome(share) => rounded(stated.income * share, 10_000),
            Self::Linear(linear) => linear.of(stated).max(0) * 100,
        }
    }

    pub const fn hangs_on(&self, number: usize) -> bool {
        match self {
            Self::Fen(_) => false,
            Self::OfSpent(_) => number == SPENT,
            Self::OfIncome(_) => number == INCOME,
            Self::Linear(linear) => linear.hangs_on(number),
        }
    }
}
