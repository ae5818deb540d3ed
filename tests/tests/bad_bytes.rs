//! Compiled bytes that were changed are refused, or hold a policy that answers; nothing panics,
//! nothing hangs. With the digest made right again, what lies behind it is reached.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

use mingbai_core::policy::{Policy, PolicyData};
use mingbai_core::vocabulary::Vocabulary;
use mingbai_tests::anyone;
use mingbai_tests::engine::{Engine, all, input};
use mingbai_tests::random::{Random, cases};
use serde_json::json;
use sha2::{Digest, Sha256};

/// Four letters, format, content, digest (see the head of crates/core/src/bytes.rs).
const HEADER: usize = 4 + 2 + 32;

fn bytes(engine: &Engine) -> Vec<u8> {
    engine.policy.data().to_bytes().unwrap()
}

/// The digest of the body, written where it belongs.
fn right_again(bytes: &mut [u8]) {
    if bytes.len() >= HEADER {
        let digest = Sha256::digest(&bytes[HEADER..]);
        bytes[HEADER - 32..HEADER].copy_from_slice(&digest);
    }
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
            // A length of very many, as postcard writes it.
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
    let good = engine.vocabulary.to_bytes().unwrap();
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
    type Change = fn(&mut PolicyData);
    let changes: [(&str, Change); 12] = [
        ("a fact is missing", |data| drop(data.facts.remove(0))),
        ("a fact stands twice", |data| data.facts.insert(0, data.facts[0].clone())),
        ("the facts are out of order", |data| data.facts.reverse()),
        ("a variable is missing", |data| drop(data.variables.remove(0))),
        ("the variables are out of order", |data| data.variables.reverse()),
        ("a variable stands twice", |data| data.variables.insert(0, data.variables[0].clone())),
        ("a choice has one value less", |data| {
            if let mingbai_core::vocabulary::FactKind::Choice(values) = &mut data.facts[0].kind {
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
        let read = data.to_bytes().and_then(|bytes| Policy::from_bytes(&bytes));
        assert!(read.is_err(), "{name}");
    }
}
