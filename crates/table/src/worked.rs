//! Answers worked out once: a number for each key that was met.

use std::sync::Arc;

use mingbai_core::case::figures::Figures;
use mingbai_ledger::answering::{Answering, Form};
use mingbai_ledger::parts::Parts;
use mingbai_ledger::slots::Slots;

use crate::different::Different;
use crate::document::Document;
use crate::key::{Layout, Met};

/// How many different rows are kept with their answers. It bounds the memory.
const KEPT: usize = 262_144;

/// What is the same for all rows of a table.
pub struct Basis {
    pub document: Arc<Document>,
    pub figures: Figures,
    pub form: Form,
    /// What the values of a row stand for.
    pub slots: Slots,
}

impl Basis {
    /// What answers are worked out with.
    pub fn answering(&self) -> Answering<'_> {
        let document = self.document.of_ledger();
        Answering::new(document, &self.figures, &self.slots, self.form.clone())
    }
}

/// The answers so far.
pub struct Worked {
    met: Met,
    /// By key that was met: the number of its answer; nothing where too much was open to work it out.
    answers: Vec<Option<u32>>,
    parts: Parts,
    /// The parts of different answers, by the answers' numbers.
    composed: Met,
    pub different: Different,
    /// The values of the row at hand, and the numbers of the parts of its answer.
    row: Vec<u8>,
    numbers: Vec<usize>,
}

impl Worked {
    /// None yet; keys have so many words.
    pub fn new(answering: &Answering<'_>, words: usize) -> Self {
        Self {
            met: Met::new(words),
            answers: Vec::new(),
            parts: Parts::new(answering),
            // The premium's part, and each provision's.
            composed: Met::new(1 + answering.provisions.len()),
            different: Different::new(answering),
            row: Vec::new(),
            numbers: Vec::new(),
        }
    }

    /// Forgets answers, if so many are kept that it is time to begin anew. Their numbers mean nothing any more.
    pub fn bound(&mut self, answering: &Answering<'_>) {
        if self.met.len() > KEPT {
            self.met.clear();
            self.answers.clear();
            self.composed.clear();
            self.different = Different::new(answering);
        }
    }

    /// The number of a row's answer; nothing where too much is open to work it out.
    pub fn find(&mut self, answering: &Answering<'_>, layout: &Layout, key: &[u64]) -> Option<u32> {
        if let Some(met) = self.met.find(key) {
            return *self.answers.get(met as usize)?;
        }
        let answer = self.work_out(answering, layout, key);
        self.met.add(key);
        self.answers.push(answer);
        answer
    }

    fn work_out(&mut self, answering: &Answering<'_>, layout: &Layout, key: &[u64]) -> Option<u32> {
        let Self { parts, composed, different, row, numbers, .. } = self;
        layout.unpack(key, row);
        parts.find(answering, row, numbers).ok()?;
        let own: Vec<u64> = numbers.iter().map(|number| *number as u64).collect();
        Some(composed.find(&own).unwrap_or_else(|| {
            different.add(answering, parts, numbers);
            composed.add(&own)
        }))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::wanted::Wanted;

    #[test]
    fn answers_are_kept_until_there_are_too_many() {
        let document = Arc::new(Document::built_in("lincang-2024").unwrap());
        let wanted = Wanted::new(&document, "2024-06-01").unwrap();
        let basis = crate::answers::basis(document, wanted, Slots::default());
        let answering = basis.answering();
        let layout = Layout::new(&[]);
        let mut worked = Worked::new(&answering, layout.words);
        let nothing = [0];
        assert_eq!(worked.find(&answering, &layout, &nothing), Some(0));
        for key in 1..KEPT as u64 {
            worked.met.add(&[key]);
            worked.answers.push(None);
        }
        worked.bound(&answering);
        assert_eq!(worked.met.len(), KEPT, "there is still room");
        assert_eq!(worked.find(&answering, &layout, &[KEPT as u64]), Some(0), "the same answer");
        worked.bound(&answering);
        assert_eq!((worked.met.len(), worked.answers.len(), worked.composed.len()), (0, 0, 0));
        assert_eq!(worked.find(&answering, &layout, &nothing), Some(0), "it is numbered anew");
        assert_eq!(worked.different.batch().unwrap().num_rows(), 1);
    }
}
