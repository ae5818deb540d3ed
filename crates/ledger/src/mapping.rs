//! What the columns of a ledger mean: `MAP.toml`, which a person can read, correct and keep.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

/// What a ledger's columns mean.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Mapping {
    /// The sheet; the first with a header that is understood, if it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The rows of the header as the spreadsheet counts them, from 1: one, or first and last; found by the names of
    /// the columns, if they are left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub header: Vec<u32>,
    /// How one household is told from the next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub household: Option<Household>,
    /// The columns that mean something; all others are carried through.
    #[serde(default, rename = "column", skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<ColumnMeaning>,
}

/// How one household is told from the next: a row that leaves `column` empty belongs to the household above it; with
/// `head`, a row begins a household if the cell is one of these.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Household {
    /// The column: 户编号, or with `head` 与户主关系.
    pub column: String,
    /// What the cell of the first of a household says.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub head: Vec<String>,
    /// Why this was proposed; nothing where a person wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guess: Option<String>,
}

/// What one column means.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ColumnMeaning {
    /// Its name in the header; of a header of two rows both, with ` / ` between them.
    pub name: String,
    /// Other names it goes by in other ledgers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// Why this was proposed; nothing where a person wrote it, or where the column is called as the fact is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub guess: Vec<String>,
    /// What stands in the column and is not understood; of a proposal alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_understood: Vec<String>,
    /// The fact it states.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fact: Option<String>,
    /// What an empty cell means.
    #[serde(default, skip_serializing_if = "Blank::is_unknown")]
    pub blank: Blank,
    /// Whether an empty cell says what the household's cell above it says.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub fill_down: bool,
    /// What may follow a number: 岁.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<String>,
    /// What a filled cell says of facts that it does not name.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub complete: IndexMap<String, Value>,
    /// What its cells mean, beside the ids and labels of the fact's values.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub cells: IndexMap<String, Meaning>,
    /// What follows from an identity number, if it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity: Option<Identity>,
}

/// What an empty cell means.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Blank {
    /// It is not known.
    #[default]
    Unknown,
    /// No; of a column with `complete`, what is said there.
    No,
}

impl Blank {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
    const fn is_unknown(&self) -> bool {
        matches!(self, Self::Unknown)
    }
}

/// A value of a fact as it is written in a mapping; the text [`UNKNOWN`]: it is not known.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(untagged)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Value {
    /// Of a flag.
    Flag(bool),
    /// Of a number.
    Number(#[cfg_attr(test, ts(type = "number"))] i64),
    /// The id of a value.
    Text(String),
}

impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Flag(value) => value.fmt(f),
            Self::Number(number) => number.fmt(f),
            Self::Text(text) => write!(f, "\"{text}\""),
        }
    }
}

impl ColumnMeaning {
    /// Whether a column of this name is meant.
    pub fn is_called(&self, name: &str) -> bool {
        let own = crate::text::normal(name);
        let mut names = std::iter::once(&self.name).chain(&self.also);
        names.any(|called| crate::text::normal(called) == own)
    }
}

/// What is not known.
pub const UNKNOWN: &str = "unknown";

/// None of the facts that the column's `complete` names.
pub const NONE: &str = "none";

/// What a cell means.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(untagged)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Meaning {
    /// A value of the column's fact; [`UNKNOWN`]; in a column with `complete`, [`NONE`].
    One(Value),
    /// Values of several facts.
    Facts(IndexMap<String, Value>),
}

/// What follows from an identity number. The number itself goes nowhere.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Identity {
    /// The fact that is the age in years on the day of the answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub age: Option<String>,
    /// What is so of a woman.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub female: IndexMap<String, Value>,
    /// What is so of a man.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub male: IndexMap<String, Value>,
}

impl Mapping {
    /// Reads a `MAP.toml`.
    ///
    /// # Errors
    /// What is wrong and where, as the TOML reader says it.
    pub fn from_toml(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error| error.to_string())
    }

    /// The mapping as a `MAP.toml`.
    pub fn to_toml(&self) -> String {
        // A mapping has no value that TOML cannot write.
        toml::to_string_pretty(self).unwrap_or_default()
    }

    /// Why what was guessed was guessed: nothing where everything is called as the facts and their values are.
    pub fn guesses(&self) -> impl Iterator<Item = (&str, &str)> {
        let household = self.household.iter();
        let household =
            household.filter_map(|own| Some((own.column.as_str(), own.guess.as_deref()?)));
        let columns = self.columns.iter();
        let columns =
            columns.flat_map(|own| own.guess.iter().map(|why| (own.name.as_str(), why.as_str())));
        household.chain(columns)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_is_read_as_it_is_written() {
        let text = r#"
header = [3]

[household]
column = "户编号"

[[column]]
name = "人员类别"
guess = ["因为"]
blank = "no"

[column.complete]
dibao = false
registered_poor = "none"

[column.cells]
"低保户" = { dibao = true }
"一般户" = "none"
"/" = "unknown"

[[column]]
name = "身份证号"

[column.identity]
age = "age"
"#;
        let mapping = Mapping::from_toml(text).unwrap();
        assert_eq!(Mapping::from_toml(&mapping.to_toml()).unwrap(), mapping);
        assert_eq!(mapping.columns[0].cells["一般户"], Meaning::One(Value::Text(NONE.into())));
        assert_eq!(mapping.guesses().collect::<Vec<_>>(), [("人员类别", "因为")]);
        assert!(Mapping::from_toml("colums = 1").unwrap_err().contains("colums"));
    }

    #[test]
    fn nothing_is_written_that_says_nothing() {
        let column = ColumnMeaning { name: "户口".into(), ..ColumnMeaning::default() };
        let mapping = Mapping { columns: vec![column], ..Mapping::default() };
        assert_eq!(mapping.to_toml(), "[[column]]\nname = \"户口\"\n");
    }
}
