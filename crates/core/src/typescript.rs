//! Writes www/src/engine/types.ts from the Rust types, and checks that it has not drifted.
//!
//! `MINGBAI_BLESS=1 cargo test -p mingbai-core typescript` rewrites it.

use std::path::Path;

use ts_rs::{Config, TS};

use crate::amounts::{ranges, trace};
use crate::answer::{self, description, names, steps};
use crate::policy::{self, outcome, vocabulary};

/// The shapes of the input, which is decoded by hand (docs/contract.md, A case).
const INPUT: &str = r#"export type FactValue = string | boolean | number | string[];
export type Facts = Record<string, FactValue>;
export type Admission = {
  hospital_level?: string;
  in_scope?: string;
  out_of_scope?: string;
  [fact: string]: FactValue | undefined;
};
export type Figures = {
  contribution?: Record<string, string>;
  basic?: {
    deductible?: Record<string, string>;
    rate?: Record<string, Record<string, string>>;
    cap?: Record<string, string>;
  };
  major_illness?: {
    deductible?: string;
    bands?: { from: string; percent: string }[];
    bands_from?: "deductible" | "zero";
    cap?: string;
  };
  assistance?: { cap?: string };
};
export type Case = {
  facts: Facts;
  readings?: Record<string, boolean>;
  figures?: Figures;
  admissions?: Admission[];
};
export type Member = { name?: string; facts?: Facts; admissions?: Admission[] };
export type Household = {
  household?: Facts;
  members: Member[];
  readings?: Record<string, boolean>;
  figures?: Figures;
};
export type HouseholdAnswer = {
  policy: string;
  on: string;
  validity: Validity;
  members: Person[];
  totals: Totals;
  next: Next | null;
  receipt: Receipt;
};
"#;

fn generated() -> String {
    let config = Config::default();
    let mut text = String::from(
        "// Generated from the Rust types by crates/core/src/typescript.rs: do not edit.\n\n",
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
        answer::Answer<'static>,
        answer::Person<'static>,
        answer::Totals<'static>,
        policy::Validity,
        answer::Verdict<'static>,
        answer::Status,
        policy::Kind,
        outcome::Outcome,
        outcome::Terms,
        outcome::Assistance,
        outcome::Subsidy,
        outcome::Enrolment,
        outcome::Service,
        outcome::HintTerms,
        answer::Cite<'static>,
        answer::Because<'static>,
        answer::Hint<'static>,
        ranges::Range,
        answer::Premium<'static>,
        answer::Settlement<'static>,
        answer::Layers,
        steps::Step<'static>,
        trace::Layer,
        steps::Source<'static>,
        names::Ask<'static>,
        answer::Next<'static>,
        answer::Advice<'static>,
        answer::Receipt<'static>,
        description::Description<'static>,
        description::Parts,
        description::FactDescription<'static>,
        description::ProvisionDescription<'static>,
        description::ReadingDescription<'static>,
        policy::InForce,
        vocabulary::Scope,
        vocabulary::Changeable,
        crate::kernel::money::Money,
        crate::kernel::money::Percent,
        crate::kernel::date::Date,
    );
    text.push('\n');
    text.push_str(INPUT);
    text
}

#[test]
fn the_pages_types_are_those_of_the_engine() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../www/src/engine/types.ts");
    let generated = generated();
    if std::env::var_os("MINGBAI_BLESS").is_some() {
        std::fs::write(&path, &generated).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap();
    assert!(
        written == generated,
        "www/src/engine/types.ts differs from the Rust types; run MINGBAI_BLESS=1 cargo test -p mingbai-core typescript"
    );
}
