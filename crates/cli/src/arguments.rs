//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use mingbai_core::date::Date;

/// What a health-insurance document for the poor gives a resident, each result with its clause.
#[derive(Parser)]
#[command(name = "mingbai", version, disable_help_subcommand = true)]
pub struct Arguments {
    /// The language of readable answers.
    #[arg(long, value_enum, default_value = "en", global = true)]
    pub lang: Lang,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The language of readable answers.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Lang {
    /// Simplified Chinese.
    Zh,
    /// English.
    En,
}

impl Lang {
    /// The text in this language.
    pub const fn pick<'t>(self, zh: &'t str, en: &'t str) -> &'t str {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }

    /// The key of this language in a pair of texts.
    pub const fn key(self) -> &'static str {
        self.pick("zh", "en")
    }
}

/// What to do.
#[derive(Subcommand)]
pub enum Command {
    /// List the built-in policies and their provisions.
    Policies(PoliciesOptions),
    /// List the facts a case may state.
    Facts(FactsOptions),
    /// Answer a case, or a case a line.
    Assess(AssessOptions),
    /// Check policy files, with --source against the text of the document.
    Lint(LintOptions),
    /// Make one self-contained HTML file of policies and figures.
    Bundle(BundleOptions),
}

/// `mingbai policies`
#[derive(Args)]
pub struct PoliciesOptions {
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// `mingbai facts`
#[derive(Args)]
pub struct FactsOptions {
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
    /// Only the facts of this policy: a built-in id or a policy file.
    #[arg(long, value_name = "ID|FILE")]
    pub policy: Option<String>,
}

/// `mingbai assess`
#[derive(Args)]
pub struct AssessOptions {
    /// The policy: a built-in id (see `mingbai policies`) or a policy file.
    #[arg(long, value_name = "ID|FILE")]
    pub policy: String,
    /// The day of the answer, like 2019-11-01. Today if left out.
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub on: Option<Date>,
    /// The county's figures.
    #[arg(long, value_name = "FILE.toml")]
    pub figures: Option<PathBuf>,
    /// Print JSON.
    #[arg(long, conflicts_with = "jsonl")]
    pub json: bool,
    /// Read a case a line and print an answer a line.
    #[arg(long)]
    pub jsonl: bool,
    /// The case; `-` or nothing: standard input.
    #[arg(value_name = "CASE.json", default_value = "-")]
    pub case: PathBuf,
}

/// `mingbai lint`
#[derive(Args)]
pub struct LintOptions {
    /// The policy files.
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// The document cut into clauses: tab-separated, a header line `at`, `text`.
    #[arg(long, value_name = "TSV")]
    pub source: Option<PathBuf>,
}

/// `mingbai bundle`
#[derive(Args)]
pub struct BundleOptions {
    /// A built-in id or a policy file; may be given several times.
    #[arg(long, value_name = "ID|FILE", required = true, num_args = 1..)]
    pub policy: Vec<String>,
    /// The county's figures.
    #[arg(long, value_name = "FILE.toml")]
    pub figures: Option<PathBuf>,
    /// The page's template; the one built into this program if left out.
    #[arg(long, value_name = "FILE")]
    pub template: Option<PathBuf>,
    /// Where to write the page.
    #[arg(short, long, value_name = "OUT.html")]
    pub output: PathBuf,
}

/// Reads a day of the calendar.
fn day(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "expected a day of the calendar, like 2019-11-01".to_owned())
}

/// Today, where this program runs.
///
/// The engine has no clock: only the command line may ask for the day.
pub fn today() -> Option<Date> {
    let today = jiff::Zoned::now().date();
    let (year, month, day) = (today.year(), today.month(), today.day());
    Date::new(u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}
