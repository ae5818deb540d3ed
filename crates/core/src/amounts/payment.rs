//! What rates pay on a cost: exact where every figure is known, a formula with bounds where one is
//! missing.

use crate::amounts::amount::{Amount, Bounds, Formula, Formulas, Given, Rate, Rates};
use crate::amounts::missing::Figure;
use crate::kernel::money::{Exact, Money, Percent};
use crate::policy::terms::{After, Band, BandsFrom};

/// The rates of a layer for one bill.
#[derive(Clone, Copy, Debug)]
pub(super) enum Paying<'t> {
    /// None: it pays nothing.
    Nothing,
    /// One rate on what is above the deductible.
    Rate(Given<Percent>),
    /// Bands, and where they are cut from.
    Bands(Given<&'t [Band]>, Given<BandsFrom>),
}

impl Paying<'_> {
    /// Whether every part of a cost is paid at a rate that is as `wanted`, whatever is missing.
    fn is_everywhere(&self, wanted: impl Fn(Percent) -> bool) -> bool {
        match self {
            Self::Nothing | Self::Bands(Given::Missing(_), _) => false,
            Self::Rate(Given::Known(rate)) => wanted(*rate),
            Self::Rate(Given::Missing(_)) => wanted(Percent::ZERO),
            Self::Bands(Given::Known(bands), _) => {
                bands.first().is_some_and(|band| band.from == Money::ZERO)
                    && bands.iter().all(|band| wanted(band.percent))
            }
        }
    }

    /// Whether it is this one rate.
    pub fn is(&self, rate: Percent) -> bool {
        matches!(self, Self::Rate(Given::Known(own)) if *own == rate)
    }
}

/// How one bill's cost is paid.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paid<'t> {
    pub paying: Paying<'t>,
    /// Points on and off every rate.
    pub plus: Percent,
    pub less: Percent,
    /// None: there is no deductible.
    pub deductible: Option<Given<Money>>,
    /// How much of the deductible counts: a share, and a share of that.
    pub counts: [Percent; 2],
}

impl Paid<'_> {
    /// The same, with the terms that hold once a sum has reached its mark.
    pub fn then(self, after: &After) -> Self {
        Self {
            paying: after.rate.map_or(self.paying, |rate| Paying::Rate(Given::Known(rate))),
            deductible: after.deductible.map(Given::Known).or(self.deductible),
            ..self
        }
    }

    /// The part of a deductible that counts.
    fn part(&self, deductible: Money) -> Exact<8> {
        let [one, other] = self.counts;
        other.of_share(one.of(deductible))
    }

    /// The deductible as it stands for this bill, rounded up; none where there is none.
    pub fn stands(&self, formulas: &mut Formulas) -> Option<Amount> {
        Some(match self.deductible? {
            Given::Known(deductible) => Amount::Known(self.part(deductible).ceiling()),
            missing @ Given::Missing(_) => {
                let whole = formulas.given(missing);
                let [one, other] = self.counts;
                let part = formulas.share(whole, one);
                formulas.share(part, other)
            }
        })
    }

    /// What is paid on a cost.
    pub fn on(&self, formulas: &mut Formulas, cost: Amount) -> Amount {
        let costs = formulas.bounds(cost);
        let waived = self.counts.contains(&Percent::ZERO);
        let (deductible, deductibles) = match self.deductible {
            _ if waived => (Given::Known(Money::ZERO), [Exact::ZERO; 2]),
            None => (Given::Known(Money::ZERO), [Exact::ZERO; 2]),
            Some(Given::Known(deductible)) => {
                (Given::Known(deductible), [self.part(deductible); 2])
            }
            Some(Given::Missing(figure)) => {
                let Bounds { least, most } = formulas.bounds_of(figure);
                (Given::Missing(figure), [self.part(least), self.part(most)])
            }
        };
        let [lowest, highest] = deductibles;
        let exact = costs.least == costs.most && lowest == highest;
        let (plus, less) = (self.plus, self.less);
        let changed = |rate: Percent| rate.changed(plus, less);
        if highest == Exact::ZERO
            && self.paying.is_everywhere(|rate| changed(rate) == Percent::WHOLE)
        {
            return cost;
        }
        let mut missing: Vec<Figure> = Vec::new();
        let (bounds, rates) = match self.paying {
            Paying::Nothing => return Amount::ZERO,
            Paying::Rate(rate) => {
                let [low, high] = match rate {
                    Given::Known(rate) => [changed(rate); 2],
                    Given::Missing(_) => [changed(Percent::ZERO), changed(Percent::WHOLE)],
                };
                let paid = |rate: Percent, cost: Money, deductible| {
                    rate.of_part(cost.exact().above(deductible)).round()
                };
                let least = paid(low, costs.least, highest);
                if exact && low == high {
                    return Amount::Known(least);
                }
                let bounds = Bounds { least, most: paid(high, costs.most, lowest) };
                let rates = if low == high {
                    Rates { rate: Rate::One(Given::Known(low)), ..self.unchanged() }
                } else {
                    missing.extend(rate.missing());
                    Rates { rate: Rate::One(rate), plus, less, deductible: self.counts }
                };
                (bounds, rates)
            }
            Paying::Bands(Given::Missing(figure), from) => {
                missing.push(figure);
                missing.extend(from.missing());
                let whole = changed(Percent::WHOLE);
                let most = whole.of_part(costs.most.exact().above(lowest)).round();
                let rate = Rate::Bands(Given::Missing(figure), from.known());
                let rates = Rates { rate, plus, less, deductible: self.counts };
                (Bounds { least: Money::ZERO, most }, rates)
            }
            Paying::Bands(Given::Known(bands), from) => {
                // Without a deductible, or with one band from zero, it is the same wherever they are cut.
                let alone = matches!(bands, [Band { from: Money::ZERO, .. }]);
                let from = if alone || highest == Exact::ZERO {
                    Given::Known(BandsFrom::Zero)
                } else {
                    from
                };
                let cuts =
                    from.known().map_or([BandsFrom::Zero, BandsFrom::Deductible], |cut| [cut; 2]);
                let paid = |cost: Money, deductible| {
                    cuts.map(|from| banded(bands, changed, from, cost.exact(), deductible).round())
                };
                if let (true, Some(from)) = (exact, from.known()) {
                    let paid = banded(bands, changed, from, costs.least.exact(), lowest);
                    return Amount::Known(paid.round());
                }
                let (least, most) = (paid(costs.least, highest), paid(costs.most, lowest));
                let bounds = Bounds { least: least[0].min(least[1]), most: most[0].max(most[1]) };
                if bounds.least == bounds.most {
                    return Amount::Known(bounds.least);
                }
                missing.extend(from.missing());
                let bands: Vec<Band> = bands
                    .iter()
                    .map(|band| Band { from: band.from, percent: changed(band.percent) })
                    .collect();
                let rate = Rate::Bands(Given::Known(formulas.bands(&bands)), from.known());
                (bounds, Rates { rate, ..self.unchanged() })
            }
        };
        if bounds.least == bounds.most {
            return Amount::Known(bounds.least);
        }
        let deductible = formulas.given(deductible);
        formulas.amount(Formula::Payment(cost, deductible, rates), &missing, bounds)
    }

    /// Rates that have their points already.
    fn unchanged(&self) -> Rates {
        let rate = Rate::One(Given::Known(Percent::ZERO));
        Rates { rate, plus: Percent::ZERO, less: Percent::ZERO, deductible: self.counts }
    }
}

/// The bands' payments on `cost`, not rounded.
pub(super) fn banded(
    bands: &[Band],
    changed: impl Fn(Percent) -> Percent,
    from: BandsFrom,
    cost: Exact<8>,
    deductible: Exact<8>,
) -> Exact<12> {
    // Both conventions in one: bands over `cost - shift`, nothing below `floor`.
    let (shift, floor) = match from {
        BandsFrom::Zero => (Exact::ZERO, deductible),
        BandsFrom::Deductible => (deductible, Exact::ZERO),
    };
    let cost = cost.above(shift);
    bands.iter().enumerate().fold(Exact::ZERO, |total, (index, band)| {
        let low = band.from.exact().max(floor);
        let high = bands.get(index + 1).map_or(cost, |next| next.from.exact().min(cost));
        total.plus(changed(band.percent).of_part(high.above(low)))
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::amounts::missing::LayerFigure;

    fn yuan(yuan: i64) -> Money {
        Money::from_fen(yuan * 100)
    }

    fn percent(percent: u16) -> Percent {
        Percent::from_hundredths(percent * 100).unwrap()
    }

    fn paid(paying: Paying<'_>, deductible: Option<Given<Money>>) -> Paid<'_> {
        let (plus, less) = (Percent::ZERO, Percent::ZERO);
        Paid { paying, plus, less, deductible, counts: [Percent::WHOLE; 2] }
    }

    const fn of(figure: LayerFigure) -> Figure {
        Figure::Of(0, figure)
    }

    #[test]
    fn a_figure_that_changes_no_payment_is_not_asked() {
        let cost = Amount::Known(yuan(9_000));
        let [rate, deductible] = [of(LayerFigure::Rate(0, 0)), of(LayerFigure::Deductible(0))];
        let mut formulas = Formulas::default();
        // All of it is paid, or nothing, whatever the rate is.
        let open = paid(Paying::Rate(Given::Missing(rate)), Some(Given::Known(yuan(400))));
        let whole = Paid { plus: Percent::WHOLE, ..open };
        assert_eq!(whole.on(&mut formulas, cost), Amount::Known(yuan(8_600)));
        let nothing = Paid { less: Percent::WHOLE, ..open };
        assert_eq!(nothing.on(&mut formulas, cost), Amount::ZERO);
        // At a rate of nothing, nothing is paid whatever the deductible is; with points on it, something is.
        let missing = Some(Given::Missing(deductible));
        for (plus, rests) in [(0, &[][..]), (10, &[deductible])] {
            let none = paid(Paying::Rate(Given::Known(Percent::ZERO)), missing);
            let paid = Paid { plus: percent(plus), ..none }.on(&mut formulas, cost);
            assert_eq!(formulas.rests(paid), rests);
        }
        // One that is waived is not asked.
        let waived = paid(Paying::Rate(Given::Known(percent(50))), missing);
        let waived = Paid { counts: [Percent::WHOLE, Percent::ZERO], ..waived };
        assert_eq!(waived.on(&mut formulas, cost), Amount::Known(yuan(4_500)));
    }

    #[test]
    fn where_bands_are_cut_is_asked_only_where_it_matters() {
        let cost = Amount::Known(yuan(9_000));
        let (cut, line) = (of(LayerFigure::BandsFrom), of(LayerFigure::Deductible(0)));
        let band = |from| [Band { from: yuan(from), percent: percent(50) }];
        let (zero, some) = (band(0), band(500));
        let on = |bands: &[Band], from, deductible| {
            let mut formulas = Formulas::default();
            let paid = paid(Paying::Bands(Given::Known(bands), from), Some(deductible));
            let paid = paid.on(&mut formulas, cost);
            (paid.known(), formulas.rests(paid).to_vec())
        };
        let missing = Given::Missing(cut);
        // Without a deductible, or with one band from zero, it is the same.
        let none = Given::Known(Money::ZERO);
        assert_eq!(on(&some, missing, none), (Some(yuan(4_250)), vec![]));
        assert_eq!(on(&zero, missing, Given::Known(yuan(1_000))), (Some(yuan(4_000)), vec![]));
        let both = Given::Known(yuan(1_000));
        assert_eq!(on(&some, missing, both), (None, vec![cut]));
        let known = |from| on(&some, Given::Known(from), both).0;
        assert_eq!(known(BandsFrom::Zero), Some(yuan(4_000)));
        assert_eq!(known(BandsFrom::Deductible), Some(yuan(3_750)));
        // Whatever the deductible is, nothing is paid below the first band.
        for from in [missing, Given::Known(BandsFrom::Zero), Given::Known(BandsFrom::Deductible)] {
            let nothing = (Some(Money::ZERO), vec![]);
            assert_eq!(on(&band(9_000), from, Given::Missing(line)), nothing);
        }
        let from = Given::Known(BandsFrom::Deductible);
        assert_eq!(on(&band(8_999), from, Given::Missing(line)), (None, vec![line]));
    }

    #[test]
    fn bounds_settle_what_is_paid_on_a_cost_that_is_not_known() {
        let mut formulas = Formulas::default();
        let rate = of(LayerFigure::Rate(0, 0));
        let open = paid(Paying::Rate(Given::Missing(rate)), None);
        let first = open.on(&mut formulas, Amount::Known(yuan(5_000)));
        let left = formulas.difference(Amount::Known(yuan(5_000)), first);
        let bands = Given::Missing(of(LayerFigure::Bands));
        let from = Given::Missing(of(LayerFigure::BandsFrom));
        let line = |line| Some(Given::Known(yuan(line)));
        let below = paid(Paying::Bands(bands, from), line(12_000));
        let half = Paid { counts: [percent(50), Percent::WHOLE], ..below };
        assert_eq!(half.on(&mut formulas, left), Amount::ZERO);
        let above = paid(Paying::Bands(bands, from), line(4_999)).on(&mut formulas, left);
        assert_eq!(formulas.bounds(above), Bounds { least: Money::ZERO, most: yuan(1) });
    }
}
