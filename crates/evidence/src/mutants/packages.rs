//! The packages whose tests judge.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::Value;

/// Those that have tests of what is changed. Not the faces to WebAssembly and Python, which are tested from there, nor
/// the library `mingbai`, whose tests run its examples, which are not built here.
const JUDGES: [&str; 10] = [
    "mingbai-core",
    "mingbai-compiler",
    "mingbai-policies",
    "mingbai-plain",
    "mingbai-ledger",
    "mingbai-studio",
    "mingbai-table",
    "mingbai-cli",
    "mingbai-office",
    "mingbai-tests",
];

/// A package of the workspace.
struct Package {
    name: String,
    folder: PathBuf,
    /// The names of all on which it or its tests depend directly.
    needs: BTreeSet<String>,
}

/// The judges of changes in some files: packages that hold one of them, or depend on such a package. Where `only`
/// names some, no others.
///
/// # Errors
/// Where `only` names one that is no judge of these files, or the workspace is not described as cargo describes it.
pub fn judges(metadata: &Value, files: &BTreeSet<PathBuf>, only: &[String]) -> Result<Vec<String>> {
    let packages = metadata.get("packages").and_then(Value::as_array);
    let packages: Option<Vec<Package>> =
        packages.and_then(|packages| packages.iter().map(package).collect());
    let packages = packages.context("cargo describes the workspace in a form that is not known")?;
    let holds = |package: &&Package| files.iter().any(|file| file.starts_with(&package.folder));
    let mut reached: BTreeSet<&str> =
        packages.iter().filter(holds).map(|package| package.name.as_str()).collect();
    loop {
        let before = reached.len();
        let needy = packages
            .iter()
            .filter(|package| package.needs.iter().any(|need| reached.contains(need.as_str())));
        let needy: Vec<&str> = needy.map(|package| package.name.as_str()).collect();
        reached.extend(needy);
        if reached.len() == before {
            break;
        }
    }
    let mut judges = JUDGES.into_iter().filter(|name| reached.contains(name)).map(str::to_owned);
    if only.is_empty() {
        return Ok(judges.collect());
    }
    let all: Vec<String> = judges.by_ref().collect();
    match only.iter().find(|name| !all.contains(name)) {
        Some(name) => bail!("{name} does not judge these changes; these do: {}", all.join(", ")),
        None => Ok(only.to_vec()),
    }
}

fn package(described: &Value) -> Option<Package> {
    let name = |value: &Value| Some(value.get("name")?.as_str()?.to_owned());
    let manifest = Path::new(described.get("manifest_path")?.as_str()?);
    Some(Package {
        name: name(described)?,
        folder: manifest.parent()?.to_owned(),
        needs: described.get("dependencies")?.as_array()?.iter().filter_map(name).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_judged_by_its_package_and_by_those_that_depend_on_it() {
        let package = |name: &str, needs: &[&str]| {
            let needs: Vec<Value> =
                needs.iter().map(|need| serde_json::json!({ "name": need })).collect();
            serde_json::json!({
                "name": name,
                "manifest_path": format!("/there/{name}/Cargo.toml"),
                "dependencies": needs,
            })
        };
        let metadata = serde_json::json!({ "packages": [
            package("mingbai-core", &["serde"]),
            package("mingbai-ledger", &["mingbai-core"]),
            package("mingbai-wasm", &["mingbai-ledger"]),
            package("mingbai-cli", &["mingbai-wasm"]),
        ] });
        let files = BTreeSet::from([PathBuf::from("/there/mingbai-ledger/src/lib.rs")]);
        let judged = |only: &[String]| judges(&metadata, &files, only);
        assert_eq!(judged(&[]).unwrap(), ["mingbai-ledger", "mingbai-cli"]);
        assert_eq!(judged(&["mingbai-cli".to_owned()]).unwrap(), ["mingbai-cli"]);
        let refused = judged(&["mingbai-core".to_owned()]).unwrap_err().to_string();
        assert!(refused.ends_with("these do: mingbai-ledger, mingbai-cli"), "{refused}");
    }
}
