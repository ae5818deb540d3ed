//! Advice against brute force: every change that a person can make, tried by asking the engine again for
//! every completion of what is not known. Only complete cases are asked, and their amounts and outcomes
//! are other oracles' business; what is compared here is which changes are advised, what they save and
//! what they gain (docs/decisions/0006-advice.md).

use mingbai_core::policy::Policy;
use mingbai_core::policy::vocabulary::{Changeable, FactKind, Scope};
use mingbai_tests::anyone::values;
use mingbai_tests::engine::{Engine, all, input, liangping, yuan};
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
    let outcome = |verdict: &Json| {
        let outcome = verdict["outcomes"][0].clone();
        let text = |value: &Json| value.as_str().unwrap().to_owned();
        (text(&verdict["provision"]), text(&verdict["cites"][0]["at"]), outcome)
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
            Json::Bool(lifted) => i128::from(*lifted),
            other => panic!("{other} in an outcome"),
        }
    }
    if outcome == "nothing" { 0 } else { 1 + figures(outcome) }
}

/// The provisions that give more for certain, and their clauses.
fn gained(now: &[Whole], then: &[Whole]) -> Vec<(String, String)> {
    let of = |all: &[Whole], index: usize| -> Vec<Json> {
        all.iter().map(|whole| whole.outcomes[index].2.clone()).collect()
    };
    let mut gains = Vec::new();
    for (index, (provision, at, _)) in now[0].outcomes.iter().enumerate() {
        let (now, then) = (of(now, index), of(then, index));
        let some = |key: &str| now.iter().chain(&then).any(|outcome| outcome.get(key).is_some());
        if some("premium_aid") && some("premium_aid_amount") {
            continue;
        }
        if then.iter().map(worth).min() > now.iter().map(worth).max() {
            gains.push((provision.clone(), at.clone()));
        }
    }
    gains
}

/// A piece of advice as an answer writes it; nothing if it is no good.
fn advised(
    change: &Facts,
    saved: Option<(i128, i128)>,
    gains: &[(String, String)],
) -> Option<Json> {
    if gains.is_empty() && saved.is_none_or(|(_, most)| most <= 0) {
        return None;
    }
    let shown = |fen: i128| if fen < 0 { format!("-{}", yuan(-fen)) } else { yuan(fen) };
    let (least, most) = saved.map(|(least, most)| (shown(least), shown(most))).unzip();
    let provisions: Vec<&String> = gains.iter().map(|(provision, _)| provision).collect();
    let cites: Vec<Json> = gains.iter().map(|(_, at)| json!({ "at": at })).collect();
    Some(json!({
        "change": change, "saves": { "least": least, "most": most }, "gains": provisions, "cites": cites
    }))
}

/// The values a known fact can be changed to: another choice; a status that is proved, never given up.
fn others(kind: &FactKind, change: Changeable, known: &Json) -> Vec<Json> {
    match kind {
        FactKind::Choice(values) => {
            values.iter().map(|v| json!(v)).filter(|v| v != known).collect()
        }
        FactKind::Flag if known == &json!(false) || change == Changeable::Choose => {
            vec![json!(known == &json!(false))]
        }
        _ => Vec::new(),
    }
}

/// Everything that is to be advised, in order.
fn advice(engine: &Engine, case: &Case) -> Vec<Json> {
    let now = completions(engine, case);
    let mut advice = Vec::new();
    for fact in &engine.policy.data().facts {
        let Some(known) = case.facts.get(&fact.id) else { continue };
        if fact.change == Changeable::Fixed {
            continue;
        }
        for value in others(&fact.kind, fact.change, known) {
            let mut changed = case.clone();
            changed.facts.insert(fact.id.clone(), value.clone());
            let then = completions(engine, &changed);
            let change = Facts::from_iter([(fact.id.clone(), value)]);
            advice.extend(advised(&change, saved(&now, &then), &gained(&now, &then)));
        }
    }
    for index in 0..case.stays.len() {
        advice.extend(hospitals(engine, case, index, &now));
    }
    advice
}

/// The best of those that change the same first: what that is and becomes, its rank, the advice.
type Best = ((String, Json), (i128, i128), Json);

/// Other hospitals for one stay: for each level the setting that saves most, of those the one that changes
/// least, of those the first.
fn hospitals(engine: &Engine, case: &Case, index: usize, now: &[Whole]) -> Vec<Json> {
    let policy = &engine.policy;
    let known: Vec<(&str, Vec<Json>)> = (policy.data().facts.iter().enumerate())
        .filter(|(_, fact)| fact.scope == Scope::Admission && fact.change == Changeable::Choose)
        .filter(|(_, fact)| !matches!(fact.kind, FactKind::Number { .. } | FactKind::Set(_)))
        .filter(|(_, fact)| case.stays[index].contains_key(&fact.id))
        .map(|(at, fact)| (fact.id.as_str(), values(policy, at).iter().map(plain).collect()))
        .collect();
    let sizes: Vec<usize> = known.iter().map(|(_, values)| values.len()).collect();
    let mut best: Vec<Best> = Vec::new();
    Space::new(&sizes, |at| {
        let mut changed = case.clone();
        let mut change = Facts::new();
        for ((fact, values), &value) in known.iter().zip(at) {
            if case.stays[index][*fact] != values[value] {
                changed.stays[index].insert((*fact).to_owned(), values[value].clone());
                change.insert(format!("admissions[{index}].{fact}"), values[value].clone());
            }
        }
        let Some(first) = known
            .iter()
            .map(|(fact, _)| format!("admissions[{index}].{fact}"))
            .find(|key| change.contains_key(key))
        else {
            return;
        };
        let first = (first.clone(), change[&first].clone());
        let count = i128::try_from(change.len()).unwrap();
        let saves = saved(now, &completions(engine, &changed));
        let Some(found) = advised(&change, saves, &[]) else { return };
        let rank = (saves.unwrap().0, -count);
        match best.iter_mut().find(|(key, ..)| *key == first) {
            Some(other) if rank > other.1 => *other = (first, rank, found),
            Some(_) => {}
            None => best.push((first, rank, found)),
        }
    });
    best.into_iter().map(|(_, _, found)| found).collect()
}

fn money(random: &mut Random) -> String {
    let most = *random.pick(&[100_00, 5_000_00, 50_000_00, 400_000_00]);
    yuan(i128::try_from(random.below(most)).unwrap())
}

/// Figures of which one may be missing.
fn figures(random: &mut Random) -> Json {
    let levels = ["village", "township", "district", "municipal"];
    let mut by_level = |value: &mut dyn FnMut(&mut Random) -> String| -> Json {
        levels
            .iter()
            .map(|level| ((*level).to_owned(), json!(value(random))))
            .collect::<Facts>()
            .into()
    };
    let deductible = by_level(&mut |random| yuan(i128::try_from(random.below(1_500_00)).unwrap()));
    let rates = [(); 2].map(|()| by_level(&mut |random| random.below(101).to_string()));
    let mut figures = json!({
        "contribution": { "tier_1": money(random), "tier_2": money(random) },
        "basic": {
            "deductible": deductible, "rate": { "tier_1": rates[0], "tier_2": rates[1] },
            "cap": { "tier_1": money(random), "tier_2": "none" }
        },
        "major_illness": {
            "deductible": money(random), "bands": [{ "from": "0", "percent": "60" }],
            "bands_from": "deductible", "cap": "180000.00"
        },
        "assistance": { "cap": money(random) }
    });
    if random.chance(15) {
        let parts = figures.as_object_mut().unwrap();
        let gone = random.pick(&["contribution", "basic", "major_illness", "assistance"]);
        parts.remove(*gone);
    }
    figures
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
    Case { facts, stays, figures: figures(random) }
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
