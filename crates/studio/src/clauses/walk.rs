//! The parts of a document as clauses with their numbers.

use std::collections::HashMap;

use super::documents::{Parts, Token};
use super::frame::{self, Attached};
use super::lines::{Paragraph, ends};
use super::number::{Kind, Number, chinese};
use super::{Clause, Doubt};

/// A number may be this much above the one before it; above that it is part of a sentence.
const LARGEST_STEP: u32 = 5;

/// The clauses of a document; lines that belong to none are put to `left_out`.
pub fn clauses(parts: Parts, left_out: &mut Vec<Paragraph>) -> Vec<Clause> {
    let mut clauses = front(parts.front, left_out);
    let attachments = !parts.attachments.is_empty();
    let mut walk = Walk::new(String::new(), left_out);
    walk.part(parts.body, attachments);
    clauses.append(&mut walk.clauses);
    for (head, tokens) in parts.attachments {
        let Some(Attached::Begins(label, title)) = head.attached else { continue };
        let mut walk = Walk::new(label.clone(), left_out);
        let mut tokens = tokens.into_iter().peekable();
        let titled = (title.is_empty())
            .then(|| tokens.next_if(|own| own.number.is_none() && own.paragraph.cells.is_empty()));
        let (text, line) = match titled.flatten() {
            Some(own) => (own.paragraph.text, own.paragraph.line),
            None if title.is_empty() => (head.paragraph.text, head.paragraph.line),
            None => (title, head.paragraph.line),
        };
        walk.clauses.push(Clause { at: label, text, line, doubt: None });
        walk.part(tokens.collect(), true);
        clauses.append(&mut walk.clauses);
    }
    clauses
}

/// Title and preamble.
fn front(tokens: Vec<Token>, left_out: &mut Vec<Paragraph>) -> Vec<Clause> {
    let real = |own: &Token| {
        let text = own.text();
        frame::is_document_number(text) || frame::is_salutation(text) || frame::is_prose(text)
    };
    let first = tokens.iter().position(real).unwrap_or(tokens.len());
    let stated = tokens.iter().position(|own| frame::stated_title(own.text()).is_some());
    let title = stated.map(|at| at..at + 1).or_else(|| title(&tokens, first));
    let mut clauses = Vec::new();
    if let Some(title) = &title {
        let lines = tokens.get(title.clone()).unwrap_or_default();
        let text: Vec<&str> =
            lines.iter().map(|own| frame::stated_title(own.text()).unwrap_or(own.text())).collect();
        let line = lines.first().map_or(1, |own| own.paragraph.line);
        clauses.push(Clause { at: "题".to_owned(), text: text.concat(), line, doubt: None });
    }
    let mut count = 0;
    for (at, own) in tokens.into_iter().enumerate() {
        if title.as_ref().is_some_and(|title| title.contains(&at)) {
            continue;
        }
        let belongs = at >= first
            && (real(&own)
                || frame::is_signature(own.text())
                || frame::is_title(own.text())
                || frame::is_title_part(own.text()));
        if belongs || !own.paragraph.cells.is_empty() {
            count += 1;
            let at = if count == 1 { "序".to_owned() } else { format!("序{count}") };
            clauses.push(Clause {
                at,
                text: own.paragraph.text,
                line: own.paragraph.line,
                doubt: None,
            });
        } else {
            left_out.push(own.paragraph);
        }
    }
    clauses
}

/// The lines of the title: the last before the text begins, or else the first in it.
fn title(tokens: &[Token], first: usize) -> Option<std::ops::Range<usize>> {
    let marked = |own: &&Token| {
        own.paragraph.heading && own.number.is_none() && frame::is_title_part(own.text())
    };
    if let Some(at) = tokens.iter().position(|own| marked(&own)) {
        return Some(at..at + 1);
    }
    let is_title = |own: &Token| frame::is_title(own.text());
    let before = tokens.get(..first).unwrap_or_default();
    let last = match before.iter().rposition(is_title) {
        Some(at) => at,
        None => first + tokens.get(first..)?.iter().position(is_title)?,
    };
    let mut start = last;
    let about = |at: usize| {
        tokens.get(at).is_some_and(|own| {
            let text = own.text();
            text.contains("关于") || text.contains("關於") || text.contains('《')
        })
    };
    // A title of several lines.
    while start > 0 && last - start < 3 && !about(start) {
        let Some(above) = tokens.get(start - 1) else { break };
        if !frame::is_title_part(above.text()) || frame::is_signature(above.text()) {
            break;
        }
        start -= 1;
    }
    Some(start..last + 1)
}

/// A clause that others may stand under.
#[derive(Default)]
struct Level {
    kind: Kind,
    said: String,
    value: u32,
    /// How many paragraphs it has so far.
    paragraphs: usize,
    /// How many tables' lines.
    rows: usize,
    /// Whether its first paragraph ended a list of items: `…；…；…。`
    closes: bool,
    /// Whether it ended as one of a list that goes on: `…；`
    goes_on: bool,
}

struct Walk<'a> {
    /// What is before each number: the attachment's.
    prefix: String,
    /// Part, chapter, section.
    divisions: Vec<Level>,
    levels: Vec<Level>,
    /// The part itself, of which an attachment's title is the first paragraph.
    root: Level,
    /// The last value of each kind of number.
    last: HashMap<Kind, u32>,
    clauses: Vec<Clause>,
    left_out: &'a mut Vec<Paragraph>,
}

impl<'a> Walk<'a> {
    fn new(prefix: String, left_out: &'a mut Vec<Paragraph>) -> Self {
        let root = Level { paragraphs: usize::from(!prefix.is_empty()), ..Level::default() };
        Self {
            prefix,
            divisions: Vec::new(),
            levels: Vec::new(),
            root,
            last: HashMap::new(),
            clauses: Vec::new(),
            left_out,
        }
    }

    /// All of a part. `goes_on`: whether an attachment follows it, or it is one.
    fn part(&mut self, tokens: Vec<Token>, goes_on: bool) {
        let listed = tokens.iter().rposition(|own| own.attached == Some(Attached::List));
        let outer =
            |own: &Token| own.number.as_ref().is_some_and(|number| number.kind <= Kind::Item);
        // A list of attachments with numbers of its own is no text of the document.
        let listed = listed.filter(|&at| !tokens.iter().skip(at).any(outer));
        let listed = listed.map(|at| first_of_list(&tokens, at));
        let body = listed.unwrap_or(tokens.len());
        let last =
            tokens.get(..body).unwrap_or_default().iter().rposition(|own| own.number.is_some());
        let numbered = last.is_some();
        let last = last.map_or(0, |last| last + 1);
        let mut tail = tokens;
        let under = tail.split_off(last.min(tail.len()));
        for token in tail {
            self.token(token);
        }
        if numbered {
            self.close(under, goes_on);
        } else {
            for token in under {
                self.token(token);
            }
        }
    }

    fn token(&mut self, token: Token) {
        let accepted = token.number.as_ref().and_then(|number| self.accept(number));
        match accepted {
            Some((number, doubt)) => self.numbered(&number, doubt, token.paragraph),
            None if token.paragraph.cells.is_empty() => self.paragraph(token.paragraph),
            None => self.row(token.paragraph, token.heads_table),
        }
    }

    /// The number with its value, where it may stand here.
    fn accept(&self, number: &Number) -> Option<(Number, Option<Doubt>)> {
        let last = self.last.get(&number.kind).copied();
        let Some(value) = number.value else {
            let sibling = self.levels.iter().find(|level| level.kind == number.kind);
            let under = sibling.map_or(0, |level| level.value);
            let next = under + 1;
            let guess = Number { kind: number.kind, value: Some(next), numeral: chinese(next) };
            return Some((guess, Some(Doubt::Lost)));
        };
        // 第十条之一 follows 第十条.
        let more = number.numeral.contains('之') && last == Some(value);
        let follows = value == last.unwrap_or(0) + 1;
        let step =
            last.is_none_or(|last| value > last) && value <= last.unwrap_or(0) + LARGEST_STEP;
        if value == 1 || more || follows {
            return Some((number.clone(), None));
        }
        (step || number.kind <= Kind::Article).then(|| (number.clone(), Some(Doubt::Skipped)))
    }

    fn numbered(&mut self, number: &Number, doubt: Option<Doubt>, paragraph: Paragraph) {
        let value = number.value.unwrap_or(1);
        self.last.insert(number.kind, value);
        let levels = if number.kind.divides() { &mut self.divisions } else { &mut self.levels };
        let mut after_one_that_goes_on = false;
        while let Some(level) = levels.pop_if(|level| level.kind >= number.kind) {
            after_one_that_goes_on = level.kind == number.kind && level.goes_on;
        }
        levels.push(Level {
            kind: number.kind,
            said: number.said(),
            value,
            paragraphs: 1,
            rows: 0,
            closes: after_one_that_goes_on && paragraph.text.ends_with('。'),
            goes_on: paragraph.text.ends_with(['；', ';']),
        });
        if number.kind.divides() {
            self.levels.clear();
        }
        let at = if number.kind.divides() { self.division() } else { self.place() };
        self.push(at, paragraph, doubt);
    }

    /// The number of the division one is in.
    fn division(&self) -> String {
        let said = self.divisions.iter().map(|level| level.said.as_str());
        format!("{}{}", self.prefix, said.collect::<String>())
    }

    /// The number of the clause one is in; of the division where there is none.
    fn place(&self) -> String {
        if self.levels.is_empty() {
            return self.division();
        }
        let said = self.levels.iter().map(|level| level.said.as_str());
        format!("{}{}", self.prefix, said.collect::<String>())
    }

    fn push(&mut self, at: String, paragraph: Paragraph, doubt: Option<Doubt>) {
        self.clauses.push(Clause { at, text: paragraph.text, line: paragraph.line, doubt });
    }

    /// The clause one is in, or else the division, or the part.
    fn level(&mut self) -> &mut Level {
        if self.levels.is_empty() {
            self.divisions.last_mut().unwrap_or(&mut self.root)
        } else {
            self.levels.last_mut().unwrap_or(&mut self.root)
        }
    }

    /// A paragraph without a number: a further one of the clause one is in. Under a list that has ended it is one
    /// of the clause that the list is of.
    fn paragraph(&mut self, paragraph: Paragraph) {
        if self.levels.len() > 1 {
            self.levels.pop_if(|level| level.closes && level.paragraphs == 1);
        }
        let level = self.level();
        level.paragraphs += 1;
        let count = level.paragraphs;
        let at = format!("{}段{count}", self.place());
        self.push(at, paragraph, None);
    }

    /// A line of a table; one that begins with the number of an attachment is called by it. A heading is of the clause
    /// that the table stands under.
    fn row(&mut self, paragraph: Paragraph, heads_table: bool) {
        if let Some(label) = paragraph.cells.first().and_then(|cell| frame::attachment_number(cell))
        {
            return self.push(label, paragraph, None);
        }
        if heads_table && let Some(above) = self.clauses.last_mut() {
            above.text.push(' ');
            above.text.push_str(&paragraph.text);
            self.level().rows += 1;
            return;
        }
        let level = self.level();
        let count = level.rows;
        level.rows += 1;
        let place = self.place();
        let at = if count == 0 { format!("{place}表") } else { format!("{place}表{count}") };
        self.push(at, paragraph, None);
    }

    /// What stands under the last number: further paragraphs of it, then the close: a last sentence, signatures,
    /// date, list of attachments. What follows them is no part of the document.
    fn close(&mut self, under: Vec<Token>, goes_on: bool) {
        let heading = self.clauses.last().is_some_and(|last| frame::is_heading(&last.text));
        let signed = under.iter().any(|own| frame::is_signature(own.text()));
        let mut apart = self.clauses.iter().any(|clause| clause.at.contains('段'));
        let (mut count, mut first, mut over) = (0, true, false);
        for token in under {
            let text = token.text();
            let signature = frame::is_signature(text) || token.attached == Some(Attached::List);
            let prose = frame::is_prose(text)
                || ends(text) && !signature
                || !token.paragraph.cells.is_empty();
            let own = count == 0 && !signature;
            let under_heading = own && first && heading && !frame::is_listed(text);
            if over || !(prose || signature || count > 0 && token.number.is_some() || under_heading)
            {
                over = true;
                self.left_out.push(token.paragraph);
            } else if own && (under_heading || !(prose && self.closes(text, apart))) {
                apart = true;
                self.token(token);
            } else if own && signed && !goes_on {
                let outer =
                    self.levels.first().map_or_else(String::new, |level| level.said.clone());
                self.push(format!("{}{outer}段末", self.prefix), token.paragraph, None);
            } else {
                count += 1;
                let at = if count == 1 {
                    format!("{}尾", self.prefix)
                } else {
                    format!("{}尾{count}", self.prefix)
                };
                self.push(at, token.paragraph, None);
            }
            first = false;
        }
    }

    /// Whether a sentence under the last number is about the whole document, not of that number. `apart`: whether
    /// numbers of the document have further paragraphs at all.
    fn closes(&self, text: &str, apart: bool) -> bool {
        let nested = self.levels.len() > 1
            && self.levels.first().is_some_and(|level| level.kind == Kind::Item);
        nested && (frame::is_closing(text) || !apart)
    }
}

/// The first line of a list of attachments that has `at` in it.
fn first_of_list(tokens: &[Token], at: usize) -> usize {
    let before = tokens.get(..at).unwrap_or_default().iter().rev();
    at - before.take_while(|own| own.attached == Some(Attached::List)).count()
}
