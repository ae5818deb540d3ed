//! npm packages of a folder, installed exactly as its package-lock.json says.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use xshell::cmd;

use crate::lock;
use crate::place;
use crate::process::{npm_name, quietly, shell};
use crate::times::timed;

/// Inside `node_modules`: removing that removes this too.
const KEPT: &str = "node_modules/.mingbai-package-lock.json";

/// Installs the packages of this folder, unless that was done for the same lock file.
pub fn packages(folder: &Path) -> Result<()> {
    let Ok(lock_file) = fs::read(folder.join("package-lock.json")) else {
        bail!(
            "{}/package-lock.json is missing: the folder's npm packages are not known. \
             Write its package.json, run npm install there, and commit both",
            folder.display()
        );
    };
    let kept = folder.join(KEPT);
    if fs::read(&kept).is_ok_and(|kept| kept == lock_file) {
        return Ok(());
    }
    let _lock = lock::take(&place::root().join("target/npm.lock"), "installing npm packages")?;
    let name = folder.strip_prefix(place::root()).unwrap_or(folder).display();
    timed(&format!("Installing the npm packages of {name}"), || {
        let (shell, npm) = (shell(folder)?, npm_name("npm"));
        // The browser is found or fetched by xtask, for all of them together.
        quietly(
            cmd!(shell, "{npm} ci --no-audit --no-fund")
                .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"),
        )
        .with_context(|| {
            format!(
                "the npm packages of {name} cannot be installed (Node.js 20 or newer is needed)"
            )
        })
    })?;
    fs::write(&kept, lock_file).with_context(|| format!("{} cannot be written", kept.display()))
}

/// A program of the installed packages.
pub fn program(folder: &Path, program: &str, package: &str) -> Result<PathBuf> {
    let path = folder.join("node_modules/.bin").join(npm_name(program));
    if !path.is_file() {
        bail!(
            "{} is missing. Add the npm package {package} to the devDependencies of {}/package.json \
             (npm install --save-dev {package})",
            path.display(),
            folder.display()
        );
    }
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_installed_again_for_the_same_lock_file() {
        let folder = tempfile::tempdir().unwrap();
        let www = folder.path();
        fs::create_dir_all(www.join("node_modules")).unwrap();
        fs::write(www.join("package.json"), "{}").unwrap();
        let lock_file = "not a lock file: npm ci would fail";
        fs::write(www.join("package-lock.json"), lock_file).unwrap();
        fs::write(www.join(KEPT), lock_file).unwrap();
        packages(www).unwrap();
    }

    #[test]
    fn a_folder_without_a_lock_file_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let error = packages(folder.path()).unwrap_err().to_string();
        assert!(error.contains("package-lock.json is missing"), "{error}");
    }

    #[test]
    fn a_missing_program_names_its_package() {
        let error = program(Path::new("www"), "wasm-opt", "binaryen").unwrap_err().to_string();
        assert!(error.contains("npm install --save-dev binaryen"), "{error}");
    }
}
