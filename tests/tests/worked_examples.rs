//! Examples worked out by hand, with figures alone.

use mingbai_tests::engine::{input, liangping};
use serde_json::{Value, json};

/// Basic, major illness, assistance, patient.
fn settled(case: &Value) -> [String; 4] {
    let answer = liangping().answer(&input(case));
    let settlement = &answer["settlement"];
    assert_eq!(settlement["asks"], json!([]));
    ["basic", "major_illness", "assistance", "patient_pays"].map(|layer| {
        assert_eq!(settlement[layer]["least"], settlement[layer]["most"]);
        settlement[layer]["least"].as_str().unwrap().to_owned()
    })
}

/// Nobody poor, in resident insurance.
fn not_poor() -> Value {
    json!({ "residence": "urban", "registered_poor": "none", "scheme": "resident", "tier": "tier_1" })
}

/// Basic insurance pays nothing, so that the whole bill is left after it.
fn left_after_basic(yuan: &str, facts: &Value, major_illness: &Value) -> Value {
    json!({
        "facts": facts,
        "admissions": [{ "hospital_level": "municipal", "in_district": false,
            "in_scope": yuan, "out_of_scope": "0.00" }],
        "figures": {
            "basic": { "deductible": { "municipal": "0.00" },
                "rate": { "tier_1": { "municipal": "0" } }, "cap": { "tier_1": "none" } },
            "major_illness": major_illness,
            "assistance": { "cap": "none" },
        },
    })
}

/// 90,000 x 50% + 70,000 x 60% = 45,000 + 42,000.
#[test]
fn of_170000_left_after_basic_insurance_major_illness_insurance_pays_87000() {
    let bands =
        json!([{ "from": "10000.00", "percent": "50" }, { "from": "100000.00", "percent": "60" }]);
    let figures = |from: &str, bands: &Value| json!({ "deductible": "10000.00", "bands": bands, "bands_from": from, "cap": "none" });
    let case = left_after_basic("170000.00", &not_poor(), &figures("zero", &bands));
    assert_eq!(settled(&case), ["0.00", "87000.00", "0.00", "83000.00"]);
    // The same bands written from zero: the deductible is what counts.
    let from_nought =
        json!([{ "from": "0", "percent": "50" }, { "from": "100000", "percent": "60" }]);
    let case = left_after_basic("170000.00", &not_poor(), &figures("zero", &from_nought));
    assert_eq!(settled(&case)[1], "87000.00");
    // Cut above the deductible, the second band begins at 110,000: 100,000 x 50% + 60,000 x 60%.
    let case = left_after_basic("170000.00", &not_poor(), &figures("deductible", &from_nought));
    assert_eq!(settled(&case)[1], "86000.00");
    // And a first band from 10,000 above it: 90,000 x 50% + 60,000 x 60%.
    let case = left_after_basic("170000.00", &not_poor(), &figures("deductible", &bands));
    assert_eq!(settled(&case)[1], "81000.00");
}

/// The deductible is halved to 5,000 and each band pays 5 points more:
/// 95,000 x 55% + 70,000 x 65% = 52,250 + 45,500; then 70% of the 72,250 left.
#[test]
fn a_registered_person_gets_97750_of_the_same_bill_and_assistance_on_the_rest() {
    let bands = json!([{ "from": "0", "percent": "50" }, { "from": "100000", "percent": "60" }]);
    let figures =
        json!({ "deductible": "10000.00", "bands": bands, "bands_from": "zero", "cap": "none" });
    let mut facts = not_poor();
    facts["registered_poor"] = json!("lifted");
    let case = left_after_basic("170000.00", &facts, &figures);
    assert_eq!(settled(&case), ["0.00", "97750.00", "50575.00", "21675.00"]);
}

/// The figures of the contract, invented for tests.
fn contract(facts: &Value, admissions: &Value) -> Value {
    json!({
        "facts": facts,
        "figures": {
            "contribution": { "tier_1": "200.00", "tier_2": "500.00" },
            "basic": {
                "deductible": { "village": "50.00", "township": "100.00", "district": "400.00", "municipal": "900.00" },
                "rate": {
                    "tier_1": { "village": "82", "township": "78", "district": "62", "municipal": "41" },
                    "tier_2": { "village": "86", "township": "83", "district": "67", "municipal": "46" } },
                "cap": { "tier_1": "70000.00", "tier_2": "110000.00" } },
            "major_illness": { "deductible": "12000.00", "bands": [{ "from": "0.00", "percent": "60" }],
                "bands_from": "deductible", "cap": "180000.00" },
            "assistance": { "cap": "9000.00" } },
        "admissions": admissions,
    })
}

fn stay(level: &str, here: bool, in_scope: &str, out_of_scope: &str) -> Value {
    json!({ "hospital_level": level, "in_district": here, "in_scope": in_scope, "out_of_scope": out_of_scope })
}

/// The contract's own case. Basic: (12,000 - 200) x (67 + 10)% = 9,086.00. Left: 2,914.00, under
/// half the deductible. Assistance: 70% = 2,039.80. Patient: 874.20 + 800.
#[test]
fn the_case_of_the_contract_is_worked_out() {
    let facts =
        json!({ "residence": "rural", "dibao": true, "tier": "tier_2", "scheme": "resident" });
    let case = contract(&facts, &json!([stay("district", true, "12000.00", "800.00")]));
    assert_eq!(settled(&case), ["9086.00", "0.00", "2039.80", "1674.20"]);
    let answer = liangping().answer(&input(&case));
    assert_eq!(answer["settlement"]["total"], "12800.00");
    let premium = &answer["premium"];
    assert_eq!(premium["contribution"], json!({ "least": "500.00", "most": "500.00" }));
    assert_eq!(premium["aid"], json!({ "least": "200.00", "most": "200.00" }));
    assert_eq!(premium["pays"], json!({ "least": "300.00", "most": "300.00" }));
}

/// The same without the insurance being known: supposed, and asked.
#[test]
fn the_case_of_the_contract_without_its_insurance_is_supposed_and_asked() {
    let facts = json!({ "residence": "rural", "dibao": true, "tier": "tier_2", "diseases": ["tuberculosis"] });
    let case = contract(&facts, &json!([stay("district", true, "12000.00", "800.00")]));
    let answer = liangping().answer(&input(&case));
    assert_eq!(answer["settlement"]["asks"], json!(["scheme"]));
    assert_eq!(answer["premium"]["asks"], json!(["scheme"]));
    assert_eq!(
        answer["settlement"]["patient_pays"],
        json!({ "least": "1674.20", "most": "1674.20" })
    );
}

/// A hospital outside the district has no tilt. Basic: (12,000 - 400) x 67% = 7,772.00. Left:
/// 4,228.00, under 6,000. Assistance: 70% = 2,959.60. Patient: 1,268.40 + 800.
#[test]
fn outside_the_district_basic_insurance_pays_the_ordinary_rate() {
    let facts =
        json!({ "residence": "rural", "dibao": true, "tier": "tier_2", "scheme": "resident" });
    let case = contract(&facts, &json!([stay("district", false, "12000.00", "800.00")]));
    assert_eq!(settled(&case), ["7772.00", "0.00", "2959.60", "2068.40"]);
}

/// Not poor, tier 1, municipal. Basic: (50,000 - 900) x 41% = 20,131.00. Left: 29,869.00; above
/// 12,000: 17,869.00 x 60% = 10,721.40. Patient: 19,147.60 + 1,000.
#[test]
fn without_a_status_there_is_neither_tilt_nor_assistance() {
    let case = contract(&not_poor(), &json!([stay("municipal", true, "50000.00", "1000.00")]));
    assert_eq!(settled(&case), ["20131.00", "10721.40", "0.00", "20147.60"]);
}

/// Three admissions of a person in extreme hardship at tier 1, all caps reached one after the other.
/// 1. District here, 60,000: basic (60,000 - 200) x 72% = 43,056.00; sum 16,944.00; major illness
///    (16,944 - 6,000) x 65% = 7,113.60; left 9,830.40; assistance 70% = 6,881.28; patient 2,949.12.
/// 2. Municipal, 80,000: basic (80,000 - 900) x 41% = 32,431, cap left 26,944.00; sum 70,000.00; major
///    illness (70,000 - 6,000) x 65% = 41,600.00, less 7,113.60 = 34,486.40; left 18,569.60; 70% =
///    12,998.72, cap left 2,118.72; patient 16,450.88.
/// 3. Village, 333.33 and 0.01: basic nothing left; sum 70,333.33; major illness 64,333.33 x 65% =
///    41,816.6645 -> 41,816.66, less 41,600.00 = 216.66; left 116.67; no assistance; patient 116.68.
#[test]
fn caps_are_used_up_over_the_year() {
    let facts = json!({ "residence": "rural", "registered_poor": "none", "tekun": true,
        "scheme": "resident", "tier": "tier_1" });
    let admissions = json!([
        stay("district", true, "60000.00", "0.00"),
        stay("municipal", true, "80000.00", "0.00"),
        stay("village", true, "333.33", "0.01"),
    ]);
    let case = contract(&facts, &admissions);
    assert_eq!(settled(&case), ["70000.00", "41816.66", "9000.00", "19516.68"]);
    let answer = liangping().answer(&input(&case));
    let each = [
        ["43056.00", "7113.60", "6881.28", "2949.12"],
        ["26944.00", "34486.40", "2118.72", "16450.88"],
        ["0.00", "216.66", "0.00", "116.68"],
    ];
    for (index, amounts) in each.iter().enumerate() {
        let layers = ["basic", "major_illness", "assistance", "patient_pays"];
        for (layer, amount) in layers.iter().zip(amounts) {
            let found = &answer["settlement"]["admissions"][index][layer];
            assert_eq!(*found, json!({ "least": amount, "most": amount }), "{index} {layer}");
        }
    }
}

/// Half of 0.03 is 0.015: (100.01 - 0.015) x min(100, 95 + 10)% = 99.995 -> 100.00. Rounded to 0.02
/// first, it would be 99.99.
#[test]
fn a_halved_deductible_keeps_its_half_fen() {
    let facts = json!({ "residence": "rural", "registered_poor": "not_lifted", "scheme": "resident", "tier": "tier_1" });
    let mut case = contract(&facts, &json!([stay("district", true, "100.01", "0.00")]));
    case["figures"]["basic"]["deductible"]["district"] = json!("0.03");
    case["figures"]["basic"]["rate"]["tier_1"]["district"] = json!("95");
    assert_eq!(settled(&case)[0], "100.00");
}

/// The rural poor, a bill whose out-of-scope cost is over a tenth of it, to the fen: a hint on that bill,
/// of a commitment that is stated to everybody and asks nothing.
#[test]
fn a_bill_much_outside_the_catalogue_is_hinted_to_those_the_clause_means() {
    let hints = |facts: &Value, admissions: Value| {
        let answer =
            liangping().answer(&input(&json!({ "facts": facts, "admissions": admissions })));
        let mut verdicts = answer["verdicts"].as_array().unwrap().iter();
        let verdict = verdicts.find(|own| own["provision"] == "outside-catalogue-limit").unwrap();
        assert_eq!((&verdict["status"], &verdict["asks"]), (&json!("stated"), &json!([])));
        assert_eq!((&verdict["rows"], &verdict["outcomes"]), (&json!([]), &json!([])));
        assert_eq!(verdict["cites"], json!([{ "at": "二(五)2" }]));
        verdict["hints"].clone()
    };
    let much = || stay("township", true, "900.00", "100.01");
    let rural = json!({ "residence": "rural", "dibao": true });
    // Those of the groups are rural poor by the reading taken; those on the register by any.
    let hint = |admission: usize| json!({ "admission": admission, "row": "much_outside", "readings": ["rural_poor_scope", "lifted_count"] });
    assert_eq!(hints(&rural, json!([much()])), json!([hint(0)]));
    // A tenth to the fen is not more than a tenth.
    let tenth = stay("township", true, "900.00", "100.00");
    assert_eq!(hints(&rural, json!([tenth, much()])), json!([hint(1)]));
    let free = stay("district", false, "0.00", "0.00");
    let all = stay("district", false, "0.00", "0.01");
    assert_eq!(hints(&rural, json!([free, all])), json!([hint(1)]));
    // Whatever the insurance is; the hospital need not be known, the cost must be.
    let employee = json!({ "registered_poor": "not_lifted", "scheme": "employee" });
    let by_any = json!({ "admission": 1, "row": "much_outside", "readings": [] });
    let costs = json!({ "in_scope": "1.00", "out_of_scope": "1.00" });
    assert_eq!(hints(&employee, json!([{ "out_of_scope": "1.00" }, costs])), json!([by_any]));
    // Not to others, and not where it is open whether the clause means them.
    assert_eq!(hints(&not_poor(), json!([much()])), json!([]));
    assert_eq!(hints(&json!({ "residence": "rural" }), json!([much()])), json!([]));
    // By the other reading the rural poor are those on the register.
    let case = json!({ "facts": rural, "admissions": [much()], "readings": { "rural_poor_scope": false } });
    let answer = liangping().answer(&input(&case)).to_string();
    assert!(answer.contains(r#""hints":[]"#) && !answer.contains("much_outside"));
}
