//! Tables of every kind, most of them wrong: each row is answered or says why it is not, or the table is refused; never a
//! panic, a hang or memory without end. Two seconds; `MINGBAI_FUZZ_SECONDS=600 cargo test --release --package mingbai-table
//! --test fuzz` runs ten minutes.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails so")]
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "any bits do"
)]

use std::sync::Arc;
use std::time::{Duration, Instant};

use arrow_array::builder::{GenericListBuilder, StringBuilder};
use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowDictionaryKeyType, ArrowPrimitiveType, Decimal128Type, Float64Type, Int8Type, Int16Type,
    Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{
    Array, ArrayRef, BooleanArray, DictionaryArray, LargeStringArray, OffsetSizeTrait,
    PrimitiveArray, RecordBatch, RecordBatchIterator, StringArray, StringViewArray, new_null_array,
};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use mingbai_core::policy::vocabulary::FactKind;
use mingbai_table::{Document, Sheet, Wanted};
use mingbai_tests::random::Random;

/// No single table may take longer.
const LONGEST: Duration = Duration::from_secs(10);

/// Nor may it need more at once, in bytes.
const MOST_MEMORY: u64 = 256 << 20;

/// What columns are called and cells say: what a policy knows, and what nobody does.
struct Words {
    names: Vec<String>,
    cells: Vec<String>,
}

fn words(document: &Document) -> Words {
    let reader = document.engine().reader();
    let mut words = Words {
        names: ["", " ", "name", "caution", "problems", "asks", "premium.aid.least"]
            .map(String::from)
            .into(),
        cells: ["", " ", "true", "否", "none", ";", "perhaps", "1.5", "-0", "\u{feff}true", "٣"]
            .map(String::from)
            .into(),
    };
    words.cells.extend(["9".repeat(40), "长".repeat(300)]);
    for fact in &reader.policy.data().facts {
        // More often than the others.
        words.names.extend(std::iter::repeat_n(fact.id.clone(), 3));
        if let FactKind::Choice(values) | FactKind::Set(values) = &fact.kind {
            words.cells.extend(values.iter().cloned());
            words.cells.push(values.join(";"));
        }
    }
    words
}

/// A type of cells.
fn a_type(random: &mut Random, depth: usize) -> DataType {
    let text = Arc::new(Field::new_list_field(DataType::Utf8, true));
    let mut types = vec![
        DataType::Boolean,
        DataType::Utf8,
        DataType::LargeUtf8,
        DataType::Utf8View,
        DataType::Int8,
        DataType::Int16,
        DataType::Int32,
        DataType::Int64,
        DataType::UInt8,
        DataType::UInt16,
        DataType::UInt32,
        DataType::UInt64,
        DataType::Float64,
        DataType::Decimal128(38, *random.pick(&[-3, 0, 1, 2, 4, 38])),
        DataType::Date32,
        DataType::Binary,
        DataType::Null,
        DataType::List(Arc::clone(&text)),
        DataType::LargeList(text),
        DataType::List(Arc::new(Field::new_list_field(DataType::Null, true))),
    ];
    // What many facts are read from, so that not every table is refused.
    for _ in 0..20 {
        types.extend([DataType::Utf8, DataType::LargeUtf8, DataType::Utf8View]);
    }
    if depth < 3 {
        let keys = [DataType::Int8, DataType::UInt16, DataType::Int32, DataType::UInt64];
        for _ in 0..20 {
            let values = Box::new(a_type(random, depth + 1));
            types.push(DataType::Dictionary(Box::new(random.pick(&keys).clone()), values));
        }
    }
    random.pick(&types).clone()
}

/// An array of a type: some cells null, some extreme, and begun in the midst of a longer one.
fn an_array(random: &mut Random, of: &DataType, rows: usize, words: &Words) -> ArrayRef {
    let before = random.below(9);
    let all = before + rows + random.below(9);
    let unknown = *random.pick(&[0, 0, 30, 100]);
    let known = |random: &mut Random| !random.chance(unknown);
    let mut texts = || -> Vec<Option<&str>> {
        (0..all).map(|_| known(random).then(|| random.pick(&words.cells).as_str())).collect()
    };
    let array: ArrayRef = match of {
        DataType::Utf8 => Arc::new(StringArray::from(texts())),
        DataType::LargeUtf8 => Arc::new(LargeStringArray::from(texts())),
        DataType::Utf8View => Arc::new(StringViewArray::from(texts())),
        DataType::Boolean => {
            let flags = (0..all).map(|_| known(random).then(|| random.chance(50)));
            Arc::new(flags.collect::<BooleanArray>())
        }
        DataType::Int8 => numbers::<Int8Type>(random, all, unknown, |any| any as i8),
        DataType::Int16 => numbers::<Int16Type>(random, all, unknown, |any| any as i16),
        DataType::Int32 => numbers::<Int32Type>(random, all, unknown, |any| any as i32),
        DataType::Int64 => numbers::<Int64Type>(random, all, unknown, |any| any as i64),
        DataType::UInt8 => numbers::<UInt8Type>(random, all, unknown, |any| any as u8),
        DataType::UInt16 => numbers::<UInt16Type>(random, all, unknown, |any| any as u16),
        DataType::UInt32 => numbers::<UInt32Type>(random, all, unknown, |any| any as u32),
        DataType::UInt64 => numbers::<UInt64Type>(random, all, unknown, |any| any as u64),
        DataType::Float64 => numbers::<Float64Type>(random, all, unknown, |any| any as f64),
        DataType::Decimal128(precision, scale) => {
            let numbers = numbers::<Decimal128Type>(random, all, unknown, |any| any);
            let numbers = numbers.as_primitive::<Decimal128Type>().clone();
            Arc::new(numbers.with_precision_and_scale(*precision, *scale).unwrap())
        }
        DataType::List(item) if item.data_type().is_null() => new_null_array(of, all),
        DataType::List(_) => lists::<i32>(random, all, unknown, words),
        DataType::LargeList(_) => lists::<i64>(random, all, unknown, words),
        DataType::Dictionary(key, values) => {
            // Few entries, none, or many more than rows.
            let most = if **key == DataType::Int8 { 127 } else { 50_000 };
            let entries = *random.pick(&[0, 1, 7, most]);
            let values = an_array(random, values, entries, words);
            match **key {
                DataType::Int8 => coded::<Int8Type>(random, all, unknown, &values, |at| at as i8),
                DataType::UInt16 => {
                    coded::<UInt16Type>(random, all, unknown, &values, |at| at as u16)
                }
                DataType::Int32 => {
                    coded::<Int32Type>(random, all, unknown, &values, |at| at as i32)
                }
                _ => coded::<UInt64Type>(random, all, unknown, &values, |at| at as u64),
            }
        }
        _ => new_null_array(of, all),
    };
    array.slice(before, rows)
}

fn numbers<T: ArrowPrimitiveType>(
    random: &mut Random,
    rows: usize,
    unknown: usize,
    of: impl Fn(i128) -> T::Native,
) -> ArrayRef {
    let mut number = || {
        let any = i128::from(random.any().cast_signed());
        let few = i128::from(random.any() % 100);
        (!random.chance(unknown)).then(|| of(*random.pick(&[few, few, any, any * any, -1, 0])))
    };
    Arc::new((0..rows).map(|_| number()).collect::<PrimitiveArray<T>>())
}

fn lists<O: OffsetSizeTrait>(
    random: &mut Random,
    rows: usize,
    unknown: usize,
    words: &Words,
) -> ArrayRef {
    let mut lists = GenericListBuilder::<O, _>::new(StringBuilder::new());
    for _ in 0..rows {
        for _ in 0..random.below(4) {
            let cell = random.pick(&words.cells);
            lists.values().append_option((!random.chance(5)).then_some(cell));
        }
        lists.append(!random.chance(unknown));
    }
    Arc::new(lists.finish())
}

fn coded<K: ArrowDictionaryKeyType>(
    random: &mut Random,
    rows: usize,
    unknown: usize,
    values: &ArrayRef,
    of: impl Fn(usize) -> K::Native,
) -> ArrayRef {
    let known = |random: &mut Random| !values.is_empty() && !random.chance(unknown);
    let key = |random: &mut Random| known(random).then(|| of(random.below(values.len())));
    let keys = (0..rows).map(|_| key(random)).collect::<PrimitiveArray<K>>();
    Arc::new(DictionaryArray::<K>::try_new(keys, Arc::clone(values)).unwrap())
}

/// What every row of a table is answered; nothing where the table is refused.
fn answered(
    document: &Arc<Document>,
    schema: &SchemaRef,
    batches: &[RecordBatch],
) -> Option<Vec<RecordBatch>> {
    let mut wanted = Wanted::new(document, "2019-11-01").unwrap();
    wanted.rows = true;
    let sheet = match Sheet::new(Arc::clone(document), wanted, schema) {
        Ok(sheet) => sheet,
        Err(unfit) => {
            assert!(!unfit.to_string().is_empty());
            return None;
        }
    };
    let batches: Vec<_> = batches.iter().cloned().map(Ok).collect();
    let input = RecordBatchIterator::new(batches, Arc::clone(schema));
    Some(sheet.answers(Box::new(input)).map(Result::unwrap).collect())
}

/// Row by row: nothing that was given is lost, and there is an answer or a problem.
fn check(given: &RecordBatch, answered: &RecordBatch) {
    assert_eq!(answered.num_rows(), given.num_rows());
    assert_eq!(&answered.columns()[..given.num_columns()], given.columns());
    let problems = answered.column_by_name("problems").unwrap();
    let status = answered.columns()[given.num_columns()].as_any_dictionary();
    for row in 0..answered.num_rows() {
        assert_ne!(problems.is_null(row), status.keys().is_null(row), "row {row} of {given:?}");
    }
}

#[test]
fn every_row_is_answered_or_says_why_not() {
    let documents: Vec<_> =
        mingbai::built_in_ids().map(|id| Arc::new(Document::built_in(id).unwrap())).collect();
    let words: Vec<Words> = documents.iter().map(|document| words(document)).collect();
    let seconds = std::env::var("MINGBAI_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok());
    let end = Instant::now() + Duration::from_secs(seconds.unwrap_or(2));
    let mut random = Random::new(20_191_008);
    let (mut tables, mut fit, mut seen) = (0, 0, 0);
    while Instant::now() < end || fit < 5 {
        let which = random.below(documents.len());
        let (document, words) = (&documents[which], &words[which]);
        let fields: Vec<Field> = (0..=random.below(4))
            .map(|_| Field::new(random.pick(&words.names), a_type(&mut random, 0), true))
            .collect();
        let schema = Arc::new(Schema::new(fields));
        let batches: Vec<RecordBatch> = (0..random.below(4))
            .map(|_| {
                let rows = *random.pick(&[0, 1, 60, 60, 60, 60, 40_000]);
                let array =
                    |field: &Arc<Field>| an_array(&mut random, field.data_type(), rows, words);
                let arrays = schema.fields().iter().map(array).collect();
                RecordBatch::try_new(Arc::clone(&schema), arrays).unwrap()
            })
            .collect();
        let start = Instant::now();
        tables += 1;
        let mut answers = None;
        let memory = allocation_counter::measure(|| {
            answers = answered(document, &schema, &batches);
        });
        let most = memory.bytes_max;
        assert!(most < MOST_MEMORY, "{most} bytes for {schema:?}");
        seen = seen.max(most);
        if let Some(answers) = answers {
            fit += 1;
            let given: usize = batches.iter().map(RecordBatch::num_rows).sum();
            assert_eq!(given, answers.iter().map(RecordBatch::num_rows).sum::<usize>());
            let small =
                batches.iter().filter(|batch| batch.num_rows() > 0 && batch.num_rows() < 100);
            for batch in small {
                let all = &answered(document, &schema, std::slice::from_ref(batch)).unwrap()[0];
                check(batch, all);
                // A row by itself is answered in the same way.
                let row = random.below(batch.num_rows());
                let alone = &answered(document, &schema, &[batch.slice(row, 1)]).unwrap()[0];
                for (one, among) in
                    alone.columns().iter().zip(all.columns()).skip(schema.fields().len())
                {
                    let (one, among) = (said(one), said(&among.slice(row, 1)));
                    assert_eq!(one.to_data(), among.to_data(), "row {row} of {batch:?}");
                }
            }
        }
        let took = start.elapsed();
        assert!(took < LONGEST, "{took:?} for {schema:?}");
    }
    println!("{tables} tables, {fit} of them answered; at most {} MB", seen >> 20);
}

/// A cell, without the dictionary that it may be an entry of.
fn said(cell: &ArrayRef) -> ArrayRef {
    match cell.as_any_dictionary_opt() {
        Some(coded) if !cell.is_null(0) => coded.values().slice(coded.normalized_keys()[0], 1),
        Some(coded) => new_null_array(coded.values().data_type(), 1),
        None => Arc::clone(cell),
    }
}
