//! What settlement sheets say that layers paid, beside what the rules give.

use crate::amounts::amount::Amount;
use crate::amounts::ranges::Range;
use crate::amounts::settlement::Stated;
use crate::kernel::money::Money;

/// One payment on a settlement sheet, over all completions of what is not known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Check {
    /// The admission, from 0.
    pub admission: usize,
    /// The layer.
    pub layer: u8,
    /// What the sheet says.
    pub paid: Money,
    /// What the rules give; null where a figure is missing or a clause leaves it to be looked up.
    pub due: Range,
    /// Whether the two differ: in every completion, in none, or nothing where only in some or where it
    /// cannot be computed. More than a floor is no difference.
    pub differs: Option<bool>,
    /// In every completion the sheet says more than earlier layers left of the bill: the most they left.
    pub exceeds: Option<Money>,
}

impl Check {
    /// Adds what one completion of an admission states; `checks` rise by admission and layer.
    pub(super) fn add(checks: &mut Vec<Self>, admission: usize, stated: Stated) {
        let Stated { layer, paid, due, floor, most } = stated;
        let known = due.and_then(Amount::known);
        let own = Self {
            admission,
            layer,
            paid,
            due: Range { least: known, most: known, floor: false },
            differs: known.map(|due| if floor { paid < due } else { paid != due }),
            exceeds: Some(most).filter(|most| paid > *most),
        };
        let place =
            checks.binary_search_by_key(&(admission, layer), |met| (met.admission, met.layer));
        match place.map(|place| checks.get_mut(place)) {
            Err(place) => checks.insert(place, own),
            Ok(None) => {}
            Ok(Some(met)) => {
                met.due = met.due.or(own.due);
                met.differs = met.differs.filter(|differs| own.differs == Some(*differs));
                met.exceeds = met.exceeds.zip(own.exceeds).map(|(one, other)| one.max(other));
            }
        }
    }
}
