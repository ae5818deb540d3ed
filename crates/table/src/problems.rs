//! What is wrong with a table, and with a cell of it.

use std::error::Error;
use std::fmt;

use arrow_schema::DataType;
use mingbai_core::kernel::lang::Lang;
use mingbai_core::say;

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

/// Why a row has no answer.
pub enum Reason<'r> {
    /// A cell that is none of what may stand there; of a set, the part that is not.
    Cell {
        /// The column's name.
        column: &'r str,
        /// What stands there.
        value: &'r str,
        /// The part of it that cannot be read.
        part: Option<&'r str>,
        /// What may stand there.
        allowed: &'r str,
    },
    /// Too many completions to work the premium out.
    TooMuchOpen,
}

impl Reason<'_> {
    /// The reason in a language.
    pub fn text(&self, lang: Lang) -> String {
        let Self::Cell { column, value, part, allowed } = self else {
            return say!(
                lang,
                "不知道的情况太多，算不出来；请多填几格",
                "too much is open at once to answer exactly; fill in more cells"
            );
        };
        let value: String = value.chars().take(QUOTED).collect();
        let part = part.map_or_else(String::new, |part| {
            say!(lang, "不认得“{part}”；", "{part:?} is not known here; ")
        });
        say!(
            lang,
            "{column}是“{value}”：{part}应填 {allowed}；不知道的留空",
            "{column} is {value:?}: {part}expected {allowed}; leave it empty if it is not known"
        )
    }
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
