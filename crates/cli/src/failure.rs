//! Errors of the command line: what could not be done, and the exit code for it.

use std::io;
use std::path::Path;
use std::process::ExitCode;

use mingbai_compiler::Finding;
use mingbai_core::kernel::lang::Lang;
use mingbai_plain::visible::visible;
use serde_json::{Value, json};

use crate::messages::Message;
use crate::underline::Underline;

/// How a command ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ended {
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
    /// Several at once: everything that is wrong with the head of a ledger.
    All(Vec<Message>),
    /// A file of data has errors.
    Data(Vec<Finding>),
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
            Self::Said(_) | Self::All(_) | Self::Data(_) => ExitCode::from(1),
        }
    }

    /// Whether the reader of the output has closed it.
    pub fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Said(Message::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe)
    }

    /// The same for a program that reads the output, in the shape of a case's error.
    pub fn json(&self, lang: Lang) -> Value {
        let problems: Vec<Value> = match self {
            Self::Said(message) => vec![json!({ "message": message.text(lang) })],
            Self::All(messages) => {
                messages.iter().map(|one| json!({ "message": one.text(lang) })).collect()
            }
            Self::Data(findings) => findings
                .iter()
                .map(|finding| {
                    let Finding { file, line, rule, message, .. } = finding;
                    let message = lang.pick(&message.zh, &message.en);
                    json!({ "file": file, "line": line, "rule": rule, "message": message })
                })
                .collect(),
        };
        let message = problems.first().map(|problem| problem["message"].clone());
        json!({ "error": { "message": message, "problems": problems } })
    }

    /// What to tell the reader, with the lines of the file that are meant.
    pub fn text(&self, lang: Lang, underline: Underline) -> String {
        match self {
            Self::Said(message) => visible(&message.text(lang)).into_owned(),
            Self::All(messages) => {
                let texts: Vec<String> = messages.iter().map(|one| one.text(lang)).collect();
                visible(&texts.join("\n")).into_owned()
            }
            Self::Data(findings) => {
                let mut text = lang.pick("文件里有错误", "the file has errors").to_owned();
                for finding in findings {
                    text.push('\n');
                    text.push_str(&underline.finding(finding, lang));
                }
                text
            }
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Said(Message::Output(error))
    }
}

impl From<Message> for Failure {
    fn from(message: Message) -> Self {
        Self::Said(message)
    }
}
