//! The facts that the first five provisions of Liangping test, in vocabulary order.

use mingbai_core::case::values::Value;

use crate::random::Random;

/// Household, person and admission facts with their values; a flag has none named.
pub const FACTS: [(&str, &[&str]); 11] = [
    ("residence", &["rural", "urban"]),
    ("registered_poor", &["none", "not_lifted", "lifted"]),
    ("dibao", &[]),
    ("tekun", &[]),
    ("orphan", &[]),
    ("low_income", &[]),
    ("illness_poverty", &[]),
    ("scheme", &["resident", "employee", "none"]),
    ("tier", &["tier_1", "tier_2"]),
    ("hospital_level", &["village", "township", "district", "municipal"]),
    ("in_district", &[]),
];

/// How many of them are facts of the household.
pub const HOUSEHOLD: usize = 2;
/// How many of them are facts of the household or the person: those of the premium table.
pub const PERSON: usize = 9;
/// Where `scheme` stands.
pub const SCHEME: usize = 7;
/// Where `tier` stands.
pub const TIER: usize = 8;
/// Where `hospital_level` stands.
pub const LEVEL: usize = 9;
/// Where `in_district` stands.
pub const IN_DISTRICT: usize = 10;

/// The values of the facts from the first on; nothing where a fact is not known. A flag is 0 for
/// false and 1 for true.
pub type Known = Vec<Option<usize>>;

/// How many values fact `index` has.
pub const fn size(index: usize) -> usize {
    let values = FACTS[index].1.len();
    if values == 0 { 2 } else { values }
}

/// How many values each of the first `count` facts has.
pub fn sizes(count: usize) -> Vec<usize> {
    (0..count).map(size).collect()
}

/// A value of fact `index` as a case writes it.
pub fn value(index: usize, value: usize) -> Value {
    match FACTS[index].1.get(value) {
        Some(name) => Value::Text((*name).to_owned()),
        None => Value::Bool(value == 1),
    }
}

/// The facts as a case writes them: what is not known is left out.
pub fn facts(known: &[Option<usize>]) -> Value {
    let entry = |(index, known): (usize, &Option<usize>)| {
        known.map(|known| (FACTS[index].0.to_owned(), value(index, known)))
    };
    Value::Map(known.iter().enumerate().filter_map(entry).collect())
}

/// The facts that are not known.
pub fn unknown(known: &[Option<usize>]) -> Vec<usize> {
    (0..known.len()).filter(|&index| known[index].is_none()).collect()
}

/// `known` with the facts `unknown` set to `values`.
pub fn complete(known: &[Option<usize>], unknown: &[usize], values: &[usize]) -> Vec<usize> {
    let mut complete: Vec<usize> = known.iter().map(|value| value.unwrap_or_default()).collect();
    for (&fact, &value) in unknown.iter().zip(values) {
        complete[fact] = value;
    }
    complete
}

/// A random person of whom each of the first `count` facts is unknown `percent` times in a hundred.
pub fn random(random: &mut Random, count: usize, percent: usize) -> Known {
    (0..count).map(|index| (!random.chance(percent)).then(|| random.below(size(index)))).collect()
}
