//! What a condition means: which facts and readings it tests, and how.

use mingbai_core::policy::vocabulary::Fact;

use super::Op;
use crate::source::Span;

/// The one word that stands for "no other row matches".
pub const OTHERWISE: &str = "otherwise";

/// The names a condition may use.
#[derive(Clone, Debug)]
pub struct Names<'a> {
    /// Shared and own facts, in vocabulary order.
    pub facts: &'a [Fact],
    /// Named conditions, in the order of the file.
    pub conditions: Vec<&'a str>,
    /// Readings, in the order of the file, and whether each can be switched.
    pub readings: Vec<(&'a str, bool)>,
}

/// A test of one variable.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Test {
    /// A flag is true.
    Flag {
        /// Index in [`Names::facts`].
        fact: usize,
    },
    /// A choice has one of these values.
    Choice {
        /// Index in [`Names::facts`].
        fact: usize,
        /// Indices of the values that are meant, rising.
        values: Vec<usize>,
    },
    /// A number compares so.
    Number {
        /// Index in [`Names::facts`].
        fact: usize,
        /// How.
        op: Op,
        /// With what.
        number: i64,
    },
    /// An amount beside a share of a declared figure.
    Share {
        /// Index in [`Names::facts`].
        fact: usize,
        /// How.
        op: Op,
        /// Hundredths of a percent.
        share: i64,
        /// The figure: index in [`Names::facts`].
        figure: usize,
    },
    /// A set holds a value.
    Member {
        /// Index in [`Names::facts`].
        fact: usize,
        /// Index of the value.
        value: usize,
    },
    /// A reading is taken.
    Reading {
        /// Index in [`Names::readings`].
        reading: usize,
    },
}

/// A condition whose names have a meaning. It nests no deeper than the parser allows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Meaning {
    /// A test of one variable.
    Test(Test),
    /// A named condition: index in [`Names::conditions`].
    Condition(usize),
    /// Not.
    Not(Box<Meaning>),
    /// All of them.
    All(Vec<Meaning>),
    /// At least one of them.
    Any(Vec<Meaning>),
}

impl Meaning {
    /// Visits every test of a variable in it, named conditions left out.
    pub fn tests<'a>(&'a self, visit: &mut impl FnMut(&'a Test)) {
        match self {
            Self::Test(test) => visit(test),
            Self::Condition(_) => {}
            Self::Not(inner) => inner.tests(visit),
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.tests(visit)),
        }
    }

    /// Visits every named condition in it.
    pub fn conditions(&self, visit: &mut impl FnMut(usize)) {
        match self {
            Self::Test(_) => {}
            Self::Condition(condition) => visit(*condition),
            Self::Not(inner) => inner.conditions(visit),
            Self::All(parts) | Self::Any(parts) => {
                for part in parts {
                    part.conditions(visit);
                }
            }
        }
    }
}

/// Where the bytes of a condition's text are in its file.
#[derive(Clone, Debug)]
pub struct Place {
    /// The whole string, quotes included.
    pub whole: Span,
    /// The first byte of the text, where it stands in the file as it is (no escapes).
    pub first: Option<usize>,
}

impl Place {
    /// The place in the file of bytes `span` of the text.
    pub fn of(&self, span: &Span) -> Span {
        self.first.map_or_else(|| self.whole.clone(), |first| first + span.start..first + span.end)
    }
}
