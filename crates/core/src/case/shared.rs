//! A case that several policies answer: what of it each of them reads.
//!
//! A key that one of the policies has is that one's to check; those that have it not read the case without
//! it. What none of them has all of them read, and refuse.

use super::Reader;
use super::decoder::Decoder;
use super::facts::{COSTS, PAID};
use super::figures::Figures;
use super::problems::{Expected, Problem};
use super::values::Value;
use crate::policy::vocabulary::{Fact, FactKind};
use crate::policy::{Policy, PolicyData};

/// What of `input`, a case, the policy of the reader `own` reads, among all `readers` of the case.
pub fn own_part(readers: &[Reader<'_>], own: usize, input: &Value) -> Value {
    readers.get(own).map_or(Value::Null, |&own| Part { readers, own }.case(input))
}

/// What of `figures` the policy of the reader `own` reads, among all `readers` of a case.
pub fn own_figures(readers: &[Reader<'_>], own: usize, figures: &Value) -> Value {
    readers.get(own).map_or(Value::Null, |&own| Part { readers, own }.figures(figures))
}

/// Adds the problems that one of several policies finds to those found before: of one place those found
/// first stand, and name every value that any of the policies takes.
pub fn join(problems: &mut Vec<Problem>, found: Vec<Problem>) {
    let before = problems.len();
    for problem in found {
        let same = problems.iter_mut().take(before).find(|own| own.path == problem.path);
        match same.map(|own| &mut own.expected) {
            None => problems.push(problem),
            Some(Expected::OneOf { allowed } | Expected::Key { allowed }) => {
                if let Expected::OneOf { allowed: more } | Expected::Key { allowed: more } =
                    problem.expected
                {
                    for one in more {
                        if !allowed.contains(&one) {
                            allowed.push(one);
                        }
                    }
                }
            }
            Some(_) => {}
        }
    }
}

#[derive(Clone, Copy)]
struct Part<'r> {
    readers: &'r [Reader<'r>],
    own: Reader<'r>,
}

impl<'r> Part<'r> {
    /// Whether this policy has something, or else none of the others.
    fn mine(&self, has: &dyn Fn(&'r PolicyData) -> bool) -> bool {
        has(self.own.policy.data()) || !self.readers.iter().any(|reader| has(reader.policy.data()))
    }

    fn case(&self, input: &Value) -> Value {
        entries(input, &|key, value| {
            Some(match key {
                "members" => items(value, &|member| {
                    entries(member, &|key, value| Some(self.person(key, value)))
                }),
                "readings" => entries(value, &|id, taken| self.reading(id).then(|| taken.clone())),
                "figures" => self.figures(value),
                _ => self.person(key, value),
            })
        })
    }

    fn person(&self, key: &str, value: &Value) -> Value {
        match key {
            "facts" | "household" => {
                entries(value, &|id, value| self.fact(id, value).then(|| value.clone()))
            }
            "admissions" => items(value, &|admission| {
                entries(admission, &|key, value| match key {
                    PAID => {
                        Some(entries(value, &|layer, paid| self.layer(layer).then(|| paid.clone())))
                    }
                    _ => (COSTS.contains(&key) || self.fact(key, value)).then(|| value.clone()),
                })
            }),
            _ => value.clone(),
        }
    }

    /// Whether the policy reads the fact `id`: it tests it, and has the value among its own.
    fn fact(&self, id: &str, value: &Value) -> bool {
        let fact = |data: &'r PolicyData| data.facts.iter().find(|fact| fact.id == id);
        let takes = |fact: &Fact| match (&fact.kind, value.text()) {
            (FactKind::Choice(values), Some(text)) => values.iter().any(|value| value == text),
            _ => true,
        };
        self.mine(&|data| fact(data).is_some()) && self.mine(&|data| fact(data).is_some_and(takes))
    }

    fn reading(&self, id: &str) -> bool {
        self.mine(&|data| data.readings.iter().any(|own| own.switchable && own.id == id))
    }

    fn layer(&self, id: &str) -> bool {
        self.mine(&|data| has_layer(data, id))
    }

    fn figures(&self, figures: &Value) -> Value {
        entries(figures, &|table, value| {
            let has = |policy: &Policy| {
                has_layer(policy.data(), table) || table == "contribution" && policy.has_premium()
            };
            if !has(self.own.policy) && self.readers.iter().any(|reader| has(reader.policy)) {
                return None;
            }
            let others = self.readers.iter().filter(|reader| has(reader.policy));
            let others: Vec<&Reader<'_>> = others.collect();
            // It alone has such a table, or nobody: all of it is its own to check.
            if others.len() < 2 {
                return Some(value.clone());
            }
            self.table(&others, &mut vec![table], value)
        })
    }

    /// What the policy reads under a path of the figures: all but what one of the `others` takes and it
    /// does not.
    fn table<'v>(
        &self,
        others: &[&Reader<'_>],
        path: &mut Vec<&'v str>,
        value: &'v Value,
    ) -> Option<Value> {
        let Value::Map(map) = value else {
            let takes = takes_figure(&self.own, path, value)
                || !others.iter().any(|other| takes_figure(other, path, value));
            return takes.then(|| value.clone());
        };
        let mut own = Vec::new();
        for (key, value) in map {
            path.push(key);
            let read = self.table(others, path, value);
            path.pop();
            own.extend(read.map(|read| (key.clone(), read)));
        }
        (map.is_empty() || !own.is_empty()).then_some(Value::Map(own))
    }
}

fn has_layer(data: &PolicyData, id: &str) -> bool {
    data.settlement.layers.iter().any(|layer| layer.id == id)
}

/// Whether a policy takes one figure at this path.
fn takes_figure(reader: &Reader<'_>, path: &[&str], value: &Value) -> bool {
    let alone = path
        .iter()
        .rev()
        .fold(value.clone(), |value, key| Value::Map(vec![((*key).to_owned(), value)]));
    let shape = reader.shape();
    let mut decoder = Decoder::default();
    Figures::decode(&mut decoder, "", &alone, &shape, &Figures::none(&shape));
    decoder.problems.is_empty()
}

/// An object with the entries that `keep` gives; what is no object as it is.
fn entries<'v>(value: &'v Value, keep: &dyn Fn(&'v str, &'v Value) -> Option<Value>) -> Value {
    let Value::Map(map) = value else { return value.clone() };
    let kept = map.iter().filter_map(|(key, value)| Some((key.clone(), keep(key, value)?)));
    Value::Map(kept.collect())
}

/// A list of what `each` makes of its items; what is no list as it is.
fn items(value: &Value, each: &dyn Fn(&Value) -> Value) -> Value {
    let Value::List(list) = value else { return value.clone() };
    Value::List(list.iter().map(each).collect())
}
