//! The picture of a provision, stroke for stroke: `picture.svg` beside this file is what a meeting sees of the provision below.
//! `MINGBAI_BLESS=1` draws it anew; look at it before it is committed.

use std::fs;
use std::path::Path;

use mingbai_compiler::file::provision::Hit;
use mingbai_core::kernel::lang::Lang;
use mingbai_studio::explain::picture::picture;
use mingbai_studio::explain::{Case, Decisions, Explained, Unknown};

/// A provision that gives `outcomes`; of somebody of whom nothing is known those at the places `open` are possible.
fn provision(outcomes: &[&str], cases: &[(&str, usize)], open: &[usize]) -> Explained {
    let cases = cases.iter().map(|&(who, outcome)| Case {
        who: who.to_owned(),
        row: String::new(),
        outcome,
    });
    let table = Decisions {
        hit: Hit::First,
        rows: Vec::new(),
        conditions: Vec::new(),
        facts: Vec::new(),
        outcomes: outcomes.iter().map(|&own| own.to_owned()).collect(),
        cases: Some(cases.collect()),
        counts: Vec::new(),
        unknown: Unknown {
            outcomes: open.to_vec(), asks: vec!["吃低保".into(), "年龄".into()]
        },
        size: (0, 0),
    };
    Explained {
        // One letter more than the sheet is wide.
        title: "一二三四五六七八九十".repeat(3) + "一二三四五",
        what: "For those with < 500 & no other help.".to_owned(),
        notes: Vec::new(),
        clauses: "某发〔2025〕1号 一, 二".to_owned(),
        table: Some(table),
        figures: Vec::new(),
        readings: vec![["old".into(), "老人算吗？".into(), "算。".into(), "不算。".into()]],
    }
}

#[test]
fn a_provision_is_drawn_as_the_picture_beside_this_test() {
    let long = "吃低保：是；年龄：60岁及以上；户口：农村；".repeat(3);
    let cases = [("吃低保：否", 0), (long.as_str(), 1), ("吃低保：是；年龄：16岁及以下", 2)];
    let drawn = picture(&provision(&["不给", "每人400元", "全额"], &cases, &[0, 2]), Lang::Zh);
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/picture.svg");
    if std::env::var_os("MINGBAI_BLESS").is_some() {
        fs::write(&file, &drawn).unwrap();
    }
    assert_eq!(drawn, fs::read_to_string(file).unwrap());
}

/// The places of the circles from the left, with their numbers, in the order they are drawn.
fn circles(drawn: &str) -> Vec<(usize, String)> {
    let circles = drawn.split("<circle cx=\"").skip(1).map(|circle| {
        let x = circle.split('"').next().unwrap().parse().unwrap();
        let number = circle.split("text-anchor=\"middle\">").nth(1).unwrap();
        (x, number.split('<').next().unwrap().to_owned())
    });
    circles.collect()
}

#[test]
fn a_sheet_grows_wider_with_its_columns_so_that_words_keep_their_room() {
    let outcomes = ["给"; 12];
    let drawn = picture(&provision(&outcomes, &[("甲", 0), ("乙", 11)], &[11]), Lang::En);
    // Two margins of 40, 900 for words, 12 columns of 84.
    assert!(drawn.contains("viewBox=\"0 0 1988 "), "{drawn}");
    let circles = circles(&drawn);
    let (list, marks) = circles.split_at(12);
    assert!(list.iter().all(|(x, _)| *x == 82), "{list:?}");
    // The only thing that is possible is certain even of somebody of whom nothing is known.
    let mark = |x, number: &str| (x, number.to_owned());
    assert_eq!(marks, [mark(982, "1"), mark(1906, "12"), mark(1906, "12")]);
}

#[test]
fn what_is_not_there_has_no_heading() {
    let mut plain = provision(&[], &[], &[]);
    let heading = "Where the text can be read two ways";
    assert!(picture(&plain, Lang::En).contains(heading));
    plain.readings.clear();
    assert!(!picture(&plain, Lang::En).contains(heading));
}
