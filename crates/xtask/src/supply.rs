//! What the project takes from others: crates (deny.toml, by cargo-deny) and npm packages.

use std::time::Duration;

use anyhow::{Context, Result};
use xshell::cmd;

use crate::place;
use crate::process::{shell, succeeds_within};
use crate::tools;

/// Licences, duplicates and sources of the crates; the lock files of the npm packages.
pub fn check() -> Result<()> {
    let (shell, deny) = (shell(place::root())?, tools::cargo_deny()?);
    cmd!(shell, "node tests/node/locks.mjs").run().context("an npm package is not pinned")?;
    cmd!(shell, "{deny} check licenses bans sources")
        .run()
        .context("a crate is not allowed by deny.toml")
}

/// Known faults of the crates; false where the database of them cannot be had.
pub fn advisories() -> Result<bool> {
    let (shell, deny) = (shell(place::root())?, tools::cargo_deny()?);
    if !succeeds_within(cmd!(shell, "{deny} fetch db"), Duration::from_secs(120)) {
        return Ok(false);
    }
    cmd!(shell, "{deny} check --disable-fetch advisories")
        .run()
        .context("a crate has a known fault")?;
    Ok(true)
}
