//! The rule, worked out in exact integers, bill by bill, for every completion. Written from the design, not from the
//! engine.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use super::cases::{Case, Completed, Figures, Missing};
use super::sums::{Raise, Stated, Sum};
use super::{Cap, GROUP, LAYERS, LEVEL, Law, Reaches, Terms, rounded, yuan};
use crate::space::Space;

/// One completion: of each bill what every layer pays and what is left to the patient, and which layers pay a
/// floor; none for a bill that is not settled.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Settled {
    bills: Vec<Option<(Vec<i128>, Vec<bool>)>>,
    used_up: Vec<bool>,
    /// What a settlement sheet states: bill, layer, what it says, what is due, whether that is a floor, what was
    /// left of the bill.
    stated: Vec<(usize, usize, i128, i128, bool, i128)>,
    /// Of each pool: its limit is the county's figure.
    own_limits: Vec<bool>,
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
    pub(super) fn terms(&self, target: usize, facts: &[usize]) -> (Terms, Option<usize>) {
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
                all.no_deductible |= own.no_deductible;
                all.deductible_less += own.deductible_less;
                if !own.by_stay.is_empty() {
                    (all.by_stay, counted) = (own.by_stay, Some(place));
                }
                all.self_paid += own.self_paid;
                all.most = all.most.or(own.most);
                all.cap = all.cap.or(own.cap);
                all.cap_plus = all.cap_plus.or(own.cap_plus);
                all.cap_most = all.cap_most.or(own.cap_most);
                all.lifted |= own.lifted;
                all.after = all.after.or(own.after);
                all.not_computed |= own.not_computed;
            }
        }
        (all, counted)
    }

    /// The terms of a layer, what no row gives from the figures.
    fn filled(&self, place: usize, mut terms: Terms, figures: &Figures, facts: &[usize]) -> Terms {
        let [deductible, rate, bands, _] = self.layers[place].figures;
        let [group, level] = self.keys(place, facts);
        if deductible && !terms.no_deductible && terms.deductible.is_none() {
            terms.deductible = figures.deductible[level].map(Sum::Fen);
        }
        let rated = terms.rated();
        if rate && !rated {
            terms.rate = figures.rate[group][level];
        }
        if bands && !rated {
            terms.bands = figures.bands.clone().unwrap();
            terms.from_deductible = figures.from_deductible.unwrap();
        }
        terms
    }

    /// Where the figures of a layer stand: by group and hospital level where they are keyed.
    fn keys(&self, place: usize, facts: &[usize]) -> [usize; 2] {
        if self.keyed && place == 0 { [facts[GROUP], facts[LEVEL]] } else { [0; 2] }
    }

    #[expect(clippy::too_many_lines, reason = "one rule, in its order")]
    fn settle(&self, Completed { person, bills, figures }: &Completed) -> Settled {
        let stated = person.stated;
        let mut layers = vec![LayerYear::default(); self.layers.len()];
        let mut pools = vec![PoolYear::default(); self.targets()];
        let mut stays = vec![0; self.provisions.len()];
        let mut in_scope_sum = 0;
        let mut settled = Settled {
            bills: Vec::new(),
            used_up: vec![false; self.layers.len()],
            stated: Vec::new(),
            own_limits: Vec::new(),
        };
        for (number, bill) in bills.iter().enumerate() {
            let (in_scope, out_of_scope) = (bill.in_scope, bill.out_of_scope);
            let own = bill.facts.map(Option::unwrap);
            let facts: Vec<usize> = person.facts.into_iter().chain(own).collect();
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
                let on_sheet = bill.paid[place];
                if layer.when.is_some_and(|when| !when.holds(&facts)) {
                    let pay = on_sheet.unwrap_or(0).min(left);
                    if let Some(paid) = on_sheet {
                        settled.stated.push((number, place, paid, 0, false, left));
                        layers[place].due += pay;
                        layers[place].paid += pay;
                        for &pool in &layer.pools {
                            pools[pool].used += pay;
                        }
                        left -= pay;
                        settled.used_up[place] |= layer.pools.iter().any(|&pool| matches!(pools[pool].limit, Some(Some(limit)) if pools[pool].used >= limit));
                    }
                    pays.push(pay);
                    floors.push(false);
                    continue;
                }
                let (terms, counting) = self.terms(place, &facts);
                let mut terms = self.filled(place, terms, &figures[place], &facts);
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
                let deductible =
                    |terms: &Terms| terms.deductible.as_ref().map(|own| own.of(&stated) * part);
                layers[place].deductible = deductible(&terms);
                let given = self.terms(place, &facts).0;
                let floor_rate = given.at_least.filter(|_| given.rate.is_none());
                let mut floor = floor_rate.is_some();
                if Self::after(place, &terms, &layers, in_scope_sum, &mut pools) {
                    let after = terms.after.clone().unwrap();
                    if let Some(rate) = after.rate {
                        // The same percent is as much a floor as before.
                        floor &= floor_rate == Some(rate);
                        (terms.rate, terms.at_least, terms.bands) = (Some(rate), None, Vec::new());
                    }
                    terms.deductible = after.deductible.map(Sum::Fen).or(terms.deductible);
                }
                let line = deductible(&terms).unwrap_or(0);
                let alone = layer.each_bill.is_some_and(|alone| alone.holds(&facts));
                let mut due = if layer.by_year && !alone {
                    payment(&terms, line, before + base) - payment(&terms, line, before)
                } else {
                    payment(&terms, line, base)
                };
                due = due.min(left);
                due = terms.most.as_ref().map_or(due, |most| due.min(most.of(&stated)));
                for &pool in &layer.pools {
                    self.limit(
                        (pool, true),
                        &facts,
                        in_scope_sum,
                        (figures, &stated),
                        &mut layers,
                        &mut pools,
                        &mut limited,
                    );
                }
                let looked_up = terms.not_computed;
                if looked_up {
                    due = 0;
                }
                let mut pay = due;
                if !terms.lifted && !looked_up {
                    if layers[place].rose {
                        pay = (layers[place].due + due - layers[place].paid).min(left);
                    }
                    for &pool in &layer.pools {
                        if let Some(Some(limit)) = pools[pool].limit {
                            pay = pay.min((limit - pools[pool].used).max(0));
                        }
                    }
                }
                let exhausts = |pools: &[PoolYear], pay: i128| {
                    !terms.lifted
                        && layer.pools.iter().any(|&pool| matches!(pools[pool].limit, Some(Some(limit)) if pools[pool].used + pay >= limit))
                };
                let mut all_used = exhausts(&pools, pay) && !looked_up;
                let mut is_floor = floor && pay > 0 && !all_used && !looked_up;
                if looked_up && on_sheet.is_none() {
                    pay = bill.looked_up[place].min(left);
                    due = pay;
                }
                if let Some(paid) = on_sheet {
                    settled.stated.push((
                        number,
                        place,
                        paid,
                        if looked_up { UNKNOWN } else { pay },
                        is_floor,
                        left,
                    ));
                    pay = paid.min(left);
                    due = due.max(pay);
                    all_used = exhausts(&pools, pay);
                    is_floor = false;
                }
                layers[place].due += due;
                layers[place].paid += pay;
                for &pool in &layer.pools {
                    pools[pool].used += pay;
                }
                left -= pay;
                settled.used_up[place] |= all_used;
                floors.push(is_floor);
                pays.push(pay);
            }
            for pool in 0..self.targets() {
                self.limit(
                    (pool, false),
                    &facts,
                    in_scope_sum,
                    (figures, &stated),
                    &mut layers,
                    &mut pools,
                    &mut limited,
                );
            }
            for &provision in &counts {
                stays[provision] += 1;
            }
            assert_eq!(pays.iter().sum::<i128>() + left + borne, in_scope);
            pays.push(left + borne + out_of_scope);
            settled.bills.push(Some((pays, floors)));
        }
        settled.own_limits = pools.iter().map(|pool| !pool.given).collect();
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

    /// The limit of a pool on this bill; with whether a layer that holds on it draws on the pool. Otherwise only rows
    /// give it one.
    #[expect(clippy::too_many_arguments, reason = "one place of the rule")]
    fn limit(
        &self,
        (pool, drawn_on): (usize, bool),
        facts: &[usize],
        in_scope: i128,
        (figures, stated): (&[Figures], &Stated),
        layers: &mut [LayerYear],
        pools: &mut [PoolYear],
        limited: &mut BTreeSet<usize>,
    ) {
        if !limited.insert(pool) {
            return;
        }
        let (terms, _) = self.terms(pool, facts);
        let mut given = terms.cap.as_ref().map(|cap| cap.as_ref().map(|sum| sum.of(stated)));
        if Self::after(pool, &terms, layers, in_scope, pools) {
            given = terms.after.as_ref().and_then(|after| after.cap).or(given);
        }
        let county = self.layers.get(pool).filter(|layer| layer.figures[3]);
        let [group, _] = self.keys(pool, facts);
        let county = county.and_then(|_| figures[pool].cap[group].unwrap());
        if let Some(plus) = &terms.cap_plus {
            // Raised, whoever gives it; what is not limited stays so.
            let raised = |cap: i128| {
                let most = terms.cap_most.as_ref().map_or(i128::MAX, |most| match most {
                    Raise::Sum(sum) => sum.of(stated),
                    Raise::Share(share) => rounded(cap * share, 10_000),
                });
                Some(cap + plus.of(stated).min(most))
            };
            given = match (given, county) {
                (Some(cap), _) => Some(cap.and_then(raised)),
                (None, county) => county.map(raised),
            };
        }
        if given.is_none() && !drawn_on {
            return;
        }
        let begun = pools[pool].limit.is_some();
        let was = pools[pool].limit.unwrap_or(county);
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

    /// What the engine is to say of a case: `settlement` without what is not compared; a list where the case is
    /// refused: of the places.
    pub fn expected(&self, case: &Case) -> Json {
        let open = case.open();
        let (facts, figures) = case.sizes();
        let sizes: Vec<usize> = facts.iter().chain(&figures).copied().collect();
        let mut all: Vec<Settled> = Vec::new();
        let amounts = Space::new(&sizes, |values| {
            let settled = self.settle(&case.completed(&open, values));
            all.push(settled.clone());
            settled.bills.into_iter().map(|bill| bill.map(|(pays, _)| pays)).collect::<Vec<_>>()
        });
        if all.iter().all(|settled| settled.bills.iter().all(Option::is_none)) {
            return Json::Null;
        }
        // What the figures may be, for each completion of the facts.
        let each = figures.iter().product();
        let worlds: Vec<&[Settled]> = all.chunks(each).collect();
        let refused = Self::refused(case, &worlds);
        if !refused.is_empty() {
            return json!(refused);
        }
        let names = open.iter().map(|open| open.names.clone());
        let missing = case.missing.iter().map(|missing| vec![missing.name(self)]);
        let all_names = names.chain(missing).enumerate();
        let asked = all_names.filter(|(at, _)| amounts.depends_on(*at));
        let asks = asked.flat_map(|(_, names)| names).collect();
        let asks = in_order(asks);
        let layers = self.layers.len();
        let year = self.shares(&worlds, |settled| {
            let bills = || settled.bills.iter().flatten();
            bills().next()?;
            let pays = (0..=layers).map(|at| bills().map(|(pays, _)| pays[at]).sum()).collect();
            let floors = (0..layers)
                .map(|at| bills().any(|(_, floors)| floors[at]) && !settled.used_up[at])
                .collect();
            Some((pays, floors))
        });
        let admissions: Vec<Json> = (0..case.bills.len())
            .map(|index| {
                let mut shares = self.shares(&worlds, |settled| settled.bills[index].clone());
                let check = Self::check(case, index, &worlds);
                if !check.is_empty() && !shares.is_null() {
                    shares["check"] = json!(check);
                }
                shares
            })
            .collect();
        json!({ "asks": asks, "year": year, "admissions": admissions })
    }

    /// `patient_pays.bounds` of the year; none where the rule of it is not written out here: where terms hold
    /// after a sum, where entries are missing, or where bands are cut.
    pub fn bounds(&self, case: &Case) -> Option<Json> {
        let other = |missing: &Missing| {
            missing.is_stated()
                || matches!(
                    missing,
                    Missing::Paid(..) | Missing::BandsFrom(_) | Missing::InScope(_)
                )
        };
        if case.missing.iter().any(other) || self.given().any(|(_, terms)| terms.after.is_some()) {
            return None;
        }
        let open = case.open();
        let (sizes, _) = case.sizes();
        let missing = &case.missing;
        let ends = [true, false].map(|least| {
            let mut case = case.clone();
            for missing in std::mem::take(&mut case.missing) {
                let figures = &mut case.figures;
                match missing {
                    Missing::Rate(layer, group, level) => {
                        figures[layer].rate[group][level] = Some(if least { 10_000 } else { 0 });
                    }
                    Missing::Deductible(layer, level) => {
                        figures[layer].deductible[level] = Some(if least { 0 } else { NEVER });
                    }
                    Missing::Bands(layer) => {
                        let bands = if least { vec![(0, 10_000)] } else { Vec::new() };
                        figures[layer].bands = Some(bands);
                    }
                    Missing::Cap(layer, group) => figures[layer].cap[group] = Some(None),
                    other => unreachable!("{other:?}"),
                }
            }
            let space = Space::new(&sizes, |values| {
                let completed = case.completed(&open, values);
                let settled = self.settle(&completed);
                let group = completed.person.facts[GROUP];
                let bills = || settled.bills.iter().flatten();
                bills().next()?;
                let pays = |at: usize| bills().map(|(pays, _)| pays[at]).sum::<i128>();
                let supposed = |missing: &Missing| {
                    let Missing::Cap(pool, of) = missing else { return false };
                    if self.keyed && *pool == 0 && *of != group {
                        return false;
                    }
                    let layers = self.layers.iter().enumerate();
                    settled.own_limits[*pool]
                        && layers
                            .into_iter()
                            .any(|(at, layer)| layer.pools.contains(pool) && pays(at) > 0)
                };
                let supposing: Vec<Missing> =
                    missing.iter().filter(|own| supposed(own)).copied().collect();
                Some((pays(self.layers.len()), supposing))
            });
            let all: Vec<_> = space.values().iter().flatten().cloned().collect();
            all
        });
        let least = ends[0].iter().map(|(pays, _)| *pays).min()?;
        let most = ends[1].iter().map(|(pays, _)| *pays).max()?;
        let worst = || ends[1].iter().filter(|(pays, _)| *pays == most).flat_map(|(_, own)| own);
        let supposing: Vec<String> = case
            .missing
            .iter()
            .filter(|missing| worst().any(|own| own == *missing))
            .map(|missing| missing.name(self))
            .collect();
        Some(json!({ "least": yuan(least), "most": yuan(most), "supposing": supposing }))
    }

    /// The places of settlement sheets that say more than was left of the bill in every completion.
    fn refused(case: &Case, worlds: &[&[Settled]]) -> Vec<String> {
        let bills = 0..case.bills.len();
        let places = bills.flat_map(|bill| (0..LAYERS.len()).map(move |layer| (bill, layer)));
        let exceeds = |&(bill, layer): &(usize, usize)| {
            let all = worlds.iter().copied().flatten().flat_map(|settled| &settled.stated);
            let mut stated = all.filter(|own| (own.0, own.1) == (bill, layer)).peekable();
            stated.peek().is_some() && stated.all(|own| own.2 > own.5)
        };
        let name = |(bill, layer)| format!("admissions[{bill}].paid.{}", LAYERS[layer]);
        places.filter(exceeds).map(name).collect()
    }

    /// What the sheet of a bill states, beside what is due.
    fn check(case: &Case, bill: usize, worlds: &[&[Settled]]) -> Vec<Json> {
        let layers =
            (0..LAYERS.len()).filter_map(|layer| Some((layer, case.bills[bill].paid[layer]?)));
        let check = |(layer, paid): (usize, i128)| {
            let own = |settled: &Settled| {
                settled.stated.iter().find(|own| (own.0, own.1) == (bill, layer)).copied()
            };
            // One due for each completion of the facts, where it is known.
            let mut dues = Vec::new();
            for world in worlds {
                let all: Vec<_> = world.iter().filter_map(own).collect();
                let Some(first) = all.first() else { continue };
                let known = first.3 != UNKNOWN && all.iter().all(|own| own.3 == first.3);
                dues.push(
                    known.then_some((first.3, paid != first.3 && !(first.4 && paid > first.3))),
                );
            }
            if dues.is_empty() {
                return None;
            }
            let dues: Option<Vec<_>> = dues.into_iter().collect();
            let least = dues.iter().flatten().map(|due| due.0).min();
            let most = dues.iter().flatten().map(|due| due.0).max();
            let differs =
                dues.map(|dues| (dues.iter().all(|due| due.1), dues.iter().any(|due| due.1)));
            let differs = match differs {
                Some((true, _)) => json!(true),
                Some((_, false)) => json!(false),
                _ => Json::Null,
            };
            Some(json!({
                "layer": LAYERS[layer], "paid": yuan(paid), "least": least.map(yuan), "most": most.map(yuan),
                "differs": differs,
            }))
        };
        layers.filter_map(check).collect()
    }

    /// The ranges of shares over the completions of the facts; null where figures are missing.
    fn shares(
        &self,
        worlds: &[&[Settled]],
        of: impl Fn(&Settled) -> Option<(Vec<i128>, Vec<bool>)>,
    ) -> Json {
        let worlds: Vec<Vec<(Vec<i128>, Vec<bool>)>> =
            worlds.iter().map(|world| world.iter().filter_map(&of).collect::<Vec<_>>()).collect();
        let worlds: Vec<_> = worlds.iter().filter(|world| !world.is_empty()).collect();
        if worlds.is_empty() {
            return Json::Null;
        }
        let range = |at: usize| {
            let known: Option<Vec<i128>> = worlds
                .iter()
                .map(|world| {
                    let first = world[0].0[at];
                    world.iter().all(|(pays, _)| pays[at] == first).then_some(first)
                })
                .collect();
            let Some(known) = known else { return json!({ "least": null, "most": null }) };
            let mut range = json!({ "least": yuan(*known.iter().min().unwrap()), "most": yuan(*known.iter().max().unwrap()) });
            if worlds
                .iter()
                .any(|world| world.iter().any(|(_, floors)| floors.get(at) == Some(&true)))
            {
                range["floor"] = json!(true);
            }
            range
        };
        let layers: serde_json::Map<String, Json> =
            (0..self.layers.len()).map(|at| (LAYERS[at].to_owned(), range(at))).collect();
        json!({ "layers": layers, "patient_pays": range(self.layers.len()) })
    }
}

/// More than any sum of a year.
const NEVER: i128 = 1_000_000_000_000_000;

/// What a clause leaves to be looked up.
const UNKNOWN: i128 = -1;

/// Each once: what a county states in one amount, facts of the person in their order, then those of bills, then figures.
pub(super) fn in_order(asks: Vec<String>) -> Vec<String> {
    let mut once: Vec<String> = Vec::new();
    for name in asks {
        if !once.contains(&name) {
            once.push(name);
        }
    }
    let fact = |name: &String| super::FACTS.iter().position(|(own, _)| own == name);
    let county = |name: &String| name == "figures.income";
    once.sort_by_key(
        |name| if county(name) { 0 } else { fact(name).map_or(usize::MAX, |at| at + 1) },
    );
    once
}

/// The same of the engine's answer.
pub fn said(settlement: &Json) -> Json {
    if settlement.is_null() {
        return Json::Null;
    }
    // Of an amount that waits for a figure it is not said here whether it is a floor.
    let range = |range: &Json| {
        if range["least"].is_null() {
            return json!({ "least": null, "most": null });
        }
        let mut range = range.clone();
        range.as_object_mut().unwrap().remove("bounds");
        range
    };
    let shares = |part: &Json| match part {
        Json::Null => Json::Null,
        part => {
            let layers = part["layers"].as_object().unwrap();
            let layers: serde_json::Map<String, Json> =
                layers.iter().map(|(layer, own)| (layer.clone(), range(own))).collect();
            let mut own = json!({ "layers": layers, "patient_pays": range(&part["patient_pays"]) });
            if !part["check"].is_null() {
                own["check"] = part["check"].clone();
            }
            own
        }
    };
    let admissions: Vec<Json> =
        settlement["admissions"].as_array().unwrap().iter().map(shares).collect();
    json!({ "asks": settlement["asks"], "year": shares(settlement), "admissions": admissions })
}
