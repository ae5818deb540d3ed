//! The wasm32 standard library, built from Debian's sources with Debian's compiler by
//! tools/debian-wasm32.sh: for machines where rustup cannot reach its server.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use xshell::cmd;

use super::apt;
use crate::lock;
use crate::place;
use crate::process::{quietly, shell};
use crate::times::timed;

/// Debian's own program, by path: on PATH rustup's may come first.
const RUSTC: &str = "/usr/bin/rustc";
const LINKER: &str = "/usr/bin/rust-lld";

const PACKAGES: [&str; 4] = ["cargo-web", "rustc-web", "rust-web-src", "rust-web-llvm"];

/// `rust-lld` is a link to the linker of one LLVM version; Debian's packages do not ask for it.
const LINKER_PACKAGE: &str = "lld-22";

/// The folder with `cargo` and `rustc` of a library built earlier for the rustc that is installed now.
pub fn cached() -> Option<PathBuf> {
    let bin = folder(&place::cache(), &rustc_says()?)?.join("bin");
    bin.join("rustc").is_file().then_some(bin)
}

/// Builds the library; gives the folder with `cargo` and `rustc`.
pub fn build() -> Result<PathBuf> {
    let cache = place::cache();
    let _lock = lock::take(&cache.join("wasm32-debian.lock"), "building the wasm32 target")?;
    apt::install("the wasm32 target", &PACKAGES)?;
    install_linker()?;
    let Some(folder) = rustc_says().and_then(|rustc| folder(&cache, &rustc)) else {
        bail!("{RUSTC} -vV does not name its release: reinstall the package rustc-web");
    };
    let bin = folder.join("bin");
    if !bin.join("rustc").is_file() {
        let shell = shell(place::root())?;
        timed("Building the wasm32 standard library", || {
            quietly(cmd!(shell, "tools/debian-wasm32.sh {folder}"))
        })
        .context("the wasm32 standard library cannot be built from Debian's sources")?;
    }
    Ok(bin)
}

fn rustc_says() -> Option<String> {
    let shell = shell(Path::new("/")).ok()?;
    let rustc = cmd!(shell, "{RUSTC} -vV").env_remove("LD_LIBRARY_PATH");
    rustc.quiet().ignore_stderr().read().ok()
}

/// One folder a compiler: libraries of another release would not be read.
fn folder(cache: &Path, rustc: &str) -> Option<PathBuf> {
    let release = rustc.lines().find_map(|line| line.strip_prefix("release: "))?;
    Some(cache.join(format!("wasm32-debian-{release}")))
}

/// The link tells which version is wanted, if Debian has moved on since this was written.
fn install_linker() -> Result<()> {
    if Path::new(LINKER).exists() {
        return Ok(());
    }
    let link = fs::read_link(LINKER).ok();
    let named = link.as_deref().and_then(linker_package);
    apt::install("the wasm32 linker", &[named.unwrap_or(LINKER_PACKAGE)])
}

/// `lld-22` in a link such as `lld-22` or `../lib/llvm-22/bin/lld`.
fn linker_package(link: &Path) -> Option<&str> {
    link.to_str()?.rsplit('/').next().filter(|name| name.starts_with("lld-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_release_has_another_folder() {
        let says = |release: &str| format!("rustc\nhost: h\nrelease: {release}\n");
        let (one, two) =
            (folder(Path::new("/c"), &says("1.96.0")), folder(Path::new("/c"), &says("1.97.0")));
        assert_eq!(one, Some("/c/wasm32-debian-1.96.0".into()));
        assert_ne!(one, two);
        assert_eq!(folder(Path::new("/c"), "nonsense"), None);
    }

    #[test]
    fn the_link_names_the_linkers_package() {
        assert_eq!(linker_package(Path::new("lld-23")), Some("lld-23"));
        assert_eq!(linker_package(Path::new("../lib/llvm-22/bin/lld")), None);
    }
}
