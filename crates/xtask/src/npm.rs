//! The npm package: crates/npm, by wasm-pack once for each entry, and what www/build/npm.mjs puts beside it.

use std::path::Path;
use std::thread;

use anyhow::{Context, Result};
use xshell::cmd;

use crate::engine::{self, Tools};
use crate::lock;
use crate::place;
use crate::process::{quietly, shell};
use crate::times::timed;
use crate::tools;

/// An entry of the package: the name of its files, the crate's feature.
const ENTRIES: [(&str, &str); 2] = [("mingbai", "built-in"), ("compiler", "compiler")];

/// Builds www/dist/npm.
pub fn build() -> Result<()> {
    let wasm_pack = tools::wasm_pack()?;
    let _lock =
        lock::take(&place::root().join("target/npm-package.lock"), "making the npm package")?;
    let tools = Tools::and(|_| Ok(()))?;
    timed("Making the npm package", || {
        // Side by side: cargo lets one compile at a time, and the other is bound and made small meanwhile.
        thread::scope(|scope| {
            let packed = ENTRIES
                .map(|(name, feature)| scope.spawn(|| pack(&wasm_pack, &tools, name, feature)));
            packed.into_iter().try_for_each(tools::joined)
        })?;
        let (shell, version) = (shell(&place::www())?, env!("CARGO_PKG_VERSION"));
        quietly(cmd!(shell, "node build/npm.mjs {version}"))
    })
}

/// One entry, compiled, bound and made small by wasm-pack, with our wasm-bindgen and wasm-opt: it fetches
/// nothing. Errors name what the debug texts name, so they stay.
fn pack(wasm_pack: &Path, tools: &Tools, name: &str, feature: &str) -> Result<()> {
    let (shell, made) = (shell(place::root())?, place::root().join("target/npm").join(name));
    let cmd = cmd!(
        shell,
        "{wasm_pack} build crates/npm --target web --profile npm --mode no-install --no-pack
         --out-dir {made} --out-name {name} -- --no-default-features --features {feature}"
    );
    let programs = [&tools.bindgen, &tools.wasm_opt].into_iter();
    let programs = programs.filter_map(|program| program.parent()).map(Path::to_path_buf).collect();
    let cmd = engine::compiling(tools.rust.apply(cmd, programs)?, "");
    let cmd = cmd.env("CARGO_TARGET_DIR", engine::folder());
    quietly(cmd.env("WASM_PACK_CACHE", place::cache().join("wasm-pack")))
        .context("wasm-pack cannot make the npm package")
}
