//! The answer's shape, as docs/contract.md fixes it. Fields are written in the order given here.

mod amounts;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

pub use amounts::{Bounds, Check, Premium, Settlement, Shares, Supposed};

use super::names::Ask;
use crate::amounts::ranges::Range;
use crate::case::values::Value;
use crate::kernel::date::Date;
use crate::kernel::money::Money;
use crate::policy::outcome::Outcome;
use crate::policy::{Kind, Validity};

/// The answer to a case under a policy.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Answer<'p> {
    /// The policy.
    pub policy: &'p str,
    /// The day of the answer.
    pub on: Date,
    /// Whether the document holds on that day. Changes no status and no amount.
    pub validity: Validity,
    /// One person, or the members of a household.
    #[cfg_attr(test, ts(flatten))]
    pub people: People<'p>,
    /// What the answer rests on.
    pub receipt: Receipt<'p>,
}

impl Serialize for Answer<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Answer", 11)?;
        fields.serialize_field("policy", self.policy)?;
        fields.serialize_field("on", &self.on)?;
        fields.serialize_field("validity", &self.validity)?;
        match &self.people {
            People::One(person) => {
                fields.serialize_field("verdicts", &person.verdicts)?;
                fields.serialize_field("premium", &person.premium)?;
                fields.serialize_field("settlement", &person.settlement)?;
                fields.serialize_field("assumed", &person.assumed)?;
                fields.serialize_field("next", &person.next)?;
                fields.serialize_field("questions", &person.questions)?;
                fields.serialize_field("advice", &person.advice)?;
            }
            People::Household { members, totals, next } => {
                fields.serialize_field("members", members)?;
                fields.serialize_field("totals", totals)?;
                fields.serialize_field("next", next)?;
            }
        }
        fields.serialize_field("receipt", &self.receipt)?;
        fields.end()
    }
}

/// One person, or the members of a household. Its fields are fields of the answer.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(test, derive(ts_rs::TS), ts(untagged))]
pub enum People<'p> {
    /// The case was about one person.
    One(Person<'p>),
    /// The case was a household.
    Household {
        /// In the order of the case.
        members: Vec<Person<'p>>,
        /// The household's sums.
        totals: Totals<'p>,
        /// What to ask next, of whom.
        next: Option<Next<'p>>,
    },
}

/// One person's answer.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Person<'p> {
    /// Their name in the household's case.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub name: Option<String>,
    /// One for each provision, in the order of the policy.
    pub verdicts: Vec<Verdict<'p>>,
    /// Contribution, aid, and what is left to pay; null where there is no such part.
    pub premium: Option<Premium<'p>>,
    /// The year's hospital bills; null where there is no such part.
    pub settlement: Option<Settlement<'p>>,
    /// The facts that the case does not state and that follow from others.
    pub assumed: Vec<Assumed<'p>>,
    /// What to ask next; null when nothing is open.
    pub next: Option<Next<'p>>,
    /// Every fact still asked, by verdicts or amounts, in the order to ask them.
    pub questions: Vec<&'p str>,
    /// What would change the result.
    pub advice: Vec<Advice<'p>>,
}

/// A household's sums, tight over its unknown facts jointly.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Totals<'p> {
    /// Null where no member has a premium part.
    pub premium: Option<Premium<'p>>,
    /// Null where no member has a settlement part. Has no admissions of its own.
    pub settlement: Option<Settlement<'p>>,
}

/// A provision's status.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Status {
    /// Every completion of the unknown facts gives something.
    Granted,
    /// Every completion gives nothing.
    Refused,
    /// It depends on facts that are not known.
    Open,
    /// A commitment or a duty: stated, not decided.
    Stated,
}

/// A provision's answer.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Verdict<'p> {
    /// The provision.
    pub provision: &'p str,
    /// Its kind.
    pub kind: Kind,
    /// Who decides, by id; left out where nobody does.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub office: Option<&'p str>,
    /// Whether it shows an illness; left out where it does not.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(test, ts(optional, as = "Option<bool>"))]
    pub private: bool,
    /// Its status.
    pub status: Status,
    /// The row, when only one is left.
    pub row: Option<&'p str>,
    /// The rows still possible.
    pub rows: Vec<&'p str>,
    /// The outcomes still possible.
    pub outcomes: Vec<&'p Outcome>,
    /// Exactly the unknown facts on which the outcome still depends.
    pub asks: Vec<&'p str>,
    /// What a share comes to over the outcomes still possible, yuan; null where its fact is missing, which is
    /// asked. Left out where no share is possible.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub amount: Option<Option<Range>>,
    /// How long a wait is over the outcomes still possible; null where a fact of it is missing, which is asked.
    /// Left out where no wait is possible.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub months: Option<Option<Months>>,
    /// The shortest way to each outcome still possible, where there are several; left out where ways are.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub ways: Option<Vec<Way<'p>>>,
    /// The clauses it rests on.
    pub cites: Vec<Cite<'p>>,
    /// The readings it rests on.
    pub readings: Vec<&'p str>,
    /// The notes shown with it.
    pub notes: Vec<&'p str>,
    /// The known facts that the outcome rests on.
    pub because: Vec<Because<'p>>,
    /// The bills it gives a hint on, in the order of the case; left out where it never gives one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub hints: Option<Vec<Hint<'p>>>,
}

/// A number of months.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Months {
    /// The least.
    #[cfg_attr(test, ts(type = "number"))]
    pub least: i64,
    /// The most.
    #[cfg_attr(test, ts(type = "number"))]
    pub most: i64,
}

/// The fewest facts whose values settle an outcome, whatever the other unknown facts are.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Way<'p> {
    /// The outcome.
    pub outcome: &'p Outcome,
    /// The facts, in vocabulary order. Each has all values that do together with those of the others.
    #[serde(rename = "if")]
    pub when: Vec<Settling<'p>>,
    /// Whether another way is as short; left out where none is.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(test, ts(optional, as = "Option<bool>"))]
    pub more: bool,
}

/// A fact and those of its values that settle an outcome.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(untagged)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Settling<'p> {
    /// A choice or a flag.
    Values {
        /// The fact.
        fact: &'p str,
        /// One of these.
        #[cfg_attr(test, ts(type = "(string | boolean)[]"))]
        values: Vec<Value>,
    },
    /// A number.
    Number {
        /// The fact.
        fact: &'p str,
        /// The least number; the fact's own where it is open below.
        #[cfg_attr(test, ts(type = "number"))]
        least: i64,
        /// The greatest number; the fact's own where it is open above.
        #[cfg_attr(test, ts(type = "number"))]
        most: i64,
    },
    /// An amount.
    Money {
        /// The fact.
        fact: &'p str,
        /// The least amount, yuan.
        least: Money,
        /// The greatest amount, yuan.
        most: Money,
    },
    /// An amount beside a declared figure.
    Share {
        /// The fact.
        fact: &'p str,
        /// Where it begins, `> 100% of figure.income`; null where it may be any less.
        least: Option<String>,
        /// Where it ends, `<= 100% of figure.income`; null where it may be any more.
        most: Option<String>,
    },
    /// A set.
    Set {
        /// The fact.
        fact: &'p str,
        /// Values that it has.
        has: Vec<&'p str>,
        /// Values that it does not have.
        lacks: Vec<&'p str>,
    },
}

/// A hint on one bill of the case: something to ask about.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Hint<'p> {
    /// Which admission, from 0.
    pub admission: usize,
    /// The row that gives it, whose words it is told in.
    pub row: &'p str,
    /// The readings it rests on.
    pub readings: Vec<&'p str>,
}

/// A clause.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Cite<'p> {
    /// As the document numbers it.
    pub at: &'p str,
}

/// A known fact and its value.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Because<'p> {
    /// The fact.
    pub fact: &'p str,
    /// Its value.
    #[cfg_attr(test, ts(type = "FactValue"))]
    pub value: Value,
}

/// A fact that the case does not state, with the value that follows from others. Stating it overrules it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Assumed<'p> {
    /// The person's own, or one of an admission.
    pub fact: Ask<'p>,
    /// Its value.
    #[cfg_attr(test, ts(type = "FactValue"))]
    pub value: Value,
    /// The facts it follows from, stated or assumed themselves.
    pub because: Vec<Ask<'p>>,
}

/// What to ask next.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Next<'p> {
    /// Whom to ask, in a household.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub member: Option<usize>,
    /// The fact.
    pub fact: &'p str,
    /// The provisions that depend on it.
    pub why: Vec<&'p str>,
}

/// A change that would give more and cost no more, or save something: a fact to choose, or a status to prove.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Advice<'p> {
    /// The fact to change and its new value.
    #[serde(serialize_with = "as_facts")]
    #[cfg_attr(test, ts(type = "Facts"))]
    pub change: ChangedFact<'p>,
    /// How much less the person would pay, yuan, never less than nothing; null where it cannot be told.
    pub saves: Range,
    /// The provisions that would give more for certain.
    pub gains: Vec<&'p str>,
    /// What each of those may then give.
    #[cfg_attr(test, ts(type = "Outcome[][]"))]
    pub outcomes: Vec<Vec<&'p Outcome>>,
    /// The clauses of those provisions.
    pub cites: Vec<Cite<'p>>,
}

/// A fact with a new value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ChangedFact<'p> {
    /// The person's own, or one of an admission.
    pub fact: Ask<'p>,
    /// Its new value.
    pub value: Value,
}

fn as_facts<S: Serializer>(change: &ChangedFact<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map([(&change.fact, &change.value)])
}

/// What an answer rests on, so that it can be checked later.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Receipt<'p> {
    /// The SHA-256 of the compiled policy.
    pub policy_sha256: &'p str,
    /// The engine's version.
    pub engine: &'static str,
    /// The day of the answer.
    pub on: Date,
}
