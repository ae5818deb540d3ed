//! Ledgers as offices keep them, read and mapped.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod bombs;
mod county;
mod locked;
mod mapped;
mod notices;
mod properties;
mod proposals;
mod rows;
mod save;
mod shapes;
mod sheets;
mod sizes;
mod terms;

use mingbai_compiler::words::{PolicyWords, VocabularyWords};
use mingbai_core::kernel::date::Date;
use mingbai_core::kernel::lang::Lang;
use mingbai_core::policy::Policy;
use mingbai_core::policy::vocabulary::Vocabulary;
use mingbai_ledger::document::Document;
use mingbai_ledger::synonyms::Synonyms;

/// A built-in policy with everything that a ledger needs.
struct Office {
    policy: Policy,
    words: PolicyWords,
    vocabulary: Vocabulary,
    shared: VocabularyWords,
    synonyms: Synonyms,
}

impl Office {
    fn new(id: &str) -> Self {
        let own = mingbai_policies::policies().iter().find(|policy| policy.id == id).unwrap();
        let vocabulary = mingbai_policies::vocabulary();
        Self {
            policy: Policy::from_bytes(own.bytes).unwrap(),
            words: serde_json::from_str(own.words_json).unwrap(),
            vocabulary: Vocabulary::from_bytes(vocabulary.bytes).unwrap(),
            shared: serde_json::from_str(vocabulary.words_json).unwrap(),
            synonyms: Synonyms::from_toml(mingbai_policies::SYNONYMS_TOML).unwrap(),
        }
    }

    fn document(&self) -> Document<'_> {
        let Self { policy, words, vocabulary, shared, .. } = self;
        Document { policy, words, vocabulary, shared }
    }
}

fn day() -> Option<Date> {
    Date::parse("2019-11-01")
}

const LANG: Lang = Lang::En;

/// A file of `ledgers`.
fn ledger(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/ledgers/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}
