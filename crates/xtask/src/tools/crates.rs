//! Programs built by `cargo install` into the cache folder: what builds the engine, and what checks it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::{finished, fresh, version};
use crate::place::Place;
use crate::process::{command, on_path, printed_by, run_quietly, say};

const WASM_PACK: &str = "0.15.1";

/// Taken when Cargo.lock does not name a version: the one crates/wasm pins.
const WASM_BINDGEN: &str = "0.2.130";

/// The program cargo-deny: licences, duplicates, sources and advisories of the crates.
pub fn cargo_deny(place: &Place) -> Result<PathBuf> {
    find_or_install(place, &checker("cargo-deny", "0.20.2"))
}

/// The program cargo-mutants.
pub fn cargo_mutants(place: &Place) -> Result<PathBuf> {
    find_or_install(place, &checker("cargo-mutants", "27.1.0"))
}

/// The program twiggy: what each function of a module weighs.
pub fn twiggy(place: &Place) -> Result<PathBuf> {
    find_or_install(place, &checker("twiggy", "0.8.0"))
}

struct Tool<'a> {
    package: &'a str,
    program: &'a str,
    version: &'a str,
    /// How cargo is to build it, beyond its author's own settings.
    profile: &'a [(&'a str, &'a str)],
}

/// Built in a quarter of the time: what runs for a second now and then need not be fast.
const QUICK: [(&str, &str); 3] = [
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"),
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "256"),
];

/// A program that checks and builds nothing.
const fn checker<'a>(package: &'a str, version: &'a str) -> Tool<'a> {
    Tool { package, program: package, version, profile: &QUICK }
}

/// The program wasm-pack.
pub fn wasm_pack(place: &Place) -> Result<PathBuf> {
    find_or_install(
        place,
        &Tool { package: "wasm-pack", program: "wasm-pack", version: WASM_PACK, profile: &[] },
    )
}

/// The program wasm-bindgen, of exactly the version of the crate: they speak a private format.
pub fn wasm_bindgen(place: &Place) -> Result<PathBuf> {
    let lock = fs::read_to_string(place.root().join("Cargo.lock")).unwrap_or_default();
    let version = version::locked(&lock, "wasm-bindgen").unwrap_or(WASM_BINDGEN);
    find_or_install(
        place,
        &Tool { package: "wasm-bindgen-cli", program: "wasm-bindgen", version, profile: &[] },
    )
}

fn find_or_install(place: &Place, tool: &Tool) -> Result<PathBuf> {
    let folder = place.cache().join(format!("{}-{}", tool.package, tool.version));
    let program =
        folder.join("bin").join(format!("{}{}", tool.program, std::env::consts::EXE_SUFFIX));
    if program.is_file() {
        return Ok(program);
    }
    if let Some(found) = on_path(tool.program).filter(|found| has_version(found, tool.version)) {
        return Ok(found);
    }
    say(&format!("Building {} {} (some minutes, once)…", tool.package, tool.version));
    install(place.cache(), tool, &folder).with_context(|| {
        format!(
            "{package} {version} cannot be installed. By hand: \
             cargo install {package} --version {version}, with cargo's bin folder on PATH",
            package = tool.package,
            version = tool.version
        )
    })?;
    Ok(program)
}

fn has_version(program: &Path, wanted: &str) -> bool {
    let printed = printed_by(command(program, Path::new(".")).arg("--version")).unwrap_or_default();
    version::printed(&printed) == Some(wanted)
}

fn install(cache: &Path, tool: &Tool, folder: &Path) -> Result<()> {
    let part = cache.join(format!("{}.part", tool.package));
    let build = part.join("build");
    fresh(&part)?;
    // The author's lock file first. It may name a crate that a registry mirror does not have
    // yet; then the newest compatible ones.
    if let Err(error) = cargo_install(cache, tool, &part, &build, true) {
        say(&format!(
            "With its own lock file it did not build ({}); trying without…",
            reason(&error)
        ));
        cargo_install(cache, tool, &part, &build, false)?;
    }
    fs::remove_dir_all(&build).with_context(|| format!("{} cannot be removed", build.display()))?;
    finished(&part, folder)
}

fn cargo_install(cache: &Path, tool: &Tool, root: &Path, build: &Path, locked: bool) -> Result<()> {
    // Run in the cache folder: the workspace's own cargo settings are not for the tools.
    let mut cargo = command("cargo", cache);
    cargo.args(["install", tool.package, "--version", tool.version]).arg("--root").arg(root);
    cargo
        .arg("--target-dir")
        .arg(build)
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .envs(tool.profile.iter().copied());
    if locked {
        cargo.arg("--locked");
    }
    run_quietly(&mut cargo)
}

/// The line of cargo's output that says why.
fn reason(error: &anyhow::Error) -> String {
    let text = format!("{error:#}");
    let line =
        text.lines().find(|line| line.trim_start().starts_with("error")).or(text.lines().next());
    line.unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::anyhow;

    #[test]
    fn the_reason_is_cargos_error_line() {
        let error = anyhow!(
            "cargo install failed; its last lines:\n  Updating index\nerror: no such crate\nhelp"
        );
        assert_eq!(reason(&error), "error: no such crate");
        assert_eq!(reason(&anyhow!("cargo cannot be started")), "cargo cannot be started");
    }
}
