//! Residents of a ledger answered, and what each is told on paper.

use mingbai_core::answer::Status;
use mingbai_core::kernel::lang::Lang;
use mingbai_ledger::answered::Answered;
use mingbai_ledger::answering::{Answering, Form, readings};
use mingbai_ledger::answers::Answerer;
use mingbai_ledger::caution::caution;
use mingbai_ledger::ledger::Ledger;
use mingbai_ledger::mapping::Mapping;
use mingbai_ledger::notices::{Granted, Notice, notice};
use mingbai_ledger::propose::propose;
use mingbai_ledger::workbook::Workbook;

use crate::county::{COUNTY, County, plain};
use crate::{Office, day};

const LEDGER: &str = "户号,姓名,参保情况,吃低保,特困人员,孤儿,低收入,缴费档次,年龄,慢性病,愿意签约\n\
                      1,甲,居民,是,否,否,否,一档,70,,是\n,=乙,居民,否,否,否,否,二档,30,否,\n2,丙,居民,怪,,,,,,,\n\
                      ,丁,居民,,否,否,否,一档,50,否,否\n,戊,居民,否,否,否,否,二档,30,否,\n";

pub fn with<T>(
    county: &County,
    text: &str,
    form: Form,
    look: impl FnOnce(&Ledger<'_>, &Answering<'_>, &Answered) -> T,
) -> T {
    let workbook = Workbook::read(text.as_bytes()).unwrap();
    let proposed =
        propose(county.document(), &workbook, &county.synonyms, day(), form.lang).unwrap();
    let lang = form.lang;
    let ledger = county.open(&workbook, &proposed.mapping.to_toml(), lang).unwrap();
    let answering = Answering::new(county.document(), &county.figures, &ledger.columns.slots, form);
    let (mut answerer, mut all) = (Answerer::new(&answering), Answered::default());
    all.take(&ledger, &mut answerer, 0..2, lang);
    all.take(&ledger, &mut answerer, 2..ledger.rows.len(), lang);
    let tally = answerer.finish();
    let granted = tally.provisions.iter().map(|own| own.granted + own.refused + own.open);
    assert!(granted.into_iter().all(|rows| rows == all.count()), "every answer is counted once");
    look(&ledger, &answering, &all)
}

#[test]
fn every_resident_has_an_answer_or_a_problem() {
    with(&COUNTY, LEDGER, plain(), |ledger, answering, all| {
        assert_eq!(all.of, [Some(0), Some(1), None, Some(2), Some(1)]);
        assert_eq!((all.count(), all.answers.len(), all.problems.len()), (4, 3, 1));
        let first = all.answer(0).unwrap();
        assert_eq!(first.statuses, [Status::Granted, Status::Granted, Status::Granted]);
        assert_eq!(
            (first.aid.as_str(), first.pays.as_str(), first.asks.len()),
            ("200.00", "0.00", 0)
        );
        let open = all.answer(3).unwrap();
        assert_eq!((open.aid.as_str(), open.pays.as_str()), ("0.00..200.00", "0.00..200.00"));
        let asked: Vec<&str> =
            open.asks.iter().map(|fact| answering.facts[usize::from(*fact)].id).collect();
        assert_eq!(asked, ["dibao"]);
        assert!(all.answer(2).is_none() && all.answer(9).is_none());
        let csv = String::from_utf8(all.csv(ledger, answering, false)).unwrap();
        let lines: Vec<&str> = csv.lines().collect();
        assert!(
            lines[0].starts_with("\u{feff}户号,姓名,参保情况")
                && lines[0].ends_with(",asks,asks.words")
        );
        assert_eq!(
            lines[1],
            "1,甲,居民,是,否,否,否,一档,70,,是,granted,granted,granted,200.00,0.00,,"
        );
        assert_eq!(
            lines[2],
            ",'=乙,居民,否,否,否,否,二档,30,否,,refused,refused,refused,0.00,500.00,,"
        );
        assert!(lines[3].starts_with(",丁,") && lines[4].starts_with(",戊,") && lines.len() == 5);
        let kept = String::from_utf8(all.csv(ledger, answering, true)).unwrap();
        assert!(kept.contains("\n,=乙,"));
        let problems = String::from_utf8(all.problems_csv()).unwrap();
        let lines: Vec<&str> = problems.lines().collect();
        assert_eq!(lines[0], "line,column,value,reason,cell");
        assert!(
            lines.len() == 2 && lines[1].starts_with("4,吃低保,怪,") && lines[1].ends_with(",D4"),
            "{lines:?}"
        );
    });
}

#[test]
fn a_notice_says_what_one_gets_what_is_paid_and_what_is_asked() {
    let form = Form { lang: Lang::Zh, ..plain() };
    with(&COUNTY, LEDGER, form, |ledger, answering, _| {
        let told = |resident| notice(COUNTY.document(), ledger, answering, resident);
        let granted = |title: &str| Granted { title: title.into(), office: String::new() };
        let first = Notice {
            row: 2,
            who: vec!["1".into(), "甲".into()],
            granted: ["参保缴费资助", "住院医疗救助", "家庭医生签约"].map(granted).to_vec(),
            aid: "200.00".into(),
            pays: "0.00".into(),
            asks: Vec::new(),
            asks_of_health: Vec::new(),
        };
        assert_eq!(told(0), Some(first));
        let second = told(1).unwrap();
        assert!(second.granted.is_empty() && second.asks.is_empty(), "{second:?}");
        assert_eq!((second.aid.as_str(), second.pays.as_str()), ("0.00", "500.00"));
        assert_eq!(told(2), None, "a row with a problem is told nothing");
        let open = told(3).unwrap();
        assert!(open.granted.is_empty() && open.asks == ["吃低保"], "{open:?}");
    });
}

#[test]
fn a_provision_that_shows_an_illness_is_not_on_paper_and_one_that_does_not_is() {
    let policy = include_str!("../../../docs/example-county/policy.toml");
    let ill =
        policy.replace("|| chronic_disease)", "|| hiv in diseases || hypertension in diseases)");
    let county = County::of(&ill);
    let text = "姓名,参保情况,吃低保,愿意签约,疾病,年龄\n甲,居民,是,是,高血压,30\n乙,居民,是,是,hiv,30\n丙,居民,是,是,无,70\n丁,居民,是,是,,30\n";
    with(&county, text, plain(), |ledger, answering, all| {
        assert!(
            [0, 1, 2]
                .iter()
                .all(|&resident| all.answer(resident).unwrap().statuses[2] == Status::Granted)
        );
        let titles = |resident| {
            let told = notice(county.document(), ledger, answering, resident).unwrap();
            told.granted.into_iter().map(|own| own.title).collect::<Vec<_>>()
        };
        assert_eq!([0, 1, 2].map(|resident| titles(resident).len()), [3, 2, 3]);
        assert!(!titles(1).contains(&"A family doctor".to_owned()));
        let open = notice(county.document(), ledger, answering, 3).unwrap();
        let label = county.document().label("diseases", Lang::En).to_owned();
        assert!(!open.asks.contains(&label) && open.asks_of_health == [label], "{open:?}");
    });
}

#[test]
fn an_illness_is_shown_by_a_flag_and_by_a_value_of_a_choice_as_by_one_of_a_set() {
    let policy = include_str!("../../../docs/example-county/policy.toml");
    let policy = policy.replace("|| chronic_disease)", "|| ill || finding == bad)");
    let facts = "
[fact.ill]
scope = 'person'
kind = 'flag'
private = true
label = { zh = '得病', en = 'Ill' }
question = { zh = '得病吗？', en = 'Are you ill?' }
[fact.finding]
scope = 'person'
kind = 'choice'
label = { zh = '结果', en = 'Finding' }
question = { zh = '结果是什么？', en = 'What was found?' }
values.good = { zh = '好', en = 'Good' }
values.bad = { zh = '坏', en = 'Bad', private = true }
";
    let county = County::of(&format!("{policy}{facts}"));
    let text = "姓名,参保情况,吃低保,愿意签约,年龄,ill,finding\n甲,居民,是,是,30,true,good\n乙,居民,是,是,70,false,good\n\
                丙,居民,是,是,70,false,bad\n丁,居民,是,是,70,,\n";
    with(&county, text, plain(), |ledger, answering, all| {
        let on_paper = |resident| {
            assert_eq!(all.answer(resident).unwrap().statuses[2], Status::Granted);
            let told = notice(county.document(), ledger, answering, resident).unwrap();
            told.granted.iter().any(|own| own.title == "A family doctor")
        };
        assert_eq!([0, 1, 2, 3].map(on_paper), [false, true, false, true]);
    });
}

#[test]
fn who_decides_stands_on_paper() {
    let office = Office::new("liangping-2019");
    let text = "姓名,户口,建档立卡,参保,吃低保,缴费档次\n甲,农村,不是,居民,是,一档\n";
    let workbook = Workbook::read(text.as_bytes()).unwrap();
    let mapping = propose(office.document(), &workbook, &office.synonyms, day(), Lang::En).unwrap();
    let ledger = Ledger::open(
        office.document(),
        &workbook,
        &Mapping::from_toml(&mapping.mapping.to_toml()).unwrap(),
        &office.synonyms,
        day(),
        Lang::En,
    )
    .unwrap();
    let answering =
        Answering::new(office.document(), &COUNTY.figures, &ledger.columns.slots, plain());
    let told = notice(office.document(), &ledger, &answering, 0).unwrap();
    assert!(told.granted.iter().any(|own| !own.office.is_empty()), "{told:?}");
}

#[test]
fn readings_are_listed_by_variable() {
    let policy = COUNTY.document().policy;
    let ids: Vec<&str> = readings(policy).map(|(_, id)| id).collect();
    assert_eq!(ids, ["low_income_tier_2"]);
    let (variable, _) = readings(policy).next().unwrap();
    assert!(policy.is_reading(variable));
}

#[test]
fn what_every_row_says_of_itself() {
    let policy = COUNTY.document().policy;
    let on = |day: &str| mingbai_core::kernel::date::Date::parse(day);
    // In force from 2026-02-01 until 2027-12-31.
    assert_eq!(caution(policy, on("2026-02-01"), false, Lang::En), None);
    assert_eq!(caution(policy, None, false, Lang::En), None);
    let said = |day, example, lang| caution(policy, on(day), example, lang).unwrap();
    assert_eq!(said("2026-01-31", false, Lang::En), "the document is not yet in force");
    assert!(said("2028-01-01", false, Lang::En).contains("LAPSED"));
    assert!(said("2027-01-01", true, Lang::En).starts_with("EXAMPLE FIGURES"));
    assert!(
        said("2028-01-01", true, Lang::Zh)
            .starts_with("文件已经失效，答的只是当年的规定；用的是示例数字")
    );
}
