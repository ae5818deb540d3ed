//! Errors of the command line: what could not be done, and the exit code for it.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use mingbai_compiler::Finding;

/// How a command ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// Everything was done.
    Done,
    /// The data had errors; all of them were named, everything else was done.
    DataErrors,
}

/// Why a command could not do its work.
#[derive(Debug)]
pub enum Failure {
    /// Something was asked for that is not there: wrong use.
    Use(String),
    /// A file could not be read or written: wrong use.
    File(PathBuf, io::Error),
    /// A file of data has errors.
    Data(Vec<Finding>),
    /// A file of data cannot be read at all.
    Unreadable(String),
    /// The output could not be written.
    Output(io::Error),
}

impl Failure {
    /// A file that could not be read or written.
    pub fn file(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |error| Self::File(path.to_owned(), error)
    }

    /// 1 where the data had errors, 2 for wrong use.
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::Data(_) | Self::Unreadable(_) | Self::Output(_) => ExitCode::from(1),
            Self::Use(_) | Self::File(..) => ExitCode::from(2),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Use(message) | Self::Unreadable(message) => f.write_str(message),
            Self::File(path, error) => {
                write!(f, "{}: {error}; check the path and its permissions", path.display())
            }
            Self::Output(error) => write!(f, "the output could not be written: {error}"),
            Self::Data(findings) => {
                f.write_str("the file has errors")?;
                findings.iter().try_for_each(|finding| write!(f, "\n{finding}"))
            }
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}
