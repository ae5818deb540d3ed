//! A set of small numbers: nodes, leaves, variables.

/// How many words are held in place before the list begins.
const WORDS: usize = 4;

/// A set of numbers. Those below 256, nearly all there are, cost no allocation: a verdict
/// takes some hundred of these.
#[derive(Default, PartialEq, Eq)]
pub(crate) struct BitSet {
    few: [u64; WORDS],
    more: Vec<u64>,
}

impl BitSet {
    /// Adds a number.
    pub(crate) fn insert(&mut self, number: usize) {
        let at = number / 64;
        if at >= WORDS && self.more.len() <= at - WORDS {
            self.more.resize(at - WORDS + 1, 0);
        }
        let slot = if at < WORDS { self.few.get_mut(at) } else { self.more.get_mut(at - WORDS) };
        if let Some(word) = slot {
            *word |= 1 << (number % 64);
        }
    }

    /// Whether a number is in the set.
    pub(crate) fn contains(&self, number: usize) -> bool {
        self.word(number / 64) >> (number % 64) & 1 == 1
    }

    /// The highest number of the set below `number`.
    pub(crate) fn last_below(&self, number: usize) -> Option<usize> {
        let mut at = number / 64;
        let mut word = self.word(at) & ((1 << (number % 64)) - 1);
        while word == 0 {
            at = at.checked_sub(1)?;
            word = self.word(at);
        }
        Some(at * 64 + word.ilog2() as usize)
    }

    fn word(&self, at: usize) -> u64 {
        let slot = if at < WORDS { self.few.get(at) } else { self.more.get(at - WORDS) };
        slot.copied().unwrap_or_default()
    }

    /// The numbers, rising.
    pub(crate) fn numbers(&self) -> Vec<u32> {
        let mut numbers = Vec::new();
        for (first, &word) in (0u32..).step_by(64).zip(self.few.iter().chain(&self.more)) {
            let mut rest = word;
            while rest != 0 {
                numbers.push(first + rest.trailing_zeros());
                rest &= rest - 1;
            }
        }
        numbers
    }
}

impl FromIterator<u32> for BitSet {
    fn from_iter<I: IntoIterator<Item = u32>>(numbers: I) -> Self {
        let mut set = Self::default();
        for number in numbers {
            set.insert(number as usize);
        }
        set
    }
}

#[cfg(test)]
mod tests {
    use super::BitSet;

    #[test]
    fn what_is_inserted_comes_back_once_and_rising() {
        let set: BitSet = [700, 0, 63, 64, 255, 256, 63, 5].into_iter().collect();
        assert_eq!(set.numbers(), [0, 5, 63, 64, 255, 256, 700]);
        assert!(set.contains(256) && !set.contains(257) && !set.contains(100_000));
        let below =
            [100_000, 701, 700, 256, 255, 64, 63, 1, 0].map(|number| set.last_below(number));
        let all = [
            Some(700),
            Some(700),
            Some(256),
            Some(255),
            Some(64),
            Some(63),
            Some(5),
            Some(0),
            None,
        ];
        assert_eq!(below, all);
    }

    #[test]
    fn the_order_of_inserting_leaves_no_trace() {
        for (one, other) in [(300, 700), (400, 700), (5, 256), (64, 63)] {
            let set: BitSet = [one, other].into_iter().collect();
            assert_eq!(set.numbers(), [one.min(other), one.max(other)]);
            assert!(set == [other, one, one].into_iter().collect());
        }
    }
}
