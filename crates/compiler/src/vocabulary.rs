//! facts.toml compiled: the vocabulary that policies share, and its words.

use mingbai_core::policy::vocabulary::{Fact, Vocabulary};

use crate::file::fields::{self, Fields};
use crate::file::toml;
use crate::file::{facts, groups};
use crate::finding::{Finding, Report, Text};
use crate::following::{self, Rules};
use crate::lints::missing_key;
use crate::lints::missing_translation::Quotes;
use crate::source::Source;
use crate::words::{Keyed, VocabularyWords};

/// The shared vocabulary, compiled.
#[derive(Clone, PartialEq, Debug)]
pub struct CompiledVocabulary {
    /// What the engine reads.
    pub vocabulary: Vocabulary,
    /// What the page reads.
    pub words: VocabularyWords,
    /// Which facts follow from others, and when each is asked: every policy makes diagrams of its own of it.
    pub rules: Vec<Rules>,
}

/// Compiles facts.toml.
///
/// # Errors
/// Every finding of the file.
pub fn compile_vocabulary(file_name: &str, text: &str) -> Result<CompiledVocabulary, Vec<Finding>> {
    let source = Source::new(file_name, text);
    let mut report = Report::new(&source);
    let (mut entries, mut groups) = (Vec::new(), Keyed::default());
    if let Some(table) = toml::read(source.text(), &mut report) {
        let mut fields = Fields::new("", 0..0, &table);
        if fields.has("fact").is_none() {
            missing_key::report(&mut report, &(0..0), file_name, "[fact.…]");
        }
        let written = fields.entries("fact", &mut report);
        let together = fields.entries("group", &mut report);
        fields.finish(&mut report);
        entries = facts::read(written, false, &mut report);
        groups = groups::shared(together, &entries, &mut report);
    }
    if !report.is_empty() {
        return Err(report.finish());
    }
    entries.sort_by_key(|entry| entry.fact.value.scope);
    let words = Keyed(
        entries.iter().map(|entry| (entry.fact.value.id.clone(), entry.words.clone())).collect(),
    );
    let rules = Rules::read(&entries, &mut report);
    let facts: Vec<Fact> = entries.into_iter().map(|entry| entry.fact.value).collect();
    following::check(&rules, &facts, &mut report);
    if !report.is_empty() {
        return Err(report.finish());
    }
    Ok(CompiledVocabulary {
        vocabulary: Vocabulary { facts },
        words: VocabularyWords { facts: words, groups, ..VocabularyWords::default() },
        rules,
    })
}

/// Reads a file of words (outcomes.toml, answers.toml): a line for each name.
///
/// # Errors
/// Every finding of the file.
pub fn read_words(file_name: &str, text: &str) -> Result<Keyed<Text>, Vec<Finding>> {
    let source = Source::new(file_name, text);
    let mut report = Report::new(&source);
    let mut lines = Vec::new();
    if let Some(table) = toml::read(source.text(), &mut report) {
        for (name, value) in Fields::new("", 0..0, &table).into_entries() {
            let path = name.value.clone();
            let words = fields::words(value, name.span, path, Quotes::None, &mut report);
            lines.extend(words.map(|words| (name.value, words.value)));
        }
    }
    if report.is_empty() { Ok(Keyed(lines)) } else { Err(report.finish()) }
}
