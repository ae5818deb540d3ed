//! The vocabulary: every fact a case may state, shared by all policies.

use serde::Serialize;

use super::bytes::{self, BadBytes, Content};
use super::check::check_facts;
use crate::kernel::money::Money;
use crate::kernel::packed::packed;

/// Whose fact it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Scope {
    /// Shared by the members of a household.
    Household,
    /// One person's.
    Person,
    /// Of one stay in hospital.
    Admission,
}

packed!(
    enum Scope {
        Household {},
        Person {},
        Admission {},
    }
);

/// What values a fact takes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FactKind {
    /// Exactly one of the values.
    Choice(Vec<String>),
    /// True or false.
    Flag,
    /// An integer from `min` to `max`.
    Number {
        /// The least value.
        min: i64,
        /// The greatest value.
        max: i64,
    },
    /// Any number of the values, or none.
    Set(Vec<String>),
    /// An amount of yuan.
    Money,
}

packed!(enum FactKind {
    Choice { 0: values },
    Flag {},
    Number { min: min, max: max },
    Set { 0: values },
    Money {},
});

impl FactKind {
    /// The values of a choice or a set; none for the others.
    pub fn values(&self) -> &[String] {
        match self {
            Self::Choice(values) | Self::Set(values) => values,
            Self::Flag | Self::Number { .. } | Self::Money => &[],
        }
    }

    /// The least and the greatest of a number, or of an amount in fen; none of the others.
    pub const fn range(&self) -> Option<(i64, i64)> {
        match self {
            Self::Number { min, max } => Some((*min, *max)),
            Self::Money => Some((0, Money::MOST.fen())),
            Self::Choice(_) | Self::Flag | Self::Set(_) => None,
        }
    }

    /// A number of a fact of this kind as it is written: yuan with decimals, or an integer.
    pub fn written(&self, number: i64) -> String {
        if *self == Self::Money { Money::from_fen(number).to_string() } else { number.to_string() }
    }

    /// The kind's name in the contract: choice, flag, number, set, money.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Choice(_) => "choice",
            Self::Flag => "flag",
            Self::Number { .. } => "number",
            Self::Set(_) => "set",
            Self::Money => "money",
        }
    }
}

/// The value of a fact. Choices and set members are indices in the fact's values.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FactValue {
    /// One of the values.
    Choice(u16),
    /// True or false.
    Flag(bool),
    /// An integer; of an amount, fen.
    Number(i64),
    /// Some of the values, rising; perhaps none.
    Set(Vec<u16>),
}

packed!(enum FactValue {
    Choice { 0: value },
    Flag { 0: value },
    Number { 0: number },
    Set { 0: members },
});

/// Whether and how a person can change a fact. Advice changes such facts only.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Changeable {
    /// No.
    Fixed,
    /// A person can choose it: the tier, the hospital.
    Choose,
    /// A person can apply for it, and prove it once it is recognised: a status.
    Prove,
}

packed!(
    enum Changeable {
        Fixed {},
        Choose {},
        Prove {},
    }
);

/// One fact.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fact {
    /// Its name, `snake_case`.
    pub id: String,
    /// Whose fact it is.
    pub scope: Scope,
    /// What values it takes.
    pub kind: FactKind,
    /// Whether and how a person can change it.
    pub change: Changeable,
    /// The values that show an illness: indices in its values, of a flag 1.
    pub private: Vec<u16>,
}

packed!(Fact { id, scope, kind, change, private });

/// What the name of a figure that a policy declares begins with: it is a fact of the household that the county
/// states, an amount of yuan under this name in `figures`.
pub const FIGURES: &str = "figures.";

impl Fact {
    /// Whether it is a figure that the policy declares.
    pub fn is_figure(&self) -> bool {
        self.id.starts_with(FIGURES)
    }

    /// Whether `value` shows an illness.
    pub fn shows_illness(&self, value: &FactValue) -> bool {
        match value {
            FactValue::Choice(value) => self.private.contains(value),
            FactValue::Flag(value) => *value && !self.private.is_empty(),
            FactValue::Set(members) => members.iter().any(|value| self.private.contains(value)),
            FactValue::Number(_) => false,
        }
    }
}

/// Every fact, by scope (household, person, admission) and inside a scope in the order of facts.toml.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Vocabulary {
    /// The facts.
    pub facts: Vec<Fact>,
}

packed!(Vocabulary { facts });

impl Vocabulary {
    /// The fact called `id`.
    pub fn fact(&self, id: &str) -> Option<&Fact> {
        self.facts.iter().find(|fact| fact.id == id)
    }

    /// Compiles to bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        bytes::write(Content::Vocabulary, self)
    }

    /// Reads compiled bytes.
    ///
    /// # Errors
    /// See [`BadBytes`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BadBytes> {
        let vocabulary: Self = bytes::read(Content::Vocabulary, bytes)?;
        check_facts(&vocabulary.facts).map_err(BadBytes::Contradiction)?;
        Ok(vocabulary)
    }
}

/// The fact that says which contribution tier a person is in. Premium and settlement read it in
/// every policy; figures are keyed by its values.
pub const TIER: &str = "tier";

/// The fact that says the level of the hospital of an admission. Settlement reads it in every
/// policy; figures are keyed by its values.
pub const HOSPITAL_LEVEL: &str = "hospital_level";
