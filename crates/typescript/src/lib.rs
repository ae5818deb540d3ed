//! A file of TypeScript types, written from the Rust types by a test of the crate that has them.

use std::path::Path;

use ts_rs::{Config, TS};

/// The TypeScript of a file, as it grows.
pub struct TypeFile {
    home: &'static str,
    text: String,
    config: Config,
}

impl TypeFile {
    /// A file that the tests called `typescript` of the crate `home` write.
    pub fn of(home: &'static str) -> Self {
        let text = format!(
            "// Generated from the Rust types by crates/{home}/src/typescript.rs: do not edit.\n\n"
        );
        Self { home, text, config: Config::default() }
    }

    /// With the type `T`.
    #[must_use]
    pub fn with<T: TS>(self) -> Self {
        let declared = format!("export {}\n", T::decl(&self.config));
        self.with_text(&declared)
    }

    /// With lines of TypeScript.
    #[must_use]
    pub fn with_text(mut self, text: &str) -> Self {
        self.text.push_str(text);
        self
    }

    /// Compares with what is written at `path` of the repository; with `MINGBAI_BLESS` set, writes it
    /// there.
    ///
    /// # Panics
    /// Where the two differ.
    #[allow(clippy::panic, reason = "a test's assertion")]
    pub fn check(&self, path: &str) {
        let Self { home, text, .. } = self;
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path);
        if std::env::var_os("MINGBAI_BLESS").is_some() {
            std::fs::write(&file, text).unwrap_or_else(|error| panic!("{path}: {error}"));
        }
        let written = std::fs::read_to_string(&file);
        let written = written.unwrap_or_else(|error| panic!("{path}: {error}"));
        assert!(
            written == *text,
            "{path} differs from the Rust types; run MINGBAI_BLESS=1 cargo test -p mingbai-{home} typescript"
        );
    }
}
