//! The answer for a place: of every document that holds there, over one case.
//!
//! Facts are shared, and a question is put once. The amounts come from one document: the first local one in
//! force, or the only one there is. Nothing is ever added up over documents.

use serde::{Serialize, Serializer};

use super::assess::{self, Amounts, Findings};
use super::compared::{self, Compared, SameThing};
use super::names::Ask;
use super::shape::Answer;
use super::ways::Ways;
use crate::case::problems::Problem;
use crate::case::values::Value;
use crate::case::{Case, Reader, shared};
use crate::kernel::date::Date;
use crate::policy::Validity;
use crate::policy::vocabulary::{Fact, Scope};

/// A place, and the documents that hold there.
#[derive(Clone)]
pub struct Place<'p> {
    id: &'p str,
    readers: Vec<Reader<'p>>,
    local: usize,
    same: Vec<SameThing<'p>>,
    /// The facts of all of them, in one order.
    facts: Vec<&'p Fact>,
    /// Of each policy: by its own facts, which of `facts`.
    own_facts: Vec<Vec<usize>>,
}

impl<'p> Place<'p> {
    /// The place `id`, where the policies of `readers` hold, which share a vocabulary: first the `local`
    /// ones, then the laws above them. `same` are the provisions that give one thing.
    pub fn new(
        id: &'p str,
        readers: Vec<Reader<'p>>,
        local: usize,
        same: Vec<SameThing<'p>>,
    ) -> Self {
        let facts = in_one_order(&readers);
        let place =
            |fact: &Fact| facts.iter().position(|own| own.id == fact.id).unwrap_or(usize::MAX);
        let own_facts =
            readers.iter().map(|reader| reader.policy.data().facts.iter().map(place).collect());
        let own_facts = own_facts.collect();
        Self { id, readers, local, same, facts, own_facts }
    }

    /// Reads a case, for each policy in the order of the readers.
    ///
    /// # Errors
    /// Every problem found in the input, each once.
    pub fn read(&self, input: &Value) -> Result<Vec<Case>, Vec<Problem>> {
        let (mut cases, mut problems) = (Vec::new(), Vec::new());
        for (index, reader) in self.readers.iter().enumerate() {
            match reader.read(&shared::own_part(&self.readers, index, input)) {
                Ok(case) => cases.push(case),
                Err(found) => shared::join(&mut problems, found),
            }
        }
        if problems.is_empty() { Ok(cases) } else { Err(problems) }
    }

    /// Answers a case that [`Self::read`] has read.
    ///
    /// # Errors
    /// A problem if more facts are open at once than can be answered exactly.
    pub fn answer(&self, cases: &[Case], on: Date, ways: Ways) -> Result<PlaceAnswer<'p>, Problem> {
        let validity = |index: &usize| {
            let (reader, case) = (self.readers.get(*index)?, cases.get(*index)?);
            Some(assess::validity(reader.policy, case, on))
        };
        let of = |wanted: Validity| {
            (0..self.readers.len()).filter(move |index| validity(index) == Some(wanted))
        };
        let in_force: Vec<usize> = of(Validity::InForce).collect();
        let others = of(Validity::NotYetInForce).chain(of(Validity::Lapsed));
        let order: Vec<usize> = in_force.iter().copied().chain(others).collect();
        let paying = match order.as_slice() {
            [only] => Some(only),
            _ => in_force.iter().find(|&&index| index < self.local),
        };
        let (mut found, mut answers) = (Vec::new(), Vec::new());
        for &index in &order {
            let (Some(&reader), Some(case)) = (self.readers.get(index), cases.get(index)) else {
                continue;
            };
            let amounts =
                if Some(&index) == paying { Amounts::WorkedOut } else { Amounts::LeftOut };
            let findings = assess::findings(reader, case, ways, amounts)?;
            answers.push(assess::named(reader, case, &findings, on)?);
            found.push(Found { index, reader, findings });
        }
        let counted = if in_force.is_empty() {
            &found[..]
        } else {
            found.get(..in_force.len()).unwrap_or_default()
        };
        let household = cases.first().is_some_and(|case| case.household);
        let members = cases.first().map_or(0, |case| case.members.len());
        let compared = (0..members).flat_map(|member| {
            let holds = found.get(..in_force.len()).unwrap_or_default();
            let holds: Vec<_> = holds
                .iter()
                .filter_map(|own| Some((own.reader, own.findings.get(member)?)))
                .collect();
            compared::compared(&self.same, &holds, household.then_some(member))
        });
        let compared = compared.collect();
        let questions = self.questions(counted, cases, members);
        let next = questions.first().filter(|question| question.wanted.1 > 0);
        Ok(PlaceAnswer {
            place: self.id,
            on,
            answers,
            compared,
            next: next.map(|question| PlaceNext {
                member: household.then_some(question.member),
                fact: &question.fact.id,
                why: why(counted, question),
            }),
            questions: questions.iter().map(|question| question.ask(household)).collect(),
            of_money: questions.partition_point(|question| question.wanted.0 > 0),
            of_provisions: questions.partition_point(|question| question.wanted.1 > 0),
        })
    }

    /// Every fact still asked, the most wanted first, ties by member, then in vocabulary order. A fact of
    /// the household is asked once, and so is one of several policies; not what the case states.
    fn questions(
        &self,
        counted: &[Found<'p, '_>],
        cases: &[Case],
        members: usize,
    ) -> Vec<Question<'p>> {
        let mut questions: Vec<Question<'p>> = Vec::new();
        for member in 0..members {
            let mut wanted = vec![((0, 0), false); self.facts.len()];
            for own in counted {
                let Some(findings) = own.findings.get(member) else { continue };
                let by_fact = findings.questions.wanted(own.reader.policy);
                for (fact, (&place, (money, all))) in
                    (0..).zip(self.places(own.index).iter().zip(by_fact))
                {
                    if let Some((sum, of_amounts)) = wanted.get_mut(place) {
                        *sum = (sum.0 + money, sum.1 + all);
                        *of_amounts |= findings.questions.of_amounts(fact);
                    }
                }
            }
            for (index, case) in cases.iter().enumerate() {
                let Some(own) = case.members.get(member) else { continue };
                for fact in own.stated.known() {
                    let place = self.places(index).get(fact);
                    if let Some(wanted) = place.and_then(|&place| wanted.get_mut(place)) {
                        *wanted = ((0, 0), false);
                    }
                }
            }
            for (&fact, (wanted, of_amounts)) in self.facts.iter().zip(wanted) {
                if wanted.1 == 0 && !of_amounts {
                    continue;
                }
                if fact.scope == Scope::Household {
                    // It is asked of the member for whom it settles most.
                    let before = questions.iter().position(|other| other.fact.id == fact.id);
                    if let Some(before) = before {
                        if questions.get(before).is_some_and(|other| other.wanted >= wanted) {
                            continue;
                        }
                        questions.remove(before);
                    }
                }
                let place = questions.partition_point(|other| other.wanted >= wanted);
                questions.insert(place, Question { member, fact, wanted });
            }
        }
        questions
    }

    fn places(&self, index: usize) -> &[usize] {
        self.own_facts.get(index).map_or(&[], Vec::as_slice)
    }
}

/// What was found under one policy.
struct Found<'p, 'c> {
    /// Which of the place's policies.
    index: usize,
    reader: Reader<'p>,
    /// By member.
    findings: Vec<Findings<'c>>,
}

/// A fact that is asked of one person.
struct Question<'p> {
    member: usize,
    fact: &'p Fact,
    /// By how many provisions of money, then of all.
    wanted: (usize, usize),
}

impl<'p> Question<'p> {
    fn ask(&self, household: bool) -> Ask<'p> {
        let ask = Ask::Fact(&self.fact.id);
        if household && self.fact.scope != Scope::Household {
            return Ask::OfMember(self.member, Box::new(ask));
        }
        ask
    }
}

/// The provisions that a question is put for.
fn why<'p>(counted: &[Found<'p, '_>], question: &Question<'_>) -> Vec<OfPolicy<'p>> {
    let mut why = Vec::new();
    for own in counted {
        let data = own.reader.policy.data();
        let fact = data.facts.iter().position(|fact| fact.id == question.fact.id);
        let fact = fact.and_then(|fact| u16::try_from(fact).ok());
        let (Some(fact), Some(findings)) = (fact, own.findings.get(question.member)) else {
            continue;
        };
        let asking = findings.questions.asking(fact);
        let asking = asking.filter_map(|provision| data.provisions.get(provision));
        why.extend(asking.map(|provision| OfPolicy(&data.id, &provision.id)));
    }
    why
}

/// The facts of several policies in one order: by scope, in it the shared ones in vocabulary order, each of
/// a policy's own before the shared one that it stands before there.
fn in_one_order<'p>(readers: &[Reader<'p>]) -> Vec<&'p Fact> {
    let mut facts: Vec<&'p Fact> =
        readers.first().map_or_else(Vec::new, |reader| reader.vocabulary.facts.iter().collect());
    for reader in readers {
        let own = &reader.policy.data().facts;
        for (place, fact) in own.iter().enumerate() {
            if facts.iter().any(|other| other.id == fact.id) {
                continue;
            }
            let after = own.iter().skip(place).filter(|other| other.scope == fact.scope);
            let after = after.filter_map(|next| facts.iter().position(|other| other.id == next.id));
            let end = facts.partition_point(|other| other.scope <= fact.scope);
            facts.insert(after.min().unwrap_or(end), fact);
        }
    }
    facts
}

/// Reads a case and answers it for a place as of the day `on`.
///
/// # Errors
/// Every problem found in the input.
pub fn assess_place<'p>(
    place: &Place<'p>,
    input: &Value,
    on: Date,
    ways: Ways,
) -> Result<PlaceAnswer<'p>, Vec<Problem>> {
    let cases = place.read(input)?;
    place.answer(&cases, on, ways).map_err(|problem| vec![problem])
}

/// The answer to a case for a place.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PlaceAnswer<'p> {
    /// The place.
    pub place: &'p str,
    /// The day of the answer.
    pub on: Date,
    /// The answer of each document: those in force first, then those not yet, those that have lapsed last. Premium
    /// and settlement are those of the first local document in force, or of the only one; of the others null.
    pub answers: Vec<Answer<'p>>,
    /// Where documents in force give the same thing differently.
    pub compared: Vec<Compared<'p>>,
    /// What to ask next, over the documents in force (over all, if none is); null when nothing is open.
    pub next: Option<PlaceNext<'p>>,
    /// Every fact that they still ask, each once, in the order to ask them; of a household's members
    /// `members[i].FACT`.
    pub questions: Vec<Ask<'p>>,
    /// How many of the questions, the first ones, are put for provisions of money.
    pub of_money: usize,
    /// How many of them, the first ones, are put for any provision; on the others only amounts depend.
    pub of_provisions: usize,
}

/// What to ask next in a place.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PlaceNext<'p> {
    /// Whom to ask, in a household.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub member: Option<usize>,
    /// The fact.
    pub fact: &'p str,
    /// The provisions that depend on it, `policy/provision`.
    pub why: Vec<OfPolicy<'p>>,
}

/// A provision of a policy, written `policy/provision`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(test, derive(ts_rs::TS), ts(type = "string"))]
pub struct OfPolicy<'p>(pub &'p str, pub &'p str);

impl std::fmt::Display for OfPolicy<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.0, self.1)
    }
}

impl Serialize for OfPolicy<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
