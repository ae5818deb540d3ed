//! `cargo xtask screenshots`: the pictures of README and docs, taken of the built page.

use anyhow::{Context, Result, bail};

use crate::place::Place;
use crate::process::{command, run, say};
use crate::{page, tools};

/// Written with the browser tests, which know the page.
const SCRIPT: &str = "screenshots.mjs";

/// Builds the page and takes the pictures into docs/screenshots.
pub fn take(place: &Place) -> Result<()> {
    let tests = place.browser_tests();
    if !tests.join(SCRIPT).is_file() {
        bail!("tests/browser/{SCRIPT} is missing: it is what takes the pictures");
    }
    page::build(place)?;
    let browser = tools::for_browser_tests(place)?;
    say("Taking the pictures…");
    let mut node = command("node", &tests);
    node.arg(SCRIPT).arg(place.root().join("docs/screenshots"));
    browser.tell(&mut node);
    run(&mut node).context("the pictures cannot be taken")
}
