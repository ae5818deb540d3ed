//! `mingbai lint`: `file:line: rule: message` for everything to put right.

use std::fs;
use std::io::{Write, stdout};
use std::path::Path;

use mingbai_compiler::{
    CompiledPolicy, Finding, check_against_sources, check_figures_against_sources, compile_policy,
    compile_vocabulary, read_cases, read_figures,
};
use mingbai_core::case::Reader;
use mingbai_core::case::figures::Shape;
use mingbai_core::kernel::lang::Lang;

use crate::arguments::LintOptions;
use crate::failure::{Ended, Failure};
use crate::library;
use crate::underline::Underline;

/// What a file is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum What {
    Policy,
    Facts,
    Cases,
    Figures,
}

/// Checks each file; policies with a source also against the text of the document.
///
/// # Errors
/// Wrong use where a file cannot be read.
pub fn run(options: &LintOptions, underlined: bool, lang: Lang) -> Result<Ended, Failure> {
    let vocabulary = library::compiled_vocabulary()?;
    let mut tables = Vec::new();
    for path in &options.source {
        tables.extend(library::clause_tables(path)?);
    }
    let sources = (!options.source.is_empty()).then_some(tables.as_slice());
    let mut out = stdout().lock();
    let underline = Underline::on(&out, underlined);
    let mut outcome = Ended::Done;
    let mut files = Vec::new();
    for path in &options.files {
        let text = fs::read_to_string(path).map_err(Failure::file(path))?;
        let name = path.display().to_string();
        let read = match what(path, &text) {
            What::Policy => {
                Checked::Policy(compile_policy(&vocabulary, &name, &text).map(Box::new))
            }
            What::Figures => Checked::Figures,
            What::Facts => {
                Checked::Other(compile_vocabulary(&name, &text).err().unwrap_or_default())
            }
            What::Cases => Checked::Other(read_cases(&name, &text).err().unwrap_or_default()),
        };
        files.push((name, text, read));
    }
    let policies: Vec<&CompiledPolicy> = files
        .iter()
        .filter_map(|(_, _, read)| match read {
            Checked::Policy(Ok(own)) => Some(&**own),
            _ => None,
        })
        .collect();
    // A figures file may give figures of the policies it is checked with.
    let vocabulary = &vocabulary.vocabulary;
    let mut shapes = vec![Shape::of_vocabulary(vocabulary)];
    shapes.extend(
        policies
            .iter()
            .map(|own| Reader { vocabulary, policy: &own.policy, figures: None }.shape()),
    );
    for (name, text, read) in &files {
        let findings = match (read, sources) {
            (Checked::Policy(Ok(own)), Some(tables)) => check_against_sources(own, tables),
            (Checked::Policy(Ok(_)), None) => Vec::new(),
            (Checked::Policy(Err(findings)) | Checked::Other(findings), _) => findings.clone(),
            (Checked::Figures, _) => match (read_figures(name, text, &shapes), sources) {
                (Err(findings), _) => findings,
                (Ok(_), None) => Vec::new(),
                (Ok(_), Some(tables)) => {
                    check_figures_against_sources((name, text), &shapes, &policies, tables)
                }
            },
        };
        for finding in &findings {
            outcome = Ended::DataErrors;
            writeln!(out, "{}", underline.finding(finding, lang))?;
        }
    }
    Ok(outcome)
}

/// A file that has been read by itself.
enum Checked {
    Policy(Result<Box<CompiledPolicy>, Vec<Finding>>),
    Figures,
    Other(Vec<Finding>),
}

/// What the file is: by its name where that says it, else by the tables in it.
fn what(path: &Path, text: &str) -> What {
    let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase());
    let name = name.as_deref().unwrap_or_default();
    for (part, what) in [
        ("cases", What::Cases),
        ("figures", What::Figures),
        ("facts", What::Facts),
        ("policy", What::Policy),
    ] {
        if name.contains(part) {
            return what;
        }
    }
    let head = |head: &str| text.lines().any(|line| line.trim_start().starts_with(head));
    if head("[policy]") || head("[provision.") {
        What::Policy
    } else if head("[[case]]") {
        What::Cases
    } else if ["[contribution", "[basic", "[major_illness", "[assistance", "[office"]
        .into_iter()
        .any(head)
    {
        What::Figures
    } else if head("[fact.") {
        What::Facts
    } else {
        What::Policy
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_its_name_or_by_what_is_in_it() {
        let what = |name: &str, text: &str| super::what(Path::new(name), text);
        assert_eq!(what("a/cases.toml", ""), What::Cases);
        assert_eq!(what("a/example-figures.toml", ""), What::Figures);
        assert_eq!(what("county.toml", "[contribution]\n"), What::Figures);
        assert_eq!(what("county.toml", "  [[case]]\n"), What::Cases);
        assert_eq!(what("county.toml", "[fact.x]\n[policy]\n"), What::Policy);
        assert_eq!(what("county.toml", "[fact.x]\n"), What::Facts);
        assert_eq!(what("county.toml", ""), What::Policy);
    }
}
