//! From a byte of a file to the cell it stands in.

use std::ops::Range;

use toml_edit::{Document, Item, Table, TableLike, Value};

use crate::place::Place;

/// The places of a file with the bytes that each takes.
pub struct Locator {
    /// A key with its value, or one of them.
    cells: Vec<(Range<usize>, Place)>,
    /// The heads of tables, in the order of the file.
    heads: Vec<(usize, Place)>,
}

impl Locator {
    /// The places of a text; none where it is no TOML.
    pub fn new(text: &str) -> Self {
        let mut own = Self { cells: Vec::new(), heads: Vec::new() };
        if let Ok(document) = Document::parse(text) {
            own.table(document.as_table(), &Place::default());
        }
        own.heads.sort_by_key(|(start, _)| *start);
        own
    }

    /// The innermost cell that a byte stands in, or else the table under whose head it is.
    pub fn place(&self, byte: usize) -> Place {
        let inside = self.cells.iter().filter(|(span, _)| span.contains(&byte));
        let cell =
            inside.min_by_key(|(span, place)| (span.len(), usize::MAX - place.steps().len()));
        let under = self.heads.iter().take_while(|(start, _)| *start <= byte).last();
        cell.map(|(_, place)| place).or(under.map(|(_, place)| place)).cloned().unwrap_or_default()
    }

    fn table(&mut self, table: &dyn TableLike, place: &Place) {
        for (key, item) in table.iter() {
            let own = place.key(key);
            if let Some(span) = table.key(key).and_then(toml_edit::Key::span) {
                self.cells.push((span, own.clone()));
            }
            self.item(item, &own);
        }
    }

    fn item(&mut self, item: &Item, place: &Place) {
        match item {
            Item::None => {}
            Item::Value(value) => self.value(value, place),
            Item::Table(table) => self.headed(table, place),
            Item::ArrayOfTables(all) => {
                for (index, table) in all.iter().enumerate() {
                    self.headed(table, &place.index(index));
                }
            }
        }
    }

    fn headed(&mut self, table: &Table, place: &Place) {
        if let Some(span) = table.span().filter(|_| !table.is_dotted() && !table.is_implicit()) {
            self.heads.push((span.start, place.clone()));
        }
        self.table(table, place);
    }

    fn value(&mut self, value: &Value, place: &Place) {
        if let Some(span) = value.span() {
            self.cells.push((span, place.clone()));
        }
        match value {
            Value::Array(array) => {
                for (index, value) in array.iter().enumerate() {
                    self.value(value, &place.index(index));
                }
            }
            Value::InlineTable(table) => self.table(table, place),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_is_told_the_cell_it_stands_in() {
        let text = "[provision.aid]\nat = \"一\"\ntitle.zh = \"甲\"\nrows = [\n  { id = \"poor\", when = 'dibao' },\n]\n# later\n[[case]]\nname = \"x\"\n[[case]]\nname = \"y\"\n";
        let locator = Locator::new(text);
        let place = |part: &str| locator.place(text.find(part).unwrap_or_default()).to_string();
        for (part, expected) in [
            ("aid", "provision.aid"),
            ("[provision", "provision.aid"),
            ("\"一\"", "provision.aid.at"),
            ("zh", "provision.aid.title.zh"),
            ("{ id", "provision.aid.rows[0]"),
            ("poor", "provision.aid.rows[0].id"),
            ("dibao", "provision.aid.rows[0].when"),
            ("\"x\"", "case[0].name"),
            ("\"y\"", "case[1].name"),
        ] {
            assert_eq!(place(part), expected, "{part}");
        }
        assert_eq!(Locator::new("a = ").place(0), Place::default());
    }
}
