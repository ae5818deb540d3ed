//! The program wasm-bindgen: its library behind the few options that are used here.
//!
//! Compiled without optimisation, from tools/wasm-bindgen, into the cache. (The ready-made program
//! holds a test runner with a web server too, and takes more than twice as long.)

use std::path::PathBuf;

use anyhow::Result;

use super::own;

/// Exactly that of the crates: they speak a private format. All manifests and this must agree.
pub const VERSION: &str = "0.2.130";

/// Compiles it, if that is not done.
pub fn build() -> Result<PathBuf> {
    own::build("wasm-bindgen")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place;

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
