//! The page: engine, then Vite, then the built-in documents put in (crates/bundle), into www/dist.

use std::thread;

use anyhow::{Context, Result, bail};
use xshell::{Cmd, Shell, cmd};

use crate::engine;
use crate::lock;
use crate::npm;
use crate::place;
use crate::process::{npm_name, quietly, say, shell};
use crate::times::timed;
use crate::tools;

/// Builds all of www/dist: the page, then what the page does not wait for: the office page, the npm package.
pub fn build_all() -> Result<()> {
    build()?;
    // Most of either is one thread's work: a module compiled as one, then made small.
    thread::scope(|scope| {
        let package = scope.spawn(npm::build);
        let office = build_office();
        tools::joined(package)?;
        office
    })
}

/// Builds the office page, office.html: its engine, then Vite with the page's template, which it carries.
pub fn build_office() -> Result<()> {
    let _lock = lock::take(&place::root().join("target/page.lock"), "building the page")?;
    engine::build_office()?;
    let (shell, npm) = (shell(&place::www())?, npm_name("npm"));
    timed("Building the office page", || quietly(cmd!(shell, "{npm} run office")))
        .context("the office page does not build")
}

/// Builds the page, with the single file mingbai.html.
pub fn build() -> Result<()> {
    let _lock = lock::take(&place::root().join("target/page.lock"), "building the page")?;
    thread::scope(|scope| {
        let documents = scope.spawn(build_bundle);
        let template = engine::build().and_then(|()| template());
        tools::joined(documents)?;
        template
    })?;
    timed("Bundling the single file", || {
        let shell = shell(&place::www())?;
        say(cmd!(shell, "node build/site.mjs").quiet().read()?.trim());
        Ok(())
    })
}

/// All of the page but the policies.
fn template() -> Result<()> {
    let (shell, npm) = (shell(&place::www())?, npm_name("npm"));
    timed("Building the page", || quietly(cmd!(shell, "{npm} run build")))
        .context("the page does not build")?;
    let template = place::dist().join("template.html");
    if !template.is_file() {
        bail!("npm run build in www made no {}: see www/vite.config.ts", template.display());
    }
    Ok(())
}

/// Compiles the documents, and the program that www/build puts them into the page with. The whole command `mingbai` reads
/// workbooks and edits documents too: minutes more on a fresh machine.
fn build_bundle() -> Result<()> {
    let shell = shell(place::root())?;
    timed("Compiling the documents", || quietly(cmd!(shell, "cargo build --bin mingbai-bundle")))
}

/// Builds the command `mingbai`, as the tests have it: not optimised for a ledger of a million.
pub fn build_mingbai() -> Result<()> {
    let shell = shell(place::root())?;
    timed("Compiling the command mingbai", || quietly(cmd!(shell, "cargo build --bin mingbai")))
}

/// The command `mingbai`, once built, with these arguments. Through cargo, which knows where its
/// target folder is.
pub fn mingbai<'a>(shell: &'a Shell, arguments: &[&str]) -> Cmd<'a> {
    cmd!(shell, "cargo run --quiet --bin mingbai -- {arguments...}").quiet()
}

/// Prints the sizes of the built page; an error if one is over its budget.
pub fn sizes() -> Result<()> {
    let shell = shell(&place::www())?;
    cmd!(shell, "node build/sizes.mjs").run().context("the page is too large")
}
