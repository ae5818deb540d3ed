//! The engine of Mingbai: from compiled bytes and a case to an answer. It has no files, network,
//! clock or environment; whatever it needs is given to it, and whatever it is given it checks.
//!
//! In the order the data goes through them:
//!
//! | module | holds |
//! | --- | --- |
//! | [`bytes`] | compiled bytes: header, digest, reading and writing |
//! | [`vocabulary`] | facts: what a case may state |
//! | [`policy`] | a compiled policy: variables, provisions, tables, their diagrams |
//! | [`diagram`] | the kernel: reduced ordered decision diagrams |
//! | [`outcome`] | what a row gives |
//! | [`money`], [`date`] | fen, percents, days |
//! | [`input`] | values from JSON, TOML, JavaScript; problems with their places |
//! | [`figures`] | amounts and rates the documents do not state |
//! | [`case`] | what is known of a person or a household |
//! | [`verdict`] | status, outcomes, asks, readings and reasons of each provision |
//! | [`ask`] | what is missing and asked for, by name |
//! | [`amount`] | amounts that may hang on missing figures |
//! | [`joint`] | amounts as a joint function of what is open; their ranges |
//! | [`premium`] | contribution, aid, what is left to pay |
//! | [`settlement`] | the rule: one hospital bill through three layers |
//! | [`bills`] | a year's bills over everything that is not known |
//! | [`steps`] | the steps of the arithmetic, each with its origin |
//! | [`advice`] | what would change the result |
//! | [`household`] | totals over members |
//! | [`describe`] | what a policy is about, for whoever shows it |
//! | [`assess`] | all of it: a case to an [`answer`] |
//! | [`prepared`] | complete facts as codes, figures set once: for many calls a second |

#![forbid(unsafe_code)]

pub mod advice;
pub mod amount;
pub mod answer;
pub mod ask;
pub mod assess;
pub mod bills;
pub mod bytes;
pub mod case;
pub mod date;
pub mod describe;
pub mod diagram;
pub mod figures;
pub mod household;
pub mod input;
mod interner;
pub mod joint;
pub mod money;
pub mod outcome;
pub mod policy;
pub mod premium;
pub mod prepared;
pub mod settlement;
pub mod steps;
pub mod verdict;
pub mod vocabulary;

#[cfg(test)]
mod typescript;
