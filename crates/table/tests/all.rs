//! Tables of persons, answered and compared.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails so")]

mod cells;
mod comparison;
mod county;
mod roster;
