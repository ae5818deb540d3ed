//! A county's figures against the documents that they are from: a number that no clause says is a slip, or is from
//! somewhere else.

use serde_json::Value as Json;

use crate::clauses;
use crate::compile::CompiledPolicy;
use crate::file::figures::Stated;
use crate::finding::Report;
use crate::lints::figure_not_in_source;
use crate::number::{Number, amounts, percents};
use crate::source::Source;

/// The clause that holds a document's title.
const TITLE: &str = "题";

/// How much of a document's title tells it from others.
const TELLING: usize = 6;

/// A document whose clauses are given.
#[derive(Clone, PartialEq, Debug)]
pub struct Document<'t> {
    /// The name of its table's file.
    table: &'t str,
    /// Names that stand for it alone, or with a colon before a clause: 救助:二(四).
    short: Vec<String>,
    /// Names that may stand among other words.
    long: Vec<String>,
    /// Its clauses: number and text.
    clauses: Vec<(String, String)>,
}

/// The documents of `tables` with what the policies call them. A table that cannot be read is found by the check of
/// policies.
pub fn documents<'t>(policies: &[&CompiledPolicy], tables: &'t [Source]) -> Vec<Document<'t>> {
    let document = |table: &'t Source| {
        let file = table.name().rsplit(['/', '\\']).next().unwrap_or_default();
        let stem = file.split('.').next().unwrap_or_default();
        Some(Document {
            table: table.name(),
            short: vec![stem.to_owned()],
            long: Vec::new(),
            clauses: clauses::clauses(table).ok()?,
        })
    };
    let mut documents: Vec<Document<'t>> = tables.iter().filter_map(document).collect();
    for policy in policies {
        let mut elsewhere = Report::new(&policy.clauses.source);
        for (name, table) in clauses::documents(&policy.clauses, tables, &mut elsewhere) {
            let Some(own) = documents.iter_mut().find(|own| own.table == table.name()) else {
                continue;
            };
            own.short.extend(name.map(|name| name.name.value.clone()));
            let title = &policy.words.title;
            let names = [&policy.policy.data().instrument, &title.zh, &title.en];
            own.long.extend(names.into_iter().map(|name| squeezed(name)));
        }
    }
    documents
}

/// Reports each figure whose source is one of `documents` and whose number no clause of it says.
pub fn check(figures: &[Stated], documents: &[Document<'_>], report: &mut Report<'_>) {
    for figure in figures {
        let source = squeezed(&figure.source);
        let named: Vec<(&str, &[(String, String)])> = documents
            .iter()
            .map(|own| (own.table, own.meant(&source)))
            .filter(|(_, clauses)| !clauses.is_empty())
            .collect();
        if named.is_empty() {
            continue;
        }
        for number in numbers(figure) {
            let mut clauses = named.iter().flat_map(|(_, clauses)| *clauses);
            if !clauses.any(|(_, text)| number.said(text)) {
                let tables: Vec<&str> = named.iter().map(|(table, _)| *table).collect();
                let (path, written) = (figure.path.as_str(), number.written.as_str());
                figure_not_in_source::report(
                    report,
                    &figure.value.span,
                    (path, written),
                    &figure.source,
                    &tables.join("、"),
                );
            }
        }
    }
}

impl Document<'_> {
    /// The clauses that `source` means: the one that it names, else all; none where it is of another document.
    fn meant(&self, source: &str) -> &[(String, String)] {
        for short in &self.short {
            match source.strip_prefix(short.as_str()) {
                Some("") => return &self.clauses,
                Some(rest) if rest.starts_with([':', '：']) => {
                    let at = rest.trim_start_matches([':', '：']);
                    let place = self.clauses.iter().position(|(own, _)| own == at);
                    let one = place.and_then(|place| self.clauses.get(place..=place));
                    return one.unwrap_or(&self.clauses);
                }
                _ => {}
            }
        }
        let title = self.clauses.iter().find(|(at, _)| at == TITLE);
        let title = title.map(|(_, text)| squeezed(text)).unwrap_or_default();
        let by_title = !title.is_empty() && source.contains(&title)
            || source.chars().count() >= TELLING && title.contains(source);
        let by_name = self.long.iter().any(|name| source.contains(name.as_str()));
        if by_title || by_name { &self.clauses } else { &[] }
    }
}

/// A number of a figure.
struct Sought {
    written: String,
    number: Number,
    percent: bool,
}

impl Sought {
    fn said(&self, text: &str) -> bool {
        let all = if self.percent { percents(text) } else { amounts(text) };
        all.contains(&self.number)
    }
}

/// The numbers of a figure. Nothing at all is not written in numbers.
fn numbers(figure: &Stated) -> Vec<Sought> {
    let of = |value: &Json, percent: bool| {
        let written = value.as_str()?.to_owned();
        let number = Number::parse(&written)?;
        (number != Number::whole(0)?).then_some(Sought { written, number, percent })
    };
    match &figure.value.value {
        Json::Array(bands) => bands
            .iter()
            .flat_map(|band| [of(&band["from"], false), of(&band["percent"], true)])
            .flatten()
            .collect(),
        value => of(value, figure.path.split('.').nth(1) == Some("rate")).into_iter().collect(),
    }
}

/// Without blanks, which titles are written with and without.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}
