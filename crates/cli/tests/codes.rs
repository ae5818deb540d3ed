//! Exit codes: 0 done, 1 the data had errors, 2 wrong use. For every command.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::process::{Command, Stdio};

/// What the command is called with, and the code it ends with.
const CALLS: &[(i32, &str)] = &[
    (0, "--help"),
    (0, "--version"),
    (2, ""),
    (2, "nonsense"),
    (0, "policies --json"),
    (2, "policies --jsno"),
    (0, "places"),
    (0, "places --json"),
    (2, "places --jsno"),
    (0, "facts --json --policy lincang-2024"),
    (2, "facts --policy nowhere"),
    (1, "facts --policy bad.toml"),
    (0, "assess --policy liangping-2019 case.json"),
    (0, "assess --policy liangping-2019 --on 2019-11-01 --json case.json"),
    (0, "assess --policy liangping-2019 --jsonl case.json"),
    (1, "assess --policy liangping-2019 bad.json"),
    (1, "assess --policy liangping-2019 --json bad.json"),
    (1, "assess --policy liangping-2019 --jsonl bad.json"),
    (1, "assess --policy liangping-2019 --figures figures.toml case.json"),
    (1, "assess --policy bad.toml case.json"),
    (2, "assess --policy nowhere case.json"),
    (2, "assess --policy nowhere.toml case.json"),
    (2, "assess --policy liangping-2019 nowhere.json"),
    (2, "assess --policy liangping-2019 --jsonl nowhere.json"),
    (2, "assess --policy liangping-2019 --figures nowhere.toml case.json"),
    (2, "assess --policy liangping-2019 --on 2019-02-30 case.json"),
    (2, "assess --policy liangping-2019 --json --jsonl case.json"),
    (2, "assess case.json"),
    (0, "assess --place shaoxing case.json"),
    (0, "assess --place shaoxing --jsonl case.json"),
    (1, "assess --place shaoxing bad.json"),
    (1, "assess --place shaoxing --jsonl bad.json"),
    (1, "assess --place shaoxing --figures figures.toml case.json"),
    (2, "assess --place nowhere case.json"),
    (2, "assess --place shaoxing --policy shaoxing-2023 case.json"),
    (0, "roster --policy liangping-2019 ledger.csv -o out.csv"),
    (1, "roster --policy liangping-2019 bad.csv -o out.csv"),
    (1, "roster --policy liangping-2019 nothing.csv -o out.csv"),
    (1, "roster --policy liangping-2019 --figures figures.toml ledger.csv -o out.csv"),
    (2, "roster --policy nowhere ledger.csv -o out.csv"),
    (2, "roster --policy liangping-2019 nowhere.csv -o out.csv"),
    (2, "roster --policy liangping-2019 ledger.csv -o no/folder/out.csv"),
    (2, "roster --policy liangping-2019 ledger.csv -o ledger.csv"),
    (2, "roster --policy liangping-2019 ledger.csv"),
    (2, "roster --policy liangping-2019 --jobs 0 ledger.csv -o out.csv"),
    (2, "roster --policy liangping-2019 --on yesterday ledger.csv -o out.csv"),
    (0, "diff lincang-2024 shaoxing-2023"),
    (1, "diff lincang-2024 bad.toml"),
    (2, "diff lincang-2024 nowhere"),
    (2, "diff lincang-2024"),
    (0, "explain liangping-2019/premium-aid"),
    (1, "explain bad.toml/premium-aid"),
    (2, "explain lincang-2024/nothing"),
    (2, "explain premium-aid"),
    (2, "explain liangping-2019/premium-aid --format pdf"),
    (0, "ask --policy lincang-2024"),
    (2, "ask --policy nowhere"),
    (2, "ask --policy lincang-2024 --on tomorrow"),
    (0, "new made"),
    (2, "new made"),
    (1, "new other --source nothing.csv"),
    (2, "new other --source nowhere.tsv"),
    (0, "lint made/policy.toml made/cases.toml"),
    (1, "lint bad.toml"),
    (2, "lint nowhere.toml"),
    (2, "lint"),
    (0, "test made"),
    (2, "test nowhere"),
    (0, "schema policy"),
    (2, "schema nothing"),
    (0, "bundle --policy made/policy.toml --template template.html -o page.html"),
    (1, "bundle --policy bad.toml --template template.html -o page.html"),
    (
        1,
        "bundle --policy lincang-2024 --figures figures.toml --template template.html -o page.html",
    ),
    (0, "bundle --place shaoxing --template template.html -o page.html"),
    (2, "bundle --place nowhere --template template.html -o page.html"),
    (2, "bundle --place shaoxing --policy lincang-2024 --template template.html -o page.html"),
    (2, "bundle --template template.html -o page.html"),
    (2, "bundle --policy nowhere --template template.html -o page.html"),
    (2, "bundle --policy lincang-2024 --template bad-template.html -o page.html"),
    (2, "bundle --policy lincang-2024 --template nowhere.html -o page.html"),
    (2, "bundle --policy lincang-2024 --template template.html -o no/folder/page.html"),
];

#[test]
fn every_command_ends_with_the_code_of_what_happened() {
    let desk = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(desk.path().join(name), text).unwrap();
    write("ledger.csv", "dibao\ntrue\n");
    write("bad.csv", "dibao\nmaybe\n");
    write("nothing.csv", "");
    write("case.json", "{}");
    write("bad.json", "{\"facts\": {\"dibao\": 1}}");
    write("bad.toml", "[policy]\nid = 1\n");
    write("figures.toml", "[contribution]\ntier_1 = \"200.00\"\n");
    write("template.html", "<!--mingbai-data-->");
    write("bad-template.html", "");
    for &(code, call) in CALLS {
        let output = Command::new(env!("CARGO_BIN_EXE_mingbai"))
            .args(call.split_ascii_whitespace())
            .current_dir(desk.path())
            .stdin(Stdio::null())
            .env("LC_ALL", "zh_CN.UTF-8")
            .output()
            .unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "mingbai {call}\n{stderr}");
        if code > 0 && !call.is_empty() {
            let said = stderr + &String::from_utf8(output.stdout).unwrap();
            let zh = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
            assert!(said.chars().any(zh), "no Chinese: mingbai {call}\n{said}");
        }
    }
}

#[test]
fn what_may_be_written_instead_is_said_in_chinese_too() {
    for (call, expected) in [
        ("assess --policy liangping-2019 --on 2019-13-01", "应当是日历上的一天，如 2019-11-01"),
        ("explain liangping-2019/premium-aid --format pdf", "可以写：text, markdown"),
        ("roster --policy liangping-2019 --jobs 0 a.csv -o b.csv", "应当是 1 到 255 的整数"),
        ("roster --policy liangping-2019 a.csv", "少了 --output <OUT>"),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_mingbai"))
            .args(["--lang", "zh"])
            .args(call.split(' '))
            .output()
            .unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert!(stderr.lines().next().unwrap().contains(expected), "{stderr}");
    }
}

#[test]
fn with_json_every_error_is_said_on_standard_output_too() {
    let desk = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(desk.path().join(name), text).unwrap();
    write("case.json", "{}");
    write("bad.json", "{\"facts\": {\"dibao\": 1}}");
    write("bad.toml", "[policy]\nid = 1\n");
    for (call, said) in [
        ("--policy liangping-2019 bad.json", "facts.dibao: found the number 1"),
        ("--policy liangping-2019 nowhere.json", "nowhere.json: No such file"),
        ("--policy nowhere case.json", "no policy \"nowhere\""),
        ("--policy bad.toml case.json", "lacks in_force"),
        ("--policy liangping-2019 --figures bad.toml case.json", "lacks [contribution]"),
        ("--policy liangping-2019 --on 2019-02-30 case.json", "invalid value '2019-02-30'"),
        ("case.json", "required arguments were not provided"),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_mingbai"))
            .args("--lang en assess --json".split(' '))
            .args(call.split(' '))
            .current_dir(desk.path())
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let error: serde_json::Value = serde_json::from_str(&text).expect(call);
        let message = error["error"]["message"].as_str().expect(call);
        assert!(message.contains(said), "{call}: {message}");
        assert_eq!(error["error"]["problems"][0]["message"], message, "{call}");
    }
}
