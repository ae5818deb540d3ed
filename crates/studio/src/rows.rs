//! Rows pasted from a spreadsheet (条款 | 人员类别 | 一档 | 二档 …), proposed as rows of a provision.
//!
//! The first line names the columns: one of the clause (附件, 条款), one of the person (身份, 人员类别), and columns of
//! what is given, each for everybody or for one value of a fact (一档). A cell gives a sum, a percentage, or a sum and
//! what is left to pay, `360 / 40`. What cannot be understood is named with its cell, and nothing is proposed for it.
//!
//! ```
//! use mingbai_studio::rows::{Names, Table, propose};
//!
//! let facts = include_str!("../../policies/facts.toml");
//! let shared = mingbai_compiler::compile_vocabulary("facts.toml", facts).unwrap();
//! let table = Table::read("附件\t身份\t一档\t二档\n附件1\t特困人员\t400\t400 / 375\n附件2\t老兵\t—\t90%");
//! let proposal = propose(&table, &Names::of(&shared, None));
//! let first = &proposal.rows[0];
//! assert_eq!((first.id.as_str(), first.at.as_deref()), ("tekun_1", Some("附件1")));
//! assert_eq!(first.when, "tekun && tier == tier_1");
//! assert_eq!(first.gives, "{ premium_aid_amount = \"400.00\" }");
//! assert_eq!(proposal.unclear[0].cell, (2, 1)); // 老兵: no fact is called so
//! ```

mod cells;
mod names;

use std::collections::BTreeMap;

use mingbai_compiler::finding::Text;
use serde::{Deserialize, Serialize};

use crate::content::Content;
use crate::edit::{Edit, Entries};
use crate::place::Place;
use cells::{Given, given};
pub use names::Names;

/// A table as it was pasted.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Table {
    /// The lines with their cells; the first names the columns.
    pub lines: Vec<Vec<String>>,
}

/// What is proposed.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Proposal {
    /// The rows, in the order of the table; the first that fits is to be the answer.
    pub rows: Vec<Row>,
    /// The cells that were not understood, and those that state nothing.
    pub unclear: Vec<Unclear>,
    /// The clauses, as they are first named.
    pub at: Vec<String>,
    /// The characters of each number in a row, with the number they mean.
    pub figures: Vec<(String, String)>,
}

/// A proposed row.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Row {
    /// Its name.
    pub id: String,
    /// Its clause, where the table has a column for it.
    pub at: Option<String>,
    /// Its condition.
    pub when: String,
    /// What it gives, as it is written in TOML.
    pub gives: String,
    /// Why it gives nothing, where its cell states nothing.
    #[cfg_attr(test, ts(type = "Text | null"))]
    pub says: Option<Text>,
    /// The cell it is from: line and column, from 0.
    pub cell: (usize, usize),
}

/// A cell that was not understood.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Unclear {
    /// Line and column, from 0.
    pub cell: (usize, usize),
    /// What it says.
    pub text: String,
    /// Whether it names a person whom no fact is called by: [`Names::add`] gives the words a condition.
    pub person: bool,
    /// What was expected, what to do.
    #[cfg_attr(test, ts(type = "Text"))]
    pub message: Text,
}

impl Row {
    /// The row as entries, for [`crate::edit::Edit::Insert`].
    pub fn entries(&self) -> Entries {
        let mut entries = vec![("id".to_owned(), Content::text(&self.id))];
        entries.extend(self.at.iter().map(|at| ("at".to_owned(), Content::text(at))));
        entries.push(("when".to_owned(), Content::text(&self.when)));
        entries.push(("gives".to_owned(), Content::Toml(self.gives.clone())));
        entries.extend(self.says.iter().map(|says| {
            ("says".to_owned(), Content::Both { zh: says.zh.clone(), en: says.en.clone() })
        }));
        entries
    }
}

impl Proposal {
    /// A provision of the rows, with one for everybody else, to be added to a policy. Its words are to be replaced.
    pub fn provision(&self, place: Place) -> Edit {
        let mut rows: Vec<Entries> = self.rows.iter().map(Row::entries).collect();
        let others = Row {
            id: "others".to_owned(),
            at: None,
            when: "otherwise".to_owned(),
            gives: "\"nothing\"".to_owned(),
            says: None,
            cell: (0, 0),
        };
        rows.push(others.entries());
        let figures = self.figures.iter().map(|(word, number)| {
            format!("{} = {}", toml_edit::Value::from(word), toml_edit::Value::from(number))
        });
        let figures: Vec<String> = figures.collect();
        let both = |zh: &str, en: &str| Content::Both { zh: zh.to_owned(), en: en.to_owned() };
        // A clause that no row is from is none of the provision.
        let from = |at: &&String| self.rows.iter().any(|row| row.at.as_ref() == Some(at));
        let mut at: Vec<String> = self.at.iter().filter(from).cloned().collect();
        if at.is_empty() {
            at.push("一".to_owned());
        }
        let entries = [
            ("kind", Content::text("money")),
            ("at", Content::Texts(at)),
            ("figures", Content::Toml(format!("{{ {} }}", figures.join(", ")))),
            ("title", both("参保缴费资助", "Help with your insurance contribution")),
            (
                "what",
                both(
                    "按身份帮交一部分参保费。",
                    "A part of the contribution is paid, by who you are.",
                ),
            ),
            ("hit", Content::text("first")),
            ("rows", Content::Rows(rows)),
        ];
        let entries = entries.map(|(key, content)| (key.to_owned(), content)).into();
        Edit::Add { place, after: None, entries }
    }
}

impl Table {
    /// A table of lines whose cells are separated by tabs, or by bars. Lines under titles and rules are left out.
    pub fn read(text: &str) -> Self {
        let clean = text.replace('\u{a0}', " ");
        let lines = clean.lines().filter_map(|line| {
            let barred = line.trim().strip_prefix('|').and_then(|inner| inner.strip_suffix('|'));
            let parts: Vec<&str> = match barred {
                Some(inner) => inner.split('|').collect(),
                None => line.split('\t').collect(),
            };
            let cells: Vec<String> = parts.iter().map(|cell| unquoted(cell.trim())).collect();
            let rule =
                |cell: &String| cell.len() > 1 && cell.chars().all(|c| matches!(c, '-' | ':'));
            let empty = cells.iter().all(String::is_empty) || cells.iter().all(rule);
            (!empty).then_some(cells)
        });
        Self { lines: lines.collect() }
    }

    fn cell(&self, line: usize, column: usize) -> &str {
        self.lines.get(line).and_then(|line| line.get(column)).map_or("", String::as_str)
    }
}

/// A cell without the quotation marks that a spreadsheet puts around it.
fn unquoted(cell: &str) -> String {
    let inner = cell.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    inner.map_or_else(|| cell.to_owned(), |inner| inner.replace("\"\"", "\""))
}

/// What the columns are.
#[derive(Debug, Default)]
struct Columns {
    clause: Option<usize>,
    person: Option<usize>,
    /// A column of what is given, with the condition its head names.
    gives: Vec<(usize, Option<(String, String)>)>,
}

/// Words for the clause a line is from.
const CLAUSE: [&str; 6] = ["条款", "附件", "条号", "依据", "文件条款", "clause"];

/// Words for the person a line is for.
const PERSON: [&str; 8] =
    ["身份", "人员类别", "对象", "人员", "类别", "资助对象", "救助对象", "person"];

/// Words for what is given, whoever it is for.
const GIVES: [&str; 9] =
    ["资助", "资助标准", "资助金额", "补助", "补助标准", "金额", "标准", "比例", "资助比例"];

/// Proposes rows for a table.
pub fn propose(table: &Table, names: &Names) -> Proposal {
    let mut proposal = Proposal::default();
    let columns = columns(table, names, &mut proposal.unclear);
    let Some(person) = columns.person else {
        let message = Text::new(
            "表头里没有“身份”或“人员类别”一栏：在第一行写上各栏的名字",
            "no column is called 身份 or 人员类别: name the columns in the first line",
        );
        let (cell, text) = ((0, 0), table.cell(0, 0).to_owned());
        proposal.unclear.push(Unclear { cell, text, person: false, message });
        return proposal;
    };
    let mut used: BTreeMap<String, usize> = BTreeMap::new();
    let mut clause = String::new();
    for line in 1..table.lines.len() {
        // A clause that stands once for several lines.
        if let Some(column) = columns.clause {
            let own = table.cell(line, column);
            if !own.is_empty() {
                own.clone_into(&mut clause);
            }
        }
        let at = (!clause.is_empty()).then(|| clause.clone());
        if let Some(at) = at.as_ref().filter(|at| !proposal.at.contains(at)) {
            proposal.at.push(at.clone());
        }
        let text = table.cell(line, person);
        let (who, id) = match names.person(text) {
            Ok(found) => found,
            Err(message) => {
                proposal.unclear.push(Unclear {
                    cell: (line, person),
                    text: text.to_owned(),
                    person: true,
                    message,
                });
                continue;
            }
        };
        for (nth, (column, which)) in columns.gives.iter().enumerate() {
            let cell = (line, *column);
            let text = table.cell(line, *column);
            let when = match which {
                Some((_, condition)) => format!("{who} && {condition}"),
                None => who.clone(),
            };
            let suffix = if which.is_some() { format!("_{}", nth + 1) } else { String::new() };
            let id = unique(&mut used, format!("{id}{suffix}"));
            let row = |gives, says| Row { id, at: at.clone(), when, gives, says, cell };
            match given(text) {
                Ok(Given { gives, figures }) => {
                    for figure in figures {
                        if !proposal.figures.contains(&figure) {
                            proposal.figures.push(figure);
                        }
                    }
                    proposal.rows.push(row(gives, None));
                }
                Err((message, says)) => {
                    if says.is_some() {
                        proposal.rows.push(row("\"nothing\"".to_owned(), says));
                    }
                    let (text, person) = (text.to_owned(), false);
                    proposal.unclear.push(Unclear { cell, text, person, message });
                }
            }
        }
    }
    proposal
}

/// A name that no row has yet.
fn unique(used: &mut BTreeMap<String, usize>, id: String) -> String {
    let times = used.entry(id.clone()).or_default();
    *times += 1;
    if *times == 1 { id } else { format!("{id}_again_{times}") }
}

fn columns(table: &Table, names: &Names, unclear: &mut Vec<Unclear>) -> Columns {
    let mut columns = Columns::default();
    for (column, head) in table.lines.first().into_iter().flatten().enumerate() {
        let is = |words: &[&str]| words.contains(&head.as_str());
        if is(&CLAUSE) && columns.clause.is_none() {
            columns.clause = Some(column);
        } else if is(&PERSON) && columns.person.is_none() {
            columns.person = Some(column);
        } else if let Some(which) = names.value(head) {
            columns.gives.push((column, Some(which)));
        } else if is(&GIVES) {
            columns.gives.push((column, None));
        } else if !head.is_empty() {
            let message = Text::new(
                format!(
                    "不知道“{head}”这一栏是什么：写 条款、身份、资助标准，或一档、二档这样的选项"
                ),
                format!(
                    "it is not known what the column {head} is: call it 条款, 身份, 资助标准, or by a value such as 一档"
                ),
            );
            let (cell, text) = ((0, column), head.clone());
            unclear.push(Unclear { cell, text, person: false, message });
        }
    }
    columns
}
