//! Small files that would become large ones: refused, or read in the memory of an ordinary ledger.

use std::io::{Cursor, Write as _};

use mingbai_ledger::workbook::{Kind, Unreadable, Workbook};

/// What reading any of these files may need at once, in bytes: an old office computer has it.
const MOST_MEMORY: u64 = 700 << 20;

/// A package of parts.
pub fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut package = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        // The first part of an .ods says what it is, and is not compressed.
        let method = match *name {
            "mimetype" => zip::CompressionMethod::Stored,
            _ => zip::CompressionMethod::Deflated,
        };
        let options = zip::write::SimpleFileOptions::default().compression_method(method);
        package.start_file(*name, options).unwrap();
        package.write_all(text).unwrap();
    }
    package.finish().unwrap().into_inner()
}

/// A package with one more part.
pub fn with_part(bytes: Vec<u8>, name: &str, part: &[u8]) -> Vec<u8> {
    let mut package = zip::ZipWriter::new_append(Cursor::new(bytes)).unwrap();
    package.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
    package.write_all(part).unwrap();
    package.finish().unwrap().into_inner()
}

/// An .ods with these rows.
pub fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
         <office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>\
         <table:table table:name=\"台账\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    package(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
        (
            "META-INF/manifest.xml",
            b"<?xml version=\"1.0\"?><manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>",
        ),
    ])
}

pub fn ods_row(repeated: u32, cells: &str) -> String {
    format!("<table:table-row table:number-rows-repeated=\"{repeated}\">{cells}</table:table-row>")
}

pub fn ods_cell(repeated: u32, text: &str) -> String {
    format!(
        "<table:table-cell table:number-columns-repeated=\"{repeated}\" office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
    )
}

/// An .xlsx of one sheet with this inside, and these shared strings.
pub fn xlsx(sheet: &str, strings: &str) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let workbook = format!(
        "<workbook xmlns=\"{main}\" xmlns:r=\"{relations}\"><sheets><sheet name=\"台账\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    );
    let root = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let rels = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{relations}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"{relations}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"
    );
    package(&[
        (
            "[Content_Types].xml",
            b"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
        ),
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", rels.as_bytes()),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet xmlns=\"{main}\">{sheet}</worksheet>").as_bytes(),
        ),
        ("xl/sharedStrings.xml", strings.as_bytes()),
    ])
}

/// Reads a file in no more memory than there may be.
pub fn read(what: &str, bytes: &[u8]) -> Result<Workbook, Unreadable> {
    let mut read = None;
    let most = allocation_counter::measure(|| read = Some(Workbook::read(bytes))).bytes_max;
    assert!(most < MOST_MEMORY, "{what}: {most} bytes");
    read.unwrap()
}

#[test]
fn repeated_rows_and_cells_are_read() {
    let row = ods_row(2, &[ods_cell(1, "王五"), ods_cell(19, "是")].concat());
    // As LibreOffice fills a table up.
    let rest = "<table:table-row table:number-rows-repeated=\"1048574\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    let workbook = read("plain", &ods(&[&row, rest].concat())).unwrap();
    assert_eq!(workbook.kind, Kind::Ods);
    let grid = &workbook.sheets[0].grid;
    assert_eq!((grid.len(), grid.width(), grid.cell(1, 2)), (2, 20, "是"));
}

#[test]
fn an_ods_with_more_places_than_a_ledger_can_have_is_refused() {
    let (rows, columns) = (1 << 20, 1 << 14);
    let last = [ods_cell(columns - 1, ""), ods_cell(1, "是")].concat();
    for (what, content) in [
        ("a cell in every place", ods_row(rows, &ods_cell(columns, "是"))),
        ("more than there are", ods_row(u32::MAX, &ods_cell(u32::MAX, "是"))),
        ("long", ods_row(rows, &ods_cell(90, "是"))),
        ("wide", ods_row(5000, &ods_cell(columns, "是"))),
        ("the far corner", [ods_row(rows - 1, &ods_cell(1, "1")), ods_row(1, &last)].concat()),
        (
            "the far corner, first",
            [ods_row(1, &last), ods_row(rows - 1, &ods_cell(1, "1"))].concat(),
        ),
    ] {
        assert_eq!(read(what, &ods(&content)).err(), Some(Unreadable::TooLarge), "{what}");
    }
    let content = ods_row(5000, &ods_cell(100, "是"));
    let table = format!("{content}</table:table><table:table table:name=\"又一\">").repeat(30);
    assert_eq!(read("many tables", &ods(&table)).err(), Some(Unreadable::TooLarge));
    // An end that is not there, a number that is none.
    for content in ["<table:table-row>", "<table:table-row table:number-rows-repeated=\"x\"/>"] {
        let _ = read(content, &ods(content));
    }
}

pub const STRINGS: &str = "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" count=\"90\" \
                       uniqueCount=\"1\"><si><t>是</t></si></sst>";

#[test]
fn an_xlsx_is_not_believed_how_many_texts_it_has() {
    let one = "<dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row></sheetData>";
    assert_eq!(read("one", &xlsx(one, STRINGS)).unwrap().sheets[0].grid.cell(0, 0), "是");
    for stated in ["4294967295", "99999999999999999999999", "4000"] {
        let strings = STRINGS.replace("uniqueCount=\"1\"", &format!("uniqueCount=\"{stated}\""));
        let refused = Some(Unreadable::Damaged(Kind::Xlsx));
        assert_eq!(read(stated, &xlsx(one, &strings)).err(), refused, "{stated}");
    }
}

#[test]
fn far_cells_of_an_xlsx_take_no_more_than_a_ledger_may() {
    let rows = |count: u32, column: &str| -> String {
        let row = |row| format!("<row r=\"{row}\"><c r=\"{column}{row}\"><v>1</v></c></row>");
        (1..=count).map(row).collect()
    };
    let sheet = |rows: String| format!("<sheetData>{rows}</sheetData>");
    let corner = "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>".to_owned();
    assert_eq!(read("a corner", &xlsx(&sheet(corner), STRINGS)).unwrap().sheets[0].grid.len(), 1);
    let far = xlsx(&sheet(rows(9000, "XFD")), STRINGS);
    assert_eq!(read("far", &far).err(), Some(Unreadable::TooLarge));
    let merged = "<mergeCell ref=\"A1:XFD1048576\"/>".repeat(300);
    let merged = format!(
        "{}<mergeCells>{merged}</mergeCells>",
        sheet(rows(500, "XFD").replacen("XFD1", "A1", 1))
    );
    assert_eq!(read("merged", &xlsx(&merged, STRINGS)).err(), Some(Unreadable::TooLarge));
    // Titles over a whole table, and a column of households.
    let ordinary = format!(
        "{}<mergeCells><mergeCell ref=\"A1:Z1\"/><mergeCell ref=\"A2:A3\"/></mergeCells>",
        sheet(rows(4, "A"))
    );
    assert_eq!(read("ordinary", &xlsx(&ordinary, STRINGS)).unwrap().sheets[0].grid.len(), 4);
}

/// An .xls with a sheet of these records, listed so many times.
fn xls(times: usize, records: &[(u16, &[u8])]) -> Vec<u8> {
    xls_of(&[], times, records)
}

/// The same with more records before the sheets.
pub fn xls_of(before: &[(u16, &[u8])], times: usize, records: &[(u16, &[u8])]) -> Vec<u8> {
    xls_book(before, &vec![b'a'; times], &[records])
}

/// An .xls with sheets of these records, called so; the last of them as often as there are more names.
pub fn xls_book(before: &[(u16, &[u8])], names: &[u8], sheets: &[&[(u16, &[u8])]]) -> Vec<u8> {
    let record = |(kind, bytes): &(u16, &[u8])| {
        let length = u16::try_from(bytes.len()).unwrap();
        [&kind.to_le_bytes()[..], &length.to_le_bytes(), bytes].concat()
    };
    let all = |records: &[(u16, &[u8])]| records.iter().flat_map(record).collect::<Vec<u8>>();
    let begin = |what: u8| record(&(0x809, &[0, 6, what, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
    let end = record(&(0x0A, &[]));
    let globals = |offsets: &[usize]| {
        let mut stream = [begin(5), all(before)].concat();
        for (at, name) in names.iter().enumerate() {
            let offset = u32::try_from(offsets[at.min(offsets.len() - 1)]).unwrap();
            let sheet = [&offset.to_le_bytes()[..], &[0, 0, 1, 0, *name]].concat();
            stream.extend(record(&(0x85, &sheet)));
        }
        [stream, end.clone()].concat()
    };
    let sheets: Vec<Vec<u8>> =
        sheets.iter().map(|records| [begin(0x10), all(records), end.clone()].concat()).collect();
    let first = globals(&[0]).len();
    let before = |at: usize| first + sheets[..at].iter().map(Vec::len).sum::<usize>();
    let offsets: Vec<usize> = (0..sheets.len()).map(before).collect();
    let mut stream = [globals(&offsets), sheets.concat()].concat();
    stream.resize(stream.len().max(4096), 0);
    let mut file =
        cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new())).unwrap();
    file.create_stream("/Workbook").unwrap().write_all(&stream).unwrap();
    file.into_inner().into_inner()
}

#[test]
fn an_xls_with_more_places_than_a_ledger_can_have_is_refused() {
    // Row, column, format, a number.
    let number = |row: u16, column: u16| {
        [&row.to_le_bytes()[..], &column.to_le_bytes(), &[0, 0], &1.5_f64.to_le_bytes()].concat()
    };
    let size = |rows: [u32; 2], columns: [u16; 2]| {
        let mut bytes: Vec<u8> = rows.iter().flat_map(|row| row.to_le_bytes()).collect();
        bytes.extend(columns.iter().flat_map(|column| column.to_le_bytes()));
        [&bytes[..], &[0, 0]].concat()
    };
    let (first, corner, far) = (number(0, 0), number(60_000, 255), number(60_000, 60_000));
    let plain = xls(1, &[(0x200, &size([0, 1], [0, 1])), (0x203, &first)]);
    assert_eq!(read("plain", &plain).unwrap().sheets[0].grid.cell(0, 0), "1.5");
    let large = Some(Unreadable::TooLarge);
    let two: [(u16, &[u8]); 2] = [(0x203, &first), (0x203, &corner)];
    assert_eq!(read("corners", &xls(1, &two)).err(), large);
    assert_eq!(read("far", &xls(1, &[(0x203, &first), (0x203, &far)])).err(), large);
    let stated = size([0, u32::MAX], [0, 256]);
    assert_eq!(read("stated", &xls(1, &[(0x200, &stated), (0x203, &first)])).err(), large);
    let small = number(6000, 255);
    assert_eq!(read("many", &xls(9, &[(0x203, &first), (0x203, &small)])).err(), large);
    let backwards = size([9, 1], [0, 1]);
    let damaged = Some(Unreadable::Damaged(Kind::Xls));
    assert_eq!(read("backwards", &xls(1, &[(0x200, &backwards), (0x203, &first)])).err(), damaged);
}
