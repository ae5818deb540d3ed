//! What is wanted of a table's answers: the day, a county's figures, the language.

use mingbai::{Case, Problems};
use mingbai_compiler::{Finding, read_figures, trial};
use mingbai_core::case::decoder::Decoder;
use mingbai_core::case::figures::Figures;
use mingbai_core::case::problems::{Expected, Found, Problem};
use mingbai_core::case::values::Value;
use mingbai_core::kernel::date::Date;
use mingbai_core::kernel::lang::Lang;
use mingbai_core::policy::Validity;

use crate::document::Document;

/// What is wanted of a table's answers.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The language of what is there to be read: `asks.words`, `problems`, `caution`.
    pub lang: Lang,
    /// Whether a column a provision names the row of its table.
    pub rows: bool,
    pub(crate) figures: Figures,
    validity: Validity,
    /// Whether the figures are invented.
    example: bool,
}

impl Wanted {
    /// The answers as of the day `on`, like `2019-11-01`: no figures, in English, no rows.
    ///
    /// # Errors
    /// Where `on` is no day.
    pub fn new(document: &Document, on: &str) -> Result<Self, Problems> {
        let day = Date::parse(on).ok_or_else(|| Problem {
            path: "on".into(),
            found: Found::Text(on.to_owned()),
            expected: Expected::Date,
        })?;
        let reader = document.engine().reader();
        Ok(Self {
            lang: Lang::En,
            rows: false,
            figures: Figures::none(&reader.shape()),
            validity: reader.policy.data().in_force.on(day),
            example: false,
        })
    }

    /// Takes figures from JSON, in the shape of a case's `figures`.
    ///
    /// # Errors
    /// Every problem of the figures.
    pub fn figures_json(&mut self, document: &Document, json: &str) -> Result<(), Problems> {
        let figures: Case = json.parse()?;
        self.take(document, figures.value())
    }

    /// Takes figures from a county's figures file: its name, for findings, and its text.
    ///
    /// # Errors
    /// Every finding of the file.
    pub fn figures_toml(
        &mut self,
        document: &Document,
        name: &str,
        text: &str,
    ) -> Result<(), FiguresError> {
        let shape = document.engine().reader().shape();
        let file = read_figures(name, text, &[shape]).map_err(FiguresError::Findings)?;
        self.take(document, &trial::input(&file.values)).map_err(FiguresError::Problems)?;
        self.example = file.example;
        Ok(())
    }

    fn take(&mut self, document: &Document, figures: &Value) -> Result<(), Problems> {
        let mut decoder = Decoder::default();
        let shape = document.engine().reader().shape();
        let none = Figures::none(&shape);
        self.figures = Figures::decode(&mut decoder, "figures", figures, &shape, &none);
        if decoder.problems.is_empty() { Ok(()) } else { Err(decoder.problems.into()) }
    }

    /// What every row says of itself, so that no answer is taken for more than it is.
    pub(crate) fn caution(&self) -> Option<String> {
        let validity = match self.validity {
            Validity::InForce => None,
            Validity::NotYetInForce => {
                Some(self.lang.pick("文件还没有生效", "the document is not yet in force"))
            }
            Validity::Lapsed => Some(self.lang.pick(
                "文件已经失效，答的只是当年的规定",
                "the document has LAPSED, these are the answers of its time",
            )),
        };
        let example = self.example.then(|| {
            self.lang.pick(
                "用的是示例数字，不是真的，算出的金额不能当真",
                "EXAMPLE FIGURES, not real: do not rely on any amount",
            )
        });
        let cautions: Vec<&str> = [validity, example].into_iter().flatten().collect();
        (!cautions.is_empty()).then(|| cautions.join(self.lang.pick("；", "; ")))
    }
}

/// Why a figures file was refused.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FiguresError {
    /// What is wrong with the file.
    Findings(Vec<Finding>),
    /// What does not fit the policy.
    Problems(Problems),
}
