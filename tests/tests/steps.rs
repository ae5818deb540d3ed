//! The steps of the arithmetic: they alone lead to the answer's amounts, and each number that
//! is not worked out is there with the figure, the entry of the bill or the provision it comes from.

use mingbai_tests::bills;
use mingbai_tests::engine::{input, liangping, shown, yuan};
use mingbai_tests::people::{self, FACTS, LEVEL, TIER};
use mingbai_tests::random::config;
use mingbai_tests::settlement::{BandsFrom, Case};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::{Value as Json, json};

/// The steps of one layer of one admission, to be taken in turn.
struct Steps<'s> {
    all: &'s [Json],
    at: usize,
    admission: usize,
}

impl<'s> Steps<'s> {
    /// The next step, if it is `what` of `layer`.
    fn optional(&mut self, layer: &str, what: &str) -> Option<&'s Json> {
        let step = self.all.get(self.at)?;
        let here = json!([self.admission, layer, what]);
        let found = json!([step["admission"], step["layer"], step["what"]]) == here;
        found.then(|| {
            self.at += 1;
            step
        })
    }

    fn next(&mut self, layer: &str, what: &str) -> &'s Json {
        self.optional(layer, what)
            .unwrap_or_else(|| panic!("{layer}.{what} is not step {}: {:?}", self.at, self.all))
    }

    /// A number that comes from `from`.
    fn given(&mut self, layer: &str, what: &str, from: &str) -> i128 {
        let step = self.next(layer, what);
        assert_eq!(step["from"], from, "{step}");
        number(step)
    }

    /// What a provision changes; nothing where it changes nothing.
    fn change(&mut self, layer: &str, what: &str, provision: &str) -> i128 {
        self.optional(layer, what).map_or(0, |step| {
            assert_eq!(step["from"], provision, "{step}");
            assert_ne!(number(step), 0);
            number(step)
        })
    }

    /// A number that the steps before it come to: it must be `wanted`.
    fn result(&mut self, layer: &str, what: &str, wanted: i128) {
        let step = self.next(layer, what);
        assert_eq!((number(step), step.get("from")), (wanted, None), "{step}");
    }

    /// A payment and its cap: what is paid.
    fn limited(&mut self, layer: &str, payment: i128, cap: &str, paid: &mut i128) -> i128 {
        self.result(layer, "payment", payment);
        let left = self.optional(layer, "cap").map(|step| {
            assert_eq!(step["from"], cap);
            (number(step) - *paid).max(0)
        });
        let now = left.map_or(payment, |left| payment.min(left));
        if now != payment {
            self.result(layer, "paid", now);
        }
        *paid += now;
        now
    }
}

/// Fen of a value, hundredths of a percentage.
fn number(step: &Json) -> i128 {
    let part = if step["value"].is_null() { &step["percent"] } else { &step["value"] };
    let (whole, rest) =
        part.as_str().unwrap().split_once('.').unwrap_or((part.as_str().unwrap(), ""));
    format!("{whole}{rest:0<2}").parse().unwrap()
}

const WHOLE: i128 = 10_000;

/// Half up, of ten-thousandths or their squares.
fn round(amount: i128, of: i128) -> i128 {
    (amount + of / 2).div_euclid(of)
}

/// One admission, from its steps alone: the four amounts.
fn admission(steps: &mut Steps<'_>, case: &Case, year: &mut [i128; 4]) -> [i128; 4] {
    let index = steps.admission;
    let tier = FACTS[TIER].1[case.person[TIER].unwrap()];
    let level = FACTS[LEVEL].1[case.stays[index].level.unwrap()];
    let entry = |name: &str| format!("admissions[{index}].{name}");

    let in_scope = steps.given("basic", "in_scope", &entry("in_scope"));
    let from = format!("figures.basic.deductible.{level}");
    let deductible = steps.given("basic", "deductible", &from);
    let less = steps.change("basic", "deductible_less", "inpatient-tilt");
    let rate = steps.given("basic", "rate", &format!("figures.basic.rate.{tier}.{level}"));
    let rate = (rate + steps.change("basic", "rate_plus", "inpatient-tilt")).min(WHOLE);
    let above = (in_scope * WHOLE - deductible * (WHOLE - less)).max(0);
    let payment = round(above * rate, WHOLE * WHOLE);
    let [basic_paid, major_paid, assistance_paid, sum] = year;
    let basic = steps.limited("basic", payment, &format!("figures.basic.cap.{tier}"), basic_paid);

    let before = *sum;
    *sum += in_scope - basic;
    let layer = "major_illness";
    steps.result(layer, "sum", *sum);
    let deductible = steps.given(layer, "deductible", "figures.major_illness.deductible");
    let less = steps.change(layer, "deductible_less", "major-illness-deductible");
    let mut bands = Vec::new();
    while let Some(band) = steps.optional(layer, "band") {
        assert_eq!(band["from"], "figures.major_illness.bands");
        let percent = number(&json!({ "percent": band["percent"] }));
        bands.push((number(band) * WHOLE, percent));
    }
    assert_eq!(bands.len(), case.figures.bands.as_ref().unwrap().len());
    let plus = steps.change(layer, "rate_plus", "major-illness-rate");
    let deductible = deductible * (WHOLE - less);
    let on = |sum: i128| {
        let zero = case.figures.bands_from == Some(BandsFrom::Zero);
        let (sum, floor) =
            if zero { (sum * WHOLE, deductible) } else { ((sum * WHOLE - deductible).max(0), 0) };
        let paid = bands.iter().enumerate().map(|(at, &(from, percent))| {
            let to = bands.get(at + 1).map_or(sum, |(to, _)| sum.min(*to));
            (to - from.max(floor)).max(0) * (percent + plus).min(WHOLE)
        });
        round(paid.sum(), WHOLE * WHOLE)
    };
    steps.result(layer, "payment_on_sum", on(*sum));
    steps.result(layer, "payment_on_sum_before", on(before));
    let payment = on(*sum) - on(before);
    let major = steps.limited(layer, payment, "figures.major_illness.cap", major_paid);

    let left = in_scope - basic - major;
    steps.result("assistance", "left", left);
    let share = steps.change("assistance", "at_least", "medical-assistance");
    let payment = round(left * share, WHOLE);
    let assistance =
        steps.limited("assistance", payment, "figures.assistance.cap", assistance_paid);

    let left = left - assistance;
    steps.result("patient", "in_scope_left", left);
    let out_of_scope = steps.given("patient", "out_of_scope", &entry("out_of_scope"));
    [basic, major, assistance, left + out_of_scope]
}

#[test]
fn whoever_has_only_the_steps_comes_to_the_same_amounts() {
    let complete = bills::case(3, 0, 0).prop_map(|mut case| {
        case.person[people::SCHEME] = Some(0);
        case
    });
    let mut runner = TestRunner::new(config(2_000, 100_000));
    let checked = runner.run(&complete, |case| {
        let settlement = shown(&liangping().person(&case.input()).settlement);
        let all = settlement["steps"].as_array().unwrap();
        let mut steps = Steps { all, at: 0, admission: 0 };
        let mut year = [0; 4];
        for (index, said) in settlement["admissions"].as_array().unwrap().iter().enumerate() {
            steps.admission = index;
            let amounts = admission(&mut steps, &case, &mut year);
            let parts = ["basic", "major_illness", "assistance", "patient_pays"];
            for (part, amount) in parts.into_iter().zip(amounts) {
                let range = json!({ "least": yuan(amount), "most": yuan(amount) });
                prop_assert_eq!(&said[part], &range, "{}", part);
            }
        }
        prop_assert_eq!(steps.at, all.len(), "a step that nothing needs");
        Ok(())
    });
    checked.unwrap_or_else(|failed| panic!("{failed}"));
}

#[test]
fn steps_are_given_only_where_there_is_one_amount() {
    let case = json!({
        "facts": { "scheme": "resident", "residence": "rural", "registered_poor": "none", "tier": "tier_1" },
        "admissions": [{ "in_scope": "9000", "out_of_scope": "0", "in_district": true }],
        "figures": {
            "contribution": { "tier_1": "200", "tier_2": "500" },
            "basic": {
                "deductible": { "village": "50", "township": "100", "district": "400", "municipal": "900" },
                "rate": { "tier_1": { "village": "82", "township": "78", "district": "62", "municipal": "41" } },
                "cap": { "tier_1": "none" }
            },
            "major_illness": {
                "deductible": "12000", "bands": [{ "from": "0", "percent": "60" }], "bands_from": "deductible",
                "cap": "none"
            },
            "assistance": { "cap": "none" }
        }
    });
    let steps = |changes: &[(&str, Json)]| {
        let mut case = case.clone();
        for (place, value) in changes {
            match case.pointer_mut(place) {
                Some(old) => *old = value.clone(),
                None => panic!("{place}"),
            }
        }
        let answer = liangping().answer(&input(&case));
        ["premium", "settlement"].map(|part| answer[part]["steps"].as_array().unwrap().len())
    };
    // Not known: the hospital, and whether a status makes the person poor.
    assert_eq!(steps(&[]), [0, 0]);
    let known = json!({
        "scheme": "resident", "residence": "rural", "registered_poor": "none", "tier": "tier_1",
        "dibao": true, "tekun": false, "orphan": false, "low_income": false, "illness_poverty": false
    });
    let stay = json!([{
        "in_scope": "9000", "out_of_scope": "0", "in_district": true, "hospital_level": "district"
    }]);
    // The contribution, what it is a share of, the share, the aid, what is left to pay.
    assert_eq!(steps(&[("/facts", known.clone())])[0], 5);
    assert!(steps(&[("/facts", known.clone()), ("/admissions", stay.clone())])[1] > 10);
    // A figure that is missing.
    let missing = json!({ "tier_1": "200" });
    let tier_2 = ("/facts/tier", json!("tier_2"));
    let gone = ("/figures/contribution", missing);
    let changes = [("/facts", known), ("/admissions", stay), tier_2, gone];
    assert_eq!(steps(&changes), [0, 0]);
}

#[test]
fn the_steps_of_a_premium_lead_from_the_contributions_to_what_is_left() {
    let case = json!({
        "facts": {
            "scheme": "resident", "residence": "rural", "registered_poor": "none", "tier": "tier_2",
            "dibao": false, "tekun": false, "orphan": false, "low_income": true, "illness_poverty": false
        },
        "readings": {},
        "figures": { "contribution": { "tier_1": "200", "tier_2": "500" } }
    });
    let step = |what: &str, number: (&str, &str), from: Option<&str>| {
        let mut step = json!({ "layer": "premium", "what": what });
        step[number.0] = json!(number.1);
        if let Some(from) = from {
            step["from"] = json!(from);
        }
        step
    };
    assert_eq!(
        liangping().answer(&input(&case))["premium"]["steps"],
        json!([
            step("contribution", ("value", "500.00"), Some("figures.contribution.tier_2")),
            step("base", ("value", "200.00"), Some("figures.contribution.tier_1")),
            step("share", ("percent", "100"), Some("premium-aid")),
            step("aid", ("value", "200.00"), None),
            step("pays", ("value", "300.00"), None),
        ])
    );
}
