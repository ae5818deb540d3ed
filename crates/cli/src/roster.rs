//! The village official's ledger: CSV in, CSV out, as large as it may be.
//!
//! | module | holds |
//! | --- | --- |
//! | [`chunks`] | the file's encoding; pieces that end where a row ends |
//! | [`columns`] | the header; cells to values |
//! | [`sheet`] | what the answers are worked out with; the columns they add |
//! | [`answers`] | values to the cells of an answer |
//! | [`memo`] | answers worked out once |
//! | [`rows`] | a piece to its answers and its errors |
//! | [`output`] | files that are there whole or not at all |
//! | [`tally`] | the answers counted |
//! | [`summary`] | progress and summary |

pub mod answers;
pub mod chunks;
pub mod columns;
pub mod memo;
pub mod output;
pub mod rows;
pub mod sheet;
pub mod summary;
pub mod tally;
