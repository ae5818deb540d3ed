//! A year's bills over everything that is not known: the joint function of all amounts of all
//! admissions. The person's facts are walked together first, then each admission's own; equal persons
//! are settled once, and equal states of the year are continued once.

use crate::amounts::amount::Formulas;
use crate::amounts::benefits::Benefits;
use crate::amounts::budget::Budget;
use crate::amounts::check::Check;
use crate::amounts::met::Met;
use crate::amounts::missing::{Figure, Missing};
use crate::amounts::ranges::{Block, Joint, Leaves};
use crate::amounts::settlement::{Bill, End, Numbers, Rules, Settled, Year};
use crate::case::figures::Figures;
use crate::case::{Admission, Facts};
use crate::kernel::diagram::{Builder, Diagram, Known, Ref, TooLarge, UNKNOWN, Var};
use crate::kernel::money::Money;
use crate::policy::layers::{ALONE, MOST_LAYERS};
use crate::policy::{MOST_SETTLEMENT_PROVISIONS, Policy, Table};

/// How many steps a settlement may take: each bill that is settled is one, each fact that is open where it
/// is met, and what waits for missing figures by its length; fewer where a step takes longer ([`Budget::new`]).
pub const MOST: usize = 200_000;

/// How many facts of admissions may be open on one way through a year: what a stack holds.
const DEEPEST: usize = 100;

/// The settlement of one person's year over all completions of what is not known: of the year and of
/// each admission what each layer pays, then what is left to the patient. `known` has the readings set
/// and admission facts open, `formulas` are new ones. `None` without admissions, without provisions that
/// feed it, or if there is certainly no settlement part.
///
/// # Errors
/// [`TooLarge`] past `most` steps.
pub fn settlement(
    policy: &Policy,
    known: &Known,
    given: Inputs<'_>,
    admissions: &[Admission],
    formulas: Formulas,
    most: usize,
) -> Result<Option<Joint>, TooLarge> {
    let rules = given.rules(policy, None);
    let joint = walk(policy, known, rules, admissions, formulas, most)?;
    Ok(joint.map(|(joint, _)| joint))
}

/// What a settlement is worked out from beside the facts that conditions test.
#[derive(Clone, Copy)]
pub struct Inputs<'s> {
    /// The figures of a county, or of the case.
    pub figures: &'s Figures,
    /// What the person states.
    pub facts: &'s Facts,
}

impl<'s> Inputs<'s> {
    fn rules(self, policy: &'s Policy, suppose: Option<End>) -> Rules<'s> {
        let data = policy.data();
        let person = Numbers { facts: &data.facts, known: Some(self.facts) };
        let rising = policy.limited_by_rows();
        Rules { settlement: &data.settlement, figures: self.figures, person, rising, suppose }
    }
}

/// Between which amounts the patient pays in the year, over all completions, where figures are missing;
/// and the limits that are supposed not to be there. `settled` is the settlement of the same case. `None`
/// where what they pay is known, where an entry of a bill is missing, or where it hangs on a missing figure if a sum
/// of the year has reached the mark of some terms.
pub fn bounds(
    policy: &Policy,
    known: &Known,
    given: Inputs<'_>,
    admissions: &[Admission],
    settled: &Joint,
) -> Option<PatientBounds> {
    let missing = settled.missing.figures();
    let entry = |figure: &Figure| {
        matches!(
            figure,
            Figure::InScope(_) | Figure::OutOfScope(_) | Figure::Paid(..) | Figure::Stated(_)
        )
    };
    let told = settled.ranges(settled.diagram.root())?.last()?.least.is_some();
    if told || missing.iter().any(entry) || settled.after_open {
        return None;
    }
    let end = |end: End| {
        let rules = given.rules(policy, Some(end));
        let met = walk(policy, known, rules, admissions, Formulas::default(), MOST).ok()??;
        let year = met.0.ranges(met.0.diagram.root())?;
        Some((*year.last()?, met.1))
    };
    let (least, _) = end(End::Least)?;
    let (most, supposing) = end(End::Most)?;
    Some(PatientBounds { least: least.least?, most: most.most?, supposing })
}

/// Between which amounts a patient pays in the year, whatever the missing figures are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PatientBounds {
    /// With every missing rate at 100% and no missing deductible.
    pub least: Money,
    /// With every missing rate at nothing and no missing deductible ever reached.
    pub most: Money,
    /// The missing yearly limits of the layers that pay where the patient pays the most: supposed not to
    /// be there.
    pub supposing: Vec<Figure>,
}

/// The joint function, and where the patient pays the most the limits that are supposed not to be there.
fn walk(
    policy: &Policy,
    known: &Known,
    rules: Rules<'_>,
    admissions: &[Admission],
    formulas: Formulas,
    most: usize,
) -> Result<Option<(Joint, Vec<Figure>)>, TooLarge> {
    if admissions.is_empty() || !policy.has_settlement() {
        return Ok(None);
    }
    let tables: Vec<(u16, &Table)> = policy.settlement_tables().collect();
    let mut parts = policy.settlement_parts();
    // Readings stand below the admission's facts: without reduction, a fact would be walked that only
    // the other reading asks, once for each admission.
    let reduced: Vec<Diagram>;
    if admissions.len() > 1 {
        reduced = parts.iter().map(|part| part.restrict(known)).collect();
        parts = reduced.iter().collect();
    }
    let budget = Budget::new(most, parts.len(), rules.settlement.layers.len());
    let with_readings = |admission: &Admission| {
        let own = admission.known.iter().zip(known);
        own.map(|(&own, &reading)| if own == UNKNOWN { reading } else { own }).collect()
    };
    let mut walk = Walk {
        policy,
        parts: &parts,
        tables: &tables,
        rules,
        admissions,
        known: admissions.iter().map(with_readings).collect(),
        blocks: blocks(policy, admissions),
        formulas,
        leaves: Leaves::default(),
        builder: Builder::default(),
        persons: Met::default(),
        years: Met::default(),
        bill: Settled::default(),
        checks: Vec::new(),
        worst: None,
        key: Vec::new(),
        budget,
        depth: 0,
        completions: 0,
    };
    let mut roots = [Ref::leaf(0); MOST_PARTS];
    for (slot, part) in roots.iter_mut().zip(&parts) {
        *slot = part.root();
    }
    let root = walk.person(known, roots)?;
    let diagram = walk.builder.finish(root);
    let Walk { leaves, blocks, formulas, completions, checks, worst, .. } = walk;
    let joint = Joint::new(diagram, leaves, blocks, formulas, completions).with_checks(checks);
    let supposing = worst.map_or_else(Vec::new, |(_, missing)| missing.figures().to_vec());
    Ok(joint.ranges(joint.diagram.root()).is_some().then_some((joint, supposing)))
}

/// The admissions in blocks. They depend on which facts are known, not on what they are: two years that
/// are compared have the same.
fn blocks(policy: &Policy, admissions: &[Admission]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut joins = false;
    for (first, admission) in admissions.iter().enumerate() {
        let known = policy.tested_of_bills().iter().all(|&var| admission.knows(var));
        match blocks.last_mut().filter(|last| known && joins && last.count < Block::MOST) {
            Some(last) => last.count += 1,
            None => blocks.push(Block { number: blocks.len(), first, count: 1 }),
        }
        joins = known;
    }
    blocks
}

// The places of [`Policy::settlement_parts`].
const WHEN: usize = 0;
const PERSON_KEY: usize = 1;
const BILL_KEY: usize = 2;
const LAYERS: usize = 3;
const MOST_PARTS: usize = 43;
const _: () = assert!(MOST_PARTS == LAYERS + MOST_LAYERS + MOST_SETTLEMENT_PROVISIONS);

/// A node of each part.
type Nodes = [Ref; MOST_PARTS];

fn leaf(nodes: &Nodes, part: usize) -> Option<u32> {
    nodes.get(part).and_then(|node| node.as_leaf())
}

/// A person, all of whose variables are known or chosen: what is left of each part depends on the
/// admission only.
struct Insured {
    nodes: Nodes,
    number: usize,
}

struct Walk<'a> {
    policy: &'a Policy,
    parts: &'a [&'a Diagram],
    /// The provisions that feed the settlement, with their tables.
    tables: &'a [(u16, &'a Table)],
    rules: Rules<'a>,
    admissions: &'a [Admission],
    /// Of each admission, the known facts of the household, the person and its own, and the readings.
    known: Vec<Vec<u8>>,
    blocks: Vec<Block>,
    formulas: Formulas,
    leaves: Leaves,
    builder: Builder,
    /// Persons, by the nodes of the parts below their variables.
    persons: Met,
    /// States of the year, by person and admission.
    years: Met,
    /// What the bill settled last comes to.
    bill: Settled,
    /// What settlement sheets state, beside what the rules give.
    checks: Vec<Check>,
    /// Where figures are supposed: the most the patient pays in a year, and the limits that are supposed
    /// not to be there.
    worst: Option<(Money, Missing)>,
    key: Vec<u32>,
    budget: Budget,
    /// How many open facts of admissions the walk is within.
    depth: usize,
    /// How many years were settled to the end. Past the first no steps are noted.
    completions: usize,
}

impl Walk<'_> {
    fn step(&mut self) -> Result<(), TooLarge> {
        self.budget.step(self.formulas.work())
    }

    /// Follows the known variables and finds the first open one before `end`.
    fn top(&self, nodes: &mut Nodes, known: &Known, end: Var) -> Option<(Var, usize)> {
        let mut top: Option<(Var, usize)> = None;
        for (part, slot) in self.parts.iter().zip(nodes.iter_mut()) {
            *slot = part.follow(*slot, known);
            if let Some((var, branches)) = part.open(*slot)
                && var < end
                && top.is_none_or(|(least, _)| var < least)
            {
                top = Some((var, branches.len()));
            }
        }
        top
    }

    /// The first open variable of an admission; none where it has no settlement part.
    fn top_of(&self, nodes: &mut Nodes, admission: usize) -> Option<(Var, usize)> {
        let known = self.known.get(admission)?;
        let top = self.top(nodes, known, Var::MAX);
        top.filter(|_| leaf(nodes, WHEN) != Some(0))
    }

    /// The nodes below `nodes` where `var` has `value`.
    fn below(&self, nodes: &Nodes, var: Var, value: usize) -> Nodes {
        let mut below = *nodes;
        for (part, slot) in self.parts.iter().zip(&mut below) {
            if let Some((own, branches)) = part.open(*slot)
                && own == var
                && let Some(&to) = branches.get(value)
            {
                *slot = to;
            }
        }
        below
    }

    /// The household's and the person's variables.
    fn person(&mut self, known: &Known, mut nodes: Nodes) -> Result<Ref, TooLarge> {
        let top = self.top(&mut nodes, known, self.policy.admission_variables().start);
        if leaf(&nodes, WHEN) == Some(0) {
            return Ok(Ref::leaf(self.leaves.number(None, None, 0)));
        }
        // The same nodes met on another path are the same function; at the end of the person's
        // variables, the same settlement.
        let words = nodes.map(Ref::word);
        let (number, done) = self.persons.number(words.get(..self.parts.len()).unwrap_or(&words));
        if let Some(done) = done {
            return Ok(done);
        }
        self.step()?;
        let done = if let Some((var, domain)) = top {
            self.formulas.trace.stop();
            let mut branches = Vec::with_capacity(domain);
            for value in 0..domain {
                branches.push(self.person(known, self.below(&nodes, var, value))?);
            }
            self.builder.node(var, &branches)
        } else {
            let key = leaf(&nodes, PERSON_KEY).unwrap_or_default();
            let year = Year::new(u8::try_from(key).unwrap_or(u8::MAX));
            self.year(&Insured { nodes, number }, &year, 0)?
        };
        Ok(self.persons.keep(number, done))
    }

    /// The blocks from the `next`-th on.
    fn year(&mut self, person: &Insured, year: &Year, next: usize) -> Result<Ref, TooLarge> {
        let mut year = *year;
        let mut settled: Vec<(Block, Vec<Ref>)> = Vec::new();
        let mut rest = None;
        for index in next..self.blocks.len() {
            let Some(&block) = self.blocks.get(index) else { break };
            let mut bills = Vec::with_capacity(block.count + 1);
            for admission in block.first..block.first + block.count {
                let mut nodes = person.nodes;
                if let Some(open) = self.top_of(&mut nodes, admission) {
                    rest = Some(self.admission(person, &year, block, &nodes, open)?);
                    break;
                }
                bills.push(Ref::leaf(self.admit(&nodes, &mut year, admission)?));
            }
            if rest.is_some() {
                break;
            }
            settled.push((block, bills));
        }
        let rest = rest.unwrap_or_else(|| self.end(&year));
        settled
            .into_iter()
            .rev()
            .try_fold(rest, |rest, (block, bills)| self.bills(block, bills, rest))
    }

    /// The amounts of a block's bills, beside the rest of the year.
    fn bills(&mut self, block: Block, mut bills: Vec<Ref>, rest: Ref) -> Result<Ref, TooLarge> {
        bills.push(rest);
        Ok(self.builder.node(block.bills(self.policy)?, &bills))
    }

    /// The amounts of a year, all of whose bills are settled.
    fn end(&mut self, year: &Year) -> Ref {
        self.completions += 1;
        let (totals, floors) = year.totals(self.rules.settlement.layers.len());
        if self.rules.suppose.is_some()
            && let Some(pays) = totals.last().and_then(|amount| amount.known())
        {
            let (most, supposed) = self.worst.get_or_insert_with(|| (pays, Missing::default()));
            if pays > *most {
                (*most, *supposed) = (pays, Missing::default());
            }
            if pays == *most {
                supposed.add(&year.supposed(self.rules));
            }
        }
        let totals = year.begun.then_some(totals.as_slice());
        Ref::leaf(self.leaves.number(None, totals, floors))
    }

    /// One admission whose own facts are open.
    fn admission(
        &mut self,
        person: &Insured,
        year: &Year,
        block: Block,
        nodes: &Nodes,
        (var, domain): (Var, usize),
    ) -> Result<Ref, TooLarge> {
        self.step()?;
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(TooLarge { most: DEEPEST });
        }
        self.formulas.trace.stop();
        let joint = block.variable(self.policy, var)?;
        let mut branches = Vec::with_capacity(domain);
        for value in 0..domain {
            let mut below = self.below(nodes, var, value);
            branches.push(if let Some(open) = self.top_of(&mut below, block.first) {
                self.admission(person, year, block, &below, open)?
            } else {
                let mut year = *year;
                let bill = self.admit(&below, &mut year, block.first)?;
                let rest = self.rest(person, &year, block.number + 1)?;
                self.bills(block, vec![Ref::leaf(bill)], rest)?
            });
        }
        self.depth -= 1;
        Ok(self.builder.node(joint, &branches))
    }

    /// The rest of a year that several settings of an admission may lead to.
    fn rest(&mut self, person: &Insured, year: &Year, next: usize) -> Result<Ref, TooLarge> {
        if next == self.blocks.len() {
            return Ok(self.end(year));
        }
        self.key.clear();
        let words = [person.number, next].map(|word| u32::try_from(word).unwrap_or(u32::MAX));
        self.key.extend(words);
        year.add_to(&mut self.key, self.rules.settlement);
        let (number, done) = self.years.number(&self.key);
        if let Some(done) = done {
            return Ok(done);
        }
        let done = self.year(person, year, next)?;
        Ok(self.years.keep(number, done))
    }

    /// Settles an admission, all of whose parts are leaves: the leaf of its amounts.
    fn admit(&mut self, nodes: &Nodes, year: &mut Year, index: usize) -> Result<u32, TooLarge> {
        self.step()?;
        let Some(admission) = self.admissions.get(index).filter(|_| leaf(nodes, WHEN) != Some(0))
        else {
            return Ok(self.leaves.number(Some(index), None, 0));
        };
        let leaf = |part: usize| leaf(nodes, part).unwrap_or_default();
        let layers = self.rules.settlement.layers.len();
        let mut benefits = Benefits::default();
        for (nth, (by, _)) in self.tables.iter().enumerate() {
            benefits.add(self.policy.granted(nth, leaf(LAYERS + layers + nth)), *by);
        }
        let held = |wanted: fn(u32) -> bool| {
            let bit = |bits: u8, at| bits << 1 | u8::from(wanted(leaf(LAYERS + at)));
            (0..layers).rev().fold(0, bit)
        };
        let bill = Bill {
            index: u32::try_from(index).unwrap_or(u32::MAX),
            in_scope: admission.in_scope,
            out_of_scope: admission.out_of_scope,
            key: u8::try_from(leaf(BILL_KEY)).unwrap_or(u8::MAX),
            layers: held(|leaf| leaf != 0),
            alone: held(|leaf| leaf == ALONE),
            paid: &admission.paid,
        };
        year.admit(&mut self.formulas, self.rules, &benefits, bill, &mut self.bill);
        let stated = self.bill.stated.iter();
        stated.for_each(|stated| Check::add(&mut self.checks, index, *stated));
        Ok(self.leaves.number(Some(index), Some(&self.bill.amounts), self.bill.floors))
    }
}
