//! A place in a TOML file by its keys: `provision.premium-aid.rows[2].when`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A step towards a place.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Step {
    /// A key of a table.
    Key(String),
    /// An entry of a list, from 0.
    Index(usize),
}

/// A place in a file; the empty one is the whole file. As text, keys are joined by points, a key of other than
/// letters, digits, `_` and `-` stands in quotation marks, and an entry of a list is `[N]`, from 0.
///
/// ```
/// use mingbai_studio::place::Place;
/// let place: Place = r#"source."救助".clauses"#.parse().unwrap();
/// assert_eq!(place.steps().len(), 3);
/// assert_eq!(place.to_string(), r#"source."救助".clauses"#);
/// assert_eq!(Place::default().key("rows").index(2).key("when").to_string(), "rows[2].when");
/// ```
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(type = "string"))]
pub struct Place(Vec<Step>);

impl Place {
    /// The steps, from the outermost.
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    /// The place of a key in the table here.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        self.with(Step::Key(key.to_owned()))
    }

    /// The place of an entry of the list here.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.with(Step::Index(index))
    }

    fn with(&self, step: Step) -> Self {
        let steps = self.0.iter().cloned().chain([step]);
        Self(steps.collect())
    }

    /// The place this one is in, and the last step to it.
    pub fn split(&self) -> Option<(Self, &Step)> {
        let (last, rest) = self.0.split_last()?;
        Some((Self(rest.to_vec()), last))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (nth, step) in self.0.iter().enumerate() {
            match step {
                Step::Index(index) => write!(f, "[{index}]")?,
                Step::Key(key) => {
                    let point = if nth == 0 { "" } else { "." };
                    let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
                    if !key.is_empty() && key.chars().all(bare) {
                        write!(f, "{point}{key}")?;
                    } else {
                        write!(f, "{point}\"{}\"", key.replace('\\', "\\\\").replace('"', "\\\""))?;
                    }
                }
            }
        }
        Ok(())
    }
}

impl FromStr for Place {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut steps = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            let (step, after) =
                step(rest).ok_or_else(|| format!("`{text}` is no place: `{rest}`"))?;
            steps.push(step);
            rest = match after.strip_prefix('.') {
                Some("") => return Err(format!("`{text}` is no place: it ends with a point")),
                Some(after) => after,
                None if after.is_empty() || after.starts_with('[') => after,
                None => return Err(format!("`{text}` is no place: `{after}`")),
            };
        }
        Ok(Self(steps))
    }
}

/// The first step of `text`, and what follows it.
fn step(text: &str) -> Option<(Step, &str)> {
    if let Some(rest) = text.strip_prefix('[') {
        let (index, after) = rest.split_once(']')?;
        return Some((Step::Index(index.parse().ok()?), after));
    }
    if let Some(rest) = text.strip_prefix('"') {
        let mut key = String::new();
        let mut characters = rest.char_indices();
        while let Some((at, character)) = characters.next() {
            match character {
                '"' => return Some((Step::Key(key), rest.get(at + 1..)?)),
                '\\' => key.push(characters.next()?.1),
                other => key.push(other),
            }
        }
        return None;
    }
    let end = text.find(['.', '[']).unwrap_or(text.len());
    let (key, after) = text.split_at_checked(end)?;
    (!key.is_empty() && !key.contains('"')).then(|| (Step::Key(key.to_owned()), after))
}

impl From<Place> for String {
    fn from(place: Place) -> Self {
        place.to_string()
    }
}

impl TryFrom<String> for Place {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_written_and_read_whatever_its_keys_are() {
        let place = |key: &str| Place::default().key("figures").key(key).index(0).key("zh");
        for (key, written) in [
            ("a-1_b", "a-1_b"),
            ("", "\"\""),
            ("50%", "\"50%\""),
            ("说\"好\"", "\"说\\\"好\\\"\""),
            ("a\\b.c[0]", "\"a\\\\b.c[0]\""),
        ] {
            let text = format!("figures.{written}[0].zh");
            assert_eq!(place(key).to_string(), text);
            assert_eq!(text.parse(), Ok(place(key)));
            assert_eq!(String::from(place(key)), text);
            assert_eq!(Place::try_from(text), Ok(place(key)));
        }
        assert!(Place::try_from("a.".to_owned()).is_err());
    }

    #[test]
    fn what_is_no_place_is_refused() {
        for text in [".", "a.", "a..b", "a[x]", "a[1", "\"a", "a[1]b", "a\"b\""] {
            assert!(text.parse::<Place>().is_err(), "{text}");
        }
        assert_eq!("".parse(), Ok(Place::default()));
        assert_eq!("case[3].facts".parse(), Ok(Place::default().key("case").index(3).key("facts")));
    }
}
