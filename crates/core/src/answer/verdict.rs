//! Verdicts: what each provision gives a person, exactly as far as it is known.

use crate::answer::names::Ask;
use crate::answer::{Because, Cite, Next, ShownValue, Status, Verdict};
use crate::case::Facts;
use crate::kernel::diagram::{Known, UNKNOWN, Var};
use crate::policy::outcome::Outcome;
use crate::policy::vocabulary::Scope;
use crate::policy::{Kind, Policy, Provision, Table, Variable};

/// What is known of one person, as variables, with and without the readings.
pub struct Person<'c> {
    /// The facts themselves.
    pub facts: &'c Facts,
    /// Every known fact; the readings open.
    pub open: Vec<u8>,
    /// Every known fact; the readings set.
    pub read: Vec<u8>,
}

impl<'c> Person<'c> {
    /// What `facts` say, with the case's readings.
    pub fn new(policy: &Policy, facts: &'c Facts, readings: &[(u16, u8)]) -> Self {
        let open = facts.assign(policy, |_| true);
        let mut read = open.clone();
        set_readings(policy, &mut read, readings);
        Self { facts, open, read }
    }

    /// What is known apart from the facts of a planned admission; the readings set. Each admission is
    /// judged with its own.
    pub fn without_admission(&self, policy: &Policy) -> Vec<u8> {
        let mut known = self.read.clone();
        for (var, slot) in (0..).zip(&mut known) {
            if policy.scope(var) == Some(Scope::Admission) {
                *slot = UNKNOWN;
            }
        }
        known
    }
}

/// Sets the reading variables: as taken, unless the case takes the other one.
pub fn set_readings(policy: &Policy, known: &mut [u8], readings: &[(u16, u8)]) {
    for (slot, variable) in known.iter_mut().zip(&policy.data().variables) {
        if matches!(variable, Variable::Reading { .. }) {
            *slot = 1;
        }
    }
    for &(var, value) in readings {
        if let Some(slot) = known.get_mut(usize::from(var)) {
            *slot = value;
        }
    }
}

/// The verdict on one provision, whose outcome depends on the variables `tested`.
pub fn verdict<'p>(
    policy: &'p Policy,
    (provision, tested): (&'p Provision, &[Var]),
    person: &Person<'_>,
) -> Verdict<'p> {
    let mut verdict = Verdict {
        provision: &provision.id,
        kind: provision.kind,
        status: Status::Stated,
        row: None,
        rows: Vec::new(),
        outcomes: Vec::new(),
        asks: Vec::new(),
        cites: provision.at.iter().map(|at| Cite { at }).collect(),
        readings: Vec::new(),
        notes: Vec::new(),
        because: Vec::new(),
    };
    let readings = &policy.data().readings;
    verdict.notes = provision
        .notes
        .iter()
        .filter_map(|&note| readings.get(usize::from(note)).map(|note| note.id.as_str()))
        .collect();
    let Some(table) = &provision.table else {
        return verdict;
    };

    let restricted = table.by_outcome.restrict(&person.read);
    let leaves = restricted.leaves();
    verdict.outcomes =
        leaves.iter().filter_map(|&leaf| table.outcomes.get(leaf as usize)).collect();
    verdict.status = status(&verdict.outcomes);
    verdict.asks = policy.facts_of(restricted.support()).map(|fact| fact.id.as_str()).collect();
    let rows = table.by_row.reachable(&person.read);
    verdict.rows = rows
        .iter()
        .filter_map(|&row| table.rows.get(row as usize).map(|row| row.id.as_str()))
        .collect();
    if let &[row] = verdict.rows.as_slice() {
        verdict.row = Some(row);
    }
    if tested.iter().any(|&var| policy.is_reading(var)) {
        let resting = table.by_outcome.restrict(&person.open).support();
        verdict.readings = policy.readings_of(resting).map(|reading| reading.id.as_str()).collect();
    }
    verdict.because = because(policy, table, tested, person, &leaves);
    verdict
}

/// Where a provision stands, without its reasons: what a ledger of many persons needs. The same as
/// [`verdict`] says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Standing {
    /// Granted, refused or open.
    pub status: Status,
    /// The unknown facts it still depends on: indices in [`crate::policy::PolicyData::facts`], rising.
    pub asks: Vec<u16>,
    /// The row, when only one is left: an index in [`Table::rows`].
    pub row: Option<usize>,
}

/// Where a table stands for what is `known`, the readings set.
pub fn standing(policy: &Policy, table: &Table, known: &Known) -> Standing {
    let restricted = table.by_outcome.restrict(known);
    let leaves = restricted.leaves();
    let outcomes: Vec<&Outcome> =
        leaves.iter().filter_map(|&leaf| table.outcomes.get(leaf as usize)).collect();
    let variables = &policy.data().variables;
    let facts = restricted.support().into_iter();
    let mut asks: Vec<u16> =
        facts.filter_map(|var| variables.get(usize::from(var))?.fact()).collect();
    asks.dedup();
    let row = match table.by_row.reachable(known).as_slice() {
        &[row] => Some(row as usize),
        _ => None,
    };
    Standing { status: status(&outcomes), asks, row }
}

fn status(outcomes: &[&Outcome]) -> Status {
    let refusals = outcomes.iter().filter(|outcome| ***outcome == Outcome::Nothing).count();
    if refusals == 0 {
        Status::Granted
    } else if refusals == outcomes.len() {
        Status::Refused
    } else {
        Status::Open
    }
}

/// Known facts, dropped in reverse vocabulary order while the outcomes stay the same; what remains.
/// Facts that are not tested drop out by themselves and are not tried.
fn because<'p>(
    policy: &'p Policy,
    table: &Table,
    tested: &[Var],
    person: &Person<'_>,
    leaves: &[u32],
) -> Vec<Because<'p>> {
    let data = policy.data();
    let fact_of = |var: Var| data.variables.get(usize::from(var))?.fact();
    let mut known = person.read.clone();
    let mut kept = Vec::new();
    let mut rest = tested;
    while let Some(&last) = rest.last() {
        // The variables of one fact stand together.
        let fact = fact_of(last);
        let first =
            rest.iter().rposition(|&var| fact_of(var) != fact).map_or(0, |before| before + 1);
        let (before, own) = rest.split_at(first);
        rest = before;
        let Some(index) = fact.map(usize::from) else { continue };
        let (Some(fact), Some(value)) = (data.facts.get(index), person.facts.get(index)) else {
            continue;
        };
        set(&mut known, own, |_| UNKNOWN);
        if !table.by_outcome.reaches_just(&known, leaves) {
            set(&mut known, own, |var| person.read.get(var).copied().unwrap_or(UNKNOWN));
            kept.push(Because { fact: &fact.id, value: ShownValue { fact, value: value.clone() } });
        }
    }
    kept.reverse();
    kept
}

/// Sets some of the variables.
fn set(known: &mut Known, vars: &[Var], value: impl Fn(usize) -> u8) {
    for &var in vars {
        if let Some(slot) = known.get_mut(usize::from(var)) {
            *slot = value(usize::from(var));
        }
    }
}

/// How much each of the policy's facts is wanted: how many provisions of money ask it, then how many of
/// all.
fn wanted(policy: &Policy, verdicts: &[Verdict<'_>]) -> Vec<(usize, usize)> {
    let facts = &policy.data().facts;
    let mut wanted = vec![(0, 0); facts.len()];
    for verdict in verdicts {
        for ask in &verdict.asks {
            let index = facts.iter().position(|fact| fact.id == *ask);
            if let Some((money, all)) = index.and_then(|index| wanted.get_mut(index)) {
                *money += usize::from(verdict.kind == Kind::Money);
                *all += 1;
            }
        }
    }
    wanted
}

/// Everything that is still asked of a person, the most wanted first; ties in vocabulary order. What
/// only amounts hang on comes last. For whoever asks on after an "I don't know".
pub fn questions<'p>(
    policy: &'p Policy,
    verdicts: &[Verdict<'p>],
    amounts: &[&[Ask<'p>]],
) -> Vec<&'p str> {
    let mut asked: Vec<((usize, usize), &str)> = Vec::new();
    for (fact, wanted) in policy.data().facts.iter().zip(wanted(policy, verdicts)) {
        if wanted.1 > 0 || amounts.iter().any(|asks| asks.contains(&Ask::Fact(&fact.id))) {
            let place = asked.partition_point(|(more, _)| *more >= wanted);
            asked.insert(place, (wanted, &fact.id));
        }
    }
    asked.into_iter().map(|(_, fact)| fact).collect()
}

/// The fact asked by most provisions that are not settled: those of money first, then all; ties in
/// vocabulary order. A provision granted either way whose outcome is still open (70% or 100%) asks
/// like any other: nothing is left to ask when, and only when, every verdict is settled. Groups of
/// verdicts are the members of a household; a fact is asked of one member.
pub fn next<'p>(
    policy: &'p Policy,
    groups: &[&[Verdict<'p>]],
    household: bool,
) -> Option<Next<'p>> {
    let mut best: Option<((usize, usize), Next<'p>)> = None;
    for (member, verdicts) in groups.iter().enumerate() {
        for (fact, wanted) in policy.data().facts.iter().zip(wanted(policy, verdicts)) {
            if wanted.1 > 0 && best.as_ref().is_none_or(|(most, _)| wanted > *most) {
                let asking = verdicts.iter().filter(|it| it.asks.contains(&fact.id.as_str()));
                let why = asking.map(|verdict| verdict.provision).collect();
                let next = Next { member: household.then_some(member), fact: &fact.id, why };
                best = Some((wanted, next));
            }
        }
    }
    best.map(|(_, next)| next)
}
