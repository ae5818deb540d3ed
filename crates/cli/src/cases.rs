//! Reading cases from JSON, and finding the place of each problem.

use std::ops::Range;

use jsonc_parser::ast;
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, CommentCollectionStrategy, ParseOptions, parse_to_ast};
use mingbai_core::case::problems::{Expected, Found, Problem};
use mingbai_core::case::values::Value;
use mingbai_core::kernel::lang::Lang;
use serde::Serialize;

use crate::messages::Message;
use crate::underline::Underline;

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

/// A problem and its place.
#[derive(Serialize, Debug)]
pub struct PlacedProblem {
    /// From 1, in the text of the case.
    pub line: usize,
    /// Where in the case: `facts.tier`; empty for the whole.
    pub field: String,
    /// What was found, what was expected, what to do.
    pub message: String,
    /// The bytes of the text that are meant.
    #[serde(skip)]
    span: Range<usize>,
}

impl CaseError {
    /// A line a problem, `file:line: message`, and the place in the text of the case.
    pub fn lines(&self, bytes: &[u8], underline: Underline, lang: Lang) -> String {
        let text = String::from_utf8_lossy(bytes);
        let file = self.file.as_deref().unwrap_or(lang.pick("标准输入", "standard input"));
        let line = |problem: &PlacedProblem| {
            let said = format!("{file}:{}: {}", problem.line, problem.message);
            underline.place(&said, file, &text, &problem.span, lang)
        };
        self.problems.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    fn new(problems: Vec<PlacedProblem>) -> Self {
        let message = problems.first().map(|problem| problem.message.clone()).unwrap_or_default();
        Self { file: None, message, problems }
    }

    /// The error of a case that is one line of a file.
    pub fn on_line(mut self, line: usize) -> Self {
        for problem in &mut self.problems {
            problem.line = line;
        }
        self
    }

    /// The error with the name of the file it is in.
    pub fn in_file(mut self, file: Option<&str>) -> Self {
        self.file = file.map(str::to_owned);
        self
    }
}

/// Spreadsheets and editors on Windows put a byte order mark before the text.
fn unmarked(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

/// Reads a case.
///
/// # Errors
/// Where the text is not JSON.
pub fn parse(bytes: &[u8], lang: Lang) -> Result<Value, CaseError> {
    let text = unmarked(bytes);
    serde_json::from_slice(text).map_err(|error| {
        let line = error.line().max(1);
        // serde_json counts bytes from the line's start, and the last it read.
        let before = text.split_inclusive(|byte| *byte == b'\n').take(line - 1);
        let start: usize = before.map(<[u8]>::len).sum();
        let at = start + error.column().saturating_sub(1);
        let message = if error.is_data() {
            // The only text that is JSON and no value.
            let (found, expected) = (Found::TooDeep, Expected::Object);
            Problem { path: String::new(), found, expected }.words(lang)
        } else {
            let before = String::from_utf8_lossy(text.get(start..at).unwrap_or_default());
            let column = 1 + before.chars().count();
            Message::NotJson { column, unfinished: error.is_eof() }.text(lang)
        };
        let at = bytes.len() - text.len() + at;
        CaseError::new(vec![PlacedProblem {
            line,
            field: String::new(),
            message,
            span: at..at + 1,
        }])
    })
}

/// Puts a place to each problem.
pub fn place(bytes: &[u8], problems: &[Problem], lang: Lang) -> CaseError {
    let text = String::from_utf8_lossy(bytes);
    let options = CollectOptions { comments: CommentCollectionStrategy::Off, tokens: false };
    let tree =
        parse_to_ast(&text, &options, &ParseOptions::default()).ok().and_then(|tree| tree.value);
    let placed = |problem: &Problem| {
        let span = tree.as_ref().map_or(0..0, |tree| span(tree, &problem.path));
        PlacedProblem {
            line: 1 + text.get(..span.start).map_or(0, |before| before.matches('\n').count()),
            field: problem.path.clone(),
            message: problem.words(lang),
            span,
        }
    };
    CaseError::new(problems.iter().map(placed).collect())
}

/// Where in the text the value at `path` is, with its key: as far down as the path leads. The whole
/// of a case is nowhere in particular.
fn span(tree: &ast::Value<'_>, path: &str) -> Range<usize> {
    let mut at = tree;
    let mut found = at.range().start..at.range().start;
    for step in path.split(['.', '[']).filter(|step| !step.is_empty()) {
        let range;
        (range, at) = match (at, step.strip_suffix(']')) {
            (ast::Value::Array(array), Some(index)) => {
                let index = index.parse::<usize>().ok();
                let Some(value) = index.and_then(|index| array.elements.get(index)) else { break };
                (value.range(), value)
            }
            (ast::Value::Object(object), _) => {
                // The last of several: where a key stands twice, the second is the problem.
                let named = |property: &&ast::ObjectProp<'_>| property.name.as_str() == step;
                let Some(property) = object.properties.iter().rev().find(named) else { break };
                (property.range(), &property.value)
            }
            _ => break,
        };
        found = range.start..range.end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_is_found_on_its_line() {
        let text = b"{\n  \"facts\": {\n    \"tier\": 3\n  },\n  \"admissions\": [\n    {},\n    {\"in_scope\": 5}\n  ]\n}";
        let problem = |path: &str| Problem {
            path: path.into(),
            found: Found::Nothing,
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
        let meant = |problem: &PlacedProblem| {
            std::str::from_utf8(&text[problem.span.clone()]).unwrap_or_default().to_owned()
        };
        let meant: Vec<String> = placed.problems.iter().map(meant).collect();
        assert_eq!(meant[..2], ["\"tier\": 3", "\"in_scope\": 5"]);
        assert!(meant[2].starts_with("\"facts\": {") && meant[3].is_empty(), "{meant:?}");
    }

    #[test]
    fn where_json_ends_to_be_json_is_found() {
        for (text, line, at) in
            [("{\n  \"facts\": {\"tier\" 3}\n}", 2, "3"), ("\u{feff}{\n\"字\": tru,\n}", 2, ",")]
        {
            let error = parse(text.as_bytes(), Lang::Zh).err();
            let problem = error.and_then(|mut error| error.problems.pop());
            let found = problem.map(|own| (own.line, text.get(own.span).map(str::to_owned)));
            assert_eq!(found, Some((line, Some(at.to_owned()))));
        }
        let cut = parse(b"{\"facts\": {", Lang::Zh).err();
        assert!(cut.is_some_and(|error| error.message.contains("断了")));
    }
}
