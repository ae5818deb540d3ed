//! The command's tests, in one program: it is linked once.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod assess;
mod authoring;
mod codes;
mod command;
mod district;
mod explain;
mod hostile;
mod new_rows;
mod outputs;
mod page;
mod places;
mod plain;
mod roster;
mod roster_files;
mod roster_kept;
mod roster_premium;
