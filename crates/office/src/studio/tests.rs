#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use mingbai_studio::content::Content;
use mingbai_studio::edit::Edit;
use mingbai_studio::place::Place;

use super::*;
use crate::forms::edited;
use crate::shipped::{self, NEW, offered};

fn studio() -> Studio {
    Studio::new().unwrap()
}

/// The example in docs, with the clauses it was made from.
fn county() -> Texts {
    Texts {
        policy: include_str!("../../../../docs/example-county/policy.toml").into(),
        figures: include_str!("../../../../docs/example-county/figures.toml").into(),
        cases: include_str!("../../../../docs/example-county/cases.toml").into(),
        clauses: vec![(
            "example-county.clauses.tsv".into(),
            include_str!("../../../../docs/example-county/clauses.tsv").into(),
        )],
    }
}

fn failed(checked: &Checked) -> Vec<&str> {
    let failed = |case: &&Tried| !case.problems.is_empty() || !case.differences.is_empty();
    checked.cases.iter().filter(failed).map(|case| case.name.as_str()).collect()
}

#[test]
fn what_comes_with_mingbai_has_no_finding_and_its_cases_hold() {
    let studio = studio();
    for id in offered().into_iter().map(|own| own.id).chain([NEW]) {
        let texts = shipped::texts(id).unwrap();
        let checked = studio.check(&texts);
        assert!(checked.findings.is_empty(), "{id}: {:?}", checked.findings);
        assert!(!checked.cases.is_empty(), "{id}");
        assert!(failed(&checked).is_empty(), "{id}: {:?}", failed(&checked));
    }
    assert!(shipped::texts("no-such-document").is_none());
}

#[test]
fn a_document_with_figures_and_clauses_is_checked_against_both() {
    let (studio, texts) = (studio(), county());
    let checked = studio.check(&texts);
    assert!(checked.findings.is_empty(), "{:?}", checked.findings);
    assert!(failed(&checked).is_empty(), "{:?}", failed(&checked));
    assert!(!checked.cases.is_empty());

    let mut fewer = texts.clone();
    let table = &mut fewer.clauses[0].1;
    let last = table.trim_end().rfind('\n').unwrap();
    table.insert_str(last, "\n九\t另一条。");
    let found = studio.check(&fewer).findings;
    let rules: Vec<&str> = found.iter().map(|one| one.rule.as_str()).collect();
    assert_eq!(rules, ["unaccounted-clause"]);
}

#[test]
fn a_finding_says_which_characters_are_meant_as_a_text_field_counts_them() {
    let mut texts = county();
    texts.policy = texts.policy.replacen("gives = { ", "gives = { 😀x = 1, ", 1);
    texts.policy.insert_str(0, "# 𠮷 two units\n");
    let checked = studio().check(&texts);
    assert!(checked.cases.is_empty(), "no answer without a policy");
    let found = &checked.findings[0];
    let units: Vec<u16> = texts.policy.encode_utf16().collect();
    let line = texts.policy.lines().nth(found.line - 1).unwrap();
    let meant = String::from_utf16(&units[found.start..found.end]).unwrap();
    assert!(line.ends_with(&meant) && line.contains("😀"), "{found:?}: {meant}");
    assert_eq!(found.file, POLICY);
}

#[test]
fn a_case_that_fails_says_what_it_expected_and_what_it_found() {
    let mut texts = shipped::texts(NEW).unwrap();
    let studio = studio();
    texts.cases = texts.cases.replacen("\"granted\"", "\"refused\"", 1);
    let checked = studio.check(&texts);
    assert!(checked.findings.is_empty());
    assert_eq!(failed(&checked).len(), 1);
    let case = checked.cases.iter().find(|case| !case.differences.is_empty()).unwrap();
    let (key, expected, found) = &case.differences[0];
    assert!(key.starts_with("expect."), "{key}");
    assert_eq!((expected.as_str(), found.as_str()), ("\"refused\"", "\"granted\""));
    let from: String = texts.cases.chars().skip(case.start).take(8).collect();
    assert_eq!(from, "[[case]]");
}

#[test]
fn a_page_is_made_of_what_compiles_and_of_nothing_else() {
    let (studio, mut texts) = (studio(), county());
    assert!(studio.page(&texts).unwrap().is_some_and(|page| page.data.len() > 1000));
    texts.figures = texts.figures.replacen('"', "\"x", 1);
    assert!(studio.page(&texts).unwrap().is_none());
    texts.figures.clear();
    texts.policy.insert_str(0, "oops = 1\n");
    assert!(studio.page(&texts).unwrap().is_none());
}

#[test]
fn a_pasted_text_becomes_a_clause_table_and_each_clause_is_followed() {
    let text = "某县医疗救助办法\n一、对象\n特困人员可以申请救助。\n二、标准\n按70%救助。";
    let Cut { tables, left_out, doubtful } = cut(text);
    assert_eq!((tables.len(), left_out, doubtful.len()), (1, 0, 0));
    let studio = studio();
    let mut texts = shipped::texts(NEW).unwrap();
    texts.clauses = vec![("my-county.clauses.tsv".into(), tables[0].clone())];
    let open = |texts: &Texts| {
        let clauses = studio.check(texts).coverage.into_iter();
        let open = clauses.filter(|own| own.provisions.is_empty() && own.elsewhere.is_none());
        open.map(|own| own.at).collect::<Vec<_>>()
    };
    let before = open(&texts);
    assert!(before.contains(&"二".to_owned()), "{before:?}");
    let because = [("at", "二"), ("reason", "为什么")];
    let entries = because.map(|(key, text)| (key.to_owned(), Content::text(text))).into();
    let list = Place::default().key("elsewhere");
    let edit = Edit::Insert { list, index: usize::MAX, entries };
    texts.policy = edited(POLICY, &texts.policy, std::slice::from_ref(&edit)).unwrap();
    let after = open(&texts);
    assert_eq!(after.len() + 1, before.len());
    assert!(edited(POLICY, "[policy", &[edit]).is_err());
}
