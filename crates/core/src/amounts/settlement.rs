//! The settlement of a year's hospital bills: basic insurance, major-illness insurance, medical
//! assistance, and what is left to the patient.
//!
//! The rule is written once, in [`Year::admit`], over [`Amount`]s: exact where every figure is
//! known, a formula where one is missing.

use crate::amounts::amount::{Amount, Formula, Formulas, Given, cap};
use crate::amounts::missing::Figure;
use crate::amounts::payment::{basic_payment, major_payment};
use crate::amounts::trace::{Granted, Layer, Origin, What};
use crate::case::figures::{Cap, Figures};
use crate::kernel::money::{Money, Percent};
use crate::policy::outcome::{Outcome, Terms};

/// Better terms of an insurance, each with the provision that gives it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct LayerTerms {
    /// Percentage points on every rate.
    pub rate_plus: Granted,
    /// Percent off the deductible.
    pub deductible_less: Granted,
    /// The annual cap does not hold.
    pub cap_lifted: bool,
}

impl LayerTerms {
    /// These terms with what the provision `by` gives added.
    fn and(self, terms: Terms, by: u16) -> Self {
        Self {
            rate_plus: self.rate_plus.or(terms.rate_plus, by),
            deductible_less: self.deductible_less.or(terms.deductible_less, by),
            cap_lifted: self.cap_lifted || terms.cap_lifted,
        }
    }
}

/// What the provisions of a policy give for one admission.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Benefits {
    /// Basic insurance.
    pub basic: LayerTerms,
    /// Major-illness insurance.
    pub major_illness: LayerTerms,
    /// Medical assistance: at least this percentage of what is left.
    pub assistance: Granted,
}

impl Benefits {
    /// These benefits with an outcome of the provision `by` added.
    #[must_use]
    pub fn with(mut self, outcome: &Outcome, by: u16) -> Self {
        match outcome {
            Outcome::Basic(terms) => self.basic = self.basic.and(*terms, by),
            Outcome::MajorIllness(terms) => self.major_illness = self.major_illness.and(*terms, by),
            Outcome::Assistance(terms) => self.assistance = self.assistance.or(terms.at_least, by),
            _ => {}
        }
        self
    }
}

/// The four amounts of an admission or of a year, in the order of the answer.
pub type Four = [Amount; 4];

/// A bill: where it stands among the year's, and its two costs.
#[derive(Clone, Copy)]
pub struct Bill {
    /// From 0.
    pub index: u32,
    /// Inside the insurance's scope.
    pub in_scope: Option<Money>,
    /// Outside it.
    pub out_of_scope: Option<Money>,
}

/// One person's year up to the last bill settled.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Year {
    tier: u8,
    /// What basic insurance has paid this year, yuan.
    basic_paid: Amount,
    /// What major-illness insurance has paid this year, yuan.
    major_paid: Amount,
    /// What medical assistance has paid this year, yuan.
    assistance_paid: Amount,
    /// The running sum of in-scope cost less basic insurance.
    sum: Amount,
}

impl Year {
    /// A year before its first admission.
    pub const fn new(tier: u8) -> Self {
        Self {
            tier,
            basic_paid: Amount::ZERO,
            major_paid: Amount::ZERO,
            assistance_paid: Amount::ZERO,
            sum: Amount::ZERO,
        }
    }

    /// Settles one admission and takes it into the year: basic insurance, major-illness insurance,
    /// medical assistance, the patient's share.
    pub fn admit(
        &mut self,
        formulas: &mut Formulas,
        figures: &Figures,
        benefits: Benefits,
        level: u8,
        bill: Bill,
    ) -> Four {
        formulas.trace.at_admission(bill.index);
        let in_scope = formulas.given(Given::new(bill.in_scope, Figure::InScope(bill.index)));
        let out_of_scope =
            formulas.given(Given::new(bill.out_of_scope, Figure::OutOfScope(bill.index)));

        let entry = Origin::Figure(Figure::InScope(bill.index));
        formulas.trace.note(Layer::Basic, What::InScope, in_scope.known(), None, entry);
        let basic = self.basic(formulas, figures, benefits.basic, level, in_scope);
        let left = formulas.difference(in_scope, basic);

        let before = self.sum;
        self.sum = formulas.sum(self.sum, left);
        let major = self.major_illness(formulas, figures, benefits.major_illness, before);
        let left = formulas.difference(left, major);

        let assistance = self.assistance(formulas, figures, benefits.assistance, left);
        let left = formulas.difference(left, assistance);
        formulas.trace.result(Layer::Patient, What::InScopeLeft, left.known());
        let entry = Origin::Figure(Figure::OutOfScope(bill.index));
        formulas.trace.note(Layer::Patient, What::OutOfScope, out_of_scope.known(), None, entry);
        [basic, major, assistance, formulas.sum(left, out_of_scope)]
    }

    fn basic(
        &mut self,
        formulas: &mut Formulas,
        figures: &Figures,
        terms: LayerTerms,
        level: u8,
        in_scope: Amount,
    ) -> Amount {
        let (tier, at) = (usize::from(self.tier), usize::from(level));
        let deductible = Given::new(
            figures.basic_deductible.get(at).copied().flatten(),
            Figure::BasicDeductible(level),
        );
        let rate = Given::new(
            figures.basic_rate.get(tier).and_then(|rates| rates.get(at)).copied().flatten(),
            Figure::BasicRate(self.tier, level),
        );
        let limit =
            Given::new(figures.basic_cap.get(tier).copied().flatten(), Figure::BasicCap(self.tier));
        if let (Given::Known(deductible), Given::Known(rate)) = (deductible, rate) {
            let figure = Origin::Figure(Figure::BasicDeductible(level));
            formulas.trace.note(Layer::Basic, What::Deductible, Some(deductible), None, figure);
            formulas.trace.granted(Layer::Basic, What::DeductibleLess, terms.deductible_less);
            let figure = Origin::Figure(Figure::BasicRate(self.tier, level));
            formulas.trace.note(Layer::Basic, What::Rate, None, Some(rate), figure);
            formulas.trace.granted(Layer::Basic, What::RatePlus, terms.rate_plus);
        }
        let payment = basic_payment(formulas, in_scope, deductible, rate, terms);
        let paid = if terms.cap_lifted {
            payment
        } else {
            limited(
                formulas,
                Layer::Basic,
                payment,
                (limit, Figure::BasicCap(self.tier)),
                self.basic_paid,
            )
        };
        self.basic_paid = formulas.sum(self.basic_paid, paid);
        paid
    }

    fn major_illness(
        &mut self,
        formulas: &mut Formulas,
        figures: &Figures,
        terms: LayerTerms,
        before: Amount,
    ) -> Amount {
        formulas.trace.result(Layer::MajorIllness, What::Sum, self.sum.known());
        if let Some(deductible) = figures.major_deductible {
            let figure = Origin::Figure(Figure::MajorDeductible);
            formulas.trace.note(
                Layer::MajorIllness,
                What::Deductible,
                Some(deductible),
                None,
                figure,
            );
        }
        formulas.trace.granted(Layer::MajorIllness, What::DeductibleLess, terms.deductible_less);
        for band in figures.major_bands.iter().flatten() {
            let figure = Origin::Figure(Figure::MajorBands);
            formulas.trace.note(
                Layer::MajorIllness,
                What::Band,
                Some(band.from),
                Some(band.percent),
                figure,
            );
        }
        formulas.trace.granted(Layer::MajorIllness, What::RatePlus, terms.rate_plus);
        let after = major_payment(formulas, figures, terms, self.sum);
        let before = major_payment(formulas, figures, terms, before);
        formulas.trace.result(Layer::MajorIllness, What::PaymentOnSum, after.known());
        formulas.trace.result(Layer::MajorIllness, What::PaymentOnSumBefore, before.known());
        let payment = formulas.difference(after, before);
        let limit = Given::new(figures.major_cap, Figure::MajorCap);
        let paid = if terms.cap_lifted {
            payment
        } else {
            limited(
                formulas,
                Layer::MajorIllness,
                payment,
                (limit, Figure::MajorCap),
                self.major_paid,
            )
        };
        self.major_paid = formulas.sum(self.major_paid, paid);
        paid
    }

    fn assistance(
        &mut self,
        formulas: &mut Formulas,
        figures: &Figures,
        at_least: Granted,
        left: Amount,
    ) -> Amount {
        formulas.trace.result(Layer::Assistance, What::Left, left.known());
        formulas.trace.granted(Layer::Assistance, What::AtLeast, at_least);
        let at_least = at_least.percent;
        let payment = match left {
            _ if at_least == Percent::ZERO => Amount::ZERO,
            Amount::Known(left) => Amount::Known(at_least.of(left).round()),
            left @ Amount::Formula(_) => formulas.amount(Formula::Assistance(left, at_least), &[]),
        };
        let limit = Given::new(figures.assistance_cap, Figure::AssistanceCap);
        let paid = limited(
            formulas,
            Layer::Assistance,
            payment,
            (limit, Figure::AssistanceCap),
            self.assistance_paid,
        );
        self.assistance_paid = formulas.sum(self.assistance_paid, paid);
        paid
    }
}

/// A payment, at most what its yearly cap has left. A payment of nothing asks for no cap.
fn limited(
    formulas: &mut Formulas,
    layer: Layer,
    payment: Amount,
    (limit, figure): (Given<Cap>, Figure),
    paid: Amount,
) -> Amount {
    formulas.trace.result(layer, What::Payment, payment.known());
    if payment == Amount::ZERO {
        return payment;
    }
    if let Given::Known(Cap::Amount(cap)) = limit {
        formulas.trace.note(layer, What::Cap, Some(cap), None, Origin::Figure(figure));
    }
    let left = cap(limit).map(|limit| {
        let limit = formulas.given(limit);
        match (limit, paid) {
            // A lifted cap may have been passed.
            (Amount::Known(limit), Amount::Known(paid)) => {
                Amount::Known(limit.minus(paid).max(Money::ZERO))
            }
            _ => formulas.difference(limit, paid),
        }
    });
    let capped = formulas.capped(payment, left);
    if capped != payment {
        formulas.trace.result(layer, What::Paid, capped.known());
    }
    capped
}
