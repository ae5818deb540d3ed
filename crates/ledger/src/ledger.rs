//! A ledger with its mapping: its header, its residents by household, and what each row says.

use std::collections::{HashMap, HashSet};

use mingbai_core::kernel::date::Date;
use mingbai_core::kernel::diagram::UNKNOWN;
use mingbai_core::kernel::lang::Lang;

use crate::columns::Columns;
use crate::document::Document;
use crate::grid::Grid;
use crate::header::Header;
use crate::kinds::{RowKind, kind};
use crate::mapping::{Household, Mapping};
use crate::problems::MapProblem;
use crate::reason::Reason;
use crate::synonyms::Synonyms;
use crate::text::{column_letters, normal};
use crate::workbook::{Sheet, Workbook};

/// A ledger with its mapping.
pub struct Ledger<'w> {
    /// The sheet it stands in.
    pub sheet: &'w Sheet,
    /// Its header.
    pub header: Header,
    /// How its columns are read.
    pub columns: Columns,
    /// The residents: rows of the grid, in their order.
    pub rows: Vec<usize>,
    /// For each resident the household, by number from 0; nothing where there are none.
    pub households: Option<Vec<u32>>,
    /// The columns that say who a resident is: the household, the name.
    pub who: Vec<usize>,
    /// The column of the household.
    household: Option<usize>,
    /// Rows without anything in them.
    pub blank: u64,
    /// The other rows that are no residents.
    pub aside: Vec<Aside>,
    /// By column that fills down: for each resident the row of the grid that says what an empty cell means.
    fills: HashMap<usize, Vec<usize>>,
    /// The day of the answers.
    pub on: Option<Date>,
}

/// A row that is no resident.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Aside {
    /// Its number as the spreadsheet counts it, from 1.
    pub row: u32,
    /// What it is.
    pub kind: RowKind,
    /// What it begins with.
    pub text: String,
}

/// What is wrong with a cell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CellProblem {
    /// The number of its row as the spreadsheet counts it, from 1.
    pub row: u32,
    /// Its address: `F12`; of a whole row its number.
    pub address: String,
    /// The name of its column.
    pub column: String,
    /// What stands there.
    pub value: String,
    /// What was expected and what to do.
    pub reason: String,
}

/// How much of a cell is quoted.
const QUOTED: usize = 200;

impl<'w> Ledger<'w> {
    /// Opens the ledger of a workbook. `on`, the day of the answers, is needed where ages follow from identity numbers.
    ///
    /// # Errors
    /// Everything in the mapping that does not fit.
    pub fn open(
        document: Document<'_>,
        workbook: &'w Workbook,
        mapping: &Mapping,
        synonyms: &Synonyms,
        on: Option<Date>,
        lang: Lang,
    ) -> Result<Self, Vec<MapProblem>> {
        let (sheet, header) = place(workbook, mapping).map_err(|problem| vec![problem])?;
        let mut problems = misfits(&header, mapping);
        let columns = Columns::mapped(document, &header.names, &mapping.columns, lang);
        let columns = match columns {
            Ok(columns) if problems.is_empty() => columns,
            Ok(_) => return Err(problems),
            Err(more) => {
                problems.extend(more);
                return Err(problems);
            }
        };
        if columns.split().0.is_empty() {
            return Err(vec![MapProblem::NothingRead]);
        }
        let mut ledger = Self {
            sheet,
            header,
            columns,
            rows: Vec::new(),
            households: None,
            who: Vec::new(),
            household: None,
            blank: 0,
            aside: Vec::new(),
            fills: HashMap::new(),
            on,
        };
        ledger.sort_rows(synonyms);
        ledger.households = mapping.household.as_ref().and_then(|own| ledger.households(own));
        ledger.fill_down();
        let household = mapping.household.as_ref();
        ledger.household =
            household.and_then(|own| ledger.header.columns_called(&own.column).next());
        let is_name = |name: &String| {
            synonyms.names_of(name).iter().any(|name| synonyms.header.name.contains(name))
        };
        let named = (0..).zip(&ledger.header.names).filter(|(_, name)| is_name(name));
        ledger.who = ledger.household.into_iter().chain(named.map(|(column, _)| column)).collect();
        Ok(ledger)
    }

    fn grid(&self) -> &'w Grid {
        &self.sheet.grid
    }

    fn sort_rows(&mut self, synonyms: &Synonyms) {
        let grid = self.grid();
        let mut before = grid.number(self.header.last);
        for row in self.header.last + 1..grid.len() {
            let number = grid.number(row);
            // Rows of a workbook that are not there at all.
            self.blank += u64::from(number.saturating_sub(before).saturating_sub(1));
            before = number;
            let found = kind(grid.row(row), |column| self.columns.is_read(column), &synonyms.rows);
            match found {
                RowKind::Resident => self.rows.push(row),
                RowKind::Blank => self.blank += 1,
                kind @ (RowKind::Total | RowKind::Note) => {
                    let text = grid.row(row).map(str::trim).find(|cell| !cell.is_empty());
                    let text = text.unwrap_or_default().chars().take(QUOTED).collect();
                    self.aside.push(Aside { row: number, kind, text });
                }
            }
        }
    }

    /// The household of each resident: those of one number together; with heads, from one to the next.
    fn households(&self, household: &Household) -> Option<Vec<u32>> {
        let column = self.header.columns_called(&household.column).next()?;
        let heads: Vec<String> = household.head.iter().map(|head| normal(head)).collect();
        let mut known: HashMap<String, u32> = HashMap::new();
        let (mut count, mut current) = (0, None);
        let all = self.rows.iter().map(|&row| {
            let cell = normal(self.grid().cell(row, column));
            let begins = if heads.is_empty() { !cell.is_empty() } else { heads.contains(&cell) };
            let mut next = || {
                count += 1;
                count - 1
            };
            let own = match current {
                Some(current) if !begins => current,
                _ if heads.is_empty() && !cell.is_empty() => {
                    *known.entry(cell).or_insert_with(next)
                }
                _ => next(),
            };
            current = Some(own);
            own
        });
        Some(all.collect())
    }

    fn fill_down(&mut self) {
        let Some(households) = &self.households else { return };
        let columns =
            (0..self.header.names.len()).filter(|column| self.columns.fills_down(*column));
        for column in columns.collect::<Vec<_>>() {
            let mut source: Option<(u32, usize)> = None;
            let rows = self.rows.iter().zip(households).map(|(&row, &household)| {
                let filled = !self.sheet.grid.cell(row, column).trim().is_empty();
                match source {
                    Some((own, from)) if own == household && !filled => from,
                    _ => {
                        source = filled.then_some((household, row));
                        row
                    }
                }
            });
            let rows = rows.collect();
            self.fills.insert(column, rows);
        }
    }

    /// What a resident's cell says.
    pub fn cell(&self, resident: usize, column: usize) -> &'w str {
        let row = self.rows.get(resident).copied().unwrap_or(usize::MAX);
        let from = self.fills.get(&column).and_then(|rows| rows.get(resident));
        self.grid().cell(from.copied().unwrap_or(row), column)
    }

    /// The first `most` different texts of a column, and whether a cell of it is empty.
    pub fn texts(&self, column: usize, most: usize) -> (Vec<&'w str>, bool) {
        let (mut texts, mut seen, mut blank) = (Vec::new(), HashSet::new(), false);
        for resident in 0..self.rows.len() {
            let text = self.cell(resident, column).trim();
            blank |= text.is_empty();
            if !text.is_empty() && seen.len() < most && seen.insert(text) {
                texts.push(text);
            }
        }
        (texts, blank)
    }

    /// A resident's cells as they are written, as many as the header has.
    pub fn written(&self, resident: usize) -> impl Iterator<Item = &'w str> + '_ {
        let row = self.rows.get(resident).copied().unwrap_or(usize::MAX);
        (0..self.header.names.len()).map(move |column| self.grid().written(row, column))
    }

    /// What a resident's household is called in the ledger.
    pub fn household_called(&self, resident: usize) -> &'w str {
        self.household.map_or("", |column| self.cell(resident, column))
    }

    /// The number of a resident's row as the spreadsheet counts it, from 1.
    pub fn number(&self, resident: usize) -> u32 {
        self.rows.get(resident).map_or(0, |row| self.grid().number(*row))
    }

    /// Reads a resident into the values of a row. What is wrong with it comes back, every cell of it.
    pub fn read(&self, resident: usize, values: &mut [u8], lang: Lang) -> Vec<CellProblem> {
        values.fill(UNKNOWN);
        let mut problems = Vec::new();
        let number = self.number(resident);
        let problem = |column: usize, value: &str, reason: &Reason<'_>| CellProblem {
            row: number,
            address: format!("{}{number}", column_letters(column)),
            column: self.header.names.get(column).cloned().unwrap_or_default(),
            value: value.chars().take(QUOTED).collect(),
            reason: reason.text(lang),
        };
        for (column, cell) in self.written(resident).enumerate() {
            if cell.contains('\u{fffd}') {
                problems.push(problem(column, cell, &Reason::Garbled));
            }
        }
        let cell = |column: usize| self.cell(resident, column);
        self.columns.read_mapped(self.on, cell, values, |column, value, reason| {
            problems.push(problem(column, value, reason));
        });
        problems
    }

    /// The problem of a resident for whom too much is open.
    pub fn too_much_open(&self, resident: usize, lang: Lang) -> CellProblem {
        let row = self.number(resident);
        CellProblem {
            row,
            address: row.to_string(),
            column: String::new(),
            value: String::new(),
            reason: Reason::TooMuchOpen.text(lang),
        }
    }
}

/// The sheet and the header of a ledger.
fn place<'w>(workbook: &'w Workbook, mapping: &Mapping) -> Result<(&'w Sheet, Header), MapProblem> {
    let knows = |name: &str| {
        let household = mapping.household.iter().any(|own| normal(&own.column) == normal(name));
        household || mapping.columns.iter().any(|column| column.is_called(name))
    };
    let header = |sheet: &Sheet| match mapping.header.as_slice() {
        [] => Header::find(&sheet.grid, knows).or_else(|| {
            // A ledger of one column that is read.
            let first = (0..sheet.grid.len()).find(|row| !sheet.grid.is_blank(*row))?;
            let header = Header::at(&sheet.grid, first, first);
            header.names.iter().any(|name| knows(name)).then_some(header)
        }),
        numbers => Header::numbered(&sheet.grid, numbers),
    };
    let named = match &mapping.sheet {
        Some(name) => {
            Some(workbook.sheet(name).ok_or_else(|| MapProblem::NoSuchSheet(name.clone()))?)
        }
        None => None,
    };
    let mut sheets = named.map_or(workbook.sheets.as_slice(), std::slice::from_ref).iter();
    sheets.find_map(|sheet| Some((sheet, header(sheet)?))).ok_or(MapProblem::NoHeader)
}

/// The columns of a mapping that the header has not, or has twice.
fn misfits(header: &Header, mapping: &Mapping) -> Vec<MapProblem> {
    let mut problems = Vec::new();
    let mut check = |names: &[&str]| {
        let count: usize = names.iter().map(|name| header.columns_called(name).count()).sum();
        let name = names.first().copied().unwrap_or_default().to_owned();
        match count {
            0 => {
                let found = header.names.join(", ").chars().take(QUOTED).collect();
                problems.push(MapProblem::NoSuchColumn { column: name, found });
            }
            1 => {}
            _ => problems.push(MapProblem::TwoColumns(name)),
        }
    };
    for column in &mapping.columns {
        let names = std::iter::once(&column.name).chain(&column.also);
        check(&names.map(String::as_str).collect::<Vec<_>>());
    }
    if let Some(household) = &mapping.household {
        check(&[&household.column]);
    }
    problems
}
