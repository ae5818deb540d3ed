//! `mingbai-bundle`: what the page's build puts into its template, without the rest of the command `mingbai`, which
//! takes minutes to compile on a fresh machine.
//!
//! - `mingbai-bundle policies`, `mingbai-bundle places`: the built-in ids, one a line.
//! - `mingbai-bundle --policy ID…`, `mingbai-bundle --place ID…`: the text of the page's data block.

#![forbid(unsafe_code)]

use std::io::{self, Write as _};

use mingbai_bundle::built_in;

fn main() -> io::Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let text = match words.as_slice() {
        ["policies"] => lines(mingbai_policies::policies().iter().map(|own| own.id)),
        ["places"] => lines(mingbai_policies::places().iter().map(|place| place.id)),
        ["--policy", ids @ ..] => built_in::of_policies(ids)?,
        ["--place", ids @ ..] => built_in::of_places(ids)?,
        _ => return Err(io::Error::other("policies, places, --policy ID… or --place ID…")),
    };
    io::stdout().lock().write_all(text.as_bytes())
}

fn lines<'i>(ids: impl Iterator<Item = &'i str>) -> String {
    ids.flat_map(|id| [id, "\n"]).collect()
}
