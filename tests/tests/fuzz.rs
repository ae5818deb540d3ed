//! Damaged input of every kind: an answer or an error, never a panic, a hang or memory without end.
//! Two seconds a kind; `MINGBAI_FUZZ_SECONDS=600 cargo test --release --package mingbai-tests --test
//! fuzz` runs ten minutes each. What is found is kept as a case of its own test.

use std::time::{Duration, Instant};

use mingbai_compiler::{compile_policy, compile_vocabulary, read_cases, read_figures};
use mingbai_core::input::Value;
use mingbai_core::policy::Policy;
use mingbai_core::vocabulary::Vocabulary;
use mingbai_tests::engine::{all, liangping};
use mingbai_tests::random::Random;

/// No single input may take longer: the slowest whole file compiles in well under a second.
const LONGEST: Duration = Duration::from_secs(10);

/// Runs damaged copies of the seeds until the time is over.
fn fuzz(what: &str, seeds: &[Vec<u8>], check: impl Fn(&[u8])) {
    let seconds = std::env::var("MINGBAI_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok());
    let end = Instant::now() + Duration::from_secs(seconds.unwrap_or(2));
    let mut random = Random::new(20_191_008);
    let mut runs = 0;
    while Instant::now() < end {
        let damaged = damage(&mut random, seeds);
        let start = Instant::now();
        check(&damaged);
        let took = start.elapsed();
        assert!(took < LONGEST, "{what}: {took:?} for {}", String::from_utf8_lossy(&damaged));
        runs += 1;
    }
    println!("{what}: {runs} damaged inputs");
}

/// A seed with one to eight changes: bytes changed, cut out, doubled, spliced from another seed.
fn damage(random: &mut Random, seeds: &[Vec<u8>]) -> Vec<u8> {
    const SIGNS: &[u8] = b"\"'[]{}=,.#\\\n&|!()<>-0123456789\xff\x00\x80\x7f";
    let mut bytes = random.pick(seeds).clone();
    for _ in 0..=random.below(8) {
        if bytes.is_empty() {
            break;
        }
        let at = random.below(bytes.len());
        let length = random.below(40).min(bytes.len() - at);
        match random.below(6) {
            0 => bytes[at] = u8::try_from(random.below(256)).unwrap(),
            1 => bytes[at] = *random.pick(SIGNS),
            2 => drop(bytes.drain(at..at + length)),
            3 => {
                let copy = bytes[at..at + length].to_vec();
                bytes.splice(at..at, copy);
            }
            4 => bytes.insert(at, *random.pick(SIGNS)),
            _ => {
                let other = random.pick(seeds);
                if !other.is_empty() {
                    let from = random.below(other.len());
                    let until = (from + length).min(other.len());
                    bytes.splice(at..at, other[from..until].iter().copied());
                }
            }
        }
    }
    bytes
}

fn texts(texts: impl IntoIterator<Item = &'static str>) -> Vec<Vec<u8>> {
    texts.into_iter().map(|text| text.as_bytes().to_vec()).collect()
}

#[test]
fn compiled_bytes() {
    let mut seeds: Vec<Vec<u8>> =
        mingbai_policies::policies().iter().map(|policy| policy.bytes.to_vec()).collect();
    seeds.push(mingbai_policies::vocabulary().bytes.to_vec());
    fuzz("compiled bytes", &seeds, |bytes| {
        let _ = Vocabulary::from_bytes(bytes);
        if let Ok(policy) = Policy::from_bytes(bytes) {
            assert!(policy.data().to_bytes().is_ok());
        }
    });
}

#[test]
fn policy_files() {
    let vocabulary = compile_vocabulary("facts.toml", mingbai_policies::FACTS_TOML).unwrap();
    let seeds = texts(mingbai_policies::policies().iter().map(|policy| policy.policy_toml));
    fuzz("policy.toml", &seeds, |bytes| {
        let text = String::from_utf8_lossy(bytes);
        match compile_policy(&vocabulary, "policy.toml", &text) {
            Ok(compiled) => assert!(compiled.data.to_bytes().is_ok()),
            Err(findings) => assert!(!findings.is_empty()),
        }
    });
}

#[test]
fn facts_and_cases_files() {
    let mut seeds = texts([mingbai_policies::FACTS_TOML]);
    seeds.extend(texts(mingbai_policies::policies().iter().map(|policy| policy.cases_toml)));
    fuzz("facts.toml and cases.toml", &seeds, |bytes| {
        let text = String::from_utf8_lossy(bytes);
        let _ = compile_vocabulary("facts.toml", &text);
        let _ = read_cases("cases.toml", &text);
    });
}

#[test]
fn figures_files() {
    let vocabulary = compile_vocabulary("facts.toml", mingbai_policies::FACTS_TOML).unwrap();
    let seeds = texts([include_str!("../../docs/example-figures.toml")]);
    fuzz("figures.toml", &seeds, |bytes| {
        let text = String::from_utf8_lossy(bytes);
        let _ = read_figures("figures.toml", &text, &vocabulary.vocabulary);
    });
}

#[test]
fn cases() {
    let cases = mingbai_policies::policies().iter().flat_map(|policy| {
        read_cases("cases.toml", policy.cases_toml).unwrap().into_iter().map(|case| case.case)
    });
    let seeds: Vec<Vec<u8>> = cases.map(|case| case.to_string().into_bytes()).collect();
    fuzz("case JSON", &seeds, |bytes| {
        let Ok(input) = serde_json::from_slice::<Value>(bytes) else { return };
        for engine in std::iter::once(liangping()).chain(all().last()) {
            match engine.try_assess(&input) {
                Ok(answer) => assert!(serde_json::to_string(&answer).is_ok()),
                Err(problems) => assert!(!problems.is_empty()),
            }
        }
    });
}
