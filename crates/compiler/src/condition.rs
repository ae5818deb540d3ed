//! Conditions: the small subset of CEL in which a policy says who is meant.
//!
//! ```text
//! condition = any
//! any       = all ("||" all)*
//! all       = test ("&&" test)*
//! test      = "!" test | "(" any ")" | name
//!           | operand ("==" | "!=" | "<" | "<=" | ">" | ">=") operand
//!           | operand "in" ( "[" operand ("," operand)* "]" | name )
//! operand   = name | number
//! ```
//!
//! [`lexer`] cuts the text into tokens, [`parse`] makes an [`Expr`] of them, `Display` writes one
//! back with the fewest parentheses, [`resolve`] gives its names their [`meaning`].

pub mod lexer;
pub mod meaning;
mod parser;
pub mod resolve;

use std::fmt;

use crate::source::{At, Span};

pub use parser::parse;

/// How deep parentheses and `!` may nest. Nothing a person writes comes near it, and nothing deeper
/// than this is ever walked.
pub const DEEPEST: usize = 64;

/// A condition as it is written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Expr {
    /// A flag, a reading or a named condition.
    Name(At<String>),
    /// `!`
    Not(Box<Expr>),
    /// `&&` between two or more.
    All(Vec<Expr>),
    /// `||` between two or more.
    Any(Vec<Expr>),
    /// A comparison.
    Compare {
        /// The left operand.
        left: At<Operand>,
        /// How they are compared.
        op: Op,
        /// The right operand.
        right: At<Operand>,
    },
    /// `tier in [tier_1, tier_2]`
    OneOf {
        /// The fact.
        fact: At<Operand>,
        /// The values.
        values: Vec<At<Operand>>,
    },
    /// `tuberculosis in diseases`
    Member {
        /// The value.
        value: At<Operand>,
        /// The set.
        set: At<String>,
    },
}

/// One side of a comparison.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Operand {
    /// A fact, or a value whose type the other side says.
    Name(String),
    /// A whole number.
    Number(i64),
    /// A share of a declared figure: hundredths of a percent, and the fact it is.
    Share(i64, String),
}

/// How a comparison compares.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Op {
    /// `==`
    Equal,
    /// `!=`
    Unequal,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
}

impl Op {
    /// As it is written.
    pub const fn written(self) -> &'static str {
        match self {
            Self::Equal => "==",
            Self::Unequal => "!=",
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::More => ">",
            Self::AtLeast => ">=",
        }
    }

    /// The operator with its sides exchanged: `60 <= age` is `age >= 60`.
    #[must_use]
    pub const fn turned(self) -> Self {
        match self {
            Self::Less => Self::More,
            Self::AtMost => Self::AtLeast,
            Self::More => Self::Less,
            Self::AtLeast => Self::AtMost,
            same => same,
        }
    }

    /// Whether `left op right`.
    pub const fn holds(self, left: i64, right: i64) -> bool {
        match self {
            Self::Equal => left == right,
            Self::Unequal => left != right,
            Self::Less => left < right,
            Self::AtMost => left <= right,
            Self::More => left > right,
            Self::AtLeast => left >= right,
        }
    }
}

/// Why a condition could not be read, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SyntaxError {
    /// Where in the condition's own text.
    pub span: Span,
    /// What is wrong and what to write.
    pub message: crate::finding::Text,
}

impl Expr {
    /// Every name in it that may be a condition or a reading: those that stand alone.
    pub fn names<'a>(&'a self, visit: &mut impl FnMut(&'a str)) {
        match self {
            Self::Name(name) => visit(&name.value),
            Self::Not(inner) => inner.names(visit),
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.names(visit)),
            Self::Compare { left, right, .. } => {
                for side in [left, right] {
                    if let Operand::Name(name) = &side.value {
                        visit(name);
                    }
                }
            }
            Self::OneOf { fact, .. } => {
                if let Operand::Name(name) = &fact.value {
                    visit(name);
                }
            }
            Self::Member { set, .. } => visit(&set.value),
        }
    }

    /// How tightly it binds: a part that binds less tightly than its whole is put in parentheses.
    const fn binding(&self) -> u8 {
        match self {
            Self::Any(_) => 1,
            Self::All(_) => 2,
            Self::Compare { .. } | Self::OneOf { .. } | Self::Member { .. } => 3,
            Self::Not(_) | Self::Name(_) => 4,
        }
    }

    fn write_part(&self, f: &mut fmt::Formatter<'_>, whole: u8) -> fmt::Result {
        if self.binding() <= whole { write!(f, "({self})") } else { write!(f, "{self}") }
    }
}

/// Hundredths of a percent as a percentage.
pub fn percent(hundredths: i64) -> String {
    let written = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    written.trim_end_matches('0').trim_end_matches('.').to_owned()
}

impl fmt::Display for Operand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => f.write_str(name),
            Self::Number(number) => write!(f, "{number}"),
            Self::Share(share, of) => write!(f, "{}% of {of}", percent(*share)),
        }
    }
}

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let chain = |f: &mut fmt::Formatter<'_>, parts: &[Self], joint| {
            parts.iter().enumerate().try_for_each(|(index, part)| {
                if index > 0 {
                    f.write_str(joint)?;
                }
                part.write_part(f, self.binding())
            })
        };
        match self {
            Self::Name(name) => f.write_str(&name.value),
            Self::Not(inner) => {
                f.write_str("!")?;
                inner.write_part(f, 3)
            }
            Self::All(parts) => chain(f, parts, " && "),
            Self::Any(parts) => chain(f, parts, " || "),
            Self::Compare { left, op, right } => {
                write!(f, "{} {} {}", left.value, op.written(), right.value)
            }
            Self::OneOf { fact, values } => {
                let values: Vec<String> =
                    values.iter().map(|value| value.value.to_string()).collect();
                write!(f, "{} in [{}]", fact.value, values.join(", "))
            }
            Self::Member { value, set } => write!(f, "{} in {}", value.value, set.value),
        }
    }
}

#[cfg(test)]
mod tests;
