//! Answers of a ledger: what a row of known values comes to.
//!
//! A provision tests few variables and has few answers. Each is worked out once, and found again by
//! the values of those variables; the answer of a row is put together from them. Where a ledger has
//! few columns, whole rows are found again too.

use std::collections::HashMap;
use std::convert::Infallible;
use std::hash::{Hash, Hasher};

use indexmap::IndexMap;
use mingbai_core::amounts::amount::Formulas;
use mingbai_core::amounts::premium::premium;
use mingbai_core::amounts::ranges::Range;
use mingbai_core::answer::Status;
use mingbai_core::answer::decision::Decision;
use mingbai_core::case::figures::Figures;
use mingbai_core::case::set_readings;
use mingbai_core::kernel::diagram::{Diagram, TooLarge, UNKNOWN, Var};
use mingbai_core::kernel::lang::Lang;
use mingbai_core::policy::{Policy, Table};

use crate::library::{Loaded, fact_text, text};

/// How many combinations of values each provision keeps the answer of. It bounds the memory.
const KEPT: usize = 1 << 18;

/// How many combinations of values there may be at most for whole rows to be kept.
const KEPT_WHOLE: usize = 1 << 16;

/// What is the same for all rows of a ledger.
pub struct Sheet<'p> {
    policy: &'p Policy,
    figures: &'p Figures,
    /// What has rows of its own, in the order of the columns.
    pub provisions: Vec<Listed<'p>>,
    /// The facts, in the order of [`Decision::asks`].
    pub facts: Vec<Asked<'p>>,
    /// The variable of each slot of a row.
    slots: Vec<usize>,
    /// Nothing known; the readings set.
    nothing: Vec<u8>,
    form: Form,
}

/// What is wanted of a ledger's answers beside those themselves.
pub struct Form {
    /// Whether the rows of the tables are named.
    pub rows: bool,
    /// The language of what is there to be read.
    pub lang: Lang,
    /// What every row says of itself, so that no answer is taken for more than it is. Nothing: no
    /// such column.
    pub caution: Option<String>,
}

/// A provision with a column.
pub struct Listed<'p> {
    /// Its id.
    pub id: &'p str,
    /// What people call it.
    pub title: &'p str,
    table: &'p Table,
}

/// A fact that may be asked for.
pub struct Asked<'p> {
    /// Its id.
    pub id: &'p str,
    /// What people call it.
    pub label: &'p str,
}

impl<'p> Sheet<'p> {
    /// A sheet for rows that settle the variables `slots`.
    pub fn new(loaded: &'p Loaded, figures: &'p Figures, slots: &[usize], form: Form) -> Self {
        let (policy, words, lang) = (&loaded.policy, &loaded.words, form.lang);
        let data = policy.data();
        let provisions = data.provisions.iter().filter_map(|provision| {
            let id = provision.id.as_str();
            let title = text(words, &["provisions", id, "title"], lang);
            Some(Listed { id, title, table: provision.deciding()? })
        });
        let facts = data.facts.iter().map(|fact| {
            let id = fact.id.as_str();
            Asked { id, label: fact_text(words, id, &["label"], lang) }
        });
        let mut nothing = vec![UNKNOWN; data.variables.len()];
        set_readings(policy, &mut nothing, &[]);
        let (provisions, facts) = (provisions.collect(), facts.collect());
        Self { policy, figures, provisions, facts, slots: slots.to_vec(), nothing, form }
    }

    /// The columns an answer adds.
    pub fn columns(&self) -> Vec<String> {
        let ids = || self.provisions.iter().map(|provision| provision.id);
        let mut columns: Vec<String> = ids().map(str::to_owned).collect();
        columns.extend(["premium.aid", "premium.pays", "asks", "asks.words"].map(str::to_owned));
        if self.form.rows {
            columns.extend(ids().map(|id| format!("{id}.row")));
        }
        columns.extend(self.form.caution.is_some().then(|| "caution".to_owned()));
        columns
    }

    fn known(&self, row: &[u8]) -> Vec<u8> {
        let mut known = self.nothing.clone();
        for (&variable, &value) in self.slots.iter().zip(row) {
            if let Some(slot) = known.get_mut(variable) {
                *slot = value;
            }
        }
        known
    }

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

/// The premium's cells.
#[derive(Default, PartialEq, Eq, Hash)]
struct Paid {
    aid: String,
    pays: String,
    asks: Vec<u16>,
    no_figures: bool,
}

/// The answers of one provision, found by the values of the slots it tests.
struct Memo<T> {
    /// The slots, with the number of values of each and one for "not known".
    slots: Vec<(usize, usize)>,
    /// Every answer there was so far, and how many rows had it as far as they are counted here.
    answers: IndexMap<T, u64>,
    /// The number of the answer for each combination of values, where these are few enough.
    listed: Vec<Option<u32>>,
    /// The same where they are too many.
    hashed: HashMap<Box<[u8]>, usize>,
    key: Vec<u8>,
}

impl<T: Hash + Eq> Memo<T> {
    /// For the slots whose variables are `tested`; a list where they have at most so many
    /// combinations.
    fn new(sheet: &Sheet<'_>, tested: impl Fn(usize) -> bool, most: usize) -> Self {
        let domains = sheet.policy.data().domains().unwrap_or_default();
        let slots: Vec<(usize, usize)> = sheet
            .slots
            .iter()
            .enumerate()
            .filter(|(_, variable)| tested(**variable))
            .map(|(slot, &variable)| {
                (slot, 1 + usize::from(domains.get(variable).copied().unwrap_or(1)))
            })
            .collect();
        let all = slots.iter().try_fold(1_usize, |all, (_, values)| all.checked_mul(*values));
        let listed = vec![None; all.filter(|&all| all <= most).unwrap_or(0)];
        Self { slots, answers: IndexMap::new(), listed, hashed: HashMap::new(), key: Vec::new() }
    }

    /// For the slots that some diagrams test.
    fn of(sheet: &Sheet<'_>, diagrams: &[&Diagram]) -> Self {
        let support: Vec<Var> = diagrams.iter().flat_map(|diagram| diagram.support()).collect();
        let tested = |variable: usize| support.iter().any(|&var| usize::from(var) == variable);
        Self::new(sheet, tested, KEPT)
    }

    /// The number of a row's answer.
    fn find<E>(&mut self, row: &[u8], work_out: impl FnOnce() -> Result<T, E>) -> Result<usize, E> {
        let value = |slot: usize| row.get(slot).copied().unwrap_or(UNKNOWN);
        if self.listed.is_empty() {
            self.key.clear();
            self.key.extend(self.slots.iter().map(|(slot, _)| value(*slot)));
            if let Some(&kept) = self.hashed.get(self.key.as_slice()) {
                return Ok(kept);
            }
            if self.hashed.len() >= KEPT {
                self.hashed.clear();
            }
            let new = self.number(work_out()?);
            self.hashed.insert(self.key.as_slice().into(), new);
            return Ok(new);
        }
        let place = self.slots.iter().fold(0, |place, (slot, values)| {
            place * values + usize::from(value(*slot)).min(values - 1)
        });
        if let Some(Some(kept)) = self.listed.get(place) {
            return Ok(*kept as usize);
        }
        let new = self.number(work_out()?);
        if let Some(place) = self.listed.get_mut(place) {
            *place = u32::try_from(new).ok();
        }
        Ok(new)
    }

    fn number(&mut self, answer: T) -> usize {
        let entry = self.answers.entry(answer);
        let number = entry.index();
        entry.or_insert(0);
        number
    }

    /// The answer of this number.
    fn get(&self, number: usize) -> Option<&T> {
        self.answers.get_index(number).map(|(answer, _)| answer)
    }

    /// The answer of this number, which so many more rows have.
    fn count(&mut self, number: usize, more: u64) -> Option<&T> {
        let (answer, rows) = self.answers.get_index_mut(number)?;
        *rows += more;
        Some(answer)
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
    parts: Parts<'s>,
    wholes: Memo<Whole>,
    /// The numbers of the parts of the row at hand.
    numbers: Vec<usize>,
}

impl<'s> Answerer<'s> {
    /// An answerer that has answered nothing yet.
    pub fn new(sheet: &'s Sheet<'s>) -> Self {
        let wholes = Memo::new(sheet, |_| true, KEPT_WHOLE);
        Self { parts: Parts::new(sheet), wholes, numbers: Vec::new() }
    }

    /// Writes the cells that answer `row`, each with the comma before it.
    ///
    /// # Errors
    /// [`TooLarge`] if too much is open to work the premium out; nothing is written then.
    pub fn answer(&mut self, row: &[u8], out: &mut Vec<u8>) -> Result<(), TooLarge> {
        let Self { parts, wholes, numbers } = self;
        if wholes.listed.is_empty() {
            parts.find(row, numbers)?;
            parts.write(numbers, out);
            parts.count(numbers, 1);
            return Ok(());
        }
        let number = wholes.find(row, || {
            parts.find(row, numbers)?;
            let mut text = Vec::new();
            parts.write(numbers, &mut text);
            Ok(Whole { numbers: numbers.clone(), text })
        })?;
        if let Some(whole) = wholes.count(number, 1) {
            out.extend_from_slice(&whole.text);
        }
        Ok(())
    }

    /// How often what was answered.
    pub fn finish(self) -> Tally {
        let Self { mut parts, wholes, .. } = self;
        for (whole, rows) in &wholes.answers {
            parts.count(&whole.numbers, *rows);
        }
        parts.tally()
    }
}

/// What the answer of a row is put together from.
struct Parts<'s> {
    sheet: &'s Sheet<'s>,
    premium: Memo<Paid>,
    provisions: Vec<Memo<Decision>>,
    /// The facts that the row at hand asks for.
    asked: Vec<bool>,
}

impl<'s> Parts<'s> {
    fn new(sheet: &'s Sheet<'s>) -> Self {
        let memo = |Listed { table, .. }: &Listed<'_>| {
            let mut tested = vec![&table.by_outcome];
            tested.extend(sheet.form.rows.then_some(&table.by_row));
            Memo::of(sheet, &tested)
        };
        let policy = sheet.policy;
        let mut tested = vec![&policy.data().premium_when];
        tested.extend(policy.premium_table().map(|(_, table)| &table.by_outcome));
        tested.extend(policy.tier().map(|tier| &tier.diagram));
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

    /// Counts so many more rows with these parts.
    fn count(&mut self, numbers: &[usize], rows: u64) {
        let Some((paid, numbers)) = numbers.split_first() else { return };
        self.premium.count(*paid, rows);
        for (memo, number) in self.provisions.iter_mut().zip(numbers) {
            memo.count(*number, rows);
        }
    }

    /// Writes the cells of these parts.
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
        for (paid, rows) in &self.premium.answers {
            tally.no_figures += if paid.no_figures { *rows } else { 0 };
        }
        for (counts, memo) in tally.provisions.iter_mut().zip(&self.provisions) {
            for (decision, rows) in &memo.answers {
                counts.add(decision, *rows);
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

/// How often what was answered.
pub struct Tally {
    /// By provision.
    pub provisions: Vec<Counts>,
    /// Rows whose premium needs a missing figure.
    pub no_figures: u64,
}

/// How often one provision came to what.
#[derive(Clone)]
pub struct Counts {
    /// Rows to which it gives something.
    pub granted: u64,
    /// Rows to which it gives nothing.
    pub refused: u64,
    /// Rows for which it is open.
    pub open: u64,
    /// By fact: the rows whose verdict is open because it is missing.
    pub wants: Vec<u64>,
}

impl Counts {
    fn add(&mut self, decision: &Decision, rows: u64) {
        match decision.status {
            Status::Granted => self.granted += rows,
            Status::Refused => self.refused += rows,
            Status::Open => self.open += rows,
            Status::Stated => {}
        }
        for &fact in decision.asks.iter().filter(|_| decision.status == Status::Open) {
            if let Some(count) = self.wants.get_mut(usize::from(fact)) {
                *count += rows;
            }
        }
    }
}

impl Tally {
    /// Nothing counted yet.
    pub fn new(sheet: &Sheet<'_>) -> Self {
        let wants = vec![0; sheet.facts.len()];
        let none = Counts { granted: 0, refused: 0, open: 0, wants };
        Self { provisions: vec![none; sheet.provisions.len()], no_figures: 0 }
    }

    /// Counts what another worker counted.
    pub fn join(&mut self, other: &Self) {
        self.no_figures += other.no_figures;
        for (counts, other) in self.provisions.iter_mut().zip(&other.provisions) {
            counts.granted += other.granted;
            counts.refused += other.refused;
            counts.open += other.open;
            for (count, other) in counts.wants.iter_mut().zip(&other.wants) {
                *count += other;
            }
        }
    }
}
