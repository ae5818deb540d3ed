//! What is known of a person or a household.

use super::completion::Assumed;
use super::figures::Figures;
use super::values::Value;
use crate::kernel::diagram::{UNKNOWN, Var};
use crate::kernel::money::Money;
use crate::policy::vocabulary::{Fact, FactKind, Scope};

pub use crate::policy::vocabulary::FactValue;
use crate::policy::{Policy, Variable};

impl FactValue {
    /// The value as cases write it, by the names of `fact`'s values.
    pub fn named(&self, fact: &Fact) -> Value {
        let name = |index: &u16| {
            let name = fact.kind.values().get(usize::from(*index));
            name.map_or(Value::Null, |name| Value::Text(name.clone()))
        };
        match self {
            Self::Choice(index) => name(index),
            Self::Flag(value) => Value::Bool(*value),
            Self::Number(fen) if fact.kind == FactKind::Money => {
                Value::Text(Money::from_fen(*fen).to_string())
            }
            Self::Number(number) => Value::Int(*number),
            Self::Set(members) => Value::List(members.iter().map(name).collect()),
        }
    }
}

/// What is known of one person: a value or nothing for each of the policy's facts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Facts(pub(super) Vec<Option<FactValue>>);

/// The entry of an admission for the cost inside the insurance's scope.
pub const IN_SCOPE: &str = "in_scope";

/// The entry of an admission for the cost outside it.
pub const OUT_OF_SCOPE: &str = "out_of_scope";

/// The entry of an admission for what the settlement sheet says that each layer paid.
pub const PAID: &str = "paid";

/// The entries of an admission for its costs: yuan.
pub const COSTS: [&str; 2] = [IN_SCOPE, OUT_OF_SCOPE];

/// One stay in hospital.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Admission {
    /// Its own facts that the case states, as variables; everything else is not known.
    pub stated: Vec<u8>,
    /// The same with those that follow.
    pub known: Vec<u8>,
    /// What follows, in vocabulary order.
    pub assumed: Vec<Assumed>,
    /// The cost inside the insurance's scope, yuan.
    pub in_scope: Option<Money>,
    /// The cost outside it, yuan.
    pub out_of_scope: Option<Money>,
    /// By layer of the policy: what the settlement sheet says that it paid, yuan. Empty where no sheet says
    /// anything.
    pub paid: Vec<Option<Money>>,
}

impl Admission {
    /// Whether the fact that the variable `var` stands for is known.
    pub fn knows(&self, var: Var) -> bool {
        self.known.get(usize::from(var)).is_some_and(|&value| value != UNKNOWN)
    }
}

/// One person.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Member {
    /// The name the answer gives them; not used otherwise.
    pub name: Option<String>,
    /// What the case states of them, the household's facts included.
    pub stated: Facts,
    /// The same with what follows from it.
    pub facts: Facts,
    /// What follows, in vocabulary order.
    pub assumed: Vec<Assumed>,
    /// A year's stays in hospital, in date order.
    pub admissions: Vec<Admission>,
}

/// A case that has been checked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Case {
    /// The persons: one, or the members of a household.
    pub members: Vec<Member>,
    /// Whether the case came as a household.
    pub household: bool,
    /// For each switchable reading of the policy (by variable): 1 as taken, 0 the other one.
    pub readings: Vec<(u16, u8)>,
    /// The figures: those of the case, then those given beside it.
    pub figures: Figures,
}

impl Facts {
    /// Nothing known.
    pub fn none(policy: &Policy) -> Self {
        Self(vec![None; policy.data().facts.len()])
    }

    /// The value of the policy's fact `index`.
    pub fn get(&self, index: usize) -> Option<&FactValue> {
        self.0.get(index)?.as_ref()
    }

    /// The indices of the known facts, in vocabulary order.
    pub fn known(&self) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.0.iter().enumerate().filter(|(_, value)| value.is_some()).map(|(index, _)| index)
    }

    /// The facts with one of them set.
    #[must_use]
    pub fn with(&self, index: usize, value: FactValue) -> Self {
        let mut facts = self.clone();
        if let Some(slot) = facts.0.get_mut(index) {
            *slot = Some(value);
        }
        facts
    }

    /// The value each variable takes, [`UNKNOWN`] where nothing is known. Readings are left open;
    /// facts outside `scopes` too.
    pub fn assign(&self, policy: &Policy, scopes: impl Fn(Scope) -> bool) -> Vec<u8> {
        let data = policy.data();
        let value = |variable: &Variable| {
            let fact = usize::from(variable.fact()?);
            if !scopes(data.facts.get(fact)?.scope) {
                return None;
            }
            let figure = variable.figure().and_then(|figure| self.get(usize::from(figure)));
            let (own, value) = (data.facts.get(fact)?, self.get(fact)?);
            let kind = matches!(variable, Variable::Member { value: of, .. } if own.has_kind_of(value, *of));
            if kind { Some(1) } else { variable.value(value, figure) }
        };
        data.variables.iter().map(|variable| value(variable).unwrap_or(UNKNOWN)).collect()
    }
}
