//! `mingbai diff` and `ask` as they are called.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;

use crate::command::mingbai;
use serde_json::{Map, Value, json};

fn diff(old: &str, new: &str) -> Value {
    let (code, out, err) = mingbai("en", &["diff", old, new, "--json"], "");
    assert_eq!(code, Some(0), "{err}");
    serde_json::from_str(&out).unwrap()
}

const HEAD: &str = r#"
[policy]
id = "p"
instrument = "x"
issued = 2020-01-01
in_force = { from = 2020-01-01 }
place = { zh = "某县", en = "A county" }
title = { zh = "题", en = "Title" }
"#;

const PROVISION: &str = r#"
[provision.help]
kind = "service"
at = "一"
title = { zh = "帮助", en = "Help" }
what = { zh = "有帮助。", en = "Help is given." }
"#;

fn policy(extra: &str, figures: &str, rows: &str) -> String {
    format!(
        "{HEAD}\n{extra}\n{PROVISION}\nfigures = {{ {figures} }}\nhit = \"first\"\nrows = [{rows}]\n"
    )
}

/// Whether the facts of a case are among a row's.
fn is_in(when: &Value, case: &Map<String, Value>) -> bool {
    when.as_object().unwrap().iter().all(|(fact, allowed)| {
        let value = case.get(fact).unwrap_or(&Value::Null);
        match allowed {
            Value::Array(allowed) => allowed.iter().any(|allowed| match value.as_i64() {
                Some(number) if allowed.is_object() => (allowed["from"].as_i64().unwrap()
                    ..=allowed["to"].as_i64().unwrap())
                    .contains(&number),
                _ => allowed == value,
            }),
            set => {
                let has = |value: &Value| case[fact].as_array().unwrap().contains(value);
                let all = |part: &str| set[part].as_array().cloned().unwrap_or_default();
                all("has").iter().all(has) && !all("has_not").iter().any(has)
            }
        }
    })
}

fn outcome(policy: &str, case: &Map<String, Value>) -> Value {
    let input = json!({ "facts": case }).to_string();
    let (code, out, err) =
        mingbai("en", &["assess", "--policy", policy, "--on", "2020-01-01", "--json"], &input);
    assert_eq!(code, Some(0), "{err}");
    let answer: Value = serde_json::from_str(&out).unwrap();
    answer["verdicts"][0]["outcomes"][0].clone()
}

#[test]
fn a_policy_does_not_differ_from_itself() {
    for id in mingbai_policies::policies().iter().map(|policy| policy.id) {
        assert_eq!(diff(id, id)["same"], true, "{id}");
    }
    let (_, out, _) = mingbai("zh", &["diff", "lincang-2024", "lincang-2024"], "");
    assert!(out.contains("规则没有变化"), "{out}");
}

#[test]
fn the_rows_of_a_diff_are_exactly_the_cases_that_differ() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    // Other cuts, another order of the policy's own facts, a value and a fact that are new.
    let own = |values: &str| {
        format!(
            "[fact.village]\nscope = \"person\"\nkind = \"choice\"\nlabel = {{ zh = \"村\", en = \"Village\" }}\nquestion = {{ zh = \"哪个村？\", en = \"Which village?\" }}\n{values}"
        )
    };
    let flag = "[fact.registered_late]\nscope = \"person\"\nkind = \"flag\"\nlabel = { zh = \"补登\", en = \"Late\" }\nquestion = { zh = \"补登的吗？\", en = \"Late?\" }\n";
    let east = "values.east = { zh = \"东\", en = \"East\" }\n";
    let west = "values.west = { zh = \"西\", en = \"West\" }\n";
    let north = "values.north = { zh = \"北\", en = \"North\" }\n";
    let old = policy(
        &[own(&format!("{east}{west}")).as_str(), flag].concat(),
        "\"60\" = \"60\"",
        r#"{ id = "old", when = 'age >= 60 && village == east', gives = "service" },
           { id = "late", when = 'registered_late && dibao', gives = { service = "free" } },
           { id = "no", when = 'otherwise', gives = "nothing" }"#,
    );
    let new = policy(
        &[flag, own(&format!("{north}{west}{east}")).as_str()].concat(),
        "\"65\" = \"65\"",
        r#"{ id = "north", when = 'age >= 65 && village == north', gives = { service = "pilot" } },
           { id = "old", when = 'age >= 65 && village != west', gives = "service" },
           { id = "late", when = 'registered_late && (dibao || tekun)', gives = { service = "free" } },
           { id = "no", when = 'otherwise', gives = "nothing" }"#,
    );
    fs::write(path("old.toml"), old).unwrap();
    fs::write(path("new.toml"), new).unwrap();
    let diff = diff(&path("old.toml"), &path("new.toml"));
    assert_eq!(diff["same"], false);
    let rows = diff["provisions"][0]["rows"].as_array().unwrap();
    let mut differing = 0;
    for age in [59, 60, 64, 65] {
        for village in ["east", "west"] {
            for flags in 0..8 {
                let flag = |bit: u8| json!(flags >> bit & 1 == 1);
                let case = json!({ "age": age, "village": village, "registered_late": flag(0), "dibao": flag(1), "tekun": flag(2) });
                let case = case.as_object().unwrap();
                let (was, now) =
                    (outcome(&path("old.toml"), case), outcome(&path("new.toml"), case));
                let named: Vec<&Value> =
                    rows.iter().filter(|row| is_in(&row["when"], case)).collect();
                assert_eq!(named.is_empty(), was == now, "{case:?}");
                for row in named {
                    assert_eq!((&row["was"], &row["now"]), (&was, &now), "{case:?}");
                }
                differing += usize::from(was != now);
            }
        }
    }
    assert!(differing > 5, "the two versions must differ in several ways");
    // The old version has no village in the north.
    let north = rows.iter().filter(|row| row["when"]["village"] == json!(["north"]));
    assert!(north.clone().count() > 0 && north.clone().all(|row| row["was"].is_null()));
    let (_, out, _) = mingbai("en", &["diff", &path("old.toml"), &path("new.toml")], "");
    assert!(out.contains("Age: 60–64") && out.contains("Village: East"), "{out}");
}

#[test]
fn provisions_that_come_and_go_are_named() {
    let diff = diff("shangyu-2012", "jiangsu-2012");
    let changes: Vec<&str> = diff["provisions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|p| p["change"].as_str().unwrap())
        .collect();
    assert!(changes.contains(&"removed") && changes.contains(&"added"));
}

#[test]
fn what_changed_is_said_once_for_all_whom_it_concerns() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let rows = |gives: &str| {
        format!(
            r#"{{ id = "poor", when = 'dibao || tekun', gives = {gives} }},
               {{ id = "no", when = 'otherwise', gives = "nothing" }}"#
        )
    };
    let reading = "[reading.wide]\nat = \"一\"\nkind = \"note\"\nfor = [\"help\"]\nquestion = { zh = \"谁？\", en = \"Who?\" }\ntaken = { zh = \"都算\", en = \"All\" }\nother = { zh = \"不算\", en = \"None\" }\n";
    let write = |name: &str, text: &str| fs::write(path(name), text).unwrap();
    let old = policy(reading, "", &rows("\"service\""));
    write("old.toml", &old);
    let says = |old: &str, new: &str, lang: &str| {
        let (code, out, err) = mingbai(lang, &["diff", &path(old), &path(new)], "");
        assert_eq!(code, Some(0), "{err}");
        out.lines().skip(2).collect::<Vec<_>>().join("\n")
    };

    // Two rows of cases, one change; the words that changed with it.
    let new = policy(&reading.replace("All", "Everybody"), "", &rows("{ service = \"free\" }"));
    write("new.toml", &new.replace("Help is given.", "Help is given free."));
    assert_eq!(
        says("old.toml", "new.toml", "en"),
        "\n~ Help (help) [一]\n    row written anew: poor\n    was: a service; now: a free service\n      * Extreme hardship: yes\n      * Low-income allowance: yes\n    what it gives\n      was: Help is given.\n      now: Help is given free.\n\n~ reading: Who? (wide)\n    the reading taken\n      was: All\n      now: Everybody"
    );
    // Only the English changed: there is no Chinese difference to show.
    assert!(says("old.toml", "new.toml", "zh").contains("    内容\n      原来：Help is given.\n"));

    // Another id is not another provision.
    write(
        "renamed.toml",
        &old.replace("provision.help", "provision.aid").replace("[\"help\"]", "[\"aid\"]"),
    );
    assert_eq!(
        says("old.toml", "renamed.toml", "en"),
        "\n~ Help (aid) [一]\n    another id: help → aid"
    );

    // What goes or comes is said with whom it concerns.
    let gone =
        old.replace("provision.help", "provision.other").replace("[\"help\"]", "[\"other\"]");
    write("gone.toml", &gone.replace("en = \"Help\"", "en = \"Another\""));
    let out = says("old.toml", "gone.toml", "zh");
    assert!(
        out.contains(
            "− 帮助 (help) [一]\n    有帮助。\n    原来：有这项服务；现在：没有（少了）\n      * 特困人员：是\n"
        ),
        "{out}"
    );
    assert!(
        out.contains(
            "+ 帮助 (other) [一]\n    有帮助。\n    原来：没有；现在：有这项服务（多了）\n"
        ),
        "{out}"
    );
    let diff = diff(&path("old.toml"), &path("gone.toml"));
    assert_eq!(diff["provisions"][1]["rows"][0]["was"], "nothing");
    assert_eq!(diff["provisions"][1]["rows"][0]["effect"], "more");
}

#[test]
fn a_meeting_is_told_who_gains_who_loses_and_what_else_is_written_anew() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let rows = |class_1: &str, class_2: &str| {
        format!(
            r#"{{ id = "class_1", when = 'tekun', gives = {{ premium_aid = "{class_1}" }} }},
               {{ id = "class_2", when = 'dibao', gives = {{ premium_aid = "{class_2}" }} }},
               {{ id = "no", when = 'otherwise', gives = "nothing" }}"#
        )
    };
    let write = |name: &str, extra: &str, figures: &str, rows: &str| {
        let text = policy("", figures, rows).replace("\"service\"\nat", "\"money\"\nat");
        fs::write(path(name), format!("{text}{extra}")).unwrap();
    };
    let elsewhere = |reason: &str| format!("[[elsewhere]]\nat = [\"二\"]\nreason = \"{reason}\"\n");
    let old_figures = "\"90%\" = \"90\", \"全额\" = \"100\"";
    write("old.toml", &elsewhere("title"), old_figures, &rows("90", "100"));
    let new_figures = "\"80%\" = \"80\", \"全额\" = \"100\"";
    write("new.toml", &elsewhere("nothing for people"), new_figures, &rows("100", "80"));
    let (code, out, err) = mingbai("en", &["diff", &path("old.toml"), &path("new.toml")], "");
    assert_eq!(code, Some(0), "{err}");
    for expected in [
        "what people get: more in 1 place, less in 1, in 0 it depends\n",
        "    rows written anew: class_1, class_2\n    figure gone: 90%\n    new figure: 80%\n",
        "now: the whole tier-1 contribution is paid for you (more)\n      * Extreme hardship: yes\n",
        "now: 80% of the tier-1 contribution is paid for you (less)\n      * Low-income allowance: yes; Extreme hardship: no\n",
        "~ what becomes of clauses\n    clause 二\n      was: not used: title\n      now: not used: nothing for people\n",
    ] {
        assert!(out.contains(expected), "{expected}\n{out}");
    }
    let diff = diff(&path("old.toml"), &path("new.toml"));
    assert_eq!(diff["provisions"][0]["written"]["changed"], json!(["class_1", "class_2"]));
    assert_eq!(diff["clauses"][0]["now"], json!({ "elsewhere": "nothing for people" }));
}

#[test]
fn what_an_answer_still_needs_is_said_in_the_readers_words() {
    let case = json!({
        "household": { "residence": "rural", "registered_poor": "none" },
        "members": [
            { "facts": { "dibao": true, "scheme": "resident" },
              "admissions": [{ "in_scope": "1200", "hospital_level": "district" }] },
        ],
    });
    let assess = ["assess", "--policy", "liangping-2019", "--on", "2019-11-01"];
    let (code, out, err) = mingbai("zh", &assess, &case.to_string());
    assert_eq!(code, Some(0), "{err}");
    for expected in [
        "  还要知道：缴费档次；一档一个人一年交多少钱；二档一个人一年交多少钱\n",
        "第1次住院：在本区县；第1次住院：医保不管的费用；",
        "；一档、区（县）级医院：报销比例；二档、区（县）级医院：报销比例；一档的基本医保全年封顶线；",
        "  还要知道：第1个人：缴费档次；一档一个人一年交多少钱；二档一个人一年交多少钱\n",
    ] {
        assert!(out.contains(expected), "{expected}\n{out}");
    }
    assert!(!out.contains("figures.") && !out.contains("admissions["), "{out}");
}

#[test]
fn a_settlement_sheet_is_checked_and_what_is_missing_leaves_bounds() {
    let stay = |paid: Value| {
        json!({ "in_scope": "12000.00", "out_of_scope": "800.00", "hospital_level": "district",
            "in_district": true, "paid": paid })
    };
    let facts = json!({ "residence": "rural", "registered_poor": "none", "dibao": true, "tekun": false,
        "orphan": false, "low_income": false, "illness_poverty": false, "scheme": "resident", "tier": "tier_1" });
    let said = |lang: &str, paid: Value, figures: Value| {
        let case = json!({ "facts": facts, "figures": figures, "admissions": [stay(paid)] });
        let arguments = ["assess", "--policy", "liangping-2019", "--on", "2019-11-01", "-"];
        let (code, out, err) = mingbai(lang, &arguments, &case.to_string());
        assert_eq!(code, Some(0), "{err}");
        out
    };
    let sheet = |assistance: &str| json!({ "basic": "8496.00", "major_illness": "0", "assistance": assistance });
    let figures = json!({ "assistance": { "cap": "9000" } });
    for (lang, paid, line) in [
        (
            "en",
            "2000.00",
            "The settlement sheet says that medical assistance paid ¥2000.00; by the document it should have paid at least ¥2452.80.",
        ),
        ("zh", "2000.00", "结算单上写着医疗救助付了2000.00元，按文件至少该付2452.80元。"),
    ] {
        assert!(said(lang, sheet(paid), figures.clone()).contains(line), "{line}");
    }
    // As much as is due, or more than a floor: nothing is said.
    for paid in ["2452.80", "3000.00"] {
        assert!(
            !said("en", sheet(paid), figures.clone()).contains("settlement sheet says that"),
            "{paid}"
        );
    }
    let open = said("en", json!({}), json!({}));
    let bounds =
        "Whatever the missing figures are, you pay ¥800.00 to ¥4400.00 (yearly caps left out";
    assert!(open.contains(bounds), "{open}");
    assert!(
        said("zh", json!({}), json!({})).contains("不管缺的数字是多少，您自己付800.00到4400.00元")
    );
}

#[test]
fn the_interview_asks_answers_and_goes_back() {
    let ask = |input: &str| {
        let (code, out, err) =
            mingbai("en", &["ask", "--policy", "liangping-2019", "--on", "2019-11-01"], input);
        assert_eq!(code, Some(0), "{err}");
        out
    };
    // "I don't know" to everything: it ends by itself, and no question comes twice.
    let out = ask(&"?\n".repeat(100));
    let questions: Vec<&str> = out
        .lines()
        .filter(|line| {
            line.split_once(". ").is_some_and(|(number, _)| number.parse::<u32>().is_ok())
        })
        .collect();
    let mut once: Vec<&str> =
        questions.iter().filter_map(|line| line.split_once(". ")).map(|(_, text)| text).collect();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), questions.len());
    assert!(questions.len() > 9 && out.contains("We need to know more"), "{out}");
    // The first is the engine's own proposal.
    let (_, answer, _) = mingbai(
        "en",
        &["assess", "--policy", "liangping-2019", "--on", "2019-11-01", "--json"],
        "{}",
    );
    let answer: Value = serde_json::from_str(&answer).unwrap();
    let (_, facts, _) = mingbai("en", &["facts", "--json", "--policy", "liangping-2019"], "");
    let facts: Value = serde_json::from_str(&facts).unwrap();
    let first =
        facts.as_array().unwrap().iter().find(|fact| fact["id"] == answer["next"]["fact"]).unwrap();
    assert_eq!(questions[0], format!("1. {}", first["question"]["en"].as_str().unwrap()));
    // Yes and no may be written as cases and ledgers write them.
    let with = |reply: &str| ask(&format!("{reply}\n?\n").repeat(100)).replace(reply, "REPLY");
    assert_eq!(with("否"), with("false"));
    assert_eq!(with("是"), with("true"));
    assert_ne!(with("否"), with("nonsense"));
    // Several flags are asked at once: what is named is so, the others are not, or not known.
    let group = |reply: &str| {
        let after = ask(&format!("1\n1\n{reply}\n"));
        after.split_once("what is not named counts as no").map(|(_, rest)| rest.to_owned())
    };
    let [ticked, unsure, none, wrong] = ["1", "1;?", "0", "99"].map(|reply| group(reply).unwrap());
    assert!(ticked != unsure && ticked != none, "{ticked}\n{unsure}\n{none}");
    assert!(wrong.contains("\"99\" is not one of the replies"), "{wrong}");
    // Back, a reply that is none, and the end of the input.
    let out = ask("1\n<\nnonsense\n");
    assert_eq!(out.matches(questions[0]).count(), 2);
    assert!(out.contains("\"nonsense\" is not one of the replies"));
    assert!(out.contains("not a decision of any office"), "EOF ends with what is known so far");
}

#[test]
fn the_interview_ends_as_assess_answers() {
    let input = "3\n".to_owned() + &"1\n".repeat(100);
    let (_, out, _) =
        mingbai("en", &["ask", "--policy", "shangyu-2012", "--on", "2013-01-01"], &input);
    assert!(out.contains("You get"), "{out}");
    assert!(!out.contains("To ask next"), "nothing is left that was not asked");
}
