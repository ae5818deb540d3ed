//! Programs that cargo installs into the cache folder.

use std::env::consts::EXE_SUFFIX;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use xshell::cmd;

use crate::lock;
use crate::place;
use crate::process::{on_path, quietly, say, shell};
use crate::times::timed;

/// The program wasm-pack, without what it downloads with: all it needs is here.
pub fn wasm_pack() -> Result<PathBuf> {
    find_or_install("wasm-pack", "0.15.1", &["--no-default-features"])
}

/// The program of a crate, installed if it is not there. Built without optimisation: what runs for a
/// second now and then need not be fast.
pub fn find_or_install(package: &str, version: &str, options: &[&str]) -> Result<PathBuf> {
    let folder = place::cache().join(format!("{package}-{version}"));
    let program = folder.join("bin").join(format!("{package}{EXE_SUFFIX}"));
    if program.is_file() {
        return Ok(program);
    }
    if let Some(found) = on_path(package).filter(|found| has_version(found, version)) {
        return Ok(found);
    }
    let _lock = lock::take(&place::cache().join("lock"), "fetching tools")?;
    let build = place::cache().join(format!("{package}.build"));
    timed(&format!("Building {package} {version}"), || {
        // The author's lock file first. It may name a crate that a registry mirror does not have
        // yet; then the newest compatible ones.
        if let Err(error) = install(package, version, options, &folder, &build, &["--locked"]) {
            say(&format!(
                "With its own lock file it did not build ({}); trying without…",
                reason(&error)
            ));
            install(package, version, options, &folder, &build, &[])?;
        }
        Ok(())
    })
    .with_context(|| {
        format!(
            "{package} {version} cannot be installed. By hand: \
             cargo install {package} --version {version}, with cargo's bin folder on PATH"
        )
    })?;
    fs::remove_dir_all(&build).with_context(|| format!("{} cannot be removed", build.display()))?;
    Ok(program)
}

/// Does it print a line such as `wasm-pack 0.15.1`?
fn has_version(program: &Path, wanted: &str) -> bool {
    let printed = shell(Path::new("."))
        .and_then(|shell| Ok(cmd!(shell, "{program} --version").quiet().ignore_stderr().read()?));
    printed.is_ok_and(|line| line.split_whitespace().nth(1) == Some(wanted))
}

fn install(
    package: &str,
    version: &str,
    options: &[&str],
    root: &Path,
    build: &Path,
    locked: &[&str],
) -> Result<()> {
    // Run in the cache folder: the workspace's own cargo settings are not for the tools.
    let shell = shell(&place::cache())?;
    let cargo = cmd!(
        shell,
        "cargo install {package} --version {version} --debug {options...} {locked...} --root {root} --target-dir {build}"
    );
    let cargo = cargo.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
    quietly(cargo.env("CARGO_PROFILE_DEV_DEBUG", "false"))
}

/// The line of cargo's output that says why.
fn reason(error: &anyhow::Error) -> String {
    let text = format!("{error:#}");
    let line =
        text.lines().find(|line| line.trim_start().starts_with("error")).or(text.lines().next());
    line.unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::anyhow;

    #[test]
    fn the_reason_is_cargos_error_line() {
        let error = anyhow!(
            "cargo install failed; its last lines:\n  Updating index\nerror: no such crate\nhelp"
        );
        assert_eq!(reason(&error), "error: no such crate");
        assert_eq!(reason(&anyhow!("cargo cannot be started")), "cargo cannot be started");
    }

    #[test]
    fn programs_print_their_version_as_the_second_word() {
        let cargo = Path::new("cargo");
        let shell = shell(Path::new(".")).unwrap();
        let printed = cmd!(shell, "cargo --version").quiet().read().unwrap();
        assert!(has_version(cargo, printed.split(' ').nth(1).unwrap()));
        assert!(!has_version(cargo, "0.0.0"));
        assert!(!has_version(Path::new("no-such-program-of-mingbai"), ""));
    }
}
