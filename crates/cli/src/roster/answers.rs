//! Answers of a ledger: what a row of known values comes to, written once for all rows alike.
//!
//! A provision tests few variables, so its answers are few: each is worked out once and kept by the
//! values of those variables. Whole rows are kept too, as many as fit.

use std::collections::HashMap;
use std::sync::Arc;

use mingbai_core::answer::Status;
use mingbai_core::diagram::{Diagram, TooLarge, UNKNOWN, Var};
use mingbai_core::figures::Figures;
use mingbai_core::joint::Range;
use mingbai_core::policy::{Policy, Table};
use mingbai_core::premium::premium;
use mingbai_core::verdict::{set_readings, standing};

/// How many different rows a worker keeps, by default.
pub const KEPT: usize = 1 << 16;

/// The most combinations of values a provision keeps in a plain list.
const LISTED: usize = 1 << 16;

/// What is the same for all rows of a ledger.
pub struct Sheet<'p> {
    policy: &'p Policy,
    figures: &'p Figures,
    /// The tables, in the order of their columns.
    tables: Vec<(&'p str, &'p Table)>,
    /// The variable of each slot of a row.
    slots: Vec<usize>,
    /// Nothing known; the readings set.
    nothing: Vec<u8>,
    /// Whether the rows of the tables are named.
    rows: bool,
}

impl<'p> Sheet<'p> {
    /// A sheet for rows that settle the variables `slots`.
    pub fn new(policy: &'p Policy, figures: &'p Figures, slots: &[usize], rows: bool) -> Self {
        let data = policy.data();
        let table = |provision: &'p mingbai_core::policy::Provision| {
            Some((provision.id.as_str(), provision.table.as_ref()?))
        };
        let mut nothing = vec![UNKNOWN; data.variables.len()];
        set_readings(policy, &mut nothing, &[]);
        let tables = data.provisions.iter().filter_map(table).collect();
        Self { policy, figures, tables, slots: slots.to_vec(), nothing, rows }
    }

    /// The provisions, in the order of their columns.
    pub fn provisions(&self) -> impl Iterator<Item = &'p str> {
        self.tables.iter().map(|(id, _)| *id)
    }

    /// The columns an answer adds.
    pub fn columns(&self) -> Vec<String> {
        let mut columns: Vec<String> = self.provisions().map(str::to_owned).collect();
        columns.extend(["premium.aid", "premium.pays", "asks"].map(str::to_owned));
        if self.rows {
            columns.extend(self.provisions().map(|id| format!("{id}.row")));
        }
        columns
    }

    /// The id of a fact.
    pub fn fact(&self, index: usize) -> &'p str {
        self.policy.data().facts.get(index).map_or("", |fact| fact.id.as_str())
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

    fn standing(&self, table: &Table, row: &[u8]) -> Standing {
        let standing = standing(self.policy, table, &self.known(row));
        let row = standing.row.and_then(|row| table.rows.get(row));
        Standing {
            status: standing.status,
            asks: standing.asks,
            row: row.map(|row| row.id.clone()).unwrap_or_default(),
        }
    }

    fn premium(&self, row: &[u8]) -> Result<Paid, TooLarge> {
        let Some(joint) = premium(self.policy, &self.known(row), self.figures)? else {
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
            no_figures: !joint.missing.is_empty(),
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

/// Where one provision stands.
struct Standing {
    status: Status,
    asks: Vec<u16>,
    row: String,
}

/// The premium's cells.
#[derive(Default)]
struct Paid {
    aid: String,
    pays: String,
    asks: Vec<u16>,
    no_figures: bool,
}

/// Answers of one provision, by the values of the slots it tests.
struct Memo<T> {
    /// The slots, with the number of values of each and one for "not known".
    slots: Vec<(usize, usize)>,
    listed: Vec<Option<Arc<T>>>,
    hashed: HashMap<Vec<u8>, Arc<T>>,
}

impl<T> Memo<T> {
    fn new(sheet: &Sheet<'_>, tested: &[&Diagram]) -> Self {
        let domains = sheet.policy.data().domains().unwrap_or_default();
        let support: Vec<Var> = tested.iter().flat_map(|diagram| diagram.support()).collect();
        let tests = |variable: usize| support.iter().any(|&var| usize::from(var) == variable);
        let slots: Vec<(usize, usize)> = sheet
            .slots
            .iter()
            .enumerate()
            .filter(|(_, variable)| tests(**variable))
            .map(|(slot, &variable)| {
                (slot, 1 + usize::from(domains.get(variable).copied().unwrap_or(1)))
            })
            .collect();
        let all = slots.iter().try_fold(1_usize, |all, (_, values)| all.checked_mul(*values));
        let listed = all.filter(|&all| all <= LISTED).unwrap_or(0);
        Self { slots, listed: (0..listed).map(|_| None).collect(), hashed: HashMap::new() }
    }

    fn get<E>(&mut self, row: &[u8], work_out: impl FnOnce() -> Result<T, E>) -> Result<Arc<T>, E> {
        let value = |slot: usize| row.get(slot).copied().unwrap_or(UNKNOWN);
        if self.listed.is_empty() {
            let key: Vec<u8> = self.slots.iter().map(|(slot, _)| value(*slot)).collect();
            if let Some(kept) = self.hashed.get(&key) {
                return Ok(Arc::clone(kept));
            }
            if self.hashed.len() >= LISTED {
                self.hashed.clear();
            }
            let new = Arc::new(work_out()?);
            self.hashed.insert(key, Arc::clone(&new));
            return Ok(new);
        }
        let place = self.slots.iter().fold(0, |place, (slot, values)| {
            place * values + usize::from(value(*slot)).min(values - 1)
        });
        match self.listed.get_mut(place) {
            Some(Some(kept)) => Ok(Arc::clone(kept)),
            Some(free) => Ok(Arc::clone(free.insert(Arc::new(work_out()?)))),
            None => Ok(Arc::new(work_out()?)),
        }
    }
}

/// A whole row's answer.
struct Whole {
    text: Box<[u8]>,
    standings: Vec<Arc<Standing>>,
    no_figures: bool,
    rows: u64,
}

/// Answers rows, one after the other. Each worker has its own.
pub struct Answerer<'s> {
    sheet: &'s Sheet<'s>,
    memos: Vec<Memo<Standing>>,
    premium: Memo<Paid>,
    /// Rows answered before, and where in `wholes` their answer is.
    kept: HashMap<Box<[u8]>, usize>,
    wholes: Vec<Whole>,
    most: usize,
    tally: Tally,
}

impl<'s> Answerer<'s> {
    /// An answerer that keeps at most so many different rows.
    pub fn new(sheet: &'s Sheet<'s>, most: usize) -> Self {
        let memo = |(_, table): &(&str, &Table)| {
            let mut tested = vec![&table.by_outcome];
            tested.extend(sheet.rows.then_some(&table.by_row));
            Memo::new(sheet, &tested)
        };
        let policy = sheet.policy;
        let mut tested = vec![&policy.data().premium_when];
        tested.extend(policy.premium_table().map(|table| &table.by_outcome));
        tested.extend(policy.tier().map(|tier| &tier.diagram));
        Self {
            sheet,
            memos: sheet.tables.iter().map(memo).collect(),
            premium: Memo::new(sheet, &tested),
            kept: HashMap::new(),
            wholes: Vec::new(),
            most,
            tally: Tally::new(sheet),
        }
    }

    /// Writes the cells that answer `row`, each with the comma before it.
    ///
    /// # Errors
    /// [`TooLarge`] if too much is open to work the premium out.
    pub fn answer(&mut self, row: &[u8], out: &mut Vec<u8>) -> Result<(), TooLarge> {
        if let Some(whole) = self.kept.get(row).and_then(|&at| self.wholes.get_mut(at)) {
            whole.rows += 1;
            out.extend_from_slice(&whole.text);
            return Ok(());
        }
        let whole = self.work_out(row)?;
        out.extend_from_slice(&whole.text);
        if self.wholes.len() >= self.most {
            self.settle();
        }
        if self.most == 0 {
            self.tally.add(&whole);
        } else {
            self.kept.insert(row.into(), self.wholes.len());
            self.wholes.push(whole);
        }
        Ok(())
    }

    /// Counts what is kept, and keeps nothing more.
    fn settle(&mut self) {
        for whole in self.wholes.drain(..) {
            self.tally.add(&whole);
        }
        self.kept.clear();
    }

    /// How often what was answered.
    pub fn finish(mut self) -> Tally {
        self.settle();
        self.tally
    }

    fn work_out(&mut self, row: &[u8]) -> Result<Whole, TooLarge> {
        let sheet = self.sheet;
        let standings = self
            .memos
            .iter_mut()
            .zip(&sheet.tables)
            .map(|(memo, (_, table))| memo.get(row, || Ok(sheet.standing(table, row))))
            .collect::<Result<Vec<_>, TooLarge>>()?;
        let paid = self.premium.get(row, || sheet.premium(row))?;
        let mut asked = vec![false; sheet.policy.data().facts.len()];
        for &fact in standings.iter().flat_map(|standing| &standing.asks).chain(&paid.asks) {
            if let Some(asked) = asked.get_mut(usize::from(fact)) {
                *asked = true;
            }
        }
        let mut text = String::with_capacity(16 * standings.len());
        for standing in &standings {
            text.push(',');
            text.push_str(match standing.status {
                Status::Granted => "granted",
                Status::Refused => "refused",
                Status::Open => "open",
                Status::Stated => "stated",
            });
        }
        for amount in [&paid.aid, &paid.pays] {
            text.push(',');
            text.push_str(amount);
        }
        let mut gap = ',';
        for (index, _) in asked.iter().enumerate().filter(|(_, asked)| **asked) {
            text.push(gap);
            text.push_str(sheet.fact(index));
            gap = ';';
        }
        if gap == ',' {
            text.push(',');
        }
        if sheet.rows {
            for standing in &standings {
                text.push(',');
                text.push_str(&standing.row);
            }
        }
        let text = text.into_bytes().into_boxed_slice();
        Ok(Whole { text, standings, no_figures: paid.no_figures, rows: 1 })
    }
}

/// How often what was answered.
pub struct Tally {
    /// By provision.
    pub provisions: Vec<Counts>,
    /// Rows whose premium needs a figure nobody gave.
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
    /// Rows for which it is open for want of each fact.
    pub wants: Vec<u64>,
}

impl Tally {
    /// Nothing counted yet.
    pub fn new(sheet: &Sheet<'_>) -> Self {
        let wants = vec![0; sheet.policy.data().facts.len()];
        let none = Counts { granted: 0, refused: 0, open: 0, wants };
        Self { provisions: vec![none; sheet.tables.len()], no_figures: 0 }
    }

    fn add(&mut self, whole: &Whole) {
        let rows = whole.rows;
        self.no_figures += if whole.no_figures { rows } else { 0 };
        for (counts, standing) in self.provisions.iter_mut().zip(&whole.standings) {
            match standing.status {
                Status::Granted => counts.granted += rows,
                Status::Refused => counts.refused += rows,
                Status::Open => counts.open += rows,
                Status::Stated => {}
            }
            for &fact in &standing.asks {
                if let Some(count) = counts.wants.get_mut(usize::from(fact)) {
                    *count += rows;
                }
            }
        }
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
