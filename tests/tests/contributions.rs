//! Contributions of policies without tiers: stated by a clause, or by a key of the policy's own; what is paid of them.

use mingbai_tests::engine::input;
use mingbai_tests::written::{engine, fact, money};
use serde_json::{Value as Json, json};

/// A policy of two age groups, which key the contributions.
fn group() -> String {
    format!("[premium]\nkey = \"group\"\n{}", fact("group", "person", &["child", "adult"]))
}

fn aid() -> String {
    let rows = r#"
  { id = "whole", when = 'tekun', gives = { premium_aid = "100" } },
  { id = "most", when = '!tekun && dibao', gives = { premium_aid = { at_least = "90" } } },
  { id = "none", when = '!tekun && !dibao', gives = "nothing" },"#;
    money("aid", r#""全额" = "100", "90%" = "90""#, rows)
}

fn stated() -> String {
    let rows = r#"
  { id = "child", when = 'group == child', gives = { contribution = "350.00" } },
  { id = "adult", when = 'group == adult', gives = { contribution = "400.00" } },"#;
    money("contribution", r#""350元" = "350", "400元" = "400""#, rows)
}

fn premium(policy: &str, facts: &Json, figures: &Json) -> Json {
    let case = json!({ "facts": facts, "figures": figures });
    let answer = engine(policy).answer(&input(&case));
    let mut premium = answer["premium"].clone();
    premium.as_object_mut().unwrap().remove("steps");
    premium
}

fn amount(least: &str, most: &str) -> Json {
    json!({ "least": least, "most": most })
}

#[test]
fn a_share_is_of_ones_own_contribution_and_a_floor_is_told_as_one() {
    // By figures of the policy's own key, and by the clause: the same.
    let figures = json!({ "contribution": { "child": "350", "adult": "400" } });
    for (policy, figures) in
        [(group() + &aid(), figures), (group() + &aid() + &stated(), json!({}))]
    {
        let whole = json!({ "group": "adult", "tekun": true, "dibao": false });
        assert_eq!(
            premium(&policy, &whole, &figures),
            json!({ "contribution": amount("400.00", "400.00"), "aid": amount("400.00", "400.00"),
                "pays": amount("0.00", "0.00"), "asks": [] })
        );
        let floor = json!({ "group": "adult", "tekun": false, "dibao": true });
        assert_eq!(
            premium(&policy, &floor, &figures),
            json!({ "contribution": amount("400.00", "400.00"),
                "aid": { "least": "360.00", "most": "360.00", "floor": true },
                "pays": amount("40.00", "40.00"), "asks": [] })
        );
        // Whatever is not known: each pays of their own.
        assert_eq!(
            premium(&policy, &json!({ "tekun": false }), &figures),
            json!({ "contribution": amount("350.00", "400.00"),
                "aid": { "least": "0.00", "most": "360.00", "floor": true },
                "pays": amount("35.00", "400.00"), "asks": ["dibao", "group"] })
        );
    }
}

#[test]
fn a_figure_is_asked_by_the_policys_own_key() {
    let asked = premium(
        &(group() + &aid()),
        &json!({ "group": "child", "dibao": true, "tekun": false }),
        &json!({}),
    );
    assert_eq!(asked["asks"], json!(["figures.contribution.child"]));
    assert_eq!(asked["aid"]["least"], Json::Null);
    // Without a key there is one contribution.
    let plain = "[premium]\nkey = []\n".to_owned() + &aid();
    let asked = premium(&plain, &json!({ "tekun": true }), &json!({}));
    assert_eq!(asked["asks"], json!(["figures.contribution"]));
    let known = premium(&plain, &json!({ "tekun": true }), &json!({ "contribution": "400" }));
    assert_eq!(known["aid"], amount("400.00", "400.00"));
}

#[test]
fn what_is_paid_of_a_contribution_is_null_where_no_clause_says_it() {
    let known = premium(&(group() + &stated()), &json!({ "group": "child" }), &json!({}));
    let null = json!({ "least": null, "most": null });
    assert_eq!(
        known,
        json!({ "contribution": amount("350.00", "350.00"), "aid": &null, "pays": &null, "asks": [] })
    );
}
