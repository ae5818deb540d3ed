//! A compiled policy: facts, variables, readings, and a decision table with its diagrams for each
//! provision.

mod check;

use serde::{Deserialize, Serialize};

use self::check::{check, check_facts, domain};
use crate::bytes::{self, BadBytes, Content};
use crate::date::Date;
use crate::diagram::{Diagram, Var};
use crate::outcome::Outcome;
use crate::vocabulary::{Fact, FactKind, HOSPITAL_LEVEL, Scope, TIER, Vocabulary};

/// The most variables a policy may have.
pub const MOST_VARIABLES: usize = 1_000;

/// The most nodes a diagram may have. Past it the compiler says which facts to split.
pub const MOST_NODES: usize = 4_096;

/// The most provisions that give something settlement uses.
pub const MOST_SETTLEMENT_PROVISIONS: usize = 8;

/// What the compiler writes and the engine loads.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PolicyData {
    /// `liangping-2019`.
    pub id: String,
    /// The number of the document, as printed on it.
    pub instrument: String,
    /// The day it was issued.
    pub issued: Date,
    /// When it holds.
    pub in_force: InForce,
    /// The facts its tables test, and `tier` and `hospital_level` where amounts need them; by scope,
    /// inside a scope in vocabulary order.
    pub facts: Vec<Fact>,
    /// Readings of both kinds.
    pub readings: Vec<Reading>,
    /// What the diagrams branch on, in the one variable order: facts, then readings.
    pub variables: Vec<Variable>,
    /// The provisions, in the order of the file.
    pub provisions: Vec<Provision>,
    /// Leaf 1 where there is a premium part at all, leaf 0 where not.
    pub premium_when: Diagram,
    /// Leaf 1 where there is a settlement part at all, leaf 0 where not.
    pub settlement_when: Diagram,
}

/// From and until, both days inclusive.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct InForce {
    /// The first day.
    pub from: Date,
    /// The last day, if the document has one.
    pub until: Option<Date>,
}

/// A document on a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Validity {
    /// The day is before its first.
    NotYetInForce,
    /// It holds.
    InForce,
    /// The day is after its last.
    Lapsed,
}

impl InForce {
    /// Whether the document holds on `day`.
    pub fn on(self, day: Date) -> Validity {
        if day < self.from {
            Validity::NotYetInForce
        } else if self.until.is_some_and(|until| day > until) {
            Validity::Lapsed
        } else {
            Validity::InForce
        }
    }
}

/// A way of reading the text.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Reading {
    /// Its name.
    pub id: String,
    /// Whether a condition tests it, so that a case may take the other reading. A note is not.
    pub switchable: bool,
}

/// What a variable of the diagrams stands for.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Variable {
    /// A choice fact: value `v` is the fact's `v`-th value.
    Choice {
        /// Index in [`PolicyData::facts`].
        fact: u16,
    },
    /// A flag fact: 0 false, 1 true.
    Flag {
        /// Index in [`PolicyData::facts`].
        fact: u16,
    },
    /// A number fact: value `v` is how many of `cuts` are at most the number.
    Number {
        /// Index in [`PolicyData::facts`].
        fact: u16,
        /// Rising; each the least number of an interval.
        cuts: Vec<i64>,
    },
    /// Whether a set fact holds one of its values: 0 no, 1 yes.
    Member {
        /// Index in [`PolicyData::facts`].
        fact: u16,
        /// Index in the fact's values.
        value: u16,
    },
    /// A reading: 1 the reading taken, 0 the other one.
    Reading {
        /// Index in [`PolicyData::readings`].
        reading: u16,
    },
}

impl Variable {
    /// The index of its fact; none for a reading.
    pub const fn fact(&self) -> Option<u16> {
        match self {
            Self::Choice { fact }
            | Self::Flag { fact }
            | Self::Number { fact, .. }
            | Self::Member { fact, .. } => Some(*fact),
            Self::Reading { .. } => None,
        }
    }
}

/// What sort of promise a provision is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Kind {
    /// Money for a person.
    Money,
    /// A service for a person.
    Service,
    /// What a government promises to everybody.
    Commitment,
    /// What a person must do.
    Duty,
}

/// What the law gives under one heading.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Provision {
    /// Its name.
    pub id: String,
    /// What sort of promise it is.
    pub kind: Kind,
    /// The clauses it rests on; the first is the one it is named by.
    pub at: Vec<String>,
    /// The decision table; none for a commitment or a duty.
    pub table: Option<Table>,
    /// The notes (readings that cannot be switched) shown with it; indices in
    /// [`PolicyData::readings`].
    pub notes: Vec<u16>,
}

/// A decision table and the two diagrams made of it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Table {
    /// The rows, in the order of the file.
    pub rows: Vec<Row>,
    /// The different outcomes, in the order of the rows that first give them.
    pub outcomes: Vec<Outcome>,
    /// Leaves are indices in `rows`.
    pub by_row: Diagram,
    /// Leaves are indices in `outcomes`.
    pub by_outcome: Diagram,
}

/// One row of a decision table.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Row {
    /// Its name.
    pub id: String,
    /// Index in [`Table::outcomes`].
    pub outcome: u16,
}

/// A policy that has been read and checked, ready to answer.
#[derive(Clone, PartialEq, Debug)]
pub struct Policy {
    data: PolicyData,
    sha256: String,
    tier: Option<Identity>,
    level: Option<Identity>,
    premium: Option<usize>,
    settlement: Vec<usize>,
    /// The variables each provision's outcome depends on.
    tested: Vec<Vec<Var>>,
}

/// A choice fact that amounts are keyed by, as a diagram whose leaf is its value.
#[derive(Clone, PartialEq, Debug)]
pub struct Identity {
    /// Leaf `v` for value `v`.
    pub diagram: Diagram,
    /// How many values there are.
    pub values: u8,
}

impl Policy {
    /// Checks `data` and makes a policy of it; `bytes` are what it was read from.
    fn new(data: PolicyData, bytes: &[u8]) -> Result<Self, BadBytes> {
        check(&data).map_err(BadBytes::Contradiction)?;
        let identity = |id: &str| {
            let var = data.variables.iter().position(|variable| {
                matches!(variable, Variable::Choice { fact }
                    if data.facts.get(usize::from(*fact)).is_some_and(|fact| fact.id == id))
            })?;
            let values = domain(&data, data.variables.get(var)?)?;
            let var = Var::try_from(var).ok()?;
            Some(Identity { diagram: Diagram::single(var, values, u32::from), values })
        };
        let gives = |wanted: fn(&Outcome) -> bool| {
            data.provisions.iter().enumerate().filter_map(move |(index, provision)| {
                provision.table.as_ref()?.outcomes.iter().any(wanted).then_some(index)
            })
        };
        let premium: Vec<usize> = gives(|outcome| {
            matches!(outcome, Outcome::PremiumAid(_) | Outcome::PremiumAidAmount(_))
        })
        .collect();
        let settlement: Vec<usize> = gives(|outcome| {
            matches!(outcome, Outcome::Basic(_) | Outcome::MajorIllness(_) | Outcome::Assistance(_))
        })
        .collect();
        let (tier, level) = (identity(TIER), identity(HOSPITAL_LEVEL));
        if premium.len() > 1 {
            return Err(BadBytes::Contradiction("two provisions give premium aid".into()));
        }
        if settlement.len() > MOST_SETTLEMENT_PROVISIONS {
            return Err(BadBytes::Contradiction("too many provisions feed the settlement".into()));
        }
        if (!premium.is_empty() || !settlement.is_empty()) && tier.is_none()
            || !settlement.is_empty() && level.is_none()
        {
            return Err(BadBytes::Contradiction(format!(
                "amounts need the choice facts {TIER} and {HOSPITAL_LEVEL}"
            )));
        }
        let (premium, sha256) = (premium.first().copied(), bytes::sha256(bytes));
        let tested = |provision: &Provision| {
            provision.table.as_ref().map_or_else(Vec::new, |table| table.by_outcome.support())
        };
        let tested = data.provisions.iter().map(tested).collect();
        Ok(Self { data, sha256, tier, level, premium, settlement, tested })
    }

    /// Reads compiled bytes and checks everything in them.
    ///
    /// # Errors
    /// See [`BadBytes`]; never a panic, whatever the bytes are.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BadBytes> {
        Self::new(bytes::read(Content::Policy, bytes)?, bytes)
    }

    /// Everything the compiler wrote.
    pub const fn data(&self) -> &PolicyData {
        &self.data
    }

    /// The SHA-256 of the compiled bytes, hexadecimal.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// The tier, where amounts need it.
    pub const fn tier(&self) -> Option<&Identity> {
        self.tier.as_ref()
    }

    /// The hospital level, where amounts need it.
    pub const fn level(&self) -> Option<&Identity> {
        self.level.as_ref()
    }

    /// The table that gives premium aid.
    pub fn premium_table(&self) -> Option<&Table> {
        self.premium.and_then(|index| self.data.provisions.get(index)?.table.as_ref())
    }

    /// The provisions that change a settlement, with their tables.
    pub fn settlement_tables(&self) -> impl Iterator<Item = (&Provision, &Table)> {
        self.settlement.iter().filter_map(|&index| {
            let provision = self.data.provisions.get(index)?;
            Some((provision, provision.table.as_ref()?))
        })
    }

    /// The provisions, each with the variables that its outcome depends on, rising.
    pub fn provisions(&self) -> impl Iterator<Item = (&Provision, &[Var])> {
        self.data.provisions.iter().zip(self.tested.iter().map(Vec::as_slice))
    }

    /// Whether a variable is a reading.
    pub fn is_reading(&self, var: Var) -> bool {
        matches!(self.data.variables.get(usize::from(var)), Some(Variable::Reading { .. }))
    }

    /// Whether any provision changes a settlement.
    pub fn has_settlement(&self) -> bool {
        !self.settlement.is_empty()
    }

    /// The values of the fact `index` that a question offers: of a choice all, of a set those that
    /// this policy tests.
    pub fn offered(&self, index: usize) -> Vec<&str> {
        let Some(fact) = self.data.facts.get(index) else { return Vec::new() };
        let tested = |value: usize| {
            self.data.variables.iter().any(|variable| {
                matches!(variable, Variable::Member { fact, value: own }
                    if usize::from(*fact) == index && usize::from(*own) == value)
            })
        };
        let set = matches!(fact.kind, FactKind::Set(_));
        let values = fact.kind.values().iter().map(String::as_str).enumerate();
        values.filter(|(value, _)| !set || tested(*value)).map(|(_, name)| name).collect()
    }

    /// The scope of the fact a variable stands for; none for a reading.
    pub fn scope(&self, var: Var) -> Option<Scope> {
        let fact = self.data.variables.get(usize::from(var))?.fact()?;
        self.data.facts.get(usize::from(fact)).map(|fact| fact.scope)
    }

    /// The facts that variables stand for, each once, in order. Readings are left out.
    pub fn facts_of(&self, vars: impl IntoIterator<Item = Var>) -> impl Iterator<Item = &Fact> {
        let mut last = None;
        vars.into_iter().filter_map(move |var| {
            let fact = self.data.variables.get(usize::from(var))?.fact()?;
            (last.replace(fact) != Some(fact)).then(|| self.data.facts.get(usize::from(fact)))?
        })
    }

    /// The readings among the variables, in order.
    pub fn readings_of(
        &self,
        vars: impl IntoIterator<Item = Var>,
    ) -> impl Iterator<Item = &Reading> {
        vars.into_iter().filter_map(|var| match self.data.variables.get(usize::from(var))? {
            Variable::Reading { reading } => self.data.readings.get(usize::from(*reading)),
            _ => None,
        })
    }
}

impl PolicyData {
    /// Compiles to bytes.
    ///
    /// # Errors
    /// [`BadBytes`] if the policy contradicts itself: a fault of the compiler.
    pub fn to_bytes(&self) -> Result<Vec<u8>, BadBytes> {
        check(self).map_err(BadBytes::Contradiction)?;
        bytes::write(Content::Policy, self)
    }

    /// How many values each variable has, in order.
    pub fn domains(&self) -> Option<Vec<u8>> {
        self.variables.iter().map(|variable| domain(self, variable)).collect()
    }
}

impl Vocabulary {
    /// Compiles to bytes.
    ///
    /// # Errors
    /// [`BadBytes::Shape`] if it cannot be written.
    pub fn to_bytes(&self) -> Result<Vec<u8>, BadBytes> {
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
