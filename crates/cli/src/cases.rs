//! Reading cases from JSON, and finding the line of each problem.

use std::fmt;

use jsonc_parser::ast;
use jsonc_parser::{CollectOptions, CommentCollectionStrategy, ParseOptions, parse_to_ast};
use mingbai_core::input::{Problem, Value};
use serde::Serialize;

/// Why a case has no answer.
#[derive(Serialize, Debug)]
pub struct CaseError {
    /// The file, if the case came from one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The first problem in one sentence.
    pub message: String,
    /// Every problem.
    pub problems: Vec<PlacedProblem>,
}

/// A problem and its line.
#[derive(Serialize, Debug)]
pub struct PlacedProblem {
    /// From 1, in the text of the case.
    pub line: usize,
    /// Where in the case: `facts.tier`; empty for the whole.
    pub field: String,
    /// What was found, what was expected, what to do.
    pub message: String,
}

impl fmt::Display for CaseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = self.file.as_deref().unwrap_or("standard input");
        for (index, problem) in self.problems.iter().enumerate() {
            let gap = if index == 0 { "" } else { "\n" };
            write!(f, "{gap}{file}:{}: {}", problem.line, problem.message)?;
        }
        Ok(())
    }
}

impl CaseError {
    fn new(problems: Vec<PlacedProblem>) -> Self {
        let message = problems.first().map(|problem| problem.message.clone()).unwrap_or_default();
        Self { file: None, message, problems }
    }

    /// The error with the name of the file it is in.
    pub fn in_file(mut self, file: Option<&str>) -> Self {
        self.file = file.map(str::to_owned);
        self
    }
}

/// Reads a case.
///
/// # Errors
/// Where the text is not JSON.
pub fn parse(bytes: &[u8]) -> Result<Value, CaseError> {
    // Spreadsheets and editors on Windows put a byte order mark before the text.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    serde_json::from_slice(bytes).map_err(|error| {
        let message =
            format!("this is not JSON: {error}; expected an object, like {{\"facts\": {{}}}}");
        CaseError::new(vec![PlacedProblem {
            line: error.line().max(1),
            field: String::new(),
            message,
        }])
    })
}

/// Puts a line to each problem.
pub fn place(bytes: &[u8], problems: &[Problem]) -> CaseError {
    let text = String::from_utf8_lossy(bytes);
    let options = CollectOptions { comments: CommentCollectionStrategy::Off, tokens: false };
    let tree =
        parse_to_ast(&text, &options, &ParseOptions::default()).ok().and_then(|tree| tree.value);
    let line_of = |path: &str| {
        let offset = tree.as_ref().map_or(0, |tree| offset(tree, path));
        1 + text.get(..offset).map_or(0, |before| before.matches('\n').count())
    };
    CaseError::new(
        problems
            .iter()
            .map(|problem| PlacedProblem {
                line: line_of(&problem.path),
                field: problem.path.clone(),
                message: problem.to_string(),
            })
            .collect(),
    )
}

/// Where in the text the value at `path` begins: as far down as the path leads.
fn offset(tree: &ast::Value<'_>, path: &str) -> usize {
    use jsonc_parser::common::Ranged;

    let mut at = tree;
    let mut found = at.range().start;
    for step in path.split(['.', '[']).filter(|step| !step.is_empty()) {
        let below = match (at, step.strip_suffix(']')) {
            (ast::Value::Array(array), Some(index)) => {
                index.parse::<usize>().ok().and_then(|index| array.elements.get(index))
            }
            (ast::Value::Object(object), _) => {
                // The last of several: where a key stands twice, the second is the problem.
                object.properties.iter().rev().find(|property| property.name.as_str() == step).map(
                    |property| {
                        found = property.range().start;
                        &property.value
                    },
                )
            }
            _ => None,
        };
        let Some(below) = below else { break };
        if matches!(at, ast::Value::Array(_)) {
            found = below.range().start;
        }
        at = below;
    }
    found
}

#[cfg(test)]
mod tests {
    use mingbai_core::input::Expected;

    use super::*;

    #[test]
    fn a_problem_is_found_on_its_line() {
        let text = b"{\n  \"facts\": {\n    \"tier\": 3\n  },\n  \"admissions\": [\n    {},\n    {\"in_scope\": 5}\n  ]\n}";
        let problem = |path: &str| Problem {
            path: path.into(),
            found: "x".into(),
            expected: Expected::Money,
        };
        let placed = place(
            text,
            &[
                problem("facts.tier"),
                problem("admissions[1].in_scope"),
                problem("facts.gone"),
                problem(""),
            ],
        );
        let lines: Vec<usize> = placed.problems.iter().map(|problem| problem.line).collect();
        assert_eq!(lines, [3, 7, 2, 1]);
    }
}
