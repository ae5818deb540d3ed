//! What a policy gives beside bills: contributions and what is paid of them, shares of an amount, waits.

use std::fmt::Write as _;

use serde_json::{Value as Json, json};

use super::cases::Case;
use super::rule::in_order;
use super::sums::{Linear, Stated};
use super::text::Writer;
use super::{
    FACTS, GROUP, GROUPS, Law, MISSED, MONEY, PERCENTS, SPENT, Test, YEARS, any_bands, rounded,
    split, yuan,
};
use crate::random::Random;
use crate::space::Space;

/// What a row gives. Percents in hundredths, money in fen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Gives {
    Nothing,
    Aid(i128),
    AidAtLeast(i128),
    AidOf(i128),
    AidNotStated,
    Contribution(i128),
    /// Of `spent`, by bands cut from zero, at most so much.
    Share(Vec<(i128, i128)>, Option<i128>),
    /// Months, not less than so many.
    Wait(Linear, Option<i128>),
}

/// A provision: the first row that holds counts, and one always does.
#[derive(Clone, Debug)]
pub(super) struct Beside {
    pub id: &'static str,
    pub rows: Vec<(Vec<Test>, Gives)>,
}

/// What is tried for a missing contribution.
const CONTRIBUTIONS: [i128; 4] = [0, 40_001, 7_777_777, 999_999_999_999];
/// What is tried for an amount that the document leaves open.
const LEFT_OPEN: [i128; 4] = [0, 1, 12_345, 999_999_999_999];

impl Beside {
    /// Random ones over these facts; shares and waits only where numbers are stated.
    pub fn any(random: &mut Random, facts: &[usize], stated: bool) -> Vec<Self> {
        let mut all = Vec::new();
        for (id, likely) in [
            ("aid", 45),
            ("contribution", 35),
            ("share", if stated { 40 } else { 0 }),
            ("wait", if stated { 40 } else { 0 }),
        ] {
            if random.chance(likely) {
                let rows = split(random, facts);
                let rows = rows.into_iter().map(|when| (when, Gives::any(id, random))).collect();
                all.push(Self { id, rows });
            }
        }
        // A policy without a row that gives something says nothing of it.
        let some = |own: &Self| own.rows.iter().any(|(_, gives)| *gives != Gives::Nothing);
        all.retain(some);
        all
    }

    pub fn tests(&self) -> impl Iterator<Item = &Test> {
        self.rows.iter().flat_map(|(when, _)| when)
    }

    /// Whether what is given hangs on a number.
    pub fn hangs_on(&self, number: usize) -> bool {
        self.rows.iter().any(|(_, gives)| match gives {
            Gives::Share(..) => number == SPENT,
            Gives::Wait(months, _) => months.hangs_on(number),
            _ => false,
        })
    }

    fn given(&self, facts: &[usize]) -> &Gives {
        let holds = |(when, _): &&(Vec<Test>, Gives)| when.iter().all(|test| test.holds(facts));
        &self.rows.iter().find(holds).unwrap().1
    }

    pub fn text(&self, law: &Law) -> String {
        let mut writer = Writer::default();
        let mut lines = String::new();
        for (number, (when, gives)) in self.rows.iter().enumerate() {
            let when = writer.when(when, law);
            let gives = gives.text(&mut writer);
            let _ =
                writeln!(lines, "  {{ id = \"row_{number}\", when = '{when}', gives = {gives} }},");
        }
        writer.provision(self.id, &lines)
    }
}

impl Gives {
    fn any(id: &str, random: &mut Random) -> Self {
        let fen = |random: &mut Random| *random.pick(&MONEY[1..]);
        let percent = |random: &mut Random| *random.pick(&PERCENTS);
        if random.chance(25) {
            return Self::Nothing;
        }
        match (id, random.below(5)) {
            ("aid", 0) => Self::AidAtLeast(percent(random)),
            ("aid", 1) => Self::AidOf(fen(random)),
            ("aid", 2) => Self::AidNotStated,
            ("aid", _) => Self::Aid(percent(random)),
            ("contribution", 0) => Self::Contribution(0),
            ("contribution", _) => Self::Contribution(fen(random)),
            ("share", other) => Self::Share(any_bands(random), (other > 1).then(|| fen(random))),
            (_, other) => {
                let months = Linear::any(random, &[-2, 3, 5], &[-2, -1, 1, 6]);
                Self::Wait(months, (other > 2).then(|| *random.pick(&[2, 6])))
            }
        }
    }

    fn text(&self, writer: &mut Writer) -> String {
        match self {
            Self::Nothing => "\"nothing\"".to_owned(),
            Self::Aid(percent) => format!("{{ premium_aid = {} }}", writer.percent(*percent)),
            Self::AidAtLeast(percent) => {
                format!("{{ premium_aid = {{ at_least = {} }} }}", writer.percent(*percent))
            }
            Self::AidOf(fen) => format!("{{ premium_aid_amount = {} }}", writer.yuan(*fen)),
            Self::AidNotStated => "{ premium_aid = \"not_stated\" }".to_owned(),
            Self::Contribution(fen) => format!("{{ contribution = {} }}", writer.yuan(*fen)),
            Self::Share(bands, cap) => {
                let bands: Vec<String> = bands
                    .iter()
                    .map(|&(from, rate)| {
                        let (from, rate) = (writer.yuan(from), writer.percent(rate));
                        format!("{{ from = {from}, percent = {rate} }}")
                    })
                    .collect();
                let cap = cap.map(|cap| format!(", cap = {}", writer.yuan(cap)));
                format!(
                    "{{ share = {{ on = \"spent\", bands = [{}]{} }} }}",
                    bands.join(", "),
                    cap.unwrap_or_default()
                )
            }
            Self::Wait(months, floor) => {
                let months = writer.linear(months);
                let floor = floor
                    .map(|floor| format!(", at_least = {}", writer.number(&floor.to_string())));
                format!("{{ wait = {{ months = {months}{} }} }}", floor.unwrap_or_default())
            }
        }
    }

    /// What a share or a wait comes to.
    fn of(&self, stated: &Stated) -> Option<i128> {
        match self {
            Self::Share(bands, cap) => {
                let ends = bands.iter().skip(1).map(|&(from, _)| from).chain([i128::MAX]);
                let part = |(&(from, rate), end): (&(i128, i128), i128)| {
                    rate * (stated.spent.min(end) - from).max(0)
                };
                let paid = rounded(bands.iter().zip(ends).map(part).sum(), 10_000);
                Some(cap.map_or(paid, |cap| paid.min(cap)))
            }
            Self::Wait(months, floor) => Some(months.of(stated).max(0).max(floor.unwrap_or(0))),
            _ => None,
        }
    }

    const fn is_open(&self) -> bool {
        matches!(self, Self::Nothing | Self::AidNotStated)
    }
}

/// What an amount that is stated may be.
const SPENDINGS: [i128; 6] = [0, 1, 33_333, 700_003, 4_000_001, 999_999_999_999];

impl Law {
    fn beside(&self, id: &str) -> Option<&Beside> {
        self.beside.iter().find(|own| own.id == id)
    }

    /// Whether it says something of contributions.
    pub(super) fn pays_contributions(&self) -> bool {
        self.beside("aid").is_some() || self.beside("contribution").is_some()
    }

    /// What the engine is to say of each provision beside bills: id, status, what it asks, what it comes to.
    pub fn expected_beside(&self, case: &Case) -> Vec<Json> {
        self.beside.iter().map(|own| Self::verdict(own, case)).collect()
    }

    fn verdict(own: &Beside, case: &Case) -> Json {
        let open = case.open_person();
        let sizes: Vec<usize> = open.iter().map(|open| FACTS[open.fact].1).collect();
        let space = Space::new(&sizes, |values| {
            let mut facts = case.person;
            for (open, &value) in open.iter().zip(values) {
                facts[open.fact] = Some(value);
            }
            own.given(&facts.map(Option::unwrap)).clone()
        });
        let asked = open.iter().enumerate().filter(|(at, _)| space.depends_on(*at));
        let mut asks: Vec<String> = asked.flat_map(|(_, open)| open.names.clone()).collect();
        let outcomes = space.different();
        // What they come to, over the numbers that are not known.
        let numbers = [YEARS, MISSED, SPENT];
        let unknown: Vec<usize> = (0..3).filter(|&at| case.numbers[at].is_none()).collect();
        let sizes: Vec<usize> = unknown
            .iter()
            .map(|&at| if at == 2 { SPENDINGS.len() } else { FACTS[numbers[at]].1 })
            .collect();
        let mut ends: Option<Option<(i128, i128)>> = None;
        let mut join = |value: Option<i128>| {
            let value = value.map(|value| (value, value));
            ends = Some(match ends {
                None => value,
                Some(ends) => {
                    ends.zip(value).map(|(one, other)| (one.0.min(other.0), one.1.max(other.1)))
                }
            });
        };
        let mut some = false;
        for outcome in &outcomes {
            let space = Space::new(&sizes, |values| {
                let mut stated = case.numbers.map(Option::unwrap_or_default);
                for (&at, &value) in unknown.iter().zip(values) {
                    stated[at] = if at == 2 { SPENDINGS[value] } else { value as i128 };
                }
                let [years, missed, spent, income] = stated;
                outcome.of(&Stated { years, missed, spent, income })
            });
            let hangs = (0..unknown.len()).filter(|&at| space.depends_on(at));
            let names = hangs.map(|at| FACTS[numbers[unknown[at]]].0.to_owned());
            let before = asks.len();
            asks.extend(names);
            if let Some(value) = space.values()[0] {
                some = true;
                join((asks.len() == before).then_some(value));
            }
        }
        if some && own.id == "share" && outcomes.contains(&&Gives::Nothing) {
            join(Some(0));
        }
        let nothing = outcomes.iter().filter(|outcome| ***outcome == Gives::Nothing).count();
        let status = match (nothing, outcomes.len() - nothing) {
            (0, _) => "granted",
            (_, 0) => "refused",
            _ => "open",
        };
        let asks = in_order(asks);
        let mut said = json!({ "provision": own.id, "status": status, "asks": asks, "outcomes": outcomes.len() });
        if let Some(ends) = ends {
            let (key, value): (_, fn(i128) -> Json) = if own.id == "share" {
                ("amount", |fen| json!(yuan(fen)))
            } else {
                ("months", |months| json!(i64::try_from(months).unwrap()))
            };
            said[key] = ends.map_or(
                Json::Null,
                |(least, most)| json!({ "least": value(least), "most": value(most) }),
            );
        }
        said
    }

    /// What the engine is to say of the premium.
    pub fn expected_premium(&self, case: &Case) -> Json {
        if !self.pays_contributions() {
            return Json::Null;
        }
        let (aid, stated) = (self.beside("aid"), self.beside("contribution"));
        let never = aid.is_none_or(|aid| aid.rows.iter().all(|(_, gives)| gives.is_open()));
        let open = case.open_person();
        let lacks: Vec<usize> =
            (0..case.contribution.len()).filter(|&at| case.contribution[at].is_none()).collect();
        let facts: Vec<usize> = open.iter().map(|open| FACTS[open.fact].1).collect();
        let mut sizes = facts.clone();
        sizes.extend(lacks.iter().map(|_| CONTRIBUTIONS.len()).chain([LEFT_OPEN.len()]));
        let mut floor = false;
        let space = Space::new(&sizes, |values| {
            let mut facts = case.person;
            for (open, &value) in open.iter().zip(values) {
                facts[open.fact] = Some(value);
            }
            let facts = facts.map(Option::unwrap);
            let mut figures = case.contribution.clone();
            for (&at, &value) in lacks.iter().zip(&values[open.len()..]) {
                figures[at] = Some(CONTRIBUTIONS[value]);
            }
            let figure = figures[if self.keyed { facts[GROUP] } else { 0 }].unwrap();
            let contribution = match stated.map(|stated| stated.given(&facts)) {
                Some(Gives::Contribution(fen)) => *fen,
                _ => figure,
            };
            let left_open = LEFT_OPEN[values[values.len() - 1]];
            if aid.is_none() {
                return [contribution, left_open, left_open];
            }
            let gives = aid.map_or(&Gives::Nothing, |aid| aid.given(&facts));
            floor |= matches!(gives, Gives::AidAtLeast(_));
            let paid = match gives {
                Gives::Aid(share) | Gives::AidAtLeast(share) => {
                    rounded(contribution * share, 10_000)
                }
                Gives::AidOf(fen) => *fen,
                Gives::AidNotStated => left_open,
                _ if never => left_open,
                _ => 0,
            };
            let paid = paid.min(contribution);
            // What needs a figure that is missing waits for it, though all of it may be paid.
            let figure =
                !matches!(stated.map(|own| own.given(&facts)), Some(Gives::Contribution(_)));
            let missing = figure && lacks.contains(&if self.keyed { facts[GROUP] } else { 0 });
            let waits = if missing { contribution * 1_000_003 } else { contribution };
            [contribution, paid, waits - paid]
        });
        let names = open.iter().map(|open| open.names.clone());
        let figure = |&at: &usize| {
            let key = if self.keyed { format!(".{}", GROUPS[at]) } else { String::new() };
            vec![format!("figures.contribution{key}")]
        };
        let names = names.chain(lacks.iter().map(figure)).enumerate();
        let asked = names.filter(|(at, _)| space.depends_on(*at));
        let asks = in_order(asked.flat_map(|(_, names)| names).collect());
        let each: usize = sizes[facts.len()..].iter().product();
        let range = |at: usize| {
            let known: Option<Vec<i128>> = space
                .values()
                .chunks(each)
                .map(|world| {
                    let first = world[0][at];
                    world.iter().all(|triple| triple[at] == first).then_some(first)
                })
                .collect();
            let Some(known) = known else { return json!({ "least": null, "most": null }) };
            let (least, most) = (known.iter().min().unwrap(), known.iter().max().unwrap());
            json!({ "least": yuan(*least), "most": yuan(*most) })
        };
        let mut all =
            json!({ "contribution": range(0), "aid": range(1), "pays": range(2), "asks": asks });
        if floor && !all["aid"]["least"].is_null() {
            all["aid"]["floor"] = json!(true);
        }
        all
    }
}
