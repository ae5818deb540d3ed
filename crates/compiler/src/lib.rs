//! The compiler of Mingbai: from `facts.toml` and `policy.toml`, written by someone who knows the
//! law, to the compiled policy the engine walks and the words the page shows. Every lint lives here.
//!
//! A file either compiles or has findings; there are no warnings. All findings of a file are given,
//! each with its place and a message in Chinese and English.
//!
//! # The passes, in the order the data goes through them
//!
//! | module | from | to |
//! | --- | --- | --- |
//! | [`mod@file`] | text | TOML with places; then the shape of facts.toml, policy.toml, cases.toml, places.toml and of figures files |
//! | [`condition`] | the text of a condition | tokens, expression; names resolved to a meaning |
//! | [`meanings`] | a policy file | the meaning of every condition; unused and circular ones |
//! | [`figures`] | provisions | each number checked against the clause's own figures |
//! | [`following`] | facts | which follow from others, and when each is asked |
//! | [`accounted`] | a policy file | which clauses it accounts for |
//! | [`worked_out`] | rows | the facts whose numbers shares and waits are worked out from |
//! | [`variables`] | meanings | the one variable order: facts cut where conditions cut them, readings |
//! | [`diagrams`] | meanings | a decision diagram for each condition |
//! | [`tables`] | rows | one diagram a provision; gaps, overlaps, dead rows |
//! | [`settlement`] | layers, provisions | who pays on a bill, and what figures are keyed by |
//! | [`compile`] | all of it | `PolicyData` and words |
//! | [`clauses`] | what is accounted for, and a clause table | findings against the document itself |
//! | [`sourced`] | a figures file, policies and clause tables | findings against the documents that figures are from |
//!
//! Beside them: [`lints`] (every rule, a module each), [`finding`], [`source`] (places in a file),
//! [`number`] (numerals in Chinese and English text), [`whens`] (conditions in tables of their own), [`witness`] (the case that shows a finding),
//! [`suggest`] ("did you mean") and [`opposite`] (what never is meant), [`words`] (what the page reads), [`trial`] (cases against answers), [`reached`] (rows without a case),
//! [`schema`] (for editors).

pub mod accounted;
pub mod clauses;
pub mod compile;
pub mod condition;
pub mod diagrams;
pub mod figures;
pub mod file;
pub mod finding;
pub mod following;
pub mod lints;
pub mod meanings;
pub mod number;
pub mod opposite;
pub mod reached;
pub mod schema;
pub mod settlement;
pub mod source;
pub mod sourced;
pub mod suggest;
pub mod tables;
pub mod trial;
pub mod variables;
pub mod vocabulary;
pub mod whens;
pub mod witness;
pub mod words;
pub mod worked_out;

#[cfg(test)]
mod typescript;

pub use compile::{CompiledPolicy, compile_policy};
pub use file::cases::{Case, read_cases};
pub use file::figures::{FigureSource, FiguresFile, read_figures};
pub use file::office::{OfficeAddress, read_offices};
pub use file::places::{PlaceEntry, PlacesFile, SameThingEntry, read_places};
pub use finding::{Finding, Text};
pub use vocabulary::{CompiledVocabulary, compile_vocabulary, read_words};

use mingbai_core::case::figures::Shape;

/// Checks a compiled policy against the clauses of its documents: each clause it names exists, each figure
/// word stands in its clause and means the number given, every clause is accounted for. A clause table is
/// the name of its file and its text (`at`, `text`; tab separated). One table is the policy's; among
/// several each of its documents finds its own by name, `NAME.clauses.tsv`.
pub fn check_against_sources(policy: &CompiledPolicy, tables: &[(String, String)]) -> Vec<Finding> {
    let tables: Vec<source::Source> =
        tables.iter().map(|(name, tsv)| source::Source::new(name, tsv)).collect();
    clauses::check(&policy.clauses, &tables)
}

/// Checks a figures file, read for `shapes`, against the clause tables of the documents that its figures are from:
/// each number stands in a clause. A figure's `source` says of which document it is: by its number or title, by
/// what one of the `policies` calls it, by the name of its table. Figures from other documents are not looked for.
pub fn check_figures_against_sources(
    (file_name, text): (&str, &str),
    shapes: &[Shape<'_>],
    policies: &[&CompiledPolicy],
    tables: &[(String, String)],
) -> Vec<Finding> {
    let tables: Vec<source::Source> =
        tables.iter().map(|(name, tsv)| source::Source::new(name, tsv)).collect();
    let source = source::Source::new(file_name, text);
    let mut report = finding::Report::new(&source);
    if let Some((_, stated)) = file::figures::read(&mut report, shapes) {
        sourced::check(&stated, &sourced::documents(policies, &tables), &mut report);
    }
    report.finish()
}

/// Reads a clause table (`at`, `text`; tab separated): where each clause stands, and what it says.
///
/// # Errors
/// Every finding of the table.
pub fn read_clauses(source_name: &str, tsv: &str) -> Result<Vec<(String, String)>, Vec<Finding>> {
    clauses::clauses(&source::Source::new(source_name, tsv))
}
