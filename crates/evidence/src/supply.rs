//! What the project takes from others: npm packages (their locks), and crates by cargo-deny
//! (deny.toml): licences, duplicates, sources, known faults.

use std::time::Duration;

use anyhow::{Context, Result};
use xshell::cmd;
use xtask::place;
use xtask::process::{say, shell, succeeds_within};
use xtask::tools;

/// Checks the locks and the crates. Known faults are left out, and that is said, where the database
/// of them cannot be fetched.
pub fn check() -> Result<()> {
    let shell = shell(place::root())?;
    cmd!(shell, "node tests/node/locks.mjs").run().context("an npm package is not pinned")?;
    let deny = tools::find_or_install("cargo-deny", "0.20.2", &[])?;
    cmd!(shell, "{deny} check licenses bans sources")
        .run()
        .context("a crate is not allowed by deny.toml")?;
    if !succeeds_within(cmd!(shell, "{deny} fetch db"), Duration::from_secs(120)) {
        say("known faults of the crates: left out, RustSec's database cannot be fetched from here");
        return Ok(());
    }
    cmd!(shell, "{deny} check --disable-fetch advisories")
        .run()
        .context("a crate has a known fault")
}
