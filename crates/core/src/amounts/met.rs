//! What a walk met before, so that equal states are continued once.

use crate::kernel::diagram::Ref;
use crate::kernel::interner::Interner;

/// Keys, each with its result once it has one.
#[derive(Default)]
pub struct Met {
    numbers: Interner,
    done: Vec<Option<Ref>>,
}

impl Met {
    /// The number of a key, and its result if it has one.
    pub fn number(&mut self, key: &[u32]) -> (usize, Option<Ref>) {
        let number = self.numbers.number(key);
        if number == self.done.len() {
            self.done.push(None);
        }
        (number, self.done.get(number).copied().flatten())
    }

    /// Keeps the result of the key `number`, and gives it back.
    pub fn keep(&mut self, number: usize, done: Ref) -> Ref {
        if let Some(slot) = self.done.get_mut(number) {
            *slot = Some(done);
        }
        done
    }
}
