//! Cells: set where they are, made where they are not yet.

use toml_edit::{InlineTable, Item, Table, TableLike, Value};

use super::{File, Refused, tables};
use crate::content::Content;
use crate::place::{Place, Step};

impl File {
    pub(super) fn set(&mut self, place: &Place, content: &Content) -> Result<(), Refused> {
        if self.get(place).as_ref() == Some(content) {
            return Ok(());
        }
        if let (Content::Table(entries), Some(old)) = (content, self.item(place))
            && let Some(old) = old.as_table_like()
        {
            // What stays keeps its place and its form.
            let gone = old.iter().filter(|(key, _)| entries.iter().all(|(own, _)| own != key));
            let gone: Vec<Place> = gone.map(|(key, _)| place.key(key)).collect();
            gone.iter().try_for_each(|gone| self.remove(gone))?;
            return entries.iter().try_for_each(|(key, own)| self.set(&place.key(key), own));
        }
        let (parent, step) = place.split().ok_or_else(|| Refused::missing(place))?;
        let Step::Key(key) = step else {
            let item = self.item_mut(place).ok_or_else(|| Refused::missing(place))?;
            return set_value(item, "", content).map_err(|error| Refused::toml(place, &error));
        };
        if let (Content::Both { zh, en }, Some(old)) = (content, self.item(place))
            && old.is_table_like()
        {
            // Each language in its own place.
            self.set(&place.key("zh"), &Content::text(zh))?;
            let english = place.key("en");
            return match self.item(&english) {
                Some(_) if en.is_empty() => self.remove(&english),
                None if en.is_empty() => Ok(()),
                _ => self.set(&english, &Content::text(en)),
            };
        }
        let table = self.table(&parent)?;
        if let Some(item) = table.get_mut(key) {
            return set_value(item, key, content).map_err(|error| Refused::toml(place, &error));
        }
        put_cell(table, key, content).map_err(|error| Refused::toml(place, &error))?;
        self.space(&parent);
        Ok(())
    }

    /// Puts the spaces of a table in one line where they belong, once a cell was put in or taken out.
    pub(super) fn space(&mut self, place: &Place) {
        let table = self.item_mut(place).and_then(Item::as_inline_table_mut);
        if let Some(table) = table.filter(|own| !own.to_string().trim().contains('\n')) {
            table.fmt();
        }
    }

    /// The table at a place; one that is not there yet is made.
    pub(super) fn table(&mut self, place: &Place) -> Result<&mut dyn TableLike, Refused> {
        if self.item(place).is_none() {
            self.make(place)?;
        }
        let item = self.item_mut(place).ok_or_else(|| Refused::missing(place))?;
        item.as_table_like_mut().ok_or_else(|| {
            Refused::new(
                place,
                format!("{place} 下面不能再有栏目"),
                format!("{place} has no cells of its own"),
            )
        })
    }

    /// Makes a table: one with a head of its own in the file or under a name like `provision`, else keys with points.
    fn make(&mut self, place: &Place) -> Result<(), Refused> {
        let (parent, step) = place.split().ok_or_else(|| Refused::missing(place))?;
        let Step::Key(key) = step else { return Err(Refused::missing(place)) };
        let headed = self.item(&parent).is_none_or(|item| {
            parent.steps().is_empty() || item.as_table().is_some_and(Table::is_implicit)
        });
        let inline = self.item(&parent).is_some_and(Item::is_inline_table);
        let item = if inline {
            Item::Value(Value::InlineTable(InlineTable::new()))
        } else if headed {
            Item::Table(tables::headed(self.end_of(&parent)))
        } else {
            Item::Table(tables::dotted())
        };
        self.table(&parent)?.insert(key, item);
        Ok(())
    }
}

/// Sets a value, with what stands around the old one.
fn set_value(item: &mut Item, key: &str, content: &Content) -> Result<(), String> {
    let old = item.as_value();
    if old.is_none() && !item.is_none() {
        return Err("a table stands there".to_owned());
    }
    let mut value = content.value(key, old)?;
    if let Some(old) = old {
        *value.decor_mut() = old.decor().clone();
    }
    *item = Item::Value(value);
    Ok(())
}

/// Puts a cell at the end of a table.
pub(super) fn put_cell(
    table: &mut dyn TableLike,
    key: &str,
    content: &Content,
) -> Result<(), String> {
    let item = match content {
        Content::Both { zh, en } if !table.is_dotted() => {
            let mut both = tables::dotted();
            both.insert("zh", Item::Value(Content::text(zh).value("zh", None)?));
            if !en.is_empty() {
                both.insert("en", Item::Value(Content::text(en).value("en", None)?));
            }
            Item::Table(both)
        }
        other => Item::Value(other.value(key, None)?),
    };
    table.insert(key, item);
    Ok(())
}
