//! Random policies with layers and random cases for them. [`text`] writes a policy as a file, [`rule`] settles by the
//! rule alone, [`limits`] looks for bills on which nothing limits a layer.

mod limits;
mod rule;
mod text;

use serde_json::{Value as Json, json};

use crate::random::Random;

pub use rule::said;

/// The facts the policies test: name, values as conditions write them, values as cases write them; the last
/// ones are a bill's.
pub const FACTS: [(&str, &[&str]); 4] = [
    ("dibao", &["false", "true"]),
    ("tekun", &["false", "true"]),
    ("hospital_level", &["village", "township", "district", "municipal"]),
    ("in_district", &["false", "true"]),
];
const PERSONS: usize = 2;

const LAYERS: [&str; 4] = ["basic", "major_illness", "assistance", "county_aid"];
const EXTRA_POOL: &str = "shared";

/// `fact == value`, or the opposite.
#[derive(Clone, Copy, Debug)]
pub struct Test {
    fact: usize,
    value: usize,
    is: bool,
}

impl Test {
    fn holds(self, facts: &[usize]) -> bool {
        (facts[self.fact] == self.value) == self.is
    }

    fn text(self) -> String {
        let (name, values) = FACTS[self.fact];
        match values {
            ["false", "true"] => {
                let not = if (self.value == 1) == self.is { "" } else { "!" };
                format!("{not}{name}")
            }
            values => {
                format!("{name} {} {}", if self.is { "==" } else { "!=" }, values[self.value])
            }
        }
    }

    fn any(random: &mut Random, from: usize) -> Self {
        let fact = from + random.below(FACTS.len() - from);
        Self { fact, value: random.below(FACTS[fact].1.len()), is: random.chance(60) }
    }
}

/// Percents in hundredths, money in fen.
#[derive(Clone, Debug, Default)]
struct Terms {
    rate: Option<i128>,
    at_least: Option<i128>,
    plus: i128,
    less: i128,
    bands: Vec<(i128, i128)>,
    from_deductible: bool,
    deductible: Option<i128>,
    deductible_less: i128,
    by_stay: Vec<i128>,
    self_paid: i128,
    most: Option<i128>,
    cap: Option<Cap>,
    lifted: bool,
    after: Option<After>,
    not_computed: bool,
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
                Layer {
                    by_year: random.chance(50),
                    in_scope: random.chance(35),
                    when: random.chance(25).then(|| Test::any(random, 0)),
                    pools,
                    figures: figures(random),
                }
            })
            .collect();
        let mut law = Self {
            layers,
            when: random.chance(20).then(|| Test::any(random, PERSONS)),
            provisions: Vec::new(),
        };
        let splits: Vec<Vec<Vec<Test>>> = (0..=random.below(3)).map(|_| split(random)).collect();
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
                        let fits = target < count || kind == CAP || kind == AFTER;
                        if owner == provision && fits && random.chance(likely) {
                            some |= law.add(&mut terms, kind, target, random);
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
        law
    }

    fn extra(&self) -> bool {
        self.layers.iter().any(|layer| layer.pools.contains(&self.layers.len()))
    }

    /// Whether a row leaves what a layer pays to be looked up.
    fn looks_up(&self, layer: usize) -> bool {
        let rows = self.provisions.iter().flatten().flat_map(|row| &row.gives);
        rows.into_iter().any(|(target, terms)| *target == layer && terms.not_computed)
    }

    fn targets(&self) -> usize {
        self.layers.len() + usize::from(self.extra())
    }

    fn name(&self, target: usize) -> &'static str {
        if target == self.layers.len() { EXTRA_POOL } else { LAYERS[target] }
    }

    /// Adds a term; whether there is one.
    fn add(&self, terms: &mut Terms, kind: usize, target: usize, random: &mut Random) -> bool {
        let money = |random: &mut Random| *random.pick(&MONEY);
        let percent = |random: &mut Random| *random.pick(&PERCENTS);
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
            3 => terms.deductible = Some(money(random)),
            4 => terms.deductible_less = percent(random),
            5 => {
                terms.by_stay = (0..2 + random.below(2))
                    .map(|_| *random.pick(&[0, 3_333, 5_000, 10_000]))
                    .collect();
            }
            6 => terms.self_paid = percent(random).min(3_333),
            7 => terms.most = Some(money(random)),
            CAP => terms.cap = Some(random.chance(85).then(|| money(random))),
            9 => terms.lifted = true,
            LOOKED_UP => terms.not_computed = true,
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
const TERMS: usize = 12;

/// Half of all layers are given no figures; none has both a rate and bands.
fn figures(random: &mut Random) -> [bool; 4] {
    if random.chance(50) {
        return [false; 4];
    }
    let bands = random.chance(40);
    [random.chance(60), !bands && random.chance(80), bands, random.chance(60)]
}

/// Conditions of which just one holds.
fn split(random: &mut Random) -> Vec<Vec<Test>> {
    let one = Test::any(random, 0);
    let not = |test: Test| Test { is: !test.is, ..test };
    match random.below(3) {
        0 => vec![vec![]],
        1 => vec![vec![one], vec![not(one)]],
        _ => {
            let other = loop {
                let other = Test::any(random, 0);
                if other.fact != one.fact {
                    break other;
                }
            };
            vec![vec![one, other], vec![one, not(other)], vec![not(one)]]
        }
    }
}

/// One bill: its own facts, the costs in fen.
#[derive(Clone, Debug)]
pub struct Bill {
    facts: [Option<usize>; FACTS.len() - PERSONS],
    in_scope: i128,
    out_of_scope: i128,
    /// What the settlement sheet says, by layer.
    paid: [Option<i128>; LAYERS.len()],
    /// What it would say where a clause leaves it to be looked up.
    looked_up: [i128; LAYERS.len()],
}

/// The figures of a layer; those that are there.
#[derive(Clone, Debug, Default)]
struct Figures {
    deductible: Option<i128>,
    rate: Option<i128>,
    bands: Option<Vec<(i128, i128)>>,
    from_deductible: Option<bool>,
    cap: Option<Cap>,
}

impl Figures {
    fn json(&self) -> Json {
        let mut all = serde_json::Map::new();
        let mut put = |key: &str, value: Option<Json>| {
            if let Some(value) = value {
                all.insert(key.into(), value);
            }
        };
        put("deductible", self.deductible.map(|own| json!(yuan(own))));
        put("rate", self.rate.map(|own| json!(yuan(own))));
        let band =
            |&(from, rate): &(i128, i128)| json!({ "from": yuan(from), "percent": yuan(rate) });
        let bands = self.bands.as_ref();
        put("bands", bands.map(|bands| json!(bands.iter().map(band).collect::<Vec<_>>())));
        let from = |own: bool| json!(if own { "deductible" } else { "zero" });
        put("bands_from", self.from_deductible.map(from));
        put("cap", self.cap.map(|own| json!(own.map_or_else(|| "none".into(), yuan))));
        Json::Object(all)
    }

    fn any(random: &mut Random) -> Self {
        Self {
            deductible: Some(*random.pick(&MONEY)),
            rate: Some(*random.pick(&PERCENTS)),
            bands: Some(any_bands(random)),
            from_deductible: Some(random.chance(50)),
            cap: Some(random.chance(85).then(|| *random.pick(&MONEY))),
        }
    }
}

/// A figure, or an entry of a settlement sheet, that is not known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Missing {
    Paid(usize, usize),
    Deductible(usize),
    Rate(usize),
    Bands(usize),
    BandsFrom(usize),
    Cap(usize),
}

impl Missing {
    /// What stands for all it may be.
    const fn values(self) -> usize {
        match self {
            Self::Paid(..) | Self::Cap(_) | Self::Bands(_) => 5,
            Self::Deductible(_) | Self::Rate(_) => 4,
            Self::BandsFrom(_) => 2,
        }
    }

    fn layer(self) -> usize {
        match self {
            Self::Paid(_, layer)
            | Self::Deductible(layer)
            | Self::Rate(layer)
            | Self::Bands(layer)
            | Self::BandsFrom(layer)
            | Self::Cap(layer) => layer,
        }
    }

    fn name(self) -> String {
        let layer = LAYERS[self.layer()];
        match self {
            Self::Paid(bill, _) => format!("admissions[{bill}].paid.{layer}"),
            Self::Deductible(_) => format!("figures.{layer}.deductible"),
            Self::Rate(_) => format!("figures.{layer}.rate"),
            Self::Bands(_) => format!("figures.{layer}.bands"),
            Self::BandsFrom(_) => format!("figures.{layer}.bands_from"),
            Self::Cap(_) => format!("figures.{layer}.cap"),
        }
    }

    /// Gives it its `value`-th value.
    fn set(self, value: usize, figures: &mut [Figures], bills: &mut [Bill]) {
        const LOTS: i128 = 1_000_000_000_000;
        let own = &mut figures[self.layer()];
        match self {
            Self::Paid(bill, layer) => {
                bills[bill].looked_up[layer] = [0, 1, 54_321, 1_000_003, LOTS][value];
            }
            Self::Deductible(_) => own.deductible = Some([0, 40_001, 700_003, LOTS][value]),
            Self::Rate(_) => own.rate = Some([0, 3_331, 7_777, 10_000][value]),
            Self::Bands(_) => {
                let bands = [
                    vec![(0, 10_000)],
                    vec![(0, 0)],
                    vec![(0, 3_331), (70_001, 7_777)],
                    vec![(60_003, 8_888)],
                    vec![(LOTS, 10_000)],
                ];
                own.bands = Some(bands[value].clone());
            }
            Self::BandsFrom(_) => own.from_deductible = Some(value == 1),
            Self::Cap(_) => {
                own.cap = Some([None, Some(0), Some(1), Some(43_210), Some(999_999)][value]);
            }
        }
    }
}

/// A person and their year's bills, with the county's figures.
#[derive(Clone, Debug)]
pub struct Case {
    person: [Option<usize>; PERSONS],
    bills: Vec<Bill>,
    /// By layer.
    figures: Vec<Figures>,
    /// What the figures and bills lack though the policy has it.
    missing: Vec<Missing>,
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

impl Case {
    /// A random one for `law`, of which `unknown` facts in a hundred are not known, and `missing` of the
    /// figures.
    pub fn any(law: &Law, random: &mut Random, unknown: usize, missing: usize) -> Self {
        let value = |random: &mut Random, fact: usize| {
            let value = random.below(FACTS[fact].1.len());
            (!random.chance(unknown)).then_some(value)
        };
        let person = std::array::from_fn(|fact| value(random, fact));
        let bills = (0..=random.below(4)).map(|_| Bill {
            facts: std::array::from_fn(|fact| value(random, PERSONS + fact)),
            in_scope: *random
                .pick(&[0, 1, 50_000, 100_000, 333_333, 1_200_000, 2_000_001, 9_000_000]),
            out_of_scope: *random.pick(&[0, 80_000]),
            paid: [None; LAYERS.len()],
            looked_up: [0; LAYERS.len()],
        });
        let mut bills: Vec<Bill> = bills.collect();
        let mut figures = vec![Figures::default(); LAYERS.len()];
        let mut lacks = Vec::new();
        for (place, layer) in law.layers.iter().enumerate() {
            let any = Figures::any(random);
            let mut there = |has: bool, missing_one: Missing| {
                let there = has && !random.chance(missing);
                if has && !there {
                    lacks.push(missing_one);
                }
                there
            };
            let [deductible, rate, bands, cap] = layer.figures;
            let own = &mut figures[place];
            own.deductible =
                any.deductible.filter(|_| there(deductible, Missing::Deductible(place)));
            own.rate = any.rate.filter(|_| there(rate, Missing::Rate(place)));
            own.bands = any.bands.filter(|_| there(bands, Missing::Bands(place)));
            own.from_deductible =
                any.from_deductible.filter(|_| there(bands, Missing::BandsFrom(place)));
            own.cap = any.cap.filter(|_| there(cap, Missing::Cap(place)));
        }
        let sheets = random.chance(30);
        for (index, bill) in bills.iter_mut().enumerate() {
            for place in 0..law.layers.len() {
                if sheets && random.chance(30) {
                    bill.paid[place] = Some(*random.pick(&[0, 1, 9_999, 50_000, 400_000]));
                } else if law.looks_up(place) {
                    lacks.push(Missing::Paid(index, place));
                }
            }
        }
        lacks.sort_unstable_by_key(|missing| match missing {
            // Entries of bills stand before figures, in answers too.
            Missing::Paid(bill, layer) => (false, *bill, *layer, *missing),
            figure => (true, figure.layer(), 0, *missing),
        });
        Self { person, bills, figures, missing: lacks }
    }

    /// As the contract has it.
    pub fn json(&self) -> Json {
        let value = |fact: usize, value: usize| match FACTS[fact].1 {
            ["false", "true"] => json!(value == 1),
            values => json!(values[value]),
        };
        let facts = |first: usize, known: &[Option<usize>]| {
            let known = known.iter().enumerate().filter_map(|(at, known)| Some((at, (*known)?)));
            known
                .map(|(at, own)| (FACTS[first + at].0.to_owned(), value(first + at, own)))
                .collect::<serde_json::Map<_, _>>()
        };
        let bills = self.bills.iter().map(|bill| {
            let mut own = facts(PERSONS, &bill.facts);
            own.insert("in_scope".into(), json!(yuan(bill.in_scope)));
            own.insert("out_of_scope".into(), json!(yuan(bill.out_of_scope)));
            let paid = bill.paid.iter().enumerate();
            let paid: serde_json::Map<String, Json> = paid
                .filter_map(|(layer, paid)| Some((LAYERS[layer].into(), json!(yuan((*paid)?)))))
                .collect();
            if !paid.is_empty() {
                own.insert("paid".into(), Json::Object(paid));
            }
            Json::Object(own)
        });
        let figures: serde_json::Map<String, Json> = LAYERS
            .iter()
            .zip(&self.figures)
            .map(|(layer, own)| ((*layer).to_owned(), own.json()))
            .filter(|(_, own)| own.as_object().is_some_and(|own| !own.is_empty()))
            .collect();
        json!({
            "facts": facts(0, &self.person),
            "admissions": bills.collect::<Vec<_>>(),
            "figures": figures,
        })
    }

    /// What is not known: name as asked, place; how many values it has.
    fn open(&self) -> Vec<(String, (Option<usize>, usize))> {
        let person = self.person.iter().enumerate().filter(|(_, known)| known.is_none());
        let mut open: Vec<(String, (Option<usize>, usize))> =
            person.map(|(fact, _)| (FACTS[fact].0.to_owned(), (None, fact))).collect();
        for (index, bill) in self.bills.iter().enumerate() {
            for (at, _) in bill.facts.iter().enumerate().filter(|(_, known)| known.is_none()) {
                let fact = PERSONS + at;
                open.push((format!("admissions[{index}].{}", FACTS[fact].0), (Some(index), fact)));
            }
        }
        open
    }

    /// The person and the bills of one completion.
    fn completed(
        &self,
        open: &[(String, (Option<usize>, usize))],
        values: &[usize],
    ) -> ([usize; PERSONS], Vec<Bill>) {
        let (mut person, mut bills) = (self.person, self.bills.clone());
        for ((_, (bill, fact)), &value) in open.iter().zip(values) {
            match bill {
                None => person[*fact] = Some(value),
                Some(bill) => bills[*bill].facts[fact - PERSONS] = Some(value),
            }
        }
        (person.map(Option::unwrap), bills)
    }

    /// Whether a figure or an entry of a settlement sheet is missing.
    pub const fn lacks_figures(&self) -> bool {
        !self.missing.is_empty()
    }

    /// How many completions there are; of figures, those that stand for all.
    pub fn completions(&self) -> usize {
        let facts = self.open();
        let facts = facts.iter().map(|(_, (_, fact))| FACTS[*fact].1.len());
        facts.chain(self.missing.iter().map(|missing| missing.values())).product()
    }
}

fn yuan(fen: i128) -> String {
    format!("{}.{:02}", fen / 100, fen % 100)
}
