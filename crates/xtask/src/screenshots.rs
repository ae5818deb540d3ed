//! `cargo xtask screenshots`: the pictures of README and docs, taken of the built page.

use anyhow::{Context, Result};
use xshell::cmd;

use crate::place;
use crate::process::shell;
use crate::{page, tools};

/// Builds the page and takes the pictures into docs/screenshots.
pub fn take() -> Result<()> {
    page::build()?;
    let browser = tools::for_browser_tests()?;
    let (shell, to) = (shell(&place::browser_tests())?, place::root().join("docs/screenshots"));
    browser
        .tell(cmd!(shell, "node screenshots.mjs {to}"))
        .run()
        .context("the pictures cannot be taken")
}
