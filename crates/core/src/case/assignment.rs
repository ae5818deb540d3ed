//! What is known of one person, as values of the policy's variables.

use super::facts::Facts;
use crate::kernel::diagram::UNKNOWN;
use crate::policy::{Policy, Variable};

/// What is known of one person, as values of the policy's variables, with and without the readings.
pub struct Assignment<'c> {
    /// The facts themselves.
    pub facts: &'c Facts,
    /// Every known fact; the readings open.
    pub open: Vec<u8>,
    /// Every known fact; the readings set.
    pub read: Vec<u8>,
}

impl<'c> Assignment<'c> {
    /// What `facts` say, with the case's readings.
    pub fn new(policy: &Policy, facts: &'c Facts, readings: &[(u16, u8)]) -> Self {
        let open = facts.assign(policy, |_| true);
        let mut read = open.clone();
        set_readings(policy, &mut read, readings);
        Self { facts, open, read }
    }

    /// What is known apart from the facts of a planned admission; the readings set. Each admission is
    /// judged with its own.
    pub fn without_admission(&self, policy: &Policy) -> Vec<u8> {
        let mut known = self.read.clone();
        let own = policy.admission_variables();
        if let Some(own) = known.get_mut(usize::from(own.start)..usize::from(own.end)) {
            own.fill(UNKNOWN);
        }
        known
    }
}

/// Sets the reading variables: as taken, unless the case takes the other one.
pub fn set_readings(policy: &Policy, known: &mut [u8], readings: &[(u16, u8)]) {
    for (slot, variable) in known.iter_mut().zip(&policy.data().variables) {
        if matches!(variable, Variable::Reading { .. }) {
            *slot = 1;
        }
    }
    for &(var, value) in readings {
        if let Some(slot) = known.get_mut(usize::from(var)) {
            *slot = value;
        }
    }
}
