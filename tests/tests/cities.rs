//! Two cities' years of bills, contributions, shares and verdicts against the clauses, worked out for every completion.

use mingbai_core::answer::assess;
use mingbai_core::answer::ways::Ways;
use mingbai_core::case::Reader;
use mingbai_core::kernel::date::Date;
use mingbai_tests::cities::beijing::Beijing;
use mingbai_tests::cities::oracle::Oracle;
use mingbai_tests::cities::wuhan::Wuhan;
use mingbai_tests::cities::{City, random};
use mingbai_tests::engine::{all, input, shown};
use mingbai_tests::random::{Random, counted_cases};
use serde_json::json;

/// Runs random cases; each layer must have paid in many of them, and been open in some.
fn agrees(city: &impl City) {
    let engine = all().iter().find(|engine| engine.policy.data().id == city.policy()).unwrap();
    let reader = Reader { vocabulary: &engine.vocabulary, policy: &engine.policy, figures: None };
    let mut met = vec![[0; 3]; city.layers().len()];
    let number = counted_cases(600, 10_000);
    let mut wrong = 0;
    for number in 0..number {
        let case = random::case(city, number as usize % 4, &mut Random::new(u64::from(number)));
        let oracle = Oracle { city, case: &case };
        let written = oracle.input();
        let answer =
            assess(reader, &input(&written), Date::new(2026, 11, 1).unwrap(), Ways::LeftOut);
        let answer = answer.map(shown).map_err(|problems| json!(format!("{problems:?}")));
        if let Some(differs) = oracle.differs(&answer) {
            eprintln!("{} {number}: {differs}\n{written}", city.policy());
            wrong += 1;
            assert!(wrong < 12);
        }
        let Ok(answer) = answer else { continue };
        for (layer, met) in city.layers().iter().zip(&mut met) {
            let said = &answer["settlement"]["layers"][layer];
            let [least, most] = ["least", "most"].map(|end| said[end].as_str());
            met[0] += u32::from(most.is_some_and(|most| most != "0.00"));
            met[1] += u32::from(least != most);
            met[2] += u32::from(said.is_object() && most.is_none());
        }
    }
    assert_eq!(wrong, 0);
    eprintln!("{met:?}");
    for met in &met {
        assert!(met[0] > number / 60 && met[1] > 0, "{met:?} of {number}");
    }
}

#[test]
fn wuhan_settles_as_its_clauses_say() {
    agrees(&Wuhan);
}

#[test]
fn beijing_settles_as_its_clauses_say() {
    agrees(&Beijing);
}
