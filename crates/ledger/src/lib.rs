//! Ledgers of residents: read as they are kept, mapped to facts, answered, written back. It has no files, threads or
//! clock; the command and the office page share it.
//!
//! A ledger is a CSV file whose header is called as the facts are, answered piece by piece ([`rows`]), or any workbook,
//! read whole:
//!
//! ```text
//! bytes ─ Workbook::read ─ propose ─ Mapping ─ Ledger::open ─ Ledger::read ─ Answered::take ─ csv, save
//! ```
//!
//! | module | holds |
//! | --- | --- |
//! | [`text`] | text as spreadsheets write it |
//! | [`chunks`] | a text's encoding; pieces that end where a row ends |
//! | [`grid`] | a table of text |
//! | [`workbook`] | a file's bytes to sheets |
//! | [`kinds`] | rows that are no residents |
//! | [`header`] | the names of the columns |
//! | [`synonyms`] | the words that ledgers are kept in |
//! | [`mapping`] | what the columns mean: `MAP.toml` |
//! | [`mod@propose`] | a mapping guessed, each guess with its reason |
//! | [`problems`], [`reason`] | what in a mapping, in a row does not fit |
//! | [`document`] | a policy with its words, of crates/plain |
//! | [`slots`] | what a row's values stand for |
//! | [`identity`] | what an identity number says |
//! | [`columns`] | cells to values |
//! | [`ledger`] | a ledger with its mapping |
//! | [`answering`] | what the answers are worked out with; the columns they add |
//! | [`parts`], [`memo`] | what an answer is put together from, each worked out once |
//! | [`answers`], [`tally`] | values to an answer; answers counted |
//! | [`mod@caution`] | what every row says of itself |
//! | [`answered`] | a ledger's residents, answered |
//! | [`notices`] | what a resident is told on paper |
//! | [`mod@save`] | the answers as .xlsx |
//! | [`rows`] | a piece of CSV to its answers and its errors |

#![forbid(unsafe_code)]

pub mod answered;
pub mod answering;
pub mod answers;
pub mod caution;
pub mod chunks;
pub mod columns;
pub mod grid;
pub mod header;
pub mod identity;
pub mod kinds;
pub mod ledger;
pub mod mapping;
pub mod memo;
pub mod notices;
pub mod parts;
pub mod problems;
pub mod propose;
pub mod reason;
pub mod rows;
pub mod save;
pub mod slots;
pub mod synonyms;
pub mod tally;
pub mod text;
pub mod workbook;

pub use mingbai_plain::document;

#[cfg(test)]
mod typescript;
