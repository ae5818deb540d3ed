//! What a vocabulary's file says of its facts, in words.

#![allow(clippy::unwrap_used)]

use mingbai_compiler::compile_vocabulary;

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
