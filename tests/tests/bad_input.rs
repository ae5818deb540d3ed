//! Input with something wrong in it is refused, and the place is named; nothing panics.

use std::collections::BTreeSet;

use mingbai_core::case::values::Value;
use mingbai_core::kernel::lang::Lang;
use mingbai_core::policy::vocabulary::Scope;
use mingbai_tests::anyone;
use mingbai_tests::engine::{all, liangping};
use mingbai_tests::random::{Random, cases};

/// The places the engine names for a case written as JSON.
fn places(text: &str) -> Vec<String> {
    let value: Value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    match liangping().try_assess(&value) {
        Ok(_) => Vec::new(),
        Err(problems) => {
            for problem in &problems {
                // Each says what was found and what was expected.
                let said = problem.to_string();
                assert!(said.contains("; "), "{said}");
                assert!(!problem.found.words(Lang::En).is_empty(), "{said}");
                assert!(serde_json::to_string(problem).unwrap().contains("\"expected\""));
            }
            problems.into_iter().map(|problem| problem.path).collect()
        }
    }
}

const WRONG: &[(&str, &[&str])] = &[
    // The top level.
    ("[]", &[""]),
    ("null", &[""]),
    ("1", &[""]),
    (r#""facts""#, &[""]),
    (r#"{"fact":{}}"#, &["fact"]),
    (r#"{"facts":{},"policy":"liangping-2019"}"#, &["policy"]),
    (r#"{"facts":{},"facts":{}}"#, &["facts"]),
    (r#"{"facts":[]}"#, &["facts"]),
    (r#"{"facts":"rural"}"#, &["facts"]),
    (r#"{"admissions":{}}"#, &["admissions"]),
    (r#"{"figures":[]}"#, &["figures"]),
    (r#"{"readings":true}"#, &["readings"]),
    // Facts.
    (r#"{"facts":{"residance":"rural"}}"#, &["facts.residance"]),
    (r#"{"facts":{"":true}}"#, &["facts."]),
    (r#"{"facts":{"residence":"country"}}"#, &["facts.residence"]),
    (r#"{"facts":{"residence":"Rural"}}"#, &["facts.residence"]),
    (r#"{"facts":{"residence":true}}"#, &["facts.residence"]),
    (r#"{"facts":{"residence":0}}"#, &["facts.residence"]),
    (r#"{"facts":{"residence":["rural"]}}"#, &["facts.residence"]),
    (r#"{"facts":{"residence":"rural","residence":"rural"}}"#, &["facts.residence"]),
    (r#"{"facts":{"dibao":"true"}}"#, &["facts.dibao"]),
    (r#"{"facts":{"dibao":1}}"#, &["facts.dibao"]),
    (r#"{"facts":{"dibao":{}}}"#, &["facts.dibao"]),
    (r#"{"facts":{"dibao":true,"tekun":0,"orphan":"no"}}"#, &["facts.orphan", "facts.tekun"]),
    (r#"{"facts":{"diseases":"hiv"}}"#, &["facts.diseases"]),
    (r#"{"facts":{"diseases":["measles"]}}"#, &["facts.diseases[0]"]),
    (r#"{"facts":{"diseases":["hiv",null]}}"#, &["facts.diseases[1]"]),
    (r#"{"facts":{"diseases":["hiv",["hiv"]]}}"#, &["facts.diseases[1]"]),
    (r#"{"facts":{"diseases":{"hiv":true}}}"#, &["facts.diseases"]),
    // Facts that only other policies use are checked all the same.
    (r#"{"facts":{"age":"70"}}"#, &["facts.age"]),
    (r#"{"facts":{"age":70.0}}"#, &["facts.age"]),
    (r#"{"facts":{"age":-1}}"#, &["facts.age"]),
    (r#"{"facts":{"age":1000}}"#, &["facts.age"]),
    (r#"{"facts":{"age":99999999999999999999}}"#, &["facts.age"]),
    (r#"{"facts":{"age":1e2}}"#, &["facts.age"]),
    (r#"{"facts":{"sex":"f"}}"#, &["facts.sex"]),
    // Readings.
    (r#"{"readings":{"scope":false}}"#, &["readings.scope"]),
    (r#"{"readings":{"scope_first":"false"}}"#, &["readings.scope_first"]),
    (r#"{"readings":{"scope_first":0}}"#, &["readings.scope_first"]),
    (r#"{"readings":{"scope_first":true,"scope_first":true}}"#, &["readings.scope_first"]),
    // Money and percents are plain decimal texts.
    (r#"{"figures":{"contribution":{"tier_1":200}}}"#, &["figures.contribution.tier_1"]),
    (r#"{"figures":{"contribution":{"tier_1":200.5}}}"#, &["figures.contribution.tier_1"]),
    (r#"{"figures":{"contribution":{"tier_1":"-1"}}}"#, &["figures.contribution.tier_1"]),
    (r#"{"figures":{"contribution":{"tier_1":"1e2"}}}"#, &["figures.contribution.tier_1"]),
    (r#"{"figures":{"contribution":{"tier_1":"1.234"}}}"#, &["figures.contribution.tier_1"]),
    (r#"{"figures":{"contribution":{"tier_1":"1,000"}}}"#, &["figures.contribution.tier_1"]),
    (r#"{"figures":{"contribution":{"tier_1":" 1"}}}"#, &["figures.contribution.tier_1"]),
    (r#"{"figures":{"contribution":{"tier_1":"10000000000"}}}"#, &["figures.contribution.tier_1"]),
    (r#"{"figures":{"contribution":{"tier_1":"none"}}}"#, &["figures.contribution.tier_1"]),
    (r#"{"figures":{"contribution":{"tier_1":""}}}"#, &["figures.contribution.tier_1"]),
    (r#"{"figures":{"contribution":{"tier_3":"1"}}}"#, &["figures.contribution.tier_3"]),
    (r#"{"figures":{"contribution":"200"}}"#, &["figures.contribution"]),
    (r#"{"figures":{"contributions":{}}}"#, &["figures.contributions"]),
    (
        r#"{"figures":{"basic":{"deductible":{"county":"1"}}}}"#,
        &["figures.basic.deductible.county"],
    ),
    (r#"{"figures":{"basic":{"deductible":"400"}}}"#, &["figures.basic.deductible"]),
    (r#"{"figures":{"basic":{"rate":{"tier_1":"62"}}}}"#, &["figures.basic.rate.tier_1"]),
    (
        r#"{"figures":{"basic":{"rate":{"tier_1":{"village":"101"}}}}}"#,
        &["figures.basic.rate.tier_1.village"],
    ),
    (
        r#"{"figures":{"basic":{"rate":{"tier_1":{"village":"100.01"}}}}}"#,
        &["figures.basic.rate.tier_1.village"],
    ),
    (
        r#"{"figures":{"basic":{"rate":{"tier_1":{"village":"62%"}}}}}"#,
        &["figures.basic.rate.tier_1.village"],
    ),
    (
        r#"{"figures":{"basic":{"rate":{"tier_1":{"village":62}}}}}"#,
        &["figures.basic.rate.tier_1.village"],
    ),
    (
        r#"{"figures":{"basic":{"rate":{"tier_1":{"village":"1","village":"1"}}}}}"#,
        &["figures.basic.rate.tier_1.village"],
    ),
    (r#"{"figures":{"basic":{"cap":{"tier_1":"None"}}}}"#, &["figures.basic.cap.tier_1"]),
    (r#"{"figures":{"basic":{"cap":{"tier_1":false}}}}"#, &["figures.basic.cap.tier_1"]),
    (r#"{"figures":{"basic":{"caps":{}}}}"#, &["figures.basic.caps"]),
    (r#"{"figures":{"major_illness":{"bands":[]}}}"#, &["figures.major_illness.bands"]),
    (r#"{"figures":{"major_illness":{"bands":{}}}}"#, &["figures.major_illness.bands"]),
    (r#"{"figures":{"major_illness":{"bands":[null]}}}"#, &["figures.major_illness.bands[0]"]),
    (r#"{"figures":{"major_illness":{"bands":["60"]}}}"#, &["figures.major_illness.bands[0]"]),
    (
        r#"{"figures":{"major_illness":{"bands":[{"percent":"60"}]}}}"#,
        &["figures.major_illness.bands[0].from"],
    ),
    (
        r#"{"figures":{"major_illness":{"bands":[{"from":"0"}]}}}"#,
        &["figures.major_illness.bands[0].percent"],
    ),
    (
        r#"{"figures":{"major_illness":{"bands":[{"from":"0","percent":"60","to":"1"}]}}}"#,
        &["figures.major_illness.bands[0].to"],
    ),
    (
        r#"{"figures":{"major_illness":{"bands":[{"from":"0","percent":"50"},{"from":"0","percent":"60"}]}}}"#,
        &["figures.major_illness.bands[1].from"],
    ),
    (
        r#"{"figures":{"major_illness":{"bands":[{"from":"5","percent":"50"},{"from":"4.99","percent":"60"}]}}}"#,
        &["figures.major_illness.bands[1].from"],
    ),
    (
        r#"{"figures":{"major_illness":{"bands_from":"nought"}}}"#,
        &["figures.major_illness.bands_from"],
    ),
    (
        r#"{"figures":{"major_illness":{"deductible":"none"}}}"#,
        &["figures.major_illness.deductible"],
    ),
    (r#"{"figures":{"assistance":{"cap":9000}}}"#, &["figures.assistance.cap"]),
    (r#"{"figures":{"assistance":{"rate":"70"}}}"#, &["figures.assistance.rate"]),
    // Admissions.
    (r#"{"admissions":[null]}"#, &["admissions[0]"]),
    (r#"{"admissions":["district"]}"#, &["admissions[0]"]),
    (r#"{"admissions":[{"hospital_level":"county"}]}"#, &["admissions[0].hospital_level"]),
    (r#"{"admissions":[{"in_district":"yes"}]}"#, &["admissions[0].in_district"]),
    (r#"{"admissions":[{"in_scope":12000}]}"#, &["admissions[0].in_scope"]),
    (r#"{"admissions":[{"in_scope":"12000.001"}]}"#, &["admissions[0].in_scope"]),
    (r#"{"admissions":[{"out_of_scope":"-0.01"}]}"#, &["admissions[0].out_of_scope"]),
    (r#"{"admissions":[{"in_scope":"1","in_scope":"1"}]}"#, &["admissions[0].in_scope"]),
    (r#"{"admissions":[{},{"date":"2019-11-01"}]}"#, &["admissions[1].date"]),
    (r#"{"admissions":[{"dibao":true}]}"#, &["admissions[0].dibao"]),
    (r#"{"admissions":[{"residence":"rural"}]}"#, &["admissions[0].residence"]),
    // Households.
    (r#"{"members":{}}"#, &["members"]),
    (r#"{"household":{}}"#, &["members"]),
    (r#"{"household":[],"members":[]}"#, &["household"]),
    (r#"{"members":[{"facts":{"dibao":1}}]}"#, &["members[0].facts.dibao"]),
    (r#"{"members":[{},{"name":1}]}"#, &["members[1].name"]),
    (r#"{"members":[{"figures":{}}]}"#, &["members[0].figures"]),
    (r#"{"members":[{"dibao":true}]}"#, &["members[0].dibao"]),
    (r#"{"members":["me"]}"#, &["members[0]"]),
    (r#"{"members":[{}],"facts":{}}"#, &["facts"]),
    (r#"{"members":[{}],"admissions":[]}"#, &["admissions"]),
    (r#"{"members":[{"admissions":[{"in_scope":1}]}]}"#, &["members[0].admissions[0].in_scope"]),
    (r#"{"household":{"residence":"here"},"members":[{}]}"#, &["household.residence"]),
];

#[test]
fn every_wrong_case_is_refused_at_its_place() {
    let mut failed = Vec::new();
    for (text, expected) in WRONG {
        let found: BTreeSet<String> = places(text).into_iter().collect();
        let expected: BTreeSet<String> = expected.iter().map(|&place| place.to_owned()).collect();
        if found != expected {
            failed.push(format!("{text}\n    expected {expected:?}, found {found:?}"));
        }
    }
    assert!(failed.is_empty(), "\n{}", failed.join("\n"));
    println!("{} wrong cases", WRONG.len());
}

#[test]
fn everything_wrong_is_named_at_once() {
    let text = r#"{"facts":{"dibao":1,"colour":2},"admissions":[{"in_scope":3}],
        "figures":{"contribution":{"tier_1":4,"tier_9":"5"}},"readings":{"none":true},"extra":0}"#;
    let found: BTreeSet<String> = places(text).into_iter().collect();
    let expected = [
        "admissions[0].in_scope",
        "extra",
        "facts.colour",
        "facts.dibao",
        "figures.contribution.tier_1",
        "figures.contribution.tier_9",
        "readings.none",
    ];
    assert_eq!(found, expected.map(str::to_owned).into());
}

#[test]
fn what_is_null_is_not_known_and_never_wrong_in_the_place_of_a_fact_or_a_figure() {
    for text in [
        r#"{"facts":null,"readings":null,"figures":null,"admissions":null}"#,
        r#"{"facts":{"residence":null,"dibao":null,"diseases":null,"age":null}}"#,
        r#"{"readings":{"scope_first":null}}"#,
        r#"{"figures":{"contribution":null,"basic":null,"major_illness":null,"assistance":null}}"#,
        r#"{"figures":{"contribution":{"tier_1":null},"assistance":{"cap":null}}}"#,
        r#"{"figures":{"basic":{"deductible":null,"rate":null,"cap":null}}}"#,
        r#"{"figures":{"basic":{"deductible":{"village":null},"rate":{"tier_1":null,"tier_2":{"village":null}},"cap":{"tier_1":null}}}}"#,
        r#"{"figures":{"major_illness":{"deductible":null,"bands":null,"bands_from":null,"cap":null}}}"#,
        r#"{"admissions":[{"hospital_level":null,"in_district":null,"in_scope":null,"out_of_scope":null}]}"#,
        r#"{"household":null,"members":[{"name":null,"facts":null,"admissions":null}]}"#,
        "{}",
    ] {
        assert_eq!(places(text), [""; 0], "{text}");
    }
}

#[test]
fn a_figure_that_is_null_is_missing_and_no_cap_may_be_said_once_for_all_tiers() {
    let answer = |basic: &str, major: &str| {
        let text = format!(
            r#"{{"facts":{{"registered_poor":"not_lifted","scheme":"resident","tier":"tier_1"}},
            "admissions":[{{"hospital_level":"district","in_district":true,"in_scope":"90000","out_of_scope":"1"}}],
            "figures":{{"basic":{{"deductible":{{"district":"400"}},"rate":{{"tier_1":{{"district":"60"}}}},"cap":{basic}}},
            "major_illness":{{"deductible":"12000","bands_from":"zero","cap":"none"{major}}},"assistance":{{"cap":"none"}}}}}}"#
        );
        liangping().answer(&serde_json::from_str(&text).unwrap())["settlement"].clone()
    };
    let bands = r#","bands":[{"from":"0","percent":"60"}]"#;
    let whole = answer(r#"{"tier_1":"none"}"#, bands);
    assert_eq!(whole["asks"], serde_json::json!([]));
    assert_eq!(answer(r#""none""#, bands), whole);
    let missing = answer(r#""none""#, "");
    assert_eq!(missing["asks"], serde_json::json!(["figures.major_illness.bands"]));
    assert_eq!(answer(r#""none""#, r#","bands":null"#), missing);
}

#[test]
fn admissions_of_which_too_much_is_open_are_refused() {
    assert_eq!(places(r#"{"admissions":[{},{},{}]}"#), [""; 0]);
    let many = format!(r#"{{"admissions":[{}]}}"#, ["{}"; 30].join(","));
    assert_eq!(places(&many), ["admissions"]);
}

#[test]
fn many_stays_need_only_the_facts_that_the_policy_itself_uses() {
    for engine in all() {
        let policy = &engine.policy;
        // Nothing but the level, where it is one of the shared ones: what a document does not test need not be known,
        // however many stays. A document with levels of its own tests more of a stay: all of that is stated.
        let shared = engine.vocabulary.fact("hospital_level");
        let of_stays = || {
            let facts = policy.data().facts.iter().enumerate();
            facts.filter(|(_, fact)| fact.scope == Scope::Admission)
        };
        let by_shared =
            of_stays().all(|(_, fact)| fact.id != "hospital_level" || shared == Some(fact));
        let stated = of_stays().filter(|(_, fact)| !by_shared || fact.id == "hospital_level");
        let text = |text: &str| Value::Text(text.to_owned());
        let mut stay: Vec<(String, Value)> = stated
            .map(|(index, fact)| (fact.id.clone(), anyone::values(policy, index)[0].clone()))
            .collect();
        stay.extend([("in_scope".into(), text("1")), ("out_of_scope".into(), text("0"))]);
        // FIGURES are by tier and level, as Liangping's.
        let own = policy.data().settlement.keys.person;
        let by_tier = own.is_none_or(|fact| policy.data().facts[usize::from(fact)].id == "tier");
        let figures = if by_tier && by_shared { FIGURES } else { "{}" };
        let case = Value::Map(vec![
            ("admissions".into(), Value::List(vec![Value::Map(stay); 60])),
            ("figures".into(), serde_json::from_str(figures).unwrap()),
        ]);
        let found = engine.try_assess(&case).map(|_| ());
        assert_eq!(found, Ok(()), "{}", policy.data().id);
    }
}

#[test]
fn the_ends_of_what_may_be_entered_are_accepted_and_settled() {
    let text = r#"{"facts":{"residence":"rural","registered_poor":"lifted","scheme":"resident","tier":"tier_1"},
        "admissions":[
            {"hospital_level":"district","in_district":true,"in_scope":"9999999999.99","out_of_scope":"9999999999.99"},
            {"hospital_level":"district","in_district":true,"in_scope":"9999999999.99","out_of_scope":"0"}],
        "figures":{"contribution":{"tier_1":"9999999999.99","tier_2":"0"},
            "basic":{"deductible":{"district":"0.01"},"rate":{"tier_1":{"district":"0.01"}},"cap":{"tier_1":"none"}},
            "major_illness":{"deductible":"9999999999.99","bands":[{"from":"0","percent":"99.99"}],"bands_from":"deductible","cap":"9999999999.99"},
            "assistance":{"cap":"none"}}}"#;
    let answer = liangping().answer(&serde_json::from_str(text).unwrap());
    let settlement = &answer["settlement"];
    assert_eq!(settlement["asks"], serde_json::json!([]));
    assert_eq!(settlement["total"], "29999999999.97");
    let fen = |layer: &str| {
        assert_eq!(settlement[layer]["least"], settlement[layer]["most"]);
        settlement[layer]["least"].as_str().unwrap().replace('.', "").parse::<i128>().unwrap()
    };
    let layers = ["basic", "major_illness", "assistance", "patient_pays"];
    assert_eq!(layers.iter().map(|layer| fen(layer)).sum::<i128>(), 2_999_999_999_997);
    // Basic: 10.01% of 9,999,999,999.985, twice.
    assert_eq!(fen("basic"), 2 * 100_100_000_000);
}

#[test]
fn unknown_admissions_are_accepted_beside_known_ones() {
    let known =
        r#"{"hospital_level":"village","in_district":true,"in_scope":"1","out_of_scope":"0"}"#;
    let text = format!(r#"{{"admissions":[{{}},{known},{known},{{}},{{}}]}}"#);
    assert_eq!(places(&text), [""; 0]);
}

#[test]
fn six_unknown_admissions_are_answered_whoever_the_person_is_and_however_the_text_is_read() {
    let stay = r#"{"in_scope":"12345.67","out_of_scope":"1.00"}"#;
    let readings = &liangping().policy.data().readings;
    let switchable = readings.iter().filter(|reading| reading.switchable);
    let others = switchable.map(|reading| format!(r#"{{"{}":false}}"#, reading.id));
    for readings in others.chain(["{}".to_owned()]) {
        let stays = [stay; 6].join(",");
        let text =
            format!(r#"{{"readings":{readings},"admissions":[{stays}],"figures":{FIGURES}}}"#);
        assert_eq!(places(&text), [""; 0], "{readings}");
    }
}

/// The figures of the contract.
const FIGURES: &str = r#"{"contribution":{"tier_1":"200.00","tier_2":"500.00"},
    "basic":{"deductible":{"village":"50.00","township":"100.00","district":"400.00","municipal":"900.00"},
        "rate":{"tier_1":{"village":"82","township":"78","district":"62","municipal":"41"},
            "tier_2":{"village":"86","township":"83","district":"67","municipal":"46"}},
        "cap":{"tier_1":"70000.00","tier_2":"110000.00"}},
    "major_illness":{"deductible":"12000.00","bands":[{"from":"0.00","percent":"60"}],"bands_from":"deductible","cap":"180000.00"},
    "assistance":{"cap":"9000.00"}}"#;

#[test]
fn a_fact_another_policy_uses_is_accepted_and_changes_nothing() {
    let with = r#"{"facts":{"residence":"rural","age":70,"sex":"female"}}"#;
    let without = r#"{"facts":{"residence":"rural"}}"#;
    let answer = |text: &str| liangping().answer(&serde_json::from_str(text).unwrap());
    assert_eq!(answer(with), answer(without));
}

#[test]
fn deep_nesting_is_refused_before_it_can_do_harm() {
    for depth in [33, 100, 10_000, 1_000_000] {
        for (open, close) in [("[", "]"), (r#"{"facts":"#, "}")] {
            let text = format!("{}null{}", open.repeat(depth), close.repeat(depth));
            assert!(serde_json::from_str::<Value>(&text).is_err(), "{depth}");
        }
    }
}

#[test]
fn huge_lists_are_answered_or_refused_in_reasonable_time() {
    let began = std::time::Instant::now();
    let many = |one: &str, count: usize| vec![one; count].join(",");
    let facts = format!(r#"{{"facts":{{{}}}}}"#, many(r#""dibao":true"#, 2_000));
    assert_eq!(places(&facts).len(), 1_999);
    let diseases = format!(r#"{{"facts":{{"diseases":[{}]}}}}"#, many(r#""hiv""#, 100_000));
    assert!(places(&diseases).is_empty());
    let unknown = format!(r#"{{"admissions":[{}]}}"#, many("{}", 100_000));
    assert_eq!(places(&unknown), ["admissions"]);
    let known =
        r#"{"hospital_level":"village","in_district":true,"in_scope":"1","out_of_scope":"0"}"#;
    let facts = r#"{"residence":"rural","registered_poor":"none","dibao":true,"tekun":false,"orphan":false,
        "low_income":false,"illness_poverty":false,"scheme":"resident","tier":"tier_1"}"#;
    let known = many(known, 50_000);
    let text = format!(r#"{{"facts":{facts},"figures":{FIGURES},"admissions":[{known}]}}"#);
    assert!(places(&text).is_empty());
    let wrong = format!(r#"{{"admissions":[{}]}}"#, many("1", 10_000));
    assert!(places(&wrong).len() >= 10_000);
    let long = format!(r#"{{"facts":{{"{0}":true,"residence":"{0}"}}}}"#, "x".repeat(100_000));
    assert_eq!(places(&long).len(), 2);
    println!("{:.1?}", began.elapsed());
    assert!(began.elapsed().as_secs() < 30);
}

#[test]
fn sixty_known_admissions_are_settled_whoever_the_person_is() {
    let began = std::time::Instant::now();
    let stay = r#"{"hospital_level":"district","in_district":true,"in_scope":"1000.01","out_of_scope":"0"}"#;
    let text = format!(r#"{{"admissions":[{}]}}"#, vec![stay; 60].join(","));
    assert!(places(&text).is_empty());
    println!("{:.1?}", began.elapsed());
    assert!(began.elapsed().as_secs() < 30);
}

/// A random value: small, odd, of any type.
fn any(random: &mut Random, depth: usize) -> Value {
    let texts = ["", "none", "rural", "0", "1.50", "tier_1", "hiv", "明白", "true", "1e9", "-1"];
    let keys = [
        "facts",
        "figures",
        "admissions",
        "readings",
        "household",
        "members",
        "name",
        "basic",
        "rate",
        "tier_1",
        "cap",
        "deductible",
        "bands",
        "from",
        "percent",
        "village",
        "residence",
        "dibao",
        "diseases",
        "age",
        "in_scope",
        "scope_first",
        "major_illness",
        "contribution",
    ];
    match random.below(if depth == 0 { 6 } else { 10 }) {
        0 => Value::Null,
        1 => Value::Bool(random.chance(50)),
        2 => Value::Int(*random.pick(&[0, 1, -1, 70, i64::MAX, i64::MIN])),
        3 => Value::Fraction,
        4 | 5 => Value::Text((*random.pick(&texts)).to_owned()),
        6 => Value::List((0..random.below(4)).map(|_| any(random, depth - 1)).collect()),
        _ => {
            let entry = |random: &mut Random| {
                let key = (*random.pick(&keys)).to_owned();
                (key, any(random, depth - 1))
            };
            Value::Map((0..random.below(5)).map(|_| entry(random)).collect())
        }
    }
}

#[test]
fn no_value_whatever_makes_any_policy_panic() {
    let mut random = Random::new(8);
    let (mut answered, mut refused) = (0, 0);
    for _ in 0..cases(20_000, 1_000_000) {
        let value = any(&mut random, 5);
        let engine = random.pick(all());
        match engine.try_assess(&value) {
            Ok(_) => answered += 1,
            Err(problems) => {
                assert!(!problems.is_empty(), "{value:?}");
                refused += 1;
            }
        }
    }
    println!("{answered} answered, {refused} refused");
    assert!(answered > 0 && refused > 0);
}

/// Replaces one place in `value`, which stands at `path`; which one.
fn spoil(value: &mut Value, path: String, random: &mut Random) -> String {
    let deeper = path.is_empty() || random.chance(80);
    match value {
        Value::Map(entries) if deeper => {
            let place = random.below(entries.len());
            let (key, value) = &mut entries[place];
            let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            spoil(value, path, random)
        }
        Value::List(items) if deeper => {
            let place = random.below(items.len());
            spoil(&mut items[place], format!("{path}[{place}]"), random)
        }
        here => {
            *here = any(random, 2);
            path
        }
    }
}

/// A valid case with one place replaced by something random: refused or answered, no panic, and
/// problems only at that place or under it.
#[test]
fn one_thing_wrong_is_named_where_it_is() {
    let good: Value = serde_json::from_str(
        r#"{"facts":{"residence":"rural","dibao":true,"diseases":["hiv"],"tier":"tier_1"},
            "readings":{"scope_first":false},
            "figures":{"contribution":{"tier_1":"1"},"basic":{"deductible":{"village":"1"},"rate":{"tier_1":{"village":"2"}},"cap":{"tier_1":"none"}},
                "major_illness":{"deductible":"1","bands":[{"from":"0","percent":"60"}],"bands_from":"zero","cap":"1"},"assistance":{"cap":"1"}},
            "admissions":[{"hospital_level":"village","in_district":true,"in_scope":"1","out_of_scope":"2"}]}"#,
    )
    .unwrap();
    let mut random = Random::new(9);
    let mut refused = 0;
    let tried = cases(10_000, 200_000);
    for _ in 0..tried {
        let mut wrong = good.clone();
        let path = spoil(&mut wrong, String::new(), &mut random);
        if let Err(problems) = liangping().try_assess(&wrong) {
            refused += 1;
            for problem in problems {
                assert!(problem.path.starts_with(&path), "{path}: {problem}");
            }
        }
    }
    println!("{refused} refused");
    assert!(refused > tried / 10);
}
