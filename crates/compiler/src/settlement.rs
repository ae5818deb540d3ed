//! How bills are settled: the layers as data, and the facts that figures are keyed by.

use mingbai_core::kernel::diagram::Diagram;
use mingbai_core::policy::layers::{Keys, Layer, Settlement};
use mingbai_core::policy::outcome::Outcome;
use mingbai_core::policy::vocabulary::{Fact, FactKind, HOSPITAL_LEVEL, Scope, TIER};

use crate::file::gives;
use crate::file::policy::PolicyFile;
use crate::finding::Report;
use crate::lints::{bad_layer, missing_fact};
use crate::source::At;

/// The facts that figures are keyed by, as indices in `facts`.
#[derive(Clone, Copy, Default)]
pub struct KeyFacts {
    contribution: Option<usize>,
    person: Option<usize>,
    admission: Option<usize>,
}

impl KeyFacts {
    /// Each once, rising.
    pub fn all(self) -> Vec<usize> {
        let mut all: Vec<usize> =
            [self.contribution, self.person, self.admission].into_iter().flatten().collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// The facts that figures are keyed by, where the policy gives amounts: those it names, else the tier
/// for contributions, tier and hospital level for bills.
pub fn key_facts(file: &PolicyFile, facts: &[Fact], report: &mut Report<'_>) -> KeyFacts {
    let gives = |wanted: fn(&Outcome) -> bool| {
        let rows = file.provisions.iter().flat_map(|provision| &provision.rows);
        rows.filter_map(|row| Some((row, row.gives.as_ref()?)))
            .find(|(_, gives)| wanted(&gives.outcome))
    };
    let mut keys = KeyFacts::default();
    let default = |id: &str| At::new(id.to_owned(), 0..0);
    if let Some((row, given)) =
        gives(|outcome| outcome.is_premium_aid() || matches!(outcome, Outcome::Contribution(_)))
    {
        let written = file.settlement.premium_key.as_ref();
        for id in written.unwrap_or(&vec![default(TIER)]) {
            match choice(id, facts) {
                Some((at, Scope::Household | Scope::Person)) if keys.contribution.is_none() => {
                    keys.contribution = Some(at);
                }
                Some(_) => bad_layer::keys(report, &id.span),
                None if written.is_some() => bad_layer::key(report, &id.span, &id.value),
                None => {
                    missing_fact::report(report, &row.id.span, TIER, gives::key(&given.outcome));
                }
            }
        }
    }
    if let Some((row, given)) = gives(|outcome| matches!(outcome, Outcome::Layers(_))) {
        let written = file.settlement.key.as_ref();
        for id in written.unwrap_or(&vec![default(TIER), default(HOSPITAL_LEVEL)]) {
            let slot = match choice(id, facts) {
                Some((at, Scope::Admission)) => Some((&mut keys.admission, at)),
                Some((at, _)) => Some((&mut keys.person, at)),
                None => None,
            };
            match slot {
                Some((slot @ None, at)) => *slot = Some(at),
                Some(_) => bad_layer::keys(report, &id.span),
                None if written.is_some() => bad_layer::key(report, &id.span, &id.value),
                None => {
                    let key = gives::key(&given.outcome);
                    missing_fact::report(report, &row.id.span, &id.value, key);
                }
            }
        }
    }
    keys
}

/// A choice fact, by name: its index and its scope.
fn choice(id: &At<String>, facts: &[Fact]) -> Option<(usize, Scope)> {
    let at = facts
        .iter()
        .position(|fact| fact.id == id.value && matches!(fact.kind, FactKind::Choice(_)))?;
    Some((at, facts.get(at)?.scope))
}

/// How bills are settled, where a provision gives a layer something; `whens` are the conditions of the
/// layers, `used` the facts of the policy among `facts`.
pub fn compile(
    file: &PolicyFile,
    when: Diagram,
    whens: Vec<Diagram>,
    keys: KeyFacts,
    facts: &[Fact],
    used: &[Fact],
) -> Settlement {
    let written = &file.settlement;
    let rows = file.provisions.iter().flat_map(|provision| &provision.rows);
    let settles = rows
        .filter_map(|row| row.gives.as_ref())
        .any(|gives| matches!(gives.outcome, Outcome::Layers(_)));
    let targets = written.targets();
    let pool = |name: &String| {
        targets.iter().position(|target| target == name).and_then(|at| u8::try_from(at).ok())
    };
    let layers = written.layers.iter().zip(whens).map(|(layer, when)| Layer {
        id: layer.id.value.clone(),
        counts: layer.counts,
        base: layer.base,
        when,
        pools: layer.pools.iter().filter_map(pool).collect(),
        figures: layer.figures,
    });
    let key = |fact: Option<usize>| {
        let id = &facts.get(fact?)?.id;
        used.iter().position(|own| own.id == *id).and_then(|at| u16::try_from(at).ok())
    };
    Settlement {
        when,
        layers: if settles { layers.collect() } else { Vec::new() },
        pools: if settles { written.pools.clone() } else { Vec::new() },
        keys: Keys {
            contribution: key(keys.contribution),
            person: key(keys.person),
            admission: key(keys.admission),
        },
    }
}
