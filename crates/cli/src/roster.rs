//! The village official's ledger as the command answers it: how it is read, mapped and answered is in mingbai-ledger.
//!
//! | module | holds |
//! | --- | --- |
//! | [`named`] | a CSV file whose header is called as the facts are: piece by piece, as large as it may be |
//! | [`mapped`] | any other ledger, read whole, by a mapping |
//! | [`said`] | what is told of a ledger before it is answered |
//! | [`summary`] | progress and summary |

pub mod mapped;
pub mod named;
pub mod said;
pub mod summary;
