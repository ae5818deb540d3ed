//! Yearly limits over several bills: which one holds, who gave it, and that what is not known of a bill keeps apart
//! two years that go on differently.

use mingbai_tests::engine::{input, shown};
use mingbai_tests::written::{engine, fact, money, paid};
use serde_json::{Value as Json, json};

/// The settlement of bills of this in-scope cost and these facts.
fn settlement(policy: &str, figures: &Json, bills: &[(&str, Json)]) -> Json {
    let bills = bills.iter().map(|(in_scope, facts)| {
        let mut bill = facts.clone();
        bill["in_scope"] = json!(in_scope);
        bill["out_of_scope"] = json!("0");
        bill
    });
    let case = json!({ "figures": figures, "admissions": bills.collect::<Vec<_>>() });
    shown(engine(policy).answer(&input(&case)))["settlement"].clone()
}

/// What the first layer pays on each bill.
fn pays(settlement: &Json) -> Vec<String> {
    let bills = settlement["admissions"].as_array().unwrap().iter();
    bills.map(|bill| paid(bill)[0].clone()).collect()
}

/// "Up to 2,000 a year in a year with a visit to a clinic": said on a bill of which no layer pays anything.
#[test]
fn a_limit_holds_from_a_bill_on_of_which_no_layer_draws_on_it() {
    let layers = "[settlement]\nlayers = [\"basic\"]\nkey = []\n\
                  [layer.basic]\nfigures = []\nwhen = '!clinic'\npools = [\"basic\", \"shared\"]\n";
    let rows = "{ id = \"hospital\", when = '!clinic', gives = { basic = { rate = \"100\", cap = \"none\" }, shared = { cap = \"1000\" } } },\n\
                { id = \"clinic\", when = 'clinic', gives = { shared = { cap = \"2000\" } } },";
    let figures = "\"全部\" = \"100\", \"1000元\" = \"1000\", \"2000元\" = \"2000\"";
    let policy =
        format!("{}{layers}{}", fact("clinic", "admission", &[]), money("aid", figures, rows));
    let of = |bills: &[(&str, bool)]| {
        let bills = bills.iter().map(|&(cost, clinic)| (cost, json!({ "clinic": clinic })));
        pays(&settlement(&policy, &json!({}), &bills.collect::<Vec<_>>()))
    };
    assert_eq!(of(&[("3000", false)]), ["1000.00"]);
    assert_eq!(of(&[("50", true), ("3000", false)]), ["0.00", "2000.00"]);
    // What the lower limit cut is made up from the next bill, as far as there is room.
    assert_eq!(of(&[("3000", false), ("50", true), ("400", false)]), ["1000.00", "0.00", "400.00"]);
}

/// A limit may rise and never falls; a step names the provision that gave the one that holds.
#[test]
fn a_step_names_the_provision_whose_limit_holds() {
    let layers =
        "[settlement]\nlayers = [\"basic\"]\nkey = []\n[layer.basic]\nfigures = [\"cap\"]\n";
    let high = "{ id = \"far\", when = 'far', gives = { basic = { rate = \"100\", cap = \"2000\" } } },\n\
                { id = \"near\", when = '!far', gives = { basic = { rate = \"100\" } } },";
    let more = "{ id = \"near\", when = '!far', gives = { basic = { cap_plus = \"100\" } } },\n\
                { id = \"far\", when = 'far', gives = \"nothing\" },";
    let policy = format!(
        "{}{layers}{}{}",
        fact("far", "admission", &[]),
        money("high", "\"全部\" = \"100\", \"2000元\" = \"2000\"", high),
        money("more", "\"100元\" = \"100\"", more)
    );
    let caps = |bills: &[bool]| {
        let figures = json!({ "basic": { "cap": "1000" } });
        let bills: Vec<_> = bills.iter().map(|&far| ("500", json!({ "far": far }))).collect();
        let settlement = settlement(&policy, &figures, &bills);
        let steps = settlement["steps"].as_array().unwrap().iter();
        let caps = steps.filter(|step| step["what"] == "cap");
        let text = |value: &Json| value.as_str().unwrap().to_owned();
        caps.map(|step| (text(&step["value"]), text(&step["from"]))).collect::<Vec<_>>()
    };
    let high = || ("2000.00".to_owned(), "high".to_owned());
    let more = || ("1100.00".to_owned(), "more".to_owned());
    assert_eq!(caps(&[true, false]), [high(), high()]);
    assert_eq!(caps(&[false, true]), [more(), high()]);
    assert_eq!(caps(&[false, false]), [more(), more()]);
}

/// The county's limit gives way to the next row's; a row's limit of the same height does not.
#[test]
fn a_limit_of_the_county_and_an_equal_one_of_a_row_are_not_the_same_year() {
    let layers =
        "[settlement]\nlayers = [\"basic\"]\nkey = []\n[layer.basic]\nfigures = [\"cap\"]\n";
    let rows = "{ id = \"small\", when = 'small', gives = { basic = { rate = \"100\", cap = \"1000\" } } },\n\
                { id = \"far\", when = '!small && far', gives = { basic = { rate = \"100\", cap = \"2000\" } } },\n\
                { id = \"near\", when = '!small && !far', gives = { basic = { rate = \"100\" } } },";
    let policy = format!(
        "{}{}{layers}{}",
        fact("small", "admission", &[]),
        fact("far", "admission", &[]),
        money("aid", "\"全部\" = \"100\", \"1000元\" = \"1000\", \"2000元\" = \"2000\"", rows)
    );
    let of = |far: Json| {
        let first = ("100", json!({ "small": false, "far": far }));
        let figures = json!({ "basic": { "cap": "2000" } });
        let second = ("5000", json!({ "small": true }));
        settlement(&policy, &figures, &[first, second])["layers"]["basic"].clone()
    };
    let range = |least: &str, most: &str| json!({ "least": least, "most": most });
    assert_eq!(of(json!(true)), range("2000.00", "2000.00"));
    assert_eq!(of(json!(false)), range("1000.00", "1000.00"));
    assert_eq!(of(Json::Null), range("1000.00", "2000.00"));
}
