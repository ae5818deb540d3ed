//! Writes www/src/engine/types.ts from the Rust types, and checks that it has not drifted.
//!
//! `MINGBAI_BLESS=1 cargo test -p mingbai-core typescript` rewrites it.

mod input;

use mingbai_typescript::Generated;

use crate::amounts::{ranges, trace};
use crate::answer::{self, compared, description, names, place, steps};
use crate::kernel::{date, money};
use crate::policy::{self, outcome, stated, terms, vocabulary};

/// The two kinds of answer, for a caller who knows what the case was.
const ANSWERS: &str = "\
export type HouseholdAnswer = Extract<Answer, { members: unknown }>;
export type PersonAnswer = Exclude<Answer, HouseholdAnswer>;
";

/// What a row gives layers, by their names.
const LAYER_OUTCOME: &str =
    "export type LayerOutcome = { [layer: string]: Terms | \"not_computed\" };\n";

#[test]
fn the_pages_types_are_those_of_the_engine() {
    Generated::of("core")
        .with::<answer::Answer<'_>>()
        .with_text(ANSWERS)
        .with::<place::PlaceAnswer<'_>>()
        .with::<place::PlaceNext<'_>>()
        .with::<place::OfPolicy<'_>>()
        .with::<compared::Compared<'_>>()
        .with::<compared::ClauseOf<'_>>()
        .with::<answer::Person<'_>>()
        .with::<answer::Totals<'_>>()
        .with::<policy::Validity>()
        .with::<answer::Verdict<'_>>()
        .with::<answer::Status>()
        .with::<policy::Kind>()
        .with::<outcome::Outcome>()
        .with_text(LAYER_OUTCOME)
        .with::<terms::Terms>()
        .with::<terms::After>()
        .with::<terms::Cap>()
        .with::<terms::Reaches>()
        .with::<terms::Band>()
        .with::<terms::BandsFrom>()
        .with::<outcome::Subsidy>()
        .with::<outcome::Enrolment>()
        .with::<outcome::Service>()
        .with::<outcome::HintTerms>()
        .with::<stated::Share>()
        .with::<stated::Wait>()
        .with::<stated::Sum>()
        .with::<terms::Limit>()
        .with::<terms::Raise>()
        .with::<answer::Cite<'_>>()
        .with::<answer::Way<'_>>()
        .with::<answer::Settling<'_>>()
        .with::<answer::Assumed<'_>>()
        .with::<answer::Supposed<'_>>()
        .with::<answer::Because<'_>>()
        .with::<answer::Hint<'_>>()
        .with::<ranges::Range>()
        .with::<answer::Premium<'_>>()
        .with::<answer::Settlement<'_>>()
        .with::<answer::Shares<'_>>()
        .with::<answer::Bounds<'_>>()
        .with::<answer::Months>()
        .with::<answer::Check<'_>>()
        .with::<steps::Step<'_>>()
        .with::<trace::What>()
        .with::<steps::Source<'_>>()
        .with::<names::Ask<'_>>()
        .with::<answer::Next<'_>>()
        .with::<answer::Advice<'_>>()
        .with::<answer::Receipt<'_>>()
        .with::<description::Description<'_>>()
        .with::<description::AnswerParts>()
        .with::<description::FactDescription<'_>>()
        .with::<description::ProvisionDescription<'_>>()
        .with::<description::ReadingDescription<'_>>()
        .with::<policy::InForce>()
        .with::<vocabulary::Scope>()
        .with::<vocabulary::Changeable>()
        .with::<money::Money>()
        .with::<money::Percent>()
        .with::<date::Date>()
        .with_text("\n")
        .with_text(&input::types())
        .check("www/src/engine/types.ts");
}
