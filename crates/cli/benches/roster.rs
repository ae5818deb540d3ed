//! A ledger of a million residents against its budget (docs/budgets.md): `cargo bench --package mingbai`.
//!
//! The premium table's facts, some of them empty, one row in a hundred with a mistake. The quickest of
//! three runs counts: what else the machine does only ever adds. Of memory, where the system tells it,
//! the most that a run held. The run fails if one is over.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// Rows a second, on two cores.
const LEAST: f64 = 500_000.0;

const ROWS: usize = 1_000_000;

/// The most memory, KB: it is the same for any number of rows. Ledger and answers have some 500 MB.
const MOST: u64 = 64 * 1024;

fn main() -> Result<ExitCode> {
    // `cargo test --benches` starts it too, without this word: there is nothing to test here.
    if !std::env::args().any(|argument| argument == "--bench") {
        return Ok(ExitCode::SUCCESS);
    }
    let folder = tempfile::tempdir()?;
    let runs = (0..3).map(|_| run(folder.path(), ROWS)).collect::<Result<Vec<_>>>()?;
    let quickest = runs.iter().map(|run| run.took).min().unwrap_or_default();
    let rate = f64::from(u32::try_from(ROWS)?) / quickest.as_secs_f64();
    println!("roster: {rate:.0} residents/s of at least {LEAST:.0}");
    let held = runs.iter().filter_map(|run| run.held).max();
    match held {
        Some(held) => println!("roster: {held} KB held of at most {MOST}"),
        None => println!("roster: this system does not tell how much memory a program held"),
    }
    let flat = held.is_none_or(|held| held <= MOST);
    Ok(if rate >= LEAST && flat { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

struct Run {
    took: Duration,
    /// The most memory held, KB.
    held: Option<u64>,
}

fn run(folder: &Path, rows: usize) -> Result<Run> {
    let [input, output] = ["in.csv", "out.csv"].map(|name| folder.join(name));
    fs::write(&input, ledger(rows)?)?;
    let began = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_mingbai"))
        .args(["roster", "--policy", "liangping-2019", "--on", "2019-11-01", "--figures"])
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/example-figures.toml"))
        .args([input.as_path(), Path::new("-o"), output.as_path()])
        .stderr(Stdio::null())
        .spawn()?;
    let mut held = None;
    let status = loop {
        held = most_held(&child).or(held);
        if let Some(status) = child.try_wait()? {
            break status;
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let took = began.elapsed();
    if status.code() != Some(1) {
        bail!("roster ended with {status}; a ledger with mistakes ends with 1");
    }
    let answers = memchr::memchr_iter(b'\n', &fs::read(&output)?).count();
    if answers != 1 + rows - rows / 100 {
        bail!("{answers} lines for {rows} rows");
    }
    Ok(Run { took, held })
}

/// What Linux says of a program that runs.
fn most_held(child: &Child) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse().ok()
}

/// Residents, the same every time; every hundredth row has a mistake.
fn ledger(rows: usize) -> Result<String> {
    let mut text = String::from(
        "name,residence,registered_poor,dibao,tekun,orphan,low_income,illness_poverty,scheme,tier\n",
    );
    let mut state = 20_191_008_u64;
    let mut pick = |from: &[&'static str]| -> Result<&'static str> {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let at = usize::try_from(state >> 33)? % from.len();
        from.get(at).copied().context("a place in the list")
    };
    for row in 1..=rows {
        let (residence, poor) =
            (pick(&["rural", "urban", ""])?, pick(&["none", "not_lifted", "lifted"])?);
        write!(text, "R{row},{residence},{poor}")?;
        for _ in 0..5 {
            write!(text, ",{}", pick(&["false", "true", ""])?)?;
        }
        let tier = if row % 100 == 0 { "tier_0" } else { pick(&["tier_1", "tier_2", ""])? };
        writeln!(text, ",{},{tier}", pick(&["resident", "employee", "none"])?)?;
    }
    Ok(text)
}
