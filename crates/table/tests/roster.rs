//! Tables and `mingbai roster` give the same answers, whatever types the columns have.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::cast::AsArray;
use arrow_array::types::{Int8Type, Int32Type};
use arrow_array::{
    Array, ArrayRef, BooleanArray, Decimal128Array, DictionaryArray, Int32Array, LargeStringArray,
    RecordBatch, RecordBatchIterator, StringArray, StringViewArray,
};
use mingbai_core::policy::vocabulary::FactKind;
use mingbai_table::{Document, Sheet, Wanted};
use mingbai_tests::command;
use mingbai_tests::random::{Random, cases};

/// A figures file with the contributions that the policy is asked about.
fn figures(document: &Document) -> String {
    let shape = document.engine().reader().shape();
    let of = |yuan: usize| {
        format!("{{ value = \"{yuan}.00\", source = \"invented\", date = 2019-01-01 }}")
    };
    let keys = shape.contribution.iter().enumerate();
    let lines: Vec<String> =
        keys.map(|(at, key)| format!("{key} = {}", of(200 + 300 * at))).collect();
    let contribution = if lines.is_empty() {
        format!("contribution = {}", of(350))
    } else {
        format!("[contribution]\n{}", lines.join("\n"))
    };
    format!("example = true\n{contribution}\n")
}

/// A ledger: names of columns and texts by row; empty where nothing is known.
struct Ledger {
    columns: Vec<(String, FactKind, Vec<String>)>,
}

/// Persons of whom some is known, and some cannot be read.
fn ledger(document: &Document, rows: usize, random: &mut Random) -> Ledger {
    let reader = document.engine().reader();
    let facts = reader.policy.data().facts.iter().filter(|fact| !fact.is_figure());
    let column = |fact: &mingbai_core::policy::vocabulary::Fact| {
        let unknown = 10 + random.below(50);
        let mut cell = || {
            if random.chance(unknown) {
                return String::new();
            }
            match &fact.kind {
                FactKind::Flag => ["true", "false"][random.below(2)].to_owned(),
                FactKind::Choice(values) => random.pick(values).clone(),
                FactKind::Number { min, max } => {
                    let span = usize::try_from(max - min + 1).unwrap();
                    (min + i64::try_from(random.below(span)).unwrap()).to_string()
                }
                FactKind::Money => format!("{}.{:02}", random.below(200_000), random.below(100)),
                FactKind::Set(values) => {
                    let has: Vec<&str> =
                        values.iter().filter(|_| random.chance(20)).map(String::as_str).collect();
                    if has.is_empty() { "none".to_owned() } else { has.join(";") }
                }
            }
        };
        let cells = (0..rows).map(|_| cell()).collect();
        (fact.id.clone(), fact.kind.clone(), cells)
    };
    Ledger { columns: facts.map(column).collect() }
}

impl Ledger {
    /// One mistake in a hundred rows; only where a cell of the column can hold one.
    fn spoil(&mut self, random: &mut Random) {
        for (_, kind, cells) in &mut self.columns {
            let wrong = match kind {
                FactKind::Number { max, .. } => (*max + 1).to_string(),
                FactKind::Set(values) => format!("{};perhaps", values[0]),
                _ => "perhaps".to_owned(),
            };
            for cell in cells.iter_mut().filter(|_| random.chance(1)) {
                wrong.clone_into(cell);
            }
        }
    }

    fn csv(&self) -> String {
        let names: Vec<&str> = self.columns.iter().map(|(name, ..)| name.as_str()).collect();
        let mut text = format!("number,{}\n", names.join(","));
        for row in 0..self.rows() {
            text.push_str(&row.to_string());
            for (.., cells) in &self.columns {
                text.push(',');
                text.push_str(&cells[row]);
            }
            text.push('\n');
        }
        text
    }

    fn rows(&self) -> usize {
        self.columns[0].2.len()
    }

    /// The same as arrays: `way` says of which types.
    fn batch(&self, way: usize) -> RecordBatch {
        let array = |(at, (_, kind, cells)): (usize, &(String, FactKind, Vec<String>))| {
            let cells =
                || cells.iter().map(|cell| Some(cell.as_str()).filter(|cell| !cell.is_empty()));
            let spoilt = cells().flatten().any(|cell| cell.contains("perhaps"));
            let array: ArrayRef = match (kind, (way + at) % 4) {
                (FactKind::Flag, 1 | 2) if !spoilt => Arc::new(
                    cells().map(|cell| cell.map(|cell| cell == "true")).collect::<BooleanArray>(),
                ),
                (FactKind::Number { .. }, 1 | 2) => {
                    let number = |cell: &str| cell.parse::<i32>().unwrap();
                    Arc::new(cells().map(|cell| cell.map(number)).collect::<Int32Array>())
                }
                (FactKind::Money, 1) if !spoilt => {
                    let fen = |cell: &str| cell.replace('.', "").parse::<i128>().unwrap() * 100;
                    let all = cells().map(|cell| cell.map(fen)).collect::<Decimal128Array>();
                    Arc::new(all.with_precision_and_scale(20, 4).unwrap())
                }
                (FactKind::Set(_), 1 | 2) => {
                    let mut lists = ListBuilder::new(StringBuilder::new());
                    for cell in cells() {
                        let Some(cell) = cell else {
                            lists.append_null();
                            continue;
                        };
                        for part in cell.split(';').filter(|part| *part != "none") {
                            lists.values().append_value(part);
                        }
                        lists.append(true);
                    }
                    Arc::new(lists.finish())
                }
                (_, 0) => Arc::new(cells().collect::<StringArray>()),
                (_, 1) => Arc::new(cells().collect::<LargeStringArray>()),
                (_, 2) => Arc::new(cells().collect::<StringViewArray>()),
                _ => Arc::new(cells().collect::<DictionaryArray<Int32Type>>()),
            };
            array
        };
        let names = self.columns.iter().map(|(name, ..)| name.as_str());
        let arrays = self.columns.iter().enumerate().map(array);
        let numbers = StringArray::from_iter_values((0..self.rows()).map(|row| row.to_string()));
        let number: (&str, ArrayRef) = ("number", Arc::new(numbers));
        RecordBatch::try_from_iter([number].into_iter().chain(names.zip(arrays))).unwrap()
    }
}

/// What a table's answers say, by number of the person, by column; and the problems.
type Said = (BTreeMap<String, BTreeMap<String, String>>, BTreeMap<String, String>);

fn of_table(document: Arc<Document>, batch: &RecordBatch) -> Said {
    let mut wanted = Wanted::new(&document, "2010-01-01").unwrap();
    wanted.rows = true;
    wanted.figures_toml(&document, "figures.toml", &figures(&document)).unwrap();
    let sheet = Sheet::new(document, wanted, &batch.schema()).unwrap();
    // Pieces that are no power of anything, the last one short.
    let pieces: Vec<_> = (0..batch.num_rows())
        .step_by(777)
        .map(|start| Ok(batch.slice(start, 777.min(batch.num_rows() - start))))
        .collect();
    let input = RecordBatchIterator::new(pieces, batch.schema());
    let mut said = Said::default();
    for answered in sheet.answers(Box::new(input)) {
        let answered = answered.unwrap();
        let problems = answered.column_by_name("problems").unwrap().as_string::<i32>();
        let numbers = answered.column_by_name("number").unwrap().as_string::<i32>();
        for row in 0..answered.num_rows() {
            let number = numbers.value(row).to_owned();
            if !problems.is_null(row) {
                said.1.insert(number, problems.value(row).to_owned());
                continue;
            }
            let cells = answered
                .schema()
                .fields()
                .iter()
                .zip(answered.columns())
                .map(|(field, column)| (field.name().clone(), text(column, row)))
                .collect();
            said.0.insert(number, cells);
        }
    }
    said
}

/// A cell of an answer as text.
fn text(column: &ArrayRef, row: usize) -> String {
    if column.is_null(row) {
        return String::new();
    }
    if let Some(coded) = column.as_any_dictionary_opt() {
        let key = match coded.keys().as_primitive_opt::<Int32Type>() {
            Some(keys) => keys.value(row),
            None => i32::from(coded.keys().as_primitive::<Int8Type>().value(row)),
        };
        let values = coded.values().as_string::<i32>();
        return values.value(usize::try_from(key).unwrap()).to_owned();
    }
    column.as_string_opt::<i32>().map_or_else(String::new, |texts| texts.value(row).to_owned())
}

fn of_roster(document: &Document, ledger: &Ledger) -> Said {
    let folder = tempfile::tempdir().unwrap();
    let file = |name| folder.path().join(name);
    let [input, output, county] = ["in.csv", "out.csv", "figures.toml"].map(file);
    fs::write(&input, ledger.csv()).unwrap();
    fs::write(&county, figures(document)).unwrap();
    let policy = document.engine().id();
    let run = Command::new(command::program())
        .args(["roster", "--policy", policy, "--on", "2010-01-01", "--rows", "--lang", "en"])
        .args([Path::new("--figures"), &county, &input, Path::new("-o"), &output])
        .output()
        .unwrap();
    assert!(
        run.status.code().is_some_and(|code| code < 2),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    let mut said = Said::default();
    let mut reader = csv::Reader::from_path(&output).unwrap();
    let names = reader.headers().unwrap().clone();
    for record in reader.records() {
        let record = record.unwrap();
        let cells =
            names.iter().zip(&record).map(|(name, cell)| (name.to_owned(), cell.to_owned()));
        said.0.insert(record[0].to_owned(), cells.collect());
    }
    let errors = folder.path().join("out.errors.csv");
    if errors.exists() {
        for record in csv::Reader::from_path(&errors).unwrap().records() {
            let record = record.unwrap();
            let number = record[0].parse::<usize>().unwrap() - 2;
            let reasons: &mut String = said.1.entry(number.to_string()).or_default();
            let line = format!("{} is {:?}: {}", &record[1], &record[2], &record[3]);
            *reasons = if reasons.is_empty() { line } else { format!("{reasons}\n{line}") };
        }
    }
    said
}

#[test]
fn answers_are_those_of_roster() {
    let policies: Vec<&str> = mingbai::built_in_ids().collect();
    for (way, policy) in policies.into_iter().enumerate() {
        let mut random = Random::new(way as u64);
        let document = Arc::new(Document::built_in(policy).unwrap());
        let rows = cases(1_000, 100_000) as usize;
        let mut ledger = ledger(&document, rows, &mut random);
        for spoilt in [false, true] {
            if spoilt {
                ledger.spoil(&mut random);
            }
            let (table, problems) = of_table(Arc::clone(&document), &ledger.batch(way));
            let (roster, errors) = of_roster(&document, &ledger);
            assert_eq!(problems, errors, "{policy}");
            assert_eq!(problems.is_empty(), !spoilt);
            assert_eq!(table.keys().collect::<Vec<_>>(), roster.keys().collect::<Vec<_>>());
            for (number, cells) in &roster {
                let compared = cells.iter().filter(|(column, _)| !is_fact(&document, column));
                for (column, cell) in compared {
                    let own = &table[number][column];
                    assert_eq!(own, cell, "{policy}, {number}, {column}: {cells:#?}");
                }
            }
        }
    }
}

fn is_fact(document: &Document, column: &str) -> bool {
    document.engine().reader().policy.data().facts.iter().any(|fact| fact.id == column)
}
