//! Settlement sheets, and what can be said where figures are missing.

use mingbai_tests::engine::{input, liangping, shown};
use mingbai_tests::written::{engine, money};
use serde_json::{Value as Json, json};

/// A rural recipient of dibao in resident insurance, with these stays and figures.
fn case(stays: &Json, figures: &Json) -> Json {
    json!({
        "facts": {
            "residence": "rural", "registered_poor": "none", "dibao": true, "tekun": false, "orphan": false,
            "low_income": false, "illness_poverty": false, "scheme": "resident", "tier": "tier_1",
        },
        "admissions": stays,
        "figures": figures,
    })
}

fn stay(in_scope: &str, paid: &Json) -> Json {
    json!({ "in_scope": in_scope, "out_of_scope": "800.00", "hospital_level": "district",
        "in_district": true, "paid": paid })
}

fn settled(case: &Json) -> Json {
    liangping().answer(&input(case))["settlement"].clone()
}

#[test]
fn without_any_figure_the_patient_still_learns_between_which_amounts_they_pay() {
    let unknown = settled(&case(&json!([stay("12000.00", &json!({}))]), &json!({})));
    assert_eq!(
        unknown["patient_pays"],
        json!({ "least": null, "most": null, "bounds": {
            "least": "800.00", "most": "4400.00", "supposing": ["figures.assistance.cap"] } })
    );
    // Where the bill itself is not known nothing can be said, and where all is known it is said already.
    let mut lacks = case(&json!([stay("12000.00", &json!({}))]), &json!({}));
    lacks["admissions"][0].as_object_mut().unwrap().remove("in_scope");
    assert!(settled(&lacks)["patient_pays"]["bounds"].is_null());
    let sheet = json!({ "basic": "8000.00", "major_illness": "0", "assistance": "2800.00" });
    let known = settled(&case(&json!([stay("12000.00", &sheet)]), &json!({})));
    assert_eq!(known["patient_pays"], json!({ "least": "2000.00", "most": "2000.00" }));
    assert_eq!(known["asks"], json!([]));
}

#[test]
fn what_a_sheet_says_replaces_what_would_be_computed_and_is_checked() {
    // Nothing is asked for basic insurance; what assistance owes follows from what was left.
    let paid = json!({ "basic": "8496.00", "major_illness": "0.00", "assistance": "2000.00" });
    let figures =
        json!({ "major_illness": { "deductible": "12000" }, "assistance": { "cap": "9000" } });
    let answer = settled(&case(&json!([stay("12000.00", &paid)]), &figures));
    assert_eq!(answer["asks"], json!([]));
    assert_eq!(answer["patient_pays"], json!({ "least": "2304.00", "most": "2304.00" }));
    let check = |layer: &str, paid: &str, due: Json, differs: Json| json!({ "layer": layer, "paid": paid, "least": due, "most": due, "differs": differs });
    assert_eq!(
        answer["admissions"][0]["check"],
        json!([
            check("basic", "8496.00", Json::Null, Json::Null),
            check("major_illness", "0.00", json!("0.00"), json!(false)),
            check("assistance", "2000.00", json!("2452.80"), json!(true)),
        ])
    );
    // Exactly the floor and more than it are no difference; a fen less is one.
    for (paid, differs) in [("2452.80", false), ("3000.00", false), ("2452.79", true)] {
        let sheet = json!({ "basic": "8496.00", "major_illness": "0", "assistance": paid });
        let answer = settled(&case(&json!([stay("12000.00", &sheet)]), &figures));
        assert_eq!(answer["admissions"][0]["check"][2]["differs"], differs, "{paid}");
    }
    // What one bill was paid counts for the limit of the next.
    let second = json!([stay(
        "12000.00",
        &json!({ "basic": "8496.00", "major_illness": "0", "assistance": "8999.00" })
    ),]);
    let problem = liangping().try_assess(&input(&case(&second, &figures))).unwrap_err().remove(0);
    assert_eq!(problem.path, "admissions[0].paid.assistance");
    assert!(problem.to_string().contains("3504.00"), "{problem}");
    let two = json!([
        stay(
            "12000.00",
            &json!({ "basic": "3000.00", "major_illness": "0", "assistance": "8999.00" })
        ),
        stay("12000.00", &json!({ "basic": "3000.00", "major_illness": "0" })),
    ]);
    let answer = settled(&case(&two, &figures));
    assert_eq!(
        answer["admissions"][1]["layers"]["assistance"],
        json!({ "least": "1.00", "most": "1.00" })
    );
}

#[test]
fn what_a_clause_leaves_open_is_not_guessed_and_can_be_read_off_the_sheet() {
    let settlement = "[settlement]\nlayers = [\"basic\", \"assistance\"]\nkey = []\n[layer.basic]\nfigures = [\"cap\"]\n";
    let rule = "{ id = \"by_kind\", when = 'otherwise', gives = { basic = \"not_computed\" } },";
    let aid = "{ id = \"aid\", when = 'otherwise', gives = { assistance = { rate = \"70\", cap = \"none\" } } },";
    let (rule, aid) = (money("basic", "", rule), money("aid", "\"70%\" = \"70\"", aid));
    let engine = engine(&format!("{settlement}{rule}{aid}"));
    let bill = |paid: Json| json!({ "admissions": [{ "in_scope": "10000.00", "out_of_scope": "0.00", "paid": paid }] });
    let answer = shown(engine.answer(&input(&bill(json!({})))))["settlement"].clone();
    assert_eq!(answer["asks"], json!(["admissions[0].paid.basic"]));
    for amount in ["/layers/basic", "/layers/assistance", "/patient_pays"] {
        assert_eq!(answer.pointer(amount).unwrap()["most"], Json::Null, "{amount}");
    }
    assert!(answer["patient_pays"]["bounds"].is_null());
    let answer = engine.answer(&input(&bill(json!({ "basic": "6000.00" }))))["settlement"].clone();
    assert_eq!(answer["layers"]["assistance"]["least"], "2800.00");
    assert_eq!(answer["patient_pays"]["most"], "1200.00");
    assert_eq!(
        answer["admissions"][0]["check"],
        json!([{ "layer": "basic", "paid": "6000.00", "least": null, "most": null, "differs": null }])
    );
    // A bill of which nothing is left asks for nothing.
    let none = json!({ "admissions": [{ "in_scope": "0", "out_of_scope": "0" }] });
    assert_eq!(engine.answer(&input(&none))["settlement"]["asks"], json!([]));
}

/// Bands that are missing pay all of it at the least, and nothing at the most.
#[test]
fn bands_that_are_missing_leave_the_patient_between_nothing_and_all_of_it() {
    let figures = json!({
        "basic": { "deductible": { "district": "400" }, "rate": { "tier_1": { "district": "60" } }, "cap": "none" },
        "assistance": { "cap": "none" },
    });
    let answer = settled(&case(&json!([stay("12000.00", &json!({}))]), &figures));
    // On dibao (12,000 - 400 x 50%) x 70% = 8,260. Of the 3,740 left all is paid, or nothing and then 70% by assistance.
    let bounds = json!({ "least": "800.00", "most": "1922.00", "supposing": [] });
    assert_eq!(answer["patient_pays"]["bounds"], bounds);
}

/// Layers "basic" with a missing rate and a further one, whose only row gives these terms.
fn behind_a_missing_rate(layer: &str, words: &str, terms: &str, figures: &Json) -> Json {
    let layers = format!(
        "[settlement]\nlayers = [\"basic\", \"assistance\"]\nkey = []\n\
         [layer.basic]\nfigures = [\"rate\"]\n[layer.assistance]\n{layer}\n"
    );
    let row = format!(
        "{{ id = \"all\", when = 'otherwise', gives = {{ basic = {{ cap = \"none\" }}, assistance = {{ {terms} }} }} }},"
    );
    let engine = engine(&format!("{layers}{}", money("aid", words, &row)));
    let bill = json!({ "in_scope": "12000.00", "out_of_scope": "0" });
    let case = json!({ "figures": figures, "admissions": [bill] });
    shown(engine.answer(&input(&case)))["settlement"].clone()
}

#[test]
fn where_the_last_layer_pays_all_nothing_is_left_whatever_the_first_pays() {
    let terms = "rate = \"100\", cap = \"none\"";
    let answer = behind_a_missing_rate("figures = []", "\"全部\" = \"100\"", terms, &json!({}));
    assert_eq!(answer["patient_pays"], json!({ "least": "0.00", "most": "0.00" }));
    assert_eq!(answer["layers"]["assistance"]["most"], Json::Null);
}

#[test]
fn a_figure_that_cannot_change_what_is_paid_is_not_asked_behind_another_that_can() {
    let none = json!({});
    // The whole deductible is waived.
    let terms = "rate = \"50\", deductible_less = \"100\", cap = \"none\"";
    let words = "\"50%\" = \"50\", \"不设\" = \"100\"";
    let waived = behind_a_missing_rate("figures = [\"deductible\"]", words, terms, &none);
    assert_eq!(waived["asks"], json!(["figures.basic.rate"]));
    // One band from zero pays the same wherever bands are cut.
    let words = "\"50%\" = \"50\", \"100元\" = \"100\"";
    let layer = "figures = [\"bands\"]";
    let band = |from: &str| {
        let terms =
            format!("bands = [{{ {from}percent = \"50\" }}], deductible = \"100\", cap = \"none\"");
        behind_a_missing_rate(layer, words, &terms, &none)["asks"].clone()
    };
    assert_eq!(band(""), json!(["figures.basic.rate"]));
    let both = json!(["figures.basic.rate", "figures.assistance.bands_from"]);
    assert_eq!(band("from = \"100\", "), both);
}

/// Much left by a low rate reaches the mark, and then all of it is paid: the patient pays most in between.
#[test]
fn where_a_mark_may_be_reached_no_bounds_are_told() {
    let terms = "rate = \"50\", cap = \"none\", after = { reaches = \"5000\", sum = \"assistance\", rate = \"100\" }";
    let words = "\"50%\" = \"50\", \"全部\" = \"100\", \"5000元\" = \"5000\"";
    let pays = |rate: Option<&str>| {
        let figures = rate.map_or(json!({}), |rate| json!({ "basic": { "rate": rate } }));
        behind_a_missing_rate("figures = []", words, terms, &figures)["patient_pays"].clone()
    };
    let exactly = |amount: &str| json!({ "least": amount, "most": amount });
    assert_eq!(pays(Some("0")), exactly("0.00"));
    assert_eq!(pays(Some("60")), exactly("2400.00"));
    assert_eq!(pays(Some("100")), exactly("0.00"));
    assert_eq!(pays(None), json!({ "least": null, "most": null }));
}

/// Who is on dibao is paid by one layer, others by another: limits are supposed where the patient pays the most.
#[test]
fn the_limits_supposed_are_those_of_the_layers_that_pay_where_the_patient_pays_the_most() {
    let layers = "[settlement]\nlayers = [\"basic\", \"assistance\", \"further_assistance\"]\nkey = []\n\
                  [layer.basic]\nfigures = [\"rate\"]\n[layer.assistance]\nfigures = [\"cap\"]\n\
                  [layer.further_assistance]\ncounts = \"bill\"\nfigures = [\"cap\"]\n";
    let supposing = |dibao: &str, others: &str| {
        let rows = format!(
            "{{ id = \"dibao\", when = 'dibao', gives = {{ basic = {{ cap = \"none\" }}, assistance = {{ rate = \"{dibao}\" }} }} }},\n\
             {{ id = \"others\", when = '!dibao', gives = {{ basic = {{ cap = \"none\" }}, further_assistance = {{ rate = \"{others}\" }} }} }},"
        );
        let words = "\"50%\" = \"50\", \"60%\" = \"60\"";
        let words = if dibao == others { "\"50%\" = \"50\"" } else { words };
        let engine = engine(&format!("{layers}{}", money("aid", words, &rows)));
        let bill = json!({ "in_scope": "1000", "out_of_scope": "0" });
        let answer = shown(engine.answer(&input(&json!({ "admissions": [bill] }))));
        answer["settlement"]["patient_pays"]["bounds"].clone()
    };
    let bounds = |most: &str, caps: &[&str]| {
        let caps: Vec<String> = caps.iter().map(|layer| format!("figures.{layer}.cap")).collect();
        json!({ "least": "0.00", "most": most, "supposing": caps })
    };
    assert_eq!(supposing("50", "60"), bounds("500.00", &["assistance"]));
    assert_eq!(supposing("60", "50"), bounds("500.00", &["further_assistance"]));
    assert_eq!(supposing("50", "50"), bounds("500.00", &["assistance", "further_assistance"]));
}
