//! Where things are: the checkout, and the cache of tools outside it.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// The two folders everything else is named from.
pub struct Place {
    root: PathBuf,
    cache: PathBuf,
}

impl Place {
    /// Looks upward from the current folder for the checkout.
    pub fn find() -> Result<Self> {
        let here = env::current_dir().context("the current folder cannot be read")?;
        let Some(root) = checkout_above(&here) else {
            bail!(
                "{} is not inside a Mingbai checkout: no crates/xtask/Cargo.toml above it. \
                 Change into the checkout and try again",
                here.display()
            );
        };
        let Some(cache) = cache_folder(|name| env::var_os(name).map(PathBuf::from)) else {
            bail!(
                "no folder for the tools: none of MINGBAI_CACHE, XDG_CACHE_HOME and HOME is set. \
                 Set MINGBAI_CACHE to a folder of yours"
            );
        };
        Ok(Self { root, cache })
    }

    /// Another checkout, with the same tools.
    pub fn elsewhere(&self, root: PathBuf) -> Self {
        Self { root, cache: self.cache.clone() }
    }

    /// The checkout.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Tools live here, outside `target/`, so that `cargo clean` does not cost them.
    pub fn cache(&self) -> &Path {
        &self.cache
    }

    /// The page's sources.
    pub fn www(&self) -> PathBuf {
        self.root.join("www")
    }

    /// The built site.
    pub fn dist(&self) -> PathBuf {
        self.root.join("www/dist")
    }

    /// The built engine, imported by the page's sources.
    pub fn engine(&self) -> PathBuf {
        self.root.join("www/engine")
    }

    /// The browser tests.
    pub fn browser_tests(&self) -> PathBuf {
        self.root.join("tests/browser")
    }
}

fn checkout_above(start: &Path) -> Option<PathBuf> {
    start
        .ancestors()
        .find(|folder| folder.join("crates/xtask/Cargo.toml").is_file())
        .map(Path::to_path_buf)
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
    fn the_checkout_is_found_from_a_folder_inside_it() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        std::fs::create_dir_all(root.join("crates/xtask/src")).unwrap();
        std::fs::create_dir_all(root.join("www/src")).unwrap();
        assert_eq!(checkout_above(&root.join("www/src")), None);
        std::fs::write(root.join("crates/xtask/Cargo.toml"), "").unwrap();
        assert_eq!(checkout_above(&root.join("www/src")), Some(root.to_path_buf()));
    }
}
