//! What is wrong with a case, in Chinese; the engine says it in English itself.

use mingbai_core::case::problems::{Expected, Problem};

use crate::arguments::Lang;

/// A problem of a case, in words.
pub fn problem_words(problem: &Problem, lang: Lang) -> String {
    if lang == Lang::En {
        return problem.to_string();
    }
    let place = if problem.path.is_empty() { "输入" } else { problem.path.as_str() };
    let expected = expected_zh(&problem.expected);
    match &problem.expected {
        // What was found here is no value.
        Expected::KeyOnce
        | Expected::Key { .. }
        | Expected::Fact { .. }
        | Expected::AdmissionFact
        | Expected::SomeBand
        | Expected::SmallerCase => format!("{place}：{expected}"),
        _ => format!("{place}：写的是{}；{expected}", found_zh(&problem.found)),
    }
}

/// What was found, as `mingbai_core::case::values::Value::describe` and the readers of a case say it.
fn found_zh(found: &str) -> String {
    if let Some(number) = found.strip_prefix("the number ") {
        return format!("数 {number}");
    }
    if let Some(number) = found.strip_suffix(" of them") {
        return format!("{number}次");
    }
    if let Some(text) = found.strip_prefix('"').and_then(|text| text.strip_suffix('"')) {
        return format!("“{text}”");
    }
    match found {
        "null" => "空值",
        "true" => "“是”（true）",
        "false" => "“否”（false）",
        "a number that is no plain integer" => "不是普通整数的数",
        "a list" => "列表",
        "an object" => "对象",
        "an unknown reading" => "没有的读法",
        "nothing" => "空的",
        other => return other.to_owned(),
    }
    .to_owned()
}

fn expected_zh(expected: &Expected) -> String {
    let unknown = "不知道就不写，或写 null";
    match expected {
        Expected::Object => "应当是对象，用花括号，像 {\"facts\": {}} 这样".into(),
        Expected::List => "应当是列表，如 []".into(),
        Expected::KeyOnce => "这一项写了两次；请留一个".into(),
        Expected::Key { allowed } => format!("这里没有这一项；可以写的有：{}", allowed.join("、")),
        Expected::Fact { nearest: Some(nearest) } => {
            format!("没有这个事项；是不是想写 {nearest}？mingbai facts 列出全部事项")
        }
        Expected::Fact { nearest: None } => "没有这个事项；mingbai facts 列出全部事项".into(),
        Expected::AdmissionFact => "这不是一次住院的事项；请移到 facts 里".into(),
        Expected::OneOf { allowed } => format!("应当是其中之一：{}；{unknown}", allowed.join("、")),
        Expected::Flag => format!("应当是 true 或 false；{unknown}"),
        Expected::Integer { min, max } => format!("应当是 {min} 到 {max} 的整数，不加引号"),
        Expected::Text => "应当是加引号的文字".into(),
        Expected::Money => {
            "应当是加引号的元数，0 到 9999999999.99，最多两位小数，如 \"1500.50\"".into()
        }
        Expected::Percent => "应当是加引号的百分比，0 到 100，最多两位小数，如 \"62.5\"".into(),
        Expected::Cap => "应当是加引号的元数，如 \"70000.00\"；不封顶写 \"none\"".into(),
        Expected::Rising => "每一段的起点要比前一段高；请从低到高排".into(),
        Expected::SomeBand => "至少要有一段，如 {\"from\": \"0\", \"percent\": \"60\"}".into(),
        Expected::Date => "应当是日期，如 2019-11-01".into(),
        Expected::FewerUnknownAdmissions { most, facts } => {
            format!("最多 {most} 次住院可以不写 {}；请把其余的补上", facts.join(" 或 "))
        }
        Expected::SmallerCase => "一次不知道的情况太多，算不准；请多填几项".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_found_is_said_in_chinese() {
        for (found, zh) in [
            ("the number 3", "数 3"),
            ("\"tier_9\"", "“tier_9”"),
            ("7 of them", "7次"),
            ("100.00", "100.00"),
        ] {
            assert_eq!(found_zh(found), zh);
        }
    }
}
