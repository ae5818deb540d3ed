//! Answers of a ledger: what a row of known values comes to.
//!
//! It is put together from [`Parts`]. Where a ledger has few columns, whole rows are found again too.

use std::hash::{Hash, Hasher};

use mingbai_core::answer::Status;
use mingbai_core::kernel::diagram::TooLarge;
use mingbai_core::kernel::lang::Lang;

use crate::answering::{Answering, Listed};
use crate::memo::Memo;
use crate::parts::{Decided, Parts};
use crate::tally::Tally;

/// How many combinations of values there may be at most for whole rows to be kept.
const KEPT_WHOLE: usize = 65_536;

/// What a row comes to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answer {
    /// Of each provision with a column, in their order.
    pub statuses: Vec<Status>,
    /// Yuan paid for the person: an amount, or `least..most`; empty where it cannot be worked out.
    pub aid: String,
    /// Yuan left to pay, in the same way.
    pub pays: String,
    /// The facts still to be found out: places in [`Answering::facts`], rising.
    pub asks: Vec<u16>,
    /// The same as cells of CSV, each with the comma before it.
    pub csv: String,
    /// The numbers of its parts.
    numbers: Vec<usize>,
}

/// A status in words.
pub const fn status_words(status: Status, lang: Lang) -> &'static str {
    match status {
        Status::Granted => lang.pick("给", "granted"),
        Status::Refused => lang.pick("不给", "refused"),
        Status::Open => lang.pick("未定", "open"),
        Status::Stated => lang.pick("有规定", "stated"),
    }
}

/// The answer of a whole row.
struct Whole {
    /// The numbers of its parts: the premium's, then each provision's. The text follows from them.
    numbers: Vec<usize>,
    text: Vec<u8>,
}

impl PartialEq for Whole {
    fn eq(&self, other: &Self) -> bool {
        self.numbers == other.numbers
    }
}

impl Eq for Whole {}

impl Hash for Whole {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.numbers.hash(state);
    }
}

/// Answers rows, one after the other. Each worker has its own.
pub struct Answerer<'s> {
    answering: &'s Answering<'s>,
    parts: Parts,
    wholes: Memo<Whole>,
    /// The numbers of the parts of the row at hand.
    numbers: Vec<usize>,
    /// The facts that the row at hand asks for.
    asked: Vec<bool>,
}

impl<'s> Answerer<'s> {
    /// An answerer that has answered nothing yet.
    pub fn new(answering: &'s Answering<'s>) -> Self {
        let wholes = Memo::of_all(answering, KEPT_WHOLE);
        let asked = vec![false; answering.facts.len()];
        Self { answering, parts: Parts::new(answering), wholes, numbers: Vec::new(), asked }
    }

    /// Writes the cells that answer `row`, each with the comma before it.
    ///
    /// # Errors
    /// [`TooLarge`] if too much is open to work the premium out; nothing is written then.
    pub fn answer(&mut self, row: &[u8], out: &mut Vec<u8>) -> Result<(), TooLarge> {
        let Self { answering, parts, wholes, numbers, asked } = self;
        if !wholes.is_listed() {
            parts.find(answering, row, numbers)?;
            write(answering, parts, numbers, asked, out);
            parts.count(numbers, 1);
            return Ok(());
        }
        let number = wholes.find(row, || {
            parts.find(answering, row, numbers)?;
            let mut text = Vec::new();
            write(answering, parts, numbers, asked, &mut text);
            Ok(Whole { numbers: numbers.clone(), text })
        })?;
        if let Some(whole) = wholes.count(number, 1) {
            out.extend_from_slice(&whole.text);
        }
        Ok(())
    }

    /// What `row` comes to.
    ///
    /// # Errors
    /// [`TooLarge`] if too much is open to work the premium out.
    pub fn find(&mut self, row: &[u8]) -> Result<Answer, TooLarge> {
        let Self { answering, parts, numbers, asked, .. } = self;
        parts.find(answering, row, numbers)?;
        parts.count(numbers, 1);
        let mut csv = Vec::new();
        write(answering, parts, numbers, asked, &mut csv);
        let paid = parts.paid(numbers);
        let asked = (0..).zip(asked).filter(|(_, asked)| **asked);
        Ok(Answer {
            statuses: parts.decided(numbers).map(|decided| decided.decision.status).collect(),
            aid: paid.map_or_else(String::new, |paid| paid.aid.written.clone()),
            pays: paid.map_or_else(String::new, |paid| paid.pays.written.clone()),
            asks: asked.map(|(fact, _)| fact).collect(),
            csv: String::from_utf8_lossy(&csv).into_owned(),
            numbers: numbers.clone(),
        })
    }

    /// Counts an answer for one more row.
    pub fn again(&mut self, answer: &Answer) {
        self.parts.count(&answer.numbers, 1);
    }

    /// How often what was answered.
    pub fn finish(self) -> Tally {
        let Self { answering, mut parts, wholes, .. } = self;
        for (whole, rows) in wholes.counted() {
            parts.count(&whole.numbers, rows);
        }
        let mut tally = Tally::new(answering);
        for (paid, rows) in parts.premiums() {
            tally.no_figures += if paid.no_figures { rows } else { 0 };
        }
        for (counts, all) in tally.provisions.iter_mut().zip(parts.provisions()) {
            for (decided, rows) in all.counted() {
                counts.add(&decided.decision, rows);
            }
        }
        tally
    }
}

/// Writes the cells of an answer, each with the comma before it. What it asks for is marked in `asked`.
fn write(
    answering: &Answering<'_>,
    parts: &Parts,
    numbers: &[usize],
    asked: &mut [bool],
    out: &mut Vec<u8>,
) {
    parts.ask(numbers, asked);
    let form = &answering.form;
    for Decided { decision, .. } in parts.decided(numbers) {
        out.push(b',');
        let lang = if form.words { form.lang } else { Lang::En };
        out.extend_from_slice(status_words(decision.status, lang).as_bytes());
    }
    if let Some(paid) = parts.paid(numbers) {
        for yuan in [&paid.aid, &paid.pays] {
            out.push(b',');
            out.extend_from_slice(yuan.written.as_bytes());
        }
    }
    let asked = || asked.iter().zip(&answering.facts).filter(|(asked, _)| **asked);
    if !form.words {
        out.push(b',');
        join(out, asked().map(|(_, fact)| fact.id), ";");
    }
    out.push(b',');
    if asked().next().is_some() {
        let start = out.len();
        join(out, asked().map(|(_, fact)| fact.label), form.lang.pick("；", "; "));
        quote(out, start);
    }
    if form.rows {
        let decided = parts.decided(numbers);
        for (Listed { table, .. }, Decided { decision, .. }) in
            answering.provisions.iter().zip(decided)
        {
            out.push(b',');
            let row = decision.row().and_then(|row| table.rows.get(row));
            out.extend_from_slice(row.map_or(&[], |row| row.id.as_bytes()));
        }
    }
    if form.readings {
        for Decided { readings, .. } in parts.decided(numbers) {
            out.push(b',');
            let start = out.len();
            let name = |reading: &u16| answering.reading(*reading);
            join(out, readings.iter().map(name), if form.words { "；" } else { ";" });
            quote(out, start);
        }
    }
    if let Some(caution) = &form.caution {
        out.push(b',');
        let start = out.len();
        out.extend_from_slice(caution.as_bytes());
        quote(out, start);
    }
}

fn join<'w>(out: &mut Vec<u8>, words: impl Iterator<Item = &'w str>, gap: &str) {
    for (number, word) in words.enumerate() {
        if number > 0 {
            out.extend_from_slice(gap.as_bytes());
        }
        out.extend_from_slice(word.as_bytes());
    }
}

/// Puts the cell from `start` on into quotation marks, if it needs them.
pub(crate) fn quote(out: &mut Vec<u8>, start: usize) {
    let cell = out.get(start..).unwrap_or_default();
    if memchr::memchr3(b',', b'"', b'\n', cell).is_some() {
        let cell = String::from_utf8_lossy(cell).replace('"', "\"\"");
        out.truncate(start);
        out.extend_from_slice(format!("\"{cell}\"").as_bytes());
    }
}
