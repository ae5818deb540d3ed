//! The resident's page in one file: policies, words, places and figures put into the page's template. The command
//! (`mingbai bundle`) and the office page both make theirs here. Reads no file and writes none.
//!
//! | module | holds |
//! | --- | --- |
//! | [`built_in`] | what a page of built-in documents carries |
//! | [`payload`] | JSON and the bytes it points to, as the text of a block in the page |

#![forbid(unsafe_code)]

pub mod built_in;
pub mod payload;

use std::io;

use mingbai_compiler::FiguresFile;
use mingbai_compiler::words::{PolicyWords, VocabularyWords};
use mingbai_core::policy::Policy;
use mingbai_policies::BuiltInPlace;
use serde_json::{Value, json};

use crate::payload::Payload;

/// Where the data goes in the template.
pub const PLACE: &str = "<!--mingbai-data-->";

/// A policy with its words.
#[derive(Clone, Copy, Debug)]
pub struct Document<'d> {
    /// The policy.
    pub policy: &'d Policy,
    /// Its words.
    pub words: &'d PolicyWords,
}

/// What a page answers for.
#[derive(Clone, Copy, Debug)]
pub struct Contents<'c> {
    /// The words of the shared vocabulary.
    pub vocabulary: &'c VocabularyWords,
    /// The documents.
    pub documents: &'c [Document<'c>],
    /// The places they hold in; none: they are offered one by one.
    pub places: &'c [&'c BuiltInPlace],
    /// A county's figures.
    pub figures: Option<&'c FiguresFile>,
}

impl Contents<'_> {
    /// The text of the page's data block, as www/src/engine/data.ts reads it.
    ///
    /// # Errors
    /// None that an input could cause.
    pub fn text(&self) -> io::Result<String> {
        let mut payload = Payload::default();
        let vocabulary = json!({
            "bytes": payload.place(mingbai_policies::vocabulary().bytes),
            "words": self.used_words(),
        });
        let document = |Document { policy, words }: &Document<'_>| {
            let (data, bytes) = (policy.data(), payload.place(&policy.to_bytes()));
            json!({ "id": data.id, "in_force": data.in_force, "bytes": bytes, "words": words })
        };
        let place = |place: &BuiltInPlace| {
            let name = json!({ "zh": place.name_zh, "en": place.name_en });
            json!({ "id": place.id, "name": name, "local": place.local, "above": place.above })
        };
        let data = json!({
            "vocabulary": vocabulary,
            "policies": self.documents.iter().map(document).collect::<Vec<_>>(),
            "places": self.places.iter().copied().map(place).collect::<Vec<_>>(),
            "same": if self.places.is_empty() { Vec::new() } else { self.same_things() },
            "figures": self.figures,
        });
        payload.text(&data)
    }

    /// The words of the vocabulary, of its facts those that a document has.
    fn used_words(&self) -> VocabularyWords {
        let mut words = self.vocabulary.clone();
        let used = |id: &String| {
            let mut facts = self.documents.iter().flat_map(|own| &own.policy.data().facts);
            facts.any(|fact| fact.id == *id)
        };
        words.facts.0.retain(|(id, _)| used(id));
        for (_, group) in &mut words.groups.0 {
            group.facts.0.retain(|(id, _)| used(id));
        }
        words
    }

    /// What several documents of the page give: its name, the policy and the clause by which only the higher is given,
    /// each provision that gives it. What only other places' documents give is left out.
    fn same_things(&self) -> Vec<Value> {
        let here = |(policy, _): &(&str, &str)| {
            self.documents.iter().any(|document| document.policy.data().id == *policy)
        };
        let shape = |same: &mingbai_policies::SameThing| {
            let provisions = same.provisions.iter().filter(|provision| here(provision));
            let provisions: Vec<_> = provisions.collect();
            (provisions.len() > 1).then(|| json!([same.id, same.once.filter(here), provisions]))
        };
        mingbai_policies::same_things().iter().filter_map(shape).collect()
    }
}
