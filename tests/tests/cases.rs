//! The cases of all five policies, which a civil servant can read, through the engine natively.

use mingbai_compiler::read_cases;
use mingbai_core::assess::assess;
use mingbai_core::case::Reader;
use mingbai_core::date::Date;
use mingbai_tests::engine::{all, built_in, day, input, shown};
use serde_json::Value;

/// Compares every key that `expected` has. Outcomes are compared whole: a key too many changes what
/// one says.
fn compare(key: &str, expected: &Value, found: &Value, failed: &mut Vec<String>) {
    match (expected, found) {
        (Value::Object(expected), Value::Object(_)) => {
            for (inner, expected) in expected {
                compare(&format!("{key}.{inner}"), expected, &found[inner.as_str()], failed);
            }
        }
        (Value::Array(expected), Value::Array(found)) => {
            let unordered = ["outcomes", "rows", "asks", "readings"];
            let same = if unordered.iter().any(|name| key.ends_with(name)) {
                expected.len() == found.len() && expected.iter().all(|one| found.contains(one))
            } else if expected.iter().all(Value::is_object) && expected.len() == found.len() {
                for (index, (expected, found)) in expected.iter().zip(found).enumerate() {
                    compare(&format!("{key}[{index}]"), expected, found, failed);
                }
                true
            } else {
                expected == found
            };
            if !same {
                failed.push(format!("{key}: expected {expected:?}, found {found:?}"));
            }
        }
        _ if expected == found => {}
        _ => failed.push(format!("{key}: expected {expected}, found {found}")),
    }
}

#[test]
fn every_case_of_every_policy_gives_what_it_says() {
    let mut failures = Vec::new();
    for engine in all() {
        let policy = engine.policy.data().id.as_str();
        let file = format!("crates/policies/{policy}/cases.toml");
        let cases = read_cases(&file, built_in(policy).cases_toml).unwrap();
        let mut keys = 0;
        for case in &cases {
            let on = case.on.as_ref().map_or(day(), |on| Date::parse(on).unwrap());
            let reader =
                Reader { vocabulary: &engine.vocabulary, policy: &engine.policy, figures: None };
            let mut failed = Vec::new();
            match assess(reader, &input(&case.case), on) {
                Err(problems) => failed.push(format!("refused: {problems:?}")),
                Ok(answer) => {
                    let answer = shown(answer);
                    for (provision, expected) in case.expect.as_object().into_iter().flatten() {
                        keys += 1;
                        let verdicts = answer["verdicts"].as_array().unwrap();
                        let found = verdicts.iter().find(|v| v["provision"] == **provision);
                        let Some(found) = found else {
                            failed.push(format!("expect.{provision}: no such provision"));
                            continue;
                        };
                        let key = format!("expect.{provision}");
                        if expected.is_string() {
                            compare(&key, expected, &found["status"], &mut failed);
                        } else {
                            compare(&key, expected, found, &mut failed);
                        }
                    }
                    for (key, expected) in [
                        ("premium", &case.premium),
                        ("settlement", &case.settlement),
                        ("totals", &case.totals),
                    ] {
                        if !expected.is_null() {
                            keys += 1;
                            compare(key, expected, &answer[key], &mut failed);
                        }
                    }
                    for (key, expected) in case.answer.as_object().into_iter().flatten() {
                        keys += 1;
                        compare(key, expected, &answer[key.as_str()], &mut failed);
                    }
                }
            }
            let place = format!("{file}:{}: {:?}", case.line, case.name);
            failures.extend(failed.into_iter().map(|failed| format!("{place}: {failed}")));
        }
        println!("{policy}: {} cases, {keys} expectations", cases.len());
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}
