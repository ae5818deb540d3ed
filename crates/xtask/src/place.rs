//! Where things are: the checkout, and the cache of tools outside it.

use std::env;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy as _;

/// The checkout this program was built in.
pub fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here)
}

/// The page's sources.
pub fn www() -> PathBuf {
    root().join("www")
}

/// The built site.
pub fn dist() -> PathBuf {
    root().join("www/dist")
}

/// The built engine, imported by the page's sources.
pub fn engine() -> PathBuf {
    root().join("www/engine")
}

/// The built engine of the office page.
pub fn office_engine() -> PathBuf {
    root().join("www/office/engine")
}

/// The browser tests.
pub fn browser_tests() -> PathBuf {
    root().join("tests/browser")
}

/// Tools live here, outside `target/`, so that `cargo clean` does not cost them: `MINGBAI_CACHE`,
/// else a folder of the user's cache. Relative values are ignored, as the XDG specification asks.
pub fn cache() -> PathBuf {
    let own = env::var_os("MINGBAI_CACHE").map(PathBuf::from).filter(|path| path.is_absolute());
    let user = || Some(etcetera::choose_base_strategy().ok()?.cache_dir().join("mingbai"));
    own.or_else(user).unwrap_or_else(|| root().join("target/tools"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checkout_is_the_folder_of_the_workspace() {
        assert!(root().join("crates/xtask/Cargo.toml").is_file());
        assert!(root().join("Cargo.lock").is_file());
    }
}
