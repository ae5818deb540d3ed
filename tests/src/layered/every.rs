//! One policy with every term of a settlement, `not_computed` apart: four layers, a pool of two of them and one that
//! is no layer's, figures by the values of its own groups and hospital levels, amounts that hang on numbers and on a
//! county's figure, contributions, a share, a wait.

use super::beside::{Beside, Gives};
use super::cases::Case;
use super::sums::{Linear, Raise, Sum};
use super::{
    After, GROUP, LEVEL, Law, Layer, MISSED, PERSONS, Reaches, Row, SPENT, Terms, Test, YEARS,
};
use crate::random::Random;

const DIBAO: usize = 0;
const TEKUN: usize = 1;
const NEAR: usize = 7;

const BASIC: usize = 0;
const MAJOR: usize = 1;
const ASSISTANCE: usize = 2;
const COUNTY: usize = 3;
const SHARED: usize = 4;

const fn is(fact: usize, value: usize) -> Test {
    Test { fact, value, is: true }
}

const fn not(fact: usize, value: usize) -> Test {
    Test { fact, value, is: false }
}

const fn yuan(yuan: i128) -> Sum {
    Sum::Fen(yuan * 100)
}

const fn linear(constant: i128, years: i128, missed: i128) -> Linear {
    Linear { constant, years, missed }
}

fn row(when: &[Test], gives: Vec<(usize, Terms)>) -> Row {
    Row { when: when.to_vec(), gives }
}

/// How many cases of [`Law::every`] are compared.
pub const EVERY_TERM_CASES: u32 = 10_000;
/// Of the generator of these cases.
pub const EVERY_TERM_SEED: u64 = 2_026;

impl Law {
    /// A case of it, of which about a third is not known.
    pub fn case(&self, random: &mut Random) -> Case {
        let missing = if random.chance(25) { 30 } else { 0 };
        Case::within(self, random, 33, missing)
    }

    /// A case of one bill that is settled, no figure missing; of the facts so many in a hundred are not known.
    pub fn one_bill(&self, random: &mut Random, unknown: usize) -> Case {
        let mut case = Case::any(self, random, unknown, 0);
        case.bills.truncate(1);
        for bill in &mut case.bills {
            bill.paid = [None; 4];
            bill.in_scope += 1_000_000;
            bill.facts[NEAR - PERSONS] = bill.facts[NEAR - PERSONS].map(|_| 1);
        }
        case
    }

    /// It.
    pub fn every() -> Self {
        let layer = |by_year, in_scope, when, pools: &[usize], figures| Layer {
            by_year,
            in_scope,
            when,
            // What major illness counts of bills of one level, it counts alone.
            each_bill: (pools == [MAJOR]).then_some(is(LEVEL, 1)),
            pools: pools.to_vec(),
            figures,
        };
        let layers = vec![
            layer(false, true, None, &[BASIC], [true, true, false, true]),
            layer(true, false, None, &[MAJOR], [true, false, true, true]),
            layer(false, false, None, &[ASSISTANCE, SHARED], [false, false, false, true]),
            layer(true, false, Some(not(LEVEL, 3)), &[COUNTY, ASSISTANCE], [false; 4]),
        ];
        Self {
            layers,
            when: Some(Test { fact: NEAR, value: 1, is: true }),
            provisions: vec![stays(), help(), raises()],
            keyed: true,
            of_income: true,
            beside: beside(),
        }
    }
}

/// What differs by the stay.
fn stays() -> Vec<Row> {
    let near = Terms { plus: 1_000, deductible_less: 5_000, ..Terms::default() };
    let counted = Terms { by_stay: vec![10_000, 5_000, 0], ..Terms::default() };
    let far = Terms { less: 500, self_paid: 2_000, ..Terms::default() };
    let bands = Terms {
        bands: vec![(0, 6_000), (3_000_000, 7_000)],
        from_deductible: true,
        ..Terms::default()
    };
    let zero = Terms { bands: vec![(0, 5_500), (2_000_000, 6_500)], ..Terms::default() };
    vec![
        row(&[is(LEVEL, 0)], vec![(BASIC, near)]),
        row(
            &[not(LEVEL, 0), not(LEVEL, 3), is(DIBAO, 1)],
            vec![(BASIC, counted.clone()), (MAJOR, bands)],
        ),
        row(&[not(LEVEL, 0), not(LEVEL, 3), not(DIBAO, 1)], vec![(BASIC, counted)]),
        row(&[is(LEVEL, 3)], vec![(BASIC, far), (MAJOR, zero)]),
    ]
}

/// What differs by the person.
fn help() -> Vec<Row> {
    let after = |reaches, sum, rate, deductible, cap| After { sum, reaches, rate, deductible, cap };
    let assistance = |rate: Option<i128>, at_least: Option<i128>, line: Option<Sum>, cap| Terms {
        rate,
        at_least,
        deductible: line,
        cap,
        ..Terms::default()
    };
    let county = Terms {
        rate: Some(8_000),
        deductible: Some(Sum::OfIncome(2_500)),
        cap: Some(Some(yuan(5_000))),
        most: Some(yuan(3_000)),
        ..Terms::default()
    };
    let shared = |cap: i128| Terms {
        cap: Some(Some(yuan(cap))),
        after: Some(after(
            Reaches::DeductibleOf(MAJOR),
            Some(MAJOR),
            None,
            None,
            Some(Some(cap * 200)),
        )),
        ..Terms::default()
    };
    let catastrophic = Terms {
        rate: Some(7_000),
        deductible: Some(yuan(1_500)),
        after: Some(after(Reaches::Fen(2_000_000), None, Some(8_000), Some(50_000), None)),
        ..Terms::default()
    };
    let spent = Terms {
        rate: Some(6_000),
        deductible: Some(Sum::OfSpent(500)),
        cap: Some(None),
        ..Terms::default()
    };
    vec![
        row(
            &[is(TEKUN, 1)],
            vec![
                (MAJOR, Terms { no_deductible: true, ..Terms::default() }),
                (ASSISTANCE, assistance(None, Some(9_000), None, Some(Some(yuan(20_000))))),
                (COUNTY, county.clone()),
                (SHARED, shared(12_000)),
            ],
        ),
        row(
            &[not(TEKUN, 1), is(DIBAO, 1)],
            vec![(ASSISTANCE, catastrophic), (COUNTY, county), (SHARED, shared(6_000))],
        ),
        row(
            &[not(TEKUN, 1), not(DIBAO, 1), is(SPENT, 2)],
            vec![
                (
                    ASSISTANCE,
                    assistance(Some(5_000), None, Some(Sum::Linear(linear(3_000, -500, 0))), None),
                ),
                (COUNTY, spent),
                (SHARED, Terms { cap: Some(None), ..Terms::default() }),
            ],
        ),
        row(
            &[not(TEKUN, 1), not(DIBAO, 1), not(SPENT, 2)],
            vec![(SHARED, Terms { cap: Some(Some(yuan(2_000))), ..Terms::default() })],
        ),
    ]
}

/// What grows with the years a person was insured.
fn raises() -> Vec<Row> {
    let plus = |plus: Sum, most: Option<Raise>| Terms {
        cap_plus: Some(plus),
        cap_most: most,
        ..Terms::default()
    };
    let years = || Sum::Linear(linear(0, 3_800, -1_000));
    let lifted = Terms { lifted: true, ..Terms::default() };
    vec![
        row(
            &[is(YEARS, 2), is(MISSED, 1)],
            vec![(BASIC, plus(years(), Some(Raise::Share(2_000)))), (MAJOR, lifted)],
        ),
        row(
            &[is(YEARS, 2), not(MISSED, 1)],
            vec![
                (BASIC, plus(years(), Some(Raise::Sum(Sum::OfIncome(1_000))))),
                (MAJOR, plus(Sum::Linear(linear(100, 400, 0)), None)),
            ],
        ),
        row(
            &[not(YEARS, 2)],
            vec![(
                MAJOR,
                Terms { most: Some(Sum::Linear(linear(2_000, 0, 900))), ..Terms::default() },
            )],
        ),
    ]
}

fn beside() -> Vec<Beside> {
    let aid = vec![
        (vec![is(TEKUN, 1)], Gives::Aid(10_000)),
        (vec![not(TEKUN, 1), is(DIBAO, 1), is(GROUP, 0)], Gives::AidAtLeast(9_000)),
        (vec![not(TEKUN, 1), is(DIBAO, 1), not(GROUP, 0)], Gives::AidOf(27_000)),
        (vec![not(TEKUN, 1), not(DIBAO, 1), is(SPENT, 1)], Gives::AidNotStated),
        (vec![not(TEKUN, 1), not(DIBAO, 1), not(SPENT, 1)], Gives::Nothing),
    ];
    let contribution = vec![
        (vec![is(MISSED, 2)], Gives::Contribution(40_000)),
        (vec![not(MISSED, 2), is(TEKUN, 1)], Gives::Contribution(0)),
        (vec![not(MISSED, 2), not(TEKUN, 1)], Gives::Nothing),
    ];
    let share = |percent: i128, cap| {
        Gives::Share(vec![(700_000, percent), (3_000_000, percent + 1_000)], cap)
    };
    let shares = vec![
        (vec![is(DIBAO, 1)], share(6_000, Some(3_000_000))),
        (vec![not(DIBAO, 1), is(SPENT, 1)], share(3_000, None)),
        (vec![not(DIBAO, 1), not(SPENT, 1)], Gives::Nothing),
    ];
    let waits = vec![
        (vec![is(TEKUN, 1)], Gives::Nothing),
        (vec![not(TEKUN, 1), is(MISSED, 1)], Gives::Wait(linear(3, -1, 2), Some(6))),
        (vec![not(TEKUN, 1), not(MISSED, 1)], Gives::Wait(linear(3, 0, 0), None)),
    ];
    [("aid", aid), ("contribution", contribution), ("share", shares), ("wait", waits)]
        .into_iter()
        .map(|(id, rows)| Beside { id, rows })
        .collect()
}
