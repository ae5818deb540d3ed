//! Writes www/office/types.ts from the Rust types, and checks that it has not drifted.
//!
//! `MINGBAI_BLESS=1 cargo test -p mingbai-office typescript` rewrites it.

use mingbai_typescript::Generated;

use crate::shipped::Offered;
use crate::studio::{Checked, Clause, Cut, Found, Page, Texts, Tried};

#[test]
fn the_pages_types_are_those_of_its_engine() {
    Generated::of("office")
        .with_text("import type { Text } from \"../src/engine/policy-words.ts\";\n\n")
        .with::<Offered>()
        .with::<Texts>()
        .with::<Checked>()
        .with::<Found>()
        .with::<Tried>()
        .with::<Clause>()
        .with::<Cut>()
        .with::<Page>()
        .check("www/office/types.ts");
}
