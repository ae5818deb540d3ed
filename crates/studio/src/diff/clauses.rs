//! Clauses of which another thing is said: that a provision cites them, or why none does.

use mingbai_compiler::file::policy::PolicyFile;
use serde::Serialize;

/// A clause, what was said of it and what is said now. Clauses that provisions cite in both versions stand with these.
#[derive(PartialEq, Eq, Debug, Serialize)]
pub struct ChangedClause<'v> {
    /// Its number.
    pub at: &'v str,
    pub was: Fate<'v>,
    pub now: Fate<'v>,
}

/// What is said of a clause.
#[derive(PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate<'v> {
    /// These provisions cite it.
    Provisions(Vec<&'v str>),
    /// Why none does.
    Elsewhere(&'v str),
    /// Nothing.
    Unsaid,
}

/// The clauses that one version or both give a reason for, where the two say different things of them.
pub fn changed<'v>(old: &'v PolicyFile, new: &'v PolicyFile) -> Vec<ChangedClause<'v>> {
    let given = |file: &'v PolicyFile| {
        file.elsewhere.iter().flat_map(|entry| &entry.at).map(|at| at.value.as_str())
    };
    let mut all: Vec<&str> = given(old).collect();
    for at in given(new) {
        if !all.contains(&at) {
            all.push(at);
        }
    }
    let changed =
        all.into_iter().map(|at| ChangedClause { at, was: fate(old, at), now: fate(new, at) });
    changed.filter(|own| own.was != own.now).collect()
}

fn fate<'v>(file: &'v PolicyFile, at: &str) -> Fate<'v> {
    let entry = file.elsewhere.iter().find(|entry| entry.at.iter().any(|own| own.value == at));
    if let Some(entry) = entry {
        return Fate::Elsewhere(entry.reason.as_ref().map_or("", |reason| &reason.value));
    }
    let citing =
        file.provisions.iter().filter(|own| own.clauses().iter().any(|own| own.value == at));
    let citing: Vec<&str> = citing.map(|own| own.id.value.as_str()).collect();
    if citing.is_empty() { Fate::Unsaid } else { Fate::Provisions(citing) }
}
