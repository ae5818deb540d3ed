//! Documents in force that give the same thing: which of them gives more.

use serde::Serialize;

use super::assess::Findings;
use super::names;
use super::place::OfPolicy;
use super::shape::Status;
use crate::case::Reader;
use crate::policy::outcome::{Outcome, Subsidy};

/// Provisions of several policies that give the same thing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SameThing<'p> {
    /// Its name.
    pub id: &'p str,
    /// The provisions: policy and provision.
    pub provisions: &'p [(&'p str, &'p str)],
    /// The policy and the clause by which only the higher is given, if one says so.
    pub once: Option<(&'p str, &'p str)>,
}

/// The same thing given differently by documents in force.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Compared<'p> {
    /// To whom, in a household.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub member: Option<usize>,
    /// What is given.
    pub what: &'p str,
    /// The provisions that give it or refuse it, in the order of the answers.
    pub provisions: Vec<OfPolicy<'p>>,
    /// Those of them that certainly give more than another, and than which none gives more; none where what
    /// they give cannot be compared: then all are shown.
    pub higher: Vec<OfPolicy<'p>>,
    /// The clause by which only the higher is given; left out where none says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub once: Option<ClauseOf<'p>>,
    /// The clauses of all of them.
    pub cites: Vec<ClauseOf<'p>>,
}

/// A clause of a policy's document.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ClauseOf<'p> {
    /// The policy.
    pub policy: &'p str,
    /// As the document numbers it.
    pub at: &'p str,
}

/// What a provision gives one person.
struct Given<'p> {
    of: OfPolicy<'p>,
    status: Status,
    outcomes: Vec<&'p Outcome>,
    cites: Vec<ClauseOf<'p>>,
}

/// What the policies in force give one person differently.
pub(super) fn compared<'p>(
    same: &[SameThing<'p>],
    in_force: &[(Reader<'p>, &Findings<'_>)],
    member: Option<usize>,
) -> Vec<Compared<'p>> {
    let mut all = Vec::new();
    for thing in same {
        let given: Vec<Given<'p>> = in_force
            .iter()
            .flat_map(|&(reader, findings)| {
                let own = thing
                    .provisions
                    .iter()
                    .filter(move |(policy, _)| *policy == reader.policy.data().id);
                own.filter_map(move |(_, provision)| given(reader, findings, provision))
            })
            .collect();
        let over = |one: &Given<'_>, other: &Given<'_>| {
            let pairs = one
                .outcomes
                .iter()
                .flat_map(|one| other.outcomes.iter().map(move |other| more(one, other)));
            pairs.min() == Some(true)
        };
        let higher = given.iter().filter(|one| {
            given.iter().any(|other| over(one, other))
                && !given.iter().any(|other| over(other, one))
        });
        let higher: Vec<OfPolicy<'p>> = higher.map(|one| one.of).collect();
        let all_give = given.iter().all(|one| one.status == Status::Granted);
        let differ = given
            .windows(2)
            .any(|pair| matches!(pair, [one, other] if one.outcomes != other.outcomes));
        if higher.is_empty() && !(all_give && differ) {
            continue;
        }
        all.push(Compared {
            member,
            what: thing.id,
            provisions: given.iter().map(|one| one.of).collect(),
            once: thing
                .once
                .filter(|_| !higher.is_empty())
                .map(|(policy, at)| ClauseOf { policy, at }),
            higher,
            cites: given.into_iter().flat_map(|one| one.cites).collect(),
        });
    }
    all
}

fn given<'p>(reader: Reader<'p>, findings: &Findings<'_>, provision: &str) -> Option<Given<'p>> {
    let data = reader.policy.data();
    let index = data.provisions.iter().position(|own| own.id == provision)?;
    let (own, decision) = (data.provisions.get(index)?, findings.decisions.get(index)?);
    let table = own.deciding()?;
    let cites = names::cites(own, decision).into_iter();
    Some(Given {
        of: OfPolicy(&data.id, &own.id),
        status: decision.status,
        outcomes: decision.outcomes_of(table).collect(),
        cites: cites.map(|cite| ClauseOf { policy: &data.id, at: cite.at }).collect(),
    })
}

/// Whether `one` is more than `other`, as far as the two can be compared: anything is more than nothing;
/// of two percents or two amounts the greater.
fn more(one: &Outcome, other: &Outcome) -> bool {
    match (one, other) {
        (Outcome::Nothing, _) => false,
        (_, Outcome::Nothing) => true,
        (
            Outcome::PremiumAid(one) | Outcome::PremiumAidAtLeast(one),
            Outcome::PremiumAid(other),
        ) => one > other,
        (
            Outcome::PremiumAidAmount(one) | Outcome::Subsidy(Subsidy::Amount(one)),
            Outcome::PremiumAidAmount(other) | Outcome::Subsidy(Subsidy::Amount(other)),
        ) => one > other,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::money::{Money, Percent};

    #[test]
    fn something_is_more_than_nothing_and_numbers_of_a_kind_are_compared() {
        let percent = |percent: &str| Percent::parse(percent).unwrap_or(Percent::ZERO);
        let (half, whole) = (percent("50"), percent("100"));
        let not_stated = Outcome::Subsidy(Subsidy::NotStated);
        for (one, other, is_more) in [
            (not_stated.clone(), Outcome::Nothing, true),
            (Outcome::Nothing, not_stated.clone(), false),
            (Outcome::Nothing, Outcome::Nothing, false),
            (Outcome::PremiumAid(whole), Outcome::PremiumAid(half), true),
            (Outcome::PremiumAid(half), Outcome::PremiumAid(half), false),
            (Outcome::PremiumAidAtLeast(whole), Outcome::PremiumAid(half), true),
            // A floor has no upper end: what is above it may be above the other too.
            (Outcome::PremiumAid(whole), Outcome::PremiumAidAtLeast(half), false),
            (Outcome::PremiumAid(whole), not_stated.clone(), false),
            (not_stated, Outcome::PremiumAid(half), false),
            (
                Outcome::PremiumAidAmount(Money::from_fen(2)),
                Outcome::Subsidy(Subsidy::Amount(Money::from_fen(1))),
                true,
            ),
            (Outcome::PremiumAidAmount(Money::from_fen(2)), Outcome::PremiumAid(half), false),
            (
                Outcome::PremiumAidAmount(Money::from_fen(2)),
                Outcome::Subsidy(Subsidy::Amount(Money::from_fen(2))),
                false,
            ),
        ] {
            assert_eq!(more(&one, &other), is_more, "{one:?} {other:?}");
        }
    }
}
