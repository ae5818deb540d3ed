//! The facts whose numbers outcomes are worked out from.

use mingbai_core::policy::outcome::Outcome;
use mingbai_core::policy::vocabulary::{Fact, FactKind};

use crate::file::policy::PolicyFile;
use crate::finding::Report;
use crate::lints::{type_mismatch, unknown_name};
use crate::suggest::did_you_mean;

/// These facts, as indices in `facts`, each once, rising. What is no fact of the right kind is reported.
pub fn facts(file: &PolicyFile, facts: &[Fact], report: &mut Report<'_>) -> Vec<usize> {
    let mut all = Vec::new();
    for row in file.provisions.iter().flat_map(|provision| &provision.rows) {
        let (names, wanted): (Vec<&String>, _) = match row.gives.as_ref().map(|own| &own.outcome) {
            Some(Outcome::Share(share)) => (vec![&share.on], "money"),
            Some(Outcome::Wait(wait)) => {
                (wait.months.facts.iter().map(|own| &own.fact).collect(), "number")
            }
            _ => continue,
        };
        for name in names {
            let found = facts.iter().enumerate().find(|(_, fact)| fact.id == *name);
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
            all.push(index);
        }
    }
    all.sort_unstable();
    all.dedup();
    all
}
