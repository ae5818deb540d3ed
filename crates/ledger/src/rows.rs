//! A piece of a ledger answered: its rows with their answers, and the errors of the others.

use std::borrow::Cow;

use encoding_rs::GB18030;
use mingbai_core::kernel::diagram::UNKNOWN;
use mingbai_core::kernel::lang::Lang;

use crate::answers::Answerer;
use crate::chunks::{Broken, Chunk, Encoding};
use crate::columns::Columns;
use crate::kinds::{RowKind, kind};
use crate::reason::Reason;
use crate::synonyms::RowWords;
use crate::text::{is_formula, neutral};

/// The header of the file of errors.
pub const ERRORS_HEADER: &[u8] = b"line,column,value,reason\n";

/// How much of a bad row is quoted.
const QUOTED: usize = 200;

/// A piece, answered.
#[derive(Default)]
pub struct Answered {
    /// The rows with their answers.
    pub out: Vec<u8>,
    /// The errors, CSV.
    pub errors: Vec<u8>,
    /// How many rows were answered.
    pub rows: u64,
    /// How many rows had errors.
    pub bad: u64,
    /// How many rows were set aside because nothing is written in them.
    pub blank: u64,
    /// The lines that were set aside because they are sums, or say who filled the table in.
    pub aside: Vec<u64>,
    /// How many bytes of the file it was.
    pub bytes: u64,
}

/// How rows are read.
#[derive(Clone, Copy)]
pub struct Reading<'c> {
    /// The columns.
    pub columns: &'c Columns,
    /// The encoding of the file.
    pub encoding: Encoding,
    /// What rows are no residents.
    pub words: &'c RowWords,
    /// Whether cells that a spreadsheet would take for formulas are written as they are.
    pub keep_formulas: bool,
    /// The language of the reasons.
    pub lang: Lang,
}

/// The piece as UTF-8, and whether anything in it could not be decoded.
pub fn decode(bytes: &[u8], encoding: Encoding) -> (Cow<'_, [u8]>, bool) {
    if encoding == Encoding::Gb18030 {
        let (text, damaged) = GB18030.decode_without_bom_handling(bytes);
        let text = match text {
            Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
            Cow::Owned(text) => Cow::Owned(text.into_bytes()),
        };
        return (text, damaged);
    }
    match String::from_utf8_lossy(bytes) {
        Cow::Borrowed(text) => (Cow::Borrowed(text.as_bytes()), false),
        Cow::Owned(text) => (Cow::Owned(text.into_bytes()), true),
    }
}

/// A reader of rows as they are written, no header, of any length.
pub fn reader(text: &[u8]) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text)
}

impl Reading<'_> {
    /// Answers the rows of a piece.
    pub fn answer(self, chunk: &Chunk, worker: &mut Answerer<'_>) -> Answered {
        let (text, damaged) = decode(&chunk.bytes, self.encoding);
        let mut answered = Answered { bytes: chunk.bytes.len() as u64, ..Answered::default() };
        let mut errors = Errors::default();
        if let Some(broken) = chunk.broken {
            let reason = match broken {
                Broken::Quote => Reason::Quote,
                Broken::Long => Reason::Long,
            };
            errors.add(chunk.line, "", text.trim_ascii_end_of_line(), &reason.text(self.lang));
            return Answered { bad: 1, errors: errors.csv, ..answered };
        }
        answered.out.reserve(text.len() * 6);
        let mut reader = reader(&text);
        let mut record = csv::ByteRecord::new();
        let mut slots = vec![UNKNOWN; self.columns.slots.len()];
        // Reading from memory fails only past the end.
        while let Ok(true) = reader.read_byte_record(&mut record) {
            let start = record.position().map_or(0, csv::Position::byte);
            let (Ok(start), Ok(end)) =
                (usize::try_from(start), usize::try_from(reader.position().byte()))
            else {
                break;
            };
            let raw = text.get(start..end).unwrap_or_default();
            let blank = raw.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
            let skipped = raw.iter().take(blank).filter(|byte| **byte == b'\n').count() as u64;
            let raw = raw.get(blank..).unwrap_or_default().trim_ascii_end_of_line();
            let line = chunk.line + record.position().map_or(1, csv::Position::line) - 1 + skipped;
            match self.kind(&record) {
                RowKind::Resident => {}
                RowKind::Blank => {
                    answered.blank += 1;
                    continue;
                }
                RowKind::Total | RowKind::Note => {
                    answered.aside.push(line);
                    continue;
                }
            }
            let before = errors.count;
            self.row(&record, raw, line, damaged, &mut slots, &mut errors);
            if errors.count == before {
                let length = answered.out.len();
                self.write(&record, raw, &mut answered.out);
                if worker.answer(&slots, &mut answered.out).is_ok() {
                    answered.out.push(b'\n');
                    answered.rows += 1;
                    continue;
                }
                answered.out.truncate(length);
                errors.add(line, "", raw, &Reason::TooMuchOpen.text(self.lang));
            }
            answered.bad += 1;
        }
        Answered { errors: errors.csv, ..answered }
    }

    fn kind(self, record: &csv::ByteRecord) -> RowKind {
        let cells = record.iter().map(|cell| std::str::from_utf8(cell).unwrap_or("?"));
        kind(cells, |column| self.columns.is_read(column), self.words)
    }

    /// Writes a row as it is, but for cells that a spreadsheet would take for formulas.
    fn write(self, record: &csv::ByteRecord, raw: &[u8], out: &mut Vec<u8>) {
        if self.keep_formulas || !record.iter().any(is_formula) {
            out.extend_from_slice(raw);
            return;
        }
        let cells = record.iter().map(String::from_utf8_lossy);
        write_cells(out, cells.map(|cell| Cow::Owned(neutral(&cell).into_owned())));
    }

    /// Reads one row into `slots`; what is wrong with it goes to `errors`.
    fn row(
        self,
        record: &csv::ByteRecord,
        raw: &[u8],
        line: u64,
        damaged: bool,
        slots: &mut [u8],
        errors: &mut Errors,
    ) {
        let (found, expected) = (record.len(), self.columns.names.len());
        let name = |column: usize| self.columns.names.get(column).map_or("", String::as_str);
        if found != expected {
            let lines = memchr::memchr_iter(b'\n', raw).count() as u64;
            let lines = (lines > 0).then_some((line, line + lines));
            let reason = Reason::Cells { found, expected, lines };
            errors.add(line, "", raw, &reason.text(self.lang));
            return;
        }
        if damaged {
            for (column, cell) in record.iter().enumerate() {
                if memchr::memmem::find(cell, "\u{fffd}".as_bytes()).is_some() {
                    errors.add(line, name(column), cell, &Reason::Garbled.text(self.lang));
                }
            }
        }
        slots.fill(UNKNOWN);
        self.columns.read(record.iter(), slots, |column, cell, reason| {
            errors.add(line, name(column), cell, &reason.text(self.lang));
        });
    }
}

/// Writes cells as a row of CSV, without its end.
pub fn write_cells<'c>(out: &mut Vec<u8>, cells: impl Iterator<Item = Cow<'c, str>>) {
    for (index, cell) in cells.enumerate() {
        if index > 0 {
            out.push(b',');
        }
        write_cell(out, &cell);
    }
}

/// Writes a cell of CSV, in quotation marks if it needs them.
pub fn write_cell(out: &mut Vec<u8>, cell: &str) {
    if !cell.contains([',', '"', '\n', '\r']) {
        out.extend_from_slice(cell.as_bytes());
        return;
    }
    out.push(b'"');
    out.extend_from_slice(cell.replace('"', "\"\"").as_bytes());
    out.push(b'"');
}

/// Without the line's end.
trait EndOfLine {
    fn trim_ascii_end_of_line(&self) -> &Self;
}

impl EndOfLine for [u8] {
    fn trim_ascii_end_of_line(&self) -> &[u8] {
        let text = self.strip_suffix(b"\n").unwrap_or(self);
        text.strip_suffix(b"\r").unwrap_or(text)
    }
}

/// Errors as lines of CSV.
#[derive(Default)]
struct Errors {
    csv: Vec<u8>,
    count: u64,
}

impl Errors {
    fn add(&mut self, line: u64, column: &str, value: &[u8], reason: &str) {
        self.count += 1;
        let value: String = String::from_utf8_lossy(value).chars().take(QUOTED).collect();
        let mut writer = csv::Writer::from_writer(&mut self.csv);
        // Writing to memory does not fail.
        let _ = writer.write_record([&line.to_string(), column, &value, reason]);
        let _ = writer.flush();
    }
}
