//! Whatever the bytes and the cells, the answer is an error or a ledger: never a panic.

use mingbai_core::kernel::diagram::UNKNOWN;
use mingbai_ledger::ledger::Ledger;
use mingbai_ledger::propose::{Proposal, propose};
use mingbai_ledger::text::{as_kept, is_formula, neutral};
use mingbai_ledger::workbook::{Unreadable, Workbook};
use proptest::prelude::*;

use crate::{LANG, Office, day, ledger};

/// Cells that ledgers have, and some that they have not.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "",
            "√",
            "×",
            "低保户",
            "一般户",
            "低保户、孤儿",
            "1档",
            "６５岁",
            "农业",
            "合计",
            "/",
            "=1",
            "户主",
            "王五",
            "姓名",
            "户编号",
            "人员类别",
            "年龄",
            "身份证号",
            "500228195001011234",
            "参保情况",
            "居民",
            "是否低保",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,8}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_bytes_are_read_or_refused(
        start in prop::sample::select(vec![&b""[..], b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]),
        bytes in prop::collection::vec(any::<u8>(), 0..400),
    ) {
        let _ = Workbook::read(&[start, &bytes].concat());
    }

    #[test]
    fn any_damage_to_a_workbook_is_refused_or_read(
        name in prop::sample::select(vec!["messy.xlsx", "ticks.xls"]),
        places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        end in any::<prop::sample::Index>(),
    ) {
        let mut bytes = ledger(name);
        for (place, byte) in places {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        let _ = Workbook::read(&bytes);
        bytes.truncate(end.index(bytes.len()));
        let _ = Workbook::read(&bytes);
    }

    #[test]
    fn any_cells_are_named_or_read(rows in prop::collection::vec(prop::collection::vec(cell(), 1..6), 1..9)) {
        thread_local!(static OFFICE: Office = Office::new("shangyu-2012"));
        let csv = rows.iter().map(|row| {
            row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect::<Vec<_>>().join(",")
        });
        let text = csv.collect::<Vec<_>>().join("\n");
        OFFICE.with(|office| {
            let Ok(workbook) = Workbook::read(text.as_bytes()) else { return };
            let proposal = propose(office.document(), &workbook, &office.synonyms, day(), LANG);
            let Ok(Proposal { mapping, .. }) = proposal else { return };
            let ledger = Ledger::open(office.document(), &workbook, &mapping, &office.synonyms, day(), LANG);
            let ledger = ledger.unwrap_or_else(|all| panic!("a proposal fits its own ledger: {all:?}"));
            let mut values = vec![UNKNOWN; ledger.columns.slots.len()];
            for resident in 0..ledger.rows.len() {
                ledger.read(resident, &mut values, LANG);
            }
        });
    }

    #[test]
    fn what_is_neutralised_comes_back(cell in "[=+@'a0-]{0,4}") {
        let written = neutral(&cell);
        prop_assert!(!is_formula(written.as_bytes()));
        prop_assert!(as_kept(&written) == cell || cell.starts_with('\''));
    }
}

#[test]
fn a_package_that_unpacks_to_more_than_a_ledger_can_be_is_refused() {
    use std::io::Write as _;
    let mut package = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let piece = vec![0_u8; 1 << 20];
    package.start_file("xl/workbook.xml", zip::write::SimpleFileOptions::default()).unwrap();
    for _ in 0..1100 {
        package.write_all(&piece).unwrap();
    }
    let bytes = package.finish().unwrap().into_inner();
    assert!(bytes.len() < 2 << 20);
    assert_eq!(Workbook::read(&bytes).err(), Some(Unreadable::TooLarge));
}
