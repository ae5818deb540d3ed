//! The browsers that Playwright does not drive: Debian's Firefox and `WebKit`, and Chromiums of old machines, which
//! tests/browser/real/fetch-old-chromium.mjs has.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use xshell::{Cmd, cmd};

use super::{apt, finished, fresh};
use crate::lock;
use crate::place;
use crate::process::{quietly, say, shell};
use crate::times::timed;

/// Where the package tools are Debian's. Elsewhere what is on PATH is tried.
const PACKAGES: [&str; 3] = ["firefox-esr", "webkit2gtk-driver", "xvfb"];

const SCRIPT: &str = "fetch-old-chromium.mjs";

/// What was found or fetched of them.
pub struct RealBrowsers {
    old_chromium: Option<PathBuf>,
}

impl RealBrowsers {
    /// Tells a child process: the tests read `MINGBAI_OLD_CHROMIUM`.
    pub fn tell<'a>(&self, cmd: Cmd<'a>) -> Cmd<'a> {
        cmd.envs(self.old_chromium.as_ref().map(|folder| ("MINGBAI_OLD_CHROMIUM", folder)))
    }
}

/// Installs and fetches what is missing. What cannot be had here is said, and its tests fail.
pub fn find_or_fetch() -> Result<RealBrowsers> {
    if apt::exists()
        && let Err(error) = apt::install("the tests in other browsers", &PACKAGES)
    {
        say(&format!("{error:#}"));
    }
    Ok(RealBrowsers { old_chromium: old_chromium()? })
}

/// The folder with a folder for each version, fetched once for what the script pins; none where
/// they do not run.
fn old_chromium() -> Result<Option<PathBuf>> {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        return Ok(None);
    }
    let script = place::browser_tests().join("real").join(SCRIPT);
    let pinned = fs::read(&script).with_context(|| format!("{} is missing", script.display()))?;
    let folder = place::cache().join("old-chromium");
    let _lock = lock::take(&place::cache().join("lock"), "fetching tools")?;
    if !fs::read(folder.join(SCRIPT)).is_ok_and(|fetched_by| fetched_by == pinned) {
        timed("Fetching Chromium 80, 92 and 109 (150 MB)", || {
            let (shell, part) =
                (shell(&place::browser_tests())?, place::cache().join("old-chromium.part"));
            fresh(&part)?;
            quietly(cmd!(shell, "node {script} {part}")).context(
                "Chromium 80, 92 and 109 cannot be fetched with npm; the page is tested in them",
            )?;
            fs::copy(&script, part.join(SCRIPT))
                .with_context(|| format!("{} cannot be written", part.display()))?;
            finished(&part, &folder)
        })?;
    }
    Ok(Some(folder))
}
