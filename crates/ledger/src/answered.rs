//! The residents of a ledger, answered. Many have the same answer: each is kept once.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use mingbai_core::kernel::diagram::UNKNOWN;
use mingbai_core::kernel::lang::Lang;

use crate::answering::Answering;
use crate::answers::{Answer, Answerer};
use crate::ledger::{CellProblem, Ledger};
use crate::rows::{write_cell, write_cells};
use crate::text::neutral;

/// The residents of a ledger, answered.
#[derive(Default)]
pub struct Answered {
    /// Every answer that there was.
    pub answers: Vec<Answer>,
    /// For each resident the number of the answer; nothing where the row has problems.
    pub of: Vec<Option<u32>>,
    /// What is wrong with the rows that have no answer, in their order.
    pub problems: Vec<CellProblem>,
    /// The numbers of the answers by the values of their rows.
    known: HashMap<Box<[u8]>, u32>,
}

impl Answered {
    /// Answers some residents, the next after those answered before.
    pub fn take(
        &mut self,
        ledger: &Ledger<'_>,
        answerer: &mut Answerer<'_>,
        residents: Range<usize>,
        lang: Lang,
    ) {
        let mut values = vec![UNKNOWN; ledger.columns.slots.len()];
        for resident in residents {
            let problems = ledger.read(resident, &mut values, lang);
            if !problems.is_empty() {
                self.problems.extend(problems);
                self.of.push(None);
                continue;
            }
            if let Some(&number) = self.known.get(values.as_slice()) {
                if let Some(answer) = self.answers.get(number as usize) {
                    answerer.again(answer);
                }
                self.of.push(Some(number));
                continue;
            }
            let Ok(answer) = answerer.find(&values) else {
                self.problems.push(ledger.too_much_open(resident, lang));
                self.of.push(None);
                continue;
            };
            let number = u32::try_from(self.answers.len()).unwrap_or(u32::MAX);
            self.answers.push(answer);
            self.known.insert(values.as_slice().into(), number);
            self.of.push(Some(number));
        }
    }

    /// The answer of a resident; nothing where the row has problems.
    pub fn answer(&self, resident: usize) -> Option<&Answer> {
        let number = self.of.get(resident).copied().flatten()?;
        self.answers.get(number as usize)
    }

    /// How many residents have an answer.
    pub fn count(&self) -> u64 {
        self.of.iter().flatten().count() as u64
    }

    /// The ledger's rows with their answers as CSV; a row with problems is not in it.
    pub fn csv(
        &self,
        ledger: &Ledger<'_>,
        answering: &Answering<'_>,
        keep_formulas: bool,
    ) -> Vec<u8> {
        let mut out = b"\xef\xbb\xbf".to_vec();
        let written = |cell| if keep_formulas { Cow::Borrowed(cell) } else { neutral(cell) };
        write_cells(&mut out, ledger.header.names.iter().map(|name| written(name)));
        for name in answering.columns() {
            out.push(b',');
            write_cell(&mut out, &name);
        }
        out.push(b'\n');
        for resident in 0..self.of.len() {
            let Some(answer) = self.answer(resident) else { continue };
            write_cells(&mut out, ledger.written(resident).map(written));
            out.extend_from_slice(answer.csv.as_bytes());
            out.push(b'\n');
        }
        out
    }

    /// What is wrong, as CSV.
    pub fn problems_csv(&self) -> Vec<u8> {
        let mut out = b"line,column,value,reason,cell\n".to_vec();
        for CellProblem { row, address, column, value, reason } in &self.problems {
            let row = row.to_string();
            let cells = [&row, column, value, reason, address].map(|cell| neutral(cell));
            write_cells(&mut out, cells.into_iter());
            out.push(b'\n');
        }
        out
    }
}
