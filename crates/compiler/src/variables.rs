//! What the diagrams of a policy branch on: its facts, cut where its conditions cut them, and its
//! readings, in the one variable order.

use std::collections::{BTreeMap, BTreeSet};

use mingbai_core::kernel::diagram::{Diagram, Var};
use mingbai_core::policy::vocabulary::{FIGURES, Fact, FactKind};
use mingbai_core::policy::{MOST_VARIABLES, ShareCut, Variable};
use serde_json::Value as Json;

use crate::condition::meaning::{Meaning, Test};
use crate::condition::{Op, percent};
use crate::finding::{Report, Text, both};
use crate::lints::{too_large, type_mismatch};

/// The most intervals a number is cut into.
const MOST_INTERVALS: usize = 254;

/// The variables of a policy.
#[derive(Clone, Debug)]
pub struct Variables {
    /// The facts that matter, in vocabulary order.
    pub facts: Vec<Fact>,
    /// The variables, in order.
    pub variables: Vec<Variable>,
    /// How many values each variable has.
    domains: Vec<u8>,
    /// Shared index of a fact (and value of a set) -> variable.
    of_fact: BTreeMap<(usize, usize), Var>,
    of_reading: BTreeMap<usize, Var>,
    readings: Vec<String>,
}

/// What is known where a variable has a value.
#[derive(Clone, PartialEq, Debug)]
pub enum Known<'v> {
    /// The value of a fact, as a case states it; of an interval the least number.
    Fact(&'v Fact, Json),
    /// Whether a reading is as taken.
    Reading(String, bool),
}

/// What is tested of each fact and reading.
#[derive(Default)]
struct Tested {
    /// Shared fact index -> the cuts of a number.
    facts: BTreeMap<usize, BTreeSet<i64>>,
    /// Shared fact index -> the figure it is compared with, and its cuts.
    shares: BTreeMap<usize, (usize, BTreeSet<ShareCut>)>,
    /// Amounts compared with more than one figure, or with a figure and a number.
    mixed: BTreeSet<usize>,
    /// Shared fact index and value -> member.
    members: BTreeSet<(usize, usize)>,
    readings: BTreeSet<usize>,
}

impl Tested {
    fn add(&mut self, test: &Test, facts: &[Fact]) {
        match test {
            Test::Flag { fact } | Test::Choice { fact, .. } => {
                self.facts.entry(*fact).or_default();
            }
            Test::Number { fact, op, number } => {
                let cuts = self.facts.entry(*fact).or_default();
                let Some((min, max)) = facts.get(*fact).and_then(|fact| fact.kind.range()) else {
                    return;
                };
                let (at, after) = (*number, number.saturating_add(1));
                let wanted: &[i64] = match op {
                    Op::Less | Op::AtLeast => &[at],
                    Op::AtMost | Op::More => &[after],
                    Op::Equal | Op::Unequal => &[at, after],
                };
                cuts.extend(wanted.iter().filter(|&&cut| min < cut && cut <= max));
            }
            Test::Share { fact, op, share, figure } => {
                self.facts.entry(*fact).or_default();
                self.facts.entry(*figure).or_default();
                let own = self.shares.entry(*fact).or_insert_with(|| (*figure, BTreeSet::new()));
                if own.0 != *figure {
                    self.mixed.insert(*fact);
                }
                let above: &[bool] = match op {
                    Op::Less | Op::AtLeast => &[false],
                    Op::AtMost | Op::More => &[true],
                    Op::Equal | Op::Unequal => &[false, true],
                };
                own.1.extend(above.iter().map(|&above| ShareCut { share: *share, above }));
            }
            Test::Member { fact, value } => {
                self.facts.entry(*fact).or_default();
                self.members.insert((*fact, *value));
            }
            Test::Reading { reading } => {
                self.readings.insert(*reading);
            }
        }
    }
}

impl Variables {
    /// The variables that `meanings` and the facts `needed` make necessary. `facts` are all facts,
    /// shared and own, in vocabulary order.
    pub fn new<'m>(
        meanings: impl Iterator<Item = &'m Meaning>,
        facts: &[Fact],
        needed: &[usize],
        readings: Vec<String>,
        report: &mut Report<'_>,
    ) -> Option<Self> {
        let mut tested = Tested::default();
        for meaning in meanings {
            meaning.tests(&mut |test| tested.add(test, facts));
        }
        for &fact in needed {
            tested.facts.entry(fact).or_default();
        }
        let mut own = Self {
            facts: Vec::new(),
            variables: Vec::new(),
            domains: Vec::new(),
            of_fact: BTreeMap::new(),
            of_reading: BTreeMap::new(),
            readings,
        };
        for (shared, cuts) in &tested.facts {
            if tested.mixed.contains(shared)
                || !cuts.is_empty() && tested.shares.contains_key(shared)
            {
                let id = facts.get(*shared).map_or("", |fact| fact.id.as_str());
                type_mismatch::mixed(report, &(0..0), id);
                return None;
            }
            own.fact(*shared, facts, &tested, report)?;
        }
        for reading in tested.readings {
            let index = u16::try_from(reading).ok()?;
            let var = own.push(Variable::Reading { reading: index }, 2)?;
            own.of_reading.insert(reading, var);
        }
        if own.variables.len() > MOST_VARIABLES {
            too_large::variables(report, &(0..0), MOST_VARIABLES);
            return None;
        }
        Some(own)
    }

    fn fact(
        &mut self,
        shared: usize,
        facts: &[Fact],
        tested: &Tested,
        report: &mut Report<'_>,
    ) -> Option<()> {
        let cuts = tested.facts.get(&shared)?;
        let fact = u16::try_from(self.facts.len()).ok()?;
        let definition = facts.get(shared)?;
        self.facts.push(definition.clone());
        match &definition.kind {
            FactKind::Flag => {
                let var = self.push(Variable::Flag { fact }, 2)?;
                self.of_fact.insert((shared, 0), var);
            }
            FactKind::Choice(values) => {
                let var = self.push(Variable::Choice { fact }, values.len())?;
                self.of_fact.insert((shared, 0), var);
            }
            FactKind::Money if tested.shares.contains_key(&shared) => {
                let (figure, cuts) = tested.shares.get(&shared)?;
                let figure = self
                    .facts
                    .iter()
                    .position(|own| facts.get(*figure).is_some_and(|other| other.id == own.id))?;
                let figure = u16::try_from(figure).ok()?;
                let share = Variable::Share { fact, figure, cuts: cuts.iter().copied().collect() };
                let var = self.push(share, cuts.len() + 1)?;
                self.of_fact.insert((shared, 0), var);
            }
            // Amounts are worked out from it; no condition tests it.
            FactKind::Number { .. } | FactKind::Money if cuts.is_empty() => {}
            FactKind::Number { .. } | FactKind::Money => {
                let intervals = cuts.len() + 1;
                if intervals > MOST_INTERVALS {
                    too_large::cuts(report, &(0..0), &definition.id, MOST_INTERVALS);
                    return None;
                }
                let cuts = cuts.iter().copied().collect();
                let var = self.push(Variable::Number { fact, cuts }, intervals)?;
                self.of_fact.insert((shared, 0), var);
            }
            FactKind::Set(_) => {
                for &(own, value) in tested.members.range((shared, 0)..=(shared, usize::MAX)) {
                    let member = Variable::Member { fact, value: u16::try_from(value).ok()? };
                    let var = self.push(member, 2)?;
                    self.of_fact.insert((own, value), var);
                }
            }
        }
        Some(())
    }

    fn push(&mut self, variable: Variable, values: usize) -> Option<Var> {
        let var = Var::try_from(self.variables.len()).ok()?;
        self.variables.push(variable);
        self.domains.push(u8::try_from(values).ok()?);
        Some(var)
    }

    /// The diagram of a test: leaf 1 where it holds, leaf 0 where not.
    pub fn diagram(&self, test: &Test) -> Option<Diagram> {
        let var = *match test {
            Test::Flag { fact }
            | Test::Choice { fact, .. }
            | Test::Number { fact, .. }
            | Test::Share { fact, .. } => self.of_fact.get(&(*fact, 0)),
            Test::Member { fact, value } => self.of_fact.get(&(*fact, *value)),
            Test::Reading { reading } => self.of_reading.get(reading),
        }?;
        let domain = *self.domains.get(usize::from(var))?;
        Some(match test {
            Test::Flag { .. } | Test::Member { .. } | Test::Reading { .. } => {
                Diagram::single(var, domain, u32::from)
            }
            Test::Choice { values, .. } => Diagram::single(var, domain, |value| {
                u32::from(values.contains(&usize::from(value)))
            }),
            Test::Share { op, share, .. } => {
                let Some(Variable::Share { cuts, .. }) = self.variables.get(usize::from(var))
                else {
                    return None;
                };
                let passes = |value: u8, above: bool| {
                    let cut = ShareCut { share: *share, above };
                    let place = cuts.iter().position(|own| *own == cut);
                    place.is_some_and(|place| place < usize::from(value))
                };
                Diagram::single(var, domain, |value| {
                    u32::from(match op {
                        Op::AtLeast => passes(value, false),
                        Op::Less => !passes(value, false),
                        Op::More => passes(value, true),
                        Op::AtMost => !passes(value, true),
                        Op::Equal => passes(value, false) && !passes(value, true),
                        Op::Unequal => !passes(value, false) || passes(value, true),
                    })
                })
            }
            Test::Number { op, number, .. } => Diagram::single(var, domain, |value| {
                // No cut lies inside an interval, so its least number stands for all of it.
                let least = self.interval(var, value).map_or(0, |(least, _)| least);
                u32::from(op.holds(least, *number))
            }),
        })
    }

    /// The least and the greatest number of interval `value` of a number variable.
    fn interval(&self, var: Var, value: u8) -> Option<(i64, i64)> {
        let Some(Variable::Number { fact, cuts }) = self.variables.get(usize::from(var)) else {
            return None;
        };
        let (min, max) = self.facts.get(usize::from(*fact))?.kind.range()?;
        let value = usize::from(value);
        let least = if value == 0 { min } else { *cuts.get(value - 1)? };
        let greatest = cuts.get(value).map_or(max, |cut| cut - 1);
        Some((least, greatest))
    }

    /// What a variable stands for: the fact's name, or the reading's.
    pub fn name(&self, var: Var) -> String {
        match self.variables.get(usize::from(var)) {
            Some(Variable::Reading { reading }) => {
                let id = self.readings.get(usize::from(*reading)).map_or("", String::as_str);
                format!("reading.{id}")
            }
            Some(variable) => variable
                .fact()
                .and_then(|fact| self.facts.get(usize::from(fact)))
                .map_or_else(String::new, |fact| fact.id.clone()),
            None => String::new(),
        }
    }

    /// What a case states where a variable has a value. `None` for a share of a figure, which is no value by
    /// itself, and for a figure.
    pub fn value(&self, var: Var, value: u8) -> Option<Known<'_>> {
        let variable = self.variables.get(usize::from(var))?;
        if let Variable::Reading { reading } = variable {
            let id = self.readings.get(usize::from(*reading))?.clone();
            return Some(Known::Reading(id, value == 1));
        }
        let fact = self.facts.get(usize::from(variable.fact()?))?;
        let name = |index: usize| fact.kind.values().get(index).map(String::as_str);
        let stated = match variable {
            Variable::Flag { .. } => Json::Bool(value == 1),
            Variable::Choice { .. } => Json::from(name(usize::from(value))?),
            Variable::Member { value: member, .. } if value == 1 => {
                Json::from(vec![name(usize::from(*member))?])
            }
            Variable::Member { .. } => Json::from(Vec::<Json>::new()),
            Variable::Number { .. } => {
                let (least, _) = self.interval(var, value)?;
                if fact.kind == FactKind::Money {
                    Json::from(fact.kind.written(least))
                } else {
                    Json::from(least)
                }
            }
            Variable::Share { .. } | Variable::Reading { .. } => return None,
        };
        (!fact.id.starts_with(FIGURES)).then_some(Known::Fact(fact, stated))
    }

    /// One value of one variable in plain words: `residence = rural`, `dibao = no`, `age = 60 to 130`.
    pub fn describe(&self, var: Var, value: u8) -> Text {
        let name = self.name(var);
        let value_name = |index: usize| {
            let fact = self.variables.get(usize::from(var)).and_then(Variable::fact);
            fact.and_then(|fact| self.facts.get(usize::from(fact)))
                .and_then(|fact| fact.kind.values().get(index))
                .map_or("", String::as_str)
        };
        match self.variables.get(usize::from(var)) {
            Some(Variable::Choice { .. }) => {
                let value = value_name(usize::from(value));
                both!("{name} = {value}", "{name} = {value}")
            }
            Some(Variable::Number { .. }) => {
                let (least, greatest) = self.interval(var, value).unwrap_or_default();
                let written = |number| {
                    let fact = self.variables.get(usize::from(var)).and_then(Variable::fact);
                    let fact = fact.and_then(|fact| self.facts.get(usize::from(fact)));
                    fact.map_or_else(String::new, |fact| fact.kind.written(number))
                };
                let [least, greatest] = [least, greatest].map(written);
                if least == greatest {
                    return both!("{name} = {least}", "{name} = {least}");
                }
                both!("{name} = {least} 至 {greatest}", "{name} = {least} to {greatest}")
            }
            Some(Variable::Share { cuts, figure, .. }) => {
                let figure = self.facts.get(usize::from(*figure)).map_or("", |own| own.id.as_str());
                let figure = figure.replacen(FIGURES, "figure.", 1);
                let side = |nth: Option<usize>, [at, above]: [&str; 2]| {
                    let cut = nth.and_then(|nth| cuts.get(nth));
                    cut.map_or_else(String::new, |cut| {
                        let sign = if cut.above { above } else { at };
                        format!(" {sign} {}% of {figure}", percent(cut.share))
                    })
                };
                let from = side(usize::from(value).checked_sub(1), [">=", ">"]);
                let to = side(Some(usize::from(value)), ["<", "<="]);
                both!("{name}{from}{to}", "{name}{from}{to}")
            }
            Some(Variable::Member { value: member, .. }) => {
                let member = value_name(usize::from(*member));
                if value == 1 {
                    both!("{name} 里有 {member}", "{member} in {name}")
                } else {
                    both!("{name} 里没有 {member}", "{member} not in {name}")
                }
            }
            Some(Variable::Reading { .. }) => {
                let (zh, en) = if value == 1 {
                    ("所取读法", "as taken")
                } else {
                    ("另一种读法", "the other way")
                };
                both!("{name} = {zh}", "{name} = {en}")
            }
            Some(Variable::Flag { .. }) | None => {
                let (zh, en) = if value == 1 { ("是", "yes") } else { ("否", "no") };
                both!("{name} = {zh}", "{name} = {en}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Finding;
    use crate::source::Source;
    use mingbai_core::policy::vocabulary::Scope;

    fn fact(id: String, kind: FactKind) -> Fact {
        Fact::new(id, Scope::Person, kind)
    }

    /// The variables that tests of `facts` make necessary, and what was reported.
    fn variables(
        facts: &[Fact],
        tests: impl Iterator<Item = Test>,
    ) -> (Option<Vec<Variable>>, Vec<Finding>) {
        let source = Source::new("policy.toml", "");
        let mut report = Report::new(&source);
        let meanings: Vec<Meaning> = tests.map(Meaning::Test).collect();
        let own = Variables::new(meanings.iter(), facts, &[], Vec::new(), &mut report);
        (own.map(|own| own.variables), report.finish())
    }

    /// The variables of an age from 0 to `max` that is tested so; one that is refused is reported.
    fn ages(max: i64, tests: impl IntoIterator<Item = (Op, i64)>) -> Option<Vec<Variable>> {
        let facts = [fact("age".into(), FactKind::Number { min: 0, max })];
        let tests = tests.into_iter().map(|(op, number)| Test::Number { fact: 0, op, number });
        let (own, findings) = variables(&facts, tests);
        let rules: Vec<_> = findings.iter().map(|finding| finding.rule).collect();
        assert_eq!(rules, if own.is_some() { vec![] } else { vec![too_large::RULE] });
        own
    }

    #[test]
    fn a_number_is_cut_where_tests_tell_its_values_apart_and_never_at_its_ends() {
        for (tests, cuts) in [
            (vec![(Op::Less, 60), (Op::AtLeast, 60)], vec![60]),
            (vec![(Op::AtMost, 60), (Op::More, 60)], vec![61]),
            (vec![(Op::Unequal, 60)], vec![60, 61]),
            (vec![(Op::Equal, 0), (Op::Equal, 130)], vec![1, 130]),
        ] {
            assert_eq!(ages(130, tests), Some(vec![Variable::Number { fact: 0, cuts }]));
        }
    }

    #[test]
    fn a_number_has_up_to_254_intervals() {
        let cut_into = |intervals| ages(1_000, (1..intervals).map(|cut| (Op::AtLeast, cut)));
        assert!(cut_into(254).is_some());
        assert!(cut_into(255).is_none());
        assert!(cut_into(300).is_none());
    }

    #[test]
    fn a_policy_has_up_to_the_engines_number_of_variables() {
        let flags = |number| {
            let facts: Vec<Fact> =
                (0..number).map(|index| fact(format!("f{index}"), FactKind::Flag)).collect();
            let (own, findings) = variables(&facts, (0..number).map(|fact| Test::Flag { fact }));
            (own.map(|own| own.len()), findings.iter().map(|one| one.rule).collect::<Vec<_>>())
        };
        assert_eq!(flags(MOST_VARIABLES), (Some(MOST_VARIABLES), vec![]));
        assert_eq!(flags(MOST_VARIABLES + 1), (None, vec![too_large::RULE]));
    }
}
