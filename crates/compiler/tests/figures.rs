//! The example figures are the contract's, and every figure keeps its source.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use mingbai_compiler::{compile_vocabulary, read_figures};
use mingbai_core::case::figures::{LayerShape, Shape};
use mingbai_core::policy::layers::FiguresUsed;
use serde_json::json;

const EXAMPLE: &str = include_str!("../../../docs/example-figures.toml");
const FACTS: &str = include_str!("../../policies/facts.toml");

#[test]
fn the_example_figures_are_those_of_the_contract() {
    let vocabulary = compile_vocabulary("facts.toml", FACTS).unwrap().vocabulary;
    let file = read_figures("example-figures.toml", EXAMPLE, &[Shape::of_vocabulary(&vocabulary)])
        .unwrap();
    assert!(file.example);
    assert_eq!(
        file.values,
        json!({
            "contribution": { "tier_1": "200.00", "tier_2": "500.00" },
            "basic": {
                "deductible": { "village": "50.00", "township": "100.00", "district": "400.00", "municipal": "900.00" },
                "rate": {
                    "tier_1": { "village": "82", "township": "78", "district": "62", "municipal": "41" },
                    "tier_2": { "village": "86", "township": "83", "district": "67", "municipal": "46" }
                },
                "cap": { "tier_1": "70000.00", "tier_2": "110000.00" }
            },
            "major_illness": {
                "deductible": "12000.00",
                "bands": [{ "from": "0.00", "percent": "60" }],
                "bands_from": "deductible",
                "cap": "180000.00"
            },
            "assistance": { "cap": "9000.00" }
        })
    );
    let shown = serde_json::to_value(&file).unwrap();
    assert_eq!(shown["sources"].as_object().unwrap().len(), 21);
    assert_eq!(shown["sources"]["basic.rate.tier_2.municipal"]["date"], "2019-01-01");
    assert!(shown["office"]["bring"]["zh"].as_str().unwrap().contains("身份证"));
    assert_eq!(shown["offices"]["civil_affairs"]["phone"], "000-00000001");
    assert_eq!(shown["offices"].as_object().unwrap().len(), 1);
}

#[test]
fn a_file_with_nothing_in_it_and_one_that_is_no_toml_are_refused() {
    let vocabulary = compile_vocabulary("facts.toml", FACTS).unwrap().vocabulary;
    let rule = |text: &str| {
        read_figures("f.toml", text, &[Shape::of_vocabulary(&vocabulary)]).unwrap_err()[0].rule
    };
    assert_eq!(rule("example = true"), "missing-key");
    assert_eq!(rule("[contribution"), "toml");
}

#[test]
fn bands_that_are_no_list_are_refused_with_one_finding() {
    let vocabulary = compile_vocabulary("facts.toml", FACTS).unwrap().vocabulary;
    for (bands, rule) in [("'none'", "wrong-type"), ("0.5", "float")] {
        let text = format!(
            "[major_illness]\nbands = {{ value = {bands}, source = 'A notice', date = 2019-01-01 }}\n"
        );
        let findings =
            read_figures("f.toml", &text, &[Shape::of_vocabulary(&vocabulary)]).unwrap_err();
        let rules: Vec<_> = findings.iter().map(|finding| finding.rule).collect();
        assert_eq!(rules, [rule], "{bands}");
    }
}

#[test]
fn a_county_gives_the_figures_of_its_own_layers_by_its_own_values() {
    let levels = ["level_1".to_owned(), "level_2".to_owned()];
    let figures = FiguresUsed { deductible: true, rate: true, bands: true, cap: true };
    let layer = |id, admission| LayerShape { id, figures, person: &[], admission };
    let own = Shape {
        contribution: &[],
        layers: vec![layer("basic", &levels), layer("further_assistance", &[])],
        declared: vec!["income"],
    };
    let figure =
        |value: &str| format!("{{ value = {value}, source = 'A notice', date = 2024-01-01 }}");
    let text = format!(
        "contribution = {}\nincome = {}\n[basic.rate]\nlevel_2 = {}\n[further_assistance]\ndeductible = {}\n",
        figure("'400'"),
        figure("'45000.5'"),
        figure("'70'"),
        figure("'7000'"),
    );
    let read = |text: &str, shapes: &[Shape<'_>]| read_figures("f.toml", text, shapes);
    let file = read(&text, std::slice::from_ref(&own)).unwrap();
    assert_eq!(
        file.values,
        json!({
            "contribution": "400.00",
            "income": "45000.50",
            "basic": { "rate": { "level_2": "70" } },
            "further_assistance": { "deductible": "7000.00" },
        })
    );
    assert_eq!(
        serde_json::to_value(&file).unwrap()["sources"]["contribution"]["source"],
        "A notice"
    );
    // Without the policy they are not known; with it, the names of both may stand.
    let vocabulary = compile_vocabulary("facts.toml", FACTS).unwrap().vocabulary;
    let shared = Shape::of_vocabulary(&vocabulary);
    let rules = |text: &str, shapes: &[Shape<'_>]| {
        let findings = read(text, shapes).err().unwrap_or_default();
        findings.iter().map(|finding| finding.rule).collect::<Vec<_>>()
    };
    assert_eq!(rules(&text, std::slice::from_ref(&shared)), ["unknown-key"; 4]);
    let both = [shared, own];
    let tiers = format!("[contribution]\ntier_1 = {}\n", figure("'400'"));
    assert!(rules(&text, &both).is_empty() && rules(&tiers, &both).is_empty());
    assert_eq!(rules(&tiers.replace("tier_1", "tier_7"), &both), ["unknown-key"]);
    // A key of the policy is needed where it has one, and none may stand where it has none.
    let plain = format!("[basic]\nrate = {}\n", figure("'70'"));
    assert_eq!(rules(&plain, &both[1..]), ["unknown-key"]);
    let keyed = format!("[further_assistance.cap]\nlevel_1 = {}\n", figure("'70'"));
    assert_eq!(rules(&keyed, &both[1..]), ["unknown-key"]);
}

#[test]
fn a_file_may_say_only_where_offices_are() {
    let vocabulary = compile_vocabulary("facts.toml", FACTS).unwrap().vocabulary;
    for text in ["[office]\nphone = '000-1'\n", "[office.tax]\nphone = '000-1'\n"] {
        let file = read_figures("f.toml", text, &[Shape::of_vocabulary(&vocabulary)]).unwrap();
        assert_eq!(file.values, json!({}), "{text}");
        let phone = file.office.or_else(|| file.offices.get("tax").cloned()).unwrap().phone;
        assert_eq!(phone.as_deref(), Some("000-1"));
    }
}
