//! `cargo xtask reproduce`: the page is built twice, here and in a fresh clone elsewhere with its own
//! target folder and its own npm packages; every file of www/dist must be the same, byte for byte.

use std::env;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::page;
use crate::place::Place;
use crate::process::{command, printed_by, run_quietly, say};
use crate::stamp::Stamp;

/// The file that is carried about.
const SINGLE_FILE: &str = "mingbai.html";

/// Builds twice and compares.
pub fn check(place: &Place) -> Result<()> {
    if env::var_os("CARGO_TARGET_DIR").is_some() {
        bail!("CARGO_TARGET_DIR is set: each build must have a target folder of its own");
    }
    let changed =
        printed_by(command("git", place.root()).args(["status", "--porcelain"])).context("git")?;
    if !changed.trim().is_empty() {
        bail!("a clone has only what is committed; commit first:\n{changed}");
    }
    page::build(place)?;
    let folder = tempfile::tempdir().context("no folder for the second build")?;
    let clone = folder.path().join("a-folder-with-another-name");
    let mut git = command("git", folder.path());
    run_quietly(git.args(["clone", "--quiet", "--no-hardlinks"]).arg(place.root()).arg(&clone))?;
    say(&format!("Building again in {} (some minutes)…", clone.display()));
    let other = place.elsewhere(clone);
    page::build(&other)?;
    let files = same(&place.dist(), &other.dist())?;
    println!("{files} files of www/dist are the same in both builds; {SINGLE_FILE}, SHA-256:");
    print!("{}", printed_by(command("sha256sum", &place.dist()).arg(SINGLE_FILE))?);
    Ok(())
}

/// How many files there are; an error names those that differ.
fn same(one: &Path, other: &Path) -> Result<usize> {
    let names = names(one)?;
    if names != self::names(other)? || !names.iter().any(|name| name == SINGLE_FILE) {
        bail!("{} and {} do not hold the same files", one.display(), other.display());
    }
    let hash = |folder: &Path, name: &String| -> Result<String> {
        Ok(Stamp::default().files(folder, name)?.finish())
    };
    let mut differ = Vec::new();
    for name in &names {
        if hash(one, name)? != hash(other, name)? {
            differ.push(name.as_str());
        }
    }
    if !differ.is_empty() {
        bail!("the two builds differ in {}", differ.join(", "));
    }
    Ok(names.len())
}

fn names(folder: &Path) -> Result<Vec<String>> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("{} cannot be listed", folder.display()))?;
    let mut names: Vec<String> =
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
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
            fs::create_dir(dist).unwrap();
        }
        assert!(same(&one, &other).is_err(), "no page at all");
        for dist in [&one, &other] {
            fs::write(dist.join(SINGLE_FILE), "page").unwrap();
            fs::write(dist.join("icon.svg"), "icon").unwrap();
        }
        assert_eq!(same(&one, &other).unwrap(), 2);
        fs::write(other.join("icon.svg"), "icom").unwrap();
        assert_eq!(
            same(&one, &other).unwrap_err().to_string(),
            "the two builds differ in icon.svg"
        );
        fs::remove_file(other.join("icon.svg")).unwrap();
        assert!(same(&one, &other).is_err());
    }
}
