//! The readings a verdict rests on, by brute force: those that change the outcome in some completion of
//! what is not known, the other readings taken either way; and a case each way for each of them.

use std::collections::BTreeMap;

use mingbai_compiler::read_cases;
use mingbai_core::case::values::Value;
use mingbai_core::kernel::date::Date;
use mingbai_core::policy::vocabulary::FactKind;
use mingbai_tests::anyone::{Facts, values};
use mingbai_tests::engine::{Engine, all, built_in, day, input, object, shown, sorted};
use mingbai_tests::random::{Random, cases};
use mingbai_tests::space::Space;
use serde_json::{Value as Json, json};

/// The readings that a case may switch.
fn switchable(engine: &Engine) -> Vec<&str> {
    let readings = engine.policy.data().readings.iter();
    readings.filter(|reading| reading.switchable).map(|reading| reading.id.as_str()).collect()
}

/// A fact that is not known, and its values.
type Unknown = (String, Vec<Value>);

/// What is known, and what is not: little enough to try all of it.
fn person(engine: &Engine, most: usize, random: &mut Random) -> (Facts, Vec<Unknown>) {
    let (mut known, mut unknown, mut open) = (Vec::new(), Vec::new(), 1);
    for (index, fact) in engine.policy.data().facts.iter().enumerate() {
        let values = values(&engine.policy, index);
        let set = matches!(fact.kind, FactKind::Set(_));
        if !set && random.chance(10) && open * values.len() <= most {
            open *= values.len();
            unknown.push((fact.id.clone(), values));
        } else {
            known.push((fact.id.clone(), random.pick(&values).clone()));
        }
    }
    (known, unknown)
}

#[test]
fn a_verdict_names_the_readings_that_can_change_it_and_no_other() {
    let mut random = Random::new(35);
    let mut named = 0;
    // All ways of reading are tried: up to 8,192, of a person of whom all is known then.
    let few: Vec<&Engine> = all().iter().filter(|engine| switchable(engine).len() <= 13).collect();
    assert!(few.iter().any(|engine| engine.policy.data().id == "jiangsu-2012"));
    for number in 0..cases(60, 1_000).max(60) {
        let engine = few[number as usize % few.len()];
        let readings = switchable(engine);
        let most = ((1 << 12) >> readings.len()).clamp(1, 4);
        let (known, unknown) = person(engine, most, &mut random);
        let mut sizes: Vec<usize> = unknown.iter().map(|(_, values)| values.len()).collect();
        sizes.extend(readings.iter().map(|_| 2));
        // The outcome of every provision in every completion.
        let space = Space::new(&sizes, |at| {
            let mut facts = known.clone();
            for ((fact, values), &value) in unknown.iter().zip(at) {
                facts.push((fact.clone(), values[value].clone()));
            }
            let taken = readings.iter().zip(&at[unknown.len()..]);
            let taken = taken.map(|(reading, &taken)| (*reading, Value::Bool(taken == 1)));
            let case = object([("facts", Value::Map(facts)), ("readings", object(taken))]);
            let verdicts = engine.person(&case).verdicts;
            verdicts.iter().map(|verdict| shown(&verdict.outcomes).to_string()).collect::<Vec<_>>()
        });
        let case = object([("facts", Value::Map(known.clone()))]);
        for (index, verdict) in engine.person(&case).verdicts.iter().enumerate() {
            let own: Vec<&String> = space.values().iter().map(|all| &all[index]).collect();
            let mut at = 0;
            let own = Space::new(&sizes, |_| {
                at += 1;
                own[at - 1]
            });
            let wanted = readings.iter().enumerate();
            let mut wanted: Vec<String> = wanted
                .filter(|(place, _)| own.depends_on(unknown.len() + place))
                .map(|(_, reading)| (*reading).to_owned())
                .collect();
            let said = sorted(&shown(&verdict.readings));
            wanted.sort();
            assert_eq!(
                said,
                wanted,
                "{} {}: {known:?}",
                engine.policy.data().id,
                verdict.provision
            );
            named += said.len();
        }
    }
    assert!(named > 100, "{named}");
}

/// What an answer gives: whether the document holds with what each verdict may come to, and all amounts.
fn given(engine: &Engine, case: &Json, day: Date) -> (Json, Json) {
    let answer = engine.answer_on(&input(case), day);
    let outcomes = |person: &Json| -> Json {
        let verdicts = person["verdicts"].as_array().unwrap().iter();
        verdicts.map(|verdict| json!([verdict["outcomes"], verdict["amount"]])).collect()
    };
    let people = answer["members"].as_array();
    let people = people.map_or_else(|| vec![&answer], |members| members.iter().collect());
    let amounts = |person: &Json| -> Json {
        let mut parts = json!([person["premium"], person["settlement"]]);
        for part in parts.as_array_mut().unwrap() {
            if let Some(part) = part.as_object_mut() {
                part.remove("steps");
            }
        }
        parts
    };
    let outcomes: Json = people.iter().map(|person| outcomes(person)).collect();
    let amounts = people.iter().map(|person| amounts(person)).collect();
    (json!([answer["validity"], outcomes]), amounts)
}

/// Each reading that can be switched has a case that switches it and says what then changes; how many change a
/// sum is counted.
#[test]
fn every_switch_has_a_case_each_way() {
    let (mut unshown, mut change_a_sum) = (Vec::new(), BTreeMap::new());
    for engine in all() {
        let policy = engine.policy.data().id.as_str();
        let cases = read_cases("cases.toml", built_in(policy).cases_toml).unwrap();
        for reading in switchable(engine) {
            let (mut changes, mut a_sum) = (false, false);
            for case in cases.iter().filter(|case| case.case["readings"][reading] == false) {
                let mut taken = case.case.clone();
                taken["readings"].as_object_mut().unwrap().remove(reading);
                let day = case.on.as_deref().and_then(Date::parse).unwrap_or_else(day);
                let [other, taken] = [&case.case, &taken].map(|case| given(engine, case, day));
                changes |= other != taken;
                a_sum |= other.1 != taken.1;
            }
            if !changes {
                unshown.push(format!("{policy}: reading.{reading}"));
            }
            *change_a_sum.entry(policy).or_insert(0) += usize::from(a_sum);
        }
    }
    assert_eq!(unshown, [""; 0], "no case shows what they change");
    for (policy, wanted) in [("wuhan-2023", 24), ("beijing-2023", 7)] {
        assert_eq!(change_a_sum[policy], wanted, "{policy}");
    }
}
