//! Numbers keys, each once: the one hash table of the engine. Keys are slices of words; for
//! a map, keep the values in a list by number.

/// Keys by number, in the order they were first met. An empty one costs no allocation: most answers
/// make several that never meet a key.
#[derive(Default)]
pub struct Interner {
    words: Vec<u32>,
    keys: Vec<Key>,
    /// Open addressing: number + 1, 0 where free. A power of two long, or empty.
    table: Vec<u32>,
}

#[derive(Clone, Copy)]
struct Key {
    /// Where it ends in the words.
    end: u32,
    hash: u32,
}

impl Interner {
    /// Room for so many keys before it grows.
    pub fn with_capacity(keys: usize) -> Self {
        Self {
            words: Vec::with_capacity(keys * 4),
            keys: Vec::with_capacity(keys),
            table: vec![0; (keys * 2).next_power_of_two().max(16)],
        }
    }

    /// How many different keys there are.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// The key numbered `number`.
    pub fn key(&self, number: usize) -> &[u32] {
        let end = |number: usize| self.keys.get(number).map_or(0, |key| key.end as usize);
        let start = number.checked_sub(1).map_or(0, end);
        self.words.get(start..end(number)).unwrap_or_default()
    }

    /// The number of `key`: a new one if it was not met before.
    pub fn number(&mut self, key: &[u32]) -> usize {
        if self.keys.len() * 2 >= self.table.len() {
            self.grow();
        }
        let hash = hash(key);
        let met = |number: usize| {
            self.keys.get(number).is_some_and(|own| own.hash == hash) && self.key(number) == key
        };
        match self.probe(hash, met) {
            Ok(number) => number,
            Err(slot) => {
                let number = self.keys.len();
                self.words.extend_from_slice(key);
                let end = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
                self.keys.push(Key { end, hash });
                self.take(slot, number);
                number
            }
        }
    }

    /// The number in the table that is `met`, or the free slot where the search ends.
    fn probe(&self, hash: u32, met: impl Fn(usize) -> bool) -> Result<usize, usize> {
        let mut slot = hash as usize & (self.table.len() - 1);
        loop {
            match self.table.get(slot) {
                None => slot = 0,
                Some(0) => return Err(slot),
                Some(&taken) if met(taken as usize - 1) => return Ok(taken as usize - 1),
                Some(_) => slot += 1,
            }
        }
    }

    fn take(&mut self, slot: usize, number: usize) {
        if let Some(slot) = self.table.get_mut(slot) {
            *slot = u32::try_from(number + 1).unwrap_or(u32::MAX);
        }
    }

    fn grow(&mut self) {
        self.table = vec![0; (self.table.len() * 2).max(16)];
        for number in 0..self.keys.len() {
            let Some(&Key { hash, .. }) = self.keys.get(number) else { return };
            if let Err(slot) = self.probe(hash, |_| false) {
                self.take(slot, number);
            }
        }
    }
}

/// Where the search for a key begins. Two words at a time: the key of a year has many.
fn hash(key: &[u32]) -> u32 {
    let hash = key.chunks(2).fold(key.len() as u64, |hash, words| {
        let words = words.iter().fold(0, |both, &word| both << 32 | u64::from(word));
        (hash.rotate_left(5) ^ words).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    });
    #[expect(clippy::cast_possible_truncation, reason = "the high bits are in the low ones")]
    let hash = (hash ^ (hash >> 32)) as u32;
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_has_one_number_whatever_its_length() {
        let mut interner = Interner::default();
        let keys: Vec<Vec<u32>> =
            (0..5000u32).map(|n| (0..n % 5).map(|at| n / 5 + at).collect()).collect();
        let numbers: Vec<usize> = keys.iter().map(|key| interner.number(key)).collect();
        for (key, &number) in keys.iter().zip(&numbers) {
            assert_eq!(interner.number(key), number);
            assert_eq!(interner.key(number), key);
        }
        // 4 × 1000 keys that are not empty, and the empty one.
        assert_eq!(interner.len(), 4001);
    }
}
