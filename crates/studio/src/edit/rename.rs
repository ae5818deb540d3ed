//! What refers to a table by its name: in conditions, in lists of names, in keys of cases.
//!
//! ```
//! use mingbai_studio::edit::{Edit, File};
//!
//! let text = "[condition]\npoor = 'dibao || own' # ours\n\n[fact.own]\nkind = \"flag\"\n\n[provision.aid]\nrows = [{ when = 'poor && own && tier == own' }]\n";
//! let mut policy = File::open("policy.toml", text).unwrap();
//! let place: mingbai_studio::place::Place = "fact.own".parse().unwrap();
//! policy.edit(&Edit::Rename { place: place.clone(), name: "veteran".into() }).unwrap();
//! // A value that is called so is another thing.
//! assert_eq!(policy.to_string(), text.replace("own'", "veteran'").replace("own &&", "veteran &&").replace("fact.own", "fact.veteran").replace("== veteran", "== own"));
//! // The cases of the policy follow too.
//! let mut cases = File::open("cases.toml", "[[case]]\nfacts = { own = true }\n").unwrap();
//! cases.follow(&place, "veteran");
//! assert_eq!(cases.to_string(), "[[case]]\nfacts = { veteran = true }\n");
//! ```

use mingbai_compiler::condition::lexer::{Token, tokens};
use toml_edit::{Item, Key, TableLike, Value};

use super::File;
use crate::content::{CONDITIONS, string};
use crate::place::{Place, Step};

/// Keys whose texts may be worked out from facts: `"3800 * years_over_4"`.
const WORKED_OUT: [&str; 6] = ["months", "deductible", "most", "cap", "cap_plus", "cap_most"];

/// A name that changes.
struct Change<'c> {
    /// `fact`, `condition`, `reading`, `provision`.
    kind: &'c str,
    old: &'c str,
    new: &'c str,
}

impl File {
    /// Lets what refers to the table at `place`, of this file or of the policy whose cases these are, refer to it by its
    /// new name.
    pub fn follow(&mut self, place: &Place, name: &str) {
        let [Step::Key(kind), Step::Key(old)] = place.steps() else { return };
        Change { kind, old, new: name }.table(self.document.as_table_mut(), "");
    }
}

impl Change<'_> {
    /// `own`: the key of the table.
    fn table(&self, table: &mut dyn TableLike, own: &str) {
        for (key, item) in table.iter_mut() {
            self.item(item, key.get(), own);
        }
        if self.names(own) && table.contains_key(self.old) && !table.contains_key(self.new) {
            let renamed = Key::new(self.new);
            rename(table, self.old, &renamed);
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
                    let mut new = string(&text, key, Some(value));
                    *new.decor_mut() = value.decor().clone();
                    *value = new;
                }
            }
            _ => {}
        }
    }

    /// Whether the keys of a table called `own` are names of this kind.
    fn names(&self, own: &str) -> bool {
        matches!(
            (self.kind, own),
            ("fact", "facts") | ("reading", "readings") | ("provision", "expect")
        )
    }

    /// The text with the new name; nothing where it has not the old one.
    fn text(&self, text: &str, key: &str, of: &str) -> Option<String> {
        if CONDITIONS.contains(&key) || of == "condition" {
            return self.condition(text);
        }
        let whole = match self.kind {
            "fact" => matches!(key, "key" | "on" | "before" | "asks"),
            "provision" => key == "for",
            _ => false,
        };
        if whole && text == self.old {
            return Some(self.new.to_owned());
        }
        if self.kind != "fact" || !WORKED_OUT.contains(&key) {
            return None;
        }
        let words: Vec<&str> =
            text.split(' ').map(|word| if word == self.old { self.new } else { word }).collect();
        Some(words.join(" ")).filter(|new| new != text)
    }

    /// The condition with the new name wherever the old one stands for what is tested, not for a value.
    fn condition(&self, text: &str) -> Option<String> {
        let name = match self.kind {
            "reading" => format!("reading.{}", self.old),
            "fact" | "condition" => self.old.to_owned(),
            _ => return None,
        };
        let new = if self.kind == "reading" {
            format!("reading.{}", self.new)
        } else {
            self.new.to_owned()
        };
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

/// Gives a key of a table another name, in its place.
pub(super) fn rename(table: &mut dyn TableLike, old: &str, new: &Key) {
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
