//! A Chromium for the browser tests and the pictures.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use xshell::{Cmd, cmd};

use super::apt;
use crate::process::{npm_name, on_path, quietly, say, shell};
use crate::times::timed;

/// Names of an installed Chrome or Chromium, in the order they are looked for.
const NAMES: [&str; 4] = ["chromium", "google-chrome", "google-chrome-stable", "chromium-browser"];

/// Fonts with Chinese letters come with it: without them Chinese text is boxes.
const PACKAGES: [&str; 2] = ["chromium", "fonts-noto-cjk"];

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
    if apt::exists() {
        match apt::install("the browser tests", &PACKAGES) {
            Ok(()) => {
                if let Some(found) = choose(None, on_path)? {
                    return Ok(Browser::Program(found));
                }
            }
            Err(error) => say(&format!("{error:#}")),
        }
    }
    let (shell, npx) = (shell(browser_tests)?, npm_name("npx"));
    timed("Fetching a Chromium with Playwright (150 MB, once)", || {
        quietly(cmd!(shell, "{npx} playwright install chromium"))
    })
    .context(
        "no browser: install Chrome or Chromium (on Debian, as root: \
         apt-get install --no-install-recommends chromium fonts-noto-cjk), \
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
    fn chromium_is_taken_before_chrome_and_none_is_no_error() {
        let everywhere = |name: &str| Some(PathBuf::from("/bin").join(name));
        assert_eq!(choose(None, everywhere).unwrap(), Some("/bin/chromium".into()));
        let chrome = |name: &str| (name == "google-chrome").then(|| PathBuf::from("/opt/chrome"));
        assert_eq!(choose(None, chrome).unwrap(), Some("/opt/chrome".into()));
        assert_eq!(choose(None, |_| None).unwrap(), None);
    }
}
