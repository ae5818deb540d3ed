//! What a workbook says of itself, looked at before the library believes it: a small file that would become a large one
//! is refused, and one that is protected by a password is called so and not damaged.

use std::io::{BufRead as _, BufReader, Cursor, Read};

use quick_xml::events::{BytesStart, Event};

use super::{Kind, Unreadable};

/// The most bytes that a workbook may have unpacked: a million residents have some 400 MB.
const MOST_UNPACKED: u64 = 1_073_741_824;

/// The most parts that a workbook may have.
const MOST_PARTS: usize = 20_000;

/// The most cells of all sheets, where the library makes a cell of every place between the first and the last.
const MOST_PLACES: u64 = 12_000_000;

/// The most bytes of an .ods in which its parts are listed.
const MOST_LISTED: u64 = 1_048_576;

/// Refuses a file that would need more memory than a ledger can, or a password.
///
/// # Errors
/// [`Unreadable`].
pub fn check(bytes: &[u8], kind: Kind) -> Result<(), Unreadable> {
    match kind {
        Kind::Csv(_) => Ok(()),
        Kind::Xls => xls(bytes).unwrap_or(Err(Unreadable::Damaged(kind))),
        Kind::Xlsx | Kind::Ods => package(bytes, kind),
    }
}

/// Refuses a package that unpacks to more than a ledger can be, whatever it says of itself.
fn package(bytes: &[u8], kind: Kind) -> Result<(), Unreadable> {
    let damaged = Unreadable::Damaged(kind);
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged)?;
    if package.len() > MOST_PARTS {
        return Err(Unreadable::TooLarge);
    }
    if kind == Kind::Ods && is_encrypted(&mut package) {
        return Err(Unreadable::Locked);
    }
    let mut left = MOST_UNPACKED;
    for index in 0..package.len() {
        let part = package.by_index(index).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(_) => Unreadable::Locked,
            _ => damaged,
        })?;
        let name = part.name().map_err(|_| damaged)?.to_ascii_lowercase();
        let mut part = BufReader::new(part.take(left + 1));
        let stated = match kind {
            Kind::Xlsx if name.ends_with("sharedstrings.xml") => unique_count(&mut part),
            Kind::Ods if name == "content.xml" => {
                repeated(&mut part, damaged)?;
                0
            }
            _ => 0,
        };
        std::io::copy(&mut part, &mut std::io::sink()).map_err(|_| damaged)?;
        let size = left + 1 - part.into_inner().limit();
        // A text is written in more than one byte.
        if stated > size {
            return Err(damaged);
        }
        left = left.checked_sub(size).ok_or(Unreadable::TooLarge)?;
    }
    Ok(())
}

/// Whether an .ods lists how its parts are to be decrypted.
fn is_encrypted(package: &mut zip::ZipArchive<Cursor<&[u8]>>) -> bool {
    let Ok(part) = package.by_name("META-INF/manifest.xml") else { return false };
    let mut list = Vec::new();
    // What can be read of it says enough.
    let _ = part.take(MOST_LISTED).read_to_end(&mut list);
    memchr::memmem::find(&list, b"encryption-data").is_some()
}

/// How many texts the table of texts of an .xlsx says it has.
fn unique_count(part: &mut BufReader<impl Read>) -> u64 {
    // The library takes it from the first element.
    let Ok(start) = part.fill_buf() else { return 0 };
    let stated = memchr::memmem::find(start, b"uniqueCount").and_then(|at| start.get(at..));
    let digits = stated.into_iter().flatten().skip_while(|byte| !byte.is_ascii_digit());
    digits.take_while(|byte| byte.is_ascii_digit()).fold(0, |number: u64, digit| {
        number.saturating_mul(10).saturating_add(u64::from(digit - b'0'))
    })
}

/// Refuses an .ods whose tables have more places than there may be, with the rows and cells that are repeated.
fn repeated(part: &mut BufReader<impl Read>, damaged: Unreadable) -> Result<(), Unreadable> {
    let mut reader = quick_xml::Reader::from_reader(part);
    let (mut before, mut table) = (0, Extent::default());
    let (mut rows, mut width, mut filled) = (0, 0_u64, 0);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer).map_err(|_| damaged)?;
        match &event {
            Event::Start(element) | Event::Empty(element) => match element.name().as_ref() {
                "table:table-row" => {
                    (rows, width, filled) = (times(element, "table:number-rows-repeated"), 0, 0);
                }
                "table:table-cell" | "table:covered-table-cell" => {
                    width = width.saturating_add(times(element, "table:number-columns-repeated"));
                    let mut attributes = element.attributes().flatten();
                    let valued = attributes.any(|one| one.key.as_ref().starts_with("office:"));
                    if valued || matches!(event, Event::Start(_)) {
                        filled = width;
                    }
                }
                _ => {}
            },
            Event::End(element) => match element.name().as_ref() {
                "table:table-row" => table.add(rows, filled),
                "table:table" => {
                    before = table.places().saturating_add(before);
                    table = Extent::default();
                }
                _ => {}
            },
            Event::Eof => return Ok(()),
            _ => {}
        }
        if table.places().saturating_add(before) > MOST_PLACES {
            return Err(Unreadable::TooLarge);
        }
    }
}

/// How far a table reaches.
#[derive(Default)]
struct Extent {
    /// Its rows, and those up to the last one that is filled.
    rows: u64,
    filled: u64,
    width: u64,
}

impl Extent {
    /// Adds rows of which so many cells reach to the last that is filled.
    fn add(&mut self, rows: u64, width: u64) {
        self.rows = self.rows.saturating_add(rows);
        self.width = self.width.max(width);
        if width > 0 {
            self.filled = self.rows;
        }
    }

    fn places(&self) -> u64 {
        self.filled.saturating_mul(self.width)
    }
}

/// How many times a row or a cell stands there.
fn times(element: &BytesStart<'_>, attribute: &str) -> u64 {
    let mut attributes = element.attributes().flatten();
    let value = attributes.find(|one| one.key.as_ref() == attribute);
    let number = value.and_then(|one| one.value.trim().parse().ok());
    number.unwrap_or(1)
}

/// Refuses an .xls whose sheets have more places than there may be; nothing where it is damaged. With a password an .xlsx
/// is such a container too, and an .xls begins with how it is encrypted: the sizes in it mean nothing.
fn xls(bytes: &[u8]) -> Option<Result<(), Unreadable>> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).ok()?;
    if file.is_stream("/EncryptedPackage") {
        return Some(Err(Unreadable::Locked));
    }
    let mut stream = Vec::new();
    let name = ["/Workbook", "/Book"].into_iter().find(|name| file.is_stream(name))?;
    file.open_stream(name).ok()?.read_to_end(&mut stream).ok()?;
    let mut places = 0_u64;
    for record in records(&stream).take_while(|record| record.kind != END) {
        if record.kind == ENCRYPTED {
            return Some(Err(Unreadable::Locked));
        }
        if record.kind == SHEET {
            let start = usize::try_from(record.number(0)? | record.number(2)? << 16).ok()?;
            places = places.saturating_add(places_of(stream.get(start..)?)?);
            if places > MOST_PLACES {
                return Some(Err(Unreadable::TooLarge));
            }
        }
    }
    Some(Ok(()))
}

/// A record of the stream of an .xls: what kind it is, and its bytes.
struct Record<'s> {
    kind: u16,
    bytes: &'s [u8],
}

/// That everything but the kinds and lengths of records is encrypted.
const ENCRYPTED: u16 = 0x2F;
/// A sheet: first the place in the stream where it begins.
const SHEET: u16 = 0x85;
/// The end of a sheet, or of what stands before the sheets.
const END: u16 = 0x0A;
/// How large a sheet says it is: two rows, two columns.
const DIMENSIONS: u16 = 0x200;
/// Cells; first their row, then their column.
const CELLS: [u16; 8] = [0x06, 0xBD, 0xD6, 0xFD, 0x203, 0x204, 0x205, 0x27E];
/// Several cells; their last column comes last.
const SEVERAL: u16 = 0xBD;

impl Record<'_> {
    /// The number of two bytes at a place.
    fn number(&self, at: usize) -> Option<u64> {
        let bytes = self.bytes.get(at..at + 2)?;
        Some(u64::from(u16::from_le_bytes(bytes.try_into().ok()?)))
    }
}

fn records(stream: &[u8]) -> impl Iterator<Item = Record<'_>> {
    let mut rest = stream;
    std::iter::from_fn(move || {
        let (head, after) = rest.split_at_checked(4)?;
        let number = |at| Some(u16::from_le_bytes([*head.get(at)?, *head.get(at + 1)?]));
        let (bytes, next) = after.split_at_checked(usize::from(number(2)?))?;
        rest = next;
        Some(Record { kind: number(0)?, bytes })
    })
}

/// How many places a sheet has between its first and its last cell, or says that it has; nothing where it says that it
/// ends before it begins.
fn places_of(sheet: &[u8]) -> Option<u64> {
    let (mut rows, mut columns, mut stated) = (0, 0, 0_u64);
    for record in records(sheet).take_while(|record| record.kind != END) {
        if CELLS.contains(&record.kind) {
            let last =
                if record.kind == SEVERAL { record.bytes.len().saturating_sub(2) } else { 2 };
            rows = rows.max(record.number(0).unwrap_or(0) + 1);
            columns = columns.max(record.number(last).unwrap_or(0) + 1);
        } else if record.kind == DIMENSIONS {
            let numbers: Vec<u64> = (0..6).map_while(|at| record.number(2 * at)).collect();
            let (first, last, width) = match *numbers.as_slice() {
                [first, more, last, above, _, width] => {
                    (first | more << 16, last | above << 16, width)
                }
                [first, last, _, width, _] => (first, last, width),
                _ => continue,
            };
            if first > last {
                return None;
            }
            stated = last.saturating_mul(width);
        }
    }
    Some(stated.max(rows.saturating_mul(columns)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, numbers: &[u16]) -> Vec<u8> {
        let length = u16::try_from(2 * numbers.len()).unwrap_or(0);
        [kind, length].iter().chain(numbers).flat_map(|number| number.to_le_bytes()).collect()
    }

    /// A cell of the row and the column, with its format and a number.
    fn cell(row: u16, column: u16) -> Vec<u8> {
        record(0x203, &[row, column, 0, 0, 0, 0, 0x3ff8])
    }

    #[test]
    fn a_sheet_has_the_places_between_its_first_and_its_last_cell() {
        let places = |records: &[Vec<u8>]| places_of(&records.concat());
        assert_eq!(places(&[]), Some(0));
        assert_eq!(places(&[cell(0, 0)]), Some(1));
        assert_eq!(places(&[cell(2, 4), cell(6, 1)]), Some(7 * 5));
        // Row, first column, a format and a number for each, last column.
        let several = record(SEVERAL, &[9, 2, 0, 0, 0, 0, 0, 0, 3]);
        assert_eq!(places(&[several]), Some(10 * 4));
        assert_eq!(places(&[cell(2, 4), record(END, &[]), cell(60_000, 200)]), Some(3 * 5));
    }

    #[test]
    fn a_sheet_has_at_least_the_places_that_it_says() {
        // First row, the row behind the last, first column, the column behind the last, nothing.
        let short = |rows: [u16; 2], columns: [u16; 2]| {
            places_of(&record(DIMENSIONS, &[rows[0], rows[1], columns[0], columns[1], 0]))
        };
        assert_eq!(short([0, 30], [0, 7]), Some(30 * 7));
        assert_eq!(short([5, 5], [0, 7]), Some(5 * 7), "none between them");
        assert_eq!(short([6, 5], [0, 7]), None);
        // The same with rows of two numbers, the lower half first.
        let long = |rows: [[u16; 2]; 2], columns: [u16; 2]| {
            let [first, last] = rows;
            places_of(&record(
                DIMENSIONS,
                &[first[0], first[1], last[0], last[1], columns[0], columns[1], 0],
            ))
        };
        assert_eq!(long([[0, 0], [30, 0]], [0, 7]), Some(30 * 7));
        assert_eq!(long([[9, 1], [1, 2]], [0, 7]), Some(0x2_0001 * 7));
        assert_eq!(long([[9, 1], [1, 1]], [0, 7]), None);
        assert_eq!(long([[9, 1], [10, 0]], [0, 7]), None);
    }
}
