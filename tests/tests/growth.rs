//! How compiling, bytes, memory and answers grow: synthetic policies of more and more provisions, facts and layers, a
//! place with all documents.
//! The table is printed (`--nocapture`); up to 1,000 provisions and 60 facts with `MINGBAI_NIGHTLY=1`.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use mingbai_compiler::{compile_policy, compile_vocabulary};
use mingbai_core::answer::Status;
use mingbai_core::answer::place::{Place, assess_place};
use mingbai_core::answer::ways::Ways;
use mingbai_core::case::Reader;
use mingbai_core::kernel::date::Date;
use mingbai_core::policy::Policy;
use mingbai_tests::engine::{Engine, all, input, shown};
use mingbai_tests::{anyone, random};
use serde_json::json;

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

/// What some work took.
struct Cost {
    time: Duration,
    /// The most bytes that it had at once.
    peak: u64,
    /// The bytes that what it made holds.
    held: i64,
}

/// What it gives, and what it took.
fn measured<T>(work: impl FnOnce() -> T) -> (T, Cost) {
    let mut made = None;
    let start = Instant::now();
    let memory = allocation_counter::measure(|| made = Some(work()));
    let time = start.elapsed();
    (made.unwrap(), Cost { time, peak: memory.bytes_max, held: memory.bytes_current })
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
        let (compiled, compile) = measured(|| compile_policy(&vocabulary, "grown.toml", &text));
        let compiled = match compiled {
            Ok(compiled) => compiled,
            Err(findings) => panic!("{}", findings[0]),
        };
        let bytes = compiled.policy.to_bytes();
        drop(compiled);
        let (policy, load) = measured(|| Policy::from_bytes(&bytes).unwrap());
        let engine = Engine { vocabulary: vocabulary.vocabulary.clone(), policy };
        let nothing = anyone::case(&Vec::new());
        let (person, answer) = measured(|| engine.person(&nothing));
        assert_eq!(person.verdicts.len(), provisions);
        for verdict in &person.verdicts {
            assert_eq!(verdict.status, Status::Open);
            assert_eq!(verdict.asks.len(), facts, "{}", verdict.provision);
        }
        let ms = |time: Duration| time.as_secs_f64() * 1_000.0;
        println!(
            "{provisions:>10} {facts:>6} {:>11.1} {:>11} {:>8} {:>8.2} {:>8} {:>17.2} {:>10}",
            ms(compile.time),
            compile.peak / 1024,
            bytes.len(),
            ms(load.time),
            load.held / 1024,
            ms(answer.time),
            answer.peak / 1024,
        );
        // A pair of flags is two nodes, so a diagram has as many nodes as facts.
        let nodes = provisions * (200 + 40 * facts);
        assert!(bytes.len() < 10_000 + nodes, "{}", bytes.len());
        let most = u64::try_from(200_000 + 10 * nodes).unwrap();
        assert!(load.held.unsigned_abs() < most, "{}", load.held);
        assert!(answer.peak < most, "{}", answer.peak);
    }
}

/// A policy with so many layers, each of which pays by a class of its own: what one leaves the next takes up.
fn layered(layers: usize) -> String {
    const FLAGS: [&str; 6] =
        ["dibao", "tekun", "orphan", "dibao_margin", "monitored", "disabled != none"];
    let names: Vec<String> = (0..layers).map(|layer| format!("\"layer_{layer}\"")).collect();
    let mut text = format!(
        "[policy]\nid = \"layered\"\ninstrument = \"测〔2020〕2号\"\nissued = 2020-01-01\n\
         in_force = {{ from = 2020-01-01, until = 2020-12-31 }}\nplace = {{ zh = \"某县\", en = \"A county\" }}\n\
         title = {{ zh = \"一层一层的文件\", en = \"A layered document\" }}\n\n[settlement]\nwhen = 'scheme == resident'\n\
         layers = [{}]\nkey = []\n\n",
        names.join(", ")
    );
    for (layer, flag) in FLAGS.iter().enumerate().take(layers) {
        let _ = write!(
            text,
            "[layer.layer_{layer}]\nlabel = {{ zh = \"保障\", en = \"Cover\" }}\nfigures = []\ncounts = \"{}\"\nbase = \"left\"\n\n\
             [provision.p{layer}]\nkind = \"money\"\nat = \"一\"\nfigures = {{ \"50%\" = \"50\", \"30%\" = \"30\", \"600元\" = \"600\", \"9000元\" = \"9000\" }}\n\
             title = {{ zh = \"报销\", en = \"Cover\" }}\nwhat = {{ zh = \"报一部分。\", en = \"Pays a part.\" }}\nrows = [\n  \
             {{ id = \"class\", when = '{flag}', gives = {{ layer_{layer} = {{ rate = \"50\", deductible = \"600\", cap = \"9000\" }} }} }},\n  \
             {{ id = \"others\", when = 'otherwise', gives = {{ layer_{layer} = {{ rate = \"30\", deductible = \"600\", cap = \"9000\" }} }} }},\n]\n\n",
            if layer % 2 == 0 { "year" } else { "bill" }
        );
    }
    text
}

#[test]
fn a_settlement_grows_with_its_layers_and_is_refused_rather_than_slow() {
    let vocabulary = compile_vocabulary("facts.toml", mingbai_policies::FACTS_TOML).unwrap();
    println!("layers    bytes  one bill ms  two  three  many");
    let known = |bills: usize| {
        let bill = |nth: usize| json!({ "in_scope": (9_000 + 1_111 * nth).to_string(), "out_of_scope": "0" });
        let facts = json!({ "scheme": "resident" });
        json!({ "facts": facts, "admissions": (0..bills).map(bill).collect::<Vec<_>>() })
    };
    let mut before = 0;
    for layers in 1..=6 {
        let compiled = match compile_policy(&vocabulary, "layered.toml", &layered(layers)) {
            Ok(compiled) => compiled,
            Err(findings) => panic!("{}", findings[0]),
        };
        let bytes = compiled.policy.to_bytes().len();
        // One more layer is one more provision.
        assert!(before == 0 || bytes - before < 400, "{layers} layers: {before} and {bytes} bytes");
        before = bytes;
        let engine = Engine { vocabulary: vocabulary.vocabulary.clone(), policy: compiled.policy };
        let times = [1, 2, 3, 30].map(|bills| {
            let case = input(&known(bills));
            let (answer, Cost { time, peak, .. }) = measured(|| engine.try_assess(&case));
            // All the classes may be asked, and all of the layers' amounts hang on them.
            if let Ok(answer) = &answer {
                let answer = shown(answer);
                assert_eq!(answer["settlement"]["asks"].as_array().unwrap().len(), layers);
            }
            assert!(bills > 3 || answer.is_ok(), "{layers} layers, {bills} bills");
            assert!(time < Duration::from_secs(1), "{layers} layers, {bills} bills: {time:?}");
            assert!(peak < 64 << 20, "{layers} layers, {bills} bills: {peak} bytes");
            format!(
                "{:.2}{}",
                time.as_secs_f64() * 1_000.0,
                if answer.is_ok() { "" } else { " refused" }
            )
        });
        println!("{layers:>6} {bytes:>8}  {}", times.join("  "));
    }
}

#[test]
fn a_place_takes_as_long_as_its_documents() {
    let case = input(&json!({ "facts": { "scheme": "resident", "residence": "rural" } }));
    let on = Date::parse("2026-08-01").unwrap();
    let reader = |engine: &'static Engine| Reader {
        vocabulary: &engine.vocabulary,
        policy: &engine.policy,
        figures: None,
    };
    // The quickest of several: other programs run too.
    let quickest = |work: &dyn Fn()| {
        let once = |_| measured(work);
        (0..9).map(once).map(|((), cost)| (cost.time, cost.peak)).min().unwrap()
    };
    let apart: Duration =
        all().iter().map(|engine| quickest(&|| drop(engine.try_assess(&case))).0).sum();
    let place = Place::new("all", all().iter().map(reader).collect(), 1, Vec::new());
    let (together, peak) = quickest(&|| drop(assess_place(&place, &case, on, Ways::Told)));
    println!(
        "{} documents: apart {apart:.1?}, as a place {together:.1?}, {} KB",
        all().len(),
        peak >> 10
    );
    assert_eq!(all().len(), 10);
    assert!(together < 4 * apart, "{apart:?} apart, {together:?} together");
    assert!(peak < 16 << 20, "{peak}");
}
