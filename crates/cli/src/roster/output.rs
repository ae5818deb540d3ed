//! Files that are there whole or not at all: written under another name in the same folder, then
//! renamed.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::failure::Failure;
use crate::messages::Message;

/// How the temporary names end.
const UNFINISHED: &str = ".unfinished";

/// A file that is being written.
pub struct Target {
    path: PathBuf,
    writer: BufWriter<NamedTempFile>,
    /// Whether anything was written.
    pub written: bool,
}

impl Target {
    /// Begins a file that will be called `path`. What a killed run left beside it is removed.
    ///
    /// # Errors
    /// Where the folder cannot be written to.
    pub fn new(path: &Path) -> Result<Self, Failure> {
        let folder = folder(path);
        let start = start(path);
        sweep(folder, &start);
        let temporary = tempfile::Builder::new()
            .prefix(&start)
            .suffix(UNFINISHED)
            .tempfile_in(folder)
            .map_err(Failure::file(folder))?;
        // Held as long as the file is written, so that another run does not sweep it away.
        let _ = temporary.as_file().try_lock();
        let writer = BufWriter::with_capacity(1 << 20, temporary);
        Ok(Self { path: path.to_owned(), writer, written: false })
    }

    /// Writes more.
    ///
    /// # Errors
    /// Where the disk is full or gone.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.written |= !bytes.is_empty();
        self.writer.write_all(bytes).map_err(|error| lost(&self.path, error))
    }

    /// Gives the file its name.
    ///
    /// # Errors
    /// Where the disk is full or gone.
    pub fn finish(mut self) -> Result<(), Failure> {
        let done = self.writer.flush().and_then(|()| self.writer.get_ref().as_file().sync_all());
        done.and_then(|()| readable(self.writer.get_ref().as_file(), &self.path))
            .map_err(|error| lost(&self.path, error))?;
        let (path, writer) = (self.path, self.writer);
        let temporary = writer.into_inner().map_err(|error| lost(&path, error.into_error()))?;
        temporary.persist(&path).map_err(|error| lost(&path, error.error))?;
        Ok(())
    }
}

fn lost(path: &Path, error: io::Error) -> Failure {
    Message::NotWritten(path.to_owned(), error).into()
}

/// Temporary files are their owner's alone; the finished one is like any other new file, or like the
/// one it takes the place of.
#[cfg(unix)]
fn readable(file: &File, path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(path).map_or(0o644, |old| old.permissions().mode() & 0o777);
    file.set_permissions(fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn readable(_: &File, _: &Path) -> io::Result<()> {
    Ok(())
}

/// The folder a file is in.
fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// How the temporary names of a file begin.
fn start(path: &Path) -> OsString {
    let mut start = OsString::from(".");
    start.push(path.file_name().unwrap_or(OsStr::new("out")));
    start.push(".");
    start
}

/// Removes what runs that were killed left of this file; what another run is writing is locked.
fn sweep(folder: &Path, start: &OsStr) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let (name, start) = (name.as_encoded_bytes(), start.as_encoded_bytes());
        let ours = name.starts_with(start) && name.ends_with(UNFINISHED.as_bytes());
        // Between start and end six characters, none of them a dot: not another file's.
        let middle = name.len().saturating_sub(start.len() + UNFINISHED.len());
        let middle = name.get(start.len()..start.len() + middle).unwrap_or_default();
        if ours
            && !middle.contains(&b'.')
            && File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok())
        {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// The file beside `out` for the rows with errors: `out.errors.csv` for `out.csv`.
pub fn errors_path(out: &Path) -> PathBuf {
    let mut name = out.file_stem().unwrap_or(OsStr::new("out")).to_owned();
    name.push(".errors.csv");
    out.with_file_name(name)
}
