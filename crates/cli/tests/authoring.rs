//! The examples of the guide from their clauses to a page; `new`, `lint`, `test`, `bundle`, figures.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};

use crate::page::Carried;

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

fn mingbai(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_mingbai"))
        .args(arguments)
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .env("LANG", "C.UTF-8")
        .output()
        .unwrap()
}

fn said(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

#[test]
fn the_examples_of_documents_are_linted_and_their_cases_hold() {
    for (example, cases) in [("example-assistance-2025", 17), ("example-county", 8)] {
        let folder = root("docs").join(example);
        let file = |name: &str| shown(&folder.join(name));
        let (policy, figures) = (file("policy.toml"), file("figures.toml"));
        let source = file("clauses.tsv");
        let lint = ["lint", &policy, &figures, &file("cases.toml"), "--source", &source];
        assert_eq!(said(&mingbai(&lint)), (0, String::new(), String::new()));
        let (code, out, _) = said(&mingbai(&["test", &shown(&folder)]));
        assert_eq!(code, 0);
        let all = format!("{cases} cases, {cases} hold, 0 fail\n");
        // Every row has a case, so no more is said.
        assert!(out.ends_with(&all) && out.lines().count() == 1, "{out}");
    }
}

#[test]
fn a_row_to_which_no_case_comes_is_named() {
    let place = tempfile::tempdir().unwrap();
    for name in ["policy.toml", "cases.toml"] {
        fs::copy(root("docs/example-county").join(name), place.path().join(name)).unwrap();
    }
    let cases = place.path().join("cases.toml");
    let text = fs::read_to_string(&cases).unwrap();
    let (kept, _) = text.split_once("[[case]]\nname = \"参加的是职工医保").unwrap();
    fs::write(&cases, kept).unwrap();
    let (code, out, _) = said(&mingbai(&["test", &shown(place.path())]));
    let row = "row other_insurance of premium-aid: no case comes to it; write one that does\n";
    // It is no error: the cases that there are hold.
    assert!(code == 0 && out.contains(row), "{out}");
}

#[test]
fn a_figure_that_its_document_does_not_state_is_found() {
    let place = tempfile::tempdir().unwrap();
    let figures = place.path().join("figures.toml");
    let policy = shown(&root("docs/example-assistance-2025/policy.toml"));
    let source = shown(&root("docs/example-assistance-2025/clauses.tsv"));
    let lint = |value: &str, title: &str, more: &[&str]| {
        let text = format!(
            "[contribution]\nvalue = \"{value}\"\nsource = \"{title}\"\ndate = 2025-02-20\n"
        );
        fs::write(&figures, text).unwrap();
        let (code, out, _) = said(&mingbai(&[&["lint", &shown(&figures), &policy], more].concat()));
        (code, out)
    };
    let with = ["--source", &source];
    let number = "例州医保发〔2025〕3号";
    assert_eq!(lint("400.00", number, &with), (0, String::new()));
    let (code, out) = lint("380.00", number, &with);
    assert_eq!(code, 1);
    assert!(
        out.contains("figure-not-in-source: contribution: 380.00 stands in no clause of"),
        "{out}"
    );
    // Nothing is known of another notice, or without the clauses.
    assert_eq!(lint("380.00", "另一份通知", &with), (0, String::new()));
    assert_eq!(lint("380.00", number, &[]), (0, String::new()));
}

#[test]
fn the_example_county_is_made_a_page() {
    let folder = root("docs/example-county");
    let file = |name: &str| shown(&folder.join(name));
    let place = tempfile::tempdir().unwrap();
    let (template, page) = (place.path().join("template.html"), place.path().join("county.html"));
    fs::write(&template, "<html><!--mingbai-data--></html>").unwrap();
    let policy = file("policy.toml");
    let figures = file("figures.toml");
    let bundle = ["bundle", "--policy", &policy, "--figures", &figures];
    let with = ["--template", &shown(&template), "-o", &shown(&page)];
    assert_eq!(said(&mingbai(&[&bundle[..], &with[..]].concat())).0, 0);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&page), mode(&template), "as any file that is written here");
    }
    let data = Carried::of(&fs::read_to_string(&page).unwrap()).data;
    assert_eq!(data["policies"][0]["id"], "example-county");
    assert_eq!(data["figures"]["example"], true);
    assert_eq!(data["figures"]["values"]["contribution"]["tier_1"], "200.00");
    assert_eq!(data["figures"]["sources"]["contribution.tier_1"]["date"], "2026-01-01");
    assert!(data["figures"]["office"]["phone"].is_string());
}

#[test]
fn a_page_is_made_of_what_fits_together_only() {
    let place = tempfile::tempdir().unwrap();
    let (template, page) = (place.path().join("template.html"), place.path().join("county.html"));
    fs::write(&template, "<html><!--mingbai-data--></html>").unwrap();
    let bundle = |more: &[&str]| {
        let with = ["--template", &shown(&template), "-o", &shown(&page)];
        let (code, _, err) = said(&mingbai(&[&["bundle"], more, &with[..]].concat()));
        assert!(!page.exists(), "{err}");
        (code, err)
    };
    let (code, err) = bundle(&["--policy", "lincang-2024", "liangping-2019", "lincang-2024"]);
    assert!(code == 2 && err.contains("lincang-2024 would be in the page twice"), "{err}");
    let bad = place.path().join("figures.toml");
    fs::write(&bad, "[contribution]\ntier_1 = { value = \"200.00\" }\n").unwrap();
    let (code, err) = bundle(&["--policy", "lincang-2024", "--figures", &shown(&bad)]);
    assert!(code == 1 && err.contains("figures.toml:2: missing-source: "), "{err}");
    fs::write(&template, "<html></html>").unwrap();
    let (code, err) = bundle(&["--policy", "lincang-2024"]);
    assert!(code == 2 && err.contains("exactly once"), "{err}");
}

#[test]
fn a_problem_of_a_case_is_underlined_in_its_file() {
    let place = tempfile::tempdir().unwrap();
    let case = shown(&place.path().join("case.json"));
    fs::write(&case, "{ \"facts\": {\n  \"dibao\": true, \"tier\": \"三档\"\n} }\n").unwrap();
    let assess = |more: &[&str]| {
        let (code, out, err) =
            said(&mingbai(&[&["assess", "--policy", "liangping-2019", &case], more].concat()));
        assert_eq!((code, out.as_str()), (1, ""));
        err
    };
    let plain = assess(&[]);
    assert!(plain.starts_with(&format!("{case}:2: facts.tier: found \"三档\"; expected one of")));
    assert_eq!(plain.lines().count(), 1, "into a pipe goes the one line");
    let shown = assess(&["--underline", "--lang", "zh"]);
    let place = shown.lines().find(|line| line.contains("\"dibao\": true")).unwrap();
    let mark = shown.lines().find(|line| line.contains("这里")).unwrap();
    // The mark hangs below what is meant, not below the start of the line.
    let column = |line: &str, what: char| line.chars().position(|c| c == what).unwrap();
    let tier = place.chars().collect::<String>().find("\"tier\"").unwrap();
    let tier = place[..tier].chars().count();
    assert!(column(mark, '╰') > tier && shown.starts_with(&case), "{shown}");

    fs::write(&case, "{ \"facts\": {\n  \"dibao\": yes } }\n").unwrap();
    let shown = assess(&["--underline"]);
    assert!(shown.starts_with(&format!("{case}:2: this is not JSON")), "{shown}");
    assert!(shown.contains("\"dibao\": yes } }") && shown.contains("here"), "{shown}");
}

#[test]
fn the_guides_can_be_followed_word_by_word() {
    for guide in ["docs/authoring.md", "docs/authoring.zh.md"] {
        let place = tempfile::tempdir().unwrap();
        let county = place.path().join("example-county");
        fs::create_dir(&county).unwrap();
        let copy = |from: &str, to: &str| {
            fs::copy(root("docs/example-county").join(from), county.join(to)).unwrap();
        };
        fs::write(place.path().join("template.html"), "<!--mingbai-data-->").unwrap();
        copy("clauses.tsv", "clauses.tsv");
        let text = fs::read_to_string(root(guide)).unwrap();
        // The notice to practise on is the example's.
        let notice =
            text.split("```text\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
        let clauses = fs::read_to_string(county.join("clauses.tsv")).unwrap();
        let texts = clauses.lines().skip(1).map(|line| line.split_once('\t').unwrap().1);
        assert!(notice.lines().eq(texts), "{guide}: {notice}");
        let commands = text.lines().filter_map(|line| line.strip_prefix("    mingbai "));
        let mut done = Vec::new();
        for command in commands {
            let mut words: Vec<&str> = command.split(' ').collect();
            let name = *words.iter().find(|word| !["--lang", "zh"].contains(word)).unwrap();
            if name == "bundle" {
                words.extend(["--template", "template.html"]);
            }
            let output = Command::new(env!("CARGO_BIN_EXE_mingbai"))
                .args(&words)
                .current_dir(place.path())
                .output()
                .unwrap();
            let (code, out, err) = said(&output);
            assert_eq!(code, 0, "{guide}: {command}\n{out}{err}");
            if name == "new" {
                // What the clerk writes from here on.
                for file in ["policy.toml", "cases.toml", "figures.toml"] {
                    copy(file, file);
                }
                copy("policy.toml", "old.toml");
            }
            done.push(name);
        }
        let steps = ["new", "facts", "lint", "test", "explain", "bundle", "diff"];
        assert_eq!(done, steps, "{guide}");
        assert!(place.path().join("county.html").exists());
    }
}

#[test]
fn what_new_writes_compiles_and_the_check_names_every_clause_not_yet_read() {
    let place = tempfile::tempdir().unwrap();
    let source = shown(&root("docs/example-county/clauses.tsv"));
    let folder = shown(&place.path().join("Our County"));
    let (code, out, _) = said(&mingbai(&["new", &folder, "--source", &source]));
    assert_eq!(code, 0);
    assert!(out.contains("docs/authoring.md"), "{out}");
    let policy = format!("{folder}/policy.toml");
    let text = fs::read_to_string(&policy).unwrap();
    assert!(text.contains("id = \"our-county\"") && text.contains("at = \"一\""), "{text}");
    let cases = format!("{folder}/cases.toml");
    assert_eq!(said(&mingbai(&["lint", &policy, &cases])), (0, String::new(), String::new()));
    assert_eq!(said(&mingbai(&["test", &folder])).0, 0);
    let (code, out, _) = said(&mingbai(&["lint", &policy, "--source", &source]));
    let unread = ["题", "序", "二", "三", "四", "尾"];
    assert_eq!((code, out.lines().count()), (1, unread.len()), "{out}");
    for (clause, line) in unread.into_iter().zip(out.lines()) {
        let named = format!("does not account for clause {clause};");
        assert!(line.contains(": unaccounted-clause: ") && line.contains(&named), "{line}");
        assert!(text.contains(&format!("\n#   {clause}  ")), "{clause}\n{text}");
    }
    // Once all are dealt with, nothing is left.
    let quoted = unread.map(|clause| format!("\"{clause}\"")).join(", ");
    let done =
        format!("{text}\n[[elsewhere]]\nat = [{quoted}]\nreason = \"read\"\nchecked = \"read\"\n");
    fs::write(&policy, done).unwrap();
    let lint = mingbai(&["lint", &policy, &cases, "--source", &source]);
    assert_eq!(said(&lint), (0, String::new(), String::new()));

    // A spreadsheet's "text (tab delimited)" is GB18030 or UTF-16, with quotes around commas.
    let table = fs::read_to_string(&source).unwrap();
    let table =
        table.replace('\t', "\t\"").replace('\n', "\"\r\n").replacen("\t\"text\"", "\ttext", 1);
    let written = place.path().join("saved.txt");
    let utf_16: Vec<u8> =
        format!("\u{feff}{table}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [encoding_rs::GB18030.encode(&table).0.into_owned(), utf_16] {
        fs::write(&written, bytes).unwrap();
        let lint = mingbai(&["lint", &policy, "--source", &shown(&written)]);
        assert_eq!(said(&lint), (0, String::new(), String::new()));
    }
    fs::write(&written, b"at\ttext\n\xff\xff\n").unwrap();
    let (code, _, err) = said(&mingbai(&["lint", &policy, "--source", &shown(&written)]));
    assert!(code == 1 && err.contains("this is not UTF-8"), "{err}");

    fs::write(&cases, "mine").unwrap();
    fs::remove_file(&policy).unwrap();
    let (code, _, err) = said(&mingbai(&["new", &folder, "--source", &source]));
    assert_eq!(code, 2);
    assert!(err.contains("is there already"), "{err}");
    assert_eq!(fs::read_to_string(&cases).unwrap(), "mine");
    assert!(!Path::new(&policy).exists());
}

#[test]
fn a_text_is_cut_into_the_table_that_new_begins_with() {
    let place = tempfile::tempdir().unwrap();
    let (text, table) = (place.path().join("text.txt"), place.path().join("x.clauses.tsv"));
    let words = "例州区救助办法\n一、对象。\n（一）特困人员。\n()低保对象。\n- 1 -\n乙区救助办法\n一、丙。\n二、丁。\n";
    fs::write(&text, encoding_rs::GB18030.encode(words).0).unwrap();
    let clauses = ["clauses", &shown(&text), "-o", &shown(&table)];
    let (code, out, _) = said(&mingbai(&clauses));
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!((code, lines.len()), (0, 4), "{out}");
    assert!(lines[0].ends_with("x.clauses.tsv: 4 clauses"), "{out}");
    assert!(lines[1].contains(":4: 一(二): the number in the brackets was lost"), "{out}");
    assert!(lines[2].ends_with("x-2.clauses.tsv: 3 clauses"), "{out}");
    assert!(lines[3].ends_with(":5: left out: - 1 -"), "{out}");
    let written = fs::read_to_string(&table).unwrap();
    assert!(written.starts_with("at\ttext\n题\t例州区救助办法\n一\t一、对象。\n"), "{written}");
    // What is there already is kept.
    assert_eq!(said(&mingbai(&clauses)).0, 2);
    let folder = shown(&place.path().join("county"));
    assert_eq!(said(&mingbai(&["new", &folder, "--source", &shown(&table)])).0, 0);
    fs::write(&text, "nothing of a document").unwrap();
    let other = shown(&place.path().join("y.clauses.tsv"));
    assert_eq!(said(&mingbai(&["clauses", &shown(&text), "-o", &other])).0, 1);
}

#[test]
fn a_table_of_a_spreadsheet_becomes_a_policy_that_compiles() {
    let place = tempfile::tempdir().unwrap();
    let rows = place.path().join("rows.csv");
    fs::write(&rows, "附件,身份,一档,二档\n附件1,特困人员,400 / 0,400 / 375\n附件2,孤儿,—,\"400\"\n附件3,某种人,1,2\n").unwrap();
    let folder = shown(&place.path().join("county"));
    let (code, out, _) = said(&mingbai(&["new", &folder, "--rows", &shown(&rows)]));
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(code, 1);
    assert!(lines[0].contains("line 3, column 3: the cell states no sum"), "{out}");
    assert!(lines[1].contains("line 4, column 2: no fact is called 某种人"), "{out}");
    let file = |name: &str| format!("{folder}/{name}");
    let lint = mingbai(&["lint", &file("policy.toml"), &file("cases.toml")]);
    assert_eq!(said(&lint), (0, String::new(), String::new()));
    assert_eq!(said(&mingbai(&["test", &folder])).0, 0);
    let text = fs::read_to_string(file("policy.toml")).unwrap();
    let row = "  { id = \"tekun_2\", at = \"附件1\", when = 'tekun && tier == tier_2', gives = { premium_aid_amount = \"400.00\" } },\n";
    assert!(text.contains(row), "{text}");
}

#[test]
fn a_case_that_does_not_hold_is_named_with_its_line_and_key() {
    let place = tempfile::tempdir().unwrap();
    let folder = shown(&place.path().join("c"));
    mingbai(&["new", &folder]);
    let cases = format!("{folder}/cases.toml");
    let text = fs::read_to_string(&cases).unwrap();
    fs::write(&cases, text.replacen("row = \"poor\"", "row = \"others\"", 1)).unwrap();
    let (code, out, _) = said(&mingbai(&["test", &folder]));
    assert_eq!(code, 1);
    let line = text.lines().position(|line| line == "[[case]]").unwrap() + 1;
    assert_eq!(
        out.lines().next().unwrap(),
        format!(
            "{cases}:{line}: a person on dibao gets it: expect.example.row: expected \"others\", found \"poor\""
        )
    );
    let (_, out, _) = said(&mingbai(&["--lang", "zh", "test", &folder]));
    assert!(
        out.contains("写的是 \"others\"，算出来是 \"poor\"")
            && out.contains("1 个不符；请对照条文"),
        "{out}"
    );

    let named = fs::read_to_string(&cases).unwrap();
    fs::write(&cases, named.replacen("expect.example ", "expect.exampel ", 1)).unwrap();
    let (_, out, _) = said(&mingbai(&["test", &folder]));
    assert!(
        out.contains("expect.exampel: c has no provision \"exampel\"; use one of example"),
        "{out}"
    );

    let policy = format!("{folder}/policy.toml");
    let text = fs::read_to_string(&policy).unwrap();
    fs::write(&policy, text.replace("when = 'poor', ", "when = 'poor'，")).unwrap();
    let (_, out, _) = said(&mingbai(&["lint", "--underline", "--lang", "zh", &policy]));
    assert!(out.contains(": toml: “，”是全角的，要写成半角的 ,\n"), "{out}");
    assert!(out.contains("when = 'poor'，") && out.contains("这里"), "{out}");
    fs::write(&policy, text.replace("'otherwise'", "'tekun'")).unwrap();
    let (code, out, _) = said(&mingbai(&["test", &folder]));
    assert_eq!(code, 1);
    assert!(out.contains("policy.toml:") && out.contains(": gap: "), "{out}");
}

#[test]
fn lint_knows_the_files_and_says_one_line_a_finding() {
    let place = tempfile::tempdir().unwrap();
    let figures = place.path().join("county.toml");
    fs::write(&figures, "[contribution]\ntier_1 = \"200.00\"\n").unwrap();
    let name = shown(&figures);
    let (code, out, err) = said(&mingbai(&["lint", &name]));
    assert_eq!((code, err.as_str()), (1, ""));
    assert_eq!(
        out,
        format!(
            "{name}:2: missing-source: contribution.tier_1 is a number without a source; write {{ value = \"200.00\", source = \"the title of the notice\", date = 2019-01-01 }}\n"
        )
    );
    let (_, zh, _) = said(&mingbai(&["lint", "--lang", "zh", &name]));
    assert!(zh.contains("没写出处"), "{zh}");
    let (_, shown, _) = said(&mingbai(&["lint", "--underline", &name]));
    assert!(shown.starts_with(&out) && shown.contains("tier_1 = \"200.00\""), "{shown}");
    assert!(!shown.contains('\u{1b}'), "no colours in a pipe");
}

#[test]
fn figures_are_used_key_by_key_and_every_answer_says_so() {
    let place = tempfile::tempdir().unwrap();
    let case = place.path().join("case.json");
    fs::write(
        &case,
        json!({
            "facts": { "residence": "rural", "dibao": true, "scheme": "resident", "tier": "tier_2" },
            "figures": { "contribution": { "tier_2": "480.00" } }
        })
        .to_string(),
    )
    .unwrap();
    let (case, figures) = (shown(&case), shown(&root("docs/example-figures.toml")));
    let policy =
        ["assess", "--policy", "liangping-2019", "--on", "2019-11-01", "--figures", &figures];
    let (code, out, _) = said(&mingbai(&[&policy[..], &["--json", &case]].concat()));
    assert_eq!(code, 0);
    let answer: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(answer["figures"], json!({ "example": true, "file": figures }));
    assert_eq!(answer["premium"]["aid"]["least"], "200.00");
    assert_eq!(answer["premium"]["pays"]["most"], "280.00");
    let (_, out, _) = said(&mingbai(&[&policy[..], &["--jsonl", &case]].concat()));
    assert!(out.contains("\"figures\":{\"example\":true"), "{out}");
    let (_, out, _) = said(&mingbai(&[&policy[..], &[&case]].concat()));
    assert!(out.contains("EXAMPLE FIGURES"), "{out}");
    let without = ["assess", "--policy", "liangping-2019", "--json", &case];
    let (_, out, _) = said(&mingbai(&without));
    assert!(serde_json::from_str::<Value>(&out).unwrap().get("figures").is_none());

    let bad = place.path().join("bad.toml");
    fs::write(&bad, "[contribution]\ntier_1 = { value = \"200.00\" }\n").unwrap();
    let bad = shown(&bad);
    let (code, _, err) =
        said(&mingbai(&["assess", "--policy", "liangping-2019", "--figures", &bad, &case]));
    assert_eq!(code, 1);
    assert!(err.contains("bad.toml:2: missing-source:"), "{err}");
}

#[test]
fn errors_are_in_the_readers_language() {
    let unknown = ["assess", "--policy", "nowhere"];
    let (code, _, err) = said(&mingbai(&unknown));
    assert_eq!(code, 2);
    assert!(err.contains("no policy \"nowhere\""), "{err}");
    let zh = Command::new(env!("CARGO_BIN_EXE_mingbai"))
        .args(unknown)
        .env_remove("LC_MESSAGES")
        .env("LC_ALL", "zh_CN.UTF-8")
        .output()
        .unwrap();
    assert!(said(&zh).2.contains("没有叫“nowhere”的文件"));
    let (code, _, err) = said(&mingbai(&["--lang", "zh", "assess", "--policies", "x"]));
    assert_eq!(code, 2);
    assert!(err.starts_with("mingbai：没有 --policies 这个选项"), "{err}");
}
