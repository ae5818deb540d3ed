//! The answers of a table, each worked out once: a number for each key, and for each column of the
//! answers what it says for each number.

use std::sync::Arc;

use mingbai_core::amounts::amount::Formulas;
use mingbai_core::amounts::premium::premium;
use mingbai_core::amounts::ranges::Range;
use mingbai_core::answer::Status;
use mingbai_core::answer::decision::Decision;
use mingbai_core::case::figures::Figures;
use mingbai_core::case::set_readings;
use mingbai_core::kernel::diagram::{Diagram, TooLarge, UNKNOWN};
use mingbai_core::kernel::lang::Lang;
use mingbai_core::kernel::money::Money;
use mingbai_core::policy::{Policy, Provision, Table};

use crate::columns::Columns;
use crate::document::Document;
use crate::known::{Memo, Met};
use crate::texts::Texts;

/// How many different rows are kept with their answers. It bounds the memory.
const KEPT: usize = 1 << 18;

/// No row of a provision's table: several are possible.
pub const NO_ROW: i32 = -1;

/// The least and the most of aid and of pays, in fen; nothing where it cannot be computed.
pub type Amounts = [Option<Money>; 4];

/// What is the same for all rows of a table.
pub struct Basis {
    pub document: Arc<Document>,
    pub figures: Figures,
    pub lang: Lang,
    /// Whether the rows of the provisions' tables are named.
    pub rows: bool,
}

impl Basis {
    fn policy(&self) -> &Policy {
        self.document.policy()
    }

    /// What is decided for a person, in the order of the file.
    pub fn provisions(&self) -> impl Iterator<Item = (&Provision, &Table)> {
        let all = self.policy().data().provisions.iter();
        all.filter_map(|provision| Some((provision, provision.deciding()?)))
    }

    fn decision(&self, table: &Table, known: &[u8]) -> Decided {
        let decision = Decision::new(self.policy(), table, known);
        let status = match decision.status {
            Status::Granted => 0,
            Status::Refused => 1,
            Status::Open => 2,
            Status::Stated => 3,
        };
        let row = decision.row().and_then(|row| i32::try_from(row).ok()).unwrap_or(NO_ROW);
        Decided { status, row, asks: decision.asks }
    }

    fn premium(&self, known: &[u8]) -> Result<Paid, TooLarge> {
        let policy = self.policy();
        let Some(joint) = premium(policy, known, &self.figures, Formulas::default())? else {
            return Ok(Paid::default());
        };
        let ranges = joint.ranges(joint.diagram.root()).unwrap_or_default();
        let range = |which: usize| ranges.get(which).copied();
        let fact = |var| policy.fact_of(var);
        let asks = joint.diagram.support().into_iter().filter_map(fact).collect();
        let (aid, pays) = (range(1), range(2));
        let ends = |range: Option<Range>| {
            range.map_or([None; 2], |Range { least, most, .. }| [least, most])
        };
        let ([a, b], [c, d]) = (ends(aid), ends(pays));
        Ok(Paid { amounts: [a, b, c, d], asks })
    }
}

/// What a provision comes to.
struct Decided {
    /// Its place in [`STATUSES`].
    status: i8,
    row: i32,
    asks: Vec<u16>,
}

/// The statuses, in the order of their numbers.
pub const STATUSES: [&str; 4] = ["granted", "refused", "open", "stated"];

#[derive(Default, Clone)]
struct Paid {
    amounts: Amounts,
    asks: Vec<u16>,
}

/// The answers so far.
pub struct Worked {
    met: Met,
    premium: Memo<Result<Paid, ()>>,
    decisions: Vec<Memo<Decided>>,
    /// Nothing known; the readings set.
    nothing: Vec<u8>,
    /// By answer: whether too much was open to work it out.
    pub too_open: Vec<bool>,
    /// By provision, by answer.
    pub statuses: Vec<Vec<i8>>,
    /// By provision, by answer: the row of its table, or [`NO_ROW`].
    pub rows: Vec<Vec<i32>>,
    /// By answer.
    pub amounts: Vec<Amounts>,
    /// By column of [`TEXTS`]: the texts, and by answer the number of its own.
    pub texts: [(Texts, Vec<i32>); 4],
}

/// The columns of texts.
pub const TEXTS: [&str; 4] = ["premium.aid", "premium.pays", "asks", "asks.words"];

impl Worked {
    /// None yet.
    pub fn new(basis: &Basis, words: usize) -> Self {
        let (policy, rows) = (basis.policy(), basis.rows);
        let memo = |(_, table): (&Provision, &Table)| {
            let by_row = rows.then_some(&table.by_row);
            Memo::new([&table.by_outcome].into_iter().chain(by_row))
        };
        let decisions: Vec<Memo<Decided>> = basis.provisions().map(memo).collect();
        let tables = [policy.premium_table(), policy.contribution_table()].into_iter().flatten();
        let tables = tables.map(|(_, table)| &table.by_outcome);
        let tested: Vec<&Diagram> =
            [&policy.data().premium_when, &policy.keys().contribution.diagram]
                .into_iter()
                .chain(tables)
                .collect();
        let mut nothing = vec![UNKNOWN; policy.data().variables.len()];
        set_readings(policy, &mut nothing, &[]);
        Self {
            met: Met::new(words),
            premium: Memo::new(tested),
            too_open: Vec::new(),
            statuses: vec![Vec::new(); decisions.len()],
            rows: vec![Vec::new(); if rows { decisions.len() } else { 0 }],
            decisions,
            nothing,
            amounts: Vec::new(),
            texts: Default::default(),
        }
    }

    /// Whether so many answers are kept that it is time to begin anew.
    pub const fn is_full(&self) -> bool {
        self.met.len() > KEPT
    }

    /// The number of a row's answer.
    pub fn find(&mut self, basis: &Basis, columns: &Columns, key: &[u64]) -> usize {
        self.met.find(key).unwrap_or_else(|| self.work_out(basis, columns, key))
    }

    fn work_out(&mut self, basis: &Basis, columns: &Columns, key: &[u64]) -> usize {
        let policy = basis.policy();
        let mut known = self.nothing.clone();
        for column in &columns.facts {
            column.settle(key, &mut known);
        }
        policy.complete(&mut known, |_| true, |_, _, _| {});

        let facts = &policy.data().facts;
        let mut asked = vec![false; facts.len()];
        let mut ask = |asks: &[u16]| {
            for &fact in asks {
                if let Some(asked) = asked.get_mut(usize::from(fact)) {
                    *asked = true;
                }
            }
        };
        for (at, ((_, table), memo)) in basis.provisions().zip(&mut self.decisions).enumerate() {
            let decided = memo.answer(&known, || basis.decision(table, &known));
            ask(&decided.asks);
            self.statuses.get_mut(at).into_iter().for_each(|all| all.push(decided.status));
            self.rows.get_mut(at).into_iter().for_each(|all| all.push(decided.row));
        }
        let paid = self.premium.answer(&known, || basis.premium(&known).map_err(|_: TooLarge| ()));
        self.too_open.push(paid.is_err());
        let paid = paid.clone().unwrap_or_default();
        ask(&paid.asks);
        let asked = || asked.iter().zip(facts).filter(|(asked, _)| **asked).map(|(_, fact)| fact);
        let ids: Vec<&str> = asked().map(|fact| fact.id.as_str()).collect();
        let labels: Vec<&str> =
            asked().map(|fact| basis.document.label(&fact.id, basis.lang)).collect();
        let [a, b, c, d] = paid.amounts;
        let texts =
            [written(a, b), written(c, d), ids.join(";"), labels.join(basis.lang.pick("；", "; "))];
        for ((all, numbers), text) in self.texts.iter_mut().zip(texts) {
            numbers.push(all.number(text));
        }
        self.amounts.push(paid.amounts);
        self.met.add(key)
    }
}

/// One amount, or `least..most`; nothing where it cannot be computed.
fn written(least: Option<Money>, most: Option<Money>) -> String {
    match (least, most) {
        (Some(least), Some(most)) if least == most => least.to_string(),
        (Some(least), Some(most)) => format!("{least}..{most}"),
        _ => String::new(),
    }
}
