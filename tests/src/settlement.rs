//! A year's hospital bills in exact integers, and by brute force over everything that is not known.
//!
//! Amounts are fen, rates hundredths of a percent, products of the two 1/10,000 fen and, with a
//! second rate, 1/100,000,000 fen. Nothing is ever divided but to round a payment half-up.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use mingbai_core::case::values::Value;
use serde_json::json;

use crate::engine::{object, percent, yuan};
use crate::liangping::Person;
use crate::people::{self, IN_DISTRICT, LEVEL, PERSON, SCHEME, TIER};
use crate::random::Random;
use crate::space::Space;

/// A rate of 100%.
pub const WHOLE: i128 = 10_000;

/// A yearly cap: an amount, or that there is none.
pub type Cap = Option<i128>;

/// Where bands are cut from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BandsFrom {
    /// From zero.
    Zero,
    /// From the deductible.
    Deductible,
}

/// A county's figures, each known or not. Contributions are not among them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Figures {
    /// Basic insurance: deductible by hospital level.
    pub deductible: [Option<i128>; 4],
    /// Basic insurance: rate by tier and level.
    pub rate: [[Option<i128>; 4]; 2],
    /// Basic insurance: cap by tier.
    pub basic_cap: [Option<Cap>; 2],
    /// Major illness: deductible.
    pub major_deductible: Option<i128>,
    /// Major illness: where each band begins and what it pays.
    pub bands: Option<Vec<(i128, i128)>>,
    /// Major illness: where bands are cut from.
    pub bands_from: Option<BandsFrom>,
    /// Major illness: cap.
    pub major_cap: Option<Cap>,
    /// Assistance: cap.
    pub assistance_cap: Option<Cap>,
}

/// An admission as a case states it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stay {
    /// Which of the four levels.
    pub level: Option<usize>,
    /// Whether the hospital is in the district.
    pub in_district: Option<bool>,
    /// Fen.
    pub in_scope: Option<i128>,
    /// Fen.
    pub out_of_scope: Option<i128>,
}

/// What the provisions give. Liangping's are [`Terms::LIANGPING`]; tests change them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Terms {
    /// The tilt: points on the basic rate.
    pub basic_plus: i128,
    /// The tilt: percent off the basic deductible.
    pub basic_less: i128,
    /// The tilt: no basic cap.
    pub basic_uncapped: bool,
    /// Percent off the major-illness deductible.
    pub major_less: i128,
    /// Points on every band.
    pub major_plus: i128,
    /// Assistance: percent of what is left.
    pub at_least: i128,
}

impl Terms {
    /// As the document has them.
    pub const LIANGPING: Self = Self {
        basic_plus: 1_000,
        basic_less: 5_000,
        basic_uncapped: false,
        major_less: 5_000,
        major_plus: 500,
        at_least: 7_000,
    };
}

/// What a person of whom everything is known has a right to.
#[expect(clippy::struct_excessive_bools, reason = "each is a provision's outcome")]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Rights {
    tier: usize,
    tilt: bool,
    major_less: bool,
    major_plus: bool,
    assistance: bool,
}

impl Rights {
    fn of(values: &[usize]) -> Self {
        let person = Person::new(values);
        Self {
            tier: usize::from(person.second_tier),
            // In a district hospital inside the district; of each admission, below.
            tilt: person.inpatient_tilt(true, true),
            major_less: person.major_illness_deductible(),
            major_plus: person.major_illness_rate(),
            assistance: person.medical_assistance(),
        }
    }
}

/// Basic, major illness, assistance, patient: of the year, then of each admission.
pub type Amounts = Vec<[i128; 4]>;

/// Half a unit and more is rounded up.
fn round(amount: i128, unit: i128) -> i128 {
    (2 * amount + unit).div_euclid(2 * unit)
}

/// The payment of major-illness insurance on a running sum.
fn major_illness(figures: &Figures, terms: Terms, rights: Rights, sum: i128) -> i128 {
    let less = if rights.major_less { terms.major_less } else { 0 };
    let plus = if rights.major_plus { terms.major_plus } else { 0 };
    // In 1/10,000 fen, as a halved deductible is not rounded.
    let deductible = figures.major_deductible.unwrap() * (WHOLE - less);
    let bands = figures.bands.as_ref().unwrap();
    let mut payment = 0;
    for (index, &(from, rate)) in bands.iter().enumerate() {
        let from = from * WHOLE;
        let until = bands.get(index + 1).map(|&(next, _)| next * WHOLE);
        let (base, from) = match figures.bands_from.unwrap() {
            BandsFrom::Zero => (sum * WHOLE, from.max(deductible)),
            BandsFrom::Deductible => ((sum * WHOLE - deductible).max(0), from),
        };
        let part = until.map_or(base, |until| base.min(until)) - from;
        payment += part.max(0) * (rate + plus).min(WHOLE);
    }
    let payment = round(payment, WHOLE * WHOLE);
    figures.major_cap.unwrap().map_or(payment, |cap| payment.min(cap))
}

/// A year's bills of which everything is known.
fn settle(figures: &Figures, terms: Terms, rights: Rights, stays: &[Stay]) -> Amounts {
    let mut amounts = vec![[0; 4]];
    let (mut basic_year, mut assistance_year, mut sum) = (0, 0, 0);
    for stay in stays {
        let (level, in_scope) = (stay.level.unwrap(), stay.in_scope.unwrap());
        let tilt = rights.tilt && level == 2 && stay.in_district.unwrap();
        let (plus, less) = if tilt { (terms.basic_plus, terms.basic_less) } else { (0, 0) };
        let deductible = figures.deductible[level].unwrap() * (WHOLE - less);
        let rate = (figures.rate[rights.tier][level].unwrap() + plus).min(WHOLE);
        let mut basic = round((in_scope * WHOLE - deductible).max(0) * rate, WHOLE * WHOLE);
        if let (Some(cap), false) =
            (figures.basic_cap[rights.tier].unwrap(), tilt && terms.basic_uncapped)
        {
            basic = basic.min((cap - basic_year).max(0));
        }
        basic_year += basic;
        let before = major_illness(figures, terms, rights, sum);
        sum += in_scope - basic;
        let major = major_illness(figures, terms, rights, sum) - before;
        let left = in_scope - basic - major;
        let mut assistance =
            if rights.assistance { round(left * terms.at_least, WHOLE) } else { 0 };
        if let Some(cap) = figures.assistance_cap.unwrap() {
            assistance = assistance.min(cap - assistance_year);
        }
        assistance_year += assistance;
        let patient = left - assistance + stay.out_of_scope.unwrap();
        amounts.push([basic, major, assistance, patient]);
    }
    for layer in 0..4 {
        amounts[0][layer] = amounts[1..].iter().map(|amounts| amounts[layer]).sum();
    }
    amounts
}

/// A case: what is known of the person (the first nine facts), the bills, the figures.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Case {
    /// By [`people::FACTS`].
    pub person: people::Known,
    /// The year's admissions.
    pub stays: Vec<Stay>,
    /// The county's figures.
    pub figures: Figures,
    /// What the provisions give.
    pub terms: Terms,
}

impl Case {
    /// As the engine reads it.
    pub fn input(&self) -> Value {
        let stays = self.stays.iter().map(Stay::input).collect();
        object([
            ("facts", people::facts(&self.person)),
            ("admissions", Value::List(stays)),
            ("figures", self.figures.input()),
        ])
    }

    /// The `total` of the answer.
    pub fn total(&self) -> Option<i128> {
        self.stays.iter().map(|stay| Some(stay.in_scope? + stay.out_of_scope?)).sum()
    }
}

impl Stay {
    fn input(&self) -> Value {
        let money = |fen: Option<i128>| fen.map_or(Value::Null, |fen| Value::Text(yuan(fen)));
        object([
            ("hospital_level", self.level.map_or(Value::Null, |level| people::value(LEVEL, level))),
            ("in_district", self.in_district.map_or(Value::Null, Value::Bool)),
            ("in_scope", money(self.in_scope)),
            ("out_of_scope", money(self.out_of_scope)),
        ])
    }
}

fn named<T>(names: &[&'static str], values: &[Option<T>], show: impl Fn(&T) -> Value) -> Value {
    let known =
        names.iter().zip(values).filter_map(|(&name, value)| Some((name, show(value.as_ref()?))));
    object(known)
}

impl Figures {
    /// As a case writes them; what is not known is left out.
    pub fn input(&self) -> Value {
        let (levels, tiers) = (people::FACTS[LEVEL].1, people::FACTS[TIER].1);
        let money = |fen: &i128| Value::Text(yuan(*fen));
        let rate = |rate: &i128| Value::Text(percent(*rate));
        let cap = |cap: &Cap| cap.as_ref().map_or(Value::Text("none".to_owned()), money);
        let band = |&(from, pays): &(i128, i128)| {
            object([("from", money(&from)), ("percent", rate(&pays))])
        };
        let mut major = Vec::new();
        major.extend(self.major_deductible.as_ref().map(|fen| ("deductible", money(fen))));
        major.extend(
            self.bands
                .as_ref()
                .map(|bands| ("bands", Value::List(bands.iter().map(band).collect()))),
        );
        major.extend(self.bands_from.map(|from| {
            let from = if from == BandsFrom::Zero { "zero" } else { "deductible" };
            ("bands_from", Value::Text(from.to_owned()))
        }));
        major.extend(self.major_cap.as_ref().map(|major| ("cap", cap(major))));
        let rates =
            tiers.iter().zip(&self.rate).map(|(&tier, rates)| (tier, named(levels, rates, rate)));
        object([
            (
                "basic",
                object([
                    ("deductible", named(levels, &self.deductible, money)),
                    ("rate", object(rates)),
                    ("cap", named(tiers, &self.basic_cap, cap)),
                ]),
            ),
            ("major_illness", object(major)),
            (
                "assistance",
                object(self.assistance_cap.as_ref().map(|assistance| ("cap", cap(assistance)))),
            ),
        ])
    }
}

/// Something missing that amounts are worked out from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Missing {
    Deductible(usize),
    Rate(usize, usize),
    BasicCap(usize),
    MajorDeductible,
    Bands,
    BandsFrom,
    MajorCap,
    AssistanceCap,
    InScope(usize),
    OutOfScope(usize),
}

impl Missing {
    fn name(self) -> String {
        let (levels, tiers) = (people::FACTS[LEVEL].1, people::FACTS[TIER].1);
        match self {
            Self::Deductible(level) => format!("figures.basic.deductible.{}", levels[level]),
            Self::Rate(tier, level) => {
                format!("figures.basic.rate.{}.{}", tiers[tier], levels[level])
            }
            Self::BasicCap(tier) => format!("figures.basic.cap.{}", tiers[tier]),
            Self::MajorDeductible => "figures.major_illness.deductible".to_owned(),
            Self::Bands => "figures.major_illness.bands".to_owned(),
            Self::BandsFrom => "figures.major_illness.bands_from".to_owned(),
            Self::MajorCap => "figures.major_illness.cap".to_owned(),
            Self::AssistanceCap => "figures.assistance.cap".to_owned(),
            Self::InScope(stay) => format!("admissions[{stay}].in_scope"),
            Self::OutOfScope(stay) => format!("admissions[{stay}].out_of_scope"),
        }
    }

    /// Everything missing in a case.
    fn of(case: &Case) -> Vec<Self> {
        let figures = &case.figures;
        let mut missing = Vec::new();
        let mut check = |here: bool, what: Self| {
            if !here {
                missing.push(what);
            }
        };
        for level in 0..4 {
            check(figures.deductible[level].is_some(), Self::Deductible(level));
            for tier in 0..2 {
                check(figures.rate[tier][level].is_some(), Self::Rate(tier, level));
            }
        }
        for tier in 0..2 {
            check(figures.basic_cap[tier].is_some(), Self::BasicCap(tier));
        }
        check(figures.major_deductible.is_some(), Self::MajorDeductible);
        check(figures.bands.is_some(), Self::Bands);
        check(figures.bands_from.is_some(), Self::BandsFrom);
        check(figures.major_cap.is_some(), Self::MajorCap);
        check(figures.assistance_cap.is_some(), Self::AssistanceCap);
        for (index, stay) in case.stays.iter().enumerate() {
            check(stay.in_scope.is_some(), Self::InScope(index));
            check(stay.out_of_scope.is_some(), Self::OutOfScope(index));
        }
        missing
    }

    /// Puts something random in its place, extremes often among it.
    fn fill(self, random: &mut Random, figures: &mut Figures, stays: &mut [Stay]) {
        match self {
            Self::Deductible(level) => figures.deductible[level] = Some(any_money(random)),
            Self::Rate(tier, level) => figures.rate[tier][level] = Some(any_rate(random)),
            Self::BasicCap(tier) => figures.basic_cap[tier] = Some(any_cap(random)),
            Self::MajorDeductible => figures.major_deductible = Some(any_money(random)),
            Self::Bands => figures.bands = Some(any_bands(random)),
            Self::BandsFrom => {
                figures.bands_from = Some(*random.pick(&[BandsFrom::Zero, BandsFrom::Deductible]));
            }
            Self::MajorCap => figures.major_cap = Some(any_cap(random)),
            Self::AssistanceCap => figures.assistance_cap = Some(any_cap(random)),
            Self::InScope(stay) => stays[stay].in_scope = Some(any_money(random)),
            Self::OutOfScope(stay) => stays[stay].out_of_scope = Some(any_money(random)),
        }
    }
}

/// Zero, some fen, a common amount, or very much.
fn any_money(random: &mut Random) -> i128 {
    let digits = u32::try_from(random.below(12)).unwrap();
    match random.below(5) {
        0 => 0,
        1 => 999_999_999_999,
        _ => i128::from(random.any()) % 10_i128.pow(digits + 1),
    }
}

fn any_rate(random: &mut Random) -> i128 {
    match random.below(4) {
        0 => 0,
        1 => WHOLE,
        _ => i128::try_from(random.below(10_001)).unwrap(),
    }
}

fn any_cap(random: &mut Random) -> Cap {
    (!random.chance(30)).then(|| any_money(random))
}

fn any_bands(random: &mut Random) -> Vec<(i128, i128)> {
    let bands = 1 + random.below(3);
    let froms: BTreeSet<i128> =
        (0..bands).map(|_| if random.chance(40) { 0 } else { any_money(random) }).collect();
    froms.into_iter().map(|from| (from, any_rate(random))).collect()
}

/// What one completion of the unknown facts gives: a function of what is missing.
struct Function {
    /// The amounts in many worlds, each with something else in the place of what is missing; one
    /// world if nothing is.
    worlds: Vec<Amounts>,
    /// By amount (year and admissions, four layers each): the missing things it needs.
    needs: Vec<BTreeSet<Missing>>,
    /// The missing things that stand in the formulas.
    touched: BTreeSet<Missing>,
}

/// The `settlement` of an answer by brute force.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settled {
    /// The asks, sorted.
    pub asks: BTreeSet<String>,
    /// The missing figures that stand in the formula of some completion, needed or not; sorted.
    pub touched: BTreeSet<String>,
    /// Four ranges for the year and for each admission; nothing where an amount needs what is missing.
    pub ranges: Vec<Option<(i128, i128)>>,
}

/// Works a case out by brute force. `tries` is how many worlds stand in for what is missing.
pub fn brute_force(case: &Case, tries: usize) -> Option<Settled> {
    let mut asks: BTreeSet<String> = BTreeSet::new();
    let mut person = case.person[..PERSON].to_vec();
    match person[SCHEME] {
        Some(0) => {}
        Some(_) => return None,
        None => {
            asks.insert("scheme".to_owned());
            person[SCHEME] = Some(0);
        }
    }
    if case.stays.is_empty() {
        return None;
    }
    let missing = Missing::of(case);
    let worlds = worlds(case, &missing, tries);
    // The unknown facts of the person, then those of each admission.
    let unknown = people::unknown(&person);
    let mut names: Vec<String> =
        unknown.iter().map(|&fact| people::FACTS[fact].0.to_owned()).collect();
    let mut sizes: Vec<usize> = unknown.iter().map(|&fact| people::size(fact)).collect();
    let mut open: Vec<(usize, usize)> = Vec::new();
    for (index, stay) in case.stays.iter().enumerate() {
        let facts = [(LEVEL, stay.level.is_none()), (IN_DISTRICT, stay.in_district.is_none())];
        for (fact, _) in facts.into_iter().filter(|(_, open)| *open) {
            names.push(format!("admissions[{index}].{}", people::FACTS[fact].0));
            sizes.push(people::size(fact));
            open.push((index, fact));
        }
    }
    let mut seen: BTreeMap<(Rights, Vec<usize>), usize> = BTreeMap::new();
    // The amounts of each different function in all worlds, and what any function needs.
    let mut functions: Vec<Vec<Amounts>> = Vec::new();
    let mut by_worlds: HashMap<Vec<Amounts>, usize> = HashMap::new();
    let mut needs = vec![BTreeSet::new(); 4 * (case.stays.len() + 1)];
    let mut touched = BTreeSet::new();
    let space = Space::new(&sizes, |values| {
        let (of_person, of_stays) = values.split_at(unknown.len());
        let rights = Rights::of(&people::complete(&person, &unknown, of_person));
        *seen.entry((rights, of_stays.to_vec())).or_insert_with(|| {
            let mut stays = case.stays.clone();
            for (&(stay, fact), &value) in open.iter().zip(of_stays) {
                if fact == LEVEL {
                    stays[stay].level = Some(value);
                } else {
                    stays[stay].in_district = Some(value == 1);
                }
            }
            let function = function(case, rights, &stays, &missing, &worlds);
            needs.iter_mut().zip(function.needs).for_each(|(all, own)| all.extend(own));
            touched.extend(function.touched);
            *by_worlds.entry(function.worlds).or_insert_with_key(|worlds| {
                functions.push(worlds.clone());
                functions.len() - 1
            })
        })
    });
    asks.extend((0..names.len()).filter(|&at| space.depends_on(at)).map(|at| names[at].clone()));
    asks.extend(needs.iter().flatten().map(|missing| missing.name()));
    let range = |amount: usize| {
        if !needs[amount].is_empty() {
            return None;
        }
        let amounts = || functions.iter().map(|worlds| worlds[0][amount / 4][amount % 4]);
        Some((amounts().min()?, amounts().max()?))
    };
    let ranges = (0..needs.len()).map(range).collect();
    Some(Settled { asks, touched: touched.into_iter().map(Missing::name).collect(), ranges })
}

/// A filling of everything missing.
type World = (Figures, Vec<(Option<i128>, Option<i128>)>);

/// The worlds, and for each missing thing and each of some worlds the same world with another
/// filling of this one.
struct Worlds {
    base: Vec<World>,
    /// (missing thing, base world, other world)
    others: Vec<(Missing, usize, World)>,
}

fn worlds(case: &Case, missing: &[Missing], tries: usize) -> Worlds {
    let mut random = Random::new(77);
    let mut base: Vec<World> = Vec::new();
    let bills =
        |stays: &[Stay]| stays.iter().map(|stay| (stay.in_scope, stay.out_of_scope)).collect();
    for _ in 0..if missing.is_empty() { 1 } else { tries } {
        let (mut figures, mut stays) = (case.figures.clone(), case.stays.clone());
        for what in missing {
            what.fill(&mut random, &mut figures, &mut stays);
        }
        base.push((figures, bills(&stays)));
    }
    let mut others = Vec::new();
    for &what in missing {
        for (index, (figures, amounts)) in base.iter().enumerate() {
            let (mut figures, mut stays) = (figures.clone(), case.stays.clone());
            fill_bills(&mut stays, amounts);
            what.fill(&mut random, &mut figures, &mut stays);
            others.push((what, index, (figures, bills(&stays))));
        }
    }
    Worlds { base, others }
}

fn fill_bills(stays: &mut [Stay], amounts: &[(Option<i128>, Option<i128>)]) {
    for (stay, &(in_scope, out_of_scope)) in stays.iter_mut().zip(amounts) {
        (stay.in_scope, stay.out_of_scope) = (in_scope, out_of_scope);
    }
}

fn function(
    case: &Case,
    rights: Rights,
    stays: &[Stay],
    missing: &[Missing],
    worlds: &Worlds,
) -> Function {
    let levels: Vec<usize> = stays.iter().filter_map(|stay| stay.level).collect();
    let touched = |what: Missing| match what {
        Missing::Deductible(level) => levels.contains(&level),
        Missing::Rate(tier, level) => tier == rights.tier && levels.contains(&level),
        Missing::BasicCap(tier) => tier == rights.tier,
        _ => true,
    };
    let amounts = |(figures, bills): &World| {
        let mut stays = stays.to_vec();
        fill_bills(&mut stays, bills);
        settle(figures, case.terms, rights, &stays)
    };
    let base: Vec<Amounts> = worlds.base.iter().map(amounts).collect();
    let mut needs = vec![BTreeSet::new(); 4 * (stays.len() + 1)];
    for (what, index, other) in &worlds.others {
        if touched(*what) {
            let other = amounts(other);
            for (amount, needs) in needs.iter_mut().enumerate() {
                if base[*index][amount / 4][amount % 4] != other[amount / 4][amount % 4] {
                    needs.insert(*what);
                }
            }
        }
    }
    let touched = missing.iter().copied().filter(|&what| touched(what)).collect();
    Function { worlds: base, needs, touched }
}

/// The engine's settlement in the shape of [`Settled`].
pub fn said(settlement: &serde_json::Value) -> Settled {
    let mut ranges = Vec::new();
    let layers = ["basic", "major_illness", "assistance", "patient_pays"];
    let fen = |text: &str| text.replace('.', "").parse::<i128>().unwrap();
    for part in std::iter::once(settlement).chain(settlement["admissions"].as_array().unwrap()) {
        for layer in layers {
            let range = &part[layer];
            assert_eq!(range["least"].is_null(), range["most"].is_null(), "{settlement}");
            ranges.push(
                range["least"]
                    .as_str()
                    .map(|least| (fen(least), fen(range["most"].as_str().unwrap()))),
            );
        }
    }
    let asks = crate::engine::sorted(&settlement["asks"]);
    let distinct: BTreeSet<String> = asks.iter().cloned().collect();
    assert_eq!(distinct.len(), asks.len(), "something is asked twice: {settlement}");
    Settled { asks: distinct, touched: BTreeSet::new(), ranges }
}

/// The `total` of an answer as the contract writes it.
pub fn total(case: &Case) -> serde_json::Value {
    json!(case.total().map(yuan))
}
