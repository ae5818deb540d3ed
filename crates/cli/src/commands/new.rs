//! `mingbai new`: a policy to begin with, that compiles as it is.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use mingbai_compiler::read_clauses;
use mingbai_core::kernel::lang::Lang;
use mingbai_ledger::grid::Grid;
use mingbai_ledger::workbook::{Kind, Sheet, Unreadable, Workbook};
use mingbai_policies::{NEW_CASES_OF_ROWS_TOML, NEW_CASES_TOML, NEW_POLICY_TOML, NEW_PROVISION};
use mingbai_studio::edit::{Edit, File};
use mingbai_studio::place::Place;
use mingbai_studio::rows::{Names, Proposal, Table, Unclear, propose};

use crate::arguments::NewOptions;
use crate::failure::{Ended, Failure};
use crate::library;
use crate::messages::Message;
use crate::output::write_whole;
use crate::terminal;

/// How many characters of a clause are quoted beside it, so that it can be found.
const BEGINNING: usize = 24;

/// Clauses that give nothing: title, preamble, close.
const FRAME: [&str; 3] = ["题", "序", "尾"];

/// Writes both files, and says what to do next.
///
/// # Errors
/// Wrong use where one of them is there already; the findings of the clause table.
pub fn run(options: &NewOptions, lang: Lang) -> Result<Ended, Failure> {
    let folder = options.folder.as_path();
    let (policy, cases) = (folder.join("policy.toml"), folder.join("cases.toml"));
    for path in [&policy, &cases] {
        if path.exists() {
            return Err(Message::AlreadyThere(path.clone()).into());
        }
    }
    let clauses = match &options.source {
        None => Vec::new(),
        Some(path) => {
            let text = library::clause_table(path)?;
            read_clauses(&path.display().to_string(), &text).map_err(Failure::Data)?
        }
    };
    let mut text = starter(folder, &clauses, lang);
    let mut first_cases = NEW_CASES_TOML;
    let (mut unclear, mut numbers, mut elsewhere) = (Vec::new(), Vec::new(), Vec::new());
    if let Some(path) = &options.rows {
        let (table, lines) = table(path)?;
        let proposal = propose(&table, &Names::of(&library::compiled_vocabulary()?, None));
        text = with_rows(folder, &text, &proposal)?;
        first_cases = NEW_CASES_OF_ROWS_TOML;
        if options.source.is_some() {
            elsewhere = proposal.at;
            elsewhere.retain(|at| !clauses.iter().any(|(own, _)| own == at));
        }
        (unclear, numbers) = (proposal.unclear, lines);
    }
    fs::create_dir_all(folder).map_err(Failure::file(folder))?;
    write_whole(&policy, text.as_bytes())?;
    write_whole(&cases, first_cases.as_bytes())?;
    let mut out = terminal::stdout();
    for Unclear { cell: (line, column), message, .. } in &unclear {
        let file = options.rows.as_deref().unwrap_or(folder).display();
        let line = numbers.get(*line).copied().unwrap_or_default();
        let (column, message) = (column + 1, message.pick(lang));
        match lang {
            Lang::Zh => writeln!(out, "{file}：第{line}行第{column}栏：{message}")?,
            Lang::En => writeln!(out, "{file}: line {line}, column {column}: {message}")?,
        }
    }
    if let (Some(source), false) = (&options.source, elsewhere.is_empty()) {
        let (source, all) = (source.display(), elsewhere.join(lang.pick("、", ", ")));
        match lang {
            Lang::Zh => writeln!(out, "{source}：没有表里写的这些条款：{all}；请照原文改正条款号")?,
            Lang::En => writeln!(
                out,
                "{source}: it has no such clauses as the table names: {all}; put their numbers right"
            )?,
        }
    }
    let source = options.source.as_ref().map(|path| format!(" --source {}", path.display()));
    let (policy, folder) = (policy.display(), folder.display());
    let source = source.unwrap_or_default();
    let next = match lang {
        Lang::Zh => format!(
            "写好了 {policy} 和 cases.toml。接下来：照 docs/authoring.zh.md 填写，再运行\n  mingbai lint {policy}{source}\n  mingbai test {folder}"
        ),
        Lang::En => format!(
            "Wrote {policy} and cases.toml. Next: fill them in as docs/authoring.md says, then run\n  mingbai lint {policy}{source}\n  mingbai test {folder}"
        ),
    };
    writeln!(out, "{next}")?;
    let is_whole = unclear.is_empty() && elsewhere.is_empty();
    Ok(if is_whole { Ended::Done } else { Ended::DataErrors })
}

/// A table as a spreadsheet saves it, and the number of each of its lines as the spreadsheet counts them: the first sheet
/// of a workbook that has anything in it, or text.
fn table(path: &Path) -> Result<(Table, Vec<usize>), Failure> {
    let bytes = fs::read(path).map_err(Failure::file(path))?;
    let workbook = match Workbook::read(&bytes) {
        Ok(Workbook { kind: Kind::Csv(_), .. })
        | Err(Unreadable::Utf16 | Unreadable::OldLineEnds | Unreadable::Quote(_)) => {
            let table = text_table(path)?;
            let numbers = (1..=table.lines.len()).collect();
            return Ok((table, numbers));
        }
        workbook => workbook.map_err(|why| Message::UnreadableLedger(path.to_owned(), why))?,
    };
    let sheet = workbook.sheets.iter().find(|sheet| !filled(&sheet.grid).is_empty());
    let Some(Sheet { grid, .. }) = sheet else { return Ok((Table::default(), Vec::new())) };
    let rows = filled(grid);
    let cells = |&row: &usize| {
        (0..grid.width()).map(|column| grid.cell(row, column).trim().to_owned()).collect()
    };
    let numbers = rows.iter().map(|&row| usize::try_from(grid.number(row)).unwrap_or_default());
    Ok((Table { lines: rows.iter().map(cells).collect() }, numbers.collect()))
}

/// The rows with something in them.
fn filled(grid: &Grid) -> Vec<usize> {
    (0..grid.len()).filter(|&row| !grid.is_blank(row)).collect()
}

/// A table in text: cells between tabs, bars or commas.
fn text_table(path: &Path) -> Result<Table, Failure> {
    let text = library::clause_table(path)?;
    if text.lines().next().is_some_and(|head| head.contains(['\t', '|'])) {
        return Ok(Table::read(&text));
    }
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut lines: Vec<Vec<String>> = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| Failure::file(path)(error.into()))?;
        lines.push(record.iter().map(|cell| cell.trim().to_owned()).collect());
    }
    Ok(Table { lines })
}

/// The policy with a provision of these rows in the place of the example.
fn with_rows(folder: &Path, policy: &str, proposal: &Proposal) -> Result<String, Failure> {
    let mut file = File::open("policy.toml", policy).map_err(Failure::Data)?;
    let place = |kind: &str| Place::default().key(kind);
    let edits = [
        Edit::Remove { place: place("condition") },
        Edit::Remove { place: place("provision").key("example") },
        proposal.provision(place("provision").key(NEW_PROVISION)),
    ];
    for edit in &edits {
        file.edit(edit).map_err(|refused| Failure::file(folder)(io::Error::other(refused)))?;
    }
    Ok(file.to_string())
}

fn starter(folder: &Path, clauses: &[(String, String)], lang: Lang) -> String {
    let first = clauses.iter().find(|(at, _)| !FRAME.contains(&at.as_str()));
    let first = first.or_else(|| clauses.first()).map_or("一", |(at, _)| at.as_str());
    let mut text =
        NEW_POLICY_TOML.replace("my-county", &id(folder)).replace("\"一\"", &quoted(first));
    let unread: Vec<_> = clauses.iter().filter(|(at, _)| at != first).collect();
    if !unread.is_empty() {
        // Comments, so that the check against the document goes on naming them until they are dealt with.
        text.push_str(lang.pick(
            "\n# 还没有读的条款。读完一条，就把它从这里拿走：写成上面的一项 [provision.…]，\n# 或者写进 [[elsewhere]]，说明为什么与个人无关。\n",
            "\n# Clauses nobody has read yet. When you have read one, take it out of this list: make it a\n# [provision.…] above, or put it into [[elsewhere]] and say why it gives a person nothing.\n",
        ));
        for (at, says) in unread {
            let plain = |text: &str| text.chars().filter(|c| !c.is_control()).collect::<String>();
            let beginning: String = plain(says).chars().take(BEGINNING).collect();
            text.extend(["#   ", &plain(at), "  ", &beginning, "\n"]);
        }
    }
    text
}

/// The name of a policy, from the name of its folder: small letters, digits, hyphens.
fn id(folder: &Path) -> String {
    let name = folder.file_name().map(|name| name.to_string_lossy().to_lowercase());
    let parts = name.as_deref().unwrap_or_default().split(|c: char| !c.is_ascii_alphanumeric());
    let id = parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    if id.starts_with(|c: char| c.is_ascii_lowercase()) { id } else { "my-county".to_owned() }
}

/// A TOML string.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_is_made_of_the_folders_name() {
        assert_eq!(id(Path::new("a/Our County_2026")), "our-county-2026");
        assert_eq!(id(Path::new("某县")), "my-county");
        assert_eq!(id(Path::new("..")), "my-county");
        assert_eq!(id(Path::new("2026")), "my-county");
    }

    #[test]
    fn what_stands_in_a_clause_table_cannot_break_the_file() {
        let clauses =
            [("一\"\\".to_owned(), "x".to_owned()), ("二\"".to_owned(), "a\tb".to_owned())];
        let text = starter(Path::new("x"), &clauses, Lang::En);
        let shared = crate::library::compiled_vocabulary().ok();
        let shared = shared.as_ref().map(|shared| {
            mingbai_compiler::compile_policy(shared, "policy.toml", &text).map(|_| ())
        });
        assert_eq!(shared, Some(Ok(())));
    }
}
