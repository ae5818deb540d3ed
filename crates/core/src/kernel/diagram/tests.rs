use proptest::prelude::*;

use super::*;

const DOMAINS: [u8; 5] = [2, 3, 2, 4, 2];

/// A random function given as the table of its leaves, in the order of [`assignments`].
fn table() -> impl Strategy<Value = Vec<u32>> {
    let size: usize = DOMAINS.iter().map(|&domain| usize::from(domain)).product();
    (1u32..4).prop_flat_map(move |leaves| proptest::collection::vec(0..leaves, size))
}

fn known() -> impl Strategy<Value = Vec<u8>> {
    DOMAINS.map(|domain| prop_oneof![Just(UNKNOWN), 0..domain]).to_vec()
}

fn assignments() -> Vec<Vec<u8>> {
    DOMAINS.iter().fold(vec![vec![]], |all, &domain| {
        all.iter()
            .flat_map(|before| (0..domain).map(move |value| [before.as_slice(), &[value]].concat()))
            .collect()
    })
}

fn diagram(table: &[u32]) -> Diagram {
    fn build(builder: &mut Builder, var: usize, table: &[u32]) -> Ref {
        let Some(&domain) = DOMAINS.get(var) else {
            return Ref::leaf(table[0]);
        };
        let size = table.len() / usize::from(domain);
        let branches: Vec<Ref> =
            table.chunks(size).map(|part| build(builder, var + 1, part)).collect();
        builder.node(u16::try_from(var).unwrap(), &branches)
    }
    let mut builder = Builder::default();
    let root = build(&mut builder, 0, table);
    builder.finish(root)
}

fn completes(assignment: &[u8], known: &[u8]) -> bool {
    assignment.iter().zip(known).all(|(value, known)| *known == UNKNOWN || value == known)
}

proptest! {
    #[test]
    fn walking_down_gives_the_tables_leaf(table in table()) {
        let diagram = diagram(&table);
        prop_assert_eq!(diagram.validate(&DOMAINS, 4), Ok(()));
        for (assignment, leaf) in assignments().iter().zip(&table) {
            prop_assert_eq!(diagram.walk(assignment), Some(*leaf));
        }
    }

    #[test]
    fn a_restricted_diagram_is_reduced_and_keeps_exactly_the_leaves_and_variables_that_matter(
        table in table(), known in known(),
    ) {
        let diagram = diagram(&table);
        let restricted = diagram.restrict(&known);
        prop_assert_eq!(restricted.validate(&DOMAINS, 4), Ok(()));
        let possible: Vec<(Vec<u8>, u32)> = assignments().into_iter().zip(table)
            .filter(|(assignment, _)| completes(assignment, &known)).collect();
        let mut leaves: Vec<u32> = possible.iter().map(|(_, leaf)| *leaf).collect();
        leaves.sort_unstable();
        leaves.dedup();
        prop_assert_eq!(restricted.leaves(), leaves.clone());
        prop_assert_eq!(diagram.reachable(&known), leaves);
        let matters: Vec<Var> = (0..5u16).filter(|&var| {
            let var = usize::from(var);
            known[var] == UNKNOWN && possible.iter().any(|(one, leaf)| possible.iter().any(|(other, other_leaf)|
                leaf != other_leaf && (0..5).all(|at| at == var || one[at] == other[at])))
        }).collect();
        prop_assert_eq!(restricted.support(), matters);
    }

    #[test]
    fn a_product_is_the_joint_function(one in table(), other in table(), known in known()) {
        let joint = product(&[&diagram(&one), &diagram(&other)], &known, 4096, |leaves| leaves[0] * 4 + leaves[1]).unwrap();
        prop_assert_eq!(joint.validate(&DOMAINS, 16), Ok(()));
        for ((assignment, one), other) in assignments().iter().zip(&one).zip(&other) {
            if completes(assignment, &known) {
                prop_assert_eq!(joint.walk(assignment), Some(one * 4 + other));
            }
        }
    }

    #[test]
    fn mapped_leaves_are_merged(table in table()) {
        let mapped = diagram(&table).map(|leaf| leaf / 2);
        let halved: Vec<u32> = table.iter().map(|leaf| leaf / 2).collect();
        prop_assert_eq!(mapped, diagram(&halved));
    }

    #[test]
    fn a_witness_leads_to_a_wanted_leaf(table in table(), wanted in 0u32..4) {
        let diagram = diagram(&table);
        match diagram.witness(|leaf| leaf == wanted) {
            None => prop_assert!(!table.contains(&wanted)),
            Some(path) => {
                let mut assignment = vec![0; DOMAINS.len()];
                for (var, value) in path {
                    assignment[usize::from(var)] = value;
                }
                prop_assert_eq!(diagram.walk(&assignment), Some(wanted));
            }
        }
    }

    #[test]
    fn paths_cover_every_assignment_once(table in table()) {
        let mut covered = 0;
        diagram(&table).paths(|path, leaf| {
            for (assignment, expected) in assignments().iter().zip(&table) {
                if path.iter().all(|&(var, value)| assignment[usize::from(var)] == value) {
                    covered += 1;
                    assert_eq!(leaf, *expected);
                }
            }
        });
        prop_assert_eq!(covered, table.len());
    }
}

#[test]
fn a_product_past_its_limit_is_an_error() {
    let table: Vec<u32> = (0..96).collect();
    let diagram = diagram(&table);
    assert_eq!(product(&[&diagram], &[], 10, |leaves| leaves[0]), Err(TooLarge { most: 10 }));
}

#[test]
fn a_leaf_in_bytes_is_one_that_a_branch_can_name() {
    use crate::kernel::packed::{Bytes, Packed as _, number};
    let read = |leaf: u32| {
        let mut bytes = Vec::new();
        number(0, &mut bytes);
        number(2 * u64::from(leaf), &mut bytes);
        Bytes::read::<Diagram>(&bytes)
    };
    let largest = Diagram::constant(0x7FFF_FFFF);
    let mut bytes = Vec::new();
    largest.pack(&mut bytes);
    assert_eq!(Bytes::read(&bytes), Some(largest.clone()));
    assert_eq!(read(0x7FFF_FFFF), Some(largest));
    assert_eq!([0x8000_0000, u32::MAX].map(read), [None, None]);
}

#[test]
fn damage_is_named() {
    let sound = diagram(&(0..96).map(|leaf| leaf % 3).collect::<Vec<_>>());
    assert_eq!(sound.validate(&DOMAINS, 3), Ok(()));
    assert_eq!(sound.validate(&DOMAINS, 2), Err(Damage::Leaf));
    assert_eq!(sound.validate(&DOMAINS[..3], 3), Err(Damage::Variable));
    assert_eq!(sound.validate(&[3; 5], 3), Err(Damage::Branches));
    let mut looped = sound.clone();
    let last = looped.edges.len() - 1;
    looped.edges[last] = looped.root;
    assert_eq!(looped.validate(&DOMAINS, 3), Err(Damage::Reference));
    let mut outside = sound.clone();
    outside.root = Ref::node(1000);
    assert_eq!(outside.validate(&DOMAINS, 3), Err(Damage::Reference));
    let mut unreduced = sound.clone();
    unreduced.root = Ref::leaf(0);
    assert_eq!(unreduced.validate(&DOMAINS, 3), Err(Damage::NotReduced));
}

#[test]
fn damage_of_order_and_of_lists_is_named() {
    let node = |var, first| Node { var, first, branches: 2 };
    let leaves = [Ref::leaf(0), Ref::leaf(1)];
    let two = |above: Var, below: Var| Diagram {
        nodes: vec![node(below, 0), node(above, 2)],
        edges: vec![leaves[0], leaves[1], Ref::node(0), leaves[0]],
        root: Ref::node(1),
    };
    assert_eq!(two(0, 2).validate(&DOMAINS, 2), Ok(()));
    assert_eq!(two(2, 0).validate(&DOMAINS, 2), Err(Damage::Variable));
    assert_eq!(two(2, 2).validate(&DOMAINS, 2), Err(Damage::Variable));
    let mut shifted = two(0, 2);
    shifted.nodes[1].first = 1;
    assert_eq!(shifted.validate(&DOMAINS, 2), Err(Damage::Branches));
    let mut longer = two(0, 2);
    longer.nodes[1].branches = 3;
    longer.edges.push(leaves[1]);
    assert_eq!(longer.validate(&DOMAINS, 2), Err(Damage::Branches));
    let mut rest = two(0, 2);
    rest.edges.push(leaves[1]);
    assert_eq!(rest.validate(&DOMAINS, 2), Err(Damage::Branches));
}

#[test]
fn every_damage_has_words_of_its_own() {
    let all =
        [Damage::Reference, Damage::Variable, Damage::Branches, Damage::Leaf, Damage::NotReduced];
    let words: std::collections::BTreeSet<String> = all.iter().map(Damage::to_string).collect();
    assert!(words.len() == all.len() && words.iter().all(|words| words.len() > 10), "{words:?}");
}

#[test]
fn a_witness_is_as_short_as_there_is_one() {
    let mut builder = Builder::default();
    let below = builder.node(2, &[Ref::leaf(1), Ref::leaf(0)]);
    let root = builder.node(0, &[below, Ref::leaf(1)]);
    let diagram = builder.finish(root);
    assert_eq!(diagram.witness(|leaf| leaf == 1), Some(vec![(0, 1)]));
    assert_eq!(diagram.witness(|leaf| leaf == 0), Some(vec![(0, 0), (2, 1)]));
}

#[test]
fn a_diagram_of_one_leaf_has_no_nodes() {
    let single = Diagram::single(0, 2, u32::from);
    assert!(Diagram::constant(3).is_empty() && !single.is_empty());
    assert_eq!((Diagram::constant(3).len(), single.len()), (0, 1));
}

/// Whether an even number of these variables is 1, which hangs on all of them: leaf 1, else leaf 0.
fn even(builder: &mut Builder, vars: &[Var]) -> Ref {
    let [mut even, mut odd] = [Ref::leaf(1), Ref::leaf(0)];
    for &var in vars.iter().rev() {
        (even, odd) = (builder.node(var, &[even, odd]), builder.node(var, &[odd, even]));
    }
    even
}

#[test]
fn past_four_facts_the_path_with_the_fewest_facts_is_the_way_then_that_with_the_fewest_variables() {
    use settling::{Fact, Values};
    // From the seventh on they are one fact, a set.
    let fact = |var: Var| Fact { id: var.min(6), values: Values::YesOrNo };
    let way = |no: &[Var], yes: &[Var]| {
        let mut builder = Builder::default();
        let branches = [no, yes].map(|vars| even(&mut builder, vars));
        let root = builder.node(0, &branches);
        let way = builder.finish(root).way(1, &fact);
        (way.values[0].clone(), way.values.len())
    };
    let (four, five, set) = ([1, 2, 3, 4], [1, 2, 3, 4, 5], [1, 2, 3, 6, 7, 8, 9]);
    assert_eq!(way(&set, &five), ((0, vec![0]), 8), "five facts of six");
    assert_eq!(way(&five, &set), ((0, vec![1]), 8));
    assert_eq!(way(&four, &set), ((0, vec![0]), 5), "five facts both, in five variables of eight");
    assert_eq!(way(&set, &four), ((0, vec![1]), 5));
}
