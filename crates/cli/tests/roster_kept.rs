//! `mingbai roster` with ledgers as offices keep them: workbooks, titles, words of their own.

use std::collections::HashMap;
use std::fs;
use std::io::Write as _;
use std::process::{Output, Stdio};

use mingbai_ledger::workbook::Workbook;

use crate::roster::{Desk, mingbai, stderr};

const LEDGERS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../ledger/tests/ledgers");

const FIGURES: &str = "[contribution]
tier_1 = { value = \"220.00\", source = \"a notice\", date = 2019-01-01 }
tier_2 = { value = \"550.00\", source = \"a notice\", date = 2019-01-01 }
";

/// The call for a ledger of the folder.
fn roster(desk: &Desk, file: &str, more: &[&str]) -> Output {
    fs::write(desk.path("figures.toml"), FIGURES).unwrap();
    fs::copy(format!("{LEDGERS}/{file}"), desk.path(file)).unwrap();
    let fixed = ["roster", "--policy", "liangping-2019", "--on", "2019-11-01"];
    let mut command = mingbai(&fixed);
    let command = command.current_dir(desk.folder.path());
    command.args(["--figures", "figures.toml", file]).args(more).output().unwrap()
}

#[test]
fn the_village_ledger_is_answered_as_expected_once_its_mapping_is_accepted() {
    let expected = fs::read_to_string(format!("{LEDGERS}/messy.expected.csv")).unwrap();
    let mut expected = csv::Reader::from_reader(expected.as_bytes());
    let header = expected.headers().unwrap().clone();
    let expected: Vec<csv::StringRecord> = expected.records().map(Result::unwrap).collect();
    for file in ["messy.xlsx", "messy.csv"] {
        let desk = Desk::new();
        // What is expected takes orphans for rural poor only where their register is rural.
        let more = ["--accept-proposed", "--other-reading", "orphans_urban", "-o", "out.csv"];
        let output = roster(&desk, file, &more);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let said = stderr(&output);
        assert!(said.contains("blank rows set aside: 2"), "{said}");
        assert!(said.contains("sums and signatures set aside: row 69, 70"), "{said}");
        let text = desk.text("out.csv");
        let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let rows: Vec<HashMap<String, String>> = reader.deserialize().map(Result::unwrap).collect();
        assert_eq!(rows.len(), expected.len());
        for (row, expected) in rows.iter().zip(&expected) {
            let name = row["姓名"].strip_prefix('\'').unwrap_or(&row["姓名"]);
            assert_eq!([&row["序号"], name], [&expected[0], &expected[1]]);
            for (column, cell) in header.iter().zip(expected).skip(2) {
                assert_eq!(row[column], cell, "{file}, {name}, {column}");
            }
        }
    }
}

#[test]
fn what_would_be_guessed_is_refused_until_a_person_has_seen_it() {
    let desk = Desk::new();
    let refused = roster(&desk, "messy.xlsx", &["-o", "out.csv"]);
    assert_eq!(refused.status.code(), Some(1));
    let said = stderr(&refused);
    assert!(said.contains("户口性质: a column called") && said.contains("--propose"), "{said}");
    assert!(!desk.path("out.csv").exists());
    let proposed = roster(&desk, "messy.xlsx", &["--propose", "map.toml"]);
    assert_eq!(proposed.status.code(), Some(0), "{}", stderr(&proposed));
    let mapped = roster(&desk, "messy.xlsx", &["--map", "map.toml", "-o", "mapped.csv"]);
    assert_eq!(mapped.status.code(), Some(0), "{}", stderr(&mapped));
    roster(&desk, "messy.xlsx", &["--accept-proposed", "-o", "accepted.csv"]);
    assert_eq!(desk.text("mapped.csv"), desk.text("accepted.csv"));
    // A mapping for another ledger, and one that is none.
    let map = desk.text("map.toml").replace("name = \"参保情况\"", "name = \"医保\"");
    fs::write(desk.path("other.toml"), map).unwrap();
    let other = roster(&desk, "messy.xlsx", &["--map", "other.toml", "-o", "x.csv"]);
    assert!(stderr(&other).contains("the header has no column \"医保\""), "{}", stderr(&other));
    fs::write(desk.path("none.toml"), "colum = 1").unwrap();
    let none = roster(&desk, "messy.xlsx", &["--map", "none.toml", "-o", "x.csv"]);
    assert!(stderr(&none).contains("not a mapping"), "{}", stderr(&none));
}

#[test]
fn a_workbook_is_written_by_its_name_and_names_its_problems() {
    let desk = Desk::new();
    let output = roster(&desk, "ticks.xls", &["--accept-proposed", "-o", "out.xlsx"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let workbook = Workbook::read(&fs::read(desk.path("out.xlsx")).unwrap()).unwrap();
    assert_eq!(workbook.sheets.len(), 5);
    let output = roster(&desk, "ticks.xls", &["--accept-proposed", "-o", "out.csv"]);
    assert_eq!(output.status.code(), Some(1));
    let errors = desk.text("out.errors.csv");
    assert!(errors.contains("8,医保情况 / 种类,新农合,") && errors.contains(",H8"), "{errors}");
    let rows = desk.text("out.csv");
    assert!(rows.contains("'=1+1") && !rows.contains("赵四"), "{rows}");
}

#[test]
fn csv_comes_from_standard_input_too() {
    let desk = Desk::new();
    let mut child = mingbai(&["roster", "--policy", "liangping-2019", "-", "-o"])
        .arg(desk.path("out.csv"))
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"name,dibao\nA,true\n").unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(desk.answers()[0]["name"], "A");
}

#[test]
fn sums_and_blank_rows_are_set_aside_and_formulas_neutralised_unless_they_are_kept() {
    let desk = Desk::new();
    let ledger = "姓名,吃低保\n=HYPERLINK(1),是\n,\n\"@a,b\",否\n合计,2\n";
    let output = desk.roster("liangping-2019", ledger, &[]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let said = stderr(&output);
    assert!(
        said.contains("blank rows set aside: 1")
            && said.contains("sums and signatures set aside: row 5"),
        "{said}"
    );
    let names = |desk: &Desk| {
        let rows = desk.answers();
        rows.iter().map(|row| row["姓名"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names(&desk), ["'=HYPERLINK(1)", "'@a,b"]);
    desk.roster("liangping-2019", ledger, &["--keep-formulas"]);
    assert_eq!(names(&desk), ["=HYPERLINK(1)", "@a,b"]);
}

#[test]
fn readings_are_named_and_can_be_taken_the_other_way() {
    let desk = Desk::new();
    let ledger = "户口,孤儿,建档立卡,吃低保,特困人员,低收入,因病致贫,医保种类\n城镇,是,不是,否,否,否,否,居民医保\n";
    let output = desk.roster("liangping-2019", ledger, &["--readings"]);
    assert!(stderr(&output).contains("reading orphans_urban: "), "{}", stderr(&output));
    let row = &desk.answers()[0];
    assert_eq!(row["premium-aid"], "granted");
    let readings = row["premium-aid.readings"].as_str().unwrap();
    assert!(readings.split(';').any(|id| id == "orphans_urban"), "{readings}");
    desk.roster("liangping-2019", ledger, &["--other-reading", "orphans_urban"]);
    assert_eq!(desk.answers()[0]["premium-aid"], "refused");
    let output = desk.roster("liangping-2019", ledger, &["--other-reading", "orphans"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("no reading \"orphans\""), "{}", stderr(&output));
}

#[test]
fn in_chinese_the_answers_are_in_words() {
    let desk = Desk::new();
    let output = desk.roster("liangping-2019", "姓名,吃低保\n王,是\n", &["--lang", "zh"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let text = desk.text("out.csv");
    assert!(text.contains(",未定") && text.contains("还要问清"), "{text}");
    assert!(!text.contains("granted") && !text.contains("premium"), "{text}");
}

#[test]
fn a_share_asks_for_the_amount_it_is_of_until_that_is_known() {
    let desk = Desk::new();
    let facts = mingbai(&["facts", "--json", "--policy", "beijing-2023"]).output().unwrap();
    let facts: Vec<serde_json::Value> = serde_json::from_slice(&facts.stdout).unwrap();
    let money = facts.iter().filter(|fact| fact["kind"] == "money");
    let money: Vec<&str> = money.map(|fact| fact["id"].as_str().unwrap()).collect();
    for (cell, known) in [("", false), ("40000.00", true)] {
        let row = vec![cell; money.len()].join(",");
        let ledger = format!("name,{}\nA,{row}\n", money.join(","));
        let output = desk.roster("beijing-2023", ledger, &[]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        fs::write(
            desk.path("case.json"),
            serde_json::to_vec(&serde_json::json!({ "facts": if known {
                money.iter().map(|id| ((*id).to_owned(), cell.into())).collect()
            } else {
                serde_json::Map::new()
            } }))
            .unwrap(),
        )
        .unwrap();
        let assessed =
            mingbai(&["assess", "--policy", "beijing-2023", "--on", "2019-11-01", "--json"])
                .arg(desk.path("case.json"))
                .output()
                .unwrap();
        let answer: serde_json::Value = serde_json::from_slice(&assessed.stdout).unwrap();
        let verdicts = answer["verdicts"].as_array().unwrap().iter();
        let asked: Vec<&str> = verdicts
            .flat_map(|verdict| verdict["asks"].as_array().unwrap())
            .map(|ask| ask.as_str().unwrap())
            .collect();
        let asks = desk.answers()[0]["asks"].as_str().unwrap().to_owned();
        for id in &money {
            let own = asks.split(';').any(|ask| ask == *id);
            assert_eq!(own, asked.contains(id), "{id}, {known}");
        }
        assert_eq!(known, money.iter().all(|id| !asks.contains(id)));
    }
}
