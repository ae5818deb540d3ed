//! Edits of a policy, figures or cases file: its text is changed where something was edited and nowhere else.
//!
//! ```
//! use mingbai_studio::content::Content;
//! use mingbai_studio::edit::{Edit, File};
//!
//! let text = "[condition]\npoor = 'dibao || tekun'   # clause 一\n\n[provision.aid]\nrows = [\n  { id = \"poor\", when = 'poor' }, # all of it\n]\n";
//! let mut file = File::open("policy.toml", text).unwrap();
//! assert_eq!(file.to_string(), text);
//! let cell = "provision.aid.rows[0].when".parse().unwrap();
//! file.edit(&Edit::Set { place: cell, content: Content::text("poor && age >= 60") }).unwrap();
//! let row = vec![("id".to_owned(), Content::text("others")), ("when".to_owned(), Content::text("otherwise"))];
//! file.edit(&Edit::Insert { list: "provision.aid.rows".parse().unwrap(), index: 1, entries: row }).unwrap();
//! assert_eq!(
//!     file.to_string(),
//!     "[condition]\npoor = 'dibao || tekun'   # clause 一\n\n[provision.aid]\nrows = [\n  { id = \"poor\", when = 'poor && age >= 60' }, # all of it\n  { id = \"others\", when = 'otherwise' },\n]\n"
//! );
//! ```

mod cells;
mod list;
mod order;
mod rename;
mod tables;

use std::fmt;

use mingbai_compiler::finding::{Report, Text};
use mingbai_compiler::lints::toml_syntax;
use mingbai_compiler::source::Source;
use mingbai_compiler::{Finding, file::toml};
use serde::{Deserialize, Serialize};
use toml_edit::{DocumentMut, Item, Value};

use crate::content::{Content, row_value};
use crate::place::{Place, Step};
use cells::put_cell;
use list::List;
pub use rename::Renaming;

/// The byte order mark that editors on Windows put before a text.
const MARK: char = '\u{feff}';

/// A file that is edited.
#[derive(Clone, Debug)]
pub struct File {
    name: String,
    document: DocumentMut,
    /// Whether it begins with a byte order mark.
    marked: bool,
    /// Whether its lines end as on Windows.
    crlf: bool,
}

/// Keys with what they hold, in their order.
pub type Entries = Vec<(String, Content)>;

/// One edit.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Edit {
    /// Sets a cell; one that is not there yet is put at the end of its table.
    Set {
        /// The cell.
        place: Place,
        /// What it is to hold.
        content: Content,
    },
    /// Adds a table with a name of its own: a provision, a reading, a fact.
    Add {
        /// Its place: `provision.aid`.
        place: Place,
        /// The name of the one it stands after; at the end of its kind where there is none.
        after: Option<String>,
        /// Its cells.
        entries: Entries,
    },
    /// Puts a table into a list: a row, a clause disposed of (`elsewhere`), a case. A list that is not there yet
    /// is made.
    Insert {
        /// The list: `provision.aid.rows`, `elsewhere`, `case`.
        list: Place,
        /// Before which entry, from 0; the number of entries puts it at the end.
        index: usize,
        /// Its cells.
        entries: Entries,
    },
    /// Moves an entry of a list, with its comments.
    Move {
        /// The list.
        list: Place,
        /// Which entry, from 0.
        from: usize,
        /// Where it is to be once it is taken out.
        to: usize,
    },
    /// Takes out a cell, a table or an entry of a list, with its comments.
    Remove {
        /// Which.
        place: Place,
    },
    /// Gives something another name ([`Renaming`]). What refers to it follows in this file; for cases and figures there is
    /// [`File::follow`].
    Rename {
        /// A fact, a named condition, a reading, a provision, a declared figure, or a row: `provision.aid.rows[0]`.
        place: Place,
        /// Its name from now on.
        name: String,
    },
}

/// Why an edit was not made: the file is as it was.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Refused {
    /// The place it was for.
    pub place: Place,
    /// What is wrong with it.
    pub message: Text,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message.en)
    }
}

impl Refused {
    fn new(place: &Place, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { place: place.clone(), message: Text::new(zh, en) }
    }

    fn missing(place: &Place) -> Self {
        Self::new(place, format!("文件里没有 {place}"), format!("the file has no {place}"))
    }

    fn there(place: &Place) -> Self {
        Self::new(
            place,
            format!("{place} 已经有了；换一个名字"),
            format!("there is a {place} already; choose another name"),
        )
    }

    fn toml(place: &Place, error: &str) -> Self {
        Self::new(
            place,
            format!("{place}：写法不对（{error}）"),
            format!("{place}: this cannot be read ({error})"),
        )
    }
}

impl std::error::Error for Refused {}

impl File {
    /// Opens a file called `name` in messages.
    ///
    /// # Errors
    /// The findings of a text that is no TOML.
    pub fn open(name: &str, text: &str) -> Result<Self, Vec<Finding>> {
        let marked = text.starts_with(MARK);
        let crlf =
            text.contains('\n') && text.matches('\n').count() == text.matches("\r\n").count();
        let plain = text.strip_prefix(MARK).unwrap_or(text);
        let plain = if crlf { plain.replace("\r\n", "\n") } else { plain.to_owned() };
        match plain.parse() {
            Ok(mut document) => {
                order::mark(&mut document, &plain);
                Ok(Self { name: name.to_owned(), document, marked, crlf })
            }
            Err(error) => {
                let source = Source::new(name, text);
                let mut report = Report::new(&source);
                if toml::read(source.text(), &mut report).is_some() {
                    toml_syntax::report(
                        &mut report,
                        &error.span().unwrap_or(0..0),
                        error.message(),
                    );
                }
                Err(report.finish())
            }
        }
    }

    /// What it is called in messages.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What stands at a place.
    pub fn get(&self, place: &Place) -> Option<Content> {
        self.item(place).map(Content::of)
    }

    pub(crate) fn item(&self, place: &Place) -> Option<&Item> {
        place.steps().iter().try_fold(self.document.as_item(), |item, step| match step {
            Step::Key(key) => item.as_table_like()?.get(key),
            Step::Index(index) => item.get(*index),
        })
    }

    /// Makes an edit.
    ///
    /// # Errors
    /// The place and what is wrong; the file is then as it was.
    pub fn edit(&mut self, edit: &Edit) -> Result<(), Refused> {
        let before = self.document.clone();
        let place = match edit {
            Edit::Set { place, .. }
            | Edit::Add { place, .. }
            | Edit::Remove { place }
            | Edit::Rename { place, .. } => place,
            Edit::Insert { list, .. } | Edit::Move { list, .. } => list,
        };
        let made = match edit {
            Edit::Set { place, content } => self.set(place, content),
            Edit::Add { place, after, entries } => self.add(place, after.as_deref(), entries),
            Edit::Insert { list, index, entries } => self.insert(list, *index, entries),
            Edit::Move { list, from, to } => self.shift(list, *from, *to),
            Edit::Remove { place } => self.remove(place),
            Edit::Rename { place, name } => self.rename(place, name),
        };
        // Read again, so that what was written is TOML and every table has its line.
        let read = made.and_then(|()| {
            let read = self.document.to_string().parse();
            read.map_err(|error: toml_edit::TomlError| Refused::toml(place, error.message()))
        });
        match read {
            Ok(document) => {
                self.document = document;
                Ok(())
            }
            Err(refused) => {
                self.document = before;
                Err(refused)
            }
        }
    }

    fn item_mut(&mut self, place: &Place) -> Option<&mut Item> {
        place.steps().iter().try_fold(self.document.as_item_mut(), |item, step| match step {
            Step::Key(key) => item.as_table_like_mut()?.get_mut(key),
            Step::Index(index) => item.get_mut(*index),
        })
    }

    fn insert(&mut self, list: &Place, index: usize, entries: &Entries) -> Result<(), Refused> {
        let toml = |error: String| Refused::toml(list, &error);
        if self.item(list).is_none() {
            let (parent, step) = list.split().ok_or_else(|| Refused::missing(list))?;
            let Step::Key(key) = step else { return Err(Refused::missing(list)) };
            if !parent.steps().is_empty() {
                let rows = Content::Rows(vec![entries.clone()]);
                let table = self.table(&parent)?;
                return put_cell(table, key, &rows).map_err(toml);
            }
            let tables = toml_edit::ArrayOfTables::new();
            self.document.insert(key, Item::ArrayOfTables(tables));
        }
        let end = tables::last_position(self.document.as_table());
        match self.item_mut(list) {
            Some(Item::ArrayOfTables(all)) => {
                tables::insert(all, index, tables::table(entries).map_err(toml)?, end);
            }
            Some(Item::Value(Value::Array(array))) => {
                let mut own = List::of(array);
                let index = index.min(own.len());
                own.insert(index, row_value(entries).map_err(toml)?);
                own.put(array);
            }
            _ => {
                return Err(Refused::new(
                    list,
                    format!("{list} 不是一张表"),
                    format!("{list} is no list of rows"),
                ));
            }
        }
        Ok(())
    }

    fn shift(&mut self, list: &Place, from: usize, to: usize) -> Result<(), Refused> {
        let missing = |index| Refused::missing(&list.index(index));
        match self.item_mut(list) {
            Some(Item::ArrayOfTables(all)) => {
                let largest = all.len().saturating_sub(1);
                if from > largest || to > largest {
                    return Err(missing(from.max(to)));
                }
                tables::shift(all, from, to);
            }
            Some(Item::Value(Value::Array(array))) => {
                let mut own = List::of(array);
                if to >= own.len() {
                    return Err(missing(to));
                }
                let entry = own.remove(from).ok_or_else(|| missing(from))?;
                own.put_in(to, entry);
                own.put(array);
            }
            _ => return Err(Refused::missing(list)),
        }
        Ok(())
    }

    fn remove(&mut self, place: &Place) -> Result<(), Refused> {
        let missing = || Refused::missing(place);
        let (parent, step) = place.split().ok_or_else(missing)?;
        let step = step.clone();
        self.item(place).ok_or_else(missing)?;
        let item = self.item_mut(&parent).ok_or_else(missing)?;
        match (item, step) {
            (Item::ArrayOfTables(all), Step::Index(index)) => {
                all.remove(index);
            }
            (Item::Value(Value::Array(array)), Step::Index(index)) => {
                let mut own = List::of(array);
                own.remove(index).ok_or_else(missing)?;
                own.put(array);
            }
            (item, Step::Key(key)) => {
                item.as_table_like_mut()
                    .and_then(|table| table.remove(&key))
                    .ok_or_else(missing)?;
                self.space(&parent);
            }
            _ => return Err(missing()),
        }
        Ok(())
    }
}

impl fmt::Display for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = order::written(&self.document);
        let text = if self.crlf { text.replace('\n', "\r\n") } else { text };
        write!(f, "{}{text}", if self.marked { MARK.to_string() } else { String::new() })
    }
}
