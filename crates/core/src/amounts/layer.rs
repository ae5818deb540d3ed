//! One bill while it is settled, layer by layer: a base, less a deductible, times rates, within yearly
//! limits.

use crate::amounts::amount::{Amount, Formulas, Given, Reached};
use crate::amounts::benefits::{Benefits, LayerTerms};
use crate::amounts::missing::{Figure, LayerFigure};
use crate::amounts::payment::{Paid, Paying};
use crate::amounts::settlement::{Bill, End, LayerYear, PoolYear, Rules, Stated, Year};
use crate::amounts::trace::{Granted, Origin, Part, What};
use crate::case::figures::LayerFigures;
use crate::kernel::money::{Money, Percent};
use crate::policy::layers::{Base, Counts, Layer};
use crate::policy::stated::Sum;
use crate::policy::terms::{After, Band, BandsFrom};

/// One bill while it is settled.
pub(super) struct Settling<'s, 'p> {
    pub year: &'s mut Year,
    pub formulas: &'s mut Formulas,
    pub rules: Rules<'p>,
    pub benefits: &'s Benefits<'p>,
    pub bill: Bill<'p>,
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
    /// What the settlement sheet states, layer by layer.
    pub stated: &'s mut Vec<Stated>,
}

/// What a layer is to pay on a bill.
#[derive(Clone, Copy)]
struct Due {
    /// Without limits.
    entitled: Amount,
    /// Within them.
    pays: Amount,
    /// It is a floor, and no limit binds.
    floor: bool,
    /// A limit is used up by it.
    used_up: bool,
    /// The rules say what it is.
    computed: bool,
}

impl Due {
    /// Nothing: the layer does not hold for the bill.
    const NOTHING: Self = Self {
        entitled: Amount::ZERO,
        pays: Amount::ZERO,
        floor: false,
        used_up: false,
        computed: true,
    };
}

/// A slot of an array of layers or pools: there are no more than it has.
pub(super) fn at<T>(slots: &mut [T], index: u8) -> Option<&mut T> {
    slots.get_mut(usize::from(index))
}

impl<'p> Settling<'_, 'p> {
    pub(super) fn layer_year(&self, index: u8) -> LayerYear {
        self.year.layers.get(usize::from(index)).copied().unwrap_or(LayerYear::NEW)
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

    /// What a layer counts on the bill.
    fn counts(&self, index: u8, layer: &Layer) -> Counts {
        if self.bill.alone >> index & 1 == 1 { Counts::Bill } else { layer.counts }
    }

    /// What one layer pays on the bill.
    pub(super) fn layer(&mut self, index: u8, layer: &'p Layer) -> Amount {
        let holds = self.bill.layers >> index & 1 == 1;
        let stated = self.bill.paid.get(usize::from(index)).copied().flatten();
        if !holds && stated.is_none() {
            return Amount::ZERO;
        }
        let terms = if holds { self.benefits.of(index) } else { LayerTerms::default() };
        let mut due = if holds { self.due(index, layer, &terms) } else { Due::NOTHING };
        if let Some(paid) = stated {
            due = self.stated(index, layer, &terms, paid, due);
        }
        self.floors |= u8::from(due.floor) << index;
        self.used_up |= u8::from(due.used_up) << index;
        self.pay(index, layer, due.entitled, due.pays);
        due.pays
    }

    /// What the rules give.
    fn due(&mut self, index: u8, layer: &'p Layer, terms: &LayerTerms<'p>) -> Due {
        let mut own = self.layer_year(index);
        let before = own.sum;
        let base = self.base(index, layer, terms, &mut own);
        let costs = Costs { base, before, sum: own.sum };
        let paid = self.paid(index, layer, terms);
        own.deductible = paid.stands(self.formulas);
        if let Some(slot) = at(&mut self.year.layers, index) {
            *slot = own;
        }
        let after = self.after(index, terms);
        if terms.not_computed {
            return self.looked_up(index, layer, terms);
        }
        let granted = terms.after.filter(|_| after != Reached::No).map(|(then, _)| then);
        let then = granted.map(|then| paid.then(then.value));
        let reached = after == Reached::Yes;
        let (now, then) = if reached { (then.unwrap_or(paid), None) } else { (paid, then) };
        self.note_rates(index, layer, terms, &now, granted.filter(|_| reached));
        let mut entitled = self.entitlement(index, layer, costs, &now);
        if let Some(then) = then {
            let then = self.entitlement(index, layer, costs, &then);
            entitled = self.formulas.either(after, then, entitled);
        }
        if layer.base == Base::InScope {
            entitled = self.formulas.least(entitled, self.left);
        }
        if let Some(most) = terms.most {
            let amount = self.amount_of(most.value);
            let (part, origin) = (Part::Layer(index), Origin::Provision(most.by));
            self.formulas.trace.note(part, What::Most, amount.known(), None, origin);
            entitled = self.formulas.least(entitled, amount);
        }
        self.formulas.trace.result(Part::Layer(index), What::Payment, entitled.known());
        let pays = self.limited(index, layer, terms, entitled);
        let used_up = self.uses_up(layer, terms, pays);
        let floor = terms.rate.is_none()
            && terms.at_least.is_some_and(|floor| now.paying.is(floor.value))
            && pays != Amount::ZERO;
        Due { entitled, pays, floor: floor && !used_up, used_up, computed: true }
    }

    /// What a layer pays that a clause leaves to be looked up: the settlement sheet says it.
    fn looked_up(&mut self, index: u8, layer: &Layer, terms: &LayerTerms<'p>) -> Due {
        self.limits_of(index, layer, terms);
        let figure = Figure::Paid(self.bill.index, index);
        let stated = self.formulas.given(Given::Missing(figure));
        let pays = self.formulas.least(stated, self.left);
        Due { entitled: pays, pays, floor: false, used_up: false, computed: false }
    }

    /// What the settlement sheet says instead, at most what is left of the bill.
    fn stated(
        &mut self,
        index: u8,
        layer: &Layer,
        terms: &LayerTerms<'p>,
        paid: Money,
        due: Due,
    ) -> Due {
        let Due { entitled, pays, floor, computed, .. } = due;
        let most = self.formulas.bounds(self.left).most;
        let by_rules = computed.then_some(pays);
        self.stated.push(Stated { layer: index, paid, due: by_rules, floor, most });
        let pays = self.formulas.least(Amount::Known(paid), self.left);
        let entitled = if computed { self.formulas.greatest(entitled, pays) } else { pays };
        let origin = Origin::Figure(Figure::Paid(self.bill.index, index));
        self.formulas.trace.note(Part::Layer(index), What::OnSheet, pays.known(), None, origin);
        let used_up = self.uses_up(layer, terms, pays);
        Due { entitled, pays, floor: false, used_up, computed }
    }

    /// An amount of a clause, or what is missing of it.
    fn stated_sum(&mut self, sum: &Sum) -> Given<Money> {
        match self.rules.person.sum(sum) {
            Ok(money) => Given::Known(money),
            Err((missing, bounds)) => Given::Missing(self.formulas.open_sum(sum, missing, bounds)),
        }
    }

    /// An amount of a clause, a formula where something of it is missing.
    pub(super) fn amount_of(&mut self, sum: &Sum) -> Amount {
        let sum = self.stated_sum(sum);
        self.formulas.given(sum)
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
        } else if self.counts(index, layer) == Counts::Bill {
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
        if self.counts(index, layer) == Counts::Year {
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
            let rate = rate.or_else(|| Some(self.rules.suppose?.rate()));
            Paying::Rate(Given::new(rate, of(LayerFigure::Rate(person, key))))
        } else if layer.figures.bands {
            let bands = figures.and_then(|figures| figures.bands.as_deref());
            let bands = bands.or_else(|| Some(self.rules.suppose?.bands()));
            Paying::Bands(Given::new(bands, of(LayerFigure::Bands)), from(terms))
        } else {
            Paying::Nothing
        };
        let deductible = match terms.deductible {
            Some(granted) => Some(self.stated_sum(granted.value)),
            None if layer.figures.deductible && !terms.no_deductible => {
                let own = figures.and_then(|figures| figures.deductible.get(usize::from(key)));
                let own = own.copied().flatten();
                let own = own.or_else(|| Some(self.rules.suppose?.deductible()));
                Some(Given::new(own, of(LayerFigure::Deductible(key))))
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

    /// What the layer would pay without limits. Where it is supposed what is missing, bands are cut in the
    /// way that pays less, or more.
    fn entitlement(&mut self, index: u8, layer: &Layer, costs: Costs, paid: &Paid<'p>) -> Amount {
        if let (Some(end), Paying::Bands(bands, Given::Missing(_))) =
            (self.rules.suppose, paid.paying)
        {
            let [zero, above] = [BandsFrom::Zero, BandsFrom::Deductible].map(|from| {
                let paying = Paying::Bands(bands, Given::Known(from));
                self.entitlement(index, layer, costs, &Paid { paying, ..*paid })
            });
            return match end {
                End::Least => self.formulas.greatest(zero, above),
                End::Most => self.formulas.least(zero, above),
            };
        }
        if self.counts(index, layer) == Counts::Bill {
            return paid.on(self.formulas, costs.base);
        }
        let now = paid.on(self.formulas, costs.sum);
        let then = paid.on(self.formulas, costs.before);
        let part = Part::Layer(index);
        self.formulas.trace.result(part, What::PaymentOnSum, now.known());
        self.formulas.trace.result(part, What::PaymentOnSumBefore, then.known());
        self.formulas.difference(now, then)
    }

    /// Notes the deductible and the rates of a layer: those of `then`, once a sum has reached its mark.
    fn note_rates(
        &mut self,
        index: u8,
        layer: &Layer,
        terms: &LayerTerms<'p>,
        paid: &Paid<'p>,
        then: Option<Granted<&After>>,
    ) {
        let (person, key) = self.keys(index);
        let counts = self.counts(index, layer);
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
            let then = then.filter(|then| then.value.deductible.is_some()).map(|then| then.by);
            let own = then.or(terms.deductible.map(|own| own.by));
            let own = by(own, LayerFigure::Deductible(key));
            trace.note(part, What::Deductible, Some(deductible), None, own);
        }
        if !matches!(paid.deductible, Some(Given::Missing(_))) || counts == Counts::Year {
            trace.granted(part, What::DeductibleLess, terms.deductible_less);
        }
        if let (Some((shares, _)), [_, share]) = (terms.deductible_by_stay, paid.counts) {
            let by = Origin::Provision(shares.by);
            trace.note(part, What::DeductibleByStay, None, Some(share), by);
        }
        // A later rate that is the floor's remains a floor.
        let other =
            |rate: &Granted<Percent>| terms.at_least.is_none_or(|floor| floor.value != rate.value);
        let then = then.and_then(|Granted { value, by }| Some(Granted { value: value.rate?, by }));
        match (then.filter(other).or(terms.rate), terms.at_least, paid.paying) {
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
        // What was due matters only where a limit may rise: years that differ in it alone are one.
        let rises = self.rules.rising >> index & 1 == 1;
        let entitled = if rises { self.formulas.sum(own.entitled, entitled) } else { own.entitled };
        let paid = self.formulas.sum(own.paid, pays);
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
    pub(super) fn rest(mut self, out_of_scope: Amount) -> Amount {
        self.limits_beside();
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
