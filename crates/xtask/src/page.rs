//! The page: engine, then Vite, then the command `mingbai bundle`, into www/dist.

use std::fs;
use std::thread;

use anyhow::{Context, Result, bail};
use serde_json::Value;
use xshell::{Cmd, Shell, cmd};

use crate::engine;
use crate::lock;
use crate::place;
use crate::process::{npm_name, quietly, say, shell};
use crate::site;
use crate::times::timed;
use crate::tools;

/// Builds www/dist, with the single file mingbai.html.
pub fn build() -> Result<()> {
    let _lock = lock::take(&place::root().join("target/page.lock"), "building the page")?;
    thread::scope(|scope| {
        let mingbai = scope.spawn(build_mingbai);
        let template = engine::build().and_then(|()| template());
        tools::joined(mingbai)?;
        template
    })?;
    timed("Bundling the single file", bundle)
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

/// The ids of all built-in policies.
pub fn policies() -> Result<Vec<String>> {
    let listed = mingbai(&shell(place::root())?, &["policies", "--json"]).read()?;
    policy_ids(&listed)
        .context("mingbai policies --json printed something else than a list of policies")
}

/// All built-in policies in one file, and from it the site and the script for other sites.
fn bundle() -> Result<()> {
    let (ids, single) = (policies()?, place::dist().join("mingbai.html"));
    bundle_of(&ids, &single)?;
    site::make()?;
    let bytes = fs::metadata(&single).context("the single file was not made")?.len();
    say(&format!("www/dist/mingbai.html: {bytes} bytes, {} policies", ids.len()));
    Ok(())
}

/// These policies in one file.
pub fn bundle_of(ids: &[String], file: &std::path::Path) -> Result<()> {
    let (shell, template) = (shell(place::root())?, place::dist().join("template.html"));
    let bundle = mingbai(&shell, &["bundle"]).arg("--template").arg(template).arg("-o").arg(file);
    let bundle = ids.iter().fold(bundle, |bundle, id| bundle.args(["--policy", id]));
    quietly(bundle).context("the single file cannot be made")
}

/// The ids in what `mingbai policies --json` prints.
fn policy_ids(listed: &str) -> Result<Vec<String>> {
    let policies: Vec<Value> = serde_json::from_str(listed)?;
    let ids: Option<Vec<String>> =
        policies.iter().map(|policy| Some(policy.get("id")?.as_str()?.to_owned())).collect();
    match ids {
        Some(ids) if !ids.is_empty() => Ok(ids),
        Some(_) => bail!("the list is empty"),
        None => bail!("a policy has no id"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_taken_in_the_order_listed() {
        let listed = r#"[{"id":"shangyu-2012","instrument":"…"},{"id":"liangping-2019"}]"#;
        assert_eq!(policy_ids(listed).unwrap(), ["shangyu-2012", "liangping-2019"]);
    }

    #[test]
    fn a_page_without_policies_is_not_made() {
        assert!(policy_ids("[]").is_err());
        assert!(policy_ids(r#"[{"instrument":"…"}]"#).is_err());
        assert!(policy_ids("").is_err());
    }
}
