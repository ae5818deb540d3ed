//! The answers of a table, each worked out once: a number for each key, and for each column of the
//! answers what it says for each number.

use std::sync::Arc;

use mingbai_core::answer::Status;
use mingbai_core::case::figures::Figures;
use mingbai_core::kernel::money::Money;
use mingbai_ledger::answering::{Answering, Form};
use mingbai_ledger::parts::Parts;
use mingbai_ledger::slots::Slots;

use crate::document::Document;
use crate::key::{Layout, Met};
use crate::texts::Texts;

/// How many different rows are kept with their answers. It bounds the memory.
const KEPT: usize = 1 << 18;

/// No row of a provision's table: several are possible.
pub const NO_ROW: i32 = -1;

/// The least and the most of aid and of pays; nothing where it cannot be computed.
pub type Amounts = [Option<Money>; 4];

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

/// The statuses, in the order of their numbers.
pub const STATUSES: [&str; 4] = ["granted", "refused", "open", "stated"];

/// The answers so far.
pub struct Worked {
    met: Met,
    parts: Parts,
    /// By answer: whether too much was open to work it out.
    pub too_open: Vec<bool>,
    /// By provision, by answer.
    pub statuses: Vec<Vec<i8>>,
    /// By provision, by answer: the row of its table, or [`NO_ROW`].
    pub rows: Vec<Vec<i32>>,
    /// By answer.
    pub amounts: Vec<Amounts>,
    /// The texts of premium.aid, premium.pays, asks and asks.words, and by answer the number of its own.
    pub texts: [(Texts, Vec<i32>); 4],
    /// The values of the row at hand, the numbers of the parts of its answer, the facts that it asks for.
    row: Vec<u8>,
    numbers: Vec<usize>,
    asked: Vec<bool>,
}

impl Worked {
    /// None yet; keys have so many words.
    pub fn new(answering: &Answering<'_>, words: usize) -> Self {
        let provisions = answering.provisions.len();
        Self {
            met: Met::new(words),
            parts: Parts::new(answering),
            too_open: Vec::new(),
            statuses: vec![Vec::new(); provisions],
            rows: vec![Vec::new(); if answering.form.rows { provisions } else { 0 }],
            amounts: Vec::new(),
            texts: Default::default(),
            row: Vec::new(),
            numbers: Vec::new(),
            asked: vec![false; answering.facts.len()],
        }
    }

    /// Forgets answers, if so many are kept that it is time to begin anew. Their numbers mean nothing any more.
    pub fn bound(&mut self) {
        if self.met.len() <= KEPT {
            return;
        }
        self.met.clear();
        self.too_open.clear();
        self.amounts.clear();
        self.statuses.iter_mut().for_each(Vec::clear);
        self.rows.iter_mut().for_each(Vec::clear);
        self.texts = Default::default();
    }

    /// The number of a row's answer.
    pub fn find(&mut self, answering: &Answering<'_>, layout: &Layout, key: &[u64]) -> usize {
        self.met.find(key).unwrap_or_else(|| self.work_out(answering, layout, key))
    }

    fn work_out(&mut self, answering: &Answering<'_>, layout: &Layout, key: &[u64]) -> usize {
        let Self { parts, row, numbers, asked, .. } = self;
        layout.unpack(key, row);
        let found = parts.find(answering, row, numbers);
        self.too_open.push(found.is_err());
        if found.is_err() {
            // The rows of such an answer are bad: none of it is shown.
            numbers.clear();
        }
        parts.ask(numbers, asked);
        let decided: Vec<(i8, i32)> = parts
            .decided(numbers)
            .map(|decided| {
                let row = decided.decision.row().and_then(|row| i32::try_from(row).ok());
                (number(decided.decision.status), row.unwrap_or(NO_ROW))
            })
            .collect();
        let of = |at: usize| decided.get(at).copied().unwrap_or((0, NO_ROW));
        self.statuses.iter_mut().enumerate().for_each(|(at, all)| all.push(of(at).0));
        self.rows.iter_mut().enumerate().for_each(|(at, all)| all.push(of(at).1));
        let paid = parts.paid(numbers).cloned().unwrap_or_default();
        self.amounts.push([paid.aid.least, paid.aid.most, paid.pays.least, paid.pays.most]);
        let asked = || asked.iter().zip(&answering.facts).filter(|(asked, _)| **asked);
        let ids: Vec<&str> = asked().map(|(_, fact)| fact.id).collect();
        let labels: Vec<&str> = asked().map(|(_, fact)| fact.label).collect();
        let gap = answering.form.lang.pick("；", "; ");
        let texts = [paid.aid.written, paid.pays.written, ids.join(";"), labels.join(gap)];
        for ((all, numbers), text) in self.texts.iter_mut().zip(texts) {
            numbers.push(all.number(text));
        }
        self.met.add(key)
    }
}

/// The place of a status in [`STATUSES`].
const fn number(status: Status) -> i8 {
    match status {
        Status::Granted => 0,
        Status::Refused => 1,
        Status::Open => 2,
        Status::Stated => 3,
    }
}
