//! How many steps a settlement may still take: a case that would take too long is refused, whatever the machine.

use crate::kernel::diagram::TooLarge;

/// What a step goes through, as many parts for each layer: of more, fewer steps are allowed.
const STEP: usize = 48;

/// The steps of a settlement: how many were taken, and how many it may take.
pub(super) struct Budget {
    taken: usize,
    most: usize,
}

impl Budget {
    /// `most` steps; fewer where each goes through more than [`STEP`], by the parts of a settlement and its layers.
    pub fn new(most: usize, parts: usize, layers: usize) -> Self {
        let longer = (parts * (layers + 1)).max(STEP);
        Self { taken: 0, most: most.saturating_mul(STEP) / longer }
    }

    /// Takes a step. `waiting`: how many what waits for missing figures counts for so far.
    ///
    /// # Errors
    /// [`TooLarge`] past the steps allowed.
    pub fn step(&mut self, waiting: usize) -> Result<(), TooLarge> {
        self.taken += 1;
        if self.taken + waiting > self.most { Err(TooLarge { most: self.most }) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many steps are taken before one is refused.
    fn taken(mut budget: Budget, waiting: usize) -> usize {
        (0..10_000).take_while(|_| budget.step(waiting).is_ok()).count()
    }

    #[test]
    fn as_many_steps_are_taken_as_are_allowed_and_no_more() {
        assert_eq!(taken(Budget::new(100, 5, 3), 0), 100);
        assert_eq!(taken(Budget::new(100, 5, 3), 30), 70);
        assert_eq!(Budget::new(100, 5, 3).step(100), Err(TooLarge { most: 100 }));
    }

    #[test]
    fn the_more_a_step_goes_through_the_fewer_are_allowed() {
        // 12 parts for each of three layers and what is left to the patient are a step.
        assert_eq!(taken(Budget::new(100, 12, 3), 0), 100);
        assert_eq!(taken(Budget::new(100, 24, 3), 0), 50);
        assert_eq!(taken(Budget::new(100, 24, 7), 0), 25);
    }
}
