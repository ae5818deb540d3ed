//! A ledger called as the facts are, answered row by row: what is written, what is refused and why, what is counted.

use encoding_rs::GB18030;
use mingbai_core::kernel::lang::Lang;
use mingbai_ledger::answering::{Answering, Form};
use mingbai_ledger::answers::Answerer;
use mingbai_ledger::chunks::{Chunks, detect};
use mingbai_ledger::columns::Columns;
use mingbai_ledger::rows::{Answered, Reading, decode};
use mingbai_ledger::tally::Tally;

use crate::county::{COUNTY, County, plain};

/// What came of a ledger: the columns added, its rows, what is said of the others.
pub struct Came {
    added: Vec<String>,
    pub rows: Vec<String>,
    /// Each wrong cell or row: its line, its column, what stands there, the reason.
    errors: Vec<[String; 4]>,
    answered: Answered,
    tally: Tally,
}

/// Answers a ledger whose header is its first line.
pub fn answered(county: &County, ledger: &[u8], form: Form, keep_formulas: bool) -> Came {
    let encoding = detect(|| Ok(ledger)).unwrap();
    let mut chunks = Chunks::new(ledger).unwrap();
    let header = chunks.row().unwrap().unwrap().bytes;
    let (header, _) = decode(&header, encoding);
    let names = String::from_utf8(header.to_vec()).unwrap();
    let names: Vec<String> = names.trim_end().split(',').map(str::to_owned).collect();
    let (lang, document) = (form.lang, county.document());
    let Ok(columns) = Columns::named(document, &names, lang) else { panic!("no fact twice") };
    let answering = Answering::new(document, &county.figures, &columns.slots, form);
    let words = &county.synonyms.rows;
    let reading = Reading { columns: &columns, encoding, words, keep_formulas, lang };
    let mut answerer = Answerer::new(&answering);
    let mut all = Answered::default();
    while let Some(chunk) = chunks.piece().unwrap() {
        let piece = reading.answer(&chunk, &mut answerer);
        all.out.extend(piece.out);
        all.errors.extend(piece.errors);
        all.rows += piece.rows;
        all.bad += piece.bad;
        all.blank += piece.blank;
        all.aside.extend(piece.aside);
        all.bytes += piece.bytes;
    }
    let rows = String::from_utf8(all.out.clone()).unwrap();
    let errors = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(&*all.errors)
        .records()
        .map(|row| std::array::from_fn(|at| row.as_ref().unwrap()[at].to_owned()))
        .collect();
    Came {
        added: answering.columns(),
        rows: rows.lines().map(str::to_owned).collect(),
        errors,
        answered: all,
        tally: answerer.finish(),
    }
}

fn came(ledger: &str) -> Came {
    answered(&COUNTY, ledger.as_bytes(), plain(), false)
}

/// The answer of one resident, whose cells are these.
fn answer_of(form: Form, names: &str, cells: &str) -> String {
    let came = answered(&COUNTY, format!("{names}\n{cells}\n").as_bytes(), form, false);
    assert_eq!((came.errors.len(), came.rows.len()), (0, 1), "{:?}", came.errors);
    came.rows[0].strip_prefix(cells).unwrap().to_owned()
}

const ALL: &str =
    "name,scheme,dibao,tekun,orphan,low_income,tier,age,chronic_disease,wants_family_doctor";

#[test]
fn each_row_is_written_as_it_was_with_its_answer_behind_it() {
    let came = came(&format!(
        "{ALL}\n甲,resident,true,,,,tier_2,66,,true\n乙,employee,false,,,,,30,,yes\n丙,resident,,,,,tier_1,,,\n\
         丁,resident,false,false,false,true,tier_1,60,false,false\n"
    ));
    let added = ["premium-aid", "medical-assistance", "family-doctor"];
    let amounts = ["premium.aid", "premium.pays", "asks", "asks.words"];
    assert_eq!(came.added, [&added[..], &amounts].concat());
    assert_eq!(
        came.rows,
        [
            "甲,resident,true,,,,tier_2,66,,true,granted,granted,granted,200.00,300.00,,",
            "乙,employee,false,,,,,30,,yes,refused,refused,open,,,chronic_disease,Chronic disease",
            // Nothing is paid for one who is none of these, the whole for dibao.
            "丙,resident,,,,,tier_1,,,,open,open,open,0.00..200.00,0.00..200.00,\
             dibao;tekun;orphan;low_income;wants_family_doctor;chronic_disease;age,\
             Low-income allowance; Extreme hardship; Orphan; Low income; Wants a family doctor; Chronic disease; Age",
            // 80% of 200 yuan.
            "丁,resident,false,false,false,true,tier_1,60,false,false,granted,refused,refused,160.00,40.00,,",
        ]
    );
    assert_eq!((came.answered.rows, came.answered.bad, came.errors.len()), (4, 0, 0));
    let [aid, assistance, doctor] = &came.tally.provisions[..] else { panic!("three provisions") };
    assert_eq!((aid.granted, aid.refused, aid.open), (2, 1, 1));
    assert_eq!((assistance.granted, assistance.refused, assistance.open), (1, 2, 1));
    assert_eq!((doctor.granted, doctor.refused, doctor.open), (1, 1, 2));
    // Of the two whose family doctor is open both may be ill, one may be old.
    let wants: Vec<u64> = doctor.wants.iter().copied().filter(|&rows| rows > 0).collect();
    assert_eq!(wants, [1, 2, 1]);
    assert!(assistance.wants.iter().sum::<u64>() == 3 && came.tally.no_figures == 0);
}

#[test]
fn a_ledger_of_few_columns_is_counted_like_one_of_many() {
    let few = came("dibao,scheme\ntrue,resident\ntrue,resident\nfalse,employee\n,resident\n");
    let many = came(&format!(
        "{ALL}\n,resident,true,,,,,,,\n,resident,true,,,,,,,\n,employee,false,,,,,,,\n,resident,,,,,,,,\n"
    ));
    for came in [&few, &many] {
        let aid = &came.tally.provisions[0];
        assert_eq!((aid.granted, aid.refused, aid.open), (2, 1, 1));
        assert_eq!(came.tally.provisions[2].open, 4);
    }
    let behind = |row: &str| row.splitn(3, ',').nth(2).unwrap().to_owned();
    assert_eq!(behind(&few.rows[0]), behind(&few.rows[1]));
    // Which tier is not known: the whole tier-1 contribution of either.
    assert!(few.rows[0].starts_with("true,resident,granted,granted,open,200.00,0.00..300.00,"));
    let mut both = Tally { provisions: few.tally.provisions.clone(), no_figures: 3 };
    both.join(&many.tally);
    let counts = &both.provisions[0];
    assert_eq!((counts.granted, counts.refused, counts.open, both.no_figures), (4, 2, 2, 3));
    let wants = |tally: &Tally| tally.provisions[0].wants.iter().sum::<u64>();
    assert_eq!(wants(&both), wants(&few.tally) + wants(&many.tally));
    assert!(wants(&few.tally) > 0);
}

#[test]
fn rows_and_readings_are_named_where_they_are_wanted() {
    let form =
        Form { rows: true, readings: true, caution: Some("invented, \"x\"".into()), ..plain() };
    let names = "scheme,low_income,dibao,tekun,orphan,tier,age,wants_family_doctor";
    let own = "resident,true,false,false,false,tier_2,30,no";
    let answer = answer_of(form.clone(), names, own);
    let amounts = ",granted,refused,refused,160.00,340.00,,";
    let rows = ",low_income,others,others";
    assert_eq!(answer, format!("{amounts}{rows},low_income_tier_2,,,\"invented, \"\"x\"\"\""));
    // Read the other way nothing is paid, and the result rests on the reading all the same.
    let other = Form { other_readings: vec!["low_income_tier_2".into()], ..form };
    assert_eq!(
        answer_of(other, names, own),
        format!(
            ",refused,refused,refused,0.00,500.00,,,others,others,others,low_income_tier_2,,,\"invented, \"\"x\"\"\""
        )
    );
}

#[test]
fn in_words_columns_and_results_are_for_people() {
    let form = |lang| Form {
        words: true,
        rows: true,
        readings: true,
        lang,
        caution: Some("编的".into()),
        ..plain()
    };
    let ledger = "scheme,dibao,low_income,tekun,orphan,tier,age,chronic_disease,wants_family_doctor\n\
                  resident,false,true,false,false,tier_2,70,,\n";
    let came = answered(&COUNTY, ledger.as_bytes(), form(Lang::Zh), false);
    assert_eq!(
        came.added,
        [
            "参保缴费资助",
            "住院医疗救助",
            "家庭医生签约",
            "财政代缴（元）",
            "自己还要交（元）",
            "还要问清",
            "参保缴费资助：哪一行",
            "住院医疗救助：哪一行",
            "家庭医生签约：哪一行",
            "参保缴费资助：读法",
            "住院医疗救助：读法",
            "家庭医生签约：读法",
            "注意",
        ]
    );
    let row = "给,不给,未定,160.00,340.00,愿意签约,low_income,others,,低收入家庭的人选了二档，还资助吗？文件没写。,,,编的";
    assert!(came.rows[0].ends_with(row), "{:?}", came.rows);
    let came = answered(&COUNTY, ledger.as_bytes(), form(Lang::En), false);
    assert_eq!(
        came.added[3..7],
        [
            "paid for you (yuan)",
            "left to pay (yuan)",
            "still to be asked",
            "Help with your insurance contribution: row"
        ]
    );
    assert!(came.rows[0].contains(",granted,refused,open,160.00,340.00,Wants a family doctor,low_income,others,,Is a low-income"));
    assert_eq!(
        came.added[9..],
        [
            "Help with your insurance contribution: readings",
            "Medical assistance with a hospital bill: readings",
            "A family doctor: readings",
            "caution"
        ]
    );
}

#[test]
fn what_is_no_resident_is_set_aside_and_counted() {
    let came = came("name,dibao\n甲,true\n\n , \n合计,\n填表人：某,\n\n乙,false\n");
    assert_eq!((came.answered.rows, came.answered.blank, came.answered.bad), (2, 1, 0));
    assert_eq!(came.answered.aside, [5, 6]);
    assert!(came.rows[1].starts_with("乙,false,open,"), "{:?}", came.rows);
    assert_eq!(
        came.answered.bytes,
        "甲,true\n\n , \n合计,\n填表人：某,\n\n乙,false\n".len() as u64
    );
}

#[test]
fn what_is_wrong_is_named_by_line_and_column_and_the_rest_is_answered() {
    let came = came(
        "name,dibao,age\r\n甲,maybe,131\r\n乙,true\r\n丙,\"x\ny\",3\r\n\r\n丁,true,40\r\n\"戊,true,1\r\n己,false,+5\r\n",
    );
    let errors: Vec<[&str; 3]> =
        came.errors.iter().map(|[line, column, value, _]| [line.as_str(), column, value]).collect();
    assert_eq!(
        errors,
        [
            ["2", "dibao", "maybe"],
            ["2", "age", "131"],
            ["3", "", "乙,true"],
            ["4", "dibao", "x\ny"],
            ["8", "", "\"戊,true,1"],
            ["9", "age", "+5"],
        ]
    );
    let reasons: Vec<&str> = came.errors.iter().map(|[.., reason]| reason.as_str()).collect();
    assert_eq!(reasons[0], "expected true | false; leave it empty if it is not known");
    assert_eq!(reasons[1], "expected 0 … 130; leave it empty if it is not known");
    assert!(reasons[2].starts_with("2 cells, expected 3 as in the header"), "{}", reasons[2]);
    assert!(!reasons[2].contains("runs from line"), "it is one line: {}", reasons[2]);
    assert!(reasons[4].starts_with("a quotation mark"), "{}", reasons[4]);
    assert_eq!((came.answered.rows, came.answered.bad), (1, 5));
    assert!(came.rows[0].starts_with("丁,true,40,"));
}

#[test]
fn a_cell_that_runs_over_lines_is_named_with_them() {
    let came = came("name,dibao\n\"甲\nx\",true,1\n");
    let [line, column, value, reason] = &came.errors[0];
    assert_eq!((line.as_str(), column.as_str(), value.as_str()), ("2", "", "\"甲\nx\",true,1"));
    assert!(reason.contains("one cell runs from line 2 to line 3"), "{reason}");
}

#[test]
fn a_row_longer_than_any_is_named_and_only_its_beginning_is_quoted() {
    let ledger = format!("name,dibao\n{},true\n乙,true\n", "字".repeat(600_000));
    let came = came(&ledger);
    assert_eq!(came.errors.len(), 1);
    let [line, _, value, reason] = &came.errors[0];
    assert_eq!((line.as_str(), value.as_str()), ("2", "字".repeat(200).as_str()));
    assert!(reason.starts_with("this line is too long"), "{reason}");
    assert_eq!((came.answered.rows, came.answered.bad), (1, 1));
}

#[test]
fn a_ledger_of_gb18030_is_read_and_a_damaged_byte_is_named_in_its_cell() {
    let (text, ..) = GB18030.encode("姓名,吃低保\n甲,是\n乙,否\n");
    let mut text = text.into_owned();
    text.extend(b"\xfe,true\nx\xff,\xff\n");
    let came = answered(&COUNTY, &text, plain(), false);
    assert_eq!(came.rows.len(), 2, "{:?}", came.rows);
    assert!(came.rows[0].starts_with("甲,是,"));
    let named: Vec<[&str; 2]> =
        came.errors.iter().map(|[line, column, ..]| [line.as_str(), column]).collect();
    assert_eq!(named, [["4", "姓名"], ["5", "姓名"], ["5", "吃低保"], ["5", "吃低保"]]);
    assert!(came.errors[0][3].starts_with("bytes that are no text"));
    // In UTF-8 too.
    let came = answered(&COUNTY, b"name,dibao\n\xe5\xad\x97\xff,true\nb,true\n", plain(), false);
    assert_eq!((came.errors[0][1].as_str(), came.errors[0][2].as_str()), ("name", "字\u{fffd}"));
    assert_eq!(came.rows.len(), 1);
}

#[test]
fn what_a_spreadsheet_would_run_is_written_as_text_unless_it_is_to_be_kept() {
    let ledger = "name,dibao,note\n=李,true,\"a, \"\"b\"\"\"\n李,true,\"=x\"\n";
    let came = came(ledger);
    assert!(came.rows[0].starts_with("'=李,true,\"a, \"\"b\"\"\",open"), "{:?}", came.rows);
    assert!(came.rows[1].starts_with("李,true,'=x,open"), "{:?}", came.rows);
    let kept = answered(&COUNTY, ledger.as_bytes(), plain(), true);
    assert!(kept.rows[0].starts_with("=李,true,\"a, \"\"b\"\"\",open"), "{:?}", kept.rows);
    assert!(kept.rows[1].starts_with("李,true,\"=x\",open"), "{:?}", kept.rows);
}

#[test]
fn a_fact_with_two_columns_is_named_with_both() {
    let names = ["吃低保", "name", "dibao", "age", "年龄"].map(str::to_owned);
    let Err(problems) = Columns::named(COUNTY.document(), &names, Lang::Zh) else {
        panic!("refused")
    };
    let twice: Vec<[&str; 3]> =
        problems.iter().map(|own| [own.fact.as_str(), &own.one, &own.other]).collect();
    assert_eq!(twice, [["dibao", "吃低保", "dibao"], ["age", "age", "年龄"]]);
}

#[test]
fn columns_are_read_or_carried_through() {
    let names = ["name", "吃低保", "AGE"].map(str::to_owned);
    let columns = Columns::named(COUNTY.document(), &names, Lang::En).ok().unwrap();
    assert_eq!(columns.split(), (vec!["吃低保", "AGE"], vec!["name"]));
    assert_eq!([0, 1, 2, 3].map(|column| columns.is_read(column)), [false, true, true, false]);
    assert_eq!([0, 1].map(|column| columns.facts_of(column)), [vec![], vec!["dibao"]]);
    assert_eq!(columns.stated(2).map(|own| own.id.as_str()), Some("age"));
    assert!(columns.stated(0).is_none() && !columns.fills_down(1));
}

#[test]
fn a_premium_that_needs_a_figure_that_is_missing_says_no_amount_and_is_counted() {
    use mingbai_core::case::{Reader, figures::Figures};
    let document = COUNTY.document();
    let (vocabulary, policy) = (document.vocabulary, document.policy);
    let figures = Figures::none(&Reader { vocabulary, policy, figures: None }.shape());
    let mut without = County::of(include_str!("../../../docs/example-county/policy.toml"));
    without.figures = figures;
    let ledger = "scheme,dibao,tier\nresident,true,tier_1\nemployee,true,tier_1\n";
    let came = answered(&without, ledger.as_bytes(), plain(), false);
    assert!(
        came.rows[0].starts_with("resident,true,tier_1,granted,granted,open,,,"),
        "{:?}",
        came.rows
    );
    assert_eq!(came.tally.no_figures, 1);
}
