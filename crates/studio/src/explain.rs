//! One provision laid out for a meeting: its rows as they are written, what its diagram makes of them, its clauses,
//! figures and readings, in one language. The command writes it as text, [`picture`] draws it.

pub mod picture;
mod wrap;

use mingbai_compiler::file::policy::PolicyFile;
use mingbai_compiler::file::provision::{Hit, ProvisionEntry};
use mingbai_core::case::set_readings;
use mingbai_core::kernel::diagram::{Diagram, UNKNOWN, Var};
use mingbai_core::kernel::lang::Lang;
use mingbai_core::policy::vocabulary::FactKind;
use mingbai_core::policy::{Provision, Table};
use mingbai_core::say;
use mingbai_plain::counted::{Paths, combinations};
use mingbai_plain::cubes::{cubes, disjoint};
use mingbai_plain::document::Document;
use mingbai_plain::outcomes::outcome_words;
use mingbai_plain::variables::{Named, NamedKind, cube_words};

/// A provision, explained.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Explained {
    /// What it is called.
    pub title: String,
    /// What it gives and to whom.
    pub what: String,
    /// How to claim it, how a damaged place is read.
    pub notes: Vec<String>,
    /// The document's number and its clauses in it.
    pub clauses: String,
    /// Who gets what; none of a provision that gives nobody anything by a table.
    pub table: Option<Decisions>,
    /// The clause's own characters, and the number they mean.
    pub figures: Vec<[String; 2]>,
    /// Of each reading its id, the question, how it is read here, the other way.
    pub readings: Vec<[String; 4]>,
}

/// Who gets what.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decisions {
    /// Which row is the answer where several match.
    pub hit: Hit,
    /// The rows as they are written: id, condition, what it gives, why.
    pub rows: Vec<[String; 4]>,
    /// The named conditions in them, each with its text.
    pub conditions: Vec<[String; 2]>,
    /// The facts in them: id, label, what they can be.
    pub facts: Vec<[String; 3]>,
    /// What can be given, in words.
    pub outcomes: Vec<String>,
    /// Every case there is, the readings as taken. Cases of different rows never overlap. None where they are too many
    /// to be listed.
    pub cases: Option<Vec<Case>>,
    /// Of each row how much it decides.
    pub counts: Vec<Count>,
    /// What can be said of somebody of whom nothing is known.
    pub unknown: Unknown,
    /// How many nodes the diagram has, and variables.
    pub size: (usize, usize),
}

impl Decisions {
    /// What is said where the cases are too many to be listed.
    pub fn too_many(&self, lang: Lang) -> String {
        let paths = self.counts.iter().fold(0_u128, |all, (_, _, own)| all.saturating_add(*own));
        say!(
            lang,
            "情况太多（判定图里有{paths}条路），没法一条一条列出来；请看判定表里的条件，或者把这一项分成几项",
            "the cases are too many to be listed one by one (the diagram has {paths} paths); read the conditions of the decision table, or split the provision"
        )
    }
}

/// Of a row its id, how many combinations it decides, how many paths of the diagram lead to it.
pub type Count = (String, u128, u128);

/// A set of cases that one row decides.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Case {
    /// Whose, in words.
    pub who: String,
    /// The row's id.
    pub row: String,
    /// What they get: its place in [`Decisions::outcomes`].
    pub outcome: usize,
}

/// What can be said while nothing is known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unknown {
    /// What is still possible: places in [`Decisions::outcomes`], rising.
    pub outcomes: Vec<usize>,
    /// The facts on which it depends, by their labels.
    pub asks: Vec<String>,
}

/// Explains a provision of a document. `file` is the document's policy.toml.
pub fn explain(
    document: Document<'_>,
    file: &PolicyFile,
    provision: &Provision,
    lang: Lang,
) -> Explained {
    let (data, id) = (document.policy.data(), provision.id.as_str());
    let words = document.words.provisions.get(id);
    let entry = file.provisions.iter().find(|entry| entry.id.value == id);
    let notes = words.iter().flat_map(|own| own.claim.iter().chain(&own.emended));
    let table = match (&provision.table, entry) {
        (Some(table), Some(entry)) => Some(decisions(document, file, table, entry, lang)),
        _ => None,
    };
    let figures = entry.map(|entry| entry.figures.as_slice()).unwrap_or_default();
    Explained {
        title: format!("{} ({}/{id})", document.title(id, lang), data.id),
        what: words.map_or("", |words| words.what.pick(lang)).to_owned(),
        notes: notes.map(|text| text.pick(lang).to_owned()).collect(),
        clauses: format!("{} {}", data.instrument, provision.at.join(", ")),
        table,
        figures: figures
            .iter()
            .map(|own| [own.word.value.clone(), own.number.to_string()])
            .collect(),
        readings: readings(document, provision, lang),
    }
}

fn decisions(
    document: Document<'_>,
    file: &PolicyFile,
    table: &Table,
    entry: &ProvisionEntry,
    lang: Lang,
) -> Decisions {
    let rows = entry.rows.iter().map(|row| {
        let gives = row.gives.as_ref();
        let gives = gives.map(|gives| outcome_words(document, &gives.outcome, lang));
        let says = row.says.as_ref().map(|says| lang.pick(&says.value.zh, &says.value.en));
        let says = says.unwrap_or_default().to_owned();
        [row.id.value.clone(), row.when.value.clone(), gives.unwrap_or_default(), says]
    });
    let texts = entry.rows.iter().map(|row| row.when.value.as_str()).collect();
    let outcomes = table.outcomes.iter().map(|own| outcome_words(document, own, lang));
    let (cases, counts) = cases(document, table, lang);
    Decisions {
        hit: entry.hit,
        rows: rows.collect(),
        conditions: conditions(file, texts),
        facts: facts(document, table, lang),
        outcomes: outcomes.collect(),
        cases,
        counts,
        unknown: unknown(document, table, lang),
        size: (table.by_row.len(), table.by_row.support().len()),
    }
}

/// The facts that the table tests, with the values a condition may name.
fn facts(document: Document<'_>, table: &Table, lang: Lang) -> Vec<[String; 3]> {
    let policy = document.policy;
    let tested = table.by_row.support();
    let named: Vec<Named> = tested.iter().filter_map(|&var| Named::of(policy, var)).collect();
    let facts = policy.facts_of(tested).filter_map(|fact| policy.fact(fact)).map(|fact| {
        let value = |value: &String| format!("{value} = {}", document.value(&fact.id, value, lang));
        let unit = document.fact_words(&fact.id).and_then(|words| words.unit.as_ref());
        let unit = unit.map_or("", |unit| unit.pick(lang));
        // Of a set only the values that are tested: it may have dozens.
        let member = |own: &Named, id: &String| {
            own.id == fact.id && own.kind == NamedKind::Member(id.clone())
        };
        let all = !matches!(fact.kind, FactKind::Set(_));
        let shown = |id: &&String| all || named.iter().any(|own| member(own, id));
        let values: Vec<String> = match &fact.kind {
            FactKind::Flag => {
                let (id, yes, no) = (&fact.id, lang.pick("是", "yes"), lang.pick("否", "no"));
                vec![format!("{id} = {yes}"), format!("!{id} = {no}")]
            }
            FactKind::Money => vec![format!("0.00 … {}", lang.pick("元", "yuan"))],
            FactKind::Number { min, max } => vec![format!("{min} … {max} {unit}")],
            kind => kind.values().iter().filter(shown).map(value).collect(),
        };
        let values = values.join(lang.pick("；", "; "));
        [fact.id.clone(), document.label(&fact.id, lang).to_owned(), values]
    });
    facts.collect()
}

/// The named conditions that the texts use, in the order of the file.
fn conditions<'f>(file: &'f PolicyFile, mut open: Vec<&'f str>) -> Vec<[String; 2]> {
    let mut used: Vec<&str> = Vec::new();
    let word = |byte: char| !(byte.is_ascii_alphanumeric() || byte == '_' || byte == '.');
    while let Some(text) = open.pop() {
        for name in text.split(word) {
            let named = file.conditions.iter().find(|own| own.name.value == name);
            if let Some(own) = named.filter(|_| !used.contains(&name)) {
                used.push(name);
                open.push(&own.text.value);
            }
        }
    }
    let conditions = file.conditions.iter();
    let used = conditions.filter(|own| used.contains(&own.name.value.as_str()));
    used.map(|own| [own.name.value.clone(), own.text.value.clone()]).collect()
}

/// A diagram of the policy, the readings as taken.
fn as_taken(document: Document<'_>, diagram: &Diagram) -> Diagram {
    let mut readings = vec![UNKNOWN; document.policy.data().variables.len()];
    set_readings(document.policy, &mut readings, &[]);
    diagram.restrict(&readings)
}

/// Every case, the readings as taken: the paths of the diagram, merged to few plain rows; and what each row of the
/// table decides of them.
fn cases(document: Document<'_>, table: &Table, lang: Lang) -> (Option<Vec<Case>>, Vec<Count>) {
    let policy = document.policy;
    let count = Var::try_from(policy.data().variables.len()).unwrap_or(Var::MAX);
    let named: Vec<Named> = (0..count).filter_map(|var| Named::of(policy, var)).collect();
    let domains: Vec<usize> = named.iter().map(Named::values).collect();
    let by_row = as_taken(document, &table.by_row);
    let (mut cases, mut counts) = (Some(Vec::new()), Vec::new());
    for (leaf, row) in (0..).zip(&table.rows) {
        let (all, paths) =
            (combinations(&by_row, leaf, &domains), Paths::to(&by_row, leaf).count());
        counts.push((row.id.clone(), all, paths));
        let own = cubes(&by_row, leaf, &domains).or_else(|_| disjoint(&by_row, leaf, &domains));
        cases = cases.zip(own.ok()).map(|(mut cases, own)| {
            cases.extend(own.iter().map(|cube| Case {
                who: cube_words(cube, &named, |_, _| document, lang),
                row: row.id.clone(),
                outcome: usize::from(row.outcome),
            }));
            cases
        });
    }
    (cases, counts)
}

fn unknown(document: Document<'_>, table: &Table, lang: Lang) -> Unknown {
    let by_outcome = as_taken(document, &table.by_outcome);
    let possible = |outcome: &usize| {
        u32::try_from(*outcome).is_ok_and(|leaf| by_outcome.leaves().contains(&leaf))
    };
    let asks = document.policy.facts_of(by_outcome.support());
    let asks = asks.filter_map(|fact| document.policy.fact(fact));
    Unknown {
        outcomes: (0..table.outcomes.len()).filter(possible).collect(),
        asks: asks.map(|fact| document.label(&fact.id, lang).to_owned()).collect(),
    }
}

fn readings(document: Document<'_>, provision: &Provision, lang: Lang) -> Vec<[String; 4]> {
    let policy = document.policy;
    let tested = provision.table.as_ref().map(|table| table.by_outcome.support());
    let own = policy.readings_of(tested.unwrap_or_default());
    let readings = own
        .chain(provision.notes.iter().copied())
        .filter_map(|index| policy.data().readings.get(usize::from(index)));
    let readings = readings.filter_map(|reading| {
        let words = document.words.readings.get(&reading.id)?;
        let said = [&words.question, &words.taken, &words.other];
        let [question, taken, other] = said.map(|text| text.pick(lang).to_owned());
        Some([reading.id.clone(), question, taken, other])
    });
    readings.collect()
}
