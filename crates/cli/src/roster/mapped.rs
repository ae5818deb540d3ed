//! A ledger as it is kept, read whole: by a mapping that a person made or that is proposed here.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::atomic::Ordering;

use mingbai_core::kernel::lang::Lang;
use mingbai_ledger::answered::Answered;
use mingbai_ledger::answering::Answering;
use mingbai_ledger::answers::Answerer;
use mingbai_ledger::ledger::Ledger;
use mingbai_ledger::mapping::Mapping;
use mingbai_ledger::problems::MapProblem;
use mingbai_ledger::propose::{Proposal, propose};
use mingbai_ledger::save::{NotWritten, Options, save};
use mingbai_ledger::workbook::{Kind, Workbook};

use super::said;
use super::summary::Run;
use crate::commands::roster::{STOPPED, Task};
use crate::failure::{Ended, Failure};
use crate::messages::Message;
use crate::output::Target;
use crate::terminal;

/// How many residents are answered before anybody may stop it.
const AT_ONCE: usize = 4096;

/// How much of a header is quoted.
const QUOTED: usize = 200;

/// Whether answers go to a workbook: by the name of the file.
pub fn is_workbook(output: &Path) -> bool {
    output.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xlsx"))
}

/// Answers the ledger, or writes the mapping that it would take.
///
/// # Errors
/// A file that cannot be read; a mapping that does not fit, or that would have to be guessed.
pub fn run(task: &Task<'_>, bytes: &[u8]) -> Result<Ended, Failure> {
    let (input, lang) = (task.options.input.as_path(), task.lang);
    let workbook = Workbook::read(bytes);
    let workbook = workbook.map_err(|why| Message::UnreadableLedger(input.to_owned(), why))?;
    if let Some(path) = &task.options.propose {
        let proposal = proposed(task, &workbook)?;
        return write_proposal(task, &proposal, path);
    }
    let mapping = match &task.options.map {
        Some(path) => {
            let text = fs::read_to_string(path).map_err(Failure::file(path))?;
            let bad = |error| Message::BadMapping { path: path.clone(), error };
            Mapping::from_toml(&text).map_err(bad)?
        }
        None => accepted(task, &workbook)?,
    };
    let path = task.options.map.as_deref().unwrap_or(input);
    let document = task.loaded.document();
    let ledger = Ledger::open(document, &workbook, &mapping, task.synonyms, task.on, lang);
    let ledger = ledger.map_err(|all| misfits(path, all))?;
    let answering = Answering::new(document, task.figures, &ledger.columns.slots, task.form());
    said::twice(&ledger.header.names, &answering.columns(), input)?;
    said::columns(task, &ledger.columns);
    task.begin();
    let mut answerer = Answerer::new(&answering);
    let mut answers = Answered::default();
    let residents = ledger.rows.len();
    for from in (0..residents).step_by(AT_ONCE) {
        if STOPPED.load(Ordering::Relaxed) {
            return Err(Message::Interrupted.into());
        }
        let to = residents.min(from + AT_ONCE);
        answers.take(&ledger, &mut answerer, from..to, lang);
    }
    let tally = answerer.finish();

    let keep_formulas = task.options.keep_formulas;
    let mut out = Target::new(task.output)?;
    let in_words = is_workbook(task.output);
    if in_words {
        let original = (workbook.kind == Kind::Xlsx).then_some(bytes);
        let options = Options { keep_formulas, lang };
        let saved = save(original, &ledger, &answering, &answers, options);
        out.write(&saved.map_err(|NotWritten| Message::NotAddedTo(input.to_owned()))?)?;
    } else {
        out.write(&answers.csv(&ledger, &answering, keep_formulas))?;
    }
    // A workbook has its problems in a sheet.
    if answers.problems.is_empty() || in_words {
        task.no_errors()?;
    } else {
        let mut errors = task.errors_target()?;
        errors.write(&answers.problems_csv())?;
        errors.finish()?;
    }
    out.finish()?;
    let rows = answers.count();
    let aside: Vec<u64> = ledger.aside.iter().map(|row| u64::from(row.row)).collect();
    let run = Run {
        rows,
        bad: answers.of.len() as u64 - rows,
        blank: ledger.blank,
        aside: &aside,
        took: task.began.elapsed(),
        out: task.output,
        errors: if in_words { Some(task.output) } else { task.errors.as_deref() },
    };
    // The files are there; whether anybody reads the summary is another matter.
    let _ = run.write(&mut terminal::stderr(), &answering, &tally, lang);
    said::readings(task, &answering);
    Ok(if answers.problems.is_empty() { Ended::Done } else { Ended::DataErrors })
}

fn misfits(path: &Path, all: Vec<MapProblem>) -> Failure {
    let message = |problem| Message::MappingDoesNotFit { path: path.to_owned(), problem };
    Failure::All(all.into_iter().map(message).collect())
}

fn proposed(task: &Task<'_>, workbook: &Workbook) -> Result<Proposal, Failure> {
    let document = task.loaded.document();
    let proposal = propose(document, workbook, task.synonyms, task.on, task.lang);
    proposal.map_err(|problem| match problem {
        MapProblem::NoHeader | MapProblem::NothingRead => no_fact(&task.options.input, workbook),
        problem => misfits(&task.options.input, vec![problem]),
    })
}

/// That nothing is called as a fact is: with the first row that there is.
fn no_fact(input: &Path, workbook: &Workbook) -> Failure {
    let mut grids = workbook.sheets.iter().map(|sheet| &sheet.grid);
    let found = grids.find_map(|grid| {
        let row = (0..grid.len()).find(|row| !grid.is_blank(*row))?;
        let names: Vec<&str> = grid.row(row).map(str::trim).collect();
        Some(names.join(", ").chars().take(QUOTED).collect::<String>())
    });
    match found {
        Some(found) => Message::NoFactColumn { ledger: input.to_owned(), found }.into(),
        None => Message::NoHeader(input.to_owned()).into(),
    }
}

/// The mapping that is proposed, if nothing in it is guessed or guesses are accepted.
fn accepted(task: &Task<'_>, workbook: &Workbook) -> Result<Mapping, Failure> {
    let Proposal { mapping, not_asked } = proposed(task, workbook)?;
    let lang = task.lang;
    let guesses: Vec<String> =
        mapping.guesses().map(|(column, why)| format!("{column}: {why}")).collect();
    if !guesses.is_empty() && !task.options.accept_proposed {
        let ledger = task.options.input.clone();
        return Err(Message::NeedsMapping { ledger, guesses }.into());
    }
    let mut err = terminal::stderr();
    for guess in guesses {
        let _ = writeln!(err, "{}{guess}", lang.pick("当作：", "taken: "));
    }
    for (column, fact) in not_asked {
        let _ = match lang {
            Lang::Zh => writeln!(err, "“{column}”（{fact}）本文件不问"),
            Lang::En => writeln!(err, "{column:?} ({fact}) is not asked by this document"),
        };
    }
    Ok(mapping)
}

fn write_proposal(task: &Task<'_>, proposal: &Proposal, path: &Path) -> Result<Ended, Failure> {
    let lang = task.lang;
    let head = lang.pick(
        "# 台账每一列的意思，是猜的：guess 写着为什么。请逐条核对，改好以后用 --map 交回来。\n",
        "# What each column of the ledger means, guessed: `guess` says why. Check each, correct it, and give it back with --map.\n",
    );
    let mut out = Target::new(path)?;
    out.write(head.as_bytes())?;
    for (column, fact) in &proposal.not_asked {
        let not_asked = lang.pick("本文件不问", "not asked by this document");
        out.write(format!("# {column} ({fact}): {not_asked}\n").as_bytes())?;
    }
    out.write(b"\n")?;
    out.write(proposal.mapping.to_toml().as_bytes())?;
    out.finish()?;
    let mut err = terminal::stderr();
    for (column, why) in proposal.mapping.guesses() {
        let _ = writeln!(err, "{column}: {why}");
    }
    for column in proposal.mapping.columns.iter().filter(|own| !own.not_understood.is_empty()) {
        let words = column.not_understood.join(lang.pick("、", ", "));
        let _ = match lang {
            Lang::Zh => writeln!(err, "{}：不认得：{words}", column.name),
            Lang::En => writeln!(err, "{}: not understood: {words}", column.name),
        };
    }
    let _ = match lang {
        Lang::Zh => writeln!(err, "{}：写好了；核对、改好以后用 --map 交回来", path.display()),
        Lang::En => {
            writeln!(err, "{}: written; check it and give it back with --map", path.display())
        }
    };
    Ok(Ended::Done)
}
