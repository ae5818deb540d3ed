//! What is put to a person: of all that verdicts and amounts still ask, which facts, in which order. Who has
//! not gone through a door ([`crate::policy::vocabulary::Fact::change_from`]: is not insured, and may join) is asked
//! what lies behind it too.

use super::advice::worth;
use super::decision::Decision;
use crate::amounts::missing::Unknown;
use crate::case::{Assignment, Case, Member};
use crate::kernel::diagram::Known;
use crate::kernel::sorted;
use crate::policy::{Kind, Policy};

/// The facts put to one person.
///
/// A fact that is worth asking only where others are so ([`crate::policy::AskWhen`]) waits for them: while
/// it is not certain, what is unknown of those stands in its place; where it is certainly not worth
/// asking, nothing does.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Questions {
    /// For each provision, in order; rising.
    by_provision: Vec<Vec<u16>>,
    /// What only amounts depend on; rising.
    of_amounts: Vec<u16>,
}

impl Questions {
    /// What is put to the person of whom so much is `known`.
    pub fn new(
        policy: &Policy,
        known: &Known,
        decisions: &[Decision],
        amounts: &[Unknown],
    ) -> Self {
        let waiting = Waiting::new(policy, known);
        let put = |asks: &[u16]| waiting.put(asks);
        let amounts: Vec<u16> = amounts
            .iter()
            .filter_map(|unknown| match unknown {
                Unknown::Fact(fact) => Some(*fact),
                Unknown::OfAdmission(..) | Unknown::Figure(_) => None,
            })
            .collect();
        Self {
            by_provision: decisions.iter().map(|decision| put(&decision.asks)).collect(),
            of_amounts: put(&amounts),
        }
    }

    /// The same with what is put to who stands at a door: for each provision that would perhaps give more behind
    /// it than it certainly does now, what it would ask there.
    #[must_use]
    pub fn behind_doors(
        mut self,
        policy: &Policy,
        case: &Case,
        member: &Member,
        decisions: &[Decision],
    ) -> Self {
        for (place, fact) in policy.data().facts.iter().enumerate() {
            let known = member.stated.get(place).filter(|_| !fact.change_from.is_empty());
            for value in known.into_iter().flat_map(|known| fact.others(known)) {
                let (facts, _) = member.with(policy, place, value);
                let then = Assignment::new(policy, &facts, &case.readings);
                let waiting = Waiting::new(policy, &then.read);
                let all = policy.data().provisions.iter().zip(decisions);
                for ((provision, decision), put) in all.zip(&mut self.by_provision) {
                    let Some(table) = provision.deciding() else { continue };
                    let behind = Decision::new(policy, table, &then.read);
                    let most = behind.outcomes_of(table).map(worth).max();
                    if most > decision.outcomes_of(table).map(worth).min() {
                        let asks = waiting.put(&behind.asks);
                        for fact in asks {
                            sorted::insert(put, fact);
                        }
                    }
                }
            }
        }
        self
    }

    /// For how many provisions of money each of the policy's facts is put, then for how many of all.
    pub(super) fn wanted(&self, policy: &Policy) -> Vec<(usize, usize)> {
        let data = policy.data();
        let mut wanted = vec![(0, 0); data.facts.len()];
        for (provision, put) in data.provisions.iter().zip(&self.by_provision) {
            for &fact in put {
                if let Some((money, all)) = wanted.get_mut(usize::from(fact)) {
                    *money += usize::from(provision.kind == Kind::Money);
                    *all += 1;
                }
            }
        }
        wanted
    }

    /// Whether amounts depend on a fact.
    pub(super) fn of_amounts(&self, fact: u16) -> bool {
        self.of_amounts.contains(&fact)
    }

    /// The provisions that a fact is put for, in order.
    pub(super) fn asking(&self, fact: u16) -> impl Iterator<Item = usize> {
        let asking = self.by_provision.iter().enumerate();
        asking.filter(move |(_, put)| put.contains(&fact)).map(|(provision, _)| provision)
    }

    /// All of them, the most wanted first; ties in vocabulary order. What only amounts depend on comes last.
    /// For an interview that goes on after an "I don't know".
    pub fn all(&self, policy: &Policy) -> Vec<u16> {
        let mut all: Vec<((usize, usize), u16)> = Vec::new();
        for (fact, wanted) in (0..).zip(self.wanted(policy)) {
            if wanted.1 > 0 || self.of_amounts(fact) {
                let place = all.partition_point(|(more, _)| *more >= wanted);
                all.insert(place, (wanted, fact));
            }
        }
        all.into_iter().map(|(_, fact)| fact).collect()
    }
}

/// The facts that wait for others, each with what is put in its place.
struct Waiting<'p> {
    policy: &'p Policy,
    facts: Vec<(u16, Vec<u16>)>,
}

impl<'p> Waiting<'p> {
    fn new(policy: &'p Policy, known: &Known) -> Self {
        let waiting = policy.data().ask_when.iter().filter_map(|hint| {
            let open = hint.when.restrict(known);
            (open.root().as_leaf() != Some(1))
                .then(|| (hint.fact, policy.facts_of(open.support()).collect()))
        });
        Self { policy, facts: waiting.collect() }
    }

    /// What is put of what is asked; rising.
    fn put(&self, asks: &[u16]) -> Vec<u16> {
        let mut put = asks.to_vec();
        // Each waits only for facts before it in the list.
        for (fact, instead) in self.facts.iter().rev() {
            // Several may wait for one.
            if put.contains(fact) {
                put.retain(|own| own != fact);
                put.extend(instead);
            }
        }
        // A figure is the county's to state.
        put.retain(|&fact| self.policy.fact(fact).is_some_and(|fact| !fact.is_figure()));
        sorted::rising(put)
    }
}

/// What to ask next.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Question {
    /// Whom: an index in the members.
    pub member: usize,
    /// The fact.
    pub fact: u16,
    /// The provisions that it is asked for.
    pub why: Vec<u16>,
}

/// The fact put for most provisions that are not settled: those of money first, then all; ties in
/// vocabulary order. A provision granted either way whose outcome is still open (70% or 100%) asks
/// like any other. A fact is asked of one member: `members` are the questions of each.
pub fn next(policy: &Policy, members: &[&Questions]) -> Option<Question> {
    let mut best: Option<((usize, usize), usize, u16)> = None;
    for (member, questions) in members.iter().enumerate() {
        for (fact, wanted) in (0..).zip(questions.wanted(policy)) {
            if wanted.1 > 0 && best.is_none_or(|(most, ..)| wanted > most) {
                best = Some((wanted, member, fact));
            }
        }
    }
    let (_, member, fact) = best?;
    let asking = members.get(member)?.asking(fact);
    let why = asking.filter_map(|provision| u16::try_from(provision).ok()).collect();
    Some(Question { member, fact, why })
}
