//! The steps of the arithmetic, so that every amount can be followed to its figure and its clause.

use serde::{Serialize, Serializer};

use crate::amounts::missing::Figure;
use crate::kernel::money::{Money, Percent};

/// The part of an answer a step belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// The year's contribution.
    Premium,
    /// A layer of the settlement, by index.
    Layer(u8),
    /// The patient.
    Patient,
}

/// What the number of a step is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename_all = "snake_case"))]
pub enum What {
    /// The year's contribution.
    Contribution,
    /// The contribution the share is of.
    Base,
    /// The share paid.
    Share,
    /// What is paid of it.
    Aid,
    /// What is left to pay.
    Pays,
    /// In-scope cost.
    InScope,
    /// A deductible.
    Deductible,
    /// Percent off it.
    DeductibleLess,
    /// A rate.
    Rate,
    /// Points on it.
    RatePlus,
    /// The running sum.
    Sum,
    /// A band: where it begins, what it pays.
    Band,
    /// The payment on the sum.
    PaymentOnSum,
    /// The payment on the sum before this admission.
    PaymentOnSumBefore,
    /// What earlier layers left unpaid.
    Left,
    /// The share of assistance.
    AtLeast,
    /// A payment before its cap.
    Payment,
    /// A yearly cap.
    Cap,
    /// The payment its cap has left.
    Paid,
    /// In-scope cost left to the patient.
    InScopeLeft,
    /// Out-of-scope cost.
    OutOfScope,
    /// Points off a rate.
    RateLess,
    /// The share of the cost that the patient bears first.
    FirstSelfPaid,
    /// What the patient bears of it first.
    SelfPaid,
    /// The share of the deductible that counts for this bill of the year.
    DeductibleByStay,
    /// The most for one bill.
    Most,
    /// What limits had cut from earlier bills is made up.
    MadeUp,
    /// What the settlement sheet says that a layer paid.
    OnSheet,
}

impl What {
    /// Their names, by number.
    const NAMES: [&'static str; 28] = [
        "contribution",
        "base",
        "share",
        "aid",
        "pays",
        "in_scope",
        "deductible",
        "deductible_less",
        "rate",
        "rate_plus",
        "sum",
        "band",
        "payment_on_sum",
        "payment_on_sum_before",
        "left",
        "at_least",
        "payment",
        "cap",
        "paid",
        "in_scope_left",
        "out_of_scope",
        "rate_less",
        "first_self_paid",
        "self_paid",
        "deductible_by_stay",
        "most",
        "made_up",
        "on_sheet",
    ];

    /// Its name in an answer.
    pub fn name(self) -> &'static str {
        Self::name_of(self as usize).unwrap_or_default()
    }

    /// The name of the number `what`.
    pub fn name_of(what: usize) -> Option<&'static str> {
        Self::NAMES.get(what).copied()
    }
}

impl Serialize for What {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit_variant("What", *self as u32, self.name())
    }
}

/// A term, and the provision that gives it: an index in the policy's provisions.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Granted<T> {
    /// The term.
    pub value: T,
    /// The provision.
    pub by: u16,
}

/// Where the number of a step comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Origin {
    /// A figure, or an entry of the bill.
    Figure(Figure),
    /// A provision: an index in the policy's provisions.
    Provision(u16),
    /// The steps before it.
    Steps,
}

/// A step of the arithmetic.
#[derive(Clone, PartialEq, Debug)]
pub struct Note {
    /// Which admission, from 0; none for the premium.
    pub admission: Option<u32>,
    /// The part of the answer.
    pub part: Part,
    /// What the number is.
    pub what: What,
    /// An amount, if the step has one.
    pub value: Option<Money>,
    /// A percentage, if the step has one.
    pub percent: Option<Percent>,
    /// Where the number comes from.
    pub origin: Origin,
}

/// The steps of the arithmetic, noted as it goes on, where they are wanted.
#[derive(Default)]
pub struct Trace {
    notes: Option<Vec<Note>>,
    admission: Option<u32>,
}

impl Trace {
    /// A trace that keeps what is noted; the default one keeps nothing.
    pub const fn keeping() -> Self {
        Self { notes: Some(Vec::new()), admission: None }
    }

    /// Removes all steps, keeping the room for as many; new ones are still kept.
    pub(crate) fn restart(&mut self) {
        self.admission = None;
        if let Some(notes) = &mut self.notes {
            notes.clear();
        }
    }

    /// The steps noted so far.
    pub(crate) fn notes(&self) -> &[Note] {
        self.notes.as_deref().unwrap_or_default()
    }

    /// The steps noted.
    pub(crate) fn into_notes(self) -> Vec<Note> {
        self.notes.unwrap_or_default()
    }

    /// Stops keeping steps: there is more than one completion.
    pub(crate) fn stop(&mut self) {
        self.notes = None;
    }

    /// The steps that follow belong to this admission.
    pub(crate) const fn at_admission(&mut self, admission: u32) {
        self.admission = Some(admission);
    }

    /// Notes a step.
    pub(crate) fn note(
        &mut self,
        part: Part,
        what: What,
        value: Option<Money>,
        percent: Option<Percent>,
        origin: Origin,
    ) {
        let admission = self.admission;
        if let Some(notes) = &mut self.notes {
            notes.push(Note { admission, part, what, value, percent, origin });
        }
    }

    /// Notes an amount that the steps before it come to.
    pub(crate) fn result(&mut self, part: Part, what: What, value: Option<Money>) {
        self.note(part, what, value, None, Origin::Steps);
    }

    /// Notes the percentage that a provision gives, if it gives any.
    pub(crate) fn granted(&mut self, part: Part, what: What, granted: Option<Granted<Percent>>) {
        if let Some(Granted { value, by }) =
            granted.filter(|granted| granted.value != Percent::ZERO)
        {
            self.note(part, what, None, Some(value), Origin::Provision(by));
        }
    }
}
