//! `mingbai assess`: one case, or a case a line.

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write, stdin, stdout};
use std::path::Path;

use mingbai_core::answer::Answer;
use mingbai_core::answer::answer;
use mingbai_core::answer::place::{Place, PlaceAnswer};
use mingbai_core::answer::ways::Ways;
use mingbai_core::case::problems::Problem;
use mingbai_core::case::values::Value;
use mingbai_core::case::{Case, Reader};
use mingbai_core::kernel::date::Date;
use mingbai_core::kernel::lang::Lang;
use rayon::prelude::*;
use serde::Serialize;
use serde_json::json;

use super::readable::place::TellingPlace;
use super::readable::{self, Told};
use crate::arguments::{AssessOptions, today};
use crate::cases::{self, CaseError};
use crate::failure::{Ended, Failure};
use crate::figures::{CountyFigures, FiguresUsed, Shown};
use crate::library::{self, Loaded, LoadedPlace};
use crate::messages::Message;
use crate::terminal;
use crate::underline::Underline;

/// How many lines are answered side by side at most.
const BATCH: usize = 4096;

/// Answers.
///
/// # Errors
/// Wrong use: no such policy or place, no such file. Errors of the case are part of the output.
pub fn run(options: &AssessOptions, underlined: bool, lang: Lang) -> Result<Ended, Failure> {
    let on = || options.on.or_else(today).ok_or(Message::NoToday);
    let county = |readers: &[Reader<'_>]| {
        let path = options.figures.as_deref();
        path.map(|path| CountyFigures::load(path, readers)).transpose()
    };
    if let Some(name) = &options.place {
        let loaded = library::load_place(name)?;
        let (on, mut readers) = (on()?, loaded.readers());
        let county = county(&readers)?;
        let figures = county.as_ref().map(|county| county.decode_for(&readers)).transpose()?;
        for (reader, figures) in readers.iter_mut().zip(figures.iter().flatten()) {
            reader.figures = Some(figures);
        }
        let used = county.as_ref().map(CountyFigures::used);
        let under = OfPlace { loaded: &loaded, place: loaded.place(readers) };
        return all(options, Asker { under: &under, on, used, lang }, underlined);
    }
    let loaded = library::load(options.policy.as_deref().unwrap_or_default())?;
    let on = on()?;
    let reader = Reader { vocabulary: &loaded.vocabulary, policy: &loaded.policy, figures: None };
    let county = county(&[reader])?;
    let figures = county.as_ref().map(|county| county.decode(reader)).transpose()?;
    let used = county.as_ref().map(CountyFigures::used);
    let reader = Reader { figures: figures.as_ref(), ..reader };
    let under = OfPolicy { loaded: &loaded, reader };
    all(options, Asker { under: &under, on, used, lang }, underlined)
}

/// Answers every case of the input.
fn all<U: Under>(
    options: &AssessOptions,
    asker: Asker<'_, U>,
    underlined: bool,
) -> Result<Ended, Failure> {
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
    one(asker, &bytes, form)
}

/// What cases are answered under: a policy, or the policies of a place.
trait Under: Sync {
    /// A case that has been read.
    type Case;
    /// An answer.
    type Answer: Serialize;

    /// Reads a case and answers it.
    fn answer(&self, input: &Value, on: Date) -> Result<(Self::Case, Self::Answer), Vec<Problem>>;

    /// Writes an answer to read.
    fn write(
        &self,
        out: &mut impl Write,
        case: &Self::Case,
        answer: &Self::Answer,
        used: Option<FiguresUsed<'_>>,
        lang: Lang,
    ) -> io::Result<()>;
}

struct OfPolicy<'a> {
    loaded: &'a Loaded,
    reader: Reader<'a>,
}

impl<'a> Under for OfPolicy<'a> {
    type Case = Case;
    type Answer = Answer<'a>;

    fn answer(&self, input: &Value, on: Date) -> Result<(Case, Answer<'a>), Vec<Problem>> {
        let case = self.reader.read(input)?;
        let answer = answer(self.reader, &case, on, Ways::Told).map_err(|problem| vec![problem])?;
        Ok((case, answer))
    }

    fn write(
        &self,
        out: &mut impl Write,
        case: &Case,
        answer: &Answer<'a>,
        figures: Option<FiguresUsed<'_>>,
        lang: Lang,
    ) -> io::Result<()> {
        let told = Told { loaded: self.loaded, case, figures, lang, among_others: false };
        readable::write(out, told, answer)
    }
}

struct OfPlace<'a> {
    loaded: &'a LoadedPlace,
    place: Place<'a>,
}

impl<'a> Under for OfPlace<'a> {
    type Case = Vec<Case>;
    type Answer = PlaceAnswer<'a>;

    fn answer(
        &self,
        input: &Value,
        on: Date,
    ) -> Result<(Vec<Case>, PlaceAnswer<'a>), Vec<Problem>> {
        let cases = self.place.read(input)?;
        let answer = self.place.answer(&cases, on, Ways::Told).map_err(|problem| vec![problem])?;
        Ok((cases, answer))
    }

    fn write(
        &self,
        out: &mut impl Write,
        cases: &Vec<Case>,
        answer: &PlaceAnswer<'a>,
        figures: Option<FiguresUsed<'_>>,
        lang: Lang,
    ) -> io::Result<()> {
        let told = TellingPlace { loaded: self.loaded, cases, figures, lang };
        readable::place::write(out, told, answer)
    }
}

/// How cases are answered.
struct Asker<'a, U> {
    under: &'a U,
    on: Date,
    used: Option<FiguresUsed<'a>>,
    lang: Lang,
}

impl<U> Clone for Asker<'_, U> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<U> Copy for Asker<'_, U> {}

impl<U: Under> Asker<'_, U> {
    fn answer(self, bytes: &[u8]) -> Result<(U::Case, U::Answer), CaseError> {
        let input = cases::parse(bytes, self.lang)?;
        let answer = self.under.answer(&input, self.on);
        answer.map_err(|problems| cases::place(bytes, &problems, self.lang))
    }
}

/// How one case is answered, and where it came from.
#[derive(Clone, Copy)]
struct Form<'f> {
    file: Option<&'f str>,
    json: bool,
    underlined: bool,
}

fn one<U: Under>(asker: Asker<'_, U>, bytes: &[u8], form: Form<'_>) -> Result<Ended, Failure> {
    let answer = asker.answer(bytes);
    let mut out = stdout().lock();
    match answer {
        Ok((_, answer)) if form.json => {
            let shown = Shown { answer: &answer, figures: asker.used };
            let text = serde_json::to_string_pretty(&shown).map_err(io::Error::other)?;
            writeln!(out, "{text}")?;
        }
        Ok((case, answer)) => {
            let out = &mut terminal::stdout();
            asker.under.write(out, &case, &answer, asker.used, asker.lang)?;
        }
        Err(error) => {
            let error = error.in_file(form.file);
            if form.json {
                writeln!(out, "{:#}", json!({ "error": error }))?;
            }
            let mut stderr = io::stderr();
            let underline = Underline::on(&stderr, form.underlined);
            writeln!(stderr, "{}", error.lines(bytes, underline, asker.lang))?;
            return Ok(Ended::DataErrors);
        }
    }
    Ok(Ended::Done)
}

/// A case a line, an answer a line, in the same order; blank lines are skipped. Lines that are there already are answered
/// side by side; none waits for one that is still to come.
fn lines<U: Under>(
    asker: Asker<'_, U>,
    file: Option<&str>,
    mut input: BufReader<impl Read>,
    mut out: impl Write,
) -> Result<Ended, Failure> {
    let mut outcome = Ended::Done;
    let mut number = 0;
    loop {
        let mut batch: Vec<(usize, Vec<u8>)> = Vec::new();
        let mut ended = false;
        while batch.len() < BATCH
            && (batch.is_empty() || memchr::memchr(b'\n', input.buffer()).is_some())
        {
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
        out.flush()?;
        if ended {
            return Ok(outcome);
        }
    }
}

fn line_answer<U: Under>(
    asker: Asker<'_, U>,
    file: Option<&str>,
    number: usize,
    line: &[u8],
) -> (bool, String) {
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
