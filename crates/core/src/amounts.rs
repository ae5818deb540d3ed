//! Amounts: premium and settlement, computed over every completion of the unknown facts.

pub mod amount;
pub mod benefits;
mod budget;
pub mod check;
pub mod household;
mod layer;
mod limits;
mod met;
pub mod missing;
mod payment;
pub mod premium;
pub mod ranges;
pub mod settlement;
pub mod trace;
pub mod worked_out;
pub mod year;
