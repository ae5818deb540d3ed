//! The entries of a list with the comments beside and above each, so that they go where it goes.

use toml_edit::{Array, RawString, Value};

/// A list, taken apart.
pub struct List {
    /// What stands after the opening bracket on its line.
    open: String,
    entries: Vec<Entry>,
    /// What stands before the closing bracket on its line.
    close: String,
}

/// An entry.
#[derive(Clone)]
pub struct Entry {
    /// Line breaks, comments and spaces before it, from the end of the line before.
    above: String,
    /// The value.
    value: Value,
    /// What stands after it on its line: a comment.
    beside: String,
}

impl List {
    /// Takes an array apart.
    pub fn of(array: &Array) -> Self {
        let mut list = Self { open: String::new(), entries: Vec::new(), close: String::new() };
        // Without a comma after it, what follows the last value is its own.
        let mut after = String::new();
        for value in array {
            let decor = value.decor();
            let text =
                |own: Option<&RawString>| own.and_then(|own| own.as_str()).unwrap_or("").to_owned();
            let between = format!("{after}{}", text(decor.prefix()));
            after = text(decor.suffix());
            let above = list.beside(&between);
            let value = value.clone().decorated("", "");
            list.entries.push(Entry { above, value, beside: String::new() });
        }
        let between = format!("{after}{}", array.trailing().as_str().unwrap_or_default());
        list.close = list.beside(&between);
        list
    }

    /// Puts what ends the line of the last entry to it, and gives the rest.
    fn beside(&mut self, between: &str) -> String {
        let end = between.find('\n').unwrap_or(0);
        let (beside, above) = between.split_at_checked(end).unwrap_or(("", between));
        match self.entries.last_mut() {
            Some(last) => beside.clone_into(&mut last.beside),
            None => beside.clone_into(&mut self.open),
        }
        above.to_owned()
    }

    /// Puts it back.
    pub fn put(self, array: &mut Array) {
        let comma = array.trailing_comma();
        array.clear();
        let mut beside = self.open;
        for mut entry in self.entries {
            entry.value.decor_mut().set_prefix(format!("{beside}{}", entry.above));
            array.push_formatted(entry.value);
            beside = entry.beside;
        }
        array.set_trailing(format!("{beside}{}", self.close));
        array.set_trailing_comma(comma && !array.is_empty());
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Puts a value in, on a line of its own if the others are.
    pub fn insert(&mut self, index: usize, value: Value) {
        let like = self.entries.get(index).or_else(|| self.entries.last());
        let above = match like {
            Some(like) => like.above.rfind('\n').and_then(|at| like.above.get(at..)).unwrap_or(""),
            None if self.close.contains('\n') => "\n  ",
            None => "",
        };
        let above = above.to_owned();
        self.put_in(index, Entry { above, value: value.decorated("", ""), beside: String::new() });
    }

    /// Takes an entry out, with its comments.
    pub fn remove(&mut self, index: usize) -> Option<Entry> {
        (index < self.entries.len()).then(|| self.entries.remove(index)).inspect(|_| self.space())
    }

    /// Puts an entry in.
    pub fn put_in(&mut self, index: usize, entry: Entry) {
        self.entries.insert(index.min(self.entries.len()), entry);
        self.space();
    }

    /// One space before each entry but the first that stands on the line of another.
    fn space(&mut self) {
        for (index, entry) in self.entries.iter_mut().enumerate() {
            if !entry.above.contains('\n') {
                if index == 0 { "" } else { " " }.clone_into(&mut entry.above);
            }
        }
    }
}
