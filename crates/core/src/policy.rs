//! A compiled policy: what the compiler writes and the engine loads.

pub mod bytes;
mod check;
mod data;
mod following;
pub mod layers;
mod loaded;
pub mod outcome;
pub mod stated;
pub mod terms;
pub mod vocabulary;

pub use data::*;
pub use following::{AskWhen, Implied};
pub use loaded::{Granting, Identity, KeyValues, Mark, Policy, Threshold};
