//! The five documents Mingbai comes with: `<id>/policy.toml` and `<id>/cases.toml`, and the shared
//! vocabulary `facts.toml`. The law stands there and nowhere else; `build.rs` compiles it, and a bad
//! policy is a build error that names file, line, rule and case.

/// The shared vocabulary, compiled.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BuiltInVocabulary {
    /// Compiled bytes: `mingbai_core::policy::vocabulary::Vocabulary::from_bytes`.
    pub bytes: &'static [u8],
    /// The words, JSON: `mingbai_compiler::words::VocabularyWords`.
    pub words_json: &'static str,
}

/// A document, compiled.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BuiltIn {
    /// Its name, `liangping-2019`.
    pub id: &'static str,
    /// Compiled bytes: `mingbai_core::policy::Policy::from_bytes`.
    pub bytes: &'static [u8],
    /// The words, JSON: `mingbai_compiler::words::PolicyWords`.
    pub words_json: &'static str,
    /// What it was compiled from.
    pub policy_toml: &'static str,
    /// Its cases.
    pub cases_toml: &'static str,
}

/// What the shared vocabulary was compiled from, for compiling further policies against it.
pub const FACTS_TOML: &str = include_str!("../facts.toml");

/// What answers are told in, JSON: `mingbai_compiler::words::Keyed<Text>`. The page has the same words.
pub const ANSWER_WORDS_JSON: &str = include_str!(concat!(env!("OUT_DIR"), "/answers.json"));

static VOCABULARY: BuiltInVocabulary = BuiltInVocabulary {
    bytes: include_bytes!(concat!(env!("OUT_DIR"), "/vocabulary.bin")),
    words_json: include_str!(concat!(env!("OUT_DIR"), "/vocabulary.json")),
};

static POLICIES: &[BuiltIn] = include!(concat!(env!("OUT_DIR"), "/policies.rs"));

/// The shared vocabulary.
pub fn vocabulary() -> &'static BuiltInVocabulary {
    &VOCABULARY
}

/// The five documents, in the order they are offered.
pub fn policies() -> &'static [BuiltIn] {
    POLICIES
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod typescript;
