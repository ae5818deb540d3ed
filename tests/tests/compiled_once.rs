//! What `cargo xtask test` compiles natively, it compiles once: a crate whose features differ between the tests and a
//! program would be compiled for each, and so would everything above it.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// All of them without `--package`, which would choose the features of one package instead of the workspace's.
const COMMANDS: [&[&str]; 5] = [
    &["test", "--lib", "--bins", "--tests"],
    &["build", "--bin", "mingbai"],
    &["build", "--bin", "mingbai-bundle"],
    &["build", "--bin", "answers"],
    &["build", "--bin", "workbook"],
];

/// The units that a command compiles, as cargo lists them: a crate in one form, with those it depends on.
fn units(arguments: &[&str]) -> Vec<Value> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(arguments).args(["-Z", "unstable-options", "--unit-graph"]);
    command.env("RUSTC_BOOTSTRAP", "1");
    let listed = command
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap())
        .output()
        .unwrap();
    assert!(listed.status.success(), "{}", String::from_utf8_lossy(&listed.stderr));
    let mut graph: Value = serde_json::from_slice(&listed.stdout).unwrap();
    serde_json::from_value(graph["units"].take()).unwrap()
}

/// A number for the form of a unit: its features, profile, platform, and the forms of what it depends on.
fn form(units: &[Value], index: usize, known: &mut BTreeMap<usize, u64>) -> u64 {
    if let Some(form) = known.get(&index) {
        return *form;
    }
    let unit = &units[index];
    let mut hasher = DefaultHasher::new();
    let mut profile = unit["profile"].clone();
    // The tests' profile is that of the programs by another name.
    profile.as_object_mut().unwrap().remove("name");
    for part in [&unit["pkg_id"], &unit["target"]["name"], &unit["mode"], &unit["platform"]] {
        part.to_string().hash(&mut hasher);
    }
    (profile.to_string(), unit["features"].to_string()).hash(&mut hasher);
    let needs = unit["dependencies"].as_array().unwrap();
    let needs = needs.iter().map(|need| usize::try_from(need["index"].as_u64().unwrap()).unwrap());
    let needs: BTreeSet<u64> = needs.map(|need| form(units, need, known)).collect();
    needs.hash(&mut hasher);
    let form = hasher.finish();
    known.insert(index, form);
    form
}

#[test]
fn every_crate_of_the_workspace_is_compiled_in_one_form() {
    // Crate, then form: the commands that want it so.
    let mut crates: BTreeMap<String, BTreeMap<u64, Vec<String>>> = BTreeMap::new();
    for command in COMMANDS {
        let (units, mut known) = (units(command), BTreeMap::new());
        for (index, unit) in units.iter().enumerate() {
            let own = unit["pkg_id"].as_str().unwrap().starts_with("path+file");
            if own && unit["mode"] == "build" && unit["target"]["kind"][0] != "custom-build" {
                let name = format!("{} {}", unit["target"]["kind"], unit["target"]["name"]);
                let form = form(&units, index, &mut known);
                let with = format!("{} with {}", command.join(" "), unit["features"]);
                crates.entry(name).or_default().entry(form).or_default().push(with);
            }
        }
    }
    assert!(crates.keys().any(|name| name.ends_with("\"mingbai_core\"")));
    crates.retain(|_, forms| forms.len() > 1);
    assert!(
        crates.is_empty(),
        "compiled more than once, since features of something below differ (cargo tree -e features -i CRATE shows who \
         asks for them): {crates:#?}"
    );
}
