//! Compiled bytes that were changed are refused, or hold a policy that answers; nothing panics,
//! nothing hangs. With the digest made right again, what lies behind it is reached.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

use mingbai_core::kernel::diagram::Diagram;
use mingbai_core::kernel::money::Percent;
use mingbai_core::policy::layers::{Keys, MOST_LAYERS, MOST_POOLS, Settlement};
use mingbai_core::policy::outcome::{LayerTerms, Outcome};
use mingbai_core::policy::stated::Sum;
use mingbai_core::policy::terms::{After, Reaches};
use mingbai_core::policy::vocabulary::{Fact, FactKind, KindOf, Scope, Vocabulary};
use mingbai_core::policy::{MOST_VARIABLES, Policy, PolicyData, Reading, Variable};
use mingbai_tests::anyone;
use mingbai_tests::engine::{Engine, all, input, liangping};
use mingbai_tests::random::{Random, cases};
use mingbai_tests::written::compiled_file;
use serde_json::json;
use sha2::{Digest, Sha256};

/// Four letters, format, content, digest (see the head of crates/core/src/bytes.rs).
const HEADER: usize = 4 + 2 + 32;

fn bytes(engine: &Engine) -> Vec<u8> {
    engine.policy.to_bytes()
}

/// The digest of the body, written where it belongs.
fn right_again(bytes: &mut [u8]) {
    if bytes.len() >= HEADER {
        let digest = Sha256::digest(&bytes[HEADER..]);
        bytes[HEADER - 32..HEADER].copy_from_slice(&digest);
    }
}

#[test]
fn a_policy_is_known_by_the_digest_of_its_bytes() {
    for engine in all() {
        let digest = format!("{:x}", Sha256::digest(bytes(engine)));
        assert_eq!(engine.policy.sha256(), digest);
        let receipt = engine.answer(&input(&json!({})))["receipt"].clone();
        assert_eq!(receipt["policy_sha256"], digest);
    }
}

/// A policy that tests facts and gives nothing.
fn bare(facts: Vec<Fact>, variables: Vec<Variable>) -> PolicyData {
    PolicyData {
        facts,
        variables,
        readings: vec![
            Reading { id: "a".into(), switchable: true },
            Reading { id: "note".into(), switchable: false },
        ],
        provisions: Vec::new(),
        ends_when: Diagram::constant(1),
        premium_when: Diagram::constant(1),
        settlement: Settlement::default(),
        implied: Vec::new(),
        ask_when: Vec::new(),
        ..liangping().policy.data().clone()
    }
}

fn fact(id: &str, scope: Scope, kind: FactKind) -> Fact {
    Fact::new(id.into(), scope, kind)
}

#[test]
fn facts_and_variables_that_do_not_fit_together_are_refused() {
    let names = |names: [&str; 2]| names.map(String::from).to_vec();
    let facts = vec![
        fact("home", Scope::Household, FactKind::Choice(names(["rural", "urban"]))),
        fact("age", Scope::Person, FactKind::Number { min: 0, max: 130 }),
        fact("signs", Scope::Person, FactKind::Set(names(["x", "y"]))),
        fact("inside", Scope::Admission, FactKind::Flag),
    ];
    let variables = vec![
        Variable::Choice { fact: 0 },
        Variable::Number { fact: 1, cuts: vec![18, 130] },
        Variable::Member { fact: 2, value: 0 },
        Variable::Member { fact: 2, value: 1 },
        Variable::Flag { fact: 3 },
        Variable::Reading { reading: 0 },
    ];
    let fits = |facts: &[Fact], variables: &[Variable]| {
        Policy::new(bare(facts.to_vec(), variables.to_vec())).is_ok()
    };
    assert!(fits(&facts, &variables));
    for (at, wrong) in [
        (0, Variable::Flag { fact: 0 }),
        (0, Variable::Choice { fact: 1 }),
        (0, Variable::Choice { fact: 9 }),
        (1, Variable::Number { fact: 1, cuts: vec![18, 18] }),
        (1, Variable::Number { fact: 1, cuts: vec![0, 18] }),
        (1, Variable::Number { fact: 1, cuts: vec![18, 131] }),
        (1, Variable::Number { fact: 0, cuts: vec![18] }),
        (1, Variable::Choice { fact: 0 }),
        (3, Variable::Member { fact: 2, value: 2 }),
        (3, Variable::Member { fact: 2, value: 0 }),
        (3, Variable::Member { fact: 1, value: 1 }),
        (4, Variable::Flag { fact: 2 }),
        (5, Variable::Reading { reading: 1 }),
        (5, Variable::Reading { reading: 2 }),
    ] {
        let mut variables = variables.clone();
        variables[at] = wrong.clone();
        assert!(!fits(&facts, &variables), "{wrong:?}");
    }
    let mut swapped = variables.clone();
    swapped.swap(3, 4);
    assert!(!fits(&facts, &swapped));
    let (mut out_of_order, mut twice) = (facts.clone(), facts.clone());
    out_of_order[0].scope = Scope::Admission;
    twice[3].id = "age".into();
    for facts in [out_of_order, twice] {
        assert!(!fits(&facts, &variables));
        let bytes = Vocabulary { facts }.to_bytes();
        assert!(Vocabulary::from_bytes(&bytes).is_err());
    }
    // A value that is private or a kind of another is one of the fact's two; of a flag only "yes" is private.
    for (at, value, fit) in [(0, 1, true), (0, 2, false), (3, 1, true), (3, 0, false)] {
        let mut facts = facts.clone();
        facts[at].private = vec![value];
        assert_eq!(fits(&facts, &variables), fit, "{at} {value}");
    }
    for (value, of, fit) in [(1, 0, true), (2, 0, false), (0, 2, false)] {
        let mut facts = facts.clone();
        facts[2].kinds = vec![KindOf { value, of }];
        assert_eq!(fits(&facts, &variables), fit, "{value} {of}");
    }
    let vocabulary = Vocabulary { facts };
    assert_eq!(Vocabulary::from_bytes(&vocabulary.to_bytes()).unwrap(), vocabulary);
}

#[test]
fn a_policy_has_so_many_variables_and_not_one_more() {
    let flags = |count: usize| {
        let facts = (0..count).map(|at| fact(&format!("f{at}"), Scope::Person, FactKind::Flag));
        let variables = (0..u16::try_from(count).unwrap()).map(|fact| Variable::Flag { fact });
        Policy::new(bare(facts.collect(), variables.collect()))
    };
    assert!(flags(MOST_VARIABLES).is_ok());
    assert!(flags(MOST_VARIABLES + 1).is_err());
}

#[test]
fn a_document_that_changes_no_bill_settles_none() {
    let stay = json!({ "admissions": [{ "in_scope": "100", "out_of_scope": "0" }] });
    let settles = |engine: &&Engine| !engine.answer(&input(&stay))["settlement"].is_null();
    let names: Vec<&str> =
        all().iter().filter(settles).map(|engine| engine.policy.data().id.as_str()).collect();
    let changes = |engine: &&Engine| engine.policy.settlement_tables().next().is_some();
    let wanted: Vec<&str> =
        all().iter().filter(changes).map(|engine| engine.policy.data().id.as_str()).collect();
    assert_eq!(names, wanted);
    assert!(names.contains(&"liangping-2019") && names.len() < all().len());
    // Nor does Liangping's without its provisions on bills.
    let gives = |outcome: &Outcome| matches!(outcome, Outcome::Layers(_));
    let without = liangping().changed(|data| {
        data.provisions.retain(|provision| {
            !provision.table.as_ref().is_some_and(|table| table.outcomes.iter().any(gives))
        });
    });
    assert!(!settles(&&without));
}

/// Changes some bytes: flips, numbers, cuts, extensions, parts copied elsewhere.
fn change(random: &mut Random, bytes: &mut Vec<u8>) {
    for _ in 0..=random.below(3) {
        let at = random.below(bytes.len());
        match random.below(8) {
            0 => bytes.truncate(at.max(1)),
            1 => bytes.extend((0..random.below(40)).map(|_| random.any().to_le_bytes()[0])),
            2 => {
                let until = (at + random.below(60)).min(bytes.len());
                let part = bytes[at..until].to_vec();
                let to = random.below(bytes.len());
                bytes.splice(to..to, part);
            }
            3 => {
                let until = (at + 1 + random.below(8)).min(bytes.len());
                bytes.drain(at..until);
            }
            4 => bytes[at] = *random.pick(&[0, 1, 2, 0x7F, 0x80, 0xFF]),
            5 => bytes[at] = bytes[at].wrapping_add(*random.pick(&[1, 255])),
            // A length of very many.
            6 => {
                let end = (at + 5).min(bytes.len());
                bytes.splice(at..end, [0xFF, 0xFF, 0xFF, 0xFF, 0x0F]);
            }
            _ => bytes[at] ^= 1 << random.below(8),
        }
        if bytes.is_empty() {
            bytes.push(0);
        }
    }
}

/// Reads changed bytes; what can be read must answer.
fn read(bytes: &[u8], vocabulary: &Vocabulary, ask: bool) -> bool {
    let Ok(policy) = Policy::from_bytes(bytes) else {
        return false;
    };
    if ask {
        let engine = Engine { vocabulary: vocabulary.clone(), policy };
        let facts = engine.policy.data().facts.first();
        let known = facts.map(|fact| (fact.id.clone(), anyone::values(&engine.policy, 0)));
        let known = known.and_then(|(id, values)| Some((id, values.first()?.clone())));
        for facts in [Vec::new(), known.into_iter().collect()] {
            let _ = engine.try_assess(&anyone::case(&facts));
        }
        let bill = json!({ "admissions": [{ "hospital_level": "village", "in_scope": "100.00" }] });
        let _ =
            engine.try_assess(&input(&bill)).map(|answer| serde_json::to_string(&answer).unwrap());
    }
    true
}

fn survives(name: &str, bytes: &[u8], check: impl FnOnce() -> bool) -> bool {
    let began = Instant::now();
    let read = catch_unwind(AssertUnwindSafe(check));
    let took = began.elapsed();
    assert!(took.as_secs() < 5, "{name}: {took:?} for {} bytes", bytes.len());
    read.unwrap_or_else(|_| {
        let path = std::env::temp_dir().join("mingbai-bad-bytes");
        std::fs::write(&path, bytes).unwrap();
        panic!("{name}: a panic; the bytes are in {}", path.display());
    })
}

#[test]
fn changed_bytes_are_refused_by_their_digest() {
    let mut random = Random::new(21);
    for engine in all() {
        let good = bytes(engine);
        assert!(read(&good, &engine.vocabulary, true));
        for _ in 0..cases(1_000, 20_000) {
            let mut bad = good.clone();
            change(&mut random, &mut bad);
            if bad == good {
                continue;
            }
            let name = &engine.policy.data().id;
            let accepted = survives(name, &bad, || read(&bad, &engine.vocabulary, false));
            assert!(!accepted, "{name}: changed bytes are accepted");
        }
    }
}

#[test]
fn every_prefix_and_every_extension_is_refused() {
    for engine in all() {
        let good = bytes(engine);
        for length in (0..good.len()).step_by(if good.len() > 5_000 { 7 } else { 1 }) {
            let mut bad = good[..length].to_vec();
            assert!(Policy::from_bytes(&bad).is_err());
            right_again(&mut bad);
            assert!(Policy::from_bytes(&bad).is_err(), "{length}");
        }
        for byte in [0, 1, 255] {
            let mut bad = good.clone();
            bad.push(byte);
            assert!(Policy::from_bytes(&bad).is_err());
            right_again(&mut bad);
            assert!(Policy::from_bytes(&bad).is_err());
        }
    }
}

#[test]
fn changed_bytes_with_a_right_digest_are_refused_or_answer() {
    let mut random = Random::new(22);
    let (mut accepted, mut refused) = (0, 0);
    for engine in all() {
        let good = bytes(engine);
        for _ in 0..cases(3_000, 100_000) {
            let mut bad = good.clone();
            change(&mut random, &mut bad);
            right_again(&mut bad);
            let name = &engine.policy.data().id;
            if survives(name, &bad, || read(&bad, &engine.vocabulary, true)) {
                accepted += 1;
            } else {
                refused += 1;
            }
        }
    }
    println!("{accepted} still a policy, {refused} refused");
    assert!(accepted > 0 && refused > 0);
}

#[test]
fn a_changed_vocabulary_is_refused_or_answers() {
    let mut random = Random::new(23);
    let engine = &all()[1];
    let good = engine.vocabulary.to_bytes();
    assert!(Policy::from_bytes(&good).is_err(), "a vocabulary is no policy");
    assert!(Vocabulary::from_bytes(&bytes(engine)).is_err(), "a policy is no vocabulary");
    for turn in 0..cases(4_000, 100_000) {
        let mut bad = good.clone();
        change(&mut random, &mut bad);
        if turn % 2 == 0 {
            right_again(&mut bad);
        }
        survives("vocabulary", &bad, || {
            let Ok(vocabulary) = Vocabulary::from_bytes(&bad) else {
                return false;
            };
            read(&bytes(engine), &vocabulary, true)
        });
    }
}

/// Policies whose parts do not fit together cannot be written, and would not be read.
#[test]
fn a_policy_that_contradicts_itself_is_refused() {
    type Changeable = fn(&mut PolicyData);
    let changes: [(&str, Changeable); 12] = [
        ("a fact is missing", |data| drop(data.facts.remove(0))),
        ("a fact stands twice", |data| data.facts.insert(0, data.facts[0].clone())),
        ("the facts are out of order", |data| data.facts.reverse()),
        ("a variable is missing", |data| drop(data.variables.remove(0))),
        ("the variables are out of order", |data| data.variables.reverse()),
        ("a variable stands twice", |data| data.variables.insert(0, data.variables[0].clone())),
        ("a choice has one value less", |data| {
            if let mingbai_core::policy::vocabulary::FactKind::Choice(values) =
                &mut data.facts[0].kind
            {
                values.pop();
            }
        }),
        ("a row is missing", |data| {
            if let Some(table) = &mut data.provisions[0].table {
                table.rows.pop();
            }
        }),
        ("an outcome is missing", |data| {
            if let Some(table) = &mut data.provisions[0].table {
                table.outcomes.pop();
            }
        }),
        ("a service has no table", |data| data.provisions[0].table = None),
        ("a provision has no clause", |data| data.provisions[0].at.clear()),
        ("two provisions pay the premium", |data| {
            data.provisions.push(data.provisions[0].clone());
        }),
    ];
    let liangping = mingbai_tests::engine::liangping();
    for (name, change) in changes {
        let mut data = liangping.policy.data().clone();
        change(&mut data);
        assert!(Policy::new(data).is_err(), "{name}");
    }
}

/// Layers, pools and keys of figures that are not there, or are none; terms that hang on them.
#[test]
fn a_settlement_that_contradicts_itself_is_refused() {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/every-term.toml"));
    let engine = compiled_file(&text.unwrap()).unwrap();
    let data = engine.policy.data();
    let fits = |change: &dyn Fn(&mut PolicyData)| {
        let mut data = data.clone();
        change(&mut data);
        Policy::new(data).is_ok()
    };
    let pools = data.settlement.layers.len() + data.settlement.pools.len();
    let draws = |pool: usize| {
        fits(&|data| data.settlement.layers[0].pools.push(u8::try_from(pool).unwrap()))
    };
    assert_eq!([pools - 1, pools].map(draws), [true, false]);
    let more = |layers: usize, pools: usize| {
        fits(&|data| {
            let Settlement { layers: own, pools: beside, .. } = &mut data.settlement;
            let one = own[0].clone();
            own.resize(layers, one);
            beside.resize(pools - layers, "one more".into());
        })
    };
    assert!(more(MOST_LAYERS, MOST_POOLS));
    assert!(!more(MOST_LAYERS + 1, MOST_POOLS));
    assert!(!more(MOST_LAYERS, MOST_POOLS + 1));
    // Of a person: "group", a choice; "dibao" is a flag. Of a stay: "hospital_level".
    let index =
        |id: &str| u16::try_from(data.facts.iter().position(|fact| fact.id == id).unwrap()).ok();
    let (of_person, flag, of_stay) = (index("group"), index("dibao"), index("hospital_level"));
    let none = u16::try_from(data.facts.len()).ok();
    let keyed = |contribution, person, admission| {
        fits(&|data| data.settlement.keys = Keys { contribution, person, admission })
    };
    assert!(keyed(of_person, of_person, of_stay));
    for wrong in [flag, of_stay, none] {
        assert!(!keyed(wrong, of_person, of_stay));
        assert!(!keyed(of_person, wrong, of_stay));
    }
    for wrong in [flag, of_person, none] {
        assert!(!keyed(of_person, of_person, wrong));
    }
    // The first terms that change once a sum has reached a layer's deductible.
    let with = |change: &dyn Fn(&mut LayerTerms)| {
        fits(&|data| {
            let tables = data.provisions.iter_mut().filter_map(|own| own.table.as_mut());
            let mut given = tables.flat_map(|table| &mut table.outcomes).flat_map(|outcome| {
                if let Outcome::Layers(given) = outcome { given.as_mut_slice() } else { &mut [] }
            });
            let of_layer = |terms: &After| matches!(terms.reaches, Reaches::DeductibleOf(_));
            let own = given.find(|own| own.terms.after.as_deref().is_some_and(of_layer));
            change(own.unwrap());
        })
    };
    assert!(with(&|_| {}));
    assert!(!with(&|given| given.layer = "nobody".into()));
    // "shared" is a pool, and has neither a sum nor a deductible.
    for name in ["nobody", "shared"] {
        let after = |change: &dyn Fn(&mut After)| {
            !with(&|given| change(given.terms.after.as_mut().unwrap()))
        };
        assert!(after(&|after| after.sum = Some(name.into())), "{name}");
        assert!(after(&|after| after.reaches = Reaches::DeductibleOf(name.into())), "{name}");
    }
    let hangs_on = |fact: &str| {
        with(&|given| given.terms.most = Some(Sum::Share(Percent::WHOLE, fact.into())))
    };
    assert_eq!(
        ["spent", "hospital_level", "dibao", "nobody"].map(hangs_on),
        [true, false, false, false]
    );
    let nothing = |data: &mut PolicyData| {
        let tables = data.provisions.iter_mut().filter_map(|own| own.table.as_mut());
        let mut outcomes = tables.flat_map(|table| &mut table.outcomes);
        let given = outcomes.find(|outcome| matches!(outcome, Outcome::Layers(_)));
        *given.unwrap() = Outcome::Layers(Vec::new());
    };
    assert!(!fits(&nothing), "terms of no layer");
}
