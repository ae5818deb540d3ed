//! Brute force over completions: every value of everything that is not known.

/// A function of unknown things, written out.
#[derive(Clone, Debug)]
pub struct Space<T> {
    /// How many values each unknown thing has.
    sizes: Vec<usize>,
    /// The function's values; the last unknown thing turns fastest.
    values: Vec<T>,
}

impl<T: PartialEq> Space<T> {
    /// Writes out `value` over all combinations of things with `sizes` values.
    pub fn new(sizes: &[usize], mut value: impl FnMut(&[usize]) -> T) -> Self {
        let mut at = vec![0; sizes.len()];
        let mut values = Vec::with_capacity(sizes.iter().product());
        loop {
            values.push(value(&at));
            let Some(turn) = (0..at.len()).rev().find(|&thing| at[thing] + 1 < sizes[thing]) else {
                break;
            };
            at[turn] += 1;
            at[turn + 1..].fill(0);
        }
        Self { sizes: sizes.to_vec(), values }
    }

    /// All values, one for each completion.
    pub fn values(&self) -> &[T] {
        &self.values
    }

    /// The different values, in the order of their first completions.
    pub fn different(&self) -> Vec<&T> {
        let mut different: Vec<&T> = Vec::new();
        for value in &self.values {
            if !different.contains(&value) {
                different.push(value);
            }
        }
        different
    }

    /// Whether two completions that differ in `thing` only have different values: the contract's
    /// definition of what is asked.
    pub fn depends_on(&self, thing: usize) -> bool {
        let stride: usize = self.sizes[thing + 1..].iter().product();
        (0..self.values.len()).any(|index| {
            let digit = index / stride % self.sizes[thing];
            digit > 0 && self.values[index] != self.values[index - digit * stride]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_depends_on_what_it_reads_and_on_nothing_else() {
        let space = Space::new(&[2, 3, 4], |at| (at[0], at[2] / 2));
        assert_eq!(space.values().len(), 24);
        assert_eq!(space.different().len(), 4);
        assert_eq!([0, 1, 2].map(|thing| space.depends_on(thing)), [true, false, true]);
    }

    #[test]
    fn nothing_unknown_is_one_completion() {
        let space = Space::new(&[], <[usize]>::len);
        assert_eq!(space.values(), [0]);
    }
}
