//! Figures and entries of a bill that nobody has given.

/// Something that an amount depends on and nobody has said, by index.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unknown {
    /// A fact of the person or the household.
    Fact(u16),
    /// A fact of an admission: which one, from 0, and the fact.
    OfAdmission(usize, u16),
    /// A figure, or an entry of a bill.
    Figure(Figure),
}

/// A figure or an entry of the bill, by its place.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Figure {
    /// `admissions[i].in_scope`
    InScope(u32),
    /// `admissions[i].out_of_scope`
    OutOfScope(u32),
    /// `figures.contribution.TIER`
    Contribution(u8),
    /// `figures.basic.deductible.LEVEL`
    BasicDeductible(u8),
    /// `figures.basic.rate.TIER.LEVEL`
    BasicRate(u8, u8),
    /// `figures.basic.cap.TIER`
    BasicCap(u8),
    /// `figures.major_illness.deductible`
    MajorDeductible,
    /// `figures.major_illness.bands`
    MajorBands,
    /// `figures.major_illness.bands_from`
    MajorBandsFrom,
    /// `figures.major_illness.cap`
    MajorCap,
    /// `figures.assistance.cap`
    AssistanceCap,
}

impl Figure {
    /// A word that no other figure has.
    pub(crate) fn key(self) -> u32 {
        let (tag, index) = match self {
            Self::InScope(index) => (0, index),
            Self::OutOfScope(index) => (1, index),
            Self::Contribution(at) => (2, u32::from(at)),
            Self::BasicDeductible(at) => (3, u32::from(at)),
            Self::BasicRate(of, at) => (4, u32::from(of) << 8 | u32::from(at)),
            Self::BasicCap(at) => (5, u32::from(at)),
            Self::MajorDeductible => (6, 0),
            Self::MajorBands => (7, 0),
            Self::MajorBandsFrom => (8, 0),
            Self::MajorCap => (9, 0),
            Self::AssistanceCap => (10, 0),
        };
        tag << 26 | index
    }
}

/// Missing figures, each once, in their order.
#[derive(Default)]
pub struct Missing(Vec<Figure>);

impl Missing {
    /// Adds `figures`.
    pub(crate) fn add(&mut self, figures: &[Figure]) {
        for figure in figures {
            if let Err(place) = self.0.binary_search(figure) {
                self.0.insert(place, *figure);
            }
        }
    }

    /// The figures.
    pub fn figures(&self) -> &[Figure] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_figure_has_a_key_of_its_own() {
        let mut all = vec![
            Figure::MajorDeductible,
            Figure::MajorBands,
            Figure::MajorBandsFrom,
            Figure::MajorCap,
            Figure::AssistanceCap,
        ];
        all.extend((0..300).flat_map(|bill| [Figure::InScope(bill), Figure::OutOfScope(bill)]));
        for at in 0..=u8::MAX {
            all.extend([
                Figure::Contribution(at),
                Figure::BasicDeductible(at),
                Figure::BasicCap(at),
            ]);
            all.extend((0..=u8::MAX).map(|level| Figure::BasicRate(at, level)));
        }
        let keys: BTreeSet<u32> = all.iter().map(|figure| figure.key()).collect();
        assert_eq!(keys.len(), all.len());
        // A rate's is past any percentage in hundredths: formulas tell the two apart by it.
        assert!(Figure::BasicRate(0, 0).key() > 10_000);
    }
}
