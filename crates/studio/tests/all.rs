//! The tests of the studio, one program.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod apart;
mod check;
mod clauses;
mod compare;
mod edit;
mod forms;
mod names;
mod pasted;
mod picture;
mod rows;
mod told;
mod written;
