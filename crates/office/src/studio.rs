//! A policy with its figures, its test cases and the clauses of its documents: every finding, each case against the
//! answer, the resident's page.

use mingbai_bundle::{Contents, Document};
use mingbai_compiler::words::VocabularyWords;
use mingbai_compiler::{
    CompiledPolicy, CompiledVocabulary, FiguresFile, Finding, Text, compile_policy,
    compile_vocabulary, read_figures,
};
use mingbai_core::case::Reader;
use mingbai_core::case::figures::Shape;
use mingbai_studio::check;
use mingbai_studio::clauses::{self, Paragraphs};
use mingbai_studio::coverage::Covered;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

/// What the policy is called in findings.
pub const POLICY: &str = "policy.toml";
/// What the figures are called.
pub const FIGURES: &str = "figures.toml";
/// What the cases are called.
pub const CASES: &str = "cases.toml";

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
    /// What is to be put right, file by file.
    pub findings: Vec<Found>,
    /// The cases against the answers; none where a file has findings of its own.
    pub cases: Vec<Tried>,
    /// What has become of each clause.
    pub coverage: Vec<Clause>,
}

/// A finding, for a text field.
#[derive(Serialize, Debug)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Found {
    /// The name of the file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// Where it begins in the text, in UTF-16 code units.
    pub start: usize,
    /// Where its line ends.
    pub end: usize,
    /// The rule's name.
    pub rule: String,
    /// What is wrong, what was expected, what to do.
    #[cfg_attr(test, ts(type = "Text"))]
    pub message: Text,
    /// The cell in the file, or the table: `provision.aid.rows[0].when`; empty for the whole file.
    pub place: String,
    /// The provision it is in.
    pub provision: Option<String>,
    /// The case that shows a gap or an overlap: an entry of cases.toml.
    #[cfg_attr(test, ts(type = "Example | null"))]
    pub example: Option<Json>,
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

/// A clause, and what has become of it.
#[derive(Serialize, Debug)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Clause {
    /// Its number.
    pub at: String,
    /// Its words.
    pub text: String,
    /// The provisions that cite it.
    pub provisions: Vec<String>,
    /// Why none does, where that is said.
    pub elsewhere: Option<String>,
}

/// A pasted text, cut into clauses.
#[derive(Serialize, Debug)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Cut {
    /// For each document in it its clause table.
    pub tables: Vec<String>,
    /// How many lines belong to none.
    pub left_out: usize,
    /// The numbers that should be looked at: lost, skipped or used twice.
    pub doubtful: Vec<String>,
}

/// A resident's page.
#[derive(Serialize, Debug)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Page {
    /// The policy's id.
    pub id: String,
    /// The text of its data block.
    pub data: String,
}

/// Cuts the pasted text of a document into its clauses.
pub fn cut(text: &str) -> Cut {
    let cut = clauses::cut(text, Paragraphs::Apart);
    let all = || cut.documents.iter().flat_map(|own| &own.clauses);
    let doubtful = all().filter(|own| own.doubt.is_some()).map(|own| own.at.clone()).collect();
    Cut {
        tables: cut.documents.iter().map(clauses::Document::to_tsv).collect(),
        left_out: cut.left_out.len(),
        doubtful,
    }
}

/// The compiler with the shared vocabulary.
pub struct Studio {
    pub(crate) vocabulary: CompiledVocabulary,
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
        let files = check::Texts {
            policy: (POLICY, &texts.policy),
            figures: Some((FIGURES, texts.figures.as_str())).filter(|own| !is_empty(own.1)),
            cases: Some((CASES, texts.cases.as_str())).filter(|own| !is_empty(own.1)),
            clauses: &texts.clauses,
        };
        let checked = check::check(&self.vocabulary, &files);
        Checked {
            findings: checked.findings.into_iter().map(|one| found(one, texts)).collect(),
            cases: checked.cases.into_iter().map(|one| tried(one, &texts.cases)).collect(),
            coverage: checked.coverage.into_iter().map(clause).collect(),
        }
    }

    /// The resident's page; nothing where the policy or its figures have a finding.
    ///
    /// # Errors
    /// None that an input could cause.
    pub fn page(&self, texts: &Texts) -> std::io::Result<Option<Page>> {
        let Ok(compiled) = compile_policy(&self.vocabulary, POLICY, &texts.policy) else {
            return Ok(None);
        };
        let Ok(figures) = self.figures(texts, Some(&compiled)) else { return Ok(None) };
        let vocabulary = shared_words()?;
        let document = Document { policy: &compiled.policy, words: &compiled.words };
        let contents = Contents {
            vocabulary: &vocabulary,
            documents: &[document],
            places: &[],
            figures: figures.as_ref(),
        };
        let id = compiled.policy.data().id.clone();
        Ok(Some(Page { id, data: contents.text()? }))
    }

    /// The figures file, where there is one.
    pub(crate) fn figures(
        &self,
        texts: &Texts,
        policy: Option<&CompiledPolicy>,
    ) -> Result<Option<FiguresFile>, Vec<Finding>> {
        if is_empty(&texts.figures) {
            return Ok(None);
        }
        read_figures(FIGURES, &texts.figures, &self.shapes(policy)).map(Some)
    }

    /// What figures there may be: the policy's, or as long as it does not compile those of the vocabulary.
    fn shapes<'p>(&'p self, policy: Option<&'p CompiledPolicy>) -> Vec<Shape<'p>> {
        let vocabulary = &self.vocabulary.vocabulary;
        vec![policy.map_or_else(
            || Shape::of_vocabulary(vocabulary),
            |own| Reader { vocabulary, policy: &own.policy, figures: None }.shape(),
        )]
    }
}

/// The words of the shared vocabulary.
pub fn shared_words() -> serde_json::Result<VocabularyWords> {
    serde_json::from_str(mingbai_policies::vocabulary().words_json)
}

fn is_empty(text: &str) -> bool {
    text.trim().is_empty()
}

fn found(found: check::Found, texts: &Texts) -> Found {
    let named = |name: &str| texts.clauses.iter().find(|(own, _)| own == name);
    let text = match found.file.as_str() {
        POLICY => &texts.policy,
        FIGURES => &texts.figures,
        CASES => &texts.cases,
        name => named(name).map_or("", |(_, text)| text),
    };
    let check::Found { file, line, column, rule, message, place, provision, example, .. } = found;
    let (before, own) = (line_start(text, line), text.lines().nth(line.saturating_sub(1)));
    let own = own.unwrap_or_default();
    let within = own.chars().take(column.saturating_sub(1)).map(char::len_utf16).sum::<usize>();
    let end = before + own.encode_utf16().count();
    let (start, place) = (before + within, place.to_string());
    Found { file, line, start, end, rule, message, place, provision, example }
}

fn tried(tried: check::Tried, text: &str) -> Tried {
    let check::Tried { name, line, problems, differences, .. } = tried;
    let differences = differences
        .into_iter()
        .map(|one| (one.key, one.expected.to_string(), one.found.to_string()))
        .collect();
    Tried { name, line, start: line_start(text, line), problems, differences }
}

fn clause(covered: Covered) -> Clause {
    let Covered { at, text, provisions, elsewhere, .. } = covered;
    let provisions = provisions.into_iter().map(|own| own.provision).collect();
    Clause { at, text, provisions, elsewhere }
}

/// Where a line begins, in UTF-16 code units.
fn line_start(text: &str, line: usize) -> usize {
    let before = text.split_inclusive('\n').take(line.saturating_sub(1));
    before.map(|line| line.encode_utf16().count()).sum()
}

#[cfg(test)]
mod tests;
