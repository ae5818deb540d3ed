//! What is wrong with an input: where, what was found, what was expected.

use std::fmt;

use serde::Serialize;

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
        /// The facts of an admission that have to be known.
        facts: Vec<String>,
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
            Self::FewerUnknownAdmissions { most, facts } => write!(
                f,
                "at most {most} admissions may lack {}; fill in the others",
                facts.join(" or ")
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
}
