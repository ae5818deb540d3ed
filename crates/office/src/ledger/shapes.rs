//! What crosses to the page, and what comes from it: JSON.

use mingbai_ledger::mapping::{Mapping, Value};
use mingbai_ledger::propose::Stating;
use serde::{Deserialize, Serialize};

/// What the columns of a ledger are taken to mean.
#[derive(Serialize, Debug)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Proposed {
    /// The mapping.
    #[cfg_attr(test, ts(type = "Mapping"))]
    pub mapping: Mapping,
    /// The sheet; empty where the file has none.
    pub sheet: String,
    /// The numbers of the first and the last row of the header.
    pub header: (u32, u32),
    /// The columns, in their order.
    pub columns: Vec<Column>,
    /// How many residents there are.
    pub residents: usize,
    /// How many rows are blank.
    #[cfg_attr(test, ts(type = "number"))]
    pub blank: u64,
    /// Other rows that are no residents: their numbers, and what they begin with.
    pub aside: Vec<(u32, String)>,
    /// The facts that the document asks.
    pub facts: Vec<FactOffered>,
    /// What every answer says of itself: that the document does not hold on the day, that the figures are invented.
    pub caution: Option<String>,
}

/// A column.
#[derive(Serialize, Debug)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Some of what stands in it; of identity numbers nothing.
    pub examples: Vec<String>,
    /// What it is called, where it states a fact that the document does not ask.
    pub not_asked: Option<String>,
}

/// A fact that a column may state.
#[derive(Serialize, Debug)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FactOffered {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub label: String,
    /// Whether it may be blank for no.
    pub can_be_no: bool,
    /// What a cell may say of it, each with what people call it; of a number nothing.
    #[cfg_attr(test, ts(type = "[Value, string][]"))]
    pub values: Vec<(Value, String)>,
}

/// A person's word on the mapping.
#[derive(Deserialize, Debug)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Correction {
    /// A column states a fact, by id.
    Fact {
        /// The name of the column.
        column: String,
        /// The fact.
        fact: String,
    },
    /// A column names statuses, several in one cell.
    Statuses {
        /// The name of the column.
        column: String,
    },
    /// A column is carried through.
    Carried {
        /// The name of the column.
        column: String,
    },
    /// The column that households are told by; none: by no column.
    Household {
        /// The name of the column.
        column: Option<String>,
    },
}

impl Correction {
    /// What a column is to state: its name, and what; nothing where it is not about a statement.
    pub fn stating(&self) -> Option<(&str, Stating)> {
        match self {
            Self::Fact { column, fact } => Some((column, Stating::Fact(fact.clone()))),
            Self::Statuses { column } => Some((column, Stating::Statuses)),
            Self::Carried { .. } | Self::Household { .. } => None,
        }
    }
}

/// What came of a ledger.
#[derive(Serialize, Debug)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Answered {
    /// How many residents have an answer.
    #[cfg_attr(test, ts(type = "number"))]
    pub answered: u64,
    /// How many have none.
    #[cfg_attr(test, ts(type = "number"))]
    pub unanswered: u64,
    /// What is wrong with cells, the first of it.
    pub problems: Vec<Problem>,
    /// How many cells are wrong.
    pub wrong: usize,
    /// By provision, what it comes to.
    pub provisions: Vec<Counted>,
    /// What is not known, by label, and of how many residents; the most first.
    #[cfg_attr(test, ts(type = "[string, number][]"))]
    pub missing: Vec<(String, u64)>,
    /// The names of the columns that the table shows.
    pub columns: Vec<String>,
}

/// What is wrong with a cell.
#[derive(Serialize, Debug)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Problem {
    /// Where: `F12`.
    pub address: String,
    /// The name of its column.
    pub column: String,
    /// What stands there; of identity numbers nothing.
    pub value: String,
    /// What was expected and what to do.
    pub reason: String,
}

/// How often a provision came to what.
#[derive(Serialize, Debug)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Counted {
    /// What people call it.
    pub title: String,
    /// Residents to whom it gives something.
    #[cfg_attr(test, ts(type = "number"))]
    pub granted: u64,
    /// For whom it is open.
    #[cfg_attr(test, ts(type = "number"))]
    pub open: u64,
    /// To whom it gives nothing.
    #[cfg_attr(test, ts(type = "number"))]
    pub refused: u64,
}

/// Which residents are wanted.
#[derive(Deserialize, Debug)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Asked {
    /// What one of their cells holds; empty: anything.
    pub text: String,
    /// The number of a provision, and what it comes to for them.
    pub provision: Option<usize>,
    /// See `provision`.
    pub status: Option<Came>,
    /// The numbers of their rows; empty: any.
    pub rows: Vec<u32>,
    /// The first of them, from 0.
    pub from: usize,
    /// How many.
    pub count: usize,
}

/// What a provision comes to.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Came {
    /// It gives something.
    Granted,
    /// It is open.
    Open,
    /// It gives nothing.
    Refused,
}

/// Rows of the table.
#[derive(Serialize, Default, Debug)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Rows {
    /// How many there are of those that are wanted.
    pub total: usize,
    /// Some of them.
    pub rows: Vec<Row>,
}

/// A resident with an answer, or without one.
#[derive(Serialize, Debug)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Row {
    /// The number of the row in the ledger.
    pub number: u32,
    /// Its cells.
    pub cells: Vec<String>,
    /// By provision, what it comes to; nothing where the row has a problem.
    pub statuses: Vec<Came>,
    /// Yuan paid for the resident: an amount, or `least..most`.
    pub aid: String,
    /// Yuan left to pay, in the same way.
    pub pays: String,
    /// What is still to be asked.
    pub asks: Vec<String>,
}

/// What a resident is told on paper.
#[derive(Serialize, Debug)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Notice {
    /// The number of the row in the ledger.
    pub row: u32,
    /// The household and the name.
    pub who: Vec<String>,
    /// What the resident gets, and who decides; empty where nobody is named.
    pub granted: Vec<(String, String)>,
    /// Yuan paid for the resident: an amount, or `least..most`; empty where it cannot be worked out.
    pub aid: String,
    /// Yuan left to pay, in the same way.
    pub pays: String,
    /// What is still to be found out.
    pub asks: Vec<String>,
    /// The same of what shows an illness: nobody is to be told it.
    pub asks_of_health: Vec<String>,
}
