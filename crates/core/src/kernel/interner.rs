//! Numbers keys, each once: the one hash table of the engine. Keys are slices of words; for
//! a map, keep the values in a list by number.

/// Keys by number, in the order they were first met. An empty one costs no allocation: most answers
/// make several that never meet a key.
#[derive(Default)]
pub struct Interner {
    words: Vec<u32>,
    /// Where each key ends in `words`.
    ends: Vec<u32>,
    /// Open addressing: number + 1, 0 where free. A power of two long, or empty.
    table: Vec<u32>,
}

impl Interner {
    /// Room for so many keys before it grows.
    pub fn with_capacity(keys: usize) -> Self {
        Self {
            words: Vec::with_capacity(keys * 4),
            ends: Vec::with_capacity(keys),
            table: vec![0; (keys * 2).next_power_of_two().max(16)],
        }
    }

    /// How many different keys there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The key numbered `number`.
    pub fn key(&self, number: usize) -> &[u32] {
        let end = |number: usize| self.ends.get(number).map_or(0, |&end| end as usize);
        let start = number.checked_sub(1).map_or(0, end);
        self.words.get(start..end(number)).unwrap_or_default()
    }

    /// The number of `key`: a new one if it was not met before.
    pub fn number(&mut self, key: &[u32]) -> usize {
        if self.ends.len() * 2 >= self.table.len() {
            self.grow();
        }
        match self.probe(key) {
            Ok(number) => number,
            Err(slot) => {
                let number = self.ends.len();
                self.words.extend_from_slice(key);
                self.ends.push(u32::try_from(self.words.len()).unwrap_or(u32::MAX));
                self.take(slot, number);
                number
            }
        }
    }

    /// The number of `key`, or the free slot it would take.
    fn probe(&self, key: &[u32]) -> Result<usize, usize> {
        let mut slot = self.slot(key);
        loop {
            match self.table.get(slot) {
                None => slot = 0,
                Some(0) => return Err(slot),
                Some(&taken) if self.key(taken as usize - 1) == key => {
                    return Ok(taken as usize - 1);
                }
                Some(_) => slot += 1,
            }
        }
    }

    fn take(&mut self, slot: usize, number: usize) {
        if let Some(slot) = self.table.get_mut(slot) {
            *slot = u32::try_from(number + 1).unwrap_or(u32::MAX);
        }
    }

    /// Where the search for `key` begins.
    fn slot(&self, key: &[u32]) -> usize {
        let hash = key.iter().fold(key.len() as u64, |hash, &word| {
            (hash.rotate_left(5) ^ u64::from(word)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
        });
        #[expect(clippy::cast_possible_truncation, reason = "only the low bits are kept")]
        let hash = (hash ^ (hash >> 32)) as usize;
        hash & (self.table.len() - 1)
    }

    fn grow(&mut self) {
        self.table = vec![0; (self.table.len() * 2).max(16)];
        for number in 0..self.ends.len() {
            if let Err(slot) = self.probe(self.key(number)) {
                self.take(slot, number);
            }
        }
    }
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
