//! The whole answer to a case.

use super::{advice, verdict};
use crate::amounts::amount::Formulas;
use crate::amounts::ranges::{Joint, Range};
use crate::amounts::trace::{Change, Note, Origin};
use crate::amounts::{household, premium, year};
use crate::answer::advice::Paid;
use crate::answer::names::{Ask, Names};
use crate::answer::steps::{Source, Step};
use crate::answer::{
    Answer, Layers, People, Person, Premium, Receipt, Settlement, Totals, Verdict,
};
use crate::case::problems::{Expected, Problem};
use crate::case::values::Value;
use crate::case::{self, Case, Reader};
use crate::kernel::date::Date;
use crate::kernel::diagram::TooLarge;
use crate::kernel::money::Money;
use crate::policy::vocabulary::Scope;
use crate::policy::{Policy, Table};

/// The engine's version, as receipts name it.
pub const ENGINE: &str = env!("CARGO_PKG_VERSION");

/// Reads a case and answers it as of the day `on`.
///
/// # Errors
/// Every problem found in the input.
pub fn assess<'p>(reader: Reader<'p>, input: &Value, on: Date) -> Result<Answer<'p>, Vec<Problem>> {
    let case = reader.read(input)?;
    answer(reader, &case, on).map_err(|error| vec![error.into()])
}

impl From<TooLarge> for Problem {
    fn from(TooLarge { .. }: TooLarge) -> Self {
        Self { path: String::new(), found: "a case".into(), expected: Expected::SmallerCase }
    }
}

/// Answers a case that was read before.
///
/// # Errors
/// [`TooLarge`] if more facts are open at once than can be answered exactly.
pub fn answer<'p>(reader: Reader<'p>, case: &Case, on: Date) -> Result<Answer<'p>, TooLarge> {
    let policy = reader.policy;
    let data = policy.data();
    let mut parts: Vec<Parts<'p>> = case
        .members
        .iter()
        .map(|member| Parts::new(reader, case, member))
        .collect::<Result<_, _>>()?;
    let people = if case.household {
        let groups: Vec<&[Verdict<'p>]> =
            parts.iter().map(|part| part.person.verdicts.as_slice()).collect();
        let next = verdict::next(policy, &groups, true);
        let totals = Totals {
            premium: total_premium(policy, &parts)?,
            settlement: total_settlement(policy, &parts, case)?,
        };
        let members = parts.into_iter().map(|part| part.person).collect();
        People::Household { members, totals, next }
    } else if let Some(part) = parts.pop() {
        People::One(part.person)
    } else {
        People::One(Person {
            name: None,
            verdicts: Vec::new(),
            premium: None,
            settlement: None,
            next: None,
            questions: Vec::new(),
            advice: Vec::new(),
        })
    };
    Ok(Answer {
        policy: &data.id,
        on,
        validity: data.in_force.on(on),
        people,
        receipt: Receipt { policy_sha256: policy.sha256(), engine: ENGINE, on },
    })
}

/// A member's answer, with the joint functions that the household's totals need.
struct Parts<'p> {
    person: Person<'p>,
    premium: Option<Joint>,
    settlement: Option<Joint>,
}

impl<'p> Parts<'p> {
    fn new(reader: Reader<'p>, case: &Case, member: &case::Member) -> Result<Self, TooLarge> {
        let policy = reader.policy;
        let person = verdict::Person::new(policy, &member.facts, &case.readings);
        let verdicts: Vec<Verdict<'p>> = policy
            .provisions()
            .map(|provision| verdict::verdict(policy, provision, &person))
            .collect();
        let premium = premium::premium(policy, &person.read, &case.figures, Formulas::noting())?;
        let known = person.without_admission(policy);
        let settlement = year::settlement(
            policy,
            &known,
            &case.figures,
            &member.admissions,
            Formulas::noting(),
        )?;
        let paid = Paid { premium: premium.as_ref(), settlement: settlement.as_ref() };
        let advice = advice::advice(policy, case, member, &person, &verdicts, paid)?;
        let names = Names { keys: reader.keys() };
        let premium_part = premium.as_ref().and_then(|joint| premium_of(policy, joint, names));
        let settlement_part =
            settlement.as_ref().and_then(|joint| settlement_of(policy, joint, member, names));
        let amounts = [
            premium_part.as_ref().map_or(&[][..], |part| &part.asks),
            settlement_part.as_ref().map_or(&[][..], |part| &part.asks),
        ];
        let person = Person {
            name: member.name.clone(),
            next: verdict::next(policy, &[&verdicts], false),
            questions: verdict::questions(policy, &verdicts, &amounts),
            premium: premium_part,
            settlement: settlement_part,
            verdicts,
            advice,
        };
        Ok(Self { person, premium, settlement })
    }
}

fn premium_of<'p>(policy: &'p Policy, joint: &Joint, names: Names<'p>) -> Option<Premium<'p>> {
    let ranges = joint.ranges(joint.diagram.root())?;
    let &[contribution, aid, pays] = ranges.as_slice() else {
        return None;
    };
    let (asks, steps) = (asks(policy, joint, names), steps(policy, joint, names));
    Some(Premium { contribution, aid, pays, asks, steps })
}

fn settlement_of<'p>(
    policy: &'p Policy,
    joint: &Joint,
    member: &case::Member,
    names: Names<'p>,
) -> Option<Settlement<'p>> {
    let ranges = joint.ranges(joint.diagram.root())?;
    let mut layers = ranges.chunks(4).filter_map(layers);
    let year = layers.next()?;
    Some(Settlement {
        admissions: layers.collect(),
        steps: steps(policy, joint, names),
        ..Settlement::new(asks(policy, joint, names), total(&member.admissions), year)
    })
}

fn layers(ranges: &[Range]) -> Option<Layers> {
    let &[basic, major_illness, assistance, patient_pays] = ranges else {
        return None;
    };
    Some(Layers { basic, major_illness, assistance, patient_pays })
}

/// In-scope and out-of-scope cost together; nothing if an entry is missing.
fn total(admissions: &[case::Admission]) -> Option<Money> {
    admissions.iter().try_fold(Money::ZERO, |total, admission| {
        Some(total.plus(admission.in_scope?).plus(admission.out_of_scope?))
    })
}

/// The unknown facts the amounts depend on, then the entries and figures that are missing.
fn asks<'p>(policy: &'p Policy, joint: &Joint, names: Names<'p>) -> Vec<Ask<'p>> {
    let mut asks: Vec<Ask<'p>> = Vec::new();
    for var in joint.diagram.support() {
        let (admission, own) = Joint::place(policy, var);
        let fact = policy.facts_of([own]).next().map(|fact| fact.id.as_str());
        let ask = match (admission, fact) {
            (None, Some(fact)) => Ask::Fact(fact),
            (Some(index), Some(fact)) => Ask::OfAdmission(index, fact),
            (_, None) => continue,
        };
        if asks.last() != Some(&ask) {
            asks.push(ask);
        }
    }
    asks.extend(joint.missing.figures().iter().map(|&figure| names.ask(figure)));
    asks
}

/// The steps by name.
fn steps<'p>(policy: &'p Policy, joint: &Joint, names: Names<'p>) -> Vec<Step<'p>> {
    let provision = |change: Change| {
        let made = |table: &Table| table.outcomes.iter().any(|outcome| change.is_made_by(outcome));
        let mut provisions = policy.data().provisions.iter();
        provisions.find(|provision| provision.table.as_ref().is_some_and(made))
    };
    let step = |note: &Note| Step {
        admission: note.admission,
        layer: note.layer,
        what: note.what,
        value: note.value,
        percent: note.percent,
        from: match note.origin {
            Origin::Figure(figure) => Source::Figure(names.ask(figure)),
            Origin::Provision(change) => provision(change)
                .map_or(Source::Steps, |provision| Source::Provision(&provision.id)),
            Origin::Steps => Source::Steps,
        },
    };
    joint.notes.iter().map(step).collect()
}

fn total_premium<'p>(
    policy: &'p Policy,
    parts: &[Parts<'p>],
) -> Result<Option<Premium<'p>>, TooLarge> {
    let joints: Vec<&Joint> = parts.iter().filter_map(|part| part.premium.as_ref()).collect();
    let Some(ranges) = household::totals(policy, &joints, 3)? else {
        return Ok(None);
    };
    let &[contribution, aid, pays] = ranges.as_slice() else {
        return Ok(None);
    };
    let asks = member_asks(policy, parts, |part| {
        part.person.premium.as_ref().map(|premium| premium.asks.as_slice())
    });
    Ok(Some(Premium { contribution, aid, pays, asks, steps: Vec::new() }))
}

fn total_settlement<'p>(
    policy: &'p Policy,
    parts: &[Parts<'p>],
    case: &Case,
) -> Result<Option<Settlement<'p>>, TooLarge> {
    let joints: Vec<&Joint> = parts.iter().filter_map(|part| part.settlement.as_ref()).collect();
    let Some(year) = household::totals(policy, &joints, 4)?.as_deref().and_then(layers) else {
        return Ok(None);
    };
    let asks = member_asks(policy, parts, |part| {
        part.person.settlement.as_ref().map(|bills| bills.asks.as_slice())
    });
    let total = parts
        .iter()
        .zip(&case.members)
        .filter(|(part, _)| part.settlement.is_some())
        .try_fold(Money::ZERO, |sum, (_, member)| Some(sum.plus(total(&member.admissions)?)));
    Ok(Some(Settlement::new(asks, total, year)))
}

/// What the members' parts ask: the household's facts and the figures once, the others by member.
fn member_asks<'p, 'a>(
    policy: &'p Policy,
    parts: &'a [Parts<'p>],
    of: impl Fn(&'a Parts<'p>) -> Option<&'a [Ask<'p>]>,
) -> Vec<Ask<'p>>
where
    'p: 'a,
{
    let mut shared: Vec<Ask<'p>> = Vec::new();
    let mut own: Vec<Ask<'p>> = Vec::new();
    let mut figures: Vec<Ask<'p>> = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        for ask in of(part).unwrap_or_default() {
            let household = |id: &str| {
                policy
                    .data()
                    .facts
                    .iter()
                    .any(|fact| fact.id == id && fact.scope == Scope::Household)
            };
            let (list, ask) = match ask {
                Ask::Fact(fact) if household(fact) => (&mut shared, ask.clone()),
                Ask::Figure(_) => (&mut figures, ask.clone()),
                _ => (&mut own, Ask::OfMember(index, Box::new(ask.clone()))),
            };
            if !list.contains(&ask) {
                list.push(ask);
            }
        }
    }
    let mut asks: Vec<Ask<'p>> = Vec::with_capacity(shared.len());
    for fact in &policy.data().facts {
        asks.extend(shared.iter().find(|ask| **ask == Ask::Fact(&fact.id)).cloned());
    }
    asks.extend(own);
    asks.extend(figures);
    asks
}
