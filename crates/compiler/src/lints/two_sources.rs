//! Two provisions that give the same part of an amount in one case: which one holds would be open.

use mingbai_core::policy::Table;

use crate::diagrams::Builder;
use crate::file::gives;
use crate::file::provision::ProvisionEntry;
use crate::finding::{Report, Text, both};
use crate::witness;

/// The rule's name.
pub const RULE: &str = "two-sources";

/// The parts that one provision gives in all cases.
const ONE_PROVISION: [&str; 2] = ["premium_aid", "contribution"];

/// Reports parts of an amount that two provisions give in one case, and those of [`ONE_PROVISION`] that two give
/// at all. `tables` are those of `provisions`.
pub fn check(
    provisions: &[ProvisionEntry],
    tables: &[Option<Table>],
    builder: &Builder<'_>,
    report: &mut Report<'_>,
) {
    for (later, provision) in provisions.iter().enumerate() {
        let id = provision.id.value.as_str();
        let mut seen: Vec<String> = Vec::new();
        for row in &provision.rows {
            let Some(given) = &row.gives else { continue };
            for part in gives::parts(&given.outcome) {
                if seen.contains(&part) {
                    continue;
                }
                for (earlier, other) in provisions.iter().enumerate().take(later) {
                    if !gives_part(other, &part) {
                        continue;
                    }
                    let first = other.id.value.as_str();
                    let pair = (tables.get(earlier), tables.get(later));
                    if ONE_PROVISION.contains(&part.as_str()) {
                        let message = both!(
                            "{first} 和 {id} 都给 {part}；它只能写在一节里，请并成一节",
                            "{first} and {id} both give {part}, which one provision gives in all cases: join them into one"
                        );
                        report.add(RULE, &row.id.span, message);
                    } else if let (Some(Some(one)), Some(Some(two))) = pair
                        && let Some(case) = both_in(one, two, &part, builder)
                    {
                        let message = both!(
                            "{first} 和 {id} 都给 {part}（{case}），算钱时不知用哪个；并成一节，或者让条件不重叠",
                            "{first} and {id} both give {part} ({case}); an amount can have one source only: join them into one provision, or keep their conditions apart";
                            case = &case
                        );
                        report.add(RULE, &row.id.span, message);
                    }
                }
                seen.push(part);
            }
        }
    }
}

fn gives_part(provision: &ProvisionEntry, part: &str) -> bool {
    let given = provision.rows.iter().filter_map(|row| row.gives.as_ref());
    given.flat_map(|given| gives::parts(&given.outcome)).any(|own| own == part)
}

/// A case in which both tables give the part.
fn both_in(one: &Table, two: &Table, part: &str, builder: &Builder<'_>) -> Option<Text> {
    let gives = |table: &Table, leaf: u32| {
        let outcome = usize::try_from(leaf).ok().and_then(|leaf| table.outcomes.get(leaf));
        outcome.is_some_and(|outcome| gives::parts(outcome).iter().any(|own| own == part))
    };
    let cases = |table: &Table| table.by_outcome.map(|leaf| u32::from(gives(table, leaf)));
    let met = builder.join(&cases(one), &cases(two), u32::min).ok()?;
    let case = witness::case(&met, |leaf| leaf == 1)?;
    Some(witness::describe(&case, builder.variables()))
}
