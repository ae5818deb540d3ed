//! What a ledger's run reports: its progress, and a summary.

use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use mingbai_core::kernel::lang::Lang;

use mingbai_ledger::answering::{Answering, Listed};
use mingbai_ledger::tally::{Counts, Tally};

/// How many of the rows that are set aside are named.
const LINES: usize = 12;

/// How many wanted facts of a provision are named.
const NAMED: usize = 3;

/// A bar on standard error; none when that is no terminal.
pub fn progress(bytes: u64) -> ProgressBar {
    let bar = ProgressBar::new(bytes);
    if let Ok(style) = ProgressStyle::with_template("{wide_bar} {percent:>3}%  {msg} {eta_precise}")
    {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

/// How it went.
pub struct Run<'r> {
    /// How many rows were answered.
    pub rows: u64,
    /// How many had errors.
    pub bad: u64,
    /// How many were set aside because nothing is written in them.
    pub blank: u64,
    /// The rows that were set aside because they are sums, or say who filled the table in: their numbers.
    pub aside: &'r [u64],
    /// How long it took.
    pub took: Duration,
    /// The file of answers.
    pub out: &'r Path,
    /// The file of errors; none where they went to standard error.
    pub errors: Option<&'r Path>,
}

impl Run<'_> {
    /// Rows a second.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a rate for people to read"
    )]
    pub fn rate(&self) -> u64 {
        ((self.rows + self.bad) as f64 / self.took.as_secs_f64().max(1e-3)) as u64
    }

    fn write_aside(&self, out: &mut impl Write, lang: Lang) -> io::Result<()> {
        let Self { blank, aside, .. } = *self;
        if blank > 0 {
            match lang {
                Lang::Zh => writeln!(out, "没有算的空行：{blank}行")?,
                Lang::En => writeln!(out, "blank rows set aside: {blank}")?,
            }
        }
        if aside.is_empty() {
            return Ok(());
        }
        let mut named: Vec<String> = aside.iter().take(LINES).map(u64::to_string).collect();
        named.extend((aside.len() > LINES).then(|| "…".to_owned()));
        let named = named.join(lang.pick("、", ", "));
        match lang {
            Lang::Zh => writeln!(out, "没有算的合计、小计、填表人：第{named}行"),
            Lang::En => {
                writeln!(out, "sums and signatures set aside: row {named}")
            }
        }
    }

    /// Writes what came of it.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn write(
        &self,
        out: &mut impl Write,
        answering: &Answering<'_>,
        tally: &Tally,
        lang: Lang,
    ) -> io::Result<()> {
        let (rows, bad, rate) = (self.rows, self.bad, self.rate());
        let (took, path) = (self.took.as_secs_f32(), self.out.display());
        match lang {
            Lang::Zh => writeln!(out, "{path}：答了{rows}行，{took:.1}秒（每秒{rate}行）")?,
            Lang::En => {
                writeln!(out, "{path}: {rows} rows answered in {took:.1} s ({rate} a second)")?;
            }
        }
        self.write_aside(out, lang)?;
        if bad > 0 {
            let here = lang.pick("标准错误", "standard error").to_owned();
            let errors = self.errors.map_or(here, |path| path.display().to_string());
            match lang {
                Lang::Zh => writeln!(out, "{errors}：{bad}行有错，没有答；每个错写在这里")?,
                Lang::En => writeln!(
                    out,
                    "{errors}: {bad} rows with errors, not answered; every error is named here"
                )?,
            }
        }
        writeln!(
            out,
            "{}",
            lang.pick("       给     不给     未定", "  granted  refused     open")
        )?;
        for (Listed { id, title, .. }, counts) in answering.provisions.iter().zip(&tally.provisions)
        {
            let Counts { granted, refused, open, .. } = counts;
            write!(out, "{granted:>9}{refused:>9}{open:>9}  {title} ({id})")?;
            let wants = wants(answering, counts, lang);
            match lang {
                _ if wants.is_empty() => writeln!(out)?,
                Lang::Zh => writeln!(out, "，缺：{wants}")?,
                Lang::En => writeln!(out, ", for want of: {wants}")?,
            }
        }
        let missing = tally.no_figures;
        if missing > 0 {
            match lang {
                Lang::Zh => writeln!(
                    out,
                    "{missing}行缺缴费标准，premium.aid 和 premium.pays 里算不出的空着；用 --figures 给出本县的数字"
                )?,
                Lang::En => writeln!(
                    out,
                    "for {missing} rows the contribution is not known: amounts in premium.aid and premium.pays that need it are empty; give the county's --figures"
                )?,
            }
        }
        Ok(())
    }
}

/// The facts wanted most by the rows for which a provision is open, with how many rows want each.
fn wants(answering: &Answering<'_>, counts: &Counts, lang: Lang) -> String {
    let mut wants: Vec<(&str, u64)> = answering
        .facts
        .iter()
        .zip(&counts.wants)
        .filter(|(_, rows)| **rows > 0)
        .map(|(fact, rows)| (fact.label, *rows))
        .collect();
    wants.sort_by_key(|(_, rows)| std::cmp::Reverse(*rows));
    let more = wants.len().saturating_sub(NAMED);
    let mut named: Vec<String> =
        wants.iter().take(NAMED).map(|(label, rows)| format!("{label} {rows}")).collect();
    if more > 0 {
        named.push(match lang {
            Lang::Zh => format!("另{more}项"),
            Lang::En => format!("{more} more"),
        });
    }
    named.join(lang.pick("、", ", "))
}
