//! What is worked out from numbers and amounts that a person states.

use std::fmt;

use serde::{Serialize, Serializer};

use super::terms::Band;
use super::vocabulary::{FIGURES, Fact, FactKind, Scope};
use crate::kernel::money::{Money, Percent};
use crate::kernel::packed::packed;

/// A share of an amount that the person states, by bands cut from zero.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(optional_fields))]
pub struct Share {
    /// The fact that says the amount.
    pub on: String,
    /// Rising; nothing is paid below the first.
    pub bands: Vec<Band>,
    /// The most that is paid, yuan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cap: Option<Money>,
}

packed!(Share { on, bands, cap });

/// A time that passes before something is given.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(optional_fields))]
pub struct Wait {
    /// How long, months; never less than none.
    #[cfg_attr(test, ts(type = "string"))]
    pub months: Linear,
    /// Not less than this, months.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(type = "number"))]
    pub at_least: Option<i64>,
}

packed!(Wait { months, at_least });

/// The most facts that one number hangs on: what it hangs on is found by trying the ends of all.
pub const MOST_FACTS: usize = 8;

/// A number and multiples of number facts: `3 + years_missed - years_repaired`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Linear {
    /// What stands alone.
    pub constant: i64,
    /// The facts, each once.
    pub facts: Vec<Multiple>,
}

packed!(Linear { constant, facts });

/// A number fact times a number.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Multiple {
    /// The fact.
    pub fact: String,
    /// Not zero; negative where it is taken off.
    pub factor: i64,
}

packed!(Multiple { fact, factor });

impl fmt::Display for Linear {
    /// As `gives` writes it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut begun = self.constant != 0 || self.facts.is_empty();
        if begun {
            write!(f, "{}", self.constant)?;
        }
        for Multiple { fact, factor } in &self.facts {
            let sign = match (begun, factor.is_negative()) {
                (true, true) => " - ",
                (true, false) => " + ",
                (false, true) => "-",
                (false, false) => "",
            };
            f.write_str(sign)?;
            let factor = factor.unsigned_abs();
            if factor != 1 {
                write!(f, "{factor} * ")?;
            }
            f.write_str(fact)?;
            begun = true;
        }
        Ok(())
    }
}

impl Serialize for Linear {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// An amount of yuan that a clause states, or works out from what a person or a county states.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(test, derive(ts_rs::TS), ts(type = "string"))]
pub enum Sum {
    /// Stated.
    Yuan(Money),
    /// A share of an amount: the fact that says it, perhaps a declared figure.
    Share(Percent, String),
    /// Whole yuan and multiples of number facts; never less than nothing.
    Linear(Linear),
}

packed!(enum Sum { Yuan { 0: money }, Share { 0: share, 1: of }, Linear { 0: linear } });

impl Sum {
    /// The facts it hangs on.
    pub fn facts(&self) -> Vec<&str> {
        match self {
            Self::Yuan(_) => Vec::new(),
            Self::Share(_, of) => vec![of],
            Self::Linear(linear) => linear.facts.iter().map(|own| own.fact.as_str()).collect(),
        }
    }
}

impl Serialize for Sum {
    /// As `gives` writes it.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Yuan(money) => money.serialize(serializer),
            Self::Share(share, of) => {
                let (kind, of) =
                    of.strip_prefix(FIGURES).map_or(("", of.as_str()), |id| ("figure.", id));
                serializer.collect_str(&format_args!("{share}% of {kind}{of}"))
            }
            Self::Linear(linear) => linear.serialize(serializer),
        }
    }
}

/// Whether the fact that a share is of states an amount.
pub(super) fn fits(share: &Share, facts: &[Fact]) -> bool {
    let on = facts.iter().find(|fact| fact.id == share.on);
    !share.bands.is_empty() && on.is_some_and(|fact| fact.kind == FactKind::Money)
}

/// Whether a number hangs on number facts only.
pub(super) fn counts(linear: &Linear, facts: &[Fact]) -> bool {
    linear.facts.len() <= MOST_FACTS
        && linear.facts.iter().all(|own| {
            let fact = facts.iter().find(|fact| fact.id == own.fact);
            fact.is_some_and(|fact| matches!(fact.kind, FactKind::Number { .. }))
        })
}

/// Whether an amount hangs only on what a person or a county states, each of its kind.
pub(super) fn known_before_bills(sum: &Sum, facts: &[Fact]) -> bool {
    let of_person = |id: &str| {
        let fact = facts.iter().find(|fact| fact.id == id);
        fact.is_some_and(|fact| fact.scope != Scope::Admission)
    };
    sum.facts().into_iter().all(of_person)
        && match sum {
            Sum::Yuan(_) => true,
            Sum::Share(_, of) => {
                facts.iter().any(|fact| fact.id == *of && fact.kind == FactKind::Money)
            }
            Sum::Linear(linear) => counts(linear, facts),
        }
}
