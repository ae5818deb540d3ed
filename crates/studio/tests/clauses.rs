//! Documents cut into clauses: against the tables that people have made of the same texts, and any text.

use std::fmt::Write;
use std::time::{Duration, Instant};

use mingbai_compiler::read_clauses;
use mingbai_studio::clauses::number::leading;
use mingbai_studio::clauses::{Clause, Cut, Doubt, Paragraphs, cut};
use proptest::prelude::*;

/// At least so many of a hundred clauses.
const ENOUGH: usize = 95;

/// A text without what differs from one copy of it to another: spaces, widths of characters, quotation marks.
fn bare(text: &str) -> String {
    let half = |c: char| match u32::from(c) {
        code @ 0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).unwrap(),
        _ => c,
    };
    // The number is compared by itself.
    let words = leading(text).map_or(text, |(_, rest)| rest);
    words
        .chars()
        .map(half)
        .filter(|c| !c.is_whitespace() && !matches!(c, '"' | '“' | '”'))
        .collect()
}

/// A document: name, text, clauses.
type Document = (String, String, Vec<(String, String)>);

/// Each document that has its clause table beside it.
fn documents() -> Option<Vec<Document>> {
    let Some(sources) = std::env::var_os("MINGBAI_SOURCES") else {
        eprintln!("MINGBAI_SOURCES is not set: no text is cut and compared with its clause table");
        return None;
    };
    let mut found = Vec::new();
    for entry in std::fs::read_dir(sources).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_name().unwrap().to_str().unwrap().to_owned();
        if let Some(name) = file.strip_suffix(".clauses.tsv") {
            let text = std::fs::read_to_string(path.with_file_name(format!("{name}.txt"))).unwrap();
            let table = std::fs::read_to_string(&path).unwrap();
            found.push((name.to_owned(), text, read_clauses(&file, &table).unwrap()));
        }
    }
    found.sort();
    Some(found)
}

fn clauses(cut: &Cut) -> Vec<&Clause> {
    cut.documents.iter().flat_map(|document| &document.clauses).collect()
}

#[test]
fn each_document_is_cut_as_its_table_is() {
    let Some(documents) = documents() else { return };
    assert!(!documents.is_empty());
    let (mut report, mut short) = (String::new(), false);
    for (name, text, table) in &documents {
        let apart = table.iter().any(|(at, _)| at.contains('段'));
        let paragraphs = if apart { Paragraphs::Apart } else { Paragraphs::Together };
        let cut_text = cut(text, paragraphs);
        let found = clauses(&cut_text);
        let by_default = cut(text, Paragraphs::default());
        let missing: Vec<&str> = table
            .iter()
            .filter(|(at, _)| clauses(&by_default).iter().all(|own| own.at != *at))
            .map(|(at, _)| at.as_str())
            .collect();
        // The number, and the same words under it.
        let differs: Vec<&str> = table
            .iter()
            .filter(|(at, text)| {
                let own = found.iter().find(|own| own.at == *at);
                // A title is put together of several lines in some tables, and so is a preamble.
                let frame = !apart && matches!(at.as_str(), "题" | "序" | "附件");
                own.is_none_or(|own| !frame && bare(&own.text) != bare(text))
            })
            .map(|(at, _)| at.as_str())
            .collect();
        let more: Vec<&str> = found
            .iter()
            .filter(|own| table.iter().all(|(at, _)| *at != own.at))
            .map(|own| own.at.as_str())
            .collect();
        let (all, of) = (table.len() - missing.len(), table.len());
        short |= all * 100 < of * ENOUGH || (of - differs.len()) * 100 < of * ENOUGH;
        writeln!(report, "{name}: {all} of {of} numbers, {} with the same words; missing {missing:?}, other words {differs:?}, more {more:?}", of - differs.len()).unwrap();
    }
    println!("{report}");
    assert!(!short, "{report}");
}

fn at(text: &str) -> Vec<Vec<String>> {
    let cut = cut(text, Paragraphs::default());
    let of = |clauses: &[Clause]| clauses.iter().map(|own| own.at.clone()).collect();
    cut.documents.iter().map(|document| of(&document.clauses)).collect()
}

#[test]
fn a_law_a_notice_and_attachments_are_cut_by_their_own_numbering() {
    let law = "某某条例\n目录\n第一章 总则\n第二章 附则\n第一章 总则\n第一条 为了保障，制定本条例。\n第二条　适用下列规定：\n（一）甲：\n1.甲一；\n2.甲二。\n（二）乙。\n第二条之一 新增一条。\n第二章 附则\n第三条 自公布之日起施行。";
    assert_eq!(
        at(law),
        [[
            "题",
            "章一",
            "第一条",
            "第二条",
            "第二条(一)",
            "第二条(一)1",
            "第二条(一)2",
            "第二条(二)",
            "第二条之一",
            "章二",
            "第三条"
        ]]
    );
    let cut_law = cut(law, Paragraphs::default());
    let left_out: Vec<&str> = cut_law.left_out.iter().map(|own| own.text.as_str()).collect();
    assert_eq!(left_out, ["目录", "第一章 总则", "第二章 附则"]);
    let notice = "关于2025年资助参保的通知\n各街道办事处：\n一、资助标准按附件执行。\n二、执行期限为一年。\n附件：1.资助标准\n例州区医疗保障局\n2024年9月30日\n附件1\n资助标准\n附件\t身份\t一档\n1\t特困人员\t400\n2\t低保对象\t360\n附件2\n说明\n一、按户申请。";
    assert_eq!(
        at(notice),
        [[
            "题",
            "序",
            "一",
            "二",
            "尾",
            "尾2",
            "尾3",
            "附件1",
            "附件1表1",
            "附件1表2",
            "附件2",
            "附件2一"
        ]]
    );
    // A table whose lines have numbers of their own.
    let table = "一、标准按附件执行。\n附件\n资助标准\n| 附件 | 身份 | 一档 |\n| --- | --- | --- |\n| 附件1 | 老复员军人 | — |\n| 附件10 | 低保对象 | 360 |";
    assert_eq!(at(table), [["一", "附件", "附件1", "附件10"]]);
    let words = |text: &str| {
        let cut = cut(text, Paragraphs::default());
        clauses(&cut).iter().map(|own| (own.at.clone(), own.text.clone())).collect::<Vec<_>>()
    };
    assert_eq!(words(table)[1], ("附件".into(), "资助标准 附件 | 身份 | 一档".into()));
    // A line with a figure alone is no heading, and neither is one that is all of its table.
    let of = |table: &str| at(&format!("一、标准如下：\n{table}\n二、执行。"));
    assert_eq!(of("| 特困人员 | 400 |\n| 低保对象 | 360 |"), [["一", "一表", "一表1", "二"]]);
    assert_eq!(of("| 身份 | 一档（400元） |\n| 低保对象 | 360 |"), [["一", "一表1", "二"]]);
    assert_eq!(of("| 身份 | 一档 |"), [["一", "一表", "二"]]);
}

#[test]
fn several_documents_are_told_apart() {
    let two = "关于印发实施办法的通知\n各区人民政府：\n一、认真执行。\n二、及时报告。\n例州市人民政府\n2024年1月1日\n例州市医疗救助实施办法\n第一条 为了保障，制定本办法。\n第二条 本办法自印发之日起施行。";
    assert_eq!(
        at(two),
        [vec!["题", "序", "一", "二", "尾", "尾2"], vec!["题", "第一条", "第二条"]]
    );
    let twice = "甲区救助办法\n一、甲。\n二、乙。\n乙区救助办法\n一、丙。\n二、丁。";
    assert_eq!(at(twice), [vec!["题", "一", "二"], vec!["题", "一", "二"]]);
}

#[test]
fn a_number_that_is_lost_missing_or_repeated_is_said_to_be_in_doubt() {
    let text = "一、总则\n(一)甲。\n()乙。\n三、丙。\n（一）丁。\n（一）戊。";
    let cut = cut(text, Paragraphs::default());
    let found: Vec<(&str, Option<Doubt>)> =
        clauses(&cut).iter().map(|own| (own.at.as_str(), own.doubt)).collect();
    assert_eq!(
        found,
        [
            ("一", None),
            ("一(一)", None),
            ("一(二)", Some(Doubt::Lost)),
            ("三", Some(Doubt::Skipped)),
            ("三(一)", None),
            ("三(一)·2", Some(Doubt::Repeated)),
        ]
    );
}

#[test]
fn a_megabyte_is_cut_in_proportion_to_its_length() {
    let paragraph = "（一）明确对象。特困人员、低保对象按规定给予救助；其他人员另行规定。\n1.甲。\n2.乙。\n补充说明。\n";
    let long = |bytes: usize| format!("一、总则\n{}", paragraph.repeat(bytes / paragraph.len()));
    let time = |text: &str| {
        let start = Instant::now();
        let table = cut(text, Paragraphs::default()).documents[0].to_tsv();
        assert!(read_clauses("x.clauses.tsv", &table).unwrap().len() > 100);
        start.elapsed()
    };
    let (small, large) = (long(125_000), long(1_000_000));
    time(&small);
    let (small, large) = (time(&small), time(&large));
    println!("125 KB: {small:?}, 1 MB: {large:?}");
    // Eight times the text; quadratic would be 64 times.
    assert!(large < small * 24 + Duration::from_millis(200), "{small:?} {large:?}");
}

/// Texts of the pieces that documents are made of, in any order.
fn any_text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "第一章",
        "第一条",
        "第",
        "条",
        "一、",
        "十二、",
        "（一）",
        "(1)",
        "1.",
        "①",
        "()",
        "附件",
        "附件1",
        "附件：",
        "：",
        "。",
        "；",
        "\n",
        "\n",
        "\t",
        "|",
        "\u{b}",
        "\u{a0}",
        "\u{feff}",
        "#",
        "\"",
        "关于",
        "通知",
        "题",
        "标题:",
        "2024年1月1日",
        "医疗保障局",
        "总则",
        "救助",
        "- 3 -",
        "〔2024〕3号",
        "·2",
        "段2",
    ]);
    let mixed = prop::collection::vec(
        prop_oneof![4 => pieces.prop_map(str::to_owned), 1 => "\\PC{0,4}"],
        0..60,
    );
    prop_oneof![3 => mixed.prop_map(|pieces| pieces.concat()), 1 => ".{0,200}"]
}

proptest! {
    #[test]
    fn any_text_is_cut_and_its_table_is_read_back(text in any_text()) {
        for paragraphs in [Paragraphs::Apart, Paragraphs::Together] {
            let cut = cut(&text, paragraphs);
            for document in &cut.documents {
                let read = read_clauses("x.clauses.tsv", &document.to_tsv());
                let written: Vec<(String, String)> =
                    document.clauses.iter().map(|own| (own.at.clone(), own.text.clone())).collect();
                prop_assert_eq!(read, Ok(written));
            }
            // Nothing is lost: every letter and digit is in a clause or left out.
            let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
            let kept: usize = clauses(&cut).iter().map(|own| letters(&own.text)).sum();
            let left_out: usize = cut.left_out.iter().map(|own| letters(&own.text)).sum();
            let labels = text.matches("附件").count() * 3 + text.matches("标题").count() * 2;
            prop_assert!(kept + left_out + labels >= letters(&text), "{kept} {left_out} {labels} {text:?}");
        }
    }
}

#[test]
fn a_part_of_a_document_begins_with_the_number_it_begins_with() {
    let text = "说明\n二、按附件执行。\n三、执行期限。\n（一）一档400元。\n附件（身份；一档）\n\n| 附件 | 身份 | 一档 |\n| 附件1 | 特困人员 | 400 |\n| 附件2 | 孤儿 | 400 |\n";
    let cut = cut(text, Paragraphs::Apart);
    let clauses = clauses(&cut);
    let at: Vec<&str> = clauses.iter().map(|own| own.at.as_str()).collect();
    assert_eq!(at, ["二", "三", "三(一)", "附件", "附件1", "附件2"]);
    // That something is missing before it is said.
    assert_eq!(clauses[0].doubt, Some(Doubt::Skipped));
}

#[test]
fn a_tab_between_bars_is_only_a_space() {
    let cut = cut("|附件|第一章\t总则|", Paragraphs::Apart);
    assert_eq!(clauses(&cut)[0].text, "附件 | 第一章 总则");
}
