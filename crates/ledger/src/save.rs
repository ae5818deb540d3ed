//! Writing a workbook: the parts of the ledger's own file unchanged, with new sheets; of a ledger that was no .xlsx a new
//! workbook with the ledger in its first sheet.

mod package;
mod sheets;

use mingbai_core::kernel::lang::Lang;

use crate::answered::Answered;
use crate::answering::Answering;
use crate::ledger::Ledger;
use package::Part;

pub use package::NotWritten;

/// What is wanted of a workbook.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Whether cells that a spreadsheet would take for formulas are written as they are.
    pub keep_formulas: bool,
    /// The language of the new sheets.
    pub lang: Lang,
}

/// The ledger with its answers as .xlsx. `original` is the file it was read from, if that was .xlsx: all its parts are
/// copied as they are, but for the three that list what is in the package.
///
/// # Errors
/// Where the original cannot be added to.
pub fn save(
    original: Option<&[u8]>,
    ledger: &Ledger<'_>,
    answering: &Answering<'_>,
    answered: &Answered,
    options: Options,
) -> Result<Vec<u8>, NotWritten> {
    let own = sheets::Words { ledger, answering, answered, options };
    let mut parts: Vec<Part> = Vec::new();
    if original.is_none() {
        parts.extend(own.ledger()?);
    }
    parts.extend(own.answers()?);
    parts.extend(own.households()?);
    parts.extend(own.asks()?);
    parts.extend(own.problems()?);
    match original {
        Some(bytes) => package::added(bytes, parts),
        None => package::new(parts),
    }
}
