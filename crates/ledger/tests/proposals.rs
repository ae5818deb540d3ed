//! What is proposed for a ledger's columns, and why.

use mingbai_core::kernel::lang::Lang;
use mingbai_ledger::grid::Grid;
use mingbai_ledger::mapping::{Blank, ColumnMeaning, Mapping, Meaning, Value};
use mingbai_ledger::problems::MapProblem;
use mingbai_ledger::propose::{Stating, not_asked, propose, propose_column};
use mingbai_ledger::workbook::{Kind, Sheet, Workbook};

use crate::county::COUNTY;
use crate::{LANG, Office, day};

fn csv(text: &str) -> Workbook {
    Workbook::read(text.as_bytes()).unwrap()
}

/// What is proposed for the county of the example.
fn proposed(text: &str) -> Mapping {
    propose(COUNTY.document(), &csv(text), &COUNTY.synonyms, day(), LANG).unwrap().mapping
}

/// The same for a ledger of one column.
fn column(text: &str) -> ColumnMeaning {
    proposed(&format!("姓名,{}\n", text.replace('\n', "\n甲,"))).columns.remove(0)
}

fn words(meaning: &ColumnMeaning) -> Vec<&str> {
    meaning.cells.keys().map(String::as_str).collect()
}

#[test]
fn the_sheet_whose_columns_are_known_best_is_the_ledger_and_of_equals_the_first() {
    let sheet = |name: &str, rows: &[&[&str]]| {
        let mut grid = Grid::default();
        for (number, row) in (1..).zip(rows) {
            grid.begin_row(number);
            row.iter().for_each(|cell| grid.push(cell).unwrap());
        }
        Sheet { name: name.to_owned(), grid }
    };
    let few = || sheet("封面", &[&["姓名", "吃低保", "说明"], &["甲", "是", ""]]);
    let many = |name| sheet(name, &[&["姓名", "吃低保", "孤儿"], &["甲", "是", "否"]]);
    let named = |sheets: Vec<Sheet>| {
        let workbook = Workbook { kind: Kind::Xlsx, sheets };
        let found = propose(COUNTY.document(), &workbook, &COUNTY.synonyms, day(), LANG).unwrap();
        found.mapping.sheet
    };
    assert_eq!(named(vec![few()]), None, "there is no other");
    assert_eq!(named(vec![few(), many("花名册")]).as_deref(), Some("花名册"));
    assert_eq!(named(vec![many("花名册"), few()]).as_deref(), Some("花名册"));
    assert_eq!(named(vec![many("一月"), many("二月")]).as_deref(), Some("一月"));
}

#[test]
fn a_column_without_a_name_means_nothing_and_one_that_is_not_asked_is_named_once() {
    let office = Office::new("liangping-2019");
    let text = "姓名,,年龄,吃低保,,年龄\n甲,x,70,是,y,70\n";
    let found = propose(office.document(), &csv(text), &office.synonyms, day(), LANG).unwrap();
    let names: Vec<&str> = found.mapping.columns.iter().map(|own| own.name.as_str()).collect();
    assert_eq!(names, ["吃低保"]);
    assert_eq!(found.not_asked, [("年龄".to_owned(), "Age".to_owned())]);
    let said = |name| not_asked(office.document(), name, &office.synonyms, LANG);
    assert_eq!(said("年龄").as_deref(), Some("Age"));
    assert_eq!([said("吃低保"), said("电话")], [None, None]);
}

#[test]
fn a_column_that_is_kept_in_the_words_of_its_fact_needs_no_guess() {
    let expected = |name: &str, fact: &str| ColumnMeaning {
        name: name.into(),
        fact: Some(fact.into()),
        ..ColumnMeaning::default()
    };
    assert_eq!(column("dibao\ntrue\nno\n是"), expected("dibao", "dibao"));
    assert_eq!(column("scheme\nresident\nEmployee"), expected("scheme", "scheme"));
}

#[test]
fn each_guess_says_why() {
    let guesses = |text| column(text).guess;
    // A word of its own, and no unit.
    let tick = guesses("dibao\n√\ntrue");
    assert_eq!(tick, ["the column has words of its own; check what each is taken to mean: √"]);
    // A unit, and no word of its own.
    assert_eq!(guesses("age\n65岁\n70"), ["what follows a number is its unit: 岁"]);
    let identity = guesses("身份证号\n110101194107140028");
    assert!(identity.len() == 1 && identity[0].contains("day of birth and the sex"));
    let statuses = guesses("人员类别\n低保户");
    assert!(statuses[0].starts_with("where \"人员类别\" is filled in, what it does not name"));
    assert!(guesses("低保户\n√")[0].starts_with("a column called \"低保户\" mostly is"));
}

#[test]
fn a_cell_of_several_words_is_understood_word_by_word() {
    let found = column("人员类别\n低保户、孤儿\n五保,外星".replace(',', "；").as_str());
    assert_eq!(words(&found), ["低保户", "孤儿", "五保"]);
    assert_eq!(found.not_understood, ["五保；外星"]);
}

#[test]
fn a_word_that_leaves_open_which_value_is_meant_is_not_known() {
    let office = Office::new("liangping-2019");
    let text = "姓名,建档立卡户\n甲,是\n乙,未脱贫\n";
    let found = propose(office.document(), &csv(text), &office.synonyms, day(), LANG).unwrap();
    let column = &found.mapping.columns[0];
    let text = |text: &str| Meaning::One(Value::Text(text.into()));
    assert_eq!(column.cells["是"], text("unknown"), "whether lifted is not said");
    assert_eq!(column.cells["未脱贫"], text("not_lifted"));
    assert!(column.not_understood.is_empty());
}

#[test]
fn a_column_called_as_one_value_of_a_choice_is_ticked_where_that_is_so() {
    let office = Office::new("liangping-2019");
    let text = "姓名,脱贫户\n甲,√\n乙,\n丙,×\n";
    let found = propose(office.document(), &csv(text), &office.synonyms, day(), LANG).unwrap();
    let column = &found.mapping.columns[0];
    assert_eq!((column.name.as_str(), &column.fact), ("脱贫户", &None));
    assert_eq!(column.guess[0], "where \"脱贫户\" is ticked, that is so");
    let lifted = [("registered_poor".to_owned(), Value::Text("lifted".into()))];
    assert_eq!(column.cells["√"], Meaning::Facts(lifted.into_iter().collect()));
    // That it is not this one says not which it is.
    assert_eq!(column.cells["×"], Meaning::One(Value::Text("unknown".into())));
    // Of a document that does not ask it the column means nothing.
    let names: Vec<String> =
        proposed("姓名,脱贫户,吃低保\n甲,√,是\n").columns.into_iter().map(|own| own.name).collect();
    assert_eq!(names, ["吃低保"]);
}

#[test]
fn a_column_called_as_one_status_is_that_fact_and_not_ticked_is_no() {
    let office = Office::new("wuhan-2023");
    let text = "姓名,低保边缘家庭成员,低保\n甲,√,√\n乙,,\n";
    let found = propose(office.document(), &csv(text), &office.synonyms, day(), LANG).unwrap();
    let column = &found.mapping.columns[0];
    assert_eq!(
        (column.name.as_str(), column.fact.as_deref()),
        ("低保边缘家庭成员", Some("dibao_margin"))
    );
    assert_eq!((&column.cells["√"], column.blank), (&Meaning::One(Value::Flag(true)), Blank::No));
}

#[test]
fn a_column_that_a_person_says_names_statuses_is_read_as_one() {
    let workbook = csv("姓名,吃低保,情况\n甲,是,低保户、孤儿\n乙,,一般户\n");
    let ledger =
        COUNTY.open(&workbook, "[[column]]\nname = '吃低保'\nfact = 'dibao'\n", LANG).unwrap();
    let stated = |synonyms| {
        let column = ("情况", &Stating::Statuses);
        propose_column(COUNTY.document(), &ledger, column, synonyms, Lang::En)
    };
    let found = stated(&COUNTY.synonyms).unwrap();
    assert_eq!((found.name.as_str(), found.fact.as_deref()), ("情况", None));
    // What the county asks of those that the words are about.
    let complete: Vec<(&str, &Value)> =
        found.complete.iter().map(|(id, value)| (id.as_str(), value)).collect();
    let no = &Value::Flag(false);
    assert_eq!(complete, [("dibao", no), ("tekun", no), ("orphan", no), ("low_income", no)]);
    assert_eq!(words(&found), ["低保户", "孤儿", "一般户"]);
    assert!(found.not_understood.is_empty());
    // Words about nothing that the county asks.
    let mut synonyms = COUNTY.synonyms.clone();
    synonyms.category[0].complete.retain(|id, _| id == "registered_poor");
    assert_eq!(stated(&synonyms), Err(MapProblem::NothingRead));
}
