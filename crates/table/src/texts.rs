//! The texts of a column of answers: a dictionary that grows.

use std::sync::Arc;

use arrow_array::{ArrayRef, StringArray};
use indexmap::IndexSet;

/// Different texts, by number.
#[derive(Default)]
pub struct Texts {
    all: IndexSet<String>,
    /// The array of the first so many.
    array: Option<ArrayRef>,
}

impl Texts {
    /// The number of a text.
    pub fn number(&mut self, text: String) -> i32 {
        let number = self.all.insert_full(text).0;
        i32::try_from(number).unwrap_or(i32::MAX)
    }

    /// All texts so far, as the values of a dictionary array.
    pub fn array(&mut self) -> ArrayRef {
        let kept = self.array.take().filter(|array| array.len() == self.all.len());
        let made = || Arc::new(StringArray::from_iter_values(&self.all)) as ArrayRef;
        let array = kept.unwrap_or_else(made);
        self.array = Some(Arc::clone(&array));
        array
    }
}
