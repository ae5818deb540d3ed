//! Layers as data: policies like those in force, each sum worked by hand.

use mingbai_tests::engine::{Engine, input, shown};
use mingbai_tests::written::{engine, money, paid};
use serde_json::{Value as Json, json};

/// Four classes of people, as in Wuhan: a yearly deductible of assistance by class, a limit by class that
/// rises once the year is catastrophic, a second layer of assistance.
const CLASSES: &str = r#"
[settlement]
layers = ["basic", "major_illness", "assistance", "further_assistance"]
key = []

[layer.basic]
figures = []

[layer.major_illness]
figures = []

[layer.assistance]
counts = "year"
figures = []

[condition]
class_1 = 'tekun'
class_2 = '!tekun && dibao'
class_3 = '!tekun && !dibao && low_income'
class_4 = '!tekun && !dibao && !low_income && illness_poverty'

[provision.hospital]
kind = "money"
at = "一"
figures = { "800元" = "800", "60%" = "60", "15万元" = "150000" }
title = { zh = "住院", en = "Hospital" }
what = { zh = "住院报销。", en = "Hospital bills are paid." }
rows = [
  { id = "waived", when = 'class_1 || class_2', gives = { basic = { rate = "60", deductible = "0", cap = "150000" } } },
  { id = "others", when = '!class_1 && !class_2', gives = { basic = { rate = "60", deductible = "800", cap = "150000" } } },
]

[provision.major]
kind = "money"
at = "二"
figures = { "6000元" = "6000", "12000元" = "12000", "3万元" = "30000", "10万元" = "100000", "30万元" = "300000", "55%" = "55", "60%" = "60", "65%" = "65", "70%" = "70", "75%" = "75", "80%" = "80" }
title = { zh = "大病", en = "Major illness" }
what = { zh = "大病分段报。", en = "Major illness is paid by bands." }
rows = [
  { id = "poorest", when = 'class_1 || class_2', gives = { major_illness = { deductible = "6000", bands = [{ percent = "60" }, { from = "30000", percent = "70" }, { from = "100000", percent = "80" }], bands_from = "zero", cap = "none" } } },
  { id = "others", when = '!class_1 && !class_2', gives = { major_illness = { deductible = "12000", bands = [{ percent = "55" }, { from = "30000", percent = "65" }, { from = "100000", percent = "75" }], bands_from = "zero", cap = "300000" } } },
]

[provision.aid]
kind = "money"
at = "三"
figures = { "100%" = "100", "80%" = "80", "70%" = "70", "60%" = "60", "3000元" = "3000", "7000元" = "7000", "26000元" = "26000", "7万元" = "70000", "1万元" = "10000", "4万元" = "40000", "3万元" = "30000" }
title = { zh = "救助", en = "Assistance" }
what = { zh = "按类别救助。", en = "Assistance by class." }
rows = [
  { id = "class_1", when = 'class_1', gives = { assistance = { rate = "100", cap = "26000", after = { reaches = "major_illness.deductible", sum = "major_illness", cap = "70000" } } } },
  { id = "class_2", when = 'class_2', gives = { assistance = { rate = "80", cap = "26000", after = { reaches = "major_illness.deductible", sum = "major_illness", cap = "70000" } } } },
  { id = "class_3", when = 'class_3', gives = { assistance = { rate = "70", deductible = "3000", cap = "10000", after = { reaches = "major_illness.deductible", sum = "major_illness", cap = "40000" } } } },
  { id = "class_4", when = 'class_4', gives = { assistance = { rate = "60", deductible = "7000", cap = "10000", after = { reaches = "major_illness.deductible", sum = "major_illness", cap = "30000" } } } },
  { id = "none", when = 'otherwise', gives = "nothing" },
]

[provision.further]
kind = "money"
at = "四"
figures = { "7000元" = "7000", "50%" = "50", "3万元" = "30000" }
title = { zh = "倾斜救助", en = "Further assistance" }
what = { zh = "还剩得多的再救助。", en = "More where much is left." }
rows = [
  { id = "poor", when = 'class_1 || class_2 || class_3 || class_4', gives = { further_assistance = { rate = "50", deductible = "7000", cap = "30000" } } },
  { id = "none", when = 'otherwise', gives = "nothing" },
]
"#;

/// What each layer pays in the year, then the patient.
fn year(engine: &Engine, facts: &Json, bills: &[&str]) -> Vec<String> {
    let admissions: Vec<Json> = bills
        .iter()
        .map(|in_scope| json!({ "hospital_level": "municipal", "in_scope": in_scope, "out_of_scope": "0" }))
        .collect();
    let answer = engine.answer(&input(&json!({ "facts": facts, "admissions": admissions })));
    assert_eq!(answer["settlement"]["asks"], json!([]), "{answer:#}");
    paid(&answer["settlement"])
}

fn class(number: usize) -> Json {
    let held = |class: usize| number == class;
    json!({ "tekun": held(1), "dibao": held(2), "low_income": held(3), "illness_poverty": held(4) })
}

#[test]
fn a_deductible_by_class_is_taken_off_before_the_rate() {
    let engine = engine(CLASSES);
    // (20,000 - 800) x 60% = 11,520; 8,480 are left, under the major-illness line.
    assert_eq!(
        year(&engine, &class(3), &["20000"]),
        ["11520.00", "0.00", "3836.00", "0.00", "4644.00"]
    );
    assert_eq!(
        year(&engine, &class(4), &["20000"]),
        ["11520.00", "0.00", "888.00", "296.00", "7296.00"]
    );
    // Nobody's class: no assistance, whatever is left.
    assert_eq!(year(&engine, &class(0), &["20000"])[2..], ["0.00", "0.00", "8480.00"]);
}

#[test]
fn a_limit_rises_once_the_year_is_catastrophic() {
    let engine = engine(CLASSES);
    // 750,000 after basic: 24,000 x 60% + 70,000 x 70% + 650,000 x 80% = 583,400; of the 166,600 left, 70,000;
    // of the 96,600 left then, (96,600 - 7,000) x 50% = 44,800, at most 30,000.
    assert_eq!(
        year(&engine, &class(1), &["900000"]),
        ["150000.00", "583400.00", "70000.00", "30000.00", "66600.00"]
    );
    // 18,000 x 55% + 70,000 x 65% + 150,000 x 75% = 167,900; (82,100 - 7,000) x 60% is over 30,000.
    assert_eq!(
        year(&engine, &class(4), &["400000"]),
        ["150000.00", "167900.00", "30000.00", "22550.00", "29550.00"]
    );
}

#[test]
fn the_deductible_of_a_year_is_taken_once() {
    let engine = engine(CLASSES);
    // 10,000 - 5,520 and 10,800 - 6,000 are left; (9,280 - 3,000) x 70%.
    assert_eq!(year(&engine, &class(3), &["10000", "10800"])[2], "4396.00");
    assert_eq!(year(&engine, &class(3), &["10800", "10000"])[2], "4396.00");
}

/// A limit that rises within the year: what it cut before is made up, as far as a bill leaves room.
#[test]
fn what_a_limit_cut_is_made_up_when_it_rises() {
    let engine = engine(
        r#"
[settlement]
layers = ["assistance"]
key = []

[layer.assistance]
figures = []

[provision.aid]
kind = "money"
at = "一"
figures = { "80%" = "80", "1000元" = "1000", "5000元" = "5000", "1万元" = "10000" }
title = { zh = "救助", en = "Assistance" }
what = { zh = "救助。", en = "Assistance." }
rows = [
  { id = "all", when = 'otherwise', gives = { assistance = { rate = "80", cap = "1000", after = { reaches = "5000", sum = "in_scope", cap = "10000" } } } },
]
"#,
    );
    let paid = |bills: &[&str]| year(&engine, &json!({}), bills);
    assert_eq!(paid(&["2000"]), ["1000.00", "1000.00"], "1,600, at most 1,000");
    assert_eq!(paid(&["2000", "1000"]), ["1000.00", "2000.00"]);
    // 5,500 in scope: 4,400 in all, 1,000 of them paid; the third bill leaves room for 2,500.
    assert_eq!(paid(&["2000", "1000", "2500"]), ["3500.00", "2000.00"]);
    // The rest is made up on the fourth: 4,800 - 3,500 = 1,300, of which the bill leaves room for 500.
    assert_eq!(paid(&["2000", "1000", "2500", "500"]), ["4000.00", "2000.00"]);
    assert_eq!(paid(&["2000", "1000", "2500", "5000"]), ["8400.00", "2100.00"]);
}

/// From the mark on, steps name the rate and the deductible that hold then.
#[test]
fn steps_name_the_terms_that_hold_after_a_mark() {
    let engine = engine(
        r#"
[settlement]
layers = ["assistance"]
key = []

[layer.assistance]
figures = []

[provision.aid]
kind = "money"
at = "一"
figures = { "50%" = "50", "80%" = "80", "1000元" = "1000", "500元" = "500", "5000元" = "5000" }
title = { zh = "救助", en = "Assistance" }
what = { zh = "救助。", en = "Assistance." }
rows = [
  { id = "all", when = 'otherwise', gives = { assistance = { at_least = "50", deductible = "1000", cap = "none", after = { reaches = "5000", sum = "in_scope", rate = "80", deductible = "500" } } } },
]
"#,
    );
    let bill = json!({ "hospital_level": "municipal", "in_scope": "4000", "out_of_scope": "0" });
    let case = json!({ "facts": {}, "admissions": [bill, bill] });
    let settlement = &engine.answer(&input(&case))["settlement"];
    // (4,000 - 1,000) x 50%; the second bill reaches 8,000: (4,000 - 500) x 80%.
    assert_eq!(paid(settlement), ["4300.00", "3700.00"]);
    let named = |admission: usize| -> Vec<[String; 3]> {
        let steps = settlement["steps"].as_array().unwrap().iter();
        let given = steps.filter(|step| step["admission"] == admission && step["from"] == "aid");
        let text = |value: &Json| value.as_str().unwrap_or_default().to_owned();
        given.map(|step| ["what", "value", "percent"].map(|key| text(&step[key]))).collect()
    };
    let step = |what: &str, value: &str, percent: &str| [what, value, percent].map(str::to_owned);
    assert_eq!(named(0), [step("deductible", "1000.00", ""), step("at_least", "", "50")]);
    assert_eq!(named(1), [step("deductible", "500.00", ""), step("rate", "", "80")]);
}

/// The deductible halves with the second stay and falls away with the third; a share is borne first.
#[test]
fn a_deductible_by_stay_and_a_share_that_the_patient_bears_first() {
    let engine = engine(
        r#"
[settlement]
layers = ["basic", "assistance"]
key = []

[layer.basic]
figures = []

[layer.assistance]
figures = []

[provision.hospital]
kind = "money"
at = "一"
figures = { "400元" = "400", "50%" = "50", "60%" = "60", "20%" = "20", "10" = "10", "1500元" = "1500" }
title = { zh = "住院", en = "Hospital" }
what = { zh = "住院报销。", en = "Hospital bills are paid." }
rows = [
  { id = "referred", when = 'in_district', gives = { basic = { rate = "60", deductible = "400", deductible_by_stay = ["100", "50", "0"], most = "1500", cap = "none" } } },
  { id = "not", when = '!in_district', gives = { basic = { rate = "60", rate_less = "10", deductible = "400", first_self_paid = "20", cap = "none" } } },
]

[provision.aid]
kind = "money"
at = "二"
figures = { "50%" = "50", "2万元" = "20000" }
title = { zh = "救助", en = "Assistance" }
what = { zh = "救助。", en = "Assistance." }
rows = [
  { id = "dibao", when = 'dibao', gives = { assistance = { at_least = "50", cap = "20000" } } },
  { id = "none", when = '!dibao', gives = "nothing" },
]
"#,
    );
    let paid = |stays: &[(&str, bool)]| {
        let admissions: Vec<Json> = stays
            .iter()
            .map(|(in_scope, near)| {
                json!({ "in_district": near, "in_scope": in_scope, "out_of_scope": "0" })
            })
            .collect();
        let case = json!({ "facts": { "dibao": true }, "admissions": admissions });
        let answer = engine.answer(&input(&case));
        answer["settlement"]["admissions"].as_array().unwrap().iter().map(paid).collect::<Vec<_>>()
    };
    // (1,000 - 400), (1,000 - 200), 1,000 at 60%; half of the rest.
    assert_eq!(
        paid(&[("1000", true), ("1000", true), ("1000", true), ("1000", true)]),
        [
            ["360.00", "320.00", "320.00"],
            ["480.00", "260.00", "260.00"],
            ["600.00", "200.00", "200.00"],
            ["600.00", "200.00", "200.00"],
        ]
    );
    // A stay elsewhere is no stay of that count; 200 of it are borne first, 50% of 400 paid, half of 600.
    assert_eq!(
        paid(&[("1000", false), ("1000", true)]),
        [["200.00", "300.00", "500.00"], ["360.00", "320.00", "320.00"]]
    );
    // At most 1,500 a bill.
    assert_eq!(paid(&[("9000", true)]), [["1500.00", "3750.00", "3750.00"]]);
}

/// "At least" is said of a floor, and no longer once the year's limit is used up; of a rate never.
#[test]
fn a_floor_is_one_until_its_limit_is_used_up() {
    let bill = |in_scope: &str| json!({ "hospital_level": "district", "in_district": true, "in_scope": in_scope, "out_of_scope": "0" });
    let figures = json!({
        "basic": { "deductible": { "district": "400" }, "rate": { "tier_1": { "district": "60" } }, "cap": "none" },
        "major_illness": { "deductible": "12000", "bands": [{ "from": "0", "percent": "60" }], "bands_from": "zero", "cap": "none" },
        "assistance": { "cap": "5000" },
    });
    let floors = |dibao: bool, bills: &[&str]| {
        let facts = json!({ "residence": "rural", "registered_poor": "none", "dibao": dibao, "tekun": false,
            "orphan": false, "low_income": false, "illness_poverty": false, "scheme": "resident", "tier": "tier_1" });
        let bills: Vec<Json> = bills.iter().map(|in_scope| bill(in_scope)).collect();
        let answer = mingbai_tests::engine::liangping()
            .answer(&input(&json!({ "facts": facts, "figures": figures, "admissions": bills })));
        let settlement = answer["settlement"].clone();
        let parts = [&settlement].into_iter().chain(settlement["admissions"].as_array().unwrap());
        let floor = |part: &Json| {
            assert!(part["assistance"].get("floor").is_none(), "{part}");
            assert!(part["layers"]["basic"].get("floor").is_none(), "{part}");
            part["layers"]["assistance"].get("floor").cloned()
        };
        parts.map(floor).collect::<Vec<_>>()
    };
    let (yes, no) = (Some(json!(true)), None);
    assert_eq!(floors(true, &["10000"]), [yes.clone(), yes.clone()]);
    assert_eq!(floors(false, &["10000"]), [no.clone(), no.clone()], "nothing is paid");
    // The second bill uses the 5,000 up: the year's is exact, the first bill's is still the least.
    assert_eq!(floors(true, &["10000", "30000"]), [no.clone(), yes.clone(), no.clone()]);
    // A rate is exact.
    let engine = engine(CLASSES);
    let answer =
        engine.answer(&input(&json!({ "facts": class(3), "admissions": [bill("20000")] })));
    assert!(answer["settlement"]["layers"]["assistance"].get("floor").is_none());
}

/// A figure that nobody gave is asked only where it can change a fen.
#[test]
fn a_band_that_cannot_matter_is_not_asked() {
    let case = json!({
        "facts": { "residence": "rural", "registered_poor": "not_lifted", "scheme": "resident", "tier": "tier_1" },
        "figures": { "major_illness": { "deductible": "24000.00" } },
        "admissions": [{ "hospital_level": "district", "in_district": false, "in_scope": "5000.00", "out_of_scope": "0" }],
    });
    let answer = mingbai_tests::engine::liangping().answer(&input(&case));
    let settlement = shown(&answer["settlement"]);
    assert_eq!(settlement["major_illness"], json!({ "least": "0.00", "most": "0.00" }));
    let asks = settlement["asks"].to_string();
    assert!(!asks.contains("major_illness"), "{asks}");
}

/// A policy's own levels of hospitals, and no tier: its figures are given by its own values.
#[test]
fn own_values_of_the_level_key_the_figures_and_no_tier_is_asked() {
    let engine = engine(
        r#"
[settlement]
layers = ["basic"]
key = ["hospital_level"]

[fact.hospital_level]
scope = "admission"
kind = "choice"
change = "choose"
label = { zh = "医院等级", en = "Hospital class" }
question = { zh = "医院是几级的？", en = "Which class is the hospital?" }
values.level_1 = { zh = "一级", en = "Class one" }
values.level_3 = { zh = "三级", en = "Class three" }
values.other_province = { zh = "跨省", en = "In another province" }

[provision.hospital]
kind = "money"
at = "一"
figures = { "5" = "5" }
title = { zh = "多报一些", en = "A little more" }
what = { zh = "低保对象多报5个百分点。", en = "Five points more: 5." }
rows = [
  { id = "dibao", when = 'dibao', gives = { basic = { rate_plus = "5" } } },
  { id = "others", when = '!dibao', gives = "nothing" },
]
"#,
    );
    let case = |level: &Json, figures: Json| {
        json!({ "facts": { "dibao": true }, "figures": figures,
        "admissions": [{ "hospital_level": level, "in_scope": "1000", "out_of_scope": "0" }] })
    };
    let figures = json!({ "basic": { "deductible": { "level_1": "100", "level_3": "500" },
        "rate": { "level_1": "90", "level_3": "70" }, "cap": "none" } });
    let answer = |case: &Json| engine.answer(&input(case))["settlement"].clone();
    assert_eq!(paid(&answer(&case(&json!("level_3"), figures.clone()))), ["375.00", "625.00"]);
    assert_eq!(paid(&answer(&case(&json!("level_1"), figures.clone()))), ["855.00", "145.00"]);
    let asks = |level: &Json, figures: Json| answer(&case(level, figures))["asks"].clone();
    let missing = ["figures.basic.deductible.other_province", "figures.basic.rate.other_province"];
    assert_eq!(asks(&json!("other_province"), figures.clone()), json!(missing));
    let all = json!(["admissions[0].hospital_level", missing[0], missing[1]]);
    assert_eq!(asks(&Json::Null, figures.clone()), all);
    let wrong = engine.try_assess(&input(&case(&json!("village"), figures))).unwrap_err();
    assert_eq!(wrong[0].path, "admissions[0].hospital_level");
}

/// Rows that say where they are from: an answer cites those that are still possible.
#[test]
fn an_answer_cites_the_clauses_of_the_rows_still_possible() {
    let engine = engine(
        r#"
[provision.aid]
kind = "money"
at = ["二(一)", "附件1", "附件2"]
figures = { "280元" = "280", "320元" = "320" }
title = { zh = "参保资助", en = "Help with the contribution" }
what = { zh = "帮交280元或320元。", en = "280 or 320 yuan is paid." }
rows = [
  { id = "dibao", when = 'dibao', at = "附件1", gives = { premium_aid_amount = "320" } },
  { id = "poor", when = '!dibao && low_income', at = ["附件1", "附件2"], gives = { premium_aid_amount = "280" } },
  { id = "others", when = '!dibao && !low_income', gives = "nothing" },
]
"#,
    );
    let cites = |facts: Json| {
        let answer = engine.answer(&input(&json!({ "facts": facts })));
        let cites = answer["verdicts"][0]["cites"].as_array().unwrap().clone();
        cites.iter().map(|cite| cite["at"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(cites(json!({ "dibao": true })), ["附件1"]);
    assert_eq!(cites(json!({ "dibao": false, "low_income": true })), ["附件1", "附件2"]);
    assert_eq!(cites(json!({ "low_income": true })), ["附件1", "附件2"]);
    let none = ["二(一)", "附件1", "附件2"];
    assert_eq!(cites(json!({ "dibao": false, "low_income": false })), none);
    assert_eq!(cites(json!({})), ["附件1", "附件2", "二(一)"]);
}

/// One file of figures serves every document of a county: a layer that a document has not is checked and forgotten.
#[test]
fn figures_of_the_layers_that_every_county_knows_are_taken_by_a_document_without_them() {
    let layers = "[settlement]\nlayers = [\"assistance\"]\nkey = []\n[layer.assistance]\nfigures = [\"cap\"]\n";
    let rows = "{ id = \"all\", when = 'otherwise', gives = { assistance = { rate = \"50\" } } },";
    let engine = engine(&format!("{layers}{}", money("aid", "\"50%\" = \"50\"", rows)));
    let case = |cap: &str| {
        let figures = json!({ "basic": { "cap": cap }, "assistance": { "cap": "none" } });
        let bill = json!({ "in_scope": "1000", "out_of_scope": "0" });
        input(&json!({ "figures": figures, "admissions": [bill] }))
    };
    assert_eq!(paid(&engine.answer(&case("7000"))["settlement"]), ["500.00", "500.00"]);
    let wrong = engine.try_assess(&case("much")).unwrap_err();
    assert_eq!(wrong[0].path, "figures.basic.cap");
}
