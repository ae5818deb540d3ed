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
use mingbai_core::figures::Figures;
use mingbai_core::policy::Validity;

use crate::arguments::{Lang, RosterOptions, today};
use crate::failure::{Failure, Outcome};
use crate::figures::CountyFigures;
use crate::library::{self, Loaded};
use crate::roster::answers::{Answerer, Sheet, Tally};
use crate::roster::chunks::{Chunks, Encoding, detect};
use crate::roster::columns::{Columns, nearly};
use crate::roster::output::{Target, errors_path};
use crate::roster::rows::{Answered, ERRORS_HEADER, Reading, decode, reader};
use crate::roster::summary::{Run, progress};

/// Whether somebody asked this program to stop.
static STOPPED: AtomicBool = AtomicBool::new(false);

/// Answers a ledger.
///
/// # Errors
/// Wrong use: no such policy or file. Errors of rows are part of the output.
pub fn run(options: &RosterOptions, lang: Lang) -> Result<Outcome, Failure> {
    let began = Instant::now();
    let loaded = library::load(&options.policy)?;
    let figures = figures(options, &loaded, lang)?;
    let (input, errors) = (options.input.as_path(), errors_path(&options.output));
    apart(input, &options.output, &errors, lang)?;
    let open = || File::open(input);
    let encoding = detect(open).map_err(Failure::file(input))?;
    if encoding == Encoding::Utf16 {
        return Err(Failure::Unreadable(match lang {
            Lang::Zh => format!("{}: 文件是 UTF-16 的；请另存为“CSV UTF-8”", input.display()),
            Lang::En => {
                format!("{}: the file is UTF-16; save it as \"CSV UTF-8\"", input.display())
            }
        }));
    }
    let file = open().map_err(Failure::file(input))?;
    let size = file.metadata().map_or(0, |metadata| metadata.len());
    let mut chunks = Chunks::new(file).map_err(Failure::file(input))?;
    let (header, names) = header(&mut chunks, encoding, input, lang)?;
    let columns = Columns::new(&loaded, &names, lang).map_err(|problems| {
        let lines: Vec<String> =
            problems.iter().map(|problem| format!("{}:1: {problem}", input.display())).collect();
        Failure::Unreadable(lines.join("\n"))
    })?;
    let sheet = Sheet::new(&loaded.policy, &figures, &columns.slots, options.rows);
    twice(&names, &sheet.columns(), input, lang)?;
    say_columns(&loaded, &columns, lang);
    say_validity(&loaded, options, lang);
    // Where a signal cannot be caught the files are still never half.
    let _ = ctrlc::set_handler(|| STOPPED.store(true, Ordering::Relaxed));

    let mut targets = Targets {
        out: Target::new(&options.output, lang)?,
        errors: Target::new(&errors, lang)?,
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
                return Err(Failure::File(errors, error));
            }
            _ => {}
        }
    }
    targets.out.finish()?;
    let run = Run { rows, bad, took: began.elapsed(), out: &options.output, errors: &errors };
    // The files are there; whether anybody reads the summary is another matter.
    let _ = run.write(&mut io::stderr().lock(), &sheet, &tally, lang);
    Ok(if bad > 0 { Outcome::DataErrors } else { Outcome::Done })
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
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build().map_err(|error| {
        Failure::Unreadable(match reading.lang {
            Lang::Zh => format!("开不了线程：{error}；试试 --jobs 1"),
            Lang::En => format!("no threads: {error}; try --jobs 1"),
        })
    })?;
    let idle: Mutex<Vec<Answerer<'_>>> = Mutex::new(Vec::new());
    let stop = AtomicBool::new(false);
    let stopped = || STOPPED.load(Ordering::Relaxed) || stop.load(Ordering::Relaxed);
    let bar = progress(size);
    let (queue, queued) = sync_channel::<Receiver<Answered>>(jobs * 2);
    let (read, written) = thread::scope(|threads| {
        let writer = threads.spawn(|| {
            let written = write_all(&queued, targets, &bar, &stopped, reading.lang);
            // Whoever reads on finds nobody to hand it to.
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
                    let mut own = own.unwrap_or_else(|| Answerer::new(sheet, options.cache));
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
    written.unwrap_or_else(|_| Err(lost_worker(reading.lang)))?;
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
        let answered = answered.recv().map_err(|_| lost_worker(lang))?;
        if stopped() {
            break;
        }
        targets.write(&answered)?;
        bar.inc(answered.bytes);
        let rows = targets.rows + targets.bad;
        let millis = u64::try_from(began.elapsed().as_millis()).unwrap_or(1).max(1);
        bar.set_message(format!("{rows} rows, {} a second", rows.saturating_mul(1000) / millis));
    }
    if STOPPED.load(Ordering::Relaxed) {
        let text = lang.pick("中断了，没有写出文件", "interrupted; no file was written");
        return Err(Failure::Unreadable(text.into()));
    }
    Ok(())
}

fn lost_worker(lang: Lang) -> Failure {
    let text = lang.pick(
        "有一个线程停了，没有写出文件；请再试一次",
        "a worker stopped, no file was written; try again",
    );
    Failure::Unreadable(text.into())
}

/// The header as it is written, without its line's end, and its names.
fn header(
    chunks: &mut Chunks<impl Read>,
    encoding: Encoding,
    input: &Path,
    lang: Lang,
) -> Result<(Vec<u8>, Vec<String>), Failure> {
    while let Some(chunk) = chunks.row().map_err(Failure::file(input))? {
        let (text, _) = decode(&chunk.bytes, encoding);
        let mut record = csv::StringRecord::new();
        if chunk.unclosed || !matches!(reader(&text).read_record(&mut record), Ok(true)) {
            if text.trim_ascii().is_empty() {
                continue;
            }
            break;
        }
        let written = text.trim_ascii_end();
        // A trailing blank that belongs to a name stays with it.
        let names = record.iter().map(|name| name.trim().to_owned()).collect();
        return Ok((written.trim_ascii_start().to_vec(), names));
    }
    Err(Failure::Unreadable(match lang {
        Lang::Zh => format!(
            "{}:1: 没有表头；第一行要写每一列的名称，如 residence,dibao 或 户口,吃低保",
            input.display()
        ),
        Lang::En => format!(
            "{}:1: no header; the first line must name the columns, like residence,dibao",
            input.display()
        ),
    }))
}

/// Refuses to write over the ledger itself.
fn apart(input: &Path, out: &Path, errors: &Path, lang: Lang) -> Result<(), Failure> {
    let own = fs::canonicalize(input).map_err(Failure::file(input))?;
    if !own.is_file() {
        return Err(Failure::Use(match lang {
            Lang::Zh => format!("{}: 不是普通文件；请给一个 CSV 文件的路径", input.display()),
            Lang::En => {
                format!("{}: not a plain file; give the path of a CSV file", input.display())
            }
        }));
    }
    for path in [out, errors] {
        if fs::canonicalize(path).is_ok_and(|path| path == own) {
            return Err(Failure::Use(match lang {
                Lang::Zh => format!("{}: 会盖掉台账本身；换一个 -o", path.display()),
                Lang::En => format!(
                    "{}: would overwrite the ledger itself; choose another -o",
                    path.display()
                ),
            }));
        }
        if path.is_dir() {
            return Err(Failure::Use(match lang {
                Lang::Zh => format!("{}: 是文件夹；-o 要给文件名", path.display()),
                Lang::En => format!("{}: is a folder; -o must name a file", path.display()),
            }));
        }
    }
    Ok(())
}

/// Refuses a ledger whose columns would stand twice in the output.
fn twice(names: &[String], added: &[String], input: &Path, lang: Lang) -> Result<(), Failure> {
    let Some(name) = names.iter().find(|name| added.contains(name)) else { return Ok(()) };
    Err(Failure::Unreadable(match lang {
        Lang::Zh => {
            format!("{}:1: 表头里的“{name}”和答案的一列同名；改名或删去这一列", input.display())
        }
        Lang::En => format!(
            "{}:1: the column {name:?} has the name of a column of the answer; rename it or take it out",
            input.display()
        ),
    }))
}

/// Says which columns are read and which are not, so that nobody is surprised.
fn say_columns(loaded: &Loaded, columns: &Columns, lang: Lang) {
    let (facts, carried) = columns.split();
    let mut err = io::stderr().lock();
    let (read, through) = (facts.join(", "), carried.join(", "));
    let _ = match lang {
        Lang::Zh => writeln!(err, "当作事实的列：{read}"),
        Lang::En => writeln!(err, "columns read as facts: {read}"),
    };
    if !carried.is_empty() {
        let _ = match lang {
            Lang::Zh => writeln!(err, "原样带过的列：{through}"),
            Lang::En => writeln!(err, "columns carried through: {through}"),
        };
    }
    for name in carried {
        if let Some(fact) = nearly(loaded, name) {
            let _ = match lang {
                Lang::Zh => writeln!(err, "“{name}”没有当作事实；是不是想写 {fact}？"),
                Lang::En => writeln!(err, "{name:?} is not read as a fact; was {fact} meant?"),
            };
        }
    }
}

/// Says that the document does not hold on the day, where it does not: the answers are those of its
/// time.
fn say_validity(loaded: &Loaded, options: &RosterOptions, lang: Lang) {
    let Some(on) = options.on.or_else(today) else { return };
    let said = match loaded.policy.data().in_force.on(on) {
        Validity::InForce => return,
        Validity::NotYetInForce => lang.pick("文件还没有生效", "the document is not yet in force"),
        Validity::Lapsed => lang.pick(
            "文件已经失效，答的只是当年的规定",
            "the document has LAPSED: these are the answers of its time",
        ),
    };
    let _ = writeln!(io::stderr(), "{on}: {said}");
}

/// The county's figures; says which, so that nobody takes invented ones for real.
fn figures(options: &RosterOptions, loaded: &Loaded, lang: Lang) -> Result<Figures, Failure> {
    let reader = Reader { vocabulary: &loaded.vocabulary, policy: &loaded.policy, figures: None };
    let Some(path) = &options.figures else { return Ok(Figures::none(reader.keys())) };
    let county = CountyFigures::load(path, &loaded.vocabulary)?;
    let figures = county.decode(reader)?;
    let _ = writeln!(io::stderr(), "{}", county.used().said(lang));
    Ok(figures)
}
