//! What a cell of a file holds, as a form shows and sets it.

use serde::{Deserialize, Serialize};
use toml_edit::{Array, InlineTable, Item, Value};

use crate::edit::Entries;

/// What a cell holds.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Content {
    /// A text.
    Text(String),
    /// Texts, one after the other: clauses, layers.
    Texts(Vec<String>),
    /// A text in both languages, or in Chinese alone.
    Both {
        /// Simplified Chinese.
        zh: String,
        /// English; empty where it is left out.
        en: String,
    },
    /// Yes or no.
    Flag(bool),
    /// Keys with what they hold: `{ premium_aid = "90" }`.
    Table(#[cfg_attr(test, ts(type = "Entries"))] Entries),
    /// Tables: the rows of a provision, one a line; bands and stays, one after the other.
    Rows(#[cfg_attr(test, ts(type = "Entries[]"))] Vec<Entries>),
    /// Anything else as it is written in TOML: `60`, `2024-02-02`.
    Toml(String),
}

impl Content {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// What an item of a file holds.
    pub(crate) fn of(item: &Item) -> Self {
        if let Some(text) = item.as_str() {
            return Self::Text(text.to_owned());
        }
        if let Some(flag) = item.as_bool() {
            return Self::Flag(flag);
        }
        if let Some(texts) = item.as_array() {
            let texts: Option<Vec<String>> =
                texts.iter().map(|own| own.as_str().map(str::to_owned)).collect();
            if let Some(texts) = texts.filter(|texts| !texts.is_empty()) {
                return Self::Texts(texts);
            }
        }
        if let Some(table) = item.as_table_like() {
            let own = |key: &str| table.get(key).and_then(Item::as_str).map(str::to_owned);
            return match (own("zh"), own("en"), table.len()) {
                (Some(zh), Some(en), 2) => Self::Both { zh, en },
                (Some(zh), None, 1) => Self::Both { zh, en: String::new() },
                _ => Self::Table(entries(item)),
            };
        }
        let rows = item.as_array().filter(|rows| !rows.is_empty());
        if let Some(rows) = rows.filter(|rows| rows.iter().all(Value::is_inline_table)) {
            let row = |row: &Value| entries(&Item::Value(row.clone()));
            return Self::Rows(rows.iter().map(row).collect());
        }
        Self::Toml(written(item))
    }

    /// The value, as it is written at a key. `old` is what stands there now: its quotation marks are kept.
    pub(crate) fn value(&self, key: &str, old: Option<&Value>) -> Result<Value, String> {
        Ok(match self {
            Self::Text(text) => string(text, key, old),
            Self::Texts(texts) => match (texts.as_slice(), old) {
                ([one], Some(Value::String(_))) => string(one, key, old),
                _ => Value::Array(texts.iter().map(|own| string(own, key, None)).collect()),
            },
            Self::Both { zh, en } => {
                let mut table = InlineTable::new();
                table.insert("zh", string(zh, "zh", None));
                if !en.is_empty() {
                    table.insert("en", string(en, "en", None));
                }
                Value::InlineTable(table)
            }
            Self::Flag(flag) => Value::from(*flag),
            Self::Table(entries) => row_value(entries)?,
            Self::Rows(rows) => {
                let apart = old.map_or(key == "rows", |old| old.to_string().contains('\n'));
                let mut array = Array::new();
                for row in rows {
                    let decor = if apart {
                        "\n  "
                    } else if array.is_empty() {
                        ""
                    } else {
                        " "
                    };
                    array.push_formatted(row_value(row)?.decorated(decor, ""));
                }
                if apart {
                    array.set_trailing("\n");
                    array.set_trailing_comma(true);
                }
                Value::Array(array)
            }
            Self::Toml(written) => {
                let mut value: Value = written
                    .trim()
                    .parse()
                    .map_err(|error: toml_edit::TomlError| error.message().to_owned())?;
                value.decor_mut().clear();
                value
            }
        })
    }
}

/// The entries of a table.
fn entries(item: &Item) -> Entries {
    let table = item.as_table_like().into_iter().flat_map(toml_edit::TableLike::iter);
    table.map(|(key, item)| (key.to_owned(), Content::of(item))).collect()
}

/// A row in one line.
pub(crate) fn row_value(row: &[(String, Content)]) -> Result<Value, String> {
    let mut table = InlineTable::new();
    for (key, content) in row {
        table.insert(key, content.value(key, None).map_err(|error| format!("{key}: {error}"))?);
    }
    table.fmt();
    Ok(Value::InlineTable(table))
}

/// An item as it is written, without comments around it.
fn written(item: &Item) -> String {
    let value = item.clone().into_value();
    value.map_or_else(|item| item.to_string(), |value| value.decorated("", "").to_string())
}

/// Keys whose texts are conditions, written between single quotation marks.
pub(crate) const CONDITIONS: [&str; 4] = ["when", "ask_when", "ends_when", "each_bill"];

/// A string between the marks of the old one; a condition, and what has marks in it, between single ones.
pub(crate) fn string(text: &str, key: &str, old: Option<&Value>) -> Value {
    let literal = match old {
        Some(old) => old.to_string().trim_start().starts_with('\'') || text.contains(['"', '\\']),
        None => CONDITIONS.contains(&key) || text.contains(['"', '\\']),
    };
    let plain = !text.contains('\'') && !text.chars().any(char::is_control);
    let written = (literal && plain).then(|| format!("'{text}'").parse().ok()).flatten();
    written.unwrap_or_else(|| Value::from(text))
}
