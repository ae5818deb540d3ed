//! The shipped policies, for tests.

use mingbai_compiler::words::{PolicyWords, VocabularyWords};
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
