//! What is written: the original's parts as they were, and sheets that say what is answered.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use mingbai_core::case::Reader;
use mingbai_core::case::figures::Figures;
use mingbai_ledger::answered::Answered;
use mingbai_ledger::answering::{Answering, Form};
use mingbai_ledger::answers::Answerer;
use mingbai_ledger::ledger::Ledger;
use mingbai_ledger::propose::propose;
use mingbai_ledger::save::{Options, save};
use mingbai_ledger::workbook::{Kind, Workbook};

use crate::{LANG, Office, day, ledger};

/// A file answered and written, and how many residents it has.
fn saved(policy: &str, file: &[u8], keep_formulas: bool) -> (Vec<u8>, usize) {
    let (office, workbook) = (Office::new(policy), Workbook::read(file).unwrap());
    let document = office.document();
    let proposal = propose(document, &workbook, &office.synonyms, day(), LANG).unwrap();
    let ledger =
        Ledger::open(document, &workbook, &proposal.mapping, &office.synonyms, day(), LANG)
            .unwrap();
    let (vocabulary, policy) = (document.vocabulary, document.policy);
    let figures = Figures::none(&Reader { vocabulary, policy, figures: None }.shape());
    let form = Form {
        rows: false,
        readings: false,
        other_readings: Vec::new(),
        words: false,
        lang: LANG,
        caution: None,
    };
    let answering = Answering::new(document, &figures, &ledger.columns.slots, form);
    let (mut answerer, mut all) = (Answerer::new(&answering), Answered::default());
    all.take(&ledger, &mut answerer, 0..ledger.rows.len(), LANG);
    let original = (workbook.kind == Kind::Xlsx).then_some(file);
    let options = Options { keep_formulas, lang: LANG };
    (save(original, &ledger, &answering, &all, options).unwrap(), ledger.rows.len())
}

pub fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = package.file_names().map(|name| name.unwrap().into_owned()).collect();
    let part = |name: String| {
        let mut bytes = Vec::new();
        package.by_name(&name).unwrap().read_to_end(&mut bytes).unwrap();
        (name, bytes)
    };
    names.into_iter().map(part).collect()
}

#[test]
fn the_parts_of_the_ledger_are_copied_unchanged_and_sheets_are_added() {
    let original = ledger("messy.xlsx");
    let (bytes, residents) = saved("liangping-2019", &original, false);
    let (before, after) = (parts(&original), parts(&bytes));
    let listed = ["[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"];
    for (name, part) in before.iter().filter(|(name, _)| !listed.contains(&name.as_str())) {
        assert_eq!(after.get(name), Some(part), "{name}");
    }
    let workbook = Workbook::read(&bytes).unwrap();
    let names: Vec<&str> = workbook.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(
        names,
        ["台账", "Mingbai answers", "Mingbai households", "Mingbai asks", "Mingbai problems"]
    );
    let answers = &workbook.sheets[1].grid;
    assert_eq!(answers.len(), residents + 1);
    assert_eq!(
        (answers.cell(1, 0), answers.cell(1, 2), answers.cell(1, 3)),
        ("4", "孙小强", "refused")
    );
    assert_eq!(answers.cell(7, 2), "'=李建国");
    assert_eq!(workbook.sheets[2].grid.len(), 25 + 1, "25 households");
    // Saved again, the new sheets do not take the place of the old ones.
    let again = Workbook::read(&saved("liangping-2019", &bytes, true).0).unwrap();
    assert_eq!(again.sheets.len(), 9);
    assert_eq!(again.sheets[5].name, "Mingbai answers2");
    assert_eq!(again.sheets[5].grid.cell(7, 2), "=李建国");
}

#[test]
fn a_ledger_that_was_no_workbook_of_today_stands_in_a_new_one_as_text() {
    for (file, first) in [("ticks.xls", "花名册"), ("messy.csv", "Ledger")] {
        let (bytes, _) = saved("liangping-2019", &ledger(file), false);
        let workbook = Workbook::read(&bytes).unwrap();
        assert_eq!(workbook.sheets[0].name, first);
        let text = String::from_utf8(parts(&bytes)["xl/worksheets/mingbai1.xml"].clone()).unwrap();
        assert!(!text.contains("<v>"), "identity numbers stay text");
        let problems = &workbook.sheets.last().unwrap().grid;
        let named = (0..problems.len()).any(|row| problems.cell(row, 0) == "H8");
        assert_eq!(named, file == "ticks.xls");
    }
}

#[test]
fn nobody_is_sent_to_ask_for_an_illness() {
    let (bytes, _) = saved("liangping-2019", &ledger("messy.xlsx"), false);
    let office = Office::new("liangping-2019");
    let illness = office.document().label("diseases", LANG);
    let asks = &Workbook::read(&bytes).unwrap().sheets[3].grid;
    let last = asks.row(0).count() - 1;
    let (of_health, others): (Vec<&str>, Vec<&str>) = (1..asks.len())
        .map(|row| asks.cell(row, last))
        .partition(|asked| asked.contains("do not ask"));
    assert!(!of_health.is_empty() && of_health.iter().all(|asked| asked.starts_with(illness)));
    assert!(!others.is_empty() && !others.contains(&illness));
}
