//! The kernel: reduced ordered multi-valued decision diagrams, money and days.

mod bit_set;
pub mod date;
pub mod diagram;
pub(crate) mod interner;
pub mod money;
