//! A year's bills against exact integers and brute force.

use std::cell::RefCell;
use std::collections::BTreeSet;

use mingbai_core::kernel::money::Percent;
use mingbai_core::policy::outcome::{LayerTerms, Outcome};
use mingbai_tests::bills;
use mingbai_tests::engine::{Engine, liangping, shown};
use mingbai_tests::random::{Random, cases, config};
use mingbai_tests::settlement::{Case, Settled, Stay, Terms, brute_force, said, total};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

/// What a run met with, so that one can see that it met with something.
#[derive(Default, Debug)]
struct Met {
    several_admissions: usize,
    ranges: usize,
    asks: usize,
    no_settlement: usize,
    all_layers_pay: usize,
    amounts_not_known: usize,
    asked_though_no_amount_hangs_on_it: usize,
}

fn both(engine: &Engine, case: &Case, tries: usize) -> Result<Option<[Settled; 2]>, TestCaseError> {
    let settlement = shown(&engine.person(&case.input()).settlement);
    let Some(expected) = brute_force(case, tries) else {
        prop_assert!(settlement.is_null());
        return Ok(None);
    };
    prop_assert_eq!(&settlement["total"], &total(case));
    Ok(Some([said(&settlement), expected]))
}

fn exactly(engine: &Engine, case: &Case, tries: usize, met: &mut Met) -> Result<(), TestCaseError> {
    let Some([said, expected]) = both(engine, case, tries)? else {
        met.no_settlement += 1;
        return Ok(());
    };
    met.several_admissions += usize::from(case.stays.len() > 1);
    let known = || expected.ranges.iter().flatten();
    met.ranges += usize::from(known().any(|(least, most)| least < most));
    met.all_layers_pay += usize::from(known().take(3).all(|(least, _)| *least > 0));
    met.asks += usize::from(!expected.asks.is_empty());
    met.amounts_not_known += usize::from(expected.ranges.contains(&None));
    prop_assert_eq!(&said.asks, &expected.asks, "asks: engine, brute force");
    prop_assert_eq!(&said.ranges, &expected.ranges, "ranges: engine, brute force");
    Ok(())
}

fn run(
    number: u32,
    strategy: impl Strategy<Value = Case>,
    check: impl Fn(&Case, &mut Met) -> Result<(), TestCaseError>,
) {
    let met = RefCell::new(Met::default());
    let mut runner = TestRunner::new(config(number, 5 * number));
    let result = runner.run(&strategy, |case| check(&case, &mut met.borrow_mut()));
    if let Err(failed) = result {
        panic!("{failed}");
    }
    println!("{} cases: {:?}", cases(number, 5 * number), met.borrow());
}

#[test]
fn complete_cases_equal_exact_integers() {
    run(11_000, bills::case(4, 0, 0), |case, met| exactly(liangping(), case, 1, met));
}

#[test]
fn cases_with_unknown_facts_equal_brute_force_over_all_completions() {
    run(6_500, bills::case(3, 25, 0), |case, met| exactly(liangping(), case, 1, met));
}

/// With other numbers in the document than Liangping's: odd ones, and a lifted basic cap.
#[test]
fn other_terms_are_settled_as_exactly() {
    let mut random = Random::new(3);
    let below = |random: &mut Random, most: usize| i128::try_from(random.below(most)).unwrap();
    let engines: Vec<(Terms, Engine)> = (0..10)
        .map(|turn| {
            let terms = Terms {
                basic_plus: 1 + below(&mut random, 3_000),
                basic_less: 1 + below(&mut random, 10_000),
                basic_uncapped: turn % 2 == 0,
                major_less: 1 + below(&mut random, 10_000),
                major_plus: 1 + below(&mut random, 3_000),
                at_least: 1 + below(&mut random, 10_000),
            };
            (terms, with(terms))
        })
        .collect();
    let strategy = (bills::case(4, 10, 0), 0..engines.len()).prop_map(|(mut case, which)| {
        case.terms = engines[which].0;
        case
    });
    run(2_500, strategy, |case, met| {
        let engine = engines.iter().find(|(terms, _)| *terms == case.terms).unwrap();
        exactly(&engine.1, case, 1, met)
    });
}

/// Liangping with other terms in its outcomes.
fn with(terms: Terms) -> Engine {
    let percent =
        |hundredths: i128| Percent::from_hundredths(u16::try_from(hundredths).unwrap()).unwrap();
    liangping().changed(|data| {
        let tables = data.provisions.iter_mut().filter_map(|provision| provision.table.as_mut());
        for outcome in tables.flat_map(|table| &mut table.outcomes) {
            let Outcome::Layers(given) = outcome else { continue };
            for LayerTerms { layer, terms: given } in given {
                match layer.as_str() {
                    "basic" => {
                        given.rate_plus = percent(terms.basic_plus);
                        given.deductible_less = percent(terms.basic_less);
                        given.cap_lifted = terms.basic_uncapped;
                    }
                    "assistance" => given.at_least = Some(percent(terms.at_least)),
                    _ if given.rate_plus == Percent::ZERO => {
                        given.deductible_less = percent(terms.major_less);
                    }
                    _ => given.rate_plus = percent(terms.major_plus),
                }
            }
        }
    })
}

/// The contract can be read in two ways where figures are missing. Brute force takes the finer one:
/// an amount needs a figure if the amount is not the same whatever the figure is. The engine may
/// be coarser, but only on the safe side: what it states is right, what it does not state depends on a
/// missing figure that stands in the formulas, it asks for everything that is needed, and for a figure
/// only where it leaves an amount open.
#[test]
fn with_figures_missing_the_engine_states_nothing_wrong_and_asks_for_all_that_is_needed() {
    run(2_500, bills::case(2, 10, 10), |case, met| {
        let Some([said, expected]) = both(liangping(), case, 10)? else {
            return Ok(());
        };
        for (said, expected) in said.ranges.iter().zip(&expected.ranges) {
            prop_assert!(said.is_none() || said == expected, "{:?} {:?}", said, expected);
            met.amounts_not_known += usize::from(said.is_none());
        }
        for ask in &expected.asks {
            prop_assert!(said.asks.contains(ask), "{} is not asked: {:?}", ask, said.asks);
        }
        let figures: BTreeSet<&String> = said.asks.iter().filter(|ask| is_figure(ask)).collect();
        let more = figures.iter().filter(|&&ask| !expected.asks.contains(ask));
        for ask in more {
            met.asked_though_no_amount_hangs_on_it += 1;
            prop_assert!(expected.touched.contains(*ask), "{} stands in no formula", ask);
        }
        let open = said.ranges.contains(&None);
        prop_assert_eq!(
            !figures.is_empty(),
            open,
            "a figure is asked if and only if an amount is open"
        );
        if figures.is_empty() {
            prop_assert_eq!(said.ranges, expected.ranges);
            prop_assert_eq!(said.asks, expected.asks);
        }
        Ok(())
    });
}

fn is_figure(ask: &str) -> bool {
    ask.starts_with("figures.") || ask.ends_with("_scope")
}

/// Where every layer pays something and no cap bites, the two readings are one.
#[test]
fn a_single_figure_missing_is_asked_and_nulls_exactly_the_amounts_that_need_it() {
    let strategy = (bills::plain(), 0..21_usize).prop_map(|(mut case, which)| {
        let figures = &mut case.figures;
        match which {
            0..4 => figures.deductible[which] = None,
            4..12 => figures.rate[which % 2][which / 2 - 2] = None,
            12 | 13 => figures.basic_cap[which - 12] = None,
            14 => figures.major_deductible = None,
            15 => figures.bands = None,
            16 => figures.bands_from = None,
            17 => figures.major_cap = None,
            18 => figures.assistance_cap = None,
            19 => case.stays.last_mut().unwrap().in_scope = None,
            _ => case.stays.last_mut().unwrap().out_of_scope = None,
        }
        case
    });
    run(2_000, strategy, |case, met| exactly(liangping(), case, 16, met));
}

/// The most that may be unknown of admissions.
#[test]
fn six_admissions_of_which_nothing_is_known_are_still_exact() {
    let stay = |in_scope| Stay {
        level: None,
        in_district: None,
        in_scope: Some(in_scope),
        out_of_scope: Some(1),
    };
    let mut runner = TestRunner::new(config(1, 1));
    let figures = bills::case(1, 0, 0).new_tree(&mut runner).unwrap().current().figures;
    let mut case = Case {
        person: [0, 0, 1, 0, 0, 0, 0, 0, 0].map(Some).to_vec(),
        stays: [12_000_00, 333_33, 80_000_01, 5_000_00, 7_777_77, 100].map(stay).to_vec(),
        figures,
        terms: Terms::LIANGPING,
    };
    exactly(liangping(), &case, 1, &mut Met::default()).unwrap();
    if cases(0, 1) == 1 {
        case.person[1] = None;
        case.person[8] = None;
        exactly(liangping(), &case, 1, &mut Met::default()).unwrap();
    }
}
