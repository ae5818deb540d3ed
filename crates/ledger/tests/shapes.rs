//! Ledgers of several shapes, each with the mapping that is proposed for it.

use mingbai_core::kernel::diagram::UNKNOWN;
use mingbai_ledger::ledger::Ledger;
use mingbai_ledger::mapping::{Blank, Mapping};
use mingbai_ledger::propose::propose;
use mingbai_ledger::workbook::Workbook;

use crate::{LANG, Office, day, ledger};

/// The ledger of a file with the mapping that is proposed, put to `look`.
fn with<T>(policy: &str, file: &str, look: impl FnOnce(&Mapping, &Ledger<'_>) -> T) -> T {
    let (office, workbook) = (Office::new(policy), Workbook::read(&ledger(file)).unwrap());
    let proposal = propose(office.document(), &workbook, &office.synonyms, day(), LANG).unwrap();
    let mapping = Mapping::from_toml(&proposal.mapping.to_toml()).unwrap();
    assert_eq!(mapping, proposal.mapping, "it can be written down");
    let open = Ledger::open(office.document(), &workbook, &mapping, &office.synonyms, day(), LANG);
    look(&mapping, &open.unwrap())
}

/// What a resident's cells state, by fact: the value of its first variable.
fn problems(ledger: &Ledger<'_>) -> Vec<(String, String)> {
    let mut values = vec![UNKNOWN; ledger.columns.slots.len()];
    let all = (0..ledger.rows.len()).flat_map(|resident| ledger.read(resident, &mut values, LANG));
    all.map(|problem| (problem.address, problem.value)).collect()
}

#[test]
fn the_village_ledger_is_understood_whole_in_both_its_forms() {
    for file in ["messy.xlsx", "messy.csv"] {
        with("liangping-2019", file, |mapping, ledger| {
            assert_eq!(ledger.rows.len(), 63, "{file}");
            assert_eq!((ledger.blank, ledger.aside.len()), (2, 2), "{file}");
            let aside: Vec<u32> = ledger.aside.iter().map(|row| row.row).collect();
            assert_eq!(aside, [69, 70], "{file}");
            assert_eq!(problems(ledger), [], "{file}");
            assert!(mapping.columns.iter().all(|column| column.not_understood.is_empty()));
            let register = mapping.columns.iter().find(|column| column.name == "户口性质").unwrap();
            assert!(register.fill_down && !register.guess.is_empty());
            // The second of household 1 leaves the register empty.
            let column = ledger.header.columns_called("户口性质").next().unwrap();
            assert_eq!(ledger.cell(1, column), "非农业");
            // Behind a blank row in the middle of a household.
            assert_eq!(ledger.cell(20, column), "农业");
        });
    }
}

#[test]
fn ticks_below_a_header_of_two_rows_are_read_and_an_unknown_word_is_named() {
    with("liangping-2019", "ticks.xls", |mapping, ledger| {
        assert_eq!(mapping.sheet.as_deref(), Some("花名册"));
        assert_eq!(mapping.header, [2, 3]);
        assert_eq!((ledger.rows.len(), ledger.aside.len()), (4, 1));
        let named = |name: &str| mapping.columns.iter().find(|column| column.name.ends_with(name));
        assert_eq!(named("低保户").map(|column| column.blank), Some(Blank::No));
        assert_eq!(named("特困人员").and_then(|column| column.fact.as_deref()), Some("tekun"));
        assert_eq!(named("农业").map(|column| column.blank), Some(Blank::Unknown));
        let scheme = named("种类").unwrap();
        assert_eq!(
            (scheme.fact.as_deref(), scheme.not_understood.as_slice()),
            (Some("scheme"), &["新农合".to_owned()][..])
        );
        assert_eq!(problems(ledger), [("H8".to_owned(), "新农合".to_owned())]);
        assert_eq!(ledger.households.as_deref(), Some(&[0, 0, 1, 2][..]));
    });
}

#[test]
fn what_two_columns_say_differently_is_named_at_its_cell() {
    with("liangping-2019", "plain.xlsx", |mapping, ledger| {
        let names: Vec<&str> = mapping.columns.iter().map(|column| column.name.as_str()).collect();
        assert_eq!(names, ["是否低保", "人员类别", "户籍性质", "参保类型"], "no age is asked");
        assert_eq!(problems(ledger), [("F3".to_owned(), "一般户".to_owned())]);
        assert_eq!(ledger.households.as_deref(), Some(&[0, 0, 1, 2][..]), "by the heads");
    });
}

#[test]
fn an_age_follows_from_an_identity_number_and_a_number_that_lost_its_end_is_none() {
    with("shangyu-2012", "plain.xlsx", |mapping, ledger| {
        let identity = mapping.columns.iter().find(|column| column.identity.is_some()).unwrap();
        assert_eq!(identity.name, "身份证号");
        let age = mapping.columns.iter().find(|column| column.name == "年龄").unwrap();
        assert_eq!(age.units, ["岁"]);
        let bad: Vec<String> = problems(ledger).into_iter().map(|(cell, _)| cell).collect();
        assert!(bad.contains(&"C5".to_owned()) && !bad.contains(&"C2".to_owned()), "{bad:?}");
    });
}
