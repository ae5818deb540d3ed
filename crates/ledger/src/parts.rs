//! The parts that answers are put together from: the premium, and each provision.
//!
//! A provision tests few variables and has few answers. Each is worked out once, and found again by the values of those
//! variables.

use std::convert::Infallible;

use mingbai_core::amounts::amount::Formulas;
use mingbai_core::amounts::missing::Unknown;
use mingbai_core::amounts::premium::premium;
use mingbai_core::amounts::ranges::Range;
use mingbai_core::amounts::worked_out::WorkedOut;
use mingbai_core::answer::decision::Decision;
use mingbai_core::kernel::diagram::{TooLarge, UNKNOWN};
use mingbai_core::kernel::money::Money;
use mingbai_core::kernel::sorted;
use mingbai_core::policy::Table;

use crate::answering::{Answering, Listed, between};
use crate::memo::Memo;

/// An amount of the premium.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Yuan {
    /// The least; nothing where it cannot be computed.
    pub least: Option<Money>,
    /// The most, in the same way.
    pub most: Option<Money>,
    /// As a cell says it: one amount, or `least..most`; empty where it cannot be computed.
    pub written: String,
}

/// The premium of a row.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Paid {
    /// What is paid for the person.
    pub aid: Yuan,
    /// What is left to pay.
    pub pays: Yuan,
    pub(crate) no_figures: bool,
    pub(crate) asks: Vec<u16>,
}

/// What a provision comes to for a row.
#[derive(PartialEq, Eq, Hash, Debug)]
pub struct Decided {
    /// Its decision; it asks for what its amounts hang on, too.
    pub decision: Decision,
    /// The readings it rests on, if they are wanted.
    pub(crate) readings: Vec<u16>,
}

/// The parts that were worked out so far. A row's answer is the numbers of its parts: the premium's, then each
/// provision's.
pub struct Parts {
    premium: Memo<Paid>,
    provisions: Vec<Memo<Decided>>,
}

impl Parts {
    /// None yet. What is worked out with them is worked out with this `answering`, or one made like it.
    pub fn new(answering: &Answering<'_>) -> Self {
        let memo = |Listed { table, .. }: &Listed<'_>| {
            let mut tested = vec![&table.by_outcome];
            tested.extend(answering.form.rows.then_some(&table.by_row));
            Memo::of(answering, &tested, &table.outcomes)
        };
        let policy = answering.policy;
        let mut tested = vec![&policy.data().premium_when];
        let tables = policy.premium_table().into_iter().chain(policy.contribution_table());
        tested.extend(tables.map(|(_, table)| &table.by_outcome));
        tested.push(&policy.keys().contribution.diagram);
        Self {
            premium: Memo::of(answering, &tested, &[]),
            provisions: answering.provisions.iter().map(memo).collect(),
        }
    }

    /// The numbers of the parts of a row's answer.
    ///
    /// # Errors
    /// [`TooLarge`] if too much is open to work the premium out.
    pub fn find(
        &mut self,
        answering: &Answering<'_>,
        row: &[u8],
        numbers: &mut Vec<usize>,
    ) -> Result<(), TooLarge> {
        numbers.clear();
        numbers.push(self.premium.find(row, || answering.premium(row))?);
        for (memo, Listed { table, .. }) in self.provisions.iter_mut().zip(&answering.provisions) {
            let Ok(number) = memo.find(row, || Ok::<_, Infallible>(answering.decided(table, row)));
            numbers.push(number);
        }
        Ok(())
    }

    /// The premium of an answer.
    pub fn paid(&self, numbers: &[usize]) -> Option<&Paid> {
        self.premium.get(*numbers.first()?)
    }

    /// What each provision comes to in an answer, in their order.
    pub fn decided<'m>(
        &'m self,
        numbers: &'m [usize],
    ) -> impl Iterator<Item = &'m Decided> + Clone {
        let numbers = numbers.get(1..).unwrap_or_default();
        self.provisions.iter().zip(numbers).filter_map(|(memo, number)| memo.get(*number))
    }

    /// Marks, of all facts in the order of the policy, those that an answer asks for.
    pub fn ask(&self, numbers: &[usize], asked: &mut [bool]) {
        asked.fill(false);
        let provisions = self.decided(numbers).flat_map(|decided| &decided.decision.asks);
        let premium = self.paid(numbers).into_iter().flat_map(|paid| &paid.asks);
        for &fact in provisions.chain(premium) {
            if let Some(asked) = asked.get_mut(usize::from(fact)) {
                *asked = true;
            }
        }
    }

    /// Counts so many more rows with an answer.
    pub(crate) fn count(&mut self, numbers: &[usize], rows: u64) {
        let Some((paid, numbers)) = numbers.split_first() else { return };
        self.premium.count(*paid, rows);
        for (memo, number) in self.provisions.iter_mut().zip(numbers) {
            memo.count(*number, rows);
        }
    }

    /// Every premium there was, and how many rows are counted for it.
    pub(crate) fn premiums(&self) -> impl Iterator<Item = (&Paid, u64)> {
        self.premium.counted()
    }

    /// For each provision all it came to, with how many rows are counted for each.
    pub(crate) fn provisions(&self) -> &[Memo<Decided>] {
        &self.provisions
    }
}

impl Answering<'_> {
    pub(crate) fn decided(&self, table: &Table, row: &[u8]) -> Decided {
        let policy = self.policy;
        let (mut known, facts) = self.known(row);
        let mut decision = Decision::new(policy, table, &known);
        let worked = WorkedOut::new(policy, table, &decision.outcomes, &facts);
        // A comparison is open too where the amount is known and the figure is not.
        decision.asks.retain(|&fact| facts.get(usize::from(fact)).is_none());
        worked.asks.iter().for_each(|&fact| sorted::insert(&mut decision.asks, fact));
        let mut readings = Vec::new();
        if self.form.readings {
            for (slot, var) in known.iter_mut().zip(0..) {
                if policy.is_reading(var) {
                    *slot = UNKNOWN;
                }
            }
            readings.extend(policy.readings_of(table.by_outcome.restrict(&known).support()));
        }
        Decided { decision, readings }
    }

    pub(crate) fn premium(&self, row: &[u8]) -> Result<Paid, TooLarge> {
        let (known, facts) = self.known(row);
        let Some(joint) = premium(self.policy, &known, self.figures, Formulas::default())? else {
            return Ok(Paid::default());
        };
        let ranges = joint.ranges(joint.diagram.root()).unwrap_or_default();
        let yuan = |which: usize| ranges.get(which).copied().map(Yuan::of).unwrap_or_default();
        let fact = |unknown| if let Unknown::Fact(fact) = unknown { Some(fact) } else { None };
        Ok(Paid {
            aid: yuan(1),
            pays: yuan(2),
            asks: joint.unknowns(self.policy, &facts).into_iter().filter_map(fact).collect(),
            no_figures: !joint.missing.figures().is_empty(),
        })
    }
}

impl Yuan {
    fn of(Range { least, most, .. }: Range) -> Self {
        let written = least.zip(most).map(|(least, most)| between(least, most));
        Self { least, most, written: written.unwrap_or_default() }
    }
}
