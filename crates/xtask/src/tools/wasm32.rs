//! A Rust that can build for `wasm32-unknown-unknown`.
//!
//! In this order: the ordinary toolchain has the target; a standard library built earlier is
//! in the cache; rustup fetches the target; Debian's compiler and sources build one. The target
//! is not named in a rust-toolchain.toml: where rustup cannot reach its server, every cargo
//! call would then fail.

use std::env;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Result, bail};
use xshell::{Cmd, cmd};

use super::{apt, debian_std};
use crate::place;
use crate::process::{on_path, path_first, shell, succeeds_within};
use crate::times::timed;

/// The target's name.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// rustup retries for minutes where its server cannot be reached. Where there is another way
/// it is not given that long.
const RUSTUP_LIMIT: Duration = Duration::from_secs(90);
const RUSTUP_LIMIT_ALONE: Duration = Duration::from_secs(900);

/// Which Rust builds the engine.
pub enum WasmRust {
    /// The one that builds everything else.
    Ordinary,
    /// Debian's, with the standard library built from its sources: a folder with the programs
    /// `cargo` and `rustc`.
    Debian(PathBuf),
}

impl WasmRust {
    /// Makes a command, and what it starts, use this Rust.
    pub fn apply<'a>(&self, cmd: Cmd<'a>, mut programs: Vec<PathBuf>) -> Result<Cmd<'a>> {
        let mut cmd = cmd.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
        if let WasmRust::Debian(bin) = self {
            // What the user's own Rust, or the cargo that runs this program, has set.
            let own = ["CARGO", "LD_LIBRARY_PATH", "RUSTC_WORKSPACE_WRAPPER", "RUSTC_WRAPPER"];
            cmd = own.into_iter().fold(cmd, Cmd::env_remove);
            cmd = cmd.env_remove("RUSTUP_TOOLCHAIN").env("RUSTC", bin.join("rustc"));
            programs.insert(0, bin.clone());
        }
        path_first(cmd, &programs)
    }
}

/// A way to get the target.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Way {
    Present,
    Cached,
    Rustup,
    Debian,
}

/// The ways to try, in order. `MINGBAI_WASM32=debian` (or `rustup`) asks for one of them alone,
/// which is how each is tested on a machine that has both.
fn ways(asked: Option<&str>, has_rustup: bool, has_apt: bool) -> Result<Vec<Way>> {
    let mut ways = match asked {
        None | Some("") => vec![Way::Present, Way::Cached, Way::Rustup, Way::Debian],
        Some("rustup") => vec![Way::Present, Way::Rustup],
        Some("debian") => vec![Way::Cached, Way::Debian],
        Some(other) => bail!("MINGBAI_WASM32 is {other:?}; expected rustup, debian or nothing"),
    };
    ways.retain(|way| match way {
        Way::Present => true,
        Way::Rustup => has_rustup,
        Way::Cached | Way::Debian => has_apt,
    });
    Ok(ways)
}

/// Tries the ways in order.
pub fn find_or_build() -> Result<WasmRust> {
    let asked = env::var("MINGBAI_WASM32").ok();
    let ways = ways(asked.as_deref(), on_path("rustup").is_some(), apt::exists())?;
    let alone = !ways.contains(&Way::Debian);
    let mut tried = Vec::new();
    for way in ways {
        match way {
            Way::Present if has_target() => return Ok(WasmRust::Ordinary),
            Way::Present => tried.push("the installed Rust does not have it".to_owned()),
            Way::Cached => {
                if let Some(bin) = debian_std::cached() {
                    return Ok(WasmRust::Debian(bin));
                }
            }
            Way::Rustup => {
                let limit = if alone { RUSTUP_LIMIT_ALONE } else { RUSTUP_LIMIT };
                let shell = shell(place::root())?;
                let added = timed("Asking rustup for the wasm32 target", || {
                    Ok(succeeds_within(cmd!(shell, "rustup target add {TARGET}"), limit))
                })?;
                if added && has_target() {
                    return Ok(WasmRust::Ordinary);
                }
                tried.push("rustup could not add it".to_owned());
            }
            Way::Debian => match debian_std::build() {
                Ok(bin) => return Ok(WasmRust::Debian(bin)),
                Err(error) => tried.push(format!("{error:#}")),
            },
        }
    }
    bail!(
        "no Rust here can build for {TARGET}:\n- {}\nBy hand: rustup target add {TARGET}",
        tried.join("\n- ")
    )
}

/// Does the ordinary toolchain have the target's standard library?
fn has_target() -> bool {
    let libraries = shell(place::root()).and_then(|shell| {
        let rustc = cmd!(shell, "rustc --print target-libdir --target {TARGET}");
        Ok(PathBuf::from(rustc.quiet().ignore_stderr().read()?).read_dir()?)
    });
    libraries.is_ok_and(|found| found.flatten().any(|entry| is_core(&entry.path())))
}

/// An empty folder of the target's name is not a standard library.
fn is_core(file: &Path) -> bool {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with("libcore-") && file.extension().is_some_and(|end| end == "rlib")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_comes_first_and_the_long_build_last() {
        let all = ways(None, true, true).unwrap();
        assert_eq!(all, [Way::Present, Way::Cached, Way::Rustup, Way::Debian]);
    }

    #[test]
    fn a_way_the_machine_does_not_have_is_not_tried() {
        assert_eq!(ways(None, true, false).unwrap(), [Way::Present, Way::Rustup]);
        assert_eq!(ways(None, false, true).unwrap(), [Way::Present, Way::Cached, Way::Debian]);
        assert_eq!(ways(None, false, false).unwrap(), [Way::Present]);
    }

    #[test]
    fn one_way_can_be_asked_for() {
        assert_eq!(ways(Some("debian"), true, true).unwrap(), [Way::Cached, Way::Debian]);
        assert_eq!(ways(Some("rustup"), true, true).unwrap(), [Way::Present, Way::Rustup]);
        assert!(ways(Some("windows"), true, true).is_err());
    }

    #[test]
    fn only_the_core_library_shows_that_a_target_is_there() {
        assert!(is_core(Path::new("libcore-e1e3406830aa07ec.rlib")));
        assert!(!is_core(Path::new("libcore-e1e3406830aa07ec.rmeta")));
        assert!(!is_core(Path::new("self-contained")));
    }
}
