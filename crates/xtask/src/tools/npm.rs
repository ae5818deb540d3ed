//! npm packages of a folder, installed exactly as its package-lock.json says.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::process::{command, npm_name, run_quietly, say};
use crate::stamp::{self, Stamp};

/// Installs the packages of this folder, unless that was done for the same lock file.
pub fn packages(folder: &Path) -> Result<()> {
    if !folder.join("package-lock.json").is_file() {
        bail!(
            "{}/package-lock.json is missing: the folder's npm packages are not known. \
             Write its package.json, run npm install there, and commit both",
            folder.display()
        );
    }
    let stamp = Stamp::default()
        .files(folder, "package.json")?
        .files(folder, "package-lock.json")?
        .finish();
    // Inside node_modules: whoever removes that removes the stamp too.
    let kept = folder.join("node_modules/.mingbai-stamp");
    if stamp::is_current(&kept, &stamp) {
        return Ok(());
    }
    say(&format!("Installing the npm packages of {} (under a minute)…", name_of(folder)));
    let mut npm = command(npm_name("npm"), folder);
    npm.args(["ci", "--no-audit", "--no-fund"]);
    // The browser is found or fetched by xtask, for all of them together.
    npm.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1").env("PUPPETEER_SKIP_DOWNLOAD", "1");
    run_quietly(&mut npm)
        .with_context(|| format!("the npm packages of {} cannot be installed", folder.display()))?;
    stamp::keep(&kept, &stamp)
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

fn name_of(folder: &Path) -> String {
    folder.file_name().unwrap_or(folder.as_os_str()).to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn nothing_is_installed_again_for_the_same_lock_file() {
        let folder = tempfile::tempdir().unwrap();
        let www = folder.path();
        fs::create_dir_all(www.join("node_modules")).unwrap();
        fs::write(www.join("package.json"), "{}").unwrap();
        fs::write(www.join("package-lock.json"), "not a lock file: npm ci would fail").unwrap();
        let stamp = Stamp::default().files(www, "package.json").unwrap();
        let stamp = stamp.files(www, "package-lock.json").unwrap().finish();
        stamp::keep(&www.join("node_modules/.mingbai-stamp"), &stamp).unwrap();
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
