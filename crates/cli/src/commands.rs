//! A module a command.

pub mod assess;
pub mod bundle;
pub mod facts;
pub mod lint;
pub mod policies;
mod readable;
