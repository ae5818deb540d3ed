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
    /// `admissions[i].paid.LAYER`, by the indices of the admission and the layer
    Paid(u32, u8),
    /// `figures.contribution`, by the index of its key's value
    Contribution(u8),
    /// `figures.LAYER.…`, by the index of the layer
    Of(u8, LayerFigure),
    /// A number or an amount of the person, or a declared figure: the fact
    Stated(u16),
    /// An amount that hangs on several of these: its number among such amounts
    Sum(u16),
}

/// A figure of a layer, by the indices of its keys' values.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum LayerFigure {
    /// `deductible`, by the bill's key
    Deductible(u8),
    /// `rate`, by the person's key and the bill's
    Rate(u8, u8),
    /// `bands`
    Bands,
    /// `bands_from`
    BandsFrom,
    /// `cap`, by the person's key
    Cap(u8),
}

impl Figure {
    /// A word that no other figure has.
    pub(crate) fn key(self) -> u32 {
        let (tag, index) = match self {
            Self::InScope(index) => (0, index),
            Self::OutOfScope(index) => (1, index),
            Self::Paid(index, layer) => (4, index << 3 | u32::from(layer)),
            Self::Contribution(at) => (2, u32::from(at)),
            Self::Stated(fact) => (5, u32::from(fact)),
            Self::Sum(number) => (6, u32::from(number)),
            Self::Of(layer, figure) => {
                let (kind, index) = match figure {
                    LayerFigure::Deductible(at) => (0, u32::from(at)),
                    LayerFigure::Rate(of, at) => (1, u32::from(of) << 8 | u32::from(at)),
                    LayerFigure::Bands => (2, 0),
                    LayerFigure::BandsFrom => (3, 0),
                    LayerFigure::Cap(of) => (4, u32::from(of)),
                };
                (3, u32::from(layer) << 19 | kind << 16 | index)
            }
        };
        tag << 28 | index
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
        let mut all = Vec::new();
        all.extend((0..300).flat_map(|bill| [Figure::InScope(bill), Figure::OutOfScope(bill)]));
        all.extend((0..=u8::MAX).map(Figure::Contribution));
        all.extend((0..300).flat_map(|at| [Figure::Stated(at), Figure::Sum(at)]));
        all.extend((0..300).flat_map(|bill| (0..8).map(move |layer| Figure::Paid(bill, layer))));
        for layer in 0..=u8::MAX {
            let mut of = vec![LayerFigure::Bands, LayerFigure::BandsFrom];
            for at in 0..=20 {
                of.extend([LayerFigure::Deductible(at), LayerFigure::Cap(at)]);
                of.extend((0..=20).map(|level| LayerFigure::Rate(at, level)));
            }
            all.extend(of.into_iter().map(|figure| Figure::Of(layer, figure)));
        }
        let keys: BTreeSet<u32> = all.iter().map(|figure| figure.key()).collect();
        assert_eq!(keys.len(), all.len());
        // A rate's is past any percentage in hundredths: formulas tell the two apart by it.
        assert!(Figure::Of(0, LayerFigure::Rate(0, 0)).key() > 10_000);
    }
}
