//! Random policies with layers and random cases for them, every term among them. [`text`] writes a policy as a file,
//! [`rule`] settles by the rule alone, [`limits`] looks for bills on which nothing limits a layer, [`beside`] has what
//! is no bill: contributions, shares, waits; [`every`] is one policy with all of it.

mod beside;
mod cases;
mod every;
mod limits;
mod rule;
mod sums;
mod text;

use crate::random::Random;

pub use cases::Case;
pub use every::{EVERY_TERM_CASES, EVERY_TERM_SEED};
pub use rule::said;

use beside::Beside;
use sums::{Raise, Sum};

/// The facts the policies test; the last ones are a bill's. `spent` is an amount: its values are how many of
/// the marks ([`Law::marks`]) it is above.
const FACTS: [(&str, usize); 8] = [
    ("dibao", 2),
    ("tekun", 2),
    ("group", 2),
    ("years", 4),
    ("missed", 3),
    ("spent", 3),
    ("hospital_level", 4),
    ("in_district", 2),
];
const PERSONS: usize = 6;
/// Those that every policy has.
const PLAIN: [usize; 4] = [0, 1, LEVEL, 7];
const GROUP: usize = 2;
const YEARS: usize = 3;
const MISSED: usize = 4;
const SPENT: usize = 5;
const LEVEL: usize = 6;

const GROUPS: [&str; 2] = ["old", "young"];
const LEVELS: [&str; 4] = ["village", "township", "district", "municipal"];
const OWN_LEVELS: [&str; 4] = ["level_1", "level_2", "level_3", "other_place"];

const LAYERS: [&str; 4] = ["basic", "major_illness", "assistance", "county_aid"];
const EXTRA_POOL: &str = "shared";

/// `fact == value`, of a number `fact >= value`; or the opposite.
#[derive(Clone, Copy, Debug)]
struct Test {
    fact: usize,
    value: usize,
    is: bool,
}

impl Test {
    fn holds(self, facts: &[usize]) -> bool {
        let own = facts[self.fact];
        let holds = if matches!(self.fact, YEARS | MISSED | SPENT) {
            own >= self.value
        } else {
            own == self.value
        };
        holds == self.is
    }

    fn of(random: &mut Random, facts: &[usize]) -> Self {
        let fact = *random.pick(facts);
        let ordered = usize::from(matches!(fact, YEARS | MISSED | SPENT));
        let value = ordered + random.below(FACTS[fact].1 - ordered);
        Self { fact, value, is: random.chance(60) }
    }
}

/// Percents in hundredths, money in fen.
#[derive(Clone, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    clippy::option_option,
    reason = "the keys of a row as they are written"
)]
struct Terms {
    rate: Option<i128>,
    at_least: Option<i128>,
    plus: i128,
    less: i128,
    bands: Vec<(i128, i128)>,
    from_deductible: bool,
    deductible: Option<Sum>,
    no_deductible: bool,
    deductible_less: i128,
    by_stay: Vec<i128>,
    self_paid: i128,
    most: Option<Sum>,
    cap: Option<Option<Sum>>,
    cap_plus: Option<Sum>,
    cap_most: Option<Raise>,
    lifted: bool,
    after: Option<After>,
    not_computed: bool,
}

impl Terms {
    fn rated(&self) -> bool {
        self.rate.is_some() || self.at_least.is_some() || !self.bands.is_empty()
    }

    fn sums(&self) -> impl Iterator<Item = &Sum> {
        let raise = match &self.cap_most {
            Some(Raise::Sum(sum)) => Some(sum),
            _ => None,
        };
        let cap = self.cap.as_ref().and_then(Option::as_ref);
        let all = [self.deductible.as_ref(), self.most.as_ref(), cap];
        all.into_iter().chain([self.cap_plus.as_ref(), raise]).flatten()
    }
}

type Cap = Option<i128>;

#[derive(Clone, Debug)]
struct After {
    sum: Option<usize>,
    reaches: Reaches,
    rate: Option<i128>,
    deductible: Option<i128>,
    cap: Option<Cap>,
}

#[derive(Clone, Debug)]
enum Reaches {
    Fen(i128),
    DeductibleOf(usize),
}

#[derive(Clone, Debug)]
struct Layer {
    by_year: bool,
    in_scope: bool,
    when: Option<Test>,
    /// Of one that counts the year: where it counts a bill alone.
    each_bill: Option<Test>,
    /// The layers' own pools by their places, then the extra one.
    pools: Vec<usize>,
    /// What the county's figures give: deductible, rate, bands, cap.
    figures: [bool; 4],
}

#[derive(Clone, Debug)]
struct Row {
    when: Vec<Test>,
    gives: Vec<(usize, Terms)>,
}

/// A policy.
#[derive(Clone, Debug)]
pub struct Law {
    layers: Vec<Layer>,
    when: Option<Test>,
    /// Each with its rows: the first that holds counts, and one always does.
    provisions: Vec<Vec<Row>>,
    /// Figures of the first layer and contributions are by group, and by hospital levels of its own.
    keyed: bool,
    /// `spent` is compared with percents of the income that a county states, not with amounts.
    of_income: bool,
    /// What it gives beside bills.
    beside: Vec<Beside>,
}

const MONEY: [i128; 12] = [
    1, 10_000, 33_333, 40_000, 80_000, 150_050, 300_000, 500_001, 700_000, 1_000_000, 2_600_000,
    9_999_999,
];
const PERCENTS: [i128; 10] = [5, 500, 1_000, 2_000, 3_333, 5_000, 6_250, 7_000, 8_750, 10_000];

impl Law {
    /// A random one that a policy may say: every layer is limited.
    pub fn any(random: &mut Random) -> Self {
        let mut law = Self::unchecked(random);
        for (_, pool) in law.unlimited() {
            // The county's figure limits it.
            law.layers[pool].figures[3] = true;
        }
        law
    }

    /// A random one, whether or not its layers are limited on every bill.
    pub fn unchecked(random: &mut Random) -> Self {
        let count = 2 + random.below(3);
        let layers: Vec<Layer> = (0..count)
            .map(|place| {
                let mut pools: Vec<usize> =
                    (0..count).filter(|&other| other == place || random.chance(20)).collect();
                if random.chance(25) {
                    pools.push(count);
                }
                let by_year = random.chance(50);
                let alone = by_year && random.chance(25);
                Layer {
                    by_year,
                    in_scope: random.chance(35),
                    when: random.chance(25).then(|| Test::of(random, &PLAIN)),
                    each_bill: alone.then(|| Test::of(random, &PLAIN)),
                    pools,
                    figures: figures(random),
                }
            })
            .collect();
        let mut law = Self {
            layers,
            when: random.chance(20).then(|| Test::of(random, &PLAIN[2..])),
            provisions: Vec::new(),
            keyed: random.chance(30),
            of_income: random.chance(50),
            beside: Vec::new(),
        };
        // Half of all hang on numbers that are stated.
        let stated = random.chance(50);
        let mut facts = PLAIN.to_vec();
        if stated {
            facts.extend([YEARS, MISSED, SPENT]);
        }
        if law.keyed {
            facts.push(GROUP);
        }
        let splits: Vec<Vec<Vec<Test>>> =
            (0..=random.below(3)).map(|_| split(random, &facts)).collect();
        law.provisions = splits
            .iter()
            .map(|split| {
                split.iter().map(|when| Row { when: when.clone(), gives: Vec::new() }).collect()
            })
            .collect();
        // Each term of each target comes from one provision.
        for target in 0..law.targets() {
            let mut owners = [0; TERMS];
            for owner in &mut owners {
                *owner = random.below(law.provisions.len());
            }
            let always = target == count || random.chance(75);
            for provision in 0..law.provisions.len() {
                for row in 0..law.provisions[provision].len() {
                    let mut terms = Terms::default();
                    let mut some = false;
                    for (kind, &owner) in owners.iter().enumerate() {
                        let likely = match kind {
                            RATE if target < count && law.layers[target].figures[1] => 30,
                            CAP if always => 100,
                            RATE | CAP => 85,
                            LOOKED_UP => 4,
                            _ => 25,
                        };
                        let fits = target < count || matches!(kind, CAP | AFTER | RAISE);
                        if owner == provision && fits && random.chance(likely) {
                            some |= law.add(&mut terms, kind, target, stated, random);
                        }
                    }
                    if terms.not_computed {
                        terms = Terms { not_computed: true, ..Terms::default() };
                    }
                    if some {
                        law.provisions[provision][row].gives.push((target, terms));
                    }
                }
            }
        }
        let persons: Vec<usize> = facts.iter().copied().filter(|&fact| fact < PERSONS).collect();
        law.beside = Beside::any(random, &persons, stated);
        law
    }

    fn extra(&self) -> bool {
        self.layers.iter().any(|layer| layer.pools.contains(&self.layers.len()))
    }

    /// All terms that rows give.
    fn given(&self) -> impl Iterator<Item = &(usize, Terms)> {
        self.provisions.iter().flatten().flat_map(|row| &row.gives)
    }

    /// Whether a row leaves what a layer pays to be looked up.
    fn looks_up(&self, layer: usize) -> bool {
        self.given().any(|(target, terms)| *target == layer && terms.not_computed)
    }

    fn targets(&self) -> usize {
        self.layers.len() + usize::from(self.extra())
    }

    fn name(&self, target: usize) -> &'static str {
        if target == self.layers.len() { EXTRA_POOL } else { LAYERS[target] }
    }

    /// Whether a condition tests a fact.
    fn tests(&self, fact: usize) -> bool {
        let rows = self.provisions.iter().flatten().flat_map(|row| &row.when);
        let whens = self.layers.iter().flat_map(|layer| layer.when.iter().chain(&layer.each_bill));
        let whens = whens.chain(&self.when);
        let beside = self.beside.iter().flat_map(Beside::tests);
        rows.chain(whens).chain(beside).any(|test| test.fact == fact)
    }

    /// Whether amounts of the settlement hang on a number.
    fn counts(&self, number: usize) -> bool {
        self.given().flat_map(|(_, terms)| terms.sums()).any(|sum| sum.hangs_on(number))
    }

    /// Whether the policy has a fact, or with [`sums::INCOME`] the figure.
    fn has(&self, fact: usize) -> bool {
        let beside = || self.beside.iter().any(|own| own.hangs_on(fact));
        match fact {
            GROUP => self.keyed,
            sums::INCOME => self.counts(fact) || self.of_income && self.tests(SPENT),
            YEARS | MISSED | SPENT => self.tests(fact) || self.counts(fact) || beside(),
            _ => true,
        }
    }

    /// How a value of a choice is called.
    fn value_name(&self, fact: usize, value: usize) -> &'static str {
        match fact {
            GROUP => GROUPS[value],
            LEVEL if self.keyed => OWN_LEVELS[value],
            _ => LEVELS[value],
        }
    }

    /// What `spent` is compared with: yuan, or percents of the income.
    const fn marks(&self) -> [i128; 2] {
        if self.of_income { [50, 100] } else { [300, 8_000] }
    }

    /// Adds a term; whether there is one.
    fn add(
        &self,
        terms: &mut Terms,
        kind: usize,
        target: usize,
        stated: bool,
        random: &mut Random,
    ) -> bool {
        let money = |random: &mut Random| *random.pick(&MONEY);
        let percent = |random: &mut Random| *random.pick(&PERCENTS);
        let sum = |random: &mut Random| Sum::any(random, stated);
        match kind {
            RATE => match random.below(4) {
                0 => terms.at_least = Some(percent(random)),
                1 => {
                    terms.bands = any_bands(random);
                    terms.from_deductible = random.chance(50);
                }
                _ => terms.rate = Some(percent(random)),
            },
            1 => terms.plus = percent(random).min(3_333),
            2 => terms.less = percent(random).min(3_333),
            3 if self.layers[target].figures[0] && random.chance(40) => terms.no_deductible = true,
            3 => terms.deductible = Some(sum(random)),
            4 => terms.deductible_less = percent(random),
            5 => {
                terms.by_stay = (0..2 + random.below(2))
                    .map(|_| *random.pick(&[0, 3_333, 5_000, 10_000]))
                    .collect();
            }
            6 => terms.self_paid = percent(random).min(3_333),
            7 => terms.most = Some(sum(random)),
            CAP => terms.cap = Some(random.chance(85).then(|| sum(random))),
            9 => terms.lifted = true,
            LOOKED_UP => terms.not_computed = true,
            RAISE => {
                terms.cap_plus = Some(sum(random));
                terms.cap_most = random.chance(60).then(|| match random.below(2) {
                    0 => Raise::Share(percent(random)),
                    _ => Raise::Sum(sum(random)),
                });
            }
            _ => {
                // A sum of a layer that pays no later than the first which draws on the target.
                let first =
                    self.layers.iter().position(|layer| layer.pools.contains(&target)).unwrap();
                let own = target < self.layers.len();
                let of = |random: &mut Random| random.below(first + 1);
                let after = After {
                    sum: random.chance(60).then(|| of(random)),
                    reaches: if random.chance(40) {
                        Reaches::DeductibleOf(of(random))
                    } else {
                        Reaches::Fen(money(random))
                    },
                    rate: (own && random.chance(50)).then(|| percent(random)),
                    deductible: (own && random.chance(40)).then(|| money(random)),
                    cap: random.chance(60).then(|| random.chance(85).then(|| money(random))),
                };
                if after.rate.is_none() && after.deductible.is_none() && after.cap.is_none() {
                    return false;
                }
                terms.after = Some(after);
            }
        }
        true
    }
}

const RATE: usize = 0;
const CAP: usize = 8;
const AFTER: usize = 10;
const LOOKED_UP: usize = 11;
const RAISE: usize = 12;
const TERMS: usize = 13;

/// Half of all layers are given no figures; none has both a rate and bands.
fn figures(random: &mut Random) -> [bool; 4] {
    if random.chance(50) {
        return [false; 4];
    }
    let bands = random.chance(40);
    [random.chance(60), !bands && random.chance(80), bands, random.chance(60)]
}

/// Conditions of which just one holds.
fn split(random: &mut Random, facts: &[usize]) -> Vec<Vec<Test>> {
    let one = Test::of(random, facts);
    let not = |test: Test| Test { is: !test.is, ..test };
    match random.below(3) {
        0 => vec![vec![]],
        1 => vec![vec![one], vec![not(one)]],
        _ => {
            let other = loop {
                let other = Test::of(random, facts);
                if other.fact != one.fact {
                    break other;
                }
            };
            vec![vec![one, other], vec![one, not(other)], vec![not(one)]]
        }
    }
}

/// Bands of rates, rising.
fn any_bands(random: &mut Random) -> Vec<(i128, i128)> {
    let mut from: Vec<i128> = (0..=random.below(3)).map(|_| *random.pick(&MONEY)).collect();
    if random.chance(60) {
        from.push(0);
    }
    from.sort_unstable();
    from.dedup();
    from.into_iter().map(|from| (from, *random.pick(&PERCENTS))).collect()
}

fn yuan(fen: i128) -> String {
    format!("{}.{:02}", fen / 100, fen % 100)
}

/// Half up.
fn rounded(amount: i128, parts: i128) -> i128 {
    (2 * amount + parts) / (2 * parts)
}
