//! The yearly limits of pools, and what changes once a sum of the year reaches its mark.

use crate::amounts::amount::{Amount, Bounds, Formula, Reached};
use crate::amounts::benefits::LayerTerms;
use crate::amounts::layer::{Settling, at};
use crate::amounts::missing::{Figure, LayerFigure};
use crate::amounts::settlement::{PoolYear, Rules, own_limit};
use crate::amounts::trace::{Granted, Origin, Part, What};
use crate::kernel::money::Money;
use crate::policy::Mark;
use crate::policy::layers::Layer;
use crate::policy::terms::{Cap, Limit, Raise};

/// More than any limit: there is none.
pub(super) const NO_LIMIT: Amount = Amount::Known(HIGHEST);

/// More than any sum of a year, also where half of it counts: a quarter of what a number holds, so that a few
/// may be added up.
pub(super) const HIGHEST: Money = Money::from_fen(2_305_843_009_213_693_951);

impl<'p> Settling<'_, 'p> {
    /// Whether the terms `after` of a layer or a pool hold for this bill.
    pub(super) fn after(&mut self, target: u8, terms: &LayerTerms<'p>) -> Reached {
        let Some(pool) = self.pool_year(target) else { return Reached::No };
        let Some((_, threshold)) = terms.after else { return pool.after };
        let sum = threshold.sum.map_or(self.year.in_scope, |layer| self.layer_year(layer).sum);
        let mark = match threshold.reaches {
            Mark::Amount(money) => Some(Amount::Known(money)),
            Mark::DeductibleOf(layer) => self.layer_year(layer).deductible,
        };
        // A layer without a deductible is never reached.
        let Some(mark) = mark else { return pool.after };
        let after = self.formulas.reached(pool.after, sum, mark);
        self.formulas.after_open |= matches!(after, Reached::Open(_));
        if let Some(slot) = at(&mut self.year.pools, target) {
            slot.after = after;
        }
        after
    }

    /// What limits leave of a payment; what they cut before is made up once one has risen.
    pub(super) fn limited(
        &mut self,
        index: u8,
        layer: &'p Layer,
        terms: &LayerTerms<'p>,
        entitled: Amount,
    ) -> Amount {
        self.limits_of(index, layer, terms);
        if terms.cap_lifted {
            return entitled;
        }
        let own = self.layer_year(index);
        let mut pays = entitled;
        if own.rose != Reached::No {
            let so_far = self.formulas.sum(own.entitled, entitled);
            let made_up = self.formulas.difference(so_far, own.paid);
            let made_up = self.formulas.least(made_up, self.left);
            pays = self.formulas.either(own.rose, made_up, entitled);
        }
        let due = pays;
        for &pool in &layer.pools {
            pays = self.within(index, pool, pays);
        }
        if due != entitled {
            self.formulas.trace.result(Part::Layer(index), What::MadeUp, due.known());
        }
        if pays != due {
            self.formulas.trace.result(Part::Layer(index), What::Paid, pays.known());
        }
        pays
    }

    /// A payment, at most what is left under the limit of a pool.
    fn within(&mut self, index: u8, pool: u8, pays: Amount) -> Amount {
        let Some(PoolYear { limit, by, used, .. }) = self.pool_year(pool) else { return pays };
        if limit == NO_LIMIT || pays == Amount::ZERO {
            return pays;
        }
        if let Some(known) = limit.known() {
            let figure = Origin::Figure(Figure::Of(pool, LayerFigure::Cap(self.keys(pool).0)));
            let origin = by.map_or(figure, Origin::Provision);
            self.formulas.trace.note(Part::Layer(index), What::Cap, Some(known), None, origin);
        }
        // A lifted limit may have been passed: then there is no room.
        let room = self.formulas.difference(limit, used);
        self.formulas.least(pays, room)
    }

    /// Whether with a payment all that a limit allows for the year has certainly been paid.
    pub(super) fn uses_up(&self, layer: &Layer, terms: &LayerTerms<'p>, pays: Amount) -> bool {
        let used_up = |pool: u8| {
            let PoolYear { limit, used, .. } = self.pool_year(pool)?;
            let least = |amount| self.formulas.bounds(amount).least;
            Some(least(used).plus(least(pays)) >= self.formulas.bounds(limit).most)
        };
        !terms.cap_lifted && layer.pools.iter().any(|&pool| used_up(pool) == Some(true))
    }

    /// Sets the limits for this bill of the pools that the layer `index` draws on; `terms` are its own.
    pub(super) fn limits_of(&mut self, index: u8, layer: &Layer, terms: &LayerTerms<'p>) {
        for &pool in &layer.pools {
            if pool == index {
                self.limit(pool, terms, true);
            } else if self.limits & bit(pool) == 0 {
                self.limit(pool, &self.benefits.of(pool), true);
            }
        }
    }

    /// Sets for this bill the limits that rows give to pools on which none of its layers draws.
    pub(super) fn limits_beside(&mut self) {
        for pool in (0u8..).take(self.rules.settlement.count_of_pools()) {
            if self.limits & bit(pool) == 0 {
                self.limit(pool, &self.benefits.of(pool), false);
            }
        }
    }

    /// Sets the limit of a pool with these terms for this bill: the highest that rows have given it up to now, else,
    /// where a layer of the bill draws on it, the county's figure.
    fn limit(&mut self, pool: u8, terms: &LayerTerms<'p>, drawn_on: bool) {
        let bit = bit(pool);
        let Some(own) = self.pool_year(pool).filter(|_| self.limits & bit == 0) else { return };
        self.limits |= bit;
        let after = self.after(pool, terms);
        let amount = |cap: Cap| match cap {
            Cap::Amount(money) => Amount::Known(money),
            Cap::None => NO_LIMIT,
        };
        let mut given = terms.cap.map(|cap| {
            let value = match cap.value {
                Limit::None => NO_LIMIT,
                Limit::Sum(sum) => self.amount_of(sum),
            };
            Granted { value: self.raised(value, terms), by: cap.by }
        });
        if let (None, Some(plus)) = (&given, terms.cap_plus) {
            // Where there is no limit there is nothing to raise.
            let value = self.figure_limit(pool);
            given = (value != NO_LIMIT)
                .then(|| Granted { value: self.raised(value, terms), by: plus.by });
        }
        if let Some((Granted { value: other, by }, _)) = terms.after
            && let Some(cap) = other.cap
            && after != Reached::No
        {
            let otherwise = match (given, own.by) {
                (Some(given), _) => given.value,
                (None, Some(_)) => own.limit,
                (None, None) => self.figure_limit(pool),
            };
            let then = self.raised(amount(cap), terms);
            given = Some(Granted { value: self.formulas.either(after, then, otherwise), by });
        }
        let (limit, by) = match (given, own.by) {
            (Some(given), Some(by)) => {
                let limit = self.formulas.greatest(own.limit, given.value);
                (limit, Some(if limit == own.limit { by } else { given.by }))
            }
            (Some(given), None) => (given.value, Some(given.by)),
            (None, Some(by)) => (own.limit, Some(by)),
            (None, None) if drawn_on => (self.figure_limit(pool), None),
            (None, None) => return,
        };
        if own.begun && limit != own.limit {
            // It has risen if it is at least a fen more.
            let more = self.formulas.sum(own.limit, Amount::Known(Money::from_fen(1)));
            for (index, layer) in (0u8..).zip(&self.rules.settlement.layers) {
                if layer.pools.contains(&pool)
                    && let Some(slot) = self.year.layers.get(usize::from(index))
                {
                    let rose = self.formulas.reached(slot.rose, limit, more);
                    if let Some(slot) = at(&mut self.year.layers, index) {
                        slot.rose = rose;
                    }
                }
            }
        }
        if let Some(slot) = at(&mut self.year.pools, pool) {
            (slot.limit, slot.by, slot.begun) = (limit, by, true);
        }
    }

    /// A limit raised as the terms say.
    fn raised(&mut self, limit: Amount, terms: &LayerTerms<'p>) -> Amount {
        let Some(plus) = terms.cap_plus.filter(|_| limit != NO_LIMIT) else { return limit };
        let mut plus = self.amount_of(plus.value);
        let most = terms.cap_most.map(|most| match most {
            Raise::Share(share) => self.formulas.share(limit, *share),
            Raise::Sum(sum) => self.amount_of(sum),
        });
        if let Some(most) = most {
            plus = self.formulas.least(plus, most);
        }
        self.formulas.sum(limit, plus)
    }

    /// The county's yearly limit of a layer; none of a pool that is no layer.
    fn figure_limit(&mut self, pool: u8) -> Amount {
        let Rules { settlement, figures, suppose, .. } = self.rules;
        match own_limit(settlement, figures, pool, self.year.key) {
            None | Some((_, Some(Cap::None))) => NO_LIMIT,
            Some((_, Some(Cap::Amount(money)))) => Amount::Known(money),
            Some((_, None)) if suppose.is_some() => NO_LIMIT,
            Some((key, None)) => {
                // There may be no limit.
                let figure = Figure::Of(pool, LayerFigure::Cap(key));
                let any = Bounds { least: Money::ZERO, most: HIGHEST };
                self.formulas.amount(Formula::Figure(figure), &[figure], any)
            }
        }
    }
}

/// The bit of a pool: none beyond those there may be.
fn bit(pool: u8) -> u16 {
    1_u16.checked_shl(u32::from(pool)).unwrap_or_default()
}
