#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use mingbai_compiler::file::office::OFFICES;
use mingbai_core::policy::Policy;
use mingbai_core::policy::vocabulary::Vocabulary;

use super::*;

#[test]
fn all_documents_are_there_in_their_order() {
    let ids: Vec<&str> = policies().iter().map(|policy| policy.id).collect();
    assert_eq!(
        ids,
        [
            "liangping-2019",
            "shangyu-2012",
            "jiangsu-2012",
            "lincang-2024",
            "shaoxing-2023",
            "wuhan-2023",
            "beijing-2023",
            "social-assistance-law-2026",
            "zhejiang-regulation-2021",
            "medical-security-law-2026",
        ]
    );
}

#[test]
fn the_engine_loads_what_was_compiled() {
    let vocabulary = Vocabulary::from_bytes(self::vocabulary().bytes).unwrap();
    for built_in in policies() {
        let policy = Policy::from_bytes(built_in.bytes).unwrap();
        assert_eq!(policy.data().id, built_in.id);
        let words: serde_json::Value = serde_json::from_str(built_in.words_json).unwrap();
        for fact in &policy.data().facts {
            let own = words["facts"].get(&fact.id).is_some();
            let shared = vocabulary.fact(&fact.id).is_some_and(|shared| shared == fact);
            assert!(own || shared, "{}", fact.id);
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

/// The texts in `words` whose English was left out: it is the Chinese then.
fn untranslated(words: &serde_json::Value, found: &mut Vec<String>) {
    match words {
        serde_json::Value::Object(own) => {
            let zh = own.get("zh").and_then(serde_json::Value::as_str);
            found.extend(zh.filter(|_| own.get("en") == own.get("zh")).map(str::to_owned));
            own.values().for_each(|inner| untranslated(inner, found));
        }
        serde_json::Value::Array(all) => all.iter().for_each(|inner| untranslated(inner, found)),
        _ => {}
    }
}

/// A county office may write Chinese only; what comes with Mingbai is in both languages.
#[test]
fn everything_that_is_shipped_has_its_english() {
    let mut found = Vec::new();
    let texts = [self::vocabulary().words_json, COMMAND_ANSWER_WORDS_JSON];
    for text in texts.into_iter().chain(policies().iter().map(|own| own.words_json)) {
        untranslated(&serde_json::from_str(text).unwrap(), &mut found);
    }
    assert_eq!(found, [""; 0]);
    assert!(places().iter().all(|place| place.name_en != place.name_zh));
    untranslated(&serde_json::json!({ "a": [{ "zh": "甲", "en": "甲" }] }), &mut found);
    assert_eq!(found, ["甲"]);
}

#[test]
fn compiling_twice_gives_the_same_bytes() {
    let vocabulary = mingbai_compiler::compile_vocabulary("facts.toml", FACTS_TOML).unwrap();
    for built_in in policies() {
        let compiled =
            mingbai_compiler::compile_policy(&vocabulary, built_in.id, built_in.policy_toml)
                .unwrap();
        assert_eq!(compiled.policy.to_bytes(), built_in.bytes);
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
    let files = std::fs::read_dir(&sources).unwrap().map(|entry| entry.unwrap().path());
    let table = |file: std::path::PathBuf| {
        let name = file.file_name()?.to_str()?.to_owned();
        name.ends_with(".clauses.tsv").then(|| (name, std::fs::read_to_string(file).unwrap()))
    };
    let tables: Vec<(String, String)> = files.filter_map(table).collect();
    for built_in in policies() {
        let compiled =
            mingbai_compiler::compile_policy(&vocabulary, built_in.id, built_in.policy_toml)
                .unwrap();
        let findings = mingbai_compiler::check_against_sources(&compiled, &tables);
        assert!(findings.is_empty(), "{findings:#?}");
    }
}

fn findings(policy_toml: &str) -> Vec<String> {
    let vocabulary = mingbai_compiler::compile_vocabulary("facts.toml", FACTS_TOML).unwrap();
    let compiled = mingbai_compiler::compile_policy(&vocabulary, "policy.toml", policy_toml);
    compiled.err().unwrap_or_default().iter().map(ToString::to_string).collect()
}

/// The file of liangping-2019 with one line of its premium table put differently.
fn liangping(line: &str, instead: impl Fn(&str) -> String) -> String {
    let text = policies()[0].policy_toml;
    let start = text.find("[provision.premium-aid]").unwrap();
    let start = start + text[start..].find(line).unwrap();
    let start = text[..start].rfind('\n').unwrap() + 1;
    let end = start + text[start..].find('\n').unwrap() + 1;
    format!("{}{}{}", &text[..start], instead(&text[start..end]), &text[end..])
}

#[test]
fn a_row_left_out_of_the_premium_table_is_a_gap_with_its_case() {
    let found = findings(&liangping("id = \"lifted\"", |_| String::new()));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("gap: premium-aid: no row covers"), "{found:?}");
    assert!(found[0].contains("registered_poor = lifted"), "{found:?}");
    assert!(found[0].contains("scheme = resident"), "{found:?}");
}

#[test]
fn a_premium_table_without_an_order_of_rows_is_at_odds_with_itself() {
    let found = findings(&liangping("hit = \"first\"", |_| String::new()));
    assert!(!found.is_empty());
    assert!(
        found.iter().all(|message| message.contains("overlap: premium-aid: rows ")),
        "{found:?}"
    );
}

#[test]
fn a_row_below_one_that_matches_the_same_is_dead() {
    let found = findings(&liangping("id = \"not_poor\"", |row| {
        format!("{row}{}", row.replace("\"not_poor\"", "\"again\""))
    }));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("dead-row: premium-aid: row again is never reached"), "{found:?}");
    assert!(found[0].contains("not_poor"), "{found:?}");
}

/// Places of `= "70"` and the like in a policy file: what rows give, and what figures mean.
fn numbers(text: &str) -> Vec<std::ops::Range<usize>> {
    let opening = "= \"";
    text.match_indices(opening)
        .filter_map(|(at, _)| {
            let start = at + opening.len();
            let end = start + text[start..].find('"')?;
            let digits = text[start..end].bytes().all(|byte| byte.is_ascii_digit());
            (digits && start < end).then_some(start..end)
        })
        .collect()
}

#[test]
fn a_number_changed_by_one_in_any_row_or_figure_is_found() {
    let mut changed = 0;
    for built_in in policies() {
        let text = built_in.policy_toml;
        for place in numbers(text) {
            let number: i64 = text[place.clone()].parse().unwrap();
            let mut other = text.to_owned();
            other.replace_range(place.clone(), &(number + 1).to_string());
            let line = text[..place.start].lines().count();
            assert!(!findings(&other).is_empty(), "{}:{line}: {number}", built_in.id);
            changed += 1;
        }
    }
    assert!(changed > 50, "{changed}");
}

/// The facts that amounts are keyed by, in every policy.
const RESERVED: [&str; 2] = ["tier", "hospital_level"];

/// Names of provisions that are words for something else too: a room and a text of the page, a figure, a
/// branch of insurance.
const OTHER_WORDS: [&str; 4] = ["card", "privacy", "contribution", "major-illness"];

/// The sources of the engine, the compiler, the command and the page, less their tests.
fn sources() -> Vec<(std::path::PathBuf, String)> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let crates = std::fs::read_dir(root.join("crates")).unwrap().map(|entry| entry.unwrap());
    let crates = crates.filter(|entry| entry.file_name() != "policies");
    let mut open: Vec<_> = crates.map(|entry| entry.path().join("src")).collect();
    open.push(root.join("www/src"));
    let mut sources = Vec::new();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|own| own == "rs" || own == "ts") {
            let text = std::fs::read_to_string(&path).unwrap();
            // The documentation of a library shows it with a real policy.
            let libraries = ["mingbai", "studio", "table"];
            let libraries = libraries.map(|library| root.join("crates").join(library));
            let text = if libraries.iter().any(|library| path.starts_with(library)) {
                text.lines()
                    .filter(|line| !line.trim_start().starts_with("//"))
                    .collect::<Vec<_>>()
                    .join("\n")
            } else {
                text
            };
            // A module of tests says on top what it is allowed; a smaller one stands at the end.
            if !text.lines().any(|line| line.starts_with("#![allow(clippy::unwrap_used")) {
                let end = text.find("\nmod tests {").unwrap_or(text.len());
                sources.push((path, text[..end].to_owned()));
            }
        }
    }
    sources
}

/// Whether `id` stands in a line. A word that people use too counts where it is quoted or a part of a
/// path.
fn names(line: &str, id: &str) -> bool {
    let part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let quote = |c: char| "\"'`".contains(c);
    line.match_indices(id).any(|(at, _)| {
        let (before, after) =
            (line[..at].chars().next_back(), line[at + id.len()..].chars().next());
        let whole = !before.is_some_and(part) && !after.is_some_and(part);
        let quoted = before.is_some_and(quote) && after.is_some_and(|c| quote(c) || c == '.')
            || before == Some('.') && after.is_some_and(quote);
        whole && (quoted || id.contains(['_', '-']))
    })
}

#[test]
fn no_fact_and_no_provision_is_named_outside_the_policies() {
    assert!(
        names("a == \"sex\"", "sex") && names("`facts.sex`", "sex") && names("in_time)", "in_time")
    );
    assert!(
        !names("the sex of", "sex") && !names("\"sexes\"", "sex") && !names("in_time_2", "in_time")
    );
    let mut ids: Vec<String> = Vec::new();
    for built_in in policies() {
        let data = Policy::from_bytes(built_in.bytes).unwrap().data().clone();
        ids.extend(data.facts.into_iter().map(|fact| fact.id));
        ids.extend(data.provisions.into_iter().map(|provision| provision.id));
    }
    let vocabulary = Vocabulary::from_bytes(self::vocabulary().bytes).unwrap();
    ids.extend(vocabulary.facts.into_iter().map(|fact| fact.id));
    // An office is no fact, whatever it is called.
    let others = [&RESERVED[..], &OFFICES, &OTHER_WORDS].concat();
    ids.retain(|id| !others.contains(&id.as_str()));
    let sources = sources();
    assert!(sources.len() > 100 && ids.len() > 100, "{} {}", sources.len(), ids.len());
    for (path, text) in &sources {
        for (number, line) in (1..).zip(text.lines()) {
            let found = ids.iter().find(|id| names(line, id));
            assert_eq!(found, None, "{}:{number}: {line}", path.display());
        }
    }
}
