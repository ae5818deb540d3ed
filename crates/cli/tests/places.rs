//! `mingbai places`, and `mingbai assess --place`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;

use crate::command::mingbai;
use crate::page::Carried;
use mingbai_bundle::built_in;
use serde_json::{Value, json};

/// By the province's regulation this person's contribution is subsidised; the national law names others.
fn margin() -> Value {
    json!({ "facts": { "scheme": "resident", "dibao": false, "tekun": false, "dibao_margin": true } })
}

fn assess(lang: &str, arguments: &[&str], input: &str) -> (Option<i32>, String, String) {
    mingbai(lang, &[&["assess"], arguments].concat(), input)
}

#[test]
fn the_places_are_those_of_the_contract_each_with_its_policies() {
    let (code, out, _) = mingbai("en", &["places", "--json"], "");
    assert_eq!(code, Some(0));
    let places: Value = serde_json::from_str(&out).unwrap();
    let places = places.as_array().unwrap();
    let ids: Vec<&str> = places.iter().map(|place| place["id"].as_str().unwrap()).collect();
    let expected =
        ["liangping", "shangyu", "jiangsu", "lincang", "shaoxing", "wuhan", "beijing", "china"];
    assert_eq!(ids, expected);
    let laws = ["social-assistance-law-2026", "medical-security-law-2026"];
    for place in places {
        assert!(place["name"]["zh"].is_string() && place["name"]["en"].is_string());
        let policies = place["policies"].as_array().unwrap();
        assert!(policies.ends_with(&laws.map(Value::from)), "{place}");
    }
    let policies =
        |id: &str| places.iter().find(|place| place["id"] == id).unwrap()["policies"].clone();
    assert_eq!(policies("china"), json!(laws));
    assert_eq!(
        policies("shaoxing"),
        json!(["shaoxing-2023", "zhejiang-regulation-2021", laws[0], laws[1]])
    );
    let (_, out, _) = mingbai("zh", &["places"], "");
    assert!(out.contains("shaoxing  浙江省绍兴市\n  shaoxing-2023  "), "{out}");
}

#[test]
fn a_place_answers_as_json_and_a_case_a_line() {
    let about = ["--place", "shaoxing", "--on", "2026-08-01"];
    let (code, out, err) = assess("en", &[&about[..], &["--json"]].concat(), &margin().to_string());
    assert_eq!((code, err.as_str()), (Some(0), ""));
    let told: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((&told["place"], &told["on"]), (&json!("shaoxing"), &json!("2026-08-01")));
    assert_eq!(told["answers"][0]["policy"], "shaoxing-2023");
    assert!(told["next"]["why"][0].as_str().unwrap().contains('/'));
    let lines = format!("{}\n\n{{\"facts\":{{\"dibao\":1}}}}\n{{}}\n", margin());
    let (code, out, _) = assess("en", &[&about[..], &["--jsonl"]].concat(), &lines);
    let answers: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((code, answers.len()), (Some(1), 3));
    assert_eq!(answers[0], told);
    assert_eq!(answers[1]["line"], 3);
    assert_eq!(answers[1]["error"]["problems"][0]["field"], "facts.dibao");
    assert_eq!(answers[1]["error"]["problems"].as_array().unwrap().len(), 1);
    assert_eq!(answers[2]["place"], "shaoxing");
}

#[test]
fn a_bad_case_is_told_once_with_its_line_as_json_too() {
    let bad = "{\n  \"facts\": {\n    \"dibao\": 1\n  }\n}";
    let (code, out, err) = assess("en", &["--place", "china", "--json"], bad);
    assert_eq!(code, Some(1));
    let told: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(told["error"]["problems"][0]["line"], 3);
    assert_eq!(err.lines().count(), 1, "{err}");
    let (code, out, err) = assess("zh", &["--place", "atlantis", "--json"], "{}");
    assert_eq!(code, Some(2));
    assert!(err.contains("没有叫“atlantis”的地方") && err.contains("shaoxing"), "{err}");
    let told: Value = serde_json::from_str(&out).unwrap();
    assert!(told["error"]["message"].as_str().unwrap().contains("atlantis"));
    // Wrong use: both, or neither.
    let both = ["--place", "china", "--policy", "shaoxing-2023"];
    for arguments in [&both[..], &[]] {
        assert_eq!(assess("en", arguments, "{}").0, Some(2));
    }
    // Figures of no document of the place.
    let folder = tempfile::tempdir().unwrap();
    let figures = folder.path().join("figures.toml");
    let write = |layer: &str| {
        let text = format!(
            "[{layer}]\ncap = {{ value = \"9000.00\", source = \"A notice\", date = 2019-01-01 }}\n"
        );
        fs::write(&figures, text).unwrap();
    };
    write("assistance");
    let about = [
        "--place",
        "liangping",
        "--on",
        "2019-11-01",
        "--figures",
        figures.to_str().unwrap(),
        "--json",
    ];
    let (code, out, err) = assess("en", &about, "{}");
    assert_eq!((code, err.as_str()), (Some(0), ""));
    let told: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(told["figures"]["example"], false);
    write("county_aid");
    assert_eq!(assess("en", &about, "{}").0, Some(1));
}

#[test]
fn a_place_is_told_as_one_list_each_result_with_its_document() {
    let told = |lang: &str, place: &str, on: &str, case: &Value| {
        let (code, out, err) = assess(lang, &["--place", place, "--on", on], &case.to_string());
        assert_eq!((code, err.as_str()), (Some(0), ""));
        out
    };
    let out = told("en", "shaoxing", "2026-08-01", &margin());
    assert!(out.starts_with("Shaoxing, Zhejiang\nWhat holds here (2026-08-01): "), "{out}");
    assert_eq!(
        out.matches("\nYou get\n").count(),
        1 + 1,
        "one list, and that of the law of 2027: {out}"
    );
    let line = "  * A subsidy for your resident-insurance contribution [Zhejiang’s regulation on health insurance · 第二十二条段2]";
    assert!(out.contains(&line.replace('’', "'")) || out.contains(line), "{out}");
    assert!(out.contains("The documents differ; the higher is Zhejiang's regulation"), "{out}");
    assert!(out.contains("第二十四条段2"), "{out}");
    let out = told("zh", "shangyu", "2026-08-01", &margin());
    assert!(out.contains("几份文件写得不一样，高的是浙江省医疗保障条例"), "{out}");
    // What has lapsed comes last and is said to have.
    let lapsed = out.rfind("--- 现在不管您的文件 ---").unwrap();
    assert!(out[lapsed..].contains("上虞市2012年医改工作安排"), "{out}");
    assert!(out[lapsed..].contains("已经过期"), "{out}");
    assert_eq!(out.matches("下一个要问：").count(), 1, "{out}");
    let household =
        json!({ "household": {}, "members": [{ "name": "王五", "facts": {} }, { "facts": {} }] });
    let out = told("zh", "liangping", "2019-11-01", &household);
    assert!(out.contains("=== 王五 ===") && out.contains("=== 2 ==="), "{out}");
    assert!(out.contains("2026-07-01"), "{out}");
}

/// The page made of a template that is nothing but the place of the data.
fn page(arguments: &[&str]) -> String {
    let desk = tempfile::tempdir().unwrap();
    let (template, page) = (desk.path().join("template.html"), desk.path().join("page.html"));
    fs::write(&template, "<!--mingbai-data-->").unwrap();
    let files = ["--template", template.to_str().unwrap(), "-o", page.to_str().unwrap()];
    let (code, _, err) = mingbai("en", &[&["bundle"], arguments, &files].concat(), "");
    assert_eq!((code, err.as_str()), (Some(0), ""));
    fs::read_to_string(&page).unwrap()
}

/// What stands in its data.
fn bundled(arguments: &[&str]) -> Value {
    Carried::of(&page(arguments)).data
}

#[test]
fn the_page_that_the_build_makes_is_the_one_the_command_makes() {
    let places: Vec<&str> = mingbai_policies::places().iter().map(|place| place.id).collect();
    let named: Vec<&str> = places.iter().flat_map(|id| ["--place", *id]).collect();
    assert_eq!(page(&named), built_in::of_places(&places).unwrap());
    let policies = ["lincang-2024", "wuhan-2023"];
    let named = ["--policy", policies[0], "--policy", policies[1]];
    assert_eq!(page(&named), built_in::of_policies(&policies).unwrap());
    let error = built_in::of_places(&["nowhere"]).unwrap_err();
    assert_eq!(error.to_string(), "there is no place nowhere");
}

#[test]
fn a_page_of_a_place_has_every_document_that_holds_there_once() {
    let ids = |data: &Value| -> Vec<String> {
        let policies = data["policies"].as_array().unwrap();
        policies.iter().map(|own| own["id"].as_str().unwrap().to_owned()).collect()
    };
    let one = bundled(&["--place", "shaoxing"]);
    let laws = ["social-assistance-law-2026", "medical-security-law-2026"];
    let own = ["shaoxing-2023", "zhejiang-regulation-2021", laws[0], laws[1]];
    let mut here = ids(&one);
    here.sort_unstable();
    let mut expected = own;
    expected.sort_unstable();
    assert_eq!(here, expected);
    assert_eq!(
        one["places"],
        json!([{ "id": "shaoxing", "name": { "zh": "浙江省绍兴市", "en": "Shaoxing, Zhejiang" },
            "local": [own[0]], "above": [own[1], laws[0], laws[1]] }])
    );
    let law = one["policies"].as_array().unwrap().iter().find(|own| own["id"] == laws[0]).unwrap();
    assert_eq!(law["in_force"], json!({ "from": "2026-07-01", "until": null }));
    let same = one["same"].as_array().unwrap();
    let premium = same.iter().find(|thing| thing[0] == "premium-aid").unwrap();
    assert!(premium[2].as_array().unwrap().iter().any(|given| given[0] == laws[0]));
    // Nothing of other places is carried.
    for given in same.iter().flat_map(|thing| thing[2].as_array().unwrap()) {
        assert!(own.contains(&given[0].as_str().unwrap()), "{given}");
    }

    let two = bundled(&["--place", "shaoxing", "--place", "shangyu"]);
    assert_eq!(ids(&two).len(), 5, "each once: {:?}", ids(&two));
    let offered: Vec<&Value> =
        two["places"].as_array().unwrap().iter().map(|own| &own["id"]).collect();
    assert_eq!(offered, ["shaoxing", "shangyu"], "in the order given");

    let single = bundled(&["--policy", "lincang-2024"]);
    assert_eq!(ids(&single), ["lincang-2024"]);
    assert_eq!((&single["places"], &single["same"]), (&json!([]), &json!([])));
}
