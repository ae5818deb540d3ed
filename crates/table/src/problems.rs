//! What is wrong with a table, and with a cell of it.

use std::error::Error;
use std::fmt;

use arrow_schema::DataType;
use mingbai_core::kernel::lang::Lang;
use mingbai_core::say;
use mingbai_ledger::reason::Reason;

/// How much of a bad cell is quoted, in characters.
const QUOTED: usize = 200;

/// Why a table cannot be answered at all: its columns, not their cells.
#[derive(Clone, PartialEq, Debug)]
pub enum Unfit {
    /// No column is a fact; the names of those there are.
    NoFact(String),
    /// Two columns are the same fact.
    Twice {
        /// The fact's id.
        fact: String,
        /// The name of the first.
        one: String,
        /// The name of the second.
        other: String,
    },
    /// A column has the name of one that the answers add.
    Taken(String),
    /// A column is a fact, but its cells are of a type that cannot be one.
    Type {
        /// The column's name.
        column: String,
        /// The fact's id.
        fact: String,
        /// The type.
        found: DataType,
        /// What it may be.
        expected: &'static str,
    },
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoFact(found) => write!(
                f,
                "no column is a fact of the policy (found: {found}); name the columns by their ids or labels, as `mingbai facts` lists them"
            ),
            Self::Twice { fact, one, other } => write!(
                f,
                "columns {one:?} and {other:?} are both the fact {fact}; leave one of them out"
            ),
            Self::Taken(name) => {
                write!(f, "column {name:?} has the name of a column of the answers; rename it")
            }
            Self::Type { column, fact, found, expected } => {
                write!(f, "column {column:?} is {found}; the fact {fact} is read from {expected}")?;
                if found.is_floating() {
                    write!(f, ". Amounts and counts are never binary fractions: cast it first")?;
                }
                Ok(())
            }
        }
    }
}

impl Error for Unfit {}

/// What is wrong with a cell.
pub fn of_cell(column: &str, value: &str, reason: &Reason<'_>, lang: Lang) -> String {
    let value: String = value.chars().take(QUOTED).collect();
    let reason = reason.text(lang);
    say!(lang, "{column}是“{value}”：{reason}", "{column} is {value:?}: {reason}")
}

/// The rows of a batch that have no answer, each with all that is wrong with it.
#[derive(Default)]
pub struct BadRows(Vec<(usize, String)>);

impl BadRows {
    /// Adds what is wrong with a row.
    pub fn add(&mut self, row: usize, reason: String) {
        self.0.push((row, reason));
    }

    /// A text a row, those of a row joined, in the order of the rows.
    pub fn sorted(mut self) -> Vec<(usize, String)> {
        self.0.sort_by_key(|(row, _)| *row);
        self.0.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1.push('\n');
                kept.1.push_str(&next.1);
            }
            same
        });
        self.0
    }
}
