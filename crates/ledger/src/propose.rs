//! A mapping guessed from the names of the columns and from what stands in them. Each guess says why; what nobody could
//! guess is listed.

mod cells;
mod names;

use std::collections::HashSet;

use mingbai_core::kernel::date::Date;
use mingbai_core::kernel::lang::Lang;
use mingbai_core::policy::vocabulary::Scope;
use mingbai_core::say;

use crate::document::Document;
use crate::header::Header;
use crate::ledger::Ledger;
use crate::mapping::{ColumnMeaning, Household, Mapping};
use crate::problems::MapProblem;
use crate::synonyms::Synonyms;
use crate::text::normal;
use crate::workbook::{Sheet, Workbook};

use cells::Cells;
use names::Names;

/// How many different texts of a column are looked at.
const LOOKED_AT: usize = 400;

/// A mapping guessed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Proposal {
    /// The mapping; each guess says why.
    pub mapping: Mapping,
    /// Columns of facts that the policy does not ask, with what the fact is called: they are carried through.
    pub not_asked: Vec<(String, String)>,
}

/// Guesses what the columns of a workbook mean.
///
/// # Errors
/// [`MapProblem::NoHeader`], [`MapProblem::NothingRead`].
pub fn propose(
    document: Document<'_>,
    workbook: &Workbook,
    synonyms: &Synonyms,
    on: Option<Date>,
    lang: Lang,
) -> Result<Proposal, MapProblem> {
    let names = Names { document, synonyms, lang };
    let (sheet, header) = place(workbook, &names)?;
    let mut proposal = Proposal { mapping: Mapping::default(), not_asked: Vec::new() };
    let mapping = &mut proposal.mapping;
    mapping.sheet = (workbook.sheets.len() > 1).then(|| sheet.name.clone());
    let rows = [header.first, header.last].map(|row| sheet.grid.number(row));
    mapping.header = if rows[0] == rows[1] { vec![rows[0]] } else { rows.to_vec() };
    let mut taken = HashSet::new();
    for name in &header.names {
        // Of two columns of one name nobody can say which is meant.
        if !taken.insert(normal(name)) {
            continue;
        }
        match names.column(name) {
            names::Found::Means(meaning) => mapping.columns.push(*meaning),
            names::Found::NotAsked(fact) => proposal.not_asked.push((name.clone(), fact)),
            names::Found::Nothing => {}
        }
    }
    if mapping.columns.is_empty() {
        return Err(MapProblem::NothingRead);
    }
    mapping.household = household(&header, synonyms, lang);
    // Cells are looked at as a ledger with this mapping reads them: residents only.
    let first = |problems: Vec<MapProblem>| problems.into_iter().next();
    let open = |mapping: &Mapping| {
        let ledger = Ledger::open(document, workbook, mapping, synonyms, on, lang);
        ledger.map_err(|problems| first(problems).unwrap_or(MapProblem::NothingRead))
    };
    let ledger = open(mapping)?;
    let cells = Cells { document, synonyms, lang, on };
    for meaning in &mut mapping.columns {
        let Some(column) = header.columns_called(&meaning.name).next() else { continue };
        let (texts, blank) = ledger.texts(column, LOOKED_AT);
        cells.guess(meaning, &texts, blank);
        if fills_down(document, &ledger, meaning, column) {
            meaning.fill_down = true;
            meaning.guess.push(say!(
                lang,
                "只写在每户第一行，下面空着的和它一样",
                "it stands on the first line of each household; the empty cells below say the same"
            ));
        }
    }
    Ok(proposal)
}

/// What a person says that a column is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Stating {
    /// It states the fact of this id.
    Fact(String),
    /// It names statuses, several in one cell: 人员类别.
    Statuses,
}

/// What a column of a ledger means where a person says what it is: its cells are guessed.
///
/// # Errors
/// [`MapProblem::NoSuchColumn`]; [`MapProblem::NothingRead`] where the policy asks for no status.
pub fn propose_column(
    document: Document<'_>,
    ledger: &Ledger<'_>,
    (name, stating): (&str, &Stating),
    synonyms: &Synonyms,
    lang: Lang,
) -> Result<ColumnMeaning, MapProblem> {
    let mut columns = ledger.header.columns_called(name);
    let column = columns.next().ok_or_else(|| MapProblem::NoSuchColumn {
        column: name.to_owned(),
        found: ledger.header.names.join(", "),
    })?;
    let names = Names { document, synonyms, lang };
    let mut meaning = match stating {
        Stating::Fact(id) => ColumnMeaning { fact: Some(id.clone()), ..ColumnMeaning::default() },
        Stating::Statuses => names.statuses().ok_or(MapProblem::NothingRead)?,
    };
    name.clone_into(&mut meaning.name);
    let (texts, blank) = ledger.texts(column, LOOKED_AT);
    let cells = Cells { document, synonyms, lang, on: ledger.on };
    cells.guess(&mut meaning, &texts, blank);
    meaning.fill_down = fills_down(document, ledger, &meaning, column);
    Ok(meaning)
}

/// What the fact is called that a column of this name states, where the policy does not ask it.
pub fn not_asked(
    document: Document<'_>,
    name: &str,
    synonyms: &Synonyms,
    lang: Lang,
) -> Option<String> {
    match (Names { document, synonyms, lang }).column(name) {
        names::Found::NotAsked(fact) => Some(fact),
        names::Found::Means(_) | names::Found::Nothing => None,
    }
}

/// How one household is told from the next by a column that a person names: by what stands for the head, if that stands
/// in it, else by a number.
pub fn household_by(ledger: &Ledger<'_>, name: &str, synonyms: &Synonyms) -> Household {
    let column = ledger.header.columns_called(name).next();
    let head = &synonyms.household.head;
    let is_head = |text: &&str| head.contains(&normal(text));
    let heads = column.is_some_and(|column| ledger.texts(column, LOOKED_AT).0.iter().any(is_head));
    let head = if heads { head.clone() } else { Vec::new() };
    Household { column: name.to_owned(), head, guess: None }
}

/// The sheet and the header whose names are known best.
fn place<'w>(workbook: &'w Workbook, names: &Names<'_>) -> Result<(&'w Sheet, Header), MapProblem> {
    let found = workbook.sheets.iter().filter_map(|sheet| {
        let header = Header::find(&sheet.grid, |name| names.knows(name))?;
        let known = header.names.iter().filter(|name| names.knows(name)).count();
        Some((known, sheet, header))
    });
    let mut best: Option<(usize, &Sheet, Header)> = None;
    for (known, sheet, header) in found {
        if best.as_ref().is_none_or(|(most, ..)| known > *most) {
            best = Some((known, sheet, header));
        }
    }
    let (_, sheet, header) = best.ok_or(MapProblem::NoHeader)?;
    Ok((sheet, header))
}

/// How one household is told from the next: by its number, else by its head.
fn household(header: &Header, synonyms: &Synonyms, lang: Lang) -> Option<Household> {
    let called = |words: &[String]| {
        let known =
            |name: &&String| synonyms.names_of(name).iter().any(|name| words.contains(name));
        header.names.iter().find(known).cloned()
    };
    let number = called(&synonyms.household.number).map(|column| Household {
        guess: Some(say!(
            lang,
            "“{column}”一样的是一户，空着的和上一行是一户",
            "rows of one \"{column}\" are a household, and a row that leaves it empty belongs to the one above"
        )),
        column,
        head: Vec::new(),
    });
    number.or_else(|| {
        let column = called(&synonyms.household.relation)?;
        Some(Household {
            guess: Some(say!(
                lang,
                "“{column}”写着户主的是一户的第一行",
                "a row whose \"{column}\" says head of the household begins a household"
            )),
            column,
            head: synonyms.household.head.clone(),
        })
    })
}

/// Whether a household's fact stands on the first line of each household only.
fn fills_down(
    document: Document<'_>,
    ledger: &Ledger<'_>,
    meaning: &ColumnMeaning,
    column: usize,
) -> bool {
    let fact = meaning.fact.as_ref().and_then(|id| document.fact(id));
    let Some(households) = &ledger.households else { return false };
    if fact.is_none_or(|fact| fact.scope != Scope::Household) {
        return false;
    }
    let (mut blank, mut before) = (false, None);
    for (resident, household) in households.iter().enumerate() {
        let text = ledger.cell(resident, column).trim();
        match before {
            Some((own, first)) if own == household => {
                blank |= text.is_empty();
                if !text.is_empty() && text != first {
                    return false;
                }
            }
            _ => before = Some((household, text)),
        }
    }
    blank
}
