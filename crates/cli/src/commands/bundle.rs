//! `mingbai bundle`: policies, words and figures put into the page's template (crates/bundle). One file comes
//! out that needs nothing else. Of places it has every document that holds there.

use std::fs;
use std::path::{Path, PathBuf};

use mingbai_bundle::{Contents, Document, PLACE};
use mingbai_core::case::Reader;

use crate::arguments::BundleOptions;
use crate::failure::{Ended, Failure};
use crate::figures::CountyFigures;
use crate::library::{self, Loaded};
use crate::messages::Message;
use crate::output::{apart, write_whole};

/// The template that was built before this program was, if it was.
const TEMPLATE: Option<&str> = include!(concat!(env!("OUT_DIR"), "/template.rs"));

/// Writes the page.
///
/// # Errors
/// Wrong use: no such policy, place or file, no template; an output that is one of the files read.
pub fn run(options: &BundleOptions) -> Result<Ended, Failure> {
    let files = options.figures.iter().chain(&options.template).map(PathBuf::as_path);
    apart(&options.output, files.chain(options.policy.iter().map(Path::new)))?;
    let template = match (&options.template, TEMPLATE) {
        (Some(path), _) => fs::read_to_string(path).map_err(Failure::file(path))?,
        (None, Some(template)) => template.to_owned(),
        (None, None) => {
            return Err(Message::NoTemplate.into());
        }
    };
    if template.matches(PLACE).count() != 1 {
        return Err(Message::BadTemplate { place: PLACE }.into());
    }
    let places = options.place.iter().map(|name| library::built_in_place(name));
    let places = places.collect::<Result<Vec<_>, _>>()?;
    let of_places = mingbai_policies::holding(&places).map(|own| own.id);
    let named = options.policy.iter().map(String::as_str).chain(of_places);
    let policies = named.map(library::load).collect::<Result<Vec<_>, _>>()?;
    let mut ids: Vec<&str> = policies.iter().map(|own| own.policy.data().id.as_str()).collect();
    ids.sort_unstable();
    let twice = ids.windows(2).find_map(|two| two.first().filter(|id| two.last() == Some(id)));
    if let Some(id) = twice {
        return Err(Message::PolicyTwice((*id).to_owned()).into());
    }
    let readers: Vec<Reader<'_>> = policies
        .iter()
        .map(|Loaded { policy, vocabulary, .. }| Reader { vocabulary, policy, figures: None })
        .collect();
    let figures = options.figures.as_deref();
    let figures = figures.map(|path| CountyFigures::load(path, &readers)).transpose()?;
    if let Some(figures) = &figures {
        for reader in readers {
            figures.decode(reader)?;
        }
    }
    let documents: Vec<Document<'_>> =
        policies.iter().map(|own| Document { policy: &own.policy, words: &own.words }).collect();
    let contents = Contents {
        vocabulary: library::vocabulary_words(),
        documents: &documents,
        places: &places,
        figures: figures.as_ref().map(|figures| &figures.read),
    };
    let page = template.replace(PLACE, &contents.text()?);
    write_whole(&options.output, page.as_bytes())?;
    Ok(Ended::Done)
}
