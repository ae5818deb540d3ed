//! Writes www/office/mapping.ts from the Rust types, and checks that it has not drifted.
//!
//! `MINGBAI_BLESS=1 cargo test -p mingbai-ledger typescript` rewrites it.

use mingbai_typescript::Generated;

use crate::mapping::{Blank, ColumnMeaning, Household, Identity, Mapping, Meaning, Value};

#[test]
fn the_pages_mapping_is_that_of_the_ledger() {
    Generated::of("ledger")
        .with::<Mapping>()
        .with::<Household>()
        .with::<ColumnMeaning>()
        .with::<Blank>()
        .with::<Value>()
        .with::<Meaning>()
        .with::<Identity>()
        .check("www/office/mapping.ts");
}
