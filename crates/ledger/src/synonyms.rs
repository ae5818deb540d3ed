//! The words that ledgers are kept in: data, `crates/policies/synonyms.toml`.

use indexmap::IndexMap;
use serde::Deserialize;

use crate::mapping::{Identity, Meaning, Value};
use crate::text::{normal, without_parentheses};

/// The words that ledgers are kept in.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Synonyms {
    /// Rows that are no residents.
    pub rows: RowWords,
    /// How columns are called that say who is a household.
    pub household: HouseholdWords,
    /// Words of a header's second row that say nothing without the first.
    pub header: HeaderWords,
    /// How the column of identity numbers is called, and what follows from one.
    pub identity: IdentityWords,
    /// Words of cells that mean the same in any column.
    pub cells: CellWords,
    /// Columns that say several things in one.
    #[serde(default)]
    pub category: Vec<Category>,
    /// By fact.
    pub fact: IndexMap<String, FactWords>,
}

/// Rows that are no residents.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowWords {
    /// What the first cell of a sum begins or ends with.
    pub total: Vec<String>,
    /// What a cell of a row below the table begins with: who filled it in.
    pub note: Vec<String>,
}

/// How columns are called that say who is a household.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HouseholdWords {
    /// Its number.
    pub number: Vec<String>,
    /// The relation to its head.
    pub relation: Vec<String>,
    /// What stands there for the head.
    pub head: Vec<String>,
}

/// Words of headers.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeaderWords {
    /// The name of a person.
    pub name: Vec<String>,
    /// What else every ledger has: numbers, telephones, remarks.
    pub other: Vec<String>,
    /// What is left out before names are compared.
    pub prefixes: Vec<String>,
    /// What says nothing without the row above.
    pub general: Vec<String>,
}

/// How the column of identity numbers is called, and what follows from one.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IdentityWords {
    /// Its names.
    pub headers: Vec<String>,
    /// What follows.
    pub gives: Identity,
}

/// Words of cells that mean the same in any column.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CellWords {
    /// Yes, of a flag.
    pub yes: Vec<String>,
    /// No, of a flag.
    pub no: Vec<String>,
    /// Those of yes that are ticks: a column of them leaves empty what is not so.
    pub ticks: Vec<String>,
    /// Not known.
    pub unknown: Vec<String>,
}

/// A column that says several things in one.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// Its names.
    pub headers: Vec<String>,
    /// What a filled cell says of facts that it does not name.
    pub complete: IndexMap<String, Value>,
    /// What its words mean.
    pub cells: IndexMap<String, Meaning>,
}

/// The words of a fact.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactWords {
    /// How its column is called.
    #[serde(default)]
    pub headers: Vec<String>,
    /// What cells mean, beside the ids and labels of the values.
    #[serde(default)]
    pub cells: IndexMap<String, Value>,
    /// What may follow a number.
    #[serde(default)]
    pub units: Vec<String>,
}

impl Synonyms {
    /// Reads the table. All its words are then [`normal`].
    ///
    /// # Errors
    /// What is wrong and where, as the TOML reader says it.
    pub fn from_toml(text: &str) -> Result<Self, String> {
        let mut all: Self = toml::from_str(text).map_err(|error| error.to_string())?;
        let lists = [
            &mut all.rows.total,
            &mut all.rows.note,
            &mut all.household.number,
            &mut all.household.relation,
            &mut all.household.head,
            &mut all.header.name,
            &mut all.header.other,
            &mut all.header.prefixes,
            &mut all.header.general,
            &mut all.identity.headers,
            &mut all.cells.yes,
            &mut all.cells.no,
            &mut all.cells.ticks,
            &mut all.cells.unknown,
        ];
        let of_categories = all.category.iter_mut().map(|own| &mut own.headers);
        let of_facts = all.fact.values_mut().flat_map(|own| [&mut own.headers, &mut own.units]);
        for word in lists.into_iter().chain(of_categories).chain(of_facts).flatten() {
            *word = normal(word);
        }
        for category in &mut all.category {
            category.cells = normal_keys(std::mem::take(&mut category.cells));
        }
        for fact in all.fact.values_mut() {
            fact.cells = normal_keys(std::mem::take(&mut fact.cells));
        }
        Ok(all)
    }

    /// The ways to compare a column's name, the nearest first: as it is, without parentheses, without 是否.
    pub fn names_of(&self, name: &str) -> Vec<String> {
        let strip = |text: &str| text.trim_matches(['*', ':', '?', '.', '"', '\'']).to_owned();
        let whole = strip(&normal(name));
        let bare = strip(&without_parentheses(&whole));
        let mut all = vec![whole, bare];
        for prefix in &self.header.prefixes {
            let rest = |own: &String| own.strip_prefix(prefix.as_str()).map(str::to_owned);
            all.extend(all.iter().filter_map(rest).collect::<Vec<_>>());
        }
        all.retain(|name| !name.is_empty());
        all
    }
}

fn normal_keys<T>(words: IndexMap<String, T>) -> IndexMap<String, T> {
    words.into_iter().map(|(word, meaning)| (normal(&word), meaning)).collect()
}
