//! Hints on hospital bills: questions worth asking, of commitments and duties; no claims.

use crate::case::{Admission, Assignment};
use crate::kernel::money::Percent;
use crate::policy::outcome::Outcome;
use crate::policy::{Policy, Row, Table};

/// A hint on one bill; all by index.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BillHint {
    /// The provision that gives it.
    pub provision: u16,
    /// The bill.
    pub admission: usize,
    /// The row that gives it, in whose words it is told: an index in [`Table::rows`].
    pub row: u32,
    /// The readings it depends on, were they open.
    pub readings: Vec<u16>,
}

/// The hints on a person's bills that are given whatever is not known, each bill judged with its own facts.
pub fn hints(policy: &Policy, person: &Assignment<'_>, bills: &[Admission]) -> Vec<BillHint> {
    let mut hints = Vec::new();
    let own = policy.admission_variables();
    let own = usize::from(own.start)..usize::from(own.end);
    let judged = |person: &[u8], bill: &Admission| {
        let mut known = person.to_vec();
        if let (Some(slots), Some(bill)) = (known.get_mut(own.clone()), bill.known.get(own.clone()))
        {
            slots.copy_from_slice(bill);
        }
        known
    };
    for (provision, own) in (0..).zip(&policy.data().provisions) {
        let Some(table) = own.table.as_ref().filter(|_| own.is_stated()) else { continue };
        for (admission, bill) in bills.iter().enumerate() {
            let rows = table.by_row.reachable(&judged(&person.read, bill));
            let meant = |&row: &u32| {
                table.rows.get(row as usize).is_some_and(|row| is_for(table, row, bill))
            };
            if let Some(&row) = rows.first().filter(|_| rows.iter().all(meant)) {
                let resting = table.by_row.restrict(&judged(&person.open, bill)).support();
                let readings = policy.readings_of(resting).collect();
                hints.push(BillHint { provision, admission, row, readings });
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
    let total = inside.plus(outside);
    Percent::WHOLE.of(outside) > hint.out_of_scope_above.of(total)
}
