//! The library as others use it: engines, errors, and the examples' programs.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::error::Error;

use mingbai::{Case, Engine, FACTS_TOML, Place, built_in_ids, place_ids};
use serde_json::{Value, json};

const DAY: &str = "2019-11-01";

fn answer(engine: &Engine, case: &Value) -> Result<Value, Box<dyn Error>> {
    Ok(serde_json::to_value(engine.assess(case, DAY)?)?)
}

#[test]
fn every_built_in_policy_has_its_engine() {
    assert_eq!(built_in_ids().count(), mingbai_policies::policies().len());
    for id in built_in_ids() {
        let engine = Engine::built_in(id).unwrap();
        assert_eq!(engine.id(), id);
        assert_eq!(answer(&engine, &json!({})).unwrap()["policy"], id);
    }
    let error = Engine::built_in("atlantis").unwrap_err().to_string();
    assert!(
        error.starts_with("there is no built-in policy \"atlantis\"; there are: liangping-2019 ")
    );
}

#[test]
fn every_place_answers_under_all_of_its_policies() {
    for id in place_ids() {
        let place = Place::built_in(id).unwrap();
        assert_eq!(place.id(), id);
        let answer = place.assess("{}", "2026-12-01").unwrap();
        let mut told: Vec<&str> = answer.answers.iter().map(|answer| answer.policy).collect();
        let mut policies: Vec<&str> = place.engines().iter().map(Engine::id).collect();
        told.sort_unstable();
        policies.sort_unstable();
        assert_eq!(told, policies, "{id}");
        let problems = place.assess(r#"{ "facts": { "dibao": 1 } }"#, "2026-12-01").unwrap_err();
        assert_eq!(problems.iter().count(), 1, "{problems}");
        assert!(place.assess("{}", "2026-13-01").unwrap_err().to_string().starts_with("on: "));
    }
    let error = Place::built_in("atlantis").unwrap_err().to_string();
    assert!(error.starts_with("there is no place \"atlantis\"; there are: liangping "), "{error}");
}

#[test]
fn a_compiled_policy_is_the_built_in_one() {
    for own in mingbai_policies::policies() {
        let engine = Engine::compile(FACTS_TOML, own.policy_toml).unwrap();
        assert_eq!(engine, Engine::built_in(own.id).unwrap(), "{}", own.id);
    }
}

#[test]
fn a_case_is_text_or_a_value_or_parsed_before() {
    let engine = Engine::built_in("liangping-2019").unwrap();
    let value = json!({ "facts": { "dibao": true } });
    let text = value.to_string();
    let parsed: Case = text.parse().unwrap();
    let answer = engine.assess(&value, DAY).unwrap();
    assert_eq!(engine.assess(text.as_str(), DAY).unwrap(), answer);
    assert_eq!(engine.assess(&parsed, DAY).unwrap(), answer);
    assert_eq!(engine.assess(parsed, DAY).unwrap(), answer);
}

#[test]
fn everything_wrong_is_told_with_its_place_and_goes_with_a_question_mark() {
    let engine = Engine::built_in("liangping-2019").unwrap();
    let problems = |case: &str, on: &str| -> Vec<String> {
        let error: Box<dyn Error> = engine.assess(case, on).unwrap_err().into();
        error.to_string().lines().map(str::to_owned).collect()
    };
    let two = problems(r#"{ "facts": { "dibao": 1 }, "fcats": {} }"#, DAY);
    assert_eq!(two.len(), 2, "{two:?}");
    assert!(
        two[1].starts_with("facts.dibao: found the number 1; expected true or false"),
        "{two:?}"
    );
    // A key given twice, a text that is no JSON, a nest without end, a day that is none.
    let twice = problems(r#"{ "facts": {}, "facts": {} }"#, DAY);
    assert!(twice[0].starts_with("facts: ") && twice[0].contains("twice"), "{twice:?}");
    assert!(problems("{", DAY)[0].contains("line 1 column 1"));
    assert!(
        problems(&format!("{}{}", "[".repeat(60), "]".repeat(60)), DAY)[0]
            .contains("nested too deeply")
    );
    let day = problems("{}", "2019-02-30");
    assert!(day[0].starts_with("on: ") && day[0].contains("2019-02-30"), "{day:?}");
    let findings = Engine::compile("", "").unwrap_err();
    assert!(findings.iter().all(|finding| finding.file == "facts.toml"), "{findings}");
    let findings: Box<dyn Error> =
        Engine::compile(FACTS_TOML, "[policy]\nid = 1\n").unwrap_err().into();
    assert!(findings.to_string().starts_with("policy.toml:"), "{findings}");
}

/// What an example prints; cargo has built it for this test.
fn printed(example: &str) -> String {
    let tests = std::env::current_exe().unwrap();
    let folder = tests.parent().unwrap().parent().unwrap().join("examples");
    let program = folder.join(format!("{example}{}", std::env::consts::EXE_SUFFIX));
    let output = std::process::Command::new(program).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_examples_say_what_they_are_for() {
    let built_in = printed("built_in");
    assert!(built_in.contains("premium-aid (二(四)1)\n"), "{built_in}");
    assert!(built_in.contains("contribution to pay: 300.00 yuan\n"), "{built_in}");
    assert!(built_in.contains("of the bill to pay: 1674.20 yuan\n"), "{built_in}");
    let county = printed("county");
    assert!(county.contains(r#""policy": "example-county""#), "{county}");
    assert!(
        county.contains("policy.toml:18: unknown-name: no fact or condition is called tekum"),
        "{county}"
    );
    let household = printed("household");
    assert_eq!(household, "together they pay 0.00 to 200.00 yuan\nask member Some(1) for tekun\n");
}
