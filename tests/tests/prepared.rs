//! The prepared call says what `assess` says: the same fen, rows and steps where everything needed is
//! known, and that a part is open where it is not.

use mingbai_core::answer::prepared::{Answered, OPEN, Part, Prepared, step_id, step_name};
use mingbai_core::case::Reader;
use mingbai_core::case::values::Value;
use mingbai_core::kernel::diagram::UNKNOWN;
use mingbai_core::kernel::money::Money;
use mingbai_tests::engine::{Engine, all, input as input_of, liangping, shown};
use mingbai_tests::random::config;
use mingbai_tests::written::{engine, fact, money};
use mingbai_tests::{anyone, bills, premium};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::{Value as Json, json};

/// The prepared answer to a case of one person.
fn prepared(engine: &Engine, input: &Value) -> Answered {
    let policy = &engine.policy;
    let reader = Reader { vocabulary: &engine.vocabulary, policy, figures: None };
    let case = reader.read(input).unwrap();
    let prepared = Prepared::new(policy, case.figures, &case.readings);
    let member = &case.members[0];
    let codes = prepared.codes(policy, member);
    let fen = |money: Option<Money>| money.map_or(-1, Money::fen);
    let bills: Vec<i64> = member
        .admissions
        .iter()
        .flat_map(|stay| [fen(stay.in_scope), fen(stay.out_of_scope)])
        .collect();
    let stays = member.admissions.len();
    assert_eq!(codes.len(), prepared.person_codes() + stays * prepared.admission_codes());
    let mut answered = Answered::default();
    // Twice: nothing of the first answer may be left.
    prepared.answer(policy, &codes, &bills, &mut answered);
    prepared.answer(policy, &codes, &bills, &mut answered);
    // Given or not: three of the premium, then each layer's and the patient's, of the year and of each stay.
    let width = policy.data().settlement.layers.len() + 1;
    assert_eq!(answered.amounts.len(), 3 + width * (1 + stays));
    answered
}

/// What `assess` says of an amount, if it is settled.
fn fen(range: &Json) -> Option<i64> {
    let text = range["least"].as_str().filter(|_| range["least"] == range["most"])?;
    Some(text.replace('.', "").parse().unwrap())
}

/// Row and outcome of premium aid are those of the person's verdict, those of an admission's provisions
/// those of a verdict on the admission's facts.
fn rows(
    engine: &Engine,
    input: &Value,
    answered: &Answered,
    person: &Json,
) -> Result<(), TestCaseError> {
    let policy = &engine.policy;
    let mut given = answered.rows.iter();
    let mut check = |provision: u16, person: &Json| {
        let provision = &policy.data().provisions[usize::from(provision)];
        let Some(&[row, outcome]) = given.next() else { return Ok(()) };
        let mut verdicts = person["verdicts"].as_array().unwrap().iter();
        let verdict = verdicts.find(|verdict| verdict["provision"] == *provision.id).unwrap();
        let table = provision.table.as_ref().unwrap();
        if row != OPEN {
            prop_assert_eq!(&verdict["row"], &table.rows[usize::from(row)].id);
        }
        if outcome != OPEN {
            let outcomes = [shown(&table.outcomes[usize::from(outcome)])];
            prop_assert_eq!(&verdict["outcomes"], &Json::from(outcomes.to_vec()));
        }
        Ok(())
    };
    if let Some((premium, _)) = policy.premium_table() {
        check(premium, person)?;
    }
    let Value::Map(map) = input else { unreachable!() };
    let of = |key: &str| map.iter().find(|(name, _)| name == key).map(|(_, value)| value);
    let Some(Value::List(stays)) = of("admissions") else { return Ok(()) };
    for stay in stays {
        let (Some(Value::Map(facts)), Value::Map(stay)) = (of("facts"), stay) else {
            unreachable!()
        };
        let own = stay.iter().filter(|(key, _)| !key.ends_with("_scope"));
        let facts: Vec<(String, Value)> = facts.iter().chain(own).cloned().collect();
        let person = shown(engine.person(&anyone::case(&facts)));
        for (provision, _) in policy.settlement_tables() {
            check(provision, &person)?;
        }
    }
    Ok(())
}

/// Compares; whether premium and settlement are given.
fn compare(engine: &Engine, input: &Value) -> Result<[Part; 2], TestCaseError> {
    let answered = prepared(engine, input);
    let person = shown(engine.person(input));
    rows(engine, input, &answered, &person)?;
    let amounts: Vec<i64> = answered.amounts.iter().map(|money| money.fen()).collect();
    let premium = ["contribution", "aid", "pays"].map(|key| fen(&person["premium"][key]));
    match answered.premium {
        Part::Given => prop_assert_eq!(amounts[..3].to_vec(), known(&premium)?),
        Part::None => prop_assert!(person["premium"].is_null()),
        Part::Open => prop_assert!(!person["premium"].is_null()),
    }
    let layers = ["basic", "major_illness", "assistance", "patient_pays"];
    let of = |part: &Json| layers.map(|layer| fen(&part[layer]));
    let settlement = &person["settlement"];
    match answered.settlement {
        Part::Given => {
            prop_assert_eq!(amounts[3..7].to_vec(), known(&of(settlement))?);
            let stays = settlement["admissions"].as_array().unwrap();
            prop_assert_eq!(amounts.len(), 7 + 4 * stays.len());
            for (stay, own) in stays.iter().zip(amounts[7..].chunks(4)) {
                prop_assert_eq!(own.to_vec(), known(&of(stay))?);
            }
        }
        Part::None => prop_assert!(settlement.is_null()),
        Part::Open => prop_assert!(!settlement.is_null()),
    }
    if answered.premium == Part::Given && answered.settlement == Part::Given {
        // Six bits what, four the layer, the rest which stay, from 1.
        let layers = ["premium", "basic", "major_illness", "assistance"];
        let whats = |steps: &Json| -> Vec<(u64, String, String)> {
            let text = |of: &Json| of.as_str().unwrap().to_owned();
            let stay = |step: &Json| step["admission"].as_u64().map_or(0, |index| index + 1);
            let steps = steps.as_array().unwrap().iter();
            steps.map(|step| (stay(step), text(&step["layer"]), text(&step["what"]))).collect()
        };
        let parts = |id: u16| {
            let layer = layers.get(usize::from(id >> 6 & 15)).unwrap_or(&"patient");
            (u64::from(id >> 10), (*layer).to_owned(), step_name(id).unwrap().to_owned())
        };
        let said: Vec<_> = answered.steps().iter().map(|note| parts(step_id(note))).collect();
        let all = [whats(&person["premium"]["steps"]), whats(&settlement["steps"])].concat();
        // An unknown fact that changes no fen: assess notes the steps of no one completion.
        if !settlement["steps"].as_array().unwrap().is_empty() {
            prop_assert_eq!(said, all);
        }
    }
    Ok([answered.premium, answered.settlement])
}

fn known(amounts: &[Option<i64>]) -> Result<Vec<i64>, TestCaseError> {
    let known: Option<Vec<i64>> = amounts.iter().copied().collect();
    known.ok_or_else(|| TestCaseError::fail(format!("assess leaves open: {amounts:?}")))
}

/// A case of Liangping with its contributions.
fn input(case: &mingbai_tests::settlement::Case, contributions: premium::Contributions) -> Value {
    let Value::Map(mut map) = case.input() else { unreachable!() };
    for (key, value) in &mut map {
        if let (true, Value::Map(figures), Value::Map(more)) =
            (key == "figures", value, premium::figures(contributions))
        {
            figures.extend(more);
        }
    }
    Value::Map(map)
}

fn run<S: Strategy>(
    ordinary: u32,
    strategy: &S,
    check: impl Fn(S::Value) -> Result<(), TestCaseError>,
) {
    let mut runner = TestRunner::new(config(ordinary, 20 * ordinary));
    if let Err(failed) = runner.run(strategy, check) {
        panic!("{failed}");
    }
}

#[test]
fn complete_cases_are_given_and_the_same() {
    let strategy = (bills::case(4, 0, 0), 0..100_000_i128, 0..100_000_i128);
    run(4_000, &strategy, |(case, one, two)| {
        let given = compare(liangping(), &input(&case, [Some(one), Some(two)]))?;
        prop_assert!(!given.contains(&Part::Open), "{given:?}");
        Ok(())
    });
}

#[test]
fn incomplete_cases_are_open_or_the_same() {
    run(3_000, &(bills::case(3, 8, 4), any::<bool>()), |(case, missing)| {
        let contributions = [Some(20_000), (!missing).then_some(50_000)];
        compare(liangping(), &input(&case, contributions))?;
        Ok(())
    });
}

#[test]
fn any_policy_says_the_same_rows() {
    for engine in all() {
        run(300, &anyone::facts(engine), |facts| {
            compare(engine, &anyone::case(&facts))?;
            Ok(())
        });
    }
}

#[test]
fn what_is_cut_short_or_out_of_range_is_open_and_never_a_panic() {
    let policy = &liangping().policy;
    let reader = Reader { vocabulary: &liangping().vocabulary, policy, figures: None };
    let case = reader.read(&mingbai_tests::engine::object([])).unwrap();
    let prepared = Prepared::new(policy, case.figures, &[]);
    let mut answered = Answered::default();
    for codes in [vec![], vec![0; 3], vec![254; 500], vec![1; 29]] {
        for bills in [&[][..], &[1], &[-1, 0], &[i64::MAX, i64::MIN], &[100, 100, 5]] {
            prepared.answer(policy, &codes, bills, &mut answered);
            assert_ne!(answered.premium, Part::Given);
            assert_ne!(answered.settlement, Part::Given);
            assert!(answered.amounts.iter().all(|money| money.fen() == 0));
        }
    }
}

/// A yearly layer that settles some bills alone does so here too.
#[test]
fn a_bill_that_a_yearly_layer_counts_alone_is_the_same() {
    let layers = "[settlement]\nkey = []\n[layer.basic]\nfigures = []\n[layer.assistance]\nfigures = []\n\
                  [layer.major_illness]\nfigures = []\neach_bill = 'in_district'\n";
    let row = "{ id = \"all\", when = 'otherwise', gives = { basic = { rate = \"50\", cap = \"none\" }, \
               major_illness = { rate = \"100\", deductible = \"600\", cap = \"none\" } } },";
    let words = "\"50%\" = \"50\", \"全部\" = \"100\", \"600元\" = \"600\"";
    let engine = engine(&format!("{layers}{}", money("aid", words, row)));
    for (alone, paid) in [(true, 80_000), (false, 140_000)] {
        let bill = json!({ "in_district": alone, "in_scope": "2000", "out_of_scope": "0" });
        let case = input_of(&json!({ "facts": {}, "admissions": [bill, bill] }));
        assert_eq!(compare(&engine, &case).unwrap()[1], Part::Given);
        // Half of each is left; the 600 are taken off each time, or once.
        assert_eq!(prepared(&engine, &case).amounts[4].fen(), paid);
    }
}

/// Who gives codes need not give those of facts that follow from others.
#[test]
fn what_follows_from_the_codes_given_is_filled_in() {
    let follows = |fact: String| {
        let implied = "implied = [{ when = 'dibao', value = true }]\nscope =";
        fact.replace("scope =", implied)
    };
    let facts = [fact("poor", "person", &[]), fact("near", "admission", &[])].map(follows).concat();
    let parts = "[premium]\nkey = []\n[settlement]\nlayers = [\"basic\"]\nkey = []\n[layer.basic]\nfigures = []\n";
    let aid = "{ id = \"poor\", when = 'poor', gives = { premium_aid = \"50\" } },\n\
               { id = \"others\", when = '!poor', gives = \"nothing\" },";
    let rates = "{ id = \"near\", when = 'near', gives = { basic = { rate = \"80\", cap = \"none\" } } },\n\
                 { id = \"far\", when = '!near', gives = { basic = { rate = \"60\", cap = \"none\" } } },";
    let provisions = [
        money("aid", "\"50%\" = \"50\"", aid),
        money("rates", "\"80%\" = \"80\", \"60%\" = \"60\"", rates),
    ];
    let engine = engine(&format!("{facts}{parts}{}", provisions.concat()));
    let policy = &engine.policy;
    let reader = Reader { vocabulary: &engine.vocabulary, policy, figures: None };
    let case = reader.read(&input_of(&json!({ "figures": { "contribution": "400" } }))).unwrap();
    let prepared = Prepared::new(policy, case.figures, &[]);
    let variables = policy.data().variables.iter().take(prepared.person_codes());
    let dibao = |fact: Option<u16>| {
        let fact = fact.and_then(|fact| policy.fact(fact));
        if fact.is_some_and(|fact| fact.id == "dibao") { 1 } else { UNKNOWN }
    };
    let codes: Vec<u8> = variables.map(|variable| dibao(variable.fact())).collect();
    let mut answered = Answered::default();
    prepared.answer(policy, &codes, &[100_000, 0], &mut answered);
    assert_eq!([answered.premium, answered.settlement], [Part::Given; 2]);
    let fen: Vec<i64> = answered.amounts.iter().map(|money| money.fen()).collect();
    assert_eq!(fen[..5], [40_000, 20_000, 20_000, 80_000, 20_000]);
}
