//! A CSV file whose header is called as the facts are: answered piece by piece, as large as it may be.

use std::io::{self, Read};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Instant;

use mingbai_core::kernel::lang::Lang;
use mingbai_ledger::answering::Answering;
use mingbai_ledger::answers::Answerer;
use mingbai_ledger::chunks::{Chunks, Encoding};
use mingbai_ledger::columns::{Columns, TwoColumns};
use mingbai_ledger::rows::{Answered, ERRORS_HEADER, Reading, decode, reader, write_cell};
use mingbai_ledger::tally::Tally;

use super::said;
use super::summary::{Run, progress};
use crate::commands::roster::{STOPPED, Task};
use crate::failure::{Ended, Failure};
use crate::messages::Message;
use crate::output::Target;
use crate::terminal;

/// Answers the ledger; nothing where no column is called as a fact is.
///
/// # Errors
/// What is wrong with the header; a disk that is full.
pub fn run<R: Read>(
    task: &Task<'_>,
    open: impl Fn() -> io::Result<R>,
    encoding: Encoding,
    size: u64,
) -> Result<Option<Ended>, Failure> {
    let (input, lang) = (task.options.input.as_path(), task.lang);
    let file = open().map_err(Failure::file(input))?;
    let mut chunks = Chunks::new(file).map_err(Failure::file(input))?;
    let (header, names) = header(&mut chunks, encoding, input)?;
    let document = task.loaded.document();
    if !names.iter().any(|name| document.named(name).is_some()) {
        return Ok(None);
    }
    let columns = Columns::named(document, &names, lang).map_err(|all| {
        let message = |TwoColumns { fact, one, other }| Message::TwoColumns {
            ledger: input.to_owned(),
            fact,
            one,
            other,
        };
        Failure::All(all.into_iter().map(message).collect())
    })?;
    let answering = Answering::new(document, task.figures, &columns.slots, task.form());
    let added = answering.columns();
    said::twice(&names, &added, input)?;
    said::columns(task, &columns);
    task.begin();

    let mut targets = Targets {
        out: Target::new(task.output)?,
        errors: task.errors_target()?,
        rows: 0,
        bad: 0,
        blank: 0,
        aside: Vec::new(),
    };
    let mark: &[u8] =
        if encoding == (Encoding::Utf8 { mark: false }) { b"" } else { b"\xef\xbb\xbf" };
    let mut first = [mark, &header].concat();
    for name in &added {
        first.push(b',');
        write_cell(&mut first, name);
    }
    first.push(b'\n');
    targets.out.write(&first)?;
    let keep_formulas = task.options.keep_formulas;
    let words = &task.synonyms.rows;
    let reading = Reading { columns: &columns, encoding, words, keep_formulas, lang };
    let tally = answer_all(&mut chunks, reading, &answering, task, size, &mut targets)?;

    let Targets { rows, bad, blank, aside, .. } = &targets;
    let (rows, bad, blank, aside) = (*rows, *bad, *blank, aside.clone());
    if bad > 0 {
        targets.errors.finish()?;
    } else {
        drop(targets.errors);
        task.no_errors()?;
    }
    targets.out.finish()?;
    let (took, out, errors) = (task.began.elapsed(), task.output, task.errors.as_deref());
    let run = Run { rows, bad, blank, aside: &aside, took, out, errors };
    // The files are there; whether anybody reads the summary is another matter.
    let _ = run.write(&mut terminal::stderr(), &answering, &tally, lang);
    said::readings(task, &answering);
    Ok(Some(if bad > 0 { Ended::DataErrors } else { Ended::Done }))
}

/// The two files that are written.
struct Targets {
    out: Target,
    errors: Target,
    rows: u64,
    bad: u64,
    blank: u64,
    aside: Vec<u64>,
}

impl Targets {
    fn write(&mut self, answered: &Answered) -> Result<(), Failure> {
        self.rows += answered.rows;
        self.bad += answered.bad;
        self.blank += answered.blank;
        self.aside.extend(&answered.aside);
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
    chunks: &mut Chunks<impl Read>,
    reading: Reading<'_>,
    answering: &Answering<'_>,
    task: &Task<'_>,
    size: u64,
    targets: &mut Targets,
) -> Result<Tally, Failure> {
    let jobs = task.options.jobs.map_or_else(
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
                let chunk = chunks.piece().map_err(Failure::file(&task.options.input))?;
                let Some(chunk) = chunk else { break };
                let (done, answered): (Sender<Answered>, _) = channel();
                if queue.send(answered).is_err() {
                    break;
                }
                let idle = &idle;
                workers.spawn(move |_| {
                    let own = lock(idle).pop();
                    let mut own = own.unwrap_or_else(|| Answerer::new(answering));
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
    let mut tally = Tally::new(answering);
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
