//! What a layer pays on a cost before its cap: exact where every figure is known, a formula where one
//! is missing.

use crate::amounts::amount::{Amount, Formula, Formulas, Given};
use crate::amounts::missing::Figure;
use crate::amounts::settlement::LayerTerms;
use crate::case::figures::{Band, BandsFrom, Figures};
use crate::kernel::money::{Exact, Money, Percent};

/// `round(max(0, in_scope − deductible) × rate)`: the deductible reduced but not rounded, the rate
/// raised to at most 100.
pub(super) fn basic_payment(
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
pub(super) fn major_payment(
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
    use crate::amounts::settlement::{Benefits, Bill, Year};
    use crate::amounts::trace::Granted;
    use crate::case::figures::Cap;

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
