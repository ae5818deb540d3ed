//! `mingbai bundle`: policies, words and figures put into the page's template. One file comes out
//! that needs nothing else. Of places it has every document that holds there.

use std::fs;
use std::io::Write;
use std::path::Path;

use mingbai_compiler::words::VocabularyWords;
use mingbai_core::case::Reader;
use mingbai_policies::BuiltInPlace;
use serde_json::{Value, json};

use crate::arguments::BundleOptions;
use crate::failure::{Ended, Failure};
use crate::figures::CountyFigures;
use crate::library::{self, Loaded};
use crate::messages::Message;
use crate::payload::Payload;

/// Where the data goes in the template.
const PLACE: &str = "<!--mingbai-data-->";

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
    let of_places: Vec<&str> = mingbai_policies::policies()
        .iter()
        .map(|own| own.id)
        .filter(|id| places.iter().any(|place| place.policies().any(|own| own == *id)))
        .collect();
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
    let mut payload = Payload::default();
    let vocabulary = json!({
        "bytes": payload.place(mingbai_policies::vocabulary().bytes),
        "words": used_words(&policies),
    });
    let policy = |Loaded { policy, words, .. }: &Loaded| {
        let (data, bytes) = (policy.data(), payload.place(&policy.to_bytes()));
        json!({ "id": data.id, "in_force": data.in_force, "bytes": bytes, "words": words })
    };
    let place = |place: &BuiltInPlace| {
        let name = json!({ "zh": place.name_zh, "en": place.name_en });
        json!({ "id": place.id, "name": name, "local": place.local, "above": place.above })
    };
    let data = json!({
        "vocabulary": vocabulary,
        "policies": policies.iter().map(policy).collect::<Vec<_>>(),
        "places": places.iter().copied().map(place).collect::<Vec<_>>(),
        "same": if places.is_empty() { Vec::new() } else { same_things() },
        "figures": figures.map(|figures| figures.read),
    });
    let page = template.replace(PLACE, &payload.text(&data)?);
    write_whole(&options.output, page.as_bytes())?;
    Ok(Ended::Done)
}

/// The words of the vocabulary, of its facts those that a policy has.
fn used_words(policies: &[Loaded]) -> VocabularyWords {
    let mut words = library::vocabulary_words().clone();
    let used = |id: &String| {
        let mut facts = policies.iter().flat_map(|own| &own.policy.data().facts);
        facts.any(|fact| fact.id == *id)
    };
    words.facts.0.retain(|(id, _)| used(id));
    for (_, group) in &mut words.groups.0 {
        group.facts.0.retain(|(id, _)| used(id));
    }
    words
}

/// What several policies give: its name, the policy and the clause by which only the higher is given, each that
/// gives it.
fn same_things() -> Vec<Value> {
    let shape = |same: &mingbai_policies::SameThing| json!([same.id, same.once, same.provisions]);
    mingbai_policies::same_things().iter().map(shape).collect()
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
