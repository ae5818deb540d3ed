//! A text file and where in it things stand.

use std::ops::Range;

/// A range of bytes in a file.
pub type Span = Range<usize>;

/// A file that is read: its name for messages, and its text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Source {
    name: String,
    text: String,
    /// The first byte of each line.
    lines: Vec<usize>,
}

impl Source {
    /// A file called `name` in messages.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text: String = text.into();
        let lines = [0].into_iter().chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { name: name.into(), text, lines }
    }

    /// What the file is called in messages.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it says.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Line and column, both from 1, of a byte; columns count characters.
    pub fn position(&self, byte: usize) -> (usize, usize) {
        let end = (0..=byte.min(self.text.len()))
            .rev()
            .find(|&at| self.text.is_char_boundary(at))
            .unwrap_or_default();
        let line = self.lines.partition_point(|&start| start <= end);
        let start = line.checked_sub(1).and_then(|line| self.lines.get(line)).copied().unwrap_or(0);
        (line, self.text.get(start..end).unwrap_or_default().chars().count() + 1)
    }
}

/// A value and its place in the file. Two are equal if their values are, whatever their places.
#[derive(Clone, Debug)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Its place in the file.
    pub span: Span,
}

impl<T> At<T> {
    /// `value` at `span`.
    pub const fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// Another value at the same place.
    pub fn map<U>(self, to: impl FnOnce(T) -> U) -> At<U> {
        At { value: to(self.value), span: self.span }
    }
}

impl<T: PartialEq> PartialEq for At<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: Eq> Eq for At<T> {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_has_the_line_and_column_of_its_character() {
        let source = Source::new("a file", "中国\na\n");
        for (byte, position) in [
            (0, (1, 1)),
            (2, (1, 1)),
            (3, (1, 2)),
            (5, (1, 2)),
            (6, (1, 3)),
            (7, (2, 1)),
            (9, (3, 1)),
            (99, (3, 1)),
        ] {
            assert_eq!(source.position(byte), position, "{byte}");
        }
    }
}
