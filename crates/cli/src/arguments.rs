//! The command line.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use mingbai_core::kernel::date::Date;
use mingbai_core::kernel::lang::Lang;

/// What a health-insurance document for the poor gives a resident, each result with its clause.
#[derive(Parser)]
#[command(name = "mingbai", version, disable_help_subcommand = true)]
pub struct Arguments {
    /// The language of readable answers and of errors; if left out, Chinese where the environment
    /// (`LC_ALL`, `LC_MESSAGES`, LANG) is Chinese, else English.
    #[arg(long, value_parser = language(), global = true)]
    pub lang: Option<Lang>,
    /// Show the line of the file under each error, as in a terminal.
    #[arg(long, global = true)]
    pub underline: bool,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The language of the environment: Chinese where it says so, else English.
pub fn language_of_environment() -> Lang {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty());
    if set.is_some_and(|value| value.starts_with("zh")) { Lang::Zh } else { Lang::En }
}

/// What `--lang` takes: the keys of the languages.
fn language() -> impl TypedValueParser<Value = Lang> {
    let keys = [Lang::Zh, Lang::En].map(Lang::key);
    PossibleValuesParser::new(keys)
        .map(|key| if key == Lang::Zh.key() { Lang::Zh } else { Lang::En })
}

/// What to do.
#[derive(Subcommand)]
pub enum Command {
    /// List the built-in policies and their provisions.
    Policies(PoliciesOptions),
    /// List the places, and the policies that hold there.
    Places(PlacesOptions),
    /// List the facts a case may state.
    Facts(FactsOptions),
    /// Answer a case, or a case a line.
    Assess(AssessOptions),
    /// Answer a ledger: a resident a row, CSV or a workbook in and out.
    Roster(RosterOptions),
    /// Ask the questions one by one in a terminal, and answer.
    Ask(AskOptions),
    /// Lay a provision out: its decision table, its paths, figures and readings.
    Explain(ExplainOptions),
    /// Say what changes for whom between two versions of a policy.
    Diff(DiffOptions),
    /// Check policy files, figures files and cases.toml, with --source against the document's text.
    Lint(LintOptions),
    /// Run cases.toml against policy.toml in each folder.
    Test(TestOptions),
    /// Cut the text of a document into the table of its clauses, by its own numbering.
    Clauses(ClausesOptions),
    /// Begin a policy: write a policy.toml that compiles, and a cases.toml, to fill in.
    New(NewOptions),
    /// Print the JSON Schema of a file, for editors.
    Schema(SchemaOptions),
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

/// `mingbai places`
#[derive(Args)]
pub struct PlacesOptions {
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
    #[arg(long, value_name = "ID|FILE", required_unless_present = "place")]
    pub policy: Option<String>,
    /// The place (see `mingbai places`): every document that holds there, the local ones and the laws above them.
    #[arg(long, value_name = "ID", conflicts_with = "policy")]
    pub place: Option<String>,
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

/// `mingbai roster`
#[derive(Args)]
#[expect(clippy::struct_excessive_bools, reason = "a flag of the command each")]
pub struct RosterOptions {
    /// The policy: a built-in id (see `mingbai policies`) or a policy file.
    #[arg(long, value_name = "ID|FILE")]
    pub policy: String,
    /// The day of the answers, like 2019-11-01; today if left out. Ages that follow from identity numbers are those of
    /// that day, and it is said of a document whether it holds then.
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub on: Option<Date>,
    /// The county's figures.
    #[arg(long, value_name = "FILE.toml")]
    pub figures: Option<PathBuf>,
    /// What the columns of the ledger mean: a mapping file, as --propose writes it.
    #[arg(long, value_name = "MAP.toml")]
    pub map: Option<PathBuf>,
    /// Write the mapping that the ledger seems to need, each guess with its reason, and stop.
    #[arg(long, value_name = "MAP.toml", conflicts_with_all = ["map", "accept_proposed", "output"])]
    pub propose: Option<PathBuf>,
    /// Take the mapping that would be proposed, without looking at it.
    #[arg(long, conflicts_with = "map")]
    pub accept_proposed: bool,
    /// Also name the row of each provision's table, in columns `<provision>.row`.
    #[arg(long)]
    pub rows: bool,
    /// Also name the readings that each result rests on, in columns `<provision>.readings`, and say at the end how
    /// the text is read.
    #[arg(long)]
    pub readings: bool,
    /// Take this reading the other way; may be given several times.
    #[arg(long, value_name = "READING")]
    pub other_reading: Vec<String>,
    /// Write cells that begin with = + - @ as they are. Otherwise an apostrophe keeps a spreadsheet from running them.
    #[arg(long)]
    pub keep_formulas: bool,
    /// How many rows to answer side by side; all cores if left out.
    #[arg(long, value_name = "N")]
    pub jobs: Option<std::num::NonZeroU8>,
    /// The ledger: .csv, .xlsx, .xls or .ods; `-`: CSV from standard input. Its header names facts (ids or labels), or
    /// a mapping says what they mean; any other column is carried through.
    #[arg(value_name = "IN")]
    pub input: PathBuf,
    /// Where to write the answers: .csv, or .xlsx in words; rows with errors go to OUT.errors.csv beside a .csv, or to
    /// standard error where OUT is a device or a pipe.
    #[arg(short, long, value_name = "OUT", required_unless_present = "propose")]
    pub output: Option<PathBuf>,
}

/// `mingbai diff`
#[derive(Args)]
pub struct DiffOptions {
    /// The older version: a built-in id or a policy file.
    #[arg(value_name = "OLD")]
    pub old: String,
    /// The newer version: a built-in id or a policy file.
    #[arg(value_name = "NEW")]
    pub new: String,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// `mingbai explain`
#[derive(Args)]
pub struct ExplainOptions {
    /// Which provision: POLICY/PROVISION, as `mingbai policies` names them.
    #[arg(value_name = "POLICY/PROVISION")]
    pub provision: String,
    /// How to lay it out.
    #[arg(long, value_enum, default_value = "text")]
    pub format: Layout,
}

/// How `explain` lays a provision out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Layout {
    /// For a terminal.
    Text,
    /// For a document.
    Markdown,
    /// A picture, to print.
    Svg,
}

/// `mingbai ask`
#[derive(Args)]
pub struct AskOptions {
    /// The policy: a built-in id (see `mingbai policies`) or a policy file.
    #[arg(long, value_name = "ID|FILE")]
    pub policy: String,
    /// The day of the answer, like 2019-11-01. Today if left out.
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub on: Option<Date>,
    /// The county's figures.
    #[arg(long, value_name = "FILE.toml")]
    pub figures: Option<PathBuf>,
}

/// `mingbai lint`
#[derive(Args)]
pub struct LintOptions {
    /// Policy files, figures files, cases.toml, facts.toml.
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// The document cut into clauses: tab-separated, a header line `at`, `text`; or a folder of such
    /// files, NAME.clauses.tsv (may be given several times).
    #[arg(long, value_name = "TSV|DIR")]
    pub source: Vec<PathBuf>,
}

/// `mingbai test`
#[derive(Args)]
pub struct TestOptions {
    /// Folders with a policy.toml and a cases.toml.
    #[arg(value_name = "DIR", required = true)]
    pub folders: Vec<PathBuf>,
}

/// `mingbai clauses`
#[derive(Args)]
pub struct ClausesOptions {
    /// The text of the document, as it is copied from a web page or a word processor.
    #[arg(value_name = "TEXT")]
    pub text: PathBuf,
    /// The clause table to write; the second document of a text is written to NAME-2 and so on.
    #[arg(short, long, value_name = "X.clauses.tsv")]
    pub output: PathBuf,
    /// Keep all paragraphs under one number in one clause.
    #[arg(long)]
    pub together: bool,
}

/// `mingbai new`
#[derive(Args)]
pub struct NewOptions {
    /// The folder to write to; it is made if it is not there.
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// The document cut into clauses: tab-separated, a header line `at`, `text`. Every clause is
    /// then listed as not yet read.
    #[arg(long, value_name = "TSV")]
    pub source: Option<PathBuf>,
    /// A table of who gets how much, from a spreadsheet (.xlsx, .xls, .ods, CSV): columns such as 附件, 身份,
    /// 一档, 二档. Its lines become the rows of the first provision; each cell that is not understood is
    /// named, and with --source each clause that the document does not have.
    #[arg(long, value_name = "FILE")]
    pub rows: Option<PathBuf>,
}

/// `mingbai schema`
#[derive(Args)]
pub struct SchemaOptions {
    /// Which file.
    #[arg(value_enum)]
    pub file: SchemaOf,
}

/// A file that has a schema.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum SchemaOf {
    /// policy.toml
    Policy,
    /// A figures file.
    Figures,
    /// cases.toml
    Cases,
}

/// `mingbai bundle`
#[derive(Args)]
pub struct BundleOptions {
    /// A built-in id or a policy file; may be given several times.
    #[arg(long, value_name = "ID|FILE", required_unless_present = "place", num_args = 1..)]
    pub policy: Vec<String>,
    /// A place (see `mingbai places`), with every document that holds there; may be given several times.
    #[arg(long, value_name = "ID", conflicts_with = "policy", num_args = 1..)]
    pub place: Vec<String>,
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

/// Today by the local calendar: in the time zone that `TZ` names, else in the system's. `None` where
/// that zone is not known; a Unix system that sets none is at UTC.
///
/// The engine has no clock: only the command line may ask for the day.
pub fn today() -> Option<Date> {
    let unset = cfg!(unix) && std::env::var_os("TZ").is_none();
    let zone = TimeZone::try_system().ok().or_else(|| unset.then_some(TimeZone::UTC))?;
    day_at(Timestamp::now(), &zone)
}

fn day_at(moment: Timestamp, zone: &TimeZone) -> Option<Date> {
    let day = zone.to_datetime(moment).date();
    Date::new(
        u16::try_from(day.year()).ok()?,
        u8::try_from(day.month()).ok()?,
        u8::try_from(day.day()).ok()?,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_begins_in_shanghai_eight_hours_before_it_does_at_utc() {
        let day = |moment: &str, zone: &str| {
            let zone = TimeZone::get(zone).unwrap();
            day_at(moment.parse().unwrap(), &zone).unwrap().to_string()
        };
        for (moment, shanghai, utc) in [
            ("2025-12-31T15:59:59Z", "2025-12-31", "2025-12-31"),
            ("2025-12-31T16:00:00Z", "2026-01-01", "2025-12-31"),
            ("2025-12-31T17:00:00Z", "2026-01-01", "2025-12-31"),
            ("2026-01-01T00:00:00Z", "2026-01-01", "2026-01-01"),
        ] {
            assert_eq!(day(moment, "Asia/Shanghai"), shanghai, "{moment}");
            assert_eq!(day(moment, "UTC"), utc, "{moment}");
        }
    }
}
