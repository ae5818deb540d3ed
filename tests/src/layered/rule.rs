//! The rule, worked out in exact integers, bill by bill, for every completion. Written from the design, not from the
//! engine.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use super::{Cap, Case, FACTS, LAYERS, Law, PERSONS, Reaches, Terms, yuan};
use crate::space::Space;

/// One completion: of each bill what every layer pays and what is left to the patient, and which layers pay a
/// floor; none for a bill that is not settled.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Settled {
    bills: Vec<Option<(Vec<i128>, Vec<bool>)>>,
    used_up: Vec<bool>,
}

#[derive(Clone, Debug, Default)]
struct LayerYear {
    sum: i128,
    due: i128,
    paid: i128,
    rose: bool,
    /// In fen times [`FINE`].
    deductible: Option<i128>,
}

#[derive(Clone, Debug, Default)]
struct PoolYear {
    limit: Option<Cap>,
    given: bool,
    used: i128,
    after: bool,
}

/// Two percents of an amount, exactly.
const FINE: i128 = 100_000_000;

fn rounded(amount: i128, parts: i128) -> i128 {
    (2 * amount + parts) / (2 * parts)
}

/// What is paid on a cost, in fen.
fn payment(terms: &Terms, deductible: i128, cost: i128) -> i128 {
    let rate = |rate: i128| (rate + terms.plus - terms.less).clamp(0, 10_000);
    let cost = cost * FINE;
    let paid = if let Some(own) = terms.rate.or(terms.at_least) {
        rate(own) * (cost - deductible).max(0)
    } else {
        let (cost, floor) = if terms.from_deductible {
            ((cost - deductible).max(0), 0)
        } else {
            (cost, deductible)
        };
        let ends = terms.bands.iter().skip(1).map(|&(from, _)| Some(from * FINE)).chain([None]);
        let parts = terms.bands.iter().zip(ends).map(|(&(from, own), end)| {
            let low = (from * FINE).max(floor);
            rate(own) * (end.map_or(cost, |end| end.min(cost)) - low).max(0)
        });
        parts.sum()
    };
    rounded(paid, FINE * 10_000)
}

fn higher(one: Cap, other: Cap) -> Cap {
    Some(one?.max(other?))
}

impl Law {
    /// The terms of a target on a bill, and which provision gives a share of the deductible.
    fn terms(&self, target: usize, facts: &[usize]) -> (Terms, Option<usize>) {
        let mut all = Terms::default();
        let mut counted = None;
        for (place, rows) in self.provisions.iter().enumerate() {
            let row =
                rows.iter().find(|row| row.when.iter().all(|test| test.holds(facts))).unwrap();
            for (_, own) in row.gives.iter().filter(|(own, _)| *own == target) {
                let own = own.clone();
                all.rate = all.rate.or(own.rate);
                all.at_least = all.at_least.or(own.at_least);
                all.plus += own.plus;
                all.less += own.less;
                if !own.bands.is_empty() {
                    (all.bands, all.from_deductible) = (own.bands, own.from_deductible);
                }
                all.deductible = all.deductible.or(own.deductible);
                all.deductible_less += own.deductible_less;
                if !own.by_stay.is_empty() {
                    (all.by_stay, counted) = (own.by_stay, Some(place));
                }
                all.self_paid += own.self_paid;
                all.most = all.most.or(own.most);
                all.cap = all.cap.or(own.cap);
                all.lifted |= own.lifted;
                all.after = all.after.or(own.after);
            }
        }
        (all, counted)
    }

    #[expect(clippy::too_many_lines, reason = "one rule, in its order")]
    fn settle(
        &self,
        person: &[usize],
        bills: &[([usize; FACTS.len() - PERSONS], i128, i128)],
    ) -> Settled {
        let mut layers = vec![LayerYear::default(); self.layers.len()];
        let mut pools = vec![PoolYear::default(); self.targets()];
        let mut stays = vec![0; self.provisions.len()];
        let (mut in_scope_sum, mut begun) = (0, false);
        let mut settled = Settled { bills: Vec::new(), used_up: vec![false; self.layers.len()] };
        for &(own, in_scope, out_of_scope) in bills {
            let facts: Vec<usize> = person.iter().copied().chain(own).collect();
            if self.when.is_some_and(|when| !when.holds(&facts)) {
                settled.bills.push(None);
                continue;
            }
            in_scope_sum += in_scope;
            let (mut counted, mut left, mut borne) = (in_scope, in_scope, 0);
            let mut counts = BTreeSet::new();
            let mut limited = BTreeSet::new();
            let (mut pays, mut floors) = (Vec::new(), Vec::new());
            for (place, layer) in self.layers.iter().enumerate() {
                if layer.when.is_some_and(|when| !when.holds(&facts)) {
                    pays.push(0);
                    floors.push(false);
                    continue;
                }
                let (mut terms, counting) = self.terms(place, &facts);
                let mut base = if layer.in_scope { counted } else { left };
                let first = rounded(base * terms.self_paid, 10_000).min(left);
                (base, counted, left, borne) =
                    (base - first, counted - first, left - first, borne + first);
                let before = layers[place].sum;
                layers[place].sum += base;
                let mut part = (10_000 - terms.deductible_less) * 10_000;
                if let Some(provision) = counting {
                    let nth: usize = stays[provision];
                    let share = terms.by_stay.get(nth).or(terms.by_stay.last()).unwrap();
                    part = part / 10_000 * share;
                    counts.insert(provision);
                }
                let deductible = |terms: &Terms| terms.deductible.map(|own| own * part);
                layers[place].deductible = deductible(&terms);
                let floor_rate = terms.at_least.filter(|_| terms.rate.is_none());
                let mut floor = floor_rate.is_some();
                if Self::after(place, &terms, &layers, in_scope_sum, &mut pools) {
                    let after = terms.after.clone().unwrap();
                    if let Some(rate) = after.rate {
                        // The same percent is as much a floor as before.
                        floor &= floor_rate == Some(rate);
                        (terms.rate, terms.at_least, terms.bands) = (Some(rate), None, Vec::new());
                    }
                    terms.deductible = after.deductible.or(terms.deductible);
                }
                let line = deductible(&terms).unwrap_or(0);
                let mut due = if layer.by_year {
                    payment(&terms, line, before + base) - payment(&terms, line, before)
                } else {
                    payment(&terms, line, base)
                };
                due = due.min(left).min(terms.most.unwrap_or(i128::MAX));
                for &pool in &layer.pools {
                    self.limit(
                        pool,
                        &facts,
                        in_scope_sum,
                        begun,
                        &mut layers,
                        &mut pools,
                        &mut limited,
                    );
                }
                let mut pay = due;
                if !terms.lifted {
                    if layers[place].rose {
                        pay = (layers[place].due + due - layers[place].paid).min(left);
                    }
                    for &pool in &layer.pools {
                        if let Some(Some(limit)) = pools[pool].limit {
                            pay = pay.min((limit - pools[pool].used).max(0));
                        }
                    }
                }
                layers[place].due += due;
                layers[place].paid += pay;
                for &pool in &layer.pools {
                    pools[pool].used += pay;
                }
                left -= pay;
                let used_up = !terms.lifted
                    && layer.pools.iter().any(|&pool| matches!(pools[pool].limit, Some(Some(limit)) if pools[pool].used >= limit));
                settled.used_up[place] |= used_up;
                floors.push(floor && pay > 0 && !used_up);
                pays.push(pay);
            }
            for pool in 0..self.targets() {
                self.limit(
                    pool,
                    &facts,
                    in_scope_sum,
                    begun,
                    &mut layers,
                    &mut pools,
                    &mut limited,
                );
            }
            for &provision in &counts {
                stays[provision] += 1;
            }
            begun = true;
            assert_eq!(pays.iter().sum::<i128>() + left + borne, in_scope);
            pays.push(left + borne + out_of_scope);
            settled.bills.push(Some((pays, floors)));
        }
        settled
    }

    /// Whether the terms `after` hold, from now on.
    fn after(
        target: usize,
        terms: &Terms,
        layers: &[LayerYear],
        in_scope: i128,
        pools: &mut [PoolYear],
    ) -> bool {
        let Some(after) = &terms.after else { return false };
        let sum = after.sum.map_or(in_scope, |layer| layers[layer].sum);
        let reached = match after.reaches {
            Reaches::Fen(fen) => sum >= fen,
            Reaches::DeductibleOf(layer) => {
                layers[layer].deductible.is_some_and(|line| sum * FINE >= line)
            }
        };
        pools[target].after |= reached;
        pools[target].after
    }

    /// The limit of a pool on this bill.
    #[expect(clippy::too_many_arguments, reason = "one place of the rule")]
    fn limit(
        &self,
        pool: usize,
        facts: &[usize],
        in_scope: i128,
        begun: bool,
        layers: &mut [LayerYear],
        pools: &mut [PoolYear],
        limited: &mut BTreeSet<usize>,
    ) {
        if !limited.insert(pool) {
            return;
        }
        let (terms, _) = self.terms(pool, facts);
        let mut given = terms.cap;
        if Self::after(pool, &terms, layers, in_scope, pools) {
            given = terms.after.and_then(|after| after.cap).or(given);
        }
        let was = pools[pool].limit.unwrap_or(None);
        let limit = match given {
            Some(cap) if pools[pool].given => higher(was, cap),
            Some(cap) => cap,
            None => was,
        };
        pools[pool].given |= given.is_some();
        let rises = match (was, limit) {
            (Some(was), Some(limit)) => limit > was,
            (Some(_), None) => true,
            (None, _) => false,
        };
        if begun && rises {
            let draws =
                self.layers.iter().zip(layers).filter(|(layer, _)| layer.pools.contains(&pool));
            draws.for_each(|(_, year)| year.rose = true);
        }
        pools[pool].limit = Some(limit);
    }

    /// What the engine is to say of a case: `settlement` without what is not compared.
    pub fn expected(&self, case: &Case) -> Json {
        let open = case.open();
        let sizes: Vec<usize> = open.iter().map(|(_, (_, fact))| FACTS[*fact].1.len()).collect();
        let width = self.layers.len() + 1;
        let mut all: Vec<Settled> = Vec::new();
        let amounts = Space::new(&sizes, |values| {
            let mut person = case.person;
            let mut bills = case.bills.clone();
            for ((_, (bill, fact)), &value) in open.iter().zip(values) {
                match bill {
                    None => person[*fact] = Some(value),
                    Some(bill) => bills[*bill].facts[fact - PERSONS] = Some(value),
                }
            }
            let bills: Vec<_> = bills
                .iter()
                .map(|bill| (bill.facts.map(Option::unwrap), bill.in_scope, bill.out_of_scope))
                .collect();
            let settled = self.settle(&person.map(Option::unwrap), &bills);
            all.push(settled.clone());
            settled.bills.into_iter().map(|bill| bill.map(|(pays, _)| pays)).collect::<Vec<_>>()
        });
        if all.iter().all(|settled| settled.bills.iter().all(Option::is_none)) {
            return Json::Null;
        }
        let years =
            all.iter().filter(|settled| settled.bills.iter().any(Option::is_some)).map(|settled| {
                let bills = || settled.bills.iter().flatten();
                let pays = (0..width).map(|at| bills().map(|(pays, _)| pays[at]).sum()).collect();
                let floors = (0..width - 1)
                    .map(|at| bills().any(|(_, floors)| floors[at]) && !settled.used_up[at])
                    .collect();
                (pays, floors)
            });
        let year = self.shares(&years.collect::<Vec<_>>());
        let admissions: Vec<Json> = (0..case.bills.len())
            .map(|index| {
                let own = all.iter().filter_map(|settled| settled.bills[index].clone());
                self.shares(&own.collect::<Vec<_>>())
            })
            .collect();
        let asks: Vec<&str> = open
            .iter()
            .enumerate()
            .filter(|(at, _)| amounts.depends_on(*at))
            .map(|(_, (name, _))| name.as_str())
            .collect();
        json!({ "asks": asks, "year": year, "admissions": admissions })
    }

    /// The ranges of shares over completions.
    fn shares(&self, all: &[(Vec<i128>, Vec<bool>)]) -> Json {
        if all.is_empty() {
            return Json::Null;
        }
        let range = |at: usize| {
            let values = || all.iter().map(|(pays, _)| pays[at]);
            let mut range = json!({ "least": yuan(values().min().unwrap()), "most": yuan(values().max().unwrap()) });
            if all.iter().any(|(_, floors)| floors.get(at) == Some(&true)) {
                range["floor"] = json!(true);
            }
            range
        };
        let layers: serde_json::Map<String, Json> =
            (0..self.layers.len()).map(|at| (LAYERS[at].to_owned(), range(at))).collect();
        json!({ "layers": layers, "patient_pays": range(self.layers.len()) })
    }
}

/// The same of the engine's answer.
pub fn said(settlement: &Json) -> Json {
    if settlement.is_null() {
        return Json::Null;
    }
    let shares = |part: &Json| match part {
        Json::Null => Json::Null,
        part => json!({ "layers": part["layers"], "patient_pays": part["patient_pays"] }),
    };
    let admissions: Vec<Json> =
        settlement["admissions"].as_array().unwrap().iter().map(shares).collect();
    json!({ "asks": settlement["asks"], "year": shares(settlement), "admissions": admissions })
}
