//! `cargo xtask bench`: the size budgets, then the kernel, a ledger, and the engine as JavaScript calls it.

use anyhow::{Context, Result};

use crate::place::Place;
use crate::process::{command, run, say};
use crate::{page, sizes};

/// Builds, checks the sizes, runs the benchmarks. A benchmark with a budget of time checks it
/// by itself and fails if it is over.
pub fn run_all(place: &Place) -> Result<()> {
    page::build(place)?;
    sizes::check(place)?;
    native(place)?;
    node(place)
}

/// Benchmarks of the native engine and of the command.
fn native(place: &Place) -> Result<()> {
    say("Running the native benchmarks…");
    for (package, bench) in [("mingbai-tests", "kernel"), ("mingbai", "roster")] {
        run(command("cargo", place.root()).args(["bench", "--package", package, "--bench", bench]))
            .context("a native benchmark failed")?;
    }
    Ok(())
}

/// Benchmarks of the engine as JavaScript calls it.
fn node(place: &Place) -> Result<()> {
    say("Running the benchmarks in WebAssembly…");
    run(command("node", place.root()).arg("tests/node/bench.mjs"))
        .context("a benchmark in WebAssembly failed")
}
