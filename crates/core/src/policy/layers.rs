//! The layers of a settlement: who pays on a bill, in which order, on what.

use crate::kernel::diagram::Diagram;
use crate::kernel::packed::packed;

/// The most layers a policy may have.
pub const MOST_LAYERS: usize = 8;

/// The most pools a policy may have, those of its layers among them.
pub const MOST_POOLS: usize = 16;

/// One who pays on a bill: a base, less a deductible, times rates, within yearly limits.
#[derive(Clone, PartialEq, Debug)]
pub struct Layer {
    /// Its name: `basic`.
    pub id: String,
    /// What it counts.
    pub counts: Counts,
    /// Of which cost.
    pub base: Base,
    /// Leaf 0 where it does not hold for a bill: it then pays nothing and counts nothing; leaf [`HOLDS`] where it does,
    /// leaf [`ALONE`] where it holds and counts the bill alone.
    pub when: Diagram,
    /// The pools its payments draw on, its own among them: indices, first those of the layers, then
    /// [`Settlement::pools`].
    pub pools: Vec<u8>,
    /// What the county's figures give where no row does.
    pub figures: FiguresUsed,
}

packed!(Layer { id, counts, base, when, pools, figures });

/// Of [`Layer::when`]: the layer holds for the bill.
pub const HOLDS: u32 = 1;
/// Of [`Layer::when`]: it holds, and counts the bill alone.
pub const ALONE: u32 = 2;

/// What a layer counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Counts {
    /// Each bill alone.
    Bill,
    /// The year's running sum.
    Year,
}

packed!(
    enum Counts {
        Bill {},
        Year {},
    }
);

/// The cost a layer starts from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Base {
    /// The bill's in-scope cost.
    InScope,
    /// What earlier layers left of it.
    Left,
}

packed!(
    enum Base {
        InScope {},
        Left {},
    }
);

/// Which figures of a county a layer falls back on.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is there or not")]
pub struct FiguresUsed {
    /// The deductible.
    pub deductible: bool,
    /// One rate.
    pub rate: bool,
    /// Bands of rates.
    pub bands: bool,
    /// The yearly limit.
    pub cap: bool,
}

packed!(FiguresUsed { deductible, rate, bands, cap });

impl FiguresUsed {
    /// The figures of either.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self {
            deductible: self.deductible || other.deductible,
            rate: self.rate || other.rate,
            bands: self.bands || other.bands,
            cap: self.cap || other.cap,
        }
    }
}

/// The settlement of a year's bills.
#[derive(Clone, PartialEq, Debug)]
pub struct Settlement {
    /// Leaf 1 where there is a settlement part at all, leaf 0 where not.
    pub when: Diagram,
    /// In the order in which they pay.
    pub layers: Vec<Layer>,
    /// Pools that no layer has the name of.
    pub pools: Vec<String>,
    /// The facts that figures are keyed by.
    pub keys: Keys,
}

packed!(Settlement { when, layers, pools, keys });

/// The choice facts that figures are keyed by: indices in the policy's facts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Keys {
    /// Of contributions.
    pub contribution: Option<u16>,
    /// Of rates and yearly limits: a person's or a household's fact.
    pub person: Option<u16>,
    /// Of rates and deductibles: a fact of the bill.
    pub admission: Option<u16>,
}

packed!(Keys { contribution, person, admission });

impl Default for Settlement {
    /// That of a policy that settles no bills.
    fn default() -> Self {
        Self {
            when: Diagram::constant(1),
            layers: Vec::new(),
            pools: Vec::new(),
            keys: Keys::default(),
        }
    }
}

impl Settlement {
    /// How many pools there are, those of the layers among them.
    pub fn count_of_pools(&self) -> usize {
        self.layers.len() + self.pools.len()
    }

    /// What the terms of a row called `name` go to: a layer, or a pool.
    pub fn target(&self, name: &str) -> Option<u8> {
        let layers = self.layers.iter().map(|layer| layer.id.as_str());
        let at = layers.chain(self.pools.iter().map(String::as_str)).position(|own| own == name)?;
        u8::try_from(at).ok()
    }
}
