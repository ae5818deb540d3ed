//! The shipped policies, and one with everything that a policy can have, for tests.

use mingbai_compiler::words::{PolicyWords, VocabularyWords};
use mingbai_compiler::{compile_policy, compile_vocabulary};
use mingbai_core::policy::Policy;
use mingbai_core::policy::vocabulary::Vocabulary;

use crate::document::Document;

pub struct Shipped {
    policy: Policy,
    words: PolicyWords,
    vocabulary: Vocabulary,
    shared: VocabularyWords,
}

impl Shipped {
    pub fn document(&self) -> Document<'_> {
        let Self { policy, words, vocabulary, shared } = self;
        Document { policy, words, vocabulary, shared }
    }
}

/// The policy that has every term.
pub fn every_term() -> Shipped {
    let vocabulary = compile_vocabulary("facts.toml", mingbai_policies::FACTS_TOML).unwrap();
    let text = include_str!("../../../tests/every-term.toml");
    let compiled = compile_policy(&vocabulary, "every-term.toml", text).unwrap();
    Shipped {
        policy: compiled.policy,
        words: compiled.words,
        vocabulary: vocabulary.vocabulary,
        shared: vocabulary.words,
    }
}

/// Each with its id.
pub fn all() -> Vec<(&'static str, Shipped)> {
    let own = mingbai_policies::vocabulary();
    let shipped = |one: &mingbai_policies::BuiltIn| Shipped {
        policy: Policy::from_bytes(one.bytes).unwrap(),
        words: serde_json::from_str(one.words_json).unwrap(),
        vocabulary: Vocabulary::from_bytes(own.bytes).unwrap(),
        shared: serde_json::from_str(own.words_json).unwrap(),
    };
    mingbai_policies::policies().iter().map(|one| (one.id, shipped(one))).collect()
}
