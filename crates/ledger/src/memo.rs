//! Answers that are worked out once, and found again by the values of the variables they hang on.

use std::collections::HashMap;
use std::hash::Hash;

use indexmap::IndexMap;
use mingbai_core::kernel::diagram::{Diagram, UNKNOWN, Var};
use mingbai_core::policy::outcome::Outcome;

use crate::answering::Answering;
use crate::slots::hangs_on;

/// How many combinations of values each provision keeps the answer of. It bounds the memory.
const KEPT: usize = 262_144;

/// The answers of one provision, found by the values of the slots it tests.
pub struct Memo<T> {
    /// The slots, with the number of values of each and one for "not known".
    slots: Vec<(usize, usize)>,
    /// Every answer there was so far, and how many rows had it as far as they are counted here.
    answers: IndexMap<T, u64>,
    /// The number of the answer for each combination of values, where these are few enough.
    listed: Vec<Option<u32>>,
    /// The same where they are too many.
    hashed: HashMap<Box<[u8]>, usize>,
    key: Vec<u8>,
}

impl<T: Hash + Eq> Memo<T> {
    /// For everything that a row says; a list where there are at most so many combinations.
    pub fn of_all(answering: &Answering<'_>, most: usize) -> Self {
        Self::new(answering, |_| true, |_| true, most)
    }

    /// For the slots whose variables are `tested`, and the numbers of facts that are `counted`; a list where they
    /// have at most so many combinations.
    fn new(
        answering: &Answering<'_>,
        tested: impl Fn(usize) -> bool,
        counted: impl Fn(u16) -> bool,
        most: usize,
    ) -> Self {
        let own = &answering.slots;
        let sizes = own.sizes(answering.policy);
        let variables = own.variables.iter().enumerate().filter(|(_, variable)| tested(**variable));
        let numbers = own.numbers.iter().enumerate().filter(|(_, fact)| counted(**fact));
        let numbers = numbers.flat_map(|(place, _)| own.bytes_of(place));
        let slots = variables.map(|(slot, _)| slot).chain(numbers);
        let slots: Vec<(usize, usize)> =
            slots.filter_map(|slot| Some((slot, *sizes.get(slot)?))).collect();
        let all = slots.iter().try_fold(1_usize, |all, (_, values)| all.checked_mul(*values));
        let listed = vec![None; all.filter(|&all| all <= most).unwrap_or(0)];
        Self { slots, answers: IndexMap::new(), listed, hashed: HashMap::new(), key: Vec::new() }
    }

    /// For what some diagrams test, and that from which facts they test may follow; with the numbers that
    /// `outcomes` hang on.
    pub fn of(answering: &Answering<'_>, diagrams: &[&Diagram], outcomes: &[Outcome]) -> Self {
        let policy = answering.policy;
        let support: Vec<Var> = diagrams.iter().flat_map(|diagram| diagram.support()).collect();
        let support = policy.with_grounds(support);
        let tested = |variable: usize| support.iter().any(|&var| usize::from(var) == variable);
        let counted = |fact: u16| {
            support.iter().any(|&var| policy.fact_of(var) == Some(fact))
                || outcomes.iter().any(|outcome| hangs_on(policy, outcome, fact))
        };
        Self::new(answering, tested, counted, KEPT)
    }

    /// The number of a row's answer.
    ///
    /// # Errors
    /// Where it could not be worked out.
    pub fn find<E>(
        &mut self,
        row: &[u8],
        work_out: impl FnOnce() -> Result<T, E>,
    ) -> Result<usize, E> {
        let value = |slot: usize| row.get(slot).copied().unwrap_or(UNKNOWN);
        if self.listed.is_empty() {
            self.key.clear();
            self.key.extend(self.slots.iter().map(|(slot, _)| value(*slot)));
            if let Some(&kept) = self.hashed.get(self.key.as_slice()) {
                return Ok(kept);
            }
            if self.hashed.len() >= KEPT {
                self.hashed.clear();
            }
            let new = self.number(work_out()?);
            self.hashed.insert(self.key.as_slice().into(), new);
            return Ok(new);
        }
        let place = self.slots.iter().fold(0, |place, (slot, values)| {
            place * values + usize::from(value(*slot)).min(values - 1)
        });
        if let Some(Some(kept)) = self.listed.get(place) {
            return Ok(*kept as usize);
        }
        let new = self.number(work_out()?);
        if let Some(place) = self.listed.get_mut(place) {
            *place = u32::try_from(new).ok();
        }
        Ok(new)
    }

    /// Whether every combination of values has a place of its own.
    pub fn is_listed(&self) -> bool {
        !self.listed.is_empty()
    }

    /// Every answer there was, and how many rows are counted for it.
    pub fn counted(&self) -> impl Iterator<Item = (&T, u64)> {
        self.answers.iter().map(|(answer, rows)| (answer, *rows))
    }

    fn number(&mut self, answer: T) -> usize {
        let entry = self.answers.entry(answer);
        let number = entry.index();
        entry.or_insert(0);
        number
    }

    /// The answer of this number.
    pub fn get(&self, number: usize) -> Option<&T> {
        self.answers.get_index(number).map(|(answer, _)| answer)
    }

    /// The answer of this number, which so many more rows have.
    pub fn count(&mut self, number: usize, more: u64) -> Option<&T> {
        let (answer, rows) = self.answers.get_index_mut(number)?;
        *rows += more;
        Some(answer)
    }
}
