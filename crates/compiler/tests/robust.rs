//! Whatever a file holds, compiling it ends: with a policy or with findings inside the file.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::fmt::Write as _;
use std::fs;

use mingbai_compiler::{
    CompiledVocabulary, Finding, check_against_sources, compile_policy, compile_vocabulary,
    read_cases,
};
use proptest::prelude::*;

const FACTS: &str = include_str!("policies/facts.toml");

fn vocabulary() -> CompiledVocabulary {
    compile_vocabulary("facts.toml", FACTS).unwrap()
}

/// The bad and good fixtures: material to damage.
fn policies() -> Vec<String> {
    let mut files: Vec<_> = ["good", "bad"]
        .iter()
        .flat_map(|side| {
            fs::read_dir(format!("{}/tests/policies/{side}", env!("CARGO_MANIFEST_DIR"))).unwrap()
        })
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    files.sort();
    files.iter().map(|file| fs::read_to_string(file).unwrap()).collect()
}

fn all_inside(text: &str, findings: &[Finding]) {
    assert!(!findings.is_empty());
    for finding in findings {
        assert!(finding.span.end <= text.len(), "{finding}");
        assert!(finding.line <= text.split('\n').count(), "{finding}");
    }
}

fn compile(text: &str) {
    match compile_policy(&vocabulary(), "policy.toml", text) {
        Ok(compiled) => {
            check_against_sources(
                &compiled,
                &[("source.tsv".into(), "at\ttext\n一\t70%\n".into())],
            );
        }
        Err(findings) => all_inside(text, &findings),
    }
}

/// Cuts, doubles, exchanges and overwrites pieces of a text.
fn damaged() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "",
        "\"",
        "'",
        "[",
        "]",
        "{",
        "}",
        "=",
        "\n",
        ".",
        "0.5",
        "true",
        "[provision.x]",
        "rows = [",
        "&&",
        "!",
        "(",
        "中",
        "\u{feff}",
        "\u{0}",
        "-",
        "99999999999999999999",
        "when = 'otherwise'",
        "[[elsewhere]]",
        "\r",
    ]);
    let change =
        (any::<prop::sample::Index>(), any::<prop::sample::Index>(), pieces, any::<bool>());
    (prop::sample::select(policies()), prop::collection::vec(change, 1..6)).prop_map(
        |(text, changes)| {
            let mut characters: Vec<char> = text.chars().collect();
            for (one, other, piece, double) in changes {
                if characters.is_empty() {
                    break;
                }
                let start = one.index(characters.len());
                let end = (start + other.index(40)).min(characters.len());
                let cut: Vec<char> = characters[start..end].to_vec();
                let mut put: Vec<char> = piece.chars().collect();
                if double {
                    put.extend(cut.iter().chain(&cut));
                }
                characters.splice(start..end, put);
            }
            characters.into_iter().collect()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_policy_compiles_or_has_findings(text in damaged()) {
        compile(&text);
    }

    #[test]
    fn any_text_compiles_or_has_findings(text in any::<String>()) {
        compile(&text);
        if let Err(findings) = compile_vocabulary("facts.toml", &text) {
            all_inside(&text, &findings);
        }
        if let Err(findings) = read_cases("cases.toml", &text) {
            all_inside(&text, &findings);
        }
    }
}

/// The head of a policy and one provision whose rows follow.
fn with(before: &str, condition: &str) -> String {
    let good = fs::read_to_string(format!(
        "{}/tests/policies/good/missing-key.toml",
        env!("CARGO_MANIFEST_DIR")
    ))
    .unwrap();
    let (head, rest) = good.split_once("\n[provision.help]").unwrap();
    let rest = rest
        .replace("when = 'dibao'", &format!("when = '{condition}'"))
        .replace("when = '!dibao'", "when = 'otherwise'");
    format!("{head}\n{before}\n[provision.help]{rest}")
}

#[test]
fn a_long_chain_of_conditions_is_no_deep_stack() {
    let mut conditions = String::from("[condition]\nc0 = 'dibao'\n");
    for index in 1..5_000 {
        writeln!(conditions, "c{index} = '!c{} && orphan || dibao'", index - 1).unwrap();
    }
    compile(&with(&conditions, "c4999"));
}

#[test]
fn a_circle_of_a_thousand_conditions_is_found() {
    let mut conditions = String::from("[condition]\n");
    for index in 0..1_000 {
        writeln!(conditions, "c{index} = 'c{} && orphan'", (index + 1) % 1_000).unwrap();
    }
    let findings =
        compile_policy(&vocabulary(), "policy.toml", &with(&conditions, "c0")).unwrap_err();
    assert_eq!(
        findings.iter().map(|finding| finding.rule).collect::<Vec<_>>(),
        ["condition-cycle"]
    );
}

#[test]
fn bombs_are_refused_without_harm() {
    for condition in [
        "(".repeat(200_000),
        "!".repeat(200_000),
        "a && ".repeat(100_000),
        "work in [".repeat(50_000),
    ] {
        compile(&with("", &condition));
    }
    compile(&with("", &vec!["dibao"; 50_000].join(" || ")));
    for text in [
        "[".repeat(100_000),
        format!("a = {}", "[".repeat(100_000)),
        format!("a = {}", "{a=".repeat(50_000)),
        "a.".repeat(100_000),
    ] {
        compile(&text);
    }
}

/// A flag of the policy's own.
fn flag(name: &str) -> String {
    format!(
        "[fact.{name}]\nscope = \"person\"\nkind = \"flag\"\nlabel = {{ zh = \"甲\", en = \"A\" }}\nquestion = {{ zh = \"甲？\", en = \"A?\" }}\n"
    )
}

#[test]
fn a_diagram_that_would_explode_is_refused_quickly() {
    let facts: String = (0..200).map(|index| flag(&format!("f{index}"))).collect();
    let pairs: Vec<String> =
        (0..100).map(|index| format!("f{index} && f{}", index + 100)).collect();
    let text = with(&facts, &pairs.join(" || "));
    let findings = compile_policy(&vocabulary(), "policy.toml", &text).unwrap_err();
    assert!(findings.iter().any(|finding| finding.rule == "too-large"), "{findings:?}");
}

#[test]
fn a_diagram_may_have_as_many_nodes_as_the_engine_takes_and_not_one_more() {
    // Eleven pairs whose halves stand apart have 4094 nodes; each flag in front has one.
    let halves: String = (0..22).map(|index| flag(&format!("f{index}"))).collect();
    let pairs: Vec<String> = (0..11).map(|index| format!("f{index} && f{}", index + 11)).collect();
    let pairs = pairs.join(" || ");
    for (front, fits) in [(vec!["c0", "c1"], true), (vec!["c0", "c1", "c2"], false)] {
        let condition = format!("{} && ({pairs})", front.join(" && "));
        let facts: String = front.into_iter().map(flag).chain([halves.clone()]).collect();
        let row = with(&facts, &condition);
        let premium = with(&format!("[policy.premium]\nwhen = '{condition}'\n{facts}"), "dibao");
        for text in [row, premium] {
            let rules: Vec<_> = match compile_policy(&vocabulary(), "policy.toml", &text) {
                Ok(_) => Vec::new(),
                Err(findings) => findings.iter().map(|finding| finding.rule).collect(),
            };
            assert_eq!(rules, if fits { vec![] } else { vec!["too-large"] });
        }
    }
}

/// A rate that hangs on many facts and a limit that hangs on as many others: too much to prove.
#[test]
fn a_limit_that_cannot_be_proved_is_refused() {
    let facts: String = (0..32).map(|index| flag(&format!("f{index}"))).collect();
    let pairs = |first: usize| -> String {
        let pairs: Vec<String> =
            (first..first + 8).map(|index| format!("f{index} && f{}", index + 16)).collect();
        pairs.join(" || ")
    };
    let table = |id: &str, pairs: &str, given: &str| {
        format!(
            "[provision.{id}]\nkind = \"money\"\nat = \"一\"\nfigures = {{ \"70%\" = \"70\" }}\n\
             title = {{ zh = \"帮助\", en = \"Help\" }}\nwhat = {{ zh = \"帮助70%。\", en = \"Help 70%.\" }}\nrows = [\n\
             {{ id = \"some\", when = '{pairs}', gives = {{ assistance = {{ {given} }} }} }},\n\
             {{ id = \"others\", when = 'otherwise', gives = \"nothing\" }},\n]\n"
        )
    };
    let text = format!(
        "{}\n[settlement]\nlayers = [\"assistance\"]\nkey = []\n[layer.assistance]\nfigures = []\n{}{}",
        with(&facts, "dibao"),
        table("rates", &pairs(0), "rate = \"70\""),
        table("limits", &pairs(8), "cap = \"none\"")
    );
    let found = compile_policy(&vocabulary(), "policy.toml", &text).unwrap_err();
    let rules: Vec<_> = found.iter().map(|finding| finding.rule).collect();
    assert_eq!(rules, ["too-large"]);
}
