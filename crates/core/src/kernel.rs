//! The kernel: reduced ordered multi-valued decision diagrams, money, days and languages.

mod bit_set;
pub mod date;
pub mod diagram;
mod digits;
pub(crate) mod interner;
pub mod lang;
pub mod money;
pub mod packed;
pub mod sorted;
