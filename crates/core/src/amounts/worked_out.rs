//! What a person gets by a number or an amount that they state: a share, a time.

use crate::amounts::payment::banded;
use crate::case::{FactValue, Facts};
use crate::kernel::money::Money;
use crate::kernel::sorted;
use crate::policy::outcome::Outcome;
use crate::policy::stated::{Linear, MOST_FACTS, Multiple, Share, Wait};
use crate::policy::terms::BandsFrom;
use crate::policy::{Policy, Table};

/// What outcomes that are still possible come to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Between<T> {
    /// The least and the most; none where a fact is missing that they hang on.
    pub ends: Option<(T, T)>,
}

/// What the outcomes of a provision that hang on stated numbers come to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct WorkedOut {
    /// Of shares: yuan. `nothing`, where it is possible too, is no yuan.
    pub amount: Option<Between<Money>>,
    /// Of waits: months.
    pub months: Option<Between<i64>>,
    /// The facts they hang on that are not known, rising.
    pub asks: Vec<u16>,
    /// Those that are known, of what is known of these two, rising.
    pub rests: Vec<u16>,
}

impl WorkedOut {
    /// What `outcomes` of `table` (indices) come to for a person.
    pub fn new(policy: &Policy, table: &Table, outcomes: &[u32], facts: &Facts) -> Self {
        let mut all = Self::default();
        let (mut of_amount, mut of_months) = (Vec::new(), Vec::new());
        let possible = || outcomes.iter().filter_map(|&leaf| table.outcomes.get(leaf as usize));
        for outcome in possible() {
            match outcome {
                Outcome::Share(share) => {
                    let amount =
                        all.worked_out(policy, facts, &[&share.on], &mut of_amount, |numbers| {
                            of_share(share, Money::from_fen(numbers.first().copied().unwrap_or(0)))
                        });
                    join(&mut all.amount, amount);
                }
                Outcome::Wait(wait) => {
                    let names: Vec<&String> =
                        wait.months.facts.iter().map(|own| &own.fact).collect();
                    let months = all.worked_out(policy, facts, &names, &mut of_months, |numbers| {
                        of_wait(wait, numbers)
                    });
                    join(&mut all.months, months);
                }
                _ => {}
            }
        }
        if possible().any(|outcome| *outcome == Outcome::Nothing) && all.amount.is_some() {
            join(&mut all.amount, Some(Money::ZERO));
        }
        let known = [
            (all.amount.is_some_and(|amount| amount.ends.is_some()), of_amount),
            (all.months.is_some_and(|months| months.ends.is_some()), of_months),
        ];
        for (_, facts) in known.into_iter().filter(|(known, _)| *known) {
            for fact in facts {
                sorted::insert(&mut all.rests, fact);
            }
        }
        all
    }

    /// What `value` is of the numbers of the facts `names`; none where one is missing that it hangs on. The
    /// known ones it hangs on go to `rests`.
    fn worked_out<T: Copy + PartialEq>(
        &mut self,
        policy: &Policy,
        known: &Facts,
        names: &[&String],
        rests: &mut Vec<u16>,
        value: impl Fn(&[i64]) -> T,
    ) -> Option<T> {
        let mut numbers: Vec<(u16, Option<i64>, (i64, i64))> = Vec::new();
        for name in names {
            let mut facts = (0u16..).zip(&policy.data().facts);
            let (index, fact) = facts.find(|(_, fact)| fact.id == **name)?;
            let number = match known.get(usize::from(index)) {
                Some(FactValue::Number(number)) => Some(*number),
                _ => None,
            };
            numbers.push((index, number, fact.kind.range()?));
        }
        // It rises or falls with each number: if it ever differs between two values of one, it differs between the
        // ends, with each of the others at one end or the other.
        let corner = |bits: usize| -> Vec<i64> {
            let ends = numbers.iter().enumerate().map(|(place, (_, number, (min, max)))| {
                number.unwrap_or(if bits >> place & 1 == 0 { *min } else { *max })
            });
            ends.collect()
        };
        let corners = 1_usize << numbers.len().min(MOST_FACTS);
        let mut open = false;
        for (place, &(index, number, (min, max))) in numbers.iter().enumerate() {
            let hangs_on_it = (0..corners).any(|bits| {
                let with = |end: i64| {
                    let mut numbers = corner(bits);
                    if let Some(slot) = numbers.get_mut(place) {
                        *slot = end;
                    }
                    value(&numbers)
                };
                with(min) != with(max)
            });
            if !hangs_on_it {
                continue;
            }
            let list = if number.is_some() { &mut *rests } else { &mut self.asks };
            sorted::insert(list, index);
            open |= number.is_none();
        }
        (!open).then(|| value(&corner(0)))
    }
}

/// Takes another value in; one that is not known leaves nothing known.
fn join<T: Copy + Ord>(slot: &mut Option<Between<T>>, value: Option<T>) {
    let ends = match (*slot, value) {
        (None, value) => value.map(|value| (value, value)),
        (Some(Between { ends }), value) => {
            ends.zip(value).map(|((least, most), value)| (least.min(value), most.max(value)))
        }
    };
    *slot = Some(Between { ends });
}

/// The share of an amount, rounded to the fen, within its limit.
fn of_share(share: &Share, amount: Money) -> Money {
    let none = Money::ZERO.exact();
    let paid = banded(&share.bands, |rate| rate, BandsFrom::Zero, amount.exact(), none).round();
    share.cap.map_or(paid, |cap| paid.min(cap))
}

/// The months of a wait where its facts have these numbers.
fn of_wait(Wait { months, at_least }: &Wait, numbers: &[i64]) -> i64 {
    linear(months, numbers).max(0).max(at_least.unwrap_or(0))
}

/// The number where its facts have these numbers.
pub(super) fn linear(Linear { constant, facts }: &Linear, numbers: &[i64]) -> i64 {
    facts.iter().zip(numbers).fold(*constant, |sum, (Multiple { factor, .. }, number)| {
        sum.saturating_add(factor.saturating_mul(*number))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::money::Percent;
    use crate::policy::terms::Band;

    #[test]
    fn a_share_is_paid_part_by_part_up_to_its_limit() {
        let band = |from: i64, percent: u16| Band {
            from: Money::from_fen(from * 100),
            percent: Percent::from_hundredths(percent * 100).unwrap_or_default(),
        };
        let cap = Some(Money::from_fen(15_000_000));
        let bands = vec![band(0, 30), band(30_000, 40), band(50_000, 50)];
        let share = Share { on: "spent".into(), bands, cap };
        // 30,000 at 30%, 20,000 at 40%, 30,000 at 50%; the limit is reached at 316,000.
        for (spent, paid) in [
            (3_000_000, 900_000),
            (5_000_000, 1_700_000),
            (8_000_000, 3_200_000),
            (31_600_000, 15_000_000),
            (99_999_999, 15_000_000),
            (1, 0),
            (2, 1),
        ] {
            assert_eq!(of_share(&share, Money::from_fen(spent)), Money::from_fen(paid), "{spent}");
        }
    }

    #[test]
    fn a_wait_is_never_less_than_none_or_its_floor() {
        let fact = |fact: &str, factor| Multiple { fact: fact.into(), factor };
        let months = Linear { constant: 3, facts: vec![fact("missed", 1), fact("paid", -1)] };
        let wait = |at_least| Wait { months: months.clone(), at_least };
        assert_eq!(of_wait(&wait(None), &[5, 1]), 7);
        assert_eq!(of_wait(&wait(None), &[0, 9]), 0);
        assert_eq!(of_wait(&wait(Some(6)), &[4, 4]), 6);
    }
}
