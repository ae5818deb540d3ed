//! The village official's ledger: CSV in, CSV out, as large as it may be.
//!
//! | module | holds |
//! | --- | --- |
//! | [`chunks`] | the file's encoding; pieces that end where a row ends |
//! | [`columns`] | the header; cells to values |
//! | [`answers`] | values to the cells of an answer, each worked out once |
//! | [`rows`] | a piece to its answers and its errors |
//! | [`output`] | files that are there whole or not at all |
//! | [`summary`] | progress and summary |

pub mod answers;
pub mod chunks;
pub mod columns;
pub mod output;
pub mod rows;
pub mod summary;
