//! A ledger's file: bytes to sheets of text. CSV (UTF-8, GB18030), .xlsx, .xls, .ods.

mod claims;

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, DataRef, Dimensions, Ods, Reader as _, Xls, Xlsx};
use mingbai_core::kernel::lang::Lang;
use mingbai_core::say;

use crate::chunks::{Encoding, detect};
use crate::grid::{Grid, TooLarge};
use crate::rows::decode;

/// What kind of file it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Text with commas.
    Csv(Encoding),
    /// A workbook of today: a package of parts.
    Xlsx,
    /// A workbook as written until 2003.
    Xls,
    /// A workbook of the `OpenDocument` format.
    Ods,
}

/// A table of a workbook.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Its name; of a CSV file nothing.
    pub name: String,
    /// Its cells.
    pub grid: Grid,
}

/// A ledger's file, read.
#[derive(Clone, Debug)]
pub struct Workbook {
    /// What kind of file it is.
    pub kind: Kind,
    /// Its sheets, in their order.
    pub sheets: Vec<Sheet>,
}

/// Why a file cannot be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unreadable {
    /// UTF-16 text.
    Utf16,
    /// Not whole, or nothing that its beginning says it is.
    Damaged(Kind),
    /// Protected by a password.
    Locked,
    /// Larger than a ledger can be, or a small file that unpacks to such.
    TooLarge,
    /// Text whose lines end as they did on old Macs.
    OldLineEnds,
    /// A quotation mark that is opened and not closed; the line, from 1.
    Quote(u64),
}

impl Unreadable {
    /// What is wrong and what to do, in a language.
    pub fn text(self, lang: Lang) -> String {
        match self {
            Self::Utf16 => say!(
                lang,
                "是 UTF-16 编码；请在表格软件里另存为“CSV UTF-8”或 .xlsx",
                "the file is UTF-16; save it as \"CSV UTF-8\" or .xlsx"
            ),
            Self::Damaged(kind) => say!(
                lang,
                "文件坏了或不完整，不能当作 {kind} 读；请用表格软件打开它，另存为 .xlsx 再试",
                "damaged or not whole: it cannot be read as {kind}; open it in a spreadsheet, save it as .xlsx and try again",
                kind = kind.name()
            ),
            Self::Locked => say!(
                lang,
                "文件有密码；请用表格软件打开，去掉密码另存",
                "the file is protected by a password; open it in a spreadsheet and save it without one"
            ),
            Self::TooLarge => say!(
                lang,
                "文件（或解压以后）太大，不像一份台账；请分成几份",
                "the file is larger than a ledger can be, or unpacks to more; split it"
            ),
            Self::OldLineEnds => say!(
                lang,
                "每行结尾是老式 Mac 的回车；请在表格软件里另存为“CSV UTF-8”或 .xlsx",
                "the lines end as on old Macs, with a carriage return alone; save it as \"CSV UTF-8\" or .xlsx"
            ),
            Self::Quote(line) => say!(
                lang,
                "第{line}行的引号（\"）有头没有尾；请补上或删去",
                "line {line}: a quotation mark (\") is opened and not closed; close it or take it out"
            ),
        }
    }
}

impl From<TooLarge> for Unreadable {
    fn from(_: TooLarge) -> Self {
        Self::TooLarge
    }
}

impl Kind {
    /// What a file that begins like this is; the encoding of a text is found out later.
    fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(b"PK\x03\x04") {
            let is_ods = memchr::memmem::find(bytes.get(..200).unwrap_or(bytes), b"opendocument");
            return Some(if is_ods.is_some() { Self::Ods } else { Self::Xlsx });
        }
        bytes.starts_with(b"\xd0\xcf\x11\xe0").then_some(Self::Xls)
    }

    /// How its file names end.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Csv(_) => ".csv",
            Self::Xlsx => ".xlsx",
            Self::Xls => ".xls",
            Self::Ods => ".ods",
        }
    }
}

impl Workbook {
    /// Reads a file. What it is, its bytes say, not its name.
    ///
    /// # Errors
    /// [`Unreadable`]; never a panic, and never more memory than a ledger can need.
    pub fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        let Some(kind) = Kind::of(bytes) else { return csv(bytes) };
        claims::check(bytes, kind)?;
        let damaged = Unreadable::Damaged(kind);
        // The library is not proof against every damaged file.
        let sheets = catch_unwind(AssertUnwindSafe(|| match kind {
            Kind::Xlsx => xlsx(bytes),
            Kind::Xls => {
                let mut file: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|_| damaged)?;
                ranges(file.sheet_names(), |name| {
                    let merged = file.merge_cells_by_sheet_name(name).unwrap_or_default();
                    Some((file.worksheet_range(name).ok()?, merged))
                })
            }
            _ => {
                let mut file: Ods<_> = Ods::new(Cursor::new(bytes)).map_err(|_| damaged)?;
                ranges(file.sheet_names(), |name| {
                    Some((file.worksheet_range(name).ok()?, Vec::new()))
                })
            }
        }));
        let sheets = sheets.unwrap_or(Err(damaged))?;
        if sheets.is_empty() { Err(damaged) } else { Ok(Self { kind, sheets }) }
    }

    /// The sheet of this name.
    pub fn sheet(&self, name: &str) -> Option<&Sheet> {
        self.sheets.iter().find(|sheet| sheet.name == name)
    }
}

fn csv(bytes: &[u8]) -> Result<Workbook, Unreadable> {
    // Reading from memory does not fail.
    let encoding = detect(|| Ok(bytes)).unwrap_or(Encoding::Utf8 { mark: false });
    if encoding == Encoding::Utf16 {
        return Err(Unreadable::Utf16);
    }
    let (text, _) = decode(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes), encoding);
    if text.contains(&b'\r') && !text.contains(&b'\n') {
        return Err(Unreadable::OldLineEnds);
    }
    let mut chunks = crate::chunks::Chunks::new(&*text).map_err(|_| Unreadable::TooLarge)?;
    let (mut grid, mut record) = (Grid::default(), csv::StringRecord::new());
    while let Ok(Some(chunk)) = chunks.piece() {
        if chunk.broken.is_some() {
            return Err(Unreadable::Quote(chunk.line));
        }
        let mut reader = crate::rows::reader(&chunk.bytes);
        while let Ok(true) = reader.read_record(&mut record) {
            // A row begins where the one before it ended: at its line's end.
            let start = record.position().map_or(0, csv::Position::byte);
            let rest = usize::try_from(start).ok().and_then(|start| chunk.bytes.get(start..));
            let ends =
                rest.unwrap_or_default().iter().take_while(|byte| matches!(byte, b'\n' | b'\r'));
            let skipped = ends.filter(|byte| **byte == b'\n').count() as u64;
            let line = record.position().map_or(1, csv::Position::line) - 1 + skipped;
            grid.begin_row(u32::try_from(chunk.line + line).unwrap_or(u32::MAX));
            for cell in &record {
                grid.push(cell)?;
            }
        }
    }
    let sheets = vec![Sheet { name: String::new(), grid }];
    Ok(Workbook { kind: Kind::Csv(encoding), sheets })
}

fn xlsx(bytes: &[u8]) -> Result<Vec<Sheet>, Unreadable> {
    let damaged = Unreadable::Damaged(Kind::Xlsx);
    let mut file: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| damaged)?;
    let mut sheets = Vec::new();
    for name in file.sheet_names() {
        let mut grid = Grid::default();
        let Ok(mut cells) = file.worksheet_cells_reader(&name) else {
            // A sheet that is a chart.
            continue;
        };
        let (mut row, mut column) = (0, 0);
        while let Some(cell) = cells.next_cell().map_err(|_| damaged)? {
            let (at_row, at_column) = cell.get_position();
            let number = at_row.saturating_add(1);
            if number < row || number == row && at_column < column {
                return Err(damaged);
            }
            if number > row {
                grid.begin_row(number);
                (row, column) = (number, 0);
            }
            while column < at_column {
                grid.push("")?;
                column += 1;
            }
            push(&mut grid, cell.get_value())?;
            column += 1;
        }
        drop(cells);
        let merged = file.merge_cells_by_sheet_name(&name).unwrap_or_default();
        merge(&mut grid, &merged)?;
        sheets.push(Sheet { name, grid });
    }
    Ok(sheets)
}

/// The sheets of these names in this order, which is the file's: the library keeps them by name.
fn ranges(
    names: Vec<String>,
    mut sheet: impl FnMut(&str) -> Option<(calamine::Range<Data>, Vec<Dimensions>)>,
) -> Result<Vec<Sheet>, Unreadable> {
    let mut sheets = Vec::new();
    for name in names {
        let Some((range, merged)) = sheet(&name) else {
            // A sheet that is a chart.
            continue;
        };
        let mut grid = Grid::default();
        let (first_row, first_column) = range.start().unwrap_or_default();
        for (number, cells) in (first_row.saturating_add(1)..).zip(range.rows()) {
            let length = cells.iter().rposition(|cell| *cell != Data::Empty).map_or(0, |at| at + 1);
            if length == 0 {
                continue;
            }
            grid.begin_row(number);
            for _ in 0..first_column {
                grid.push("")?;
            }
            for cell in cells.iter().take(length) {
                push(&mut grid, &borrowed(cell))?;
            }
        }
        merge(&mut grid, &merged)?;
        sheets.push(Sheet { name, grid });
    }
    Ok(sheets)
}

fn merge(grid: &mut Grid, merged: &[Dimensions]) -> Result<(), TooLarge> {
    merged.iter().try_for_each(|range| {
        let rows = (range.start.0.saturating_add(1), range.end.0.saturating_add(1));
        grid.merge(rows, (range.start.1, range.end.1))
    })
}

fn borrowed(cell: &Data) -> DataRef<'_> {
    match cell {
        Data::Empty => DataRef::Empty,
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
            DataRef::SharedString(text)
        }
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::Bool(value) => DataRef::Bool(*value),
        Data::DateTime(moment) => DataRef::DateTime(*moment),
        Data::Error(error) => DataRef::Error(error.clone()),
    }
}

/// Adds a cell as text: a number without an exponent and without decimals that it has not.
fn push(grid: &mut Grid, value: &DataRef<'_>) -> Result<(), TooLarge> {
    match value {
        DataRef::Empty => grid.push(""),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            grid.push(text)
        }
        DataRef::SharedString(text) => grid.push(text),
        DataRef::Int(number) => grid.push(&number.to_string()),
        // Its last digits are lost: what looks like an identity number is none.
        DataRef::Float(number) if number.abs() >= 1e15 => grid.push(&format!("{number:e}")),
        DataRef::Float(number) => grid.push(&number.to_string()),
        DataRef::Bool(value) => grid.push(if *value { "TRUE" } else { "FALSE" }),
        DataRef::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            grid.push(&format!("{year:04}-{month:02}-{day:02}"))
        }
        DataRef::Error(error) => grid.push(&error.to_string()),
    }
}
