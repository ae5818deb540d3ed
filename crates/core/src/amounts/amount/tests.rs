#![allow(clippy::unwrap_used)]

use super::*;
use crate::amounts::missing::LayerFigure;

#[test]
fn nothing_more_and_nothing_less_is_the_same_amount() {
    let mut formulas = Formulas::default();
    let open = formulas.given(Given::Missing(Figure::Contribution(0)));
    assert_eq!(formulas.sum(open, Amount::ZERO), open);
    assert_eq!(formulas.sum(Amount::ZERO, open), open);
    assert_eq!(formulas.difference(open, Amount::ZERO), open);
    assert_ne!(formulas.difference(Amount::ZERO, open), open);
    assert_ne!(formulas.sum(open, open), open);
}

#[test]
fn two_formulas_are_one_only_if_everything_in_them_is_the_same() {
    let known = |fen| Amount::Known(Money::from_fen(fen));
    let percent = |percent: u16| Percent::from_hundredths(percent * 100).unwrap();
    // Amounts past 32 bits, and formulas with the number of an amount.
    let amounts = [known(0), known(1), known(1 << 32), known(1 << 33 | 1), Amount::Formula(1)];
    let shares = [percent(0), percent(50), percent(100)];
    let of = |figure| Figure::Of(1, figure);
    let missing = [0, 1].map(|at| Given::Missing(of(LayerFigure::Rate(at, 1 - at))));
    let rates = missing.into_iter().chain(shares.map(Given::Known)).map(Rate::One);
    let cuts = [None, Some(BandsFrom::Zero), Some(BandsFrom::Deductible)];
    let bands = [Given::Known(0), Given::Known(1), Given::Missing(of(LayerFigure::Bands))];
    let bands = bands.into_iter().flat_map(|bands| cuts.map(|from| Rate::Bands(bands, from)));
    let rates: Vec<Rate> = rates.chain(bands).collect();
    let mut all =
        vec![Formula::Figure(of(LayerFigure::Bands)), Formula::Figure(of(LayerFigure::BandsFrom))];
    for one in amounts {
        for other in amounts {
            all.extend([
                Formula::Sum(one, other),
                Formula::Difference(one, other),
                Formula::Least(one, other),
                Formula::Greatest(one, other),
            ]);
            for third in amounts {
                all.push(Formula::Reached(one, other, third));
                all.push(Formula::Either(one, other, third));
            }
            for share in shares {
                all.push(Formula::Aid(share, one, other));
                for &rate in &rates {
                    let whole = Percent::WHOLE;
                    let rates = |plus, less, deductible| Rates { rate, plus, less, deductible };
                    all.extend([
                        Formula::Payment(one, other, rates(share, percent(10), [whole; 2])),
                        Formula::Payment(one, other, rates(percent(10), share, [whole; 2])),
                        Formula::Payment(one, other, rates(whole, whole, [share, percent(10)])),
                        Formula::Payment(one, other, rates(whole, whole, [percent(10), share])),
                    ]);
                }
            }
        }
        all.extend(shares.map(|share| Formula::Share(one, share)));
    }
    let mut formulas = Formulas::default();
    let numbers: Vec<Amount> =
        all.iter().map(|&formula| formulas.amount(formula, &[], Bounds::ANY)).collect();
    for (index, (one, number)) in all.iter().zip(&numbers).enumerate() {
        for (other, same) in all.iter().zip(&numbers).skip(index + 1) {
            assert_eq!(one == other, number == same, "{one:?} and {other:?}");
        }
    }
}

#[test]
fn all_of_an_amount_is_the_amount_itself_and_nothing_of_it_nothing() {
    let mut formulas = Formulas::default();
    let open = formulas.given(Given::Missing(Figure::Contribution(0)));
    assert_eq!(formulas.share(open, Percent::WHOLE), open);
    assert_eq!(formulas.share(open, Percent::ZERO), Amount::ZERO);
}

#[test]
fn the_same_bands_have_one_number_and_other_bands_another() {
    let band = |fen: i64| [Band { from: Money::from_fen(fen), percent: Percent::WHOLE }];
    let mut formulas = Formulas::default();
    let [one, other] = [1, 2].map(|fen| formulas.bands(&band(fen)));
    assert_ne!(one, other);
    assert_eq!([1, 2].map(|fen| formulas.bands(&band(fen))), [one, other]);
}

#[test]
fn a_mark_that_a_sum_may_only_just_reach_is_open() {
    let mut formulas = Formulas::default();
    let yuan = |yuan: i64| Money::from_fen(yuan * 100);
    let figure = Figure::Contribution(0);
    let bounds = Bounds { least: yuan(10), most: yuan(50) };
    let sum = formulas.amount(Formula::Figure(figure), &[figure], bounds);
    let mut reached = |mark| formulas.reached(Reached::No, sum, Amount::Known(yuan(mark)));
    assert_eq!(reached(10), Reached::Yes);
    assert!(matches!(reached(50), Reached::Open(_)));
    assert_eq!(reached(51), Reached::No);
}

/// A step for each formula, and one more for each four figures that it waits for: it takes as much longer.
#[test]
fn an_amount_counts_for_more_the_more_figures_it_waits_for() {
    let figures: Vec<Figure> = (0..9).map(Figure::Contribution).collect();
    for (waits_for, work) in [(0, 1), (1, 1), (3, 1), (4, 2), (9, 3)] {
        let mut formulas = Formulas::default();
        formulas.amount(Formula::NotStated, &figures[..waits_for], Bounds::ANY);
        assert_eq!(formulas.work(), work, "{waits_for}");
    }
}
