//! A policy in plain words, in both languages. Words of facts are the vocabulary's and the policy's own; those of outcomes
//! the lines of crates/policies/outcomes.toml, which the page says too.
//!
//! | module | holds |
//! | --- | --- |
//! | [`document`] | a policy with the words it is told in |
//! | [`visible`] | text of others, with its control characters shown |
//! | [`variables`] | what diagrams branch on, and sets of their values, in words |
//! | [`counted`] | how many combinations of values lead to a leaf |
//! | [`cubes`] | which combinations of values lead to a leaf, in few rows |
//! | [`outcomes`] | an outcome in words |
//! | [`marks`] | what stands between words; lines with blanks |

#![forbid(unsafe_code)]

pub mod counted;
pub mod cubes;
pub mod document;
pub mod marks;
pub mod outcomes;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod shipped;
pub mod variables;
pub mod visible;
