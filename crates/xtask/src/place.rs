//! Where things are: the checkout, and the cache of tools outside it.

use std::env;
use std::path::{Path, PathBuf};

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

/// The browser tests.
pub fn browser_tests() -> PathBuf {
    root().join("tests/browser")
}

/// Tools live here, outside `target/`, so that `cargo clean` does not cost them.
pub fn cache() -> PathBuf {
    let variable = |name: &str| env::var_os(name).map(PathBuf::from);
    cache_folder(variable).unwrap_or_else(|| root().join("target/tools"))
}

/// `MINGBAI_CACHE`, else the user's cache folder. Relative values are ignored, as the XDG
/// specification asks.
fn cache_folder(variable: impl Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    let absolute = |name| variable(name).filter(|path| path.is_absolute());
    absolute("MINGBAI_CACHE")
        .or_else(|| Some(absolute("XDG_CACHE_HOME")?.join("mingbai")))
        .or_else(|| Some(absolute("HOME")?.join(".cache/mingbai")))
        .or_else(|| Some(absolute("LOCALAPPDATA")?.join("mingbai")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cache_with(set: &[(&str, &str)]) -> Option<PathBuf> {
        cache_folder(|name| {
            let (_, value) = set.iter().find(|(key, _)| *key == name)?;
            Some(PathBuf::from(value))
        })
    }

    #[test]
    fn the_own_variable_wins_over_the_users_cache() {
        let all = [("MINGBAI_CACHE", "/m"), ("XDG_CACHE_HOME", "/x"), ("HOME", "/h")];
        assert_eq!(cache_with(&all), Some("/m".into()));
        assert_eq!(cache_with(&all[1..]), Some("/x/mingbai".into()));
        assert_eq!(cache_with(&all[2..]), Some("/h/.cache/mingbai".into()));
        assert_eq!(cache_with(&[]), None);
    }

    #[test]
    fn a_relative_or_empty_cache_is_ignored() {
        assert_eq!(
            cache_with(&[("MINGBAI_CACHE", ""), ("HOME", "/h")]),
            Some("/h/.cache/mingbai".into())
        );
        assert_eq!(cache_with(&[("XDG_CACHE_HOME", "x")]), None);
    }

    #[test]
    fn the_checkout_is_the_folder_of_the_workspace() {
        assert!(root().join("crates/xtask/Cargo.toml").is_file());
        assert!(root().join("Cargo.lock").is_file());
    }
}
