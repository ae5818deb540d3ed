//! What is given with ill will or without care: text that steers a terminal, a policy of too many cases, cases that come
//! slowly.

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::time::Duration;

use serde_json::{Value, json};

use crate::command::mingbai;
use crate::roster::{Desk, stderr};

/// It clears the screen, turns letters round, goes back to the line's beginning.
const HOSTILE: &str = "王\u{1b}[2J\u{202e}五\r\u{9b}31m";

/// The same as it is shown.
const SHOWN: &str = "王␛[2J\u{fffd}五␍\u{fffd}31m";

fn is_harmless(text: &str) {
    assert!(!text.contains(['\u{1b}', '\u{202e}', '\r', '\u{9b}']), "{text:?}");
}

#[test]
fn text_of_others_does_not_steer_the_terminal() {
    let case =
        json!({ "household": {}, "members": [{ "name": HOSTILE, "facts": {} }] }).to_string();
    for under in [["--policy", "liangping-2019"], ["--place", "liangping"]] {
        let assess = [&["assess"][..], &under].concat();
        let (code, out, err) = mingbai("en", &assess, &case);
        assert_eq!(code, Some(0), "{err}");
        assert!(out.contains(SHOWN), "{out}");
        is_harmless(&out);
        // A program is told what was given.
        let (_, out, _) = mingbai("en", &[&assess[..], &["--json"]].concat(), &case);
        assert!(out.contains(r"\u001b[2J") && out.contains('\u{202e}'), "{out}");
    }
    let wrong = json!({ "facts": { HOSTILE: true, "dibao": HOSTILE } }).to_string();
    let assess = ["assess", "--policy", "liangping-2019", "--underline"];
    for (wrong, arguments) in
        [(&wrong, &assess[..3]), (&wrong, &assess), (&wrong.replace("\\u001b", "\u{1b}"), &assess)]
    {
        let (code, _, err) = mingbai("en", arguments, wrong);
        assert_eq!(code, Some(1), "{err}");
        is_harmless(&err);
    }
    let (code, _, err) = mingbai("zh", &["explain", &format!("{HOSTILE}/x")], "");
    assert_eq!(code, Some(2));
    assert!(err.contains(SHOWN), "{err}");
    is_harmless(&err);
}

#[test]
fn a_ledger_does_not_steer_the_terminal_and_is_carried_as_it_is() {
    let desk = Desk::new();
    let [name, shown] = [HOSTILE.replace('\r', ""), SHOWN.replace('␍', "")];
    let output = desk.roster("liangping-2019", format!("{name},dibao\n{name},true\n"), &[]);
    let said = stderr(&output);
    assert!(said.contains(&shown), "{said}");
    is_harmless(&said);
    assert_eq!(desk.text("out.csv").matches(&name).count(), 2);
}

#[test]
fn a_file_with_an_error_does_not_steer_the_terminal_and_is_underlined_where_it_is_wrong() {
    let desk = Desk::new();
    let text = format!("# \u{202e}elif\n[contribution]\ntier_1 = \"{HOSTILE}\"\n")
        .replace(['\u{1b}', '\r'], "");
    fs::write(desk.path("county.toml"), &text).unwrap();
    let file = desk.path("county.toml").display().to_string();
    let (code, out, _) = mingbai("en", &["lint", "--underline", &file], "");
    assert_eq!(code, Some(1));
    is_harmless(&out);
    let marked = |text: &str| {
        let at = text.lines().position(|line| line.contains("tier_1 = ")).unwrap();
        let marks = text.lines().nth(at + 1).unwrap();
        marks.matches('─').count() + marks.matches('┬').count()
    };
    let plain = text.replace(['\u{202e}', '\u{9b}'], "口");
    fs::write(desk.path("county.toml"), plain).unwrap();
    let (_, like, _) = mingbai("en", &["lint", "--underline", &file], "");
    assert!(marked(&out) > 0 && marked(&out).abs_diff(marked(&like)) <= 2, "{out}\n{like}");
}

/// A policy whose one provision gives to whom an odd number of these facts is true: `given` of the service.
fn parity(facts: usize, given: &str) -> String {
    let mut text = "[policy]\nid = \"parity\"\ninstrument = \"例〔2026〕1号\"\nissued = 2026-01-05\nin_force = { from = 2026-02-01 }\nplace.zh = \"例\"\nplace.en = \"E\"\ntitle.zh = \"例\"\ntitle.en = \"E\"\n".to_owned();
    for at in 0..facts {
        write!(text, "\n[fact.f{at}]\nscope = \"person\"\nkind = \"flag\"\nlabel.zh = \"第{at}\"\nlabel.en = \"No {at}\"\nquestion.zh = \"第{at}？\"\nquestion.en = \"No {at}?\"\n").unwrap();
    }
    text.push_str("\n[condition]\nodd0 = 'f0'\n");
    for at in 1..facts {
        let before = at - 1;
        writeln!(text, "odd{at} = '(odd{before} && !f{at}) || (!odd{before} && f{at})'").unwrap();
    }
    let last = facts - 1;
    write!(text, "\n[provision.odd]\nkind = \"service\"\nat = \"一\"\ntitle.zh = \"单\"\ntitle.en = \"Odd\"\nwhat.zh = \"单数的有。\"\nwhat.en = \"An odd number gets it.\"\nhit = \"first\"\nrows = [\n  {{ id = \"odd\", when = '{given}odd{last}', gives = {{ service = \"free\" }} }},\n  {{ id = \"even\", when = 'otherwise', gives = \"nothing\" }},\n]\n").unwrap();
    text
}

/// Within two gigabytes of address space and a minute: exit code, standard output and standard error.
fn bounded(arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new("bash")
        .args([
            "-c",
            "ulimit -v 2000000; ulimit -t 60; exec \"$0\" \"$@\"",
            env!("CARGO_BIN_EXE_mingbai"),
        ])
        .args(["--lang", "en"])
        .args(arguments)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[cfg(unix)]
#[test]
fn a_policy_with_more_cases_than_can_be_listed_is_laid_out_and_compared_within_bounds() {
    let desk = Desk::new();
    let file = |name: &str, text: String| {
        fs::write(desk.path(name), text).unwrap();
        desk.path(name).display().to_string()
    };
    let (odd, even) = (file("odd.toml", parity(40, "")), file("even.toml", parity(40, "!")));
    assert_eq!(bounded(&["lint", &odd]), (Some(0), String::new(), String::new()));
    let name = format!("{odd}/odd");
    let (code, out, err) = bounded(&["explain", &name]);
    assert_eq!(code, Some(0), "{err}");
    let half = 1_u64 << 39;
    assert!(out.contains("too many to be listed one by one") && out.contains("odd39"), "{out}");
    assert!(
        out.contains(&format!("combinations: {half}\n    paths of the diagram: {half}")),
        "{out}"
    );
    let (code, out, err) = bounded(&["explain", &name, "--format", "svg"]);
    assert_eq!(code, Some(0), "{err}");
    assert!(out.contains("too many to be listed"), "{out}");
    let (code, out, err) = bounded(&["diff", &odd, &even]);
    assert_eq!((code, out.as_str()), (Some(1), ""), "{err}");
    assert!(err.contains("too far apart to compare"), "{err}");
    // Few enough are listed, each once.
    let few = file("few.toml", parity(8, ""));
    let (_, out, _) = bounded(&["explain", &format!("{few}/odd")]);
    assert_eq!(out.matches("\n    row: odd\n").count(), 128, "{out}");
}

#[test]
fn a_case_is_answered_before_the_next_one_comes() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_mingbai"))
        .args(["assess", "--policy", "liangping-2019", "--on", "2019-11-01", "--jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut input, output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let (told, answers) = channel();
    std::thread::spawn(move || {
        BufReader::new(output).lines().map_while(Result::ok).for_each(|line| {
            let _ = told.send(line);
        });
    });
    let answer = || {
        let line = answers.recv_timeout(Duration::from_secs(60)).expect("an answer in time");
        serde_json::from_str::<Value>(&line).unwrap()
    };
    for times in 0..3 {
        // Two whole lines and the beginning of a third.
        input.write_all(b"{}\n\n{\"facts\":{\"dibao\":true}}\n{\"fac").unwrap();
        assert!(answer()["verdicts"].is_array() && answer()["verdicts"].is_array(), "{times}");
        assert!(answers.try_recv().is_err(), "half a line has no answer");
        input.write_all(b"ts\":{}}\n").unwrap();
        assert!(answer()["verdicts"].is_array(), "{times}");
    }
    input.write_all(b"{}").unwrap();
    drop(input);
    assert!(answer()["verdicts"].is_array(), "the last line, without an end");
    assert!(child.wait().unwrap().success());
}
