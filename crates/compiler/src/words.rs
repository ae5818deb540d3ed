//! The words of a vocabulary and of a policy, as the page reads them (JSON).
//!
//! They travel beside the compiled bytes: the engine knows ids only.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::finding::Text;

/// A map that keeps the order of the file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Keyed<T>(pub Vec<(String, T)>);

impl<T> Default for Keyed<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Serialize> Serialize for Keyed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, entry) in &self.0 {
            map.serialize_entry(key, entry)?;
        }
        map.end()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Keyed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Entries<T> {
            type Value = Keyed<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Keyed<T>, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Keyed(entries))
            }
        }
        deserializer.deserialize_map(Entries(PhantomData))
    }
}

impl<T> Keyed<T> {
    /// The entry of this key.
    pub fn get(&self, key: &str) -> Option<&T> {
        self.0.iter().find(|(own, _)| own == key).map(|(_, entry)| entry)
    }
}

/// The words of the shared vocabulary.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct VocabularyWords {
    /// By fact, in vocabulary order.
    #[cfg_attr(test, ts(type = "Record<string, FactWords>"))]
    pub facts: Keyed<FactWords>,
    /// Flags that are asked in one question, by group.
    #[serde(default)]
    #[cfg_attr(test, ts(type = "Record<string, GroupWords>"))]
    pub groups: Keyed<GroupWords>,
    /// What rows give: by kind of outcome, by term, by value (crates/policies/outcomes.toml).
    #[cfg_attr(test, ts(type = "Record<string, Text>"))]
    pub outcomes: Keyed<Text>,
    /// What each office is called (crates/policies/offices.toml).
    #[cfg_attr(test, ts(type = "Record<string, Text>"))]
    pub offices: Keyed<Text>,
}

/// Flags that are asked in one question: which of them are true?
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct GroupWords {
    /// The question.
    pub question: Text,
    /// How to find out.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub help: Option<Text>,
    /// By flag, in the order to show them: what is ticked.
    #[cfg_attr(test, ts(type = "Record<string, Text>"))]
    pub facts: Keyed<Text>,
}

/// The words of one fact.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FactWords {
    /// A few characters, for lists and ledger headers.
    pub label: Text,
    /// The question a person is asked.
    pub question: Text,
    /// How to find out.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub help: Option<Text>,
    /// What a number counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub unit: Option<Text>,
    /// The values of a choice or a set.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional, type = "Record<string, Text>"))]
    pub values: Option<Keyed<Text>>,
}

impl FactWords {
    /// What a value is called.
    pub fn value(&self, id: &str) -> Option<&Text> {
        self.values.as_ref()?.get(id)
    }
}

/// The words of a policy.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PolicyWords {
    /// Where it holds.
    pub place: Text,
    /// What it is about, in plain words.
    pub title: Text,
    /// One sentence on its validity or reach.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub note: Option<Text>,
    /// The policy's own facts, beside the shared ones.
    #[cfg_attr(test, ts(type = "Record<string, FactWords>"))]
    pub facts: Keyed<FactWords>,
    /// Own flags that are asked with those of a shared group, by group: what is ticked.
    #[serde(default)]
    #[cfg_attr(test, ts(type = "Record<string, Record<string, Text>>"))]
    pub groups: Keyed<Keyed<Text>>,
    /// What the policy calls its layers, where it gives a name.
    #[serde(default)]
    #[cfg_attr(test, ts(type = "Record<string, Text>"))]
    pub layers: Keyed<Text>,
    /// By reading.
    #[cfg_attr(test, ts(type = "Record<string, ReadingWords>"))]
    pub readings: Keyed<ReadingWords>,
    /// By provision.
    #[cfg_attr(test, ts(type = "Record<string, ProvisionWords>"))]
    pub provisions: Keyed<ProvisionWords>,
}

/// The words of a reading.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ReadingWords {
    /// Whether a case may take the other reading.
    pub kind: ReadingKind,
    /// The clauses that leave it open.
    pub at: Vec<String>,
    /// What the text leaves open.
    pub question: Text,
    /// How it is read here.
    pub taken: Text,
    /// The other way to read it.
    pub other: Text,
}

/// Whether a reading can be switched.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ReadingKind {
    /// A condition tests it: a case may take the other reading.
    Switch,
    /// No condition can express it: it is shown.
    Note,
}

/// The words of a provision.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ProvisionWords {
    /// Its heading.
    pub title: Text,
    /// What it gives and to whom.
    pub what: Text,
    /// How to claim it, as far as the clause says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub claim: Option<Text>,
    /// How a damaged place of the text is read, and why.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub emended: Option<Text>,
    /// Why a row is the answer, for the rows that say it.
    #[cfg_attr(test, ts(type = "Record<string, Text>"))]
    pub rows: Keyed<Text>,
}
