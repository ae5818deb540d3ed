//! What the cells of a table's columns say by their type, which tables are refused, and what becomes of long ones.

use std::sync::Arc;

use arrow_array::types::Int32Type;
use arrow_array::{ArrayRef, Decimal128Array, DictionaryArray, Int64Array, RecordBatch};
use arrow_schema::{DataType, Field, Schema};
use mingbai_table::{FiguresError, Sheet, Unfit, Wanted, added};

use crate::county::{
    DAY, POLICY, answered, answered_by, column, document, reader, table, text, wanted,
};

/// Numbers of so many decimals.
fn decimals(values: &[i128], scale: i8) -> ArrayRef {
    let values = Decimal128Array::from(values.to_vec());
    Arc::new(values.with_precision_and_scale(20, scale).unwrap())
}

/// What becomes of a family doctor, which everybody of 60 may have, by these ages.
fn by_age(ages: ArrayRef) -> (Vec<String>, Vec<String>) {
    let no = text(&vec!["false"; ages.len()]);
    let yes = text(&vec!["true"; ages.len()]);
    let columns = vec![("age", ages), ("chronic_disease", no), ("wants_family_doctor", yes)];
    let batch = answered(vec![table(columns)]).remove(0);
    (column(&batch, "family-doctor"), column(&batch, "problems"))
}

#[test]
fn a_whole_number_is_one_with_decimals_too_and_a_fraction_is_none() {
    let (told, problems) = by_age(decimals(&[5990, 6000, 6050, 59, 13_100], 2));
    assert_eq!(told, ["", "granted", "", "", ""]);
    let reasons = ["59.90", "60.50", "0.59", "131.00"];
    let said = problems.iter().filter(|problem| !problem.is_empty());
    for (problem, reason) in said.zip(reasons) {
        assert!(
            problem.starts_with(&format!("age is \"{reason}\": expected 0 … 130")),
            "{problem}"
        );
    }
    assert!(problems[1].is_empty());
    let (told, _) = by_age(decimals(&[59, 60], 0));
    assert_eq!(told, ["refused", "granted"]);
    let (told, problems) = by_age(Arc::new(Int64Array::from(vec![Some(i64::MAX), None, Some(60)])));
    assert_eq!(told, ["", "open", "granted"]);
    assert!(problems[0].starts_with("age is \"9223372036854775807\""), "{problems:?}");
}

#[test]
fn an_amount_is_in_yuan_whatever_decimals_it_has_and_no_part_of_a_fen() {
    let cost = "own_inpatient_cost_before_recognition";
    let policy = POLICY
        .replace("(age >= 60 || chronic_disease)", &format!("({cost} >= 5000 || chronic_disease)"))
        .replace("{ \"60周岁\" = \"60\" }", "{ \"5000元\" = \"5000\" }")
        .replace("60岁以上的老人", "自付5000元以上的人")
        .replace("People of 60 and over", "People with a cost of 5000 yuan and over");
    let told = |costs: ArrayRef| {
        let no = text(&vec!["false"; costs.len()]);
        let yes = text(&vec!["true"; costs.len()]);
        let columns = vec![(cost, costs), ("chronic_disease", no), ("wants_family_doctor", yes)];
        let batch = answered_by(&policy, vec![table(columns)]).remove(0);
        (column(&batch, "family-doctor"), column(&batch, "problems"))
    };
    let (doctor, _) = told(decimals(&[49_999_900, 50_000_000], 4));
    assert_eq!(doctor, ["refused", "granted"]);
    let (doctor, _) = told(decimals(&[499_999, 500_000], 2));
    assert_eq!(doctor, ["refused", "granted"]);
    let (doctor, _) = told(decimals(&[50_000, 49_999], 1));
    assert_eq!(doctor, ["granted", "refused"]);
    let (doctor, _) = told(Arc::new(Int64Array::from(vec![4999, 5000])));
    assert_eq!(doctor, ["refused", "granted"]);
    let (doctor, problems) = told(decimals(&[50_000_001, 50_000_050], 4));
    assert_eq!(doctor, ["", ""]);
    assert!(
        problems[0].starts_with(&format!("{cost} is \"5000.0001\": expected ")),
        "{problems:?}"
    );
    let (_, problems) = told(decimals(&[-100, i128::from(i64::MAX)], 2));
    assert!(problems.iter().all(|problem| !problem.is_empty()), "{problems:?}");
}

#[test]
fn an_empty_text_says_nothing_and_does_not_repeat_the_cell_above() {
    let columns = vec![
        ("scheme", text(&["resident"; 4])),
        ("dibao", text(&["true", "", "true", "不知道"])),
        ("tier", text(&["tier_1", "tier_1", "", "tier_1"])),
    ];
    let batch = answered(vec![table(columns)]).remove(0);
    assert_eq!(column(&batch, "premium-aid"), ["granted", "open", "granted", "open"]);
    assert_eq!(column(&batch, "premium.pays.most"), ["0.00", "200.00", "300.00", "200.00"]);
}

#[test]
fn a_row_that_cannot_be_read_has_no_answer_at_all() {
    let columns = vec![("scheme", text(&["resident", "x"])), ("dibao", text(&["true", "true"]))];
    let batch = answered(vec![table(columns)]).remove(0);
    for name in ["premium-aid", "premium.aid", "asks", "asks.words", "premium.pays.least"] {
        assert_eq!(column(&batch, name)[1], "", "{name}");
        assert!(batch.column_by_name(name).unwrap().is_null(1), "{name}");
    }
    assert!(column(&batch, "problems")[1].starts_with("scheme is \"x\": expected resident"));
}

#[test]
fn a_batch_of_any_length_is_answered_in_pieces_in_order() {
    let rows = 80_000;
    let number = Int64Array::from_iter_values(0..rows);
    let dibao: Vec<&str> =
        (0..rows).map(|row| if row % 3 == 0 { "true" } else { "false" }).collect();
    let batch = table(vec![
        ("number", Arc::new(number)),
        ("scheme", text(&vec!["resident"; 80_000])),
        ("dibao", text(&dibao)),
    ]);
    let pieces = answered(vec![batch]);
    let sizes: Vec<usize> = pieces.iter().map(RecordBatch::num_rows).collect();
    assert_eq!(sizes, [32_768, 32_768, 14_464]);
    let told = pieces.iter().flat_map(|piece| column(piece, "premium-aid"));
    for (row, told) in told.enumerate() {
        assert_eq!(told, if row % 3 == 0 { "granted" } else { "open" }, "row {row}");
    }
}

#[test]
fn answers_that_only_a_later_batch_has_are_told_as_well() {
    let batch =
        |dibao: &str| table(vec![("scheme", text(&["resident"])), ("dibao", text(&[dibao]))]);
    let answers = answered(["true", "", "true", "false"].map(batch).into());
    let told: Vec<String> = answers.iter().flat_map(|batch| column(batch, "premium-aid")).collect();
    assert_eq!(told, ["granted", "open", "granted", "open"]);
    let asks: Vec<String> = answers.iter().flat_map(|batch| column(batch, "asks")).collect();
    assert!(asks[1].starts_with("dibao;") && !asks[3].contains("dibao"), "{asks:?}");
}

#[test]
fn the_columns_that_are_added_are_known_before_there_is_a_table() {
    let county = document(POLICY);
    let columns = table(vec![("dibao", text(&["true"]))]);
    let sheet = Sheet::new(Arc::clone(&county), wanted(&county), &columns.schema()).unwrap();
    let batch = sheet.answers(reader(vec![columns])).next().unwrap().unwrap();
    let fields: Vec<Field> =
        batch.schema().fields().iter().skip(1).map(|field| field.as_ref().clone()).collect();
    let told = added(Arc::clone(&county), wanted(&county));
    assert_eq!(told, fields);
    let names: Vec<&str> = told.iter().take(3).map(|field| field.name().as_str()).collect();
    assert_eq!(names, ["premium-aid", "medical-assistance", "family-doctor"]);
}

/// Why a table with columns of these types is refused.
fn refused(columns: &[(&str, DataType)]) -> String {
    let fields: Vec<Field> =
        columns.iter().map(|(name, of)| Field::new(*name, of.clone(), true)).collect();
    let county = document(POLICY);
    let wanted = wanted(&county);
    let refused: Option<Unfit> = Sheet::new(county, wanted, &Schema::new(fields)).err();
    refused.map_or_else(String::new, |unfit| unfit.to_string())
}

#[test]
fn a_table_that_cannot_be_answered_is_refused_with_the_column_and_what_to_do() {
    let coded =
        |values: DataType| DataType::Dictionary(Box::new(DataType::Int32), Box::new(values));
    let list = |items: DataType| DataType::List(Arc::new(Field::new_list_field(items, true)));
    let flag = "; the fact dibao is read from bool or text";
    let number = "; the fact age is read from integers, decimals without a fraction or text";
    assert_eq!(refused(&[("dibao", DataType::Int8)]), format!("column \"dibao\" is Int8{flag}"));
    assert_eq!(
        refused(&[("tier", DataType::Boolean)]),
        "column \"tier\" is Boolean; the fact tier is read from text"
    );
    assert_eq!(
        refused(&[("年龄", DataType::Boolean)]),
        format!("column \"年龄\" is Boolean{number}")
    );
    assert_eq!(
        refused(&[("age", DataType::Float64)]),
        format!(
            "column \"age\" is Float64{number}. Amounts and counts are never binary fractions: cast it first"
        )
    );
    let scaled = DataType::Decimal128(9, -2);
    assert_eq!(refused(&[("age", scaled.clone())]), format!("column \"age\" is {scaled}{number}"));
    let list_of_text = list(DataType::Utf8);
    assert_eq!(
        refused(&[("age", list_of_text.clone())]),
        format!("column \"age\" is {list_of_text}{number}")
    );
    let coded_lists = coded(list(DataType::Utf8));
    assert_eq!(
        refused(&[("dibao", coded_lists.clone())]),
        format!("column \"dibao\" is {coded_lists}{flag}")
    );
    assert_eq!(
        refused(&[("name", DataType::Utf8), ("x", DataType::Int8)]),
        "no column is a fact of the policy (found: name, x); name the columns by their ids or labels, as `mingbai facts` lists them"
    );
    assert_eq!(
        refused(&[("dibao", DataType::Utf8), ("吃低保", DataType::Utf8)]),
        "columns \"dibao\" and \"吃低保\" are both the fact dibao; leave one of them out"
    );
    assert_eq!(
        refused(&[("dibao", DataType::Utf8), ("asks", DataType::Int8)]),
        "column \"asks\" has the name of a column of the answers; rename it"
    );
    // What may be one.
    for of in
        [DataType::Null, DataType::Utf8View, coded(DataType::LargeUtf8), coded(DataType::Int64)]
    {
        assert_eq!(refused(&[("age", of)]), "");
    }
    assert_eq!(refused(&[("age", DataType::Decimal128(9, 2)), ("dibao", DataType::Boolean)]), "");
    assert_eq!(refused(&[("dibao", coded(coded(DataType::Utf8)))]), "");
}

#[test]
fn a_coded_column_says_what_its_values_say_and_only_those_that_are_used() {
    let texts: DictionaryArray<Int32Type> =
        [Some("true"), None, Some("false"), Some("perhaps"), Some("true")].into_iter().collect();
    let no: ArrayRef = text(&["resident"; 5]);
    let batch =
        answered(vec![table(vec![("scheme", no), ("dibao", Arc::new(texts.clone()))])]).remove(0);
    assert_eq!(column(&batch, "premium-aid"), ["granted", "open", "open", "", "granted"]);
    // The value that cannot be read is still in the array, but no row of this part has it.
    let part = table(vec![("dibao", Arc::new(texts.slice(0, 3)) as ArrayRef)]);
    let batch = answered(vec![part]).remove(0);
    assert_eq!(column(&batch, "problems"), ["", "", ""]);
}

#[test]
fn figures_are_taken_as_the_case_has_them_and_what_is_wrong_with_them_is_named() {
    let county = document(POLICY);
    let mut wanted = Wanted::new(&county, DAY).unwrap();
    let contribution = |yuan: &str| {
        format!(r#"{{ "contribution": {{ "tier_1": "{yuan}", "tier_2": "500.00" }} }}"#)
    };
    let refused = wanted.figures_json(&county, &contribution("200.001")).unwrap_err().to_string();
    assert!(refused.starts_with("figures.contribution.tier_1: "), "{refused}");
    wanted.figures_json(&county, &contribution("250.50")).unwrap();
    let columns = table(vec![
        ("scheme", text(&["resident"])),
        ("dibao", text(&["true"])),
        ("tier", text(&["tier_1"])),
    ]);
    let sheet = Sheet::new(county, wanted, &columns.schema()).unwrap();
    let batch = sheet.answers(reader(vec![columns])).next().unwrap().unwrap();
    assert_eq!(column(&batch, "premium.aid"), ["250.50"]);
    assert_eq!(column(&batch, "caution"), [""], "they are not invented");
    let county = document(POLICY);
    let mut wanted = Wanted::new(&county, DAY).unwrap();
    let refused = wanted.figures_toml(&county, "figures.toml", "contribution = 3\n");
    assert!(matches!(refused, Err(FiguresError::Findings(all)) if !all.is_empty()));
}
