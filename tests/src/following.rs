//! Random facts that follow from others, and what follows by trying every completion. Conditions are
//! evaluated by [`crate::tables`]; nothing is shared with the compiler or the engine.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use mingbai_core::case::values::Value;
use mingbai_core::policy::vocabulary::Scope;

use crate::random::Random;
use crate::space::Space;
use crate::tables::{File, Is, World};

/// A fact: its name, its scope, its values.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Its name.
    pub id: &'static str,
    /// Whose it is.
    pub scope: Scope,
    /// All its values.
    pub values: Vec<Is>,
}

/// What is written of a fact.
#[derive(Clone, Default, Debug)]
pub struct Rules {
    /// Conditions and the value that then follows.
    pub implied: Vec<(String, Is)>,
    /// Where it is asked.
    pub ask_when: Option<String>,
}

/// Facts with rules, and provisions that test them.
pub struct Law {
    /// In vocabulary order.
    pub facts: Vec<Fact>,
    /// By fact.
    pub rules: Vec<Rules>,
    /// The conditions of the provisions.
    pub provisions: Vec<String>,
    file: File,
}

/// What was filled in.
#[derive(Clone, PartialEq, Debug)]
pub struct Assumed {
    /// Index of the fact.
    pub fact: usize,
    /// Its value.
    pub value: Is,
    /// The facts it follows from.
    pub because: Vec<usize>,
}

/// What is known, by fact.
pub type Known = Vec<Option<Is>>;

fn facts() -> Vec<Fact> {
    let flag = || vec![Is::Flag(false), Is::Flag(true)];
    let named = |names: &[&str]| names.iter().map(|name| Is::Named((*name).to_owned())).collect();
    let sets = [&[][..], &["x"], &["y"], &["x", "y"]];
    let sets = sets.map(|set| Is::Members(set.iter().map(|name| (*name).to_owned()).collect()));
    let fact = |id, scope, values| Fact { id, scope, values };
    vec![
        fact("h_flag", Scope::Household, flag()),
        fact("h_kind", Scope::Household, named(&["a", "b", "c"])),
        fact("p_flag", Scope::Person, flag()),
        fact("p_age", Scope::Person, (0..8).map(Is::Number).collect()),
        fact("p_set", Scope::Person, sets.to_vec()),
        fact("p_kind", Scope::Person, named(&["d", "e"])),
        fact("p_last", Scope::Person, flag()),
        fact("s_flag", Scope::Admission, flag()),
        fact("s_kind", Scope::Admission, named(&["f", "g", "k"])),
    ]
}

/// A test of one fact.
fn test(random: &mut Random, fact: &Fact) -> String {
    let id = fact.id;
    match random.pick(&fact.values) {
        Is::Flag(_) => id.to_owned(),
        Is::Named(name) => format!("{id} {} {name}", random.pick(&["==", "!="])),
        Is::Number(number) | Is::Fen(number) => {
            format!("{id} {} {number}", random.pick(&["<", ">=", "==", ">"]))
        }
        Is::Members(_) => format!("{} in {id}", random.pick(&["x", "y"])),
    }
}

/// Tests that tell all values of a fact apart.
fn tests(fact: &Fact) -> Vec<String> {
    let id = fact.id;
    match &fact.values[..] {
        [Is::Flag(_), ..] => vec![id.to_owned()],
        [Is::Members(_), ..] => vec![format!("x in {id}"), format!("y in {id}")],
        values => values
            .iter()
            .filter_map(|value| match value {
                Is::Named(name) => Some(format!("{id} == {name}")),
                Is::Number(number) | Is::Fen(number) => Some(format!("{id} == {number}")),
                Is::Flag(_) | Is::Members(_) => None,
            })
            .collect(),
    }
}

/// A condition on some of `facts`.
fn condition(random: &mut Random, facts: &[&Fact]) -> String {
    let parts: Vec<String> = (0..=random.below(3))
        .map(|_| {
            let fact = *random.pick(facts);
            let test = test(random, fact);
            if random.chance(30) { format!("!({test})") } else { test }
        })
        .collect();
    let joint = if random.chance(60) { " || " } else { " && " };
    parts.join(joint)
}

fn written(value: &Is) -> String {
    match value {
        Is::Flag(flag) => flag.to_string(),
        Is::Number(number) | Is::Fen(number) => number.to_string(),
        Is::Named(name) => format!("\"{name}\""),
        Is::Members(members) => format!("{members:?}"),
    }
}

/// A value as a case states it.
pub fn stated(value: &Is) -> Value {
    match value {
        Is::Flag(flag) => Value::Bool(*flag),
        Is::Number(number) | Is::Fen(number) => Value::Int(*number),
        Is::Named(name) => Value::Text(name.clone()),
        Is::Members(members) => {
            Value::List(members.iter().map(|name| Value::Text(name.clone())).collect())
        }
    }
}

impl Law {
    /// Any. Some do not compile: a condition may hold always, or two values follow at once.
    pub fn any(random: &mut Random) -> Self {
        let facts = facts();
        // Each fact rests on facts of a lower rank only.
        let mut ranks: Vec<usize> = (0..facts.len()).collect();
        for at in (1..ranks.len()).rev() {
            ranks.swap(at, random.below(at + 1));
        }
        let rules = facts.iter().zip(&ranks).map(|(fact, rank)| {
            let below = facts.iter().zip(&ranks);
            let below: Vec<&Fact> = below
                .filter(|(other, own)| *own < rank && other.scope <= fact.scope)
                .map(|(other, _)| other)
                .collect();
            let mut rules = Rules::default();
            if below.is_empty() {
                return rules;
            }
            if random.chance(60) {
                for _ in 0..=random.below(2) {
                    let value = random.pick(&fact.values).clone();
                    rules.implied.push((condition(random, &below), value));
                }
            }
            rules.ask_when = random.chance(40).then(|| condition(random, &below));
            rules
        });
        let rules: Vec<Rules> = rules.collect();
        let all: Vec<&Fact> = facts.iter().collect();
        let mut provisions: Vec<String> = (0..4).map(|_| condition(random, &all)).collect();
        // Every value is told apart by some condition: the compiler refuses what nothing tests.
        provisions.extend(facts.iter().flat_map(tests));
        let file = File::new("[policy]\n[provision]\n");
        Self { facts, rules, provisions, file }
    }

    /// The policy as its file.
    pub fn text(&self) -> String {
        let mut text = String::from(
            "[policy]\nid = \"test\"\ninstrument = \"测\"\nissued = 2019-01-01\n\
             in_force = { from = 2019-01-01 }\nplace = { zh = \"某县\", en = \"A county\" }\n\
             title = { zh = \"测试\", en = \"A test\" }\n",
        );
        for (fact, rules) in self.facts.iter().zip(&self.rules) {
            let scope = match fact.scope {
                Scope::Household => "household",
                Scope::Person => "person",
                Scope::Admission => "admission",
            };
            let _ = writeln!(text, "[fact.{}]\nscope = \"{scope}\"", fact.id);
            text.push_str("label = { zh = \"事\", en = \"Fact\" }\n");
            text.push_str("question = { zh = \"是吗？\", en = \"Is it so?\" }\n");
            match &fact.values[0] {
                Is::Flag(_) => text.push_str("kind = \"flag\"\n"),
                Is::Number(_) | Is::Fen(_) => {
                    text.push_str("kind = \"number\"\nmin = 0\nmax = 7\n");
                }
                Is::Named(_) | Is::Members(_) => {
                    let set = matches!(fact.values[0], Is::Members(_));
                    let kind = if set { "set" } else { "choice" };
                    let _ = writeln!(text, "kind = \"{kind}\"");
                    let names = fact.values.iter().filter_map(|value| match value {
                        Is::Named(name) => Some(name.clone()),
                        Is::Members(members) if members.len() == 1 => Some(members[0].clone()),
                        _ => None,
                    });
                    for name in names {
                        let _ = writeln!(text, "values.{name} = {{ zh = \"值\", en = \"Value\" }}");
                    }
                }
            }
            let implied: Vec<String> = rules
                .implied
                .iter()
                .map(|(when, value)| format!("{{ when = '{when}', value = {} }}", written(value)))
                .collect();
            if !implied.is_empty() {
                let _ = writeln!(text, "implied = [{}]", implied.join(", "));
            }
            if let Some(when) = &rules.ask_when {
                let _ = writeln!(text, "ask_when = '{when}'");
            }
        }
        for (nth, when) in self.provisions.iter().enumerate() {
            let kind = if nth % 2 == 0 { "money" } else { "service" };
            let gives = if nth % 2 == 0 { "{ subsidy = \"not_stated\" }" } else { "\"service\"" };
            let numbers = when.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
            let numbers: BTreeSet<&str> = numbers.collect();
            let figures: Vec<String> =
                numbers.iter().map(|number| format!("\"{number}岁\" = \"{number}\"")).collect();
            let figures = figures.join(", ");
            let _ = writeln!(
                text,
                "[provision.p-{nth}]\nkind = \"{kind}\"\nat = \"一\"\nfigures = {{ {figures} }}\n\
                 title = {{ zh = \"事\", en = \"Thing\" }}\nwhat = {{ zh = \"给。\", en = \"Gives.\" }}\n\
                 rows = [{{ id = \"a\", when = '{when}', gives = {gives} }},\n\
                 {{ id = \"b\", when = 'otherwise', gives = \"nothing\" }}]"
            );
        }
        text
    }

    /// Whether a condition tests the fact.
    fn tests(&self, when: &str, fact: usize) -> bool {
        let word = |c: char| c.is_alphanumeric() || c == '_';
        when.split(|c| !word(c)).any(|name| name == self.facts[fact].id)
    }

    /// A function of what is not known of the facts that `whens` test.
    fn over<T: PartialEq>(
        &self,
        known: &Known,
        whens: &[&str],
        value: impl Fn(&World) -> T,
    ) -> (Vec<usize>, Space<T>) {
        let tested = |fact: &usize| whens.iter().any(|when| self.tests(when, *fact));
        let open: Vec<usize> =
            (0..self.facts.len()).filter(tested).filter(|&fact| known[fact].is_none()).collect();
        let sizes: Vec<usize> = open.iter().map(|&fact| self.facts[fact].values.len()).collect();
        let space = Space::new(&sizes, |at| {
            let mut world = World::new();
            for (fact, value) in self.facts.iter().zip(known) {
                world.extend(value.clone().map(|value| (fact.id.to_owned(), value)));
            }
            for (&fact, &at) in open.iter().zip(at) {
                let fact = &self.facts[fact];
                world.insert(fact.id.to_owned(), fact.values[at].clone());
            }
            value(&world)
        });
        (open, space)
    }

    /// The value that follows of a fact in every completion.
    fn follows(&self, known: &Known, fact: usize) -> Option<Is> {
        let implied = &self.rules[fact].implied;
        let whens: Vec<&str> = implied.iter().map(|(when, _)| when.as_str()).collect();
        let (_, space) = self.over(known, &whens, |world| {
            let holds = |(when, _): &&(String, Is)| self.file.holds(when, world);
            implied.iter().find(holds).map(|(_, value)| value.clone())
        });
        match space.different().as_slice() {
            [value] => (*value).clone(),
            _ => None,
        }
    }

    /// Fills in what follows of facts of `scopes`, over and over until nothing more does.
    pub fn complete(&self, known: &mut Known, scopes: impl Fn(Scope) -> bool) -> Vec<Assumed> {
        let mut all = Vec::new();
        loop {
            let open = |&fact: &usize| known[fact].is_none() && scopes(self.facts[fact].scope);
            let open = (0..self.facts.len()).filter(open);
            let found = open.into_iter().find_map(|fact| Some((fact, self.follows(known, fact)?)));
            let Some((fact, value)) = found else { break };
            known[fact] = Some(value.clone());
            all.push(Assumed { fact, value, because: Vec::new() });
        }
        for assumed in &mut all {
            let mut kept = known.clone();
            for other in (0..self.facts.len()).rev() {
                let before = kept[other].take();
                if self.follows(&kept, assumed.fact).as_ref() != Some(&assumed.value) {
                    kept[other] = before;
                }
            }
            assumed.because = (0..kept.len()).filter(|&other| kept[other].is_some()).collect();
        }
        all.sort_by_key(|assumed| assumed.fact);
        all
    }

    /// What is put in the place of a fact that is asked.
    pub fn put(&self, known: &Known, fact: usize) -> Vec<usize> {
        let Some(when) = &self.rules[fact].ask_when else { return vec![fact] };
        let (open, space) = self.over(known, &[when], |world| self.file.holds(when, world));
        match space.different().as_slice() {
            [true] => vec![fact],
            [_] => Vec::new(),
            _ => {
                let asked = (0..open.len()).filter(|&thing| space.depends_on(thing));
                asked.flat_map(|thing| self.put(known, open[thing])).collect()
            }
        }
    }

    /// What a case says.
    pub fn known(&self, random: &mut Random, percent: usize) -> Known {
        let pick = |fact: &Fact| random.chance(percent).then(|| random.pick(&fact.values).clone());
        self.facts.iter().map(pick).collect()
    }

    /// The facts of `scopes` as a case states them.
    pub fn stated(&self, known: &Known, scopes: impl Fn(Scope) -> bool) -> Value {
        let facts = self.facts.iter().zip(known).filter(|(fact, _)| scopes(fact.scope));
        let stated = facts.filter_map(|(fact, value)| Some((fact.id, stated(value.as_ref()?))));
        let stated: BTreeMap<&str, Value> = stated.collect();
        Value::Map(stated.into_iter().map(|(id, value)| (id.to_owned(), value)).collect())
    }
}
