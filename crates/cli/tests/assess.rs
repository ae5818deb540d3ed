//! `mingbai assess`: what is told, and where what is wrong is said to be.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;

use crate::command::{mingbai, mingbai_with};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

/// What is said of a case about Liangping.
fn assessed(arguments: &[&str], input: &str) -> (Option<i32>, String, String) {
    let about = ["assess", "--policy", "liangping-2019", "--on", "2019-11-01"];
    mingbai("en", &[&about, arguments].concat(), input)
}

fn told(case: &Value) -> String {
    let (code, out, err) = assessed(&["-"], &case.to_string());
    assert_eq!((code, err.as_str()), (Some(0), ""));
    out
}

#[test]
fn the_reading_that_was_used_is_the_one_that_is_told() {
    let facts = json!({ "scheme": "resident", "registered_poor": "none", "residence": "urban", "orphan": true, "tier": "tier_1" });
    let orphans = |case: &Value| {
        let told = told(case);
        let mut lines = told.lines().filter(|line| line.ends_with("(orphans_urban)"));
        let first = lines.next().unwrap().trim().to_owned();
        assert!(lines.all(|line| line.trim() == first), "{told}");
        first
    };
    let taken = orphans(&json!({ "facts": facts }));
    let other = orphans(&json!({ "facts": facts, "readings": { "orphans_urban": false } }));
    // What is asked stands before how it is read.
    let (question, way) = taken.split_once("? ").expect("a question");
    assert!(question.contains("orphans"), "{taken}");
    assert!(way.starts_with("We read it as: Yes: the text names"), "{taken}");
    let way = other.strip_prefix(question).expect("the same question");
    assert!(way.starts_with("? Now read the other way. No: orphans too"), "{other}");
    let said = json!({ "facts": facts, "readings": { "orphans_urban": true } });
    assert_eq!(orphans(&said), taken);
}

#[test]
fn what_settles_an_open_verdict_is_said_in_the_readers_words() {
    let case = json!({ "facts": { "residence": "rural", "registered_poor": "none", "tekun": false, "orphan": false,
        "low_income": false, "illness_poverty": false, "scheme": "resident", "tier": "tier_1" } });
    let told = told(&case);
    for line in [
        "If Low-income allowance: Yes → the whole tier-1 contribution is paid for you",
        "If Low-income allowance: No → nothing",
        "If Low-income allowance: No → nothing (or in another way)",
    ] {
        assert!(told.lines().any(|own| own.trim() == line), "{line}\n{told}");
    }
}

#[test]
fn what_would_give_more_is_advised_with_its_clauses() {
    let case = json!({ "facts": { "residence": "rural", "registered_poor": "none", "dibao": false, "tekun": false,
        "orphan": false, "low_income": true, "illness_poverty": false, "scheme": "resident", "tier": "tier_1" } });
    let told = told(&case);
    let (_, advice) = told.split_once("\nWhat could help you\n").expect("advice");
    let apply = "  * If you meet the conditions, you can apply for “Low-income allowance”. Once recognised,\n";
    let (_, advice) = advice.split_once(apply).expect("a status to apply for");
    let mut lines = advice.lines().map(str::trim);
    let gives = lines.next().unwrap();
    assert!(gives.starts_with("Gives more: "), "{told}");
    assert!(gives.ends_with("the whole tier-1 contribution is paid for you"), "{told}");
    assert_eq!(lines.next(), Some("[二(四)1]"), "{told}");
}

#[test]
fn how_to_claim_is_told_of_what_can_be_claimed_only() {
    let claims = |residence: &str| {
        let told = told(&json!({ "facts": { "residence": residence, "registered_poor": "none",
            "dibao": true, "tekun": false, "orphan": false, "low_income": false, "illness_poverty": false } }));
        let (_, own) = told.split_once("One window settles everything").expect("the provision");
        let own = own.split("\n  * ").next().unwrap_or_default();
        own.contains("\n    How to claim: Go to the service window")
    };
    assert!(claims("rural"));
    assert!(!claims("urban"), "what is not given is not claimed");
}

#[test]
fn what_assistance_pays_is_told_as_the_least_and_much_outside_the_catalogue_as_a_hint() {
    let bill = |poor: bool, out_of_scope: &str| {
        told(&json!({
            "facts": {
                "scheme": "resident", "tier": "tier_1", "residence": "rural", "dibao": poor, "tekun": false, "orphan": false,
                "low_income": false, "illness_poverty": false, "registered_poor": "none",
            },
            "admissions": [{ "hospital_level": "township", "in_district": true, "in_scope": "900.00", "out_of_scope": out_of_scope }],
            "figures": {
                "basic": { "deductible": { "township": "100.00" }, "rate": { "tier_1": { "township": "50" } }, "cap": { "tier_1": "none" } },
                "major_illness": { "deductible": "9000.00", "bands": [{ "from": "0", "percent": "60" }], "cap": "none" },
                "assistance": { "cap": "none" },
            },
        }))
    };
    let poor = bill(true, "100.01");
    for line in [
        "Total cost: ¥1000.01",
        "Basic insurance: ¥400.00",
        "Medical assistance, at least: ¥350.00",
        "You pay at most: ¥250.01",
    ] {
        assert!(poor.contains(&format!("  {line}\n")), "{line}\n{poor}");
    }
    let hint = "More than a tenth of a bill is outside the insurance";
    assert!(poor.contains(hint), "{poor}");
    // A tenth to the fen is not more than a tenth.
    assert!(!bill(true, "100.00").contains(hint));
    let line = format!("  {hint}: ask the hospital why. [二(五)2]\n");
    let (_, readings) = poor.split_once(&line).expect("the hint with its clause");
    assert!(readings.lines().next().unwrap().contains("We read it as: "), "{poor}");
    // Nor is it told to those the clause does not mean.
    assert!(!bill(false, "500.00").contains(hint));
    let other = bill(false, "0.00");
    assert!(other.contains("  Medical assistance: ¥0.00\n  You pay: ¥500.00\n"), "{other}");
}

#[test]
fn an_error_of_a_line_of_cases_names_the_line_and_the_file() {
    let lines = "{\"facts\":{\"dibao\":1}}\n\n{}\n{bad\n";
    let (code, out, _) = assessed(&["--jsonl"], lines);
    let answers: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((code, answers.len()), (Some(1), 3));
    for (answer, line) in [(&answers[0], 1), (&answers[2], 4)] {
        assert_eq!(answer["line"], line);
        assert_eq!(answer["error"]["problems"][0]["line"], line);
        assert!(answer["error"].get("file").is_none());
    }
    let bad = answers[2]["error"]["message"].as_str().unwrap();
    assert!(bad.contains("at column 2") && !bad.contains("line 1"), "{bad}");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cases.jsonl");
    fs::write(&file, lines).unwrap();
    let (_, out, _) = assessed(&["--jsonl", file.to_str().unwrap()], "");
    let first: Value = serde_json::from_str(out.lines().next().unwrap()).unwrap();
    assert_eq!(first["error"]["file"], file.to_str().unwrap());
}

#[test]
fn the_members_of_a_household_are_stated_one_by_one() {
    for (case, field) in [
        (r#"{"household":{},"members":null}"#, "members"),
        (r#"{"household":{},"members":[{},null]}"#, "members[1]"),
        (r#"{"household":{}}"#, "members"),
    ] {
        let (code, out, _) = assessed(&["--json", "-"], case);
        let error: Value = serde_json::from_str(&out).unwrap();
        assert_eq!(
            (code, &error["error"]["problems"][0]["field"]),
            (Some(1), &json!(field)),
            "{out}"
        );
    }
    assert_eq!(assessed(&["--json", "-"], r#"{"household":{},"members":[]}"#).0, Some(0));
}

#[test]
fn wrong_use_is_named_whole_where_a_program_reads() {
    let (code, out, _) = mingbai("en", &["assess", "--json", "-"], "");
    let error: Value = serde_json::from_str(&out).unwrap();
    let message = error["error"]["message"].as_str().unwrap();
    assert!(message.contains("not provided: --policy"), "{message}");
    assert_eq!(code, Some(2));
}

#[test]
fn today_is_the_day_of_the_local_calendar_whatever_the_time_zone() {
    let about = ["assess", "--policy", "liangping-2019", "--json", "-"];
    let day = |hours| {
        let here = Timestamp::now() + SignedDuration::from_hours(hours);
        here.to_string().split_once('T').unwrap().0.to_owned()
    };
    // 26 hours apart: at any moment one of them is not at the day of UTC.
    for (zone, hours) in [
        ("Pacific/Kiritimati", 14),
        ("Asia/Shanghai", 8),
        ("Etc/GMT+12", -12),
        ("CST-8", 8),
        ("", 0),
    ] {
        let before = day(hours);
        let (code, out, err) = mingbai_with(&[("TZ", zone)], "en", &about, "{}");
        assert_eq!((code, err.as_str()), (Some(0), ""), "{zone}");
        let told: Value = serde_json::from_str(&out).unwrap();
        assert!(
            [before, day(hours)].iter().any(|day| told["on"] == **day),
            "{zone}: {}",
            told["on"]
        );
    }
    let (code, _, err) = mingbai_with(&[("TZ", "Asia/Shanghigh")], "en", &about, "{}");
    assert_ne!(code, Some(0));
    assert!(err.contains("--on DAY"), "{err}");
}

#[test]
fn who_decides_is_told_a_guess_as_one_and_so_is_what_nobody_was_asked() {
    let told = |lang: &str, policy: &str, facts: &Value| {
        let about = ["assess", "--policy", policy, "--on", "2023-10-01", "-"];
        let (code, out, err) = mingbai(lang, &about, &json!({ "facts": facts }).to_string());
        assert_eq!(code, Some(0), "{err}");
        out
    };
    let facts = json!({ "sex": "female", "age": 70, "dibao": true, "scheme_2012": "ncms" });
    let out = told("en", "shangyu-2012", &facts);
    assert!(out.contains("Who decides: the civil affairs bureau"), "{out}");
    assert!(!out.contains("our guess"), "{out}");
    assert!(out.contains("Taken as so without asking you: Child or student: Neither; "), "{out}");
    assert!(out.contains("Pregnancy: No"), "{out}");
    let out = told("zh", "shaoxing-2023", &json!({}));
    assert!(out.contains("由谁办：给您看病的医院、卫生院或社区卫生服务中心（文件没有写"), "{out}");
    assert!(!out.contains("没有问您"), "{out}");
    assert!(!out.contains("村干部"), "{out}");
}
