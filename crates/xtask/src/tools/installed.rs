//! Programs that cargo installs into the cache folder.

use std::env::consts::EXE_SUFFIX;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use xshell::cmd;

use crate::lock;
use crate::place;
use crate::process::{on_path, quietly, shell};
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
        install("cargo".as_ref(), package, version, options, &folder, &build)
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

/// Installs it with the lock file of its author, never with other versions of what it is made of: it writes what
/// everybody runs. Where that cannot be done, a person decides.
fn install(
    cargo: &Path,
    package: &str,
    version: &str,
    options: &[&str],
    root: &Path,
    build: &Path,
) -> Result<()> {
    // Run in the cache folder: the workspace's own cargo settings are not for the tools.
    let shell = shell(root.parent().unwrap_or(root))?;
    let command = cmd!(
        shell,
        "{cargo} install {package} --version {version} --locked --debug {options...} --root {root} --target-dir {build}"
    );
    let command = command.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
    quietly(command.env("CARGO_PROFILE_DEV_DEBUG", "false")).with_context(|| {
        format!(
            "{package} {version} cannot be installed with its own lock file. By hand: \
             cargo install {package} --version {version} --locked, with cargo's bin folder on PATH"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn what_cannot_be_installed_locked_is_named_and_not_tried_without() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let (cargo, calls) = (folder.path().join("cargo"), folder.path().join("calls"));
        fs::write(&cargo, format!("#!/bin/sh\necho \"$*\" >> {}\nexit 101\n", calls.display()))
            .unwrap();
        fs::set_permissions(&cargo, fs::Permissions::from_mode(0o755)).unwrap();
        let (root, build) = (folder.path().join("a-1.0.0"), folder.path().join("a.build"));
        let error = install(&cargo, "a", "1.0.0", &["--no-default-features"], &root, &build);
        let said = format!("{:#}", error.unwrap_err());
        assert!(said.contains("a 1.0.0 cannot be installed with its own lock file"), "{said}");
        let calls = fs::read_to_string(&calls).unwrap();
        assert_eq!(calls.lines().count(), 1, "{calls}");
        assert!(
            calls.contains(" --locked ") && calls.contains(" --no-default-features "),
            "{calls}"
        );
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
