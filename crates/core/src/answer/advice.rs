//! Advice: what would change the result, over facts that a person can choose or prove.
//!
//! For each such fact that is known, each other value that it can be changed to is tried, everything else
//! staying as it is (not known where it is not known): what a person would pay less, tight over the unknown
//! facts, and which provisions would give more. One fact at a time, of a hospital stay too. It is advice
//! only where it saves something for certain, or gives more for certain and costs no more.

use super::decision::Decision;
use crate::amounts::amount::{Amount, Formulas};
use crate::amounts::ranges::{Joint, Range};
use crate::amounts::year::Inputs;
use crate::amounts::{premium, year};
use crate::case::{Admission, Assignment, Case, FactValue, Facts, Member};
use crate::kernel::diagram::{Diagram, TooLarge, Var, product};
use crate::kernel::money::Money;
use crate::policy::outcome::{Outcome, Subsidy};
use crate::policy::terms::Terms;
use crate::policy::vocabulary::{Changeable, Scope};
use crate::policy::{Policy, Table};

/// How many steps a trial may take, and how large its comparison may grow. Past it that piece of advice
/// is left out.
const MOST: usize = 20_000;

/// Past so many bills other hospitals are not tried: each trial settles the whole year again.
const MOST_BILLS: usize = 30;

/// A change that was tried and would give more, by index.
#[derive(Clone, PartialEq, Debug)]
pub struct Trial {
    /// The fact to change and its new value.
    pub change: Change,
    /// How much less the person would pay, yuan; null where it cannot be told.
    pub saves: Range,
    /// The provisions that would give more for certain.
    pub gains: Vec<Gain>,
}

/// A provision that would give more.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Gain {
    /// The provision.
    pub provision: u16,
    /// What it may then give: indices in [`Table::outcomes`], rising.
    pub outcomes: Vec<u32>,
}

/// A fact with a new value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    /// Which admission's, from 0; none for the person's own.
    pub admission: Option<usize>,
    /// The fact.
    pub fact: u16,
    /// Its new value.
    pub value: FactValue,
}

/// What one person pays as a joint function: the premium's and the settlement's parts.
#[derive(Clone, Copy)]
pub struct Paid<'j> {
    /// The premium, if there is one.
    pub premium: Option<&'j Joint>,
    /// The settlement, if there is one.
    pub settlement: Option<&'j Joint>,
}

/// Advice for one person.
///
/// # Errors
/// [`TooLarge`] if a change opens more than can be answered exactly.
pub fn advice(
    policy: &Policy,
    case: &Case,
    member: &Member,
    person: &Assignment<'_>,
    decisions: &[Decision],
    now: Paid<'_>,
) -> Result<Vec<Trial>, TooLarge> {
    let try_out = TryOut { policy, case, member, person, decisions, now };
    let mut advice = Vec::new();
    for (index, fact) in (0u16..).zip(&policy.data().facts) {
        let place = usize::from(index);
        // What follows from other facts is not changed by itself.
        let Some(known) = member.stated.get(place) else { continue };
        for value in fact.others(known) {
            let (facts, admissions) = member.with(policy, place, value.clone());
            let change = Change { admission: None, fact: index, value };
            advice.extend(try_out.change(change, &facts, &admissions)?);
        }
    }
    let bills = member.admissions.len();
    for index in (0..bills).filter(|_| bills <= MOST_BILLS) {
        try_out.hospitals(index, &mut advice);
    }
    Ok(advice)
}

/// How much an outcome gives, for comparing two outcomes of one provision.
pub(super) fn worth(outcome: &Outcome) -> i64 {
    let terms = |terms: &Terms| {
        let rates = [terms.rate, terms.at_least].into_iter().flatten();
        let more = rates.chain([terms.rate_plus, terms.deductible_less]);
        more.map(|percent| i64::from(percent.hundredths())).sum::<i64>()
            - i64::from(terms.rate_less.hundredths())
            + i64::from(terms.cap_lifted)
            + i64::from(terms.no_deductible)
    };
    match outcome {
        Outcome::Nothing | Outcome::Hint(_) | Outcome::Contribution(_) | Outcome::Wait(_) => 0,
        Outcome::PremiumAid(percent) | Outcome::PremiumAidAtLeast(percent) => {
            1 + i64::from(percent.hundredths())
        }
        Outcome::Layers(given) => 1 + given.iter().map(|given| terms(&given.terms)).sum::<i64>(),
        Outcome::Subsidy(Subsidy::Amount(money)) | Outcome::PremiumAidAmount(money) => {
            1 + money.fen()
        }
        Outcome::Subsidy(Subsidy::NotStated)
        | Outcome::Enrolment(_)
        | Outcome::Service(_)
        | Outcome::FreePlaces(_)
        | Outcome::Share(_)
        | Outcome::PremiumAidNotStated(_) => 1,
    }
}

/// What is paid now less what would be paid then, over all completions of what neither knows. Null
/// where a figure is missing, or where one of the two has a part or settles a bill that the other has or does not.
fn saved(policy: &Policy, now: Paid<'_>, then: Paid<'_>, admissions: &[Admission]) -> Range {
    const PREMIUM_PAYS: usize = 2;
    let patient_pays = policy.data().settlement.layers.len();
    let unknown = Range::NOT_KNOWN;
    let none = Diagram::constant(0);
    let pairs = [
        (now.premium, then.premium, PREMIUM_PAYS),
        (now.settlement, then.settlement, patient_pays),
    ];
    let total = |paid: Paid<'_>| paid.settlement.and_then(|joint| joint.total(admissions));
    if now.settlement.is_some() && (total(now).is_none() || total(now) != total(then)) {
        return unknown;
    }
    let mut parts: Vec<&Diagram> = Vec::with_capacity(4);
    for (now, then, _) in pairs {
        if now.is_some() != then.is_some() {
            return unknown;
        }
        parts.extend([now, then].map(|joint| joint.map_or(&none, |joint| &joint.diagram)));
    }
    let pays = |joint: Option<&Joint>, leaf: u32, which: usize| -> Option<Amount> {
        let Some(joint) = joint else { return Some(Amount::ZERO) };
        joint.leaves.get(leaf as usize)?.amounts.as_ref()?.get(which).copied()
    };
    // An admission's own amounts are part of the year's. Both stand at the same one; where there is no part then,
    // the year cannot be compared either.
    let of_admission = |leaf: u32| {
        let leaf = now.settlement.and_then(|joint| joint.leaves.get(leaf as usize));
        leaf.is_some_and(|leaf| leaf.admission.is_some())
    };
    let mut range: Option<Range> = None;
    let met = product(&parts, &[], MOST, |leaves| {
        let mut saved = Some(Money::ZERO);
        if let &[.., before, _] = leaves
            && of_admission(before)
        {
            return 0;
        }
        for ((now, then, which), leaves) in pairs.into_iter().zip(leaves.chunks(2)) {
            let &[before, after] = leaves else { continue };
            saved = saved.and_then(|saved| {
                let before = pays(now, before, which)?.known()?;
                Some(saved.plus(before).minus(pays(then, after, which)?.known()?))
            });
        }
        let this = Range { least: saved, most: saved, floor: false };
        range = Some(range.map_or(this, |range| range.or(this)));
        0
    });
    if met.is_ok() { range.unwrap_or(unknown) } else { unknown }
}

/// Whether it saves something in every completion.
fn saves_something(saves: Range) -> bool {
    saves.least.is_some_and(|least| least > Money::ZERO)
}

/// What a change makes of one provision.
enum Effect {
    /// It gives more for certain.
    More,
    /// It makes nothing cost more.
    NoLess,
    /// It may pay less of what is to be paid, or that cannot be told.
    Less,
}

/// Whether amounts are made of it.
const fn paid(outcome: &Outcome) -> bool {
    outcome.is_premium_aid() || matches!(outcome, Outcome::Layers(_) | Outcome::Contribution(_))
}

/// What it makes of a provision of which `now` may hold and `then` may.
fn effect(table: &Table, now: &[u32], then: &[u32]) -> Effect {
    let of = |leaves: &[u32]| -> Vec<&Outcome> {
        leaves.iter().filter_map(|&leaf| table.outcomes.get(leaf as usize)).collect()
    };
    let (now, then) = (of(now), of(then));
    let any = |fits: fn(&Outcome) -> bool| now.iter().chain(&then).any(|one| fits(one));
    let share =
        |one: &Outcome| matches!(one, Outcome::PremiumAid(_) | Outcome::PremiumAidAtLeast(_));
    // A share and a sum cannot be compared without the contribution; what is saved is compared with it.
    if any(share) && any(|one| matches!(one, Outcome::PremiumAidAmount(_))) {
        return Effect::Less;
    }
    let least = |all: &[&Outcome]| all.iter().map(|one| worth(one)).min();
    let most = |all: &[&Outcome]| all.iter().map(|one| worth(one)).max();
    if least(&then) > most(&now) {
        Effect::More
    } else if any(paid) && (least(&then) < least(&now) || most(&then) < most(&now)) {
        Effect::Less
    } else {
        Effect::NoLess
    }
}

struct TryOut<'c> {
    policy: &'c Policy,
    case: &'c Case,
    member: &'c Member,
    person: &'c Assignment<'c>,
    decisions: &'c [Decision],
    now: Paid<'c>,
}

impl TryOut<'_> {
    /// The advice to become `changed`, with the admissions as they are then, if it is any good.
    fn change(
        &self,
        change: Change,
        changed: &Facts,
        admissions: &[Admission],
    ) -> Result<Option<Trial>, TooLarge> {
        let policy = self.policy;
        let then = Assignment::new(policy, changed, &self.case.readings);
        let (mut gains, mut lost) = (Vec::new(), false);
        let values = (0..).zip(self.person.read.iter().zip(&then.read));
        let moved: Vec<Var> =
            values.filter(|(_, (now, then))| now != then).map(|(var, _)| var).collect();
        let provisions = (0u16..).zip(&policy.data().provisions).zip(self.decisions);
        for ((provision, own), decision) in provisions {
            let Some(table) = own.deciding() else { continue };
            if !policy.tested(provision.into()).iter().any(|var| moved.contains(var)) {
                continue;
            }
            let outcomes = table.by_outcome.reachable(&then.read);
            match effect(table, &decision.outcomes, &outcomes) {
                Effect::More => gains.push(Gain { provision, outcomes }),
                Effect::NoLess => {}
                Effect::Less => lost = true,
            }
        }
        let premium =
            premium::premium(policy, &then.read, &self.case.figures, Formulas::default())?;
        let Ok(settlement) = self.settlement(&then, admissions) else {
            return Ok(None);
        };
        let paid = Paid { premium: premium.as_ref(), settlement: settlement.as_ref() };
        let fact = policy.fact(change.fact);
        // What choosing another tier or joining costs, nobody can tell where there is no premium part.
        let chosen = fact.is_some_and(|fact| {
            fact.change == Changeable::Choose && fact.scope != Scope::Admission
        });
        let saves = if chosen && self.now.premium.is_none() && premium.is_none() {
            Range::NOT_KNOWN
        } else {
            saved(policy, self.now, paid, &self.member.admissions)
        };
        // Where the cost cannot be told, it rises for all that is known if other figures are looked up; but
        // that of going through a door is never told beside that of staying outside.
        let keys = policy.data().settlement.keys;
        let keyed = [keys.contribution, keys.person, keys.admission].contains(&Some(change.fact));
        let door = fact.is_some_and(|fact| !fact.change_from.is_empty());
        let no_more = saves.least.map_or(door || !keyed, |least| least >= Money::ZERO);
        let good = saves_something(saves) || !gains.is_empty() && !lost && no_more;
        Ok(good.then_some(Trial { change, saves, gains }))
    }

    /// The advice to be treated as in `changed`, another hospital for one stay, if it saves anything.
    /// It changes no premium and no provision of the person's own.
    fn hospital(&self, change: Change, changed: &[Admission]) -> Option<Trial> {
        let settlement = self.settlement(self.person, changed).ok()?;
        let paid = Paid { settlement: settlement.as_ref(), ..self.now };
        let saves = saved(self.policy, self.now, paid, &self.member.admissions);
        saves_something(saves).then_some(Trial { change, saves, gains: Vec::new() })
    }

    fn settlement(
        &self,
        person: &Assignment<'_>,
        admissions: &[Admission],
    ) -> Result<Option<Joint>, TooLarge> {
        let known = person.without_admission(self.policy);
        let given = Inputs { figures: &self.case.figures, facts: person.facts };
        year::settlement(self.policy, &known, given, admissions, Formulas::default(), MOST)
    }

    /// Other hospitals for one of the bills: each fact of it that a case states and that can be changed, where
    /// that saves anything.
    fn hospitals(&self, index: usize, advice: &mut Vec<Trial>) {
        let policy = self.policy;
        let Some(admission) = self.member.admissions.get(index) else { return };
        // A settled bill has been paid: another hospital changes nothing any more.
        if !admission.paid.is_empty() {
            return;
        }
        let person = self.person.without_admission(policy);
        for (fact, own) in (0u16..).zip(&policy.data().facts) {
            if own.scope != Scope::Admission {
                continue;
            }
            let Some(known) = policy.stated(fact, &admission.stated) else { continue };
            for value in own.others(&known) {
                let mut admissions = self.member.admissions.clone();
                if let Some(changed) = admissions.get_mut(index) {
                    policy.set_fact(&mut changed.stated, fact, &value);
                    changed.complete(policy, &person);
                }
                let change = Change { admission: Some(index), fact, value };
                advice.extend(self.hospital(change, &admissions));
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::kernel::money::Percent;
    use crate::policy::outcome::{LayerTerms, Service};

    #[test]
    fn an_outcome_is_worth_its_figures_and_something_for_being_given() {
        let percent = |percent: u16| Percent::from_hundredths(percent * 100).unwrap();
        let (rate_plus, deductible_less) = (percent(10), percent(50));
        let terms =
            |cap_lifted| Terms { rate_plus, deductible_less, cap_lifted, ..Terms::default() };
        let floor = |no_deductible| Terms {
            at_least: Some(percent(70)),
            no_deductible,
            ..Terms::default()
        };
        let gives = |terms| Outcome::Layers(vec![LayerTerms { layer: "basic".into(), terms }]);
        let less = Terms { rate: Some(percent(70)), rate_less: percent(10), ..Terms::default() };
        let yuan = Money::from_fen(27_000);
        for (outcome, figures) in [
            (Outcome::PremiumAid(percent(70)), 7_000),
            (Outcome::PremiumAidAmount(yuan), 27_000),
            (gives(terms(false)), 6_000),
            (gives(terms(true)), 6_001),
            (gives(floor(false)), 7_000),
            (gives(floor(true)), 7_001),
            (gives(less), 6_000),
            (Outcome::Subsidy(Subsidy::Amount(yuan)), 27_000),
            (Outcome::Subsidy(Subsidy::NotStated), 0),
            (Outcome::Service(Service::Given), 0),
        ] {
            assert_eq!(worth(&outcome), 1 + figures, "{outcome:?}");
        }
        assert_eq!(worth(&Outcome::Nothing), 0);
    }

    #[test]
    fn what_may_be_less_at_either_end_is_no_gain_and_may_cost() {
        let percent = |percent: u16| Percent::from_hundredths(percent * 100).unwrap();
        let mut outcomes = vec![Outcome::Nothing];
        outcomes.extend([50, 70, 100].map(|share| Outcome::PremiumAid(percent(share))));
        let table = Table::new(Vec::new(), outcomes, Diagram::constant(0));
        let says = |now: &[u32], then: &[u32]| match effect(&table, now, then) {
            Effect::More => "more",
            Effect::NoLess => "no less",
            Effect::Less => "less",
        };
        assert_eq!(says(&[1], &[2]), "more");
        assert_eq!(says(&[1], &[1, 2]), "no less");
        // At the least nothing, at the most more than now; and the other way round.
        assert_eq!(says(&[1], &[0, 3]), "less");
        assert_eq!(says(&[0, 3], &[1, 2]), "less");
        assert_eq!(says(&[1], &[0]), "less");
    }
}
