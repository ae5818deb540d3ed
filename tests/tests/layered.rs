//! Policies with random layers and terms, against the rule worked out for every completion.

use std::time::Instant;

use mingbai_tests::engine::{Engine, input, shown};
use mingbai_tests::layered::{Case, EVERY_TERM_CASES, EVERY_TERM_SEED, Law, said};
use mingbai_tests::random::{Random, cases};
use mingbai_tests::written::{compiled, engine, file};
use serde_json::{Value as Json, json};

#[derive(Default, Debug)]
struct Met {
    complete: usize,
    ranges: usize,
    asks: usize,
    floors: usize,
    none: usize,
    some_bills_only: usize,
    refused: usize,
    checks: usize,
    figures: usize,
    bounds: usize,
    waits_longer: usize,
    shares: usize,
    waits: usize,
    premiums: usize,
}

/// What the engine says against the rule.
enum Differs {
    No,
    /// It waits for a figure on which the amount hangs in none of the values tried: there may be one that was
    /// not tried, or formulas that are the same though they are written differently.
    WaitsLonger,
    Yes,
}

fn differs(said: &Json, rule: &Json) -> Differs {
    if said == rule {
        return Differs::No;
    }
    let asks = |part: &Json| part["asks"].as_array().cloned().unwrap_or_default();
    let (more, fewer) = (asks(said), asks(rule));
    let number = |ask: &Json| {
        let parts = ["figures.", ".paid.", ".in_scope", "years", "missed", "spent"];
        parts.iter().any(|part| ask.as_str().unwrap().contains(part))
    };
    // What a sheet states is not asked, and what the rules give beside it may still hang on a figure.
    let unchecked = said["admissions"].as_array().into_iter().flatten().any(|stay| {
        let mut checks = stay["check"].as_array().into_iter().flatten();
        checks.any(|check| check["least"].is_null())
    });
    let waits = unchecked || more.iter().any(number);
    if waits && fewer.iter().all(|ask| more.contains(ask)) && covers(said, rule) {
        Differs::WaitsLonger
    } else {
        Differs::Yes
    }
}

/// Whether the two are the same but for null in the first.
fn covers(said: &Json, rule: &Json) -> bool {
    match (said, rule) {
        (Json::Null, Json::String(_) | Json::Bool(_)) => true,
        (Json::Object(own), Json::Object(other)) => {
            let keys = || own.keys().chain(other.keys()).filter(|key| *key != "asks");
            // Of an amount that waits it is not said that it is a floor.
            // …and of one that does not, a limit that is used up may not be seen.
            let same =
                |key: &String| key == "floor" && (said["least"].is_null() || rule[key].is_null());
            keys().all(|key| same(key) || covers(&said[key], &rule[key]))
        }
        (Json::Array(own), Json::Array(other)) => {
            own.len() == other.len() && own.iter().zip(other).all(|(one, other)| covers(one, other))
        }
        _ => said == rule,
    }
}

/// What a county states in one amount goes first: where it stands among facts no contract says.
fn income_first(part: &mut Json) {
    let Some(asks) = part["asks"].as_array_mut() else { return };
    asks.sort_by_key(|ask| ask != "figures.income");
}

/// Compares the engine's answer to a case with the rule's, and counts what was met.
fn compare(law: &Law, engine: &Engine, text: &str, case: &Case, met: &mut Met) {
    let expected = law.expected(case);
    let answer = engine.try_assess(&input(&case.json(law)));
    if let Some(places) = expected.as_array() {
        let place = |path: &str| places.iter().any(|place| place == path);
        match answer {
            Err(problems) => assert!(place(&problems[0].path), "{text}\n{}", case.json(law)),
            // What earlier layers leave is known within bounds only.
            Ok(_) => assert!(case.lacks_figures(), "{places:?}\n{text}\n{}", case.json(law)),
        }
        met.refused += 1;
        return;
    }
    let answer =
        answer.unwrap_or_else(|problems| panic!("{problems:?}\n{text}\n{}", case.json(law)));
    let answer = shown(answer);
    let mut said = said(&answer["settlement"]);
    if !said.is_null() {
        income_first(&mut said);
    }
    let shown = || format!("{text}\n{}\nengine {said:#}\nrule {expected:#}", case.json(law));
    match differs(&said, &expected) {
        Differs::No => {}
        Differs::WaitsLonger => {
            if std::env::var_os("MINGBAI_SHOW").is_some() {
                println!("LONGER {} RULE {}", said["asks"], expected["asks"]);
            }
            met.waits_longer += 1;
        }
        Differs::Yes => panic!("{}", shown()),
    }
    let bounds = &answer["settlement"]["patient_pays"]["bounds"];
    let waits = expected["year"]["patient_pays"]["least"].is_null() && !expected.is_null();
    if let Some(rule) = law.bounds(case).filter(|_| waits) {
        assert_eq!(*bounds, rule, "{}", shown());
        met.bounds += 1;
    }
    for rule in law.expected_beside(case) {
        let all = answer["verdicts"].as_array().unwrap();
        let own = all.iter().find(|own| own["provision"] == rule["provision"]).unwrap();
        let mut said = rule.clone();
        for key in ["status", "asks", "amount", "months"] {
            if own.get(key).is_some() || said.get(key).is_some() {
                said[key] = own[key].clone();
            }
        }
        income_first(&mut said);
        said["outcomes"] = json!(own["outcomes"].as_array().unwrap().len());
        assert_eq!(said, rule, "{}", shown());
        met.shares += usize::from(!rule["amount"].is_null());
        met.waits += usize::from(!rule["months"].is_null());
    }
    let mut premium = answer["premium"].clone();
    if !premium.is_null() {
        premium.as_object_mut().unwrap().retain(|key, _| key != "steps");
        if premium["aid"]["least"].is_null() {
            premium["aid"].as_object_mut().unwrap().remove("floor");
        }
        income_first(&mut premium);
        met.premiums += 1;
    }
    let rule = law.expected_premium(case);
    assert_eq!(premium, rule, "{}", shown());
    let parts = || {
        std::iter::once(&expected["year"])
            .chain(expected["admissions"].as_array().into_iter().flatten())
    };
    met.complete += usize::from(case.completions() == 1);
    met.none += usize::from(expected.is_null());
    met.asks += usize::from(expected["asks"].as_array().is_some_and(|asks| !asks.is_empty()));
    met.ranges += usize::from(
        expected["year"]["patient_pays"]["least"] != expected["year"]["patient_pays"]["most"],
    );
    met.floors += usize::from(parts().any(|part| part.to_string().contains("floor")));
    met.checks += usize::from(parts().any(|part| !part["check"].is_null()));
    met.figures += usize::from(expected["asks"].to_string().contains("figures."));
    met.some_bills_only += usize::from(!expected.is_null() && parts().any(Json::is_null));
}

#[test]
fn any_layers_are_settled_as_the_rule_says_over_every_completion() {
    let began = Instant::now();
    let mut random = Random::new(2_023);
    let mut met = Met::default();
    let policies = cases(1_000, 20_000);
    for _ in 0..policies {
        let law = Law::any(&mut random);
        let text = law.text();
        let engine = engine(&text);
        for nth in 0..20 {
            let unknown = if nth % 4 == 0 { 0 } else { 35 };
            let case = Case::within(&law, &mut random, unknown, if nth % 3 == 0 { 25 } else { 0 });
            compare(&law, &engine, &text, &case, &mut met);
        }
    }
    println!("{policies} policies, {:.1?}: {met:?}", began.elapsed());
    assert!(met.waits_longer < met.asks / 8, "{met:?}");
    for (what, number) in [
        ("refused", met.refused),
        ("checks", met.checks),
        ("figures", met.figures),
        ("bounds", met.bounds * 10),
        ("asks", met.asks),
        ("ranges", met.ranges),
        ("floors", met.floors),
        ("none", met.none),
        ("some", met.some_bills_only),
        ("shares", met.shares),
        ("waits", met.waits),
        ("premiums", met.premiums),
    ] {
        assert!(number > policies as usize / 10, "{what}: {number}");
    }
}

/// The command and the npm package answer by the file: `MINGBAI_BLESS=1` writes it.
#[test]
fn the_policy_with_every_term_is_the_file_beside() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/every-term.toml");
    let text = file(&Law::every().text()).trim_start().to_owned();
    if std::env::var_os("MINGBAI_BLESS").is_some() {
        std::fs::write(path, &text).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap(), text);
}

#[test]
fn one_policy_with_every_term_answers_as_the_rule_says() {
    let began = Instant::now();
    let law = Law::every();
    let text = law.text();
    let engine = engine(&text);
    let mut random = Random::new(EVERY_TERM_SEED);
    let mut met = Met::default();
    let all = cases(EVERY_TERM_CASES, EVERY_TERM_CASES);
    for _ in 0..all {
        let case = law.case(&mut random);
        compare(&law, &engine, &text, &case, &mut met);
    }
    println!("{all} cases, {:.1?}: {met:?}", began.elapsed());
    for number in [met.ranges, met.asks, met.floors, met.none, met.checks, met.figures, met.shares]
    {
        assert!(number > all as usize / 20, "{met:?}");
    }
}

#[test]
fn a_layer_is_reported_where_some_bill_leaves_it_without_a_limit_and_nowhere_else() {
    let mut random = Random::new(2_024);
    let (mut clean, mut reported) = (0, 0);
    let policies = cases(400, 10_000);
    for _ in 0..policies {
        let law = Law::unchecked(&mut random);
        let text = law.text();
        let found = compiled(&text).err().unwrap_or_default();
        let said = found.iter().map(|finding| {
            assert_eq!(finding.rule, "unlimited-layer", "{finding}\n{text}");
            let end = finding.message.en.find(',').unwrap();
            finding.message.en[..=end].to_owned()
        });
        let mut said: Vec<String> = said.collect();
        said.sort();
        assert_eq!(said, law.unlimited_names(), "{text}");
        *(if said.is_empty() { &mut clean } else { &mut reported }) += 1;
    }
    assert!(clean > policies / 10 && reported > policies / 10, "{clean} {reported}");
}
