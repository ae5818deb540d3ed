//! Everything at once: findings at their cells, cases, coverage, and how long it takes.

use std::time::Instant;

use mingbai_studio::check::{Texts, check};
use mingbai_studio::coverage::Fate;

use crate::edit::{shared, shipped};

#[test]
fn the_shipped_policies_have_no_findings_and_all_their_cases_hold() {
    let shared = shared();
    let files = shipped();
    let of = |name: &str| {
        files.iter().find(|(own, _)| own == name).map(|(name, text)| (name.as_str(), text.as_str()))
    };
    for (name, text) in files.iter().filter(|(name, _)| name.ends_with("/policy.toml")) {
        let folder = name.trim_end_matches("policy.toml");
        // Cases of policies with a file of figures state their own.
        let texts = Texts {
            policy: (name, text),
            figures: of(&format!("{folder}figures.toml")),
            cases: of(&format!("{folder}cases.toml")),
            clauses: &[],
        };
        let checked = check(&shared, &texts);
        assert_eq!(checked.findings, [], "{name}");
        let red: Vec<_> = checked.cases.iter().filter(|tried| !tried.holds()).collect();
        assert!(!checked.cases.is_empty() && red.is_empty(), "{name}: {red:#?}");
    }
}

#[test]
fn a_finding_names_its_cell_and_a_gap_its_case() {
    let files = shipped();
    let (_, text) = files.iter().find(|(name, _)| name == "liangping-2019/policy.toml").unwrap();
    let (shared, name) = (shared(), "policy.toml");
    let checked =
        |text: &str| check(&shared, &Texts { policy: (name, text), ..Texts::default() }).findings;
    let lifted = text.lines().find(|line| line.contains("id = \"lifted\"")).unwrap();
    let gap = &checked(&text.replace(&format!("{lifted}\n"), ""))[0];
    assert_eq!(
        (gap.rule.as_str(), gap.place.to_string().as_str()),
        ("gap", "provision.premium-aid")
    );
    let example = gap.example.as_ref().unwrap();
    assert_eq!(
        (&example["facts"]["registered_poor"], &example["facts"]["scheme"]),
        (&"lifted".into(), &"resident".into())
    );
    let broken =
        &checked(&text.replacen("when = 'scheme != resident'", "when = 'scheme !! resident'", 1))
            [0];
    assert_eq!(broken.rule, "condition-syntax");
    assert_eq!(
        (broken.provision.is_some(), broken.row.is_some(), broken.key.as_deref()),
        (true, true, Some("when"))
    );
    assert_eq!(checked("[policy\n")[0].rule, "toml");
}

#[test]
fn a_case_that_differs_is_red_with_the_difference() {
    let files = shipped();
    let of = |own: &str| {
        files.iter().find(|(name, _)| name == own).map(|(_, text)| text.as_str()).unwrap()
    };
    let cases = of("liangping-2019/cases.toml").replacen("\"granted\"", "\"refused\"", 1);
    let texts = Texts {
        policy: ("policy.toml", of("liangping-2019/policy.toml")),
        cases: Some(("cases.toml", &cases)),
        ..Texts::default()
    };
    let checked = check(&shared(), &texts);
    let red: Vec<_> = checked.cases.iter().filter(|tried| !tried.holds()).collect();
    assert_eq!(red.len(), 1);
    assert_eq!(
        (red[0].differences[0].expected.as_str(), red[0].differences[0].found.as_str()),
        (Some("refused"), Some("granted"))
    );
}

#[test]
fn every_clause_of_the_example_is_covered_and_one_taken_out_is_open() {
    let files = shipped();
    let of = |own: &str| {
        files.iter().find(|(name, _)| name == own).map(|(_, text)| text.as_str()).unwrap()
    };
    let policy = of("example-assistance-2025/policy.toml");
    let table = include_str!("../../../docs/example-assistance-2025/clauses.tsv");
    let clauses = [("clauses.tsv".to_owned(), table.to_owned())];
    let covered =
        |policy: &str| mingbai_studio::coverage::coverage("policy.toml", policy, &clauses);
    let all = covered(policy);
    assert!(all.len() > 5 && all.iter().all(|own| own.fate() != Fate::Open), "{all:#?}");
    let without = policy.rsplit_once("[[elsewhere]]").unwrap().0;
    assert!(covered(without).iter().any(|own| own.fate() == Fate::Open));
    // A policy that does not compile has its coverage all the same.
    let broken = policy.replacen("when = '", "when = '&& ", 1);
    assert_eq!(
        covered(&broken).iter().map(|own| own.fate()).collect::<Vec<_>>(),
        all.iter().map(|own| own.fate()).collect::<Vec<_>>()
    );
}

#[test]
fn the_largest_policy_is_checked_while_one_types() {
    let files = shipped();
    let of = |own: &str| {
        files.iter().find(|(name, _)| name == own).map(|(_, text)| text.as_str()).unwrap()
    };
    let shared = shared();
    let policy = of("wuhan-2023/policy.toml");
    let median = |cases: Option<(&str, &str)>| {
        let texts = Texts { policy: ("policy.toml", policy), cases, ..Texts::default() };
        let mut times: Vec<_> = (0..9)
            .map(|_| {
                let start = Instant::now();
                assert_eq!(check(&shared, &texts).findings, []);
                start.elapsed()
            })
            .collect();
        times.sort();
        times[times.len() / 2]
    };
    let (alone, with_cases) =
        (median(None), median(Some(("cases.toml", of("wuhan-2023/cases.toml")))));
    println!("wuhan-2023, median: {alone:?} alone, {with_cases:?} with its cases");
}
