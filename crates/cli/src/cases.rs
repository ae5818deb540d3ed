//! Reading cases from JSON, and finding the line of each problem.

use jsonc_parser::ast;
use jsonc_parser::{CollectOptions, CommentCollectionStrategy, ParseOptions, parse_to_ast};
use mingbai_core::input::{Problem, Value};
use serde::Serialize;

use crate::arguments::Lang;
use crate::messages::{Message, problem_words};

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

impl CaseError {
    /// A line a problem, `file:line: message`.
    pub fn lines(&self, lang: Lang) -> String {
        let file = self.file.as_deref().unwrap_or(lang.pick("标准输入", "standard input"));
        let line =
            |problem: &PlacedProblem| format!("{file}:{}: {}", problem.line, problem.message);
        self.problems.iter().map(line).collect::<Vec<_>>().join("\n")
    }

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
pub fn parse(bytes: &[u8], lang: Lang) -> Result<Value, CaseError> {
    // Spreadsheets and editors on Windows put a byte order mark before the text.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    serde_json::from_slice(bytes).map_err(|error| {
        let message = Message::NotJson(error.to_string()).text(lang);
        CaseError::new(vec![PlacedProblem {
            line: error.line().max(1),
            field: String::new(),
            message,
        }])
    })
}

/// Puts a line to each problem.
pub fn place(bytes: &[u8], problems: &[Problem], lang: Lang) -> CaseError {
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
                message: problem_words(problem, lang),
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
            Lang::Zh,
        );
        assert!(placed.message.contains("应当是加引号的元数"), "{}", placed.message);
        let lines: Vec<usize> = placed.problems.iter().map(|problem| problem.line).collect();
        assert_eq!(lines, [3, 7, 2, 1]);
    }
}
