//! What refers to a table by its name: in conditions, in lists of names, in keys of cases.
//!
//! ```
//! use mingbai_studio::edit::{Edit, File, Renaming};
//!
//! let text = "[condition]\npoor = 'dibao || own' # ours\n\n[fact.own]\nkind = \"flag\"\n\n[provision.aid]\nrows = [{ when = 'poor && own && tier == own' }]\n";
//! let mut policy = File::open("policy.toml", text).unwrap();
//! let place: mingbai_studio::place::Place = "fact.own".parse().unwrap();
//! let renaming = Renaming::of(&policy, &place, "veteran", &[]).unwrap();
//! policy.edit(&Edit::Rename { place, name: "veteran".into() }).unwrap();
//! // A value that is called so is another thing.
//! assert_eq!(policy.to_string(), text.replace("own'", "veteran'").replace("own &&", "veteran &&").replace("fact.own", "fact.veteran").replace("== veteran", "== own"));
//! // The cases of the policy follow too.
//! let mut cases = File::open("cases.toml", "[[case]]\nfacts = { own = true }\n").unwrap();
//! cases.follow(&renaming);
//! assert_eq!(cases.to_string(), "[[case]]\nfacts = { veteran = true }\n");
//! ```

use mingbai_compiler::condition::lexer::{Token, tokens};
use mingbai_compiler::lints::bad_name::{self, Style};
use toml_edit::{Item, Key, TableLike, Value};

use super::{File, Refused};
use crate::content::{CONDITIONS, Content, string};
use crate::place::{Place, Step};
use crate::view::PolicyView;

/// Keys whose texts may be worked out from facts: `"3800 * years_over_4"`.
const WORKED_OUT: [&str; 6] = ["months", "deductible", "most", "cap", "cap_plus", "cap_most"];

/// What a name is of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Fact,
    Condition,
    Reading,
    Figure,
    Provision,
    Row,
}

/// A name that changes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Renaming {
    kind: Kind,
    /// The provision of a row.
    of: String,
    old: String,
    new: String,
}

impl Renaming {
    /// What stands at `place` in a policy, to be called `name`. `taken` are the names of shared facts.
    ///
    /// # Errors
    /// The place, and why it cannot be called so: it is not written as names are, or something else is called so.
    pub fn of(policy: &File, place: &Place, name: &str, taken: &[&str]) -> Result<Self, Refused> {
        let refused = || {
            Refused::new(place, format!("{place} 不能改名"), format!("{place} cannot be renamed"))
        };
        policy.item(place).ok_or_else(|| Refused::missing(place))?;
        let (kind, of, old) = match place.steps() {
            [Step::Key(kind), Step::Key(old)] => {
                (kind_of(kind).ok_or_else(refused)?, "", old.clone())
            }
            [Step::Key(kind), Step::Key(of), Step::Key(rows), Step::Index(_)]
                if kind == "provision" && rows == "rows" =>
            {
                let Some(Content::Text(id)) = policy.get(&place.key("id")) else {
                    return Err(refused());
                };
                (Kind::Row, of.as_str(), id)
            }
            _ => return Err(refused()),
        };
        let style = if kind == Kind::Provision { Style::Kebab } else { Style::Snake };
        if let Some(message) = bad_name::message(name, style) {
            return Err(Refused { place: place.clone(), message });
        }
        let there = |table: &str| policy.item(&Place::default().key(table).key(name)).is_some();
        let rows = || PolicyView::of(policy).provisions.into_iter().find(|own| own.id == of);
        let clash = match kind {
            Kind::Fact | Kind::Condition => {
                there("fact") || there("condition") || taken.contains(&name)
            }
            Kind::Reading => there("reading"),
            Kind::Figure => there("figure"),
            Kind::Provision => there("provision"),
            Kind::Row => rows().is_some_and(|own| own.rows.iter().any(|row| row.id == name)),
        };
        if clash && name != old {
            return Err(Refused::new(
                place,
                format!("已经有一个叫“{name}”的了；请换一个"),
                format!("something else is called “{name}” already; choose another name"),
            ));
        }
        Ok(Self { kind, of: of.to_owned(), old, new: name.to_owned() })
    }

    /// The name in the text of a condition.
    fn tested(&self, name: &str) -> String {
        match self.kind {
            Kind::Reading => format!("reading.{name}"),
            Kind::Figure => format!("figure.{name}"),
            _ => name.to_owned(),
        }
    }

    /// The keys of which tables are names of this kind.
    const fn keys_of(&self) -> &'static [&'static str] {
        match self.kind {
            Kind::Fact => &["fact", "facts", "household", "admissions"],
            Kind::Condition => &["condition"],
            Kind::Reading => &["reading", "readings"],
            Kind::Figure => &["figure", "figures", ROOT],
            Kind::Provision => &["provision", "expect"],
            Kind::Row => &[],
        }
    }

    /// Which keys have names of this kind as their values.
    const fn values_of(&self) -> &'static [&'static str] {
        match self.kind {
            Kind::Fact => &["key", "on", "before", "fact", "asks", "next", "questions"],
            Kind::Provision => &["for"],
            _ => &[],
        }
    }
}

/// What the whole of a file is called where a table has its key.
const ROOT: &str = "";

fn kind_of(table: &str) -> Option<Kind> {
    Some(match table {
        "fact" => Kind::Fact,
        "condition" => Kind::Condition,
        "reading" => Kind::Reading,
        "figure" => Kind::Figure,
        "provision" => Kind::Provision,
        _ => return None,
    })
}

impl File {
    pub(super) fn rename(&mut self, place: &Place, name: &str) -> Result<(), Refused> {
        let renaming = Renaming::of(self, place, name, &[])?;
        self.follow(&renaming);
        if renaming.kind == Kind::Row {
            self.set(&place.key("id"), &Content::text(name))?;
        }
        Ok(())
    }

    /// Lets this file, which is the policy itself, its cases or its figures, call by its new name what is renamed.
    pub fn follow(&mut self, renaming: &Renaming) {
        renaming.table(self.document.as_table_mut(), ROOT);
    }
}

impl Renaming {
    /// `own`: the key of the table.
    fn table(&self, table: &mut dyn TableLike, own: &str) {
        for (key, item) in table.iter_mut() {
            self.item(item, key.get(), own);
        }
        let (old, new) = (self.old.as_str(), self.new.as_str());
        if self.keys_of().contains(&own) && table.contains_key(old) && !table.contains_key(new) {
            rename(table, old, &Key::new(new));
        }
        // Rows are told by their provision: `expect.aid.row`, `expect.aid.rows`.
        if self.kind == Kind::Row && own == "expect" {
            let told = table.get_mut(&self.of).and_then(Item::as_table_like_mut);
            for (key, item) in told.into_iter().flat_map(|told| told.iter_mut()) {
                let named = matches!(key.get(), "row" | "rows");
                if let Some(value) = item.as_value_mut().filter(|_| named) {
                    self.row(value);
                }
            }
        }
    }

    /// A row's name, or several.
    fn row(&self, value: &mut Value) {
        if value.as_str() == Some(&self.old) {
            replace(value, "row", &self.new);
        } else if let Some(all) = value.as_array_mut() {
            all.iter_mut().for_each(|value| self.row(value));
        }
    }

    fn item(&self, item: &mut Item, key: &str, of: &str) {
        match item {
            Item::None => {}
            Item::Value(value) => self.value(value, key, of),
            Item::Table(table) => self.table(table, key),
            Item::ArrayOfTables(all) => all.iter_mut().for_each(|table| self.table(table, key)),
        }
    }

    fn value(&self, value: &mut Value, key: &str, of: &str) {
        match value {
            Value::Array(array) => array.iter_mut().for_each(|value| self.value(value, key, of)),
            Value::InlineTable(table) => self.table(table, key),
            Value::String(text) => {
                if let Some(text) = self.text(text.value(), key, of) {
                    replace(value, key, &text);
                }
            }
            _ => {}
        }
    }

    /// The text with the new name; nothing where it has not the old one.
    fn text(&self, text: &str, key: &str, of: &str) -> Option<String> {
        if CONDITIONS.contains(&key) || of == "condition" {
            return self.condition(text);
        }
        if self.values_of().contains(&key) {
            // A fact of a stay is told by it: `admissions[0].old`.
            let (of, name) = text.rsplit_once('.').map_or(("", text), |(of, name)| (of, name));
            if name == self.old && (of.is_empty() || of.ends_with(']')) {
                let joint = if of.is_empty() { "" } else { "." };
                return Some(format!("{of}{joint}{}", self.new));
            }
        }
        if self.kind == Kind::Figure && key == "asks" && text == format!("figures.{}", self.old) {
            return Some(format!("figures.{}", self.new));
        }
        if !matches!(self.kind, Kind::Fact | Kind::Figure) || !WORKED_OUT.contains(&key) {
            return None;
        }
        let (old, new) = (self.tested(&self.old), self.tested(&self.new));
        let words: Vec<&str> =
            text.split(' ').map(|word| if word == old { &new } else { word }).collect();
        Some(words.join(" ")).filter(|new| new != text)
    }

    /// The condition with the new name wherever the old one stands for what is tested, not for a value.
    fn condition(&self, text: &str) -> Option<String> {
        if matches!(self.kind, Kind::Provision | Kind::Row) {
            return None;
        }
        let (name, new) = (self.tested(&self.old), self.tested(&self.new));
        let all = tokens(text).ok()?;
        let token = |at: usize| all.get(at).map(|own| &own.value);
        let mut changed = text.to_owned();
        for (at, own) in all.iter().enumerate().rev() {
            let before = at.checked_sub(1).and_then(token);
            let compared = matches!(before, Some(Token::Op(_) | Token::ListOpen | Token::Comma));
            let member =
                token(at + 1) == Some(&Token::In) && token(at + 2) != Some(&Token::ListOpen);
            if own.value == Token::Name(name.clone()) && !compared && !member {
                changed.replace_range(own.span.clone(), &new);
            }
        }
        Some(changed).filter(|changed| changed != text)
    }
}

/// Puts a text in the place of another.
fn replace(value: &mut Value, key: &str, text: &str) {
    let mut new = string(text, key, Some(value));
    *new.decor_mut() = value.decor().clone();
    *value = new;
}

/// Gives a key of a table another name, in its place.
fn rename(table: &mut dyn TableLike, old: &str, new: &Key) {
    let keys: Vec<String> = table.iter().map(|(key, _)| key.to_owned()).collect();
    let mut entries = Vec::new();
    for key in keys {
        let formatted = table.key(&key).cloned();
        if let (Some(formatted), Some(item)) = (formatted, table.remove(&key)) {
            entries.push((formatted, item));
        }
    }
    for (key, item) in entries {
        let decorated = |own: &Key| {
            own.clone()
                .with_leaf_decor(key.leaf_decor().clone())
                .with_dotted_decor(key.dotted_decor().clone())
        };
        let key = if key.get() == old { decorated(new) } else { key.clone() };
        table.entry_format(&key).or_insert(item);
    }
}
