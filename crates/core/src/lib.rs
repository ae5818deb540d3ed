//! The engine of Mingbai: from compiled bytes and a case to an answer. It has no files, network,
//! clock or environment; whatever it needs is given to it, and whatever it is given it checks.
//!
//! Five rooms; a room uses those above it only:
//!
//! | room | holds |
//! | --- | --- |
//! | [`kernel`] | decision diagrams; money, days and languages |
//! | [`policy`] | a compiled policy: its facts, provisions, outcomes; the bytes it is read from |
//! | [`case`] | what is known of a person or a household: facts, bills, figures; problems in them |
//! | [`amounts`] | the rules of premium and settlement over everything that is not known |
//! | [`answer`] | verdicts, amounts, questions and advice, by name |

#![forbid(unsafe_code)]

pub mod amounts;
pub mod answer;
pub mod case;
pub mod kernel;
pub mod policy;

#[cfg(test)]
mod rooms;
#[cfg(test)]
mod typescript;
