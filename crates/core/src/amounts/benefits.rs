//! What the provisions of a policy give for one bill, layer by layer.

use crate::amounts::trace::Granted;
use crate::kernel::money::Percent;
use crate::policy::stated::Sum;
use crate::policy::terms::{After, Band, BandsFrom, Limit, Raise, Terms};
use crate::policy::{Granting, MOST_SETTLEMENT_PROVISIONS, Threshold};

/// What the provisions that feed a settlement give for one bill.
#[derive(Clone, Copy, Debug)]
pub struct Benefits<'p> {
    /// In the order of the provisions: what one gives, and its index.
    given: [(&'p [Granting], u16); MOST_SETTLEMENT_PROVISIONS],
    count: usize,
}

impl Default for Benefits<'_> {
    fn default() -> Self {
        Self { given: [(&[], 0); MOST_SETTLEMENT_PROVISIONS], count: 0 }
    }
}

impl<'p> Benefits<'p> {
    /// Adds what the next provision, `by`, gives.
    pub fn add(&mut self, given: &'p [Granting], by: u16) {
        if let Some(slot) = self.given.get_mut(self.count) {
            *slot = (given, by);
            self.count += 1;
        }
    }

    /// The terms of a layer or a pool.
    pub(super) fn of(&self, target: u8) -> LayerTerms<'p> {
        let mut all = LayerTerms::default();
        let given = (0u8..).zip(&self.given).take(self.count);
        for (provision, &(granted, by)) in given {
            for granting in granted.iter().filter(|granting| granting.target == target) {
                all.add(granting, by, provision);
            }
        }
        all
    }
}

/// The terms of a layer on one bill, each with the provision that gives it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct LayerTerms<'p> {
    pub rate: Option<Granted<Percent>>,
    pub at_least: Option<Granted<Percent>>,
    pub rate_plus: Option<Granted<Percent>>,
    pub rate_less: Option<Granted<Percent>>,
    pub bands: Option<Granted<&'p [Band]>>,
    pub bands_from: Option<BandsFrom>,
    pub deductible: Option<Granted<&'p Sum>>,
    pub deductible_less: Option<Granted<Percent>>,
    /// By bill of the year; and which of the provisions that feed the settlement counts the bills.
    pub deductible_by_stay: Option<(Granted<&'p [Percent]>, u8)>,
    pub first_self_paid: Option<Granted<Percent>>,
    pub most: Option<Granted<&'p Sum>>,
    pub cap: Option<Granted<&'p Limit>>,
    pub cap_plus: Option<Granted<&'p Sum>>,
    pub cap_most: Option<&'p Raise>,
    pub cap_lifted: bool,
    pub no_deductible: bool,
    pub after: Option<(Granted<&'p After>, Threshold)>,
    pub not_computed: bool,
}

impl<'p> LayerTerms<'p> {
    fn add(&mut self, granting: &'p Granting, by: u16, provision: u8) {
        let Terms {
            rate,
            at_least,
            rate_plus,
            rate_less,
            bands,
            bands_from,
            deductible,
            deductible_less,
            deductible_by_stay,
            no_deductible,
            first_self_paid,
            most,
            cap,
            cap_plus,
            cap_most,
            cap_lifted,
            after,
            not_computed,
        } = &granting.terms;
        let some = |percent: Percent| (percent != Percent::ZERO).then_some(percent);
        put(&mut self.rate, *rate, by);
        put(&mut self.at_least, *at_least, by);
        put(&mut self.rate_plus, some(*rate_plus), by);
        put(&mut self.rate_less, some(*rate_less), by);
        put(&mut self.bands, Some(bands.as_slice()).filter(|bands| !bands.is_empty()), by);
        self.bands_from = self.bands_from.or(*bands_from);
        put(&mut self.deductible, deductible.as_ref(), by);
        put(&mut self.deductible_less, some(*deductible_less), by);
        if !deductible_by_stay.is_empty() && self.deductible_by_stay.is_none() {
            let by_stay = Granted { value: deductible_by_stay.as_slice(), by };
            self.deductible_by_stay = Some((by_stay, provision));
        }
        put(&mut self.first_self_paid, some(*first_self_paid), by);
        put(&mut self.most, most.as_ref(), by);
        put(&mut self.cap, cap.as_ref(), by);
        put(&mut self.cap_plus, cap_plus.as_ref(), by);
        self.cap_most = self.cap_most.or(cap_most.as_ref());
        self.cap_lifted |= cap_lifted;
        self.no_deductible |= no_deductible;
        self.not_computed |= not_computed;
        if let (Some(after), Some(threshold)) = (after, granting.after) {
            self.after.get_or_insert((Granted { value: after, by }, threshold));
        }
    }
}

/// The compiler sees to it that no two provisions give one term: the first would hold.
fn put<T>(slot: &mut Option<Granted<T>>, value: Option<T>, by: u16) {
    if let (None, Some(value)) = (&slot, value) {
        *slot = Some(Granted { value, by });
    }
}
