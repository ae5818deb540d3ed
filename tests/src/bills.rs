//! Random figures and bills. Smaller and rounder ones first, so that a failing case shrinks to
//! something a person can follow.

use proptest::collection::{btree_set, vec};
use proptest::prelude::*;

use crate::people::{self, FACTS, Known, PERSON};
use crate::settlement::{BandsFrom, Cap, Case, Figures, Stay, Terms};

/// Amounts up to a hundred million yuan: zero, round ones, odd fen.
pub fn money() -> impl Strategy<Value = i128> {
    prop_oneof![
        1 => Just(0),
        4 => (0..2_000_i128).prop_map(|hundreds| hundreds * 10_000),
        8 => 0..50_000_00_i128,
        4 => 0..1_000_000_00_i128,
        1 => 0..=999_999_999_999_i128,
    ]
}

/// Rates in hundredths of a percent.
pub fn rate() -> impl Strategy<Value = i128> {
    prop_oneof![
        6 => (0..=100_i128).prop_map(|percent| percent * 100),
        4 => 0..=10_000_i128,
        1 => Just(10_000),
        1 => Just(0),
    ]
}

fn cap() -> impl Strategy<Value = Cap> {
    prop_oneof![
        3 => Just(None),
        1 => Just(Some(0)),
        4 => (0..100_000_00_i128).prop_map(Some),
        1 => (0..1_000_00_i128).prop_map(Some),
    ]
}

fn deductible() -> impl Strategy<Value = i128> {
    prop_oneof![1 => Just(0), 4 => (0..=20_i128).prop_map(|hundreds| hundreds * 10_000), 3 => 0..3_000_00_i128]
}

fn major_deductible() -> impl Strategy<Value = i128> {
    prop_oneof![1 => Just(0), 2 => Just(12_000_00), 4 => 0..30_000_00_i128]
}

/// One to four bands.
fn bands() -> impl Strategy<Value = Vec<(i128, i128)>> {
    let from = prop_oneof![
        2 => Just(0),
        3 => (0..=15_i128).prop_map(|tens| tens * 10_000_00),
        2 => 0..100_000_00_i128
    ];
    (btree_set(from, 1..=4), vec(rate(), 4))
        .prop_map(|(froms, rates)| froms.into_iter().zip(rates).collect())
}

fn bands_from() -> impl Strategy<Value = BandsFrom> {
    prop_oneof![Just(BandsFrom::Zero), Just(BandsFrom::Deductible)]
}

/// `percent` of the values are left out.
fn some<T: std::fmt::Debug + Clone>(
    percent: u32,
    values: impl Strategy<Value = T>,
) -> impl Strategy<Value = Option<T>> {
    (prop::bool::weighted(f64::from(percent) / 100.0), values)
        .prop_map(|(missing, value)| (!missing).then_some(value))
}

/// Figures of which each is missing `percent` times in a hundred.
pub fn figures(percent: u32) -> impl Strategy<Value = Figures> {
    let basic = (
        prop::array::uniform4(some(percent, deductible())),
        prop::array::uniform2(prop::array::uniform4(some(percent, rate()))),
        prop::array::uniform2(some(percent, cap())),
    );
    let major = (
        some(percent, major_deductible()),
        some(percent, bands()),
        some(percent, bands_from()),
        some(percent, cap()),
    );
    (basic, major, some(percent, cap())).prop_map(|(basic, major, assistance_cap)| Figures {
        deductible: basic.0,
        rate: basic.1,
        basic_cap: basic.2,
        major_deductible: major.0,
        bands: major.1,
        bands_from: major.2,
        major_cap: major.3,
        assistance_cap,
    })
}

/// An admission of which each fact is unknown `facts` times, each amount `amounts` times in a
/// hundred. Half of them are in a district hospital inside the district, where the tilt is.
pub fn stay(facts: u32, amounts: u32) -> impl Strategy<Value = Stay> {
    let level = prop_oneof![Just(2), 0..4_usize];
    (
        some(facts, level),
        some(facts, prop::bool::weighted(0.7)),
        some(amounts, money()),
        some(amounts, money()),
    )
        .prop_map(|(level, in_district, in_scope, out_of_scope)| Stay {
            level,
            in_district,
            in_scope,
            out_of_scope,
        })
}

/// The nine facts, each unknown `percent` times in a hundred; resident insurance mostly.
pub fn person(percent: u32) -> impl Strategy<Value = Known> {
    let fact = move |index: usize| -> BoxedStrategy<Option<usize>> {
        let values = match index {
            people::SCHEME => prop_oneof![12 => Just(0), 1 => 0..3_usize].boxed(),
            _ if FACTS[index].1.is_empty() => {
                prop::bool::weighted(0.2).prop_map(usize::from).boxed()
            }
            _ => (0..people::size(index)).boxed(),
        };
        some(percent, values).boxed()
    };
    (0..PERSON).map(fact).collect::<Vec<_>>()
}

/// One admission mostly, up to `most`.
fn stays(most: usize, facts: u32, amounts: u32) -> impl Strategy<Value = Vec<Stay>> {
    let count =
        prop_oneof![10 => Just(1), 6 => Just(2.min(most)), 3 => Just(3.min(most)), 1 => Just(most)];
    count.prop_flat_map(move |count| vec(stay(facts, amounts), count))
}

/// A case in which facts of the person and of the admissions are unknown, and figures and amounts
/// missing, so many times in a hundred.
pub fn case(most: usize, facts: u32, figures_missing: u32) -> impl Strategy<Value = Case> {
    (person(facts), stays(most, facts, figures_missing / 3), figures(figures_missing)).prop_map(
        |(person, stays, figures)| Case { person, stays, figures, terms: Terms::LIANGPING },
    )
}

/// Figures and one bill as they mostly are, of which everything is known: every layer pays something
/// to the poor, no cap bites, the bands differ.
pub fn plain() -> impl Strategy<Value = Case> {
    let bill = |most: i128| (20_000_000..most, 0..100_000_00_i128);
    let stay = (0..4_usize, any::<bool>(), bill(40_000_000)).prop_map(|(level, here, bill)| Stay {
        level: Some(level),
        in_district: Some(here),
        in_scope: Some(bill.0),
        out_of_scope: Some(bill.1),
    });
    let figures = (
        prop::array::uniform4(10_000..200_000_i128),
        prop::array::uniform2(prop::array::uniform4(3_000..7_000_i128)),
        10_000_00..20_000_00_i128,
        (5_000..6_000_i128, 6_100..9_000_i128),
        bands_from(),
    );
    (person(0), stay, figures).prop_map(|(mut person, stay, figures)| {
        person[people::SCHEME] = Some(0);
        let figures = Figures {
            deductible: figures.0.map(Some),
            rate: figures.1.map(|rates| rates.map(Some)),
            basic_cap: [Some(None); 2],
            major_deductible: Some(figures.2),
            bands: Some(vec![(0, figures.3.0), (30_000_00, figures.3.1)]),
            bands_from: Some(figures.4),
            major_cap: Some(None),
            assistance_cap: Some(None),
        };
        Case { person, stays: vec![stay], figures, terms: Terms::LIANGPING }
    })
}
