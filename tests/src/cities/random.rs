//! Random cases of a city: mostly known persons with one to four bills.

use super::{Bill, Case, City, FLAG, Fact};
use crate::random::Random;

/// Amounts at which the clauses change something, and some between.
const YUAN: &[i128] = &[
    0, 1, 199, 200, 201, 400, 700, 701, 800, 1_000, 1_300, 3_000, 5_000, 7_000, 8_000, 10_000,
    11_000, 12_000, 13_000, 20_000, 26_000, 30_000, 50_000, 70_000, 100_000, 150_000, 316_000,
    400_000,
];

/// An amount of a bill, fen.
pub fn amount(random: &mut Random) -> i128 {
    match random.below(3) {
        0 => random.pick(YUAN) * 100,
        1 => i128::try_from(random.below(40_000_00)).unwrap(),
        _ => i128::try_from(random.below(600_000_00)).unwrap(),
    }
}

/// Random values of `all`: flags are true `likely` times in a hundred, those of `rare` seldom; choices that may be none
/// mostly are.
fn facts(all: &[Fact], likely: usize, rare: &[&str], random: &mut Random) -> Vec<Option<usize>> {
    let value = |(name, values): &Fact| match *values {
        FLAG => usize::from(random.chance(if rare.contains(name) { 12 } else { likely })),
        ["none", ..] if random.chance(60) => 0,
        _ => random.below(values.len()),
    };
    all.iter().map(value).map(Some).collect()
}

/// A case; `open` facts of it are not known.
pub fn case(city: &impl City, open: usize, random: &mut Random) -> Case {
    let mut person = facts(city.person(), 12, &[], random);
    let number = 1 + random.below(4);
    let mut bills: Vec<Bill> = (0..number)
        .map(|_| {
            let in_scope = amount(random);
            let mut rest = in_scope;
            let paid = city.layers().iter().map(|_| {
                let stated = random.chance(12);
                let own = rest * i128::try_from(random.below(900)).unwrap() / 1_000;
                rest -= if stated { own } else { 0 };
                stated.then_some(own)
            });
            let paid = paid.collect();
            Bill {
                facts: facts(city.bill(), 80, city.rare(), random),
                in_scope,
                out_of_scope: amount(random) / 10,
                paid,
            }
        })
        .collect();
    let mut planned = facts(city.bill(), 80, city.rare(), random);
    for _ in 0..open {
        let forgotten = match random.below(3) {
            0 => &mut person,
            1 => &mut planned,
            _ => &mut bills[random.below(number)].facts,
        };
        let at = random.below(forgotten.len());
        forgotten[at] = None;
    }
    let mut case = Case { person, planned, bills, own_cost: amount(random) };
    city.tidy(&mut case);
    case
}
