//! What a page of built-in documents carries.

use std::io;

use mingbai_compiler::words::{PolicyWords, VocabularyWords};
use mingbai_core::policy::Policy;
use mingbai_policies::{BuiltIn, BuiltInPlace};

use crate::{Contents, Document};

/// The text of the data block of a page with these built-in policies.
///
/// # Errors
/// `NotFound` where there is no policy of that id.
pub fn of_policies(ids: &[&str]) -> io::Result<String> {
    let of = |id: &&str| {
        let mut policies = mingbai_policies::policies().iter();
        policies.find(|own| own.id == *id).ok_or_else(|| missing("policy", id))
    };
    text(&ids.iter().map(of).collect::<io::Result<Vec<_>>>()?, &[])
}

/// The text of the data block of a page with these places and every document that holds there.
///
/// # Errors
/// `NotFound` where there is no place of that id.
pub fn of_places(ids: &[&str]) -> io::Result<String> {
    let of = |id: &&str| {
        let mut places = mingbai_policies::places().iter();
        places.find(|place| place.id == *id).ok_or_else(|| missing("place", id))
    };
    let places = ids.iter().map(of).collect::<io::Result<Vec<_>>>()?;
    text(&mingbai_policies::holding(&places).collect::<Vec<_>>(), &places)
}

fn text(policies: &[&BuiltIn], places: &[&BuiltInPlace]) -> io::Result<String> {
    let vocabulary: VocabularyWords =
        serde_json::from_str(mingbai_policies::vocabulary().words_json)?;
    let loaded = |own: &&BuiltIn| {
        let policy = Policy::from_bytes(own.bytes).map_err(io::Error::other)?;
        Ok((policy, serde_json::from_str::<PolicyWords>(own.words_json)?))
    };
    let loaded = policies.iter().map(loaded).collect::<io::Result<Vec<_>>>()?;
    let documents: Vec<Document<'_>> =
        loaded.iter().map(|(policy, words)| Document { policy, words }).collect();
    Contents { vocabulary: &vocabulary, documents: &documents, places, figures: None }.text()
}

fn missing(what: &str, id: &str) -> io::Error {
    io::Error::new(io::ErrorKind::NotFound, format!("there is no {what} {id}"))
}
