//! What is advised and what goes on being asked: only changes that a person may lawfully make, never one that
//! costs more; what joining gives to who is not insured. And other points of the legal audit that no case of
//! cases.toml can say.

use mingbai_tests::engine::{Engine, all, input, liangping};
use mingbai_tests::written;
use serde_json::{Value as Json, json};

fn policy(id: &str) -> &'static Engine {
    all().iter().find(|engine| engine.policy.data().id == id).unwrap()
}

fn advice(engine: &Engine, case: &Json) -> Vec<Json> {
    engine.answer(&input(case))["advice"].as_array().unwrap().clone()
}

/// The facts that advice changes.
fn changed(engine: &Engine, case: &Json) -> Vec<String> {
    let facts = advice(engine, case).into_iter().flat_map(|one| {
        let change = one["change"].as_object().unwrap().clone();
        assert_eq!(change.len(), 1, "one fact at a time: {one}");
        change.into_iter().map(|(fact, value)| format!("{fact} {value}"))
    });
    facts.collect()
}

/// A rural person of whom nothing else is so.
fn rural(more: &Json) -> Json {
    let mut facts = json!({
        "residence": "rural", "registered_poor": "none", "dibao": false, "tekun": false, "orphan": false,
        "low_income": false, "illness_poverty": false, "scheme": "resident", "tier": "tier_1",
    });
    for (fact, value) in more.as_object().unwrap() {
        facts[fact] = value.clone();
    }
    facts
}

/// W1: dibao is paid 360 of 400 in tier 1 and 400 of 775 in tier 2: tier 2 gives more and costs 335 more.
#[test]
fn nothing_is_advised_that_costs_more_for_all_it_gives() {
    let rows = r#"
  { id = "one", when = 'dibao && tier == tier_1', gives = { premium_aid_amount = "360.00" } },
  { id = "two", when = 'dibao && tier == tier_2', gives = { premium_aid_amount = "400.00" } },
  { id = "none", when = '!dibao', gives = "nothing" },"#;
    let text = written::money("premium-aid", r#""360元" = "360", "400元" = "400""#, rows);
    let engine = written::engine(&format!("premium.when = 'scheme == resident'\n{text}"));
    let facts = json!({ "dibao": true, "scheme": "resident", "tier": "tier_1" });
    let figures = json!({ "contribution": { "tier_1": "400.00", "tier_2": "775.00" } });
    assert_eq!(changed(&engine, &json!({ "facts": facts, "figures": figures })), [""; 0]);
    // Without the figures nobody can say that it costs no more.
    assert_eq!(changed(&engine, &json!({ "facts": facts })), [""; 0]);
    // Back to tier 1 it saves 335.
    let facts = json!({ "dibao": true, "scheme": "resident", "tier": "tier_2" });
    let all = advice(&engine, &json!({ "facts": facts, "figures": figures }));
    assert_eq!(all[0]["change"], json!({ "tier": "tier_1" }));
    assert_eq!(all[0]["saves"], json!({ "least": "335.00", "most": "335.00" }));
    assert_eq!((all.len(), &all[0]["gains"]), (1, &json!([])));
}

/// W2: nobody goes from one insurance to another, becomes an orphan or gives birth on advice.
#[test]
fn only_what_a_person_may_choose_or_apply_for_is_advised() {
    for (scheme, wanted) in [
        ("employee", vec![]),
        ("resident", vec!["dibao true", "tekun true", "low_income true", "illness_poverty true"]),
    ] {
        let facts = rural(&json!({ "registered_poor": "lifted", "scheme": scheme }));
        let found = changed(liangping(), &json!({ "facts": facts }));
        let found: Vec<&str> = found.iter().map(String::as_str).collect();
        assert_eq!(found, wanted, "{scheme}");
    }
    let facts = json!({
        "residence": "rural", "sex": "female", "age": 30, "hospital_birth": false, "severely_disabled": false,
        "scheme_2012": "ncms", "dibao": false, "tekun": false, "low_income": false, "seriously_ill": false,
        "hardship_group": false,
    });
    let found = changed(policy("shangyu-2012"), &json!({ "facts": facts }));
    assert_eq!(found, ["dibao true", "tekun true", "hardship_group true"]);
}

/// W2: no stay is advised in a village clinic, and one fact of a stay at a time.
#[test]
fn another_hospital_is_one_change_and_never_a_village_clinic() {
    let levels = |values: [&str; 4]| {
        let names = ["village", "township", "district", "municipal"];
        names
            .into_iter()
            .zip(values)
            .map(|(name, value)| (name.to_owned(), json!(value)))
            .collect::<serde_json::Map<_, _>>()
    };
    let case = json!({
        "facts": rural(&json!({ "dibao": true })),
        "figures": {
            "contribution": { "tier_1": "200.00", "tier_2": "500.00" },
            "basic": { "deductible": levels(["0", "100", "400", "900"]), "rate": { "tier_1": levels(["90", "80", "60", "40"]) }, "cap": { "tier_1": "none" } },
            "major_illness": { "deductible": "12000.00", "bands": [{ "from": "0", "percent": "60" }], "bands_from": "deductible", "cap": "none" },
            "assistance": { "cap": "none" },
        },
        "admissions": [{ "hospital_level": "municipal", "in_district": false, "in_scope": "12000.00", "out_of_scope": "800.00" }],
    });
    let found = changed(liangping(), &case);
    let stays: Vec<&String> = found.iter().filter(|one| one.starts_with("admissions")).collect();
    assert_eq!(
        stays,
        ["admissions[0].hospital_level \"township\"", "admissions[0].hospital_level \"district\""]
    );
}

/// W3: dibao, not insured: joining pays the whole tier-1 contribution, and what decides it goes on being asked.
#[test]
fn who_is_not_insured_is_asked_and_told_what_joining_gives() {
    let answer = liangping().answer(&input(&json!({ "facts": { "scheme": "none" } })));
    let asked = answer["questions"].as_array().unwrap();
    for fact in ["residence", "registered_poor", "dibao", "tekun", "orphan", "low_income", "tier"] {
        assert!(asked.contains(&json!(fact)), "{fact}: {asked:?}");
    }
    assert_eq!(answer["next"]["fact"], "registered_poor");
    assert!(answer["next"]["why"].as_array().unwrap().contains(&json!("premium-aid")));
    let verdict = &answer["verdicts"][0];
    assert_eq!((&verdict["status"], &verdict["asks"]), (&json!("refused"), &json!([])));

    let facts = json!({ "residence": "rural", "dibao": true, "scheme": "none" });
    let answer = liangping().answer(&input(&json!({ "facts": facts })));
    let join = &answer["advice"][0];
    assert_eq!(join["change"], json!({ "scheme": "resident" }));
    assert_eq!(join["saves"], json!({ "least": null, "most": null }));
    assert_eq!(join["gains"][0], "premium-aid");
    assert_eq!(
        join["outcomes"][0],
        json!([{ "premium_aid": "100" }]),
        "the whole of it in either tier"
    );
    assert_eq!(join["cites"][0], json!({ "at": "二(四)1" }));

    // Who would get nothing by it is asked to the end and told nothing.
    let facts = json!({ "scheme": "none", "residence": "urban", "registered_poor": "none", "orphan": false });
    let answer = liangping().answer(&input(&json!({ "facts": facts })));
    assert!(!answer["questions"].as_array().unwrap().contains(&json!("tier")), "{answer}");
    let joins = |one: &Json| one["change"].get("scheme").is_some();
    assert!(!answer["advice"].as_array().unwrap().iter().any(joins), "{answer}");

    // In a county's own policy the first answer does not end the interview.
    let rows = r#"
  { id = "uninsured", when = 'scheme != resident', gives = "nothing" },
  { id = "dibao", when = 'dibao', gives = { premium_aid = "100" } },
  { id = "none", when = 'otherwise', gives = "nothing" },"#;
    let text = written::money("premium-aid", r#""100%" = "100""#, rows);
    let text = text.replace("rows = [", "hit = \"first\"\nrows = [");
    let engine = written::engine(&format!("premium.when = 'scheme == resident'\n{text}"));
    let next = |facts: Json| engine.answer(&input(&json!({ "facts": facts })))["next"].clone();
    let dibao = json!({ "fact": "dibao", "why": ["premium-aid"] });
    assert_eq!(next(json!({ "scheme": "none" })), dibao);
    assert_eq!(next(json!({ "scheme": "employee" })), json!(null));
    assert_eq!(next(json!({ "scheme": "none", "dibao": true })), json!(null));
}

/// A fact that follows from not being insured does not follow once a person joins: it is asked, and joining is
/// advised as far as it gives more whatever the answer is.
#[test]
fn what_follows_from_not_being_insured_is_asked_for_joining() {
    let newly = format!(
        "{}implied = [{{ when = 'scheme == none', value = false }}]\n",
        written::fact("newly", "person", &[])
    );
    let rows = r#"
  { id = "uninsured", when = 'scheme != resident', gives = "nothing" },
  { id = "newly", when = 'newly', gives = { premium_aid = "100" } },
  { id = "others", when = 'otherwise', gives = { premium_aid = "50" } },"#;
    let text = written::money("premium-aid", r#""100%" = "100", "50%" = "50""#, rows);
    let text = text.replace("rows = [", "hit = \"first\"\nrows = [");
    let engine = written::engine(&format!("premium.when = 'scheme == resident'\n{newly}{text}"));
    let answer = engine.answer(&input(&json!({ "facts": { "scheme": "none" } })));
    assert_eq!(answer["assumed"][0]["fact"], "newly");
    assert_eq!(answer["questions"], json!(["newly"]));
    let join = &answer["advice"][0];
    assert_eq!(join["change"], json!({ "scheme": "resident" }));
    assert_eq!(join["outcomes"], json!([[{ "premium_aid": "100" }, { "premium_aid": "50" }]]));
}

/// W6: dibao, a municipal stay of 100,000.00 in scope: with its limit of 9,000.00 used up assistance pays exactly that.
#[test]
fn what_a_limit_cuts_is_no_at_least() {
    let case = json!({
        "facts": rural(&json!({ "dibao": true })),
        "figures": {
            "basic": { "deductible": { "municipal": "900.00" }, "rate": { "tier_1": { "municipal": "40" } }, "cap": { "tier_1": "none" } },
            "major_illness": { "deductible": "12000.00", "bands": [{ "from": "0", "percent": "60" }], "bands_from": "deductible", "cap": "none" },
            "assistance": { "cap": "9000.00" },
        },
        "admissions": [{ "hospital_level": "municipal", "in_district": false, "in_scope": "100000.00", "out_of_scope": "0" }],
    });
    let settlement = &liangping().answer(&input(&case))["settlement"];
    // 99,100 x 40% = 39,640; 60,360 left, less 6,000, x 60% = 32,616; 27,744 left, 70% of it is more than 9,000.
    assert_eq!(
        settlement["layers"]["assistance"],
        json!({ "least": "9000.00", "most": "9000.00" })
    );
    assert_eq!(settlement["patient_pays"]["least"], "18744.00");
}

/// W16: until the end of 2025 as the document is read, the other reading has no end.
#[test]
fn a_last_day_that_is_a_reading_is_switched_with_it() {
    use mingbai_core::kernel::date::Date;
    let lincang = policy("lincang-2024");
    let validity = |ends: bool, day: &str| {
        let case = input(&json!({ "readings": { "ends_2025": ends } }));
        lincang.answer_on(&case, Date::parse(day).unwrap())["validity"].clone()
    };
    assert_eq!(validity(true, "2025-12-31"), "in_force");
    assert_eq!(validity(true, "2026-01-01"), "lapsed");
    assert_eq!(validity(false, "2026-01-01"), "in_force");
    assert_eq!(validity(false, "2024-02-01"), "not_yet_in_force");
}

/// W19: amounts worked out while it is not known whether one is insured say what they suppose.
#[test]
fn amounts_that_suppose_an_insurance_say_so() {
    let case = |facts: &Json| {
        let figures = json!({ "contribution": { "tier_1": "200.00", "tier_2": "500.00" } });
        json!({ "facts": facts, "figures": figures, "admissions": [{ "in_scope": "100.00" }] })
    };
    let supposed = json!([{ "fact": "scheme", "values": ["resident"] }]);
    let answer = liangping().answer(&input(&case(&json!({ "registered_poor": "not_lifted" }))));
    assert_eq!(answer["premium"]["supposing"], supposed);
    assert_eq!(answer["settlement"]["supposing"], supposed);
    let answer = liangping().answer(&input(&case(&json!({ "scheme": "resident" }))));
    assert_eq!(answer["premium"].get("supposing"), None);
    let answer =
        policy("shangyu-2012").answer(&input(&json!({ "admissions": [{ "in_scope": "100.00" }] })));
    assert_eq!(
        answer["settlement"]["supposing"],
        json!([{ "fact": "scheme_2012", "values": ["employee", "urban_resident", "ncms"] }])
    );
}

/// W8: what a person says of themselves opens no status: each asks what an office or a certificate says.
#[test]
fn a_status_is_what_somebody_has_recognised() {
    let told = ["认定", "登记", "定的", "证", "吃低保", "建档立卡", "说", "诊断"];
    for id in [
        "registered_poor",
        "dibao",
        "tekun",
        "orphan",
        "low_income",
        "illness_poverty",
        "meets_register_test",
        "meets_dibao_test",
        "severely_disabled",
        "hardship_group",
        "assistance_target",
        "catastrophic_disease",
        "seriously_ill",
        "chronic_disease",
        "dibao_margin",
        "returned_to_poverty",
        "rigid_expenditure",
        "special_care",
        "laid_off_60s",
        "returned_youth",
        "low_income_family",
        "disabled",
        "poverty_risk",
    ] {
        let facts = mingbai_policies::FACTS_TOML;
        let own = facts.split("[fact.").find(|own| own.starts_with(&format!("{id}]"))).unwrap();
        let question = own.lines().find(|line| line.starts_with("question.zh")).unwrap();
        assert!(told.iter().any(|word| question.contains(word)), "{question}");
    }
}
