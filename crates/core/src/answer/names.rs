//! The one place that gives names to what is asked for: facts, entries of a bill, figures.

use serde::{Serialize, Serializer};

use crate::amounts::missing::Figure;
use crate::case::figures::Keys;

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
