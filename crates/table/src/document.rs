//! A policy with its words.

use mingbai::Engine;
use mingbai_compiler::words::{PolicyWords, VocabularyWords};
use mingbai_compiler::{Finding, compile_policy, compile_vocabulary};

/// A policy, ready to answer, with what people call its facts and their values.
#[derive(Debug)]
pub struct Document {
    engine: Engine,
    words: PolicyWords,
    shared: VocabularyWords,
}

impl Document {
    /// A policy that comes with Mingbai, by its id.
    ///
    /// # Errors
    /// Where there is none of this id.
    pub fn built_in(id: &str) -> Result<Self, mingbai::NoSuchPolicy> {
        let engine = Engine::built_in(id)?;
        let own = mingbai_policies::policies().iter().find(|policy| policy.id == id);
        // The words were written by this build: they are as good as the engine.
        let words = own.and_then(|own| serde_json::from_str(own.words_json).ok());
        let shared = serde_json::from_str(mingbai_policies::vocabulary().words_json);
        Ok(Self { engine, words: words.unwrap_or_default(), shared: shared.unwrap_or_default() })
    }

    /// A policy of one's own, from the texts of a facts.toml and a policy.toml.
    ///
    /// # Errors
    /// Every finding of the two files.
    pub fn compile(facts: &str, policy: &str) -> Result<Self, Vec<Finding>> {
        let shared = compile_vocabulary("facts.toml", facts)?;
        let compiled = compile_policy(&shared, "policy.toml", policy)?;
        let (vocabulary, bytes) = (shared.vocabulary.to_bytes(), compiled.policy.to_bytes());
        let engine = Engine::from_bytes(&vocabulary, &bytes).map_err(|_| Vec::new())?;
        Ok(Self { engine, words: compiled.words, shared: shared.words })
    }

    /// What answers single cases.
    pub const fn engine(&self) -> &Engine {
        &self.engine
    }

    /// As ledgers are read with it.
    pub(crate) fn of_ledger(&self) -> mingbai_ledger::document::Document<'_> {
        let reader = self.engine.reader();
        mingbai_ledger::document::Document {
            policy: reader.policy,
            words: &self.words,
            vocabulary: reader.vocabulary,
            shared: &self.shared,
        }
    }
}
