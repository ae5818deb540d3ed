//! What is worked out from what a person states: shares of an amount, waits.

use mingbai_tests::engine::{input, shown};
use mingbai_tests::written::{engine, money, number};
use serde_json::{Value as Json, json};

/// The one verdict of a policy.
fn verdict(policy: &str, facts: &Json) -> Json {
    let answer = shown(engine(policy).answer(&input(&json!({ "facts": facts }))));
    answer["verdicts"][0].clone()
}

/// A share of what a family spent, for those on dibao.
fn share() -> String {
    let rows = "{ id = \"some\", when = 'dibao && spent > 1000', gives = { share = { on = \"spent\", cap = \"150000\", bands = [\
                  { percent = \"30\" }, { from = \"30000\", percent = \"40\" }, { from = \"50000\", percent = \"50\" }] } } },\n\
                { id = \"none\", when = 'otherwise', gives = \"nothing\" },";
    let figures = "\"30%\" = \"30\", \"3万元\" = \"30000\", \"40%\" = \"40\", \"5万元\" = \"50000\", \"50%\" = \"50\", \"15万元\" = \"150000\", \"1000元\" = \"1000\"";
    format!("{}{}", number("spent", "money", ""), money("family-aid", figures, rows))
}

#[test]
fn a_share_is_worked_out_by_bands_and_says_what_it_rests_on() {
    let policy = share();
    // 80000: 30000 × 30% + 20000 × 40% + 30000 × 50% = 32000; one cent more rounds half up to 32000.01 (0.005).
    for (spent, amount) in [
        ("80000.00", "32000.00"),
        ("80000.01", "32000.01"),
        ("1000.01", "300.00"),
        ("400000", "150000.00"),
    ] {
        let said = verdict(&policy, &json!({ "dibao": true, "spent": spent }));
        assert_eq!(said["status"], "granted");
        assert_eq!(said["amount"], json!({ "least": amount, "most": amount }), "{spent}");
        assert_eq!(said["asks"], json!([]));
    }
    let said = verdict(&policy, &json!({ "dibao": true, "spent": "80000" }));
    assert_eq!(
        said["because"],
        json!([{ "fact": "dibao", "value": true }, { "fact": "spent", "value": "80000.00" }])
    );
    assert_eq!(said["outcomes"][0]["share"]["on"], "spent");
    // At the line it is nothing, a cent above it something.
    let said = verdict(&policy, &json!({ "dibao": true, "spent": "1000.00" }));
    assert_eq!((&said["status"], said.get("amount")), (&json!("refused"), None));
}

#[test]
fn a_share_whose_amount_is_missing_is_null_and_asks_for_it() {
    let policy = share();
    let said = verdict(&policy, &json!({ "dibao": true }));
    assert_eq!(said["status"], "open");
    assert_eq!(said["amount"], json!(null));
    assert_eq!(said["asks"], json!(["spent"]));
    // Where it is known it is between nothing and the share.
    let said = verdict(&policy, &json!({ "spent": "2000" }));
    assert_eq!(said["amount"], json!({ "least": "0.00", "most": "600.00" }));
    assert_eq!(said["asks"], json!(["dibao"]));
    let said = verdict(&policy, &json!({ "dibao": false }));
    assert_eq!((said.get("amount"), &said["asks"]), (None, &json!([])));
}

#[test]
fn a_share_that_no_condition_tests_asks_for_its_amount_all_the_same() {
    let rows = "{ id = \"all\", when = 'dibao', gives = { share = { on = \"spent\", bands = [{ from = \"7000\", percent = \"60\" }], cap = \"30000\" } } },\n\
                { id = \"none\", when = '!dibao', gives = \"nothing\" },";
    let figures = "\"7000元\" = \"7000\", \"60%\" = \"60\", \"3万元\" = \"30000\"";
    let policy = format!("{}{}", number("spent", "money", ""), money("aid", figures, rows));
    let said = verdict(&policy, &json!({ "dibao": true }));
    assert_eq!((&said["status"], &said["asks"]), (&json!("granted"), &json!(["spent"])));
    assert_eq!(said["amount"], json!(null));
    // (20000 − 7000) × 60% = 7800
    let said = verdict(&policy, &json!({ "dibao": true, "spent": "20000" }));
    assert_eq!(said["amount"], json!({ "least": "7800.00", "most": "7800.00" }));
    // The question comes, and next too.
    let answer = shown(engine(&policy).answer(&input(&json!({ "facts": { "dibao": true } }))));
    assert_eq!(
        (&answer["next"]["fact"], &answer["questions"]),
        (&json!("spent"), &json!(["spent"]))
    );
}

#[test]
fn a_wait_asks_for_a_fact_that_counts_only_where_others_are_high_and_low() {
    let years = |id: &str| number(id, "number", "min = 0\nmax = 60");
    let rows = "{ id = \"all\", when = 'dibao', gives = { wait = { months = \"-59 + up - down - late\" } } },\n\
                { id = \"none\", when = '!dibao', gives = \"nothing\" },";
    let facts = [years("up"), years("down"), years("late")].concat();
    let policy = format!("{facts}{}", money("wait", "\"59个月\" = \"59\"", rows));
    // One month is left only with up at 60 and down at 0: then it hangs on late too.
    let said = verdict(&policy, &json!({ "dibao": true }));
    assert_eq!(said["asks"], json!(["up", "down", "late"]));
    let said = verdict(&policy, &json!({ "dibao": true, "up": 59 }));
    assert_eq!((&said["asks"], &said["months"]), (&json!([]), &json!({ "least": 0, "most": 0 })));
}

#[test]
fn an_amount_is_a_decimal_string_of_yuan() {
    let policy = share();
    for wrong in [json!(5), json!("1.234"), json!("-1"), json!("1e3"), json!(true), json!("")] {
        let engine = engine(&policy);
        let case = input(&json!({ "facts": { "spent": wrong } }));
        let problems = engine.try_assess(&case).unwrap_err();
        assert_eq!(problems[0].path, "facts.spent", "{wrong}");
    }
    let said = verdict(&policy, &json!({ "spent": null, "dibao": true }));
    assert_eq!(said["asks"], json!(["spent"]));
}
