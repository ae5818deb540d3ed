//! A policy that has been read and checked, and what the engine looks up in it.

use std::ops::Range;

use super::bytes::{self, BadBytes, Content};
use super::check::{check, domain};
use super::data::{InForce, MOST_SETTLEMENT_PROVISIONS, PolicyData, Provision, Table, Variable};
use super::layers::Settlement;
use super::outcome::Outcome;
use super::terms::{Reaches, Terms};
use super::vocabulary::{Fact, FactKind, Scope, TIER};
use crate::kernel::diagram::{Diagram, Var};
use crate::kernel::money::Money;
use crate::kernel::sorted;

/// A policy that has been read and checked, ready to answer.
#[derive(Clone, PartialEq, Debug)]
pub struct Policy {
    data: PolicyData,
    sha256: String,
    keys: KeyValues,
    premium: Option<usize>,
    /// The provision that states contributions.
    contribution: Option<usize>,
    settlement: Vec<usize>,
    /// Of each provision in `settlement`: by outcome, what it gives.
    granted: Vec<Vec<Vec<Granting>>>,
    /// A bit for each layer: rows give a limit that it draws on.
    limited_by_rows: u8,
    /// The variables each provision's outcome depends on.
    tested: Vec<Vec<Var>>,
    /// The variables of an admission's facts.
    admission: Range<Var>,
    /// Those of them that a settlement depends on.
    tested_of_bills: Vec<Var>,
}

/// What an outcome gives one layer or one pool.
#[derive(Clone, PartialEq, Debug)]
pub struct Granting {
    /// The layer, or past the layers the pool: indices as [`super::layers::Layer::pools`].
    pub target: u8,
    /// What it is given.
    pub terms: Terms,
    /// Whether a sum of the year is to reach an amount for the terms of `after`.
    pub after: Option<Threshold>,
}

/// Which sum of the year is to reach which amount.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Threshold {
    /// A layer's running sum; none: the in-scope cost.
    pub sum: Option<u8>,
    /// Yuan, or the deductible of a layer.
    pub reaches: Mark,
}

/// An amount of yuan, or the deductible of a layer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mark {
    /// Yuan.
    Amount(Money),
    /// Of a layer, by index.
    DeductibleOf(u8),
}

/// The facts figures are keyed by, as diagrams whose leaf is their value; a constant where there is
/// no key.
#[derive(Clone, PartialEq, Debug)]
pub struct KeyValues {
    /// Of contributions.
    pub contribution: Identity,
    /// Of rates and yearly limits.
    pub person: Identity,
    /// Of rates and deductibles.
    pub admission: Identity,
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
        let bytes = bytes::write(Content::Policy, &data);
        Self::with_sha256(data, bytes::sha256(&bytes))
    }

    fn with_sha256(mut data: PolicyData, sha256: String) -> Result<Self, BadBytes> {
        check(&data).map_err(BadBytes::Contradiction)?;
        let tables = data.provisions.iter_mut().filter_map(|provision| provision.table.as_mut());
        tables.for_each(Table::map_to_outcomes);
        let identity = |fact: Option<u16>| {
            let none = || Identity { diagram: Diagram::constant(0), values: 1 };
            let var = data.variables.iter().position(
                |variable| matches!(variable, Variable::Choice { fact: own } if Some(*own) == fact),
            );
            let Some((at, variable)) = var.and_then(|at| Some((at, data.variables.get(at)?)))
            else {
                return if fact.is_none() { Some(none()) } else { None };
            };
            let (values, var) = (domain(&data, variable)?, Var::try_from(at).ok()?);
            Some(Identity { diagram: Diagram::single(var, values, u32::from), values })
        };
        let gives = |wanted: fn(&Outcome) -> bool| {
            data.provisions.iter().enumerate().filter_map(move |(index, provision)| {
                provision.table.as_ref()?.outcomes.iter().any(wanted).then_some(index)
            })
        };
        let premium: Vec<usize> = gives(Outcome::is_premium_aid).collect();
        let stated: Vec<usize> =
            gives(|outcome| matches!(outcome, Outcome::Contribution(_))).collect();
        let settlement: Vec<usize> =
            gives(|outcome| matches!(outcome, Outcome::Layers(_))).collect();
        if premium.len() > 1 {
            return Err(BadBytes::Contradiction("two provisions give premium aid".into()));
        }
        if stated.len() > 1 {
            return Err(BadBytes::Contradiction("two provisions state contributions".into()));
        }
        if settlement.len() > MOST_SETTLEMENT_PROVISIONS {
            return Err(BadBytes::Contradiction("too many provisions feed the settlement".into()));
        }
        let keys = data.settlement.keys;
        let keys =
            identity(keys.contribution).zip(identity(keys.person)).zip(identity(keys.admission));
        let Some(((contribution, person), admission)) = keys else {
            return Err(BadBytes::Contradiction("a key of figures is no variable".into()));
        };
        let keys = KeyValues { contribution, person, admission };
        let granted: Vec<Vec<Vec<Granting>>> = settlement
            .iter()
            .filter_map(|&index| data.provisions.get(index)?.table.as_ref())
            .map(|table| {
                table.outcomes.iter().map(|outcome| granted(&data.settlement, outcome)).collect()
            })
            .collect();
        let all = || granted.iter().flatten().flatten();
        let gives_limit = |pool: u8| {
            all().filter(|given| given.target == pool).any(|Granting { terms, .. }| {
                let after = terms.after.as_ref();
                terms.cap.is_some()
                    || terms.cap_plus.is_some()
                    || after.is_some_and(|after| after.cap.is_some())
            })
        };
        let layers = (0u32..).zip(&data.settlement.layers);
        let limited = layers.filter(|(_, layer)| layer.pools.iter().any(|&pool| gives_limit(pool)));
        let limited_by_rows =
            limited.fold(0, |bits, (layer, _)| bits | 1_u8.checked_shl(layer).unwrap_or_default());
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
        let tested_of_bills = Vec::new();
        let mut policy = Self {
            data,
            sha256,
            keys,
            premium,
            contribution: stated.first().copied(),
            settlement,
            granted,
            limited_by_rows,
            tested,
            admission,
            tested_of_bills,
        };
        if policy.has_settlement() {
            let supports: Vec<Vec<Var>> =
                policy.settlement_parts().into_iter().map(Diagram::support).collect();
            let tested = |var: &Var| supports.iter().any(|support| support.contains(var));
            policy.tested_of_bills = policy.admission.clone().filter(tested).collect();
        }
        Ok(policy)
    }

    /// Reads compiled bytes and checks everything in them.
    ///
    /// # Errors
    /// See [`BadBytes`]; never a panic, whatever the bytes are.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BadBytes> {
        Self::with_sha256(bytes::read(Content::Policy, bytes)?, bytes::sha256(bytes))
    }

    /// The compiled bytes, which [`Policy::from_bytes`] reads.
    pub fn to_bytes(&self) -> Vec<u8> {
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

    /// The facts that figures are keyed by.
    pub const fn keys(&self) -> &KeyValues {
        &self.keys
    }

    /// The provision that gives premium aid (its index), with its table.
    pub fn premium_table(&self) -> Option<(u16, &Table)> {
        self.with_table(self.premium?)
    }

    /// The provision that states contributions (its index), with its table.
    pub fn contribution_table(&self) -> Option<(u16, &Table)> {
        self.with_table(self.contribution?)
    }

    /// Whether there is a premium part: a provision gives premium aid, or states contributions.
    pub const fn has_premium(&self) -> bool {
        self.premium.is_some() || self.contribution.is_some()
    }

    /// Whether premium aid is a percentage of the tier-1 contribution, not of one's own: contributions are
    /// by tier.
    pub fn aid_is_of_first_tier(&self) -> bool {
        let key = self.data.settlement.keys.contribution.and_then(|key| self.fact(key));
        key.is_some_and(|fact| fact.id == TIER)
    }

    /// The provisions that change a settlement (their indices), with their tables.
    pub fn settlement_tables(&self) -> impl Iterator<Item = (u16, &Table)> {
        self.settlement.iter().filter_map(|&index| self.with_table(index))
    }

    /// What the outcome `outcome` of the `nth` provision of [`Self::settlement_tables`] gives.
    pub fn granted(&self, nth: usize, outcome: u32) -> &[Granting] {
        let granted = self.granted.get(nth).and_then(|granted| granted.get(outcome as usize));
        granted.map_or(&[], Vec::as_slice)
    }

    /// A bit for each layer: rows give a limit that it draws on, which may so rise during a year.
    pub const fn limited_by_rows(&self) -> u8 {
        self.limited_by_rows
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

    /// The variables of an admission that a settlement depends on, rising.
    pub fn tested_of_bills(&self) -> &[Var] {
        &self.tested_of_bills
    }

    /// Everything that the settlement of a bill depends on: when there is one, the facts that figures are
    /// keyed by, when each layer holds, the provisions that feed it.
    pub fn settlement_parts(&self) -> Vec<&Diagram> {
        let Settlement { when, layers, .. } = &self.data.settlement;
        let mut parts = vec![when, &self.keys.person.diagram, &self.keys.admission.diagram];
        parts.extend(layers.iter().map(|layer| &layer.when));
        parts.extend(self.settlement_tables().map(|(_, table)| &table.by_outcome));
        parts
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

    /// When the document holds, the readings set.
    pub fn in_force(&self, known: &[u8]) -> InForce {
        let InForce { from, until } = self.data.in_force;
        let ends = self.data.ends_when.reachable(known) != [0];
        InForce { from, until: until.filter(|_| ends) }
    }

    /// Whether bills are settled: there are layers, and a provision that gives one of them something.
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

    /// The facts (their indices) that are missing where these variables are open, each once, rising: a figure that
    /// an amount is compared with beside the amount.
    pub fn asked_of(&self, vars: impl IntoIterator<Item = Var>) -> Vec<u16> {
        let mut asked = Vec::new();
        for var in vars {
            let Some(variable) = self.data.variables.get(usize::from(var)) else { continue };
            for fact in variable.figure().into_iter().chain(variable.fact()) {
                sorted::insert(&mut asked, fact);
            }
        }
        asked
    }

    /// The readings (their indices) among the variables, in order.
    pub fn readings_of(&self, vars: impl IntoIterator<Item = Var>) -> impl Iterator<Item = u16> {
        vars.into_iter().filter_map(|var| match self.data.variables.get(usize::from(var))? {
            Variable::Reading { reading } => Some(*reading),
            _ => None,
        })
    }
}

/// What an outcome gives, by index. The names were checked before.
fn granted(settlement: &Settlement, outcome: &Outcome) -> Vec<Granting> {
    let Outcome::Layers(given) = outcome else { return Vec::new() };
    let granting = |given: &super::outcome::LayerTerms| {
        let after = given.terms.after.as_ref().and_then(|after| {
            let sum = match &after.sum {
                Some(layer) => Some(settlement.target(layer)?),
                None => None,
            };
            let reaches = match &after.reaches {
                Reaches::Amount(money) => Mark::Amount(*money),
                Reaches::DeductibleOf(layer) => Mark::DeductibleOf(settlement.target(layer)?),
            };
            Some(Threshold { sum, reaches })
        });
        let target = settlement.target(&given.layer)?;
        Some(Granting { target, terms: given.terms.clone(), after })
    };
    given.iter().filter_map(granting).collect()
}
