//! `cargo evidence weights`: what each crate weighs in the engine, by twiggy.
//!
//! The module is the one of the page, after wasm-opt, with the names of its functions left in. What
//! the compiler inlined counts where it went: for the most part into the entry points that JavaScript
//! calls. Generic code of Rust's library counts for the crate whose types it was made for.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use serde_json::Value;
use xshell::cmd;
use xtask::process::shell;
use xtask::{engine, place, tools};

/// Prints a table, heaviest first.
pub fn show() -> Result<()> {
    let (module, twiggy, shell) =
        (engine::named()?, tools::find_or_install("twiggy", "0.8.0", &[])?, shell(place::root())?);
    let listed = cmd!(shell, "{twiggy} top -n 1000000 --format json {module}").quiet().read()?;
    let items: Vec<Value> =
        serde_json::from_str(&listed).context("twiggy printed something else than a list")?;
    let weights = by_crate(&items)?;
    let all: u64 = weights.iter().map(|(_, weight)| weight.bytes).sum();
    println!(
        "| crate | bytes | share | functions | heaviest |\n| --- | ---: | ---: | ---: | --- |"
    );
    for (name, weight) in &weights {
        let tenths = weight.bytes * 1000 / all.max(1);
        println!(
            "| {name} | {} | {}.{} % | {} | {} |",
            weight.bytes,
            tenths / 10,
            tenths % 10,
            weight.functions,
            weight.heaviest.1
        );
    }
    println!("| all | {all} | | | |");
    Ok(())
}

/// What one crate comes to.
#[derive(Default)]
struct Weight {
    bytes: u64,
    functions: usize,
    heaviest: (u64, String),
}

fn by_crate(items: &[Value]) -> Result<Vec<(String, Weight)>> {
    let mut weights: BTreeMap<String, Weight> = BTreeMap::new();
    for item in items {
        let (Some(name), Some(bytes)) = (
            item.get("name").and_then(Value::as_str),
            item.get("shallow_size").and_then(Value::as_u64),
        ) else {
            bail!("twiggy's list has an entry without name and shallow_size: {item}");
        };
        // The names themselves are not in the page.
        let Some(owner) = crate_of(name) else { continue };
        let weight = weights.entry(owner.to_owned()).or_default();
        weight.bytes += bytes;
        weight.functions += 1;
        if bytes > weight.heaviest.0 {
            weight.heaviest = (bytes, format!("{bytes}: `{}`", shortened(name)));
        }
    }
    let mut weights: Vec<(String, Weight)> = weights.into_iter().collect();
    weights.sort_by_key(|(_, weight)| std::cmp::Reverse(weight.bytes));
    Ok(weights)
}

/// A name without hashes, cut where it gets long.
fn shortened(name: &str) -> String {
    let mut short = String::new();
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('[') {
        short.push_str(before);
        match after.split_once(']') {
            Some((hash, behind)) if hash.len() > 8 => rest = behind,
            _ => {
                short.push('[');
                rest = after;
            }
        }
    }
    short.push_str(rest);
    match short.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", short.get(..at).unwrap_or_default()),
        None => short,
    }
}

/// The crate a name belongs to: the first one named in it that is not Rust's own library.
fn crate_of(name: &str) -> Option<&str> {
    if name.ends_with(" subsection") {
        return None;
    }
    if name.starts_with("data segment") {
        return Some("(texts and tables)");
    }
    let crates: Vec<&str> = crates_in(name).collect();
    let own = |name: &&str| ["core", "alloc", "std", "__rustc", "compiler_builtins"].contains(name);
    match crates.iter().copied().find(|name| !own(name)) {
        Some(found) => Some(found),
        None if !crates.is_empty() => Some("(Rust's library)"),
        None if name.contains([' ', '[']) => Some("(the module's own parts)"),
        None => Some("(entry points)"),
    }
}

/// The crates in a name: each stands as `name[hash]::`.
fn crates_in(name: &str) -> impl Iterator<Item = &str> {
    name.match_indices('[').filter_map(|(at, _)| {
        let (before, after) = name.split_at_checked(at)?;
        let (hash, rest) = after.strip_prefix('[')?.split_once(']')?;
        let is_hash = hash.len() > 8 && hash.chars().all(|c| c.is_ascii_hexdigit());
        let start = before.rfind(|c: char| !c.is_alphanumeric() && c != '_').map_or(0, |at| at + 1);
        (is_hash && rest.starts_with("::")).then(|| before.get(start..))?
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_name_belongs_to_the_first_crate_that_is_not_rusts_own() {
        for (name, expected) in [
            ("core[c5930c85a12de822]::fmt::write", Some("(Rust's library)")),
            (
                "<&mut alloc[3ca501edff3f0c7c]::vec::Vec<u8> as core[c5930c85a12de822]::fmt::Debug>::fmt",
                Some("(Rust's library)"),
            ),
            (
                "<core[c5930c85a12de822]::iter::Map<mingbai_core[8804f73fe649b05b]::A>>::next",
                Some("mingbai_core"),
            ),
            ("<[sha2[53ecbdf86356189]::A] as X>::y", Some("sha2")),
            ("engine_assess", Some("(entry points)")),
            ("data segment \".rodata\"", Some("(texts and tables)")),
            ("type[3]: (i32) -> nil", Some("(the module's own parts)")),
            ("\"function names\" subsection", None),
        ] {
            assert_eq!(crate_of(name), expected, "{name}");
        }
    }

    #[test]
    fn a_long_name_loses_its_hashes_and_its_end() {
        assert_eq!(shortened("core[c5930c85a12de822]::a::<[u8]>"), "core::a::<[u8]>");
        assert_eq!(shortened(&"长".repeat(61)), "长".repeat(60) + "…");
    }

    #[test]
    fn the_heaviest_comes_first_and_nothing_is_lost() {
        let item = |name: &str, bytes: u64| json!({ "name": format!("{name}[0123456789abcdef]::x"), "shallow_size": bytes });
        let weights = by_crate(&[item("a", 5), item("b", 7), item("a", 6)]).unwrap();
        let found: Vec<_> =
            weights.iter().map(|(name, weight)| (name.as_str(), weight.bytes)).collect();
        assert_eq!(found, [("a", 11), ("b", 7)]);
        assert_eq!(weights[0].1.heaviest.1, "6: `a::x`");
        assert!(by_crate(&[json!({ "name": "a" })]).is_err());
    }
}
