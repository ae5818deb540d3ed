//! Two sets of rules over one table: what each person pays under either, who gains and who loses.

use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
use mingbai_table::{Comparison, Sheet, Unfit};

use crate::county::{POLICY, column, document, reader, table, text, wanted};

/// The county's rules, and those under which low income has half paid in place of 80%, and orphans nothing.
fn sheets(of: &RecordBatch) -> [Sheet; 2] {
    let changed = POLICY
        .replace("\"80%\" = \"80\"", "\"50%\" = \"50\"")
        .replace("premium_aid = \"80\"", "premium_aid = \"50\"")
        .replace("资助80%", "资助50%")
        .replace("families 80% of it", "families 50% of it")
        .replace("'dibao || tekun || orphan'", "'dibao || tekun'");
    [POLICY, &changed].map(|policy| {
        let document = document(policy);
        let wanted = wanted(&document);
        Sheet::new(document, wanted, &of.schema()).unwrap()
    })
}

fn compared(table: RecordBatch) -> RecordBatch {
    let [before, after] = sheets(&table);
    let comparison = Comparison::new(before, after, &table.schema()).unwrap();
    let mut compared = comparison.compared(reader(vec![table]));
    let batch: Result<RecordBatch, ArrowError> = compared.next().unwrap();
    assert!(compared.next().is_none());
    batch.unwrap()
}

fn residents() -> RecordBatch {
    table(vec![
        ("name", text(&["甲", "乙", "丙", "丁", "戊", "己"])),
        ("scheme", text(&["resident"; 6])),
        ("dibao", text(&["true", "false", "false", "", "false", "perhaps"])),
        ("tekun", text(&["false"; 6])),
        ("orphan", text(&["false", "false", "true", "false", "false", "false"])),
        ("low_income", text(&["false", "true", "false", "true", "", "true"])),
        ("tier", text(&["tier_1", "tier_2", "tier_1", "tier_1", "tier_1", "many"])),
    ])
}

#[test]
fn each_side_says_what_is_paid_and_left_and_the_change_is_from_the_first_to_the_second() {
    let compared = compared(residents());
    let of = |name: &str| column(&compared, name);
    // Whole; 80% or half of 200; whole or nothing; one of both; all that they may be; nobody knows.
    assert_eq!(of("before.aid.least"), ["200.00", "160.00", "200.00", "160.00", "0.00", ""]);
    assert_eq!(of("before.aid.most"), ["200.00", "160.00", "200.00", "200.00", "160.00", ""]);
    assert_eq!(of("before.pays.least"), ["0.00", "340.00", "0.00", "0.00", "40.00", ""]);
    assert_eq!(of("before.pays.most"), ["0.00", "340.00", "0.00", "40.00", "200.00", ""]);
    assert_eq!(of("after.aid.least"), ["200.00", "100.00", "0.00", "100.00", "0.00", ""]);
    assert_eq!(of("after.aid.most"), ["200.00", "100.00", "0.00", "200.00", "100.00", ""]);
    assert_eq!(of("after.pays.least"), ["0.00", "400.00", "200.00", "0.00", "100.00", ""]);
    assert_eq!(of("after.pays.most"), ["0.00", "400.00", "200.00", "100.00", "200.00", ""]);
    assert_eq!(of("change.aid.least"), ["0.00", "-60.00", "-200.00", "-100.00", "-160.00", ""]);
    assert_eq!(of("change.aid.most"), ["0.00", "-60.00", "-200.00", "40.00", "100.00", ""]);
    assert_eq!(of("change.pays.least"), ["0.00", "60.00", "200.00", "-40.00", "-100.00", ""]);
    assert_eq!(of("change.pays.most"), ["0.00", "60.00", "200.00", "100.00", "160.00", ""]);
    assert_eq!(of("effect"), ["same", "loses", "loses", "open", "open", ""]);
    assert_eq!(of("name"), ["甲", "乙", "丙", "丁", "戊", "己"], "the table's own columns stay");
    for side in ["before.caution", "after.caution"] {
        assert!(of(side).iter().all(|said| said.starts_with("EXAMPLE FIGURES")), "{side}");
    }
}

#[test]
fn what_is_wrong_with_a_row_stands_there_once_a_line_for_each_cell() {
    let problems = column(&compared(residents()), "problems");
    assert!(problems[..5].iter().all(String::is_empty), "{problems:?}");
    let lines: Vec<&str> = problems[5].lines().collect();
    assert_eq!(lines.len(), 2, "not once for each side: {lines:?}");
    assert!(lines[0].starts_with("dibao is \"perhaps\": "), "{lines:?}");
    assert!(lines[1].starts_with("tier is \"many\": "), "{lines:?}");
}

#[test]
fn a_column_by_the_name_of_one_that_is_added_is_refused_by_name() {
    for name in ["effect", "before.aid.least", "change.pays.most", "after.caution", "problems"] {
        let taken = table(vec![("dibao", text(&["true"])), (name, text(&[""]))]);
        let [before, after] = sheets(&table(vec![("dibao", text(&["true"]))]));
        let refused = Comparison::new(before, after, &taken.schema()).err();
        assert_eq!(refused, Some(Unfit::Taken(name.to_owned())));
    }
}
