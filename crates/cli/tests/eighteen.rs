//! A table of 18 identities and 2 tiers, with shares and fixed sums, is TOML alone: linted against
//! its clauses, tested, made a page.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::path::Path;
use std::process::Command;

#[test]
fn eighteen_identities_and_two_tiers_are_linted_tested_and_bundled() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/eighteen");
    let place = tempfile::tempdir().unwrap();
    let (template, page) = (place.path().join("template.html"), place.path().join("page.html"));
    fs::write(&template, "<html><!--mingbai-data--></html>").unwrap();
    let (policy, cases) = (folder.join("policy.toml"), folder.join("cases.toml"));
    let run = |arguments: &[&Path]| {
        let output = Command::new(env!("CARGO_BIN_EXE_mingbai")).args(arguments).output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
        said
    };
    let word = Path::new;
    let source = folder.join("clauses.tsv");
    assert_eq!(run(&[word("lint"), &policy, &cases, word("--source"), &source]), "");
    let said = run(&[word("test"), &folder]);
    assert!(said.ends_with("39 cases, 39 hold, 0 fail\n"), "{said}");
    run(&[
        word("bundle"),
        word("--policy"),
        &policy,
        word("--template"),
        &template,
        word("-o"),
        &page,
    ]);
    assert!(fs::read_to_string(&page).unwrap().len() > 1000);
}
