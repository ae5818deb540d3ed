//! Walks a tree of values and collects every problem with its path.

use super::problems::{Expected, Found, Problem};
use super::values::Value;

/// Walks a [`Value`] and collects the problems.
#[derive(Default)]
pub struct Decoder {
    /// The problems so far.
    pub problems: Vec<Problem>,
}

impl Decoder {
    /// Adds a problem.
    pub fn problem(&mut self, path: &str, found: impl Into<Found>, expected: Expected) {
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
                self.problem(path, value, Expected::Object);
            }
            return Vec::new();
        };
        let mut entries: Vec<(&str, &Value)> = Vec::with_capacity(map.len());
        for (key, value) in map {
            if entries.iter().any(|(seen, _)| seen == key) {
                self.problem(&join(path, key), Found::Again, Expected::KeyOnce);
            } else if !allowed.is_empty() && !allowed.contains(&key.as_str()) {
                let allowed = allowed.iter().map(|&key| key.to_owned()).collect();
                self.problem(&join(path, key), Found::UnknownKey, Expected::Key { allowed });
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
                self.problem(path, other, Expected::List);
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
            self.problem(path, value, expected);
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
            self.problem(path, value, Expected::OneOf { allowed: allowed.to_vec() });
        }
        None
    }
}

/// `path.key`.
pub fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn duplicate_keys_are_kept_and_refused() {
        let value: Value = serde_json::from_str(r#"{"a":1,"a":2,"b":null}"#).unwrap();
        let mut decoder = Decoder::default();
        assert_eq!(decoder.object("", &value, &["a"]).len(), 1);
        let paths: Vec<&str> = decoder.problems.iter().map(|p| p.path.as_str()).collect();
        assert_eq!(paths, ["a", "b"]);
    }
}
