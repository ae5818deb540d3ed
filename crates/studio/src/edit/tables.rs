//! Tables with heads of their own: `[provision.aid]`, `[[elsewhere]]`, and where in the file they stand.

use toml_edit::{ArrayOfTables, Item, RawString, Table};

use super::cells::put_cell;
use super::{File, Refused};
use crate::content::Content;
use crate::place::{Place, Step};

impl File {
    pub(super) fn add(
        &mut self,
        place: &Place,
        after: Option<&str>,
        entries: &[(String, Content)],
    ) -> Result<(), Refused> {
        if self.item(place).is_some() {
            return Err(Refused::there(place));
        }
        let missing = || Refused::missing(place);
        let (kind, step) = place.split().ok_or_else(missing)?;
        let Step::Key(key) = step else { return Err(missing()) };
        let mut new = table(entries).map_err(|error| Refused::toml(place, &error))?;
        let end = last_position(self.document.as_table());
        if self.item(&kind).is_none() {
            let mut parent = Table::new();
            parent.set_implicit(true);
            let (outer, step) = kind.split().ok_or_else(missing)?;
            let Step::Key(name) = step else { return Err(missing()) };
            self.table(&outer)?.insert(name, Item::Table(parent));
        }
        let parent = self
            .item_mut(&kind)
            .and_then(Item::as_table_mut)
            .ok_or_else(|| Refused::missing(&kind))?;
        let position = match after {
            Some(after) => {
                let sibling = parent.get(after).and_then(Item::as_table);
                last_position(sibling.ok_or_else(|| Refused::missing(&kind.key(after)))?)
            }
            None if parent.is_empty() => end,
            None => last_position(parent),
        };
        new.set_position(Some(position));
        parent.insert(key, Item::Table(new));
        Ok(())
    }
}

impl File {
    /// After which place in the file a new table in `parent` stands: after its last, or at the end where it has none.
    pub(super) fn end_of(&self, parent: &Place) -> isize {
        let own = self.item(parent).and_then(Item::as_table).filter(|own| !own.is_empty());
        last_position(own.unwrap_or_else(|| self.document.as_table()))
    }
}

/// A table with a head of its own, one empty line before it.
pub fn headed(position: isize) -> Table {
    let mut table = Table::new();
    table.decor_mut().set_prefix("\n");
    table.set_position(Some(position));
    table
}

/// A table written as keys with points: `title.zh`.
pub fn dotted() -> Table {
    let mut table = Table::new();
    table.set_dotted(true);
    table
}

/// A table of these cells.
pub fn table(entries: &[(String, Content)]) -> Result<Table, String> {
    let mut table = headed(0);
    for (key, content) in entries {
        put_cell(&mut table, key, content).map_err(|error| format!("{key}: {error}"))?;
    }
    Ok(table)
}

/// The place in the file of the last table in `table`, or of itself.
pub fn last_position(table: &Table) -> isize {
    let own = table.position().unwrap_or_default();
    let inner = table.iter().map(|(_, item)| match item {
        Item::Table(table) => last_position(table),
        Item::ArrayOfTables(all) => all.iter().map(last_position).max().unwrap_or_default(),
        _ => 0,
    });
    inner.max().unwrap_or_default().max(own)
}

/// Puts a table into a list of tables; into an empty one, after `last`, the last table of the file.
pub fn insert(all: &mut ArrayOfTables, index: usize, mut table: Table, last: isize) {
    let index = index.min(all.len());
    let before = index.checked_sub(1).and_then(|index| all.get(index)).map(last_position);
    let after = all.get(index).and_then(Table::position);
    table.set_position(Some(before.or(after).unwrap_or(last)));
    all.insert(index, table);
}

/// Moves a table in a list of tables: each takes the place in the file of the one that was there, and the empty lines
/// before it.
pub fn shift(all: &mut ArrayOfTables, from: usize, to: usize) {
    let place = |table: &Table| (table.position().unwrap_or_default(), above(table).0.to_owned());
    let places: Vec<(isize, String)> = all.iter().map(place).collect();
    let moved = all.remove(from);
    all.insert(to, moved);
    for (table, (place, empty)) in all.iter_mut().zip(places) {
        put_at(table, place);
        let comments = above(table).1;
        let above = format!("{empty}{comments}");
        table.decor_mut().set_prefix(above);
    }
}

/// What stands before a table: empty lines, then comments.
fn above(table: &Table) -> (&str, &str) {
    let above = table.decor().prefix().and_then(RawString::as_str).unwrap_or_default();
    above.split_at(above.len() - above.trim_start_matches('\n').len())
}

/// Puts a table and what stands in it at a place in the file.
fn put_at(table: &mut Table, place: isize) {
    table.set_position(Some(place));
    for (_, item) in table.iter_mut() {
        match item {
            Item::Table(inner) => put_at(inner, place),
            Item::ArrayOfTables(all) => all.iter_mut().for_each(|inner| put_at(inner, place)),
            _ => {}
        }
    }
}
