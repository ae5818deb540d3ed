//! Writes www/office/types.ts and www/office/ledger-types.ts from the Rust types, and checks that they have not drifted.
//!
//! `MINGBAI_BLESS=1 cargo test -p mingbai-office typescript` rewrites them.

use mingbai_typescript::Generated;

use crate::forms::{Condition, Forms};
use crate::ledger::shapes::{
    Answered, Asked, Came, Column, Correction, Counted, FactOffered, Notice, Problem, Proposed,
    Row, Rows,
};
use crate::shipped::Offered;
use crate::studio::{Checked, Clause, Cut, Found, Page, Texts, Tried};

/// The case of a finding, as crates/compiler/src/witness.rs makes it.
const EXAMPLE: &str = "\
/** Facts with their values. */
export type Known = Record<string, string | number | boolean | string[]>;

/** A case that shows a finding. */
export interface Example {
  facts: Known;
  readings?: Record<string, boolean>;
  admissions?: Known[];
}

";

#[test]
fn the_pages_types_are_those_of_its_engine() {
    Generated::of("office")
        .with_text("import type { Text } from \"../src/engine/policy-words.ts\";\nimport type { Fact, FiguresView, Menu, PolicyView } from \"./studio-types.ts\";\n\n")
        .with_text(EXAMPLE)
        .with::<Offered>()
        .with::<Texts>()
        .with::<Checked>()
        .with::<Found>()
        .with::<Tried>()
        .with::<Clause>()
        .with::<Cut>()
        .with::<Page>()
        .with::<Forms>()
        .with::<Condition>()
        .check("www/office/types.ts");
}

#[test]
fn the_ledgers_types_are_those_of_its_engine() {
    Generated::of("office")
        .with_text("import type { Mapping, Value } from \"./mapping.ts\";\n\n")
        .with::<Proposed>()
        .with::<Column>()
        .with::<FactOffered>()
        .with::<Correction>()
        .with::<Answered>()
        .with::<Problem>()
        .with::<Counted>()
        .with::<Asked>()
        .with::<Came>()
        .with::<Rows>()
        .with::<Row>()
        .with::<Notice>()
        .check("www/office/ledger-types.ts");
}
