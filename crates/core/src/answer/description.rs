//! A description of a policy, for programs that show it: its facts in the order of asking, its provisions and
//! readings.

use serde::Serialize;

use crate::answer::ENGINE;
use crate::kernel::date::Date;
use crate::policy::vocabulary::{Changeable, FactKind, Scope};
use crate::policy::{InForce, Kind, Policy};

/// A policy without its tables.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Description<'p> {
    /// The policy.
    pub id: &'p str,
    /// The number of the document.
    pub instrument: &'p str,
    /// The day it was issued.
    pub issued: Date,
    /// When it holds.
    pub in_force: InForce,
    /// The SHA-256 of the compiled bytes.
    pub policy_sha256: &'p str,
    /// The engine's version.
    pub engine: &'static str,
    /// The parts an answer may have.
    pub has: AnswerParts,
    /// The facts it uses, in order.
    pub facts: Vec<FactDescription<'p>>,
    /// The provisions, in the order of the file.
    pub provisions: Vec<ProvisionDescription<'p>>,
    /// Its readings of both kinds.
    pub readings: Vec<ReadingDescription<'p>>,
}

/// The parts an answer may have.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct AnswerParts {
    /// Contribution and aid.
    pub premium: bool,
    /// Hospital bills.
    pub settlement: bool,
}

/// A fact.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FactDescription<'p> {
    /// The fact.
    pub id: &'p str,
    /// What values it takes.
    #[cfg_attr(test, ts(type = "FactKind"))]
    pub kind: &'static str,
    /// The values a question offers; of a set, those that the policy tests.
    pub values: Vec<&'p str>,
    /// The least number.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional, type = "number"))]
    pub min: Option<i64>,
    /// The greatest number.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional, type = "number"))]
    pub max: Option<i64>,
    /// Whose fact it is.
    pub scope: Scope,
    /// Whether and how a person can change it.
    pub change: Changeable,
    /// The values that show an illness, `true` of a flag; left out where none does.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, ts(optional, as = "Option<Vec<&str>>"))]
    pub private: Vec<&'p str>,
}

/// A provision.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ProvisionDescription<'p> {
    /// The provision.
    pub id: &'p str,
    /// Its kind.
    pub kind: Kind,
    /// Its clauses; the first is the one it is named by.
    pub at: &'p [String],
    /// Who decides, by id.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub office: Option<&'p str>,
    /// Whether no clause names that office: then it is our guess.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(test, ts(optional, as = "Option<bool>"))]
    pub office_guessed: bool,
    /// Whether what it gives shows an illness.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(test, ts(optional, as = "Option<bool>"))]
    pub private: bool,
}

/// A reading.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ReadingDescription<'p> {
    /// The reading.
    pub id: &'p str,
    /// Whether a case may take the other one.
    pub switchable: bool,
}

impl<'p> Description<'p> {
    /// Describes a policy.
    pub fn new(policy: &'p Policy) -> Self {
        let data = policy.data();
        let facts = data.facts.iter().enumerate().filter(|(_, fact)| !fact.is_figure());
        let facts = facts.map(|(index, fact)| {
            let (min, max) = match fact.kind {
                FactKind::Number { min, max } => (Some(min), Some(max)),
                _ => (None, None),
            };
            let name =
                |value: &u16| fact.kind.values().get(usize::from(*value)).map(String::as_str);
            FactDescription {
                id: &fact.id,
                kind: fact.kind.name(),
                values: policy.offered(index),
                min,
                max,
                scope: fact.scope,
                change: fact.change,
                private: match fact.kind {
                    FactKind::Flag if !fact.private.is_empty() => vec!["true"],
                    _ => fact.private.iter().filter_map(name).collect(),
                },
            }
        });
        let provisions = data.provisions.iter().map(|provision| ProvisionDescription {
            id: &provision.id,
            kind: provision.kind,
            at: &provision.at,
            office: provision.office.as_ref().map(|office| office.id.as_str()),
            office_guessed: provision.office.as_ref().is_some_and(|office| office.guessed),
            private: provision.private,
        });
        let readings = data
            .readings
            .iter()
            .map(|reading| ReadingDescription { id: &reading.id, switchable: reading.switchable });
        Self {
            id: &data.id,
            instrument: &data.instrument,
            issued: data.issued,
            in_force: data.in_force,
            policy_sha256: policy.sha256(),
            engine: ENGINE,
            has: AnswerParts { premium: policy.has_premium(), settlement: policy.has_settlement() },
            facts: facts.collect(),
            provisions: provisions.collect(),
            readings: readings.collect(),
        }
    }
}
