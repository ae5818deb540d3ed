//! `cargo evidence reproduce`: the page is built twice, here and in a fresh clone elsewhere with its own
//! target folder and its own npm packages; every file of www/dist must be the same, byte for byte.

use std::env;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use xshell::cmd;
use xtask::process::shell;
use xtask::{page, place};

/// The file that is carried about.
const SINGLE_FILE: &str = "mingbai.html";

/// Builds twice and compares.
pub fn check() -> Result<()> {
    if env::var_os("CARGO_TARGET_DIR").is_some() {
        bail!("CARGO_TARGET_DIR is set: each build must have a target folder of its own");
    }
    let (here, from) = (shell(place::root())?, place::root());
    let changed = cmd!(here, "git status --porcelain").read()?;
    if !changed.is_empty() {
        bail!("a clone has only what is committed; commit first:\n{changed}");
    }
    page::build_all()?;
    let folder = tempfile::tempdir().context("no folder for the second build")?;
    let clone = folder.path().join("a-folder-with-another-name");
    cmd!(here, "git clone --quiet --no-hardlinks {from} {clone}").run()?;
    let there = shell(&clone)?;
    cmd!(there, "cargo xtask build").run().context("the second build")?;
    let files = same(&place::dist(), &clone.join("www/dist"))?;
    println!("{files} files of www/dist are the same in both builds; {SINGLE_FILE}, SHA-256:");
    let sum = cmd!(here, "sha256sum www/dist/{SINGLE_FILE}").quiet().read()?;
    println!("{sum}");
    Ok(())
}

/// How many files there are; an error names those that differ.
fn same(one: &Path, other: &Path) -> Result<usize> {
    let names = names(one)?;
    if names != self::names(other)? || !names.iter().any(|name| name == SINGLE_FILE) {
        bail!("{} and {} do not hold the same files", one.display(), other.display());
    }
    let read = |folder: &Path, name: &String| {
        fs::read(folder.join(name)).with_context(|| format!("{name} cannot be read"))
    };
    let mut differ = Vec::new();
    for name in &names {
        if read(one, name)? != read(other, name)? {
            differ.push(name.as_str());
        }
    }
    if !differ.is_empty() {
        bail!("the two builds differ in {}", differ.join(", "));
    }
    Ok(names.len())
}

/// The files in a folder and in those below it, by their paths from it.
fn names(folder: &Path) -> Result<Vec<String>> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("{} cannot be listed", folder.display()))?;
    let mut names = Vec::new();
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            let below = self::names(&entry.path())?;
            names.extend(below.iter().map(|file| format!("{name}/{file}")));
        } else {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_a_missing_file_and_no_page_are_all_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let [one, other] = ["one", "other"].map(|name| folder.path().join(name));
        for dist in [&one, &other] {
            fs::create_dir_all(dist.join("npm")).unwrap();
        }
        assert!(same(&one, &other).is_err(), "no page at all");
        for dist in [&one, &other] {
            fs::write(dist.join(SINGLE_FILE), "page").unwrap();
            fs::write(dist.join("npm/mingbai.js"), "code").unwrap();
        }
        assert_eq!(same(&one, &other).unwrap(), 2);
        fs::write(other.join("npm/mingbai.js"), "cod2").unwrap();
        assert_eq!(
            same(&one, &other).unwrap_err().to_string(),
            "the two builds differ in npm/mingbai.js"
        );
        fs::remove_file(other.join("npm/mingbai.js")).unwrap();
        assert!(same(&one, &other).is_err());
    }
}
