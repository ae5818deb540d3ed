//! Two versions of a policy over one list of variables.

use std::collections::HashMap;

use mingbai_core::case::set_readings;
use mingbai_core::kernel::diagram::{Diagram, Ref, TooLarge, UNKNOWN, Var, product};
use mingbai_core::policy::Policy;
use mingbai_plain::variables::{Named, NamedKind};

/// The leaf of what a version cannot state: a value that its fact does not have.
pub const NO_SUCH_VALUE: u32 = 0xf_ffff;

/// How large a diagram may grow on the way.
const MOST: usize = 2_000_000;

/// The variables of both versions: the facts of the old one in its order, each followed by what is
/// new after it.
pub fn variables(old: &Policy, new: &Policy) -> Vec<Named> {
    let of = |policy: &Policy| -> Vec<Named> {
        let count = Var::try_from(policy.data().variables.len()).unwrap_or(Var::MAX);
        let all = (0..count).filter_map(|var| Named::of(policy, var));
        all.filter(|named| named.kind != NamedKind::Reading).collect()
    };
    let mut common = of(old);
    let mut place = 0;
    for named in of(new) {
        if let Some((at, own)) = common.iter_mut().enumerate().find(|(_, own)| alike(own, &named)) {
            join(&mut own.kind, &named.kind);
            place = at + 1;
        } else {
            common.insert(place.min(common.len()), named);
            place += 1;
        }
    }
    common
}

/// Whether two variables stand for one thing.
fn alike(one: &Named, other: &Named) -> bool {
    one.id == other.id
        && match (&one.kind, &other.kind) {
            (NamedKind::Choice(_), NamedKind::Choice(_))
            | (NamedKind::Number { .. }, NamedKind::Number { .. })
            | (NamedKind::Flag, NamedKind::Flag) => true,
            (NamedKind::Member(one), NamedKind::Member(other)) => one == other,
            _ => false,
        }
}

/// Values, cuts and bounds of both.
fn join(own: &mut NamedKind, other: &NamedKind) {
    match (own, other) {
        (NamedKind::Choice(own), NamedKind::Choice(other)) => {
            let new: Vec<String> =
                other.iter().filter(|value| !own.contains(value)).cloned().collect();
            own.extend(new);
        }
        (
            NamedKind::Number { min, max, cuts, .. },
            NamedKind::Number { min: other_min, max: other_max, cuts: other, .. },
        ) => {
            // Past a version's own bounds it has no answer: the bounds are cuts too.
            if min != other_min {
                cuts.push((*min).max(*other_min));
            }
            if max != other_max {
                cuts.push((*max).min(*other_max) + 1);
            }
            *min = (*min).min(*other_min);
            *max = (*max).max(*other_max);
            cuts.extend(other);
            cuts.sort_unstable();
            cuts.dedup();
        }
        _ => {}
    }
}

/// A version seen over the common variables.
pub struct Aligned<'v> {
    /// For each of its own variables: the common one, and its own value for each common value.
    places: Vec<Option<(Var, Vec<Option<u8>>)>>,
    /// The readings as taken, everything else not known.
    readings: Vec<u8>,
    common: &'v [Named],
}

impl<'v> Aligned<'v> {
    /// `policy` over the variables `common`.
    pub fn new(policy: &Policy, common: &'v [Named]) -> Self {
        let count = Var::try_from(policy.data().variables.len()).unwrap_or(Var::MAX);
        let place = |var: Var| {
            let own = Named::of(policy, var)?;
            let at = common.iter().position(|named| alike(named, &own))?;
            let values = own_values(&common.get(at)?.kind, &own.kind);
            Some((Var::try_from(at).ok()?, values))
        };
        let mut readings = vec![UNKNOWN; usize::from(count)];
        set_readings(policy, &mut readings, &[]);
        Self { places: (0..count).map(place).collect(), readings, common }
    }

    /// One of the version's diagrams over the common variables, the readings as taken. A value its
    /// fact does not have leads to [`NO_SUCH_VALUE`].
    ///
    /// # Errors
    /// [`TooLarge`] if the order of the variables changed so much that it grows past all bounds.
    pub fn diagram(&self, own: &Diagram) -> Result<Diagram, TooLarge> {
        let own = own.restrict(&self.readings);
        let mut made: HashMap<Ref, Diagram> = HashMap::new();
        self.make(&own, own.root(), &mut made)
    }

    fn make(
        &self,
        own: &Diagram,
        at: Ref,
        made: &mut HashMap<Ref, Diagram>,
    ) -> Result<Diagram, TooLarge> {
        if let Some(leaf) = at.as_leaf() {
            return Ok(Diagram::constant(leaf));
        }
        if let Some(known) = made.get(&at) {
            return Ok(known.clone());
        }
        let Some((var, branches)) = own.open(at) else { return Ok(Diagram::constant(0)) };
        let Some(Some((common, values))) = self.places.get(usize::from(var)) else {
            return Ok(Diagram::constant(NO_SUCH_VALUE));
        };
        let domain = self.common.get(usize::from(*common)).map_or(2, Named::values);
        let domain = u8::try_from(domain).unwrap_or(u8::MAX);
        let mut joined = Diagram::constant(NO_SUCH_VALUE);
        // A branch at a time, so that a fact of many values stays a product of three.
        for (value, branch) in (0_u8..).zip(branches) {
            let below = self.make(own, *branch, made)?;
            let taken = Diagram::single(*common, domain, |common| {
                u32::from(values.get(usize::from(common)) == Some(&Some(value)))
            });
            joined = product(&[&taken, &below, &joined], &[], MOST, |leaves| match *leaves {
                [1, below, _] => below,
                [_, _, joined] => joined,
                _ => 0,
            })?;
        }
        made.insert(at, joined.clone());
        Ok(joined)
    }
}

/// A version's own value for each common one.
fn own_values(common: &NamedKind, own: &NamedKind) -> Vec<Option<u8>> {
    let index = |at: usize| u8::try_from(at).ok();
    match (common, own) {
        (NamedKind::Choice(common), NamedKind::Choice(own)) => common
            .iter()
            .map(|value| own.iter().position(|own| own == value).and_then(index))
            .collect(),
        (
            NamedKind::Number { min, cuts, .. },
            NamedKind::Number { min: least, max: most, cuts: own, .. },
        ) => {
            let starts = [*min].into_iter().chain(cuts.iter().copied());
            starts
                .map(|start| {
                    let inside = (*least..=*most).contains(&start);
                    inside.then(|| index(own.partition_point(|&cut| cut <= start))).flatten()
                })
                .collect()
        }
        _ => vec![Some(0), Some(1)],
    }
}
