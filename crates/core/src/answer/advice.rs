//! Advice: what would change the result, over facts that a person can choose or prove.
//!
//! For each such fact that is known, each other value is tried, everything else staying as it is
//! (not known where it is not known): what a person would pay less, tight over the unknown facts, and
//! which provisions would give more. For a hospital stay the hospital's own facts are tried together.

use super::decision::Decision;
use crate::amounts::amount::{Amount, Formulas};
use crate::amounts::ranges::{Joint, Range};
use crate::amounts::year::Stated;
use crate::amounts::{premium, year};
use crate::case::{Admission, Assignment, Case, FactValue, Facts, Member};
use crate::kernel::diagram::{Diagram, TooLarge, UNKNOWN, Var, product};
use crate::kernel::money::Money;
use crate::policy::outcome::{Outcome, Subsidy};
use crate::policy::terms::Terms;
use crate::policy::vocabulary::{Changeable, FactKind, Scope};
use crate::policy::{Policy, Variable};

/// How many steps a trial may take, and how large its comparison may grow. Past it that piece of advice
/// is left out.
const MOST: usize = 20_000;

/// Past so many bills other hospitals are not tried: each trial settles the whole year again.
const MOST_BILLS: usize = 30;

/// A change that was tried and would give more, by index.
#[derive(Clone, PartialEq, Debug)]
pub struct Trial {
    /// The facts to change and their new values.
    pub change: Vec<Change>,
    /// How much less the person would pay, yuan; null where figures are missing.
    pub saves: Range,
    /// The provisions that would give more for certain.
    pub gains: Vec<u16>,
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
        if fact.change == Changeable::Fixed {
            continue;
        }
        for value in others(&fact.kind, known, fact.change) {
            let (facts, admissions) = member.with(policy, place, value.clone());
            let change = vec![Change { admission: None, fact: index, value }];
            advice.extend(try_out.change(change, &facts, &admissions)?);
        }
    }
    let bills = member.admissions.len();
    for index in (0..bills).filter(|_| bills <= MOST_BILLS) {
        try_out.hospitals(index, &mut advice);
    }
    Ok(advice)
}

/// The values a fact could be changed to. A status is proved, never given up.
fn others(kind: &FactKind, known: &FactValue, change: Changeable) -> Vec<FactValue> {
    match (kind, known) {
        (FactKind::Flag, FactValue::Flag(false)) => vec![FactValue::Flag(true)],
        (FactKind::Flag, FactValue::Flag(true)) if change == Changeable::Choose => {
            vec![FactValue::Flag(false)]
        }
        (FactKind::Choice(values), FactValue::Choice(own)) => (0u16..)
            .take(values.len())
            .filter(|value| value != own)
            .map(FactValue::Choice)
            .collect(),
        _ => Vec::new(),
    }
}

/// How much an outcome gives, for comparing two outcomes of one provision.
fn worth(outcome: &Outcome) -> i64 {
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
/// where a figure is missing, or where one of the two has a part that the other has not.
fn saved(policy: &Policy, now: Paid<'_>, then: Paid<'_>) -> Range {
    const PREMIUM_PAYS: usize = 2;
    let patient_pays = policy.data().settlement.layers.len();
    let unknown = Range::NOT_KNOWN;
    let none = Diagram::constant(0);
    let pairs = [
        (now.premium, then.premium, PREMIUM_PAYS),
        (now.settlement, then.settlement, patient_pays),
    ];
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
    // An admission's own amounts are part of the year's.
    let of_admission = |joint: Option<&Joint>, leaf: u32| {
        let leaf = joint.and_then(|joint| joint.leaves.get(leaf as usize));
        leaf.is_some_and(|leaf| leaf.admission.is_some())
    };
    let mut range: Option<Range> = None;
    let met = product(&parts, &[], MOST, |leaves| {
        let mut saved = Some(Money::ZERO);
        if let &[.., before, after] = leaves
            && (of_admission(now.settlement, before) || of_admission(then.settlement, after))
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

/// Whether it saves something in some completion.
fn saves_something(saves: Range) -> bool {
    saves.most.is_some_and(|most| most > Money::ZERO)
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
        change: Vec<Change>,
        changed: &Facts,
        admissions: &[Admission],
    ) -> Result<Option<Trial>, TooLarge> {
        let policy = self.policy;
        let then = Assignment::new(policy, changed, &self.case.readings);
        let mut gains = Vec::new();
        let values = (0..).zip(self.person.read.iter().zip(&then.read));
        let moved: Vec<Var> =
            values.filter(|(_, (now, then))| now != then).map(|(var, _)| var).collect();
        let provisions = policy.data().provisions.iter().zip(self.decisions);
        for (index, (provision, decision)) in provisions.enumerate() {
            let Some(table) = provision.deciding() else { continue };
            if !policy.tested(index).iter().any(|var| moved.contains(var)) {
                continue;
            }
            let then = table.by_outcome.reachable(&then.read);
            let then = then.iter().filter_map(|&leaf| table.outcomes.get(leaf as usize));
            let now = decision.outcomes_of(table);
            let both = || then.clone().chain(now.clone());
            // A share and a sum cannot be compared without the contribution; `saves` does it with.
            let share = |one: &Outcome| {
                matches!(one, Outcome::PremiumAid(_) | Outcome::PremiumAidAtLeast(_))
            };
            if both().any(share) && both().any(|one| matches!(one, Outcome::PremiumAidAmount(_))) {
                continue;
            }
            // A gain for certain: the least it may give then is more than the most it may give now.
            if then.map(worth).min() > now.map(worth).max() {
                gains.extend(u16::try_from(index));
            }
        }
        let premium =
            premium::premium(policy, &then.read, &self.case.figures, Formulas::default())?;
        let Ok(settlement) = self.settlement(&then, admissions) else {
            return Ok(None);
        };
        let paid = Paid { premium: premium.as_ref(), settlement: settlement.as_ref() };
        let saves = saved(self.policy, self.now, paid);
        let good = saves_something(saves) || !gains.is_empty();
        Ok(good.then_some(Trial { change, saves, gains }))
    }

    /// The advice to be treated as in `changed`, another hospital for one stay, if it saves anything.
    /// It changes no premium and no provision of the person's own.
    fn hospital(&self, change: Vec<Change>, changed: &[Admission]) -> Option<Trial> {
        let settlement = self.settlement(self.person, changed).ok()?;
        let saves =
            saved(self.policy, self.now, Paid { settlement: settlement.as_ref(), ..self.now });
        saves_something(saves).then_some(Trial { change, saves, gains: Vec::new() })
    }

    fn settlement(
        &self,
        person: &Assignment<'_>,
        admissions: &[Admission],
    ) -> Result<Option<Joint>, TooLarge> {
        let known = person.without_admission(self.policy);
        let given = Stated { figures: &self.case.figures, facts: person.facts };
        year::settlement(self.policy, &known, given, admissions, Formulas::default(), MOST)
    }

    /// Other hospitals for one of the bills: for each level the one setting of the hospital's other
    /// facts that saves most, where it saves anything.
    fn hospitals(&self, index: usize, advice: &mut Vec<Trial>) {
        let policy = self.policy;
        let Some(admission) = self.member.admissions.get(index) else { return };
        // A settled bill has been paid: another hospital changes nothing any more.
        if !admission.paid.is_empty() {
            return;
        }
        let open: Vec<(usize, u16)> = policy
            .data()
            .variables
            .iter()
            .enumerate()
            .filter_map(|(var, variable)| {
                let fact = variable.fact()?;
                let own = policy.fact(fact)?;
                let fits = matches!(variable, Variable::Choice { .. } | Variable::Flag { .. });
                let known = admission.stated.get(var).is_some_and(|&value| value != UNKNOWN);
                (own.scope == Scope::Admission && own.change == Changeable::Choose && fits && known)
                    .then_some((var, fact))
            })
            .collect();
        let mut best: Vec<Trial> = Vec::new();
        for settings in combinations(policy, &open) {
            let mut changed = self.member.admissions.clone();
            let mut change = Vec::new();
            for (&(var, fact), &value) in open.iter().zip(&settings) {
                let Some(slot) = changed.get_mut(index).and_then(|own| own.stated.get_mut(var))
                else {
                    continue;
                };
                if *slot == value {
                    continue;
                }
                *slot = value;
                let value = match policy.fact(fact).map(|fact| &fact.kind) {
                    Some(FactKind::Flag) => FactValue::Flag(value == 1),
                    _ => FactValue::Choice(u16::from(value)),
                };
                change.push(Change { admission: Some(index), fact, value });
            }
            if change.is_empty() {
                continue;
            }
            if let Some(changed) = changed.get_mut(index) {
                changed.complete(policy, &self.person.without_admission(policy));
            }
            let Some(found) = self.hospital(change, &changed) else { continue };
            // One piece of advice a first fact's value: the one that saves most with least change.
            let key = |trial: &Trial| {
                trial.change.first().map(|change| (change.fact, change.value.clone()))
            };
            let rank = |trial: &Trial| (trial.saves.least, std::cmp::Reverse(trial.change.len()));
            match best.iter_mut().find(|other| key(other) == key(&found)) {
                Some(other) if rank(&found) > rank(other) => *other = found,
                Some(_) => {}
                None => best.push(found),
            }
        }
        advice.append(&mut best);
    }
}

/// Every setting of the variables.
fn combinations(policy: &Policy, open: &[(usize, u16)]) -> Vec<Vec<u8>> {
    let domains = policy.data().domains().unwrap_or_default();
    open.iter().take(4).fold(vec![Vec::new()], |all, &(var, _)| {
        let domain = domains.get(var).copied().unwrap_or(1);
        all.iter()
            .flat_map(|before| (0..domain).map(move |value| [before.as_slice(), &[value]].concat()))
            .collect()
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::kernel::money::Percent;
    use crate::policy::outcome::{LayerTerms, Service};

    #[test]
    fn a_choice_is_free_a_status_is_proved_and_never_given_up() {
        let (no, yes) = (FactValue::Flag(false), FactValue::Flag(true));
        for change in [Changeable::Choose, Changeable::Prove] {
            assert_eq!(others(&FactKind::Flag, &no, change), std::slice::from_ref(&yes));
        }
        assert_eq!(others(&FactKind::Flag, &yes, Changeable::Choose), [no]);
        assert_eq!(others(&FactKind::Flag, &yes, Changeable::Prove), []);
        let tiers = FactKind::Choice(["a", "b", "c"].map(String::from).into());
        let all_but_b = [FactValue::Choice(0), FactValue::Choice(2)];
        assert_eq!(others(&tiers, &FactValue::Choice(1), Changeable::Prove), all_but_b);
        let age = FactKind::Number { min: 0, max: 130 };
        assert_eq!(others(&age, &FactValue::Number(60), Changeable::Choose), []);
    }

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
}
