//! A policy with its figures, cases and clauses, checked: what is to be put right and at which cell, which cases
//! hold, what has become of each clause.
//!
//! ```
//! use mingbai_studio::check::{Texts, check};
//!
//! let facts = "[fact.dibao]\nscope = \"person\"\nkind = \"flag\"\nlabel = { zh = \"低保\", en = \"Dibao\" }\nquestion = { zh = \"您吃低保吗？\", en = \"Do you receive dibao?\" }\n";
//! let shared = mingbai_compiler::compile_vocabulary("facts.toml", facts).unwrap();
//! let policy = r#"
//! [policy]
//! id = "x"
//! instrument = "x"
//! issued = 2025-01-01
//! in_force = { from = 2025-01-01 }
//! place = { zh = "某区", en = "A district" }
//! title = { zh = "救助", en = "Aid" }
//! [provision.aid]
//! kind = "service"
//! at = "一"
//! title = { zh = "救助", en = "Aid" }
//! what = { zh = "给低保对象的。", en = "For people on dibao." }
//! rows = [{ id = "poor", when = 'dibao', gives = "service" }]
//! "#;
//! let checked = check(&shared, &Texts { policy: ("policy.toml", policy), ..Texts::default() });
//! let gap = &checked.findings[0];
//! assert_eq!((gap.rule.as_str(), gap.provision.as_deref()), ("gap", Some("aid")));
//! assert_eq!(gap.example.as_ref().unwrap()["facts"]["dibao"], false);
//! ```

use mingbai_compiler::file::figures::FiguresFile;
use mingbai_compiler::finding::Text;
use mingbai_compiler::trial::{Difference, input, try_case};
use mingbai_compiler::{
    Case, CompiledPolicy, CompiledVocabulary, Finding, check_against_sources,
    check_figures_against_sources, compile_policy, read_cases, read_figures,
};
use mingbai_core::case::Reader;
use mingbai_core::case::decoder::Decoder;
use mingbai_core::case::figures::{Figures, Shape};
use mingbai_core::case::problems::Problem;
use mingbai_core::kernel::lang::Lang;
use serde::Serialize;
use serde_json::Value as Json;

use crate::coverage::{Covered, coverage};
use crate::locate::Locator;
use crate::place::{Place, Step};

/// What is checked: each file with its name for messages.
#[derive(Clone, Copy, Debug, Default)]
pub struct Texts<'t> {
    /// policy.toml.
    pub policy: (&'t str, &'t str),
    /// figures.toml, where there is one.
    pub figures: Option<(&'t str, &'t str)>,
    /// cases.toml, where there is one.
    pub cases: Option<(&'t str, &'t str)>,
    /// The clause tables; without any the policy is not compared with its documents.
    pub clauses: &'t [(String, String)],
}

/// What a check has found.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct Checked {
    /// What is to be put right, file by file.
    pub findings: Vec<Found>,
    /// The cases; none while policy, figures or cases have findings of their own.
    pub cases: Vec<Tried>,
    /// The clauses.
    pub coverage: Vec<Covered>,
}

/// One thing to put right.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Found {
    /// The rule's name.
    pub rule: String,
    /// What is wrong, what was expected, what to do.
    pub message: Text,
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
    /// The cell in the file, or the table; empty for the whole file and in a clause table.
    pub place: Place,
    /// The provision the cell is of.
    pub provision: Option<String>,
    /// Its row, by number from 0.
    pub row: Option<usize>,
    /// The key of the cell.
    pub key: Option<String>,
    /// The case that shows a gap or an overlap: an entry of cases.toml.
    pub example: Option<Json>,
}

/// A case and whether it holds.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Tried {
    /// Its name.
    pub name: String,
    /// Its place in cases.toml.
    pub place: Place,
    /// The line it begins on, from 1.
    pub line: usize,
    /// What it states and its answer does not say; it holds where there is nothing.
    pub differences: Vec<Differs>,
    /// Why it has no answer, where it has none.
    pub problems: Vec<Text>,
}

impl Tried {
    /// Whether the answer says all that the case states.
    pub fn holds(&self) -> bool {
        self.differences.is_empty() && self.problems.is_empty()
    }
}

/// What a case states and its answer does not say.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Differs {
    /// The key in cases.toml.
    pub key: String,
    /// What the case states.
    pub expected: Json,
    /// What the answer says; null where it has no such key.
    pub found: Json,
}

/// Checks all of it.
pub fn check(shared: &CompiledVocabulary, texts: &Texts<'_>) -> Checked {
    let (name, text) = texts.policy;
    let mut findings = Vec::new();
    let compiled = compile_policy(shared, name, text)
        .map_err(|found| findings.extend(places(found, texts.policy)))
        .ok();
    if let Some(policy) = compiled.as_ref().filter(|_| !texts.clauses.is_empty()) {
        findings.extend(places(check_against_sources(policy, texts.clauses), texts.policy));
    }
    let figures = texts.figures.map(|own| {
        figures(shared, compiled.as_ref(), own, texts.clauses)
            .map_err(|found| findings.extend(places(found, own)))
    });
    let cases = texts
        .cases
        .map(|own| read_cases(own.0, own.1).map_err(|found| findings.extend(places(found, own))));
    let tried = match (&compiled, cases) {
        (Some(policy), Some(Ok(cases))) if !matches!(figures, Some(Err(()))) => {
            let figures = figures.and_then(Result::ok);
            all_cases(shared, policy, figures.as_ref(), &cases)
        }
        _ => Vec::new(),
    };
    Checked { findings, cases: tried, coverage: coverage(name, text, texts.clauses) }
}

/// The figures, where nothing is wrong with them.
fn figures(
    shared: &CompiledVocabulary,
    policy: Option<&CompiledPolicy>,
    (name, text): (&str, &str),
    tables: &[(String, String)],
) -> Result<FiguresFile, Vec<Finding>> {
    let vocabulary = &shared.vocabulary;
    let mut shapes = vec![Shape::of_vocabulary(vocabulary)];
    shapes.extend(
        policy.map(|own| Reader { vocabulary, policy: &own.policy, figures: None }.shape()),
    );
    let read = read_figures(name, text, &shapes)?;
    if !tables.is_empty() {
        let policies: Vec<&CompiledPolicy> = policy.into_iter().collect();
        let found = check_figures_against_sources((name, text), &shapes, &policies, tables);
        if !found.is_empty() {
            return Err(found);
        }
    }
    Ok(read)
}

/// The cases against the answers of the policy, on the first day it holds unless a case names its own.
fn all_cases(
    shared: &CompiledVocabulary,
    policy: &CompiledPolicy,
    figures: Option<&FiguresFile>,
    cases: &[Case],
) -> Vec<Tried> {
    let reader = Reader { vocabulary: &shared.vocabulary, policy: &policy.policy, figures: None };
    let mut decoder = Decoder::default();
    let shape = reader.shape();
    let none = Figures::none(&shape);
    let figures = figures
        .map(|own| Figures::decode(&mut decoder, "figures", &input(&own.values), &shape, &none));
    let refused = decoder.problems;
    let reader = Reader { figures: figures.as_ref(), ..reader };
    let tried = cases.iter().enumerate().map(|(index, case)| {
        let day = reader.policy.data().in_force.from;
        let answer =
            if refused.is_empty() { try_case(case, reader, day) } else { Err(refused.clone()) };
        let (differences, problems) = match answer {
            Ok(differences) => (differences, Vec::new()),
            Err(problems) => (Vec::new(), problems),
        };
        let differs = |Difference { key, expected, found }| Differs { key, expected, found };
        let words = |own: &Problem| Text::new(own.words(Lang::Zh), own.words(Lang::En));
        Tried {
            name: case.name.clone(),
            place: Place::default().key("case").index(index),
            line: case.line,
            differences: differences.into_iter().map(differs).collect(),
            problems: problems.iter().map(words).collect(),
        }
    });
    tried.collect()
}

/// The findings, each with its cell in the file called `name`. Those of other files have no cell.
fn places(findings: Vec<Finding>, (name, text): (&str, &str)) -> Vec<Found> {
    let locator = (!findings.is_empty()).then(|| Locator::new(text));
    let found = findings.into_iter().map(|finding| {
        let own = finding.file == name && finding.span != (0..0);
        let place = locator.as_ref().filter(|_| own);
        let place = place.map(|own| own.place(finding.span.start)).unwrap_or_default();
        let (provision, row, key) = cell(&place);
        Found {
            rule: finding.rule.to_owned(),
            message: finding.message,
            file: finding.file,
            line: finding.line,
            column: finding.column,
            place,
            provision,
            row,
            key,
            example: finding.example,
        }
    });
    found.collect()
}

/// The provision, row and key of a place.
fn cell(place: &Place) -> (Option<String>, Option<usize>, Option<String>) {
    let key = |step: Option<&Step>| match step {
        Some(Step::Key(key)) => Some(key.clone()),
        _ => None,
    };
    let steps = place.steps();
    match steps {
        [Step::Key(kind), Step::Key(provision), rest @ ..] if kind == "provision" => match rest {
            [Step::Key(rows), Step::Index(row), rest @ ..] if rows == "rows" => {
                (Some(provision.clone()), Some(*row), key(rest.first()))
            }
            rest => (Some(provision.clone()), None, key(rest.first())),
        },
        steps => (None, None, key(steps.iter().rev().find(|step| matches!(step, Step::Key(_))))),
    }
}
