//! A policy with its figures, its test cases and the clauses of its documents: every finding, each case against the
//! answer, the resident's page.

use mingbai_bundle::{Contents, Document};
use mingbai_compiler::trial::{self, try_case};
use mingbai_compiler::words::VocabularyWords;
use mingbai_compiler::{
    Case, CompiledPolicy, CompiledVocabulary, FiguresFile, Finding, Text, check_against_sources,
    check_figures_against_sources, compile_policy, compile_vocabulary, read_cases, read_figures,
};
use mingbai_core::case::Reader;
use mingbai_core::case::decoder::Decoder;
use mingbai_core::case::figures::{Figures, Shape};
use mingbai_core::case::problems::Problem;
use mingbai_core::kernel::lang::Lang;
use mingbai_core::policy::Policy;
use serde::{Deserialize, Serialize};

/// What the files are called in findings.
const POLICY: &str = "policy.toml";
const FIGURES: &str = "figures.toml";
const CASES: &str = "cases.toml";

/// What is checked together. An empty text is a file that is not there.
#[derive(Serialize, Deserialize, Clone, Debug)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Texts {
    /// policy.toml.
    pub policy: String,
    /// figures.toml.
    pub figures: String,
    /// cases.toml.
    pub cases: String,
    /// The clauses of its documents: the names of the tables, `NAME.clauses.tsv`, with their texts.
    pub clauses: Vec<(String, String)>,
}

/// What a check found.
#[derive(Serialize, Debug)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Checked {
    /// What is to be put right: the policy's first, then the figures', the clause tables', the cases'.
    pub findings: Vec<Found>,
    /// The policy, where it compiles.
    pub policy: Option<Compiled>,
    /// The cases against its answers; none where the policy or its figures do not compile.
    pub cases: Vec<Tried>,
}

/// A finding, for a text field.
#[derive(Serialize, Debug)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Found {
    /// The name of the file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The part of the text that is meant, in UTF-16 code units from its beginning.
    pub start: usize,
    /// Where that part ends.
    pub end: usize,
    /// The rule's name.
    pub rule: &'static str,
    /// What is wrong, what was expected, what to do.
    #[cfg_attr(test, ts(type = "Text"))]
    pub message: Text,
}

/// A policy without findings.
#[derive(Serialize, Debug)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Compiled {
    /// Its id.
    pub id: String,
    /// How many provisions it has.
    pub provisions: usize,
    /// The digest of its compiled bytes.
    pub sha256: String,
}

/// A case that was tried.
#[derive(Serialize, Debug)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Tried {
    /// Its name.
    pub name: String,
    /// Its line in cases.toml, from 1.
    pub line: usize,
    /// Where that line begins, in UTF-16 code units.
    pub start: usize,
    /// Why it has no answer.
    #[cfg_attr(test, ts(type = "Text[]"))]
    pub problems: Vec<Text>,
    /// What it states and the answer does not say: the key, what was expected and what was found, both as JSON.
    pub differences: Vec<(String, String, String)>,
}

/// The compiler with the shared vocabulary.
pub struct Studio {
    vocabulary: CompiledVocabulary,
}

impl Studio {
    /// # Errors
    /// Never: the vocabulary comes with Mingbai.
    pub fn new() -> Result<Self, String> {
        let compiled = compile_vocabulary("facts.toml", mingbai_policies::FACTS_TOML);
        let said = |found: Vec<Finding>| found.first().map(ToString::to_string).unwrap_or_default();
        Ok(Self { vocabulary: compiled.map_err(said)? })
    }

    /// Checks everything that stands in the texts.
    pub fn check(&self, texts: &Texts) -> Checked {
        let compiled = compile_policy(&self.vocabulary, POLICY, &texts.policy);
        let figures = self.figures(texts, compiled.as_ref().ok());
        let cases = (!is_empty(&texts.cases)).then(|| read_cases(CASES, &texts.cases));
        let mut findings = Vec::new();
        let mut sources = Vec::new();
        match &compiled {
            Err(found) => findings.extend_from_slice(found),
            Ok(policy) if !texts.clauses.is_empty() => {
                sources = check_against_sources(policy, &texts.clauses);
            }
            Ok(_) => {}
        }
        let own = sources.iter().filter(|one| one.file == POLICY).cloned();
        findings.extend(own);
        findings.extend(self.figures_findings(texts, compiled.as_ref().ok(), &figures));
        findings.extend(sources.into_iter().filter(|one| one.file != POLICY));
        if let Some(Err(found)) = &cases {
            findings.extend_from_slice(found);
        }
        let tried = match (&compiled, figures, cases) {
            (Ok(policy), Ok(figures), Some(Ok(cases))) => {
                self.tried(&policy.policy, figures.as_ref(), &cases, &texts.cases)
            }
            _ => Vec::new(),
        };
        Checked {
            findings: findings.iter().map(|finding| found(finding, texts)).collect(),
            policy: compiled.ok().map(|CompiledPolicy { policy, .. }| Compiled {
                id: policy.data().id.clone(),
                provisions: policy.data().provisions.len(),
                sha256: policy.sha256().to_owned(),
            }),
            cases: tried,
        }
    }

    /// The data block of the resident's page.
    ///
    /// # Errors
    /// None that an input could cause.
    pub fn page(&self, texts: &Texts) -> std::io::Result<Option<String>> {
        let Ok(compiled) = compile_policy(&self.vocabulary, POLICY, &texts.policy) else {
            return Ok(None);
        };
        let Ok(figures) = self.figures(texts, Some(&compiled)) else { return Ok(None) };
        let vocabulary: VocabularyWords =
            serde_json::from_str(mingbai_policies::vocabulary().words_json)?;
        let document = Document { policy: &compiled.policy, words: &compiled.words };
        let contents = Contents {
            vocabulary: &vocabulary,
            documents: &[document],
            places: &[],
            figures: figures.as_ref(),
        };
        contents.text().map(Some)
    }

    /// The figures file, where there is one.
    fn figures(
        &self,
        texts: &Texts,
        policy: Option<&CompiledPolicy>,
    ) -> Result<Option<FiguresFile>, Vec<Finding>> {
        if is_empty(&texts.figures) {
            return Ok(None);
        }
        read_figures(FIGURES, &texts.figures, &self.shapes(policy)).map(Some)
    }

    fn figures_findings(
        &self,
        texts: &Texts,
        policy: Option<&CompiledPolicy>,
        figures: &Result<Option<FiguresFile>, Vec<Finding>>,
    ) -> Vec<Finding> {
        match (figures, policy) {
            (Err(found), _) => found.clone(),
            (Ok(Some(_)), Some(policy)) if !texts.clauses.is_empty() => {
                check_figures_against_sources(
                    (FIGURES, &texts.figures),
                    &self.shapes(Some(policy)),
                    &[policy],
                    &texts.clauses,
                )
            }
            _ => Vec::new(),
        }
    }

    /// What figures there may be: the policy's, or as long as it does not compile those of the vocabulary.
    fn shapes<'p>(&'p self, policy: Option<&'p CompiledPolicy>) -> Vec<Shape<'p>> {
        let vocabulary = &self.vocabulary.vocabulary;
        vec![policy.map_or_else(
            || Shape::of_vocabulary(vocabulary),
            |own| Reader { vocabulary, policy: &own.policy, figures: None }.shape(),
        )]
    }

    fn tried(
        &self,
        policy: &Policy,
        figures: Option<&FiguresFile>,
        cases: &[Case],
        text: &str,
    ) -> Vec<Tried> {
        let reader = Reader { vocabulary: &self.vocabulary.vocabulary, policy, figures: None };
        let figures = figures.map(|file| decoded(reader, file)).transpose();
        let day = policy.data().in_force.from;
        let one = |case: &Case| match &figures {
            Ok(figures) => try_case(case, Reader { figures: figures.as_ref(), ..reader }, day),
            Err(problem) => Err(vec![problem.clone()]),
        };
        let shown = |case: &Case| {
            let (problems, differences) = match one(case) {
                Ok(differences) => (Vec::new(), differences),
                Err(problems) => (problems, Vec::new()),
            };
            Tried {
                name: case.name.clone(),
                line: case.line,
                start: line_start(text, case.line),
                problems: problems.iter().map(said).collect(),
                differences: differences
                    .into_iter()
                    .map(|one| (one.key, one.expected.to_string(), one.found.to_string()))
                    .collect(),
            }
        };
        cases.iter().map(shown).collect()
    }
}

/// The figures as the engine uses them.
fn decoded(reader: Reader<'_>, file: &FiguresFile) -> Result<Figures, Problem> {
    let (mut decoder, shape) = (Decoder::default(), reader.shape());
    let none = Figures::none(&shape);
    let input = trial::input(&file.values);
    let figures = Figures::decode(&mut decoder, "figures", &input, &shape, &none);
    decoder.problems.into_iter().next().map_or(Ok(figures), Err)
}

fn is_empty(text: &str) -> bool {
    text.trim().is_empty()
}

fn said(problem: &Problem) -> Text {
    Text::new(problem.words(Lang::Zh), problem.words(Lang::En))
}

fn found(finding: &Finding, texts: &Texts) -> Found {
    let named = |name: &str| texts.clauses.iter().find(|(own, _)| own == name);
    let text = match finding.file.as_str() {
        POLICY => &texts.policy,
        FIGURES => &texts.figures,
        CASES => &texts.cases,
        name => named(name).map_or("", |(_, text)| text),
    };
    Found {
        file: finding.file.clone(),
        line: finding.line,
        start: units(text, finding.span.start),
        end: units(text, finding.span.end),
        rule: finding.rule,
        message: finding.message.clone(),
    }
}

/// How many UTF-16 code units stand before a byte of `text`.
fn units(text: &str, byte: usize) -> usize {
    let before = text.char_indices().take_while(|(at, _)| *at < byte);
    before.map(|(_, character)| character.len_utf16()).sum()
}

/// Where a line begins, in UTF-16 code units.
fn line_start(text: &str, line: usize) -> usize {
    let before = text.split_inclusive('\n').take(line.saturating_sub(1));
    before.map(|line| line.encode_utf16().count()).sum()
}

#[cfg(test)]
mod tests;
