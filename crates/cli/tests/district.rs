//! A real district's table of 18 identities and 2 tiers is TOML alone: linted against its clauses, tested, made a page,
//! answered for a ledger.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::path::Path;
use std::process::Command;

use mingbai_core::policy::Policy;

use crate::page::Carried;

#[test]
fn a_districts_table_is_linted_tested_bundled_and_answers_a_ledger() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/example-county-2025");
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
    assert!(said.ends_with("60 cases, 60 hold, 0 fail\n"), "{said}");
    let bundle = [word("bundle"), word("--policy"), &policy_file, word("--template"), &template];
    run(&[&bundle[..], &[word("-o"), &page]].concat());
    let carried = Carried::of(&fs::read_to_string(&page).unwrap());
    let policy = &carried.data["policies"][0];
    assert_eq!(policy["id"], "example-county-2025");
    // The page gets the very rules that were tested: each identity's row names its line of the annex.
    let bundled = Policy::from_bytes(carried.bytes(&policy["bytes"])).unwrap();
    let provisions = &bundled.data().provisions;
    let rows = provisions.iter().flat_map(|own| &own.table).flat_map(|table| &table.rows);
    let lines: Vec<&str> = rows.flat_map(|row| &row.at).map(String::as_str).collect();
    for line in 1..=18 {
        assert!(lines.contains(&format!("附件{line}").as_str()), "{lines:?}");
    }

    let (ledger, out) = (place.path().join("in.csv"), place.path().join("out.csv"));
    fs::write(&ledger, "优抚身份,tekun,dibao,医保种类,缴费档次\n老复员军人,否,否,居民医保,二档\n无,是,是,居民医保,二档\n").unwrap();
    run(&[word("roster"), word("--policy"), &policy_file, &ledger, word("-o"), &out]);
    let answer = fs::read_to_string(&out).unwrap();
    let rows: Vec<&str> = answer.lines().collect();
    assert!(rows[1].contains(",775.00,") && rows[1].contains(",0.00,"), "{answer}");
    assert!(rows[2].contains(",400.00,") && rows[2].contains(",375.00,"), "{answer}");
}
