//! The facts whose numbers outcomes are worked out from.

use mingbai_core::policy::outcome::Outcome;
use mingbai_core::policy::stated::{Linear, Sum};
use mingbai_core::policy::vocabulary::{Fact, FactKind, Scope};

use crate::file::policy::PolicyFile;
use crate::finding::Report;
use crate::lints::{type_mismatch, unknown_name};
use crate::suggest::did_you_mean;

/// These facts, as indices in `facts`, each once, rising. What is no fact of the right kind is reported.
pub fn facts(file: &PolicyFile, facts: &[Fact], report: &mut Report<'_>) -> Vec<usize> {
    let mut all = Vec::new();
    for row in file.provisions.iter().flat_map(|provision| &provision.rows) {
        let names = row.gives.as_ref().map_or_else(Vec::new, |own| names(&own.outcome));
        let of_bills =
            matches!(row.gives.as_ref().map(|own| &own.outcome), Some(Outcome::Layers(_)));
        for (name, wanted) in names {
            let found = facts.iter().enumerate().find(|(_, fact)| fact.id == name);
            let Some((index, fact)) = found else {
                let fitting = facts.iter().filter(|fact| fact.kind.name() == wanted);
                let near = did_you_mean(name, fitting.map(|fact| fact.id.as_str()));
                unknown_name::report(report, &row.id.span, name, &near);
                continue;
            };
            let fits = match &fact.kind {
                FactKind::Money => wanted == "money",
                FactKind::Number { .. } => wanted == "number",
                _ => false,
            };
            if !fits {
                type_mismatch::worked_out(report, &row.id.span, fact, wanted);
            }
            if of_bills && fact.scope == Scope::Admission {
                type_mismatch::of_a_stay(report, &row.id.span, fact);
            }
            all.push(index);
        }
    }
    all.sort_unstable();
    all.dedup();
    all
}

/// The facts of an outcome, each with its kind.
fn names(outcome: &Outcome) -> Vec<(&str, &'static str)> {
    match outcome {
        Outcome::Share(share) => vec![(&share.on, "money")],
        Outcome::Wait(wait) => numbers(&wait.months),
        Outcome::Layers(given) => given
            .iter()
            .flat_map(|given| given.terms.sums())
            .flat_map(|sum| match sum {
                Sum::Yuan(_) => Vec::new(),
                Sum::Share(_, of) => vec![(of.as_str(), "money")],
                Sum::Linear(linear) => numbers(linear),
            })
            .collect(),
        _ => Vec::new(),
    }
}

fn numbers(linear: &Linear) -> Vec<(&str, &'static str)> {
    linear.facts.iter().map(|own| (own.fact.as_str(), "number")).collect()
}
