#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use mingbai_core::kernel::lang::Lang;

use super::rules::Rules;
use super::shapes::{Asked, Came, Correction};
use super::{Mapping, Opened};
use crate::shipped;
use crate::studio::{Studio, Texts};

/// Title line, sum, signature; one cell that says nothing known. Names and numbers are invented.
const LEDGER: &str = "示例村台账,,,,,,
序号,姓名,身份证号,户口性质,人员类别,参保情况,缴费档次
1,甲一,110101194107140017,农业,低保户,居民,一档
2,乙二,110101198902070031,城镇,特困户,职工医保,
3,丙三,110101199507070059,农村,=怪人户,居民,二档
4,丁四,110101196001010013,农业,,,
合计,4人,,,,,
填表人：某某,,,,,,
";

fn opened() -> Opened {
    read(LEDGER)
}

fn read(ledger: &str) -> Opened {
    let studio = Studio::new().unwrap();
    let texts: Texts = shipped::texts("liangping-2019").unwrap();
    let rules = Rules::new(&studio, &texts, "2019-11-01", Lang::Zh).unwrap();
    Opened::read(rules, ledger.as_bytes().to_vec()).unwrap()
}

fn everyone() -> Asked {
    Asked {
        text: String::new(),
        provision: None,
        status: None,
        rows: Vec::new(),
        from: 0,
        count: 50,
    }
}

#[test]
fn a_ledger_is_proposed_answered_filtered_and_saved() {
    let mut opened = opened();
    let proposed = opened.propose().unwrap();
    assert_eq!((proposed.header, proposed.residents, proposed.aside.len()), ((2, 2), 4, 2));
    let answered = opened.answer(proposed.mapping, |_, _| {}).unwrap();
    assert_eq!((answered.answered, answered.unanswered, answered.wrong), (3, 1, 1));
    assert_eq!(answered.problems[0].address, "E5");
    assert!(!answered.columns.contains(&"身份证号".to_owned()));
    assert_eq!(opened.rows(&everyone()).total, 4);
    let some = |text: &str| opened.rows(&Asked { text: text.into(), ..everyone() });
    assert_eq!((some("乙二").rows[0].number, some("乙二").total, some("110101").total), (4, 1, 0));
    let granted = Asked { provision: Some(0), status: Some(Came::Granted), ..everyone() };
    assert_eq!(opened.rows(&granted).rows[0].cells[1], "甲一");
    let csv = String::from_utf8(opened.csv().unwrap()).unwrap();
    assert_eq!(csv.lines().count(), 4);
    assert!(opened.save().unwrap().starts_with(b"PK"));
}

#[test]
fn a_column_is_what_a_person_says() {
    let opened = opened();
    let mapping = opened.propose().unwrap().mapping;
    let stated = |mapping: &Mapping, name: &str| {
        let column = mapping.columns.iter().find(|own| own.name == name);
        column.map(|own| own.fact.clone())
    };
    let column = "户口性质".to_owned();
    assert_eq!(stated(&mapping, &column), Some(Some("residence".into())));
    let carried = Correction::Carried { column: column.clone() };
    let without = opened.corrected(mapping, &carried).unwrap().mapping;
    assert_eq!(stated(&without, &column), None);
    let again = Correction::Fact { column: column.clone(), fact: "residence".into() };
    let again = opened.corrected(without, &again).unwrap().mapping;
    let own = again.columns.iter().find(|own| own.name == column).unwrap();
    assert!(own.not_understood.is_empty() && own.cells.contains_key("农业"), "{own:?}");
    let household = Correction::Household { column: Some("序号".into()) };
    assert!(opened.corrected(again, &household).unwrap().mapping.household.is_some());
}

#[test]
fn a_notice_says_what_one_gets_and_shows_no_identity_number() {
    let mut opened = opened();
    let mapping = opened.propose().unwrap().mapping;
    opened.answer(mapping, |_, _| {}).unwrap();
    let notices = opened.notices(&Asked { rows: vec![3, 5], ..everyone() }).unwrap();
    let [first] = notices.as_slice() else { unreachable!("row 5 has a problem: {notices:?}") };
    assert_eq!((first.row, first.who.as_slice()), (3, &["甲一".to_owned()][..]));
    assert!(!first.granted.is_empty());
    assert!(!format!("{notices:?}").contains("110101"));
}

#[test]
fn what_cannot_be_answered_by_is_said() {
    let studio = Studio::new().unwrap();
    let mut texts = shipped::texts("liangping-2019").unwrap();
    let refused = |texts: &Texts, on: &str| Rules::new(&studio, texts, on, Lang::Zh).err();
    assert!(refused(&texts, "2019-13-01").unwrap().contains("2019-13-01"));
    texts.policy.push_str("\noops = 1\n");
    assert!(refused(&texts, "2019-11-01").unwrap().contains("policy.toml:"));
}

#[test]
fn a_notice_shows_no_illness() {
    let mut opened = read("姓名,户口,建档立卡,吃低保,得的病\n甲一,农村,不是,是,肺结核（结核病）\n");
    let mapping = opened.propose().unwrap().mapping;
    assert_eq!(opened.answer(mapping, |_, _| {}).unwrap().answered, 1);
    let row = &opened.rows(&everyone()).rows[0];
    let granted = row.statuses.iter().filter(|status| **status == Came::Granted).count();
    let notice = &opened.notices(&everyone()).unwrap()[0];
    assert!(!notice.granted.is_empty() && notice.granted.len() < granted, "{notice:?}");
    let said = format!("{notice:?}");
    assert!(["结核", "艾滋", "病区"].iter().all(|illness| !said.contains(illness)), "{said}");
}

#[test]
fn a_notice_sends_nobody_to_the_village_with_an_illness() {
    let mut opened = read("姓名,户口,建档立卡,吃低保\n甲一,农村,不是,是\n");
    let mapping = opened.propose().unwrap().mapping;
    assert_eq!(opened.answer(mapping, |_, _| {}).unwrap().answered, 1);
    let notice = &opened.notices(&everyone()).unwrap()[0];
    let illness = "得的病".to_owned();
    assert!(!notice.asks.is_empty() && !notice.asks.contains(&illness), "{notice:?}");
    assert_eq!(notice.asks_of_health, [illness]);
    assert!(
        !notice.asks.contains(&"医院级别".to_owned()),
        "a hospital is asked of nobody: {notice:?}"
    );
}

#[test]
fn what_would_turn_the_letters_round_is_shown_and_saved_as_it_is() {
    let name = "甲\u{202e}乙\u{1b}";
    let mut opened = read(&LEDGER.replace("甲一", name).replace("=怪人户", "=怪\u{202e}人户"));
    let proposed = opened.propose().unwrap();
    let answered = opened.answer(proposed.mapping, |_, _| {}).unwrap();
    assert_eq!(answered.problems[0].value, "=怪\u{fffd}人户");
    let all = opened.rows(&everyone());
    assert_eq!(all.rows[0].cells[1], "甲\u{fffd}乙␛");
    let told = opened.notices(&everyone()).unwrap();
    assert!(told[0].who.iter().any(|who| who == "甲\u{fffd}乙␛"), "{:?}", told[0].who);
    assert!(String::from_utf8(opened.csv().unwrap()).unwrap().contains(name));
}
