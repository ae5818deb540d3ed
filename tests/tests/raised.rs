//! Faults that the random policies found, each with the right value: limits that are raised, amounts between bounds,
//! help with a contribution of nothing.

use mingbai_tests::engine::{input, shown};
use mingbai_tests::written::{engine, fact, money, number, paid};
use serde_json::{Value as Json, json};

const BASIC: &str = "[settlement]\nlayers = [\"basic\"]\nkey = []\n[layer.basic]\nfigures = []\n";

fn years() -> String {
    number("years", "number", "min = 0\nmax = 3")
}

fn settlement(policy: &str, case: &Json) -> Json {
    shown(engine(policy).answer(&input(case)))["settlement"].clone()
}

fn bill(in_scope: &str, facts: Json) -> Json {
    let mut bill = facts;
    bill["in_scope"] = json!(in_scope);
    bill["out_of_scope"] = json!("0");
    bill
}

#[test]
fn where_a_bill_has_no_limit_of_its_own_there_is_nothing_to_raise() {
    let clinic = fact("clinic", "admission", &[]);
    let rate = "{ id = \"hospital\", when = '!clinic', gives = { basic = { rate = \"100\", cap = \"1000\" } } },\n\
                { id = \"clinic\", when = 'clinic', gives = \"nothing\" },";
    let plus = "{ id = \"all\", when = 'otherwise', gives = { basic = { cap_plus = \"500\" } } },";
    let policy = format!(
        "{clinic}{BASIC}{}{}",
        money("rate", "\"全部\" = \"100\", \"1000元\" = \"1000\"", rate),
        money("plus", "\"500元\" = \"500\"", plus)
    );
    let stay = |cost: &str, clinic: bool| bill(cost, json!({ "clinic": clinic }));
    let bills = json!([stay("1200", false), stay("700", true), stay("1000", false)]);
    let answer = settlement(&policy, &json!({ "admissions": bills }));
    let all = answer["admissions"].as_array().unwrap();
    // 1500 a year: 1200, then the 300 that are left of it, whatever the visit in between.
    let pays: Vec<String> = all.iter().map(|own| paid(own)[0].clone()).collect();
    assert_eq!(pays, ["1200.00", "0.00", "300.00"]);
}

#[test]
fn a_bill_on_which_a_layer_does_not_hold_does_not_begin_its_limit() {
    let clinic = fact("clinic", "admission", &[]);
    let basic = "[settlement]\nlayers = [\"basic\"]\nkey = []\n[layer.basic]\nfigures = [\"cap\"]\nwhen = '!clinic'\n";
    let rows = "{ id = \"hospital\", when = '!clinic', gives = { basic = { rate = \"50\", cap = \"1000\" } } },\n\
                { id = \"clinic\", when = 'clinic', gives = \"nothing\" },";
    let policy = format!(
        "{clinic}{basic}{}",
        money("rate", "\"50%\" = \"50\", \"1000元\" = \"1000\"", rows)
    );
    let visit = bill("100", json!({ "clinic": true }));
    let mut less = bill("700", json!({ "clinic": false }));
    less["paid"] = json!({ "basic": "100" });
    let stay = bill("200", json!({ "clinic": false }));
    // The limit of 1000 never rises from the county's, which is not known: what the sheet paid less is not made up.
    for bills in [[&visit, &less, &stay], [&less, &visit, &stay], [&less, &stay, &visit]] {
        let answer = settlement(&policy, &json!({ "admissions": bills }));
        let all = answer["admissions"].as_array().unwrap();
        let mut pays: Vec<String> = all.iter().map(|own| paid(own)[0].clone()).collect();
        pays.sort();
        assert_eq!(pays, ["0.00", "100.00", "100.00"], "{answer}");
        assert_eq!(answer["asks"], json!([]));
    }
}

#[test]
fn of_as_many_layers_as_there_may_be_none_takes_the_place_of_the_patient() {
    let layers = ["a", "b", "c", "d", "e", "f", "g", "h"];
    let own = |layer: &str| {
        format!(
            "[layer.{layer}]\nlabel.zh = \"第{layer}层\"\nlabel.en = \"Layer {layer}\"\ncounts = \"bill\"\nbase = \"left\"\nfigures = []\n"
        )
    };
    let own_layers = format!("[settlement]\nlayers = {layers:?}\nkey = []\n");
    let gives = |layer: &str| format!("{layer} = {{ at_least = \"50\", cap = \"none\" }}");
    let rows = format!(
        "{{ id = \"all\", when = 'otherwise', gives = {{ {} }} }},",
        layers.map(gives).join(", ")
    );
    let policy = format!(
        "{own_layers}{}{}",
        layers.map(own).concat(),
        money("all", "\"50%\" = \"50\"", &rows)
    );
    let answer = settlement(&policy, &json!({ "admissions": [bill("256", json!({}))] }));
    let floor = |part: &Json| part["floor"] == json!(true);
    assert!(layers.iter().all(|layer| floor(&answer["layers"][layer])), "{answer}");
    assert_eq!(answer["layers"]["h"]["least"], "1.00");
    assert_eq!(
        (answer["patient_pays"]["least"].as_str(), floor(&answer["patient_pays"])),
        (Some("1.00"), false)
    );
}

#[test]
fn a_number_that_cannot_matter_is_not_asked() {
    let rows = "{ id = \"all\", when = 'otherwise', gives = { basic = { rate = \"100\", deductible = \"3000 - 500 * years\", cap = \"4000 + 100 * years\" } } },";
    let figures = "\"全部\" = \"100\", \"3000元\" = \"3000\", \"500元\" = \"500\", \"4000元\" = \"4000\", \"100元\" = \"100\"";
    let policy = format!("{}{BASIC}{}", years(), money("rate", figures, rows));
    let of = |cost: &str| {
        let answer = settlement(&policy, &json!({ "admissions": [bill(cost, json!({}))] }));
        (answer["layers"]["basic"].clone(), answer["asks"].clone())
    };
    let null = json!({ "least": null, "most": null });
    // The line is between 1500 and 3000, the limit between 4000 and 4300.
    assert_eq!(of("1500"), (json!({ "least": "0.00", "most": "0.00" }), json!([])));
    assert_eq!(of("1500.01"), (null.clone(), json!(["years"])));
    // 5500 and more is due: the limit cuts it, and hangs on the years too.
    assert_eq!(of("10000"), (null, json!(["years"])));
    let rows = "{ id = \"all\", when = 'otherwise', gives = { basic = { rate = \"100\", cap = \"4000 + 100 * years\" } } },";
    let figures = "\"全部\" = \"100\", \"4000元\" = \"4000\", \"100元\" = \"100\"";
    let policy = format!("{}{BASIC}{}", years(), money("rate", figures, rows));
    let of = |cost: &str| {
        let answer = settlement(&policy, &json!({ "admissions": [bill(cost, json!({}))] }));
        (answer["layers"]["basic"]["most"].clone(), answer["asks"].clone())
    };
    assert_eq!(of("4000"), (json!("4000.00"), json!([])));
    assert_eq!(of("4000.01"), (json!(null), json!(["years"])));
}

#[test]
fn of_a_contribution_of_nothing_nothing_is_paid_by_others() {
    let stated = "{ id = \"free\", when = 'dibao', gives = { contribution = \"0\" } },\n\
                  { id = \"others\", when = '!dibao', gives = { contribution = \"400\" } },";
    let aid = "{ id = \"some\", when = 'tekun', gives = { premium_aid = \"not_stated\" } },\n\
               { id = \"half\", when = '!tekun', gives = { premium_aid = \"50\" } },";
    let policy = format!(
        "[premium]\nkey = []\n{}{}",
        money("contribution", "\"400元\" = \"400\"", stated),
        money("aid", "\"50%\" = \"50\"", aid)
    );
    let premium = |facts: Json| {
        let answer = shown(engine(&policy).answer(&input(&json!({ "facts": facts }))));
        let premium = &answer["premium"];
        (premium["aid"].clone(), premium["pays"].clone(), premium["asks"].clone())
    };
    let fixed = |amount: &str| json!({ "least": amount, "most": amount });
    let null = json!({ "least": null, "most": null });
    assert_eq!(premium(json!({ "dibao": true })), (fixed("0.00"), fixed("0.00"), json!([])));
    assert_eq!(premium(json!({ "dibao": false, "tekun": true })), (null.clone(), null, json!([])));
    assert_eq!(
        premium(json!({ "dibao": false, "tekun": false })),
        (fixed("200.00"), fixed("200.00"), json!([]))
    );
}
