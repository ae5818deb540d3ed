//! The texts of two versions of a policy: which say something else now.

use mingbai_compiler::Text;
use mingbai_compiler::words::{FactWords, PolicyWords, ProvisionWords, ReadingWords};
use mingbai_core::kernel::lang::Lang;
use mingbai_core::say;
use serde::Serialize;

/// A text and where it stands.
pub struct Placed<'w> {
    /// Its key in the file: `what`, `rows.key`.
    key: String,
    /// What it is, for people.
    what: Text,
    text: &'w Text,
}

/// A text that says something else now, or stands in one version only.
#[derive(Serialize)]
pub struct Reworded<'w> {
    #[serde(rename = "part")]
    key: String,
    /// What it is, for people.
    #[serde(skip)]
    pub what: Text,
    pub was: Option<&'w Text>,
    pub now: Option<&'w Text>,
}

fn placed<'w>(key: &str, what: (&str, &str), text: Option<&'w Text>) -> Option<Placed<'w>> {
    Some(Placed { key: key.to_owned(), what: Text::new(what.0, what.1), text: text? })
}

/// What is said of a policy as a whole and of its own facts.
pub fn of_policy(words: &PolicyWords) -> Vec<Placed<'_>> {
    let whole = [
        placed("place", ("地方", "place"), Some(&words.place)),
        placed("title", ("标题", "title"), Some(&words.title)),
        placed("note", ("附注", "note"), words.note.as_ref()),
    ];
    let facts = words.facts.0.iter().flat_map(|(id, fact)| of_fact(id, fact));
    whole.into_iter().flatten().chain(facts).collect()
}

fn of_fact<'w>(id: &str, words: &'w FactWords) -> Vec<Placed<'w>> {
    let own = [
        ("label", Some(&words.label)),
        ("question", Some(&words.question)),
        ("help", words.help.as_ref()),
        ("unit", words.unit.as_ref()),
    ];
    let own = own.into_iter().map(|(key, text)| (key.to_owned(), text));
    let values = words.values.iter().flat_map(|values| &values.0);
    let values = values.map(|(value, text)| (format!("values.{value}"), Some(text)));
    own.chain(values)
        .filter_map(|(key, text)| {
            let key = format!("facts.{id}.{key}");
            placed(&key, (&key, &key), text)
        })
        .collect()
}

/// What is said of a provision.
pub fn of_provision(words: &ProvisionWords) -> Vec<Placed<'_>> {
    let whole = [
        placed("title", ("标题", "title"), Some(&words.title)),
        placed("what", ("内容", "what it gives"), Some(&words.what)),
        placed("claim", ("怎么办理", "how to claim it"), words.claim.as_ref()),
        placed(
            "emended",
            ("原文的错处怎么读", "how the damaged text is read"),
            words.emended.as_ref(),
        ),
    ];
    let rows = words.rows.0.iter().filter_map(|(row, text)| {
        let words = |lang| say!(lang, "第 {row} 行的说明", "the words of row {row}");
        placed(&format!("rows.{row}"), (&words(Lang::Zh), &words(Lang::En)), Some(text))
    });
    whole.into_iter().flatten().chain(rows).collect()
}

/// What is said of a reading.
pub fn of_reading(words: &ReadingWords) -> Vec<Placed<'_>> {
    let whole = [
        placed("question", ("问题", "question"), Some(&words.question)),
        placed("taken", ("我们的读法", "the reading taken"), Some(&words.taken)),
        placed("other", ("另一种读法", "the other reading"), Some(&words.other)),
    ];
    whole.into_iter().flatten().collect()
}

/// The texts that differ: those of the older version in order, then what is new.
pub fn reworded<'w>(was: Vec<Placed<'w>>, now: &[Placed<'w>]) -> Vec<Reworded<'w>> {
    let find = |key: &str| now.iter().find(|own| own.key == key).map(|own| own.text);
    let added = now.iter().filter(|own| !was.iter().any(|old| old.key == own.key));
    let added = added.map(|own| Reworded {
        key: own.key.clone(),
        what: own.what.clone(),
        was: None,
        now: Some(own.text),
    });
    let mut all: Vec<Reworded<'w>> = added.collect();
    let kept = was.into_iter().map(|own| {
        let now = find(&own.key);
        Reworded { key: own.key, what: own.what, was: Some(own.text), now }
    });
    all.splice(0..0, kept);
    all.retain(|text| text.was != text.now);
    all
}
