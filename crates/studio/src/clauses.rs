//! The pasted text of a document, cut into its clauses by its own numbering.
//!
//! A clause is told by its number as one says it in a meeting: `二(三)1`, `第十条段2`, `附件一(二)`. What a
//! number is followed by is its first paragraph; each further one is a clause of its own, `段2`, `段3`. Before the
//! first number stand the title, `题`, and the preamble, `序`, `序2`; after the last one the close, `尾`. The lines
//! of a table are `表`, `表1`, or what their first cell calls them (`附件3`); its heading is of the clause above it.
//!
//! ```
//! use mingbai_studio::clauses::{Paragraphs, cut};
//!
//! let text = "例州区医疗救助办法\n各街道办事处：\n现就有关事项通知如下，请遵照执行。\n\
//!             一、对象\n下列人员可以申请救助：\n（一）特困人员；\n（二）低保对象。\n二、标准\n按70%救助。";
//! let cut = cut(text, Paragraphs::Apart);
//! let clauses = &cut.documents[0].clauses;
//! let at: Vec<&str> = clauses.iter().map(|clause| clause.at.as_str()).collect();
//! assert_eq!(at, ["题", "序", "序2", "一", "一段2", "一(一)", "一(二)", "二", "二段2"]);
//! // The table is the one that the check of a policy reads.
//! let table = cut.documents[0].to_tsv();
//! assert_eq!(mingbai_compiler::read_clauses("x.clauses.tsv", &table).unwrap().len(), 9);
//! ```

mod documents;
mod frame;
mod lines;
pub mod number;
mod walk;

use std::collections::HashMap;

/// What becomes of the paragraphs after the first under one number.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Paragraphs {
    /// Each is a clause of its own: `二段2`, `二段3`.
    #[default]
    Apart,
    /// All are one clause: `二`.
    Together,
}

/// A pasted text, cut.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Cut {
    /// The documents in it, in their order. A text with nothing of a document has none.
    pub documents: Vec<Document>,
    /// Lines that belong to no document: page numbers, menus of a web page, particulars.
    pub left_out: Vec<Line>,
}

/// A document.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Document {
    /// Its clauses, each with a number of its own, in the order of the text.
    pub clauses: Vec<Clause>,
}

/// A clause.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Clause {
    /// Its number.
    pub at: String,
    /// Its words, the number before them.
    pub text: String,
    /// The line of the pasted text it begins on, from 1.
    pub line: usize,
    /// Why its number should be looked at.
    pub doubt: Option<Doubt>,
}

/// Why a clause's number should be looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Doubt {
    /// The numeral was lost, `()`: the next one was put in.
    Lost,
    /// A number before it is missing.
    Skipped,
    /// The number stands in the document more than once: `·2` was put after it.
    Repeated,
}

/// A line that belongs to no document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// The line of the pasted text, from 1.
    pub line: usize,
    /// What it says.
    pub text: String,
}

/// Cuts a text. Every line of it with a letter or a digit is in a clause or left out; the time taken is proportional to its length.
pub fn cut(text: &str, paragraphs: Paragraphs) -> Cut {
    let (lines, pages) = lines::paragraphs(text);
    let mut left_out: Vec<lines::Paragraph> = pages;
    let mut documents = Vec::new();
    for tokens in documents::split(lines, &mut left_out) {
        let mut clauses = walk::clauses(tokens, &mut left_out);
        if paragraphs == Paragraphs::Together {
            clauses = together(clauses);
        }
        number_once(&mut clauses);
        if !clauses.is_empty() {
            documents.push(Document { clauses });
        }
    }
    left_out.sort_by_key(|own| own.line);
    let left_out =
        left_out.into_iter().map(|own| Line { line: own.line, text: own.text }).collect();
    Cut { documents, left_out }
}

/// Paragraphs put to the clause they are of: `二段3` to `二`, `序2` to `序`.
fn together(clauses: Vec<Clause>) -> Vec<Clause> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit());
    let mut joined: Vec<Clause> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for clause in clauses {
        let paragraph = clause.at.rsplit_once('段').filter(|(_, number)| digits(number));
        let frame =
            ["序", "尾"].into_iter().find(|own| clause.at.strip_prefix(own).is_some_and(digits));
        let owner = paragraph.map(|(owner, _)| owner).or(frame);
        let place = owner.and_then(|owner| places.get(owner)).copied();
        if let Some(own) = place.and_then(|place| joined.get_mut(place)) {
            own.text.push_str(&clause.text);
            continue;
        }
        places.insert(clause.at.clone(), joined.len());
        joined.push(clause);
    }
    joined
}

/// Puts `·2`, `·3` after a number that stands in the document already.
fn number_once(clauses: &mut [Clause]) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for clause in clauses {
        let times = seen.entry(clause.at.clone()).or_default();
        *times += 1;
        if *times > 1 {
            clause.at = format!("{}·{times}", clause.at);
            clause.doubt = Some(Doubt::Repeated);
        }
    }
}

impl Document {
    /// Its title, where it has one.
    pub fn title(&self) -> Option<&str> {
        self.clauses.iter().find(|clause| clause.at == "题").map(|clause| clause.text.as_str())
    }

    /// The clause table that the check of a policy reads: `at` and `text`, a tab between them.
    pub fn to_tsv(&self) -> String {
        let mut table = String::from("at\ttext\n");
        for Clause { at, text, .. } in &self.clauses {
            table.push_str(at);
            table.push('\t');
            // A text that begins with a quotation mark would be read as a cell of a spreadsheet.
            if text.starts_with('"') {
                table.extend(["\"", &text.replace('"', "\"\""), "\""]);
            } else {
                table.push_str(text);
            }
            table.push('\n');
        }
        table
    }
}
