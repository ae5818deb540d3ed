//! The size budgets: what a resident's phone has to load.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::engine;
use crate::place::Place;

/// The single HTML file, as it lies on the stick.
const SINGLE_FILE: usize = 260_000;

/// The engine's module, as gzip -9 makes it.
const ENGINE_GZIPPED: usize = 90_000;

/// One size against its budget.
struct Size {
    what: &'static str,
    bytes: usize,
    budget: usize,
}

/// Prints the sizes; an error if one is over its budget.
pub fn check(place: &Place) -> Result<()> {
    let sizes = [
        Size {
            what: "single file (www/dist/mingbai.html)",
            bytes: read(&place.dist().join("mingbai.html"))?.len(),
            budget: SINGLE_FILE,
        },
        Size {
            what: "engine (WebAssembly, gzip -9)",
            bytes: gzipped(&read(&engine::module(place))?)?,
            budget: ENGINE_GZIPPED,
        },
    ];
    for size in &sizes {
        println!("{:<40} {:>8} bytes of {:>8}", size.what, size.bytes, size.budget);
    }
    let over = over_budget(&sizes);
    if !over.is_empty() {
        bail!("over the budget: {}", over.join(", "));
    }
    Ok(())
}

fn over_budget(sizes: &[Size]) -> Vec<String> {
    let over = sizes.iter().filter(|size| size.bytes > size.budget);
    over.map(|size| format!("{} by {} bytes", size.what, size.bytes - size.budget)).collect()
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("{} is missing: run cargo xtask build", path.display()))
}

fn gzipped(bytes: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder
        .write_all(bytes)
        .and_then(|()| encoder.finish())
        .map(|made| made.len())
        .context("gzip failed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_budget_itself_is_allowed_and_one_byte_more_is_not() {
        let size = |bytes| [Size { what: "engine", bytes, budget: 100 }];
        assert!(over_budget(&size(100)).is_empty());
        assert_eq!(over_budget(&size(101)), ["engine by 1 bytes"]);
    }

    #[test]
    fn the_compressed_size_is_measured() {
        assert!(gzipped(&vec![0; 100_000]).unwrap() < 1_000);
        let mut state = 1_u64;
        let noise: Vec<u8> = std::iter::repeat_with(|| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            state.to_be_bytes()[0]
        })
        .take(100_000)
        .collect();
        assert!(gzipped(&noise).unwrap() > 90_000);
    }
}
