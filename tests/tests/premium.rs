//! The premium table and the first five provisions of Liangping against brute force.

use std::collections::BTreeSet;
use std::time::Instant;

use mingbai_core::answer::Verdict;
use mingbai_core::case::values::Value;
use mingbai_tests::engine::{liangping, object, shown, sorted};
use mingbai_tests::liangping::{FIVE, Person};
use mingbai_tests::people::{self, FACTS, Known, PERSON};
use mingbai_tests::premium::{Contributions, Oracle, Reading, figures};
use mingbai_tests::random::{Random, cases};
use mingbai_tests::space::Space;
use serde_json::{Value as Json, json};

/// What the contract's definitions make of one provision: status, outcomes, asks, rows.
#[derive(PartialEq, Eq, Debug)]
struct Judged {
    status: &'static str,
    outcomes: BTreeSet<String>,
    asks: Vec<String>,
    rows: Option<BTreeSet<String>>,
}

/// Judges by brute force over the completions of `known`.
fn judge(
    known: &[Option<usize>],
    provision: usize,
    table: &Space<[u8; 5]>,
    names: &[Vec<Json>; 5],
) -> Judged {
    let unknown = people::unknown(known);
    let sizes: Vec<usize> = unknown.iter().map(|&fact| people::size(fact)).collect();
    let nothing = names[provision].iter().position(|outcome| *outcome == json!("nothing")).unwrap();
    let complete = |values: &[usize]| people::complete(known, &unknown, values);
    let space = Space::new(&sizes, |values| table.values()[place(&complete(values))][provision]);
    let reached = space.different();
    let none = |outcome: &&u8| usize::from(**outcome) == nothing;
    let status = if reached.iter().all(none) {
        "refused"
    } else if reached.iter().any(none) {
        "open"
    } else {
        "granted"
    };
    let asks = (0..unknown.len()).filter(|&at| space.depends_on(at));
    let asks = asks.map(|at| FACTS[unknown[at]].0.to_owned()).collect();
    let outcomes = reached
        .iter()
        .map(|&&outcome| names[provision][usize::from(outcome)].to_string())
        .collect();
    let rows = (provision == 0).then(|| {
        let rows = Space::new(&sizes, |values| Person::new(&complete(values)).premium_aid().0);
        rows.different().into_iter().map(|row| (*row).to_owned()).collect()
    });
    Judged { status, outcomes, asks, rows }
}

/// What the engine says, in the same shape.
fn said(verdict: &Verdict<'_>) -> Judged {
    let status = match shown(verdict.status).as_str() {
        Some("granted") => "granted",
        Some("refused") => "refused",
        Some("open") => "open",
        other => panic!("status {other:?}"),
    };
    let rows = verdict.rows.iter().map(|&row| row.to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(rows.len(), verdict.rows.len(), "a row is named twice");
    assert_eq!(verdict.row, if let [row] = verdict.rows.as_slice() { Some(*row) } else { None });
    Judged {
        status,
        outcomes: verdict.outcomes.iter().map(|outcome| shown(outcome).to_string()).collect(),
        asks: verdict.asks.iter().map(|&ask| ask.to_owned()).collect(),
        rows: (verdict.provision == FIVE[0]).then_some(rows),
    }
}

fn place(values: &[usize]) -> usize {
    values.iter().enumerate().fold(0, |at, (fact, value)| at * people::size(fact) + value)
}

/// The outcomes of the five provisions for all complete combinations of the eleven facts, as
/// indices in their lists of different outcomes.
fn five() -> (Space<[u8; 5]>, [Vec<Json>; 5]) {
    let mut names: [Vec<Json>; 5] = Default::default();
    let table = Space::new(&people::sizes(FACTS.len()), |values| {
        let mut outcomes = Person::outcomes(values).into_iter().zip(&mut names);
        [(); 5].map(|()| {
            let (outcome, names) = outcomes.next().unwrap();
            let index = names.iter().position(|name| *name == outcome).unwrap_or_else(|| {
                names.push(outcome);
                names.len() - 1
            });
            u8::try_from(index).unwrap()
        })
    });
    (table, names)
}

/// Figures of all sorts: none, one tier, both, the second smaller than the first, zero, odd fen.
fn figure_sets() -> Vec<Contributions> {
    let mut sets = vec![
        [None, None],
        [Some(20_000), None],
        [None, Some(50_000)],
        [None, Some(0)],
        [Some(0), None],
        [Some(0), Some(0)],
        [Some(1), None],
        [Some(20_000), Some(50_000)],
        [Some(50_000), Some(20_000)],
        [Some(3_335), Some(8_001)],
        [Some(1), Some(1)],
        [Some(999_999_999_999), Some(999_999_999_999)],
    ];
    let mut random = Random::new(12);
    sets.extend(
        (0..8).map(|_| [(); 2].map(|()| Some(i128::try_from(random.below(100_000)).unwrap()))),
    );
    sets
}

fn compare(
    known: &Known,
    contributions: Option<Contributions>,
    oracle: &Oracle,
    expected: &Judged,
) {
    let facts = ("facts", people::facts(known));
    let case = match contributions {
        Some(contributions) => object([facts, ("figures", figures(contributions))]),
        None => object([facts]),
    };
    let person = liangping().person(&case);
    let verdict = person.verdicts.iter().find(|verdict| verdict.provision == FIVE[0]).unwrap();
    assert_eq!(said(verdict), *expected, "{case:?}");
    let mut premium = shown(&person.premium);
    if !premium.is_null() {
        // Without what the contract does not name (`steps`).
        premium = json!({
            "contribution": premium["contribution"],
            "aid": premium["aid"],
            "pays": premium["pays"],
            "asks": sorted(&premium["asks"]),
        });
    }
    assert_eq!(premium, oracle.premium(known), "premium of {case:?}");
}

#[test]
fn all_1152_complete_persons_get_what_the_premium_table_says() {
    let (table, names) = five();
    let sets = figure_sets();
    let oracles: Vec<Oracle> = sets.iter().map(|&set| Oracle::new(set, Reading::Formula)).collect();
    let nobody = Oracle::new([None, None], Reading::Formula);
    let mut persons = 0;
    Space::new(&people::sizes(PERSON), |values| {
        let known: Known = values.iter().map(|&value| Some(value)).collect();
        let expected = judge(&with_admission(&known), 0, &table, &names);
        assert!(expected.asks.is_empty() && expected.outcomes.len() == 1);
        compare(&known, None, &nobody, &expected);
        for (&set, oracle) in sets.iter().zip(&oracles) {
            compare(&known, Some(set), oracle, &expected);
        }
        persons += 1;
    });
    assert_eq!(persons, 1_152);
}

/// The nine facts and two that premium aid does not test.
fn with_admission(known: &[Option<usize>]) -> Known {
    known.iter().copied().chain([Some(0), Some(0)]).collect()
}

#[test]
fn a_hundred_thousand_incomplete_persons_get_status_ranges_and_asks_of_brute_force() {
    let (table, names) = five();
    let sets = figure_sets();
    let oracles: Vec<Oracle> = sets.iter().map(|&set| Oracle::new(set, Reading::Formula)).collect();
    let nobody = Oracle::new([None, None], Reading::Formula);
    let (threads, persons) = (2, cases(100_000, 1_000_000));
    let began = Instant::now();
    std::thread::scope(|scope| {
        for thread in 0..threads {
            let (table, names, sets, oracles, nobody) = (&table, &names, &sets, &oracles, &nobody);
            scope.spawn(move || {
                let mut random = Random::new(2_019 + u64::from(thread));
                for turn in 0..persons / threads {
                    let share = *random.pick(&[15, 40, 50, 70]);
                    let mut known = people::random(&mut random, PERSON, share);
                    if random.chance(50) {
                        known[people::SCHEME] = Some(0);
                    }
                    if known.iter().all(Option::is_some) {
                        known[random.below(PERSON)] = None;
                    }
                    let expected = judge(&with_admission(&known), 0, table, names);
                    let which = random.below(sets.len());
                    if turn % 3 == 0 {
                        compare(&known, None, nobody, &expected);
                    } else {
                        compare(&known, Some(sets[which]), &oracles[which], &expected);
                    }
                }
            });
        }
    });
    println!("{persons} incomplete persons in {:.1?}", began.elapsed());
}

#[test]
fn the_first_five_provisions_equal_brute_force_over_all_eleven_facts() {
    let (table, names) = five();
    assert_eq!(table.values().len(), 9_216);
    let mut random = Random::new(5);
    for turn in 0..cases(6_000, 100_000) {
        let share = *random.pick(&[0, 15, 40, 50, 70]);
        let mut known = people::random(&mut random, FACTS.len(), share);
        if random.chance(60) {
            known[people::SCHEME] = Some(0);
        }
        if turn == 0 {
            known.fill(None);
        }
        let case = object([("facts", people::facts(&known))]);
        let person = liangping().person(&case);
        for (provision, id) in FIVE.iter().enumerate() {
            let verdict = person.verdicts.iter().find(|verdict| verdict.provision == *id).unwrap();
            assert_eq!(said(verdict), judge(&known, provision, &table, &names), "{id} of {case:?}");
        }
    }
}

/// The two readings of a missing contribution (see [`Reading`]) part in these corners only.
#[test]
fn a_missing_contribution_is_needed_by_every_amount_it_could_change_and_by_little_more() {
    let mut random = Random::new(7);
    let (mut certain, mut tiny) = (0, 0);
    for set in figure_sets() {
        let (formula, value) =
            (Oracle::new(set, Reading::Formula), Oracle::new(set, Reading::Value));
        for _ in 0..cases(2_000, 20_000) {
            let known = people::random(&mut random, PERSON, 40);
            let (formula, value) = (formula.premium(&known), value.premium(&known));
            if formula == value {
                continue;
            }
            let asks = sorted(&formula["asks"]);
            assert!(sorted(&value["asks"]).iter().all(|ask| asks.contains(ask)), "{known:?}");
            for amount in ["contribution", "aid", "pays"] {
                let open = json!({ "least": null, "most": null });
                assert!(formula[amount] == value[amount] || formula[amount] == open);
            }
            if set.iter().flatten().all(|&fen| fen >= 4) {
                // Tier 1, all of it paid, its contribution missing: nothing is left to pay.
                assert_eq!((set[0], &value["asks"]), (None, &formula["asks"]), "{known:?}");
                assert_eq!(value["pays"], json!({ "least": "0.00", "most": "0.00" }));
                assert_eq!(value["aid"], formula["aid"]);
                certain += 1;
            } else {
                tiny += 1;
            }
        }
    }
    println!(
        "nothing left to pay whatever the contribution: {certain}; a contribution under 4 fen: {tiny}"
    );
}

#[test]
fn an_urban_household_off_the_register_without_an_orphan_is_refused_without_another_question() {
    let case: Value = serde_json::from_str(
        r#"{"facts":{"residence":"urban","registered_poor":"none","orphan":false}}"#,
    )
    .unwrap();
    let answer = liangping().answer(&case);
    let verdict = &answer["verdicts"][0];
    assert_eq!(verdict["provision"], "premium-aid");
    assert_eq!((&verdict["status"], &verdict["asks"]), (&json!("refused"), &json!([])));
    assert_eq!(verdict["outcomes"], json!(["nothing"]));
}

#[test]
fn a_rural_person_on_dibao_is_granted_all_of_it_though_the_tier_is_not_known() {
    let case: Value =
        serde_json::from_str(r#"{"facts":{"residence":"rural","dibao":true,"scheme":"resident"}}"#)
            .unwrap();
    let answer = liangping().answer(&case);
    let verdict = &answer["verdicts"][0];
    assert_eq!((&verdict["status"], &verdict["asks"]), (&json!("granted"), &json!([])));
    assert_eq!(verdict["outcomes"], json!([{ "premium_aid": "100" }]));
    assert_eq!(verdict["row"], "key");
}
