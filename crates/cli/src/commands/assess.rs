//! `mingbai assess`: one case, or a case a line.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write, stdin, stdout};
use std::path::Path;

use mingbai_core::answer::Answer;
use mingbai_core::answer::answer;
use mingbai_core::answer::ways::Ways;
use mingbai_core::case::problems::Problem;
use mingbai_core::case::{Case, Reader};
use mingbai_core::kernel::date::Date;
use mingbai_core::kernel::lang::Lang;
use rayon::prelude::*;
use serde_json::json;

use super::readable::{self, Told};
use crate::arguments::{AssessOptions, today};
use crate::cases::{self, CaseError};
use crate::failure::{Ended, Failure};
use crate::figures::{CountyFigures, FiguresUsed, Shown};
use crate::library::{self, Loaded};
use crate::messages::Message;
use crate::underline::Underline;

/// How many lines are answered side by side.
const BATCH: usize = 4096;

/// Answers.
///
/// # Errors
/// Wrong use: no such policy, no such file. Errors of the case are part of the output.
pub fn run(options: &AssessOptions, underlined: bool, lang: Lang) -> Result<Ended, Failure> {
    let loaded = library::load(&options.policy)?;
    let on = options.on.or_else(today);
    let on = on.ok_or(Message::NoToday)?;
    let reader = Reader { vocabulary: &loaded.vocabulary, policy: &loaded.policy, figures: None };
    let county = options.figures.as_deref();
    let county = county.map(|path| CountyFigures::load(path, &[reader])).transpose()?;
    let figures = county.as_ref().map(|county| county.decode(reader)).transpose()?;
    let used = county.as_ref().map(CountyFigures::used);
    let asker = Asker { reader: Reader { figures: figures.as_ref(), ..reader }, on, used, lang };
    let standard_input = options.case == Path::new("-");
    let file = (!standard_input).then(|| options.case.display().to_string());
    if options.jsonl {
        let input: Box<dyn Read> = if standard_input {
            Box::new(stdin())
        } else {
            Box::new(fs::File::open(&options.case).map_err(Failure::file(&options.case))?)
        };
        let input = BufReader::with_capacity(1 << 20, input);
        return lines(asker, file.as_deref(), input, stdout().lock());
    }
    let bytes = if standard_input {
        let mut bytes = Vec::new();
        stdin().read_to_end(&mut bytes).map_err(Failure::file(&options.case))?;
        bytes
    } else {
        fs::read(&options.case).map_err(Failure::file(&options.case))?
    };
    let form = Form { file: file.as_deref(), json: options.json, underlined };
    one(&loaded, asker, &bytes, form)
}

/// How cases are answered.
#[derive(Clone, Copy)]
struct Asker<'a> {
    reader: Reader<'a>,
    on: Date,
    used: Option<FiguresUsed<'a>>,
    lang: Lang,
}

impl<'a> Asker<'a> {
    fn answer(self, bytes: &[u8]) -> Result<(Case, Answer<'a>), CaseError> {
        let input = cases::parse(bytes, self.lang)?;
        let place = |problems: Vec<Problem>| cases::place(bytes, &problems, self.lang);
        let case = self.reader.read(&input).map_err(place)?;
        let answer = answer(self.reader, &case, self.on, Ways::Told)
            .map_err(|problem| place(vec![problem]))?;
        Ok((case, answer))
    }
}

/// How one case is answered, and where it came from.
#[derive(Clone, Copy)]
struct Form<'f> {
    file: Option<&'f str>,
    json: bool,
    underlined: bool,
}

fn one(loaded: &Loaded, asker: Asker<'_>, bytes: &[u8], form: Form<'_>) -> Result<Ended, Failure> {
    let answer = asker.answer(bytes);
    let mut out = stdout().lock();
    match answer {
        Ok((_, answer)) if form.json => {
            let shown = Shown { answer: &answer, figures: asker.used };
            let text = serde_json::to_string_pretty(&shown).map_err(std::io::Error::other)?;
            writeln!(out, "{text}")?;
        }
        Ok((case, answer)) => {
            let told = Told { loaded, case: &case, figures: asker.used, lang: asker.lang };
            readable::write(&mut out, told, &answer)?;
        }
        Err(error) => {
            let error = error.in_file(form.file);
            if form.json {
                writeln!(out, "{:#}", json!({ "error": error }))?;
            }
            let mut stderr = std::io::stderr();
            let underline = Underline::on(&stderr, form.underlined);
            writeln!(stderr, "{}", error.lines(bytes, underline, asker.lang))?;
            return Ok(Ended::DataErrors);
        }
    }
    Ok(Ended::Done)
}

/// A case a line, an answer a line, in the same order; blank lines are skipped.
fn lines(
    asker: Asker<'_>,
    file: Option<&str>,
    mut input: impl BufRead,
    mut out: impl Write,
) -> Result<Ended, Failure> {
    let mut outcome = Ended::Done;
    let mut number = 0;
    loop {
        let mut batch: Vec<(usize, Vec<u8>)> = Vec::with_capacity(BATCH);
        let mut ended = false;
        while batch.len() < BATCH {
            let mut line = Vec::new();
            number += 1;
            let read = input.read_until(b'\n', &mut line);
            if read.map_err(|error| Message::UnreadableLine {
                line: number,
                error: error.to_string(),
            })? == 0
            {
                ended = true;
                break;
            }
            if !line.trim_ascii().is_empty() {
                batch.push((number, line));
            }
        }
        let answers: Vec<(bool, String)> = batch
            .par_iter()
            .map(|(number, line)| line_answer(asker, file, *number, line))
            .collect();
        for (answered, answer) in answers {
            if !answered {
                outcome = Ended::DataErrors;
            }
            writeln!(out, "{answer}")?;
        }
        if ended {
            out.flush()?;
            return Ok(outcome);
        }
    }
}

fn line_answer(asker: Asker<'_>, file: Option<&str>, number: usize, line: &[u8]) -> (bool, String) {
    let answer = asker.answer(line);
    let refuse = |error: CaseError| {
        let error = error.in_file(file).on_line(number);
        (false, json!({ "line": number, "error": error }).to_string())
    };
    match answer {
        Ok((_, answer)) => {
            match serde_json::to_string(&Shown { answer: &answer, figures: asker.used }) {
                Ok(text) => (true, text),
                Err(error) => (
                    false,
                    json!({ "line": number, "error": { "message": error.to_string() } })
                        .to_string(),
                ),
            }
        }
        Err(error) => refuse(error),
    }
}
