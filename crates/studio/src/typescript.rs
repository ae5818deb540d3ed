//! Writes www/office/studio-types.ts and www/office/diff-types.ts from the Rust types, and checks that they have not drifted.
//!
//! `MINGBAI_BLESS=1 cargo test -p mingbai-studio typescript` rewrites them.

use mingbai_typescript::Generated;

use crate::condition::{Is, Menu, Test};
use crate::content::Content;
use crate::diff;
use crate::diff::told::{Change, OtherWords, Part, Told};
use crate::edit::Edit;
use crate::facts::Fact;
use crate::place::Place;
use crate::rows::{Proposal, Row, Unclear};
use crate::view::{CasesView, Cell, FiguresView, PolicyView, Section};

#[test]
fn the_forms_types_are_those_of_the_studio() {
    Generated::of("studio")
        .with_text("import type { Text } from \"../src/engine/policy-words.ts\";\n\n")
        .with::<Place>()
        .with_text("export type Entries = [string, Content][];\n")
        .with::<Content>()
        .with::<Edit>()
        .with::<Cell>()
        .with::<Section>()
        .with::<PolicyView>()
        .with::<FiguresView>()
        .with::<CasesView>()
        .with::<Fact>()
        .with::<Is>()
        .with::<Test>()
        .with::<Menu>()
        .with::<Row>()
        .with::<Unclear>()
        .with::<Proposal>()
        .check("www/office/studio-types.ts");
}

#[test]
fn the_types_of_what_differs_are_those_of_the_studio() {
    Generated::of("studio")
        .with::<Told>()
        .with::<Part>()
        .with::<diff::Edit>()
        .with::<Change>()
        .with::<diff::Effect>()
        .with::<OtherWords>()
        .check("www/office/diff-types.ts");
}
