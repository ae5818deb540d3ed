//! `mingbai clauses`: the text of a document, cut into its clause table.

use std::io::Write;
use std::path::{Path, PathBuf};

use mingbai_core::kernel::lang::Lang;
use mingbai_studio::clauses::{Clause, Cut, Document, Doubt, Paragraphs, cut};

use crate::arguments::ClausesOptions;
use crate::failure::{Ended, Failure};
use crate::library;
use crate::messages::Message;
use crate::output::write_whole;
use crate::terminal;

/// Writes a table for each document in the text, and says which numbers to look at and how much was left out.
///
/// # Errors
/// Wrong use where the text cannot be read, or a table is there already.
pub fn run(options: &ClausesOptions, lang: Lang) -> Result<Ended, Failure> {
    let text = library::clause_table(&options.text)?;
    let paragraphs = if options.together { Paragraphs::Together } else { Paragraphs::Apart };
    let cut = cut(&text, paragraphs);
    let tables: Vec<(PathBuf, &Document)> =
        (1..).zip(&cut.documents).map(|(nth, own)| (numbered(&options.output, nth), own)).collect();
    if let Some((path, _)) = tables.iter().find(|(path, _)| path.exists()) {
        return Err(Message::AlreadyThere(path.clone()).into());
    }
    let mut out = terminal::stdout();
    for (path, document) in &tables {
        write_whole(path, document.to_tsv().as_bytes())?;
        let (name, count) = (path.display(), document.clauses.len());
        writeln!(
            out,
            "{name}{}",
            match lang {
                Lang::Zh => format!("：{count} 条"),
                Lang::En => format!(": {count} clauses"),
            }
        )?;
        for clause in &document.clauses {
            if let Some(doubt) = clause.doubt {
                writeln!(out, "{}", doubtful(&options.text, clause, doubt, lang))?;
            }
        }
    }
    if tables.is_empty() {
        let words = lang.pick("没有找到条款号", "no clause was found");
        writeln!(out, "{}{}{words}", options.text.display(), lang.pick("：", ": "))?;
    }
    say_the_rest(&cut, &options.text, lang, &mut out)?;
    Ok(if tables.is_empty() { Ended::DataErrors } else { Ended::Done })
}

/// Lines that are in no table.
fn say_the_rest(cut: &Cut, text: &Path, lang: Lang, out: &mut impl Write) -> Result<(), Failure> {
    for line in &cut.left_out {
        let (file, number, words) = (text.display(), line.line, &line.text);
        let why = lang.pick("没有算进条文", "left out");
        writeln!(out, "{file}:{number}: {why}{} {words}", lang.pick("：", ":"))?;
    }
    Ok(())
}

/// A number to look at.
fn doubtful(text: &Path, clause: &Clause, doubt: Doubt, lang: Lang) -> String {
    let (file, line, at) = (text.display(), clause.line, &clause.at);
    let why = match doubt {
        Doubt::Lost => lang.pick(
            "括号里的号丢了，按顺序补上；请核对",
            "the number in the brackets was lost; the next one was put in: check it",
        ),
        Doubt::Skipped => {
            lang.pick("前面少了一个号；请核对", "a number before it is missing: check it")
        }
        Doubt::Repeated => lang.pick(
            "这个号出现过了，后面加了“·2”；请核对",
            "the number was there before, so `·2` was put after it: check it",
        ),
    };
    format!("{file}:{line}: {at}{}{why}", lang.pick("：", ": "))
}

/// The file of the nth document: `x.clauses.tsv`, `x-2.clauses.tsv`.
fn numbered(path: &Path, nth: usize) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    match name.split_once('.') {
        Some((stem, rest)) if nth > 1 => path.with_file_name(format!("{stem}-{nth}.{rest}")),
        None if nth > 1 => path.with_file_name(format!("{name}-{nth}")),
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_document_has_a_file_of_its_own() {
        let path = Path::new("a/x.clauses.tsv");
        assert_eq!(numbered(path, 1), path);
        assert_eq!(numbered(path, 2), Path::new("a/x-2.clauses.tsv"));
        assert_eq!(numbered(Path::new("x"), 3), Path::new("x-3"));
    }
}
