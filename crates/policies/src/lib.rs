//! The documents Mingbai comes with: `<id>/policy.toml` and `<id>/cases.toml`, the shared vocabulary
//! `facts.toml`, and `places.toml`, which says where they hold. The law stands there and nowhere else; `build.rs` compiles it, and a bad
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

/// What a document was compiled from. Apart from [`BuiltIn`], so that a program that compiles need not carry both.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Source {
    /// Its name, `liangping-2019`.
    pub id: &'static str,
    /// Where it holds, in Chinese and English.
    pub place: (&'static str, &'static str),
    /// What it is about, in Chinese and English.
    pub title: (&'static str, &'static str),
    /// The policy.
    pub policy_toml: &'static str,
    /// Its cases.
    pub cases_toml: &'static str,
    /// The figures its cases are tried with, where it has some.
    pub figures_toml: Option<&'static str>,
}

/// A place, and the documents that hold there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BuiltInPlace {
    /// Its name, `shaoxing`.
    pub id: &'static str,
    /// What it is called in Chinese.
    pub name_zh: &'static str,
    /// What it is called in English.
    pub name_en: &'static str,
    /// The documents of the place itself, by id.
    pub local: &'static [&'static str],
    /// The laws above them, the nearest first.
    pub above: &'static [&'static str],
}

impl BuiltInPlace {
    /// The ids of all its documents, the local ones first.
    pub fn policies(&self) -> impl Iterator<Item = &'static str> {
        self.local.iter().chain(self.above).copied()
    }
}

/// Provisions of several documents that give the same thing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SameThing {
    /// Its name.
    pub id: &'static str,
    /// Policy and provision.
    pub provisions: &'static [(&'static str, &'static str)],
    /// The policy and the clause by which only the higher is given.
    pub once: Option<(&'static str, &'static str)>,
}

/// What the shared vocabulary was compiled from, for compiling further policies against it.
pub const FACTS_TOML: &str = include_str!("../facts.toml");

/// The words that ledgers are kept in: `mingbai_ledger::synonyms::Synonyms`.
pub const SYNONYMS_TOML: &str = include_str!("../synonyms.toml");

/// What a policy of one's own begins with: it compiles as it is.
pub const NEW_POLICY_TOML: &str = include_str!("../new-policy.toml");

/// The provision of it whose rows may come from a table.
pub const NEW_PROVISION: &str = "premium-aid";

/// What its cases begin with.
pub const NEW_CASES_TOML: &str = include_str!("../new-cases.toml");

/// What its cases begin with where its rows are of a table.
pub const NEW_CASES_OF_ROWS_TOML: &str = include_str!("../new-cases-of-rows.toml");

/// What answers are told in, JSON: `mingbai_compiler::words::Keyed<Text>`. The page has the same words.
pub const ANSWER_WORDS_JSON: &str = include_str!(concat!(env!("OUT_DIR"), "/answers.json"));

/// What the command alone says of an answer, in the same form.
pub const COMMAND_ANSWER_WORDS_JSON: &str =
    include_str!(concat!(env!("OUT_DIR"), "/command-answers.json"));

static VOCABULARY: BuiltInVocabulary = BuiltInVocabulary {
    bytes: include_bytes!(concat!(env!("OUT_DIR"), "/vocabulary.bin")),
    words_json: include_str!(concat!(env!("OUT_DIR"), "/vocabulary.json")),
};

static POLICIES: &[BuiltIn] = include!(concat!(env!("OUT_DIR"), "/policies.rs"));

static SOURCES: &[Source] = include!(concat!(env!("OUT_DIR"), "/sources.rs"));

static PLACES: (&[BuiltInPlace], &[SameThing]) = include!(concat!(env!("OUT_DIR"), "/places.rs"));

/// The places, in the order they are offered.
pub fn places() -> &'static [BuiltInPlace] {
    PLACES.0
}

/// The documents that hold in one of these places, each once, in the order they are offered.
pub fn holding<'p>(places: &'p [&BuiltInPlace]) -> impl Iterator<Item = &'static BuiltIn> + 'p {
    let holds = |own: &&BuiltIn| places.iter().any(|place| place.policies().any(|id| id == own.id));
    POLICIES.iter().filter(holds)
}

/// What several documents give.
pub fn same_things() -> &'static [SameThing] {
    PLACES.1
}

/// The shared vocabulary.
pub fn vocabulary() -> &'static BuiltInVocabulary {
    &VOCABULARY
}

/// The documents, in the order they are offered.
pub fn policies() -> &'static [BuiltIn] {
    POLICIES
}

/// What they were compiled from, in the same order.
pub fn sources() -> &'static [Source] {
    SOURCES
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod typescript;
