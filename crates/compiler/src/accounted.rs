//! What a policy accounts for: clauses of its document, and their figures.

use std::collections::HashSet;

use mingbai_core::kernel::money::Percent;
use mingbai_core::policy::outcome::{LayerTerms, Outcome};
use mingbai_core::policy::terms::{Cap, Limit, Terms};

use crate::file::layers::LayerEntry;
use crate::file::policy::{DocumentEntry, PolicyFile};
use crate::file::provision::{Derived, Figure, ProvisionEntry, RowEntry};
use crate::finding::Report;
use crate::lints::{accounted_twice, rowless_clause, unknown_document};
use crate::number::Number;
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
    /// Those of them that nobody says to have checked for amounts.
    pub unchecked: Vec<At<String>>,
    /// The documents, where there are several.
    pub documents: Vec<DocumentEntry>,
    /// What limits each layer has, by name; and each pool that is no layer.
    pub limits: Vec<(String, Limits)>,
}

/// Whether a row or a figure gives a layer a deductible, and a limit of a bill or a year.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Limits {
    /// A deductible.
    pub deductible: Given,
    /// A limit.
    pub cap: Given,
}

/// What rows and figures say of a deductible or a limit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum Given {
    /// Nothing.
    #[default]
    Nothing,
    /// That there is none.
    None,
    /// One.
    Some,
}

impl Given {
    const fn when(given: bool) -> Self {
        if given { Self::Some } else { Self::Nothing }
    }
}

/// The clauses and figures of a provision.
#[derive(Clone, PartialEq, Debug)]
pub struct Cited {
    /// The provision's name.
    pub provision: String,
    /// Its clauses, and those of its rows.
    pub at: Vec<At<String>>,
    /// Its figures.
    pub figures: Vec<Figure>,
    /// Numbers worked out from them.
    pub derived: Vec<Derived>,
    /// The words of its clauses for offices.
    pub offices: Vec<At<String>>,
    /// The rows that name clauses of their own.
    pub rows: Vec<CitedRow>,
    /// Each layer that a row gives terms to work with, with a clause that the row is from.
    pub given: Vec<(At<String>, String)>,
}

/// A row with clauses of its own.
#[derive(Clone, PartialEq, Debug)]
pub struct CitedRow {
    /// Its name.
    pub row: String,
    /// Its clauses.
    pub at: Vec<At<String>>,
    /// Every number it gives.
    pub numbers: Vec<At<Number>>,
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
                    at: provision.clauses().into_iter().cloned().collect(),
                    figures: provision.figures.clone(),
                    derived: provision.derived.clone(),
                    offices: provision.office.words.iter().map(|(word, _)| word.clone()).collect(),
                    rows: provision.rows.iter().filter_map(cited_row).collect(),
                    given: given(provision),
                })
                .collect(),
            readings: file.readings.iter().flat_map(|reading| reading.at.clone()).collect(),
            elsewhere: file.elsewhere.iter().flat_map(|elsewhere| elsewhere.at.clone()).collect(),
            unchecked: file
                .elsewhere
                .iter()
                .filter(|elsewhere| elsewhere.checked.is_none())
                .flat_map(|elsewhere| elsewhere.at.clone())
                .collect(),
            documents: file.documents.clone(),
            limits: limits(file),
        }
    }
}

fn terms(row: &RowEntry) -> &[LayerTerms] {
    match row.gives.as_ref().map(|gives| &gives.outcome) {
        Some(Outcome::Layers(terms)) => terms,
        _ => &[],
    }
}

fn given(provision: &ProvisionEntry) -> Vec<(At<String>, String)> {
    let of_row = |row: &RowEntry| {
        let at = if row.at.is_empty() { &provision.at } else { &row.at };
        let layers = terms(row).iter().filter(|own| !own.terms.not_computed);
        layers
            .flat_map(|own| at.iter().map(|at| (at.clone(), own.layer.clone())))
            .collect::<Vec<_>>()
    };
    provision.rows.iter().flat_map(of_row).collect()
}

/// The limits of every layer and pool: those of rows, of figures, and of the pools that a layer draws on.
fn limits(file: &PolicyFile) -> Vec<(String, Limits)> {
    let layers = &file.settlement.layers;
    let of_rows = |name: &str| {
        let rows = file.provisions.iter().flat_map(|provision| &provision.rows).flat_map(terms);
        let mut limits = Limits::default();
        for Terms {
            deductible,
            deductible_less,
            deductible_by_stay,
            no_deductible,
            most,
            cap,
            cap_lifted,
            after,
            ..
        } in rows.filter(|own| own.layer == name).map(|own| &own.terms)
        {
            let after = after.as_deref();
            let after_cap = after.and_then(|after| after.cap);
            let none = [
                cap.as_ref().map(|own| *own == Limit::None),
                after_cap.map(|own| own == Cap::None),
            ];
            let caps = none.into_iter().flatten();
            let caps = caps.map(|none| if none { Given::None } else { Given::Some });
            let caps = caps.max().unwrap_or_default();
            let deductible = deductible.is_some()
                || *deductible_less != Percent::default()
                || !deductible_by_stay.is_empty()
                || after.is_some_and(|after| after.deductible.is_some());
            let none = if *no_deductible { Given::None } else { Given::Nothing };
            limits.deductible = limits.deductible.max(none).max(Given::when(deductible));
            limits.cap = limits.cap.max(caps).max(Given::when(most.is_some() || *cap_lifted));
        }
        limits
    };
    let figures = |name: &str| layers.iter().find(|layer| layer.id.value == name);
    let limited = |name: &str| {
        let (own, figures) = (of_rows(name), figures(name).map(|layer| layer.figures));
        Limits {
            deductible: own.deductible.max(Given::when(figures.is_some_and(|own| own.deductible))),
            cap: own.cap.max(Given::when(figures.is_some_and(|own| own.cap))),
        }
    };
    let of_layer = |layer: &LayerEntry| {
        let own = limited(&layer.id.value);
        let pools = layer.pools.iter().map(|pool| limited(pool).cap).max().unwrap_or_default();
        (layer.id.value.clone(), Limits { cap: own.cap.max(pools), ..own })
    };
    let pools = file.settlement.pools.iter().map(|pool| (pool.clone(), limited(pool)));
    layers.iter().map(of_layer).chain(pools).collect()
}

fn cited_row(row: &RowEntry) -> Option<CitedRow> {
    let numbers = row.gives.as_ref().map_or_else(Vec::new, |gives| gives.numbers.clone());
    let (row, at) = (row.id.value.clone(), row.at.clone());
    (!at.is_empty()).then_some(CitedRow { row, at, numbers })
}

/// Reports clauses that are accounted for twice, and those of a provision that no row is from where its
/// rows say where they are from.
pub fn check(file: &PolicyFile, report: &mut Report<'_>) {
    let provisions = || file.provisions.iter();
    let lists = provisions().map(|provision| &provision.at);
    let lists = lists.chain(provisions().flat_map(|own| &own.rows).map(|row| &row.at));
    for list in lists.chain(file.readings.iter().map(|reading| &reading.at)) {
        repeated(list, report);
    }
    for provision in provisions() {
        let of_rows = || provision.rows.iter().flat_map(|row| &row.at);
        for clause in provision.at.iter().skip(1).filter(|_| of_rows().next().is_some()) {
            if !of_rows().any(|own| own == clause) {
                rowless_clause::report(report, &clause.span, &provision.id.value, &clause.value);
            }
        }
    }
    of_documents(file, report);
    let elsewhere: Vec<At<String>> =
        file.elsewhere.iter().flat_map(|elsewhere| elsewhere.at.iter().cloned()).collect();
    repeated(&elsewhere, report);
    for clause in &elsewhere {
        let citing = provisions().find(|provision| provision.clauses().contains(&clause));
        if let Some(provision) = citing {
            accounted_twice::cited(report, &clause.span, &clause.value, &provision.id.value);
        }
    }
}

/// Where there are several documents, a clause says of which it is.
fn of_documents(file: &PolicyFile, report: &mut Report<'_>) {
    if file.documents.is_empty() {
        return;
    }
    let provisions = file.provisions.iter().flat_map(ProvisionEntry::clauses);
    let readings = file.readings.iter().flat_map(|reading| &reading.at);
    let elsewhere = file.elsewhere.iter().flat_map(|elsewhere| &elsewhere.at);
    for at in provisions.chain(readings).chain(elsewhere) {
        let known = |name: &str| file.documents.iter().any(|document| document.name.value == name);
        if !at.value.split_once(':').is_some_and(|(name, _)| known(name)) {
            let names = file.documents.iter().map(|document| document.name.value.as_str());
            unknown_document::report(report, &at.span, &at.value, &names.collect::<Vec<_>>());
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
