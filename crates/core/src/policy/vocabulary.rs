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
    /// The values that it can be changed from; empty: from any. A fact that has some is a door: who has one of
    /// them may still go through, so that what lies behind goes on being asked.
    pub change_from: Vec<FactValue>,
    /// The values that it can be changed to; empty: to any.
    pub change_to: Vec<FactValue>,
    /// The values that show an illness: indices in its values, of a flag 1.
    pub private: Vec<u16>,
    /// Of a set, the values that are a kind of another one: who has the one has the other too.
    pub kinds: Vec<KindOf>,
}

packed!(Fact { id, scope, kind, change, change_from, change_to, private, kinds });

/// A value of a set that is a kind of another one; indices in the fact's values.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct KindOf {
    /// The value: multidrug-resistant tuberculosis.
    pub value: u16,
    /// What it is a kind of: tuberculosis.
    pub of: u16,
}

packed!(KindOf { value, of });

/// What the name of a figure that a policy declares begins with: it is a fact of the household that the county
/// states, an amount of yuan under this name in `figures`.
pub const FIGURES: &str = "figures.";

impl Fact {
    /// Whether it is a figure that the policy declares.
    pub fn is_figure(&self) -> bool {
        self.id.starts_with(FIGURES)
    }

    /// A fact that nobody can change and that shows no illness.
    pub const fn new(id: String, scope: Scope, kind: FactKind) -> Self {
        Self {
            id,
            scope,
            kind,
            change: Changeable::Fixed,
            change_from: Vec::new(),
            change_to: Vec::new(),
            private: Vec::new(),
            kinds: Vec::new(),
        }
    }

    /// The other values that a person with `known` can change it to.
    pub fn others(&self, known: &FactValue) -> Vec<FactValue> {
        if self.change == Changeable::Fixed
            || !self.change_from.is_empty() && !self.change_from.contains(known)
        {
            return Vec::new();
        }
        let all = match (&self.kind, known) {
            // A status is proved, never given up.
            (FactKind::Flag, FactValue::Flag(true)) if self.change == Changeable::Prove => {
                Vec::new()
            }
            (FactKind::Flag, FactValue::Flag(known)) => vec![FactValue::Flag(!known)],
            (FactKind::Choice(values), FactValue::Choice(own)) => {
                let others = (0u16..).take(values.len()).filter(|value| value != own);
                others.map(FactValue::Choice).collect()
            }
            _ => Vec::new(),
        };
        let lawful =
            |value: &FactValue| self.change_to.is_empty() || self.change_to.contains(value);
        all.into_iter().filter(lawful).collect()
    }

    /// Whether a set has a kind of the value `of`: who has multidrug-resistant tuberculosis has tuberculosis.
    pub fn has_kind_of(&self, value: &FactValue, of: u16) -> bool {
        let FactValue::Set(members) = value else { return false };
        self.kinds.iter().any(|kind| kind.of == of && members.contains(&kind.value))
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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_free_a_status_is_proved_and_never_given_up() {
        let fact = |kind, change| Fact { change, ..Fact::new("f".into(), Scope::Person, kind) };
        let (no, yes) = (FactValue::Flag(false), FactValue::Flag(true));
        for change in [Changeable::Choose, Changeable::Prove] {
            assert_eq!(fact(FactKind::Flag, change).others(&no), std::slice::from_ref(&yes));
        }
        assert_eq!(fact(FactKind::Flag, Changeable::Choose).others(&yes), [no]);
        assert_eq!(fact(FactKind::Flag, Changeable::Prove).others(&yes), []);
        assert_eq!(fact(FactKind::Flag, Changeable::Fixed).others(&yes), []);
        let tiers = FactKind::Choice(["a", "b", "c"].map(String::from).into());
        let [a, b, c] = [0, 1, 2].map(FactValue::Choice);
        let tier = fact(tiers, Changeable::Choose);
        assert_eq!(tier.others(&b), [a.clone(), c.clone()]);
        let age = fact(FactKind::Number { min: 0, max: 130 }, Changeable::Choose);
        assert_eq!(age.others(&FactValue::Number(60)), []);
        // Only from c, only to a.
        let door = Fact { change_from: vec![c.clone()], change_to: vec![a.clone()], ..tier };
        assert_eq!(door.others(&c), std::slice::from_ref(&a));
        assert_eq!([door.others(&a), door.others(&b)], [[], []]);
    }
}
