//! A district's table as it is pasted, proposed as the rows of its policy.

use mingbai_compiler::compile_policy;
use mingbai_studio::content::Content;
use mingbai_studio::edit::{Edit, File};
use mingbai_studio::rows::{Names, Row, Table, propose};
use mingbai_studio::view::PolicyView;

use crate::edit::{shared, shipped};

/// Some lines of the kind of table that a district has.
const TABLE: &str = "| 附件 | 身份 | 一档 | 二档 |\n| --- | --- | --- | --- |\n| 附件1 | 老复员军人 | — | 775 / 0 |\n| 附件2 | 特困人员 | 400 / 0 | 400 / 375 |\n| 附件3 | 城乡孤儿 | 400 / 0 | 400 / 375 |\n| 附件4 | 最低生活保障对象 | 360 / 40 | 400 / 375 |\n| 附件5 | 低保边缘家庭成员 | 280 / 120 | 约400 |\n| 附件6 | 甲类人员 | 280 / 120 | 400 / 375 |\n";

#[test]
fn a_districts_table_becomes_rows_and_each_cell_not_understood_is_named() {
    let shared = shared();
    let files = shipped();
    let (_, text) =
        files.iter().find(|(name, _)| name == "example-county-2025/policy.toml").unwrap();
    let mut file = File::open("policy.toml", text).unwrap();
    let mut names = Names::of(&shared, Some(&PolicyView::of(&file)));
    names.add("最低生活保障对象", "dibao");
    let proposal = propose(&Table::read(TABLE), &names);
    let rows: Vec<(&str, &str, &str)> = proposal
        .rows
        .iter()
        .map(|row| (row.id.as_str(), row.when.as_str(), row.gives.as_str()))
        .collect();
    let sum = |yuan: &str| format!("{{ premium_aid_amount = \"{yuan}\" }}");
    let (all, most, less) = (sum("400.00"), sum("360.00"), sum("280.00"));
    assert_eq!(
        rows,
        [
            ("old_soldier_1", "old_soldier in veteran_groups && tier == tier_1", "\"nothing\""),
            (
                "old_soldier_2",
                "old_soldier in veteran_groups && tier == tier_2",
                sum("775.00").as_str()
            ),
            ("tekun_1", "tekun && tier == tier_1", &all),
            ("tekun_2", "tekun && tier == tier_2", &all),
            ("orphan_1", "orphan && tier == tier_1", &all),
            ("orphan_2", "orphan && tier == tier_2", &all),
            ("dibao_1", "dibao && tier == tier_1", &most),
            ("dibao_2", "dibao && tier == tier_2", &all),
            ("dibao_margin_1", "dibao_margin && tier == tier_1", &less),
        ]
    );
    // An empty cell, a cell that is no sum, a person whom no fact is called by.
    let unclear: Vec<(usize, usize)> = proposal.unclear.iter().map(|own| own.cell).collect();
    assert_eq!(unclear, [(1, 2), (5, 3), (6, 1)]);
    assert_eq!(proposal.at, ["附件1", "附件2", "附件3", "附件4", "附件5", "附件6"]);
    // In the place of the policy's own rows: a table that the compiler reads, but for what is not covered.
    let list = "provision.premium-aid.rows".parse().unwrap();
    file.edit(&Edit::Set {
        place: list,
        content: Content::Rows(proposal.rows.iter().map(Row::entries).collect()),
    })
    .unwrap();
    let found = compile_policy(&shared, "policy.toml", &file.to_string()).unwrap_err();
    assert!(found.iter().any(|own| own.rule == "gap"), "{found:#?}");
    assert!(
        found.iter().all(|own| [
            "gap",
            "rowless-clause",
            "unused-figure",
            "unused-reading",
            "unused-fact",
            "unused-condition"
        ]
        .contains(&own.rule)),
        "{found:#?}"
    );
}

#[test]
fn columns_that_are_not_known_are_named_and_a_table_without_people_gives_no_rows() {
    let names = Names::of(&shared(), None);
    let proposal =
        propose(&Table::read("身份\t备注\t资助标准\n特困人员\t无\t全额\n孤儿\t\t90%"), &names);
    let gives: Vec<(&str, &str)> =
        proposal.rows.iter().map(|row| (row.when.as_str(), row.gives.as_str())).collect();
    assert_eq!(
        gives,
        [("tekun", "{ premium_aid = \"100\" }"), ("orphan", "{ premium_aid = \"90\" }")]
    );
    assert_eq!(proposal.unclear.iter().map(|own| own.cell).collect::<Vec<_>>(), [(0, 1)]);
    assert_eq!(
        proposal.figures,
        [("全额".to_owned(), "100".to_owned()), ("90%".to_owned(), "90".to_owned())]
    );
    for text in ["", "\t\t", "一档\t二档\n400\t375", "|||"] {
        assert!(propose(&Table::read(text), &names).rows.is_empty(), "{text:?}");
    }
}

#[test]
fn a_line_of_dashes_is_data_and_a_longer_one_a_rule() {
    let lines = |text: &str| Table::read(text).lines.len();
    // Cells that state nothing, for each of which it is told.
    assert_eq!(lines("| 身份 | 一档 |\n| - | - |"), 2);
    assert_eq!(lines("| 身份 | 一档 |\n| -- | :-: |"), 1);
}

#[test]
fn a_second_column_of_clauses_or_of_people_is_named() {
    let names = Names::of(&shared(), None);
    let table = "附件\t身份\t条款\t人员类别\t资助标准\n附件1\t特困人员\t二\t孤儿\t400";
    let proposal = propose(&Table::read(table), &names);
    assert_eq!(proposal.unclear.iter().map(|own| own.cell).collect::<Vec<_>>(), [(0, 2), (0, 3)]);
    let rows: Vec<_> = proposal.rows.iter().map(|row| (row.at.as_deref(), &*row.when)).collect();
    assert_eq!(rows, [(Some("附件1"), "tekun")]);
}
