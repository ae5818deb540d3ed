//! The settlement of a year's hospital bills: basic insurance, major-illness insurance, medical
//! assistance, and what is left to the patient.
//!
//! The rule is written once, in [`Year::admit`], over [`Amount`]s: exact where every figure is
//! known, a formula where one is missing.

use crate::amounts::amount::{Amount, Formula, Formulas, Given, cap};
use crate::amounts::missing::Figure;
use crate::amounts::trace::{Granted, Layer, Origin, What};
use crate::case::figures::{Band, BandsFrom, Cap, Figures};
use crate::kernel::money::{Exact, Money, Percent};
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

/// `round(max(0, in_scope − deductible) × rate)`: the deductible reduced but not rounded, the rate
/// raised to at most 100.
fn basic_payment(
    formulas: &mut Formulas,
    in_scope: Amount,
    deductible: Given<Money>,
    rate: Given<Percent>,
    terms: LayerTerms,
) -> Amount {
    let (less, plus) = (terms.deductible_less.percent, terms.rate_plus.percent);
    if in_scope == Amount::ZERO {
        return Amount::ZERO;
    }
    if let (Amount::Known(in_scope), Given::Known(deductible)) = (in_scope, deductible) {
        let above = in_scope.exact().above(less.rest().of(deductible));
        let rate = match rate {
            Given::Known(rate) => Some(rate.raised(plus)),
            Given::Missing(_) if plus == Percent::WHOLE => Some(Percent::WHOLE),
            Given::Missing(_) => None,
        };
        if let Some(rate) = rate {
            return Amount::Known(rate.of_share(above).round());
        }
        if above == Exact::ZERO {
            return Amount::ZERO;
        }
    }
    let missing = match rate {
        Given::Missing(figure) => Some(figure),
        Given::Known(Percent::ZERO) if plus == Percent::ZERO => return Amount::ZERO,
        Given::Known(_) => None,
    };
    let deductible = formulas.given(deductible);
    formulas.amount(Formula::Basic(in_scope, deductible, less, rate, plus), missing.as_slice())
}

/// What major-illness insurance pays on a running sum, before its cap.
fn major_payment(
    formulas: &mut Formulas,
    figures: &Figures,
    terms: LayerTerms,
    sum: Amount,
) -> Amount {
    let (less, plus) = (terms.deductible_less.percent, terms.rate_plus.percent);
    if sum == Amount::ZERO {
        return Amount::ZERO;
    }
    if let (Amount::Known(sum), Some(deductible)) = (sum, figures.major_deductible) {
        let deductible = less.rest().of(deductible);
        if sum.exact() <= deductible {
            return Amount::ZERO;
        }
        if let Some(bands) = &figures.major_bands {
            let paid = |from| banded(bands, from, plus, sum.exact(), deductible).round();
            let (zero, above) = (paid(BandsFrom::Zero), paid(BandsFrom::Deductible));
            match figures.major_bands_from {
                Some(BandsFrom::Zero) => return Amount::Known(zero),
                Some(BandsFrom::Deductible) => return Amount::Known(above),
                // With one band from zero it is the same wherever bands are cut.
                None if zero == above => return Amount::Known(zero),
                None => {}
            }
        }
    }
    if let (Amount::Known(sum), Some(bands)) = (sum, &figures.major_bands) {
        // The most there can be: no deductible.
        let most = banded(bands, BandsFrom::Zero, plus, sum.exact(), Exact::ZERO);
        if most.round() == Money::ZERO {
            return Amount::ZERO;
        }
    }
    let deductible = formulas.given(Given::new(figures.major_deductible, Figure::MajorDeductible));
    let mut missing = Vec::new();
    missing.extend(figures.major_bands.is_none().then_some(Figure::MajorBands));
    missing.extend(figures.major_bands_from.is_none().then_some(Figure::MajorBandsFrom));
    formulas.amount(Formula::Major(sum, deductible, less, plus), &missing)
}

/// The bands' payments on `sum`, not rounded.
fn banded(
    bands: &[Band],
    from: BandsFrom,
    plus: Percent,
    sum: Exact<4>,
    deductible: Exact<4>,
) -> Exact<8> {
    // Both conventions in one: bands over `sum - shift`, nothing below `floor`.
    let (shift, floor) = match from {
        BandsFrom::Zero => (Exact::ZERO, deductible),
        BandsFrom::Deductible => (deductible, Exact::ZERO),
    };
    let sum = sum.above(shift);
    bands.iter().enumerate().fold(Exact::ZERO, |total, (index, band)| {
        let low = band.from.exact().max(floor);
        let high = bands.get(index + 1).map_or(sum, |next| next.from.exact().min(sum));
        total.plus(band.percent.raised(plus).of_share(high.above(low)))
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_that_changes_no_payment_is_not_asked() {
        let yuan = |yuan: i64| Money::from_fen(yuan * 100);
        let in_scope = Amount::Known(yuan(9_000));
        // All of it is paid whatever the rate is.
        let plus = |percent| LayerTerms {
            rate_plus: Granted { percent, provision: 0 },
            ..LayerTerms::default()
        };
        let whole = plus(Percent::WHOLE);
        let rate = Given::Missing(Figure::BasicRate(0, 0));
        let mut formulas = Formulas::default();
        let deductible = Given::Known(yuan(400));
        let paid = basic_payment(&mut formulas, in_scope, deductible, rate, whole);
        assert_eq!(paid, Amount::Known(yuan(8_600)));
        // At a rate of nothing, nothing is paid whatever the deductible is; with points on it, something is.
        let figure = Figure::BasicDeductible(0);
        let (none, ten) = (Given::Known(Percent::ZERO), Percent::from_hundredths(1_000).unwrap());
        for (rate_plus, rests) in [(Percent::ZERO, &[][..]), (ten, &[figure])] {
            let terms = plus(rate_plus);
            let missing = Given::Missing(figure);
            let paid = basic_payment(&mut formulas, in_scope, missing, none, terms);
            assert_eq!(formulas.rests(paid), rests);
        }
        // Without a deductible it is the same wherever the bands are cut.
        let half = Percent::from_hundredths(5_000).unwrap();
        let mut figures = Figures {
            major_deductible: Some(Money::ZERO),
            major_bands: Some(vec![Band { from: Money::ZERO, percent: half }]),
            ..Figures::default()
        };
        let paid = major_payment(&mut formulas, &figures, LayerTerms::default(), in_scope);
        assert_eq!(paid, Amount::Known(yuan(4_500)));
        // With one it is not.
        figures.major_deductible = Some(yuan(1_000));
        figures.major_bands = Some(vec![Band { from: yuan(500), percent: half }]);
        let mut formulas = Formulas::default();
        let paid = major_payment(&mut formulas, &figures, LayerTerms::default(), in_scope);
        assert_eq!(paid.known(), None);
        assert_eq!(formulas.rests(paid), [Figure::MajorBandsFrom]);
        // Whatever the deductible is, nothing is paid below the first band.
        figures.major_deductible = None;
        figures.major_bands = Some(vec![Band { from: yuan(9_000), percent: half }]);
        for from in [None, Some(BandsFrom::Zero), Some(BandsFrom::Deductible)] {
            figures.major_bands_from = from;
            let paid = major_payment(&mut formulas, &figures, LayerTerms::default(), in_scope);
            assert_eq!(paid, Amount::ZERO);
        }
        figures.major_bands = Some(vec![Band { from: yuan(8_999), percent: half }]);
        let paid = major_payment(&mut formulas, &figures, LayerTerms::default(), in_scope);
        assert_eq!(formulas.rests(paid), [Figure::MajorDeductible]);
    }

    #[test]
    fn where_a_cap_is_used_up_nothing_else_is_asked() {
        let yuan = |yuan: i64| Money::from_fen(yuan * 100);
        let half = Percent::from_hundredths(5_000).unwrap();
        let figures = Figures {
            basic_deductible: vec![Some(Money::ZERO), None],
            basic_rate: vec![vec![Some(half), None]],
            basic_cap: vec![Some(Cap::Amount(yuan(1_000)))],
            major_cap: Some(Cap::Amount(Money::ZERO)),
            assistance_cap: Some(Cap::None),
            ..Figures::default()
        };
        let mut formulas = Formulas::default();
        let mut year = Year::new(0);
        let mut admit = |level, in_scope| {
            let out_of_scope = Some(Money::ZERO);
            let bill = Bill { index: 0, in_scope: Some(yuan(in_scope)), out_of_scope };
            year.admit(&mut formulas, &figures, Benefits::default(), level, bill)
        };
        let four = |all: [i64; 4]| all.map(|amount| Amount::Known(yuan(amount)));
        assert_eq!(admit(0, 3_000), four([1_000, 0, 0, 2_000]));
        // Of the other hospital neither the deductible nor the rate is known.
        assert_eq!(admit(1, 500), four([0, 0, 0, 500]));
    }
}
