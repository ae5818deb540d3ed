//! The steps of the arithmetic, so that every amount can be followed to its figure and its clause.

use serde::{Serialize, Serializer};

use crate::amounts::missing::Figure;
use crate::kernel::money::{Money, Percent};
use crate::policy::outcome::Outcome;

/// The part of an answer a step belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Layer {
    /// The year's contribution.
    Premium,
    /// Basic insurance.
    Basic,
    /// Major-illness insurance.
    MajorIllness,
    /// Medical assistance.
    Assistance,
    /// The patient.
    Patient,
}

/// What the number of a step is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum What {
    /// The year's contribution.
    Contribution,
    /// The contribution the share is of.
    Base,
    /// The share paid.
    Share,
    /// What is paid of it.
    Aid,
    /// What is left to pay.
    Pays,
    /// In-scope cost.
    InScope,
    /// A deductible.
    Deductible,
    /// Percent off it.
    DeductibleLess,
    /// A rate.
    Rate,
    /// Points on it.
    RatePlus,
    /// The running sum.
    Sum,
    /// A band: where it begins, what it pays.
    Band,
    /// The payment on the sum.
    PaymentOnSum,
    /// The payment on the sum before this admission.
    PaymentOnSumBefore,
    /// What the layers before have left.
    Left,
    /// The share of assistance.
    AtLeast,
    /// A payment before its cap.
    Payment,
    /// A yearly cap.
    Cap,
    /// The payment its cap has left.
    Paid,
    /// In-scope cost left to the patient.
    InScopeLeft,
    /// Out-of-scope cost.
    OutOfScope,
}

impl What {
    /// Their names, by number.
    const NAMES: [&'static str; 21] = [
        "contribution",
        "base",
        "share",
        "aid",
        "pays",
        "in_scope",
        "deductible",
        "deductible_less",
        "rate",
        "rate_plus",
        "sum",
        "band",
        "payment_on_sum",
        "payment_on_sum_before",
        "left",
        "at_least",
        "payment",
        "cap",
        "paid",
        "in_scope_left",
        "out_of_scope",
    ];

    /// Its name in an answer.
    pub fn name(self) -> &'static str {
        Self::name_of(self as usize).unwrap_or_default()
    }

    /// The name of the number `what`.
    pub fn name_of(what: usize) -> Option<&'static str> {
        Self::NAMES.get(what).copied()
    }
}

impl Serialize for What {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// What a provision changes in the arithmetic. No two provisions of a policy change the same.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Change {
    /// The share of the contribution paid.
    PremiumAid,
    /// Points on the rate of basic insurance.
    BasicRate,
    /// Percent off the deductible of basic insurance.
    BasicDeductible,
    /// Points on the rates of major-illness insurance.
    MajorRate,
    /// Percent off the deductible of major-illness insurance.
    MajorDeductible,
    /// Medical assistance.
    Assistance,
}

impl Change {
    /// Whether an outcome makes this change.
    pub fn is_made_by(self, outcome: &Outcome) -> bool {
        let some = |percent: Percent| percent != Percent::ZERO;
        match (self, outcome) {
            (Self::PremiumAid, Outcome::PremiumAid(percent)) => some(*percent),
            (Self::PremiumAid, Outcome::PremiumAidAmount(_)) => true,
            (Self::BasicRate, Outcome::Basic(terms))
            | (Self::MajorRate, Outcome::MajorIllness(terms)) => some(terms.rate_plus),
            (Self::BasicDeductible, Outcome::Basic(terms))
            | (Self::MajorDeductible, Outcome::MajorIllness(terms)) => some(terms.deductible_less),
            (Self::Assistance, Outcome::Assistance(terms)) => some(terms.at_least),
            _ => false,
        }
    }
}

/// Where the number of a step comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Origin {
    /// A figure, or an entry of the bill.
    Figure(Figure),
    /// A provision.
    Provision(Change),
    /// The steps before it.
    Steps,
}

/// A step as it is noted; [`Step`] has the names.
#[derive(Clone, PartialEq, Debug)]
pub struct Note {
    /// Which admission, from 0; none for the premium.
    pub admission: Option<u32>,
    /// The part of the answer.
    pub layer: Layer,
    /// What the number is.
    pub what: What,
    /// An amount, if the step has one.
    pub value: Option<Money>,
    /// A percentage, if the step has one.
    pub percent: Option<Percent>,
    /// Where the number comes from.
    pub origin: Origin,
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::policy::outcome::{Assistance, Terms};

    #[test]
    fn a_change_is_made_by_the_outcomes_that_say_so() {
        let percent = Percent::from_hundredths(1_000).unwrap();
        let rate = Terms { rate_plus: percent, ..Terms::default() };
        let deductible = Terms { deductible_less: percent, ..Terms::default() };
        let changes = [
            Change::PremiumAid,
            Change::BasicRate,
            Change::BasicDeductible,
            Change::MajorRate,
            Change::MajorDeductible,
            Change::Assistance,
        ];
        let assistance = |at_least| Assistance { at_least, ..Assistance::default() };
        for (outcome, made) in [
            (Outcome::PremiumAid(percent), Some(Change::PremiumAid)),
            (Outcome::PremiumAidAmount(Money::from_fen(1)), Some(Change::PremiumAid)),
            (Outcome::Basic(rate), Some(Change::BasicRate)),
            (Outcome::Basic(deductible), Some(Change::BasicDeductible)),
            (Outcome::MajorIllness(rate), Some(Change::MajorRate)),
            (Outcome::MajorIllness(deductible), Some(Change::MajorDeductible)),
            (Outcome::Assistance(assistance(percent)), Some(Change::Assistance)),
            (Outcome::PremiumAid(Percent::ZERO), None),
            (Outcome::Basic(Terms::default()), None),
            (Outcome::Assistance(assistance(Percent::ZERO)), None),
            (Outcome::Nothing, None),
        ] {
            let makers = changes.into_iter().filter(|change| change.is_made_by(&outcome));
            assert_eq!(makers.collect::<Vec<_>>(), made.as_slice(), "{outcome:?}");
        }
    }
}
