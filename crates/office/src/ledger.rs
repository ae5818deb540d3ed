//! A ledger of residents: read, what its columns mean proposed, answered, shown row by row, saved. What is said is in
//! the language that the ledger was opened in.
//!
//! | module | holds |
//! | --- | --- |
//! | [`rules`] | what it is answered by |
//! | [`shapes`] | what crosses to the page |

pub mod rules;
pub mod shapes;

use mingbai_core::answer::Status;
use mingbai_core::policy::vocabulary::{Fact, FactKind};
use mingbai_core::say;
use mingbai_ledger::answered::Answered as Answers;
use mingbai_ledger::answering::{Answering, Form};
use mingbai_ledger::answers::Answerer;
use mingbai_ledger::ledger::{CellProblem, Ledger};
use mingbai_ledger::mapping::{Mapping, Value};
use mingbai_ledger::notices::{self, notice};
use mingbai_ledger::problems::MapProblem;
use mingbai_ledger::propose::{household_by, not_asked, propose, propose_column};
use mingbai_ledger::save::{NotWritten, Options, save};
use mingbai_ledger::workbook::{Kind, Workbook};
use mingbai_plain::visible::visible;

use rules::Rules;
use shapes::{
    Answered, Asked, Came, Column, Correction, Counted, FactOffered, Notice, Problem, Proposed,
    Row, Rows,
};

/// How many residents are answered between two reports of progress.
const AT_ONCE: usize = 2_000;

/// How many different cells of a column are shown.
const EXAMPLES: usize = 3;

/// How many problems are listed; all are counted, and all are in what is saved.
const LISTED: usize = 200;

/// A ledger that was read.
pub struct Opened {
    rules: Rules,
    /// The file.
    bytes: Vec<u8>,
    workbook: Workbook,
    done: Option<Done>,
}

/// Answers, and where their residents stand.
struct Done {
    mapping: Mapping,
    answers: Answers,
    /// The rows of the grid.
    rows: Vec<usize>,
    /// The number of their sheet.
    sheet: usize,
    /// The columns that the table shows.
    shown: Vec<usize>,
    /// What each fact is called.
    asks: Vec<String>,
}

impl Opened {
    /// Reads a file.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn read(rules: Rules, bytes: Vec<u8>) -> Result<Self, String> {
        let workbook = Workbook::read(&bytes).map_err(|error| error.text(rules.lang))?;
        Ok(Self { rules, bytes, workbook, done: None })
    }

    /// Guesses what its columns mean.
    ///
    /// # Errors
    /// Why nothing can be guessed.
    pub fn propose(&self) -> Result<Proposed, String> {
        let Rules { synonyms, on, lang, .. } = &self.rules;
        let document = self.rules.document();
        let proposal = propose(document, &self.workbook, synonyms, Some(*on), *lang);
        self.shown(proposal.map_err(|problem| self.said(&problem))?.mapping)
    }

    /// Takes a mapping that was saved before.
    ///
    /// # Errors
    /// What in it cannot be read or does not fit.
    pub fn mapped(&self, toml: &str) -> Result<Proposed, String> {
        self.shown(Mapping::from_toml(toml)?)
    }

    /// A mapping with a person's word on it. What the cells of a column mean that is now something else is guessed.
    ///
    /// # Errors
    /// What then does not fit.
    pub fn corrected(
        &self,
        mut mapping: Mapping,
        correction: &Correction,
    ) -> Result<Proposed, String> {
        let ledger = self.open(&mapping)?;
        let Rules { synonyms, lang, .. } = &self.rules;
        match correction {
            Correction::Household { column } => {
                let household = column.as_ref().map(|name| household_by(&ledger, name, synonyms));
                mapping.household = household;
            }
            Correction::Carried { column }
            | Correction::Statuses { column }
            | Correction::Fact { column, .. } => {
                let document = self.rules.document();
                let meaning = correction
                    .stating()
                    .map(|(name, stating)| {
                        propose_column(document, &ledger, (name, &stating), synonyms, *lang)
                    })
                    .transpose()
                    .map_err(|problem| self.said(&problem))?;
                let at = mapping.columns.iter().position(|own| own.is_called(column));
                match (at, meaning) {
                    (Some(at), Some(meaning)) => {
                        mapping
                            .columns
                            .get_mut(at)
                            .into_iter()
                            .for_each(|own| *own = meaning.clone());
                    }
                    (None, Some(meaning)) => mapping.columns.push(meaning),
                    (Some(at), None) => drop(mapping.columns.remove(at)),
                    (None, None) => {}
                }
            }
        }
        self.shown(mapping)
    }

    fn said(&self, problem: &MapProblem) -> String {
        let lang = self.rules.lang;
        match problem {
            MapProblem::NoHeader | MapProblem::NothingRead => say!(
                lang,
                "没有一列看得出是什么。请看看表头：列名要写清楚，像“户口性质”“人员类别”“缴费档次”；也可以打开存好的对应关系",
                "no column is understood. Look at the header: name the columns plainly, like 户口性质, 人员类别, 缴费档次; or open a mapping that was saved"
            ),
            problem => problem.text(lang),
        }
    }

    fn open(&self, mapping: &Mapping) -> Result<Ledger<'_>, String> {
        let Rules { synonyms, on, lang, .. } = &self.rules;
        let document = self.rules.document();
        let ledger = Ledger::open(document, &self.workbook, mapping, synonyms, Some(*on), *lang);
        ledger.map_err(|problems| {
            let said = problems.iter().map(|problem| self.said(problem));
            said.collect::<Vec<_>>().join("\n")
        })
    }

    /// Whether a column holds identity numbers, whether or not something follows from them.
    fn is_identity(&self, mapping: &Mapping, name: &str) -> bool {
        let known = &self.rules.synonyms.identity.headers;
        let mut called = self.rules.synonyms.names_of(name).into_iter();
        let mut columns = mapping.columns.iter();
        called.any(|name| known.contains(&name))
            || columns.any(|own| own.identity.is_some() && own.is_called(name))
    }

    fn shown(&self, mapping: Mapping) -> Result<Proposed, String> {
        let ledger = self.open(&mapping)?;
        let lang = self.rules.lang;
        let columns = ledger.header.names.iter().enumerate().map(|(column, name)| {
            let shown = if self.is_identity(&mapping, name) { 0 } else { EXAMPLES };
            let (texts, _) = ledger.texts(column, shown);
            let examples = texts.into_iter().map(str::to_owned).collect();
            let not_asked = not_asked(self.rules.document(), name, &self.rules.synonyms, lang);
            Column { name: name.clone(), examples, not_asked }
        });
        let facts = self.rules.policy.policy.data().facts.iter();
        let facts = facts.filter(|fact| !fact.is_figure()).map(|fact| self.offered(fact));
        let number = |row: usize| ledger.sheet.grid.number(row);
        Ok(Proposed {
            sheet: ledger.sheet.name.clone(),
            header: (number(ledger.header.first), number(ledger.header.last)),
            columns: columns.collect(),
            residents: ledger.rows.len(),
            blank: ledger.blank,
            aside: ledger.aside.iter().map(|own| (own.row, own.text.clone())).collect(),
            facts: facts.collect(),
            caution: self.rules.caution.clone(),
            mapping,
        })
    }

    fn offered(&self, fact: &Fact) -> FactOffered {
        let (document, lang) = (self.rules.document(), self.rules.lang);
        let named = |id: &String| {
            let words = document.value(&fact.id, id, lang);
            (Value::Text(id.clone()), words.to_owned())
        };
        let values = match &fact.kind {
            FactKind::Flag => [(true, "是", "yes"), (false, "不是", "no")]
                .map(|(value, zh, en)| (Value::Flag(value), lang.pick(zh, en).to_owned()))
                .into(),
            FactKind::Choice(values) | FactKind::Set(values) => values.iter().map(named).collect(),
            FactKind::Number { .. } | FactKind::Money => Vec::new(),
        };
        FactOffered {
            id: fact.id.clone(),
            label: document.label(&fact.id, lang).to_owned(),
            can_be_no: matches!(fact.kind, FactKind::Flag | FactKind::Set(_)),
            values,
        }
    }

    /// In words, as an office reads them.
    fn form(&self) -> Form {
        Form {
            rows: false,
            readings: false,
            other_readings: Vec::new(),
            words: true,
            lang: self.rules.lang,
            caution: self.rules.caution.clone(),
        }
    }

    fn answering(&self, ledger: &Ledger<'_>) -> Answering<'_> {
        let Rules { figures, .. } = &self.rules;
        Answering::new(self.rules.document(), figures, &ledger.columns.slots, self.form())
    }

    /// Answers every resident. `progress` is told how many are done, and of how many.
    ///
    /// # Errors
    /// What in the mapping does not fit.
    pub fn answer(
        &mut self,
        mapping: Mapping,
        progress: impl Fn(usize, usize),
    ) -> Result<Answered, String> {
        self.done = None;
        let ledger = self.open(&mapping)?;
        let answering = self.answering(&ledger);
        let mut answerer = Answerer::new(&answering);
        let (mut answers, all) = (Answers::default(), ledger.rows.len());
        for from in (0..all).step_by(AT_ONCE) {
            progress(from, all);
            let to = all.min(from + AT_ONCE);
            answers.take(&ledger, &mut answerer, from..to, self.rules.lang);
        }
        progress(all, all);
        let tally = answerer.finish();
        let provisions = answering.provisions.iter().zip(&tally.provisions);
        let provisions = provisions.map(|(listed, counts)| Counted {
            title: listed.title.to_owned(),
            granted: counts.granted,
            open: counts.open,
            refused: counts.refused,
        });
        let names = &ledger.header.names;
        let is_shown =
            |(_, name): &(usize, &String)| !name.is_empty() && !self.is_identity(&mapping, name);
        let shown = names.iter().enumerate().filter(is_shown);
        let (shown, columns): (Vec<usize>, Vec<String>) =
            shown.map(|(column, name)| (column, as_shown(name))).unzip();
        let asks: Vec<String> = answering.facts.iter().map(|fact| fact.label.to_owned()).collect();
        let problem = |problem: &CellProblem| {
            let hidden = self.is_identity(&mapping, &problem.column);
            let CellProblem { address, column, value, reason, .. } = problem;
            Problem {
                address: address.clone(),
                column: as_shown(column),
                value: if hidden { String::new() } else { as_shown(value) },
                reason: as_shown(reason),
            }
        };
        let came = Answered {
            answered: answers.count(),
            unanswered: answers.of.len() as u64 - answers.count(),
            problems: answers.problems.iter().take(LISTED).map(problem).collect(),
            wrong: answers.problems.len(),
            provisions: provisions.collect(),
            missing: missing(&answers, &asks),
            columns,
        };
        let mut sheets = self.workbook.sheets.iter();
        let sheet = sheets.position(|own| std::ptr::eq(own, ledger.sheet)).unwrap_or_default();
        let rows = ledger.rows.clone();
        self.done = Some(Done { mapping, answers, rows, sheet, shown, asks });
        Ok(came)
    }

    /// The ledger with its answers, .xlsx: the parts of its own file as they are, if that was one, with new sheets. Nothing
    /// before there are answers.
    ///
    /// # Errors
    /// Where the file cannot be added to.
    pub fn save(&self) -> Result<Vec<u8>, String> {
        let Some(done) = &self.done else { return Ok(Vec::new()) };
        let (ledger, lang) = (self.open(&done.mapping)?, self.rules.lang);
        let original = (self.workbook.kind == Kind::Xlsx).then_some(self.bytes.as_slice());
        let options = Options { keep_formulas: false, lang };
        let saved = save(original, &ledger, &self.answering(&ledger), &done.answers, options);
        saved.map_err(|NotWritten| {
            say!(
                lang,
                "不能往这个 .xlsx 里加结果；请用表格软件打开它，另存为 .xlsx 再试",
                "nothing can be added to this .xlsx; open it in a spreadsheet, save it as .xlsx and try again"
            )
        })
    }

    /// The ledger's rows with their answers, CSV, as the command writes them. Nothing before there are answers.
    ///
    /// # Errors
    /// None that an input could cause.
    pub fn csv(&self) -> Result<Vec<u8>, String> {
        let Some(done) = &self.done else { return Ok(Vec::new()) };
        let ledger = self.open(&done.mapping)?;
        Ok(done.answers.csv(&ledger, &self.answering(&ledger), false))
    }

    /// Rows of the table; none before there are answers.
    pub fn rows(&self, asked: &Asked) -> Rows {
        let Some(done) = &self.done else { return Rows::default() };
        let wanted = self.wanted(done, asked);
        let rows = wanted.iter().skip(asked.from).take(asked.count);
        Rows { rows: rows.map(|resident| self.row(done, *resident)).collect(), total: wanted.len() }
    }

    /// What residents are told on paper, those of them that have an answer.
    ///
    /// # Errors
    /// None that an input could cause.
    pub fn notices(&self, asked: &Asked) -> Result<Vec<Notice>, String> {
        let Some(done) = &self.done else { return Ok(Vec::new()) };
        let (ledger, document) = (self.open(&done.mapping)?, self.rules.document());
        let answering = self.answering(&ledger);
        let wanted = self.wanted(done, asked).into_iter().skip(asked.from).take(asked.count);
        let answered = wanted.filter(|resident| done.answers.answer(*resident).is_some());
        let told = answered.filter_map(|resident| notice(document, &ledger, &answering, resident));
        Ok(told.map(paper).collect())
    }

    fn cell(&self, done: &Done, row: usize, column: usize) -> &str {
        self.workbook.sheets.get(done.sheet).map_or("", |sheet| sheet.grid.cell(row, column))
    }

    /// The residents that are asked for.
    fn wanted(&self, done: &Done, asked: &Asked) -> Vec<usize> {
        let comes_to = |resident: usize| {
            let Some((provision, status)) = asked.provision.zip(asked.status) else { return true };
            let answer = done.answers.answer(resident);
            let found = answer.and_then(|answer| answer.statuses.get(provision));
            found.is_some_and(|found| came(*found) == status)
        };
        let holds = |row: usize| {
            let mut shown = done.shown.iter();
            asked.text.is_empty() || shown.any(|at| self.cell(done, row, *at).contains(&asked.text))
        };
        let sheet = self.workbook.sheets.get(done.sheet);
        let number = |row: usize| sheet.map_or(0, |sheet| sheet.grid.number(row));
        let is_named = |row: usize| asked.rows.is_empty() || asked.rows.contains(&number(row));
        let residents = done.rows.iter().enumerate();
        let wanted = residents
            .filter(|(resident, row)| is_named(**row) && comes_to(*resident) && holds(**row));
        wanted.map(|(resident, _)| resident).collect()
    }

    fn row(&self, done: &Done, resident: usize) -> Row {
        let row = done.rows.get(resident).copied().unwrap_or(usize::MAX);
        let sheet = self.workbook.sheets.get(done.sheet);
        let cells = done.shown.iter().map(|column| as_shown(self.cell(done, row, *column)));
        let mut own = Row {
            number: sheet.map_or(0, |sheet| sheet.grid.number(row)),
            cells: cells.collect(),
            statuses: Vec::new(),
            aid: String::new(),
            pays: String::new(),
            asks: Vec::new(),
        };
        if let Some(answer) = done.answers.answer(resident) {
            own.statuses = answer.statuses.iter().map(|status| came(*status)).collect();
            own.aid.clone_from(&answer.aid);
            own.pays.clone_from(&answer.pays);
            let asks = answer.asks.iter();
            own.asks = asks.filter_map(|fact| done.asks.get(usize::from(*fact)).cloned()).collect();
        }
        own
    }
}

const fn came(status: Status) -> Came {
    match status {
        Status::Granted => Came::Granted,
        Status::Refused => Came::Refused,
        Status::Open | Status::Stated => Came::Open,
    }
}

/// What is not known, and of how many residents; the most first.
fn missing(answers: &Answers, labels: &[String]) -> Vec<(String, u64)> {
    let mut counts = vec![0_u64; labels.len()];
    for number in answers.of.iter().flatten() {
        for fact in answers.answers.get(*number as usize).map_or(&[][..], |own| &own.asks) {
            counts.get_mut(usize::from(*fact)).into_iter().for_each(|count| *count += 1);
        }
    }
    let counted = labels.iter().cloned().zip(counts).filter(|(_, count)| *count > 0);
    let mut counted: Vec<(String, u64)> = counted.collect();
    counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counted
}

/// Text of the ledger as it is looked at: nothing in it turns the letters round.
fn as_shown(text: &str) -> String {
    visible(text).into_owned()
}

fn paper(own: notices::Notice) -> Notice {
    let notices::Notice { row, who, granted, aid, pays, asks, asks_of_health } = own;
    let granted = granted.into_iter().map(|one| (one.title, one.office)).collect();
    let who = who.iter().map(|text| as_shown(text)).collect();
    Notice { row, who, granted, aid, pays, asks, asks_of_health }
}

#[cfg(test)]
mod tests;
