//! A policy with its words.

use mingbai::Engine;
use mingbai_compiler::words::{FactWords, PolicyWords, VocabularyWords};
use mingbai_compiler::{Finding, compile_policy, compile_vocabulary};
use mingbai_core::kernel::lang::Lang;
use mingbai_core::policy::Policy;
use mingbai_core::policy::vocabulary::Fact;

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

    pub(crate) fn policy(&self) -> &Policy {
        self.engine.reader().policy
    }

    /// The facts a table may have columns of: the policy's own, then those of the vocabulary.
    pub(crate) fn facts(&self) -> impl Iterator<Item = &Fact> {
        let reader = self.engine.reader();
        reader.policy.data().facts.iter().chain(&reader.vocabulary.facts)
    }

    fn fact_words(&self, id: &str) -> Option<&FactWords> {
        self.words.facts.get(id).or_else(|| self.shared.facts.get(id))
    }

    /// What people call a fact; empty where there is no word for it.
    pub(crate) fn label(&self, fact: &str, lang: Lang) -> &str {
        self.fact_words(fact).map_or("", |words| words.label.pick(lang))
    }

    /// What people call a value of a fact; empty where there is no word for it.
    pub(crate) fn value(&self, fact: &str, value: &str, lang: Lang) -> &str {
        let words = self.fact_words(fact).and_then(|words| words.value(value));
        words.map_or("", |text| text.pick(lang))
    }
}
