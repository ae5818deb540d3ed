#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use mingbai_core::policy::Policy;
use mingbai_core::vocabulary::Vocabulary;

use super::*;

#[test]
fn all_five_documents_are_there_in_their_order() {
    let ids: Vec<&str> = policies().iter().map(|policy| policy.id).collect();
    assert_eq!(
        ids,
        ["liangping-2019", "shangyu-2012", "jiangsu-2012", "lincang-2024", "shaoxing-2023"]
    );
}

#[test]
fn the_engine_loads_what_was_compiled() {
    let vocabulary = Vocabulary::from_bytes(self::vocabulary().bytes).unwrap();
    for built_in in policies() {
        let policy = Policy::from_bytes(built_in.bytes).unwrap();
        assert_eq!(policy.data().id, built_in.id);
        for fact in &policy.data().facts {
            assert!(vocabulary.fact(&fact.id).is_some_and(|shared| shared == fact), "{}", fact.id);
        }
    }
}

#[test]
fn every_provision_and_reading_has_its_words() {
    for built_in in policies() {
        let policy = Policy::from_bytes(built_in.bytes).unwrap();
        let words: serde_json::Value = serde_json::from_str(built_in.words_json).unwrap();
        for provision in &policy.data().provisions {
            assert!(
                words["provisions"][&provision.id]["title"]["zh"].is_string(),
                "{}",
                provision.id
            );
        }
        for reading in &policy.data().readings {
            assert!(words["readings"][&reading.id]["taken"]["en"].is_string(), "{}", reading.id);
        }
    }
}

#[test]
fn compiling_twice_gives_the_same_bytes() {
    let vocabulary = mingbai_compiler::compile_vocabulary("facts.toml", FACTS_TOML).unwrap();
    for built_in in policies() {
        let compiled =
            mingbai_compiler::compile_policy(&vocabulary, built_in.id, built_in.policy_toml)
                .unwrap();
        assert_eq!(compiled.data.to_bytes().unwrap(), built_in.bytes);
        assert_eq!(serde_json::to_string(&compiled.words).unwrap(), built_in.words_json);
    }
}

/// The documents lie beside the checkout; `.ci/run` names their folder.
#[test]
fn every_policy_agrees_with_its_document() {
    let Some(sources) = std::env::var_os("MINGBAI_SOURCES") else {
        eprintln!("MINGBAI_SOURCES is not set: not checked against the documents");
        return;
    };
    let vocabulary = mingbai_compiler::compile_vocabulary("facts.toml", FACTS_TOML).unwrap();
    for built_in in policies() {
        let name = format!("{}.clauses.tsv", built_in.id);
        let table = std::fs::read_to_string(std::path::Path::new(&sources).join(&name)).unwrap();
        let compiled =
            mingbai_compiler::compile_policy(&vocabulary, built_in.id, built_in.policy_toml)
                .unwrap();
        let findings = mingbai_compiler::check_against_source(&compiled, &name, &table);
        assert!(findings.is_empty(), "{findings:#?}");
    }
}
