//! The settlement of a year's bills, layer by layer: a base, less a deductible, times rates, within
//! yearly limits; and what is left to the patient.
//!
//! The rule is written once, in [`Year::admit`], for any layer a policy has, over [`Amount`]s: exact
//! where every figure is known, a formula where one is missing.

use crate::amounts::amount::{Amount, Bounds, Formulas, Given, Reached};
use crate::amounts::benefits::Benefits;
use crate::amounts::layer::Settling;
use crate::amounts::limits::{HIGHEST, NO_LIMIT};
use crate::amounts::missing::{Figure, LayerFigure};
use crate::amounts::worked_out;
use crate::case::figures::Figures;
use crate::case::{FactValue, Facts};
use crate::kernel::money::{Money, Percent};
use crate::kernel::sorted;
use crate::policy::MOST_SETTLEMENT_PROVISIONS;
use crate::policy::layers::{MOST_LAYERS, MOST_POOLS, Settlement};
use crate::policy::stated::{Multiple, Sum};
use crate::policy::terms::{Band, Cap};
use crate::policy::vocabulary::Fact;

/// A bill: where it stands among the year's, its two costs, its key, what was paid on it.
#[derive(Clone, Copy)]
pub struct Bill<'b> {
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
    /// A bit for each layer that counts this bill alone, whatever it counts of others.
    pub alone: u8,
    /// By layer: what the settlement sheet says that it paid. There may be fewer than layers.
    pub paid: &'b [Option<Money>],
}

/// What a bill comes to.
#[derive(Default)]
pub struct Settled {
    /// What each layer pays, in their order, and last what is left to the patient.
    pub amounts: Vec<Amount>,
    /// A bit for each layer that pays a floor.
    pub floors: u8,
    /// Of each layer whose payment the settlement sheet states, in their order.
    pub stated: Vec<Stated>,
}

/// What the settlement sheet says that a layer paid on a bill, beside what the rules give.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stated {
    /// The layer.
    pub layer: u8,
    /// What the sheet says.
    pub paid: Money,
    /// What the rules give; none where a clause leaves it to be looked up.
    pub due: Option<Amount>,
    /// The rules give at least this.
    pub floor: bool,
    /// The most that earlier layers may have left of the bill.
    pub most: Money,
}

/// The end of what a patient may pay, where figures that are missing are supposed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum End {
    /// The least: every missing rate is 100%, every missing deductible nothing.
    Least,
    /// The most: every missing rate is nothing, no missing deductible is ever reached.
    Most,
}

impl End {
    /// A rate that is missing.
    pub(super) const fn rate(self) -> Percent {
        match self {
            Self::Least => Percent::WHOLE,
            Self::Most => Percent::ZERO,
        }
    }

    /// Bands that are missing.
    pub(super) const fn bands(self) -> &'static [Band] {
        match self {
            Self::Least => &[Band { from: Money::ZERO, percent: Percent::WHOLE }],
            Self::Most => &[],
        }
    }

    /// A deductible that is missing.
    pub(super) const fn deductible(self) -> Money {
        match self {
            Self::Least => Money::ZERO,
            Self::Most => HIGHEST,
        }
    }
}

/// What settles every bill of a year.
#[derive(Clone, Copy)]
pub struct Rules<'p> {
    /// The layers and pools.
    pub settlement: &'p Settlement,
    /// The figures of a county, or of the case.
    pub figures: &'p Figures,
    /// What the person states, for amounts that hang on it.
    pub person: Numbers<'p>,
    /// A bit for each layer: a limit that it draws on may rise during the year.
    pub rising: u8,
    /// What is supposed of those that are missing; none: amounts wait for them. A limit that is missing
    /// is supposed not to be there.
    pub suppose: Option<End>,
}

/// The numbers and amounts that a person states, with the declared figures of the county.
#[derive(Clone, Copy)]
pub struct Numbers<'p> {
    /// The facts of the policy.
    pub facts: &'p [Fact],
    /// What is known of them; none: nothing.
    pub known: Option<&'p Facts>,
}

impl Numbers<'_> {
    /// What an amount comes to.
    ///
    /// # Errors
    /// The facts it hangs on that are not known, in their order, and between which amounts it lies.
    pub fn sum(self, sum: &Sum) -> Result<Money, (Vec<u16>, Bounds)> {
        let mut missing = Vec::new();
        let mut number = |id: &str| {
            let found = (0u16..).zip(self.facts).find(|(_, fact)| fact.id == id);
            let Some((index, fact)) = found else { return (0, 0) };
            let known = self.known.and_then(|known| known.get(usize::from(index)));
            if let Some(FactValue::Number(number)) = known {
                return (*number, *number);
            }
            sorted::insert(&mut missing, index);
            fact.kind.range().unwrap_or_default()
        };
        let (least, most) = match sum {
            Sum::Yuan(money) => (*money, *money),
            Sum::Share(share, of) => {
                let (least, most) = number(of);
                let part = |fen| share.of(Money::from_fen(fen)).round();
                (part(least), part(most))
            }
            Sum::Linear(linear) => {
                let (mut least, mut most) = (Vec::new(), Vec::new());
                for Multiple { fact, factor } in &linear.facts {
                    let (low, high) = number(fact);
                    let (low, high) = if factor.is_negative() { (high, low) } else { (low, high) };
                    least.push(low);
                    most.push(high);
                }
                let money = |numbers: &[i64]| {
                    let yuan = worked_out::linear(linear, numbers).max(0);
                    Money::from_fen(yuan.saturating_mul(100)).min(Money::MOST)
                };
                (money(&least), money(&most))
            }
        };
        if least == most { Ok(least) } else { Err((missing, Bounds { least, most })) }
    }
}

/// One person's year up to the last bill settled.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Year {
    /// The value of the fact that the person's figures are keyed by.
    pub(super) key: u8,
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
    pub(super) stays: [u8; MOST_SETTLEMENT_PROVISIONS],
}

/// The yearly limit that a county's figures give the layer `pool`, and where it stands under the person's
/// key; none where they give it none.
pub(super) fn own_limit(
    settlement: &Settlement,
    figures: &Figures,
    pool: u8,
    key: u8,
) -> Option<(u8, Option<Cap>)> {
    let layer = settlement.layers.get(usize::from(pool)).filter(|layer| layer.figures.cap);
    let caps = layer.and_then(|_| figures.layers.get(usize::from(pool)))?.cap.as_slice();
    let key = if caps.len() > 1 { key } else { 0 };
    Some((key, caps.get(usize::from(key)).copied().flatten()))
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

impl LayerYear {
    /// Before the first bill.
    pub const NEW: Self = Self {
        sum: Amount::ZERO,
        entitled: Amount::ZERO,
        paid: Amount::ZERO,
        rose: Reached::No,
        deductible: None,
    };
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
        let pool =
            PoolYear { limit: NO_LIMIT, by: None, used: zero, begun: false, after: Reached::No };
        Self {
            key,
            in_scope: zero,
            layers: [LayerYear::NEW; MOST_LAYERS],
            pools: [pool; MOST_POOLS],
            patient: zero,
            begun: false,
            floors: 0,
            used_up: 0,
            stays: [0; MOST_SETTLEMENT_PROVISIONS],
        }
    }

    /// Settles one bill and takes it into the year; `out` becomes what it comes to.
    pub fn admit(
        &mut self,
        formulas: &mut Formulas,
        rules: Rules<'_>,
        benefits: &Benefits<'_>,
        bill: Bill<'_>,
        out: &mut Settled,
    ) {
        out.amounts.clear();
        out.stated.clear();
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
            stated: &mut out.stated,
        };
        for (index, layer) in (0u8..).zip(&rules.settlement.layers) {
            out.amounts.push(settling.layer(index, layer));
        }
        let (floors, used_up) = (settling.floors, settling.used_up);
        let patient = settling.rest(out_of_scope);
        out.amounts.push(patient);
        out.floors = floors;
        self.patient = formulas.sum(self.patient, patient);
        self.begun = true;
        self.floors |= floors;
        self.used_up |= used_up;
    }

    /// The missing limits of layers that have paid in this year.
    pub fn supposed(&self, rules: Rules<'_>) -> Vec<Figure> {
        let Rules { settlement, figures, .. } = rules;
        let mut supposed = Vec::new();
        let paying = settlement.layers.iter().zip(&self.layers);
        let paying = paying.filter(|(_, own)| own.paid != Amount::ZERO);
        for &pool in paying.flat_map(|(layer, _)| &layer.pools) {
            let slot = usize::from(pool);
            let given = self.pools.get(slot).is_none_or(|pool| pool.by.is_some());
            if !given && let Some((key, None)) = own_limit(settlement, figures, pool, self.key) {
                supposed.push(Figure::Of(pool, LayerFigure::Cap(key)));
            }
        }
        supposed
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
        let layers = self.layers.iter().take(settlement.layers.len());
        key.extend(layers.map(|layer| reached(layer.rose)));
        for pool in self.pools.iter().take(settlement.count_of_pools()) {
            let by = pool.by.map_or(0, |by| u32::from(by) + 1);
            key.extend([reached(pool.after), by, u32::from(pool.begun)]);
        }
        // All of them: a stay left out would merge two years.
        const { assert!(MOST_SETTLEMENT_PROVISIONS.is_multiple_of(4)) };
        key.extend(self.stays.as_chunks().0.iter().map(|&four| u32::from_le_bytes(four)));
        key.push(u32::from_le_bytes([u8::from(self.begun), self.floors, self.used_up, 0]));
    }
}

#[cfg(test)]
mod example;
