//! What the project takes from others: crates (deny.toml, by cargo-deny) and npm packages.

use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::Value;
use xshell::cmd;

use crate::place;
use crate::process::{shell, succeeds_within};
use crate::tools;

/// The folders with npm packages.
const NPM: [&str; 3] = ["www", "tests/browser", "tests/node/peers"];

/// Licences, duplicates and sources of the crates; the lock files of the npm packages.
pub fn check() -> Result<()> {
    for folder in NPM {
        npm_lock(&place::root().join(folder))
            .with_context(|| format!("{folder}/package-lock.json"))?;
    }
    let (shell, deny) = (shell(place::root())?, tools::cargo_deny()?);
    cmd!(shell, "{deny} check licenses bans sources")
        .run()
        .context("a crate is not allowed by deny.toml")
}

/// Known faults of the crates; false where the database of them cannot be had.
pub fn advisories() -> Result<bool> {
    let (shell, deny) = (shell(place::root())?, tools::cargo_deny()?);
    if !succeeds_within(cmd!(shell, "{deny} fetch db"), Duration::from_secs(120)) {
        return Ok(false);
    }
    cmd!(shell, "{deny} check --disable-fetch advisories")
        .run()
        .context("a crate has a known fault")?;
    Ok(true)
}

/// The lock pins every package's content by a hash and takes all from one registry, over https.
/// (That it fits the package.json beside it is what `npm ci` checks when it installs.)
fn npm_lock(folder: &Path) -> Result<()> {
    let text = fs::read_to_string(folder.join("package-lock.json")).context("cannot be read")?;
    let (packages, unsure) = unsure(&serde_json::from_str(&text).context("is no JSON")?);
    if packages == 0 {
        bail!("names no package");
    }
    if !unsure.is_empty() {
        bail!("no sha512, or not from the one registry of the others: {}", unsure.join(", "));
    }
    println!("{}: {packages} npm packages, each with its hash", folder.display());
    Ok(())
}

/// How many packages there are, and those without a hash or from elsewhere. A lock may be written
/// without places (npm's `omit-lockfile-registry-resolved`): then they come from the registry.
fn unsure(lock: &Value) -> (usize, Vec<String>) {
    let packages = lock.get("packages").and_then(Value::as_object).into_iter().flatten();
    // The first, without a name, is the folder itself.
    let packages: Vec<_> = packages.filter(|(name, _)| !name.is_empty()).collect();
    let text = |package: &Value, field: &str| {
        package.get(field).and_then(Value::as_str).map(str::to_owned)
    };
    let from = |package: &Value| text(package, "resolved").map(|from| origin(&from).to_owned());
    let registry = packages.iter().find_map(|(_, package)| from(package));
    let unsure = packages.iter().filter(|(_, package)| {
        let elsewhere = from(package)
            .is_some_and(|from| Some(&from) != registry.as_ref() || !from.starts_with("https://"));
        let hash = text(package, "integrity").is_some_and(|hash| hash.starts_with("sha512-"));
        elsewhere || !hash
    });
    let unsure = unsure.map(|(name, _)| (*name).clone()).collect();
    (packages.len(), unsure)
}

/// Scheme and host of an address.
fn origin(address: &str) -> &str {
    address.match_indices('/').nth(2).map_or(address, |(end, _)| address.get(..end).unwrap_or(""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_package_without_a_hash_or_from_elsewhere_is_named() {
        let lock = json!({ "packages": {
            "": { "name": "page" },
            "node_modules/good": { "resolved": "https://npm.example/good.tgz", "integrity": "sha512-AA" },
            "node_modules/fine": { "integrity": "sha512-AA" },
            "node_modules/bare": { "resolved": "https://npm.example/bare.tgz" },
            "node_modules/weak": { "resolved": "https://npm.example/weak.tgz", "integrity": "sha1-AA" },
            "node_modules/else": { "resolved": "https://example.org/else.tgz", "integrity": "sha512-AA" },
            "node_modules/link": { "link": true },
        }});
        let named = ["bare", "weak", "else", "link"].map(|name| format!("node_modules/{name}"));
        let (count, mut found) = unsure(&lock);
        found.sort();
        let mut named = named.to_vec();
        named.sort();
        assert_eq!((count, found), (6, named));
        assert_eq!(unsure(&json!({})), (0, Vec::new()));
    }
}
