//! The Chromiums of the oldest machines, for the browser tests: tests/browser/fetch-old-chromium.mjs has them.

use std::path::PathBuf;

use anyhow::{Context, Result};

use super::{finished, fresh};
use crate::place::Place;
use crate::process::{command, run_quietly, say};
use crate::stamp::Stamp;

const SCRIPT: &str = "fetch-old-chromium.mjs";

/// The folder with a folder for each version, fetched once for what the script pins; none where
/// they do not run.
pub fn find_or_fetch(place: &Place) -> Result<Option<PathBuf>> {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        return Ok(None);
    }
    let pinned = Stamp::default().files(&place.browser_tests(), SCRIPT)?.finish();
    let folder =
        place.cache().join(format!("old-chromium-{}", pinned.get(..16).unwrap_or(&pinned)));
    if !folder.is_dir() {
        say("Fetching Chromium 80 and 109 for the browser tests (100 MB, once)…");
        let part = place.cache().join("old-chromium.part");
        fresh(&part)?;
        let mut node = command("node", &place.browser_tests());
        run_quietly(node.arg(SCRIPT).arg(&part)).context(
            "Chromium 80 and 109 cannot be fetched with npm; the page is tested in them",
        )?;
        finished(&part, &folder)?;
    }
    Ok(Some(folder))
}
