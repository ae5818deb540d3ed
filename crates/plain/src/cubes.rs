//! Which combinations of values lead to a leaf, as few rows as plain search finds.
//!
//! A cube allows some values of each variable. The cubes of a leaf cover exactly the combinations
//! that lead to it; they may overlap, so that "on dibao", "in extreme hardship", "an orphan" stay
//! three plain rows.

use std::collections::HashMap;

use mingbai_core::kernel::diagram::{Builder, Diagram, Ref, TooLarge, Var, product};

use crate::counted::{Paths, places};

/// The values each variable may take.
pub type Cube = Vec<Vec<bool>>;

/// Past so many rows they are merged, but not searched for the fewest.
const SEARCHED: usize = 400;

/// How large a union of cubes may grow.
const MOST: usize = 200_000;

/// How many paths of a diagram are listed at most.
const MOST_PATHS: usize = 20_000;

/// Whether every value is allowed.
pub fn is_all(allowed: &[bool]) -> bool {
    allowed.iter().all(|allowed| *allowed)
}

/// The cubes of `leaf`, over variables with so many values each.
///
/// # Errors
/// [`TooLarge`] if they are too many to list or to join.
pub fn cubes(diagram: &Diagram, leaf: u32, domains: &[usize]) -> Result<Vec<Cube>, TooLarge> {
    let mut cubes = disjoint(diagram, leaf, domains)?;
    merge(&mut cubes);
    if cubes.len() > SEARCHED {
        return Ok(cubes);
    }
    for cube in &mut cubes {
        widen(diagram, leaf, cube);
    }
    // None lies inside another one: either could be widened no further.
    let mut kept: Vec<Cube> = Vec::new();
    for cube in cubes {
        if !kept.contains(&cube) {
            kept.push(cube);
        }
    }
    needed(kept)
}

/// The paths of the diagram that lead to `leaf`, branches to one place taken together: no two of
/// them overlap.
///
/// # Errors
/// [`TooLarge`] if they are too many to list.
pub fn disjoint(diagram: &Diagram, leaf: u32, domains: &[usize]) -> Result<Vec<Cube>, TooLarge> {
    let mut paths = Paths::to(diagram, leaf);
    if paths.count() > MOST_PATHS as u128 {
        return Err(TooLarge { most: MOST_PATHS });
    }
    let mut cubes = Vec::new();
    let mut cube: Cube = domains.iter().map(|&values| vec![true; values]).collect();
    walk(diagram, &mut paths, diagram.root(), &mut cube, &mut cubes);
    Ok(cubes)
}

/// Finds the cubes of the paths from `at`, whose beginning is in `cube`. What leads elsewhere is not walked.
fn walk(diagram: &Diagram, paths: &mut Paths<'_>, at: Ref, cube: &mut Cube, found: &mut Vec<Cube>) {
    if paths.count_from(at) == 0 {
        return;
    }
    let Some((var, branches)) = diagram.open(at) else {
        found.push(cube.clone());
        return;
    };
    let var = usize::from(var);
    let Some(before) = cube.get(var).cloned() else { return };
    for place in places(branches) {
        let allowed = branches.iter().map(|branch| *branch == place).collect();
        if let Some(slot) = cube.get_mut(var) {
            *slot = allowed;
        }
        walk(diagram, paths, place, cube, found);
    }
    if let Some(slot) = cube.get_mut(var) {
        *slot = before;
    }
}

/// Joins cubes that differ in one variable only, until none do.
fn merge(cubes: &mut Vec<Cube>) {
    let Some(variables) = cubes.first().map(Vec::len) else { return };
    loop {
        let before = cubes.len();
        for var in 0..variables {
            let mut places: HashMap<Cube, usize> = HashMap::new();
            let mut merged: Vec<Cube> = Vec::new();
            for cube in cubes.drain(..) {
                let mut key = cube.clone();
                if let Some(slot) = key.get_mut(var) {
                    slot.clear();
                }
                let at = *places.entry(key).or_insert(merged.len());
                match merged.get_mut(at).and_then(|other| other.get_mut(var)) {
                    Some(other) => {
                        for (other, own) in
                            other.iter_mut().zip(cube.get(var).into_iter().flatten())
                        {
                            *other |= own;
                        }
                    }
                    None => merged.push(cube),
                }
            }
            *cubes = merged;
        }
        if cubes.len() == before {
            return;
        }
    }
}

/// Allows every value that still leads to `leaf` only: the later variables first, so that what a
/// row says is said of the household and the person before the hospital.
fn widen(diagram: &Diagram, leaf: u32, cube: &mut Cube) {
    for var in (0..cube.len()).rev() {
        let Some(before) = cube.get(var).cloned() else { continue };
        if is_all(&before) {
            continue;
        }
        let mut try_out = |allowed: Vec<bool>| {
            let Some(slot) = cube.get_mut(var) else { return false };
            let kept = std::mem::replace(slot, allowed);
            let good = only(diagram, leaf, cube);
            if !good && let Some(slot) = cube.get_mut(var) {
                *slot = kept;
            }
            good
        };
        if try_out(vec![true; before.len()]) {
            continue;
        }
        let mut allowed = before;
        for value in 0..allowed.len() {
            let mut wider = allowed.clone();
            if let Some(slot) = wider.get_mut(value)
                && !*slot
            {
                *slot = true;
                if try_out(wider.clone()) {
                    allowed = wider;
                }
            }
        }
    }
}

/// Whether every combination of the cube leads to `leaf`.
fn only(diagram: &Diagram, leaf: u32, cube: &Cube) -> bool {
    let mut seen: HashMap<Ref, bool> = HashMap::new();
    only_from(diagram, diagram.root(), leaf, cube, &mut seen)
}

fn only_from(
    diagram: &Diagram,
    at: Ref,
    leaf: u32,
    cube: &Cube,
    seen: &mut HashMap<Ref, bool>,
) -> bool {
    if let Some(found) = at.as_leaf() {
        return found == leaf;
    }
    if let Some(&known) = seen.get(&at) {
        return known;
    }
    let Some((var, branches)) = diagram.open(at) else { return false };
    let allowed = cube.get(usize::from(var)).into_iter().flatten();
    let good = branches
        .iter()
        .zip(allowed)
        .all(|(&to, allowed)| !allowed || only_from(diagram, to, leaf, cube, seen));
    seen.insert(at, good);
    good
}

/// Takes out the cubes that the others cover, those that say most first.
fn needed(mut cubes: Vec<Cube>) -> Result<Vec<Cube>, TooLarge> {
    let size = |cube: &Cube| cube.iter().filter(|allowed| !is_all(allowed)).count();
    let mut order: Vec<usize> = (0..cubes.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(cubes.get(at).map_or(0, size)));
    let mut dropped = vec![false; cubes.len()];
    for at in order {
        let others = cubes
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != at && !dropped.get(*other).copied().unwrap_or(false));
        let mut union = Diagram::constant(0);
        for (_, other) in others {
            union = product(&[&union, &diagram(other)], &[], MOST, |leaves| {
                leaves.iter().copied().max().unwrap_or(0)
            })?;
        }
        if cubes.get(at).is_some_and(|cube| only(&union, 1, cube))
            && let Some(slot) = dropped.get_mut(at)
        {
            *slot = true;
        }
    }
    let mut dropped = dropped.into_iter();
    cubes.retain(|_| !dropped.next().unwrap_or(false));
    Ok(cubes)
}

/// Leaf 1 inside the cube, leaf 0 outside.
fn diagram(cube: &Cube) -> Diagram {
    let mut builder = Builder::default();
    let mut at = Ref::leaf(1);
    for (var, allowed) in cube.iter().enumerate().rev() {
        let (Ok(var), false) = (Var::try_from(var), is_all(allowed)) else { continue };
        let branches: Vec<Ref> =
            allowed.iter().map(|allowed| if *allowed { at } else { Ref::leaf(0) }).collect();
        at = builder.node(var, &branches);
    }
    builder.finish(at)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::counted::combinations;

    const DOMAINS: [usize; 4] = [2, 3, 2, 4];

    /// Every combination of values, the last variable's fastest.
    fn all(domains: &[usize]) -> Vec<Vec<u8>> {
        domains.iter().fold(vec![vec![]], |all: Vec<Vec<u8>>, &domain| {
            all.iter()
                .flat_map(|before| {
                    (0..u8::try_from(domain).unwrap())
                        .map(move |value| [before.as_slice(), &[value]].concat())
                })
                .collect()
        })
    }

    /// The diagram with these leaves.
    fn build(table: &[u32], domains: &[usize]) -> Diagram {
        let mut so_far = Diagram::constant(0);
        for (combination, &leaf) in all(domains).iter().zip(table) {
            let cube: Cube = combination
                .iter()
                .zip(domains)
                .map(|(value, domain)| (0..*domain).map(|own| own == usize::from(*value)).collect())
                .collect();
            so_far = product(&[&so_far, &diagram(&cube)], &[], 100_000, |leaves| {
                if leaves[1] == 1 { leaf } else { leaves[0] }
            })
            .unwrap();
        }
        so_far
    }

    fn holds(cube: &Cube, combination: &[u8]) -> bool {
        cube.iter().zip(combination).all(|(allowed, value)| allowed[usize::from(*value)])
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn cubes_cover_exactly_the_combinations_of_their_leaf(
            table in prop::collection::vec(0u32..3, 48),
        ) {
            let diagram = build(&table, &DOMAINS);
            for leaf in 0..3 {
                let found = cubes(&diagram, leaf, &DOMAINS).unwrap();
                let apart = disjoint(&diagram, leaf, &DOMAINS).unwrap();
                prop_assert!(found.len() <= apart.len());
                prop_assert_eq!(Paths::to(&diagram, leaf).count(), apart.len() as u128);
                let tested = diagram.support();
                let free: u128 = (0..4).filter(|var| !tested.contains(var)).map(|var| DOMAINS[usize::from(var)] as u128).product();
                let led = table.iter().filter(|own| **own == leaf).count() as u128;
                prop_assert_eq!(combinations(&diagram, leaf, &DOMAINS) * free, led);
                for (combination, own) in all(&DOMAINS).iter().zip(&table) {
                    prop_assert_eq!(found.iter().any(|cube| holds(cube, combination)), *own == leaf);
                    prop_assert_eq!(apart.iter().filter(|cube| holds(cube, combination)).count(), usize::from(*own == leaf));
                }
                for (at, cube) in found.iter().enumerate() {
                    let alone = all(&DOMAINS).iter().any(|combination| {
                        holds(cube, combination)
                            && !found.iter().enumerate().any(|(other, cube)| other != at && holds(cube, combination))
                    });
                    prop_assert!(alone, "a row that the others say already");
                }
            }
        }
    }

    #[test]
    fn paths_that_are_too_many_are_counted_and_not_listed() {
        let mut builder = Builder::default();
        let [even, _] = parity(&mut builder, 0..40, [Ref::leaf(0), Ref::leaf(1)]);
        let parity = builder.finish(even);
        assert_eq!(Paths::to(&parity, 1).count(), 1 << 39);
        assert_eq!(combinations(&parity, 1, &[2; 40]), 1 << 39);
        assert!(disjoint(&parity, 1, &[2; 40]).is_err() && cubes(&parity, 1, &[2; 40]).is_err());
    }

    /// Two nodes, for whether an even or an odd number of these variables are 1 on the way to `even` and `odd`.
    fn parity(
        builder: &mut Builder,
        vars: std::ops::Range<Var>,
        [even, odd]: [Ref; 2],
    ) -> [Ref; 2] {
        vars.rev().fold([even, odd], |[even, odd], var| {
            [builder.node(var, &[even, odd]), builder.node(var, &[odd, even])]
        })
    }

    #[test]
    fn exactly_as_many_paths_as_may_be_listed_are() {
        // 2^5 ways through a parity of six, each with 5^4 through a sum of five digits that 5 divides.
        let mut builder = Builder::default();
        let mut sums: Vec<Ref> = (0..5).map(|rest| Ref::leaf(u32::from(rest == 0))).collect();
        for var in (6..11).rev() {
            let digit = |sum: usize| (0..5).map(|own| sums[(sum + own) % 5]).collect::<Vec<_>>();
            let digits: Vec<Vec<Ref>> = (0..5).map(digit).collect();
            sums = digits.iter().map(|digits| builder.node(var, digits)).collect();
        }
        let [even, _] = parity(&mut builder, 0..6, [Ref::leaf(0), sums[0]]);
        let diagram = builder.finish(even);
        let domains = [2, 2, 2, 2, 2, 2, 5, 5, 5, 5, 5];
        assert_eq!(disjoint(&diagram, 1, &domains).unwrap().len(), MOST_PATHS);
    }

    #[test]
    fn many_rows_are_joined_and_not_searched_for_the_fewest() {
        // An odd number of nine; or the first with the last.
        let mut builder = Builder::default();
        let last = builder.node(10, &[Ref::leaf(0), Ref::leaf(1)]);
        let [without, _] = parity(&mut builder, 1..10, [Ref::leaf(0), Ref::leaf(1)]);
        let [with, _] = parity(&mut builder, 1..10, [last, Ref::leaf(1)]);
        let root = builder.node(0, &[without, with]);
        let diagram = builder.finish(root);
        // 2^8 odd ways without the first, the same with it, 2^8 even ways with it and the last.
        assert_eq!(disjoint(&diagram, 1, &[2; 11]).unwrap().len(), 768);
        assert_eq!(cubes(&diagram, 1, &[2; 11]).unwrap().len(), 512, "the odd ways are one");
    }

    #[test]
    fn a_row_allows_every_value_that_leads_to_its_leaf_too() {
        // The first is 0; or it is 1 and the second is 0.
        let diagram = build(&[1, 1, 1, 0, 0, 0], &[3, 2]);
        let row = |first: [u8; 3], second: [u8; 2]| -> Cube {
            [&first[..], &second].map(|set| set.iter().map(|own| *own == 1).collect()).into()
        };
        let rows = [row([1, 0, 0], [1, 1]), row([1, 1, 0], [1, 0])];
        assert_eq!(cubes(&diagram, 1, &[3, 2]).unwrap(), rows);
    }

    #[test]
    fn the_rows_that_say_most_are_the_first_to_go() {
        // Were the plainest rows taken out first, it would be five.
        let diagram = build(&[0, 1, 1, 0, 1, 1, 1, 0, 1, 1, 1, 0, 1, 0, 1, 0], &[2; 4]);
        assert_eq!(cubes(&diagram, 1, &[2; 4]).unwrap().len(), 4);
    }

    #[test]
    fn what_any_of_three_gives_is_three_plain_rows() {
        let domains = [2, 2, 2];
        let any = |cube: [bool; 3]| -> Cube { cube.iter().map(|set| vec![!set, true]).collect() };
        let parts: Vec<Diagram> =
            (0..3).map(|at| diagram(&any([at == 0, at == 1, at == 2]))).collect();
        let parts: Vec<&Diagram> = parts.iter().collect();
        let joint =
            product(&parts, &[], 100, |leaves| leaves.iter().copied().max().unwrap()).unwrap();
        let mut found = cubes(&joint, 1, &domains).unwrap();
        found.sort();
        assert_eq!(
            found,
            [any([true, false, false]), any([false, true, false]), any([false, false, true])]
                .map(|c| c)
                .into_iter()
                .collect::<std::collections::BTreeSet<_>>()
                .into_iter()
                .collect::<Vec<_>>()
        );
    }
}
