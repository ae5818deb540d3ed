//! A row's values, packed: the key that its answer is found by.

use std::hash::{BuildHasher, Hasher};

use hashbrown::{DefaultHashBuilder, HashTable};
use mingbai_core::kernel::diagram::UNKNOWN;

use crate::meanings::Meanings;

/// Where a value stands in a key. Nothing stands there where it is not known.
#[derive(Clone, Copy, Default)]
pub struct Field {
    /// Which of the key's words.
    pub word: usize,
    shift: u32,
    width: u32,
}

impl Field {
    /// A value, as it stands in its word.
    pub fn bits(self, value: u8) -> u64 {
        if value == UNKNOWN { 0 } else { (u64::from(value) + 1) << self.shift }
    }

    fn value(self, key: &[u64]) -> u8 {
        let word = key.get(self.word).copied().unwrap_or_default();
        let own = (word >> self.shift) & ((1 << self.width) - 1);
        own.checked_sub(1).and_then(|value| u8::try_from(value).ok()).unwrap_or(UNKNOWN)
    }
}

/// How keys are made.
pub struct Layout {
    /// The place of each value of a row.
    pub fields: Vec<Field>,
    /// How many words of 64 bits a key has.
    pub words: usize,
}

impl Layout {
    /// For rows whose values take so many values each, one for "not known" among them.
    pub fn new(sizes: &[usize]) -> Self {
        let (mut word, mut shift) = (0, 0);
        let field = |&size: &usize| {
            let width = usize::BITS - size.saturating_sub(1).leading_zeros();
            if shift + width > u64::BITS {
                (word, shift) = (word + 1, 0);
            }
            let field = Field { word, shift, width };
            shift += width;
            field
        };
        let fields = sizes.iter().map(field).collect();
        Self { fields, words: word + 1 }
    }

    /// The values that a key is made of.
    pub fn unpack(&self, key: &[u64], row: &mut Vec<u8>) {
        row.clear();
        row.extend(self.fields.iter().map(|field| field.value(key)));
    }
}

/// The keys of a batch's rows.
pub struct Keys {
    words: usize,
    all: Vec<u64>,
}

impl Keys {
    /// Keys of so many words.
    pub const fn new(words: usize) -> Self {
        Self { words, all: Vec::new() }
    }

    /// Begins anew: so many rows of which nothing is known.
    pub fn clear(&mut self, rows: usize) {
        self.all.clear();
        self.all.resize(rows * self.words, 0);
    }

    /// Adds what the cells of a column say: a number of a meaning a row.
    pub fn add(&mut self, meanings: &Meanings, numbers: &[u32]) {
        for (word, bits) in meanings.words() {
            for (key, &number) in self.all.chunks_exact_mut(self.words).zip(numbers) {
                if let Some((own, bits)) = key.get_mut(word).zip(bits.get(number as usize)) {
                    *own |= bits;
                }
            }
        }
    }

    /// The rows.
    pub fn rows(&self) -> impl Iterator<Item = &[u64]> {
        self.all.chunks_exact(self.words)
    }
}

/// Keys that were met, by number.
pub struct Met {
    words: usize,
    keys: Vec<u64>,
    numbers: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Met {
    /// None; each will have so many words.
    pub fn new(words: usize) -> Self {
        let (keys, numbers) = (Vec::new(), HashTable::new());
        Self { words, keys, numbers, hasher: DefaultHashBuilder::default() }
    }

    /// The number of a key that was met before.
    pub fn find(&self, key: &[u64]) -> Option<u32> {
        let same = |number: &u32| self.key(*number) == key;
        self.numbers.find(hash(&self.hasher, key), same).copied()
    }

    /// Gives a new key the next number.
    pub fn add(&mut self, key: &[u64]) -> u32 {
        let number = u32::try_from(self.len()).unwrap_or(u32::MAX);
        self.keys.extend_from_slice(key);
        let Self { words, keys, numbers, hasher } = self;
        let own = |number: &u32| {
            let start = *number as usize * *words;
            hash(hasher, keys.get(start..start + *words).unwrap_or_default())
        };
        numbers.insert_unique(hash(hasher, key), number, own);
        number
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.keys.len() / self.words
    }

    /// Forgets them.
    pub fn clear(&mut self) {
        self.keys.clear();
        self.numbers.clear();
    }

    fn key(&self, number: u32) -> &[u64] {
        let start = number as usize * self.words;
        self.keys.get(start..start + self.words).unwrap_or_default()
    }
}

fn hash(hasher: &DefaultHashBuilder, key: &[u64]) -> u64 {
    let mut hasher = hasher.build_hasher();
    for word in key {
        hasher.write_u64(*word);
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meanings::NOTHING;

    #[test]
    fn a_row_comes_back_from_its_key() {
        let sizes = [3, 2, 9, 256, 4, 129, 129, 129, 129, 129, 129, 129, 2];
        let layout = Layout::new(&sizes);
        assert_eq!(layout.words, 2);
        // The last value of each; nothing known; the first.
        let ways: [fn(usize) -> u8; 3] =
            [|size| u8::try_from(size - 2).unwrap(), |_| UNKNOWN, |_| 0];
        for of in ways {
            let row: Vec<u8> = sizes.iter().map(|&size| of(size)).collect();
            let mut keys = Keys::new(layout.words);
            keys.clear(3);
            let mut meanings = Meanings::new(layout.fields.iter().copied().enumerate().collect());
            let number = meanings.add(&row);
            keys.add(&meanings, &[NOTHING, number, NOTHING]);
            let all: Vec<&[u64]> = keys.rows().collect();
            let mut back = Vec::new();
            layout.unpack(all[1], &mut back);
            assert_eq!(back, row);
            assert_eq!([all[0], all[2]], [[0, 0], [0, 0]]);
        }
    }

    #[test]
    fn a_key_is_found_by_all_of_its_words_among_any_number_of_others() {
        let mut met = Met::new(2);
        let key = |at: u64| [at % 7, at];
        for at in 0..1_000 {
            assert_eq!(met.find(&key(at)), None);
            assert_eq!(u64::from(met.add(&key(at))), at, "they are numbered as they come");
        }
        assert_eq!(met.len(), 1_000);
        for at in 0..1_000 {
            assert_eq!(met.find(&key(at)).map(u64::from), Some(at));
        }
        assert_eq!(met.find(&[8, 5]), None, "one word is not enough");
        met.clear();
        assert_eq!((met.len(), met.find(&key(3))), (0, None));
        assert_eq!((met.add(&key(3)), met.find(&key(3))), (0, Some(0)));
    }
}
