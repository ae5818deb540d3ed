//! What the cells of a column say: each different thing once, by number, packed as it stands in a row's key.

use hashbrown::HashMap;
use mingbai_core::kernel::diagram::UNKNOWN;

use crate::key::Field;

/// How many different things a column's cells said are remembered. It bounds the memory.
const REMEMBERED: usize = 4_096;

/// The number of what a cell says in which nothing is known.
pub const NOTHING: u32 = 0;

/// What the cells of a column said so far.
pub struct Meanings {
    /// The column's values: their places in a row's values, and in a row's key.
    fields: Vec<(usize, Field)>,
    /// The words of a key that the values stand in, each with its bits by number.
    words: Vec<(usize, Vec<u64>)>,
    texts: HashMap<String, u32>,
    numbers: HashMap<i64, u32>,
    next: u32,
}

impl Meanings {
    /// None yet, for a column with these values.
    pub fn new(fields: Vec<(usize, Field)>) -> Self {
        let mut words: Vec<usize> = fields.iter().map(|(_, field)| field.word).collect();
        words.sort_unstable();
        words.dedup();
        let words = words.into_iter().map(|word| (word, vec![0])).collect();
        Self { fields, words, texts: HashMap::new(), numbers: HashMap::new(), next: NOTHING + 1 }
    }

    /// Forgets them, if so many are remembered that it is time to begin anew. Their numbers mean nothing any more.
    pub fn bound(&mut self) {
        if self.next as usize > REMEMBERED {
            *self = Self::new(std::mem::take(&mut self.fields));
        }
    }

    /// The words of a key that the column stands in, each with its bits by number.
    pub fn words(&self) -> impl Iterator<Item = (usize, &[u64])> {
        self.words.iter().map(|(word, bits)| (*word, bits.as_slice()))
    }

    /// The number of what a text says, if it was met before.
    pub fn of_text(&self, text: &str) -> Option<u32> {
        self.texts.get(text).copied()
    }

    /// The number of what a number says, if it was met before.
    pub fn of_number(&self, number: i64) -> Option<u32> {
        self.numbers.get(&number).copied()
    }

    /// Remembers a text by what it says: the column's values in the values of a row.
    pub fn add_text(&mut self, text: &str, values: &[u8]) -> u32 {
        let number = self.add(values);
        self.texts.insert(text.to_owned(), number);
        number
    }

    /// Remembers a number in the same way.
    pub fn add_number(&mut self, own: i64, values: &[u8]) -> u32 {
        let number = self.add(values);
        self.numbers.insert(own, number);
        number
    }

    /// The number of what a row's values say.
    pub fn add(&mut self, values: &[u8]) -> u32 {
        for (word, bits) in &mut self.words {
            let own = self.fields.iter().filter(|(_, field)| field.word == *word);
            let own = own
                .map(|(place, field)| field.bits(values.get(*place).copied().unwrap_or(UNKNOWN)));
            bits.push(own.fold(0, |all, own| all | own));
        }
        let number = self.next;
        self.next += 1;
        number
    }

    /// Makes the column's values unknown among those of a row.
    pub fn clear(&self, values: &mut [u8]) {
        for (place, _) in &self.fields {
            if let Some(value) = values.get_mut(*place) {
                *value = UNKNOWN;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::Layout;

    #[test]
    fn each_text_and_number_is_remembered_until_there_are_too_many() {
        let layout = Layout::new(&[3]);
        let mut meanings = Meanings::new(vec![(0, layout.fields[0])]);
        let (yes, no) = (meanings.add_text("yes", &[1]), meanings.add_text("no", &[0]));
        let sixty = meanings.add_number(60, &[1]);
        assert_eq!([meanings.of_text("yes"), meanings.of_text("no")], [Some(yes), Some(no)]);
        assert_eq!((meanings.of_number(60), meanings.of_number(59)), (Some(sixty), None));
        assert_eq!(meanings.of_text("perhaps"), None);
        while (meanings.next as usize) < REMEMBERED {
            meanings.add(&[0]);
        }
        meanings.bound();
        assert_eq!(meanings.of_text("yes"), Some(yes), "there is still room");
        meanings.add(&[0]);
        meanings.bound();
        assert_eq!((meanings.of_text("yes"), meanings.of_number(60)), (None, None));
        let bits: Vec<Vec<u64>> = meanings.words().map(|(_, bits)| bits.to_vec()).collect();
        assert_eq!(bits, [[0]], "no more is held than at the beginning");
        assert_eq!(meanings.add_text("yes", &[1]), NOTHING + 1);
    }

    #[test]
    fn what_a_cell_before_said_is_forgotten_and_no_other_column_is() {
        let layout = Layout::new(&[3, 3]);
        let meanings = Meanings::new(vec![(1, layout.fields[1])]);
        let mut row = [1, 1];
        meanings.clear(&mut row);
        assert_eq!(row, [1, UNKNOWN]);
    }
}
