//! The premium by brute force over every completion of the person.
//!
//! With a contribution missing, the contract can be read in two ways, and [`Reading`] has both. They
//! part in two corners only, which `tests/premium.rs` holds fast: what is left to pay of a tier-1
//! contribution that is paid in full is nothing whatever the contribution is, and shares of a
//! contribution of some fen are the same fen. (Both see that nothing is paid of a contribution of
//! nothing.)

use std::collections::BTreeSet;

use mingbai_core::case::values::Value;
use serde_json::json;

use crate::engine::{object, yuan};
use crate::liangping::Person;
use crate::people::{self, PERSON, SCHEME};
use crate::space::Space;

/// The year's contribution by tier, fen; nothing where it is not known.
pub type Contributions = [Option<i128>; 2];

/// Contribution, aid, what is left to pay.
type Triple = [i128; 3];

/// What a missing contribution may be.
const TRIED: [i128; 14] =
    [0, 1, 2, 3, 50, 99, 100, 101, 3_335, 20_000, 20_001, 50_000, 1_234_567, 999_999_999_999];

/// `contribution` of a case's figures.
pub fn figures(contributions: Contributions) -> Value {
    let tiers = ["tier_1", "tier_2"].into_iter().zip(contributions);
    let known = tiers.filter_map(|(tier, fen)| Some((tier, Value::Text(yuan(fen?)))));
    object([("contribution", object(known))])
}

/// The premium of a person in resident insurance of whom, and of whose figures, everything is known.
fn triple(person: Person, contributions: [i128; 2]) -> Triple {
    let contribution = contributions[usize::from(person.second_tier)];
    let percent = i128::from(person.premium_aid().1.unwrap_or(0));
    // Half a fen and more is rounded up; aid is at most the contribution.
    let aid = ((contributions[0] * percent + 50) / 100).min(contribution);
    [contribution, aid, contribution - aid]
}

/// How amounts that depend on a missing figure are read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reading {
    /// By their formula (percent and base): an amount needs the figures that stand in its formula,
    /// two amounts are the same if their formulas are.
    Formula,
    /// By their value: an amount needs a figure if it is not the same whatever the figure is, two
    /// amounts are the same if they are whatever the missing figures are. Missing figures are tried
    /// with many values.
    Value,
}

/// What the figures known make of a person: a function of the missing ones.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Function {
    /// What makes it differ from another.
    key: Vec<Triple>,
    /// The amounts that need no missing figure.
    triple: Triple,
    /// The missing figures each amount needs.
    needs: [BTreeSet<usize>; 3],
}

fn by_formula(person: Person, contributions: Contributions) -> Function {
    let tier = usize::from(person.second_tier);
    let percent = person.premium_aid().1;
    let missing = |tiers: &[usize]| -> BTreeSet<usize> {
        tiers.iter().copied().filter(|&tier| contributions[tier].is_none()).collect()
    };
    // Aid that is the same at the least and at the most a contribution may be needs none.
    let [least, most] = [0, 999_999_999_999].map(|fen| {
        triple(person, contributions.map(|contribution| contribution.unwrap_or(fen)))[1]
    });
    let percent = percent.filter(|_| least != most);
    let aid = percent.map_or(BTreeSet::new(), |_| missing(&[0, tier]));
    let pays = missing(&[tier]).union(&aid).copied().collect::<BTreeSet<_>>();
    let triple = triple(person, contributions.map(Option::unwrap_or_default));
    let formula = [-1, tier as i128, percent.map_or(0, i128::from)];
    let key = vec![if pays.is_empty() { triple } else { formula }];
    Function { key, triple, needs: [missing(&[tier]), aid, pays] }
}

fn by_value(person: Person, contributions: Contributions) -> Function {
    let missing: Vec<usize> = (0..2).filter(|&tier| contributions[tier].is_none()).collect();
    let sizes = vec![TRIED.len(); missing.len()];
    let filled = |at: &[usize]| {
        let mut filled = contributions.map(Option::unwrap_or_default);
        missing.iter().zip(at).for_each(|(&tier, &tried)| filled[tier] = TRIED[tried]);
        filled
    };
    let triples = Space::new(&sizes, |at| triple(person, filled(at)));
    let needs = [0, 1, 2].map(|amount| {
        let space = Space::new(&sizes, |at| triple(person, filled(at))[amount]);
        (0..missing.len()).filter(|&at| space.depends_on(at)).map(|at| missing[at]).collect()
    });
    Function { key: triples.values().to_vec(), triple: triples.values()[0], needs }
}

/// The premium parts of all 1,152 persons under some figures.
#[derive(Debug)]
pub struct Oracle {
    /// Indices in `functions`, by the values of the nine facts.
    table: Vec<usize>,
    functions: Vec<Function>,
}

impl Oracle {
    /// Works out the 1,152 persons.
    pub fn new(contributions: Contributions, reading: Reading) -> Self {
        let mut functions: Vec<Function> = Vec::new();
        let table = Space::new(&people::sizes(PERSON), |values| {
            let person = Person::new(values);
            let function = match reading {
                Reading::Formula => by_formula(person, contributions),
                Reading::Value => by_value(person, contributions),
            };
            functions.iter().position(|seen| *seen == function).unwrap_or_else(|| {
                functions.push(function);
                functions.len() - 1
            })
        });
        Self { table: table.values().to_vec(), functions }
    }

    /// The `premium` of an answer to what is known of a person; the asks sorted.
    pub fn premium(&self, known: &[Option<usize>]) -> serde_json::Value {
        let mut known = known[..PERSON].to_vec();
        let mut asks: BTreeSet<String> = BTreeSet::new();
        // The part exists for resident insurance; not known, it is supposed and asked.
        match known[SCHEME] {
            Some(0) => {}
            Some(_) => return serde_json::Value::Null,
            None => {
                asks.insert("scheme".to_owned());
                known[SCHEME] = Some(0);
            }
        }
        let unknown = people::unknown(&known);
        let sizes: Vec<usize> = unknown.iter().map(|&fact| people::size(fact)).collect();
        let space =
            Space::new(&sizes, |values| self.at(&people::complete(&known, &unknown, values)));
        for (place, &fact) in unknown.iter().enumerate() {
            if space.depends_on(place) {
                asks.insert(people::FACTS[fact].0.to_owned());
            }
        }
        let reached: Vec<&Function> =
            space.different().into_iter().map(|&index| &self.functions[index]).collect();
        for tier in reached.iter().flat_map(|function| function.needs.iter().flatten()) {
            asks.insert(format!("figures.contribution.tier_{}", tier + 1));
        }
        let range = |amount: usize| {
            if reached.iter().any(|function| !function.needs[amount].is_empty()) {
                return json!({ "least": null, "most": null });
            }
            let amounts = || reached.iter().map(|function| function.triple[amount]);
            let (least, most) = (amounts().min().unwrap(), amounts().max().unwrap());
            json!({ "least": yuan(least), "most": yuan(most) })
        };
        json!({ "contribution": range(0), "aid": range(1), "pays": range(2), "asks": asks })
    }

    fn at(&self, values: &[usize]) -> usize {
        let place =
            values.iter().enumerate().fold(0, |at, (fact, value)| at * people::size(fact) + value);
        self.table[place]
    }
}
