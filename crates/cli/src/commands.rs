//! A module a command.

pub mod assess;
pub mod bundle;
pub mod facts;
pub mod lint;
pub mod new;
pub mod policies;
mod readable;
pub mod roster;
pub mod schema;
pub mod test;
