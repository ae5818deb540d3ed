//! Policies with random layers and terms, against the rule worked out for every completion.

use std::time::Instant;

use mingbai_tests::engine::input;
use mingbai_tests::layered::{Case, Law, said};
use mingbai_tests::random::{Random, cases};
use mingbai_tests::written::engine;
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
                let case = Case::any(&mut random, if nth % 4 == 0 { 0 } else { 35 });
                if case.completions() <= MOST_COMPLETIONS {
                    break case;
                }
            };
            let answer = engine.answer(&input(&case.json()));
            let (said, expected) = (said(&answer["settlement"]), law.expected(&case));
            assert_eq!(said, expected, "engine, rule\n{text}\n{}", case.json());
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
            met.some_bills_only += usize::from(!expected.is_null() && parts().any(Json::is_null));
        }
    }
    println!("{policies} policies, {:.1?}: {met:?}", began.elapsed());
    for (what, number) in [
        ("asks", met.asks),
        ("ranges", met.ranges),
        ("floors", met.floors),
        ("none", met.none),
        ("some", met.some_bills_only),
    ] {
        assert!(number > policies as usize / 10, "{what}: {number}");
    }
}
