//! Cases against answers: what a case states of its answer is compared, nothing else.

use std::fmt;

use mingbai_core::answer::assess;
use mingbai_core::answer::ways::Ways;
use mingbai_core::case::Reader;
use mingbai_core::case::problems::Problem;
use mingbai_core::case::values::Value;
use mingbai_core::kernel::date::Date;
use serde_json::Value as Json;

use crate::file::cases::Case;

/// Lists of an answer whose order says nothing. What is in them is compared whole: an outcome with a
/// key that is missing says something else.
const UNORDERED: [&str; 4] = ["outcomes", "rows", "asks", "readings"];

/// What a case states and its answer does not say.
#[derive(Clone, PartialEq, Debug)]
pub struct Difference {
    /// The key, as it stands in cases.toml: `expect.PROVISION.status`.
    pub key: String,
    /// What the case states.
    pub expected: Json,
    /// What the answer says; null where it has no such key.
    pub found: Json,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: expected {}, found {}", self.key, self.expected, self.found)
    }
}

/// Asks the case and compares. A case that names no day is asked for `day`.
///
/// # Errors
/// The problems of a case that cannot be answered.
pub fn try_case(
    case: &Case,
    reader: Reader<'_>,
    day: Date,
) -> Result<Vec<Difference>, Vec<Problem>> {
    let day = case.on.as_deref().and_then(Date::parse).unwrap_or(day);
    let answer = assess(reader, &input(&case.case), day, Ways::LeftOut)?;
    Ok(compare_answer(case, &serde_json::to_value(&answer).unwrap_or_default()))
}

/// Compares what a case states with an answer in the contract's shape.
pub fn compare_answer(case: &Case, answer: &Json) -> Vec<Difference> {
    let mut differences = Vec::new();
    for (provision, expected) in case.expect.as_object().into_iter().flatten() {
        let key = format!("expect.{provision}");
        let mut verdicts = answer["verdicts"].as_array().into_iter().flatten();
        let found = verdicts.find(|verdict| verdict["provision"] == **provision);
        match found {
            Some(found) if expected.is_string() => {
                compare(&key, expected, &found["status"], &mut differences);
            }
            found => compare(&key, expected, found.unwrap_or(&Json::Null), &mut differences),
        }
    }
    for (key, expected) in
        [("premium", &case.premium), ("settlement", &case.settlement), ("totals", &case.totals)]
    {
        if !expected.is_null() {
            compare(key, expected, &answer[key], &mut differences);
        }
    }
    for (key, expected) in case.answer.as_object().into_iter().flatten() {
        compare(key, expected, &answer[key.as_str()], &mut differences);
    }
    differences
}

/// Every key that `expected` has: what is found there differs.
fn compare(key: &str, expected: &Json, found: &Json, differences: &mut Vec<Difference>) {
    let same = match (expected, found) {
        (Json::Object(expected), Json::Object(_)) => {
            for (inner, expected) in expected {
                compare(&format!("{key}.{inner}"), expected, &found[inner.as_str()], differences);
            }
            return;
        }
        (Json::Array(expected), Json::Array(found)) if is_unordered(key) => {
            expected.len() == found.len() && expected.iter().all(|one| found.contains(one))
        }
        (Json::Array(expected), Json::Array(found))
            if expected.len() == found.len() && expected.iter().all(Json::is_object) =>
        {
            for (index, (expected, found)) in expected.iter().zip(found).enumerate() {
                compare(&format!("{key}[{index}]"), expected, found, differences);
            }
            return;
        }
        _ => expected == found,
    };
    if !same {
        let (expected, found) = (expected.clone(), found.clone());
        differences.push(Difference { key: key.to_owned(), expected, found });
    }
}

fn is_unordered(key: &str) -> bool {
    key.rsplit('.').next().is_some_and(|last| UNORDERED.contains(&last))
}

/// JSON as the engine reads it.
pub fn input(value: &Json) -> Value {
    match value {
        Json::Null => Value::Null,
        Json::Bool(flag) => Value::Bool(*flag),
        Json::Number(number) => number.as_i64().map_or(Value::Fraction, Value::Int),
        Json::String(text) => Value::Text(text.clone()),
        Json::Array(list) => Value::List(list.iter().map(input).collect()),
        Json::Object(map) => {
            Value::Map(map.iter().map(|(key, value)| (key.clone(), input(value))).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]

    use serde_json::json;

    use super::*;

    fn case(expect: Json, premium: Json) -> Case {
        Case {
            name: "a case".into(),
            line: 1,
            case: json!({}),
            on: None,
            expect,
            premium,
            settlement: Json::Null,
            totals: Json::Null,
            answer: json!({ "validity": "in_force" }),
        }
    }

    #[test]
    fn only_what_a_case_states_is_compared_and_every_difference_is_named() {
        let answer = json!({
            "validity": "lapsed",
            "verdicts": [{
                "provision": "aid", "status": "open", "asks": ["b", "a"],
                "outcomes": [{ "basic": { "rate_plus": "10", "deductible_less": "50" } }, "nothing"]
            }],
            "premium": { "aid": { "least": "1.00", "most": "2.00" }, "asks": [] }
        });
        let whole = json!([{ "basic": { "rate_plus": "10" } }, "nothing"]);
        let stated = case(
            json!({
                "aid": { "status": "open", "asks": ["a", "b"], "outcomes": whole, "row": "x" },
                "gone": "granted"
            }),
            json!({ "aid": { "least": "1.00", "most": "1.50" } }),
        );
        let keys: Vec<String> =
            compare_answer(&stated, &answer).into_iter().map(|one| one.key).collect();
        assert_eq!(
            keys,
            [
                "expect.aid.outcomes",
                "expect.aid.row",
                "expect.gone",
                "premium.aid.most",
                "validity"
            ]
        );
        let short = case(json!({ "aid": "open" }), Json::Null);
        assert_eq!(compare_answer(&short, &answer).len(), 1);
    }

    #[test]
    fn a_list_is_compared_in_its_order_and_at_its_full_length() {
        let differences = |expected: Json, found: Json| {
            let mut differences = Vec::new();
            compare("settlement.stays", &expected, &found, &mut differences);
            differences.iter().map(Difference::to_string).collect::<Vec<_>>()
        };
        let none: [&str; 0] = [];
        let (one, two) = (json!({ "paid": 1, "of": 9 }), json!({ "paid": 2, "of": 9 }));
        let stated = json!([{ "paid": 1 }, { "paid": 2 }]);
        assert_eq!(differences(stated.clone(), json!([one, two])), none);
        assert_eq!(
            differences(stated.clone(), json!([two, one])),
            [
                "settlement.stays[0].paid: expected 1, found 2",
                "settlement.stays[1].paid: expected 2, found 1"
            ]
        );
        assert_eq!(
            differences(json!([{ "paid": 1 }]), json!([one, two])),
            [format!("settlement.stays: expected [{{\"paid\":1}}], found [{one},{two}]")]
        );
        assert_eq!(differences(json!(["a", "b"]), json!(["a", "b"])), none);
        assert_eq!(
            differences(json!(["a", "b"]), json!(["b", "a"])),
            [r#"settlement.stays: expected ["a","b"], found ["b","a"]"#]
        );
    }
}
