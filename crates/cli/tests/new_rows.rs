//! `mingbai new --rows`: a table of a spreadsheet's own file.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::io::Write;
use std::path::Path;

use crate::command::mingbai;

fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// A workbook with an empty sheet and one of these rows, a blank row between the first and the others.
fn workbook(path: &Path, rows: &[&[&str]]) {
    let cell = |text: &&str| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let row = |(index, cells): (usize, &&[&str])| {
        let number = if index == 0 { 1 } else { index + 2 };
        format!("<row r=\"{number}\">{}</row>", cells.iter().map(cell).collect::<String>())
    };
    let rows: String = rows.iter().enumerate().map(row).collect();
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    let sheet = |rows: &str| {
        format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>")
    };
    let relation = |id: u8, of: &str, to: &str| {
        format!("<Relationship Id=\"r{id}\" Type=\"{office}/{of}\" Target=\"{to}\"/>")
    };
    let relations = |all: &str| {
        format!("<Relationships xmlns=\"{package}/relationships\">{all}</Relationships>")
    };
    let sheets = [
        relation(1, "worksheet", "worksheets/1.xml"),
        relation(2, "worksheet", "worksheets/2.xml"),
    ];
    let parts = [
        (
            "[Content_Types].xml",
            format!(
                "<Types xmlns=\"{package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"{kind}.worksheet+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"{kind}.sheet.main+xml\"/></Types>"
            ),
        ),
        ("_rels/.rels", relations(&relation(1, "officeDocument", "xl/workbook.xml"))),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/><sheet name=\"b\" sheetId=\"2\" r:id=\"r2\"/></sheets></workbook>"
            ),
        ),
        ("xl/_rels/workbook.xml.rels", relations(&sheets.concat())),
        ("xl/worksheets/1.xml", sheet("")),
        ("xl/worksheets/2.xml", sheet(&rows)),
    ];
    let mut file = zip::ZipWriter::new(fs::File::create(path).unwrap());
    for (name, text) in parts {
        file.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        file.write_all(text.as_bytes()).unwrap();
    }
    file.finish().unwrap();
}

#[test]
fn a_workbook_becomes_a_policy_as_its_text_does_and_clauses_the_document_lacks_are_named() {
    let place = tempfile::tempdir().unwrap();
    let file = |name: &str| place.path().join(name);
    let rows: [&[&str]; 4] = [
        &["附件", "身份", "一档", "二档"],
        &["附件1", "特困人员", "400 / 0", "400 / 375"],
        &["附件2", "某种人", "1", "2"],
        &["附件3", "孤儿", "400 / 0", "400 / 375"],
    ];
    workbook(&file("rows.xlsx"), &rows);
    let text = rows.map(|cells| cells.join("\t")).join("\n");
    fs::write(file("rows.tsv"), text).unwrap();
    fs::write(file("clauses.tsv"), "at\ttext\n附件1\t特困人员400元。\n").unwrap();
    let policy = |rows: &str| {
        let folder = file(rows.split_once('.').unwrap().1).join("county");
        let (rows, source) = (shown(&file(rows)), shown(&file("clauses.tsv")));
        let new = ["new", &shown(&folder), "--rows", &rows, "--source", &source];
        let new = mingbai("en", &new, "");
        let (code, out, err) = new;
        assert_eq!(code, Some(1), "{err}");
        assert!(out.contains("it has no such clauses as the table names: 附件2, 附件3;"), "{out}");
        (fs::read_to_string(folder.join("policy.toml")).unwrap(), out)
    };
    let ((one, out), (other, _)) = (policy("rows.xlsx"), policy("rows.tsv"));
    assert_eq!(one, other);
    // The line as the spreadsheet counts it.
    assert!(out.contains("rows.xlsx: line 4, column 2: no fact is called 某种人"), "{out}");

    fs::write(file("broken.xlsx"), b"PK\x03\x04\x14\0\x06\0").unwrap();
    let (folder, broken) = (shown(&file("x")), shown(&file("broken.xlsx")));
    let (code, _, err) = mingbai("en", &["new", &folder, "--rows", &broken], "");
    assert!(code != Some(0) && err.contains("cannot be read as .xlsx"), "{err}");
    assert!(!file("x").exists());
}
