//! The case that shows a finding: the fewest facts, by their names and plain values.

use mingbai_core::kernel::diagram::{Diagram, UNKNOWN, Var};
use mingbai_core::policy::vocabulary::Scope;

use serde_json::{Map, Value as Json, json};

use crate::finding::{Text, both};
use crate::variables::{Known, Variables};

/// A case for which `diagram` leads to a leaf that is `wanted`: only the variables that matter,
/// whatever the others are. `None` if there is no such case.
pub fn case(diagram: &Diagram, wanted: impl Fn(u32) -> bool) -> Option<Vec<(Var, u8)>> {
    let sought = diagram.map(|leaf| u32::from(wanted(leaf)));
    let mut case = sought.witness(|leaf| leaf == 1)?;
    let width = case.iter().map(|(var, _)| usize::from(*var) + 1).max().unwrap_or(0);
    let mut known = vec![UNKNOWN; width];
    for &(var, value) in &case {
        set(&mut known, var, value);
    }
    // Leave out what does not matter, last asked first.
    let mut kept = Vec::with_capacity(case.len());
    while let Some((var, value)) = case.pop() {
        set(&mut known, var, UNKNOWN);
        if sought.reachable(&known) != [1] {
            set(&mut known, var, value);
            kept.push((var, value));
        }
    }
    kept.reverse();
    Some(kept)
}

fn set(known: &mut [u8], var: Var, value: u8) {
    if let Some(slot) = known.get_mut(usize::from(var)) {
        *slot = value;
    }
}

/// A case that shows a finding.
#[derive(Clone, PartialEq, Debug)]
pub struct Witness {
    /// In plain words.
    pub words: Text,
    /// In the shape of a case: `facts`, `readings`, `admissions`. A share of a figure is not in it: it is no
    /// value by itself.
    pub case: Json,
}

impl Witness {
    /// The case in words and as data.
    pub fn new(case: &[(Var, u8)], variables: &Variables) -> Self {
        let (mut facts, mut readings, mut admission) = (Map::new(), Map::new(), Map::new());
        for &(var, value) in case {
            match variables.value(var, value) {
                Some(Known::Reading(id, taken)) => {
                    readings.insert(id, Json::Bool(taken));
                }
                Some(Known::Fact(fact, value)) => {
                    let own =
                        if fact.scope == Scope::Admission { &mut admission } else { &mut facts };
                    put(own, fact.id.clone(), value);
                }
                None => {}
            }
        }
        let mut whole = Map::from_iter([("facts".to_owned(), Json::Object(facts))]);
        if !readings.is_empty() {
            whole.insert("readings".to_owned(), Json::Object(readings));
        }
        if !admission.is_empty() {
            whole.insert("admissions".to_owned(), json!([admission]));
        }
        Self { words: describe(case, variables), case: Json::Object(whole) }
    }
}

/// Puts a value to a fact; the members of a set together.
fn put(facts: &mut Map<String, Json>, id: String, value: Json) {
    if let (Some(Json::Array(members)), Json::Array(more)) = (facts.get_mut(&id), &value) {
        members.extend(more.iter().cloned());
        return;
    }
    facts.insert(id, value);
}

/// A case in plain words.
pub fn describe(case: &[(Var, u8)], variables: &Variables) -> Text {
    if case.is_empty() {
        return both!("任何情形", "any case");
    }
    let parts: Vec<Text> =
        case.iter().map(|&(var, value)| variables.describe(var, value)).collect();
    let join = |parts: Vec<&str>, joint: &str| parts.join(joint);
    Text::new(
        join(parts.iter().map(|part| part.zh.as_str()).collect(), "，"),
        join(parts.iter().map(|part| part.en.as_str()).collect(), ", "),
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use mingbai_core::kernel::diagram::product;

    use super::*;

    #[test]
    fn a_case_has_only_the_variables_that_matter() {
        let flags = [0, 1, 2, 3].map(|var| Diagram::single(var, 2, u32::from));
        let parts: Vec<&Diagram> = flags.iter().collect();
        // The shortest way through the diagram asks 0 and 2; that 2 holds is enough.
        let either = product(&parts, &[], 100, |leaves| {
            let [a, b, c, d] = leaves else { return 0 };
            if *a == 1 { *c } else { (b & d) | c }
        });
        assert_eq!(case(&either.unwrap(), |leaf| leaf == 1), Some(vec![(2, 1)]));
        let both = product(&parts, &[], 100, |leaves| leaves[1] & leaves[3]).unwrap();
        assert_eq!(case(&both, |leaf| leaf == 1), Some(vec![(1, 1), (3, 1)]));
        assert_eq!(case(&both, |leaf| leaf == 2), None);
    }
}
