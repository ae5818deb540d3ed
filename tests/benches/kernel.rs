//! The kernel against its budgets (docs/budgets.md): `cargo bench --package mingbai-tests`.
//!
//! The median of each is printed, and the quickest of its samples beside the budget: what else the
//! machine does only ever adds. The run fails if one is over.

use std::fs;
use std::hint::black_box;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use criterion::Criterion;
use mingbai_core::amounts::amount::Formulas;
use mingbai_core::amounts::benefits::Benefits;
use mingbai_core::amounts::settlement::{Bill, Numbers, Rules, Settled, Year};
use mingbai_core::amounts::year::{self, Inputs};
use mingbai_core::answer;
use mingbai_core::answer::decision::Decision;
use mingbai_core::answer::prepared::{Answered, Prepared};
use mingbai_core::answer::ways::Ways;
use mingbai_core::case::values::Value;
use mingbai_core::case::{Admission, Case, Reader};
use mingbai_core::case::{Assignment, set_readings};
use mingbai_core::kernel::money;
use mingbai_core::policy::vocabulary::Vocabulary;
use mingbai_core::policy::{Policy, Table};
use mingbai_tests::engine::{day, input, liangping};
use mingbai_tests::layered::Law;
use mingbai_tests::random::Random;
use mingbai_tests::written::engine;
use serde_json::json;

/// What is measured, and the nanoseconds it may take; none where the design names none.
const BUDGETS: [(&str, Option<u32>); 16] = [
    ("premium_aid_complete", Some(100)),
    ("outcomes_and_asks", Some(1_000)),
    ("decision", None),
    ("settle_one_admission", Some(2_000)),
    ("settle_one_admission_noting", Some(2_000)),
    ("four_layers_one_completion", Some(3_000)),
    ("four_layers_one_bill_known", None),
    ("four_layers_one_bill_open", Some(150_000)),
    ("prepared_premium_and_bill", Some(5_000)),
    ("answer_all_without_bill", Some(300_000)),
    ("answer_all_with_bill", Some(300_000)),
    ("answer_all_with_ways", None),
    ("read_and_answer_with_bill", Some(300_000)),
    ("twelve_equal_stays_unknown", Some(200_000_000)),
    ("thirty_stays_unknown", Some(200_000_000)),
    ("load_policy", None),
];

fn main() -> ExitCode {
    let folder = output();
    let mut criterion = Criterion::default()
        .output_directory(&folder)
        .without_plots()
        .sample_size(40)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(1))
        .configure_from_args();
    tables(&mut criterion);
    bills(&mut criterion);
    four_layers(&mut criterion);
    years(&mut criterion);
    whole(&mut criterion);
    criterion.final_summary();
    let late = BUDGETS.iter().filter(|(what, budget)| over(&folder, what, *budget)).count();
    if late == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Where criterion keeps its figures.
fn output() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../target")),
        PathBuf::from,
    );
    target.join("criterion")
}

/// Prints the times beside the budget; whether it is over. What a filter left out is not judged.
fn over(folder: &std::path::Path, what: &str, budget: Option<u32>) -> bool {
    let read = |file: &str| {
        let text = fs::read_to_string(folder.join(what).join("new").join(file)).ok()?;
        serde_json::from_str::<serde_json::Value>(&text).ok()
    };
    let (Some(estimates), Some(sample)) = (read("estimates.json"), read("sample.json")) else {
        return false;
    };
    let median = estimates["median"]["point_estimate"].as_f64().unwrap();
    let numbers = |field: &str| {
        sample[field].as_array().unwrap().iter().map(|number| number.as_f64().unwrap())
    };
    let quickest = numbers("times")
        .zip(numbers("iters"))
        .map(|(time, runs)| time / runs)
        .fold(f64::MAX, f64::min);
    print!("{what:<32} median {median:>10.1} ns, quickest {quickest:>10.1} ns");
    let Some(budget) = budget else {
        println!();
        return false;
    };
    let late = quickest > f64::from(budget);
    println!(" of {budget:>7}{}", if late { ": OVER" } else { "" });
    late
}

/// Persons as variables: everything known, or each fact unknown so many times in a hundred.
fn persons(policy: &Policy, unknown: usize) -> Vec<Vec<u8>> {
    let mut random = Random::new(7);
    let domains = policy.data().domains().unwrap();
    let person = |random: &mut Random| {
        let mut known: Vec<u8> = domains
            .iter()
            .map(|&domain| {
                if random.chance(unknown) {
                    u8::MAX
                } else {
                    u8::try_from(random.below(usize::from(domain))).unwrap()
                }
            })
            .collect();
        set_readings(policy, &mut known, &[]);
        known
    };
    (0..1024).map(|_| person(&mut random)).collect()
}

/// Hands out the next of a list for ever, so that no single answer stays in the branch predictor.
fn turns<'l, T>(list: &'l [T]) -> impl FnMut() -> &'l T {
    let mut all = list.iter().cycle();
    move || all.next().unwrap()
}

fn premium_aid(policy: &Policy) -> &Table {
    policy.premium_table().unwrap().1
}

fn tables(criterion: &mut Criterion) {
    let policy = &liangping().policy;
    let table = premium_aid(policy);
    let complete = persons(policy, 0);
    criterion.bench_function("premium_aid_complete", |bench| {
        let mut next = turns(&complete);
        bench.iter(|| {
            let leaf = table.by_outcome.walk(black_box(next())).unwrap();
            let row = table.by_row.walk(black_box(next())).unwrap();
            black_box((&table.outcomes[leaf as usize], row))
        });
    });
    let open = persons(policy, 50);
    criterion.bench_function("outcomes_and_asks", |bench| {
        let mut next = turns(&open);
        bench.iter(|| {
            let restricted = table.by_outcome.restrict(black_box(next()));
            black_box((restricted.leaves(), restricted.support()))
        });
    });
    criterion.bench_function("decision", |bench| {
        let mut next = turns(&open);
        bench.iter(|| black_box(Decision::new(policy, table, black_box(next()))));
    });
}

/// The case of the contract, with one bill or none.
fn case(bill: bool) -> Value {
    let stay = json!([{ "hospital_level": "district", "in_district": true,
                        "in_scope": "42000.00", "out_of_scope": "800.00" }]);
    input(&json!({
        "facts": { "residence": "rural", "registered_poor": "not_lifted", "dibao": true,
            "tekun": false, "orphan": false, "low_income": false, "illness_poverty": false,
            "scheme": "resident", "tier": "tier_2" },
        "figures": {
            "contribution": { "tier_1": "200.00", "tier_2": "500.00" },
            "basic": {
                "deductible": { "village": "50.00", "township": "100.00", "district": "400.00", "municipal": "900.00" },
                "rate": {
                    "tier_1": { "village": "82", "township": "78", "district": "62", "municipal": "41" },
                    "tier_2": { "village": "86", "township": "83", "district": "67", "municipal": "46" }
                },
                "cap": { "tier_1": "70000.00", "tier_2": "110000.00" }
            },
            "major_illness": { "deductible": "12000.00", "bands": [{ "from": "0.00", "percent": "60" }],
                "bands_from": "deductible", "cap": "180000.00" },
            "assistance": { "cap": "9000.00" }
        },
        "admissions": if bill { stay } else { json!([]) },
    }))
}

fn reader() -> Reader<'static> {
    let engine = liangping();
    Reader { vocabulary: &engine.vocabulary, policy: &engine.policy, figures: None }
}

fn read(bill: bool) -> Case {
    reader().read(&case(bill)).unwrap()
}

fn bills(criterion: &mut Criterion) {
    let policy = &liangping().policy;
    let figures = read(true).figures;
    let mut benefits = Benefits::default();
    for (nth, (by, table)) in policy.settlement_tables().enumerate() {
        for (outcome, _) in (0..).zip(&table.outcomes) {
            let given = policy.granted(nth, outcome);
            if !given.is_empty() {
                benefits.add(given, by);
            }
        }
    }
    let data = policy.data();
    let person = Numbers { facts: &data.facts, known: None };
    let (settlement, rising) = (&data.settlement, policy.limited_by_rows());
    let rules = Rules { settlement, figures: &figures, person, rising, suppose: None };
    let fens: Vec<i64> = (0..1000).map(|n| 1_000_000 + n * 4_567).collect();
    for (name, noting) in [("settle_one_admission", false), ("settle_one_admission_noting", true)] {
        criterion.bench_function(name, |bench| {
            let mut next = turns(&fens);
            bench.iter(|| {
                let mut formulas = if noting { Formulas::tracing() } else { Formulas::default() };
                let bill = Bill {
                    index: 0,
                    in_scope: Some(money::Money::from_fen(black_box(*next()))),
                    out_of_scope: Some(money::Money::from_fen(80_000)),
                    key: 2,
                    layers: 0b111,
                    alone: 0,
                    paid: &[],
                };
                let mut pays = Settled::default();
                Year::new(1).admit(&mut formulas, rules, &benefits, bill, &mut pays);
                black_box(pays)
            });
        });
    }
    let prepared = Prepared::new(policy, figures, &[]);
    let codes: Vec<Vec<u8>> = persons(policy, 0)
        .into_iter()
        .map(|known| known[..prepared.person_codes() + prepared.admission_codes()].to_vec())
        .collect();
    criterion.bench_function("prepared_premium_and_bill", |bench| {
        let (mut next, mut fen) = (turns(&codes), turns(&fens));
        let mut answered = Answered::default();
        bench.iter(|| {
            prepared.answer(policy, black_box(next()), &[*fen(), 80_000], &mut answered);
            black_box(answered.amounts.len())
        });
    });
}

/// One bill through the four layers of a policy with every term: one completion, from the values of the facts to what
/// each layer pays; the ranges of every amount and what is asked, with all known and with a third of the facts not known.
fn four_layers(criterion: &mut Criterion) {
    let law = Law::every();
    let engine = engine(&law.text());
    let policy = &engine.policy;
    let reader = Reader { vocabulary: &engine.vocabulary, policy, figures: None };
    let mut random = Random::new(4);
    for (name, unknown) in [("four_layers_one_bill_known", 0), ("four_layers_one_bill_open", 33)] {
        let cases: Vec<(Case, Vec<u8>)> = (0..256)
            .map(|_| {
                let case = law.one_bill(&mut random, unknown);
                let case = reader.read(&input(&case.json(&law))).unwrap();
                let person = Assignment::new(policy, &case.members[0].facts, &case.readings);
                let known = person.without_admission(policy);
                (case, known)
            })
            .collect();
        if unknown == 0 {
            one_completion(criterion, policy, &cases);
        }
        criterion.bench_function(name, |bench| {
            let mut next = turns(&cases);
            bench.iter(|| {
                let (case, known) = black_box(next());
                let member = &case.members[0];
                let given = Inputs { figures: &case.figures, facts: &member.facts };
                let formulas = Formulas::default();
                let (bills, most) = (&member.admissions, year::MOST);
                let joint = year::settlement(policy, known, given, bills, formulas, most).unwrap();
                black_box(joint.map(|joint| {
                    (joint.ranges(joint.diagram.root()), joint.unknowns(policy, &member.facts))
                }))
            });
        });
    }
}

/// One completion: what each provision gives, then the bill through all layers. The parts stand in the order of
/// [`Policy::settlement_parts`]: when there is a settlement, the person's key, the bill's, each layer, each provision.
fn one_completion(criterion: &mut Criterion, policy: &Policy, cases: &[(Case, Vec<u8>)]) {
    let settlement = &policy.data().settlement;
    let (parts, layers) = (policy.settlement_parts(), settlement.layers.len());
    let tables: Vec<u16> = policy.settlement_tables().map(|(by, _)| by).collect();
    let completions: Vec<(&Case, Vec<u8>)> = cases
        .iter()
        .map(|(case, known)| {
            let own = &case.members[0].admissions[0].known;
            let both = own.iter().zip(known);
            (case, both.map(|(&own, &known)| if own == u8::MAX { known } else { own }).collect())
        })
        .collect();
    criterion.bench_function("four_layers_one_completion", |bench| {
        let mut next = turns(&completions);
        let (mut formulas, mut pays) = (Formulas::default(), Settled::default());
        bench.iter(|| {
            let (case, known) = black_box(next());
            let (member, leaf) = (&case.members[0], |part: usize| parts[part].walk(known).unwrap());
            let value = |part: usize| u8::try_from(leaf(part)).unwrap();
            let person = Numbers { facts: &policy.data().facts, known: Some(&member.facts) };
            let (figures, rising) = (&case.figures, policy.limited_by_rows());
            let rules = Rules { settlement, figures, person, rising, suppose: None };
            let mut benefits = Benefits::default();
            for (nth, &by) in tables.iter().enumerate() {
                benefits.add(policy.granted(nth, leaf(3 + layers + nth)), by);
            }
            let admission = &member.admissions[0];
            let holds = (0..layers).rev().fold(0, |held, nth| held << 1 | value(3 + nth));
            let bill = Bill {
                index: 0,
                in_scope: admission.in_scope,
                out_of_scope: admission.out_of_scope,
                key: value(2),
                layers: holds,
                alone: 0,
                paid: &admission.paid,
            };
            Year::new(value(1)).admit(&mut formulas, rules, &benefits, bill, &mut pays);
            black_box(pays.amounts.last());
        });
    });
}

/// Many bills whose hospital is not known: answered or refused, but soon.
fn years(criterion: &mut Criterion) {
    let case = |bills: usize, step: usize| {
        let mut case = read(true);
        let stays = (0..bills).map(|nth| Admission {
            stated: vec![u8::MAX; case.members[0].admissions[0].known.len()],
            known: vec![u8::MAX; case.members[0].admissions[0].known.len()],
            assumed: Vec::new(),
            in_scope: i64::try_from(500_000 + nth * step).ok().map(money::Money::from_fen),
            out_of_scope: Some(money::Money::ZERO),
            paid: Vec::new(),
        });
        let stays = stays.collect();
        case.members[0].admissions = stays;
        case
    };
    for (name, bills, step) in
        [("twelve_equal_stays_unknown", 12, 0), ("thirty_stays_unknown", 30, 111_111)]
    {
        let case = case(bills, step);
        let answered = || answer::answer(reader(), black_box(&case), day(), Ways::LeftOut).is_ok();
        criterion.bench_function(name, |bench| bench.iter(|| black_box(answered())));
    }
}

fn whole(criterion: &mut Criterion) {
    let engine = liangping();
    for (name, bill) in [("answer_all_without_bill", false), ("answer_all_with_bill", true)] {
        let case = read(bill);
        criterion.bench_function(name, |bench| {
            bench.iter(|| {
                black_box(answer::answer(reader(), black_box(&case), day(), Ways::LeftOut).unwrap())
            });
        });
    }
    let nothing = reader().read(&input(&json!({}))).unwrap();
    criterion.bench_function("answer_all_with_ways", |bench| {
        bench.iter(|| {
            black_box(answer::answer(reader(), black_box(&nothing), day(), Ways::Told).unwrap())
        });
    });
    let case = case(true);
    criterion.bench_function("read_and_answer_with_bill", |bench| {
        bench.iter(|| {
            black_box(answer::assess(reader(), black_box(&case), day(), Ways::LeftOut).unwrap())
        });
    });
    let bytes = engine.policy.to_bytes();
    let vocabulary = engine.vocabulary.to_bytes();
    criterion.bench_function("load_policy", |bench| {
        bench.iter(|| {
            let vocabulary = Vocabulary::from_bytes(black_box(&vocabulary)).unwrap();
            black_box((vocabulary, Policy::from_bytes(black_box(&bytes)).unwrap()))
        });
    });
}
