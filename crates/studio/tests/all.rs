//! The tests of the studio, one program.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod apart;
mod check;
mod clauses;
mod edit;
mod forms;
mod pasted;
mod rows;
