//! The programs in tools/: each the library of others behind the few options that are used here, in a workspace of its
//! own, compiled once into the cache.

use std::env::consts::EXE_SUFFIX;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use xshell::cmd;

use crate::place;
use crate::process::{quietly, shell};
use crate::times::timed;

/// The program of tools/NAME, compiled if that is not done.
pub fn build(name: &str) -> Result<PathBuf> {
    let folder = place::cache().join(name);
    let manifest = place::root().join("tools").join(name).join("Cargo.toml");
    // From outside the checkout: the workspace's own cargo settings are not for the tools.
    fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    let shell = shell(&folder)?;
    let cargo =
        cmd!(shell, "cargo build --locked --manifest-path {manifest} --target-dir {folder}");
    let cargo = cargo.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
    timed(&format!("Compiling {name}"), || quietly(cargo))?;
    Ok(folder.join("debug").join(format!("{name}{EXE_SUFFIX}")))
}
