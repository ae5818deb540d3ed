//! The size budgets: what a resident's phone has to load.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::place;
use crate::{engine, page};

/// The engine's module, as gzip -9 makes it.
const ENGINE_GZIPPED: usize = 95_000;

/// The page's script and style, as gzip -9 makes them.
const SCRIPT_GZIPPED: usize = 70_000;

/// One HTML file, as it lies on the stick: with one policy, and with all.
const ONE_POLICY: usize = 260_000;
const ALL_POLICIES: usize = 450_000;

/// One size against its budget.
struct Size {
    what: String,
    bytes: usize,
    budget: usize,
}

/// Prints the sizes; an error if one is over its budget.
pub fn check() -> Result<()> {
    let all = read(&place::dist().join("mingbai.html"))?;
    let page = String::from_utf8_lossy(&all);
    let (script, style) = script_and_style(&page)
        .context("mingbai.html is not built as www/build/shell.html says")?;
    let size = |what: &str, bytes, budget| Size { what: what.to_owned(), bytes, budget };
    let mut sizes = vec![
        size("engine, gzip -9", gzipped(&read(&engine::module())?)?, ENGINE_GZIPPED),
        size("script and style, gzip -9", script + gzipped(style.as_bytes())?, SCRIPT_GZIPPED),
        size("the file with all policies", all.len(), ALL_POLICIES),
    ];
    let file = place::root().join("target/one-policy.html");
    page::build_mingbai()?;
    for id in page::policies()? {
        page::bundle_of(std::slice::from_ref(&id), &file)?;
        sizes.push(size(&format!("the file with {id}"), read(&file)?.len(), ONE_POLICY));
    }
    for size in &sizes {
        println!("{:<40} {:>8} bytes of {:>8}", size.what, size.bytes, size.budget);
    }
    let over = over_budget(&sizes);
    if !over.is_empty() {
        bail!("over the budget: {}", over.join(", "));
    }
    Ok(())
}

/// The packed script's bytes, and the style of the page's head. Two characters of the packed text
/// are 13 bits (www/build/dense.ts).
fn script_and_style(page: &str) -> Option<(usize, &str)> {
    let part = |from: &str, to: &str| Some(page.split_once(from)?.1.split_once(to)?.0);
    let script = part("id=\"mingbai-script\">", "</script>")?.trim();
    Some((script.len() * 13 / 16, part("<style>", "</style>")?))
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
        let size = |bytes| [Size { what: "engine".into(), bytes, budget: 100 }];
        assert!(over_budget(&size(100)).is_empty());
        assert_eq!(over_budget(&size(101)), ["engine by 1 bytes"]);
    }

    #[test]
    fn the_script_is_counted_as_it_travels() {
        let page = "<style>a{}</style><script id=\"mingbai-script\">12345678\n</script>";
        assert_eq!(script_and_style(page), Some((6, "a{}")));
        assert_eq!(script_and_style("<style>a{}</style>"), None);
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
