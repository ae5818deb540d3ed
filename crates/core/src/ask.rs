//! What is missing and asked for: facts, entries of a bill, figures.

use serde::{Serialize, Serializer};

use crate::figures::Keys;

/// Something to ask for: a fact, a fact or an entry of an admission, a figure.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(type = "string"))]
pub enum Ask<'p> {
    /// A fact of the person or the household.
    Fact(&'p str),
    /// `admissions[i].NAME`
    OfAdmission(usize, &'p str),
    /// `figures.…`
    Figure(String),
    /// An ask of one member of a household: `members[i].…`
    OfMember(usize, Box<Ask<'p>>),
}

impl std::fmt::Display for Ask<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Fact(fact) => f.write_str(fact),
            Self::OfAdmission(index, name) => write!(f, "admissions[{index}].{name}"),
            Self::Figure(path) => write!(f, "figures.{path}"),
            Self::OfMember(index, ask) => write!(f, "members[{index}].{ask}"),
        }
    }
}

impl Serialize for Ask<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
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

/// The names of figures.
#[derive(Clone, Copy)]
pub(crate) struct Names<'p> {
    /// Who knows how tiers and hospital levels are called.
    pub(crate) keys: Keys<'p>,
}

impl<'p> Names<'p> {
    /// What to ask for where `figure` is missing.
    pub(crate) fn ask(self, figure: Figure) -> Ask<'p> {
        let keys = self.keys;
        let name = |names: &'p [String], index: u8| {
            names.get(usize::from(index)).map_or("", String::as_str)
        };
        let (tier, level) = (|index| name(keys.tiers, index), |index| name(keys.levels, index));
        Ask::Figure(match figure {
            Figure::InScope(index) => return Ask::OfAdmission(index as usize, "in_scope"),
            Figure::OutOfScope(index) => return Ask::OfAdmission(index as usize, "out_of_scope"),
            Figure::Contribution(at) => format!("contribution.{}", tier(at)),
            Figure::BasicDeductible(at) => format!("basic.deductible.{}", level(at)),
            Figure::BasicRate(of, at) => format!("basic.rate.{}.{}", tier(of), level(at)),
            Figure::BasicCap(at) => format!("basic.cap.{}", tier(at)),
            Figure::MajorDeductible => "major_illness.deductible".into(),
            Figure::MajorBands => "major_illness.bands".into(),
            Figure::MajorBandsFrom => "major_illness.bands_from".into(),
            Figure::MajorCap => "major_illness.cap".into(),
            Figure::AssistanceCap => "assistance.cap".into(),
        })
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
