//! How what is explained is laid out: Markdown, or plain text.

use std::io::{self, Write};

use mingbai_core::kernel::lang::Lang;

use crate::arguments::Layout;

/// A page that is being written.
#[derive(Clone, Copy)]
pub struct Page {
    /// Markdown or plain text.
    pub layout: Layout,
    /// The language.
    pub lang: Lang,
}

impl Page {
    /// Writes the title.
    ///
    /// # Errors
    /// Where the output cannot be written.
    pub fn title(self, out: &mut impl Write, title: &str) -> io::Result<()> {
        match self.layout {
            Layout::Markdown => writeln!(out, "# {title}\n"),
            _ => writeln!(out, "{title}\n"),
        }
    }

    /// Writes a heading.
    ///
    /// # Errors
    /// Where the output cannot be written.
    pub fn heading(self, out: &mut impl Write, heading: &str) -> io::Result<()> {
        match self.layout {
            Layout::Markdown => writeln!(out, "\n## {heading}\n"),
            _ => writeln!(out, "\n== {heading} =="),
        }
    }

    /// A name or condition of the file.
    pub fn code(self, text: &str) -> String {
        match self.layout {
            Layout::Markdown => format!("`{text}`"),
            _ => text.to_owned(),
        }
    }

    /// Writes a table in Markdown; in plain text a paragraph a row, for conditions are long.
    ///
    /// # Errors
    /// Where the output cannot be written.
    pub fn table(
        self,
        out: &mut impl Write,
        header: &[&str],
        rows: Vec<Vec<String>>,
    ) -> io::Result<()> {
        if self.layout == Layout::Markdown {
            let line = |cells: &[String]| {
                let cells: Vec<String> =
                    cells.iter().map(|cell| cell.replace('|', "\\|").replace('\n', " ")).collect();
                format!("| {} |", cells.join(" | "))
            };
            let names: Vec<String> = header.iter().map(|name| (*name).to_owned()).collect();
            writeln!(out, "{}", line(&names))?;
            writeln!(out, "|{}", " --- |".repeat(header.len()))?;
            return rows.iter().try_for_each(|row| writeln!(out, "{}", line(row)));
        }
        let colon = self.lang.pick("：", ": ");
        for row in rows {
            let mut cells = row.iter().zip(header).filter(|(cell, _)| !cell.is_empty());
            if let Some((first, _)) = cells.next() {
                writeln!(out, "* {first}")?;
            }
            for (cell, name) in cells {
                writeln!(out, "    {name}{colon}{cell}")?;
            }
        }
        Ok(())
    }
}
