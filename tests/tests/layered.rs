//! Policies with random layers and terms, against the rule worked out for every completion.

use std::time::Instant;

use mingbai_tests::engine::{input, shown};
use mingbai_tests::layered::{Case, Law, said};
use mingbai_tests::random::{Random, cases};
use mingbai_tests::written::{compiled, engine};
use serde_json::Value as Json;

/// More than that is left to the nightly run.
const MOST_COMPLETIONS: usize = 3_000;

#[derive(Default, Debug)]
struct Met {
    complete: usize,
    ranges: usize,
    asks: usize,
    floors: usize,
    none: usize,
    some_bills_only: usize,
    refused: usize,
    checks: usize,
    figures: usize,
    bounds: usize,
    waits_longer: usize,
}

/// What the engine says against the rule.
enum Differs {
    No,
    /// It waits for a figure on which the amount hangs in none of the values tried: there may be one that was
    /// not tried, or formulas that are the same though they are written differently.
    WaitsLonger,
    Yes,
}

fn differs(said: &Json, rule: &Json) -> Differs {
    if said == rule {
        return Differs::No;
    }
    let asks = |part: &Json| part["asks"].as_array().cloned().unwrap_or_default();
    let (more, fewer) = (asks(said), asks(rule));
    let waits = more
        .iter()
        .any(|ask| ask.to_string().contains("figures.") || ask.to_string().contains(".paid."));
    if waits && fewer.iter().all(|ask| more.contains(ask)) && covers(said, rule) {
        Differs::WaitsLonger
    } else {
        Differs::Yes
    }
}

/// Whether the two are the same but for null in the first.
fn covers(said: &Json, rule: &Json) -> bool {
    match (said, rule) {
        (Json::Null, Json::String(_) | Json::Bool(_)) => true,
        (Json::Object(own), Json::Object(other)) => {
            let keys = || own.keys().chain(other.keys()).filter(|key| *key != "asks");
            // Of an amount that waits it is not said that it is a floor.
            // …and of one that does not, a limit that is used up may not be seen.
            let same =
                |key: &String| key == "floor" && (said["least"].is_null() || rule[key].is_null());
            keys().all(|key| same(key) || covers(&said[key], &rule[key]))
        }
        (Json::Array(own), Json::Array(other)) => {
            own.len() == other.len() && own.iter().zip(other).all(|(one, other)| covers(one, other))
        }
        _ => said == rule,
    }
}

#[test]
fn any_layers_are_settled_as_the_rule_says_over_every_completion() {
    let began = Instant::now();
    let mut random = Random::new(2_023);
    let mut met = Met::default();
    let policies = cases(1_000, 20_000);
    for _ in 0..policies {
        let law = Law::any(&mut random);
        let text = law.text();
        let engine = engine(&text);
        for nth in 0..20 {
            let case = loop {
                let unknown = if nth % 4 == 0 { 0 } else { 35 };
                let case = Case::any(&law, &mut random, unknown, if nth % 3 == 0 { 25 } else { 0 });
                if case.completions() <= MOST_COMPLETIONS {
                    break case;
                }
            };
            let expected = law.expected(&case);
            let answer = engine.try_assess(&input(&case.json()));
            if let Some(places) = expected.as_array() {
                let place = |path: &str| places.iter().any(|place| place == path);
                match answer {
                    Err(problems) => assert!(place(&problems[0].path), "{text}\n{}", case.json()),
                    // What earlier layers leave is known within bounds only.
                    Ok(_) => assert!(case.lacks_figures(), "{places:?}\n{text}\n{}", case.json()),
                }
                met.refused += 1;
                continue;
            }
            let answer =
                answer.unwrap_or_else(|problems| panic!("{problems:?}\n{text}\n{}", case.json()));
            let answer = shown(answer);
            let said = said(&answer["settlement"]);
            let shown = || format!("{text}\n{}\nengine {said:#}\nrule {expected:#}", case.json());
            match differs(&said, &expected) {
                Differs::No => {}
                Differs::WaitsLonger => met.waits_longer += 1,
                Differs::Yes => panic!("{}", shown()),
            }
            let bounds = &answer["settlement"]["patient_pays"]["bounds"];
            let waits = expected["year"]["patient_pays"]["least"].is_null() && !expected.is_null();
            if let Some(rule) = law.bounds(&case).filter(|_| waits) {
                assert_eq!(*bounds, rule, "{}", shown());
                met.bounds += 1;
            }
            let parts = || {
                std::iter::once(&expected["year"])
                    .chain(expected["admissions"].as_array().into_iter().flatten())
            };
            met.complete += usize::from(case.completions() == 1);
            met.none += usize::from(expected.is_null());
            met.asks +=
                usize::from(expected["asks"].as_array().is_some_and(|asks| !asks.is_empty()));
            met.ranges += usize::from(
                expected["year"]["patient_pays"]["least"]
                    != expected["year"]["patient_pays"]["most"],
            );
            met.floors += usize::from(parts().any(|part| part.to_string().contains("floor")));
            met.checks += usize::from(parts().any(|part| !part["check"].is_null()));
            met.figures += usize::from(expected["asks"].to_string().contains("figures."));
            met.some_bills_only += usize::from(!expected.is_null() && parts().any(Json::is_null));
        }
    }
    println!("{policies} policies, {:.1?}: {met:?}", began.elapsed());
    assert!(met.waits_longer < met.figures / 2, "{met:?}");
    for (what, number) in [
        ("refused", met.refused),
        ("checks", met.checks),
        ("figures", met.figures),
        ("bounds", met.bounds * 10),
        ("asks", met.asks),
        ("ranges", met.ranges),
        ("floors", met.floors),
        ("none", met.none),
        ("some", met.some_bills_only),
    ] {
        assert!(number > policies as usize / 10, "{what}: {number}");
    }
}

#[test]
fn a_layer_is_reported_where_some_bill_leaves_it_without_a_limit_and_nowhere_else() {
    let mut random = Random::new(2_024);
    let (mut clean, mut reported) = (0, 0);
    let policies = cases(400, 10_000);
    for _ in 0..policies {
        let law = Law::unchecked(&mut random);
        let text = law.text();
        let found = compiled(&text).err().unwrap_or_default();
        let said = found.iter().map(|finding| {
            assert_eq!(finding.rule, "unlimited-layer", "{finding}\n{text}");
            let end = finding.message.en.find(',').unwrap();
            finding.message.en[..=end].to_owned()
        });
        let mut said: Vec<String> = said.collect();
        said.sort();
        assert_eq!(said, law.unlimited_names(), "{text}");
        *(if said.is_empty() { &mut clean } else { &mut reported }) += 1;
    }
    assert!(clean > policies / 10 && reported > policies / 10, "{clean} {reported}");
}
