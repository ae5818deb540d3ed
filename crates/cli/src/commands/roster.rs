//! `mingbai roster`: a ledger of residents, answered row by row.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Instant;

use mingbai_core::case::Reader;
use mingbai_core::case::figures::Figures;
use mingbai_core::kernel::lang::Lang;
use mingbai_core::policy::Validity;

use crate::arguments::{RosterOptions, today};
use crate::failure::{Ended, Failure};
use crate::figures::{CountyFigures, example_words};
use crate::library::{self, Loaded};
use crate::messages::Message;
use crate::roster::answers::Answerer;
use crate::roster::chunks::{Chunks, Encoding, detect};
use crate::roster::columns::{Columns, nearly};
use crate::roster::output::{Target, errors_path};
use crate::roster::rows::{Answered, ERRORS_HEADER, Reading, decode, reader};
use crate::roster::sheet::{Form, Sheet};
use crate::roster::summary::{Run, progress};
use crate::roster::tally::Tally;

/// Whether this program was asked to stop.
static STOPPED: AtomicBool = AtomicBool::new(false);

/// Answers a ledger.
///
/// # Errors
/// Wrong use: no such policy or file. Errors of rows are part of the output.
pub fn run(options: &RosterOptions, lang: Lang) -> Result<Ended, Failure> {
    let began = Instant::now();
    let loaded = library::load(&options.policy)?;
    let (figures, example) = figures(options, &loaded, lang)?;
    let (input, errors) = (options.input.as_path(), errors_path(&options.output));
    apart(input, &options.output, &errors)?;
    let open = || File::open(input);
    let encoding = detect(open).map_err(Failure::file(input))?;
    match encoding {
        Encoding::Utf16 => return Err(Message::Utf16(input.to_owned()).into()),
        Encoding::Workbook => return Err(Message::Workbook(input.to_owned()).into()),
        Encoding::Utf8 { .. } | Encoding::Gb18030 => {}
    }
    let file = open().map_err(Failure::file(input))?;
    let size = file.metadata().map_or(0, |metadata| metadata.len());
    let mut chunks = Chunks::new(file).map_err(Failure::file(input))?;
    let (header, names) = header(&mut chunks, encoding, input)?;
    let columns = Columns::new(&loaded, &names, input, lang).map_err(Failure::All)?;
    let validity = validity(&loaded, options, lang);
    let cautions: Vec<&str> = [validity, example].into_iter().flatten().collect();
    let caution = (!cautions.is_empty()).then(|| cautions.join(lang.pick("；", "; ")));
    let sheet = Sheet::new(
        &loaded,
        &figures,
        &columns.slots,
        Form { rows: options.rows, lang, caution: caution.clone() },
    );
    twice(&names, &sheet.columns(), input)?;
    say_columns(&loaded, &columns, lang);
    if let Some(caution) = caution {
        let _ = writeln!(io::stderr(), "{}{caution}", lang.pick("注意：", "CAUTION: "));
    }
    // Where a signal cannot be caught the files are still never half.
    let _ = ctrlc::set_handler(|| STOPPED.store(true, Ordering::Relaxed));

    let mut targets = Targets {
        out: Target::new(&options.output)?,
        errors: Target::new(&errors)?,
        rows: 0,
        bad: 0,
    };
    let mark: &[u8] =
        if encoding == (Encoding::Utf8 { mark: false }) { b"" } else { b"\xef\xbb\xbf" };
    let header = [mark, &header, b",", sheet.columns().join(",").as_bytes(), b"\n"].concat();
    targets.out.write(&header)?;
    let reading = Reading { columns: &columns, encoding, lang };
    let tally = answer_all(&mut chunks, reading, &sheet, options, size, &mut targets)?;

    let (rows, bad) = (targets.rows, targets.bad);
    if bad > 0 {
        targets.errors.finish()?;
    } else {
        drop(targets.errors);
        match fs::remove_file(&errors) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(Message::File(errors, error).into());
            }
            _ => {}
        }
    }
    targets.out.finish()?;
    let run = Run { rows, bad, took: began.elapsed(), out: &options.output, errors: &errors };
    // The files are there; whether anybody reads the summary is another matter.
    let _ = run.write(&mut io::stderr().lock(), &sheet, &tally, lang);
    Ok(if bad > 0 { Ended::DataErrors } else { Ended::Done })
}

/// The two files that are written.
struct Targets {
    out: Target,
    errors: Target,
    rows: u64,
    bad: u64,
}

impl Targets {
    fn write(&mut self, answered: &Answered) -> Result<(), Failure> {
        self.rows += answered.rows;
        self.bad += answered.bad;
        self.out.write(&answered.out)?;
        if !answered.errors.is_empty() && !self.errors.written {
            self.errors.write(ERRORS_HEADER)?;
        }
        self.errors.write(&answered.errors)
    }
}

/// Reads pieces, has them answered side by side and writes them in order. Only so many pieces are
/// under way at once: memory does not grow with the ledger.
fn answer_all(
    chunks: &mut Chunks<File>,
    reading: Reading<'_>,
    sheet: &Sheet<'_>,
    options: &RosterOptions,
    size: u64,
    targets: &mut Targets,
) -> Result<Tally, Failure> {
    let jobs = options.jobs.map_or_else(
        || thread::available_parallelism().map_or(1, usize::from),
        |jobs| usize::from(jobs.get()),
    );
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build();
    let pool = pool.map_err(|error| Message::NoThreads(error.to_string()))?;
    let idle: Mutex<Vec<Answerer<'_>>> = Mutex::new(Vec::new());
    let stop = AtomicBool::new(false);
    let stopped = || STOPPED.load(Ordering::Relaxed) || stop.load(Ordering::Relaxed);
    let bar = progress(size);
    let (queue, queued) = sync_channel::<Receiver<Answered>>(jobs * 2);
    let (read, written) = thread::scope(|threads| {
        let writer = threads.spawn(|| {
            let written = write_all(&queued, targets, &bar, &stopped, reading.lang);
            // A later row could not be handed to anyone.
            stop.store(true, Ordering::Relaxed);
            drop(queued);
            written
        });
        let read = pool.in_place_scope(|workers| -> Result<(), Failure> {
            while !stopped() {
                let chunk = chunks.next().map_err(Failure::file(&options.input))?;
                let Some(chunk) = chunk else { break };
                let (done, answered): (Sender<Answered>, _) = channel();
                if queue.send(answered).is_err() {
                    break;
                }
                let idle = &idle;
                workers.spawn(move |_| {
                    let own = lock(idle).pop();
                    let mut own = own.unwrap_or_else(|| Answerer::new(sheet));
                    // The writer may have given up.
                    let _ = done.send(reading.answer(&chunk, &mut own));
                    lock(idle).push(own);
                });
            }
            Ok(())
        });
        drop(queue);
        (read, writer.join())
    });
    bar.finish_and_clear();
    read?;
    written.unwrap_or_else(|_| Err(Message::LostWorker.into()))?;
    let mut tally = Tally::new(sheet);
    for answerer in idle.into_inner().unwrap_or_else(PoisonError::into_inner) {
        tally.join(&answerer.finish());
    }
    Ok(tally)
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn write_all(
    queued: &Receiver<Receiver<Answered>>,
    targets: &mut Targets,
    bar: &indicatif::ProgressBar,
    stopped: &impl Fn() -> bool,
    lang: Lang,
) -> Result<(), Failure> {
    let began = Instant::now();
    for answered in queued {
        let answered = answered.recv().map_err(|_| Message::LostWorker)?;
        if stopped() {
            break;
        }
        targets.write(&answered)?;
        bar.inc(answered.bytes);
        let rows = targets.rows + targets.bad;
        let millis = u64::try_from(began.elapsed().as_millis()).unwrap_or(1).max(1);
        let rate = rows.saturating_mul(1000) / millis;
        bar.set_message(match lang {
            Lang::Zh => format!("{rows}行，每秒{rate}行，还要"),
            Lang::En => format!("{rows} rows, {rate} a second, time left"),
        });
    }
    if STOPPED.load(Ordering::Relaxed) {
        return Err(Message::Interrupted.into());
    }
    Ok(())
}

/// The header as it is written, without its line's end, and its names.
fn header(
    chunks: &mut Chunks<impl Read>,
    encoding: Encoding,
    input: &Path,
) -> Result<(Vec<u8>, Vec<String>), Failure> {
    while let Some(chunk) = chunks.row().map_err(Failure::file(input))? {
        let (text, _) = decode(&chunk.bytes, encoding);
        let (mut reader, mut record) = (reader(&text), csv::StringRecord::new());
        if chunk.broken.is_some() || !matches!(reader.read_record(&mut record), Ok(true)) {
            if text.trim_ascii().is_empty() {
                continue;
            }
            break;
        }
        // Spreadsheets write an empty row as commas.
        if record.iter().all(|name| name.trim().is_empty()) {
            continue;
        }
        // The csv crate ends a row at a carriage return too: what follows it is no name.
        let read = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        if text.get(read..).is_some_and(|rest| !rest.trim_ascii().is_empty()) {
            return Err(Message::OldLineEnds(input.to_owned()).into());
        }
        let written = text.trim_ascii_end();
        // A trailing blank that belongs to a name stays with it.
        let names = record.iter().map(|name| name.trim().to_owned()).collect();
        return Ok((written.trim_ascii_start().to_vec(), names));
    }
    Err(Message::NoHeader(input.to_owned()).into())
}

/// Refuses to write over the ledger itself, or over what is no file.
fn apart(input: &Path, out: &Path, errors: &Path) -> Result<(), Failure> {
    let own = fs::canonicalize(input).map_err(Failure::file(input))?;
    if !own.is_file() {
        return Err(Message::NotAPlainFile(input.to_owned()).into());
    }
    for path in [out, errors] {
        if fs::canonicalize(path).is_ok_and(|path| path == own) {
            return Err(Message::OverItself(path.to_owned()).into());
        }
        if path.exists() && !path.is_file() {
            return Err(Message::NotAFileToWrite(path.to_owned()).into());
        }
    }
    Ok(())
}

/// Refuses a ledger whose columns would appear twice in the output.
fn twice(names: &[String], added: &[String], input: &Path) -> Result<(), Failure> {
    let Some(name) = names.iter().find(|name| added.contains(name)) else { return Ok(()) };
    Err(Message::AnswerColumn { ledger: input.to_owned(), name: name.clone() }.into())
}

/// Says which columns are read and which are not, so that nothing is ignored silently.
fn say_columns(loaded: &Loaded, columns: &Columns, lang: Lang) {
    let (facts, carried) = columns.split();
    let mut err = io::stderr().lock();
    let (read, through) = (facts.join(", "), carried.join(", "));
    let _ = match lang {
        Lang::Zh => writeln!(err, "当作事项来读的列：{read}"),
        Lang::En => writeln!(err, "columns read as facts: {read}"),
    };
    if !carried.is_empty() {
        let _ = match lang {
            Lang::Zh => writeln!(err, "原样带过的列：{through}"),
            Lang::En => writeln!(err, "columns carried through: {through}"),
        };
    }
    for name in carried {
        if let Some(fact) = nearly(loaded, name, lang) {
            let _ = match lang {
                Lang::Zh => writeln!(err, "“{name}”没有当作事项来读；是不是想写 {fact}？"),
                Lang::En => writeln!(err, "{name:?} is not read as a fact; was {fact} meant?"),
            };
        }
    }
}

/// That the document does not hold on the day, where it does not: the answers are those of its time.
fn validity(loaded: &Loaded, options: &RosterOptions, lang: Lang) -> Option<&'static str> {
    match loaded.policy.data().in_force.on(options.on.or_else(today)?) {
        Validity::InForce => None,
        Validity::NotYetInForce => {
            Some(lang.pick("文件还没有生效", "the document is not yet in force"))
        }
        Validity::Lapsed => Some(lang.pick(
            "文件已经失效，答的只是当年的规定",
            "the document has LAPSED, these are the answers of its time",
        )),
    }
}

/// The county's figures, and what is to be said of invented ones.
fn figures(
    options: &RosterOptions,
    loaded: &Loaded,
    lang: Lang,
) -> Result<(Figures, Option<&'static str>), Failure> {
    let reader = Reader { vocabulary: &loaded.vocabulary, policy: &loaded.policy, figures: None };
    let Some(path) = &options.figures else { return Ok((Figures::none(&reader.shape()), None)) };
    let county = CountyFigures::load(path, &[reader])?;
    let figures = county.decode(reader)?;
    let _ = writeln!(io::stderr(), "{}", county.used().said(lang));
    Ok((figures, county.used().example.then(|| example_words(lang))))
}
