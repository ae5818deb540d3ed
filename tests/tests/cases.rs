//! The cases of all policies, which a civil servant can read, through the engine natively; the
//! comparing is that of `mingbai test`.

use mingbai_compiler::reached::unreached;
use mingbai_compiler::read_cases;
use mingbai_compiler::trial::try_case;
use mingbai_core::case::Reader;
use mingbai_tests::engine::{all, built_in, day};

#[test]
fn every_case_of_every_policy_gives_what_it_says() {
    let mut failures = Vec::new();
    for engine in all() {
        let policy = engine.policy.data().id.as_str();
        let file = format!("crates/policies/{policy}/cases.toml");
        let cases = read_cases(&file, built_in(policy).cases_toml).unwrap();
        let reader =
            Reader { vocabulary: &engine.vocabulary, policy: &engine.policy, figures: None };
        for case in &cases {
            let place = format!("{file}:{}: {:?}", case.line, case.name);
            match try_case(case, reader, day()) {
                Err(problems) => failures.push(format!("{place}: refused: {problems:?}")),
                Ok(differences) => {
                    failures.extend(differences.iter().map(|one| format!("{place}: {one}")));
                }
            }
        }
        println!("{policy}: {} cases", cases.len());
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn every_row_with_a_result_has_a_case_that_comes_to_it() {
    for engine in all() {
        let policy = engine.policy.data().id.as_str();
        let cases = read_cases("cases.toml", built_in(policy).cases_toml).unwrap();
        let reader =
            Reader { vocabulary: &engine.vocabulary, policy: &engine.policy, figures: None };
        assert_eq!(unreached(&cases, reader), [], "{policy}");
        // One case does not come to all.
        assert_ne!(unreached(&cases[..1], reader), [], "{policy}");
    }
}
