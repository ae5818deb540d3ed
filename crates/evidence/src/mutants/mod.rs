//! `cargo evidence mutants`: the engine and the compiler changed in one place at a time; does a test notice?
//!
//! The changes are those cargo-mutants lists. It compiles again for each, a minute and more where the
//! core changes and everything above it; here all are compiled at once, each behind a switch (see
//! [`switch`]), and a test program is run again and again, told which mutant to be. What has no place in
//! one program (a value of an `impl Trait` type, an operator beside a `let`) is listed, and is judged by
//! cargo-mutants itself with `--alone`.
//!
//! | module | holds |
//! | --- | --- |
//! | [`switch`] | the sources with switches |
//! | [`judge`] | the test programs, and what they say of a mutant |

mod judge;
mod switch;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::Value;
use xshell::cmd;
use xtask::process::{say, shell};
use xtask::{lock, place, tools};

use crate::arguments::Mutants;

/// A change of one place, as cargo-mutants lists it.
#[derive(Clone)]
pub struct Mutant {
    /// What cargo-mutants calls it, with file, line and column.
    name: String,
    file: String,
    genre: String,
    /// What stands there instead; nothing where something is left out.
    replacement: String,
    line: usize,
    column: usize,
}

impl Mutant {
    fn read(value: &Value) -> Option<Self> {
        let text = |key: &str| Some(value.get(key)?.as_str()?.to_owned());
        let start = |key: &str| {
            usize::try_from(value.pointer(&format!("/span/start/{key}"))?.as_u64()?).ok()
        };
        Some(Self {
            name: text("name")?,
            file: text("file")?,
            genre: text("genre")?,
            replacement: text("replacement")?,
            line: start("line")?,
            column: start("column")?,
        })
    }
}

/// A mutant's name without the place, which moves with every line added above: what the list of survivors
/// calls it.
fn lasting(name: &str) -> String {
    let mut parts = name.splitn(4, ':');
    let (file, change) = (parts.next().unwrap_or_default(), parts.nth(2).unwrap_or_default());
    format!("{file}:{change}")
}

/// Mutants that no test notices: `file: change`, tab, the reason it is harmless.
const SURVIVORS: &str = "tests/mutants-survivors.tsv";

/// The share that must be caught, in percent.
const CAUGHT: usize = 95;

/// Mutants that are not in the build with all of them, by number.
#[derive(Default)]
struct LeftOut {
    /// They have no place in it: another `impl Trait` type, a part of a constant, beside a `let`.
    homeless: BTreeSet<u32>,
    /// They do not compile: most replace a value by a default of a type that has none.
    refused: BTreeSet<u32>,
}

impl LeftOut {
    fn has(&self, number: u32) -> bool {
        self.homeless.contains(&number) || self.refused.contains(&number)
    }
}

/// Judges them.
pub fn check(which: &Mutants) -> Result<()> {
    let (program, shell) =
        (tools::find_or_install("cargo-mutants", "27.1.0", &[])?, shell(place::root())?);
    let only = which.re.iter().flat_map(|pattern| ["--re", pattern]);
    let listed = cmd!(shell, "{program} mutants --list --json").args(only).quiet().read()?;
    let listed: Value = serde_json::from_str(&listed)
        .context("cargo-mutants lists its mutants in a form that is not known")?;
    let mut mutants: Vec<Mutant> =
        listed.as_array().into_iter().flatten().filter_map(Mutant::read).collect();
    let _lock = lock::take(&place::root().join("target/mutants.lock"), "judging mutants")?;
    let folder = place::root().join("target/mutants");
    let record = folder.join("verdicts.tsv");
    if which.again {
        let verdicts = fs::read_to_string(&record).context("there is no last run")?;
        let alive = verdicts.lines().filter_map(|line| line.strip_prefix("lives\t\t")).map(lasting);
        let alive: BTreeSet<String> = alive.collect();
        mutants.retain(|mutant| alive.contains(&lasting(&mutant.name)));
    }
    if mutants.is_empty() {
        bail!("no mutants: nothing in crates/core and crates/compiler matches");
    }
    let (programs, left_out) = compiled(&folder, &mutants)?;
    let wanted: Vec<(u32, &Mutant)> =
        (0..).zip(&mutants).filter(|(number, _)| !left_out.has(*number)).collect();
    println!(
        "{} mutants: {} do not compile, {} have no place in one build, {} to judge",
        mutants.len(),
        left_out.refused.len(),
        left_out.homeless.len(),
        wanted.len()
    );
    let verdicts = judge::all(&programs, &wanted, &record)?;
    if !left_out.homeless.is_empty() {
        let homeless = left_out.homeless.iter();
        let homeless = homeless.filter_map(|&number| mutants.get(number as usize));
        let mut one_by_one = cmd!(shell, "{program} mutants");
        for mutant in homeless {
            println!("no place in one build: {}", mutant.name);
            one_by_one = one_by_one.arg("--re").arg(format!("^{}$", escaped(&mutant.name)));
        }
        if which.alone {
            one_by_one.run()?;
        }
    }
    report(&wanted, &verdicts, which.re.is_empty() && !which.again)
}

/// A text as a regular expression that only it matches.
fn escaped(text: &str) -> String {
    text.chars()
        .flat_map(|char| {
            (!char.is_alphanumeric() && char != ' ').then_some('\\').into_iter().chain([char])
        })
        .collect()
}

fn report(
    wanted: &[(u32, &Mutant)],
    verdicts: &BTreeMap<u32, judge::Verdict>,
    whole: bool,
) -> Result<()> {
    let text = fs::read_to_string(place::root().join(SURVIVORS)).unwrap_or_default();
    let known: BTreeMap<&str, &str> = text
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .collect();
    // Two mutants of one function may have one name.
    let mut seen = BTreeSet::new();
    let (mut caught, mut slow, mut harmless, mut new) = (0, 0, 0, Vec::new());
    for (number, mutant) in wanted {
        match verdicts.get(number) {
            Some(judge::Verdict::Caught(_)) => caught += 1,
            Some(judge::Verdict::TooSlow(_)) => slow += 1,
            Some(judge::Verdict::Lives) | None => {
                let name = lasting(&mutant.name);
                if known.contains_key(name.as_str()) {
                    harmless += 1;
                    seen.insert(name);
                } else {
                    new.push(mutant);
                }
            }
        }
    }
    for mutant in &new {
        println!("lives: {}", mutant.name);
    }
    let share = (caught + slow) * 1000 / wanted.len().max(1);
    println!(
        "{} mutants: {caught} caught, {slow} run too long or too large (caught), {} live ({harmless} of them \
         harmless for a reason given, {} not): {}.{} % caught",
        wanted.len(),
        harmless + new.len(),
        new.len(),
        share / 10,
        share % 10
    );
    if whole {
        for gone in known.keys().filter(|name| !seen.contains(**name)) {
            println!("caught by now; take out of {SURVIVORS}: {gone}");
        }
    }
    if !new.is_empty() {
        bail!("{} mutants live: write a test, or the reason in {SURVIVORS}", new.len());
    }
    // A part may well be the part that lives.
    if whole && share < CAUGHT * 10 {
        bail!("fewer than {CAUGHT} % of the mutants are caught");
    }
    Ok(())
}

/// The test programs of a copy of the sources with all switches in them. What does not compile is
/// taken out, until the rest does.
fn compiled(folder: &Path, mutants: &[Mutant]) -> Result<(Vec<judge::Program>, LeftOut)> {
    let mut left_out = LeftOut::default();
    // A function has one `impl Trait` type.
    let other_type = |mutant: &Mutant| mutant.replacement.starts_with("::std::iter::");
    let of_other_type = (0..).zip(mutants).filter(|(_, mutant)| other_type(mutant));
    left_out.homeless.extend(of_other_type.map(|(number, _)| number));
    let copy = folder.join("sources");
    say("Writing the sources with a switch for each mutant…");
    if copy.exists() {
        fs::remove_dir_all(&copy)
            .with_context(|| format!("{} cannot be removed", copy.display()))?;
    }
    let shell = shell(place::root())?;
    let listed =
        cmd!(shell, "git ls-files -z --cached --others --exclude-standard").quiet().read()?;
    for file in listed.split('\0').filter(|file| !file.is_empty()) {
        let (from, to) = (place::root().join(file), copy.join(file));
        if !from.is_file() {
            continue;
        }
        if let Some(parent) = to.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::copy(&from, &to).with_context(|| format!("{file} cannot be copied"))?;
    }
    let constant = constant_functions(&copy)?;
    for round in 0..30 {
        let homeless = write(&copy, mutants, &left_out, &constant)?;
        left_out.homeless.extend(homeless);
        match judge::build(&copy, &folder.join("target"))? {
            judge::Built::Programs(programs) => return Ok((programs, left_out)),
            judge::Built::Refused(numbers) => {
                say(&format!("round {}: {} do not compile", round + 1, numbers.len()));
                left_out.refused.extend(numbers);
            }
        }
    }
    bail!("the sources with switches do not compile, and no mutant is to blame")
}

/// The functions that stay `const`.
fn constant_functions(copy: &Path) -> Result<BTreeSet<String>> {
    let mut files = Vec::new();
    sources(&copy.join("crates"), &mut files)?;
    let mut parsed = Vec::new();
    for path in files {
        let text = fs::read_to_string(&path)?;
        parsed.push(
            syn::parse_file(&text).with_context(|| format!("{} is no Rust", path.display()))?,
        );
    }
    let mut names = BTreeSet::new();
    loop {
        let before = names.len();
        for file in &parsed {
            switch::called_by_constants(file, &mut names);
        }
        if names.len() == before {
            return Ok(names);
        }
    }
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            sources(&path, found)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    Ok(())
}

/// Writes the files that have mutants, with their switches; gives back the mutants that have no place.
fn write(
    copy: &Path,
    mutants: &[Mutant],
    left_out: &LeftOut,
    constant: &BTreeSet<String>,
) -> Result<Vec<u32>> {
    let core = copy.join("crates/core/src");
    fs::write(core.join("mutant.rs"), switch::SWITCH)?;
    let mut outside = Vec::new();
    let files: BTreeSet<&str> = mutants.iter().map(|mutant| mutant.file.as_str()).collect();
    for name in files.into_iter().chain(["crates/core/src/lib.rs"]) {
        let text = fs::read_to_string(place::root().join(name))?;
        let mut file = syn::parse_file(&text).with_context(|| format!("{name} is no Rust"))?;
        if name == "crates/core/src/lib.rs" {
            file.items.push(syn::parse_quote!(
                pub mod mutant;
            ));
        }
        let path = if name.starts_with("crates/core/") {
            "crate::mutant::mutant"
        } else {
            "mingbai_core::mutant::mutant"
        };
        let mut here: BTreeMap<u32, &Mutant> = (0..)
            .zip(mutants)
            .filter(|(number, mutant)| mutant.file == name && !left_out.has(*number))
            .collect();
        let written = switch::switched(&mut file, &mut here, constant, path)
            .with_context(|| format!("in {name}"))?;
        outside.extend(here.into_keys());
        let to = copy.join(name);
        if fs::read_to_string(&to).ok().as_deref() != Some(written.as_str()) {
            fs::write(to, written)?;
        }
    }
    Ok(outside)
}
