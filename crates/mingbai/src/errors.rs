//! Errors: everything wrong with an input at once.

use std::convert::Infallible;
use std::error::Error;
use std::fmt;

#[cfg(feature = "compiler")]
use mingbai_compiler::Finding;
use mingbai_core::case::problems::Problem;

/// Everything wrong with a case or a day: at least one problem, or why a text is no JSON.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problems {
    problems: Vec<Problem>,
    not_json: Option<String>,
}

impl Problems {
    pub(crate) fn not_json(error: &serde_json::Error) -> Self {
        Self { problems: Vec::new(), not_json: Some(error.to_string()) }
    }

    /// The problems, in the order of the input; none where the input is no JSON.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.problems.iter()
    }
}

impl<'p> IntoIterator for &'p Problems {
    type Item = &'p Problem;
    type IntoIter = std::slice::Iter<'p, Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl From<Vec<Problem>> for Problems {
    fn from(problems: Vec<Problem>) -> Self {
        Self { problems, not_json: None }
    }
}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        vec![problem].into()
    }
}

impl From<Infallible> for Problems {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.not_json {
            Some(error) => write!(f, "the input is not JSON as a case is: {error}"),
            None => lines(f, &self.problems),
        }
    }
}

impl Error for Problems {}

/// Everything wrong with a facts.toml or a policy.toml, or both; at least one finding.
#[cfg(feature = "compiler")]
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Findings(pub(crate) Vec<Finding>);

#[cfg(feature = "compiler")]
impl Findings {
    /// The findings, in the order of the file.
    pub fn iter(&self) -> std::slice::Iter<'_, Finding> {
        self.0.iter()
    }
}

#[cfg(feature = "compiler")]
impl<'f> IntoIterator for &'f Findings {
    type Item = &'f Finding;
    type IntoIter = std::slice::Iter<'f, Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(feature = "compiler")]
impl fmt::Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        lines(f, &self.0)
    }
}

#[cfg(feature = "compiler")]
impl Error for Findings {}

/// No policy of this id comes with Mingbai.
#[cfg(feature = "built-in")]
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NoSuchPolicy(pub String);

#[cfg(feature = "built-in")]
impl fmt::Display for NoSuchPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no built-in policy {:?}; there are:", self.0)?;
        crate::built_in_ids().try_for_each(|id| write!(f, " {id}"))
    }
}

#[cfg(feature = "built-in")]
impl Error for NoSuchPolicy {}

/// Mingbai knows no place of this id.
#[cfg(feature = "built-in")]
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NoSuchPlace(pub String);

#[cfg(feature = "built-in")]
impl fmt::Display for NoSuchPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no place {:?}; there are:", self.0)?;
        crate::place_ids().try_for_each(|id| write!(f, " {id}"))
    }
}

#[cfg(feature = "built-in")]
impl Error for NoSuchPlace {}

fn lines(f: &mut fmt::Formatter<'_>, all: &[impl fmt::Display]) -> fmt::Result {
    for (index, one) in all.iter().enumerate() {
        write!(f, "{}{one}", if index > 0 { "\n" } else { "" })?;
    }
    Ok(())
}
