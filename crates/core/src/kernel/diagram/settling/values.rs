//! The values of the facts that settle a leaf: as many as will do together.

use super::{Fact, Values, Way};
use crate::kernel::diagram::{Diagram, Ref, Var};

/// A variable with the values it may have, rising.
type Allowed = (Var, Vec<u8>);

/// The way through `settling`, which is leaf 1 where the facts it tests settle the matter: the first path
/// to leaf 1, then from its last variable to its first all values that do together with those of
/// the others. `more` if other facts do as well.
pub(super) fn widest(settling: &Diagram, more: bool, fact: &dyn Fn(Var) -> Fact) -> Way {
    let mut values: Vec<Allowed> = Vec::new();
    let mut at = settling.root();
    while let Some((var, branches)) = settling.open(at) {
        let does = |&(_, &to): &(u8, &Ref)| to != Ref::leaf(0);
        let mut each = (0..).zip(branches).filter(does);
        let first = match fact(var).values {
            Values::YesOrNo => each.last(),
            Values::Named | Values::Rising => each.next(),
        };
        let Some((value, &to)) = first else { break };
        values.push((var, vec![value]));
        at = to;
    }
    for place in (0..values.len()).rev() {
        widen(settling, &mut values, place, fact);
    }
    values.retain(|(var, allowed)| allowed.len() < usize::from(domain(settling, *var)));
    let more = more || !is_just(settling, &values);
    Way { values, more }
}

/// Whether leaf 1 of `settling` is reached by these values alone: one node for each variable, whose values go on to
/// the same place, and no other value does.
fn is_just(settling: &Diagram, values: &[Allowed]) -> bool {
    let just = |(var, branches): (Var, &[Ref])| {
        let allowed = allowed(values, var).unwrap_or_default();
        let on = allowed.first().and_then(|&value| branches.get(usize::from(value)));
        (0..).zip(branches).all(|(value, &to)| {
            let wanted = if allowed.contains(&value) { on.copied() } else { Some(Ref::leaf(0)) };
            Some(to) == wanted
        })
    };
    let mut nodes = (0..settling.len()).filter_map(|index| settling.open(Ref::node(index)));
    settling.len() == values.len() && nodes.all(just)
}

fn allowed(values: &[Allowed], var: Var) -> Option<&[u8]> {
    values.iter().find(|(own, _)| *own == var).map(|(_, allowed)| allowed.as_slice())
}

/// How many values a variable has that the diagram tests.
fn domain(diagram: &Diagram, var: Var) -> u8 {
    let mut nodes = (0..diagram.len()).filter_map(|index| diagram.open(Ref::node(index)));
    let branches = nodes.find(|&(own, _)| own == var).map_or(0, |(_, branches)| branches.len());
    u8::try_from(branches).unwrap_or(u8::MAX)
}

/// The values that go the same way, together, and where they go; the preferred ones first. Intervals are together where
/// they are one piece.
fn groups(branches: &[Ref], values: Values) -> Vec<(Vec<u8>, Ref)> {
    let mut groups: Vec<(Vec<u8>, Ref)> = Vec::new();
    for (value, &to) in (0..).zip(branches) {
        let group = match values {
            Values::Rising => groups.last_mut().filter(|(_, own)| *own == to),
            Values::Named | Values::YesOrNo => groups.iter_mut().find(|(_, own)| *own == to),
        };
        match group {
            Some((group, _)) => group.push(value),
            None => groups.push((vec![value], to)),
        }
    }
    if values == Values::YesOrNo {
        groups.reverse();
    }
    groups
}

/// Gives the variable at `place`, of one value, every other value that does together with those that the
/// others have; of intervals those in one piece with it.
fn widen(settling: &Diagram, values: &mut [Allowed], place: usize, fact: &dyn Fn(Var) -> Fact) {
    let Some((var, own)) = values.get(place).cloned() else { return };
    let &[value] = own.as_slice() else { return };
    let mut does = |other: u8| {
        if let Some(slot) = values.get_mut(place).and_then(|(_, allowed)| allowed.first_mut()) {
            *slot = other;
        }
        always(settling, values)
    };
    let domain = domain(settling, var);
    let wide: Vec<u8> = match fact(var).values {
        Values::Rising => {
            let from = (0..value).rev().take_while(|&other| does(other)).last().unwrap_or(value);
            let to =
                (value..domain).skip(1).take_while(|&other| does(other)).last().unwrap_or(value);
            (from..=to).collect()
        }
        Values::Named | Values::YesOrNo => {
            (0..domain).filter(|&other| other == value || does(other)).collect()
        }
    };
    if let Some((_, allowed)) = values.get_mut(place) {
        *allowed = wide;
    }
}

/// Whether every choice among the values leads to leaf 1.
fn always(settling: &Diagram, values: &[Allowed]) -> bool {
    let mut met = vec![false; settling.len()];
    let mut open = vec![settling.root()];
    while let Some(at) = open.pop() {
        if at == Ref::leaf(0) {
            return false;
        }
        let (Some((var, branches)), Some(node)) = (settling.open(at), at.as_node()) else {
            continue;
        };
        if met.get_mut(node).is_none_or(|met| std::mem::replace(met, true)) {
            continue;
        }
        let allowed = allowed(values, var);
        let branches = (0..).zip(branches);
        open.extend(
            branches
                .filter(|(value, _)| allowed.is_none_or(|allowed| allowed.contains(value)))
                .map(|(_, &to)| to),
        );
    }
    true
}

/// The path to `leaf` with the fewest facts, then the fewest variables, then the first values. Each
/// variable has all the values that go the same way; of intervals those in one piece.
pub(super) fn shortest_path(diagram: &Diagram, leaf: u32, fact: &dyn Fn(Var) -> Fact) -> Way {
    // From each node: facts, variables, and whether more than one path is as short.
    let mut lengths: Vec<Option<(usize, usize, bool)>> = Vec::with_capacity(diagram.len());
    let below = |lengths: &[Option<(usize, usize, bool)>], var: Var, to: Ref| {
        if let Some(own) = to.as_leaf() {
            return (own == leaf).then_some((1, 1, false));
        }
        let (facts, variables, more) = lengths.get(to.as_node()?).copied().flatten()?;
        let same = diagram.open(to).is_some_and(|(next, _)| fact(next).id == fact(var).id);
        Some((facts + usize::from(!same), variables + 1, more))
    };
    for index in 0..diagram.len() {
        let mut best: Option<(usize, usize, bool)> = None;
        let (var, branches) = diagram.open(Ref::node(index)).unwrap_or_default();
        for (_, to) in groups(branches, fact(var).values) {
            let Some((facts, variables, more)) = below(&lengths, var, to) else { continue };
            let (length, shown) =
                ((facts, variables), best.map(|(facts, length, _)| (facts, length)));
            if shown.is_none_or(|shown| length < shown) {
                best = Some((facts, variables, more));
            } else if shown == Some(length) {
                best = Some((facts, variables, true));
            }
        }
        lengths.push(best);
    }
    let mut values = Vec::new();
    let mut at = diagram.root();
    let more = at.as_node().and_then(|at| lengths.get(at).copied().flatten());
    while let Some((var, branches)) = diagram.open(at) {
        let length = |to: Ref| below(&lengths, var, to).map(|(facts, length, _)| (facts, length));
        let groups = groups(branches, fact(var).values).into_iter();
        let shortest = groups.filter_map(|(group, to)| Some((length(to)?, group, to)));
        let Some((_, group, to)) = shortest.min_by_key(|&(length, ..)| length) else { break };
        values.push((var, group));
        at = to;
    }
    Way { values, more: more.is_some_and(|(.., more)| more) }
}
