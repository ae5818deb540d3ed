//! Whether the order of the questions is good: `cargo run --release -p mingbai-tests --bin questions [N]` prints a
//! table of how many facts are asked of N residents of each policy (10,000 if left out) until no provision of money
//! asks anything: in the engine's order, in another one that was tried (what provisions ask that have few facts left),
//! at random, in the order of the vocabulary; and for the help with the contribution alone, where its facts are few
//! enough, the mean of the best tree that there is.
//!
//! A resident is drawn fact by fact: a flag is true for one in six, a set is empty for two in three, other values are
//! equally likely among those that can make a difference; what follows from other facts follows. Facts that the page
//! puts in one question count one by one. Two floors, which no order reaches in all cases: what is needed (of the facts
//! that were asked the fewest found without which the money is not settled, as one would ask who knew the answers),
//! and the entropy of what the residents get over the most that one answer can tell.

use std::collections::{BTreeMap, HashMap};

use mingbai_core::answer::Person;
use mingbai_core::case::values::Value;
use mingbai_core::policy::Kind;
use mingbai_core::policy::vocabulary::FactKind;
use mingbai_tests::anyone::{Facts, case, values};
use mingbai_tests::engine::{Engine, all};
use mingbai_tests::random::Random;

/// The most states that are looked at for the best tree.
const MOST_STATES: usize = 3_000_000;

fn main() {
    let count: usize =
        std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(10_000);
    println!(
        "| policy | entropy | needed | engine's order, mean (most) | soonest settled | at random | vocabulary's order |"
    );
    println!("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
    for engine in all() {
        let law = Law::new(engine);
        let (entropy, orders) = law.compared(count);
        let [needed, first, weighed, random, vocabulary] = orders.map(Taken::shown);
        let id = &engine.policy.data().id;
        println!(
            "| {id} | {entropy:.2} | {needed} | {first} | {weighed} | {random} | {vocabulary} |"
        );
    }
    println!(
        "\n| the contribution's help alone | facts | needed | best tree | engine's order | soonest settled | at random | vocabulary's order |"
    );
    println!("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for engine in all() {
        let aid = |id: &str| id == "premium-aid";
        let data = engine.policy.data();
        if !data.provisions.iter().any(|own| aid(&own.id)) {
            continue;
        }
        let alone = engine.changed(|data| {
            for own in &mut data.provisions {
                // The others ask nothing of the money.
                if !aid(&own.id) && own.kind == Kind::Money {
                    own.kind = Kind::Service;
                }
            }
        });
        let law = Law::new(&alone);
        let (_, orders) = law.compared(count);
        let [needed, first, weighed, random, vocabulary] = orders.map(Taken::shown);
        let (facts, best) = law.best_tree();
        let best = best.map_or("too many to try".to_owned(), |mean| format!("{mean:.2}"));
        let id = &data.id;
        println!(
            "| {id} | {facts} | {needed} | {best} | {first} | {weighed} | {random} | {vocabulary} |"
        );
    }
}

/// How many questions an order took.
#[derive(Clone, Copy, Default)]
struct Taken {
    residents: usize,
    questions: usize,
    most: usize,
}

impl Taken {
    fn add(&mut self, questions: usize) {
        self.residents += 1;
        self.questions += questions;
        self.most = self.most.max(questions);
    }

    #[expect(clippy::cast_precision_loss, reason = "a mean, shown with two decimals")]
    fn shown(self) -> String {
        format!("{:.2} ({})", self.questions as f64 / self.residents as f64, self.most)
    }
}

/// A value with how likely it is.
type Likely = (Value, f64);

/// A policy and how its residents are drawn.
struct Law<'e> {
    engine: &'e Engine,
    /// The facts, in the order of the vocabulary. Those of a bill are the next one's where there is none.
    facts: Vec<(String, Vec<Likely>)>,
}

impl<'e> Law<'e> {
    #[expect(clippy::cast_precision_loss, reason = "a probability")]
    fn new(engine: &'e Engine) -> Self {
        let facts = engine.policy.data().facts.iter().enumerate();
        let asked = facts.filter(|(_, fact)| !fact.is_figure());
        let drawn = asked.map(|(index, fact)| {
            let all = values(&engine.policy, index);
            let share = |nth: usize| match fact.kind {
                FactKind::Flag => [5.0 / 6.0, 1.0 / 6.0][nth],
                FactKind::Set(_) if nth == 0 => 2.0 / 3.0,
                FactKind::Set(_) => 1.0 / 3.0 / (all.len() - 1) as f64,
                _ => 1.0 / all.len() as f64,
            };
            let likely = all.iter().cloned().enumerate().map(|(nth, value)| (value, share(nth)));
            (fact.id.clone(), likely.collect())
        });
        Self { engine, facts: drawn.collect() }
    }

    fn draw(&self, random: &mut Random) -> Facts {
        let draw = |(id, values): &(String, Vec<Likely>)| {
            #[expect(clippy::cast_precision_loss, reason = "a number from 0 to 1")]
            let mut at = random.below(1 << 30) as f64 / f64::from(1 << 30);
            let drawn = values.iter().find(|(_, share)| {
                at -= share;
                at < 0.0
            });
            (id.clone(), drawn.unwrap_or(&values[0]).0.clone())
        };
        self.facts.iter().map(draw).collect()
    }

    /// Asks until the money is settled; how many questions, and what the resident then gets.
    fn interview(
        &self,
        resident: &Facts,
        mut choose: impl FnMut(&Person<'_>) -> String,
    ) -> (Facts, String) {
        let mut known = Facts::new();
        loop {
            let case = case(&known);
            let person = self.engine.person(&case);
            if asked(&person).is_empty() {
                return (known, gets(&person));
            }
            let fact = choose(&person);
            let value = resident.iter().find(|(id, _)| *id == fact).expect("a fact of residents");
            known.push(value.clone());
        }
    }

    /// Of what is known as few facts as settle the money: one after the other is left out.
    fn needed(&self, mut known: Facts) -> Facts {
        for nth in (0..known.len()).rev() {
            let mut fewer = known.clone();
            fewer.remove(nth);
            if asked(&self.engine.person(&case(&fewer))).is_empty() {
                known = fewer;
            }
        }
        known
    }

    /// The entropy in questions, what is needed, and what each order took.
    #[expect(clippy::cast_precision_loss, reason = "a mean")]
    fn compared(&self, count: usize) -> (f64, [Taken; 5]) {
        let mut random = Random::new(11);
        let mut taken = [Taken::default(); 5];
        let mut outcomes: BTreeMap<String, usize> = BTreeMap::new();
        for _ in 0..count {
            let resident = self.draw(&mut random);
            // Money comes first in the engine's order.
            let first =
                self.interview(&resident, |person| person.next.as_ref().unwrap().fact.to_owned());
            let any = self.interview(&resident, |person| random.pick(&asked(person)).clone());
            let weighed = self.interview(&resident, soonest_settled);
            let listed = self.interview(&resident, |person| {
                let asked = asked(person);
                self.facts.iter().map(|(id, _)| id).find(|id| asked.contains(id)).unwrap().clone()
            });
            let needed = self.needed(first.0.clone());
            for (taken, known) in
                taken.iter_mut().zip([&needed, &first.0, &weighed.0, &any.0, &listed.0])
            {
                taken.add(known.len());
            }
            *outcomes.entry(first.1).or_default() += 1;
        }
        let share = |own: usize| own as f64 / count as f64;
        let bits: f64 = outcomes.values().map(|own| -share(*own) * share(*own).log2()).sum();
        let most = self.facts.iter().map(|(_, values)| values.len()).max().unwrap_or(2);
        (bits.abs() / (most as f64).log2(), taken)
    }

    /// How many facts are ever asked, and the least mean number of questions of any tree; nothing where the states are
    /// too many.
    fn best_tree(&self) -> (usize, Option<f64>) {
        let mut random = Random::new(5);
        let mut ids: Vec<String> = Vec::new();
        for _ in 0..500 {
            let resident = self.draw(&mut random);
            let (known, _) =
                self.interview(&resident, |person| random.pick(&asked(person)).clone());
            ids.extend(known.into_iter().map(|(id, _)| id));
            ids.sort_unstable();
            ids.dedup();
        }
        let of = |id: &String| self.facts.iter().find(|(own, _)| own == id).unwrap().1.clone();
        let facts: Vec<(String, Vec<Likely>)> = ids.iter().map(|id| (id.clone(), of(id))).collect();
        let states = facts.iter().try_fold(1_usize, |all, (_, values)| {
            all.checked_mul(values.len() + 1).filter(|all| *all <= MOST_STATES)
        });
        let best = states.map(|_| {
            let mut trees = Trees { law: self, facts: &facts, known: HashMap::new() };
            trees.least(&vec![0; facts.len()])
        });
        (facts.len(), best)
    }
}

/// The best trees for what is known already.
struct Trees<'t> {
    law: &'t Law<'t>,
    facts: &'t [(String, Vec<Likely>)],
    known: HashMap<Vec<u8>, f64>,
}

impl Trees<'_> {
    /// The least mean number of questions; `state` has for each fact 0, or the number of its value from 1.
    fn least(&mut self, state: &[u8]) -> f64 {
        if let Some(known) = self.known.get(state) {
            return *known;
        }
        let stated = self.facts.iter().zip(state).filter(|(_, value)| **value > 0);
        let facts: Facts = stated
            .map(|((id, values), value)| (id.clone(), values[usize::from(*value) - 1].0.clone()))
            .collect();
        let asks = asked(&self.law.engine.person(&case(&facts)));
        let mut least = if asks.is_empty() { 0.0 } else { f64::INFINITY };
        for (nth, (id, values)) in self.facts.iter().enumerate() {
            if !asks.contains(id) {
                continue;
            }
            let mut mean = 1.0;
            for (value, (_, share)) in (1..).zip(values) {
                let mut next = state.to_vec();
                next[nth] = value;
                mean += share * self.least(&next);
            }
            least = least.min(mean);
        }
        self.known.insert(state.to_vec(), least);
        least
    }
}

/// The facts that are put for provisions of money, in the order of the questions: what they ask themselves, or what
/// that waits for.
fn asked(person: &Person<'_>) -> Vec<String> {
    let money = || person.verdicts.iter().filter(|own| own.kind == Kind::Money);
    let asks: Vec<&str> = money().flat_map(|own| own.asks.iter().copied()).collect();
    let put = person.questions.iter().filter(|fact| asks.contains(fact));
    let put: Vec<String> = put.map(|fact| (*fact).to_owned()).collect();
    let next = person.next.iter().filter(|_| put.is_empty());
    let next =
        next.filter(|next| next.why.iter().any(|id| money().any(|own| own.provision == *id)));
    let next = next.map(|next| next.fact.to_owned());
    next.chain(put.iter().cloned()).collect()
}

/// Of what is asked, what the provisions ask that have the fewest facts left: another order, tried.
#[expect(clippy::cast_precision_loss, reason = "a weight")]
fn soonest_settled(person: &Person<'_>) -> String {
    let weight = |fact: &String| -> f64 {
        let money = person.verdicts.iter().filter(|own| own.kind == Kind::Money);
        let asking = money.filter(|own| own.asks.contains(&fact.as_str()));
        asking.map(|own| 1.0 / own.asks.len() as f64).sum()
    };
    let more = |best: String, fact: String| if weight(&fact) > weight(&best) { fact } else { best };
    asked(person).into_iter().reduce(more).unwrap()
}

/// What the provisions of money give.
fn gets(person: &Person<'_>) -> String {
    let money = person.verdicts.iter().filter(|own| own.kind == Kind::Money);
    format!("{:?}", money.map(|own| &own.outcomes).collect::<Vec<_>>())
}
