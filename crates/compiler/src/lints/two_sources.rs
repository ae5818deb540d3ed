//! Two provisions that give the same part of an amount: which one holds would be open.

use crate::file::gives;
use crate::file::provision::ProvisionEntry;
use crate::finding::{Report, both};

/// The rule's name.
pub const RULE: &str = "two-sources";

/// Reports parts of an amount that two provisions give.
pub fn check(provisions: &[ProvisionEntry], report: &mut Report<'_>) {
    let mut sources: Vec<(&'static str, &str)> = Vec::new();
    for provision in provisions {
        let id = provision.id.value.as_str();
        for row in &provision.rows {
            let Some(gives) = &row.gives else { continue };
            for part in gives::parts(&gives.outcome) {
                match sources.iter().find(|(own, _)| *own == part) {
                    Some((_, first)) if *first != id => {
                        let message = both!(
                            "{first} 和 {id} 都给 {part}，算钱时不知用哪个；并成一节",
                            "{first} and {id} both give {part}; an amount can have one source only: join them into one provision"
                        );
                        report.add(RULE, &row.id.span, message);
                    }
                    Some(_) => {}
                    None => sources.push((part, id)),
                }
            }
        }
    }
}
