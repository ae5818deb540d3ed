//! The steps of the arithmetic by name, so that every amount can be followed to its figure and its
//! clause.

use serde::{Serialize, Serializer};

use super::names::Ask;
use crate::amounts::trace::What;
use crate::kernel::money::{Money, Percent};

/// One step.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Step<'p> {
    /// Which admission, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub admission: Option<u32>,
    /// The part of the answer: `premium`, `patient`, or a layer of the settlement.
    pub layer: &'p str,
    /// What the number is: `deductible`, `rate_plus`, `payment`…
    pub what: What,
    /// Yuan.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub value: Option<Money>,
    /// Percent or percentage points.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub percent: Option<Percent>,
    /// Where it comes from.
    #[serde(skip_serializing_if = "Source::is_steps")]
    #[cfg_attr(test, ts(as = "Option<Source<'_>>", optional))]
    pub from: Source<'p>,
}

/// Where the number of a step comes from, by name.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(type = "string"))]
pub enum Source<'p> {
    /// `figures.basic.rate.tier_1.district`, `admissions[0].in_scope`
    Figure(Ask<'p>),
    /// A provision's id.
    Provision(&'p str),
    /// The steps before it.
    Steps,
}

impl Source<'_> {
    const fn is_steps(&self) -> bool {
        matches!(self, Self::Steps)
    }
}

impl Serialize for Source<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Figure(ask) => ask.serialize(serializer),
            Self::Provision(id) => serializer.serialize_str(id),
            Self::Steps => serializer.serialize_none(),
        }
    }
}
