//! Random numbers that are the same on every machine, and how many cases a test runs.

/// Splitmix64.
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// A generator that always gives the same numbers for one `seed`.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Any number.
    pub fn any(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `most`.
    pub fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.any() % most as u64).unwrap()
    }

    /// True `percent` times in a hundred.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of `from`.
    pub fn pick<'f, T>(&mut self, from: &'f [T]) -> &'f T {
        &from[self.below(from.len())]
    }
}

/// Whether `MINGBAI_NIGHTLY` asks for the large numbers.
pub fn nightly() -> bool {
    std::env::var_os("MINGBAI_NIGHTLY").is_some_and(|value| !value.is_empty() && value != "0")
}

/// `ordinary` cases, or `large` ones in the nightly run, or a tenth where `MINGBAI_FEWER_CASES` is set: two
/// thousand mutants are each tried on them.
pub fn cases(ordinary: u32, large: u32) -> u32 {
    let fewer = std::env::var_os("MINGBAI_FEWER_CASES").is_some() && !nightly();
    counted_cases(ordinary, large).div_ceil(if fewer { 10 } else { 1 })
}

/// The same for a test that wants of its cases that enough of each kind were among them: never a tenth.
pub fn counted_cases(ordinary: u32, large: u32) -> u32 {
    if nightly() { large } else { ordinary }
}

/// What a property test runs: the same cases each time in the ordinary run, new ones in the nightly
/// one. Failures are printed with the smallest case; they are not written to files.
pub fn config(ordinary: u32, large: u32) -> proptest::test_runner::Config {
    use proptest::test_runner::{Config, RngSeed};
    Config {
        cases: cases(ordinary, large),
        failure_persistence: None,
        rng_seed: if nightly() { RngSeed::Random } else { RngSeed::Fixed(20_191_008) },
        max_shrink_iters: 20_000,
        ..Config::default()
    }
}
