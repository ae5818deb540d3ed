//! Keys with points that stand apart in a file: `title.zh`, then other keys, then `title.en`. A document of `toml_edit` has
//! them together; here each key is marked with where it stood, and is written there again.

use toml_edit::{Decor, Document, DocumentMut, Item, Key, RawString, Table};

/// Begins a comment that says where the key after it stood.
const KEY: &str = "#\u{e000}";

/// A comment before the head of a table, and before what stands after the last key.
const HEAD: &str = "#\u{e001}\n";

/// Marks each key of a document that would be written in another order than that of the text it was read from.
pub fn mark(document: &mut DocumentMut, text: &str) {
    if document.to_string() == text {
        return;
    }
    let Ok(read) = Document::parse(text) else { return };
    let mut places = Vec::new();
    stand(read.as_table(), &mut places);
    mark_keys(document.as_table_mut(), &mut places.into_iter());
}

/// The text of a document, each marked key where it stood, without the marks. A new key stands after the one before it.
pub fn written(document: &DocumentMut) -> String {
    let text = document.to_string();
    if !text.contains(KEY) {
        return text;
    }
    let mut document = document.clone();
    mark_heads(document.as_table_mut());
    let trailing = document.trailing().as_str().unwrap_or_default().to_owned();
    document.set_trailing(format!("{HEAD}{trailing}"));
    let mut whole = String::new();
    for body in document.to_string().split(HEAD) {
        let mut keys = body.split(KEY);
        whole.push_str(keys.next().unwrap_or_default());
        let mut keys: Vec<(usize, &str)> = keys
            .filter_map(|key| key.split_once('\n'))
            .map(|(place, key)| (place.parse().unwrap_or_default(), key))
            .collect();
        keys.sort_by_key(|(place, _)| *place);
        whole.extend(keys.into_iter().map(|(_, key)| key));
    }
    whole
}

/// Where each key with a value stands in the text, in the order of the document.
fn stand(table: &Table, places: &mut Vec<usize>) {
    for (key, item) in table {
        match item {
            Item::None => {}
            Item::Value(_) => {
                let span = table.key(key).and_then(Key::span);
                places.push(span.map_or(0, |span| span.start));
            }
            Item::Table(inner) => stand(inner, places),
            Item::ArrayOfTables(all) => all.iter().for_each(|inner| stand(inner, places)),
        }
    }
}

fn mark_keys(table: &mut Table, places: &mut impl Iterator<Item = usize>) {
    for (mut key, item) in table.iter_mut() {
        match item {
            Item::None => {}
            Item::Value(_) => {
                let mark = places.next().map(|place| format!("{KEY}{place}\n"));
                before(key.leaf_decor_mut(), &mark.unwrap_or_default());
            }
            Item::Table(inner) => mark_keys(inner, places),
            Item::ArrayOfTables(all) => all.iter_mut().for_each(|inner| mark_keys(inner, places)),
        }
    }
}

fn mark_heads(table: &mut Table) {
    for (_, item) in table.iter_mut() {
        match item {
            Item::Table(inner) => mark_head(inner),
            Item::ArrayOfTables(all) => all.iter_mut().for_each(mark_head),
            Item::None | Item::Value(_) => {}
        }
    }
}

fn mark_head(table: &mut Table) {
    if !table.is_dotted() {
        before(table.decor_mut(), HEAD);
    }
    mark_heads(table);
}

/// Puts a mark before what stands before a key or a head.
fn before(decor: &mut Decor, mark: &str) {
    let own = decor.prefix().and_then(RawString::as_str).unwrap_or_default().to_owned();
    decor.set_prefix(format!("{mark}{own}"));
}
