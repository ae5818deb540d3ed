//! `mingbai bundle`: policies, words and figures put into the page's template (crates/bundle). One file comes
//! out that needs nothing else. Of places it has every document that holds there.

use std::fs;
use std::io::Write;
use std::path::Path;

use mingbai_bundle::{Contents, Document, PLACE};
use mingbai_core::case::Reader;

use crate::arguments::BundleOptions;
use crate::failure::{Ended, Failure};
use crate::figures::CountyFigures;
use crate::library::{self, Loaded};
use crate::messages::Message;

/// The template that was built before this program was, if it was.
const TEMPLATE: Option<&str> = include!(concat!(env!("OUT_DIR"), "/template.rs"));

/// Writes the page.
///
/// # Errors
/// Wrong use: no such policy, place or file, no template.
pub fn run(options: &BundleOptions) -> Result<Ended, Failure> {
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

/// Writes under a temporary name beside `path`, then renames: never half a file.
///
/// # Errors
/// Where the folder cannot be written to or the disk is full.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let folder =
        path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = ordinary().tempfile_in(folder).map_err(Failure::file(folder))?;
    file.write_all(bytes).map_err(Failure::file(path))?;
    file.persist(path).map_err(|error| Failure::file(path)(error.error))?;
    Ok(())
}

/// A temporary file that others may read once it has its name, as far as the umask lets them.
fn ordinary() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder
}
