//! What an answer says otherwise than a city's clauses, over all completions of what is not known.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use super::{Case, City, Fact, Known, Premium, Settling, Year};
use crate::engine::yuan;
use crate::space::Space;

/// The least and the most; none where it hangs on what is not at hand.
type Range = Option<(i128, i128)>;

fn written(range: Range) -> Json {
    let (least, most) = (range.map(|range| range.0), range.map(|range| range.1));
    json!([least.map(yuan), most.map(yuan)])
}

/// How what no clause states is filled in: nothing, all that is left, and what is in between.
const WORLDS: usize = 12;

fn filled(world: usize, bill: usize, layer: usize, left: i128) -> i128 {
    match world {
        0 => 0,
        1 => left,
        _ => {
            left * i128::try_from((world * 389 + bill * 157 + layer * 73) % 1_000).unwrap() / 1_000
        }
    }
}

/// A completion of everything that is not known, of which amounts are worked out.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Completed {
    /// In each world, of each bill what every layer pays and then the patient; one where all are the same.
    worlds: Vec<Year>,
    /// Whether something no clause states was looked up.
    looked_up: bool,
    premium: Option<Premium>,
    /// Bills and layers of which the sheet states more than there was left.
    beyond: BTreeSet<(usize, usize)>,
}

/// A case with the city whose law holds.
pub struct Oracle<'c, C> {
    /// Whose clauses.
    pub city: &'c C,
    /// What is stated.
    pub case: &'c Case,
}

/// What is not known: its name in an answer, the bill (none: the person), the fact.
type Open = (String, Option<usize>, usize);

impl<C: City> Oracle<'_, C> {
    /// As the engine reads it.
    pub fn input(&self) -> Json {
        let object = |facts: &[Fact], values: &[Option<usize>]| {
            let stated = facts.iter().zip(values);
            let stated = stated.filter_map(|((name, own), value)| Some((*name, own[(*value)?])));
            let typed = |value: &str| match value {
                "true" => json!(true),
                "false" => json!(false),
                number => {
                    number.parse().map_or_else(|_| json!(number), |number: i64| json!(number))
                }
            };
            stated
                .map(|(name, value)| (name.to_owned(), typed(value)))
                .collect::<serde_json::Map<_, _>>()
        };
        let mut facts = object(self.city.person(), &self.case.person);
        facts.extend(object(self.city.bill(), &self.case.planned));
        facts.insert(self.city.own_cost().to_owned(), json!(yuan(self.case.own_cost)));
        let bills = self.case.bills.iter().map(|bill| {
            let mut written = object(self.city.bill(), &bill.facts);
            written.insert("in_scope".to_owned(), json!(yuan(bill.in_scope)));
            written.insert("out_of_scope".to_owned(), json!(yuan(bill.out_of_scope)));
            let paid = self.city.layers().iter().zip(&bill.paid);
            let paid =
                paid.filter_map(|(layer, paid)| Some(((*layer).to_owned(), json!(yuan((*paid)?)))));
            written.insert("paid".to_owned(), paid.collect::<serde_json::Map<_, _>>().into());
            Json::from(written)
        });
        let bills: Json = bills.collect();
        json!({ "facts": facts, "admissions": bills, "figures": self.city.figures() })
    }

    fn open(&self) -> Vec<Open> {
        let unknown = |values: &[Option<usize>]| -> Vec<usize> {
            (0..values.len()).filter(|&at| values[at].is_none()).collect()
        };
        let mut open = Vec::new();
        for at in unknown(&self.case.person) {
            open.push((self.city.person()[at].0.to_owned(), None, at));
        }
        for (number, bill) in self.case.bills.iter().enumerate() {
            for at in unknown(&bill.facts) {
                open.push((
                    format!("admissions[{number}].{}", self.city.bill()[at].0),
                    Some(number),
                    at,
                ));
            }
        }
        open
    }

    fn sizes(&self, open: &[Open]) -> Vec<usize> {
        let size = |(_, bill, at): &Open| {
            if bill.is_some() {
                self.city.bill()[*at].1.len()
            } else {
                self.city.person()[*at].1.len()
            }
        };
        open.iter().map(size).collect()
    }

    fn completed(&self, open: &[Open], values: &[usize]) -> Completed {
        let mut person = self.case.person.clone();
        let mut bills: Vec<Vec<Option<usize>>> =
            self.case.bills.iter().map(|bill| bill.facts.clone()).collect();
        for ((_, bill, at), &value) in open.iter().zip(values) {
            bill.map_or(&mut person, |bill| &mut bills[bill])[*at] = Some(value);
        }
        let all = |values: &[Option<usize>]| -> Vec<usize> {
            values.iter().map(|value| value.unwrap()).collect()
        };
        let person = all(&person);
        let bills: Vec<Vec<usize>> = bills.iter().map(|bill| all(bill)).collect();
        let person = Known { facts: self.city.person(), values: &person };
        let settling: Vec<Settling<'_>> = self
            .case
            .bills
            .iter()
            .zip(&bills)
            .map(|(bill, facts)| Settling {
                facts: Known { facts: self.city.bill(), values: facts },
                in_scope: bill.in_scope,
                paid: &bill.paid,
            })
            .collect();
        let mut worlds: Vec<Year> = Vec::new();
        let mut looked_up = false;
        for world in 0..WORLDS {
            let mut year = self.city.settle(person, &settling, &mut |bill, layer, left| {
                looked_up = true;
                filled(world, bill, layer, left)
            });
            for (bill, pays) in self.case.bills.iter().zip(&mut year) {
                let Some(pays) = pays else { continue };
                pays.push(bill.in_scope + bill.out_of_scope - pays.iter().sum::<i128>());
            }
            worlds.push(year);
            if !looked_up {
                break;
            }
        }
        if worlds.iter().all(|year| *year == worlds[0]) {
            worlds.truncate(1);
        }
        let mut beyond = BTreeSet::new();
        for (number, (bill, pays)) in self.case.bills.iter().zip(&worlds[0]).enumerate() {
            let stated = bill.paid.iter().zip(pays.iter().flatten()).enumerate();
            let more = stated.filter(|(_, (paid, pays))| paid.is_some_and(|paid| paid > **pays));
            beyond.extend(more.map(|(layer, _)| (number, layer)));
        }
        Completed { worlds, looked_up, premium: self.city.premium(person), beyond }
    }

    /// What the answer says otherwise than the clauses; none where they agree.
    pub fn differs(&self, answer: &Result<Json, Json>) -> Option<String> {
        let open = self.open();
        let sizes = self.sizes(&open);
        let space = Space::new(&sizes, |values| self.completed(&open, values));
        // What a sheet states beyond what is left in every completion in which there is a settlement.
        let settled = space.values().iter();
        let settled = settled.filter(|completed| completed.worlds[0].iter().any(Option::is_some));
        let beyond = settled.map(|completed| completed.beyond.clone());
        let beyond = beyond.reduce(|one, other| &one & &other).unwrap_or_default();
        let looked_up = space.values().iter().any(|completed| completed.looked_up);
        let answer = match answer {
            Err(problems) if beyond.is_empty() => return Some(format!("refused: {problems}")),
            Err(_) => return None,
            // Where something is to be looked up, the most that may be left is not known so exactly.
            Ok(_) if !beyond.is_empty() && !looked_up => {
                return Some(format!("not refused: {beyond:?}"));
            }
            Ok(answer) => answer,
        };
        self.settlement(answer, &space, &open)
            .or_else(|| Self::money(answer, &space))
            .or_else(|| self.verdicts(answer))
    }

    fn settlement(&self, answer: &Json, space: &Space<Completed>, open: &[Open]) -> Option<String> {
        let settlement = &answer["settlement"];
        // Where something is to be looked up, an answer may wait for it though every value comes to the same.
        let looked_up = space.values().iter().any(|completed| completed.looked_up);
        let waits = |said: &Json| looked_up && *said == written(None);
        // Amounts of each bill, then of the year: over the completions in which there are any.
        let range = |amount: &dyn Fn(&Year) -> Option<i128>| -> Option<Range> {
            let of = |completed: &Completed| -> Vec<i128> {
                completed.worlds.iter().filter_map(amount).collect()
            };
            let all: Vec<Vec<i128>> =
                space.values().iter().map(of).filter(|own| !own.is_empty()).collect();
            if all.is_empty() {
                return None;
            }
            let known = all.iter().all(|own| own.iter().all(|fen| *fen == own[0]));
            let fen = || all.iter().map(|own| own[0]);
            Some(known.then(|| (fen().min().unwrap(), fen().max().unwrap())))
        };
        let names = self.city.layers().iter().copied().chain(["patient_pays"]);
        let mut missing = false;
        for (at, name) in names.enumerate() {
            let year = |year: &Year| {
                let mut settled = year.iter().flatten().peekable();
                settled.peek()?;
                Some(settled.map(|bill| bill[at]).sum())
            };
            let said = |part: &Json| {
                let part = if name == "patient_pays" { &part[name] } else { &part["layers"][name] };
                json!([part["least"], part["most"]])
            };
            let Some(wanted) = range(&year) else {
                return (!settlement.is_null()).then(|| format!("settled: {settlement}"));
            };
            if said(settlement) != written(wanted) && !waits(&said(settlement)) {
                return Some(format!("year {name}: {} not {}", said(settlement), written(wanted)));
            }
            for number in 0..self.case.bills.len() {
                let part = &settlement["admissions"][number];
                let own = |year: &Year| year[number].as_ref().map(|bill| bill[at]);
                let wanted = range(&own);
                if wanted.is_none() != part.is_null() {
                    return Some(format!("bill {number} settled: {part}"));
                }
                let wanted = wanted.flatten();
                missing |= wanted.is_none() && !part.is_null();
                if !part.is_null() && said(part) != written(wanted) && !waits(&said(part)) {
                    return Some(format!(
                        "bill {number} {name}: {} not {}",
                        said(part),
                        written(wanted)
                    ));
                }
            }
        }
        let amounts = Space::new(&self.sizes(open), {
            let mut values = space.values().iter();
            move |_| values.next().unwrap().worlds.clone()
        });
        let wanted: BTreeSet<&str> = (0..open.len())
            .filter(|&at| amounts.depends_on(at))
            .map(|at| open[at].0.as_str())
            .collect();
        let asks = settlement["asks"].as_array().unwrap().iter().map(|ask| ask.as_str().unwrap());
        let (sheet, asks): (BTreeSet<&str>, BTreeSet<&str>) =
            asks.partition(|ask| ask.contains(".paid."));
        // Formulas may differ that come to the same.
        let facts = if looked_up { wanted.is_subset(&asks) } else { wanted == asks };
        let sheets = if looked_up { !missing || !sheet.is_empty() } else { sheet.is_empty() };
        (!facts || !sheets).then(|| format!("asks {asks:?} {sheet:?}, not {wanted:?}"))
    }

    fn money(answer: &Json, space: &Space<Completed>) -> Option<String> {
        let premiums: Vec<Premium> =
            space.values().iter().filter_map(|completed| completed.premium).collect();
        let premium = &answer["premium"];
        let range = |of: fn(&Premium) -> Option<i128>| -> Json {
            let all: Option<Vec<i128>> = premiums.iter().map(of).collect();
            written(all.map(|all| (*all.iter().min().unwrap(), *all.iter().max().unwrap())))
        };
        if premiums.is_empty() {
            return (!premium.is_null()).then(|| format!("premium: {premium}"));
        }
        let wanted = [
            range(|premium| Some(premium.contribution)),
            range(|premium| premium.aid),
            range(|premium| premium.aid.map(|aid| premium.contribution - aid)),
        ];
        let said = ["contribution", "aid", "pays"]
            .map(|key| json!([premium[key]["least"], premium[key]["most"]]));
        let floor = premiums.iter().all(|premium| premium.floor);
        (wanted != said || floor && premium["aid"]["floor"] != true)
            .then(|| format!("premium {premium} not {wanted:?}"))
    }

    fn verdicts(&self, answer: &Json) -> Option<String> {
        // The person with the planned stay.
        let facts: Vec<Option<usize>> =
            self.case.person.iter().chain(&self.case.planned).copied().collect();
        let of_person = self.city.person().len();
        let own: Vec<Fact> = self.city.person().iter().chain(self.city.bill()).copied().collect();
        let open: Vec<usize> = (0..facts.len()).filter(|&at| facts[at].is_none()).collect();
        let sizes: Vec<usize> = open.iter().map(|&at| own[at].1.len()).collect();
        let space = Space::new(&sizes, |values| {
            let mut facts = facts.clone();
            open.iter().zip(values).for_each(|(&at, &value)| facts[at] = Some(value));
            let facts: Vec<usize> = facts.into_iter().map(Option::unwrap).collect();
            let (person, planned) = facts.split_at(of_person);
            let person = Known { facts: self.city.person(), values: person };
            let planned = Known { facts: self.city.bill(), values: planned };
            (self.city.given(person, planned), self.city.share(person, self.case.own_cost))
        });
        let verdict = |provision: &str| {
            let mut verdicts = answer["verdicts"].as_array().unwrap().iter();
            verdicts.find(|verdict| verdict["provision"] == provision).unwrap()
        };
        for (at, (provision, _)) in space.values()[0].0.iter().enumerate() {
            let all: Option<BTreeSet<bool>> =
                space.values().iter().map(|(given, _)| given[at].1).collect();
            let Some(all) = all else { continue };
            let wanted = if all.len() > 1 {
                "open"
            } else if all.contains(&true) {
                "granted"
            } else {
                "refused"
            };
            let said = &verdict(provision)["status"];
            if said != wanted {
                return Some(format!("{provision}: {said} not {wanted}"));
            }
        }
        let shares = || space.values().iter().map(|(_, share)| share.1);
        let (least, most) = (shares().min().unwrap(), shares().max().unwrap());
        let amount = &verdict(space.values()[0].1.0)["amount"];
        let said = [&amount["least"], &amount["most"]]
            .map(|end| end.as_str().unwrap_or("0.00").to_owned());
        (said != [yuan(least), yuan(most)]).then(|| format!("share {said:?} not {least} to {most}"))
    }
}
