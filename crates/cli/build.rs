//! Puts the page's template into the program, if `cargo xtask build` has made it.

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let template = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../www/dist/template.html");
    println!("cargo::rerun-if-changed={}", template.display());
    let code = match template.canonicalize() {
        Ok(path) => format!("Some(include_str!({:?}))", path.display().to_string()),
        Err(_) => "None".to_owned(),
    };
    let out = env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    fs::write(Path::new(&out).join("template.rs"), code)
}
