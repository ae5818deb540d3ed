//! The ways of open verdicts: the fewest facts whose values settle each outcome.

use mingbai_core::answer::Verdict;
use mingbai_core::kernel::diagram::settling::{Fact, MOST_STEPS, Values, Way};
use mingbai_core::kernel::diagram::{Builder, Diagram, Ref, Var};
use mingbai_core::kernel::money::Money;
use mingbai_core::policy::vocabulary::FactKind;
use mingbai_core::policy::{Policy, Variable};
use mingbai_tests::engine::{all, built_in, input, shown};
use mingbai_tests::random::{Random, cases, counted_cases};
use mingbai_tests::tables::{File, Is, World};
use mingbai_tests::ways::{Fewest, Kind, Unknown, combinations, fewest};
use mingbai_tests::written::{engine, money};
use serde_json::{Value, json};

const fn of(fact: usize, size: usize, kind: Kind) -> Unknown {
    Unknown { fact, size, kind }
}

/// Of small random tables: a set of two values among other facts.
const AMONG: [Unknown; 7] = [
    of(0, 2, Kind::YesOrNo),
    of(1, 3, Kind::Named),
    of(2, 2, Kind::YesOrNo),
    of(2, 2, Kind::YesOrNo),
    of(3, 4, Kind::Rising),
    of(4, 2, Kind::YesOrNo),
    of(5, 3, Kind::Named),
];

/// Of smaller ones: a set of three values after all other facts.
const LAST: [Unknown; 6] = [
    of(0, 2, Kind::YesOrNo),
    of(1, 2, Kind::YesOrNo),
    of(2, 3, Kind::Rising),
    of(3, 2, Kind::YesOrNo),
    of(3, 2, Kind::YesOrNo),
    of(3, 2, Kind::YesOrNo),
];

/// What each variable of these stands for.
fn fact(unknown: &[Unknown]) -> impl Fn(Var) -> Fact {
    move |var| {
        let Unknown { fact, kind, .. } = unknown[usize::from(var)];
        let values = match kind {
            Kind::Named => Values::Named,
            Kind::YesOrNo => Values::YesOrNo,
            Kind::Rising => Values::Rising,
        };
        Fact { id: u16::try_from(fact).unwrap(), values }
    }
}

/// The diagram of a table over variables of these sizes.
fn diagram(sizes: &[usize], table: &[u32]) -> Diagram {
    fn build(builder: &mut Builder, sizes: &[usize], var: usize, table: &[u32]) -> Ref {
        let Some(&size) = sizes.get(var) else { return Ref::leaf(table[0]) };
        let parts = table.chunks(table.len() / size);
        let below: Vec<Ref> = parts.map(|part| build(builder, sizes, var + 1, part)).collect();
        builder.node(u16::try_from(var).unwrap(), &below)
    }
    let mut builder = Builder::default();
    let root = build(&mut builder, sizes, 0, table);
    builder.finish(root)
}

/// Variables, each with those of its values for which a row holds.
type Tests = Vec<(usize, Vec<usize>)>;

/// Rows as a policy has them: some values of some variables, and what they give; the first that holds.
fn rows(random: &mut Random, unknown: &[Unknown]) -> Vec<(Tests, u32)> {
    let row = |random: &mut Random| {
        let mut tests = Vec::new();
        for (at, unknown) in unknown.iter().enumerate() {
            if random.chance(35) {
                let values = (0..unknown.size).filter(|_| random.chance(50)).collect();
                tests.push((at, values));
            }
        }
        (tests, u32::try_from(random.below(3)).unwrap())
    };
    (0..=random.below(5)).map(|_| row(random)).collect()
}

fn as_found(way: &Way) -> Fewest {
    let values = way.values.iter().map(|(var, values)| {
        (usize::from(*var), values.iter().map(|&value| usize::from(value)).collect())
    });
    Fewest { values: values.collect(), more: way.more }
}

fn holds(values: &[(usize, Vec<usize>)], point: &[usize]) -> bool {
    values.iter().all(|(at, values)| values.contains(&point[*at]))
}

#[test]
fn of_random_tables_ways_are_the_fewest_facts_with_all_values_that_do_together() {
    let mut random = Random::new(13);
    let (mut searched, mut by_path, mut with_more) = (0, 0, 0);
    for unknown in [&AMONG[..], &LAST] {
        let sizes: Vec<usize> = unknown.iter().map(|unknown| unknown.size).collect();
        let points = combinations(&sizes);
        for number in 0..cases(1_000, 5_000) {
            let rows = rows(&mut random, unknown);
            // Every tenth is a sum instead, which takes all facts.
            let leaf = |point: &Vec<usize>| match number % 10 {
                0 => u32::try_from(point.iter().sum::<usize>() % 3).unwrap(),
                _ => {
                    rows.iter().find(|(tests, _)| holds(tests, point)).map_or(0, |(_, leaf)| *leaf)
                }
            };
            let table: Vec<u32> = points.iter().map(leaf).collect();
            let diagram = diagram(&sizes, &table);
            let leaves = diagram.leaves();
            if leaves.len() < 2 {
                continue;
            }
            for leaf in leaves {
                let right: Vec<bool> = table.iter().map(|&own| own == leaf).collect();
                let way = as_found(&diagram.way(leaf, &fact(unknown)));
                with_more += usize::from(way.more);
                if let Some(expected) = fewest(unknown, &right) {
                    assert_eq!(way, expected, "{rows:?} {leaf}");
                    searched += 1;
                } else {
                    assert_is_shortest_path(&diagram, unknown, leaf, &way);
                    by_path += 1;
                }
                let mut settled =
                    points.iter().zip(&right).filter(|(point, _)| holds(&way.values, point));
                assert!(settled.all(|(_, right)| *right), "{rows:?} {leaf}");
            }
        }
    }
    let counts = [searched, by_path, with_more];
    assert!(searched > 2 * by_path && counts.iter().all(|&count| count > 5), "{counts:?}");
}

/// That no path to the leaf has fewer facts, nor as many and fewer variables; and that `more` is true if one as
/// short is not among those shown.
fn assert_is_shortest_path(diagram: &Diagram, unknown: &[Unknown], leaf: u32, way: &Fewest) {
    let length = |vars: Vec<usize>| {
        let mut facts: Vec<usize> = vars.iter().map(|&var| unknown[var].fact).collect();
        facts.dedup();
        (facts.len(), vars.len())
    };
    let mut paths = Vec::new();
    diagram.paths(|path, own| {
        if own == leaf {
            paths.push(path.to_vec());
        }
    });
    let of = |path: &[(Var, u8)]| length(path.iter().map(|(var, _)| usize::from(*var)).collect());
    let least = paths.iter().map(|path| of(path)).min().unwrap();
    assert_eq!(length(way.values.iter().map(|(at, _)| *at).collect()), least);
    assert!(least.0 > 4);
    let shown = |path: &Vec<(Var, u8)>| {
        way.values.len() == path.len()
            && way.values.iter().zip(path).all(|((at, values), (var, value))| {
                *at == usize::from(*var) && values.contains(&usize::from(*value))
            })
    };
    let shortest = paths.iter().filter(|path| of(path) == least);
    assert_eq!(shortest.filter(|path| !shown(path)).count() > 0, way.more);
}

/// The variables of the facts that a verdict asks.
fn asked(policy: &Policy, verdict: &Verdict<'_>) -> Vec<(usize, Unknown)> {
    let data = policy.data();
    let domains = data.domains().unwrap();
    let own = data.variables.iter().enumerate().filter_map(|(var, variable)| {
        let fact = usize::from(variable.fact()?);
        let kind = match variable {
            Variable::Number { .. } => Kind::Rising,
            Variable::Choice { .. } => Kind::Named,
            _ => Kind::YesOrNo,
        };
        let size = usize::from(domains[var]);
        verdict
            .asks
            .contains(&data.facts[fact].id.as_str())
            .then_some((var, Unknown { fact, size, kind }))
    });
    own.collect()
}

/// Sets variables in a world.
fn set(policy: &Policy, world: &mut World, vars: &[(usize, Unknown)], values: &[usize]) {
    let data = policy.data();
    for ((var, unknown), &value) in vars.iter().zip(values) {
        let fact = &data.facts[unknown.fact];
        let is = match (&data.variables[*var], &fact.kind) {
            (Variable::Number { cuts, .. }, kind) => {
                let least = kind.range().unwrap().0;
                let number = if value == 0 { least } else { cuts[value - 1] };
                if *kind == FactKind::Money { Is::Fen(number) } else { Is::Number(number) }
            }
            (Variable::Member { value: member, .. }, FactKind::Set(names)) => {
                let mut members = match world.remove(&fact.id) {
                    Some(Is::Members(members)) => members,
                    _ => Vec::new(),
                };
                let name = &names[usize::from(*member)];
                members.retain(|member| member != name);
                members.extend((value == 1).then(|| name.clone()));
                Is::Members(members)
            }
            (_, FactKind::Choice(names)) => Is::Named(names[value].clone()),
            _ => Is::Flag(value == 1),
        };
        world.insert(fact.id.clone(), is);
    }
}

/// What a way says, from variables with values.
fn said(policy: &Policy, vars: &[(usize, Unknown)], values: &[(usize, Vec<usize>)]) -> Value {
    let data = policy.data();
    let mut said: Vec<Value> = Vec::new();
    for (at, values) in values {
        let (var, unknown) = vars[*at];
        let fact = &data.facts[unknown.fact];
        match (&data.variables[var], &fact.kind) {
            (Variable::Number { cuts, .. }, kind) => {
                let (min, max) = kind.range().unwrap();
                let (from, to) = (values[0], *values.last().unwrap());
                let least = if from == 0 { min } else { cuts[from - 1] };
                let most = cuts.get(to).map_or(max, |next| next - 1);
                said.push(if *kind == FactKind::Money {
                    let [least, most] = [least, most].map(|number| kind.written(number));
                    json!({ "fact": fact.id, "least": least, "most": most })
                } else {
                    json!({ "fact": fact.id, "least": least, "most": most })
                });
            }
            (Variable::Member { value, .. }, FactKind::Set(names)) => {
                if said.last().is_none_or(|last| last["fact"] != *fact.id) {
                    said.push(json!({ "fact": fact.id, "has": [], "lacks": [] }));
                }
                let list = if values[..] == [1] { "has" } else { "lacks" };
                let name = json!(names[usize::from(*value)]);
                said.last_mut().unwrap()[list].as_array_mut().unwrap().push(name);
            }
            (_, FactKind::Choice(names)) => {
                let values: Vec<&String> = values.iter().map(|&value| &names[value]).collect();
                said.push(json!({ "fact": fact.id, "values": values }));
            }
            _ => {
                let values: Vec<bool> = values.iter().map(|&value| value == 1).collect();
                said.push(json!({ "fact": fact.id, "values": values }));
            }
        }
    }
    Value::Array(said)
}

#[test]
fn of_every_policy_ways_are_what_its_rows_say() {
    let mut random = Random::new(131);
    let (mut ways, mut left_out) = (0, 0);
    for engine in all() {
        // What follows from other facts is left out: the rows do not say it.
        let engine = &engine.plain();
        let policy = &engine.policy;
        let data = policy.data();
        let file = File::new(built_in(&data.id).policy_toml);
        for number in 0..counted_cases(30, 600) {
            let unknown = [100, 15, 30, 60][number as usize % 4];
            let mut facts = serde_json::Map::new();
            let mut world: World = data
                .readings
                .iter()
                .map(|own| (format!("reading.{}", own.id), Is::Flag(true)))
                .collect();
            for (index, fact) in data.facts.iter().enumerate() {
                let value = shown(random.pick(&mingbai_tests::anyone::values(policy, index)));
                // Who has a kind of something has that too.
                let list = |list: &Vec<Value>| {
                    let stated: Vec<&str> = list.iter().map(|own| own.as_str().unwrap()).collect();
                    let name = |value: u16| fact.kind.values()[usize::from(value)].as_str();
                    let kinds = fact.kinds.iter().filter(|kind| stated.contains(&name(kind.value)));
                    let of = kinds.map(|kind| name(kind.of));
                    stated.iter().copied().chain(of).map(str::to_owned).collect()
                };
                let is = match &value {
                    Value::Bool(flag) => Is::Flag(*flag),
                    Value::String(amount) if fact.kind == FactKind::Money => {
                        Is::Fen(Money::parse(amount).unwrap().fen())
                    }
                    Value::String(name) => Is::Named(name.clone()),
                    Value::Array(members) => Is::Members(list(members)),
                    other => Is::Number(other.as_i64().unwrap()),
                };
                world.insert(fact.id.clone(), is);
                if !random.chance(unknown) {
                    facts.insert(fact.id.clone(), value);
                }
            }
            for verdict in engine.person(&input(&json!({ "facts": facts }))).verdicts {
                let vars = asked(policy, &verdict);
                let told = verdict.ways.as_ref().unwrap();
                // What a share is taken of is asked where nothing else is open too.
                assert_eq!(told.is_empty(), verdict.outcomes.len() < 2, "{}", verdict.provision);
                if told.is_empty() {
                    continue;
                }
                let sizes: Vec<usize> = vars.iter().map(|(_, unknown)| unknown.size).collect();
                if vars.is_empty() || sizes.iter().product::<usize>() > 600 {
                    left_out += usize::from(!vars.is_empty());
                    continue;
                }
                let gives: Vec<Value> = combinations(&sizes)
                    .iter()
                    .map(|values| {
                        set(policy, &mut world, &vars, values);
                        file.answer(verdict.provision, &world).gives.clone()
                    })
                    .collect();
                // File order, `nothing` last.
                let mut outcomes: Vec<&Value> = Vec::new();
                for row in &file.tables[verdict.provision] {
                    if gives.contains(&row.gives) && !outcomes.contains(&&row.gives) {
                        outcomes.push(&row.gives);
                    }
                }
                outcomes.sort_by_key(|gives| **gives == "nothing");
                let found: Vec<&Value> = outcomes.clone();
                let of: Vec<Unknown> = vars.iter().map(|(_, unknown)| *unknown).collect();
                let expected = |outcome: &Value| {
                    let right: Vec<bool> = gives.iter().map(|gives| gives == outcome).collect();
                    let Fewest { values, more } = fewest(&of, &right)?;
                    let mut way = json!({ "outcome": outcome, "if": said(policy, &vars, &values) });
                    if more {
                        way["more"] = json!(true);
                    }
                    Some(way)
                };
                let own = shown(told);
                let own = own.as_array().unwrap();
                assert_eq!(own.len(), found.len(), "{} {} {facts:?}", data.id, verdict.provision);
                for (outcome, own) in found.iter().zip(own) {
                    if let Some(expected) = expected(outcome) {
                        assert_eq!(*own, expected, "{} {} {facts:?}", data.id, verdict.provision);
                        ways += 1;
                    }
                    assert_eq!(own["outcome"], **outcome);
                }
            }
        }
    }
    assert!(ways > 500 && left_out < ways, "{ways} {left_out}");
}

/// Whether more than half of `count` yes-or-no facts are so.
fn majority(count: u16) -> Diagram {
    let mut builder = Builder::default();
    let count_of = usize::from(count);
    let mut below: Vec<Ref> =
        (0..=count_of).map(|yes| Ref::leaf(u32::from(yes * 2 > count_of))).collect();
    for var in (0..count).rev() {
        below = below.windows(2).map(|pair| builder.node(var, &[pair[0], pair[1]])).collect();
    }
    builder.finish(below[0])
}

#[test]
fn where_the_search_would_take_too_long_the_shortest_path_is_given() {
    let flag = |var: Var| Fact { id: var, values: Values::YesOrNo };
    // Seven facts, of which four of the same side settle it; nine, of which five.
    let way = majority(7).way(1, &flag);
    assert_eq!(as_found(&way).values, (0..4).map(|at| (at, vec![1])).collect::<Vec<_>>());
    assert!(way.more);
    let way = majority(9).way(0, &flag);
    assert_eq!(way.values.len(), 5);
    assert!(way.values.iter().all(|(_, values)| values[..] == [0]));
    // Whether an odd number of six facts is so: every path is as long, and yes comes first.
    let mut below = [Ref::leaf(0), Ref::leaf(1)];
    let mut builder = Builder::default();
    for var in (0..6u16).rev() {
        below = [0, 1].map(|odd| builder.node(var, &[below[odd], below[1 - odd]]));
    }
    let way = builder.finish(below[0]).way(1, &flag);
    let odd = (0..6usize).map(|var| (var, vec![usize::from(var < 5)]));
    assert_eq!(as_found(&way).values, odd.collect::<Vec<_>>());
    assert!(way.more);
    // A random diagram as large as any policy may have, of forty facts.
    let mut random = Random::new(4_096);
    let mut builder = Builder::default();
    let mut below = vec![Ref::leaf(0), Ref::leaf(1), Ref::leaf(2)];
    for var in (0..40u16).rev() {
        let wide = 100.min(1 << var.min(7));
        below = (0..wide)
            .map(|_| builder.node(var, &[*random.pick(&below), *random.pick(&below)]))
            .collect();
    }
    let large = builder.finish(below[0]);
    assert!(large.len() > 2_000 && large.leaves() == [0, 1, 2]);
    let began = std::time::Instant::now();
    for leaf in 0..3 {
        let way = large.way(leaf, &flag);
        let mut known = [u8::MAX; 40];
        for (var, values) in &way.values {
            known[usize::from(*var)] = values[0];
        }
        assert_eq!(large.reachable(&known), [leaf]);
    }
    // Some milliseconds; MOST_STEPS bounds it.
    assert!(began.elapsed().as_secs() < 5, "{:?} for {MOST_STEPS} steps", began.elapsed());
}

#[test]
fn sets_that_stand_beside_each_other_in_a_way_are_told_apart() {
    let when = "lung_cancer in screening_programmes && dementia in screening_programmes && influenza in \
                vaccine_programmes";
    let rows = format!(
        "{{ id = \"yes\", when = '{when}', gives = {{ subsidy = \"not_stated\" }} }},\n\
         {{ id = \"no\", when = 'otherwise', gives = \"nothing\" }},"
    );
    let engine = engine(&money("help", "", &rows).replace("rows =", "hit = \"first\"\nrows ="));
    let person = engine.person(&input(&json!({ "facts": {} })));
    assert_eq!(
        shown(&person.verdicts[0].ways)[0]["if"],
        json!([
            { "fact": "screening_programmes", "has": ["lung_cancer", "dementia"], "lacks": [] },
            { "fact": "vaccine_programmes", "has": ["influenza"], "lacks": [] },
        ])
    );
}
