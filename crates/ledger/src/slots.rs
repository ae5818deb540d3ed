//! A row's values: one for each variable that the columns settle, and the numbers that outcomes hang on.

use mingbai_core::kernel::diagram::UNKNOWN;
use mingbai_core::policy::outcome::Outcome;
use mingbai_core::policy::{Policy, Variable};

/// How many values a number takes: seven bits each, so that none is [`UNKNOWN`].
const BYTES: usize = 10;

/// How many values each of these takes.
const SEVEN_BITS: usize = 128;

/// What a row's values stand for.
#[derive(Clone, Default, Debug)]
pub struct Slots {
    /// The variables that columns settle, a value each.
    pub variables: Vec<usize>,
    /// The facts whose numbers are kept, ten values each, behind those of the variables.
    pub numbers: Vec<u16>,
}

impl Slots {
    /// How many values a row has.
    pub fn len(&self) -> usize {
        self.variables.len() + BYTES * self.numbers.len()
    }

    /// How many values each of them takes, one for "not known" among them.
    pub fn sizes(&self, policy: &Policy) -> Vec<usize> {
        let domains = policy.data().domains().unwrap_or_default();
        let domain = |variable: &usize| usize::from(domains.get(*variable).copied().unwrap_or(1));
        let variables = self.variables.iter().map(domain);
        let numbers = std::iter::repeat_n(SEVEN_BITS, BYTES * self.numbers.len());
        variables.chain(numbers).map(|values| values + 1).collect()
    }

    /// Whether nothing is settled.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The slot of a variable.
    pub(crate) fn variable(&mut self, variable: usize) -> usize {
        let known = self.variables.iter().position(|own| *own == variable);
        known.unwrap_or_else(|| {
            self.variables.push(variable);
            self.variables.len() - 1
        })
    }

    /// The place of a fact among the numbers; nothing where no more than its variable matters.
    pub(crate) fn number(&mut self, policy: &Policy, fact: u16) -> Option<usize> {
        let known = self.numbers.iter().position(|own| *own == fact);
        known.or_else(|| {
            matters(policy, fact).then(|| {
                self.numbers.push(fact);
                self.numbers.len() - 1
            })
        })
    }

    /// Where the values of a number stand.
    pub(crate) fn bytes_of(&self, place: usize) -> std::ops::Range<usize> {
        let start = self.variables.len() + BYTES * place;
        start..start + BYTES
    }

    /// Sets a number of a row.
    pub(crate) fn set_number(&self, place: usize, number: i64, values: &mut [u8]) {
        let mut left = number.cast_unsigned();
        for value in values.get_mut(self.bytes_of(place)).into_iter().flatten() {
            *value = u8::try_from(left & 0x7f).unwrap_or(0);
            left >>= 7;
        }
    }

    /// The numbers of a row that are known, by fact.
    pub(crate) fn numbers_of<'s>(
        &'s self,
        values: &'s [u8],
    ) -> impl Iterator<Item = (u16, i64)> + 's {
        self.numbers.iter().enumerate().filter_map(|(place, fact)| {
            let bytes = values.get(self.bytes_of(place))?;
            if bytes.first() == Some(&UNKNOWN) {
                return None;
            }
            let number = bytes.iter().rev().fold(0_u64, |all, byte| all << 7 | u64::from(*byte));
            Some((*fact, number.cast_signed()))
        })
    }
}

/// Whether outcomes hang on the number of a fact itself: a share of it, a time counted from it, or how it compares
/// with a figure.
fn matters(policy: &Policy, fact: u16) -> bool {
    let data = policy.data();
    let compared =
        |own: &Variable| matches!(own, Variable::Share { fact: own, .. } if *own == fact);
    let tables = data.provisions.iter().filter_map(|provision| provision.deciding());
    let mut outcomes = tables.flat_map(|table| &table.outcomes);
    data.variables.iter().any(compared) || outcomes.any(|outcome| hangs_on(policy, outcome, fact))
}

/// Whether what an outcome comes to hangs on the number of a fact.
pub(crate) fn hangs_on(policy: &Policy, outcome: &Outcome, fact: u16) -> bool {
    let Some(id) = policy.fact(fact).map(|fact| fact.id.as_str()) else { return false };
    match outcome {
        Outcome::Share(share) => share.on == id,
        Outcome::Wait(wait) => wait.months.facts.iter().any(|own| own.fact == id),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_and_none_is_taken_for_what_is_not_known() {
        let slots = Slots { variables: vec![4], numbers: vec![7, 9] };
        for number in [0, 1, 127, 255, 3_000_000, 999_999_999_999, i64::MAX, -1] {
            let mut row = vec![UNKNOWN; slots.len()];
            slots.set_number(1, number, &mut row);
            assert_eq!(slots.numbers_of(&row).collect::<Vec<_>>(), [(9, number)]);
            assert!(!row[slots.bytes_of(1)].contains(&UNKNOWN));
        }
        assert!(Slots::default().is_empty() && !slots.is_empty());
    }
}
