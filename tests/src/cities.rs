//! Two cities' year of bills as their clauses have it, and by brute force over what is not known. The law is written out
//! in [`wuhan`] and [`beijing`] from the clauses and the notes on them, in the readings taken; neither the policy files
//! nor the engine are used. Amounts are fen, rates hundredths of a percent.

use serde_json::Value as Json;

pub mod beijing;
pub mod oracle;
pub mod random;
pub mod wuhan;

/// A fact and its values, as a case writes them.
pub type Fact = (&'static str, &'static [&'static str]);

/// The values of a flag.
pub const FLAG: &[&str] = &["false", "true"];

/// Facts of which all is known.
#[derive(Clone, Copy, Debug)]
pub struct Known<'c> {
    facts: &'static [Fact],
    values: &'c [usize],
}

impl Known<'_> {
    /// The value of a fact.
    pub fn value(&self, fact: &str) -> &'static str {
        let at = place(self.facts, fact);
        self.facts[at].1[self.values[at]]
    }

    /// Whether a flag is true.
    pub fn is(&self, flag: &str) -> bool {
        self.value(flag) == "true"
    }

    /// Whether one of these flags is true.
    pub fn any(&self, flags: &[&str]) -> bool {
        flags.iter().any(|flag| self.is(flag))
    }
}

/// A bill as a case states it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bill {
    /// By the city's facts of a bill; none: not known.
    pub facts: Vec<Option<usize>>,
    /// Fen.
    pub in_scope: i128,
    /// Fen.
    pub out_of_scope: i128,
    /// By layer: what the settlement sheet says.
    pub paid: Vec<Option<i128>>,
}

/// What a case states.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Case {
    /// By the city's facts of a person; none: not known.
    pub person: Vec<Option<usize>>,
    /// A planned stay, which the verdicts are of.
    pub planned: Vec<Option<usize>>,
    /// The year's bills.
    pub bills: Vec<Bill>,
    /// The city's money fact of a person, fen.
    pub own_cost: i128,
}

/// Where a fact stands among `facts`.
pub fn place(facts: &[Fact], fact: &str) -> usize {
    facts.iter().position(|(name, _)| *name == fact).unwrap_or_else(|| panic!("no fact {fact}"))
}

/// A bill of which all is known.
#[derive(Clone, Copy, Debug)]
pub struct Settling<'c> {
    /// Its facts.
    pub facts: Known<'c>,
    /// Fen.
    pub in_scope: i128,
    /// By layer: what the settlement sheet says.
    pub paid: &'c [Option<i128>],
}

/// What a layer pays that no clause at hand states, of what is left of a bill: asked by bill, layer, what is left.
pub type LookUp<'l> = &'l mut dyn FnMut(usize, usize, i128) -> i128;

/// Of each bill what every layer pays; none where the bill is not settled.
pub type Year = Vec<Option<Vec<i128>>>;

/// A contribution and what is paid of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Premium {
    /// Fen.
    pub contribution: i128,
    /// Fen; none where no clause states it.
    pub aid: Option<i128>,
    /// Whether that is a floor.
    pub floor: bool,
}

/// What the clauses say, of a person of whom all is known.
pub trait City {
    /// The policy that encodes it.
    fn policy(&self) -> &'static str;
    /// Facts of a person.
    fn person(&self) -> &'static [Fact];
    /// Facts of a bill.
    fn bill(&self) -> &'static [Fact];
    /// Facts of a bill that are seldom true.
    fn rare(&self) -> &'static [&'static str];
    /// Takes a random case out of what no clause speaks of.
    fn tidy(&self, case: &mut Case);
    /// The figures of a case.
    fn figures(&self) -> Json;
    /// The money fact of a person.
    fn own_cost(&self) -> &'static str;
    /// In the order in which they pay.
    fn layers(&self) -> &'static [&'static str];
    /// A year's bills.
    fn settle(&self, person: Known<'_>, bills: &[Settling<'_>], look_up: LookUp<'_>) -> Year;
    /// The contribution, of who pays one.
    fn premium(&self, person: Known<'_>) -> Option<Premium>;
    /// Of each provision, in one order, whether it gives something; none where that is not to be compared.
    fn given(&self, person: Known<'_>, planned: Known<'_>) -> Vec<(&'static str, Option<bool>)>;
    /// What a share of one's own cost comes to, by its provision.
    fn share(&self, person: Known<'_>, own_cost: i128) -> (&'static str, i128);
}

/// Half a fen and more is rounded up.
pub fn share(fen: i128, hundredths: i128) -> i128 {
    (fen * hundredths * 2 + 10_000).div_euclid(20_000)
}

/// Rates on the parts of `sum` that begin at each `from`, cut from zero; nothing below the first.
pub fn bands(sum: i128, bands: &[(i128, i128)]) -> i128 {
    let ends = bands.iter().skip(1).map(|&(from, _)| from).chain([i128::MAX]);
    let parts =
        bands.iter().zip(ends).map(|(&(from, rate), end)| (sum.min(end) - from).max(0) * rate);
    share(parts.sum(), 1)
}

/// What a layer has counted, been due and paid in the year.
#[derive(Clone, Copy, Default, Debug)]
pub struct Account {
    /// What it has counted.
    pub sum: i128,
    due: i128,
    paid: i128,
}

impl Account {
    /// What is due on a bill by a rule on the year's sum: with the bill less without it.
    pub fn count(&mut self, cost: i128, rule: impl Fn(i128) -> i128) -> i128 {
        let before = rule(self.sum);
        self.sum += cost;
        rule(self.sum) - before
    }

    /// Pays what is due on a bill of which `left` is left, within the `room` of its limits. Once a limit has risen,
    /// what a lower one had cut is made up. What the sheet states is paid instead, and was due.
    pub fn pay(
        &mut self,
        due: i128,
        left: i128,
        room: i128,
        risen: bool,
        sheet: Option<i128>,
    ) -> i128 {
        let due = due.min(left);
        let wanted = if risen { self.due + due - self.paid } else { due };
        let computed = wanted.min(room).clamp(0, left);
        let pays = sheet.map_or(computed, |sheet| sheet.min(left));
        self.due += due.max(if sheet.is_some() { pays } else { 0 });
        self.paid += pays;
        pays
    }
}

/// No limit.
pub const NONE: i128 = i128::MAX / 4;
