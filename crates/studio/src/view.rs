//! What a file holds, as forms show it. Each cell names its place, by which [`crate::edit`] sets it.
//!
//! ```
//! use mingbai_studio::edit::File;
//! use mingbai_studio::view::PolicyView;
//!
//! let text = "[provision.aid]\nat = \"二\"\ntitle.zh = \"资助\"\ntitle.en = \"Aid\"\nrows = [\n  { id = \"poor\", when = 'dibao', gives = \"nothing\" },\n]\n\n[[elsewhere]]\nat = [\"题\", \"序\"]\nreason = \"title\"\n";
//! let view = PolicyView::of(&File::open("policy.toml", text).unwrap());
//! let aid = &view.provisions[0];
//! assert_eq!((aid.id.as_str(), aid.texts("at")), ("aid", vec!["二"]));
//! assert_eq!(aid.both("title"), Some(("资助", "Aid")));
//! assert_eq!(aid.rows[0].text("when"), Some("dibao"));
//! assert_eq!(aid.rows[0].cell("when").unwrap().place.to_string(), "provision.aid.rows[0].when");
//! assert_eq!(view.elsewhere[0].texts("at"), ["题", "序"]);
//! ```

use serde::{Deserialize, Serialize};
use toml_edit::Item;

use crate::content::Content;
use crate::edit::File;
use crate::place::Place;

/// A cell.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Cell {
    /// Its key.
    pub key: String,
    /// Its place in the file.
    pub place: Place,
    /// What it holds.
    pub content: Content,
}

/// A table: a provision, a row, a reading, a case.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Section {
    /// Its name: its last key, or of a row its `id`, of a case its `name`; empty where it has none.
    pub id: String,
    /// Its place in the file.
    pub place: Place,
    /// Its cells but for the rows, in the order of the file.
    pub cells: Vec<Cell>,
    /// The rows of a provision.
    pub rows: Vec<Section>,
}

impl Section {
    /// The cell of a key.
    pub fn cell(&self, key: &str) -> Option<&Cell> {
        self.cells.iter().find(|cell| cell.key == key)
    }

    /// The text of a cell that holds one.
    pub fn text(&self, key: &str) -> Option<&str> {
        match &self.cell(key)?.content {
            Content::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The texts of a cell that holds one or several.
    pub fn texts(&self, key: &str) -> Vec<&str> {
        match self.cell(key).map(|cell| &cell.content) {
            Some(Content::Text(text)) => vec![text],
            Some(Content::Texts(texts)) => texts.iter().map(String::as_str).collect(),
            _ => Vec::new(),
        }
    }

    /// The Chinese and the English of a cell that holds both; the Chinese twice where it has no English.
    pub fn both(&self, key: &str) -> Option<(&str, &str)> {
        match &self.cell(key)?.content {
            Content::Both { zh, en } => Some((zh, if en.is_empty() { zh } else { en })),
            _ => None,
        }
    }
}

/// A policy.toml.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PolicyView {
    /// `[policy]`
    pub policy: Section,
    /// `[condition]`: a cell for each named condition, its text.
    pub conditions: Section,
    /// `[source.NAME]`
    pub sources: Vec<Section>,
    /// `[premium]`
    pub premium: Section,
    /// `[settlement]`
    pub settlement: Section,
    /// `[layer.ID]`
    pub layers: Vec<Section>,
    /// `[figure.ID]`: amounts that the county is to state.
    pub figures: Vec<Section>,
    /// `[fact.ID]`
    pub facts: Vec<Section>,
    /// `[group.ID]`
    pub groups: Vec<Section>,
    /// `[reading.ID]`
    pub readings: Vec<Section>,
    /// `[provision.ID]`, with their rows.
    pub provisions: Vec<Section>,
    /// `[[elsewhere]]`
    pub elsewhere: Vec<Section>,
}

impl PolicyView {
    /// What a file holds. What has not the shape of a policy is left out: the check names it.
    pub fn of(file: &File) -> Self {
        Self {
            policy: one(file, "policy"),
            conditions: one(file, "condition"),
            sources: named(file, "source"),
            premium: one(file, "premium"),
            settlement: one(file, "settlement"),
            layers: named(file, "layer"),
            figures: named(file, "figure"),
            facts: named(file, "fact"),
            groups: named(file, "group"),
            readings: named(file, "reading"),
            provisions: named(file, "provision"),
            elsewhere: listed(file, "elsewhere", "id"),
        }
    }
}

/// A cases.toml.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CasesView {
    /// `[[case]]`
    pub cases: Vec<Section>,
}

impl CasesView {
    /// What a file holds.
    pub fn of(file: &File) -> Self {
        Self { cases: listed(file, "case", "name") }
    }
}

/// A figures.toml.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FiguresView {
    /// Whether they are invented.
    pub example: bool,
    /// Each figure: its cells are `value`, `source` and `date`, its name is its place.
    pub figures: Vec<Section>,
    /// `[office]` and `[office.ID]`.
    pub offices: Vec<Section>,
}

impl FiguresView {
    /// What a file holds.
    pub fn of(file: &File) -> Self {
        let mut view = Self {
            example: file.get(&Place::default().key("example")) == Some(Content::Flag(true)),
            ..Self::default()
        };
        let whole = Place::default();
        for (key, item) in tables(file, &whole) {
            let place = whole.key(key);
            if key == "office" {
                let addresses =
                    item.as_table_like().into_iter().flat_map(toml_edit::TableLike::iter);
                let inner: Vec<Section> = addresses
                    .filter(|(_, item)| item.as_table().is_some_and(|table| !table.is_dotted()))
                    .map(|(id, item)| section(id, item, &place.key(id)))
                    .collect();
                let mut own = section(key, item, &place);
                own.cells.retain(|cell| inner.iter().all(|inner| inner.place != cell.place));
                view.offices.extend([own].into_iter().chain(inner));
            } else {
                figures(item, &place, &mut view.figures);
            }
        }
        view
    }
}

/// Puts each figure in a table to `found`: a table with a `value`.
fn figures(item: &Item, place: &Place, found: &mut Vec<Section>) {
    let Some(table) = item.as_table_like() else { return };
    if table.contains_key("value") {
        found.push(section(&place.to_string(), item, place));
        return;
    }
    for (key, inner) in table.iter() {
        figures(inner, &place.key(key), found);
    }
}

fn tables<'f>(file: &'f File, place: &Place) -> impl Iterator<Item = (&'f str, &'f Item)> {
    let table = file.item(place).and_then(Item::as_table_like);
    table.into_iter().flat_map(|table| table.iter()).filter(|(_, item)| item.is_table_like())
}

fn one(file: &File, key: &str) -> Section {
    let place = Place::default().key(key);
    match file.item(&place) {
        Some(item) => section(key, item, &place),
        None => Section { id: key.to_owned(), place, ..Section::default() },
    }
}

fn named(file: &File, kind: &str) -> Vec<Section> {
    let place = Place::default().key(kind);
    tables(file, &place).map(|(id, item)| section(id, item, &place.key(id))).collect()
}

fn listed(file: &File, key: &str, name: &str) -> Vec<Section> {
    let place = Place::default().key(key);
    file.item(&place).map(|item| entries(item, &place, name)).unwrap_or_default()
}

/// The tables of a list.
fn entries(item: &Item, place: &Place, name: &str) -> Vec<Section> {
    let items = (0..).map_while(|index| item.get(index).map(|item| (index, item)));
    let sections = items.map(|(index, item)| {
        let mut own = section("", item, &place.index(index));
        own.id = own.text(name).unwrap_or_default().to_owned();
        own
    });
    sections.collect()
}

fn section(id: &str, item: &Item, place: &Place) -> Section {
    let mut section = Section { id: id.to_owned(), place: place.clone(), ..Section::default() };
    for (key, item) in item.as_table_like().into_iter().flat_map(toml_edit::TableLike::iter) {
        let place = place.key(key);
        if key == "rows" {
            section.rows = entries(item, &place, "id");
        } else {
            section.cells.push(Cell { key: key.to_owned(), place, content: Content::of(item) });
        }
    }
    section
}
