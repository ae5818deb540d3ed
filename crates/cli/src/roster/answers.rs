//! Answers of a ledger: what a row of known values comes to.
//!
//! A provision tests few variables and has few answers. Each is worked out once, and found again by
//! the values of those variables; the answer of a row is put together from them. Where a ledger has
//! few columns, whole rows are found again too.

use std::convert::Infallible;
use std::hash::{Hash, Hasher};

use mingbai_core::amounts::amount::Formulas;
use mingbai_core::amounts::premium::premium;
use mingbai_core::amounts::ranges::Range;
use mingbai_core::answer::Status;
use mingbai_core::answer::decision::Decision;
use mingbai_core::kernel::diagram::{TooLarge, Var};
use mingbai_core::policy::Table;

use super::memo::Memo;
use super::sheet::{Listed, Sheet};
use super::tally::Tally;

/// How many combinations of values there may be at most for whole rows to be kept.
const KEPT_WHOLE: usize = 1 << 16;

/// The premium's cells.
#[derive(Default, PartialEq, Eq, Hash)]
struct Paid {
    aid: String,
    pays: String,
    asks: Vec<u16>,
    no_figures: bool,
}

impl Sheet<'_> {
    fn decision(&self, table: &Table, row: &[u8]) -> Decision {
        Decision::new(self.policy, table, &self.known(row))
    }

    fn premium(&self, row: &[u8]) -> Result<Paid, TooLarge> {
        let Some(joint) =
            premium(self.policy, &self.known(row), self.figures, Formulas::default())?
        else {
            return Ok(Paid::default());
        };
        let ranges = joint.ranges(joint.diagram.root()).unwrap_or_default();
        let written = |which: usize| ranges.get(which).map(|range| amount(*range));
        let variables = &self.policy.data().variables;
        let fact = |var: Var| variables.get(usize::from(var))?.fact();
        Ok(Paid {
            aid: written(1).unwrap_or_default(),
            pays: written(2).unwrap_or_default(),
            asks: joint.diagram.support().into_iter().filter_map(fact).collect(),
            no_figures: !joint.missing.figures().is_empty(),
        })
    }
}

/// One amount, or `least..most`; nothing where a figure is missing.
fn amount(range: Range) -> String {
    match (range.least, range.most) {
        (Some(least), Some(most)) if least == most => least.to_string(),
        (Some(least), Some(most)) => format!("{least}..{most}"),
        _ => String::new(),
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
    memos: Memos<'s>,
    wholes: Memo<Whole>,
    /// The numbers of the parts of the row at hand.
    numbers: Vec<usize>,
}

impl<'s> Answerer<'s> {
    /// An answerer that has answered nothing yet.
    pub fn new(sheet: &'s Sheet<'s>) -> Self {
        let wholes = Memo::new(sheet, |_| true, KEPT_WHOLE);
        Self { memos: Memos::new(sheet), wholes, numbers: Vec::new() }
    }

    /// Writes the cells that answer `row`, each with the comma before it.
    ///
    /// # Errors
    /// [`TooLarge`] if too much is open to work the premium out; nothing is written then.
    pub fn answer(&mut self, row: &[u8], out: &mut Vec<u8>) -> Result<(), TooLarge> {
        let Self { memos, wholes, numbers } = self;
        if !wholes.is_listed() {
            memos.find(row, numbers)?;
            memos.write(numbers, out);
            memos.count(numbers, 1);
            return Ok(());
        }
        let number = wholes.find(row, || {
            memos.find(row, numbers)?;
            let mut text = Vec::new();
            memos.write(numbers, &mut text);
            Ok(Whole { numbers: numbers.clone(), text })
        })?;
        if let Some(whole) = wholes.count(number, 1) {
            out.extend_from_slice(&whole.text);
        }
        Ok(())
    }

    /// How often what was answered.
    pub fn finish(self) -> Tally {
        let Self { mut memos, wholes, .. } = self;
        for (whole, rows) in wholes.counted() {
            memos.count(&whole.numbers, rows);
        }
        memos.tally()
    }
}

/// The answers so far of the premium and of each provision: what that of a row is put together from.
struct Memos<'s> {
    sheet: &'s Sheet<'s>,
    premium: Memo<Paid>,
    provisions: Vec<Memo<Decision>>,
    /// The facts that the row at hand asks for.
    asked: Vec<bool>,
}

impl<'s> Memos<'s> {
    fn new(sheet: &'s Sheet<'s>) -> Self {
        let memo = |Listed { table, .. }: &Listed<'_>| {
            let mut tested = vec![&table.by_outcome];
            tested.extend(sheet.form.rows.then_some(&table.by_row));
            Memo::of(sheet, &tested)
        };
        let policy = sheet.policy;
        let mut tested = vec![&policy.data().premium_when];
        tested.extend(policy.premium_table().map(|(_, table)| &table.by_outcome));
        tested.push(&policy.keys().contribution.diagram);
        Self {
            sheet,
            premium: Memo::of(sheet, &tested),
            provisions: sheet.provisions.iter().map(memo).collect(),
            asked: vec![false; sheet.facts.len()],
        }
    }

    /// The numbers of the parts of a row's answer.
    fn find(&mut self, row: &[u8], numbers: &mut Vec<usize>) -> Result<(), TooLarge> {
        let sheet = self.sheet;
        numbers.clear();
        numbers.push(self.premium.find(row, || sheet.premium(row))?);
        for (memo, Listed { table, .. }) in self.provisions.iter_mut().zip(&sheet.provisions) {
            let Ok(number) = memo.find(row, || Ok::<_, Infallible>(sheet.decision(table, row)));
            numbers.push(number);
        }
        Ok(())
    }

    /// Counts so many more rows with these memos.
    fn count(&mut self, numbers: &[usize], rows: u64) {
        let Some((paid, numbers)) = numbers.split_first() else { return };
        self.premium.count(*paid, rows);
        for (memo, number) in self.provisions.iter_mut().zip(numbers) {
            memo.count(*number, rows);
        }
    }

    /// Writes the cells of these memos.
    fn write(&mut self, numbers: &[usize], out: &mut Vec<u8>) {
        let sheet = self.sheet;
        let Some((paid, numbers)) = numbers.split_first() else { return };
        self.asked.fill(false);
        let mut ask = |facts: &[u16]| {
            for &fact in facts {
                if let Some(asked) = self.asked.get_mut(usize::from(fact)) {
                    *asked = true;
                }
            }
        };
        let decisions =
            || self.provisions.iter().zip(numbers).filter_map(|(memo, number)| memo.get(*number));
        for decision in decisions() {
            ask(&decision.asks);
            out.extend_from_slice(match decision.status {
                Status::Granted => b",granted",
                Status::Refused => b",refused",
                Status::Open => b",open",
                Status::Stated => b",stated",
            });
        }
        if let Some(paid) = self.premium.get(*paid) {
            ask(&paid.asks);
            for amount in [&paid.aid, &paid.pays] {
                out.push(b',');
                out.extend_from_slice(amount.as_bytes());
            }
        }
        let asked = || self.asked.iter().zip(&sheet.facts).filter(|(asked, _)| **asked);
        out.push(b',');
        join(out, asked().map(|(_, fact)| fact.id), ";");
        out.push(b',');
        if asked().next().is_some() {
            let start = out.len();
            join(out, asked().map(|(_, fact)| fact.label), sheet.form.lang.pick("；", "; "));
            quote(out, start);
        }
        if sheet.form.rows {
            for (Listed { table, .. }, decision) in sheet.provisions.iter().zip(decisions()) {
                out.push(b',');
                let row = decision.row().and_then(|row| table.rows.get(row));
                out.extend_from_slice(row.map_or(&[], |row| row.id.as_bytes()));
            }
        }
        if let Some(caution) = &sheet.form.caution {
            out.push(b',');
            let start = out.len();
            out.extend_from_slice(caution.as_bytes());
            quote(out, start);
        }
    }

    fn tally(&self) -> Tally {
        let mut tally = Tally::new(self.sheet);
        for (paid, rows) in self.premium.counted() {
            tally.no_figures += if paid.no_figures { rows } else { 0 };
        }
        for (counts, memo) in tally.provisions.iter_mut().zip(&self.provisions) {
            for (decision, rows) in memo.counted() {
                counts.add(decision, rows);
            }
        }
        tally
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
fn quote(out: &mut Vec<u8>, start: usize) {
    let cell = out.get(start..).unwrap_or_default();
    if memchr::memchr3(b',', b'"', b'\n', cell).is_some() {
        let cell = String::from_utf8_lossy(cell).replace('"', "\"\"");
        out.truncate(start);
        out.extend_from_slice(format!("\"{cell}\"").as_bytes());
    }
}
