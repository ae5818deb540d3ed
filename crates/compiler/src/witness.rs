//! The case that shows a finding: the fewest facts, by their names and plain values.

use mingbai_core::diagram::{Diagram, UNKNOWN, Var};

use crate::finding::Text;
use crate::variables::Variables;

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

/// A case in plain words.
pub fn describe(case: &[(Var, u8)], variables: &Variables) -> Text {
    if case.is_empty() {
        return Text::new("任何情形", "any case");
    }
    let parts: Vec<Text> =
        case.iter().map(|&(var, value)| variables.describe(var, value)).collect();
    let join = |parts: Vec<&str>, joint: &str| parts.join(joint);
    Text::new(
        join(parts.iter().map(|part| part.zh.as_str()).collect(), "，"),
        join(parts.iter().map(|part| part.en.as_str()).collect(), ", "),
    )
}
