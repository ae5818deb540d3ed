//! `cargo evidence`: the parts of docs/evidence.md that are neither tests nor benchmarks.
//!
//! | module | its one idea |
//! | --- | --- |
//! | [`mutants`] | every change of one place: does a test notice? |
//! | [`reproduce`] | two builds, one hash |
//! | [`supply`] | what the project takes from others: licences, sources, locks, known faults |
//! | [`weights`] | what each crate weighs in the engine |
//!
//! `cargo xtask` never compiles this crate; `.ci/run` runs its tests and [`supply`].

mod mutants;
mod reproduce;
mod supply;
mod weights;

use std::process::ExitCode;

mod arguments {
    #![allow(missing_docs, clippy::pedantic, reason = "written by a macro")]

    xflags::xflags! {
        /// What docs/evidence.md is written from, beyond tests and benchmarks.
        cmd evidence {
            /// Build twice in different folders and compare every byte of www/dist
            cmd reproduce {}
            /// Check licences, sources and locks of the crates and npm packages, and known faults
            cmd supply {}
            /// Show what each crate weighs in the engine
            cmd weights {}
            /// Change the code of the crates that decide in one place at a time: does a test notice?
            cmd mutants {
                /// Only those that no test has caught so far: they lived, or a run was stopped before it came to them
                optional --again
                /// Only those that have a reason: is it still true?
                optional --reasons
                /// Judge those that have no place in one build too, each in its own (a minute and more)
                optional --alone
                /// Only in files whose path or name matches (as cargo mutants --re)
                repeated --re pattern: String
                /// Only by the tests of this package, while they are written; without it all that can
                repeated --by package: String
            }
        }
    }
}

use arguments::{Evidence, EvidenceCmd};

fn main() -> ExitCode {
    let done = match Evidence::from_env_or_exit().subcommand {
        EvidenceCmd::Reproduce(_) => reproduce::check(),
        EvidenceCmd::Supply(_) => supply::check(),
        EvidenceCmd::Weights(_) => weights::show(),
        EvidenceCmd::Mutants(which) => mutants::check(&which),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
