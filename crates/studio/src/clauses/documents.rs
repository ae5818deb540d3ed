//! A pasted text as documents, and a document as its parts: what is before the first number, the numbered text,
//! its attachments.

use super::frame::{self, Attached};
use super::lines::Paragraph;
use super::number::{self, Kind, Number};

/// A paragraph with the number it begins with.
#[derive(Clone, Debug)]
pub struct Token {
    /// The paragraph.
    pub paragraph: Paragraph,
    /// Its number.
    pub number: Option<Number>,
    /// What it says of attachments.
    pub attached: Option<Attached>,
    /// Whether it is a table's heading: what its columns are called.
    pub heads_table: bool,
}

impl Token {
    fn new(paragraph: Paragraph) -> Self {
        let number = number::leading(&paragraph.text).map(|(number, _)| number);
        let attached =
            if paragraph.cells.is_empty() { frame::attached(&paragraph.text) } else { None };
        let number = number.filter(|_| paragraph.cells.is_empty());
        Self { paragraph, number, attached, heads_table: false }
    }

    /// What it says.
    pub fn text(&self) -> &str {
        &self.paragraph.text
    }

    fn first_of(&self, kinds: &[Kind]) -> Option<Kind> {
        let number = self.number.as_ref().filter(|number| number.value == Some(1))?;
        kinds.contains(&number.kind).then_some(number.kind)
    }
}

/// The parts of a document.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    /// What stands before the first number.
    pub front: Vec<Token>,
    /// The numbered text, with what stands under it.
    pub body: Vec<Token>,
    /// The attachments: the line each begins with, and what follows.
    pub attachments: Vec<(Token, Vec<Token>)>,
}

/// The documents of a text. A table of contents is left out.
pub fn split(lines: Vec<Paragraph>, left_out: &mut Vec<Paragraph>) -> Vec<Parts> {
    let mut tokens: Vec<Token> = lines.into_iter().map(Token::new).collect();
    told_apart(&mut tokens);
    find_table_headings(&mut tokens);
    let starts = starts(&tokens);
    let bounds = bounds(&tokens, &starts);
    let mut documents = Vec::new();
    let mut rest = tokens.into_iter().enumerate().peekable();
    for (index, start) in starts.iter().enumerate() {
        let end = bounds.get(index + 1).copied().unwrap_or(usize::MAX);
        let mut parts = Parts::default();
        while let Some((at, token)) = rest.next_if(|(at, _)| *at < end) {
            if start.contents.is_some_and(|contents| (contents..start.at).contains(&at)) {
                left_out.push(token.paragraph);
            } else if at < start.at {
                parts.front.push(token);
            } else if matches!(token.attached, Some(Attached::Begins(..))) {
                parts.attachments.push((token, Vec::new()));
            } else if let Some((_, own)) = parts.attachments.last_mut() {
                own.push(token);
            } else {
                parts.body.push(token);
            }
        }
        documents.push(parts);
    }
    documents
}

/// Lines of a list of attachments, one directly under the other, begin none.
fn told_apart(tokens: &mut [Token]) {
    let begins: Vec<bool> =
        tokens.iter().map(|own| matches!(own.attached, Some(Attached::Begins(..)))).collect();
    let at = |index: usize| begins.get(index).copied().unwrap_or_default();
    for (index, token) in tokens.iter_mut().enumerate() {
        if at(index) && (at(index + 1) || index > 0 && at(index - 1)) {
            token.attached = Some(Attached::List);
        }
    }
}

/// The first line of a table is its heading where others follow it, it has no number of its own and no cell of it is a
/// figure alone.
fn find_table_headings(tokens: &mut [Token]) {
    let is_row = |own: Option<&Token>| own.is_some_and(|own| !own.paragraph.cells.is_empty());
    let heads: Vec<bool> = (0..tokens.len())
        .map(|at| {
            let first = is_row(tokens.get(at)) && (at == 0 || !is_row(tokens.get(at - 1)));
            let cells = tokens.get(at).map_or(&[][..], |own| &own.paragraph.cells);
            let numbered =
                cells.first().is_some_and(|cell| frame::attachment_number(cell).is_some());
            let figure = |cell: &String| !cell.is_empty() && !cell.contains(char::is_alphabetic);
            first && is_row(tokens.get(at + 1)) && !numbered && !cells.iter().any(figure)
        })
        .collect();
    for (token, heads) in tokens.iter_mut().zip(heads) {
        token.heads_table = heads;
    }
}

/// Where the numbered text of a document begins.
#[derive(Clone, Copy, Debug)]
struct Start {
    at: usize,
    /// Where its table of contents begins.
    contents: Option<usize>,
}

/// The kinds of number that a document begins with.
const OUTER: [Kind; 4] = [Kind::Part, Kind::Chapter, Kind::Article, Kind::Item];

fn starts(tokens: &[Token]) -> Vec<Start> {
    let mut starts: Vec<Start> = Vec::new();
    // The kinds of number seen in the document so far.
    let mut seen: Vec<Kind> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        if matches!(token.attached, Some(Attached::Begins(..))) && !starts.is_empty() {
            break;
        }
        let has = |kind: Kind| seen.contains(&kind);
        if let Some(kind) = token.first_of(&OUTER) {
            let articles = has(Kind::Article);
            let again = match kind {
                Kind::Item => has(Kind::Item) && !articles,
                Kind::Article => articles || has(Kind::Item),
                kind => has(kind) || has(Kind::Item) && !articles,
            };
            let only_divisions = seen.iter().all(|kind| kind.divides());
            match starts.last_mut() {
                None => starts.push(Start { at, contents: None }),
                Some(last) if again && only_divisions => {
                    *last = Start { at, contents: Some(last.contents.unwrap_or(last.at)) };
                    seen.clear();
                }
                Some(_) if again => {
                    starts.push(Start { at, contents: None });
                    seen.clear();
                }
                Some(_) => {}
            }
        }
        if let Some(number) = token.number.as_ref().filter(|_| !starts.is_empty())
            && !seen.contains(&number.kind)
        {
            seen.push(number.kind);
        }
    }
    if starts.is_empty() {
        starts.push(Start { at: without_outer(tokens), contents: None });
    }
    starts
}

/// Where a text begins that has no first of the outer numbers, a part of a document: with the number that the next
/// of its kind follows (二、…三、…; （三）…（四）…); else with its first number, or after all of it.
fn without_outer(tokens: &[Token]) -> usize {
    let goes_on = |at: usize| {
        let number = tokens.get(at).and_then(|own| own.number.as_ref())?;
        let mut after = tokens.iter().skip(at + 1).filter_map(|own| own.number.as_ref());
        let next = after.find(|own| own.kind == number.kind)?.value?;
        (next == number.value? + 1).then_some(())
    };
    let first = |own: &Token| own.number.as_ref().is_some_and(|number| number.value == Some(1));
    let part = (0..tokens.len()).find(|&at| goes_on(at).is_some());
    part.or_else(|| tokens.iter().position(first)).unwrap_or(tokens.len())
}

/// The first line of each document: that of the title before its first number.
fn bounds(tokens: &[Token], starts: &[Start]) -> Vec<usize> {
    let mut bounds = Vec::new();
    for (index, start) in starts.iter().enumerate() {
        let from = start.contents.unwrap_or(start.at);
        if index == 0 {
            bounds.push(0);
            continue;
        }
        let gap = tokens.get(..from).unwrap_or_default();
        let gap = gap.iter().enumerate().rev().take_while(|(_, own)| own.number.is_none());
        let first = gap
            .filter(|(_, own)| frame::is_title(own.text()) || frame::is_document_number(own.text()))
            .map(|(at, _)| at)
            .last();
        bounds.push(first.unwrap_or(from));
    }
    bounds
}
