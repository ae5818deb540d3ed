//! Reading a ledger: its encoding, and pieces that end where a row ends.

use std::io::{self, Read};

use encoding_rs::{Decoder, DecoderResult, GB18030, UTF_8};
use memchr::{memchr, memchr_iter, memrchr};

/// How large a piece is, unless one row is larger.
const PIECE: usize = 262_144;

/// How long a row may be: many times what a spreadsheet writes. A quotation mark that is opened and
/// never closed would make one row of all that follows it.
const LONGEST_ROW: usize = 1_048_576;

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// How a file is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Encoding {
    /// UTF-8, with a byte order mark or not.
    Utf8 {
        /// Whether there is one.
        mark: bool,
    },
    /// What Chinese spreadsheets write; GBK and GB2312 are parts of it.
    Gb18030,
    /// UTF-16: not read.
    Utf16,
    /// No text, but the workbook of a spreadsheet (.xlsx, .xls, .ods).
    Workbook,
}

/// Looks through a whole file, opened as often as needed. UTF-8 wins where the file is UTF-8; where
/// it is neither, the encoding in which less is damaged.
///
/// # Errors
/// Where it cannot be read.
pub fn detect<R: Read>(open: impl Fn() -> io::Result<R>) -> io::Result<Encoding> {
    let mut start = Vec::new();
    open()?.take(4).read_to_end(&mut start)?;
    if start.starts_with(b"\xff\xfe") || start.starts_with(b"\xfe\xff") {
        return Ok(Encoding::Utf16);
    }
    if start == b"PK\x03\x04" || start == b"\xd0\xcf\x11\xe0" {
        return Ok(Encoding::Workbook);
    }
    let mark = start.starts_with(BYTE_ORDER_MARK);
    if mark {
        return Ok(Encoding::Utf8 { mark });
    }
    let utf_8 = damage(open()?, UTF_8)?;
    Ok(if utf_8 > 0 && damage(open()?, GB18030)? < utf_8 {
        Encoding::Gb18030
    } else {
        Encoding::Utf8 { mark }
    })
}

/// How many places of a file cannot be decoded.
fn damage(mut file: impl Read, encoding: &'static encoding_rs::Encoding) -> io::Result<u64> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut piece = vec![0; PIECE];
    let mut damage = 0;
    loop {
        let length = file.read(&mut piece)?;
        let read = piece.get(..length).unwrap_or_default();
        damage += damaged(&mut decoder, read, length == 0);
        if length == 0 {
            return Ok(damage);
        }
    }
}

/// How many places of the piece cannot be decoded.
fn damaged(decoder: &mut Decoder, mut piece: &[u8], last: bool) -> u64 {
    let mut damage = 0;
    let mut room = vec![0; piece.len() * 3 + 16];
    loop {
        let (result, read, _) = decoder.decode_to_utf8_without_replacement(piece, &mut room, last);
        piece = piece.get(read..).unwrap_or_default();
        match result {
            DecoderResult::InputEmpty => return damage,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => damage += 1,
        }
    }
}

/// A piece of a ledger: whole rows.
pub struct Chunk {
    /// Its bytes, as they stand in the file.
    pub bytes: Vec<u8>,
    /// The line of its first byte, from 1.
    pub line: u64,
    /// Why it cannot be read; it is one line then.
    pub broken: Option<Broken>,
}

/// Why a line cannot be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Broken {
    /// A quotation mark at the start of a cell has no other at its end.
    Quote,
    /// It is longer than any row; the piece is its beginning.
    Long,
}

/// Cuts a ledger into pieces.
pub struct Chunks<R> {
    reader: R,
    buffer: Vec<u8>,
    line: u64,
    ended: bool,
}

/// Where a piece may end.
#[derive(Default)]
struct Cut {
    /// After the first row.
    first: Option<usize>,
    /// After the last whole row.
    last: Option<usize>,
    /// Whether a quotation mark is open at the end.
    open: bool,
    /// Whether the row after the last whole one has a quotation mark that does not end its cell.
    broken: bool,
}

impl<R: Read> Chunks<R> {
    /// Begins at the first line; a byte order mark is left out.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn new(mut reader: R) -> io::Result<Self> {
        let mut buffer = Vec::with_capacity(PIECE * 2);
        reader.by_ref().take(3).read_to_end(&mut buffer)?;
        if buffer == BYTE_ORDER_MARK {
            buffer.clear();
        }
        Ok(Self { reader, buffer, line: 1, ended: false })
    }

    /// The next row alone.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn row(&mut self) -> io::Result<Option<Chunk>> {
        self.take(|cut| cut.first)
    }

    /// The next piece.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn piece(&mut self) -> io::Result<Option<Chunk>> {
        self.take(|cut| cut.last)
    }

    fn take(&mut self, wanted: impl Fn(&Cut) -> Option<usize>) -> io::Result<Option<Chunk>> {
        let mut size = PIECE;
        loop {
            if self.buffer.len() < size && !self.ended {
                let missing = size - self.buffer.len();
                let read =
                    self.reader.by_ref().take(missing as u64).read_to_end(&mut self.buffer)?;
                self.ended = read < missing;
            }
            if self.buffer.is_empty() {
                return Ok(None);
            }
            let cut = cut(&self.buffer);
            if let Some(end) = wanted(&cut) {
                return Ok(Some(self.split(end, None)));
            }
            let full = self.buffer.len() >= LONGEST_ROW;
            if cut.broken || cut.open && (self.ended || full) {
                return self.line(Broken::Quote).map(Some);
            }
            if self.ended {
                return Ok(Some(self.split(self.buffer.len(), None)));
            }
            if full {
                return self.line(Broken::Long).map(Some);
            }
            size = (self.buffer.len() * 2).min(LONGEST_ROW);
        }
    }

    /// The first line, which cannot be read. However long it is, no more than its beginning is kept.
    fn line(&mut self, broken: Broken) -> io::Result<Chunk> {
        if let Some(end) = memchr(b'\n', &self.buffer) {
            return Ok(self.split(end + 1, Some(broken)));
        }
        let chunk = self.split(self.buffer.len(), Some(broken));
        while !self.ended {
            let read = self.reader.by_ref().take(PIECE as u64).read_to_end(&mut self.buffer)?;
            self.ended = read < PIECE;
            if let Some(end) = memchr(b'\n', &self.buffer) {
                self.buffer.drain(..=end);
                self.line += 1;
                break;
            }
            self.buffer.clear();
        }
        Ok(chunk)
    }

    fn split(&mut self, end: usize, broken: Option<Broken>) -> Chunk {
        let bytes: Vec<u8> = self.buffer.drain(..end.min(self.buffer.len())).collect();
        let chunk = Chunk { line: self.line, bytes, broken };
        self.line += memchr_iter(b'\n', &chunk.bytes).count() as u64;
        chunk
    }
}

/// Where rows end in `bytes`, which begin with a row. As the csv crate reads them: a quotation mark
/// opens a cell at its start only, and a doubled one inside stands for itself. What that crate lets
/// pass, a closing mark with more of the cell behind it, is broken: it is how a mark that was never
/// closed ends at the next one, some rows further down, and would swallow the rows between.
fn cut(bytes: &[u8]) -> Cut {
    let mut cut = Cut::default();
    if memchr(b'"', bytes).is_none() {
        cut.first = memchr(b'\n', bytes).map(|at| at + 1);
        cut.last = memrchr(b'\n', bytes).map(|at| at + 1);
        return cut;
    }
    let (mut start, mut closing) = (true, false);
    for (at, &byte) in bytes.iter().enumerate() {
        if cut.open {
            closing = byte == b'"';
            cut.open = !closing;
            continue;
        }
        let ends = matches!(byte, b',' | b'\n' | b'\r');
        match byte {
            b'"' if start || closing => cut.open = true,
            b'\n' => {
                cut.last = Some(at + 1);
                cut.first = cut.first.or(cut.last);
            }
            _ if closing && !ends => {
                cut.broken = true;
                return cut;
            }
            _ => {}
        }
        start = ends;
        closing = false;
    }
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &[u8]) -> Vec<(u64, Option<Broken>, Vec<u8>)> {
        let mut chunks = Chunks::new(text).unwrap();
        let mut all = Vec::new();
        while let Some(chunk) = chunks.row().unwrap() {
            all.push((chunk.line, chunk.broken, chunk.bytes));
        }
        all
    }

    #[test]
    fn rows_end_outside_quotation_marks_only() {
        let text = b"a,b\n\"x\ny\",1\r\n\"q\"\"\n\",2\n5\" pipe,3\nlast,4";
        let all = pieces(text);
        let rows: Vec<&[u8]> = all.iter().map(|(.., bytes)| bytes.as_slice()).collect();
        assert_eq!(
            rows,
            [
                b"a,b\n".as_slice(),
                b"\"x\ny\",1\r\n",
                b"\"q\"\"\n\",2\n",
                b"5\" pipe,3\n",
                b"last,4"
            ]
        );
        assert_eq!(all.iter().map(|(line, ..)| *line).collect::<Vec<_>>(), [1, 2, 4, 6, 7]);
        assert_eq!(broken(text), [], "a mark inside a cell stands for itself");
    }

    /// The lines that cannot be read, and why.
    fn broken(text: &[u8]) -> Vec<(u64, Broken)> {
        let all = pieces(text).into_iter();
        all.filter_map(|(line, broken, _)| Some((line, broken?))).collect()
    }

    #[test]
    fn an_open_quotation_mark_costs_one_line() {
        let mut text = b"a,b\n\"open,1\n".to_vec();
        // More than is looked through for its end.
        let row = [b"x".repeat(1000).as_slice(), b",2\n"].concat();
        text.extend(row.repeat(3_000));
        assert_eq!(pieces(&text).len(), 3_002);
        assert_eq!(broken(&text), [(2, Broken::Quote)]);
    }

    #[test]
    fn two_open_quotation_marks_swallow_no_row_between_them() {
        let text = b"a,b\n\"open,1\nx,2\n\"open,3\ny,\"whole\nin \"\"two\"\"\"\n";
        assert_eq!(broken(text), [(2, Broken::Quote), (4, Broken::Quote)]);
        assert_eq!(pieces(text).len(), 5);
    }

    #[test]
    fn a_line_that_is_too_long_is_one_line() {
        let mut text = b"a,b\n".to_vec();
        text.extend(vec![b'x'; 3 * LONGEST_ROW]);
        text.extend(b",1\nlast,2");
        assert_eq!(broken(&text), [(2, Broken::Long)]);
        let all = pieces(&text);
        assert_eq!(
            all.last().map(|(line, _, bytes)| (*line, bytes.as_slice())),
            Some((3, b"last,2".as_slice()))
        );
        // Nothing behind it, and a mark that is open on top.
        let text = [b"\"".as_slice(), &vec![b'x'; 3 * LONGEST_ROW]].concat();
        assert_eq!(broken(&text), [(1, Broken::Quote)]);
        assert_eq!(pieces(&text).len(), 1);
        // What a spreadsheet can write is read.
        let text = [b"\"".as_slice(), &"字\n".repeat(32_767).into_bytes(), b"\",1\n"].concat();
        assert_eq!((broken(&text), pieces(&text).len()), (vec![], 1));
        // So is a row of many cells that is longer than a piece.
        let row = [b"x,".repeat(PIECE).as_slice(), b"y\n"].concat();
        let text = [row.as_slice(), b"\"", &row, b"\",z\n"].concat();
        let rows: Vec<usize> = pieces(&text).into_iter().map(|(.., bytes)| bytes.len()).collect();
        assert_eq!((broken(&text), rows), (vec![], vec![row.len(), row.len() + 5]));
    }

    #[test]
    fn the_encoding_is_found_out() {
        let found = |bytes: &[u8]| detect(|| Ok(bytes)).unwrap();
        let text = "姓名,户口\n王,农村\n";
        let (gb, _, _) = GB18030.encode(text);
        assert_eq!(found(text.as_bytes()), Encoding::Utf8 { mark: false });
        assert_eq!(found(&gb), Encoding::Gb18030);
        assert_eq!(
            found(&[BYTE_ORDER_MARK, text.as_bytes()].concat()),
            Encoding::Utf8 { mark: true }
        );
        let late = [b"ascii,only\n".repeat(100_000).as_slice(), &gb].concat();
        assert_eq!(found(&late), Encoding::Gb18030);
        let damaged = [text.repeat(50).as_bytes(), b"\xff,\n"].concat();
        assert_eq!(found(&damaged), Encoding::Utf8 { mark: false });
        assert_eq!(found(b"\xff\xfea\0"), Encoding::Utf16);
        assert_eq!(found(b"PK\x03\x04\x14\0"), Encoding::Workbook);
    }
}
