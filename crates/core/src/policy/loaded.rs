//! A policy that has been read and checked, and what the engine looks up in it.

use std::ops::Range;

use super::bytes::{self, BadBytes, Content};
use super::check::{check, domain};
use super::data::{MOST_SETTLEMENT_PROVISIONS, PolicyData, Provision, Table, Variable};
use super::outcome::Outcome;
use super::vocabulary::{Fact, FactKind, HOSPITAL_LEVEL, Scope, TIER};
use crate::kernel::diagram::{Diagram, Var};

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
    /// The variables of an admission's facts.
    admission: Range<Var>,
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
    /// Checks `data` and makes a policy of it.
    ///
    /// # Errors
    /// [`BadBytes`] if the data contradict themselves: a fault of the compiler.
    pub fn new(data: PolicyData) -> Result<Self, BadBytes> {
        let bytes = bytes::write(Content::Policy, &data)?;
        Self::with_sha256(data, bytes::sha256(&bytes))
    }

    fn with_sha256(data: PolicyData, sha256: String) -> Result<Self, BadBytes> {
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
        let premium = premium.first().copied();
        let tested = |provision: &Provision| {
            provision.table.as_ref().map_or_else(Vec::new, |table| table.by_outcome.support())
        };
        let tested = data.provisions.iter().map(tested).collect();
        let before = |scope: Scope| {
            let facts = data.variables.iter().map_while(|variable| {
                data.facts.get(usize::from(variable.fact()?)).filter(|fact| fact.scope <= scope)
            });
            Var::try_from(facts.count()).unwrap_or(Var::MAX)
        };
        let admission = before(Scope::Person)..before(Scope::Admission);
        Ok(Self { data, sha256, tier, level, premium, settlement, tested, admission })
    }

    /// Reads compiled bytes and checks everything in them.
    ///
    /// # Errors
    /// See [`BadBytes`]; never a panic, whatever the bytes are.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BadBytes> {
        Self::with_sha256(bytes::read(Content::Policy, bytes)?, bytes::sha256(bytes))
    }

    /// The compiled bytes, which [`Policy::from_bytes`] reads.
    ///
    /// # Errors
    /// [`BadBytes::Shape`] if they cannot be written.
    pub fn to_bytes(&self) -> Result<Vec<u8>, BadBytes> {
        bytes::write(Content::Policy, &self.data)
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

    /// The provision that gives premium aid (its index), with its table.
    pub fn premium_table(&self) -> Option<(u16, &Table)> {
        self.with_table(self.premium?)
    }

    /// The provisions that change a settlement (their indices), with their tables.
    pub fn settlement_tables(&self) -> impl Iterator<Item = (u16, &Table)> {
        self.settlement.iter().filter_map(|&index| self.with_table(index))
    }

    fn with_table(&self, index: usize) -> Option<(u16, &Table)> {
        let table = self.data.provisions.get(index)?.table.as_ref()?;
        Some((u16::try_from(index).ok()?, table))
    }

    /// The variables that the outcome of the provision `index` depends on, rising.
    pub fn tested(&self, index: usize) -> &[Var] {
        self.tested.get(index).map_or(&[], Vec::as_slice)
    }

    /// The variables that stand for the facts of an admission. The person's and the household's stand
    /// before them, readings after them.
    pub const fn admission_variables(&self) -> &Range<Var> {
        &self.admission
    }

    /// The fact `index`.
    pub fn fact(&self, index: u16) -> Option<&Fact> {
        self.data.facts.get(usize::from(index))
    }

    /// The index of the fact a variable stands for; none for a reading.
    pub fn fact_of(&self, var: Var) -> Option<u16> {
        self.data.variables.get(usize::from(var))?.fact()
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
        self.fact(self.fact_of(var)?).map(|fact| fact.scope)
    }

    /// The facts (their indices) that rising variables stand for, each once. Readings are left out.
    pub fn facts_of(&self, vars: impl IntoIterator<Item = Var>) -> impl Iterator<Item = u16> {
        let mut last = None;
        vars.into_iter().filter_map(move |var| {
            let fact = self.fact_of(var)?;
            (last.replace(fact) != Some(fact)).then_some(fact)
        })
    }

    /// The readings (their indices) among the variables, in order.
    pub fn readings_of(&self, vars: impl IntoIterator<Item = Var>) -> impl Iterator<Item = u16> {
        vars.into_iter().filter_map(|var| match self.data.variables.get(usize::from(var))? {
            Variable::Reading { reading } => Some(*reading),
            _ => None,
        })
    }
}
