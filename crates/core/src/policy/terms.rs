//! The terms a row gives a layer of the settlement: rates, deductibles, limits.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::kernel::money::{Money, Percent};
use crate::kernel::packed::packed;
use crate::policy::stated::Sum;

/// A yearly limit that is known: an amount, or that there is none.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(type = "string"))]
pub enum Cap {
    /// At most this much a year.
    Amount(Money),
    /// No limit.
    None,
}

packed!(enum Cap { Amount { 0: amount }, None {} });

impl Serialize for Cap {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Amount(money) => money.serialize(serializer),
            Self::None => serializer.serialize_str("none"),
        }
    }
}

/// A yearly limit that a row gives: an amount, or that there is none.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(type = "string"))]
pub enum Limit {
    /// At most this much a year.
    Sum(Sum),
    /// No limit.
    None,
}

packed!(enum Limit { Sum { 0: sum }, None {} });

impl Serialize for Limit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Sum(sum) => sum.serialize(serializer),
            Self::None => serializer.serialize_str("none"),
        }
    }
}

/// The most that a yearly limit is raised by.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(type = "string"))]
pub enum Raise {
    /// An amount.
    Sum(Sum),
    /// A percentage of the limit.
    Share(Percent),
}

packed!(enum Raise { Sum { 0: sum }, Share { 0: share } });

impl Serialize for Raise {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Sum(sum) => sum.serialize(serializer),
            Self::Share(share) => serializer.collect_str(&format_args!("{share}%")),
        }
    }
}

/// Where bands are cut from.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum BandsFrom {
    /// Bands are parts of the cost itself; nothing below the deductible counts.
    Zero,
    /// Bands are parts of what the cost is above the deductible.
    Deductible,
}

packed!(
    enum BandsFrom {
        Zero {},
        Deductible {},
    }
);

/// A band of rates: from this amount up to the next band's.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Band {
    /// Where it begins, yuan.
    pub from: Money,
    /// What it pays.
    pub percent: Percent,
}

packed!(Band { from, percent });

/// What a row gives a layer whose clause has a rule that cannot be worked out here.
pub const NOT_COMPUTED: &str = "not_computed";

/// What a row gives a layer: only what the clause changes. On one bill each term comes from one
/// provision only; the compiler sees to it.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(optional_fields))]
pub struct Terms {
    /// The rate.
    pub rate: Option<Percent>,
    /// The rate, as a floor: computed as itself, shown as "at least".
    pub at_least: Option<Percent>,
    /// Percentage points on every rate.
    #[cfg_attr(test, ts(as = "Option<Percent>"))]
    pub rate_plus: Percent,
    /// Percentage points off every rate.
    #[cfg_attr(test, ts(as = "Option<Percent>"))]
    pub rate_less: Percent,
    /// Bands of rates; empty where none are given.
    #[cfg_attr(test, ts(as = "Option<Vec<Band>>"))]
    pub bands: Vec<Band>,
    /// Where the bands are cut from.
    pub bands_from: Option<BandsFrom>,
    /// The deductible.
    pub deductible: Option<Sum>,
    /// Percent off the deductible.
    #[cfg_attr(test, ts(as = "Option<Percent>"))]
    pub deductible_less: Percent,
    /// Percent of the deductible for the first, second… bill of the year that is given this; the last
    /// one holds for all later bills.
    #[cfg_attr(test, ts(as = "Option<Vec<Percent>>"))]
    pub deductible_by_stay: Vec<Percent>,
    /// The clause says that there is no deductible.
    #[cfg_attr(test, ts(as = "Option<bool>"))]
    pub no_deductible: bool,
    /// Percent of the cost that the patient bears before any layer counts it.
    #[cfg_attr(test, ts(as = "Option<Percent>"))]
    pub first_self_paid: Percent,
    /// The most a bill.
    pub most: Option<Sum>,
    /// The yearly limit.
    pub cap: Option<Limit>,
    /// What the yearly limit is raised by, whoever gives it.
    pub cap_plus: Option<Sum>,
    /// The most that it is raised by.
    pub cap_most: Option<Raise>,
    /// The yearly limit does not hold for this bill.
    #[cfg_attr(test, ts(as = "Option<bool>"))]
    pub cap_lifted: bool,
    /// Other terms once a sum of the year reaches an amount.
    pub after: Option<Box<After>>,
    /// The clause's rule cannot be worked out here: what the layer pays stands on the settlement sheet.
    #[cfg_attr(test, ts(skip))]
    pub not_computed: bool,
}

packed!(Terms {
    rate,
    at_least,
    rate_plus,
    rate_less,
    bands,
    bands_from,
    deductible,
    deductible_less,
    deductible_by_stay,
    no_deductible,
    first_self_paid,
    most,
    cap,
    cap_plus,
    cap_most,
    cap_lifted,
    after,
    not_computed,
});

impl Terms {
    /// Every amount in them that may hang on what is stated.
    pub fn sums(&self) -> impl Iterator<Item = &Sum> {
        let cap = match &self.cap {
            Some(Limit::Sum(sum)) => Some(sum),
            _ => None,
        };
        let raise = match &self.cap_most {
            Some(Raise::Sum(sum)) => Some(sum),
            _ => None,
        };
        let amounts = [self.deductible.as_ref(), self.most.as_ref(), self.cap_plus.as_ref()];
        amounts.into_iter().chain([cap, raise]).flatten()
    }
}

/// Other terms from the bill on which a sum of the year reaches an amount.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(optional_fields))]
pub struct After {
    /// The amount.
    pub reaches: Reaches,
    /// The layer whose running sum it is, by name; none: the year's in-scope cost.
    #[cfg_attr(test, ts(as = "String", optional = false))]
    pub sum: Option<String>,
    /// The rate from then on.
    pub rate: Option<Percent>,
    /// The deductible from then on, yuan.
    pub deductible: Option<Money>,
    /// The yearly limit from then on.
    pub cap: Option<Cap>,
}

packed!(After { reaches, sum, rate, deductible, cap });

/// What a sum is to reach.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(type = "string"))]
pub enum Reaches {
    /// Yuan.
    Amount(Money),
    /// The deductible of a layer, by name, as it stands for the person.
    DeductibleOf(String),
}

packed!(enum Reaches { Amount { 0: amount }, DeductibleOf { 0: layer } });

impl Serialize for Reaches {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Amount(money) => money.serialize(serializer),
            Self::DeductibleOf(layer) => {
                serializer.collect_str(&format_args!("{layer}.deductible"))
            }
        }
    }
}

impl Serialize for After {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { reaches, sum, rate, deductible, cap } = self;
        let mut fields = serializer.serialize_struct("After", 5)?;
        fields.serialize_field("reaches", reaches)?;
        fields.serialize_field("sum", sum.as_deref().unwrap_or("in_scope"))?;
        field(&mut fields, "rate", rate.as_ref())?;
        field(&mut fields, "deductible", deductible.as_ref())?;
        field(&mut fields, "cap", cap.as_ref())?;
        fields.end()
    }
}

impl Serialize for Terms {
    /// As `gives` writes it.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.not_computed {
            return serializer.serialize_str(NOT_COMPUTED);
        }
        let some = |percent: Percent| (percent != Percent::ZERO).then_some(percent);
        let mut fields = serializer.serialize_struct("Terms", 17)?;
        field(&mut fields, "rate", self.rate.as_ref())?;
        field(&mut fields, "at_least", self.at_least.as_ref())?;
        field(&mut fields, "rate_plus", some(self.rate_plus).as_ref())?;
        field(&mut fields, "rate_less", some(self.rate_less).as_ref())?;
        field(&mut fields, "bands", Some(&self.bands).filter(|bands| !bands.is_empty()))?;
        field(&mut fields, "bands_from", self.bands_from.as_ref())?;
        field(&mut fields, "deductible", self.deductible.as_ref())?;
        field(&mut fields, "deductible_less", some(self.deductible_less).as_ref())?;
        let by_stay = Some(&self.deductible_by_stay).filter(|by_stay| !by_stay.is_empty());
        field(&mut fields, "deductible_by_stay", by_stay)?;
        field(&mut fields, "no_deductible", self.no_deductible.then_some(&true))?;
        field(&mut fields, "first_self_paid", some(self.first_self_paid).as_ref())?;
        field(&mut fields, "most", self.most.as_ref())?;
        field(&mut fields, "cap", self.cap.as_ref())?;
        field(&mut fields, "cap_plus", self.cap_plus.as_ref())?;
        field(&mut fields, "cap_most", self.cap_most.as_ref())?;
        field(&mut fields, "cap_lifted", self.cap_lifted.then_some(&true))?;
        field(&mut fields, "after", self.after.as_ref())?;
        fields.end()
    }
}

fn field<S: SerializeStruct>(
    fields: &mut S,
    key: &'static str,
    value: Option<&impl Serialize>,
) -> Result<(), S::Error> {
    value.map_or(Ok(()), |value| fields.serialize_field(key, value))
}
