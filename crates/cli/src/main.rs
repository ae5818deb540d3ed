//! The `mingbai` command: what a document gives, from the command line.
//!
//! | module | holds |
//! | --- | --- |
//! | [`arguments`] | the command line |
//! | [`failure`] | errors: where, what was expected, what to do; exit codes |
//! | [`library`] | the built-in policies, and policy files |
//! | [`cases`] | reading cases, finding the lines of problems |
//! | [`commands`] | a module a command |

#![forbid(unsafe_code)]

mod arguments;
mod cases;
mod commands;
mod failure;
mod library;

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};
use failure::{Failure, Outcome};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let lang = arguments.lang;
    let outcome = match arguments.command {
        Command::Policies(options) => commands::policies::run(&options, lang),
        Command::Facts(options) => commands::facts::run(&options, lang),
        Command::Assess(options) => commands::assess::run(&options, lang),
        Command::Lint(options) => commands::lint::run(&options, lang),
        Command::Bundle(options) => commands::bundle::run(&options),
    };
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::DataErrors) => ExitCode::from(1),
        // Whoever read our output has had enough of it.
        Err(Failure::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => {
            ExitCode::SUCCESS
        }
        Err(failure) => {
            // Standard error may be closed too; there is nobody left to tell.
            let _ = writeln!(std::io::stderr(), "mingbai: {failure}");
            failure.exit_code()
        }
    }
}
