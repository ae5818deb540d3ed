//! Every path of every diagram of all policies against the rows of its policy.toml.

use std::collections::BTreeSet;

use mingbai_core::kernel::diagram::{Diagram, Var};
use mingbai_core::policy::vocabulary::FactKind;
use mingbai_core::policy::{Policy, Variable};
use mingbai_tests::engine::{all, built_in, shown};
use mingbai_tests::random::{Random, cases};
use mingbai_tests::tables::{File, Is, World};

/// A world on a path of a diagram: what the path does not test is random.
fn world(policy: &Policy, path: &[(Var, u8)], random: &mut Random) -> World {
    let data = policy.data();
    let on_path = |wanted: &dyn Fn(&Variable) -> bool| {
        let mut values = path.iter().filter(|(var, _)| wanted(&data.variables[usize::from(*var)]));
        values.next().map(|&(_, value)| usize::from(value))
    };
    let mut world = World::new();
    for (index, fact) in data.facts.iter().enumerate() {
        let own = |variable: &Variable| variable.fact().map(usize::from) == Some(index);
        let known = on_path(&own);
        let is = match &fact.kind {
            FactKind::Flag => Is::Flag(known.map_or(random.chance(50), |value| value == 1)),
            FactKind::Choice(values) => {
                Is::Named(values[known.unwrap_or_else(|| random.below(values.len()))].clone())
            }
            kind @ (FactKind::Number { .. } | FactKind::Money) => {
                let (min, max) = kind.range().unwrap();
                let cuts = data.variables.iter().find_map(|variable| match variable {
                    Variable::Number { cuts, .. } if own(variable) => Some(cuts.as_slice()),
                    _ => None,
                });
                let cuts = cuts.unwrap_or_default();
                let interval = known.unwrap_or_else(|| random.below(cuts.len() + 1));
                let from = if interval == 0 { min } else { cuts[interval - 1] };
                let until = cuts.get(interval).map_or(max, |cut| cut - 1);
                // The ends, where a wrong comparison shows; sometimes between them.
                let between =
                    from + i64::try_from(random.below(1000)).unwrap() % (until - from + 1);
                let number = *random.pick(&[from, until, between]);
                if *kind == FactKind::Money { Is::Fen(number) } else { Is::Number(number) }
            }
            FactKind::Set(values) => {
                let mut members = Vec::new();
                for (place, value) in values.iter().enumerate() {
                    let own = |variable: &Variable| {
                        matches!(variable, Variable::Member { fact, value }
                            if usize::from(*fact) == index && usize::from(*value) == place)
                    };
                    if on_path(&own).map_or(random.chance(30), |value| value == 1) {
                        members.push(value.clone());
                    }
                }
                Is::Members(members)
            }
        };
        world.insert(fact.id.clone(), is);
    }
    for (place, reading) in data.readings.iter().enumerate() {
        let own = |variable: &Variable| matches!(variable, Variable::Reading { reading } if usize::from(*reading) == place);
        let taken = on_path(&own).map_or(random.chance(50), |value| value == 1);
        world.insert(format!("reading.{}", reading.id), Is::Flag(taken));
    }
    world
}

/// Visits every path with some worlds on it; how many paths there are.
fn walk(
    policy: &Policy,
    diagram: &Diagram,
    random: &mut Random,
    mut check: impl FnMut(u32, &World),
) -> usize {
    let worlds = cases(4, 100);
    let mut paths = 0;
    diagram.paths(|path, leaf| {
        paths += 1;
        for _ in 0..worlds {
            check(leaf, &world(policy, path, random));
        }
    });
    paths
}

#[test]
fn every_path_of_every_diagram_ends_where_the_rows_of_the_policy_say() {
    let mut random = Random::new(1_152);
    for engine in all() {
        let policy = &engine.policy;
        let data = policy.data();
        let file = File::new(built_in(&data.id).policy_toml);
        let (mut tables, mut rows, mut by_row, mut by_outcome) = (0, 0, 0, 0);
        for provision in &data.provisions {
            let Some(table) = &provision.table else {
                assert!(!file.tables.contains_key(&provision.id), "{}", provision.id);
                continue;
            };
            let id = provision.id.as_str();
            let mut reached = BTreeSet::new();
            by_row += walk(policy, &table.by_row, &mut random, |leaf, world| {
                let row = &table.rows[usize::try_from(leaf).unwrap()];
                assert_eq!(row.id, file.answer(id, world).id, "{} {id} {world:?}", data.id);
                reached.insert(leaf);
            });
            by_outcome += walk(policy, &table.by_outcome, &mut random, |leaf, world| {
                let outcome = shown(&table.outcomes[usize::try_from(leaf).unwrap()]);
                assert_eq!(outcome, file.answer(id, world).gives, "{} {id} {world:?}", data.id);
            });
            // The rows are those of the file, in its order, each with what it gives; none is dead.
            let written = &file.tables[id];
            assert_eq!(written.len(), table.rows.len(), "{id}");
            for (row, written) in table.rows.iter().zip(written) {
                assert_eq!(row.id, written.id, "{id}");
                assert_eq!(shown(&table.outcomes[usize::from(row.outcome)]), written.gives, "{id}");
            }
            assert_eq!(reached.len(), table.rows.len(), "{id}: a row on no path");
            tables += 1;
            rows += table.rows.len();
        }
        let mut whens = 0;
        for (when, diagram) in [
            (&file.premium_when, &data.premium_when),
            (&file.settlement_when, &data.settlement.when),
        ] {
            whens += walk(policy, diagram, &mut random, |leaf, world| {
                let holds = when.as_ref().is_none_or(|when| file.holds(when, world));
                assert_eq!(leaf == 1, holds, "{} {when:?} {world:?}", data.id);
            });
        }
        println!(
            "{}: {tables} tables, {rows} rows, {by_row} paths to rows, {by_outcome} to outcomes, \
             {whens} of premium.when and settlement.when",
            data.id
        );
    }
}
