//! Finding the tools, and fetching what is missing.
//!
//! Whatever is fetched for this project alone goes to the cache folder, is made under a
//! temporary name and renamed when complete: an interrupted build never looks finished.
//! One xtask fetches at a time (a lock file), so two terminals do not get in each other's way.

pub mod apt;
pub mod browser;
pub mod crates;
pub mod debian_std;
pub mod npm;
mod old_chromium;
pub mod version;
pub mod wasm32;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::lock;
use crate::place::Place;

/// What building the engine takes.
pub struct EngineTools {
    /// A Rust that can build for wasm32.
    pub rust: wasm32::WasmRust,
    /// The program wasm-pack.
    pub wasm_pack: PathBuf,
    /// The program wasm-bindgen, of exactly the crate's version.
    pub wasm_bindgen: PathBuf,
    /// The program wasm-opt.
    pub wasm_opt: PathBuf,
}

/// Finds or fetches all tools for the engine.
pub fn for_engine(place: &Place) -> Result<EngineTools> {
    let _lock = lock::take(&place.cache().join("lock"), "fetching tools")?;
    npm::packages(&place.www())?;
    Ok(EngineTools {
        rust: wasm32::find_or_build(place)?,
        wasm_pack: crates::wasm_pack(place)?,
        wasm_bindgen: crates::wasm_bindgen(place)?,
        wasm_opt: npm::program(&place.www(), "wasm-opt", "binaryen")?,
    })
}

/// Finds or fetches a browser and the packages of the browser tests.
pub fn for_browser_tests(place: &Place) -> Result<browser::Browser> {
    let _lock = lock::take(&place.cache().join("lock"), "fetching tools")?;
    npm::packages(&place.browser_tests())?;
    browser::find_or_fetch(&place.browser_tests())
}

/// Finds or fetches the oldest Chromiums, where they run; the folder they are in.
pub fn old_chromium(place: &Place) -> Result<Option<PathBuf>> {
    let _lock = lock::take(&place.cache().join("lock"), "fetching tools")?;
    old_chromium::find_or_fetch(place)
}

/// Finds or builds cargo-deny.
pub fn cargo_deny(place: &Place) -> Result<PathBuf> {
    let _lock = lock::take(&place.cache().join("lock"), "fetching tools")?;
    crates::cargo_deny(place)
}

/// Finds or builds twiggy.
pub fn twiggy(place: &Place) -> Result<PathBuf> {
    let _lock = lock::take(&place.cache().join("lock"), "fetching tools")?;
    crates::twiggy(place)
}

/// Finds or builds cargo-mutants.
pub fn cargo_mutants(place: &Place) -> Result<PathBuf> {
    let _lock = lock::take(&place.cache().join("lock"), "fetching tools")?;
    crates::cargo_mutants(place)
}

/// An empty folder to build in; what an interrupted build left there is removed.
fn fresh(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)
            .with_context(|| format!("{} cannot be removed", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))
}

/// Gives the finished folder its real name.
fn finished(part: &Path, folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)
            .with_context(|| format!("{} cannot be removed", folder.display()))?;
    }
    fs::rename(part, folder)
        .with_context(|| format!("{} cannot be renamed to {}", part.display(), folder.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leftovers_of_an_interrupted_build_are_gone_before_the_next() {
        let cache = tempfile::tempdir().unwrap();
        let (part, folder) = (cache.path().join("tool.part"), cache.path().join("tool"));
        fresh(&part).unwrap();
        fs::write(part.join("half"), "").unwrap();
        fresh(&part).unwrap();
        assert!(!part.join("half").exists());
        assert!(!folder.exists(), "nothing looks finished yet");
        fs::write(part.join("whole"), "").unwrap();
        finished(&part, &folder).unwrap();
        assert!(folder.join("whole").exists() && !part.exists());
    }
}
