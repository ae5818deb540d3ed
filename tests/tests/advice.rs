//! Advice against brute force: every change that a person can make, tried by asking the engine again for
//! every completion of what is not known. Only complete cases are asked, and their amounts and outcomes
//! are other oracles' business; what is compared here is which changes are advised, what they save and
//! what they gain (docs/decisions/0006-advice.md).

use mingbai_core::case::Reader;
use mingbai_core::policy::Policy;
use mingbai_core::policy::vocabulary::{Changeable, Fact, FactKind, FactValue, Scope};
use mingbai_tests::anyone::values;
use mingbai_tests::engine::{Engine, all, input, liangping, shown, yuan};
use mingbai_tests::random::{Random, cases};
use mingbai_tests::space::Space;
use serde_json::{Map, Value as Json, json};

/// Facts by name; a fact that is not known is left out.
type Facts = Map<String, Json>;

/// A person with a year's stays.
#[derive(Clone)]
struct Case {
    facts: Facts,
    stays: Vec<Facts>,
    figures: Json,
}

impl Case {
    fn json(&self) -> Json {
        json!({ "facts": self.facts, "admissions": self.stays, "figures": self.figures })
    }

    /// The facts that nobody knows, of the person and of each stay, with their values.
    fn unknown(&self, policy: &Policy) -> Vec<(Option<usize>, String, Vec<Json>)> {
        let mut unknown = Vec::new();
        for stay in [None].into_iter().chain((0..self.stays.len()).map(Some)) {
            let known = stay.map_or(&self.facts, |stay| &self.stays[stay]);
            for (index, fact) in policy.data().facts.iter().enumerate() {
                let own = stay.is_none() || fact.scope == Scope::Admission;
                if own && !known.contains_key(&fact.id) {
                    let values = values(policy, index).iter().map(plain).collect();
                    unknown.push((stay, fact.id.clone(), values));
                }
            }
        }
        unknown
    }
}

fn plain(value: &mingbai_core::case::values::Value) -> Json {
    use mingbai_core::case::values::Value;
    match value {
        Value::Bool(flag) => json!(flag),
        Value::Int(number) => json!(number),
        Value::Text(text) => json!(text),
        Value::List(list) => list.iter().map(plain).collect(),
        other => panic!("{other:?} is no fact's value"),
    }
}

/// What is paid of one part.
#[derive(Clone, Copy, PartialEq)]
enum Pays {
    /// There is no such part.
    NoPart,
    /// A figure is missing.
    Open,
    /// Fen.
    Known(i128),
}

/// What a complete case says: what the person pays of the premium and of the bills, and the outcome of each
/// provision.
struct Whole {
    parts: [Pays; 2],
    outcomes: Vec<(String, String, Json)>,
}

fn whole(engine: &Engine, case: &Case) -> Whole {
    let answer = engine.answer(&input(&case.json()));
    let pays = |part: &str, pays: &str| match (&answer[part], answer[part][pays]["least"].as_str())
    {
        (Json::Null, _) => Pays::NoPart,
        (_, None) => Pays::Open,
        (_, Some(yuan)) => Pays::Known(fen(yuan)),
    };
    let verdicts = answer["verdicts"].as_array().unwrap().iter();
    // Advice cites a provision by its first clause, not by the row that answers now.
    let provisions = &engine.policy.data().provisions;
    let outcome = |verdict: &Json| {
        let outcome = verdict["outcomes"][0].clone();
        let id = verdict["provision"].as_str().unwrap();
        let provision = provisions.iter().find(|own| own.id == id).unwrap();
        (id.to_owned(), provision.at[0].clone(), outcome)
    };
    Whole {
        parts: [pays("premium", "pays"), pays("settlement", "patient_pays")],
        outcomes: verdicts.filter(|verdict| verdict["status"] != "stated").map(outcome).collect(),
    }
}

/// Fen of yuan with two decimals.
fn fen(yuan: &str) -> i128 {
    yuan.replace('.', "").parse().unwrap()
}

/// All completions, in one order: the person's facts, then those of each stay.
fn completions(engine: &Engine, case: &Case) -> Vec<Whole> {
    let unknown = case.unknown(&engine.policy);
    let sizes: Vec<usize> = unknown.iter().map(|(_, _, values)| values.len()).collect();
    let mut found = Vec::new();
    Space::new(&sizes, |at| {
        let mut complete = case.clone();
        for ((stay, fact, values), &value) in unknown.iter().zip(at) {
            let facts = stay.map_or(&mut complete.facts, |stay| &mut complete.stays[stay]);
            facts.insert(fact.clone(), values[value].clone());
        }
        found.push(whole(engine, &complete));
    });
    found
}

/// What is saved, least and most; nothing where it cannot be told.
fn saved(now: &[Whole], then: &[Whole]) -> Option<(i128, i128)> {
    let mut compared = vec![0; now.len()];
    for part in 0..2 {
        let absent = |all: &[Whole]| all.iter().all(|whole| whole.parts[part] == Pays::NoPart);
        if absent(now) != absent(then) {
            return None;
        }
        if absent(now) {
            continue;
        }
        for ((saved, now), then) in compared.iter_mut().zip(now).zip(then) {
            let (Pays::Known(now), Pays::Known(then)) = (now.parts[part], then.parts[part]) else {
                return None;
            };
            *saved += now - then;
        }
    }
    Some((*compared.iter().min()?, *compared.iter().max()?))
}

/// How much an outcome gives: its figures together, and something for being given at all.
fn worth(outcome: &Json) -> i128 {
    fn figures(outcome: &Json) -> i128 {
        match outcome {
            Json::Object(parts) => parts.values().map(figures).sum(),
            Json::String(figure) => {
                let (whole, rest) = figure.split_once('.').unwrap_or((figure, ""));
                let hundredths = format!("{whole}{rest:0<2}").parse();
                hundredths.unwrap_or_default()
            }
            Json::Array(list) => list.iter().map(figures).sum(),
            Json::Bool(lifted) => i128::from(*lifted),
            // How many places are free: nobody gets more by it.
            Json::Number(_) => 0,
            Json::Null => panic!("null in an outcome"),
        }
    }
    if outcome == "nothing" { 0 } else { 1 + figures(outcome) }
}

/// What a change makes of the provisions.
struct Effect {
    /// Those that give more for certain: the provision, its clause, what it may then give.
    gains: Vec<(String, String, Vec<Json>)>,
    /// Whether some provision may pay less of what is to be paid, or that cannot be told.
    loses: bool,
}

fn effect(engine: &Engine, now: &[Whole], then: &[Whole]) -> Effect {
    let of = |all: &[Whole], index: usize| -> Vec<Json> {
        all.iter().map(|whole| whole.outcomes[index].2.clone()).collect()
    };
    let mut effect = Effect { gains: Vec::new(), loses: false };
    for (index, (provision, at, _)) in now[0].outcomes.iter().enumerate() {
        let (now, then) = (of(now, index), of(then, index));
        let some = |key: &str| now.iter().chain(&then).any(|outcome| outcome.get(key).is_some());
        let least = |all: &[Json]| all.iter().map(worth).min();
        let most = |all: &[Json]| all.iter().map(worth).max();
        if now != then && some("premium_aid") && some("premium_aid_amount") {
            effect.loses = true;
        } else if least(&then) > most(&now) {
            // In the order of the policy.
            let provisions = &engine.policy.data().provisions;
            let own = provisions.iter().find(|own| own.id == *provision).unwrap();
            let outcomes = own.table.as_ref().unwrap().outcomes.iter().map(shown);
            let given = outcomes.filter(|outcome| then.contains(outcome)).collect();
            effect.gains.push((provision.clone(), at.clone(), given));
        } else {
            // Amounts are made of it: terms of layers, a share or a sum of the contribution.
            let paid = |outcome: &Json| {
                let kinds = ["subsidy", "enrolment", "service", "share", "wait", "hint"];
                let mut keys = outcome.as_object().into_iter().flatten();
                keys.any(|(key, _)| !kinds.contains(&key.as_str()))
            };
            let less = least(&then) < least(&now) || most(&then) < most(&now);
            effect.loses |= less && now.iter().chain(&then).any(paid);
        }
    }
    effect
}

/// A piece of advice as an answer writes it; nothing if it is no good: it must save something for certain, or
/// give more and cost no more. `keyed`: figures are looked up by the fact it changes.
fn advised(
    change: (&str, &Json),
    saved: Option<(i128, i128)>,
    effect: &Effect,
    keyed: bool,
) -> Option<Json> {
    let no_more = saved.map_or(!keyed, |(least, _)| least >= 0);
    let cheaper = saved.is_some_and(|(least, _)| least > 0);
    if !cheaper && (effect.gains.is_empty() || effect.loses || !no_more) {
        return None;
    }
    let (least, most) = saved.map(|(least, most)| (yuan(least), yuan(most))).unzip();
    let part = |part: fn(&(String, String, Vec<Json>)) -> Json| -> Vec<Json> {
        effect.gains.iter().map(part).collect()
    };
    Some(json!({
        "change": { change.0: change.1 },
        "saves": { "least": least, "most": most },
        "gains": part(|(provision, ..)| json!(provision)),
        "outcomes": part(|(_, _, outcomes)| json!(outcomes)),
        "cites": part(|(_, at, _)| json!({ "at": at })),
    }))
}

/// Whether the fact has the value that is written so.
fn is(fact: &Fact, value: &FactValue, written: &Json) -> bool {
    plain(&value.named(fact)) == *written
}

/// The values a known fact can be changed to: another choice, as far as it is lawful; a status that is
/// proved, never given up.
fn others(fact: &Fact, known: &Json) -> Vec<Json> {
    let lawful = |list: &[FactValue], written: &Json| {
        list.is_empty() || list.iter().any(|value| is(fact, value, written))
    };
    if fact.change == Changeable::Fixed || !lawful(&fact.change_from, known) {
        return Vec::new();
    }
    let others: Vec<Json> = match &fact.kind {
        FactKind::Choice(values) => values.iter().map(|v| json!(v)).collect(),
        FactKind::Flag if fact.change == Changeable::Choose => vec![json!(false), json!(true)],
        FactKind::Flag => vec![json!(true)],
        _ => Vec::new(),
    };
    let other = |v: &Json| v != known && lawful(&fact.change_to, v);
    others.into_iter().filter(other).collect()
}

/// Everything that is to be advised, in order.
fn advice(engine: &Engine, case: &Case) -> Vec<Json> {
    let now = completions(engine, case);
    let mut advice = Vec::new();
    for fact in &engine.policy.data().facts {
        let Some(known) = case.facts.get(&fact.id) else { continue };
        // Liangping's figures are keyed by these two.
        let keyed = ["tier", "hospital_level"].contains(&fact.id.as_str());
        for value in others(fact, known) {
            let mut changed = case.clone();
            changed.facts.insert(fact.id.clone(), value.clone());
            let then = completions(engine, &changed);
            let effect = effect(engine, &now, &then);
            let no_premium = |all: &[Whole]| all.iter().all(|whole| whole.parts[0] == Pays::NoPart);
            let untold = fact.change == Changeable::Choose
                && fact.scope != Scope::Admission
                && no_premium(&now)
                && no_premium(&then);
            let saves = saved(&now, &then).filter(|_| !untold);
            // What a door costs is never told.
            let keyed = keyed && fact.change_from.is_empty();
            advice.extend(advised((&fact.id, &value), saves, &effect, keyed));
        }
    }
    for index in 0..case.stays.len() {
        advice.extend(hospitals(engine, case, index, &now));
    }
    advice
}

/// Another hospital for one stay, one fact of it at a time, where that saves something for certain.
fn hospitals(engine: &Engine, case: &Case, index: usize, now: &[Whole]) -> Vec<Json> {
    let mut advice = Vec::new();
    for fact in &engine.policy.data().facts {
        let known = case.stays[index].get(&fact.id).filter(|_| fact.scope == Scope::Admission);
        for value in known.into_iter().flat_map(|known| others(fact, known)) {
            let mut changed = case.clone();
            changed.stays[index].insert(fact.id.clone(), value.clone());
            let saves = saved(now, &completions(engine, &changed));
            let path = format!("admissions[{index}].{}", fact.id);
            let none = Effect { gains: Vec::new(), loses: false };
            advice.extend(advised((&path, &value), saves, &none, true));
        }
    }
    advice
}

fn money(random: &mut Random) -> String {
    let most = *random.pick(&[100_00, 5_000_00, 50_000_00, 400_000_00]);
    yuan(i128::try_from(random.below(most)).unwrap())
}

/// Figures of which one may be missing: a contribution, a layer's table.
fn figures(engine: &Engine, random: &mut Random) -> Json {
    /// A value for each of `keys`; one alone where there are none.
    fn by(keys: &[String], mut value: impl FnMut(usize) -> Json) -> Json {
        if keys.is_empty() {
            return value(0);
        }
        let all = keys.iter().enumerate().map(|(nth, key)| (key.clone(), value(nth)));
        all.collect::<Facts>().into()
    }
    let (vocabulary, policy) = (&engine.vocabulary, &engine.policy);
    let shape = Reader { vocabulary, policy, figures: None }.shape();
    let mut figures = Facts::new();
    figures.insert("contribution".into(), by(shape.contribution, |_| json!(money(random))));
    for layer in &shape.layers {
        let mut table = Facts::new();
        for key in layer.keys() {
            let figure = match key {
                "deductible" if layer.id == "basic" => by(layer.admission, |_| {
                    json!(yuan(i128::try_from(random.below(1_500_00)).unwrap()))
                }),
                "deductible" => by(layer.admission, |_| json!(money(random))),
                "rate" => by(layer.person, |_| {
                    by(layer.admission, |_| json!(random.below(101).to_string()))
                }),
                "bands" => json!([{ "from": "0", "percent": "60" }]),
                "bands_from" => json!("deductible"),
                _ => by(layer.person, |nth| {
                    json!(if nth == 0 { money(random) } else { "none".to_owned() })
                }),
            };
            table.insert(key.to_owned(), figure);
        }
        figures.insert(layer.id.to_owned(), table.into());
    }
    for id in &shape.declared {
        figures.insert((*id).to_owned(), json!(money(random)));
    }
    if random.chance(15) {
        let tables: Vec<String> = figures.keys().cloned().collect();
        figures.remove(random.pick(&tables).as_str());
    }
    figures.into()
}

/// A case of which at most so many completions are open.
fn random_case(engine: &Engine, random: &mut Random) -> Case {
    let policy = &engine.policy;
    let (mut facts, mut open) = (Facts::new(), 1);
    let unknown = *random.pick(&[0, 10, 25]);
    for (index, fact) in policy.data().facts.iter().enumerate() {
        let values = values(policy, index);
        // Resident insurance and not poor more often than chance has it: there is more to advise.
        let usual = match fact.id.as_str() {
            "scheme" if random.chance(70) => Some(json!("resident")),
            _ if fact.kind == FactKind::Flag && random.chance(60) => Some(json!(false)),
            _ => None,
        };
        if random.chance(unknown) && open * values.len() <= 8 {
            open *= values.len();
        } else {
            facts.insert(fact.id.clone(), usual.unwrap_or_else(|| plain(random.pick(&values))));
        }
    }
    let stays = (0..*random.pick(&[0, 1, 1, 2])).map(|_| {
        let mut stay = Facts::new();
        for (index, fact) in policy.data().facts.iter().enumerate() {
            let values = values(policy, index);
            if fact.scope != Scope::Admission {
                continue;
            }
            if random.chance(15) && open * values.len() <= 8 {
                open *= values.len();
            } else {
                stay.insert(fact.id.clone(), plain(random.pick(&values)));
            }
        }
        for cost in ["in_scope", "out_of_scope"] {
            stay.insert(cost.into(), json!(money(random)));
        }
        stay
    });
    let stays = stays.collect();
    Case { facts, stays, figures: figures(engine, random) }
}

#[test]
fn every_change_worth_making_is_advised_and_no_other() {
    let mut random = Random::new(6);
    let (mut given, mut hospital, mut range, mut gains) = (0, 0, 0, 0);
    // The same document where nobody can choose a hospital inside the district.
    let bound = liangping().changed(|data| {
        let mut facts = data.facts.iter_mut();
        facts.find(|fact| fact.id == "in_district").unwrap().change = Changeable::Fixed;
    });
    for number in 0..cases(100, 2_000).max(100) {
        // Liangping has the most to advise.
        let engine = match number % 8 {
            0 | 2 | 4 => liangping(),
            6 => &bound,
            _ => random.pick(all()),
        };
        let case = random_case(engine, &mut random);
        let found = engine.answer(&input(&case.json()));
        let wanted = advice(engine, &case);
        assert_eq!(found["advice"], json!(wanted), "{}: {}", engine.policy.data().id, case.json());
        given += wanted.len();
        for one in &wanted {
            let key = one["change"].as_object().unwrap().keys().next().unwrap();
            hospital += usize::from(key.starts_with("admissions"));
            range += usize::from(one["saves"]["least"] != one["saves"]["most"]);
            gains += usize::from(one["gains"] != json!([]));
        }
    }
    // The cases are such that all of it occurs.
    assert!(
        given > 100 && hospital > 10 && range > 2 && gains > 50,
        "{given} {hospital} {range} {gains}"
    );
}
