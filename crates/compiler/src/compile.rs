//! The passes in their order: file -> names -> conditions -> variables -> diagrams -> tables -> data.

use mingbai_core::kernel::diagram::Diagram;
use mingbai_core::policy::layers::Settlement;
use mingbai_core::policy::vocabulary::{Fact, FactKind, Vocabulary};
use mingbai_core::policy::{
    AskWhen, Implied, InForce, MOST_NODES, Policy, PolicyData, Provision, Reading, Table,
};

use crate::accounted::{self, Accounted};
use crate::diagrams::{Builder, Unbuilt};
use crate::file::facts::FactEntry;
use crate::file::groups::OwnGroup;
use crate::file::policy::{self, PolicyFile};
use crate::file::toml;
use crate::finding::{Finding, Report};
use crate::following::{self, KEYED, Meant, Rules};
use crate::lints::{
    always, compiler_fault, fact_order, fact_rule, note_for, redefined_fact, too_large,
    two_sources, unlimited_layer, unused_fact,
};
use crate::meanings::{self, Meanings};
use crate::source::{At, Source};
use crate::variables::Variables;
use crate::vocabulary::CompiledVocabulary;
use crate::words::{Keyed, PolicyWords, ProvisionWords, ReadingKind, ReadingWords};
use crate::{figures, settlement, tables, whens, worked_out};

/// A policy, compiled.
#[derive(Clone, PartialEq, Debug)]
pub struct CompiledPolicy {
    /// What the engine answers with.
    pub policy: Policy,
    /// What the page reads.
    pub words: PolicyWords,
    /// Which clauses it accounts for, for [`crate::check_against_sources`].
    pub clauses: Accounted,
}

/// Compiles a policy.toml.
///
/// # Errors
/// Every finding of the file.
pub fn compile_policy(
    vocabulary: &CompiledVocabulary,
    file_name: &str,
    text: &str,
) -> Result<CompiledPolicy, Vec<Finding>> {
    let source = Source::new(file_name, text);
    let mut report = Report::new(&source);
    let compiled = compile(vocabulary, &source, &mut report);
    compiled.ok_or_else(|| report.finish())
}

/// `None` where anything was reported.
fn compile(
    shared: &CompiledVocabulary,
    source: &Source,
    report: &mut Report<'_>,
) -> Option<CompiledPolicy> {
    let table = toml::read(source.text(), report)?;
    let file = policy::read(&table, report);
    let facts = all_facts(&shared.vocabulary, &file.facts, report);
    let meanings = meanings::read(&file, &facts, report);
    figures::check(&file.provisions, &meanings, &facts, report);
    accounted::check(&file, report);
    note_for::check(&file, &meanings, report);
    for OwnGroup { id, .. } in &file.groups {
        if shared.words.groups.get(&id.value).is_none() {
            fact_rule::no_group(report, &id.span, &id.value);
        }
    }
    let keys = settlement::key_facts(&file, &facts, report);
    let reading_ids = file.readings.iter().map(|reading| reading.id.value.clone()).collect();
    // Facts that no condition need test.
    let mut needed = keys.all();
    needed.extend(worked_out::facts(&file, &facts, report));
    let following = following(shared, &file.facts, &facts, &meanings, &needed, report);
    let all = || meanings.all().chain(following.iter().flat_map(Meant::meanings));
    // What a condition that could not be read tests, nobody knows.
    if report.is_empty() {
        unused_fact::check(&file.facts, &facts, &needed, all(), report);
    }
    let variables = Variables::new(all(), &facts, &needed, reading_ids, report)?;
    let builder = Builder::new(&variables, &meanings.named, &meanings.order);
    constant_conditions(&file, &meanings, &builder, report);
    let tables: Vec<Option<Table>> = file
        .provisions
        .iter()
        .zip(&meanings.rows)
        .map(|(provision, rows)| tables::compile(provision, rows, &builder, report))
        .collect();
    two_sources::check(&file.provisions, &tables, &builder, report);
    let following = following::compile(&following, &facts, &builder, report);
    let ends_when = whens::when(
        "in_force.ends_when",
        file.header.as_ref().and_then(|header| header.ends_when.as_ref()),
        meanings.ends.as_ref(),
        &builder,
        report,
    );
    let written = &file.settlement;
    let premium_when = whens::when(
        "premium.when",
        written.premium_when.as_ref(),
        meanings.premium.as_ref(),
        &builder,
        report,
    );
    let settlement_when = whens::when(
        "settlement.when",
        written.when.as_ref(),
        meanings.settlement.as_ref(),
        &builder,
        report,
    );
    let layers = whens::layers(written, &meanings, &builder, report);
    if let (true, Some(when), Some(layers)) = (report.is_empty(), &settlement_when, &layers) {
        unlimited_layer::check(&file, &tables, (when, layers), &builder, report);
    }
    if !report.is_empty() {
        return None;
    }
    let words = words(&file)?;
    let clauses = Accounted::new(&file, source.clone());
    let settlement =
        settlement::compile(&file, settlement_when?, layers?, keys, &facts, &variables.facts);
    let parts = Built {
        tables,
        ends_when: ends_when?,
        premium_when: premium_when?,
        settlement,
        variables,
        following: following?,
    };
    let policy = checked(data(file, parts)?, report)?;
    Some(CompiledPolicy { policy, words, clauses })
}

/// What follows from what among the facts that the policy tests, and when each is asked. The policy's own values
/// of a shared fact bring rules of their own.
fn following(
    shared: &CompiledVocabulary,
    own: &[FactEntry],
    facts: &[Fact],
    meanings: &Meanings,
    keys: &[usize],
    report: &mut Report<'_>,
) -> Vec<Meant> {
    let rules = Rules::read(own, report);
    let redefined = |id: &str| own.iter().any(|entry| entry.fact.value.id == id);
    let shared: Vec<&Rules> = shared.rules.iter().filter(|own| !redefined(own.fact())).collect();
    let all = following::meanings(&shared, &rules, facts, report);
    let mut used = following::used(meanings.all());
    used.extend(keys);
    following::needed(all, used)
}

/// Shared and own facts, by scope; inside a scope the shared ones first, but an own one stands before the fact
/// that it names. The facts that figures may be
/// keyed by can have values of the policy's own, in the place of the shared ones.
fn all_facts(shared: &Vocabulary, own: &[FactEntry], report: &mut Report<'_>) -> Vec<Fact> {
    let mut facts = shared.facts.clone();
    for FactEntry { fact: At { value: fact, span }, .. } in own {
        let Some(place) = facts.iter_mut().find(|other| other.id == fact.id) else {
            facts.push(fact.clone());
            continue;
        };
        let same = matches!(fact.kind, FactKind::Choice(_)) && fact.scope == place.scope;
        match (KEYED.contains(&fact.id.as_str()), same) {
            (true, true) => *place = fact.clone(),
            (true, false) => redefined_fact::otherwise(report, span, &fact.id, place.scope),
            (false, _) => redefined_fact::report(report, span, &fact.id),
        }
    }
    facts.sort_by_key(|fact| fact.scope);
    for FactEntry { fact: At { value: fact, .. }, before, .. } in own {
        let Some(before) = before else { continue };
        let place = |facts: &[Fact], id: &str| facts.iter().position(|other| other.id == id);
        let target = place(&facts, &before.value).and_then(|at| facts.get(at));
        let fits = target.is_some_and(|other| other.scope == fact.scope && other.id != fact.id);
        match place(&facts, &fact.id).filter(|_| fits) {
            Some(from) => {
                let moved = facts.remove(from);
                let to = place(&facts, &before.value).unwrap_or(from);
                facts.insert(to, moved);
            }
            None => fact_order::report(report, &before.span, &fact.id, &before.value),
        }
    }
    facts
}

/// Reports named conditions that hold always or never, and those that are too large.
fn constant_conditions(
    file: &PolicyFile,
    meanings: &Meanings,
    builder: &Builder<'_>,
    report: &mut Report<'_>,
) {
    for &condition in &meanings.order {
        let Some(entry) = file.conditions.get(condition) else { continue };
        match builder.named(condition) {
            Ok(diagram) => {
                if let Some(leaf) = diagram.root().as_leaf() {
                    always::condition(report, &entry.name.span, &entry.name.value, leaf == 1);
                }
            }
            Err(Unbuilt::TooLarge(facts)) => {
                too_large::diagram(report, &entry.name.span, &entry.name.value, MOST_NODES, &facts);
            }
            Err(Unbuilt::Meaningless) => {}
        }
    }
}

/// The words of a file without findings.
fn words(file: &PolicyFile) -> Option<PolicyWords> {
    let header = file.header.as_ref()?;
    let readings = file.readings.iter().map(|reading| {
        let words = ReadingWords {
            kind: reading.kind,
            at: reading.at.iter().map(|at| at.value.clone()).collect(),
            question: reading.question.as_ref()?.value.clone(),
            taken: reading.taken.as_ref()?.value.clone(),
            other: reading.other.as_ref()?.value.clone(),
        };
        Some((reading.id.value.clone(), words))
    });
    let provisions = file.provisions.iter().map(|provision| {
        let rows = provision.rows.iter().filter_map(|row| {
            row.says.as_ref().map(|says| (row.id.value.clone(), says.value.clone()))
        });
        let words = ProvisionWords {
            title: provision.title.as_ref()?.value.clone(),
            what: provision.what.as_ref()?.value.clone(),
            claim: provision.claim.as_ref().map(|claim| claim.value.clone()),
            emended: provision.emended.as_ref().map(|emended| emended.value.clone()),
            rows: Keyed(rows.collect()),
        };
        Some((provision.id.value.clone(), words))
    });
    let mut own: Vec<&FactEntry> = file.facts.iter().collect();
    own.sort_by_key(|entry| entry.fact.value.scope);
    Some(PolicyWords {
        place: header.place.as_ref()?.value.clone(),
        title: header.title.as_ref()?.value.clone(),
        note: header.note.as_ref().map(|note| note.value.clone()),
        facts: Keyed(
            own.iter().map(|entry| (entry.fact.value.id.clone(), entry.words.clone())).collect(),
        ),
        groups: Keyed(
            file.groups.iter().map(|own| (own.id.value.clone(), own.facts.clone())).collect(),
        ),
        layers: Keyed(
            file.settlement
                .layers
                .iter()
                .filter_map(|layer| Some((layer.id.value.clone(), layer.label.clone()?)))
                .collect(),
        ),
        readings: Keyed(readings.collect::<Option<_>>()?),
        provisions: Keyed(provisions.collect::<Option<_>>()?),
    })
}

/// What the later passes made.
struct Built {
    tables: Vec<Option<Table>>,
    ends_when: Diagram,
    premium_when: Diagram,
    settlement: Settlement,
    variables: Variables,
    following: (Vec<Implied>, Vec<AskWhen>),
}

/// The data of a file without findings.
fn data(file: PolicyFile, parts: Built) -> Option<PolicyData> {
    let header = file.header?;
    let in_force: InForce = header.in_force?;
    let (implied, ask_when) = parts.following;
    let readings: Vec<Reading> = file
        .readings
        .iter()
        .map(|reading| Reading {
            id: reading.id.value.clone(),
            switchable: reading.kind == ReadingKind::Switch,
        })
        .collect();
    let provisions = file.provisions.into_iter().zip(parts.tables).map(|(provision, table)| {
        let notes = (0_u16..).zip(&file.readings).filter(|(_, reading)| {
            reading.shown_with.iter().any(|id| id.value == provision.id.value)
        });
        let kind = provision.kind?;
        Some(Provision {
            office: provision.office.decides(kind, &provision.rows),
            private: provision.office.private,
            kind,
            at: provision.at.into_iter().map(|at| at.value).collect(),
            table,
            notes: notes.map(|(index, _)| index).collect(),
            id: provision.id.value,
        })
    });
    Some(PolicyData {
        id: header.id?.value,
        instrument: header.instrument?.value,
        issued: header.issued?.value,
        in_force,
        facts: parts.variables.facts,
        readings,
        variables: parts.variables.variables,
        provisions: provisions.collect::<Option<_>>()?,
        ends_when: parts.ends_when,
        premium_when: parts.premium_when,
        settlement: parts.settlement,
        implied,
        ask_when,
    })
}

/// The engine must take what the compiler made.
fn checked(data: PolicyData, report: &mut Report<'_>) -> Option<Policy> {
    let policy = Policy::new(data);
    policy.map_err(|bad| compiler_fault::report(report, &(0..0), &bad.to_string())).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::compile_vocabulary;

    #[test]
    fn a_fact_of_the_policys_own_is_asked_where_it_says() {
        let facts = include_str!("../tests/policies/facts.toml");
        let vocabulary = compile_vocabulary("facts.toml", facts).unwrap();
        let order = |text: &str| -> Vec<String> {
            let policy = compile_policy(&vocabulary, "policy.toml", text).unwrap().policy;
            policy.data().facts.iter().map(|fact| fact.id.clone()).collect()
        };
        let text = include_str!("../tests/policies/good/fact-order.toml");
        assert_eq!(order(text), ["group", "veteran", "dibao", "orphan"]);
        let without = text.replace("before = \"dibao\"\n", "");
        assert_eq!(order(&without), ["dibao", "orphan", "group", "veteran"]);
    }

    #[test]
    fn a_policy_the_engine_refuses_is_a_fault_of_the_compiler() {
        let facts = include_str!("../tests/policies/facts.toml");
        let text = include_str!("../tests/policies/good/missing-key.toml");
        let vocabulary = compile_vocabulary("facts.toml", facts).unwrap();
        let policy = compile_policy(&vocabulary, "policy.toml", text).unwrap().policy;
        let mut data = policy.data().clone();
        let source = Source::new("policy.toml", text);
        let mut report = Report::new(&source);
        assert_eq!(checked(data.clone(), &mut report), Some(policy));
        assert!(report.is_empty());
        // A condition holds or does not: there is no third leaf.
        data.premium_when = Diagram::constant(2);
        assert_eq!(checked(data, &mut report), None);
        let rules: Vec<_> = report.finish().into_iter().map(|finding| finding.rule).collect();
        assert_eq!(rules, [compiler_fault::RULE]);
    }
}
