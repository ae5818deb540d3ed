//! The fewest facts that settle an outcome, by brute force over all sets of facts and all completions.
//! Written from docs/contract.md.

/// What the values of a variable are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// The values of a choice.
    Named,
    /// 0 no, 1 yes: a flag, or whether a set has one of its values.
    YesOrNo,
    /// The intervals of a number.
    Rising,
}

/// A variable that is not known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Unknown {
    /// Its fact: the variables of a set have the same one and stand together.
    pub fact: usize,
    /// How many values it has.
    pub size: usize,
    /// What they are.
    pub kind: Kind,
}

/// Variables with those of their values that will do, and whether there is another way as short.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fewest {
    /// By place in the list of variables; a variable whose values all do is left out.
    pub values: Vec<(usize, Vec<usize>)>,
    /// Whether other facts, or other values, do as well.
    pub more: bool,
}

/// Every combination of values, the last variable turning fastest.
pub fn combinations(sizes: &[usize]) -> Vec<Vec<usize>> {
    sizes.iter().fold(vec![vec![]], |all, &size| {
        let with =
            |before: Vec<usize>| (0..size).map(move |value| [&before[..], &[value]].concat());
        all.into_iter().flat_map(with).collect()
    })
}

/// Every set of `count` of the numbers, in order.
fn sets(numbers: &[usize], count: usize) -> Vec<Vec<usize>> {
    if count == 0 {
        return vec![vec![]];
    }
    let mut all = Vec::new();
    for (at, &first) in numbers.iter().enumerate() {
        for rest in sets(&numbers[at + 1..], count - 1) {
            all.push([&[first], &rest[..]].concat());
        }
    }
    all
}

/// The fewest facts that settle it: `right` says of each of [`combinations`] whether it is so. None where it takes
/// more than four.
pub fn fewest(unknown: &[Unknown], right: &[bool]) -> Option<Fewest> {
    let mut facts: Vec<usize> = unknown.iter().map(|one| one.fact).collect();
    facts.dedup();
    let sizes: Vec<usize> = unknown.iter().map(|one| one.size).collect();
    let all = combinations(&sizes);
    for count in 1..=4 {
        let mut found: Option<Fewest> = None;
        for chosen in sets(&facts, count) {
            let own: Vec<usize> =
                (0..unknown.len()).filter(|&at| chosen.contains(&unknown[at].fact)).collect();
            let own_sizes: Vec<usize> = own.iter().map(|&at| sizes[at]).collect();
            let mut settles = vec![true; own_sizes.iter().product()];
            for (values, right) in all.iter().zip(right) {
                let place = own.iter().fold(0, |place, &at| place * sizes[at] + values[at]);
                settles[place] &= right;
            }
            let points: Vec<Vec<usize>> = combinations(&own_sizes)
                .into_iter()
                .zip(&settles)
                .filter_map(|(point, settles)| settles.then_some(point))
                .collect();
            if points.is_empty() {
                continue;
            }
            if let Some(found) = &mut found {
                found.more = true;
                break;
            }
            let kinds: Vec<Kind> = own.iter().map(|&at| unknown[at].kind).collect();
            let wide = widest(&own_sizes, &kinds, &points);
            let shown: usize = wide.iter().map(Vec::len).product();
            let limited = |(values, &at): (Vec<usize>, &usize)| {
                (values.len() < sizes[at]).then_some((at, values))
            };
            found = Some(Fewest {
                more: shown < points.len(),
                values: wide.into_iter().zip(&own).filter_map(limited).collect(),
            });
        }
        if found.is_some() {
            return found;
        }
    }
    None
}

/// The values that do together: variable after variable, all where it makes no difference, else the first
/// that can still do; then from the last to the first all that do with those of the others.
fn widest(sizes: &[usize], kinds: &[Kind], points: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut wide: Vec<Vec<usize>> = Vec::new();
    for (at, &size) in sizes.iter().enumerate() {
        let within = |point: &&Vec<usize>| {
            wide.iter().zip(point.iter()).all(|(values, value)| values.contains(value))
        };
        let rest = |value: usize| -> Vec<&[usize]> {
            let of = points.iter().filter(within).filter(|point| point[at] == value);
            let mut rest: Vec<&[usize]> = of.map(|point| &point[at + 1..]).collect();
            rest.sort_unstable();
            rest.dedup();
            rest
        };
        let values: Vec<usize> = (0..size).collect();
        let next = if values.iter().all(|&value| rest(value) == rest(0)) {
            values
        } else {
            let able = values.into_iter().filter(|&value| !rest(value).is_empty());
            let first = if kinds[at] == Kind::YesOrNo { able.max() } else { able.min() };
            vec![first.unwrap()]
        };
        wide.push(next);
    }
    for at in (0..sizes.len()).rev() {
        let [value] = wide[at][..] else { continue };
        let does = |other: usize| {
            let mut tried = wide.clone();
            tried[at] = vec![other];
            let size = tried.iter().map(Vec::len).product::<usize>();
            let inside = |point: &&Vec<usize>| {
                tried.iter().zip(point.iter()).all(|(values, value)| values.contains(value))
            };
            points.iter().filter(inside).count() == size
        };
        let values: Vec<usize> = (0..sizes[at]).filter(|&other| does(other)).collect();
        let joined = |&other: &usize| {
            kinds[at] != Kind::Rising
                || (other.min(value)..=other.max(value)).all(|between| values.contains(&between))
        };
        wide[at] = values.iter().copied().filter(joined).collect();
    }
    wide
}
