//! A table of 18 identities and 2 tiers, with shares and fixed sums, is TOML alone: linted against
//! its clauses, tested, made a page.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::path::Path;
use std::process::Command;

use base64::Engine as _;
use flate2::read::GzDecoder;
use mingbai_core::policy::Policy;
use serde_json::Value;

#[test]
fn eighteen_identities_and_two_tiers_are_linted_tested_and_bundled() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/eighteen");
    let place = tempfile::tempdir().unwrap();
    let (template, page) = (place.path().join("template.html"), place.path().join("page.html"));
    fs::write(&template, "<html><!--mingbai-data--></html>").unwrap();
    let (policy_file, cases) = (folder.join("policy.toml"), folder.join("cases.toml"));
    let run = |arguments: &[&Path]| {
        let output = Command::new(env!("CARGO_BIN_EXE_mingbai")).args(arguments).output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
        said
    };
    let word = Path::new;
    let source = folder.join("clauses.tsv");
    assert_eq!(run(&[word("lint"), &policy_file, &cases, word("--source"), &source]), "");
    let said = run(&[word("test"), &folder]);
    assert!(said.ends_with("39 cases, 39 hold, 0 fail\n"), "{said}");
    run(&[
        word("bundle"),
        word("--policy"),
        &policy_file,
        word("--template"),
        &template,
        word("-o"),
        &page,
    ]);
    let page = fs::read_to_string(&page).unwrap();
    let packed = page.trim_start_matches("<html>").trim_end_matches("</html>");
    let bytes = base64::engine::general_purpose::STANDARD.decode(packed).unwrap();
    let data: Value = serde_json::from_reader(GzDecoder::new(bytes.as_slice())).unwrap();
    let policy = &data["policies"][0];
    assert_eq!(policy["id"], "eighteen");
    let identities = policy["words"]["facts"]["identity"]["values"].as_object().unwrap();
    assert_eq!(identities.len(), 18 + 1, "and none of them");
    // The page gets the very rules that were tested.
    let bytes = base64::engine::general_purpose::STANDARD.decode(policy["bytes"].as_str().unwrap());
    let bundled = Policy::from_bytes(&bytes.unwrap()).unwrap();
    let rows = &bundled.data().provisions[0].table.as_ref().unwrap().rows;
    assert!(rows.len() >= 36, "{}", rows.len());

    // A ledger is answered by it as well, its own fact by the label.
    let (ledger, out) = (place.path().join("in.csv"), place.path().join("out.csv"));
    let tekun = identities["tekun"]["zh"].as_str().unwrap();
    fs::write(&ledger, format!("人员类别,医保种类,缴费档次\n{tekun},居民医保,二档\n")).unwrap();
    run(&[word("roster"), word("--policy"), &policy_file, &ledger, word("-o"), &out]);
    let answer = fs::read_to_string(&out).unwrap();
    assert!(answer.lines().nth(1).unwrap().contains(",granted,"), "{answer}");
}
