//! The wasm32 standard library, built from Debian's sources with Debian's compiler.
//!
//! For machines where rustup cannot reach its server: Debian packages a recent rustc with its
//! sources, though not the library for this target. The result is a folder in the cache:
//!
//! ```text
//! wasm32-debian-1.96.0/
//!   bin/cargo, bin/rustc     two-line scripts; rustc looks for libraries in sysroot/
//!   sysroot/lib/rustlib/<host>                   linked to Debian's
//!   sysroot/lib/rustlib/wasm32-unknown-unknown/lib/*.rlib
//! ```

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use xshell::cmd;

use super::wasm32::{TARGET, debians_own};
use super::{apt, finished, fresh};
use crate::lock;
use crate::place;
use crate::process::{quietly, shell};
use crate::times::timed;

/// Debian's own programs, by path: on PATH rustup's may come first.
const CARGO: &str = "/usr/bin/cargo";
const RUSTC: &str = "/usr/bin/rustc";
const LINKER: &str = "/usr/bin/rust-lld";

const PACKAGES: [&str; 4] = ["cargo-web", "rustc-web", "rust-web-src", "rust-web-llvm"];

/// `rust-lld` is a link to the linker of one LLVM version; Debian's packages do not ask for it.
const LINKER_PACKAGE: &str = "lld-22";

/// Everything a program for this target may link, in cargo's words.
const BUILD_STD: &str = "-Zbuild-std=std,panic_abort,panic_unwind,test,proc_macro";

/// The programs of a library built earlier for the rustc that is installed now.
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
    let Some(rustc) = rustc_says() else {
        bail!("{RUSTC} does not run: reinstall the package rustc-web");
    };
    let (Some(folder), Some(host)) = (folder(&cache, &rustc), field(&rustc, "host")) else {
        bail!("{RUSTC} -vV does not name its release and host: {rustc}");
    };
    if folder.join("bin/rustc").is_file() {
        return Ok(folder.join("bin"));
    }
    timed("Building the wasm32 standard library", || {
        let part = cache.join("wasm32-debian.part");
        fresh(&part)?;
        let libraries = compile(&part.join("build"))?;
        lay_out(&part, host, &libraries)?;
        write_programs(&part.join("bin"), &folder.join("sysroot"))?;
        fs::remove_dir_all(part.join("build"))
            .context("the build folder in the tool cache cannot be removed")?;
        finished(&part, &folder)
    })?;
    Ok(folder.join("bin"))
}

/// What Debian's rustc prints with these arguments.
fn rustc(arguments: &[&str]) -> Result<String> {
    let shell = shell(Path::new("/"))?;
    Ok(debians_own(cmd!(shell, "{RUSTC} {arguments...}")).quiet().ignore_stderr().read()?)
}

fn rustc_says() -> Option<String> {
    rustc(&["-vV"]).ok()
}

/// A field of what `rustc -vV` prints, such as `release` or `host`.
fn field<'a>(verbose: &'a str, field: &str) -> Option<&'a str> {
    verbose.lines().find_map(|line| line.strip_prefix(field)?.strip_prefix(": ")).map(str::trim)
}

/// One folder a compiler: libraries of another release would not be read.
fn folder(cache: &Path, rustc: &str) -> Option<PathBuf> {
    Some(cache.join(format!("wasm32-debian-{}", field(rustc, "release")?)))
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

/// An empty library, so that cargo builds the standard library for it.
fn compile(folder: &Path) -> Result<Vec<PathBuf>> {
    let manifest =
        "[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2021\"\n[workspace]\n";
    fs::create_dir_all(folder.join("src")).context("the tool cache cannot be written")?;
    fs::write(folder.join("Cargo.toml"), manifest).context("the tool cache cannot be written")?;
    fs::write(folder.join("src/lib.rs"), "#![no_std]\n")
        .context("the tool cache cannot be written")?;

    let (shell, target) = (shell(folder)?, folder.join("target"));
    let cargo =
        cmd!(shell, "{CARGO} build --release --target {TARGET} {BUILD_STD} --target-dir {target}");
    // Building std is an unstable feature, of a stable compiler. Without the bitcode,
    // link-time optimisation fails later.
    let cargo = debians_own(cargo).env("RUSTC", RUSTC).env("RUSTC_BOOTSTRAP", "1").env(
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
        "-Cembed-bitcode=yes -Zforce-unstable-if-unmarked",
    );
    quietly(cargo).context("the wasm32 standard library cannot be built from Debian's sources")?;

    let built = folder.join("target").join(TARGET).join("release/deps");
    let entries =
        built.read_dir().with_context(|| format!("{} cannot be listed", built.display()))?;
    let libraries: Vec<PathBuf> =
        entries.flatten().map(|entry| entry.path()).filter(|path| is_library(path)).collect();
    if libraries.is_empty() {
        bail!("{} has no libraries after the build", built.display());
    }
    Ok(libraries)
}

/// Exactly the libraries of std: with any other, cargo reports crates that do not match.
fn is_library(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.extension().is_some_and(|end| end == "rlib") && !name.starts_with("libempty-")
}

fn lay_out(part: &Path, host: &str, libraries: &[PathBuf]) -> Result<()> {
    let rustlib = part.join("sysroot/lib/rustlib");
    let target = rustlib.join(TARGET).join("lib");
    fs::create_dir_all(&target).with_context(|| format!("{} cannot be made", target.display()))?;
    for library in libraries {
        let to = target.join(library.file_name().unwrap_or_default());
        fs::copy(library, &to).with_context(|| format!("{} cannot be written", to.display()))?;
    }
    let ordinary = rustc(&["--print", "sysroot"])?;
    link(&Path::new(ordinary.trim()).join("lib/rustlib").join(host), &rustlib.join(host))
}

fn write_programs(bin: &Path, sysroot: &Path) -> Result<()> {
    fs::create_dir_all(bin).with_context(|| format!("{} cannot be made", bin.display()))?;
    write_program(&bin.join("cargo"), &format!("exec {CARGO} \"$@\""))?;
    write_program(&bin.join("rustc"), &format!("exec {RUSTC} --sysroot {} \"$@\"", quoted(sysroot)))
}

/// A path as one word of the shell.
fn quoted(path: &Path) -> String {
    format!("'{}'", path.to_string_lossy().replace('\'', r"'\''"))
}

#[cfg(unix)]
fn link(from: &Path, to: &Path) -> Result<()> {
    std::os::unix::fs::symlink(from, to)
        .with_context(|| format!("{} cannot be linked", to.display()))
}

#[cfg(unix)]
fn write_program(path: &Path, line: &str) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::write(path, format!("#!/bin/sh\n{line}\n"))
        .and_then(|()| fs::set_permissions(path, fs::Permissions::from_mode(0o755)))
        .with_context(|| format!("{} cannot be written", path.display()))
}

#[cfg(not(unix))]
fn link(_: &Path, _: &Path) -> Result<()> {
    bail!("Debian's packages are for Debian only")
}

#[cfg(not(unix))]
fn write_program(_: &Path, _: &str) -> Result<()> {
    bail!("Debian's packages are for Debian only")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_empty_library_is_left_out_and_rlibs_only_are_taken() {
        assert!(is_library(Path::new("deps/libstd-2c19544a9276d693.rlib")));
        assert!(!is_library(Path::new("deps/libempty-0011223344556677.rlib")));
        assert!(!is_library(Path::new("deps/libstd-2c19544a9276d693.rmeta")));
    }

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

    #[test]
    fn a_cache_folder_with_odd_letters_is_one_word() {
        assert_eq!(quoted(Path::new("/a b/it's")), r"'/a b/it'\''s'");
    }

    #[cfg(unix)]
    #[test]
    fn the_written_program_runs() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("say");
        write_program(&path, "echo \"$2\"").unwrap();
        let (shell, words) = (shell(folder.path()).unwrap(), ["one", "two words"]);
        assert_eq!(cmd!(shell, "{path} {words...}").read().unwrap(), "two words");
    }

    #[test]
    fn rustc_prints_one_field_a_line() {
        let verbose =
            "rustc 1.96.0 (abc 2026-05-01)\nhost: x86_64-unknown-linux-gnu\nrelease: 1.96.0\n";
        assert_eq!(field(verbose, "release"), Some("1.96.0"));
        assert_eq!(field(verbose, "host"), Some("x86_64-unknown-linux-gnu"));
        assert_eq!(field(verbose, "commit-hash"), None);
    }
}
