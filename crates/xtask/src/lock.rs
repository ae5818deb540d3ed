//! One xtask at a time does a thing: two terminals, or two people, do not get in each other's way.

use std::fs::{self, File, TryLockError};
use std::path::Path;

use anyhow::{Context, Result};

use crate::process::say;

/// Waits until no other xtask is at it. The lock is held until the file is dropped; the system
/// gives it back when the process ends, however that happens.
pub fn take(path: &Path, doing: &str) -> Result<File> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)
            .with_context(|| format!("{} cannot be made", folder.display()))?;
    }
    let file =
        File::create(path).with_context(|| format!("{} cannot be written", path.display()))?;
    let locked = match file.try_lock() {
        Ok(()) => Ok(()),
        Err(TryLockError::Error(error)) => Err(error),
        Err(TryLockError::WouldBlock) => {
            say(&format!("Waiting for another xtask that is {doing}…"));
            file.lock()
        }
    };
    locked.with_context(|| format!("{} cannot be locked", path.display()))?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_is_held_until_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("target/lock");
        let held = take(&path, "testing").unwrap();
        let other = File::create(&path).unwrap();
        assert!(matches!(other.try_lock(), Err(TryLockError::WouldBlock)));
        drop(held);
        assert!(other.try_lock().is_ok());
    }
}
