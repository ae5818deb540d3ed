//! The short way for complete facts: figures and readings are set once, then codes and fen go in;
//! fen, rows and step ids come out. For a slider that moves, or a table of many rows; the rules are
//! those of [`crate::amounts::premium`] and [`crate::amounts::settlement`], called with one completion.
//!
//! A code is the value a variable takes ([`crate::policy::PolicyData::variables`], those of facts): of
//! a choice the value's index, of a flag or a member of a set 0 or 1, of a number how many of its
//! cuts it reaches; [`UNKNOWN`] where it is not known. A result that needs an unknown code is
//! open, never guessed: [`crate::answer`] answers it.

use std::ops::Range;

use crate::amounts::amount::{Amount, Formulas};
use crate::amounts::benefits::Benefits;
use crate::amounts::premium;
use crate::amounts::settlement::{Bill, Numbers, Rules, Settled, Year};
use crate::amounts::trace::{self, Note, What};
use crate::case::figures::Figures;
use crate::case::{Member, set_readings};
use crate::kernel::diagram::{Diagram, UNKNOWN, Var};
use crate::kernel::money::Money;
use crate::policy::layers::ALONE;
use crate::policy::vocabulary::Scope;
use crate::policy::{Policy, Table};

/// In place of a row and an outcome that one walk does not settle.
pub const OPEN: u16 = u16::MAX;

/// Whether a part of the answer is there.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Part {
    /// It depends on something that is not known.
    #[default]
    Open = 0,
    /// Its amounts are given.
    Given = 1,
    /// The policy has no such part for this person.
    None = 2,
}

/// A policy with figures and readings set.
#[derive(Clone, Debug)]
pub struct Prepared {
    figures: Figures,
    /// The readings set, everything else not known.
    known: Vec<u8>,
    /// The variables of an admission's facts; before them the person's, after them readings.
    admission: Range<Var>,
}

/// The answer to a call. Kept between calls, so that no call allocates.
pub struct Answered {
    /// The premium part.
    pub premium: Part,
    /// The settlement part.
    pub settlement: Part,
    /// Contribution, aid, pays; then what each layer pays and the patient's share, of the year and of
    /// each admission. Nothing where the part is not given.
    pub amounts: Vec<Money>,
    /// Row and outcome of the provision that gives premium aid, then for each admission of those
    /// that feed the settlement, in their order: indices in its table, or [`OPEN`].
    pub rows: Vec<[u16; 2]>,
    known: Vec<u8>,
    formulas: Formulas,
}

impl Default for Answered {
    fn default() -> Self {
        Self {
            premium: Part::Open,
            settlement: Part::Open,
            amounts: Vec::new(),
            rows: Vec::new(),
            known: Vec::new(),
            formulas: Formulas::tracing(),
        }
    }
}

/// The number of a step's kind: admission (from 1; 0 for the premium), layer, what.
pub fn step_id(note: &Note) -> u16 {
    let admission = note.admission.map_or(0, |admission| admission + 1);
    let admission = u16::try_from(admission.min(63)).unwrap_or(63);
    let part = match note.part {
        trace::Part::Premium => 0,
        trace::Part::Layer(layer) => u16::from(layer) + 1,
        trace::Part::Patient => 15,
    };
    admission << 10 | part << 6 | note.what as u16
}

/// What a step's number means, as an answer names it.
pub fn step_name(id: u16) -> Option<&'static str> {
    What::name_of(usize::from(id & 63))
}

impl Answered {
    /// The steps of the arithmetic, in its order.
    pub fn steps(&self) -> &[Note] {
        self.formulas.trace.notes()
    }

    /// The outcome of a table by one walk, its row noted.
    fn leaf(&mut self, table: &Table) -> Option<u32> {
        let row = table.by_row.walk(&self.known);
        let outcome = match row.and_then(|row| table.rows.get(row as usize)) {
            Some(row) => Some(u32::from(row.outcome)),
            // Rows that are open may still give one outcome.
            None => table.by_outcome.walk(&self.known),
        };
        let number = |leaf: Option<u32>| leaf.and_then(|leaf| u16::try_from(leaf).ok());
        self.rows.push([row, outcome].map(|leaf| number(leaf).unwrap_or(OPEN)));
        outcome
    }
}

impl Prepared {
    /// Sets the figures and the readings of a case; its persons are left aside.
    pub fn new(policy: &Policy, figures: Figures, readings: &[(u16, u8)]) -> Self {
        let mut known = vec![UNKNOWN; policy.data().variables.len()];
        set_readings(policy, &mut known, readings);
        Self { figures, known, admission: policy.admission_variables().clone() }
    }

    /// How many codes a person has: the facts of household and person.
    pub fn person_codes(&self) -> usize {
        usize::from(self.admission.start)
    }

    /// How many codes an admission has.
    pub fn admission_codes(&self) -> usize {
        self.admission.len()
    }

    /// The codes of a case about one person: the person's, then those of each admission.
    pub fn codes(&self, policy: &Policy, member: &Member) -> Vec<u8> {
        let mut codes = member.facts.assign(policy, |_| true);
        codes.truncate(self.person_codes());
        let own = self.person_codes()..usize::from(self.admission.end);
        for admission in &member.admissions {
            codes.extend_from_slice(admission.known.get(own.clone()).unwrap_or_default());
        }
        codes
    }

    /// Answers: the person's codes, then those of each admission; `bills` are in-scope and
    /// out-of-scope cost of each admission, fen. Codes that are missing at the end are not known.
    pub fn answer(&self, policy: &Policy, codes: &[u8], bills: &[i64], answered: &mut Answered) {
        let at = self.person_codes().min(codes.len());
        let (person, admissions) = codes.split_at_checked(at).unwrap_or_default();
        answered.known.clone_from(&self.known);
        for (slot, &code) in answered.known.iter_mut().zip(person) {
            *slot = code;
        }
        policy.complete(&mut answered.known, |scope| scope != Scope::Admission, |_, _, _| {});
        answered.rows.clear();
        answered.amounts.clear();
        let width = policy.data().settlement.layers.len() + 1;
        answered.amounts.resize(3 + width, Money::ZERO);
        answered.formulas.restart();
        answered.premium = self.premium(policy, answered).unwrap_or_default();
        answered.settlement =
            self.settlement(policy, admissions, bills, answered).unwrap_or_default();
        if answered.settlement != Part::Given {
            answered.amounts.truncate(3);
            answered.amounts.resize(3 + width * (1 + bills.len() / 2), Money::ZERO);
        }
    }

    /// The premium; nothing where it is open.
    fn premium(&self, policy: &Policy, answered: &mut Answered) -> Option<Part> {
        if !policy.has_premium() {
            return Some(Part::None);
        }
        let (aids, stated) = (policy.premium_table(), policy.contribution_table());
        let [aid, own] = [aids, stated].map(|table| table.map(|(_, table)| answered.leaf(table)));
        if !applies(&policy.data().premium_when, &answered.known)? {
            return Some(Part::None);
        }
        let key = value(&policy.keys().contribution.diagram, &answered.known)?;
        let own = own.map_or(Some(None), |leaf| leaf.map(|leaf| premium::outcome(stated, leaf)))?;
        let (aid, by) = premium::outcome(aids, aid??)?;
        let (own, base) = premium::contributions(policy, &self.figures, key, own);
        let (aid, _) = premium::Aid::of(aid, aids);
        let triple = premium::triple(&mut answered.formulas, own, base, aid, by);
        let [Some(contribution), Some(aid), Some(pays)] = triple.map(Amount::known) else {
            return None;
        };
        for (slot, money) in answered.amounts.iter_mut().zip([contribution, aid, pays]) {
            *slot = money;
        }
        Some(Part::Given)
    }

    /// The settlement, its amounts after the first three; nothing where it is open.
    fn settlement(
        &self,
        policy: &Policy,
        admissions: &[u8],
        bills: &[i64],
        answered: &mut Answered,
    ) -> Option<Part> {
        if bills.is_empty() || !policy.has_settlement() {
            return Some(Part::None);
        }
        let settlement = &policy.data().settlement;
        if !applies(&settlement.when, &answered.known)? {
            return Some(Part::None);
        }
        let (each, []) = bills.as_chunks::<2>() else { return None };
        // Numbers and amounts have no codes.
        let person = Numbers { facts: &policy.data().facts, known: None };
        let rising = policy.limited_by_rows();
        let rules = Rules { settlement, figures: &self.figures, person, rising, suppose: None };
        let mut year = Year::new(value(&policy.keys().person.diagram, &answered.known)?);
        let mut settled = Settled::default();
        let mut codes = admissions.chunks(self.admission_codes().max(1));
        for (index, costs) in (0..).zip(each) {
            let own = codes.next().unwrap_or_default();
            let slots = answered.known.iter_mut();
            let slots = slots.take(usize::from(self.admission.end)).skip(self.person_codes());
            for (at, slot) in slots.enumerate() {
                *slot = own.get(at).copied().unwrap_or(UNKNOWN);
            }
            policy.complete(&mut answered.known, |scope| scope == Scope::Admission, |_, _, _| {});
            let mut benefits = Some(Benefits::default());
            for (nth, (by, table)) in policy.settlement_tables().enumerate() {
                match answered.leaf(table).zip(benefits.as_mut()) {
                    Some((outcome, benefits)) => benefits.add(policy.granted(nth, outcome), by),
                    None => benefits = None,
                }
            }
            let key = value(&policy.keys().admission.diagram, &answered.known)?;
            let (mut layers, mut alone) = (0, 0);
            for (index, layer) in settlement.layers.iter().enumerate() {
                let held = layer.when.walk(&answered.known)?;
                layers |= u8::from(held != 0) << index;
                alone |= u8::from(held == ALONE) << index;
            }
            let [in_scope, out_of_scope] = costs.map(entry);
            let bill = Bill { index, in_scope, out_of_scope, key, layers, alone, paid: &[] };
            year.admit(&mut answered.formulas, rules, &benefits?, bill, &mut settled);
            for (layer, amount) in settled.amounts.iter().enumerate() {
                let money = amount.known()?;
                answered.amounts.push(money);
                if let Some(sum) = answered.amounts.get_mut(3 + layer) {
                    *sum = sum.plus(money);
                }
            }
        }
        Some(Part::Given)
    }
}

fn entry(fen: i64) -> Option<Money> {
    (0..=Money::MOST.fen()).contains(&fen).then_some(Money::from_fen(fen))
}

fn value(of: &Diagram, known: &[u8]) -> Option<u8> {
    u8::try_from(of.walk(known)?).ok()
}

/// Whether a part is worked out, by its condition `when`; none where it is not known.
fn applies(when: &Diagram, known: &[u8]) -> Option<bool> {
    let walked = when.walk(known).map(|leaf| leaf != 0);
    walked.or_else(|| when.reaches_only(known, &[0]).then_some(false))
}
