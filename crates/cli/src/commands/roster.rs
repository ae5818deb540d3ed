//! `mingbai roster`: a ledger of residents, answered row by row.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use mingbai_core::case::Reader;
use mingbai_core::case::figures::Figures;
use mingbai_core::kernel::date::Date;
use mingbai_core::kernel::lang::Lang;
use mingbai_ledger::answering::{Form, readings};
use mingbai_ledger::caution::caution;
use mingbai_ledger::chunks::{Encoding, detect};
use mingbai_ledger::synonyms::Synonyms;

use crate::arguments::{RosterOptions, today};
use crate::failure::{Ended, Failure};
use crate::figures::CountyFigures;
use crate::library::{self, Loaded};
use crate::messages::Message;
use crate::output::{self, Target, is_stream};
use crate::roster::{mapped, named};
use crate::terminal;

/// Whether this program was asked to stop.
pub static STOPPED: AtomicBool = AtomicBool::new(false);

/// What a ledger is answered with.
pub struct Task<'t> {
    /// The policy.
    pub loaded: &'t Loaded,
    /// The county's figures.
    pub figures: &'t Figures,
    /// The words that ledgers are kept in.
    pub synonyms: &'t Synonyms,
    /// The command line.
    pub options: &'t RosterOptions,
    /// Where the answers go.
    pub output: &'t Path,
    /// Where the errors go; none: to standard error, for the answers go to a device or a pipe.
    pub errors: Option<PathBuf>,
    /// The day of the answers; none where this machine knows none.
    pub on: Option<Date>,
    /// The language of what is there to be read.
    pub lang: Lang,
    /// What every row says of itself.
    caution: Option<String>,
    /// Whether columns and results are in words.
    words: bool,
    /// When it began.
    pub began: Instant,
}

impl Task<'_> {
    /// What is wanted of the answers.
    pub fn form(&self) -> Form {
        Form {
            rows: self.options.rows,
            readings: self.options.readings,
            other_readings: self.options.other_reading.clone(),
            words: self.words,
            lang: self.lang,
            caution: self.caution.clone(),
        }
    }

    /// Says what every row is not to be taken for, and listens to signals from now on.
    pub fn begin(&self) {
        if let Some(caution) = &self.caution {
            let _ =
                writeln!(terminal::stderr(), "{}{caution}", self.lang.pick("注意：", "CAUTION: "));
        }
        // A pipe that nobody reads would wait for ever, and nothing is left of it: there a signal ends the program as it
        // ends any. Where it cannot be caught the files are still never half.
        if !is_stream(self.output) {
            let _ = ctrlc::set_handler(|| STOPPED.store(true, Ordering::Relaxed));
        }
    }

    /// Begins to write errors.
    pub fn errors_target(&self) -> Result<Target, Failure> {
        self.errors.as_deref().map_or_else(|| Ok(Target::standard_error()), Target::new)
    }

    /// Removes what an older run wrote of errors: this one has none.
    pub fn no_errors(&self) -> Result<(), Failure> {
        let Some(path) = &self.errors else { return Ok(()) };
        match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(Message::File(path.clone(), error).into())
            }
            _ => Ok(()),
        }
    }
}

/// Answers a ledger; `asked` is the language, if the command line gives one.
///
/// # Errors
/// Wrong use: no such policy or file. Errors of rows are part of the output.
pub fn run(options: &RosterOptions, lang: Lang, asked: Option<Lang>) -> Result<Ended, Failure> {
    let began = Instant::now();
    let loaded = library::load(&options.policy)?;
    let (figures, example) = figures(options, &loaded, lang)?;
    check_readings(options, &loaded)?;
    let synonyms =
        Synonyms::from_toml(mingbai_policies::SYNONYMS_TOML).map_err(Message::Synonyms)?;
    let Some(output) = options.output.as_deref().or(options.propose.as_deref()) else {
        return Err(Message::NoOutput.into());
    };
    let on = options.on.or_else(today);
    let task = Task {
        loaded: &loaded,
        figures: &figures,
        synonyms: &synonyms,
        options,
        output,
        errors: (!is_stream(output)).then(|| errors_path(output)),
        on,
        lang,
        caution: caution(&loaded.policy, on, example, lang),
        words: asked == Some(Lang::Zh),
        began,
    };
    let input = options.input.as_path();
    let piped = (input == Path::new("-")).then(standard_input).transpose()?;
    apart(&task, piped.is_none().then_some(input))?;
    if let Some(bytes) = piped {
        return answer(&task, || Ok(bytes.as_slice()), bytes.len() as u64);
    }
    let size = fs::metadata(input).map_or(0, |metadata| metadata.len());
    answer(&task, || File::open(input), size)
}

/// Answers a ledger that can be opened as often as needed.
fn answer<R: Read>(
    task: &Task<'_>,
    open: impl Fn() -> io::Result<R>,
    size: u64,
) -> Result<Ended, Failure> {
    let input = task.options.input.as_path();
    let encoding = detect(&open).map_err(Failure::file(input))?;
    if encoding == Encoding::Utf16 {
        return Err(Message::Utf16(input.to_owned()).into());
    }
    let RosterOptions { map, propose, accept_proposed, .. } = task.options;
    let asks_for_a_mapping = map.is_some() || propose.is_some() || *accept_proposed;
    let in_pieces =
        encoding != Encoding::Workbook && !asks_for_a_mapping && !mapped::is_workbook(task.output);
    if in_pieces && let Some(ended) = named::run(task, &open, encoding, size)? {
        return Ok(ended);
    }
    let mut bytes = Vec::new();
    open().and_then(|mut file| file.read_to_end(&mut bytes)).map_err(Failure::file(input))?;
    mapped::run(task, &bytes)
}

fn standard_input() -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = io::stdin().lock().read_to_end(&mut bytes);
    read.map_err(Failure::file(Path::new("-")))?;
    Ok(bytes)
}

/// Refuses readings that the policy has not.
fn check_readings(options: &RosterOptions, loaded: &Loaded) -> Result<(), Failure> {
    let known: Vec<&str> = readings(&loaded.policy).map(|(_, id)| id).collect();
    let unknown = options.other_reading.iter().find(|id| !known.contains(&id.as_str()));
    let Some(id) = unknown else { return Ok(()) };
    Err(Message::NoSuchReading { id: id.clone(), known: known.join(", ") }.into())
}

/// Refuses to write over what is read, or over what is no file; `ledger` unless it comes from standard input.
fn apart(task: &Task<'_>, ledger: Option<&Path>) -> Result<(), Failure> {
    let RosterOptions { policy, figures, map, .. } = task.options;
    if let Some(ledger) = ledger
        && !fs::metadata(ledger).map_err(Failure::file(ledger))?.is_file()
    {
        return Err(Message::NotAPlainFile(ledger.to_owned()).into());
    }
    for path in [task.output].into_iter().chain(task.errors.as_deref()) {
        let files = figures.iter().chain(map).map(PathBuf::as_path).chain(ledger);
        output::apart(path, files.chain([Path::new(policy)]))?;
        // Errors go beside the answers without being asked to.
        if path.is_dir() || (path != task.output && is_stream(path)) {
            return Err(Message::NotAFileToWrite(path.to_owned()).into());
        }
    }
    Ok(())
}

/// The file beside `out` for the rows with errors: `out.errors.csv` for `out.csv`.
fn errors_path(out: &Path) -> PathBuf {
    let mut name = out.file_stem().unwrap_or(OsStr::new("out")).to_owned();
    name.push(".errors.csv");
    out.with_file_name(name)
}

/// The county's figures, and whether they are invented.
fn figures(
    options: &RosterOptions,
    loaded: &Loaded,
    lang: Lang,
) -> Result<(Figures, bool), Failure> {
    let reader = Reader { vocabulary: &loaded.vocabulary, policy: &loaded.policy, figures: None };
    let Some(path) = &options.figures else { return Ok((Figures::none(&reader.shape()), false)) };
    let county = CountyFigures::load(path, &[reader])?;
    let figures = county.decode(reader)?;
    let _ = writeln!(terminal::stderr(), "{}", county.used().said(lang));
    Ok((figures, county.used().example))
}
