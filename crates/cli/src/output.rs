//! What a command writes with `-o`: a file that is there whole or not at all, written under another name in the same
//! folder and then renamed. Of a link it is the file that the link leads to; a device or a pipe is written to as it is.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::failure::Failure;
use crate::messages::Message;

/// How the temporary names end.
const UNFINISHED: &str = ".unfinished";

/// How many links are followed at most, one leading to the next.
const LINKS: usize = 40;

/// How many bytes are written at once.
const AT_ONCE: usize = 1 << 20;

/// An output that is being written.
pub struct Target {
    path: PathBuf,
    writer: Writer,
    /// Whether anything was written.
    pub written: bool,
}

enum Writer {
    /// It gets its name when it is whole.
    File(BufWriter<NamedTempFile>),
    /// A device, a pipe, standard error.
    Stream(BufWriter<Box<dyn Write + Send>>),
}

impl Target {
    /// Begins what will be called `path`. What a killed run left beside it is removed.
    ///
    /// # Errors
    /// Where the folder or the device cannot be written to; where `path` is a folder.
    pub fn new(path: &Path) -> Result<Self, Failure> {
        if path.is_dir() {
            return Err(Message::NotAFileToWrite(path.to_owned()).into());
        }
        if is_stream(path) {
            let stream = File::options().write(true).open(path).map_err(Failure::file(path))?;
            return Ok(Self::stream(path, stream));
        }
        let path = led_to(path);
        let (folder, start) = (folder(&path), start(&path));
        sweep(folder, &start);
        let mut builder = tempfile::Builder::new();
        builder.prefix(&start).suffix(UNFINISHED);
        readable(&mut builder, &path);
        let temporary = builder.tempfile_in(folder).map_err(Failure::file(folder))?;
        // Held as long as the file is written, so that another run does not sweep it away.
        let _ = temporary.as_file().try_lock();
        let writer = Writer::File(BufWriter::with_capacity(AT_ONCE, temporary));
        Ok(Self { path, writer, written: false })
    }

    /// Writes to standard error.
    pub fn standard_error() -> Self {
        Self::stream(Path::new("-"), io::stderr())
    }

    fn stream(path: &Path, stream: impl Write + Send + 'static) -> Self {
        let writer = Writer::Stream(BufWriter::with_capacity(AT_ONCE, Box::new(stream)));
        Self { path: path.to_owned(), writer, written: false }
    }

    /// Writes more.
    ///
    /// # Errors
    /// Where the disk is full or gone, or nobody reads the pipe any more.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.written |= !bytes.is_empty();
        let written = match &mut self.writer {
            Writer::File(writer) => writer.write_all(bytes),
            Writer::Stream(writer) => writer.write_all(bytes),
        };
        written.map_err(|error| lost(&self.path, error))
    }

    /// Gives the file its name.
    ///
    /// # Errors
    /// As [`Self::write`].
    pub fn finish(self) -> Result<(), Failure> {
        let path = self.path;
        let named = match self.writer {
            Writer::Stream(mut writer) => writer.flush(),
            Writer::File(writer) => named(writer, &path),
        };
        named.map_err(|error| lost(&path, error))
    }
}

/// Writes all of an output.
///
/// # Errors
/// As [`Target::new`] and [`Target::write`].
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let mut target = Target::new(path)?;
    target.write(bytes)?;
    target.finish()
}

/// Refuses an output that is one of the files the command reads.
///
/// # Errors
/// The output, if it is one of them.
pub fn apart<'p>(output: &Path, inputs: impl IntoIterator<Item = &'p Path>) -> Result<(), Failure> {
    let Ok(own) = fs::canonicalize(output) else { return Ok(()) };
    let is_read = |input: &Path| fs::canonicalize(input).is_ok_and(|input| input == own);
    if !is_stream(output) && inputs.into_iter().any(is_read) {
        return Err(Message::OverItself(output.to_owned()).into());
    }
    Ok(())
}

/// Whether what is called so is there and is no file: a device or a pipe, which is written to and never replaced.
pub fn is_stream(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|own| !own.is_file() && !own.is_dir())
}

fn named(writer: BufWriter<NamedTempFile>, path: &Path) -> io::Result<()> {
    let temporary = writer.into_inner().map_err(io::IntoInnerError::into_error)?;
    temporary.as_file().sync_all()?;
    if let Ok(old) = fs::metadata(path) {
        temporary.as_file().set_permissions(old.permissions())?;
    }
    temporary.persist(path).map_err(|error| error.error)?;
    Ok(())
}

fn lost(path: &Path, error: io::Error) -> Failure {
    Message::NotWritten(path.to_owned(), error).into()
}

/// Temporary files are their owner's alone. This one is readable as any new file is, as far as the umask lets it be, or
/// as the one whose place it takes.
#[cfg(unix)]
fn readable(builder: &mut tempfile::Builder<'_, '_>, path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(path).map_or(0o666, |old| old.permissions().mode() & 0o777);
    builder.permissions(fs::Permissions::from_mode(mode));
}

#[cfg(not(unix))]
fn readable(_: &mut tempfile::Builder<'_, '_>, _: &Path) {}

/// The file that a link leads to, whether or not it is there; the path itself where it is no link.
fn led_to(path: &Path) -> PathBuf {
    let mut path = path.to_owned();
    for _ in 0..LINKS {
        let Ok(link) = fs::read_link(&path) else { break };
        path = folder(&path).join(link);
    }
    path
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

/// Removes what runs that were killed left of this file; what another run is writing is locked. What is no file is none
/// of theirs: to open a pipe would wait for who writes to it.
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
            && entry.file_type().is_ok_and(|own| own.is_file())
            && File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok())
        {
            let _ = fs::remove_file(entry.path());
        }
    }
}
