//! A year's bills over everything that is not known: the joint function of all amounts of all
//! admissions. The person's facts are walked together first, then each admission's own; equal persons
//! are settled once.

use crate::amounts::amount::{Amount, Formulas};
use crate::amounts::benefits::Benefits;
use crate::amounts::ranges::{self, Joint, Leaves};
use crate::amounts::settlement::{Bill, Rules, Year};
use crate::case::Admission;
use crate::case::figures::Figures;
use crate::kernel::diagram::{Builder, Diagram, Known, Ref, TooLarge, UNKNOWN, Var};
use crate::kernel::interner::Interner;
use crate::policy::layers::MOST_LAYERS;
use crate::policy::{MOST_SETTLEMENT_PROVISIONS, Policy, Table};

/// How many nodes and leaves the joint function may grow to.
const MOST: usize = 1_000_000;

/// The settlement of one person's year over all completions of what is not known. Amounts of a leaf:
/// the year's (each layer's, then the patient's), then as many for each admission. `known` has the readings set and admission facts
/// open, `formulas` are new ones. `None` without admissions, without provisions that feed it, or if there is certainly no
/// settlement part.
///
/// # Errors
/// [`TooLarge`] if too much is open at once.
pub fn settlement(
    policy: &Policy,
    known: &Known,
    figures: &Figures,
    admissions: &[Admission],
    formulas: Formulas,
) -> Result<Option<Joint>, TooLarge> {
    if admissions.is_empty() || !policy.has_settlement() {
        return Ok(None);
    }
    let tables: Vec<(u16, &Table)> = policy.settlement_tables().collect();
    let (settlement, keys) = (&policy.data().settlement, policy.keys());
    let mut parts = vec![&settlement.when, &keys.person.diagram, &keys.admission.diagram];
    parts.extend(settlement.layers.iter().map(|layer| &layer.when));
    parts.extend(tables.iter().map(|(_, table)| &table.by_outcome));
    // Readings stand below the admission's facts: without reduction, a fact would be walked that only
    // the other reading asks, once for each admission.
    let reduced: Vec<Diagram>;
    if admissions.len() > 1 {
        reduced = parts.iter().map(|part| part.restrict(known)).collect();
        parts = reduced.iter().collect();
    }
    let mut walk = Walk {
        policy,
        parts: &parts,
        tables: &tables,
        rules: Rules { settlement, figures },
        admissions,
        readings: known,
        formulas,
        leaves: Leaves::default(),
        builder: Builder::default(),
        met: Interner::default(),
        done: Vec::new(),
        counted: 0,
        completions: 0,
    };
    let mut roots = [Ref::leaf(0); MOST_PARTS];
    for (slot, part) in roots.iter_mut().zip(&parts) {
        *slot = part.root();
    }
    let root = walk.person(roots)?;
    let diagram = walk.builder.finish(root);
    let joint = Joint::new(diagram, walk.leaves, walk.formulas, walk.completions);
    Ok(joint.ranges(joint.diagram.root()).is_some().then_some(joint))
}

const WHEN: usize = 0;
const PERSON_KEY: usize = 1;
const BILL_KEY: usize = 2;
const LAYERS: usize = 3;
const MOST_PARTS: usize = LAYERS + MOST_LAYERS + MOST_SETTLEMENT_PROVISIONS;

/// A node of each part.
type Nodes = [Ref; MOST_PARTS];

struct Walk<'a> {
    policy: &'a Policy,
    parts: &'a [&'a Diagram],
    /// The provisions that feed the settlement, with their tables.
    tables: &'a [(u16, &'a Table)],
    rules: Rules<'a>,
    admissions: &'a [Admission],
    /// Known household and person facts, and the readings.
    readings: &'a Known,
    formulas: Formulas,
    leaves: Leaves,
    builder: Builder,
    /// Joint nodes of the person's variables.
    met: Interner,
    done: Vec<Option<Ref>>,
    counted: usize,
    /// How many completions were settled. Past the first no steps are noted.
    completions: usize,
}

impl Walk<'_> {
    fn count(&mut self) -> Result<(), TooLarge> {
        self.counted += 1;
        if self.counted > MOST { Err(TooLarge { most: MOST }) } else { Ok(()) }
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

    /// The household's and the person's variables: what is left of each part depends on the admission
    /// only.
    fn person(&mut self, mut nodes: Nodes) -> Result<Ref, TooLarge> {
        let top = self.top(&mut nodes, self.readings, self.policy.admission_variables().start);
        if nodes.get(WHEN).and_then(|node| node.as_leaf()) == Some(0) {
            return Ok(Ref::leaf(self.leaves.number(None)));
        }
        // The same nodes met on another path are the same function; at the end of the person's
        // variables, the same settlement.
        let words = nodes.map(Ref::word);
        let number = self.met.number(words.get(..self.parts.len()).unwrap_or(&words));
        match self.done.get(number) {
            Some(&Some(done)) => return Ok(done),
            Some(None) => {}
            None => self.done.push(None),
        }
        self.count()?;
        let done = if let Some((var, domain)) = top {
            self.formulas.trace.stop();
            let mut branches = Vec::with_capacity(domain);
            for value in 0..domain {
                branches.push(self.person(self.below(&nodes, var, value))?);
            }
            self.builder.node(var, &branches)
        } else {
            let key = nodes.get(PERSON_KEY).and_then(|node| node.as_leaf()).unwrap_or_default();
            let year = Year::new(u8::try_from(key).unwrap_or(u8::MAX));
            let room = self.width() * (self.admissions.len() + 1);
            self.year(&nodes, &year, 0, &mut Vec::with_capacity(room))?
        };
        if let Some(slot) = self.done.get_mut(number) {
            *slot = Some(done);
        }
        Ok(done)
    }

    /// How many amounts a bill has: each layer's, and the patient's.
    fn width(&self) -> usize {
        self.rules.settlement.layers.len() + 1
    }

    /// The admissions from the `next`-th on; `done` are the amounts of those before.
    fn year(
        &mut self,
        person: &Nodes,
        year: &Year,
        mut next: usize,
        done: &mut Vec<Amount>,
    ) -> Result<Ref, TooLarge> {
        let start = done.len();
        let mut year = *year;
        while let Some(admission) = self.admissions.get(next) {
            let mut nodes = *person;
            if let Some(open) = self.top(&mut nodes, &self.with_readings(admission), Var::MAX) {
                let open = self.admission(person, &year, next, done, &nodes, open);
                done.truncate(start);
                return open;
            }
            self.admit(&nodes, &mut year, next, done);
            next += 1;
        }
        self.count()?;
        self.completions += 1;
        let mut amounts = vec![Amount::ZERO; self.width()];
        for bill in done.chunks(self.width()) {
            for (sum, &amount) in amounts.iter_mut().zip(bill) {
                *sum = self.formulas.sum(*sum, amount);
            }
        }
        amounts.extend_from_slice(done);
        done.truncate(start);
        Ok(Ref::leaf(self.leaves.number(Some(&amounts))))
    }

    /// One admission whose own facts are open.
    fn admission(
        &mut self,
        person: &Nodes,
        year: &Year,
        next: usize,
        done: &mut Vec<Amount>,
        nodes: &Nodes,
        (var, domain): (Var, usize),
    ) -> Result<Ref, TooLarge> {
        self.count()?;
        let Some(admission) = self.admissions.get(next) else {
            return Ok(Ref::leaf(0));
        };
        self.formulas.trace.stop();
        let known = self.with_readings(admission);
        let joint = ranges::admission_variable(self.policy, next, var)?;
        let mut branches = Vec::with_capacity(domain);
        for value in 0..domain {
            let mut below = self.below(nodes, var, value);
            branches.push(if let Some(open) = self.top(&mut below, &known, Var::MAX) {
                self.admission(person, year, next, done, &below, open)?
            } else {
                let (mut year, start) = (*year, done.len());
                self.admit(&below, &mut year, next, done);
                let rest = self.year(person, &year, next + 1, done)?;
                done.truncate(start);
                rest
            });
        }
        Ok(self.builder.node(joint, &branches))
    }

    fn with_readings(&self, admission: &Admission) -> Vec<u8> {
        let mut known = admission.known.clone();
        for (slot, &reading) in known.iter_mut().zip(self.readings) {
            if *slot == UNKNOWN {
                *slot = reading;
            }
        }
        known
    }

    /// Settles an admission, all of whose parts are leaves.
    fn admit(&mut self, nodes: &Nodes, year: &mut Year, index: usize, done: &mut Vec<Amount>) {
        let Some(admission) = self.admissions.get(index) else { return };
        let leaf =
            |part: usize| nodes.get(part).and_then(|node| node.as_leaf()).unwrap_or_default();
        let layers = self.rules.settlement.layers.len();
        let mut benefits = Benefits::default();
        for (nth, (by, _)) in self.tables.iter().enumerate() {
            benefits.add(self.policy.granted(nth, leaf(LAYERS + layers + nth)), *by);
        }
        let holds = |held: u8, layer: usize| held << 1 | u8::from(leaf(LAYERS + layer) == 1);
        let bill = Bill {
            index: u32::try_from(index).unwrap_or(u32::MAX),
            in_scope: admission.in_scope,
            out_of_scope: admission.out_of_scope,
            key: u8::try_from(leaf(BILL_KEY)).unwrap_or(u8::MAX),
            layers: (0..layers).rev().fold(0, holds),
        };
        year.admit(&mut self.formulas, self.rules, &benefits, bill, done);
    }
}
