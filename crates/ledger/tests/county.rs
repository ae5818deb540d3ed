//! The invented county of docs/example-county, as its office has it: contributions of 200 and 500 yuan.

use std::sync::LazyLock;

use mingbai_compiler::words::{PolicyWords, VocabularyWords};
use mingbai_compiler::{compile_policy, compile_vocabulary, read_figures, trial};
use mingbai_core::case::decoder::Decoder;
use mingbai_core::case::{Reader, figures::Figures};
use mingbai_core::kernel::lang::Lang;
use mingbai_core::policy::Policy;
use mingbai_core::policy::vocabulary::Vocabulary;
use mingbai_ledger::answering::Form;
use mingbai_ledger::document::Document;
use mingbai_ledger::ledger::Ledger;
use mingbai_ledger::mapping::Mapping;
use mingbai_ledger::problems::MapProblem;
use mingbai_ledger::synonyms::Synonyms;
use mingbai_ledger::workbook::Workbook;

use crate::day;

/// The county's policy, with everything that a ledger needs.
pub struct County {
    policy: Policy,
    words: PolicyWords,
    vocabulary: Vocabulary,
    shared: VocabularyWords,
    pub synonyms: Synonyms,
    pub figures: Figures,
}

pub static COUNTY: LazyLock<County> =
    LazyLock::new(|| County::of(include_str!("../../../docs/example-county/policy.toml")));

impl County {
    /// The county with another policy.toml.
    pub fn of(policy: &str) -> Self {
        let vocabulary = compile_vocabulary("facts.toml", mingbai_policies::FACTS_TOML).unwrap();
        let compiled = compile_policy(&vocabulary, "policy.toml", policy).unwrap();
        let reader =
            Reader { vocabulary: &vocabulary.vocabulary, policy: &compiled.policy, figures: None };
        let text = include_str!("../../../docs/example-county/figures.toml");
        let read = read_figures("figures.toml", text, &[reader.shape()]).unwrap();
        let mut decoder = Decoder::default();
        let (shape, values) = (reader.shape(), trial::input(&read.values));
        let figures =
            Figures::decode(&mut decoder, "figures", &values, &shape, &Figures::none(&shape));
        assert!(decoder.problems.is_empty());
        Self {
            policy: compiled.policy,
            words: compiled.words,
            vocabulary: vocabulary.vocabulary,
            shared: vocabulary.words,
            synonyms: Synonyms::from_toml(mingbai_policies::SYNONYMS_TOML).unwrap(),
            figures,
        }
    }

    pub fn document(&self) -> Document<'_> {
        let Self { policy, words, vocabulary, shared, .. } = self;
        Document { policy, words, vocabulary, shared }
    }

    /// Opens a ledger with a mapping.
    pub fn open<'w>(
        &self,
        workbook: &'w Workbook,
        mapping: &str,
        lang: Lang,
    ) -> Result<Ledger<'w>, Vec<MapProblem>> {
        let mapping = Mapping::from_toml(mapping).unwrap();
        Ledger::open(self.document(), workbook, &mapping, &self.synonyms, day(), lang)
    }
}

/// Answers as programs read them, without rows, readings or caution.
pub fn plain() -> Form {
    Form {
        rows: false,
        readings: false,
        other_readings: Vec::new(),
        words: false,
        lang: Lang::En,
        caution: None,
    }
}
