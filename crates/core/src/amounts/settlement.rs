//! The settlement of a year's bills, layer by layer: a base, less a deductible, times rates, within
//! yearly limits; and what is left to the patient.
//!
//! The rule is written once, in [`Year::admit`], for any layer a policy has, over [`Amount`]s: exact
//! where every figure is known, a formula where one is missing.

use crate::amounts::amount::{Amount, Formulas, Given, Reached};
use crate::amounts::benefits::{Benefits, LayerTerms};
use crate::amounts::limits::NO_LIMIT;
use crate::amounts::missing::{Figure, LayerFigure};
use crate::amounts::payment::{Paid, Paying};
use crate::amounts::trace::{Granted, Origin, Part, What};
use crate::case::figures::{Figures, LayerFigures};
use crate::kernel::money::{Money, Percent};
use crate::policy::MOST_SETTLEMENT_PROVISIONS;
use crate::policy::layers::{Base, Counts, Layer, MOST_LAYERS, MOST_POOLS, Settlement};
use crate::policy::terms::Band;

/// A bill: where it stands among the year's, its two costs, its key.
#[derive(Clone, Copy)]
pub struct Bill {
    /// From 0.
    pub index: u32,
    /// Inside the insurance's scope.
    pub in_scope: Option<Money>,
    /// Outside it.
    pub out_of_scope: Option<Money>,
    /// The value of the fact that its figures are keyed by.
    pub key: u8,
    /// A bit for each layer: whether it holds for this bill.
    pub layers: u8,
}

/// What settles every bill of a year.
#[derive(Clone, Copy)]
pub struct Rules<'p> {
    /// The layers and pools.
    pub settlement: &'p Settlement,
    /// The figures of a county, or of the case.
    pub figures: &'p Figures,
}

/// One person's year up to the last bill settled.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Year {
    /// The value of the fact that the person's figures are keyed by.
    key: u8,
    /// The in-scope cost of all bills.
    pub(super) in_scope: Amount,
    pub(super) layers: [LayerYear; MOST_LAYERS],
    pub(super) pools: [PoolYear; MOST_POOLS],
    /// What is left to the patient, of all bills.
    patient: Amount,
    /// Whether a bill was settled.
    pub(super) begun: bool,
    /// A bit for each layer: it has paid a floor, "at least", while its limits were not used up.
    floors: u8,
    /// A bit for each layer: a limit it draws on is used up.
    used_up: u8,
    /// Of each provision that feeds the settlement: the bills to which it gave a share of a deductible.
    stays: [u8; MOST_SETTLEMENT_PROVISIONS],
}

/// A layer's year.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) struct LayerYear {
    /// The running sum of its bases.
    pub sum: Amount,
    /// What it would have paid without limits.
    pub entitled: Amount,
    /// What it has paid.
    pub paid: Amount,
    /// Whether a limit it draws on has risen during the year.
    pub rose: Reached,
    /// Its deductible as it stood for the last bill; none where there was none.
    pub deductible: Option<Amount>,
}

/// A pool's year. The first pools are those of the layers.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) struct PoolYear {
    /// Its limit on the last bill.
    pub limit: Amount,
    /// The provision that gave the limit; none: no row has given one.
    pub by: Option<u16>,
    /// What has been paid of it.
    pub used: Amount,
    /// Whether a bill was settled.
    pub begun: bool,
    /// Whether the terms `after` hold.
    pub after: Reached,
}

impl Year {
    /// A year before its first bill. `key`: the value of the fact that the person's figures are keyed
    /// by.
    pub const fn new(key: u8) -> Self {
        let zero = Amount::ZERO;
        let layer = LayerYear {
            sum: zero,
            entitled: zero,
            paid: zero,
            rose: Reached::No,
            deductible: None,
        };
        let pool =
            PoolYear { limit: NO_LIMIT, by: None, used: zero, begun: false, after: Reached::No };
        Self {
            key,
            in_scope: zero,
            layers: [layer; MOST_LAYERS],
            pools: [pool; MOST_POOLS],
            patient: zero,
            begun: false,
            floors: 0,
            used_up: 0,
            stays: [0; MOST_SETTLEMENT_PROVISIONS],
        }
    }

    /// Settles one bill and takes it into the year. `out` becomes what each layer pays, in their order,
    /// and what is left to the patient; returned is a bit for each layer that pays a floor.
    pub fn admit(
        &mut self,
        formulas: &mut Formulas,
        rules: Rules<'_>,
        benefits: &Benefits<'_>,
        bill: Bill,
        out: &mut Vec<Amount>,
    ) -> u8 {
        out.clear();
        formulas.trace.at_admission(bill.index);
        let in_scope = formulas.given(Given::new(bill.in_scope, Figure::InScope(bill.index)));
        let out_of_scope =
            formulas.given(Given::new(bill.out_of_scope, Figure::OutOfScope(bill.index)));
        self.in_scope = formulas.sum(self.in_scope, in_scope);
        let mut settling = Settling {
            year: self,
            formulas,
            rules,
            benefits,
            bill,
            counted: in_scope,
            left: in_scope,
            self_paid: Amount::ZERO,
            limits: 0,
            by_stay: 0,
            floors: 0,
            used_up: 0,
        };
        for (index, layer) in (0u8..).zip(&rules.settlement.layers) {
            let pays = if bill.layers >> index & 1 == 1 {
                settling.layer(index, layer)
            } else {
                Amount::ZERO
            };
            out.push(pays);
        }
        let (floors, used_up) = (settling.floors, settling.used_up);
        let patient = settling.rest(out_of_scope);
        out.push(patient);
        self.patient = formulas.sum(self.patient, patient);
        self.begun = true;
        self.floors |= floors;
        self.used_up |= used_up;
        floors
    }

    /// What each of the first `layers` layers has paid and what is left to the patient; and a bit for
    /// each layer whose sum is a floor.
    pub fn totals(&self, layers: usize) -> (Vec<Amount>, u8) {
        let paid = self.layers.iter().take(layers).map(|layer| layer.paid);
        (paid.chain([self.patient]).collect(), self.floors & !self.used_up)
    }

    /// Adds words to `key` that no other year of the same settlement has.
    pub fn add_to(&self, key: &mut Vec<u32>, settlement: &Settlement) {
        let reached = |reached| match reached {
            Reached::No => 0,
            Reached::Yes => 1,
            Reached::Open(number) => number.wrapping_add(2),
        };
        let mut add = |amount: Amount| key.extend(amount.key());
        add(self.in_scope);
        add(self.patient);
        for layer in self.layers.iter().take(settlement.layers.len()) {
            [layer.sum, layer.entitled, layer.paid].into_iter().for_each(&mut add);
            // More than any deductible where there is none.
            add(layer.deductible.unwrap_or(NO_LIMIT));
        }
        for pool in self.pools.iter().take(settlement.count_of_pools()) {
            [pool.limit, pool.used].into_iter().for_each(&mut add);
        }
        key.extend(self.layers.iter().map(|layer| reached(layer.rose)));
        for pool in self.pools.iter().take(settlement.count_of_pools()) {
            key.extend([reached(pool.after), pool.by.map_or(0, |by| u32::from(by) + 1)]);
            key.push(u32::from(pool.begun));
        }
        key.extend(self.stays.map(u32::from));
        key.extend([u32::from(self.begun), self.floors.into(), self.used_up.into()]);
    }
}

/// One bill while it is settled.
pub(super) struct Settling<'s, 'p> {
    pub year: &'s mut Year,
    pub formulas: &'s mut Formulas,
    pub rules: Rules<'p>,
    pub benefits: &'s Benefits<'p>,
    pub bill: Bill,
    /// The in-scope cost that layers count.
    pub counted: Amount,
    /// What earlier layers left of it.
    pub left: Amount,
    /// What the patient bears before any layer counts it.
    pub self_paid: Amount,
    /// A bit for each pool whose limit for this bill is known.
    pub limits: u16,
    /// A bit for each provision whose bills are counted.
    pub by_stay: u32,
    /// A bit for each layer: it pays a floor, and its limits are not used up.
    pub floors: u8,
    /// A bit for each layer: a limit it draws on is used up.
    pub used_up: u8,
}

/// A slot of an array of layers or pools: there are no more than it has.
pub(super) fn at<T>(slots: &mut [T], index: u8) -> Option<&mut T> {
    slots.get_mut(usize::from(index))
}

impl<'p> Settling<'_, 'p> {
    pub(super) fn layer_year(&self, index: u8) -> LayerYear {
        self.year.layers.get(usize::from(index)).copied().unwrap_or(LayerYear {
            sum: Amount::ZERO,
            entitled: Amount::ZERO,
            paid: Amount::ZERO,
            rose: Reached::No,
            deductible: None,
        })
    }

    pub(super) fn pool_year(&self, index: u8) -> Option<PoolYear> {
        self.year.pools.get(usize::from(index)).copied()
    }

    /// Where the figures of a layer stand for this person and this bill: at their keys where it is
    /// keyed, else first.
    pub(super) fn keys(&self, index: u8) -> (u8, u8) {
        let Some(figures) = self.figures(index) else { return (0, 0) };
        let keyed = |slots: usize, key| if slots > 1 { key } else { 0 };
        (keyed(figures.cap.len(), self.year.key), keyed(figures.deductible.len(), self.bill.key))
    }

    pub(super) fn figures(&self, index: u8) -> Option<&'p LayerFigures> {
        self.rules.figures.layers.get(usize::from(index))
    }

    /// What one layer pays on the bill.
    fn layer(&mut self, index: u8, layer: &'p Layer) -> Amount {
        let terms = self.benefits.of(index);
        let mut own = self.layer_year(index);
        let before = own.sum;
        let base = self.base(index, layer, &terms, &mut own);
        let costs = Costs { base, before, sum: own.sum };
        let paid = self.paid(index, layer, &terms);
        own.deductible = paid.stands(self.formulas);
        if let Some(slot) = at(&mut self.year.layers, index) {
            *slot = own;
        }
        let after = self.after(index, &terms);
        let then =
            terms.after.filter(|_| after != Reached::No).map(|(then, _)| paid.then(then.value));
        let (now, then) =
            if after == Reached::Yes { (then.unwrap_or(paid), None) } else { (paid, then) };
        self.note_rates(index, layer, &terms, &now);
        let mut entitled = self.entitlement(index, layer, costs, &now);
        if let Some(then) = then {
            let then = self.entitlement(index, layer, costs, &then);
            entitled = self.formulas.either(after, then, entitled);
        }
        if layer.base == Base::InScope {
            entitled = self.formulas.least(entitled, self.left);
        }
        if let Some(most) = terms.most {
            let origin = Origin::Provision(most.by);
            self.formulas.trace.note(
                Part::Layer(index),
                What::Most,
                Some(most.value),
                None,
                origin,
            );
            entitled = self.formulas.least(entitled, Amount::Known(most.value));
        }
        self.formulas.trace.result(Part::Layer(index), What::Payment, entitled.known());
        let pays = self.limited(index, layer, &terms, entitled);
        self.pay(index, layer, entitled, pays);
        let used_up = !terms.cap_lifted && layer.pools.iter().any(|&pool| self.is_used_up(pool));
        let floor = terms.rate.is_none()
            && terms.at_least.is_some_and(|floor| now.paying.is(floor.value))
            && pays != Amount::ZERO;
        self.floors |= u8::from(floor && !used_up) << index;
        self.used_up |= u8::from(used_up) << index;
        pays
    }

    /// The cost a layer starts from; its running sum is raised by it.
    fn base(
        &mut self,
        index: u8,
        layer: &Layer,
        terms: &LayerTerms<'p>,
        own: &mut LayerYear,
    ) -> Amount {
        let part = Part::Layer(index);
        let entry = Origin::Figure(Figure::InScope(self.bill.index));
        let mut base = match layer.base {
            Base::InScope => self.counted,
            Base::Left => self.left,
        };
        if layer.base == Base::InScope {
            self.formulas.trace.note(part, What::InScope, base.known(), None, entry);
        } else if layer.counts == Counts::Bill {
            self.formulas.trace.result(part, What::Left, base.known());
        }
        if let Some(first) = terms.first_self_paid {
            // Earlier layers may have left less of it.
            let share = self.formulas.share(base, first.value);
            let share = self.formulas.least(share, self.left);
            self.formulas.trace.granted(part, What::FirstSelfPaid, Some(first));
            self.formulas.trace.result(part, What::SelfPaid, share.known());
            base = self.formulas.difference(base, share);
            self.counted = self.formulas.difference(self.counted, share);
            self.left = self.formulas.difference(self.left, share);
            self.self_paid = self.formulas.sum(self.self_paid, share);
        }
        own.sum = self.formulas.sum(own.sum, base);
        if layer.counts == Counts::Year {
            self.formulas.trace.result(part, What::Sum, own.sum.known());
        }
        base
    }

    /// The rates and the deductible of a layer: from a row, else from the county's figures.
    fn paid(&mut self, index: u8, layer: &'p Layer, terms: &LayerTerms<'p>) -> Paid<'p> {
        let (person, key) = self.keys(index);
        let figures = self.figures(index);
        let of = |figure| Figure::Of(index, figure);
        let rate = terms.rate.or(terms.at_least);
        let from = |terms: &LayerTerms<'p>| {
            let known = terms.bands_from.or_else(|| figures?.bands_from);
            Given::new(known, of(LayerFigure::BandsFrom))
        };
        let paying = if let Some(rate) = rate {
            Paying::Rate(Given::Known(rate.value))
        } else if let Some(bands) = terms.bands {
            Paying::Bands(Given::Known(bands.value), from(terms))
        } else if layer.figures.rate {
            let rates = figures.and_then(|figures| figures.rate.get(usize::from(person)));
            let rate = rates.and_then(|rates| rates.get(usize::from(key)).copied().flatten());
            Paying::Rate(Given::new(rate, of(LayerFigure::Rate(person, key))))
        } else if layer.figures.bands {
            let bands = figures.and_then(|figures| figures.bands.as_deref());
            Paying::Bands(Given::new(bands, of(LayerFigure::Bands)), from(terms))
        } else {
            Paying::Nothing
        };
        let deductible = match terms.deductible {
            Some(granted) => Some(Given::Known(granted.value)),
            None if layer.figures.deductible && !terms.no_deductible => {
                let own = figures.and_then(|figures| figures.deductible.get(usize::from(key)));
                Some(Given::new(own.copied().flatten(), of(LayerFigure::Deductible(key))))
            }
            None => None,
        };
        let less = terms.deductible_less.map_or(Percent::WHOLE, |less| less.value.rest());
        let by_stay = terms.deductible_by_stay.map_or(Percent::WHOLE, |(shares, provision)| {
            let nth = self.year.stays.get(usize::from(provision)).copied().unwrap_or_default();
            self.by_stay |= 1_u32.checked_shl(u32::from(provision)).unwrap_or_default();
            let share = shares.value.get(usize::from(nth)).or(shares.value.last());
            share.copied().unwrap_or(Percent::WHOLE)
        });
        let percent = |granted: Option<Granted<Percent>>| {
            granted.map_or(Percent::ZERO, |granted| granted.value)
        };
        Paid {
            paying,
            plus: percent(terms.rate_plus),
            less: percent(terms.rate_less),
            deductible,
            counts: [less, by_stay],
        }
    }

    /// What the layer would pay without limits.
    fn entitlement(&mut self, index: u8, layer: &Layer, costs: Costs, paid: &Paid<'p>) -> Amount {
        if layer.counts == Counts::Bill {
            return paid.on(self.formulas, costs.base);
        }
        let now = paid.on(self.formulas, costs.sum);
        let then = paid.on(self.formulas, costs.before);
        let part = Part::Layer(index);
        self.formulas.trace.result(part, What::PaymentOnSum, now.known());
        self.formulas.trace.result(part, What::PaymentOnSumBefore, then.known());
        self.formulas.difference(now, then)
    }

    /// Notes the deductible and the rates of a layer.
    fn note_rates(&mut self, index: u8, layer: &Layer, terms: &LayerTerms<'p>, paid: &Paid<'p>) {
        let (person, key) = self.keys(index);
        let part = Part::Layer(index);
        let figure = |figure| Origin::Figure(Figure::Of(index, figure));
        let trace = &mut self.formulas.trace;
        let by = |granted: Option<u16>, own| granted.map_or(figure(own), Origin::Provision);
        let rated = match paid.paying {
            Paying::Nothing => false,
            Paying::Rate(rate) => rate.known().is_some(),
            Paying::Bands(..) => true,
        };
        if let Some(Given::Known(deductible)) = paid.deductible
            && rated
        {
            let own = by(terms.deductible.map(|own| own.by), LayerFigure::Deductible(key));
            trace.note(part, What::Deductible, Some(deductible), None, own);
        }
        if !matches!(paid.deductible, Some(Given::Missing(_))) || layer.counts == Counts::Year {
            trace.granted(part, What::DeductibleLess, terms.deductible_less);
        }
        if let (Some((shares, _)), [_, share]) = (terms.deductible_by_stay, paid.counts) {
            let by = Origin::Provision(shares.by);
            trace.note(part, What::DeductibleByStay, None, Some(share), by);
        }
        match (terms.rate, terms.at_least, paid.paying) {
            (Some(rate), ..) => trace.granted(part, What::Rate, Some(rate)),
            (None, Some(floor), _) => trace.granted(part, What::AtLeast, Some(floor)),
            (None, None, Paying::Rate(Given::Known(rate))) => {
                let own = figure(LayerFigure::Rate(person, key));
                trace.note(part, What::Rate, None, Some(rate), own);
            }
            (None, None, Paying::Bands(Given::Known(bands), _)) => {
                let own = by(terms.bands.map(|own| own.by), LayerFigure::Bands);
                for &Band { from, percent } in bands {
                    trace.note(part, What::Band, Some(from), Some(percent), own);
                }
            }
            _ => {}
        }
        trace.granted(part, What::RatePlus, terms.rate_plus);
        trace.granted(part, What::RateLess, terms.rate_less);
    }

    /// Takes a payment into the year.
    fn pay(&mut self, index: u8, layer: &Layer, entitled: Amount, pays: Amount) {
        let own = self.layer_year(index);
        let (entitled, paid) =
            (self.formulas.sum(own.entitled, entitled), self.formulas.sum(own.paid, pays));
        if let Some(slot) = at(&mut self.year.layers, index) {
            (slot.entitled, slot.paid) = (entitled, paid);
        }
        for &pool in &layer.pools {
            if let Some(slot) = at(&mut self.year.pools, pool) {
                slot.used = self.formulas.sum(slot.used, pays);
            }
        }
        self.left = self.formulas.difference(self.left, pays);
    }

    /// What is left to the patient, when all layers have paid.
    fn rest(mut self, out_of_scope: Amount) -> Amount {
        // A limit may rise by a bill on which none of its layers holds.
        for pool in (0u8..).take(self.rules.settlement.count_of_pools()) {
            self.limit(pool);
        }
        for (provision, stays) in (0u32..).zip(&mut self.year.stays) {
            if self.by_stay >> provision & 1 == 1 {
                *stays = stays.saturating_add(1);
            }
        }
        let trace = &mut self.formulas.trace;
        let entry = Origin::Figure(Figure::OutOfScope(self.bill.index));
        trace.result(Part::Patient, What::InScopeLeft, self.left.known());
        trace.note(Part::Patient, What::OutOfScope, out_of_scope.known(), None, entry);
        let left = self.formulas.sum(self.left, self.self_paid);
        self.formulas.sum(left, out_of_scope)
    }
}

/// The cost a layer starts from, and its running sum without and with it.
#[derive(Clone, Copy)]
struct Costs {
    base: Amount,
    before: Amount,
    sum: Amount,
}

#[cfg(test)]
mod example;
