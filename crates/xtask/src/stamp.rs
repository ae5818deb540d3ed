//! "Has anything changed since?" answered by a hash of files, kept in a file of its own.
//!
//! Times of change are not used: a checkout or a switch of branches touches every file.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// A hash over files and words, in the order they were added.
#[derive(Default)]
pub struct Stamp(Sha256);

impl Stamp {
    /// Adds a word (a version, a setting). Its length goes first: "ab" + "c" is not "a" + "bc".
    pub fn word(mut self, word: impl AsRef<[u8]>) -> Self {
        let word = word.as_ref();
        self.0.update((word.len() as u64).to_le_bytes());
        self.0.update(word);
        self
    }

    /// Adds a file, or everything in a folder, by path below `root` and content.
    /// What is not there counts as not there.
    pub fn files(mut self, root: &Path, name: &str) -> Result<Self> {
        let mut files = Vec::new();
        list(&root.join(name), &mut files)?;
        files.sort();
        for file in files {
            let below = file.strip_prefix(root).unwrap_or(&file);
            let content =
                fs::read(&file).with_context(|| format!("{} cannot be read", file.display()))?;
            self = self.word(below.to_string_lossy().as_bytes()).word(content);
        }
        Ok(self)
    }

    /// The hash as hexadecimal digits.
    pub fn finish(self) -> String {
        let mut digits = String::with_capacity(64);
        for byte in self.0.finalize() {
            // Writing to a string cannot fail.
            let _ = write!(digits, "{byte:02x}");
        }
        digits
    }
}

/// Does this file hold this stamp?
pub fn is_current(file: &Path, stamp: &str) -> bool {
    fs::read_to_string(file).is_ok_and(|kept| kept.trim() == stamp)
}

/// Keeps the stamp. Called last, when what it stands for is complete.
pub fn keep(file: &Path, stamp: &str) -> Result<()> {
    fs::write(file, format!("{stamp}\n"))
        .with_context(|| format!("{} cannot be written", file.display()))
}

fn list(path: &Path, into: &mut Vec<PathBuf>) -> Result<()> {
    if path.is_file() {
        into.push(path.to_path_buf());
    } else if path.is_dir() {
        let entries =
            fs::read_dir(path).with_context(|| format!("{} cannot be listed", path.display()))?;
        for entry in entries {
            let entry = entry.with_context(|| format!("{} cannot be listed", path.display()))?;
            list(&entry.path(), into)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamp_of(root: &Path) -> String {
        Stamp::default().files(root, "src").unwrap().files(root, "Cargo.lock").unwrap().finish()
    }

    #[test]
    fn content_names_and_absence_change_the_stamp_but_not_the_time() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("src/deep")).unwrap();
        fs::write(root.join("src/deep/a.rs"), "one").unwrap();
        let first = stamp_of(root);

        fs::write(root.join("src/deep/a.rs"), "one").unwrap();
        assert_eq!(stamp_of(root), first, "only the time of change differs");
        fs::write(root.join("src/deep/a.rs"), "two").unwrap();
        assert_ne!(stamp_of(root), first, "content");
        fs::write(root.join("src/deep/a.rs"), "one").unwrap();
        fs::rename(root.join("src/deep/a.rs"), root.join("src/deep/b.rs")).unwrap();
        assert_ne!(stamp_of(root), first, "name");
        fs::rename(root.join("src/deep/b.rs"), root.join("src/deep/a.rs")).unwrap();
        fs::write(root.join("Cargo.lock"), "").unwrap();
        assert_ne!(stamp_of(root), first, "an empty file is not an absent one");
    }

    #[test]
    fn words_do_not_run_into_each_other() {
        let one = Stamp::default().word("ab").word("c").finish();
        let two = Stamp::default().word("a").word("bc").finish();
        assert_ne!(one, two);
    }

    #[test]
    fn a_stamp_is_current_only_once_kept() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("stamp");
        assert!(!is_current(&file, "1"));
        keep(&file, "1").unwrap();
        assert!(is_current(&file, "1"));
        assert!(!is_current(&file, "2"));
    }
}
