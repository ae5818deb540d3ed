//! Damaged input of every kind: an answer or an error, never a panic, a hang or memory without end.
//! Two seconds a kind; `MINGBAI_FUZZ_SECONDS=600 cargo test --release --package mingbai-tests --test
//! fuzz` runs ten minutes each. What is found is kept as a case of its own test.

mod office_files;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use mingbai_compiler::{
    CompiledPolicy, compile_policy, compile_vocabulary, read_cases, read_figures, read_places,
};
use mingbai_core::case::figures::Shape;
use mingbai_core::case::values::Value;
use mingbai_core::policy::Policy;
use mingbai_core::policy::vocabulary::Vocabulary;
use mingbai_tests::command;
use mingbai_tests::engine::{all, liangping};
use mingbai_tests::random::Random;

/// No single input may take longer: the slowest whole file compiles in well under a second.
const LONGEST: Duration = Duration::from_secs(10);

/// What one text may have at once, in bytes.
const MOST_MEMORY: u64 = 64 << 20;

/// Runs damaged copies of the seeds until the time is over.
fn fuzz(what: &str, seeds: &[Vec<u8>], check: impl FnMut(&[u8])) {
    fuzz_within(MOST_MEMORY, what, |random| damage(random, seeds), check);
}

/// Runs inputs made damaged until the time is over. None may have more than `most` bytes at once.
fn fuzz_within(
    most: u64,
    what: &str,
    mut damaged: impl FnMut(&mut Random) -> Vec<u8>,
    mut check: impl FnMut(&[u8]),
) {
    let seconds = std::env::var("MINGBAI_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok());
    let end = Instant::now() + Duration::from_secs(seconds.unwrap_or(2));
    let mut random = Random::new(20_191_008);
    let (mut runs, mut largest, mut slowest) = (0, 0, Duration::ZERO);
    while Instant::now() < end {
        let damaged = damaged(&mut random);
        let start = Instant::now();
        let memory = allocation_counter::measure(|| check(&damaged)).bytes_max;
        let took = start.elapsed();
        assert!(
            took < LONGEST && memory < most,
            "{what}: {took:?} and {memory} bytes for {}",
            kept(&damaged)
        );
        (largest, slowest) = (largest.max(memory), slowest.max(took));
        runs += 1;
    }
    println!(
        "{what}: {runs} damaged inputs; at most {} KB at once and {slowest:.1?}",
        largest >> 10
    );
}

/// Keeps an input in a file that outlives the test, and returns its name.
fn kept(input: &[u8]) -> String {
    let (_, path) = tempfile::NamedTempFile::new().unwrap().keep().unwrap();
    fs::write(&path, input).unwrap();
    path.display().to_string()
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
            assert_eq!(Policy::from_bytes(&policy.to_bytes()), Ok(policy));
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
            Ok(compiled) => {
                let bytes = compiled.policy.to_bytes();
                assert_eq!(Policy::from_bytes(&bytes).as_ref(), Ok(&compiled.policy));
            }
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
        let _ =
            read_figures("figures.toml", &text, &[Shape::of_vocabulary(&vocabulary.vocabulary)]);
    });
}

#[test]
fn place_files() {
    let vocabulary = compile_vocabulary("facts.toml", mingbai_policies::FACTS_TOML).unwrap();
    let text = "[place.lincang]\nname = { zh = \"云南省临沧市\", en = \"Lincang, Yunnan\" }\n\
                local = [\"lincang-2024\"]\nabove = [\"social-assistance-law-2026\"]\n";
    let policies = mingbai_policies::policies().iter().filter(|own| text.contains(own.id));
    let policies: Vec<CompiledPolicy> = policies
        .map(|own| compile_policy(&vocabulary, "policy.toml", own.policy_toml).unwrap())
        .collect();
    assert_eq!(read_places("places.toml", text, &policies).unwrap().places.len(), 1);
    let all = include_str!("../../crates/policies/places.toml");
    fuzz("places.toml", &texts([text, all]), |bytes| {
        match read_places("places.toml", &String::from_utf8_lossy(bytes), &policies) {
            Ok(file) => {
                let named =
                    file.places.iter().flat_map(|place| place.local.iter().chain(&place.above));
                let known = |id: &String| policies.iter().any(|own| own.policy.data().id == *id);
                assert!(!file.places.is_empty() && named.into_iter().all(known));
            }
            Err(findings) => assert!(!findings.is_empty()),
        }
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

/// Ledgers through the command, as an office runs it.
#[test]
fn ledgers() {
    // Built before the first input is timed.
    command::program();
    let folder = tempfile::tempdir().unwrap();
    let header = "name,residence,registered_poor,dibao,tier,age,diseases\n";
    let rows = "\"Li, 4\",rural,none,true,tier_1,61,hiv;tuberculosis\n\
                ,urban,lifted,,tier_2,0,none\nW,,,false,,,\n\"a \"\"b\"\"\nc\",rural,not_lifted,true,,7,\n";
    let chinese = "姓名,户口,建档立卡,吃低保,diseases\r\n王五,农村,不是,是,肺结核（结核病）；hiv\r\n\
                   李四,城镇,\"是，已经脱贫\",否,none\r\n";
    // 户口 and 农村 as GB18030 writes them.
    let gb18030 = b"name,\xbb\xa7\xbf\xda,dibao\nA,\xc5\xa9\xb4\xe5,true\nB,,\n".to_vec();
    let seeds = [
        [header, &rows.repeat(9)].concat().into_bytes(),
        [b"\xef\xbb\xbf", chinese.as_bytes()].concat(),
        chinese.as_bytes().to_vec(),
        gb18030,
    ];
    fuzz("ledger CSV", &seeds, |bytes| ledger(folder.path(), bytes));
}

/// A ledger is answered or refused, and no row of it is lost: each is answered, a problem, or counted as blank.
fn ledger(folder: &Path, bytes: &[u8]) {
    let [input, out, errors] =
        ["in.csv", "out.csv", "out.errors.csv"].map(|name| folder.join(name));
    for old in [&out, &errors] {
        let _ = fs::remove_file(old);
    }
    fs::write(&input, bytes).unwrap();
    // A shell that allows no more memory than an old office computer has.
    let script = "ulimit -v 2000000; exec \"$0\" \"$@\"";
    let mut roster = Command::new("sh");
    roster.args(["-c", script]).arg(command::program());
    roster.args([
        "roster",
        "--policy",
        "liangping-2019",
        "--on",
        "2019-11-01",
        "--rows",
        "--jobs",
        "1",
    ]);
    let output = roster.arg(&input).arg("-o").arg(&out).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    let shown = bytes.escape_ascii().to_string();
    let code = output.status.code();
    assert!(code == Some(0) || code == Some(1), "{code:?}: {said}\n{shown}");
    assert!(!said.contains("panicked"), "{said}\n{shown}");
    assert_eq!(code == Some(0), out.exists() && !errors.exists(), "{said}\n{shown}");
    if !out.exists() {
        return;
    }
    let records = |path: &Path| -> Vec<csv::ByteRecord> {
        if !path.exists() {
            return Vec::new();
        }
        // Not flexible: every row has as many cells as the header.
        let mut reader = csv::Reader::from_path(path).unwrap();
        reader.byte_records().map(|record| record.expect(&shown)).collect()
    };
    let answered = records(&out).len();
    let bad: BTreeSet<Vec<u8>> = records(&errors).iter().map(|row| row[0].to_vec()).collect();
    // Where a line is a row they can be counted.
    if !bytes.contains(&b'"') && !bytes.contains(&b'\r') {
        let lines =
            bytes.split(|byte| *byte == b'\n').skip_while(|line| line.trim_ascii().is_empty());
        let rows = lines.skip(1).filter(|line| !line.is_empty()).count();
        let blank = said.lines().find_map(|line| line.strip_prefix("blank rows set aside: "));
        let blank: usize = blank.map_or(0, |count| count.parse().expect(&shown));
        assert_eq!(answered + bad.len() + blank, rows, "{said}\n{shown}");
    }
}
