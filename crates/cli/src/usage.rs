//! Messages for wrong use of the command line, in the reader's language.

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use clap::Error;
use clap::error::{ContextKind, ErrorKind};
use mingbai_core::kernel::lang::Lang;
use serde_json::json;

use crate::arguments::language_of_environment;

/// Prints help, the version, or what is wrong with the command line, and gives the exit code.
pub fn exit(error: &Error) -> ExitCode {
    if !error.use_stderr() {
        // Nobody is left to tell.
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    let lang = asked_for(std::env::args_os());
    if wants_json() {
        let (zh, en) = (zh(error), en(error));
        let message = lang.pick(&zh, &en);
        let problems = [json!({ "message": message })];
        let error = json!({ "error": { "message": message, "problems": problems } });
        let _ = writeln!(std::io::stdout(), "{error:#}");
    }
    if lang == Lang::Zh {
        let _ = writeln!(std::io::stderr(), "mingbai：{}\n", zh(error));
    }
    let _ = error.print();
    ExitCode::from(2)
}

/// Whether a program reads the output: it is told of an error there too.
pub fn wants_json() -> bool {
    std::env::args_os().any(|word| word == "--json")
}

/// The language that a command line asks for, though the rest of it could not be read.
fn asked_for(arguments: impl Iterator<Item = OsString>) -> Lang {
    let mut words = arguments.filter_map(|word| word.into_string().ok());
    while let Some(word) = words.next() {
        let value = match word.strip_prefix("--lang") {
            Some("") => words.next(),
            Some(value) => value.strip_prefix('=').map(str::to_owned),
            None => continue,
        };
        match value.as_deref() {
            Some("zh") => return Lang::Zh,
            Some("en") => return Lang::En,
            _ => {}
        }
    }
    language_of_environment()
}

/// What is wrong, in one line: as clap says it, up to its first empty line.
fn en(error: &Error) -> String {
    let text = error.to_string();
    let said = text.lines().map(str::trim).take_while(|line| !line.is_empty());
    said.collect::<Vec<_>>().join(" ").trim_start_matches("error: ").to_owned()
}

/// What is wrong, in Chinese.
fn zh(error: &Error) -> String {
    let said = |kind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    let (argument, value) = (said(ContextKind::InvalidArg), said(ContextKind::InvalidValue));
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let name = said(ContextKind::InvalidSubcommand);
            format!("没有“{name}”这个命令；mingbai --help 列出全部命令")
        }
        ErrorKind::UnknownArgument => format!("没有 {argument} 这个选项；加 --help 看有哪些"),
        ErrorKind::MissingRequiredArgument => format!("少了 {argument}；请补上"),
        ErrorKind::ValueValidation if argument.starts_with("--on ") => {
            format!("{argument} 不能写“{value}”；应当是日历上的一天，如 2019-11-01")
        }
        ErrorKind::ValueValidation if argument.starts_with("--jobs ") => {
            format!("{argument} 不能写“{value}”；应当是 1 到 255 的整数")
        }
        ErrorKind::InvalidValue if !said(ContextKind::ValidValue).is_empty() => {
            let allowed = said(ContextKind::ValidValue);
            format!("{argument} 不能写“{value}”；可以写：{allowed}")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("{argument} 不能写“{value}”；加 --help 看可以写什么")
        }
        ErrorKind::ArgumentConflict => format!("{argument} 不能和别的选项一起用；请去掉一个"),
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("{argument} 的值太多或太少；加 --help 看怎么写")
        }
        _ => "命令写得不对；加 --help 看怎么写".to_owned(),
    }
}
