//! Errors of the command line: what could not be done, and the exit code for it.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use mingbai_compiler::Finding;

use crate::arguments::Lang;
use crate::messages::Message;
use crate::underline;

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
    /// One of the program's own messages.
    Said(Message),
    /// Something was asked for that is not there: wrong use. The text is in the reader's language.
    Use(String),
    /// A file could not be read or written: wrong use.
    File(PathBuf, io::Error),
    /// A file of data has errors.
    Data(Vec<Finding>),
    /// A file of data cannot be read at all. The text is in the reader's language.
    Unreadable(String),
    /// The output could not be written.
    Output(io::Error),
}

impl Failure {
    /// A file that could not be read or written.
    pub fn file(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |error| Self::Said(Message::reading(path)(error))
    }

    /// 1 where the data had errors, 2 for wrong use.
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::Said(message) if message.is_wrong_use() => ExitCode::from(2),
            Self::Said(_) | Self::Data(_) | Self::Unreadable(_) | Self::Output(_) => {
                ExitCode::from(1)
            }
            Self::Use(_) | Self::File(..) => ExitCode::from(2),
        }
    }

    /// What to tell the reader; `underlined`: for a terminal, with the
    /// lines of the file that are meant.
    pub fn text(&self, lang: Lang, underlined: bool) -> String {
        match self {
            Self::Said(message) => message.text(lang),
            Self::Use(text) | Self::Unreadable(text) => text.clone(),
            Self::File(path, error) => {
                Message::File(path.clone(), io::Error::new(error.kind(), error.to_string()))
                    .text(lang)
            }
            Self::Output(error) => Message::Output(error.to_string()).text(lang),
            Self::Data(findings) => {
                let mut text = lang.pick("文件里有错误", "the file has errors").to_owned();
                for finding in findings {
                    text.push('\n');
                    text.push_str(&if underlined {
                        underline::finding(finding, lang, underline::colour(true))
                    } else {
                        underline::plain(finding, lang)
                    });
                }
                text
            }
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<Message> for Failure {
    fn from(message: Message) -> Self {
        Self::Said(message)
    }
}
