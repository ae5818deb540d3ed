//! A Chromium for the browser tests and the pictures.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use xshell::{Cmd, cmd};

use super::apt;
use crate::process::{npm_name, on_path, quietly, say, shell};
use crate::times::timed;

/// Chromium without windows: the same pages in four fifths of the processor's time.
const SHELL: &str = "chromium-headless-shell";

/// Names of an installed Chrome or Chromium, in the order they are looked for.
const NAMES: [&str; 5] =
    [SHELL, "chromium", "google-chrome", "google-chrome-stable", "chromium-browser"];

/// Debian's packages, the later ones where it has not the first yet.
const PACKAGES: [&str; 2] = [SHELL, "chromium"];

/// With letters of Chinese: without them Chinese text is boxes.
const FONTS: &str = "fonts-noto-cjk";

/// Where the browser is.
#[derive(Debug, PartialEq)]
pub enum Browser {
    /// An installed program.
    Program(PathBuf),
    /// The one Playwright downloads and finds by itself.
    Playwright,
}

impl Browser {
    /// Tells a child process: the tests read `MINGBAI_CHROMIUM`.
    pub fn tell<'a>(&self, cmd: Cmd<'a>) -> Cmd<'a> {
        match self {
            Browser::Program(path) => cmd.env("MINGBAI_CHROMIUM", path),
            Browser::Playwright => cmd,
        }
    }
}

/// `MINGBAI_CHROMIUM`, else an installed one, else Debian's, else Playwright's.
pub fn find_or_fetch(browser_tests: &Path) -> Result<Browser> {
    if let Some(found) = choose(env::var_os("MINGBAI_CHROMIUM").map(PathBuf::from), on_path)? {
        return Ok(Browser::Program(found));
    }
    for package in PACKAGES.into_iter().filter(|_| apt::exists()) {
        match apt::install("the browser tests", &[package, FONTS]) {
            Ok(()) => {
                if let Some(found) = choose(None, on_path)? {
                    return Ok(Browser::Program(found));
                }
            }
            Err(error) => say(&format!("{error:#}")),
        }
    }
    let (shell, npx) = (shell(browser_tests)?, npm_name("npx"));
    timed("Fetching a Chromium with Playwright (100 MB, once)", || {
        quietly(cmd!(shell, "{npx} playwright install --only-shell chromium"))
    })
    .context(
        "no browser: install Chrome or Chromium (on Debian, as root: \
         apt-get install --no-install-recommends chromium-headless-shell fonts-noto-cjk), \
         or set MINGBAI_CHROMIUM to the program",
    )?;
    Ok(Browser::Playwright)
}

/// The named program, else the first on PATH. A name that leads nowhere is an error: falling
/// back silently would test another browser than the one asked for.
fn choose(
    named: Option<PathBuf>,
    on_path: impl Fn(&str) -> Option<PathBuf>,
) -> Result<Option<PathBuf>> {
    match named {
        Some(path) if path.is_file() => Ok(Some(path)),
        Some(path) => bail!(
            "MINGBAI_CHROMIUM is {}, which is not a file. Set it to the browser's program",
            path.display()
        ),
        None => Ok(NAMES.iter().find_map(|name| on_path(name))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_named_browser_wins_and_must_exist() {
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("my-chromium");
        let everywhere = |name: &str| Some(PathBuf::from("/bin").join(name));
        assert!(choose(Some(program.clone()), everywhere).is_err());
        std::fs::write(&program, "").unwrap();
        assert_eq!(choose(Some(program.clone()), everywhere).unwrap(), Some(program));
    }

    #[test]
    fn what_has_no_windows_is_taken_first_and_none_is_no_error() {
        let everywhere = |name: &str| Some(PathBuf::from("/bin").join(name));
        assert_eq!(choose(None, everywhere).unwrap(), Some("/bin/chromium-headless-shell".into()));
        let windows = |name: &str| everywhere(name).filter(|_| name != SHELL);
        assert_eq!(choose(None, windows).unwrap(), Some("/bin/chromium".into()));
        let chrome = |name: &str| (name == "google-chrome").then(|| PathBuf::from("/opt/chrome"));
        assert_eq!(choose(None, chrome).unwrap(), Some("/opt/chrome".into()));
        assert_eq!(choose(None, |_| None).unwrap(), None);
    }
}
