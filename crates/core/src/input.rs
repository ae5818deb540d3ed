//! Reading what a person, a form or a file says: a tree of values from any serde format, and a
//! decoder that names every problem by its path and goes on.

use std::fmt;

use serde::Serialize;
use serde::de::{self, Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

/// How deep a tree may be. A case needs six.
const DEEPEST: u8 = 32;

/// A value from JSON, TOML or JavaScript. Duplicate keys are kept, so that they can be refused.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Value {
    /// Not known.
    Null,
    /// true or false.
    Bool(bool),
    /// An integer.
    Int(i64),
    /// A number that is no integer or too large for one, or what JSON does not have: never accepted.
    Fraction,
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// An object, in the order of its keys.
    Map(Vec<(String, Value)>),
}

impl Value {
    /// What was found, for a message.
    pub fn describe(&self) -> String {
        match self {
            Self::Null => "null".into(),
            Self::Bool(value) => value.to_string(),
            Self::Int(value) => format!("the number {value}"),
            Self::Fraction => "a number that is no plain integer".into(),
            Self::Text(text) => {
                let short: String = text.chars().take(40).collect();
                format!("\"{short}\"")
            }
            Self::List(_) => "a list".into(),
            Self::Map(_) => "an object".into(),
        }
    }

    /// The text, if it is one.
    pub fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Depth(0).deserialize(deserializer)
    }
}

#[derive(Clone, Copy)]
struct Depth(u8);

impl<'de> DeserializeSeed<'de> for Depth {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        if self.0 >= DEEPEST {
            return Err(de::Error::custom("nested too deeply"));
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Depth {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Int(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(i64::try_from(value).map_or(Value::Fraction, Value::Int))
    }

    fn visit_i128<E>(self, _: i128) -> Result<Value, E> {
        Ok(Value::Fraction)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Value, E> {
        Ok(Value::Fraction)
    }

    fn visit_bytes<E>(self, _: &[u8]) -> Result<Value, E> {
        Ok(Value::Fraction)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Value, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_enum<A: de::EnumAccess<'de>>(self, _: A) -> Result<Value, A::Error> {
        Ok(Value::Fraction)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Value, E> {
        Ok(Value::Fraction)
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(Value::Text(text))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(value) = seq.next_element_seed(Self(self.0 + 1))? {
            list.push(value);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut entries = Vec::new();
        // The key is read like any value: std's own visitor would carry serde's messages with it.
        while let Some(key) = map.next_key_seed(self)? {
            let Value::Text(key) = key else {
                return Err(de::Error::custom("a key that is no text"));
            };
            entries.push((key, map.next_value_seed(Self(self.0 + 1))?));
        }
        Ok(Value::Map(entries))
    }
}

/// One thing wrong with the input: where, what was found, what was expected.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Problem {
    /// Where: `facts.tier`, `admissions[0].in_scope`; empty for the whole input.
    pub path: String,
    /// What was found there.
    pub found: String,
    /// What was expected.
    #[serde(flatten)]
    pub expected: Expected,
}

/// What was expected in the place of a problem.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(tag = "expected", rename_all = "snake_case")]
pub enum Expected {
    /// An object with keys.
    Object,
    /// A list.
    List,
    /// Each key once.
    KeyOnce,
    /// One of these keys.
    Key {
        /// The keys that may stand here.
        allowed: Vec<String>,
    },
    /// A fact of the vocabulary.
    Fact {
        /// The nearest name, if one is near.
        nearest: Option<String>,
    },
    /// A fact that belongs here: an admission's own.
    AdmissionFact,
    /// One of these values.
    OneOf {
        /// The values that may stand here.
        allowed: Vec<String>,
    },
    /// true or false.
    Flag,
    /// An integer.
    Integer {
        /// The least.
        min: i64,
        /// The greatest.
        max: i64,
    },
    /// A text.
    Text,
    /// Yuan as a decimal string.
    Money,
    /// A percentage as a decimal string.
    Percent,
    /// A cap: yuan or "none".
    Cap,
    /// A band that begins above the one before.
    Rising,
    /// At least one band.
    SomeBand,
    /// A day of the calendar, `2019-10-08`.
    Date,
    /// At most so many admissions with facts that are not known.
    FewerUnknownAdmissions {
        /// How many there may be.
        most: usize,
    },
    /// A case with fewer facts open at once.
    SmallerCase,
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Object => f.write_str("expected an object in curly brackets, as {\"facts\": {}} is one"),
            Self::List => f.write_str("expected a list, like []"),
            Self::KeyOnce => f.write_str("the key stands here twice; keep one of them"),
            Self::Key { allowed } => write!(f, "no such key here; use one of: {}", allowed.join(", ")),
            Self::Fact { nearest: Some(nearest) } => {
                write!(f, "no such fact; did you mean {nearest}? `mingbai facts` lists them all")
            }
            Self::Fact { nearest: None } => f.write_str("no such fact; `mingbai facts` lists them all"),
            Self::AdmissionFact => f.write_str("this is not a fact of an admission; move it to \"facts\""),
            Self::OneOf { allowed } => {
                write!(f, "expected one of: {}; leave it out or write null if it is not known", allowed.join(", "))
            }
            Self::Flag => f.write_str("expected true or false; leave it out or write null if it is not known"),
            Self::Integer { min, max } => write!(f, "expected an integer from {min} to {max}, without quotes"),
            Self::Text => f.write_str("expected a text in quotes"),
            Self::Money => f.write_str(
                "expected yuan as a text with 0 to 2 decimals, 0 to 9999999999.99, like \"1500.50\"",
            ),
            Self::Percent => {
                f.write_str("expected a percentage as a text with 0 to 2 decimals, 0 to 100, like \"62.5\"")
            }
            Self::Cap => f.write_str("expected yuan as a text, like \"70000.00\", or \"none\" for no cap"),
            Self::Rising => f.write_str("each band must begin above the one before; put them in order"),
            Self::SomeBand => f.write_str("expected at least one band, like {\"from\": \"0\", \"percent\": \"60\"}"),
            Self::Date => f.write_str("expected a day of the calendar, like 2019-11-01"),
            Self::FewerUnknownAdmissions { most } => write!(
                f,
                "at most {most} admissions may lack hospital_level or in_district; fill in the others"
            ),
            Self::SmallerCase => f.write_str("too much is open at once to be exact; fill in some facts"),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.path.is_empty() { "the input" } else { self.path.as_str() };
        write!(f, "{place}: found {}; {}", self.found, self.expected)
    }
}

/// Walks a [`Value`] and gathers the problems.
#[derive(Default)]
pub struct Decoder {
    /// The problems so far.
    pub problems: Vec<Problem>,
}

impl Decoder {
    /// Adds a problem.
    pub fn problem(&mut self, path: &str, found: impl Into<String>, expected: Expected) {
        self.problems.push(Problem { path: path.to_owned(), found: found.into(), expected });
    }

    /// The entries of an object, each key once; keys outside `allowed` are problems and left out.
    /// `allowed` empty: any key. Null is an empty object.
    pub fn object<'v>(
        &mut self,
        path: &str,
        value: &'v Value,
        allowed: &[&str],
    ) -> Vec<(&'v str, &'v Value)> {
        let Value::Map(map) = value else {
            if *value != Value::Null || path.is_empty() {
                self.problem(path, value.describe(), Expected::Object);
            }
            return Vec::new();
        };
        let mut entries: Vec<(&str, &Value)> = Vec::with_capacity(map.len());
        for (key, value) in map {
            if entries.iter().any(|(seen, _)| seen == key) {
                self.problem(&join(path, key), "a second time", Expected::KeyOnce);
            } else if !allowed.is_empty() && !allowed.contains(&key.as_str()) {
                let allowed = allowed.iter().map(|&key| key.to_owned()).collect();
                self.problem(&join(path, key), "an unknown key", Expected::Key { allowed });
            } else {
                entries.push((key, value));
            }
        }
        entries
    }

    /// The items of a list. Null is an empty list.
    pub fn list<'v>(&mut self, path: &str, value: &'v Value) -> &'v [Value] {
        match value {
            Value::List(list) => list,
            Value::Null => &[],
            other => {
                self.problem(path, other.describe(), Expected::List);
                &[]
            }
        }
    }

    /// A text read by `parse`; null is `None`.
    pub fn parsed<T>(
        &mut self,
        path: &str,
        value: &Value,
        expected: Expected,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        if *value == Value::Null {
            return None;
        }
        let parsed = value.text().and_then(parse);
        if parsed.is_none() {
            self.problem(path, value.describe(), expected);
        }
        parsed
    }

    /// The index of a text in `allowed`; null is `None`.
    pub fn one_of(&mut self, path: &str, value: &Value, allowed: &[String]) -> Option<u16> {
        let find = |text: &str| {
            allowed
                .iter()
                .position(|value| value == text)
                .and_then(|index| u16::try_from(index).ok())
        };
        if let Some(index) = value.text().and_then(find) {
            return Some(index);
        }
        if *value != Value::Null {
            self.problem(path, value.describe(), Expected::OneOf { allowed: allowed.to_vec() });
        }
        None
    }
}

/// `path.key`.
pub fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

/// The name in `names` nearest to `wrong`, if it is near enough to be meant.
pub fn nearest<'n>(wrong: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    names
        .map(|name| (distance(wrong, name), name))
        .filter(|&(distance, name)| distance <= 1 + name.chars().count() / 4)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, name)| name)
}

/// Levenshtein's distance.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().take(64).collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (above, from) in one.chars().take(64).enumerate() {
        let mut corner = above;
        let mut left = above + 1;
        let mut next = vec![left];
        for (&to, &up) in other.iter().zip(row.iter().skip(1)) {
            left = (corner + usize::from(from != to)).min(up + 1).min(left + 1);
            corner = up;
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_the_one_meant() {
        let names = ["residence", "registered_poor", "dibao", "tier"];
        assert_eq!(nearest("residance", names.into_iter()), Some("residence"));
        assert_eq!(nearest("teir", names.into_iter()), Some("tier"));
        assert_eq!(nearest("colour", names.into_iter()), None);
        for (one, other, slips) in [
            ("kitten", "sitting", 3),
            ("sunday", "saturday", 3),
            ("abc", "", 3),
            ("", "abc", 3),
            ("abc", "abcd", 1),
            ("abcd", "abc", 1),
            ("abcd", "bcd", 1),
            ("a", "b", 1),
            ("tier", "tier", 0),
        ] {
            assert_eq!(distance(one, other), slips, "{one} {other}");
        }
    }

    #[test]
    fn duplicate_keys_are_kept_and_refused() {
        let value: Value = serde_json::from_str(r#"{"a":1,"a":2,"b":null}"#).unwrap();
        let mut decoder = Decoder::default();
        assert_eq!(decoder.object("", &value, &["a"]).len(), 1);
        let paths: Vec<&str> = decoder.problems.iter().map(|p| p.path.as_str()).collect();
        assert_eq!(paths, ["a", "b"]);
    }

    #[test]
    fn a_tree_too_deep_is_refused() {
        let deep = "[".repeat(100) + &"]".repeat(100);
        assert!(serde_json::from_str::<Value>(&deep).is_err());
    }
}
