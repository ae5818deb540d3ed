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
//! | [`constants`], [`iterators`] | what keeps its type, or its `const`, with them |
//! | [`packages`] | whose tests judge |
//! | [`judge`] | the test programs, and what they say of a mutant |
//! | [`run`] | one run of one of them |
//! | [`record`] | what was said of each, kept for the next run |

mod constants;
mod iterators;
mod judge;
mod packages;
mod record;
mod run;
mod switch;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::Value;
use xshell::cmd;
use xtask::process::{say, shell};
use xtask::{lock, place, tools};

use self::judge::{Verdict, Wanted};
use self::record::Record;
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

/// Mutants that do not compile, by the text of their file.
const REFUSED: &str = "refused.tsv";

/// The module of the switch, in the copy; the file that declares it.
const SWITCH: &str = "crates/core/src/mutant.rs";
const SWITCHED: &str = "crates/core/src/lib.rs";

/// The share that must be caught, in percent.
const CAUGHT: usize = 97;

/// Mutants that are not in the build with all of them, by number.
#[derive(Default)]
struct LeftOut {
    /// They have no place in it: another `impl Trait` type, a part of a constant.
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
    let listed =
        cmd!(shell, "{program} mutants --workspace --list --json").args(only).quiet().read()?;
    let listed: Value = serde_json::from_str(&listed)
        .context("cargo-mutants lists its mutants in a form that is not known")?;
    let listed: Vec<Mutant> =
        listed.as_array().into_iter().flatten().filter_map(Mutant::read).collect();
    let _lock = lock::take(&place::root().join("target/mutants.lock"), "judging mutants")?;
    let folder = place::root().join("target/mutants");
    fs::create_dir_all(&folder)?;
    let path = folder.join("verdicts.tsv");
    let mut record = Record::read(&path);
    let reasons = fs::read_to_string(place::root().join(SURVIVORS))?;
    let reasons: BTreeSet<&str> = reasons
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| Some(line.split_once('\t')?.0))
        .collect();
    let has_reason = |mutant: &Mutant| reasons.contains(lasting(&mutant.name).as_str());
    let refused = refused_before(&folder.join(REFUSED), &listed)?;
    let wanted = |number: u32, mutant: &Mutant| {
        !refused.contains(&number)
            && has_reason(mutant) == which.reasons
            && !(which.again && record.is_caught(mutant))
    };
    let mutants: Vec<Mutant> = (0..)
        .zip(&listed)
        .filter(|(number, mutant)| wanted(*number, mutant))
        .map(|(_, mutant)| mutant.clone())
        .collect();
    if mutants.is_empty() {
        bail!("no mutants: nothing that .cargo/mutants.toml names matches, or all of it is caught");
    }
    let files = mutants.iter().map(|mutant| place::root().join(&mutant.file)).collect();
    let metadata = cmd!(shell, "cargo metadata --no-deps --format-version 1").quiet().read()?;
    let packages = packages::judges(&serde_json::from_str(&metadata)?, &files, &which.by)?;
    let (programs, left_out) = compiled(&folder, &mutants, &packages)?;
    let before: Vec<Option<String>> = mutants.iter().map(|mutant| record.forget(mutant)).collect();
    let wanted: Vec<Wanted<'_>> = (0..)
        .zip(mutants.iter().zip(before))
        .filter(|(number, _)| !left_out.has(*number))
        .map(|(number, (mutant, by))| Wanted { number, mutant, by })
        .collect();
    println!(
        "{} mutants: {} more do not compile, {} have no place in one build, {} to judge",
        mutants.len(),
        left_out.refused.len(),
        left_out.homeless.len(),
        wanted.len()
    );
    let homeless = left_out.homeless.iter();
    let homeless: Vec<&Mutant> =
        homeless.filter_map(|&number| mutants.get(number as usize)).collect();
    for mutant in &homeless {
        println!("no place in one build: {}", mutant.name);
    }
    record.write(&path)?;
    judge::all(&programs, &wanted, &mut record, &path)?;
    if which.alone && !homeless.is_empty() {
        let names = homeless.iter().map(|mutant| format!("--re=^{}$", escaped(&mutant.name)));
        cmd!(shell, "{program} mutants --workspace").args(names).run()?;
    }
    let refused_now = left_out.refused.iter().filter_map(|&number| mutants.get(number as usize));
    let refused_now: BTreeSet<&str> = refused_now.map(|mutant| mutant.name.as_str()).collect();
    let viable: Vec<&Mutant> = (0..)
        .zip(&listed)
        .filter(|(number, own)| !refused.contains(number) && !refused_now.contains(&*own.name))
        .map(|(_, mutant)| mutant)
        .collect();
    report(&viable, &record, &has_reason, which.re.is_empty())
}

/// A text as a regular expression that only it matches.
fn escaped(text: &str) -> String {
    text.chars()
        .flat_map(|char| {
            (!char.is_alphanumeric() && char != ' ').then_some('\\').into_iter().chain([char])
        })
        .collect()
}

/// What is known of all that are listed and compile, also from runs before.
fn report(
    viable: &[&Mutant],
    record: &Record,
    has_reason: &dyn Fn(&Mutant) -> bool,
    whole: bool,
) -> Result<()> {
    let (mut caught, mut slow, mut harmless, mut live, mut unjudged) = (0, 0, 0, 0, 0);
    for mutant in viable {
        let reason = has_reason(mutant);
        match record.of(mutant) {
            Some(Verdict::Caught(_) | Verdict::TooSlow(_)) if reason => {
                caught += 1;
                println!("caught by now; take out of {SURVIVORS}: {}", mutant.name);
            }
            Some(Verdict::Caught(_)) => caught += 1,
            Some(Verdict::TooSlow(_)) => slow += 1,
            Some(Verdict::Lives) | None if reason => harmless += 1,
            Some(Verdict::Lives) => {
                live += 1;
                println!("lives: {}", mutant.name);
            }
            None => {
                unjudged += 1;
                println!("not judged: {}", mutant.name);
            }
        }
    }
    let share = (caught + slow) * 1000 / viable.len().max(1);
    println!(
        "{} mutants compile: {caught} caught, {slow} run too long or too large (caught), {} live ({harmless} of \
         them harmless for a reason given, {live} not), {unjudged} not judged: {}.{} % caught",
        viable.len(),
        harmless + live,
        share / 10,
        share % 10
    );
    if live > 0 {
        bail!("{live} mutants live: write a test, or the reason in {SURVIVORS}");
    }
    // A part may well be the part that lives.
    if whole && share < CAUGHT * 10 {
        bail!("fewer than {CAUGHT} % of the mutants are caught");
    }
    Ok(())
}

/// The test programs of a copy of the sources with all switches in them. What does not compile is
/// taken out, until the rest does.
fn compiled(
    folder: &Path,
    mutants: &[Mutant],
    packages: &[String],
) -> Result<(Vec<judge::Program>, LeftOut)> {
    let mut left_out = LeftOut::default();
    let copy = folder.join("sources");
    say("Writing the sources with a switch for each mutant…");
    let written = written_anew(mutants)?;
    copied(&copy, &written)?;
    let constant = constants::functions(place::root())?;
    let known = folder.join(REFUSED);
    left_out.refused = refused_before(&known, mutants)?;
    for round in 0..30 {
        write(&copy, &written, mutants, &mut left_out, &constant)?;
        match judge::build(&copy, &folder.join("target"), packages)? {
            judge::Built::Programs(programs) => {
                remember_refused(&known, mutants, &left_out.refused)?;
                return Ok((programs, left_out));
            }
            judge::Built::Refused(numbers) => {
                say(&format!("round {}: {} do not compile", round + 1, numbers.len()));
                left_out.refused.extend(numbers);
            }
        }
    }
    bail!("the sources with switches do not compile, and no mutant is to blame")
}

/// What the file of a mutant is told by: what did not compile in the same text does not compile now.
fn digest(mutant: &Mutant) -> Result<u64> {
    let mut hasher = DefaultHasher::new();
    fs::read(place::root().join(&mutant.file))?.hash(&mut hasher);
    Ok(hasher.finish())
}

/// Those that did not compile in an earlier run, by number.
fn refused_before(known: &Path, mutants: &[Mutant]) -> Result<BTreeSet<u32>> {
    let text = fs::read_to_string(known).unwrap_or_default();
    let known: BTreeSet<&str> = text.lines().collect();
    let mut refused = BTreeSet::new();
    for (number, mutant) in (0..).zip(mutants) {
        if known.contains(format!("{}\t{}", digest(mutant)?, mutant.name).as_str()) {
            refused.insert(number);
        }
    }
    Ok(refused)
}

/// Remembers them beside those that other runs met.
fn remember_refused(known: &Path, mutants: &[Mutant], refused: &BTreeSet<u32>) -> Result<()> {
    let text = fs::read_to_string(known).unwrap_or_default();
    let mut lines: BTreeSet<String> = text.lines().map(str::to_owned).collect();
    for mutant in refused.iter().filter_map(|&number| mutants.get(number as usize)) {
        lines.insert(format!("{}\t{}", digest(mutant)?, mutant.name));
    }
    let lines: Vec<String> = lines.into_iter().collect();
    fs::write(known, lines.join("\n"))?;
    Ok(())
}

/// The files that are not simply copied: those that get switches, and those of functions that are `const` and may call
/// one that is so no more, since it has a switch.
fn written_anew(mutants: &[Mutant]) -> Result<BTreeSet<String>> {
    let root = place::root();
    let mut files: BTreeSet<String> = mutants.iter().map(|mutant| mutant.file.clone()).collect();
    files.insert(SWITCHED.to_owned());
    let mut sources = Vec::new();
    constants::sources(&root.join("crates"), &mut sources)?;
    for path in sources {
        if fs::read_to_string(&path)?.contains("const fn") {
            let name = path.strip_prefix(root)?.to_string_lossy().replace('\\', "/");
            files.insert(name);
        }
    }
    Ok(files)
}

/// Makes the copy what the sources are, but for the files that are `written` anew. What is the same stays untouched, so
/// that it need not be compiled again.
fn copied(copy: &Path, written: &BTreeSet<String>) -> Result<()> {
    let shell = shell(place::root())?;
    let listed =
        cmd!(shell, "git ls-files -z --cached --others --exclude-standard").quiet().read()?;
    let listed: BTreeSet<&str> = listed
        .split('\0')
        .filter(|file| !file.is_empty() && place::root().join(file).is_file())
        .collect();
    for file in &listed {
        let to = copy.join(file);
        if written.contains(*file) && to.exists() {
            continue;
        }
        let bytes = fs::read(place::root().join(file))?;
        if fs::read(&to).ok().as_ref() != Some(&bytes) {
            to.parent().map_or(Ok(()), fs::create_dir_all)?;
            fs::write(&to, bytes).with_context(|| format!("{file} cannot be copied"))?;
        }
    }
    let mut folders = vec![copy.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            let name = path.strip_prefix(copy)?.to_string_lossy().replace('\\', "/");
            if path.is_dir() {
                folders.push(path);
            } else if !listed.contains(name.as_str()) && name != SWITCH {
                fs::remove_file(&path)?;
            }
        }
    }
    Ok(())
}

/// Writes `files`, with the switches of their mutants; notes the mutants that have no place.
fn write(
    copy: &Path,
    files: &BTreeSet<String>,
    mutants: &[Mutant],
    left_out: &mut LeftOut,
    constant: &BTreeSet<String>,
) -> Result<()> {
    written(&copy.join(SWITCH), switch::SWITCH)?;
    for name in files {
        let text = fs::read_to_string(place::root().join(name))?;
        let mut file = syn::parse_file(&text).with_context(|| format!("{name} is no Rust"))?;
        if name == SWITCHED {
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
            .filter(|(number, mutant)| mutant.file == *name && !left_out.has(*number))
            .collect();
        let switched = switch::switched(&mut file, &mut here, constant, path)
            .with_context(|| format!("in {name}"))?;
        left_out.homeless.extend(here.into_keys());
        left_out.refused.extend(switched.no_rust);
        written(&copy.join(name), &switched.text)?;
    }
    Ok(())
}

/// Writes a file, unless that is what it holds.
fn written(path: &Path, text: &str) -> Result<()> {
    if fs::read_to_string(path).ok().as_deref() != Some(text) {
        fs::write(path, text).with_context(|| format!("{} cannot be written", path.display()))?;
    }
    Ok(())
}
