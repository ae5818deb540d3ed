//! What a vocabulary's file says of its facts, in words.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use mingbai_compiler::words::Keyed;
use mingbai_compiler::{Text, compile_vocabulary, read_offices, read_words};

#[test]
fn a_fact_is_called_and_asked_and_counted_as_its_file_says() {
    let text = "
[fact.days]
scope = 'person'
kind = 'number'
min = 0
max = 366
unit = { zh = '天', en = 'days' }
label = { zh = '住院天数', en = 'Days in hospital' }
question = { zh = '住了几天院？', en = 'How many days in hospital?' }
help = { zh = '看出院小结。', en = 'See the discharge summary.' }

[fact.stays]
scope = 'person'
kind = 'number'
min = 0
max = 40
label = { zh = '住院次数', en = 'Stays in hospital' }
question = { zh = '住了几次院？', en = 'How often in hospital?' }
";
    let compiled = compile_vocabulary("facts.toml", text).unwrap();
    let days = compiled.words.facts.get("days").unwrap();
    let unit = days.unit.as_ref().unwrap();
    assert_eq!((unit.zh.as_str(), unit.en.as_str()), ("天", "days"));
    assert_eq!((days.label.zh.as_str(), days.label.en.as_str()), ("住院天数", "Days in hospital"));
    assert_eq!(days.question.en, "How many days in hospital?");
    assert_eq!(days.help.as_ref().unwrap().zh, "看出院小结。");
    assert_eq!(compiled.words.facts.get("stays").unwrap().unit, None);
    assert_eq!(compiled.words.facts.get("stays").unwrap().help, None);
}

#[test]
fn a_file_of_words_has_a_line_for_each_name() {
    let words = read_words("words.toml", "nothing = { zh = '没有', en = 'nothing' }\n").unwrap();
    let nothing = words.get("nothing").unwrap();
    assert_eq!((nothing.zh.as_str(), nothing.en.as_str()), ("没有", "nothing"));
    assert_eq!(words.0.len(), 1);
    assert!(read_words("words.toml", "nothing = 3\n").is_err());
    // As the page gets them.
    let json = r#"{"nothing":{"zh":"没有","en":"nothing"}}"#;
    assert_eq!(serde_json::to_string(&words).unwrap(), json);
    assert_eq!(serde_json::from_str::<Keyed<Text>>(json).unwrap(), words);
    let error = serde_json::from_str::<Keyed<Text>>("[]").unwrap_err().to_string();
    assert!(error.contains("invalid type: sequence, expected a map"), "{error}");
}

#[test]
fn offices_stand_in_one_order_and_none_may_lack_or_be_new() {
    let offices = include_str!("../../policies/offices.toml");
    let read = read_offices("offices.toml", offices).unwrap();
    let named: Vec<&str> = read.0.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!((named.len(), named[0], named[1]), (15, "medical_insurance", "civil_affairs"));
    // Whatever order they are written in.
    let (head, first) = offices.split_at(offices.find("[offices.civil_affairs]").unwrap());
    let turned = format!("{first}\n{head}");
    assert_eq!(read_offices("offices.toml", &turned).unwrap().0, read.0);
    let rules = |text: &str| {
        let findings = read_offices("offices.toml", text).unwrap_err();
        findings.into_iter().map(|own| own.rule).collect::<Vec<_>>()
    };
    assert_eq!(rules(first), ["missing-key"]);
    let more = format!("{offices}\n[offices.post]\nlabel = {{ zh = '邮局', en = 'Post' }}\n");
    assert_eq!(rules(&more).len(), 1);
}
