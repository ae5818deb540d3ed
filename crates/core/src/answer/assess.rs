//! The whole answer to a case.

use super::advice::{self, Paid, Trial};
use super::decision::{Decision, Grounds};
use super::hints::{self, BillHint};
use super::names::{self, Ask, Namer};
use super::questions::{self, Questions};
use super::shape::{Answer, People, Person, Premium, Receipt, Settlement, Totals};
use super::supposing::{Supposing, supposing};
use super::ways::{self, Ways};
use crate::amounts::amount::Formulas;
use crate::amounts::missing::{Figure, Unknown};
use crate::amounts::ranges::Joint;
use crate::amounts::worked_out::WorkedOut;
use crate::amounts::year::{Inputs, PatientBounds};
use crate::amounts::{household, premium, year};
use crate::case::problems::{Expected, Found, Problem};
use crate::case::values::Value;
use crate::case::{Admission, Assignment, Case, Member, PAID, Reader, set_readings};
use crate::kernel::date::Date;
use crate::kernel::diagram::settling::Way;
use crate::kernel::diagram::{TooLarge, UNKNOWN, Var};
use crate::kernel::money::Money;
use crate::kernel::sorted;
use crate::policy::vocabulary::Scope;
use crate::policy::{Policy, Validity};

/// The engine's version, as receipts name it.
pub const ENGINE: &str = env!("CARGO_PKG_VERSION");

/// Reads a case and answers it as of the day `on`.
///
/// # Errors
/// Every problem found in the input.
pub fn assess<'p>(
    reader: Reader<'p>,
    input: &Value,
    on: Date,
    ways: Ways,
) -> Result<Answer<'p>, Vec<Problem>> {
    let case = reader.read(input)?;
    answer(reader, &case, on, ways).map_err(|problem| vec![problem])
}

impl From<TooLarge> for Problem {
    fn from(TooLarge { .. }: TooLarge) -> Self {
        Self { path: String::new(), found: Found::Case, expected: Expected::SmallerCase }
    }
}

/// Answers a case that was read before.
///
/// # Errors
/// A problem if more facts are open at once than can be answered exactly: it names those to state first.
pub fn answer<'p>(
    reader: Reader<'p>,
    case: &Case,
    on: Date,
    ways: Ways,
) -> Result<Answer<'p>, Problem> {
    let members = findings(reader, case, ways, Amounts::WorkedOut)?;
    named(reader, case, &members, on)
}

/// Whether premium and settlement are worked out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Amounts {
    /// They are.
    WorkedOut,
    /// They are not: the policy is not the one whose amounts count. What a change would cost is not known then,
    /// so a policy that has amounts gives no advice.
    LeftOut,
}

/// The results for each member of a case.
pub(super) fn findings<'c>(
    reader: Reader<'_>,
    case: &'c Case,
    ways: Ways,
    amounts: Amounts,
) -> Result<Vec<Findings<'c>>, Problem> {
    let policy = reader.policy;
    let mut members = Vec::new();
    for (index, member) in case.members.iter().enumerate() {
        let index = case.household.then_some(index);
        let findings = Findings::new(policy, case, member, ways, amounts)
            .map_err(|error| too_much_open(policy, case, index, member, error))?;
        members.push(findings);
    }
    for (index, findings) in members.iter().enumerate() {
        if let Some(problem) = too_much_paid(policy, case.household.then_some(index), findings) {
            return Err(problem);
        }
    }
    Ok(members)
}

/// Whether the document holds on a day, as the case reads it.
pub(super) fn validity(policy: &Policy, case: &Case, on: Date) -> Validity {
    let mut read = vec![UNKNOWN; policy.data().variables.len()];
    set_readings(policy, &mut read, &case.readings);
    policy.in_force(&read).on(on)
}

/// The answer by name.
pub(super) fn named<'p>(
    reader: Reader<'p>,
    case: &Case,
    members: &[Findings<'_>],
    on: Date,
) -> Result<Answer<'p>, Problem> {
    let policy = reader.policy;
    let data = policy.data();
    let namer = Namer::new(reader);
    let people = if case.household {
        let questions: Vec<&Questions> = members.iter().map(|own| &own.questions).collect();
        let next = questions::next(policy, &questions);
        People::Household {
            totals: Totals {
                premium: total_premium(policy, namer, members)?,
                settlement: total_settlement(policy, namer, members)?,
            },
            next: next.map(|question| namer.next(&question, Some(question.member))),
            members: members.iter().map(|findings| namer.person(findings)).collect(),
        }
    } else {
        People::One(members.first().map_or_else(Person::default, |one| namer.person(one)))
    };
    Ok(Answer {
        policy: &data.id,
        on,
        validity: validity(policy, case, on),
        people,
        receipt: Receipt { policy_sha256: policy.sha256(), engine: ENGINE, on },
    })
}

/// The problem of a member whose bills leave too much open: the facts of an admission that the settlement
/// depends on, with what is known of the person, of which some are not known.
fn too_much_open(
    policy: &Policy,
    case: &Case,
    index: Option<usize>,
    member: &Member,
    error: TooLarge,
) -> Problem {
    let person = Assignment::new(policy, &member.facts, &case.readings);
    let known = person.without_admission(policy);
    let parts = policy.settlement_parts();
    let matter: Vec<Var> = parts.iter().flat_map(|part| part.restrict(&known).support()).collect();
    let tested = policy.tested_of_bills().iter().filter(|var| matter.contains(var));
    let tested: Vec<Var> = tested.copied().collect();
    let lacks = |admission: &&Admission| !tested.iter().all(|&var| admission.knows(var));
    let unknown = member.admissions.iter().filter(lacks).count();
    if unknown == 0 {
        return error.into();
    }
    let open = tested
        .iter()
        .filter(|&&var| member.admissions.iter().any(|admission| !admission.knows(var)));
    let facts = policy.facts_of(open.copied()).filter_map(|fact| policy.fact(fact));
    let expected =
        Expected::FewerUnknownAdmissions { facts: facts.map(|fact| fact.id.clone()).collect() };
    let member = index.map_or_else(String::new, |index| format!("members[{index}]."));
    Problem { path: format!("{member}admissions"), found: Found::Admissions(unknown), expected }
}

/// The problem of a settlement sheet that says more than was left of a bill, whatever is not known.
fn too_much_paid(
    policy: &Policy,
    index: Option<usize>,
    findings: &Findings<'_>,
) -> Option<Problem> {
    let mut checks = findings.settlement.iter().flat_map(|joint| &joint.checks);
    let (check, most) = checks.find_map(|check| Some((check, check.exceeds?)))?;
    let layer = policy.data().settlement.layers.get(usize::from(check.layer))?;
    let member = index.map_or_else(String::new, |index| format!("members[{index}]."));
    let path = format!("{member}admissions[{}].{PAID}.{}", check.admission, layer.id);
    let found = Found::Text(check.paid.to_string());
    Some(Problem { path, found, expected: Expected::AtMost { most } })
}

/// The results for one member, by index.
pub(super) struct Findings<'c> {
    pub(super) member: &'c Member,
    /// One for each provision, and what it rests on.
    pub(super) decisions: Vec<Decision>,
    pub(super) grounds: Vec<Grounds>,
    /// What outcomes that hang on stated numbers come to.
    pub(super) worked_out: Vec<WorkedOut>,
    /// Of each provision the way to each outcome that is possible beside others; none where ways are left out.
    pub(super) ways: Option<Vec<Vec<(u32, Way)>>>,
    pub(super) hints: Vec<BillHint>,
    pub(super) premium: Option<Joint>,
    pub(super) settlement: Option<Joint>,
    /// What the premium supposes, and what the settlement does.
    pub(super) supposing: [Vec<Supposing>; 2],
    /// Between which amounts the patient pays in the year, where figures are missing.
    pub(super) bounds: Option<PatientBounds>,
    pub(super) questions: Questions,
    pub(super) advice: Vec<Trial>,
}

impl<'c> Findings<'c> {
    fn new(
        policy: &Policy,
        case: &'c Case,
        member: &'c Member,
        wanted: Ways,
        amounts: Amounts,
    ) -> Result<Self, TooLarge> {
        let person = Assignment::new(policy, &member.facts, &case.readings);
        let count = policy.data().provisions.len();
        let (mut decisions, mut grounds) = (Vec::with_capacity(count), Vec::with_capacity(count));
        let (mut ways, mut worked_out) = (Vec::with_capacity(count), Vec::with_capacity(count));
        for (index, provision) in policy.data().provisions.iter().enumerate() {
            let Some(table) = provision.deciding() else {
                decisions.push(Decision::STATED);
                grounds.push(Grounds::default());
                worked_out.push(WorkedOut::default());
                ways.push(Vec::new());
                continue;
            };
            let restricted = table.by_outcome.restrict(&person.read);
            let mut decision = Decision::of(policy, table, &person.read, &restricted);
            let worked = WorkedOut::new(policy, table, &decision.outcomes, &member.facts);
            let tested = policy.tested(index);
            grounds.push(Grounds::new(policy, table, tested, &person, &decision, &worked.rests));
            // A comparison is open too where the amount is known and the figure is not.
            decision.asks.retain(|&fact| member.facts.get(usize::from(fact)).is_none());
            worked.asks.iter().for_each(|&fact| sorted::insert(&mut decision.asks, fact));
            worked_out.push(worked);
            if wanted == Ways::Told {
                ways.push(ways::ways(policy, table, &decision.outcomes, &restricted));
            }
            decisions.push(decision);
        }
        let known = person.without_admission(policy);
        let given = Inputs { figures: &case.figures, facts: &member.facts };
        let (premium, settlement) = match amounts {
            Amounts::LeftOut => (None, None),
            Amounts::WorkedOut => (
                premium::premium(policy, &person.read, &case.figures, Formulas::tracing())?,
                year::settlement(
                    policy,
                    &known,
                    given,
                    &member.admissions,
                    Formulas::tracing(),
                    year::MOST,
                )?,
            ),
        };
        let bounds = settlement
            .as_ref()
            .and_then(|joint| year::bounds(policy, &known, given, &member.admissions, joint));
        let paid = Paid { premium: premium.as_ref(), settlement: settlement.as_ref() };
        let advice =
            if amounts == Amounts::LeftOut && (policy.has_premium() || policy.has_settlement()) {
                Vec::new()
            } else {
                advice::advice(policy, case, member, &person, &decisions, paid)?
            };
        let parts = premium.iter().chain(&settlement);
        let unknown: Vec<Unknown> =
            parts.flat_map(|joint| joint.unknowns(policy, &member.facts)).collect();
        Ok(Self {
            questions: Questions::new(policy, &person.read, &decisions, &unknown)
                .behind_doors(policy, case, member, &decisions),
            hints: hints::hints(policy, &person, &member.admissions),
            member,
            decisions,
            grounds,
            worked_out,
            ways: (wanted == Ways::Told).then_some(ways),
            premium,
            settlement,
            supposing: [
                supposing(policy, &policy.data().premium_when, &person.read),
                supposing(policy, &policy.data().settlement.when, &known),
            ],
            bounds,
            advice,
        })
    }
}

fn total_premium<'p>(
    policy: &Policy,
    namer: Namer<'p>,
    members: &[Findings<'_>],
) -> Result<Option<Premium<'p>>, TooLarge> {
    let parts = || members.iter().map(|findings| findings.premium.as_ref());
    let joints: Vec<&Joint> = parts().flatten().collect();
    let ranges = household::totals(policy, &joints)?;
    let asks = || member_asks(policy, namer, members, parts());
    Ok(ranges.and_then(|ranges| names::premium(policy, &ranges, asks())))
}

fn total_settlement<'p>(
    policy: &Policy,
    namer: Namer<'p>,
    members: &[Findings<'_>],
) -> Result<Option<Settlement<'p>>, TooLarge> {
    let parts = || members.iter().map(|findings| findings.settlement.as_ref());
    let joints: Vec<&Joint> = parts().flatten().collect();
    let ranges = household::totals(policy, &joints)?;
    let Some(year) = ranges.as_deref().and_then(|ranges| namer.shares(ranges)) else {
        return Ok(None);
    };
    let total = members.iter().try_fold(Money::ZERO, |sum, findings| {
        let Some(settlement) = &findings.settlement else { return Some(sum) };
        Some(sum.plus(settlement.total(&findings.member.admissions)?))
    });
    Ok(Some(Settlement::new(member_asks(policy, namer, members, parts()), total, year)))
}

/// What the members' parts ask: the household's facts and the figures once, the others by member.
/// `parts` has one part, or none, for each member.
fn member_asks<'p, 'f>(
    policy: &Policy,
    namer: Namer<'p>,
    members: &[Findings<'_>],
    parts: impl Iterator<Item = Option<&'f Joint>>,
) -> Vec<Ask<'p>> {
    let (mut shared, mut own, mut figures) = (Vec::new(), Vec::new(), Vec::new());
    for ((index, part), own_findings) in parts.enumerate().zip(members) {
        let known = &own_findings.member.facts;
        for unknown in part.map(|joint| joint.unknowns(policy, known)).unwrap_or_default() {
            let household =
                |fact: u16| policy.fact(fact).is_some_and(|fact| fact.scope == Scope::Household);
            match unknown {
                Unknown::Fact(fact) if household(fact) => shared.push(fact),
                Unknown::Figure(Figure::InScope(_) | Figure::OutOfScope(_) | Figure::Paid(..))
                | Unknown::Fact(_)
                | Unknown::OfAdmission(..) => {
                    own.push(Ask::OfMember(index, Box::new(namer.ask(unknown))));
                }
                Unknown::Figure(_) if !figures.contains(&unknown) => figures.push(unknown),
                Unknown::Figure(_) => {}
            }
        }
    }
    let facts = 0..u16::try_from(policy.data().facts.len()).unwrap_or(u16::MAX);
    let shared = facts.filter(|fact| shared.contains(fact));
    let shared = shared.map(|fact| namer.ask(Unknown::Fact(fact)));
    shared.chain(own).chain(figures.into_iter().map(|figure| namer.ask(figure))).collect()
}
