//! `workbook N FILE.xlsx` writes a ledger of N residents, as [`mingbai_tests::workbook`] makes it: for
//! tests/node/ledgers.mjs and tests/browser/office-speed.mjs.

use std::fs::File;
use std::io::BufWriter;
use std::process::ExitCode;

use mingbai_tests::workbook;

fn main() -> ExitCode {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let [residents, path] = given.as_slice() else { return usage() };
    let Ok(residents) = residents.parse() else { return usage() };
    let written = File::create(path)
        .map_err(Into::into)
        .and_then(|file| workbook::write(BufWriter::new(file), residents));
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{path}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn usage() -> ExitCode {
    eprintln!("usage: workbook RESIDENTS FILE.xlsx");
    ExitCode::from(2)
}
