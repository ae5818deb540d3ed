//! Native answers for tests/node/cases.mjs, which asks the engine in WebAssembly the same and
//! compares every byte.
//!
//! `answers N` prints, a JSON value a line: the compiled vocabulary and policies (hexadecimal), then
//! every case of every cases.toml and N generated cases, each as `[policy, name, case, digest]`, and a tenth of as
//! many (10,000 at most) of the policy with every term, which has no built-in id but a file:
//! the digest is the SHA-256 of the native answer as JSON.

use std::fmt::Write as _;
use std::io::{BufWriter, Write as _, stdout};

use mingbai_compiler::read_cases;
use mingbai_core::case::values::Value;
use mingbai_core::policy::bytes::sha256;
use mingbai_tests::anyone::values;
use mingbai_tests::engine::{self, Engine};
use mingbai_tests::layered::{EVERY_TERM_CASES, EVERY_TERM_SEED, Law};
use mingbai_tests::random::Random;
use mingbai_tests::written;
use serde_json::{Map, Value as Json, json};

fn main() {
    let count: usize =
        std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(20_000);
    let mut out = BufWriter::new(stdout().lock());
    let mut line = |value: Json| writeln!(out, "{value}").expect("the output can be written");
    let engines = engine::all();
    line(json!({ "vocabulary": hex(&engines[0].vocabulary.to_bytes()) }));
    for engine in engines {
        let data = engine.policy.data();
        line(json!({ "policy": data.id, "bytes": hex(&engine.policy.to_bytes()) }));
    }
    let law = Law::every();
    let every = written::engine(&law.text());
    let id = &every.policy.data().id;
    line(
        json!({ "policy": id, "bytes": hex(&every.policy.to_bytes()), "file": "tests/every-term.toml" }),
    );
    for engine in engines {
        let id = &engine.policy.data().id;
        for case in read_cases("cases.toml", engine::built_in(id).cases_toml).unwrap() {
            line(json!([id, case.name, case.case, digest(engine, &case.case)]));
        }
    }
    let mut random = Random::new(20_191_008);
    for number in 0..count {
        let engine = &engines[number % engines.len()];
        let case = generated(engine, &mut random);
        let name = format!("generated {number}");
        let digest = digest(engine, &case);
        line(json!([engine.policy.data().id, name, case, digest]));
    }
    // The first of those that are compared with brute force (tests/tests/layered.rs).
    let mut random = Random::new(EVERY_TERM_SEED);
    for number in 0..(count / 10).min(EVERY_TERM_CASES as usize) {
        let case = law.case(&mut random).json(&law);
        let digest = digest(&every, &case);
        line(json!([id, format!("every term {number}"), case, digest]));
    }
}

/// The digest of the native answer, or of the places of what is wrong where the case is refused.
fn digest(engine: &Engine, case: &Json) -> String {
    let input = serde_json::from_str(&case.to_string()).unwrap();
    let text = match engine.try_assess(&input) {
        Ok(answer) => serde_json::to_string(&answer).unwrap(),
        Err(problems) => {
            let shown = problems.iter().map(|problem| json!({ "path": problem.path }));
            json!({ "problems": shown.collect::<Vec<_>>() }).to_string()
        }
    };
    sha256(text.as_bytes())
}

/// A person or a household, with bills and figures in part, now and then with something wrong.
fn generated(engine: &Engine, random: &mut Random) -> Json {
    let facts = |random: &mut Random, percent: usize| {
        let mut facts = Map::new();
        for (index, fact) in engine.policy.data().facts.iter().enumerate() {
            if random.chance(percent) {
                facts.insert(fact.id.clone(), plain(random.pick(&values(&engine.policy, index))));
            }
        }
        if random.chance(1) {
            facts.insert("no_such_fact".into(), json!(1));
        }
        Json::Object(facts)
    };
    let percent = *random.pick(&[0, 30, 60, 90, 100]);
    let mut case = Map::new();
    if random.chance(15) {
        case.insert("household".into(), facts(random, 20));
        let members = (0..=random.below(3)).map(|number| {
            json!({ "name": format!("{number}"), "facts": facts(random, percent), "admissions": bills(random, 2) })
        });
        case.insert("members".into(), Json::Array(members.collect()));
    } else {
        case.insert("facts".into(), facts(random, percent));
        case.insert("admissions".into(), bills(random, 4));
    }
    if random.chance(70) {
        case.insert("figures".into(), figures(random));
    }
    Json::Object(case)
}

fn bills(random: &mut Random, most: usize) -> Json {
    let bill = |random: &mut Random| {
        let mut bill = Map::new();
        let levels = ["village", "township", "district", "municipal"];
        if random.chance(85) {
            bill.insert("hospital_level".into(), json!(random.pick(&levels)));
        }
        if random.chance(85) {
            bill.insert("in_district".into(), json!(random.chance(60)));
        }
        for cost in ["in_scope", "out_of_scope"] {
            if random.chance(95) {
                bill.insert(cost.into(), json!(yuan(random)));
            }
        }
        Json::Object(bill)
    };
    Json::Array((0..random.below(most + 1)).map(|_| bill(random)).collect())
}

fn yuan(random: &mut Random) -> String {
    let most = *random.pick(&[100, 100_000, 10_000_000, 100_000_000]);
    let fen = random.below(most);
    format!("{}.{:02}", fen / 100, fen % 100)
}

fn figures(random: &mut Random) -> Json {
    let mut figures = Map::new();
    let levels = ["village", "township", "district", "municipal"];
    let rates = |random: &mut Random| -> Json {
        levels
            .iter()
            .map(|level| ((*level).to_owned(), json!(random.below(101).to_string())))
            .collect::<Map<_, _>>()
            .into()
    };
    if random.chance(80) {
        figures.insert(
            "contribution".into(),
            json!({ "tier_1": yuan(random), "tier_2": yuan(random) }),
        );
    }
    if random.chance(80) {
        let deductible: Map<String, Json> =
            levels.iter().map(|level| ((*level).to_owned(), json!(yuan(random)))).collect();
        let cap = if random.chance(30) { "none".to_owned() } else { yuan(random) };
        figures.insert(
            "basic".into(),
            json!({
                "deductible": deductible,
                "rate": { "tier_1": rates(random), "tier_2": rates(random) },
                "cap": { "tier_1": cap, "tier_2": yuan(random) },
            }),
        );
    }
    if random.chance(80) {
        figures.insert(
            "major_illness".into(),
            json!({
                "deductible": yuan(random),
                "bands": [{ "from": "0", "percent": "50" }, { "from": "10000.50", "percent": "60.25" }],
                "bands_from": random.pick(&["zero", "deductible"]),
                "cap": "180000",
            }),
        );
    }
    if random.chance(80) {
        figures.insert("assistance".into(), json!({ "cap": yuan(random) }));
    }
    Json::Object(figures)
}

fn plain(value: &Value) -> Json {
    match value {
        Value::Bool(value) => json!(value),
        Value::Int(number) => json!(number),
        Value::Text(text) => json!(text),
        Value::List(list) => Json::Array(list.iter().map(plain).collect()),
        Value::Map(map) => {
            Json::Object(map.iter().map(|(key, value)| (key.clone(), plain(value))).collect())
        }
        Value::Null | Value::Fraction => Json::Null,
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
