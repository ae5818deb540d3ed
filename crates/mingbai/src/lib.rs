//! A library that works out what a document on health insurance for the poor gives a person: which
//! part of the contribution is paid, which share of a hospital bill comes back, which services are
//! theirs, and what is still to be asked.
//!
//! An [`Engine`] holds one policy. It reads a case, in which anything may be left out, and gives an
//! [`Answer`]; both have the shapes of `docs/contract.md`, and an answer serialises to its JSON.
//!
//! ```
//! # #[cfg(feature = "built-in")] {
//! use mingbai::Engine;
//!
//! let engine = Engine::built_in("liangping-2019")?;
//! let case = r#"{
//!     "facts": { "residence": "rural", "dibao": true, "scheme": "resident", "tier": "tier_2" },
//!     "figures": { "contribution": { "tier_1": "200.00", "tier_2": "500.00" } }
//! }"#;
//! let answer = serde_json::to_value(engine.assess(case, "2019-11-01")?)?;
//! assert_eq!(answer["premium"]["pays"]["most"], "300.00");
//! # }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Everything wrong with an input is told at once, each with its place and what was expected:
//!
//! ```
//! # #[cfg(feature = "built-in")] {
//! # let engine = mingbai::Engine::built_in("liangping-2019")?;
//! let problems = engine.assess(r#"{ "facts": { "dibao": "yes", "teir": "tier_2" } }"#, "2019-11-01").unwrap_err();
//! let paths: Vec<&str> = problems.iter().map(|problem| problem.path.as_str()).collect();
//! assert_eq!(paths, ["facts.dibao", "facts.teir"]);
//! assert!(problems.to_string().contains("did you mean tier?"));
//! # }
//! # Ok::<(), mingbai::NoSuchPolicy>(())
//! ```
//!
//! | feature | gives |
//! | --- | --- |
//! | `built-in` | [`Engine::built_in`], [`built_in_ids`]: the policies that come with Mingbai; [`Place::built_in`], [`place_ids`]: the places where they hold |
//! | `compiler` | [`Engine::compile`]: policies of one's own |
//!
//! Both are on unless `default-features = false`. The engine has no files, network or clock.

#![forbid(unsafe_code)]

mod case;
mod engine;
mod errors;
#[cfg(feature = "built-in")]
mod place;

pub use case::Case;
pub use engine::Engine;
#[cfg(feature = "built-in")]
pub use engine::{FACTS_TOML, built_in_ids};
#[cfg(feature = "compiler")]
pub use errors::Findings;
pub use errors::Problems;
#[cfg(feature = "built-in")]
pub use errors::{NoSuchPlace, NoSuchPolicy};
#[cfg(feature = "compiler")]
pub use mingbai_compiler::Finding;
pub use mingbai_core::amounts::ranges::Range;
pub use mingbai_core::answer::compared::{ClauseOf, Compared};
pub use mingbai_core::answer::place::{OfPolicy, PlaceAnswer, PlaceNext};
pub use mingbai_core::answer::{
    Advice, Answer, Next, People, Person, Premium, Receipt, Settlement, Shares, Status, Totals,
    Verdict,
};
pub use mingbai_core::case::problems::Problem;
pub use mingbai_core::case::values::Value;
pub use mingbai_core::kernel::money::Money;
pub use mingbai_core::policy::Validity;
pub use mingbai_core::policy::outcome::Outcome;
#[cfg(feature = "built-in")]
pub use place::{Place, place_ids};
