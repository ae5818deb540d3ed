//! The engine for the page: crates/wasm, through wasm-bindgen and wasm-opt, into www/engine; and that of the office page,
//! crates/office, into www/office/engine.
//!
//! The oldest browser it must load in is Chrome 80, so the module may use four features beyond
//! the first WebAssembly ([`FEATURES`]) and no other. The ready-made standard library is compiled
//! with more of them switched on, though nothing in the engine needs them. So:
//!
//! - our crates are compiled without [`LEFT_OUT`]: wasm-bindgen's build script looks at that, and
//!   keeps references in a list of JavaScript's instead of a table;
//! - the linker is told the features, instead of gathering them from the libraries: the other half
//!   of wasm-bindgen, its program, reads them from the module, and the two must agree;
//! - wasm-opt is given the same list, rewrites the module with it (calls in the library's code
//!   are encoded in a way Chrome 80 does not read) and refuses what is beyond it.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Context, Result};
use xshell::{Cmd, cmd};

use crate::lock;
use crate::place;
use crate::process::{quietly, shell};
use crate::times::timed;
use crate::tools::{self, bindgen, npm, wasm32, wasm32::WasmRust};

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

/// No file names and lines in panics: they name folders of the machine it was built on. This flag and
/// the next a stable compiler takes only when told that it is one of the compiler's own stages.
const NO_TRACES: &str = "-Zlocation-detail=none";

/// No debug texts: with the traces they would be a tenth of the module.
const NO_TEXTS: &str = "-Zfmt-debug=none";

/// The JavaScript half is closed in itself: each run of its text makes an engine of its own. The page has
/// types of its own for it.
const BOUND: [&str; 3] = ["--target", "no-modules", "--no-typescript"];

/// What wasm-opt does with the names of functions.
const STRIP: &str = "--strip-debug";
const KEEP_NAMES: &str = "-g";

/// The lowest kilobyte is the far end of the stack, which nothing addresses by a constant. A function with one caller
/// stays one unless it is tiny (`-ocimfs`), and what is worked out twice is not kept in a local (`local-cse`): more bytes
/// as they stand, fewer after gzip.
const SMALL: [&str; 4] = ["--low-memory-unused", "-ocimfs=10", "--skip-pass=local-cse", "-Oz"];

/// Without structured blocks first, then twice: a hundredth smaller than once, in twice the time.
const SMALLER: [&str; 7] = [
    "--low-memory-unused",
    "-ocimfs=10",
    "--skip-pass=local-cse",
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
];

/// A crate that becomes a WebAssembly module with a JavaScript half.
#[derive(Clone, Copy)]
pub(crate) struct Face {
    /// The crate's library: the beginning of the names of what is made.
    library: &'static str,
    package: &'static str,
    /// Of Cargo.toml.
    profile: &'static str,
    /// Flags of the compiler beyond those of all modules.
    flags: &'static str,
    /// What wasm-opt does.
    smaller: &'static [&'static str],
    packing: Packing,
    /// Where it goes.
    into: fn() -> PathBuf,
}

/// How a module travels in its page.
#[derive(Clone, Copy)]
enum Packing {
    /// What every browser unpacks by itself; a thirtieth smaller than zlib's best.
    Gzip,
    /// A fifth smaller, for a page that brings its own unpacking (docs/decisions/0015-office-page.md).
    Xz,
}

/// The engine of the resident's page.
pub(crate) const ENGINE: Face = Face {
    library: "mingbai_wasm",
    package: "mingbai-wasm",
    profile: "wasm",
    flags: NO_TEXTS,
    smaller: &SMALLER,
    packing: Packing::Gzip,
    into: place::engine,
};

/// The engine of the office page.
const OFFICE: Face = Face {
    library: "mingbai_office",
    package: "mingbai-office",
    profile: "wasm",
    flags: NO_TEXTS,
    smaller: &SMALL,
    packing: Packing::Xz,
    into: place::office_engine,
};

impl Face {
    /// What a page is made of: the JavaScript half, the module as wasm-bindgen names it, the module as it travels in
    /// the page.
    fn files(self) -> [String; 3] {
        [format!("{}.js", self.library), self.module(), self.packed()]
    }

    fn module(self) -> String {
        format!("{}_bg.wasm", self.library)
    }

    fn packed(self) -> String {
        let ending = match self.packing {
            Packing::Gzip => "gz",
            Packing::Xz => "xz",
        };
        format!("{}.{ending}", self.module())
    }

    /// The compiled crate, before wasm-bindgen.
    fn compiled(self) -> PathBuf {
        let folder = folder().join(wasm32::TARGET).join(self.profile);
        folder.join(self.library).with_extension("wasm")
    }

    /// The folder of what is made on the way.
    fn made(self, what: &str) -> PathBuf {
        folder().join(self.library).join(what)
    }

    /// Held while it is built.
    fn lock(self) -> Result<File> {
        lock::take(&folder().join(self.library).with_extension("lock"), "building the engine")
    }

    fn build(self) -> Result<()> {
        let _lock = self.lock()?;
        let tools = Tools::and(|rust| compile(self, rust))?;
        let (made_from, into) = (MadeFrom::now(self)?, (self.into)());
        let complete = self.files().iter().all(|file| into.join(file).is_file());
        if complete && made_from.is_kept()? {
            return Ok(());
        }
        let made = self.made("pkg");
        timed(&format!("Binding {} and making it small", self.package), || {
            tools.bind(self, &made)?;
            let module = made.join(self.module());
            tools.shrink(self, &module, STRIP)?;
            write(&made.join(self.packed()), &self.packing.pack(&read(&module)?)?)
        })?;
        publish(&self.files(), &made, &into)?;
        made_from.keep()
    }
}

/// The built module.
pub fn module() -> PathBuf {
    place::engine().join(ENGINE.module())
}

/// Builds the engine, unless the compiled crate and the tools are those of the last build.
pub fn build() -> Result<()> {
    ENGINE.build()
}

/// The same for the office page.
pub fn build_office() -> Result<()> {
    OFFICE.build()
}

/// The module as the page has it, but with the names of its functions: for those who weigh it.
pub fn named() -> Result<PathBuf> {
    let _lock = ENGINE.lock()?;
    let tools = Tools::and(|rust| compile(ENGINE, rust))?;
    let made = ENGINE.made("named");
    tools.bind(ENGINE, &made)?;
    let module = made.join(ENGINE.module());
    tools.shrink(ENGINE, &module, KEEP_NAMES)?;
    Ok(module)
}

/// Its own folder: two compilers in one would each undo the other's work.
pub(crate) fn folder() -> PathBuf {
    place::root().join("target/wasm")
}

/// What makes an engine of a compiled crate.
pub(crate) struct Tools {
    pub(crate) rust: WasmRust,
    pub(crate) bindgen: PathBuf,
    pub(crate) wasm_opt: PathBuf,
}

impl Tools {
    /// The tools, and beside them what needs no tool but Rust: whatever can go side by side does.
    pub(crate) fn and(compile: impl FnOnce(&WasmRust) -> Result<()>) -> Result<Self> {
        thread::scope(|scope| {
            let bindgen = scope.spawn(bindgen::build);
            let packages = scope.spawn(|| npm::packages(&place::www()));
            let rust = wasm32::find_or_build().and_then(|rust| compile(&rust).map(|()| rust));
            let (bindgen, packages) = (tools::joined(bindgen), tools::joined(packages));
            packages?;
            Ok(Self {
                rust: rust?,
                bindgen: bindgen?,
                wasm_opt: npm::program(&place::www(), "wasm-opt", "binaryen")?,
            })
        })
    }

    fn bind(&self, face: Face, into: &Path) -> Result<()> {
        remove(into)?;
        let (shell, program, module) = (shell(place::root())?, &self.bindgen, face.compiled());
        quietly(cmd!(shell, "{program} {module} --out-dir {into} {BOUND...}"))
            .context("wasm-bindgen cannot make the engine's two halves")
    }

    fn shrink(&self, face: Face, module: &Path, names: &str) -> Result<()> {
        let small = module.with_extension("small");
        let (shell, program) = (shell(place::root())?, &self.wasm_opt);
        let flags = wasm_opt_flags(face, names);
        quietly(cmd!(shell, "{program} {module} -o {small} {flags...}"))
            .context("wasm-opt refuses the engine: does it use a feature that Chrome 80 lacks?")?;
        fs::rename(&small, module)
            .with_context(|| format!("{} cannot be written", module.display()))
    }
}

fn compile(face: Face, rust: &WasmRust) -> Result<()> {
    let (shell, target, folder) = (shell(place::root())?, wasm32::TARGET, folder());
    let Face { package, profile, .. } = face;
    let cargo = cmd!(
        shell,
        "cargo build --package {package} --lib --profile {profile} --target {target} --target-dir {folder}"
    );
    let cargo = compiling(rust.apply(cargo, Vec::new())?, face.flags);
    timed(&format!("Compiling {package} for WebAssembly"), || quietly(cargo))
        .with_context(|| format!("{package} does not build for wasm32"))
}

/// Compiling with the features a module may use, without traces of this machine, and with these flags.
pub(crate) fn compiling<'a>(cargo: Cmd<'a>, more: &str) -> Cmd<'a> {
    cargo
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", format!("{} {more}", rustc_flags()))
        .env("RUSTC_BOOTSTRAP", "1")
}

fn rustc_flags() -> String {
    let list: Vec<&str> = FEATURES.iter().map(|(linker, _)| *linker).collect();
    format!(
        "-Ctarget-feature={LEFT_OUT} -Clink-arg=--features={} -Clink-arg=--no-check-features {NO_TRACES}",
        list.join(",")
    )
}

fn wasm_opt_flags(face: Face, names: &str) -> Vec<String> {
    let mut flags: Vec<String> = vec!["--mvp-features".into()];
    flags.extend(FEATURES.iter().map(|(_, option)| format!("--enable-{option}")));
    flags.extend([names, "--strip-producers", "--strip-target-features"].map(String::from));
    flags.extend(face.smaller.iter().map(ToString::to_string));
    flags
}

impl Packing {
    fn pack(self, bytes: &[u8]) -> Result<Vec<u8>> {
        match self {
            Self::Gzip => packed(bytes),
            Self::Xz => {
                let (shell, program) = (shell(place::root())?, tools::own::build("xz")?);
                let made = cmd!(shell, "{program}").quiet().stdin(bytes).output();
                Ok(made.context("the engine cannot be packed")?.stdout)
            }
        }
    }

    /// What decides how it packs, beyond this file.
    fn made_from(self) -> Result<String> {
        match self {
            Self::Gzip => Ok(String::new()),
            Self::Xz => {
                let file = place::root().join("tools/xz/src/main.rs");
                fs::read_to_string(&file)
                    .with_context(|| format!("{} cannot be read", file.display()))
            }
        }
    }
}

/// Bytes as small a gzip as there is.
///
/// # Errors
/// None that an input could cause.
pub fn packed(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut made = Vec::new();
    zopfli::compress(zopfli::Options::default(), zopfli::Format::Gzip, bytes, &mut made)?;
    Ok(made)
}

/// What decides the engine: the compiled crate, and what is done with it.
struct MadeFrom {
    face: Face,
    compiled: Vec<u8>,
    tools: String,
}

impl MadeFrom {
    fn now(face: Face) -> Result<Self> {
        let compiled = read(&face.compiled())?;
        let flags = [&BOUND.map(String::from)[..], &wasm_opt_flags(face, STRIP)].concat().join(" ");
        let packages = fs::read_to_string(place::www().join("package-lock.json"))?;
        let (version, packing) = (bindgen::VERSION, face.packing.made_from()?);
        Ok(Self { face, compiled, tools: format!("{flags}\n{version}\n{packages}{packing}") })
    }

    fn kept(&self) -> [PathBuf; 2] {
        ["made-from.wasm", "made-from.txt"].map(|file| self.face.made(file))
    }

    fn is_kept(&self) -> Result<bool> {
        let [compiled, tools] = self.kept();
        if !compiled.is_file() || !tools.is_file() {
            return Ok(false);
        }
        Ok(read(&compiled)? == self.compiled && read(&tools)? == self.tools.as_bytes())
    }

    /// Called last, when what is made of it is complete.
    fn keep(&self) -> Result<()> {
        let [compiled, tools] = self.kept();
        write(&compiled, &self.compiled)?;
        write(&tools, self.tools.as_bytes())
    }
}

fn read(file: &Path) -> Result<Vec<u8>> {
    fs::read(file).with_context(|| format!("{} cannot be read", file.display()))
}

fn write(file: &Path, bytes: &[u8]) -> Result<()> {
    fs::write(file, bytes).with_context(|| format!("{} cannot be written", file.display()))
}

/// Puts all files in place at once, so that the folder never holds a mixture.
fn publish(files: &[String], made: &Path, engine: &Path) -> Result<()> {
    let part = engine.with_extension("tmp");
    remove(&part)?;
    fs::create_dir_all(&part).with_context(|| format!("{} cannot be made", part.display()))?;
    for file in files {
        write(&part.join(file), &read(&made.join(file))?)?;
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
    fn nothing_newer_than_chrome_80_is_allowed() {
        assert!(rustc_flags().starts_with("-Ctarget-feature=-reference-types,-multivalue "));
        let flags = wasm_opt_flags(ENGINE, STRIP).join(" ") + &rustc_flags().replace(LEFT_OUT, "");
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
        fs::write(engine.join(ENGINE.module()), "old").unwrap();
        fs::write(made.join(ENGINE.module()), "new").unwrap();
        assert!(publish(&ENGINE.files(), &made, &engine).is_err(), "a file is missing");
        assert_eq!(fs::read_to_string(engine.join(ENGINE.module())).unwrap(), "old");
        for file in ENGINE.files() {
            fs::write(made.join(file), "new").unwrap();
        }
        publish(&ENGINE.files(), &made, &engine).unwrap();
        assert_eq!(fs::read_to_string(engine.join(ENGINE.module())).unwrap(), "new");
    }
}
