//! A county's figures file: read, checked, and put to use.

use std::fs;
use std::path::Path;

use mingbai_compiler::{FiguresFile, read_figures};
use mingbai_core::case::Reader;
use mingbai_core::case::decoder::Decoder;
use mingbai_core::case::figures::{Figures, Shape};
use mingbai_core::case::shared::own_figures;
use mingbai_core::case::values::Value;
use mingbai_core::kernel::lang::Lang;
use mingbai_ledger::caution::example_words;
use serde::Serialize;

use crate::failure::Failure;
use crate::messages::Message;

/// A county's figures.
pub struct CountyFigures {
    /// The name of the file.
    pub file: String,
    /// What it says.
    pub read: FiguresFile,
}

/// What an answer says of the figures it used.
#[derive(Clone, Copy, Serialize)]
pub struct FiguresUsed<'f> {
    /// Invented for tests or a demonstration.
    pub example: bool,
    /// The name of the file.
    pub file: &'f str,
}

impl FiguresUsed<'_> {
    /// Which figures were used; invented ones are said to be.
    pub fn said(&self, lang: Lang) -> String {
        let what =
            if self.example { example_words(lang) } else { lang.pick("用的数字", "figures") };
        format!("{what} ({})", self.file)
    }
}

/// An answer in the contract's shape; `figures` is there where a figures file was used.
#[derive(Serialize)]
pub struct Shown<'a, A: Serialize> {
    /// The answer.
    #[serde(flatten)]
    pub answer: &'a A,
    /// The figures file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub figures: Option<FiguresUsed<'a>>,
}

impl CountyFigures {
    /// Reads and checks the file at `path`, which gives figures of the policies of `readers`.
    ///
    /// # Errors
    /// Every finding of the file; wrong use where it cannot be read.
    pub fn load(path: &Path, readers: &[Reader<'_>]) -> Result<Self, Failure> {
        let text = fs::read_to_string(path).map_err(Failure::file(path))?;
        let file = path.display().to_string();
        let shapes: Vec<Shape<'_>> = readers.iter().map(Reader::shape).collect();
        let read = read_figures(&file, &text, &shapes).map_err(Failure::Data)?;
        Ok(Self { file, read })
    }

    /// The figures as the engine uses them, for [`Reader::figures`].
    ///
    /// # Errors
    /// Where they do not fit the policy: they are another's.
    pub fn decode(&self, reader: Reader<'_>) -> Result<Figures, Failure> {
        self.decoded(reader, &self.input())
    }

    /// The same for each of the policies of a place: of each the figures that it has.
    ///
    /// # Errors
    /// Where they fit none of them.
    pub fn decode_for(&self, readers: &[Reader<'_>]) -> Result<Vec<Figures>, Failure> {
        let input = self.input();
        let own = |(index, reader): (usize, &Reader<'_>)| {
            self.decoded(*reader, &own_figures(readers, index, &input))
        };
        readers.iter().enumerate().map(own).collect()
    }

    fn input(&self) -> Value {
        mingbai_compiler::trial::input(&self.read.values)
    }

    fn decoded(&self, reader: Reader<'_>, input: &Value) -> Result<Figures, Failure> {
        let mut decoder = Decoder::default();
        let shape = reader.shape();
        let none = Figures::none(&shape);
        let figures = Figures::decode(&mut decoder, "figures", input, &shape, &none);
        match decoder.problems.into_iter().next() {
            None => Ok(figures),
            Some(problem) => {
                Err(Message::FiguresDoNotFit { file: self.file.clone(), problem }.into())
            }
        }
    }

    /// What an answer says of them.
    pub fn used(&self) -> FiguresUsed<'_> {
        FiguresUsed { example: self.read.example, file: &self.file }
    }
}
