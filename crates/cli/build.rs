//! Puts the page's template into the optimised program, if `cargo xtask build` has made it. The
//! program that the build and the tests use gets it by `--template`: it need not be compiled again
//! for every change of the page.

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let template = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../www/dist/template.html");
    let optimised = env::var_os("PROFILE").is_some_and(|profile| profile == "release");
    if optimised {
        println!("cargo::rerun-if-changed={}", template.display());
    } else {
        println!("cargo::rerun-if-changed=build.rs");
    }
    let code = match template.canonicalize() {
        Ok(path) if optimised => format!("Some(include_str!({:?}))", path.display().to_string()),
        _ => "None".to_owned(),
    };
    let out = env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    fs::write(Path::new(&out).join("template.rs"), code)
}
