//! What the answers of a policy's parts hang on, and those that were worked out before.

use std::hash::{BuildHasher, Hasher};

use hashbrown::{DefaultHashBuilder, HashMap, HashTable};
use mingbai_core::kernel::diagram::{Diagram, UNKNOWN, Var};

/// Keys that were met, by number.
pub struct Met {
    words: usize,
    keys: Vec<u64>,
    numbers: HashTable<usize>,
    hasher: DefaultHashBuilder,
}

impl Met {
    /// None; each will have so many words.
    pub fn new(words: usize) -> Self {
        let (keys, numbers) = (Vec::new(), HashTable::new());
        Self { words, keys, numbers, hasher: DefaultHashBuilder::default() }
    }

    /// The number of a key that was met before.
    pub fn find(&self, key: &[u64]) -> Option<usize> {
        let same = |number: &usize| self.key(*number) == key;
        self.numbers.find(hash(&self.hasher, key), same).copied()
    }

    /// Gives a new key the next number.
    pub fn add(&mut self, key: &[u64]) -> usize {
        let number = self.len();
        self.keys.extend_from_slice(key);
        let Self { words, keys, numbers, hasher } = self;
        let own = |number: &usize| {
            let start = number * *words;
            hash(hasher, keys.get(start..start + *words).unwrap_or_default())
        };
        numbers.insert_unique(hash(hasher, key), number, own);
        number
    }

    /// How many there are.
    pub const fn len(&self) -> usize {
        self.keys.len() / self.words
    }

    fn key(&self, number: usize) -> &[u64] {
        let start = number * self.words;
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

/// The answers so far of one part, by the values of the variables it tests.
pub struct Memo<T> {
    tested: Vec<Var>,
    kept: HashMap<Vec<u8>, T>,
    key: Vec<u8>,
}

impl<T> Memo<T> {
    /// For a part that tests what the diagrams test.
    pub fn new<'d>(diagrams: impl IntoIterator<Item = &'d Diagram>) -> Self {
        let mut tested: Vec<Var> = diagrams.into_iter().flat_map(Diagram::support).collect();
        tested.sort_unstable();
        tested.dedup();
        Self { tested, kept: HashMap::new(), key: Vec::new() }
    }

    /// The answer for what is known: a value for each variable of the policy.
    pub fn answer(&mut self, known: &[u8], work_out: impl FnOnce() -> T) -> &T {
        let value = |var: &Var| known.get(usize::from(*var)).copied().unwrap_or(UNKNOWN);
        self.key.clear();
        self.key.extend(self.tested.iter().map(value));
        self.kept.entry_ref(self.key.as_slice()).or_insert_with(work_out)
    }
}
