//! What the sheets say that are added to a ledger: cell by cell.

use mingbai_core::kernel::lang::Lang;
use mingbai_ledger::answered::Answered;
use mingbai_ledger::answering::Answering;
use mingbai_ledger::answers::Answerer;
use mingbai_ledger::grid::Grid;
use mingbai_ledger::save::{Options, save};
use mingbai_ledger::workbook::{Kind, Sheet, Workbook};

use crate::county::{COUNTY, plain};
use crate::save::parts;
use crate::{LANG, notices};

const LEDGER: &str = "户号,姓名,参保情况,吃低保,特困人员,孤儿,低收入,缴费档次,年龄,慢性病,愿意签约\n\
                      1,甲,居民,是,否,否,否,一档,70,,是\n,乙,居民,否,否,否,否,二档,30,否,\n2,丙,居民,怪,,,,,,,\n\
                      ,丁,居民,,否,否,否,一档,50,否,否\n,戊,居民,否,否,否,否,二档,30,否,\n,己,居民,怪,,,,,,,\n\
                      3,庚,职工,是,否,否,否,一档,30,否,否\n3,辛,居民,是,否,否,否,一档,30,否,\n4,壬,居民,怪,,,,,,,\n";

/// The ledger with its answers as .xlsx.
fn saved() -> Vec<u8> {
    notices::with(&COUNTY, LEDGER, plain(), |ledger, answering, all| {
        let options = Options { keep_formulas: false, lang: Lang::En };
        save(None, ledger, answering, all, options).unwrap()
    })
}

/// The rows of a sheet.
fn rows(workbook: &Workbook, name: &str) -> Vec<String> {
    let grid = &workbook.sheet(name).unwrap().grid;
    let row = |row: usize| (0..grid.width()).map(|at| grid.cell(row, at)).collect::<Vec<_>>();
    (0..grid.len()).map(|at| row(at).join("|")).collect()
}

#[test]
fn what_a_household_is_paid_and_pays_is_the_sum_of_its_members() {
    let workbook = Workbook::read(&saved()).unwrap();
    assert_eq!(
        rows(&workbook, "Mingbai households"),
        [
            "From row of the ledger|Household|Members|Paid for them (yuan)|Left to pay (yuan)|Members without amounts|Members with problems",
            "2|1|2|200|500|0|0",
            // Of one it is not known whether the whole is paid; two have no answer.
            "4|2|4|0.00..200.00|500.00..700.00|0|2",
            // One pays no contribution of this insurance.
            "8|3|2|200|0|1|0",
            // Nothing is known of any: no amount, not nothing to pay.
            "10|4|1|||0|1",
        ]
    );
}

#[test]
fn the_answers_stand_beside_who_they_are_about() {
    let workbook = Workbook::read(&saved()).unwrap();
    let rows = rows(&workbook, "Mingbai answers");
    assert!(
        rows[0].starts_with("Row of the ledger|户号|姓名|Help with")
            && rows[0].ends_with("|Paid for you (yuan)|Left to pay (yuan)|Still to be asked"),
        "{}",
        rows[0]
    );
    assert_eq!(rows[1], "2|1|甲|granted|granted|granted|200|0|");
    assert_eq!(rows[4], "5||丁|open|open|refused|0.00..200.00|0.00..200.00|Low-income allowance");
    assert_eq!(rows[3], "4|2|丙|Not answered: see Problems|||||");
    assert_eq!(rows[7], "8|3|庚|refused|refused|refused|||");
}

#[test]
fn amounts_are_numbers_ranges_are_text_and_what_is_empty_is_not_written() {
    let bytes = saved();
    let xml = String::from_utf8(parts(&bytes)["xl/worksheets/mingbai2.xml"].clone()).unwrap();
    assert!(xml.contains("<v>200.00</v>") && xml.contains("<v>0.00</v>"), "{xml}");
    assert!(xml.contains(">0.00..200.00</t>") && !xml.contains("<v>0.00.."), "{xml}");
    assert!(!xml.contains("></t>") && !xml.contains("<v></v>"), "{xml}");
}

#[test]
fn rows_further_down_than_a_sheet_reaches_go_on_in_the_next_at_their_place() {
    const MOST: u32 = 1 << 20;
    let mut grid = Grid::default();
    let numbers = [1, 7, MOST, MOST + 1, 2 * MOST, 3 * MOST - 1];
    for (number, cells) in
        numbers.into_iter().zip([["姓名", "吃低保"]].into_iter().chain([["甲", "是"]; 5]))
    {
        grid.begin_row(number);
        for cell in cells {
            grid.push(cell).unwrap();
        }
    }
    let encoding = mingbai_ledger::chunks::Encoding::Utf8 { mark: false };
    let sheets = vec![Sheet { name: String::new(), grid }];
    let workbook = Workbook { kind: Kind::Csv(encoding), sheets };
    let mapping = "[[column]]\nname = '吃低保'\nfact = 'dibao'\n";
    let ledger = COUNTY.open(&workbook, mapping, LANG).unwrap();
    let slots = &ledger.columns.slots;
    let answering = Answering::new(COUNTY.document(), &COUNTY.figures, slots, plain());
    let (mut answerer, mut all) = (Answerer::new(&answering), Answered::default());
    all.take(&ledger, &mut answerer, 0..ledger.rows.len(), LANG);
    let options = Options { keep_formulas: false, lang: LANG };
    let saved = save(None, &ledger, &answering, &all, options).unwrap();
    let saved = Workbook::read(&saved).unwrap();
    let places = |name: &str| {
        let grid = &saved.sheet(name).unwrap().grid;
        (0..grid.len()).map(|row| grid.number(row)).collect::<Vec<_>>()
    };
    assert_eq!(places("Ledger"), [1, 7, MOST]);
    assert_eq!(places("Ledger 2"), [1, MOST]);
    assert_eq!(places("Ledger 3"), [MOST - 1]);
}
