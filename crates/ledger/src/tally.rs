//! What came of a ledger, counted.

use mingbai_core::answer::Status;
use mingbai_core::answer::decision::Decision;

use crate::answering::Answering;

/// How often what was answered.
pub struct Tally {
    /// By provision.
    pub provisions: Vec<Counts>,
    /// Rows whose premium needs a missing figure.
    pub no_figures: u64,
}

/// How often one provision came to what.
#[derive(Clone)]
pub struct Counts {
    /// Rows to which it gives something.
    pub granted: u64,
    /// Rows to which it gives nothing.
    pub refused: u64,
    /// Rows for which it is open.
    pub open: u64,
    /// By fact: the rows whose verdict is open because it is missing.
    pub wants: Vec<u64>,
}

impl Counts {
    /// Counts so many more rows with this decision.
    pub fn add(&mut self, decision: &Decision, rows: u64) {
        match decision.status {
            Status::Granted => self.granted += rows,
            Status::Refused => self.refused += rows,
            Status::Open => self.open += rows,
            Status::Stated => {}
        }
        for &fact in decision.asks.iter().filter(|_| decision.status == Status::Open) {
            if let Some(count) = self.wants.get_mut(usize::from(fact)) {
                *count += rows;
            }
        }
    }
}

impl Tally {
    /// Nothing counted yet.
    pub fn new(answering: &Answering<'_>) -> Self {
        let wants = vec![0; answering.facts.len()];
        let none = Counts { granted: 0, refused: 0, open: 0, wants };
        Self { provisions: vec![none; answering.provisions.len()], no_figures: 0 }
    }

    /// Counts what another worker counted.
    pub fn join(&mut self, other: &Self) {
        self.no_figures += other.no_figures;
        for (counts, other) in self.provisions.iter_mut().zip(&other.provisions) {
            counts.granted += other.granted;
            counts.refused += other.refused;
            counts.open += other.open;
            for (count, other) in counts.wants.iter_mut().zip(&other.wants) {
                *count += other;
            }
        }
    }
}
