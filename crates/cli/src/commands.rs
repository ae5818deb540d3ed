//! A module a command.

pub mod ask;
pub mod assess;
pub mod bundle;
pub mod clauses;
pub mod diff;
pub mod explain;
pub mod facts;
pub mod lint;
pub mod new;
pub mod places;
pub mod policies;
mod readable;
pub mod roster;
pub mod schema;
pub mod test;
