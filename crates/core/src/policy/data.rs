//! What the compiler writes: facts, variables, readings, and a decision table with its diagrams for
//! each provision.

use serde::Serialize;

use super::check::domain;
use super::following::{AskWhen, Implied};
use super::layers::Settlement;
use super::outcome::Outcome;
use super::vocabulary::{Fact, FactValue};
use crate::kernel::date::Date;
use crate::kernel::diagram::Diagram;
use crate::kernel::packed::{Bytes, Packed, packed};

/// The most variables a policy may have.
pub const MOST_VARIABLES: usize = 1_000;

/// The most nodes a diagram may have. Past it the compiler says which facts to split.
pub const MOST_NODES: usize = 4_096;

/// The most provisions that give something settlement uses.
pub const MOST_SETTLEMENT_PROVISIONS: usize = 32;

/// What the compiler writes and the engine loads.
#[derive(Clone, PartialEq, Debug)]
pub struct PolicyData {
    /// `liangping-2019`.
    pub id: String,
    /// The number of the document, as printed on it.
    pub instrument: String,
    /// The day it was issued.
    pub issued: Date,
    /// When it holds.
    pub in_force: InForce,
    /// Over the readings: leaf 1 where its last day is as stated, leaf 0 where it has none.
    pub ends_when: Diagram,
    /// The facts its tables test, and those that figures are keyed by; by scope,
    /// inside a scope in vocabulary order.
    pub facts: Vec<Fact>,
    /// Readings of both kinds.
    pub readings: Vec<Reading>,
    /// What the diagrams branch on, in the one variable order: facts, then readings.
    pub variables: Vec<Variable>,
    /// The provisions, in the order of the file.
    pub provisions: Vec<Provision>,
    /// Leaf 1 where there is a premium part at all, leaf 0 where not.
    pub premium_when: Diagram,
    /// How a year's bills are settled.
    pub settlement: Settlement,
    /// The facts that follow from others, in an order in which each tests only facts that do not follow, or
    /// that stand before it.
    pub implied: Vec<Implied>,
    /// The facts that are put to a person only where others are so, in such an order too.
    pub ask_when: Vec<AskWhen>,
}

packed!(PolicyData {
    id,
    instrument,
    issued,
    in_force,
    ends_when,
    facts,
    readings,
    variables,
    provisions,
    premium_when,
    settlement,
    implied,
    ask_when,
});

/// From and until, both days inclusive.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct InForce {
    /// The first day.
    pub from: Date,
    /// The last day, if the document has one.
    pub until: Option<Date>,
}

packed!(InForce { from, until });

/// A document on a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Validity {
    /// The day is before its first.
    NotYetInForce,
    /// It holds.
    InForce,
    /// The day is after its last.
    Lapsed,
}

impl InForce {
    /// Whether the document holds on `day`.
    pub fn on(self, day: Date) -> Validity {
        if day < self.from {
            Validity::NotYetInForce
        } else if self.until.is_some_and(|until| day > until) {
            Validity::Lapsed
        } else {
            Validity::InForce
        }
    }
}

/// A way of reading the text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reading {
    /// Its name.
    pub id: String,
    /// Whether a condition tests it, so that a case may take the other reading. A note is not.
    pub switchable: bool,
}

packed!(Reading { id, switchable });

/// What a variable of the diagrams stands for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Variable {
    /// A choice fact: value `v` is the fact's `v`-th value.
    Choice {
        /// Index in [`PolicyData::facts`].
        fact: u16,
    },
    /// A flag fact: 0 false, 1 true.
    Flag {
        /// Index in [`PolicyData::facts`].
        fact: u16,
    },
    /// A number fact: value `v` is how many of `cuts` are at most the number.
    Number {
        /// Index in [`PolicyData::facts`].
        fact: u16,
        /// Rising; each the least number of an interval.
        cuts: Vec<i64>,
    },
    /// An amount beside a declared figure: value `v` is how many of `cuts` it has passed, from the first on.
    Share {
        /// Index in [`PolicyData::facts`].
        fact: u16,
        /// The figure: index in [`PolicyData::facts`].
        figure: u16,
        /// Rising.
        cuts: Vec<ShareCut>,
    },
    /// Whether a set fact holds one of its values: 0 no, 1 yes.
    Member {
        /// Index in [`PolicyData::facts`].
        fact: u16,
        /// Index in the fact's values.
        value: u16,
    },
    /// A reading: 1 the reading taken, 0 the other one.
    Reading {
        /// Index in [`PolicyData::readings`].
        reading: u16,
    },
}

packed!(
    enum Variable {
        Choice { fact: fact },
        Flag { fact: fact },
        Number { fact: fact, cuts: cuts },
        Member { fact: fact, value: value },
        Reading { reading: reading },
        Share { fact: fact, figure: figure, cuts: cuts },
    }
);

/// A share of a figure that an amount passes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct ShareCut {
    /// Hundredths of a percent of the figure.
    pub share: i64,
    /// Whether the amount passes only above it.
    pub above: bool,
}

packed!(ShareCut { share, above });

impl ShareCut {
    /// Whether an amount passes it beside the figure; both in fen.
    pub fn passed(self, amount: i64, figure: i64) -> bool {
        let (amount, line) =
            (i128::from(amount) * 10_000, i128::from(figure) * i128::from(self.share));
        if self.above { amount > line } else { amount >= line }
    }
}

impl Variable {
    /// The index of its fact; none for a reading.
    pub const fn fact(&self) -> Option<u16> {
        match self {
            Self::Choice { fact }
            | Self::Flag { fact }
            | Self::Number { fact, .. }
            | Self::Share { fact, .. }
            | Self::Member { fact, .. } => Some(*fact),
            Self::Reading { .. } => None,
        }
    }

    /// The figure it compares its fact with; none for most.
    pub const fn figure(&self) -> Option<u16> {
        if let Self::Share { figure, .. } = self { Some(*figure) } else { None }
    }

    /// The value it takes where its fact has `value`, and the figure that it compares that with, if it does, has
    /// `figure`; nothing where one is of another kind.
    pub fn value(&self, value: &FactValue, figure: Option<&FactValue>) -> Option<u8> {
        match (value, self) {
            (FactValue::Choice(value), Self::Choice { .. }) => u8::try_from(*value).ok(),
            (FactValue::Flag(value), Self::Flag { .. }) => Some(u8::from(*value)),
            (FactValue::Number(number), Self::Number { cuts, .. }) => {
                u8::try_from(cuts.iter().filter(|&cut| cut <= number).count()).ok()
            }
            (FactValue::Number(amount), Self::Share { cuts, .. }) => {
                let Some(FactValue::Number(figure)) = figure else { return None };
                let passed = cuts.iter().take_while(|cut| cut.passed(*amount, *figure)).count();
                u8::try_from(passed).ok()
            }
            (FactValue::Set(members), Self::Member { value, .. }) => {
                Some(u8::from(members.contains(value)))
            }
            _ => None,
        }
    }
}

/// The kind of a provision.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Kind {
    /// Money for a person.
    Money,
    /// A service for a person.
    Service,
    /// What a government promises to everybody.
    Commitment,
    /// What a person must do.
    Duty,
}

packed!(
    enum Kind {
        Money {},
        Service {},
        Commitment {},
        Duty {},
    }
);

/// What the law gives under one heading.
#[derive(Clone, PartialEq, Debug)]
pub struct Provision {
    /// Its name.
    pub id: String,
    /// Its kind.
    pub kind: Kind,
    /// The clauses it rests on; the first is the one it is named by.
    pub at: Vec<String>,
    /// The decision table. A commitment or a duty has one only where it gives hints.
    pub table: Option<Table>,
    /// The notes (readings that cannot be switched) shown with it; indices in
    /// [`PolicyData::readings`].
    pub notes: Vec<u16>,
    /// Who decides.
    pub office: Option<Office>,
    /// Whether what it gives shows an illness.
    pub private: bool,
}

packed!(Provision { id, kind, at, table, notes, office, private });

/// Who decides what a provision gives.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Office {
    /// `civil_affairs`
    pub id: String,
    /// Whether no clause says so.
    pub guessed: bool,
}

packed!(Office { id, guessed });

impl Provision {
    /// Whether it is stated to everybody, not decided by a case: a commitment or a duty.
    pub const fn is_stated(&self) -> bool {
        matches!(self.kind, Kind::Commitment | Kind::Duty)
    }

    /// The table that decides what a person gets; none for a commitment or a duty.
    pub fn deciding(&self) -> Option<&Table> {
        self.table.as_ref().filter(|_| !self.is_stated())
    }
}

/// A decision table and the two diagrams made of it.
#[derive(Clone, PartialEq, Debug)]
pub struct Table {
    /// The rows, in the order of the file.
    pub rows: Vec<Row>,
    /// The different outcomes, in the order of the rows that first give them.
    pub outcomes: Vec<Outcome>,
    /// Leaves are indices in `rows`.
    pub by_row: Diagram,
    /// Leaves are indices in `outcomes`. It is made of `by_row`, and in no bytes.
    pub by_outcome: Diagram,
}

impl Table {
    /// The table of these rows and their diagram.
    pub fn new(rows: Vec<Row>, outcomes: Vec<Outcome>, by_row: Diagram) -> Self {
        let mut table = Self { rows, outcomes, by_row, by_outcome: Diagram::constant(0) };
        table.map_to_outcomes();
        table
    }

    /// Makes the diagram by outcome of the one by row.
    pub(super) fn map_to_outcomes(&mut self) {
        let outcome = |leaf: u32| {
            let row = self.rows.get(leaf as usize);
            row.map_or(0, |row: &Row| u32::from(row.outcome))
        };
        self.by_outcome = self.by_row.map(outcome);
    }
}

impl Packed for Table {
    fn pack(&self, into: &mut Vec<u8>) {
        self.rows.pack(into);
        self.outcomes.pack(into);
        self.by_row.pack(into);
    }

    fn unpack(from: &mut Bytes<'_>) -> Self {
        let (rows, outcomes, by_row) =
            (Packed::unpack(from), Packed::unpack(from), Packed::unpack(from));
        // Whether the diagram is sound is not known yet: see `map_to_outcomes`.
        Self { rows, outcomes, by_row, by_outcome: Diagram::constant(0) }
    }
}

/// One row of a decision table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// Its name.
    pub id: String,
    /// Index in [`Table::outcomes`].
    pub outcome: u16,
    /// The clauses it is from; empty where they are the provision's.
    pub at: Vec<String>,
}

packed!(Row { id, outcome, at });

impl PolicyData {
    /// How many values each variable has, in order.
    pub fn domains(&self) -> Option<Vec<u8>> {
        self.variables.iter().map(|variable| domain(self, variable)).collect()
    }
}
