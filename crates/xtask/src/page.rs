//! The page: engine, then Vite, then the command `mingbai bundle`, into www/dist.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::engine;
use crate::lock;
use crate::place::Place;
use crate::process::{command, npm_name, printed_by, run, run_quietly, say};
use crate::site;

/// Builds www/dist, with the single file mingbai.html.
pub fn build(place: &Place) -> Result<()> {
    engine::build(place)?;
    let _lock = lock::take(&place.root().join("target/page.lock"), "building the page")?;
    say("Building the page…");
    run_quietly(command(npm_name("npm"), &place.www()).args(["run", "build"]))
        .context("the page does not build")?;
    let template = place.dist().join("template.html");
    if !template.is_file() {
        bail!("npm run build in www made no {}: see www/vite.config.ts", template.display());
    }
    bundle(place)
}

/// Builds the command `mingbai`, optimised; with its output, since it can take a while.
pub fn build_mingbai(place: &Place) -> Result<()> {
    let mut cargo = command("cargo", place.root());
    run(cargo.args(["build", "--release", "--bin", "mingbai"]))
}

/// The command `mingbai`, once built, ready for its arguments. Through cargo, which knows where
/// its target folder is.
pub fn mingbai(place: &Place) -> Command {
    let mut cargo = command("cargo", place.root());
    cargo.args(["run", "--quiet", "--release", "--bin", "mingbai", "--"]);
    cargo
}

/// All built-in policies in one file, and from it the site and the script for other sites.
fn bundle(place: &Place) -> Result<()> {
    say("Bundling the single file (the command mingbai is built first)…");
    build_mingbai(place)?;
    let listed = printed_by(mingbai(place).args(["policies", "--json"]))?;
    let ids = policy_ids(&listed)
        .context("mingbai policies --json printed something else than a list of policies")?;
    let single = place.dist().join("mingbai.html");
    let mut bundle = mingbai(place);
    bundle.arg("bundle");
    for id in &ids {
        bundle.args(["--policy", id]);
    }
    bundle.arg("--template").arg(place.dist().join("template.html")).arg("-o").arg(&single);
    run_quietly(&mut bundle).context("the single file cannot be made")?;
    site::make(place)?;
    let bytes = fs::metadata(&single).context("the single file was not made")?.len();
    say(&format!("www/dist/mingbai.html: {bytes} bytes, {} policies", ids.len()));
    Ok(())
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
