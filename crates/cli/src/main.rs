//! The `mingbai` command: what a document gives, from the command line.
//!
//! | module | holds |
//! | --- | --- |
//! | [`arguments`] | the command line |
//! | [`failure`] | errors: where, what was expected, what to do; exit codes |
//! | [`library`] | the built-in policies, and policy files |
//! | [`usage`] | messages for wrong use, in the reader's language |
//! | [`cases`] | reading cases, finding the lines of problems |
//! | [`figures`] | a county's figures file |
//! | [`messages`] | what the program says when something is wrong, in both languages |
//! | [`terminal`] | what people read: text of others made visible |
//! | [`underline`] | findings with the line of the file they mean |
//! | [`output`] | what is written with `-o`: whole or not at all |
//! | [`roster`] | ledgers: files in and out |
//! | [`plain`] | outcomes and conditions in plain words |
//! | [`commands`] | a module a command |

#![forbid(unsafe_code)]

mod arguments;
mod cases;
mod commands;
mod failure;
mod figures;
mod library;
mod messages;
mod output;
mod plain;
mod roster;
mod terminal;
mod underline;
mod usage;

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command, language_of_environment};
use failure::Ended;
use underline::Underline;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return usage::exit(&error),
    };
    let lang = arguments.lang.unwrap_or_else(language_of_environment);
    let outcome = match arguments.command {
        Command::Policies(options) => commands::policies::run(&options, lang),
        Command::Places(options) => commands::places::run(&options, lang),
        Command::Facts(options) => commands::facts::run(&options, lang),
        Command::Assess(options) => commands::assess::run(&options, arguments.underline, lang),
        Command::Roster(options) => commands::roster::run(&options, lang, arguments.lang),
        Command::Diff(options) => commands::diff::run(&options, lang),
        Command::Explain(options) => commands::explain::run(&options, lang),
        Command::Ask(options) => commands::ask::run(&options, lang),
        Command::Lint(options) => commands::lint::run(&options, arguments.underline, lang),
        Command::Test(options) => commands::test::run(&options, arguments.underline, lang),
        Command::Clauses(options) => commands::clauses::run(&options, lang),
        Command::New(options) => commands::new::run(&options, lang),
        Command::Schema(options) => commands::schema::run(&options),
        Command::Bundle(options) => commands::bundle::run(&options),
    };
    match outcome {
        Ok(Ended::Done) => ExitCode::SUCCESS,
        Ok(Ended::DataErrors) => ExitCode::from(1),
        // The reader of our output has closed it.
        Err(failure) if failure.is_broken_pipe() => ExitCode::SUCCESS,
        Err(failure) => {
            // Standard error may be closed too; there is nobody left to tell.
            let mut stderr = std::io::stderr();
            if usage::wants_json() {
                let _ = writeln!(std::io::stdout(), "{:#}", failure.json(lang));
            }
            let text = failure.text(lang, Underline::on(&stderr, arguments.underline));
            let _ = writeln!(stderr, "mingbai: {text}");
            failure.exit_code()
        }
    }
}
