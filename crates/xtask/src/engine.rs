//! The engine for the page: crates/wasm, through wasm-pack and wasm-opt, into www/engine.
//!
//! The oldest browser it must load in is Chrome 80, so the module may use four features beyond
//! the first WebAssembly ([`FEATURES`]) and no other. The ready-made standard library is compiled
//! with more of them switched on, though nothing in the engine needs them. So:
//!
//! - our crates are compiled without [`LEFT_OUT`]: wasm-bindgen's build script looks at that, and
//!   keeps references in a list of JavaScript's instead of a table;
//! - the linker is told the features, instead of gathering them from the libraries: the other half
//!   of wasm-bindgen, its program, reads them from the module, and the two must agree;
//! - wasm-opt is given the same list, writes the module anew with it (calls in the library's code
//!   are encoded in a way Chrome 80 does not read) and refuses what is beyond it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::lock;
use crate::place::Place;
use crate::process::{command, path_first, run_quietly, say};
use crate::stamp::{self, Stamp};
use crate::tools::{self, EngineTools};

/// What the module may use: the linker's name, wasm-opt's name. All are in Chrome 75,
/// Firefox 79 and Safari 15.
const FEATURES: [(&str, &str); 4] = [
    ("bulk-memory", "bulk-memory"),
    ("mutable-globals", "mutable-globals"),
    ("nontrapping-fptoint", "nontrapping-float-to-int"),
    ("sign-ext", "sign-ext"),
];

/// What rustc switches on by itself and Chrome 80 does not have (it came with 85 and 96).
const LEFT_OUT: &str = "-reference-types,-multivalue";

/// No file names, lines or debug texts in panics: they would be a tenth of the module, and name
/// folders of the machine it was built on. Both are flags that a stable compiler takes only when
/// told that it is one of the compiler's own stages.
const NO_TRACES: &str = "-Zlocation-detail=none -Zfmt-debug=none";

/// The module, as wasm-pack names it.
const MODULE: &str = "mingbai_wasm_bg.wasm";

/// What the page's sources import.
const FILES: [&str; 3] = ["mingbai_wasm.js", "mingbai_wasm.d.ts", MODULE];

/// The built module.
pub fn module(place: &Place) -> PathBuf {
    place.engine().join(MODULE)
}

/// Builds the engine, unless its sources and tools are those of the last build.
pub fn build(place: &Place) -> Result<()> {
    let tools = tools::for_engine(place)?;
    let _lock = lock::take(&place.root().join("target/engine.lock"), "building the engine")?;
    let stamp = stamp_of(place, &tools)?;
    let kept = place.engine().join(".stamp");
    if stamp::is_current(&kept, &stamp)
        && FILES.iter().all(|file| place.engine().join(file).is_file())
    {
        return Ok(());
    }
    say("Building the engine for WebAssembly (about a minute)…");
    let made = place.root().join("target/wasm/pkg");
    remove(&made)?;
    pack(place, &tools, &made)?;
    shrink(place, &tools.wasm_opt, &made.join(MODULE), STRIP)?;
    publish(&made, &place.engine())?;
    stamp::keep(&kept, &stamp)
}

/// The module as the page has it, but with the names of its functions: for those who weigh it.
pub fn named(place: &Place) -> Result<PathBuf> {
    let tools = tools::for_engine(place)?;
    let _lock = lock::take(&place.root().join("target/engine.lock"), "building the engine")?;
    let made = place.root().join("target/wasm/named");
    remove(&made)?;
    pack(place, &tools, &made)?;
    let module = made.join(MODULE);
    shrink(place, &tools.wasm_opt, &module, KEEP_NAMES)?;
    Ok(module)
}

/// The stamp covers what decides the module: sources, exact dependencies, profile, tools.
fn stamp_of(place: &Place, tools: &EngineTools) -> Result<String> {
    let mut stamp = Stamp::default()
        .word(tools.rust.version(place)?)
        .word(tools.wasm_pack.to_string_lossy().as_bytes())
        .word(rustc_flags())
        .word(wasm_opt_flags(STRIP).join(" "));
    for input in ["Cargo.toml", "Cargo.lock", "www/package-lock.json"] {
        stamp = stamp.files(place.root(), input)?;
    }
    for folder in sources(place.root(), "crates/wasm") {
        stamp = stamp.files(place.root(), &folder)?;
    }
    Ok(stamp.finish())
}

/// The crate's folder and those of the project's crates it depends on, directly or not.
fn sources(root: &Path, crate_folder: &str) -> Vec<String> {
    let mut found = vec![crate_folder.to_owned()];
    let mut next = 0;
    while let Some(folder) = found.get(next) {
        let manifest = fs::read_to_string(root.join(folder).join("Cargo.toml")).unwrap_or_default();
        for folder in dependencies(&manifest).map(|name| format!("crates/{name}")) {
            if !found.contains(&folder) {
                found.push(folder);
            }
        }
        next += 1;
    }
    found
}

/// The `mingbai-…` crates of the section `[dependencies]`, without that prefix.
fn dependencies(manifest: &str) -> impl Iterator<Item = &str> {
    let section = manifest.lines().skip_while(|line| line.trim() != "[dependencies]").skip(1);
    section.take_while(|line| !line.starts_with('[')).filter_map(|line| {
        let name = line.strip_prefix("mingbai-")?;
        name.split(['.', '=', ' ']).next()
    })
}

fn rustc_flags() -> String {
    let list: Vec<&str> = FEATURES.iter().map(|(linker, _)| *linker).collect();
    format!(
        "-Ctarget-feature={LEFT_OUT} -Clink-arg=--features={} -Clink-arg=--no-check-features {NO_TRACES}",
        list.join(",")
    )
}

/// What wasm-opt does with the names of functions.
const STRIP: &str = "--strip-debug";
const KEEP_NAMES: &str = "-g";

/// Without structured blocks first, then twice: a hundredth smaller than once. The lowest kilobyte is the
/// far end of the stack, which nothing addresses by a constant.
const SMALLER: [&str; 5] = ["--low-memory-unused", "--flatten", "--rereloop", "-Oz", "-Oz"];

fn wasm_opt_flags(names: &str) -> Vec<String> {
    let mut flags: Vec<String> = vec!["--mvp-features".into()];
    flags.extend(FEATURES.iter().map(|(_, option)| format!("--enable-{option}")));
    flags.extend([names, "--strip-producers", "--strip-target-features"].map(String::from));
    flags.extend(SMALLER.map(String::from));
    flags
}

fn pack(place: &Place, tools: &EngineTools, into: &Path) -> Result<()> {
    let mut wasm_pack = command(&tools.wasm_pack, place.root());
    wasm_pack.args(["build", "crates/wasm", "--target", "web", "--profile", "wasm"]);
    // Nothing is downloaded, no package is made, and wasm-opt is run below, with our features.
    wasm_pack.args(["--mode", "no-install", "--no-pack", "--no-opt", "--out-dir"]).arg(into);
    let bindgen = tools.wasm_bindgen.parent().map(Path::to_path_buf);
    tools.rust.apply(&mut wasm_pack, bindgen.into_iter().collect())?;
    wasm_pack
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", rustc_flags())
        .env("RUSTC_BOOTSTRAP", "1")
        .env("WASM_PACK_CACHE", place.cache().join("wasm-pack"))
        // Its own folder: two compilers in one would each undo the other's work.
        .env("CARGO_TARGET_DIR", place.root().join("target/wasm"));
    run_quietly(&mut wasm_pack).context("the engine does not build for wasm32")
}

fn shrink(place: &Place, wasm_opt: &Path, module: &Path, names: &str) -> Result<()> {
    let small = module.with_extension("small");
    let mut opt = command(wasm_opt, place.root());
    opt.arg(module).arg("-o").arg(&small).args(wasm_opt_flags(names));
    if let Some(bin) = wasm_opt.parent() {
        path_first(&mut opt, &[bin.to_path_buf()])?;
    }
    run_quietly(&mut opt)
        .context("wasm-opt refuses the engine: does it use a feature that Chrome 80 lacks?")?;
    fs::rename(&small, module).with_context(|| format!("{} cannot be written", module.display()))
}

/// Puts all files in place at once: whoever reads the folder meanwhile sees no mixture.
fn publish(made: &Path, engine: &Path) -> Result<()> {
    let part = engine.with_extension("tmp");
    remove(&part)?;
    fs::create_dir_all(&part).with_context(|| format!("{} cannot be made", part.display()))?;
    for file in FILES {
        fs::copy(made.join(file), part.join(file)).with_context(|| {
            format!("{} cannot be copied to {}", made.join(file).display(), part.display())
        })?;
    }
    remove(engine)?;
    fs::rename(&part, engine).with_context(|| format!("{} cannot be written", engine.display()))
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)
            .with_context(|| format!("{} cannot be removed", folder.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_projects_dependencies_are_read_from_their_section_only() {
        let manifest = "[package]\nname = \"mingbai-wasm\"\n[dependencies]\nserde = \"1\"\n\
            mingbai-core.workspace = true\nmingbai-words = { path = \"../words\" }\n\n\
            [dev-dependencies]\nmingbai-policies.workspace = true\n";
        assert_eq!(dependencies(manifest).collect::<Vec<_>>(), ["core", "words"]);
        assert_eq!(dependencies("[package]\n").count(), 0);
    }

    #[test]
    fn dependencies_of_dependencies_count_and_a_circle_ends() {
        let root = tempfile::tempdir().unwrap();
        let depends = [("wasm", "core"), ("core", "words"), ("words", "core")];
        for (name, on) in depends {
            let folder = root.path().join("crates").join(name);
            fs::create_dir_all(&folder).unwrap();
            fs::write(
                folder.join("Cargo.toml"),
                format!("[dependencies]\nmingbai-{on}.workspace = true\n"),
            )
            .unwrap();
        }
        assert_eq!(
            sources(root.path(), "crates/wasm"),
            ["crates/wasm", "crates/core", "crates/words"]
        );
    }

    #[test]
    fn nothing_newer_than_chrome_80_is_allowed() {
        assert!(rustc_flags().starts_with("-Ctarget-feature=-reference-types,-multivalue "));
        let flags = wasm_opt_flags(STRIP).join(" ") + &rustc_flags().replace(LEFT_OUT, "");
        assert!(flags.contains("--mvp-features --enable-bulk-memory"), "{flags}");
        for newer in ["reference-types", "multivalue", "simd", "all-features"] {
            assert!(!flags.contains(newer), "{newer} in {flags}");
        }
    }

    #[test]
    fn a_failed_copy_leaves_the_engine_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let (made, engine) = (folder.path().join("pkg"), folder.path().join("engine"));
        fs::create_dir_all(&made).unwrap();
        fs::create_dir_all(&engine).unwrap();
        fs::write(engine.join(MODULE), "old").unwrap();
        fs::write(made.join(MODULE), "new").unwrap();
        assert!(publish(&made, &engine).is_err(), "two files are missing");
        assert_eq!(fs::read_to_string(engine.join(MODULE)).unwrap(), "old");
        for file in FILES {
            fs::write(made.join(file), "new").unwrap();
        }
        publish(&made, &engine).unwrap();
        assert_eq!(fs::read_to_string(engine.join(MODULE)).unwrap(), "new");
    }
}
