//! A policy, ready to answer.

use mingbai_core::answer::ways::Ways;
use mingbai_core::answer::{Answer, assess};
use mingbai_core::case::Reader;
use mingbai_core::case::problems::{Expected, Found, Problem};
use mingbai_core::kernel::date::Date;
use mingbai_core::policy::Policy;
use mingbai_core::policy::bytes::BadBytes;
use mingbai_core::policy::vocabulary::Vocabulary;

use crate::{Case, Problems};

/// The shared vocabulary's source, for [`Engine::compile`].
#[cfg(feature = "built-in")]
pub const FACTS_TOML: &str = mingbai_policies::FACTS_TOML;

/// The ids of the policies that come with Mingbai.
#[cfg(feature = "built-in")]
pub fn built_in_ids() -> impl Iterator<Item = &'static str> {
    mingbai_policies::policies().iter().map(|policy| policy.id)
}

/// A policy, ready to answer. Nothing of a case is kept.
#[derive(Clone, PartialEq, Debug)]
pub struct Engine {
    vocabulary: Vocabulary,
    policy: Policy,
}

impl Engine {
    /// The engine of a policy that comes with Mingbai, by its id: one of [`built_in_ids`].
    ///
    /// # Errors
    /// [`NoSuchPolicy`](crate::NoSuchPolicy) where there is none of this id.
    ///
    /// ```
    /// assert!(mingbai::Engine::built_in("shaoxing-2023").is_ok());
    /// let error = mingbai::Engine::built_in("atlantis").unwrap_err();
    /// assert!(error.to_string().contains("liangping-2019"));
    /// ```
    #[cfg(feature = "built-in")]
    pub fn built_in(id: &str) -> Result<Self, crate::NoSuchPolicy> {
        let own = mingbai_policies::policies().iter().find(|policy| policy.id == id);
        // The bytes were made by this build: they are as good as the id.
        own.and_then(|own| Self::from_bytes(mingbai_policies::vocabulary().bytes, own.bytes).ok())
            .ok_or_else(|| crate::NoSuchPolicy(id.to_owned()))
    }

    /// The engine of a policy of one's own, compiled from the texts of a facts.toml (the shared
    /// vocabulary is `FACTS_TOML`) and a policy.toml, as `docs/policy-format.md` describes them.
    ///
    /// # Errors
    /// Every finding of the two files, with its line.
    ///
    /// ```
    /// # #[cfg(feature = "built-in")] {
    /// let policy = "[policy]\nid = \"atlantis\"\n";
    /// let findings = mingbai::Engine::compile(mingbai::FACTS_TOML, policy).unwrap_err();
    /// assert!(findings.to_string().contains("policy.toml:1: missing-key: [policy] lacks instrument"));
    /// # }
    /// ```
    #[cfg(feature = "compiler")]
    pub fn compile(facts: &str, policy: &str) -> Result<Self, crate::Findings> {
        let shared =
            mingbai_compiler::compile_vocabulary("facts.toml", facts).map_err(crate::Findings)?;
        let compiled = mingbai_compiler::compile_policy(&shared, "policy.toml", policy)
            .map_err(crate::Findings)?;
        Ok(Self { vocabulary: shared.vocabulary, policy: compiled.policy })
    }

    /// The engine of a compiled vocabulary and a compiled policy.
    ///
    /// # Errors
    /// Why the bytes were refused: they are damaged, or of another version.
    pub fn from_bytes(vocabulary: &[u8], policy: &[u8]) -> Result<Self, BadBytes> {
        Ok(Self {
            vocabulary: Vocabulary::from_bytes(vocabulary)?,
            policy: Policy::from_bytes(policy)?,
        })
    }

    /// The policy's id.
    pub fn id(&self) -> &str {
        &self.policy.data().id
    }

    /// The answer to a case as of the day `on`, like `2019-11-01`. A case is JSON text, a
    /// [`serde_json::Value`] or a [`Case`] parsed before.
    ///
    /// # Errors
    /// Every problem of the case and the day.
    ///
    /// ```
    /// # #[cfg(feature = "built-in")] {
    /// let engine = mingbai::Engine::built_in("liangping-2019")?;
    /// let answer = engine.assess("{}", "2021-01-01")?;
    /// assert_eq!(answer.validity, mingbai::Validity::Lapsed);
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn assess(
        &self,
        case: impl TryInto<Case, Error: Into<Problems>>,
        on: &str,
    ) -> Result<Answer<'_>, Problems> {
        let Case(input) = case.try_into().map_err(Into::into)?;
        Ok(assess(self.reader(), &input, day(on)?, Ways::Told)?)
    }

    /// What reads this engine's cases.
    pub fn reader(&self) -> Reader<'_> {
        Reader { vocabulary: &self.vocabulary, policy: &self.policy, figures: None }
    }
}

/// The day that `on` is.
pub(crate) fn day(on: &str) -> Result<Date, Problem> {
    Date::parse(on).ok_or_else(|| Problem {
        path: "on".into(),
        found: Found::Text(on.to_owned()),
        expected: Expected::Date,
    })
}
