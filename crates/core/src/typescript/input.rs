//! The types of the input, found by asking the reader: wherever it gets a value that it refuses, it
//! says what it expects there. So the types are those that the reader accepts, whatever it is made of.

use std::collections::BTreeMap;

use crate::case::problems::{Expected, Found, Problem};
use crate::case::values::Value;
use crate::case::{COSTS, PAID, Reader};
use crate::kernel::date::Date;
use crate::kernel::diagram::Diagram;
use crate::policy::layers::Settlement;
use crate::policy::vocabulary::{Fact, FactKind, HOSPITAL_LEVEL, Scope, TIER, Vocabulary};
use crate::policy::{InForce, Policy, PolicyData, Reading, Variable};

/// A key that no object has.
const STRANGE: &str = "?";

/// The types of the input, one a line.
pub fn types() -> String {
    let (vocabulary, policy) = (vocabulary(), policy());
    let reader = Reader { vocabulary: &vocabulary, policy: &policy, figures: None };
    let mut probe = Probe { reader, named: BTreeMap::new() };
    let mut kinds: Vec<String> = Vec::new();
    let mut values: Vec<String> = Vec::new();
    for fact in &vocabulary.facts {
        let put = |value| map([("facts", map([(fact.id.as_str(), value)]))]);
        let typed = probe.value(&format!("facts.{}", fact.id), &put).typed;
        values.extend((!values.contains(&typed)).then_some(typed));
        let kind = format!("{:?}", fact.kind.name());
        kinds.extend((!kinds.contains(&kind)).then_some(kind));
    }
    let household = |value| match value {
        Value::Map(mut entries) if !entries.iter().any(|(key, _)| key == "household") => {
            entries.push(("household".into(), Value::Null));
            Value::Map(entries)
        }
        value => value,
    };
    let one = probe.object("", &|value| value).typed;
    let several = probe.object("", &household).typed;
    let mut lines = vec![
        ("FactKind", union(kinds)),
        ("FactValue", union(values)),
        ("Facts", "Record<string, FactValue>".to_owned()),
    ];
    lines.extend(probe.named);
    lines.extend([("Case", one), ("Household", several)]);
    let lines = lines.iter().map(|(name, typed)| format!("export type {name} = {typed};\n"));
    lines.collect::<Vec<_>>().concat()
}

/// What a place of the input takes.
struct Place {
    /// Its type.
    typed: String,
    /// A value that the reader accepts there.
    sample: Value,
}

struct Probe<'r> {
    reader: Reader<'r>,
    named: BTreeMap<&'static str, String>,
}

impl Probe<'_> {
    /// What is wrong at `path` of an input.
    fn problem(&self, path: &str, input: &Value) -> Option<Problem> {
        let problems = self.reader.read(input).err().unwrap_or_default();
        problems.into_iter().find(|problem| problem.path == path)
    }

    /// Whether nothing is wrong at `path` of an input and below.
    fn accepts(&self, path: &str, input: &Value) -> bool {
        let problems = self.reader.read(input).err().unwrap_or_default();
        !problems.iter().any(|problem| problem.path.starts_with(path))
    }

    /// What the value at `path` is, which `put` puts into an input that is right otherwise.
    fn value(&mut self, path: &str, put: &dyn Fn(Value) -> Value) -> Place {
        let refused =
            self.problem(path, &put(Value::Fraction)).expect("a fraction is never accepted");
        let text = |typed: &str, sample: &str| (typed.to_owned(), Value::Text(sample.into()));
        let (mut typed, sample) = match refused.expected {
            Expected::Money => text("Money", "1.00"),
            Expected::Percent => text("Percent", "1"),
            Expected::Cap => text("Money | \"none\"", "1.00"),
            Expected::Text => text("string", ""),
            Expected::Flag => ("boolean".to_owned(), Value::Bool(true)),
            Expected::Integer { min, .. } => ("number".to_owned(), Value::Int(min)),
            Expected::OneOf { allowed } => {
                let own =
                    self.reader.vocabulary.facts.iter().any(|fact| fact.kind.values() == allowed);
                let typed = union(allowed.iter().map(|value| format!("{value:?}")));
                text(if own { "string" } else { &typed }, &allowed[0])
            }
            Expected::List => {
                let item = self.value(&format!("{path}[0]"), &|item| put(Value::List(vec![item])));
                let typed = item.typed;
                let many =
                    if typed.contains(' ') { format!("({typed})[]") } else { format!("{typed}[]") };
                (many, Value::List(vec![item.sample]))
            }
            Expected::Object => {
                let object = self.object(path, put);
                (object.typed, object.sample)
            }
            other => unreachable!("{path}: a type for {other:?}"),
        };
        let none = self.accepts(path, &put(Value::Text("none".into())));
        if none && !matches!(sample, Value::Text(_)) {
            typed = format!("\"none\" | {typed}");
        }
        Place { typed, sample }
    }

    /// What the object at `path` is.
    fn object(&mut self, path: &str, put: &dyn Fn(Value) -> Value) -> Place {
        let strange = self.problem(&join(path, STRANGE), &put(map([(STRANGE, Value::Null)])));
        let shape = self.reader.shape();
        let mut keyed = shape.layers.iter().flat_map(|layer| [layer.person, layer.admission]);
        let (keys, others) = match strange.expect("no key is called ?").expected {
            Expected::Key { allowed }
                if !allowed.is_empty()
                    && (path.rsplit('.').next() == Some(PAID)
                        || allowed == shape.contribution
                        || keyed.any(|values| allowed == values)) =>
            {
                return self.record(path, put, &allowed[0]);
            }
            Expected::OneOf { allowed } => return self.record(path, put, &allowed[0]),
            Expected::Key { allowed } => (allowed, ""),
            Expected::Fact { .. } => {
                let input = |key: &str| put(map([(key, Value::Fraction)]));
                let strange = |key: &str| self.problem(&join(path, key), &input(key));
                let costs = COSTS.iter().chain([&PAID]).filter(|key| {
                    strange(key).is_some_and(|problem| problem.found != Found::UnknownFact)
                });
                (
                    costs.map(|&key| key.to_owned()).collect(),
                    "[fact: string]: FactValue | Record<string, Money> | undefined; ",
                )
            }
            other => unreachable!("{path}: keys for {other:?}"),
        };
        if keys.is_empty() {
            return Place { typed: "Facts".to_owned(), sample: map([]) };
        }
        let mut entries: Vec<(&str, Place)> = Vec::new();
        for key in &keys {
            let put = |value| put(map([(key.as_str(), value)]));
            entries.push((key, self.value(&join(path, key), &put)));
        }
        let sample = map(entries.iter().map(|(key, place)| (*key, place.sample.clone())));
        assert!(self.accepts(path, &put(sample.clone())), "{path}: {sample:?}");
        let fields: Vec<String> = entries
            .iter()
            .map(|(key, place)| {
                let rest = entries.iter().filter(|(other, _)| other != key);
                let rest = map(rest.map(|(key, place)| (*key, place.sample.clone())));
                let optional = if self.accepts(path, &put(rest)) { "?" } else { "" };
                format!("{key}{optional}: {}; ", place.typed)
            })
            .collect();
        let typed = format!("{{ {}{others}}}", fields.concat());
        let name = match path.rsplit('.').next() {
            Some("figures") => "Figures",
            Some("admissions[0]") => "Admission",
            Some("members[0]") => "Member",
            _ => return Place { typed, sample },
        };
        let before = self.named.insert(name, typed.clone());
        assert!(before.is_none_or(|before| before == typed), "{name} is two things");
        Place { typed: name.to_owned(), sample }
    }

    /// What an object is whose keys are the policy's or the vocabulary's, `key` one of them.
    fn record(&mut self, path: &str, put: &dyn Fn(Value) -> Value, key: &str) -> Place {
        let entry = self.value(&join(path, key), &|value| put(map([(key, value)])));
        let typed = format!("Record<string, {}>", entry.typed);
        Place { typed, sample: map([(key, entry.sample)]) }
    }
}

fn union(types: impl IntoIterator<Item = String>) -> String {
    types.into_iter().collect::<Vec<_>>().join(" | ")
}

fn join(path: &str, key: &str) -> String {
    crate::case::decoder::join(path, key)
}

fn map<'k>(entries: impl IntoIterator<Item = (&'k str, Value)>) -> Value {
    Value::Map(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

/// A fact of every kind, the reserved ones among them.
fn vocabulary() -> Vocabulary {
    let values = |values: [&str; 2]| values.map(str::to_owned).to_vec();
    let facts = [
        (TIER, Scope::Person, FactKind::Choice(values(["tier_1", "tier_2"]))),
        ("flag", Scope::Person, FactKind::Flag),
        ("number", Scope::Person, FactKind::Number { min: 0, max: 9 }),
        ("set", Scope::Person, FactKind::Set(values(["a", "b"]))),
        ("money", Scope::Person, FactKind::Money),
        (HOSPITAL_LEVEL, Scope::Admission, FactKind::Choice(values(["near", "far"]))),
    ];
    let facts = facts.map(|(id, scope, kind)| {
        // A kind that is new stops the compiler here: it belongs in the list above.
        match kind {
            FactKind::Choice(_)
            | FactKind::Flag
            | FactKind::Number { .. }
            | FactKind::Set(_)
            | FactKind::Money => {}
        }
        Fact::new(id.into(), scope, kind)
    });
    Vocabulary { facts: facts.into() }
}

/// A policy with a reading and nothing else.
fn policy() -> Policy {
    let day = Date::parse("2019-10-08").unwrap();
    Policy::new(PolicyData {
        implied: Vec::new(),
        ask_when: Vec::new(),
        id: "probe".into(),
        instrument: String::new(),
        issued: day,
        in_force: InForce { from: day, until: None },
        facts: Vec::new(),
        readings: vec![Reading { id: "reading".into(), switchable: true }],
        variables: vec![Variable::Reading { reading: 0 }],
        provisions: Vec::new(),
        ends_when: Diagram::constant(1),
        premium_when: Diagram::constant(0),
        settlement: Settlement::default(),
    })
    .unwrap()
}
