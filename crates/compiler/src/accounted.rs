//! What a policy accounts for: clauses of its document, and their figures.

use std::collections::HashSet;

use crate::file::policy::PolicyFile;
use crate::file::provision::Figure;
use crate::finding::Report;
use crate::lints::accounted_twice;
use crate::source::{At, Source};

/// What a policy says of its document's clauses.
#[derive(Clone, PartialEq, Debug)]
pub struct Accounted {
    /// The policy file, for the places of findings.
    pub source: Source,
    /// The policy's name.
    pub policy: String,
    /// The provisions with their clauses and figures.
    pub provisions: Vec<Cited>,
    /// The clauses of readings.
    pub readings: Vec<At<String>>,
    /// The clauses under `[[elsewhere]]`.
    pub elsewhere: Vec<At<String>>,
}

/// The clauses and figures of a provision.
#[derive(Clone, PartialEq, Debug)]
pub struct Cited {
    /// The provision's name.
    pub provision: String,
    /// Its clauses.
    pub at: Vec<At<String>>,
    /// Its figures.
    pub figures: Vec<Figure>,
}

impl Accounted {
    /// The ledger of `file`, read from `source`.
    pub fn new(file: &PolicyFile, source: Source) -> Self {
        let id = file.header.as_ref().and_then(|header| header.id.as_ref());
        Self {
            source,
            policy: id.map_or_else(String::new, |id| id.value.clone()),
            provisions: file
                .provisions
                .iter()
                .map(|provision| Cited {
                    provision: provision.id.value.clone(),
                    at: provision.at.clone(),
                    figures: provision.figures.clone(),
                })
                .collect(),
            readings: file.readings.iter().flat_map(|reading| reading.at.clone()).collect(),
            elsewhere: file.elsewhere.iter().flat_map(|elsewhere| elsewhere.at.clone()).collect(),
        }
    }
}

/// Reports clauses that are accounted for twice.
pub fn check(file: &PolicyFile, report: &mut Report<'_>) {
    let lists = file.provisions.iter().map(|provision| &provision.at);
    for list in lists.chain(file.readings.iter().map(|reading| &reading.at)) {
        repeated(list, report);
    }
    let elsewhere: Vec<At<String>> =
        file.elsewhere.iter().flat_map(|elsewhere| elsewhere.at.iter().cloned()).collect();
    repeated(&elsewhere, report);
    for clause in &elsewhere {
        let citing = file.provisions.iter().find(|provision| provision.at.contains(clause));
        if let Some(provision) = citing {
            accounted_twice::cited(report, &clause.span, &clause.value, &provision.id.value);
        }
    }
}

fn repeated(list: &[At<String>], report: &mut Report<'_>) {
    let mut seen = HashSet::new();
    for clause in list {
        if !seen.insert(&clause.value) {
            accounted_twice::repeated(report, &clause.span, &clause.value);
        }
    }
}
