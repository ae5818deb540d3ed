//! `policies/bad/RULE.toml` breaks one rule and `RULE.expected` says with what messages;
//! `policies/good/RULE.toml` is the same policy put right. Beside them may stand `RULE.facts` (another
//! vocabulary), `RULE.tsv` (the clauses of its document), `RULE.cases` (its cases), `RULE.figures` (a
//! county's figures), `RULE.places` (where it holds), `RULE.other` (another policy that holds there).
//!
//! `MINGBAI_BLESS=1 cargo test -p mingbai-compiler --test all fixtures::` rewrites the messages; read
//! the difference before you keep it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use mingbai_compiler::{
    Finding, check_against_sources, check_figures_against_sources, compile_policy,
    compile_vocabulary, read_cases, read_figures, read_places,
};
use mingbai_core::case::figures::Shape;

/// A fault of the compiler itself; no file brings it about.
const NO_FIXTURE: &str = "compiler-fault";

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/policies").join(name)
}

/// Every rule that a file can break, by name: the modules of the folder of rules say theirs.
fn rules() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lints");
    let modules = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let name = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        let rest = text.split_once("pub const RULE: &str = \"").expect("a rule has a name").1;
        rest.split_once('"').unwrap().0.to_owned()
    };
    let mut rules: Vec<String> = modules.map(name).filter(|rule| rule != NO_FIXTURE).collect();
    rules.sort();
    rules
}

fn fixtures(name: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder(name))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    files.sort();
    files
}

/// Everything the compiler says of a fixture.
fn findings(policy: &Path) -> Vec<Finding> {
    let beside = |extension: &str| fs::read_to_string(policy.with_extension(extension)).ok();
    let facts =
        beside("facts").unwrap_or_else(|| fs::read_to_string(folder("facts.toml")).unwrap());
    let name = |extension: &str| {
        policy.with_extension(extension).file_name().unwrap().to_string_lossy().into_owned()
    };
    let vocabulary = match compile_vocabulary("facts.toml", &facts) {
        Ok(vocabulary) => vocabulary,
        Err(findings) => return findings,
    };
    let text = fs::read_to_string(policy).unwrap();
    let tables: Vec<_> = beside("tsv").into_iter().map(|table| (name("tsv"), table)).collect();
    let compiled = compile_policy(&vocabulary, &name("toml"), &text);
    let mut findings = match &compiled {
        Ok(_) if tables.is_empty() => Vec::new(),
        Ok(compiled) => check_against_sources(compiled, &tables),
        Err(findings) => findings.clone(),
    };
    if let Some(cases) = beside("cases") {
        findings.extend(read_cases(&name("cases"), &cases).err().unwrap_or_default());
    }
    if let Some(figures) = beside("figures") {
        let (file, shapes) = (name("figures"), [Shape::of_vocabulary(&vocabulary.vocabulary)]);
        match read_figures(&file, &figures, &shapes) {
            Ok(_) => {
                let policies: Vec<_> = compiled.iter().collect();
                let file = (file.as_str(), figures.as_str());
                let own = check_figures_against_sources(file, &shapes, &policies, &tables);
                findings.extend(own);
            }
            Err(own) => findings.extend(own),
        }
    }
    if let Some(places) = beside("places") {
        let texts = [(name("toml"), Some(text)), (name("other"), beside("other"))];
        let compiled = texts
            .into_iter()
            .filter_map(|(name, text)| compile_policy(&vocabulary, &name, &text?).ok());
        let compiled: Vec<_> = compiled.collect();
        let read = read_places(&name("places"), &places, &compiled);
        findings.extend(read.err().unwrap_or_default());
    }
    findings
}

fn written(findings: &[Finding]) -> String {
    findings.iter().fold(String::new(), |mut text, finding| {
        writeln!(text, "{finding}\n    {}", finding.message.zh).unwrap();
        text
    })
}

#[test]
fn a_bad_policy_gets_exactly_the_messages_beside_it() {
    let bless = std::env::var_os("MINGBAI_BLESS").is_some();
    for policy in fixtures("bad") {
        let said = written(&findings(&policy));
        let expected = policy.with_extension("expected");
        if bless {
            fs::write(&expected, &said).unwrap();
        }
        let expected = fs::read_to_string(&expected).unwrap_or_default();
        assert_eq!(said, expected, "{}", policy.display());
    }
}

#[test]
fn a_good_policy_has_no_findings() {
    for policy in fixtures("good") {
        assert_eq!(written(&findings(&policy)), "", "{}", policy.display());
    }
}

#[test]
fn every_rule_has_a_bad_policy_that_breaks_it_and_a_good_one() {
    let names = |name: &str| -> BTreeSet<String> {
        let stem = |path: &PathBuf| path.file_stem().unwrap().to_string_lossy().into_owned();
        fixtures(name).iter().map(stem).collect()
    };
    let rules: BTreeSet<String> = rules().into_iter().collect();
    assert_eq!(names("bad"), rules);
    assert_eq!(names("good"), rules);
    for policy in fixtures("bad") {
        let rule = policy.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(findings(&policy).iter().any(|finding| finding.rule == rule), "{rule}");
    }
}

#[test]
fn messages_are_in_both_languages_and_say_where() {
    let rules = rules();
    for finding in fixtures("bad").iter().flat_map(|policy| findings(policy)) {
        assert!(finding.line > 0 && finding.column > 0);
        assert!(rules.iter().any(|rule| rule == finding.rule), "{}", finding.rule);
        let han = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        assert!(han(&finding.message.zh), "{finding}");
        assert!(!finding.message.en.trim().is_empty(), "{finding}");
    }
}

/// `MINGBAI_BLESS=1` rewrites the table.
#[test]
fn the_guide_to_messages_has_an_example_for_every_rule() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/error-messages.md");
    let guide = fs::read_to_string(&path).unwrap();
    let cell = |text: &str| text.replace('|', "\\|").replace('<', "&lt;").replace('\n', " ");
    let mut table = String::from("| rule | for example |\n| --- | --- |\n");
    for rule in rules() {
        let found = findings(&folder("bad").join(format!("{rule}.toml")));
        let example = found.iter().find(|finding| finding.rule == rule).unwrap();
        let (en, zh) = (cell(&example.message.en), cell(&example.message.zh));
        writeln!(table, "| `{rule}` | {en}<br>{zh} |").unwrap();
    }
    let (open, close) = ("<!-- rules -->\n", "<!-- end of rules -->");
    let start = guide.find(open).unwrap() + open.len();
    let end = guide.find(close).unwrap();
    if std::env::var_os("MINGBAI_BLESS").is_some() {
        fs::write(&path, format!("{}{table}{}", &guide[..start], &guide[end..])).unwrap();
    } else {
        assert_eq!(&guide[start..end], table);
    }
}
