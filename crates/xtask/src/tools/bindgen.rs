//! The program wasm-bindgen: its library behind the few options that are used here.
//!
//! Compiled without optimisation, from tools/wasm-bindgen, into the cache. (The ready-made program
//! holds a test runner with a web server too, and takes more than twice as long.)

use std::path::PathBuf;

use anyhow::{Context, Result};
use xshell::cmd;

use crate::place;
use crate::process::{quietly, shell};
use crate::times::timed;

/// Exactly that of the crates: they speak a private format. All manifests and this must agree.
pub const VERSION: &str = "0.2.130";

/// Compiles it, if that is not done.
pub fn build() -> Result<PathBuf> {
    let folder = place::cache().join("wasm-bindgen");
    let manifest = place::root().join("tools/wasm-bindgen/Cargo.toml");
    // From outside the checkout: the workspace's own cargo settings are not for the tools.
    std::fs::create_dir_all(&folder)
        .with_context(|| format!("{} cannot be made", folder.display()))?;
    let shell = shell(&folder)?;
    let cargo =
        cmd!(shell, "cargo build --locked --manifest-path {manifest} --target-dir {folder}");
    let cargo = cargo.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
    timed("Compiling wasm-bindgen", || quietly(cargo))?;
    Ok(folder.join("debug").join(format!("wasm-bindgen{}", std::env::consts::EXE_SUFFIX)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_has_the_version_of_the_crates() {
        for (manifest, line) in [
            ("crates/wasm/Cargo.toml", format!("\nwasm-bindgen = \"={VERSION}\"\n")),
            ("crates/npm/Cargo.toml", format!("\nwasm-bindgen = \"={VERSION}\"\n")),
            (
                "tools/wasm-bindgen/Cargo.toml",
                format!("\nwasm-bindgen-cli-support = \"={VERSION}\"\n"),
            ),
            ("tools/wasm-bindgen/Cargo.toml", format!("\nversion = \"{VERSION}\"\n")),
        ] {
            let text = std::fs::read_to_string(place::root().join(manifest)).unwrap();
            assert!(text.contains(&line), "{manifest} has no line {line}");
        }
    }
}
