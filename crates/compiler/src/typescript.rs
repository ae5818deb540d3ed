//! Writes www/src/engine/policy-words.ts from the Rust types, and checks that it has not drifted.
//!
//! `MINGBAI_BLESS=1 cargo test -p mingbai-compiler typescript` rewrites it.

use std::path::Path;

use ts_rs::{Config, TS};

use crate::finding::Text;
use crate::words::{
    FactWords, PolicyWords, ProvisionWords, ReadingKind, ReadingWords, VocabularyWords,
};
use crate::{FigureSource, FiguresFile, Office};

fn generated() -> String {
    let config = Config::default();
    let mut text = String::from(
        "// Generated from the Rust types by crates/compiler/src/typescript.rs: do not edit.\n\n\
         import type { Figures } from \"./types.ts\";\n\n",
    );
    macro_rules! types {
        ($($ty:ty),* $(,)?) => {
            $(
                text.push_str("export ");
                text.push_str(&<$ty as TS>::decl(&config));
                text.push('\n');
            )*
        };
    }
    types!(
        Text,
        VocabularyWords,
        FactWords,
        PolicyWords,
        ReadingWords,
        ReadingKind,
        ProvisionWords,
        FiguresFile,
        FigureSource,
        Office,
    );
    text
}

#[test]
fn the_pages_words_are_those_of_the_compiler() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../www/src/engine/policy-words.ts");
    let generated = generated();
    if std::env::var_os("MINGBAI_BLESS").is_some() {
        std::fs::write(&path, &generated).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap();
    assert!(
        written == generated,
        "www/src/engine/policy-words.ts differs from the Rust types; run MINGBAI_BLESS=1 cargo test -p mingbai-compiler typescript"
    );
}
