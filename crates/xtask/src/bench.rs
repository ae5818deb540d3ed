//! `cargo xtask bench`: the size budgets, then the kernel, a ledger, and the engine as JavaScript calls it.

use anyhow::{Context, Result};
use xshell::cmd;

use crate::page;
use crate::place;
use crate::process::shell;

/// Builds, checks the sizes, runs the benchmarks. A benchmark with a budget of time checks it
/// by itself and fails if it is over.
pub fn run_all() -> Result<()> {
    page::build_all()?;
    page::sizes()?;
    let shell = shell(place::root())?;
    for (package, bench) in [("mingbai-tests", "kernel"), ("mingbai-cli", "roster")] {
        cmd!(shell, "cargo bench --package {package} --bench {bench}")
            .run()
            .context("a native benchmark failed")?;
    }
    cmd!(shell, "node tests/node/bench.mjs").run().context("a benchmark in WebAssembly failed")
}
