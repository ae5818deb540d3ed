//! Finding the tools, and fetching what is missing.
//!
//! Whatever is fetched for this project alone goes to the cache folder.

pub mod apt;
pub mod bindgen;
pub mod browser;
pub mod debian_std;
mod installed;
pub mod npm;
pub mod own;
mod real_browsers;
pub mod wasm32;

use std::fs;
use std::panic;
use std::path::Path;
use std::thread::ScopedJoinHandle;

use anyhow::{Context, Result};

pub use self::installed::{find_or_install, wasm_pack};
pub use self::real_browsers::find_or_fetch as real_browsers;
use crate::place;

/// Finds or fetches a browser and the packages of the browser tests.
pub fn for_browser_tests() -> Result<browser::Browser> {
    npm::packages(&place::browser_tests())?;
    browser::find_or_fetch(&place::browser_tests())
}

/// What a thread of this program found; its panic is a panic here too.
pub fn joined<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| panic::resume_unwind(panic))
}

/// An empty folder to build in; what an interrupted build left there is removed.
fn fresh(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)
            .with_context(|| format!("{} cannot be removed", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))
}

/// Gives the finished folder its real name, in place of an older one: an interrupted build never
/// looks finished.
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
        fresh(&part).unwrap();
        finished(&part, &folder).unwrap();
        assert!(!folder.join("whole").exists(), "the older one is gone");
    }
}
