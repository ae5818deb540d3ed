//! What a ledger is answered by, beside the ledger itself.

use mingbai_compiler::words::VocabularyWords;
use mingbai_compiler::{CompiledPolicy, Finding, compile_policy, trial};
use mingbai_core::case::Reader;
use mingbai_core::case::decoder::Decoder;
use mingbai_core::case::figures::Figures;
use mingbai_core::kernel::date::Date;
use mingbai_core::kernel::lang::Lang;
use mingbai_core::policy::vocabulary::Vocabulary;
use mingbai_core::say;
use mingbai_ledger::caution::caution;
use mingbai_ledger::document::Document;
use mingbai_ledger::synonyms::Synonyms;

use crate::studio::{POLICY, Studio, Texts, shared_words};

/// A document with its figures, the words that ledgers are kept in, a day, a language.
pub struct Rules {
    /// The policy with its words.
    pub policy: CompiledPolicy,
    /// A county's figures; those that are not known are left out.
    pub figures: Figures,
    /// The shared vocabulary.
    pub vocabulary: Vocabulary,
    /// Its words.
    pub shared: VocabularyWords,
    /// The words that ledgers are kept in.
    pub synonyms: Synonyms,
    /// The day of the answers.
    pub on: Date,
    /// What every row says of itself.
    pub caution: Option<String>,
    /// The language of what is said.
    pub lang: Lang,
}

impl Rules {
    /// Compiles texts.
    ///
    /// # Errors
    /// What is to be put right first, or that the day is none.
    pub fn new(studio: &Studio, texts: &Texts, on: &str, lang: Lang) -> Result<Self, String> {
        let said = |found: Vec<Finding>| {
            let one =
                |one: &Finding| format!("{}:{}: {}", one.file, one.line, one.message.pick(lang));
            found.first().map(one).unwrap_or_default()
        };
        let Some(on) = Date::parse(on) else {
            return Err(say!(
                lang,
                "“{on}”不是日子；请写成 2026-01-31 这样",
                "\"{on}\" is no day; write it like 2026-01-31"
            ));
        };
        let policy = compile_policy(&studio.vocabulary, POLICY, &texts.policy).map_err(said)?;
        let file = studio.figures(texts, Some(&policy)).map_err(said)?;
        let vocabulary = studio.vocabulary.vocabulary.clone();
        let reader = Reader { vocabulary: &vocabulary, policy: &policy.policy, figures: None };
        let shape = reader.shape();
        let mut figures = Figures::none(&shape);
        if let Some(file) = &file {
            let mut decoder = Decoder::default();
            let input = trial::input(&file.values);
            figures = Figures::decode(&mut decoder, "figures", &input, &shape, &figures);
            if let Some(problem) = decoder.problems.first() {
                return Err(problem.words(lang));
            }
        }
        let example = file.is_some_and(|file| file.example);
        let caution = caution(&policy.policy, Some(on), example, lang);
        let shared = shared_words().map_err(|error| error.to_string())?;
        let synonyms = Synonyms::from_toml(mingbai_policies::SYNONYMS_TOML)?;
        Ok(Self { policy, figures, vocabulary, shared, synonyms, on, caution, lang })
    }

    /// The policy with the words it is told in.
    pub const fn document(&self) -> Document<'_> {
        Document {
            policy: &self.policy.policy,
            words: &self.policy.words,
            vocabulary: &self.vocabulary,
            shared: &self.shared,
        }
    }
}
