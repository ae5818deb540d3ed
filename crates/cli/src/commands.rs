//! A module a command.

pub mod assess;
pub mod bundle;
pub mod facts;
pub mod lint;
pub mod new;
pub mod policies;
pub mod diff;
mod readable;
pub mod roster;
pub mod schema;
pub mod test;
