//! Checks that a compiled policy is consistent, so that no answer can fail whatever its bytes say.

use super::data::{MOST_NODES, MOST_VARIABLES, PolicyData, Variable};
use super::following;
use super::layers::{Keys, MOST_LAYERS, MOST_POOLS};
use super::outcome::{LayerTerms, Outcome};
use super::stated;
use super::terms::Reaches;
use super::vocabulary::{Fact, FactKind, Scope};
use crate::kernel::diagram::Diagram;

/// How many values a variable has; nothing where it has too few or too many.
pub(super) fn domain(data: &PolicyData, variable: &Variable) -> Option<u8> {
    let values = match variable {
        Variable::Choice { fact } => data.facts.get(usize::from(*fact))?.kind.values().len(),
        Variable::Number { cuts, .. } => cuts.len() + 1,
        Variable::Share { cuts, .. } => cuts.len() + 1,
        Variable::Flag { .. } | Variable::Member { .. } | Variable::Reading { .. } => 2,
    };
    u8::try_from(values).ok().filter(|values| (2..u8::MAX).contains(values))
}

/// Whether facts stand in the order of their scopes, each name once.
pub(super) fn check_facts(facts: &[Fact]) -> Result<(), String> {
    if !facts.is_sorted_by_key(|fact| fact.scope) {
        return Err("the facts are not in the order of their scopes".into());
    }
    let twice = |(index, fact): (usize, &Fact)| {
        facts.iter().skip(index + 1).any(|other| other.id == fact.id)
    };
    if facts.iter().enumerate().any(twice) {
        return Err("two facts have one name".into());
    }
    let shown = |fact: &Fact| match fact.kind {
        FactKind::Flag => fact.private.iter().all(|value| *value == 1),
        _ => fact.private.iter().all(|value| usize::from(*value) < fact.kind.values().len()),
    };
    if !facts.iter().all(shown) {
        return Err("a fact is private in a value it does not have".into());
    }
    let own = |fact: &Fact| {
        let values = fact.kind.values().len();
        fact.kinds.iter().all(|kind| usize::from(kind.value.max(kind.of)) < values)
    };
    if !facts.iter().all(own) {
        return Err("a value is a kind of one that the fact does not have".into());
    }
    Ok(())
}

/// Checks the layers and pools of a settlement, its keys, and the terms that rows give them.
fn check_settlement(data: &PolicyData) -> Result<(), String> {
    let settlement = &data.settlement;
    let layers = settlement.layers.len();
    let pools = layers + settlement.pools.len();
    if layers > MOST_LAYERS || pools > MOST_POOLS {
        return Err(format!("more than {MOST_LAYERS} layers, or {MOST_POOLS} pools"));
    }
    let draws = |pool: &u8| usize::from(*pool) < pools;
    if !settlement.layers.iter().all(|layer| layer.pools.iter().all(draws)) {
        return Err("a layer draws on a pool that is not there".into());
    }
    let keyed = |key: Option<u16>, fits: fn(Scope) -> bool| {
        key.is_none_or(|key| {
            data.facts
                .get(usize::from(key))
                .is_some_and(|fact| fits(fact.scope) && matches!(fact.kind, FactKind::Choice(_)))
        })
    };
    let Keys { contribution, person, admission } = settlement.keys;
    let of_person = |scope| scope != Scope::Admission;
    if !keyed(contribution, of_person)
        || !keyed(person, of_person)
        || !keyed(admission, |scope| scope == Scope::Admission)
    {
        return Err("figures are keyed by choices, those of a person by a person's".into());
    }
    let layer = |name: &str| settlement.layers.iter().any(|layer| layer.id == name);
    let known = |given: &LayerTerms| {
        let after = given.terms.after.as_ref();
        settlement.target(&given.layer).is_some()
            && given.terms.sums().all(|sum| stated::known_before_bills(sum, &data.facts))
            && after.is_none_or(|after| {
                after.sum.as_deref().is_none_or(layer)
                    && match &after.reaches {
                        Reaches::Amount(_) => true,
                        Reaches::DeductibleOf(name) => layer(name),
                    }
            })
    };
    for provision in &data.provisions {
        for outcome in provision.table.iter().flat_map(|table| &table.outcomes) {
            if let Outcome::Layers(given) = outcome
                && (given.is_empty() || !given.iter().all(known))
            {
                return Err(format!("{}: terms of a layer that is not there", provision.id));
            }
        }
    }
    Ok(())
}

/// Checks that each variable fits its fact, and their order.
fn check_variables(data: &PolicyData) -> Result<(), String> {
    let mut last = None;
    for variable in &data.variables {
        let fits = match variable {
            Variable::Reading { reading } => {
                data.readings.get(usize::from(*reading)).is_some_and(|reading| reading.switchable)
            }
            Variable::Choice { fact } => data
                .facts
                .get(usize::from(*fact))
                .is_some_and(|fact| matches!(fact.kind, FactKind::Choice(_))),
            Variable::Flag { fact } => {
                data.facts.get(usize::from(*fact)).is_some_and(|fact| fact.kind == FactKind::Flag)
            }
            Variable::Number { fact, cuts } => {
                cuts.is_sorted_by(|one, next| one < next)
                    && data.facts.get(usize::from(*fact)).is_some_and(|fact| {
                        fact.kind.range().is_some_and(|(min, max)| {
                            cuts.iter().all(|&cut| min < cut && cut <= max)
                        })
                    })
            }
            Variable::Share { fact, figure, cuts } => {
                let amount = |fact: &u16| {
                    let fact = data.facts.get(usize::from(*fact));
                    fact.is_some_and(|fact| fact.kind == FactKind::Money)
                };
                cuts.is_sorted_by(|one, next| one < next) && amount(fact) && amount(figure)
            }
            Variable::Member { fact, value } => {
                data.facts.get(usize::from(*fact)).is_some_and(|fact| {
                    matches!(&fact.kind, FactKind::Set(values)
                    if usize::from(*value) < values.len())
                })
            }
        };
        // Facts in order, each once (a set: its members in order), then readings in order.
        let place = match variable {
            Variable::Reading { reading } => (u32::MAX, *reading),
            Variable::Member { fact, value } => (u32::from(*fact), *value),
            other => (other.fact().map_or(0, u32::from), 0),
        };
        if !fits || last.is_some_and(|last| place <= last) {
            return Err("a variable does not fit its fact or stands out of order".into());
        }
        last = Some(place);
    }
    Ok(())
}

/// Checks that `data` is consistent, so that no answer can fail; else says what contradicts what.
pub(super) fn check(data: &PolicyData) -> Result<(), String> {
    check_facts(&data.facts)?;
    if data.variables.len() > MOST_VARIABLES {
        return Err(format!("more than {MOST_VARIABLES} variables"));
    }
    check_variables(data)?;
    let domains = data.domains().ok_or("a variable has too few or too many values")?;
    let sound = |diagram: &Diagram, leaves: usize, what: &str| {
        if diagram.len() > MOST_NODES {
            return Err(format!("{what}: a diagram over {MOST_NODES} nodes"));
        }
        let leaves = u32::try_from(leaves).unwrap_or(u32::MAX);
        diagram.validate(&domains, leaves).map_err(|damage| format!("{what}: {damage}"))
    };
    sound(&data.ends_when, 2, "in_force.ends_when")?;
    sound(&data.premium_when, 2, "premium.when")?;
    sound(&data.settlement.when, 2, "settlement.when")?;
    check_settlement(data)?;
    for implied in &data.implied {
        sound(&implied.by, implied.values.len() + 1, "implied")?;
    }
    for asked in &data.ask_when {
        sound(&asked.when, 2, "ask_when")?;
    }
    following::check(data)?;
    for layer in &data.settlement.layers {
        sound(&layer.when, 3, &layer.id)?;
    }
    for provision in &data.provisions {
        let what = provision.id.as_str();
        if provision.at.is_empty() {
            return Err(format!("{what}: no clause"));
        }
        if provision.notes.iter().any(|&note| usize::from(note) >= data.readings.len()) {
            return Err(format!("{what}: a note that is not there"));
        }
        let stated = provision.is_stated();
        let Some(table) = &provision.table else {
            if stated {
                continue;
            }
            return Err(format!("{what}: no table"));
        };
        let fits = |outcome: &Outcome| match outcome {
            Outcome::Nothing => true,
            Outcome::Hint(_) => stated,
            Outcome::Share(share) => !stated && stated::fits(share, &data.facts),
            Outcome::Wait(wait) => !stated && stated::counts(&wait.months, &data.facts),
            _ => !stated,
        };
        if !table.outcomes.iter().all(fits) {
            return Err(format!("{what}: an outcome that no such provision gives"));
        }
        sound(&table.by_row, table.rows.len(), what)?;
        sound(&table.by_outcome, table.outcomes.len(), what)?;
        if table.rows.iter().any(|row| usize::from(row.outcome) >= table.outcomes.len()) {
            return Err(format!("{what}: a row without its outcome"));
        }
    }
    Ok(())
}
