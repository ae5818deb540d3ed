//! `mingbai lint`: `file:line: rule: message` for everything to put right.

use std::fs;
use std::io::{Write, stdout};

use mingbai_compiler::{Finding, check_against_source, compile_policy};

use crate::arguments::{Lang, LintOptions};
use crate::failure::{Failure, Outcome};
use crate::library;

/// Checks each file; with a source, against the text of the document.
///
/// # Errors
/// Wrong use where a file cannot be read.
pub fn run(options: &LintOptions, lang: Lang) -> Result<Outcome, Failure> {
    let vocabulary = library::compiled_vocabulary()?;
    let source = match &options.source {
        None => None,
        Some(path) => Some((
            path.display().to_string(),
            fs::read_to_string(path).map_err(Failure::file(path))?,
        )),
    };
    let mut out = stdout().lock();
    let mut outcome = Outcome::Done;
    for path in &options.files {
        let name = path.display().to_string();
        let text = fs::read_to_string(path).map_err(Failure::file(path))?;
        let findings = match (compile_policy(&vocabulary, &name, &text), &source) {
            (Err(findings), _) => findings,
            (Ok(policy), Some((source, text))) => check_against_source(&policy, source, text),
            (Ok(_), None) => Vec::new(),
        };
        for finding in &findings {
            outcome = Outcome::DataErrors;
            let Finding { file, line, rule, message, .. } = finding;
            writeln!(out, "{file}:{line}: {rule}: {}", lang.pick(&message.zh, &message.en))?;
        }
    }
    Ok(outcome)
}
