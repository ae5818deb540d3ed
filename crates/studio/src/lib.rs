//! The studio of a county office: from the text of a document to a policy that is checked as it is typed.
//! No files, network or clock: what it works on is given to it as text, and it gives text back.
//!
//! | module | from | to |
//! | --- | --- | --- |
//! | [`clauses`] | the pasted text of a document | its clauses, by its own numbering |
//! | [`edit`] | a policy, figures or cases file and an edit | the file, changed there and nowhere else |
//! | [`view`] | such a file | what forms show: sections, rows, cells, each with its [`place`] and [`content`] |
//! | [`facts`] | the shared vocabulary and a policy | every fact a condition may test, in words |
//! | [`condition`] | a condition | the same in plain words, and as menus |
//! | [`rows`] | rows pasted from a spreadsheet | rows of a provision, and the cells that were not understood |
//! | [`coverage`] | a policy and its clause tables | what has become of each clause |
//! | [`check`] | all of these texts | findings at their cells, cases green and red, coverage |
//! | [`diff`] | two versions of a policy | what changes for whom, in words and as JSON |
//! | [`explain`] | a provision | all there is to it in words; as a picture |

#![forbid(unsafe_code)]

pub mod check;
pub mod clauses;
pub mod condition;
pub mod content;
pub mod coverage;
pub mod diff;
pub mod edit;
pub mod explain;
pub mod facts;
mod locate;
pub mod place;
pub mod rows;
pub mod view;

#[cfg(test)]
mod typescript;
