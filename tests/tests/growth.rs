//! How compiling, bytes, memory and answers grow: synthetic policies of more and more provisions and facts.
//! The table is printed (`--nocapture`); up to 1,000 provisions and 60 facts with `MINGBAI_NIGHTLY=1`.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use mingbai_compiler::{compile_policy, compile_vocabulary};
use mingbai_core::answer::Status;
use mingbai_core::policy::Policy;
use mingbai_tests::engine::Engine;
use mingbai_tests::{anyone, random};
use peak_alloc::PeakAlloc;

/// Counts what is allocated, and the most that was at once.
#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Flags enough for sixty facts a provision.
const FLAGS: usize = 80;

fn vocabulary() -> String {
    (0..FLAGS).fold(String::new(), |mut text, flag| {
        // Words without a number: a number would have to stand in the document.
        let letters = [flag / 10, flag % 10].map(|digit| char::from(b'A' + u8::try_from(digit).unwrap()));
        let letters = String::from_iter(letters);
        let _ = write!(
            text,
            "[fact.f{flag:02}]\nscope = \"person\"\nkind = \"flag\"\nlabel = {{ zh = \"号{letters}\", en = \"{letters}\" }}\n\
             question = {{ zh = \"有没有{letters}？\", en = \"{letters}?\" }}\n\n"
        );
        text
    })
}

/// Provisions that each test `facts` flags: pairs of which one must hold.
fn policy(provisions: usize, facts: usize) -> String {
    let mut text = "[policy]\nid = \"grown\"\ninstrument = \"测〔2020〕1号\"\nissued = 2020-01-01\n\
         in_force = { from = 2020-01-01, until = 2020-12-31 }\nplace = { zh = \"某县\", en = \"A county\" }\n\
         title = { zh = \"长大的文件\", en = \"A grown document\" }\n\n"
        .to_owned();
    for provision in 0..provisions {
        let flag = |at: usize| format!("f{:02}", (provision * 7 + at) % FLAGS);
        let pairs: Vec<String> = (0..facts / 2)
            .map(|pair| format!("{} && {}", flag(2 * pair), flag(2 * pair + 1)))
            .collect();
        let mut when = pairs.join(" || ");
        if facts % 2 == 1 {
            let _ = write!(when, " || {}", flag(facts - 1));
        }
        let _ = write!(
            text,
            "[provision.p{provision:04}]\nkind = \"service\"\nat = \"一\"\ntitle = {{ zh = \"帮助\", en = \"Help\" }}\n\
             what = {{ zh = \"给人帮助。\", en = \"Helps people.\" }}\nrows = [\n  {{ id = \"yes\", when = '{when}', gives = \"service\" }},\n  \
             {{ id = \"no\", when = 'otherwise', gives = \"nothing\" }},\n]\n\n"
        );
    }
    text
}

/// What it gives, how long it took, and the most memory it had at once beyond what was held before.
fn measured<T>(work: impl FnOnce() -> T) -> (T, Duration, usize) {
    MEMORY.reset_peak_usage();
    let before = MEMORY.current_usage();
    let start = Instant::now();
    let made = work();
    let took = start.elapsed();
    (made, took, MEMORY.peak_usage() - before)
}

#[test]
fn compiling_and_answering_grow_with_the_document_and_not_faster() {
    let vocabulary = compile_vocabulary("facts.toml", &vocabulary()).expect("the facts compile");
    let sizes: &[(usize, usize)] = if random::nightly() {
        &[(10, 5), (10, 60), (100, 5), (100, 20), (100, 60), (1_000, 5), (1_000, 20), (1_000, 60)]
    } else {
        &[(10, 5), (10, 60), (100, 5), (100, 20)]
    };
    println!(
        "provisions  facts  compile ms  compile KB    bytes  load ms  held KB  nothing known ms  answer KB"
    );
    for &(provisions, facts) in sizes {
        let text = policy(provisions, facts);
        let (compiled, compile, compile_peak) =
            measured(|| compile_policy(&vocabulary, "grown.toml", &text));
        let compiled = match compiled {
            Ok(compiled) => compiled,
            Err(findings) => panic!("{}", findings[0]),
        };
        let bytes = compiled.policy.to_bytes();
        drop(compiled);
        let before = MEMORY.current_usage();
        let (policy, load, _) = measured(|| Policy::from_bytes(&bytes).unwrap());
        let held = MEMORY.current_usage() - before;
        let engine = Engine { vocabulary: vocabulary.vocabulary.clone(), policy };
        let nothing = anyone::case(&Vec::new());
        let (person, answer, answer_peak) = measured(|| engine.person(&nothing));
        assert_eq!(person.verdicts.len(), provisions);
        for verdict in &person.verdicts {
            assert_eq!(verdict.status, Status::Open);
            assert_eq!(verdict.asks.len(), facts, "{}", verdict.provision);
        }
        let ms = |time: Duration| time.as_secs_f64() * 1_000.0;
        println!(
            "{provisions:>10} {facts:>6} {:>11.1} {:>11} {:>8} {:>8.2} {:>8} {:>17.2} {:>10}",
            ms(compile),
            compile_peak / 1024,
            bytes.len(),
            ms(load),
            held / 1024,
            ms(answer),
            answer_peak / 1024,
        );
        // A pair of flags is two nodes, so a diagram has as many nodes as facts.
        let nodes = provisions * (200 + 40 * facts);
        assert!(bytes.len() < 10_000 + nodes, "{}", bytes.len());
        assert!(held < 200_000 + 10 * nodes, "{held}");
        assert!(answer_peak < 200_000 + 10 * nodes, "{answer_peak}");
    }
}
