//! Amounts: the rules of premium and settlement over everything that is not known.

pub mod amount;
pub mod household;
pub mod missing;
pub mod premium;
pub mod ranges;
pub mod settlement;
pub mod trace;
pub mod year;
