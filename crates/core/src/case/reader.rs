//! Reads a case: checks it against the vocabulary and a policy, naming every problem.

use super::decoder::{Decoder, join};
use super::facts::{Admission, COSTS, Case, FactValue, Facts, Member, PAID};
use super::figures::{Figures, KNOWN_LAYERS, LayerShape, Shape, money};
use super::problems::{Expected, Found, Problem, nearest};
use super::values::Value;
use crate::kernel::money::Money;
use crate::policy::layers::Keys;
use crate::policy::vocabulary::{FIGURES, Fact, FactKind, HOSPITAL_LEVEL, Scope, TIER, Vocabulary};
use crate::policy::{Policy, Variable};

/// Everything needed to read a case: whom to ask what a key means.
#[derive(Clone, Copy)]
pub struct Reader<'r> {
    /// The shared vocabulary.
    pub vocabulary: &'r Vocabulary,
    /// The policy the case is for.
    pub policy: &'r Policy,
    /// The figures given beside the case.
    pub figures: Option<&'r Figures>,
}

impl<'r> Reader<'r> {
    /// Which figures a case may give: those of the policy's layers, and of the layers that every
    /// county knows.
    pub fn shape(&self) -> Shape<'r> {
        let settlement = &self.policy.data().settlement;
        let values = |key: Option<u16>| {
            let fact = key.and_then(|key| self.policy.fact(key));
            fact.map(|fact| fact.kind.values())
        };
        let shared = |id: &str| self.vocabulary.fact(id).map_or(&[][..], |fact| fact.kind.values());
        let Keys { contribution, person, admission } = settlement.keys;
        let none = settlement.layers.is_empty();
        let keyed = |own: Option<u16>, id| {
            values(own).unwrap_or_else(|| if none { shared(id) } else { &[] })
        };
        let (persons, admissions) = (keyed(person, TIER), keyed(admission, HOSPITAL_LEVEL));
        let table = |id: &'r str, figures| LayerShape::new(id, figures, persons, admissions);
        let known = |id: &str| KNOWN_LAYERS.into_iter().find(|(known, _)| *known == id);
        let own = settlement.layers.iter().map(|layer| {
            let figures =
                known(&layer.id).map_or(layer.figures, |(_, known)| layer.figures.or(known));
            table(layer.id.as_str(), figures)
        });
        let absent = KNOWN_LAYERS
            .into_iter()
            .filter(|(known, _)| settlement.layers.iter().all(|layer| layer.id != *known));
        Shape {
            contribution: values(contribution)
                .unwrap_or_else(|| if self.policy.has_premium() { &[] } else { shared(TIER) }),
            layers: own.chain(absent.map(|(id, figures)| table(id, figures))).collect(),
            declared: self.declared().map(|(_, id)| id).collect(),
        }
    }

    /// The figures that the policy declares: where each stands among its facts, and its name.
    fn declared(&self) -> impl Iterator<Item = (usize, &'r str)> {
        let facts = self.policy.data().facts.iter().enumerate();
        facts.filter_map(|(index, fact)| Some((index, fact.id.strip_prefix(FIGURES)?)))
    }

    /// Reads a case.
    ///
    /// # Errors
    /// Every problem found, in the order of the input.
    pub fn read(&self, input: &Value) -> Result<Case, Vec<Problem>> {
        let mut decoder = Decoder::default();
        let case = self.case(&mut decoder, input);
        if decoder.problems.is_empty() { Ok(case) } else { Err(decoder.problems) }
    }

    fn case(&self, decoder: &mut Decoder, input: &Value) -> Case {
        let is_household = matches!(input, Value::Map(map) if map.iter().any(|(key, _)| key == "members" || key == "household"));
        let keys: &[&str] = if is_household {
            &["household", "members", "figures", "readings"]
        } else {
            &["facts", "readings", "figures", "admissions"]
        };
        let shape = self.shape();
        let none = Figures::none(&shape);
        let mut case = Case {
            members: Vec::new(),
            household: is_household,
            readings: Vec::new(),
            figures: self.figures.unwrap_or(&none).clone(),
        };
        let (mut facts, mut admissions) = (Facts::none(self.policy), Vec::new());
        let mut shared = Facts::none(self.policy);
        let mut members = None;
        for (key, value) in decoder.object("", input, keys) {
            match key {
                "facts" => self.facts(decoder, "facts", value, &mut facts),
                "household" => self.facts(decoder, "household", value, &mut shared),
                "members" => members = Some(value),
                "admissions" => admissions = self.admissions(decoder, "admissions", value),
                "readings" => case.readings = self.readings(decoder, value),
                _ => {
                    case.figures =
                        Figures::decode(decoder, "figures", value, &shape, &case.figures);
                }
            }
        }
        for known in [&mut shared, &mut facts] {
            for ((index, _), figure) in self.declared().zip(&case.figures.declared) {
                if let Some(slot) = known.0.get_mut(index) {
                    *slot = figure.map(|money| FactValue::Number(money.fen()));
                }
            }
        }
        if let Some(members) = members.filter(|members| **members != Value::Null) {
            for (index, value) in decoder.list("members", members).iter().enumerate() {
                let member = self.member(decoder, &format!("members[{index}]"), value, &shared);
                case.members.push(member);
            }
        } else if is_household {
            decoder.problem("members", Found::Nothing, Expected::List);
        } else {
            case.members.push(Member::new(self.policy, None, facts, admissions));
        }
        case
    }

    fn member(&self, decoder: &mut Decoder, path: &str, value: &Value, shared: &Facts) -> Member {
        let (mut name, mut facts, mut admissions) = (None, shared.clone(), Vec::new());
        if *value == Value::Null {
            decoder.problem(path, Found::Null, Expected::Object);
        }
        for (key, value) in decoder.object(path, value, &["name", "facts", "admissions"]) {
            let path = join(path, key);
            match key {
                "name" => {
                    name =
                        decoder.parsed(&path, value, Expected::Text, |text| Some(text.to_owned()));
                }
                "facts" => self.facts(decoder, &path, value, &mut facts),
                _ => admissions = self.admissions(decoder, &path, value),
            }
        }
        Member::new(self.policy, name, facts, admissions)
    }

    fn facts(&self, decoder: &mut Decoder, path: &str, value: &Value, facts: &mut Facts) {
        for (key, value) in decoder.object(path, value, &[]) {
            self.fact(decoder, path, key, value, facts);
        }
    }

    /// Reads one fact into `facts`; one that the policy does not use is checked and forgotten.
    fn fact(&self, decoder: &mut Decoder, path: &str, key: &str, value: &Value, facts: &mut Facts) {
        let path = join(path, key);
        let mut facts_of_people = self.policy.data().facts.iter();
        let own = facts_of_people.position(|fact| fact.id == key && !fact.is_figure());
        let fact = own
            .and_then(|index| self.policy.data().facts.get(index))
            .or_else(|| self.vocabulary.fact(key));
        let Some(fact) = fact else {
            let names = self.vocabulary.facts.iter().chain(&self.policy.data().facts);
            let nearest = nearest(key, names.map(|fact| fact.id.as_str())).map(str::to_owned);
            decoder.problem(&path, Found::UnknownFact, Expected::Fact { nearest });
            return;
        };
        let value = fact_value(decoder, &path, fact, value);
        if let (Some(slot), Some(value)) = (own.and_then(|index| facts.0.get_mut(index)), value) {
            *slot = Some(value);
        }
    }

    fn admissions(&self, decoder: &mut Decoder, path: &str, value: &Value) -> Vec<Admission> {
        let mut admissions = Vec::new();
        for (index, value) in decoder.list(path, value).iter().enumerate() {
            let path = format!("{path}[{index}]");
            if *value == Value::Null {
                decoder.problem(&path, Found::Null, Expected::Object);
            }
            let mut facts = Facts::none(self.policy);
            let mut costs = [None; COSTS.len()];
            let mut paid = Vec::new();
            for (key, value) in decoder.object(&path, value, &[]) {
                let scope = self.vocabulary.fact(key).map(|fact| fact.scope);
                if let Some((_, cost)) = COSTS.iter().zip(&mut costs).find(|(own, _)| **own == key)
                {
                    *cost = money(decoder, &join(&path, key), value);
                } else if key == PAID {
                    paid = self.paid(decoder, &join(&path, key), value);
                } else if scope.is_some_and(|scope| scope != Scope::Admission) {
                    decoder.problem(&join(&path, key), Found::OtherFact, Expected::AdmissionFact);
                } else {
                    self.fact(decoder, &path, key, value, &mut facts);
                }
            }
            let [in_scope, out_of_scope] = costs;
            let stated = facts.assign(self.policy, |scope| scope == Scope::Admission);
            let (known, assumed) = (stated.clone(), Vec::new());
            admissions.push(Admission { stated, known, assumed, in_scope, out_of_scope, paid });
        }
        admissions
    }

    /// What a settlement sheet says that each layer paid; layers that the policy does not have are checked
    /// and forgotten.
    fn paid(&self, decoder: &mut Decoder, path: &str, value: &Value) -> Vec<Option<Money>> {
        let layers = &self.policy.data().settlement.layers;
        let known = KNOWN_LAYERS.iter().map(|(id, _)| *id);
        let own: Vec<&str> = layers.iter().map(|layer| layer.id.as_str()).collect();
        let others = known.filter(|id| !own.contains(id));
        let allowed: Vec<&str> = own.iter().copied().chain(others).collect();
        let mut paid = vec![None; own.len()];
        for (key, value) in decoder.object(path, value, &allowed) {
            let read = money(decoder, &join(path, key), value);
            let slot = own.iter().position(|own| *own == key);
            if let Some(slot) = slot.and_then(|slot| paid.get_mut(slot)) {
                *slot = read;
            }
        }
        if paid.iter().all(Option::is_none) { Vec::new() } else { paid }
    }

    fn readings(&self, decoder: &mut Decoder, value: &Value) -> Vec<(u16, u8)> {
        let data = self.policy.data();
        let variables: Vec<(u16, &str)> = (0u16..)
            .zip(&data.variables)
            .filter_map(|(var, variable)| match variable {
                Variable::Reading { reading } => {
                    Some((var, data.readings.get(usize::from(*reading))?.id.as_str()))
                }
                _ => None,
            })
            .collect();
        let mut taken = Vec::new();
        for (key, value) in decoder.object("readings", value, &[]) {
            let path = join("readings", key);
            let Some(&(var, _)) = variables.iter().find(|(_, id)| *id == key) else {
                let allowed = variables.iter().map(|(_, id)| (*id).to_owned()).collect();
                decoder.problem(&path, Found::UnknownReading, Expected::OneOf { allowed });
                continue;
            };
            match value {
                Value::Bool(value) => taken.push((var, u8::from(*value))),
                Value::Null => {}
                other => decoder.problem(&path, other, Expected::Flag),
            }
        }
        taken
    }
}

fn fact_value(decoder: &mut Decoder, path: &str, fact: &Fact, value: &Value) -> Option<FactValue> {
    match (&fact.kind, value) {
        (_, Value::Null) => None,
        (FactKind::Choice(values), _) => decoder.one_of(path, value, values).map(FactValue::Choice),
        (FactKind::Flag, Value::Bool(value)) => Some(FactValue::Flag(*value)),
        (FactKind::Number { min, max }, Value::Int(number)) if (min..=max).contains(&number) => {
            Some(FactValue::Number(*number))
        }
        (FactKind::Money, value) => {
            money(decoder, path, value).map(|money| FactValue::Number(money.fen()))
        }
        (FactKind::Set(values), Value::List(list)) => {
            let before = decoder.problems.len();
            let mut members: Vec<u16> = Vec::new();
            for (index, value) in list.iter().enumerate() {
                let path = format!("{path}[{index}]");
                if *value == Value::Null {
                    decoder.problem(
                        &path,
                        Found::Null,
                        Expected::OneOf { allowed: values.clone() },
                    );
                }
                if let Some(member) = decoder.one_of(&path, value, values)
                    && let Err(place) = members.binary_search(&member)
                {
                    members.insert(place, member);
                }
            }
            (decoder.problems.len() == before).then_some(FactValue::Set(members))
        }
        (kind, other) => {
            let expected = match kind {
                FactKind::Number { min, max } => Expected::Integer { min: *min, max: *max },
                FactKind::Set(_) => Expected::List,
                FactKind::Flag | FactKind::Choice(_) | FactKind::Money => Expected::Flag,
            };
            decoder.problem(path, other, expected);
            None
        }
    }
}
