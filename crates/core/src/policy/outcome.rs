//! Outcomes: the closed set of things a provision can give.

use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize, Serializer};

use crate::kernel::money::{Money, Percent};

/// What a row gives.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename_all = "snake_case"))]
pub enum Outcome {
    /// Nothing: the provision refuses.
    Nothing,
    /// This percentage of the year's tier-1 contribution is paid.
    PremiumAid(Percent),
    /// Better terms in basic insurance.
    Basic(Terms),
    /// Better terms in major-illness insurance.
    MajorIllness(Terms),
    /// Medical assistance with what is left of the in-scope cost.
    Assistance(Assistance),
    /// A sum of money.
    Subsidy(Subsidy),
    /// Which insurance a person joins.
    Enrolment(Enrolment),
    /// A service.
    #[cfg_attr(test, ts(untagged))]
    Service(
        #[cfg_attr(test, ts(type = "\"service\" | { service: Exclude<Service, \"given\"> }"))]
        Service,
    ),
    /// This much of the year's contribution is paid, at most the contribution.
    PremiumAidAmount(Money),
    /// A question worth asking about a bill; no claim. Of a commitment or a duty.
    Hint(HintTerms),
}

impl Serialize for Outcome {
    /// As `gives` writes it; in compiled bytes, the variant's number and its content.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let readable = serializer.is_human_readable();
        match self {
            Self::Service(Service::Given) if readable => serializer.serialize_str("service"),
            Self::Nothing => serializer.serialize_unit_variant("Outcome", 0, "nothing"),
            Self::PremiumAid(percent) => {
                serializer.serialize_newtype_variant("Outcome", 1, "premium_aid", percent)
            }
            Self::Basic(terms) => {
                serializer.serialize_newtype_variant("Outcome", 2, "basic", terms)
            }
            Self::MajorIllness(terms) => {
                serializer.serialize_newtype_variant("Outcome", 3, "major_illness", terms)
            }
            Self::Assistance(terms) => {
                serializer.serialize_newtype_variant("Outcome", 4, "assistance", terms)
            }
            Self::Subsidy(subsidy) => {
                serializer.serialize_newtype_variant("Outcome", 5, "subsidy", subsidy)
            }
            Self::Enrolment(enrolment) => {
                serializer.serialize_newtype_variant("Outcome", 6, "enrolment", enrolment)
            }
            Self::Service(service) => {
                serializer.serialize_newtype_variant("Outcome", 7, "service", service)
            }
            Self::PremiumAidAmount(sum) => {
                serializer.serialize_newtype_variant("Outcome", 8, "premium_aid_amount", sum)
            }
            Self::Hint(hint) => serializer.serialize_newtype_variant("Outcome", 9, "hint", hint),
        }
    }
}

/// Better terms of an insurance: only what the clause changes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Terms {
    /// Percentage points on every rate.
    #[cfg_attr(test, ts(as = "Option<Percent>", optional))]
    pub rate_plus: Percent,
    /// Percent off the deductible.
    #[cfg_attr(test, ts(as = "Option<Percent>", optional))]
    pub deductible_less: Percent,
    /// The annual cap does not hold.
    #[cfg_attr(test, ts(as = "Option<bool>", optional))]
    pub cap_lifted: bool,
}

impl Terms {
    /// Both improvements together. The compiler sees to it that no two provisions of a policy give
    /// the same one.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            rate_plus: self.rate_plus.max(other.rate_plus),
            deductible_less: self.deductible_less.max(other.deductible_less),
            cap_lifted: self.cap_lifted || other.cap_lifted,
        }
    }
}

impl Serialize for Terms {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            return (self.rate_plus, self.deductible_less, self.cap_lifted).serialize(serializer);
        }
        let mut map = serializer.serialize_map(None)?;
        if self.rate_plus != Percent::ZERO {
            map.serialize_entry("rate_plus", &self.rate_plus)?;
        }
        if self.deductible_less != Percent::ZERO {
            map.serialize_entry("deductible_less", &self.deductible_less)?;
        }
        if self.cap_lifted {
            map.serialize_entry("cap_lifted", &true)?;
        }
        map.end()
    }
}

/// Terms of medical assistance.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Assistance {
    /// At least this percentage of what is left.
    pub at_least: Percent,
    /// The clause says that there is no deductible.
    #[cfg_attr(test, ts(as = "Option<bool>", optional))]
    pub no_deductible: bool,
}

impl Serialize for Assistance {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            return (self.at_least, self.no_deductible).serialize(serializer);
        }
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("at_least", &self.at_least)?;
        if self.no_deductible {
            map.serialize_entry("no_deductible", &true)?;
        }
        map.end()
    }
}

/// A sum of money, if the document states one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(type = "string"))]
pub enum Subsidy {
    /// The document gives a subsidy and leaves the amount open.
    NotStated,
    /// Yuan.
    Amount(Money),
}

impl Serialize for Subsidy {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::NotStated if serializer.is_human_readable() => {
                serializer.serialize_str("not_stated")
            }
            Self::Amount(money) if serializer.is_human_readable() => money.serialize(serializer),
            Self::NotStated => serializer.serialize_unit_variant("Subsidy", 0, "NotStated"),
            Self::Amount(money) => {
                serializer.serialize_newtype_variant("Subsidy", 1, "Amount", money)
            }
        }
    }
}

/// Which insurance a person joins.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Enrolment {
    /// Employee insurance.
    Employee,
    /// Resident insurance.
    Resident,
    /// Enrolment is worked on; the document does not say in which insurance.
    NotStated,
    /// Help with joining; the share paid is not stated.
    Help,
}

/// How a service is given.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Service {
    /// Given; the document says nothing of its price.
    Given,
    /// Given, and the document says that it is free.
    Free,
    /// A pilot: places or areas are limited.
    Pilot,
}

/// Which bills a hint is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct HintTerms {
    /// A bill whose out-of-scope cost is more than this share of its total.
    pub out_of_scope_above: Percent,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outcome_is_written_as_gives_writes_it_and_survives_compiled_bytes() {
        let terms = Terms { rate_plus: Percent::parse("10").unwrap(), ..Terms::default() };
        let assistance =
            Assistance { at_least: Percent::parse("70").unwrap(), no_deductible: true };
        for (outcome, json) in [
            (Outcome::Nothing, r#""nothing""#),
            (Outcome::PremiumAid(Percent::parse("82.50").unwrap()), r#"{"premium_aid":"82.5"}"#),
            (
                Outcome::PremiumAidAmount(Money::from_fen(27_000)),
                r#"{"premium_aid_amount":"270.00"}"#,
            ),
            (Outcome::Basic(terms), r#"{"basic":{"rate_plus":"10"}}"#),
            (Outcome::MajorIllness(terms), r#"{"major_illness":{"rate_plus":"10"}}"#),
            (
                Outcome::Assistance(assistance),
                r#"{"assistance":{"at_least":"70","no_deductible":true}}"#,
            ),
            (Outcome::Subsidy(Subsidy::NotStated), r#"{"subsidy":"not_stated"}"#),
            (Outcome::Subsidy(Subsidy::Amount(Money::from_fen(5))), r#"{"subsidy":"0.05"}"#),
            (Outcome::Enrolment(Enrolment::Employee), r#"{"enrolment":"employee"}"#),
            (Outcome::Service(Service::Given), r#""service""#),
            (Outcome::Service(Service::Free), r#"{"service":"free"}"#),
            (
                Outcome::Hint(HintTerms { out_of_scope_above: Percent::parse("10").unwrap() }),
                r#"{"hint":{"out_of_scope_above":"10"}}"#,
            ),
        ] {
            assert_eq!(serde_json::to_string(&outcome).unwrap(), json);
            let bytes = postcard::to_allocvec(&outcome).unwrap();
            assert_eq!(postcard::from_bytes::<Outcome>(&bytes), Ok(outcome));
        }
    }
}
