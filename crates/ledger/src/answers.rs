//! Answers of a ledger: what a row of known values comes to.
//!
//! A provision tests few variables and has few answers. Each is worked out once, and found again by
//! the values of those variables; the answer of a row is put together from them. Where a ledger has
//! few columns, whole rows are found again too.

use std::convert::Infallible;
use std::hash::{Hash, Hasher};

use mingbai_core::amounts::amount::Formulas;
use mingbai_core::amounts::missing::Unknown;
use mingbai_core::amounts::premium::premium;
use mingbai_core::amounts::ranges::Range;
use mingbai_core::amounts::worked_out::WorkedOut;
use mingbai_core::answer::Status;
use mingbai_core::answer::decision::Decision;
use mingbai_core::kernel::diagram::{TooLarge, UNKNOWN};
use mingbai_core::kernel::lang::Lang;
use mingbai_core::kernel::sorted;
use mingbai_core::policy::Table;

use crate::answering::{Answering, Listed, between};
use crate::memo::Memo;
use crate::tally::Tally;

/// How many combinations of values there may be at most for whole rows to be kept.
const KEPT_WHOLE: usize = 1 << 16;

/// The premium's cells.
#[derive(Default, PartialEq, Eq, Hash)]
pub(crate) struct Paid {
    pub(crate) aid: String,
    pub(crate) pays: String,
    pub(crate) asks: Vec<u16>,
    no_figures: bool,
}

/// What a provision comes to for a row, with the readings it rests on; these are left out unless they are wanted.
#[derive(PartialEq, Eq, Hash)]
pub(crate) struct Decided {
    pub(crate) decision: Decision,
    readings: Vec<u16>,
}

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

impl Answering<'_> {
    pub(crate) fn decided(&self, table: &Table, row: &[u8]) -> Decided {
        let policy = self.policy;
        let (mut known, facts) = self.known(row);
        let mut decision = Decision::new(policy, table, &known);
        let worked = WorkedOut::new(policy, table, &decision.outcomes, &facts);
        // A comparison is open too where the amount is known and the figure is not.
        decision.asks.retain(|&fact| facts.get(usize::from(fact)).is_none());
        worked.asks.iter().for_each(|&fact| sorted::insert(&mut decision.asks, fact));
        let mut readings = Vec::new();
        if self.form.readings {
            for (slot, var) in known.iter_mut().zip(0..) {
                if policy.is_reading(var) {
                    *slot = UNKNOWN;
                }
            }
            readings.extend(policy.readings_of(table.by_outcome.restrict(&known).support()));
        }
        Decided { decision, readings }
    }

    pub(crate) fn premium(&self, row: &[u8]) -> Result<Paid, TooLarge> {
        let (known, facts) = self.known(row);
        let Some(joint) = premium(self.policy, &known, self.figures, Formulas::default())? else {
            return Ok(Paid::default());
        };
        let ranges = joint.ranges(joint.diagram.root()).unwrap_or_default();
        let written = |which: usize| ranges.get(which).map(|range| amount(*range));
        let fact = |unknown| if let Unknown::Fact(fact) = unknown { Some(fact) } else { None };
        Ok(Paid {
            aid: written(1).unwrap_or_default(),
            pays: written(2).unwrap_or_default(),
            asks: joint.unknowns(self.policy, &facts).into_iter().filter_map(fact).collect(),
            no_figures: !joint.missing.figures().is_empty(),
        })
    }
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

/// One amount, or `least..most`; nothing where a figure is missing.
fn amount(range: Range) -> String {
    range.least.zip(range.most).map_or_else(String::new, |(least, most)| between(least, most))
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
    pub fn new(answering: &'s Answering<'s>) -> Self {
        let wholes = Memo::of_all(answering, KEPT_WHOLE);
        Self { memos: Memos::new(answering), wholes, numbers: Vec::new() }
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

    /// What `row` comes to.
    ///
    /// # Errors
    /// [`TooLarge`] if too much is open to work the premium out.
    pub fn find(&mut self, row: &[u8]) -> Result<Answer, TooLarge> {
        let Self { memos, numbers, .. } = self;
        memos.find(row, numbers)?;
        memos.count(numbers, 1);
        Ok(memos.answer(numbers))
    }

    /// Counts an answer for one more row.
    pub fn again(&mut self, answer: &Answer) {
        self.memos.count(&answer.numbers, 1);
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
    answering: &'s Answering<'s>,
    premium: Memo<Paid>,
    provisions: Vec<Memo<Decided>>,
    /// The facts that the row at hand asks for.
    asked: Vec<bool>,
}

impl<'s> Memos<'s> {
    fn new(answering: &'s Answering<'s>) -> Self {
        let memo = |Listed { table, .. }: &Listed<'_>| {
            let mut tested = vec![&table.by_outcome];
            tested.extend(answering.form.rows.then_some(&table.by_row));
            Memo::of(answering, &tested, &table.outcomes)
        };
        let policy = answering.policy;
        let mut tested = vec![&policy.data().premium_when];
        let tables = policy.premium_table().into_iter().chain(policy.contribution_table());
        tested.extend(tables.map(|(_, table)| &table.by_outcome));
        tested.push(&policy.keys().contribution.diagram);
        Self {
            answering,
            premium: Memo::of(answering, &tested, &[]),
            provisions: answering.provisions.iter().map(memo).collect(),
            asked: vec![false; answering.facts.len()],
        }
    }

    /// The numbers of the parts of a row's answer.
    fn find(&mut self, row: &[u8], numbers: &mut Vec<usize>) -> Result<(), TooLarge> {
        let answering = self.answering;
        numbers.clear();
        numbers.push(self.premium.find(row, || answering.premium(row))?);
        for (memo, Listed { table, .. }) in self.provisions.iter_mut().zip(&answering.provisions) {
            let Ok(number) = memo.find(row, || Ok::<_, Infallible>(answering.decided(table, row)));
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

    fn decided<'m>(&'m self, numbers: &'m [usize]) -> impl Iterator<Item = &'m Decided> + Clone {
        self.provisions.iter().zip(numbers).filter_map(|(memo, number)| memo.get(*number))
    }

    /// Notes what the parts of a row's answer ask for.
    fn ask(&mut self, numbers: &[usize]) {
        let Some((paid, numbers)) = numbers.split_first() else { return };
        let Self { premium, provisions, asked, .. } = self;
        asked.fill(false);
        let mut ask = |facts: &[u16]| {
            for &fact in facts {
                if let Some(asked) = asked.get_mut(usize::from(fact)) {
                    *asked = true;
                }
            }
        };
        for (memo, number) in provisions.iter().zip(numbers) {
            ask(memo.get(*number).map_or(&[], |decided| &decided.decision.asks));
        }
        ask(premium.get(*paid).map_or(&[], |paid| &paid.asks));
    }

    /// The answer of these memos.
    fn answer(&mut self, numbers: &[usize]) -> Answer {
        let mut csv = Vec::new();
        self.write(numbers, &mut csv);
        let (paid, rest) = numbers.split_first().unwrap_or((&0, &[]));
        let paid = self.premium.get(*paid);
        let text =
            |of: fn(&Paid) -> &String| paid.map_or_else(String::new, |paid| of(paid).clone());
        let asked = (0..).zip(&self.asked).filter(|(_, asked)| **asked);
        Answer {
            statuses: self.decided(rest).map(|decided| decided.decision.status).collect(),
            aid: text(|paid| &paid.aid),
            pays: text(|paid| &paid.pays),
            asks: asked.map(|(fact, _)| fact).collect(),
            csv: String::from_utf8_lossy(&csv).into_owned(),
            numbers: numbers.to_vec(),
        }
    }

    /// Writes the cells of these memos.
    fn write(&mut self, numbers: &[usize], out: &mut Vec<u8>) {
        self.ask(numbers);
        let Some((paid, numbers)) = numbers.split_first() else { return };
        let answering = self.answering;
        let form = &answering.form;
        for Decided { decision, .. } in self.decided(numbers) {
            out.push(b',');
            let lang = if form.words { form.lang } else { Lang::En };
            out.extend_from_slice(status_words(decision.status, lang).as_bytes());
        }
        if let Some(paid) = self.premium.get(*paid) {
            for amount in [&paid.aid, &paid.pays] {
                out.push(b',');
                out.extend_from_slice(amount.as_bytes());
            }
        }
        let asked = || self.asked.iter().zip(&answering.facts).filter(|(asked, _)| **asked);
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
            let decided = self.decided(numbers);
            for (Listed { table, .. }, Decided { decision, .. }) in
                answering.provisions.iter().zip(decided)
            {
                out.push(b',');
                let row = decision.row().and_then(|row| table.rows.get(row));
                out.extend_from_slice(row.map_or(&[], |row| row.id.as_bytes()));
            }
        }
        if form.readings {
            for Decided { readings, .. } in self.decided(numbers) {
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

    fn tally(&self) -> Tally {
        let mut tally = Tally::new(self.answering);
        for (paid, rows) in self.premium.counted() {
            tally.no_figures += if paid.no_figures { rows } else { 0 };
        }
        for (counts, memo) in tally.provisions.iter_mut().zip(&self.provisions) {
            for (decided, rows) in memo.counted() {
                counts.add(&decided.decision, rows);
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
pub(crate) fn quote(out: &mut Vec<u8>, start: usize) {
    let cell = out.get(start..).unwrap_or_default();
    if memchr::memchr3(b',', b'"', b'\n', cell).is_some() {
        let cell = String::from_utf8_lossy(cell).replace('"', "\"\"");
        out.truncate(start);
        out.extend_from_slice(format!("\"{cell}\"").as_bytes());
    }
}
