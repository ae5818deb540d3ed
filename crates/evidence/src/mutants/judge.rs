//! The test programs of the build with switches, and what they say of a mutant.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::Value;
use xtask::process::say;

use super::record::Record;
use super::run::{run, spent};
use super::{Mutant, switch};

/// A test program, or the tests of one module of it, and the folder it is run in.
#[derive(Clone)]
pub struct Program {
    pub path: PathBuf,
    /// The module's tests, such as `paths::`; empty: all.
    pub module: String,
    pub folder: PathBuf,
    /// Where it was built: some build the command line there.
    pub target: PathBuf,
    /// The processor time of the unchanged one.
    pub time: Duration,
    /// The switches it meets: of other mutants it can say nothing.
    pub meets: BTreeSet<u32>,
}

/// What became of a build.
pub enum Built {
    /// The test programs, the quickest first.
    Programs(Vec<Program>),
    /// These mutants do not compile here.
    Refused(BTreeSet<u32>),
}

/// What the tests say of a mutant.
#[derive(Clone)]
pub enum Verdict {
    /// This program fails.
    Caught(String),
    /// This program does not end, or takes all memory.
    TooSlow(String),
    /// No program fails.
    Lives,
}

/// Test programs that say nothing of what is right: fuzz (damaged input finds no wrong answers), growth (a table of
/// times).
const LEFT_OUT: [&str; 2] = ["fuzz", "growth"];

/// The programs that hold many modules of tests: each is judged for itself, the quickest first.
const ALL: &str = "all";

/// Compiles the test programs of some packages.
pub fn build(copy: &Path, target: &Path, packages: &[String]) -> Result<Built> {
    say("Compiling the tests with all mutants in them…");
    let mut cargo = Command::new("cargo");
    cargo.current_dir(copy).stdin(Stdio::null());
    cargo.args(["test", "--no-run", "--message-format=json"]);
    for package in packages {
        cargo.args(["--package", package]);
    }
    cargo.args(["--lib", "--bins", "--tests"]);
    cargo.envs(settings(target));
    let output = cargo.stderr(Stdio::inherit()).output().context("cargo cannot be started")?;
    let (mut programs, mut refused, mut said) = (Vec::new(), BTreeSet::new(), String::new());
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let Ok(message) = serde_json::from_str::<Value>(line) else { continue };
        if message.pointer("/message/level").and_then(Value::as_str) == Some("error") {
            refused.extend(blamed(copy, &message)?);
            let text = message.pointer("/message/rendered").and_then(Value::as_str);
            said.push_str(text.unwrap_or_default());
        }
        let name = message.pointer("/target/name").and_then(Value::as_str).unwrap_or_default();
        if let Some(program) = program(&message, target)
            && !LEFT_OUT.contains(&name)
        {
            programs.push((program, name == ALL));
        }
    }
    if output.status.success() {
        let mut programs =
            programs.into_iter().try_fold(Vec::new(), |mut found, (program, all)| {
                found.extend(if all { modules(&program)? } else { vec![program] });
                anyhow::Ok(found)
            })?;
        for program in &mut programs {
            unchanged(program)?;
        }
        programs.sort_by_key(|program| program.time);
        for program in &programs {
            let (name, meets) = (name(program), program.meets.len());
            say(&format!("{name}: {:.1?}, meets {meets} mutants", program.time));
        }
        return Ok(Built::Programs(programs));
    }
    let mut errors =
        fs::OpenOptions::new().create(true).append(true).open(target.with_extension("errors"))?;
    errors.write_all(said.as_bytes())?;
    if refused.is_empty() {
        bail!("the sources with switches do not compile:\n{said}");
    }
    Ok(Built::Refused(refused))
}

/// Where cargo builds.
pub fn settings(target: &Path) -> [(&'static str, OsString); 1] {
    [("CARGO_TARGET_DIR", target.into())]
}

/// The test program a message of cargo tells of.
fn program(message: &Value, target: &Path) -> Option<Program> {
    let path = message.get("executable")?.as_str()?;
    let test = message.pointer("/profile/test")?.as_bool()?;
    let manifest = Path::new(message.get("manifest_path")?.as_str()?);
    test.then(|| Program {
        path: PathBuf::from(path),
        module: String::new(),
        folder: manifest.parent().unwrap_or(manifest).to_owned(),
        target: target.to_owned(),
        time: Duration::ZERO,
        meets: BTreeSet::new(),
    })
}

/// The modules of a program that holds many.
fn modules(program: &Program) -> Result<Vec<Program>> {
    let listed = Command::new(&program.path).args(["--list", "--format", "terse"]).output()?;
    let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
    let names = listed.lines().filter_map(|line| Some(format!("{}::", line.split_once("::")?.0)));
    let names: BTreeSet<String> = names.collect();
    Ok(names.into_iter().map(|module| Program { module, ..program.clone() }).collect())
}

/// What a program is called in the record.
pub fn name(program: &Program) -> String {
    let file = program.path.file_name().unwrap_or_default().to_string_lossy();
    let file = file.rsplit_once('-').map_or(&*file, |(name, _)| name);
    match program.module.strip_suffix("::") {
        Some(module) => format!("{file} {module}"),
        None => file.to_owned(),
    }
}

/// The mutants whose switches stand where an error is reported, or next above it.
fn blamed(copy: &Path, message: &Value) -> Result<Vec<u32>> {
    let mut numbers = Vec::new();
    let spans = message.pointer("/message/spans").and_then(Value::as_array);
    for span in spans.into_iter().flatten() {
        if span.get("is_primary").and_then(Value::as_bool) != Some(true) {
            continue;
        }
        let file = span.get("file_name").and_then(Value::as_str).unwrap_or_default();
        let place = |key: &str| {
            span.get(key)
                .and_then(Value::as_u64)
                .and_then(|line| usize::try_from(line).ok())
                .unwrap_or_default()
        };
        let text = fs::read_to_string(copy.join(file))
            .with_context(|| format!("{file} cannot be read"))?;
        let lines: Vec<&str> = text.lines().collect();
        let (first, last) = (place("line_start"), place("line_end"));
        let inside = lines.get(first.saturating_sub(1)..last).unwrap_or_default();
        // A match that is not exhaustive with guards on its arms: those arms.
        let unmatched =
            message.pointer("/message/code/code").and_then(Value::as_str) == Some("E0004");
        let below = lines.get(first..).filter(|_| unmatched).unwrap_or_default();
        let indent = |line: &str| line.len() - line.trim_start().len();
        let match_at = lines.get(first.saturating_sub(1)).map_or(0, |line| indent(line));
        let arms = below.iter().take_while(|line| indent(line) > match_at);
        let guards = arms.filter(|line| line.contains(" if ") && line.contains("=>"));
        numbers.extend(guards.flat_map(|line| switches(line)));
        if unmatched {
            continue;
        }
        let mut found: Vec<u32> = inside.iter().flat_map(|line| switches(line)).collect();
        if found.is_empty() {
            let above = lines.get(first.saturating_sub(8)..first).unwrap_or_default();
            found = above
                .iter()
                .rev()
                .map(|line| switches(line))
                .find(|found| !found.is_empty())
                .unwrap_or_default();
        }
        numbers.extend(found);
    }
    Ok(numbers)
}

/// The numbers of the switches in a line.
fn switches(line: &str) -> Vec<u32> {
    let calls = line.split("::mutant(").skip(1);
    calls.filter_map(|call| call.split("u32").next()?.parse().ok()).collect()
}

/// Runs a program that is no mutant: how long it takes, and what it meets.
fn unchanged(program: &mut Program) -> Result<()> {
    let trace = program.target.with_extension("met");
    let _ = fs::remove_file(&trace);
    let before = spent();
    let verdict = run(program, &[(switch::TRACE, trace.as_os_str())], Duration::from_secs(600));
    if !matches!(verdict, Some(Verdict::Lives)) {
        bail!("{} of {} fails with no mutant switched on", name(program), program.path.display());
    }
    program.time = spent().saturating_sub(before);
    let met = fs::read_to_string(&trace).unwrap_or_default();
    program.meets = met.lines().filter_map(|line| line.parse().ok()).collect();
    Ok(())
}

/// A mutant to judge.
pub struct Wanted<'m> {
    pub number: u32,
    pub mutant: &'m Mutant,
    /// The program that caught it before, which is asked first.
    pub by: Option<String>,
}

/// Judges every mutant, as many at a time as there are cores. The record and its file get each verdict.
pub fn all(
    programs: &[Program],
    wanted: &[Wanted<'_>],
    record: &mut Record,
    path: &Path,
) -> Result<()> {
    let file = fs::OpenOptions::new().append(true).open(path);
    let file = file.with_context(|| format!("{} cannot be written", path.display()))?;
    let done = Mutex::new((0, record, file));
    let next = AtomicUsize::new(0);
    let workers = thread::available_parallelism().map_or(2, usize::from);
    let start = Instant::now();
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                // What caught the last one: its neighbour is often caught by the same.
                let mut first = 0;
                while let Some(own) = wanted.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let before = own
                        .by
                        .as_ref()
                        .and_then(|by| programs.iter().position(|program| name(program) == *by));
                    first = before.unwrap_or(first);
                    let verdict = judge(programs, own.number, &mut first);
                    if let Ok(mut done) = done.lock() {
                        let (count, record, file) = &mut *done;
                        record.add(own.mutant, verdict, file);
                        *count += 1;
                        if *count % 100 == 0 {
                            let (minutes, all) = (start.elapsed().as_secs() / 60, wanted.len());
                            say(&format!("{count} of {all} judged in {minutes} minutes"));
                        }
                    }
                }
            });
        }
    });
    done.into_inner().map_err(|_| anyhow::anyhow!("a judge stopped"))?;
    Ok(())
}

fn judge(programs: &[Program], number: u32, first: &mut usize) -> Verdict {
    let chosen = OsString::from(number.to_string());
    let order = [*first].into_iter().chain((0..programs.len()).filter(|at| at != first));
    for (at, program) in order.filter_map(|at| Some((at, programs.get(at)?))) {
        if !program.meets.contains(&number) {
            continue;
        }
        let limit = program.time * 4 + Duration::from_secs(5);
        match run(program, &[(switch::VARIABLE, &chosen)], limit) {
            Some(Verdict::Lives) => {}
            Some(verdict) => {
                *first = at;
                return verdict;
            }
            None => return Verdict::Caught("cannot be started".into()),
        }
    }
    Verdict::Lives
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_switches_of_a_line_are_found() {
        let line = "if crate::mutant::mutant(12u32) { x } else if crate::mutant::mutant(3u32) {";
        assert_eq!(switches(line), [12, 3]);
        assert!(switches("let mutant = 5;").is_empty());
    }
}
