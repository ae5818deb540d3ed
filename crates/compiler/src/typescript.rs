//! Writes www/src/engine/policy-words.ts from the Rust types, and checks that it has not drifted.
//!
//! `MINGBAI_BLESS=1 cargo test -p mingbai-compiler typescript` rewrites it.

use mingbai_typescript::Generated;

use crate::finding::Text;
use crate::words::{
    FactWords, GroupWords, PolicyWords, ProvisionWords, ReadingKind, ReadingWords, VocabularyWords,
};
use crate::{FigureSource, FiguresFile, OfficeAddress};

#[test]
fn the_pages_words_are_those_of_the_compiler() {
    Generated::of("compiler")
        .with_text("import type { Figures } from \"./types.ts\";\n\n")
        .with::<Text>()
        .with::<VocabularyWords>()
        .with::<GroupWords>()
        .with::<FactWords>()
        .with::<PolicyWords>()
        .with::<ReadingWords>()
        .with::<ReadingKind>()
        .with::<ProvisionWords>()
        .with::<FiguresFile>()
        .with::<FigureSource>()
        .with::<OfficeAddress>()
        .check("www/src/engine/policy-words.ts");
}
