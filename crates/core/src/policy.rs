//! A compiled policy: what the compiler writes and the engine loads.

pub mod bytes;
mod check;
mod data;
mod loaded;
pub mod outcome;
pub mod vocabulary;

pub use data::*;
pub use loaded::{Identity, Policy};
