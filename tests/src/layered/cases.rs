//! A person and their year's bills, with a county's figures; some of it not known.

use serde_json::{Map, Value as Json, json};

use super::sums::{INCOME, Stated};
use super::{
    Cap, FACTS, GROUP, GROUPS, LAYERS, LEVEL, LEVELS, Law, MISSED, MONEY, PERCENTS, PERSONS, SPENT,
    YEARS, any_bands, yuan,
};
use crate::random::{Random, nightly};

/// One bill: its own facts, the costs in fen.
#[derive(Clone, Debug)]
pub(super) struct Bill {
    pub facts: [Option<usize>; FACTS.len() - PERSONS],
    pub in_scope: i128,
    pub out_of_scope: i128,
    /// What the settlement sheet says, by layer.
    pub paid: [Option<i128>; LAYERS.len()],
    /// What it would say where a clause leaves it to be looked up.
    pub looked_up: [i128; LAYERS.len()],
}

/// The figures of a layer; those that are there. By hospital level and group where they are keyed, else one.
#[derive(Clone, Debug, Default)]
pub(super) struct Figures {
    pub deductible: Vec<Option<i128>>,
    /// By group.
    pub rate: Vec<Vec<Option<i128>>>,
    pub bands: Option<Vec<(i128, i128)>>,
    pub from_deductible: Option<bool>,
    pub cap: Vec<Option<Cap>>,
}

/// Values under their names, or the one there is.
fn keyed<T: Clone>(all: &[Option<T>], names: &[&str], json: impl Fn(T) -> Json) -> Option<Json> {
    if let [one] = all {
        return one.clone().map(json);
    }
    let own: Map<String, Json> = names
        .iter()
        .zip(all)
        .filter_map(|(name, own)| Some(((*name).to_owned(), json(own.clone()?))))
        .collect();
    (!own.is_empty()).then_some(Json::Object(own))
}

impl Figures {
    fn json(&self) -> Json {
        let mut all = Map::new();
        let mut put = |key: &str, value: Option<Json>| {
            if let Some(value) = value {
                all.insert(key.into(), value);
            }
        };
        let levels = &super::OWN_LEVELS;
        let amount = |own: i128| json!(yuan(own));
        put("deductible", keyed(&self.deductible, levels, amount));
        let rates: Vec<Option<Json>> =
            self.rate.iter().map(|own| keyed(own, levels, amount)).collect();
        put("rate", keyed(&rates, &GROUPS, |own| own));
        let band =
            |&(from, rate): &(i128, i128)| json!({ "from": yuan(from), "percent": yuan(rate) });
        let bands = self.bands.as_ref();
        put("bands", bands.map(|bands| json!(bands.iter().map(band).collect::<Vec<_>>())));
        let from = |own: bool| json!(if own { "deductible" } else { "zero" });
        put("bands_from", self.from_deductible.map(from));
        let cap = |own: Cap| json!(own.map_or_else(|| "none".into(), yuan));
        put("cap", keyed(&self.cap, &GROUPS, cap));
        Json::Object(all)
    }
}

/// What a case lacks of what amounts are worked out from: a figure, an entry of a bill, a number that is stated.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Missing {
    Years,
    Missed,
    Spent,
    Income,
    InScope(usize),
    Paid(usize, usize),
    Deductible(usize, usize),
    Rate(usize, usize, usize),
    Bands(usize),
    BandsFrom(usize),
    Cap(usize, usize),
}

const LOTS: i128 = 1_000_000_000_000;

impl Missing {
    /// What stands for all it may be.
    const fn values(self) -> usize {
        match self {
            Self::Paid(..) | Self::Cap(..) | Self::Bands(_) | Self::Spent | Self::Income => 5,
            Self::Deductible(..) | Self::Rate(..) | Self::InScope(_) => 4,
            Self::BandsFrom(_) => 2,
            Self::Years => FACTS[YEARS].1,
            Self::Missed => FACTS[MISSED].1,
        }
    }

    const fn layer(self) -> usize {
        match self {
            Self::Paid(_, layer)
            | Self::Deductible(layer, _)
            | Self::Rate(layer, ..)
            | Self::Bands(layer)
            | Self::BandsFrom(layer)
            | Self::Cap(layer, _) => layer,
            _ => 0,
        }
    }

    /// As asks name it.
    pub fn name(self, law: &Law) -> String {
        let layer = LAYERS[self.layer()];
        let keyed = law.keyed && self.layer() == 0;
        let key = |names: &[&str], at: usize| {
            if keyed { format!(".{}", names[at]) } else { String::new() }
        };
        let levels = &super::OWN_LEVELS;
        match self {
            Self::Years => "years".into(),
            Self::Missed => "missed".into(),
            Self::Spent => "spent".into(),
            Self::Income => "figures.income".into(),
            Self::InScope(bill) => format!("admissions[{bill}].in_scope"),
            Self::Paid(bill, _) => format!("admissions[{bill}].paid.{layer}"),
            Self::Deductible(_, level) => {
                format!("figures.{layer}.deductible{}", key(levels, level))
            }
            Self::Rate(_, group, level) => {
                format!("figures.{layer}.rate{}{}", key(&GROUPS, group), key(levels, level))
            }
            Self::Bands(_) => format!("figures.{layer}.bands"),
            Self::BandsFrom(_) => format!("figures.{layer}.bands_from"),
            Self::Cap(_, group) => format!("figures.{layer}.cap{}", key(&GROUPS, group)),
        }
    }

    /// Where it stands in asks.
    const fn order(self) -> (u8, usize, usize) {
        match self {
            Self::Years => (0, 0, 0),
            Self::Missed => (0, 1, 0),
            Self::Spent => (0, 2, 0),
            Self::Income => (0, 3, 0),
            Self::InScope(bill) => (1, bill, 0),
            Self::Paid(bill, layer) => (2, bill, layer),
            figure => (3, figure.layer(), 0),
        }
    }

    pub const fn is_stated(self) -> bool {
        matches!(self, Self::Years | Self::Missed | Self::Spent | Self::Income)
    }

    /// Gives it its `value`-th value.
    fn set(self, value: usize, into: &mut Completed) {
        let Completed { person, bills, figures } = into;
        let own = &mut figures[self.layer()];
        let amount = [0, 1, 33_333, 4_000_001, LOTS - 1][value];
        match self {
            Self::Years => person.stated.years = value as i128,
            Self::Missed => person.stated.missed = value as i128,
            Self::Spent => person.stated.spent = amount,
            Self::Income => person.stated.income = amount,
            Self::InScope(bill) => bills[bill].in_scope = [0, 1, 300_003, 8_000_000][value],
            Self::Paid(bill, layer) => {
                bills[bill].looked_up[layer] = [0, 1, 54_321, 1_000_003, LOTS][value];
            }
            Self::Deductible(_, at) => {
                own.deductible[at] = Some([0, 40_001, 700_003, LOTS][value]);
            }
            Self::Rate(_, group, at) => {
                own.rate[group][at] = Some([0, 3_331, 7_777, 10_000][value]);
            }
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
            Self::Cap(_, group) => {
                own.cap[group] = Some([None, Some(0), Some(1), Some(43_210), Some(999_999)][value]);
            }
        }
    }
}

/// A person of whom all is known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Person {
    /// As conditions take them.
    pub facts: [usize; PERSONS],
    /// As amounts take them: what is not known is one thing in conditions and another here.
    pub stated: Stated,
}

/// One completion of a case.
#[derive(Clone, Debug)]
pub(super) struct Completed {
    pub person: Person,
    pub bills: Vec<Bill>,
    pub figures: Vec<Figures>,
}

/// A person and their year's bills, with the county's figures.
#[derive(Clone, Debug)]
pub struct Case {
    /// As conditions take them.
    pub(super) person: [Option<usize>; PERSONS],
    /// By [`YEARS`], [`MISSED`], [`SPENT`], the income.
    pub(super) numbers: [Option<i128>; 4],
    pub(super) bills: Vec<Bill>,
    /// By layer.
    pub(super) figures: Vec<Figures>,
    /// By group where they are keyed; none where a policy says nothing of contributions.
    pub(super) contribution: Vec<Option<i128>>,
    /// What the figures and bills lack though the policy has it.
    pub(super) missing: Vec<Missing>,
    of_income: bool,
}

/// A fact that is not known where conditions test it: of which bill, which one; as asks name it.
pub(super) struct Open {
    pub bill: Option<usize>,
    pub fact: usize,
    pub names: Vec<String>,
}

impl Case {
    /// One of those of [`Self::any`] that have not too many completions: more of them in the nightly run.
    pub fn within(law: &Law, random: &mut Random, unknown: usize, missing: usize) -> Self {
        let most = if nightly() { 3_000 } else { 600 };
        loop {
            let case = Self::any(law, random, unknown, missing);
            if case.completions() <= most {
                return case;
            }
        }
    }

    /// A random one for `law`, of which `unknown` facts in a hundred are not known, and `missing` of the
    /// figures.
    pub(super) fn any(law: &Law, random: &mut Random, unknown: usize, missing: usize) -> Self {
        let value = |random: &mut Random, fact: usize| {
            let value = random.below(FACTS[fact].1);
            (!random.chance(unknown) || !law.has(fact)).then_some(value)
        };
        let mut person: [Option<usize>; PERSONS] = std::array::from_fn(|fact| value(random, fact));
        let amount = |random: &mut Random, known: bool| {
            let amount = *random.pick(&[0, 29_999, 30_001, 100_000, 799_999, 800_100, 2_000_000]);
            known.then_some(amount)
        };
        let spent = amount(random, person[SPENT].is_some());
        let income = !law.has(INCOME) || !random.chance(unknown.max(missing));
        let income = amount(random, income);
        person[SPENT] = match (spent, income) {
            (None, _) => None,
            (_, None) if law.of_income => None,
            (Some(spent), income) => {
                let above = |mark: &&i128| match income.filter(|_| law.of_income) {
                    Some(income) => spent * 100 > *mark * income,
                    None => spent > *mark * 100,
                };
                Some(law.marks().iter().filter(above).count())
            }
        };
        let number = |fact: usize| person[fact].map(|number| number as i128);
        let numbers = [number(YEARS), number(MISSED), spent, income];
        if !law.has(SPENT) {
            person[SPENT] = Some(0);
        }
        let bills = (0..=random.below(4)).map(|_| Bill {
            facts: std::array::from_fn(|fact| value(random, PERSONS + fact)),
            in_scope: *random
                .pick(&[0, 1, 50_000, 100_000, 333_333, 1_200_000, 2_000_001, 9_000_000]),
            out_of_scope: *random.pick(&[0, 80_000]),
            paid: [None; LAYERS.len()],
            looked_up: [0; LAYERS.len()],
        });
        let mut case = Self {
            person,
            numbers,
            bills: bills.collect(),
            figures: vec![Figures::default(); LAYERS.len()],
            contribution: Vec::new(),
            missing: Vec::new(),
            of_income: law.of_income,
        };
        case.lack(law, random, missing);
        case
    }

    /// Gives it figures and sheets; what is missing is noted.
    fn lack(&mut self, law: &Law, random: &mut Random, missing: usize) {
        let stated = [Missing::Years, Missing::Missed, Missing::Spent, Missing::Income];
        for (at, number) in [YEARS, MISSED, SPENT, INCOME].into_iter().enumerate() {
            if self.numbers[at].is_none() && law.counts(number) {
                self.missing.push(stated[at]);
            }
        }
        let lacks = &mut self.missing;
        for (place, layer) in law.layers.iter().enumerate() {
            let keyed = law.keyed && place == 0;
            let (groups, levels) = if keyed { (GROUPS.len(), LEVELS.len()) } else { (1, 1) };
            // Of many figures fewer are missing.
            let mut there = |random: &mut Random, has: bool, of: usize, missing_one: Missing| {
                let there = has && !random.chance(missing.div_ceil(of));
                if has && !there {
                    lacks.push(missing_one);
                }
                there
            };
            let [deductible, rate, bands, cap] = layer.figures;
            let own = &mut self.figures[place];
            for level in 0..levels {
                let value = *random.pick(&MONEY);
                let known = there(random, deductible, levels, Missing::Deductible(place, level));
                own.deductible.push(known.then_some(value));
            }
            for group in 0..groups {
                own.rate.push(Vec::new());
                for level in 0..levels {
                    let value = *random.pick(&PERCENTS);
                    let which = Missing::Rate(place, group, level);
                    let known = there(random, rate, groups * levels, which);
                    own.rate[group].push(known.then_some(value));
                }
            }
            let value = any_bands(random);
            own.bands = there(random, bands, 1, Missing::Bands(place)).then_some(value);
            let value = random.chance(50);
            own.from_deductible =
                there(random, bands, 1, Missing::BandsFrom(place)).then_some(value);
            for group in 0..groups {
                let value = random.chance(85).then(|| *random.pick(&MONEY));
                let known = there(random, cap, groups, Missing::Cap(place, group));
                own.cap.push(known.then_some(value));
            }
        }
        if law.pays_contributions() {
            for _ in 0..if law.keyed { GROUPS.len() } else { 1 } {
                let value = *random.pick(&MONEY);
                self.contribution.push((!random.chance(missing)).then_some(value));
            }
        }
        let sheets = random.chance(30);
        for (index, bill) in self.bills.iter_mut().enumerate() {
            if random.chance(missing / 4) {
                lacks.push(Missing::InScope(index));
            }
            for place in 0..law.layers.len() {
                if sheets && random.chance(30) {
                    bill.paid[place] = Some(*random.pick(&[0, 1, 9_999, 50_000, 400_000]));
                } else if law.looks_up(place) {
                    lacks.push(Missing::Paid(index, place));
                }
            }
        }
        lacks.sort_unstable_by_key(|missing| (missing.order(), *missing));
    }

    /// As the contract has it.
    pub fn json(&self, law: &Law) -> Json {
        let value = |fact: usize, value: usize| match fact {
            GROUP | LEVEL => json!(law.value_name(fact, value)),
            YEARS | MISSED => json!(value),
            _ => json!(value == 1),
        };
        let facts = |first: usize, known: &[Option<usize>]| {
            let known = known.iter().enumerate().filter_map(|(at, known)| Some((at, (*known)?)));
            known
                .filter(|(at, _)| first + at != SPENT && law.has(first + at))
                .map(|(at, own)| (FACTS[first + at].0.to_owned(), value(first + at, own)))
                .collect::<Map<_, _>>()
        };
        let bills = self.bills.iter().enumerate().map(|(index, bill)| {
            let mut own = facts(PERSONS, &bill.facts);
            if !self.missing.contains(&Missing::InScope(index)) {
                own.insert("in_scope".into(), json!(yuan(bill.in_scope)));
            }
            own.insert("out_of_scope".into(), json!(yuan(bill.out_of_scope)));
            let paid = bill.paid.iter().enumerate();
            let paid: Map<String, Json> = paid
                .filter_map(|(layer, paid)| Some((LAYERS[layer].into(), json!(yuan((*paid)?)))))
                .collect();
            if !paid.is_empty() {
                own.insert("paid".into(), Json::Object(paid));
            }
            Json::Object(own)
        });
        let mut figures: Map<String, Json> = LAYERS
            .iter()
            .zip(&self.figures)
            .map(|(layer, own)| ((*layer).to_owned(), own.json()))
            .filter(|(_, own)| own.as_object().is_some_and(|own| !own.is_empty()))
            .collect();
        let contribution = keyed(&self.contribution, &GROUPS, |own| json!(yuan(own)));
        figures.extend(contribution.map(|own| ("contribution".to_owned(), own)));
        let [.., spent, income] = self.numbers;
        let income = income.filter(|_| law.has(INCOME));
        figures.extend(income.map(|own| ("income".to_owned(), json!(yuan(own)))));
        let mut person = facts(0, &self.person);
        let spent = spent.filter(|_| law.has(SPENT));
        person.extend(spent.map(|own| ("spent".to_owned(), json!(yuan(own)))));
        json!({
            "facts": person,
            "admissions": bills.collect::<Vec<_>>(),
            "figures": figures,
        })
    }

    /// What is not known of the person.
    pub(super) fn open_person(&self) -> Vec<Open> {
        let person = self.person.iter().enumerate().filter(|(_, known)| known.is_none());
        let names = |fact: usize| {
            let [.., spent, income] = self.numbers;
            if fact != SPENT {
                return vec![FACTS[fact].0.to_owned()];
            }
            let amounts = [("spent", spent), ("figures.income", income)];
            let compared = if self.of_income { &amounts[..] } else { &amounts[..1] };
            let missing = compared.iter().filter(|(_, known)| known.is_none());
            missing.map(|(name, _)| (*name).to_owned()).collect()
        };
        person.map(|(fact, _)| Open { bill: None, fact, names: names(fact) }).collect()
    }

    /// What is not known of the person and the bills.
    pub(super) fn open(&self) -> Vec<Open> {
        let mut open = self.open_person();
        for (index, bill) in self.bills.iter().enumerate() {
            for (at, _) in bill.facts.iter().enumerate().filter(|(_, known)| known.is_none()) {
                let fact = PERSONS + at;
                let name = format!("admissions[{index}].{}", FACTS[fact].0);
                open.push(Open { bill: Some(index), fact, names: vec![name] });
            }
        }
        open
    }

    /// One completion: `values` of what is open, then of what is missing.
    pub(super) fn completed(&self, open: &[Open], values: &[usize]) -> Completed {
        let (mut person, mut bills) = (self.person, self.bills.clone());
        for (Open { bill, fact, .. }, &value) in open.iter().zip(values) {
            match bill {
                None => person[*fact] = Some(value),
                Some(bill) => bills[*bill].facts[fact - PERSONS] = Some(value),
            }
        }
        let [years, missed, spent, income] = self.numbers.map(Option::unwrap_or_default);
        let stated = Stated { years, missed, spent, income };
        let person = Person { facts: person.map(Option::unwrap), stated };
        let mut all = Completed { person, bills, figures: self.figures.clone() };
        for (missing, &value) in self.missing.iter().zip(&values[open.len()..]) {
            missing.set(value, &mut all);
        }
        all
    }

    /// Of everything open and missing, how many values it has.
    pub(super) fn sizes(&self) -> (Vec<usize>, Vec<usize>) {
        let facts = self.open().iter().map(|open| FACTS[open.fact].1).collect();
        (facts, self.missing.iter().map(|missing| missing.values()).collect())
    }

    /// Whether a figure, a number or an entry of a settlement sheet is missing.
    pub const fn lacks_figures(&self) -> bool {
        !self.missing.is_empty()
    }

    /// How many completions there are; of figures, those that stand for all.
    pub fn completions(&self) -> usize {
        let (facts, figures) = self.sizes();
        facts.iter().chain(&figures).product()
    }
}
