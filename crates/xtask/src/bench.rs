//! `cargo xtask bench`: the size budgets, then the benchmarks of tests/benches.

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

/// Benchmarks of the native engine.
fn native(place: &Place) -> Result<()> {
    if !place.root().join("tests/benches").is_dir() {
        say("No native benchmarks: tests/benches does not exist.");
        return Ok(());
    }
    say("Running the native benchmarks…");
    run(command("cargo", place.root()).args(["bench", "--package", "mingbai-tests"]))
        .context("a native benchmark failed")
}

/// Benchmarks of the engine as JavaScript calls it.
fn node(place: &Place) -> Result<()> {
    if !place.root().join("tests/node/bench.mjs").is_file() {
        say("No benchmarks in WebAssembly: tests/node/bench.mjs does not exist.");
        return Ok(());
    }
    say("Running the benchmarks in WebAssembly…");
    run(command("node", place.root()).arg("tests/node/bench.mjs"))
        .context("a benchmark in WebAssembly failed")
}
