//! The project's own commands: `cargo xtask serve | build | test | bench | …`, all in `--help`.
//!
//! They fetch what they need (a wasm32 target, wasm-pack, a browser, npm
//! packages), say what they are doing, and are quick when all is there.
//!
//! | module | its one idea |
//! | --- | --- |
//! | [`place`] | where the checkout and the tool cache are |
//! | [`process`] | running other programs, with errors one can act on |
//! | [`lock`] | one xtask at a time does a thing |
//! | [`stamp`] | "has anything changed since": hashes of files |
//! | [`tools`] | finding and fetching the tools |
//! | [`engine`] | crates/wasm -> www/engine |
//! | [`page`] | www -> www/dist, with the single file |
//! | [`site`] | what is made from the single file: the site, the script for other sites
//! | [`serve`] | a small web server for www/dist |
//! | [`checks`] | the steps of `cargo xtask test` |
//! | [`sizes`] | the size budgets |
//! | [`supply`] | what the project takes from others |
//! | [`bench`] | sizes, then the benchmarks |
//! | [`mutants`] | every change of one place: does a test notice? |
//! | [`reproduce`] | two builds, one hash |
//! | [`weights`] | what each crate weighs in the engine |
//! | [`screenshots`] | the pictures of README and docs |

mod bench;
mod checks;
mod engine;
mod lock;
mod mutants;
mod page;
mod place;
mod process;
mod reproduce;
mod screenshots;
mod serve;
mod site;
mod sizes;
mod stamp;
mod supply;
mod tools;
mod weights;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::place::Place;

/// Build, serve and check Mingbai. The tools it needs are fetched on first use.
#[derive(Parser)]
#[command(name = "cargo xtask", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the page and serve it on this machine
    Serve {
        /// Port to listen on; the next free one is taken if it is busy, 0 lets the system choose
        #[arg(long, default_value_t = 8000)]
        port: u16,
    },
    /// Build www/dist: the site and the single file mingbai.html
    Build {
        /// Only the WebAssembly engine, into www/engine
        #[arg(long)]
        engine: bool,
    },
    /// Run every check, in order, up to the first that fails
    Test {
        /// Run only this step (may be given several times)
        #[arg(long, value_name = "STEP")]
        only: Vec<String>,
        /// List the steps and stop
        #[arg(long)]
        list: bool,
    },
    /// Build, check the size budgets, run the benchmarks
    Bench,
    /// Build twice in different folders and compare every byte of www/dist
    Reproduce,
    /// Show what each crate weighs in the engine
    Weights,
    /// Change the engine and the compiler in one place at a time: does a test notice?
    Mutants(mutants::Which),
    /// Take the pictures of README and docs anew
    Screenshots,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<ExitCode> {
    let place = Place::find()?;
    match &arguments.command {
        Command::Serve { port } => {
            page::build(&place)?;
            serve::serve(&place.dist(), *port)?;
        }
        Command::Build { engine: true } => engine::build(&place)?,
        Command::Build { engine: false } => page::build(&place)?,
        Command::Test { list: true, .. } => checks::list(),
        Command::Test { only, .. } => return checks::run(&place, only),
        Command::Bench => bench::run_all(&place)?,
        Command::Reproduce => reproduce::check(&place)?,
        Command::Weights => weights::show(&place)?,
        Command::Mutants(which) => mutants::check(&place, which)?,
        Command::Screenshots => screenshots::take(&place)?,
    }
    Ok(ExitCode::SUCCESS)
}
