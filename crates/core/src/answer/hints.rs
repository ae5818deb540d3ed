//! Hints on hospital bills: questions worth asking, of commitments and duties; no claims.

use crate::case::{Admission, Assignment};
use crate::kernel::diagram::UNKNOWN;
use crate::policy::outcome::Outcome;
use crate::policy::{Policy, Row, Table};

/// A hint on one bill; all by index.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BillHint {
    /// The provision that gives it.
    pub provision: u16,
    /// The bill.
    pub admission: usize,
    /// The row that gives it, in whose words it is told: an index in [`Table::rows`].
    pub row: u32,
}

/// The hints on a person's bills that are given whatever is not known, each bill judged with its own facts.
pub fn hints(policy: &Policy, person: &Assignment<'_>, bills: &[Admission]) -> Vec<BillHint> {
    let mut hints = Vec::new();
    for (provision, own) in (0..).zip(&policy.data().provisions) {
        let Some(table) = own.table.as_ref().filter(|_| own.is_stated()) else { continue };
        for (admission, bill) in bills.iter().enumerate() {
            let mut known = person.without_admission(policy);
            for (slot, &own) in known.iter_mut().zip(&bill.known) {
                if own != UNKNOWN {
                    *slot = own;
                }
            }
            let rows = table.by_row.reachable(&known);
            let meant = |&row: &u32| {
                table.rows.get(row as usize).is_some_and(|row| is_for(table, row, bill))
            };
            if let Some(&row) = rows.first().filter(|_| rows.iter().all(meant)) {
                hints.push(BillHint { provision, admission, row });
            }
        }
    }
    hints
}

/// Whether a row gives a hint on this bill.
fn is_for(table: &Table, row: &Row, bill: &Admission) -> bool {
    let Some(Outcome::Hint(hint)) = table.outcomes.get(usize::from(row.outcome)) else {
        return false;
    };
    let (Some(inside), Some(outside)) = (bill.in_scope, bill.out_of_scope) else { return false };
    outside.exact() > hint.out_of_scope_above.of(inside.plus(outside))
}
