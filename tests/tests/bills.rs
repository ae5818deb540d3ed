//! What must hold of every hospital bill.

use mingbai_tests::bills;
use mingbai_tests::engine::{input, liangping, object, shown};
use mingbai_tests::people;
use mingbai_tests::random::config;
use mingbai_tests::settlement::{BandsFrom, Case, Figures, Settled, Stay, Terms, said};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

/// Runs a property over 2,000 cases, 100,000 in the nightly run.
fn for_every<T: std::fmt::Debug>(
    strategy: impl Strategy<Value = T>,
    check: impl Fn(T) -> Result<(), TestCaseError>,
) {
    let mut runner = TestRunner::new(config(2_000, 100_000));
    if let Err(failed) = runner.run(&strategy, check) {
        panic!("{failed}");
    }
}

/// A person in resident insurance with nothing unknown or missing.
fn complete(most: usize) -> impl Strategy<Value = Case> {
    bills::case(most, 0, 0).prop_map(insured)
}

fn insured(mut case: Case) -> Case {
    case.person[people::SCHEME] = Some(0);
    case
}

fn settle(case: &Case) -> Settled {
    said(&shown(&liangping().person(&case.input()).settlement))
}

/// Basic, major illness, assistance and the patient's share of the year: the only amounts.
fn year(case: &Case) -> [i128; 4] {
    let settled = settle(case);
    assert!(settled.asks.is_empty(), "{:?}", settled.asks);
    [0, 1, 2, 3].map(|layer| {
        let (least, most) = settled.ranges[layer].unwrap();
        assert_eq!(least, most);
        least
    })
}

#[test]
fn the_funds_and_the_patient_together_pay_the_bill_and_no_one_pays_less_than_nothing() {
    for_every(complete(4), |case| {
        let settled = settle(&case);
        let amounts: Vec<i128> = settled.ranges.iter().map(|range| range.unwrap().0).collect();
        prop_assert!(amounts.iter().all(|&amount| amount >= 0), "{:?}", amounts);
        prop_assert_eq!(amounts[..4].iter().sum::<i128>(), case.total().unwrap());
        for (stay, amounts) in case.stays.iter().zip(amounts[4..].chunks(4)) {
            let bill = stay.in_scope.unwrap() + stay.out_of_scope.unwrap();
            prop_assert_eq!(amounts.iter().sum::<i128>(), bill);
            prop_assert!(amounts[3] >= stay.out_of_scope.unwrap());
        }
        for layer in 0..4 {
            let sum: i128 = amounts[4..].chunks(4).map(|amounts| amounts[layer]).sum();
            prop_assert_eq!(sum, amounts[layer]);
        }
        let figures = &case.figures;
        let tier = case.person[people::TIER].unwrap();
        let caps = [figures.basic_cap[tier], figures.major_cap, figures.assistance_cap];
        for (cap, amount) in caps.iter().zip(&amounts) {
            prop_assert!(cap.flatten().is_none_or(|cap| *amount <= cap), "{} {:?}", amount, cap);
        }
        Ok(())
    });
}

#[test]
fn ranges_stay_within_the_bill_and_the_caps() {
    for_every(bills::case(3, 25, 0).prop_map(insured), |case| {
        let settled = settle(&case);
        let total = case.total().unwrap();
        for range in &settled.ranges {
            let (least, most) = range.unwrap();
            prop_assert!(0 <= least && least <= most && most <= total, "{:?}", range);
        }
        let figures = &case.figures;
        for (cap, range) in
            [figures.major_cap, figures.assistance_cap].iter().zip(&settled.ranges[1..])
        {
            prop_assert!(cap.flatten().is_none_or(|cap| range.unwrap().1 <= cap));
        }
        Ok(())
    });
}

fn dearer() -> impl Strategy<Value = i128> {
    prop_oneof![1..100_i128, 1..1_000_000_i128, 1..100_000_000_i128]
}

#[test]
fn with_one_admission_more_in_scope_cost_lowers_no_funds_payment() {
    for_every((complete(1), dearer()), |(mut case, more)| {
        let before = year(&case);
        let in_scope = case.stays[0].in_scope.unwrap();
        case.stays[0].in_scope = Some((in_scope + more).min(999_999_999_999));
        let after = year(&case);
        for fund in 0..3 {
            prop_assert!(before[fund] <= after[fund], "fund {}: {:?} {:?}", fund, before, after);
        }
        Ok(())
    });
}

#[test]
fn with_several_the_totals_never_fall_but_for_a_fen_of_assistance_an_admission() {
    for_every((complete(4), dearer(), any::<prop::sample::Index>()), |(mut case, more, which)| {
        let before = year(&case);
        let which = which.index(case.stays.len());
        let in_scope = case.stays[which].in_scope.unwrap();
        case.stays[which].in_scope = Some((in_scope + more).min(999_999_999_999));
        let after = year(&case);
        prop_assert!(before[0] <= after[0] && before[1] <= after[1], "{:?} {:?}", before, after);
        let rounding = i128::try_from(case.stays.len()).unwrap();
        prop_assert!(before[2] - rounding <= after[2], "{:?} {:?}", before, after);
        Ok(())
    });
}

#[test]
fn the_order_of_the_admissions_changes_neither_the_basic_nor_the_major_illness_total() {
    let strategy = complete(4).prop_flat_map(|case| {
        let stays = Just(case.stays.clone()).prop_shuffle();
        (Just(case), stays)
    });
    for_every(strategy, |(case, stays)| {
        let before = year(&case);
        let after = year(&Case { stays, ..case });
        prop_assert_eq!(before[..2].to_vec(), after[..2].to_vec());
        Ok(())
    });
}

/// With facts unknown, too: the ranges of the two totals are those of the completions.
#[test]
fn the_order_of_unknown_admissions_changes_neither_range_of_the_two_totals() {
    let strategy = bills::case(3, 25, 0).prop_map(insured).prop_flat_map(|case| {
        let stays = Just(case.stays.clone()).prop_shuffle();
        (Just(case), stays)
    });
    for_every(strategy, |(case, stays)| {
        let before = settle(&case);
        let after = settle(&Case { stays, ..case });
        prop_assert_eq!(before.ranges[..2].to_vec(), after.ranges[..2].to_vec());
        Ok(())
    });
}

/// One person with and without a status, the rest the same. A person who is poor by it, or has one
/// admission, never pays a fen more with it. The statement is false in a corner, which the next
/// test shows: a second status of somebody who is poor already, and several admissions.
#[test]
fn a_poor_person_never_pays_more_than_the_same_bill_without_the_status() {
    let status = prop::sample::select(vec![(1, 1), (1, 2), (2, 1), (3, 1), (4, 1), (5, 1), (6, 1)]);
    for_every((complete(4), status, any::<bool>()), |(mut case, (fact, value), alone)| {
        case.person[0] = Some(0);
        case.person[fact] = Some(0);
        if alone {
            case.person[1..people::SCHEME].fill(Some(0));
        }
        let poor_already = case.person[1..people::SCHEME].iter().any(|fact| *fact != Some(0));
        let without = year(&case);
        case.person[fact] = Some(value);
        let with = year(&case);
        let rounding = match case.stays.len() {
            several @ 2.. if poor_already => i128::try_from(several).unwrap(),
            _ => 0,
        };
        prop_assert!(with[3] <= without[3] + rounding, "with {:?}, without {:?}", with, without);
        Ok(())
    });
}

/// On dibao, with two admissions, under a cap of major-illness insurance that both sums reach: on
/// the poverty register as well, 5 points more move some of the capped payment to the first
/// admission. Assistance is 70% of what is left of each, rounded twice: once 0.5 fen up and 0.0
/// down, once not. The year's other amounts are the same to the fen.
#[test]
fn a_second_status_can_cost_a_fen_of_rounding_over_two_admissions() {
    let stay = |in_district, in_scope| Stay {
        level: Some(2),
        in_district: Some(in_district),
        in_scope: Some(in_scope),
        out_of_scope: Some(0),
    };
    let mut case = Case {
        person: [0, 0, 1, 0, 0, 0, 0, 0, 0].map(Some).to_vec(),
        stays: vec![stay(true, 51_400_00), stay(false, 212_594_37)],
        figures: Figures {
            deductible: [Some(0); 4],
            rate: [[Some(0), Some(0), Some(700), Some(0)], [Some(0); 4]],
            basic_cap: [Some(None); 2],
            major_deductible: Some(21_318_51),
            bands: Some(vec![(0, 0), (10_000_00, 4_542), (19_483_29, 3_000)]),
            bands_from: Some(BandsFrom::Zero),
            major_cap: Some(Some(67_447_37)),
            assistance_cap: Some(None),
        },
        terms: Terms::LIANGPING,
    };
    assert_eq!(year(&case), [23_619_61, 67_447_37, 121_049_18, 51_878_21]);
    case.person[1] = Some(1);
    assert_eq!(year(&case), [23_619_61, 67_447_37, 121_049_17, 51_878_22]);
}

/// What is not known of a case, as places in it.
fn unknown(case: &Case) -> Vec<(Option<usize>, usize)> {
    let mut unknown: Vec<(Option<usize>, usize)> =
        people::unknown(&case.person).into_iter().map(|fact| (None, fact)).collect();
    for (index, stay) in case.stays.iter().enumerate() {
        unknown.extend(stay.level.is_none().then_some((Some(index), people::LEVEL)));
        unknown.extend(stay.in_district.is_none().then_some((Some(index), people::IN_DISTRICT)));
    }
    unknown
}

fn answered(case: &Case, (stay, fact): (Option<usize>, usize), value: usize) -> Case {
    let mut case = case.clone();
    match stay {
        None => case.person[fact] = Some(value),
        Some(stay) if fact == people::LEVEL => case.stays[stay].level = Some(value),
        Some(stay) => case.stays[stay].in_district = Some(value == 1),
    }
    case
}

/// The facts asked, without entries and figures that are missing: a figure of another hospital may
/// be asked for although no amount depends on it (see `tests/settlement.rs`).
fn facts(settled: &Settled) -> Vec<&String> {
    let figure = |ask: &str| ask.starts_with("figures.") || ask.ends_with("_scope");
    settled.asks.iter().filter(|ask| !figure(ask)).collect()
}

#[test]
fn an_answer_narrows_every_range_and_some_answer_reaches_each_end() {
    let strategy = (bills::case(2, 35, 3), any::<prop::sample::Index>());
    for_every(strategy, |(mut case, which)| {
        case.person[people::SCHEME] = Some(0);
        let unknown = unknown(&case);
        if unknown.is_empty() {
            return Ok(());
        }
        let question = *which.get(&unknown);
        let before = settle(&case);
        let answers: Vec<Settled> = (0..people::size(question.1))
            .map(|value| settle(&answered(&case, question, value)))
            .collect();
        for (amount, before) in before.ranges.iter().enumerate() {
            let Some((least, most)) = *before else {
                // Some answer at least still needs what is missing.
                prop_assert!(answers.iter().any(|answer| answer.ranges[amount].is_none()));
                continue;
            };
            let after: Vec<(i128, i128)> =
                answers.iter().map(|answer| answer.ranges[amount].unwrap()).collect();
            prop_assert_eq!(after.iter().map(|range| range.0).min(), Some(least));
            prop_assert_eq!(after.iter().map(|range| range.1).max(), Some(most));
        }
        for answer in &answers {
            prop_assert!(
                answer.asks.is_subset(&before.asks),
                "{:?} {:?}",
                answer.asks,
                before.asks
            );
        }
        let name = match question.0 {
            None => people::FACTS[question.1].0.to_owned(),
            Some(stay) => format!("admissions[{stay}].{}", people::FACTS[question.1].0),
        };
        if !before.asks.contains(&name) {
            for answer in &answers {
                prop_assert_eq!(&answer.ranges, &before.ranges, "{} is not asked", name);
                prop_assert_eq!(facts(answer), facts(&before), "{} is not asked", name);
            }
        }
        Ok(())
    });
}

/// The premium part refines in the same way.
#[test]
fn an_answer_narrows_what_is_paid_for_the_insurance() {
    let tiers =
        (prop::option::weighted(0.8, bills::money()), prop::option::weighted(0.8, bills::money()));
    let strategy = (bills::person(50), tiers, any::<prop::sample::Index>());
    for_every(strategy, |(person, tiers, which)| {
        let unknown = people::unknown(&person);
        if unknown.is_empty() {
            return Ok(());
        }
        let question = *which.get(&unknown);
        let figures = mingbai_tests::premium::figures([tiers.0, tiers.1]);
        let ask = |person: &[Option<usize>]| {
            let facts = ("facts", people::facts(person));
            shown(&liangping().person(&object([facts, ("figures", figures.clone())])).premium)
        };
        let before = ask(&person);
        let fen = |end: &serde_json::Value| {
            end.as_str().map(|text| text.replace('.', "").parse::<i128>().unwrap())
        };
        for value in 0..people::size(question) {
            let mut person = person.clone();
            person[question] = Some(value);
            let after = ask(&person);
            for amount in ["contribution", "aid", "pays"] {
                let (before, after) = (&before[amount], &after[amount]);
                if let (Some(least), Some(new)) = (fen(&before["least"]), fen(&after["least"])) {
                    prop_assert!(least <= new, "{} {}", before, after);
                    prop_assert!(
                        fen(&after["most"]) <= fen(&before["most"]),
                        "{} {}",
                        before,
                        after
                    );
                }
                prop_assert!(
                    after.is_null() || !before["least"].is_string() || after["least"].is_string()
                );
            }
        }
        Ok(())
    });
}

#[test]
fn what_is_asked_of_the_person_is_never_asked_of_an_admission_and_plans_change_no_bill() {
    let strategy = (bills::case(2, 25, 0).prop_map(insured), bills::stay(30, 0));
    for_every(strategy, |(case, plan): (Case, Stay)| {
        let before = shown(&liangping().person(&case.input()).settlement);
        let mut person = case.person.clone();
        person.extend([plan.level, plan.in_district.map(usize::from)]);
        let with_plan = Case { person, ..case };
        let after = shown(&liangping().person(&with_plan.input()).settlement);
        prop_assert_eq!(before, after);
        Ok(())
    });
}

/// The day changes the validity only.
#[test]
fn a_lapsed_document_still_answers() {
    use mingbai_core::answer::ways::Ways;
    use mingbai_core::{answer::assess, case::Reader, kernel::date::Date};
    let engine = liangping();
    let case = input(&serde_json::json!({ "facts": { "residence": "rural", "dibao": true } }));
    let reader = Reader { vocabulary: &engine.vocabulary, policy: &engine.policy, figures: None };
    let days = [
        ("2019-10-07", "not_yet_in_force"),
        ("2019-10-08", "in_force"),
        ("2020-12-31", "in_force"),
        ("2021-01-01", "lapsed"),
    ];
    let mut first = None;
    for (day, validity) in days {
        let mut answer =
            shown(assess(reader, &case, Date::parse(day).unwrap(), Ways::LeftOut).unwrap());
        assert_eq!(answer["validity"], validity, "{day}");
        assert_eq!((&answer["on"], &answer["receipt"]["on"]), (&day.into(), &day.into()));
        for key in ["validity", "on", "receipt"] {
            answer[key] = serde_json::Value::Null;
        }
        assert_eq!(*first.get_or_insert_with(|| answer.clone()), answer);
    }
}
