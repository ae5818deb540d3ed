//! What a workbook says of itself: how large it is, and how much of that is believed; the order of sheets and cells.

use std::io::Cursor;

use mingbai_ledger::workbook::{Kind, Unreadable, Workbook};

use crate::bombs::{STRINGS, ods, ods_cell, ods_row, read, with_part, xls_book, xls_of, xlsx};

const ONE: &str = "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row></sheetData>";

#[test]
fn an_xlsx_has_at_most_as_many_texts_as_its_table_of_texts_has_bytes() {
    let stating =
        |count: usize| STRINGS.replace("uniqueCount=\"1\"", &format!("uniqueCount=\"{count}\""));
    let length = stating(100).len();
    assert!((100..999).contains(&length), "three figures, as in the text that is measured");
    assert!(Workbook::read(&xlsx(ONE, &stating(length))).is_ok());
    let more = Workbook::read(&xlsx(ONE, &stating(length + 1))).err();
    assert_eq!(more, Some(Unreadable::Damaged(Kind::Xlsx)));
}

#[test]
fn only_the_part_with_the_texts_and_the_part_with_the_tables_say_how_large_a_file_is() {
    let other = with_part(xlsx(ONE, STRINGS), "docProps/own.xml", b"<own uniqueCount=\"4000\"/>");
    assert_eq!(Workbook::read(&other).unwrap().sheets[0].grid.cell(0, 0), "是");
    let plain = ods(&ods_row(1, &ods_cell(1, "是")));
    let other = with_part(plain, "Thumbnails/thumbnail.png", b"<no></xml>");
    assert_eq!(Workbook::read(&other).unwrap().sheets[0].grid.cell(0, 0), "是");
}

#[test]
fn a_package_of_more_parts_than_a_workbook_has_is_refused() {
    let options =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let read = |parts: usize| {
        let mut package = zip::ZipWriter::new(Cursor::new(Vec::new()));
        (0..parts).for_each(|part| package.start_file(part.to_string(), options).unwrap());
        Workbook::read(&package.finish().unwrap().into_inner()).err()
    };
    assert_eq!(read(20_001), Some(Unreadable::TooLarge));
    let damaged = Some(Unreadable::Damaged(Kind::Xlsx));
    assert_eq!(read(20_000), damaged, "it is looked into, and has no workbook");
}

#[test]
fn a_cell_of_an_ods_is_filled_by_a_value_or_by_what_stands_in_it() {
    for cell in [
        "<table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"float\" office:value=\"1\"/>",
        "<table:table-cell table:number-columns-repeated=\"16384\"><text:p>1</text:p></table:table-cell>",
    ] {
        assert_eq!(
            read(cell, &ods(&ods_row(5000, cell))).err(),
            Some(Unreadable::TooLarge),
            "{cell}"
        );
    }
}

#[test]
fn each_table_of_an_ods_reaches_as_far_as_its_own_cells() {
    // A long one and a wide one; one that is both would be too large.
    let (long, wide) = (ods_row(30_000, &ods_cell(1, "是")), ods_row(1, &ods_cell(9000, "是")));
    let between = "</table:table><table:table table:name=\"又一\">";
    let workbook = read("two", &ods(&[&long, between, &wide].concat())).unwrap();
    let sizes: Vec<_> =
        workbook.sheets.iter().map(|own| (own.grid.len(), own.grid.width())).collect();
    assert_eq!(sizes, [(30_000, 1), (1, 9000)]);
    let both = read("both", &ods(&[&*long, &wide].concat())).err();
    assert_eq!(both, Some(Unreadable::TooLarge));
}

#[test]
fn a_sheet_that_stands_far_behind_in_an_xls_is_found_there() {
    // More than 65,536 bytes before it.
    let filler: Vec<(u16, &[u8])> = vec![(0xFFFF, &[0xFF; 8000]); 9];
    let number = |row: u16, column: u16| {
        [&row.to_le_bytes()[..], &column.to_le_bytes(), &[0, 0], &1.5_f64.to_le_bytes()].concat()
    };
    let (first, corner) = (number(0, 0), number(60_000, 255));
    let file = xls_of(&filler, 1, &[(0x203, &first), (0x203, &corner)]);
    assert_eq!(read("far", &file).err(), Some(Unreadable::TooLarge));
}

#[test]
fn the_sheets_of_an_xls_stand_in_their_order_each_with_its_own_merged_cells() {
    let number = |row: u16, column: u16, number: f64| {
        [&row.to_le_bytes()[..], &column.to_le_bytes(), &[0, 0], &number.to_le_bytes()].concat()
    };
    let (one, next, two) = (number(0, 0, 1.0), number(1, 1, 9.0), number(0, 0, 2.0));
    // One range: the first row and the last, the first column and the last.
    let merged: Vec<u8> = [1_u16, 0, 1, 0, 0].iter().flat_map(|own| own.to_le_bytes()).collect();
    let (with, without) = (
        [(0x203_u16, &one[..]), (0x203, &next), (0xE5, &merged)],
        [(0x203_u16, &two[..]), (0x203, &next)],
    );
    let workbook = Workbook::read(&xls_book(&[], b"ba", &[&with, &without])).unwrap();
    let said: Vec<_> = workbook
        .sheets
        .iter()
        .map(|own| (own.name.as_str(), own.grid.cell(0, 0), own.grid.cell(1, 0)))
        .collect();
    assert_eq!(said, [("b", "1", "1"), ("a", "2", "")]);
}

#[test]
fn cells_of_an_xlsx_that_go_backwards_are_damage() {
    let cell = |at: &str| format!("<c r=\"{at}\"><v>1</v></c>");
    let row = |number: u32, cells: &[&str]| {
        let cells: String = cells.iter().map(|at| cell(at)).collect();
        format!("<row r=\"{number}\">{cells}</row>")
    };
    let file = |rows: String| xlsx(&format!("<sheetData>{rows}</sheetData>"), STRINGS);
    let good = file([row(1, &["A1", "C1"]), row(3, &["B3"])].concat());
    assert_eq!(Workbook::read(&good).unwrap().sheets[0].grid.cell(0, 2), "1");
    for (what, rows) in [
        ("rows", [row(3, &["A3"]), row(1, &["A1"])].concat()),
        ("a row, further right", [row(3, &["A3"]), row(1, &["C1"])].concat()),
        ("columns", row(1, &["C1", "A1"])),
        ("twice", row(1, &["A1", "A1"])),
    ] {
        let read = Workbook::read(&file(rows)).err();
        assert_eq!(read, Some(Unreadable::Damaged(Kind::Xlsx)), "{what}");
    }
}
