//! The studio of a county office: from the text of a document to a policy that is checked as it is typed.
//! No files, network or clock: what it works on is given to it as text, and it gives text back.
//!
//! | module | from | to |
//! | --- | --- | --- |
//! | [`clauses`] | the pasted text of a document | its clauses, by its own numbering |

#![forbid(unsafe_code)]

pub mod clauses;
