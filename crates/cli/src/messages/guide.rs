//! docs/error-messages.md against the program.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::fmt::Write as _;

use mingbai_core::case::problems::{Expected, Found};
use mingbai_core::kernel::money::Money;
use strum::VariantNames as _;

use mingbai_ledger::reason::Reason;
use mingbai_ledger::workbook::Kind;

use super::*;

const DOC: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/error-messages.md");

fn problem(path: &str, found: Found, expected: Expected) -> Problem {
    Problem { path: path.into(), found, expected }
}

/// One of every kind.
fn messages() -> Vec<Message> {
    let path = || PathBuf::from("county/policy.toml");
    let ledger = || PathBuf::from("ledger.csv");
    let gone = io::Error::new(io::ErrorKind::NotFound, "No such file or directory");
    let full = || io::Error::new(io::ErrorKind::StorageFull, "No space left on device");
    vec![
        Message::NoSuchPolicy {
            name: "liangping".into(),
            known: "liangping-2019, lincang-2024".into(),
        },
        Message::NoSuchPlace {
            name: "shanghai".into(),
            known: "liangping, shaoxing, china".into(),
        },
        Message::NotAProvision("premium-aid".into()),
        Message::NoSuchProvision {
            policy: "liangping-2019".into(),
            id: "premium".into(),
            known: "premium-aid, inpatient-tilt".into(),
        },
        Message::NoToday,
        Message::Damaged(BadBytes::Digest),
        Message::NoTemplate,
        Message::BadTemplate { place: "<!--mingbai-data-->" },
        Message::PolicyTwice("my-county".into()),
        Message::NotUtf8(path()),
        Message::AlreadyThere(path()),
        Message::UnreadableLine { line: 7, error: "unexpected end of file".into() },
        Message::FiguresDoNotFit {
            file: "figures.toml".into(),
            problem: problem(
                "contribution.tier_3",
                Found::UnknownKey,
                Expected::Key { allowed: vec!["tier_1".into(), "tier_2".into()] },
            ),
        },
        Message::NothingTested("county/cases.toml".into()),
        Message::CaseDiffers {
            key: "expect.premium-aid.status".into(),
            expected: "\"granted\"".into(),
            found: "\"open\"".into(),
        },
        Message::RowWithoutCase { provision: "premium-aid".into(), row: "lifted".into() },
        Message::NoAnswer(problem("", Found::Case, Expected::SmallerCase)),
        Message::TooFarApart,
        Message::NotAReply("maybe".into()),
        Message::File(path(), gone),
        Message::Output(full()),
        Message::NotJson { column: 5, unfinished: false },
        Message::Utf16(ledger()),
        Message::UnreadableLedger("ledger.xlsx".into(), Unreadable::Damaged(Kind::Xlsx)),
        Message::NotAddedTo("ledger.xlsx".into()),
        Message::BadMapping { path: "MAP.toml".into(), error: "unknown field `colum`".into() },
        Message::MappingDoesNotFit { path: "MAP.toml".into(), problem: MapProblem::NoHeader },
        Message::NeedsMapping {
            ledger: "ledger.xlsx".into(), guesses: vec!["是否低保: …".into()]
        },
        Message::NoSuchReading { id: "scope".into(), known: "scope_first".into() },
        Message::NoOutput,
        Message::Synonyms("expected `=`".into()),
        Message::OldLineEnds(ledger()),
        Message::NotAPlainFile("/dev/stdin".into()),
        Message::NotAFileToWrite("answers".into()),
        Message::OverItself(ledger()),
        Message::NoHeader(ledger()),
        Message::NoFactColumn { ledger: ledger(), found: "姓名;户口".into() },
        Message::TwoColumns {
            ledger: ledger(),
            fact: "dibao".into(),
            one: "dibao".into(),
            other: "吃低保".into(),
        },
        Message::AnswerColumn { ledger: ledger(), name: "asks".into() },
        Message::NotWritten("answers.csv".into(), full()),
        Message::Interrupted,
        Message::NoThreads("Resource temporarily unavailable".into()),
        Message::LostWorker,
    ]
}

fn reasons() -> Vec<Reason<'static>> {
    vec![
        Reason::Quote,
        Reason::Long,
        Reason::Cells { found: 3, expected: 9, lines: Some((7, 12)) },
        Reason::Garbled,
        Reason::Cell { part: Some("flu"), allowed: "none | tuberculosis | hiv (a;b)" },
        Reason::Contradiction { other: "人员类别", value: "一般户" },
        Reason::TwoThings,
        Reason::Identity,
        Reason::TooMuchOpen,
    ]
}

fn problems() -> Vec<Problem> {
    let allowed = || vec!["tier_1".to_owned(), "tier_2".to_owned()];
    vec![
        problem("facts", Found::List, Expected::Object),
        problem("admissions", Found::Object, Expected::List),
        problem("facts.dibao", Found::Again, Expected::KeyOnce),
        problem(
            "figures.contribution.tier_3",
            Found::UnknownKey,
            Expected::Key { allowed: allowed() },
        ),
        problem("facts.teir", Found::UnknownFact, Expected::Fact { nearest: Some("tier".into()) }),
        problem("admissions[0].dibao", Found::OtherFact, Expected::AdmissionFact),
        problem("facts.tier", Found::Text("tier_9".into()), Expected::OneOf { allowed: allowed() }),
        problem("facts.dibao", Found::Text("yes".into()), Expected::Flag),
        problem("facts.age", Found::Text("60".into()), Expected::Integer { min: 0, max: 130 }),
        problem("members[0].name", Found::Integer(3), Expected::Text),
        problem("admissions[0].in_scope", Found::Integer(3), Expected::Money),
        problem("figures.basic.rate.tier_1.village", Found::Text("82%".into()), Expected::Percent),
        problem("figures.basic.cap.tier_1", Found::Null, Expected::Cap),
        problem(
            "figures.major_illness.bands[1].from",
            Found::Text("0.00".into()),
            Expected::Rising,
        ),
        problem("figures.major_illness.bands", Found::NoBand, Expected::SomeBand),
        problem(
            "admissions[0].paid.assistance",
            Found::Text("9000.00".into()),
            Expected::AtMost { most: Money::from_fen(360_000) },
        ),
        problem("on", Found::Text("2019-13-01".into()), Expected::Date),
        problem(
            "admissions",
            Found::Admissions(7),
            Expected::FewerUnknownAdmissions {
                facts: vec!["hospital_level".into(), "in_district".into()],
            },
        ),
        problem("", Found::Case, Expected::SmallerCase),
    ]
}

/// What was expected, by its name in JSON.
fn name(expected: &Expected) -> String {
    // A new variant does not compile until it is here, and in the list above.
    match expected {
        Expected::Object
        | Expected::List
        | Expected::KeyOnce
        | Expected::Key { .. }
        | Expected::Fact { .. }
        | Expected::AdmissionFact
        | Expected::OneOf { .. }
        | Expected::Flag
        | Expected::Integer { .. }
        | Expected::Text
        | Expected::Money
        | Expected::Percent
        | Expected::Cap
        | Expected::Rising
        | Expected::SomeBand
        | Expected::AtMost { .. }
        | Expected::Date
        | Expected::FewerUnknownAdmissions { .. }
        | Expected::SmallerCase => {
            serde_json::to_value(expected).unwrap()["expected"].as_str().unwrap().to_owned()
        }
    }
}

fn row(name: &str, en: &str, zh: &str) -> String {
    assert!(zh.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{zh}");
    assert!(!en.contains('，'), "{en}");
    let cell = |text: &str| text.replace('|', "\\|").replace('<', "&lt;").replace('\n', " ");
    format!("| `{name}` | {}<br>{} |\n", cell(en), cell(zh))
}

/// `MINGBAI_BLESS=1` rewrites the tables of the guide.
#[test]
fn the_guide_lists_every_message_in_both_languages() {
    let (all, names) = (messages(), Message::VARIANTS);
    assert_eq!(all.iter().map(<&str>::from).collect::<Vec<_>>(), names, "one of each, in order");
    let program = all.iter().map(|own| row(own.into(), &own.text(Lang::En), &own.text(Lang::Zh)));
    let all = reasons();
    assert_eq!(
        all.iter().map(Reason::name).collect::<Vec<_>>(),
        Reason::NAMES,
        "one of each, in order"
    );
    let rows = all.iter().map(|own| row(own.name(), &own.text(Lang::En), &own.text(Lang::Zh)));
    let all = problems();
    let cases = all.iter().map(|own| {
        let words = |lang| own.words(lang);
        row(&name(&own.expected), &words(Lang::En), &words(Lang::Zh))
    });
    let tables: [(&str, String); 3] =
        [("program", program.collect()), ("rows", rows.collect()), ("cases", cases.collect())];

    let mut text = std::fs::read_to_string(DOC).unwrap();
    let before = text.clone();
    for (title, rows) in tables {
        let (open, close) = (format!("<!-- {title} -->\n"), format!("<!-- end of {title} -->"));
        let start = text.find(&open).expect("the marker") + open.len();
        let end = text.find(&close).expect("the marker");
        let mut whole = String::new();
        let head = "| what | as it is said |\n| --- | --- |\n";
        write!(whole, "{}{head}{}{}", &text[..start], rows, &text[end..]).unwrap();
        text = whole;
    }
    if std::env::var_os("MINGBAI_BLESS").is_some() {
        std::fs::write(DOC, &text).unwrap();
    } else {
        assert_eq!(before, text, "run with MINGBAI_BLESS=1 and read the difference");
    }
}
