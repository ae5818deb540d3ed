//! The program wasm-bindgen: its library behind the options that cargo xtask and wasm-pack use.
//!
//! `wasm-bindgen MODULE --out-dir FOLDER [--out-name NAME] [--target web|no-modules|nodejs|bundler]
//! [--typescript|--no-typescript]`, and `--version`. Writes the two halves of the module: its
//! JavaScript and the WebAssembly that goes with it.

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<()> {
    let mut bindgen = Bindgen::new();
    let mut folder = None;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().with_context(|| format!("{argument} needs a value"));
        match argument.as_str() {
            "--version" => {
                println!("wasm-bindgen {}", env!("CARGO_PKG_VERSION"));
                return Ok(());
            }
            "--out-dir" => folder = Some(value()?),
            "--out-name" => { bindgen.out_name(&value()?); }
            "--target" => drop(match value()?.as_str() {
                "web" => bindgen.web(true)?,
                "no-modules" => bindgen.no_modules(true)?,
                "nodejs" => bindgen.nodejs(true)?,
                "bundler" => bindgen.bundler(true)?,
                other => bail!("--target {other}: expected web, no-modules, nodejs or bundler"),
            }),
            "--typescript" => { bindgen.typescript(true); }
            "--no-typescript" => { bindgen.typescript(false); }
            option if option.starts_with("--") => bail!("{option} is no option of this program"),
            module => { bindgen.input_path(module); }
        }
    }
    bindgen.generate(folder.context("--out-dir is missing")?)
}
