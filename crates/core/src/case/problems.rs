//! What is wrong with an input: where, what was found, what was expected.

use std::fmt;

use serde::Serialize;

use super::values::Value;
use crate::kernel::lang::Lang;
use crate::kernel::money::Money;
use crate::say;

/// How many characters of a text a problem repeats.
const LONGEST: usize = 40;

/// One thing wrong with the input: where, what was found, what was expected.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Problem {
    /// Where: `facts.tier`, `admissions[0].in_scope`; empty for the whole input.
    pub path: String,
    /// What was found there.
    pub found: Found,
    /// What was expected.
    #[serde(flatten)]
    pub expected: Expected,
}

/// What is wrong in the place of a problem: a value that may not stand there, or something missing.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Found {
    /// Null, where it may not stand.
    Null,
    /// true or false.
    Flag(bool),
    /// An integer.
    Integer(i64),
    /// A number that is no integer or too large for one.
    Fraction,
    /// A text, or its beginning.
    Text(String),
    /// A list.
    List,
    /// An object.
    Object,
    /// Nothing, where something must stand.
    Nothing,
    /// An object in an object and so on without end.
    TooDeep,
    /// A key that stands there already.
    Again,
    /// A key that does not belong there.
    UnknownKey,
    /// A fact that the vocabulary does not have.
    UnknownFact,
    /// A reading that the policy does not have.
    UnknownReading,
    /// A fact that belongs elsewhere.
    OtherFact,
    /// A list of bands without one.
    NoBand,
    /// So many admissions with facts that are not known.
    Admissions(usize),
    /// A case that is too much to work out.
    Case,
}

/// What was expected in the place of a problem.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(tag = "expected", rename_all = "snake_case")]
pub enum Expected {
    /// An object with keys.
    Object,
    /// A list.
    List,
    /// Each key once.
    KeyOnce,
    /// One of these keys.
    Key {
        /// The keys that may stand here.
        allowed: Vec<String>,
    },
    /// A fact of the vocabulary.
    Fact {
        /// The nearest name, if one is near.
        nearest: Option<String>,
    },
    /// A fact that belongs here: an admission's own.
    AdmissionFact,
    /// One of these values.
    OneOf {
        /// The values that may stand here.
        allowed: Vec<String>,
    },
    /// true or false.
    Flag,
    /// An integer.
    Integer {
        /// The least.
        min: i64,
        /// The greatest.
        max: i64,
    },
    /// A text.
    Text,
    /// Yuan as a decimal string.
    Money,
    /// A percentage as a decimal string.
    Percent,
    /// A cap: yuan or "none".
    Cap,
    /// A band that begins above the one before.
    Rising,
    /// At least one band.
    SomeBand,
    /// At most what earlier layers left of the bill, yuan.
    AtMost {
        /// What they left.
        most: Money,
    },
    /// A day of the calendar, `2019-10-08`.
    Date,
    /// Fewer admissions with facts that are not known.
    FewerUnknownAdmissions {
        /// The facts of an admission to state first.
        facts: Vec<String>,
    },
    /// A case with fewer facts open at once.
    SmallerCase,
}

impl From<&Value> for Found {
    fn from(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Flag(*value),
            Value::Int(value) => Self::Integer(*value),
            Value::Fraction => Self::Fraction,
            Value::Text(text) => Self::Text(text.chars().take(LONGEST).collect()),
            Value::List(_) => Self::List,
            Value::Map(_) => Self::Object,
        }
    }
}

impl Found {
    /// What is wrong, in a language.
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Self::Null => say!(lang, "写的是空值", "found null"),
            Self::Flag(true) => say!(lang, "写的是“是”（true）", "found true"),
            Self::Flag(false) => say!(lang, "写的是“否”（false）", "found false"),
            Self::Integer(number) => say!(lang, "写的是数 {number}", "found the number {number}"),
            Self::Fraction => {
                say!(lang, "写的数不是普通整数", "found a number that is no plain integer")
            }
            Self::Text(text) => say!(lang, "写的是“{text}”", "found \"{text}\""),
            Self::List => say!(lang, "写的是列表", "found a list"),
            Self::Object => say!(lang, "写的是对象", "found an object"),
            Self::Nothing => say!(lang, "没有写", "found nothing"),
            Self::TooDeep => say!(lang, "对象套得太深", "found an object nested too deeply"),
            Self::Again => say!(lang, "这一项写了两次", "the key stands here twice"),
            Self::UnknownKey => say!(lang, "这里没有这一项", "no such key here"),
            Self::UnknownFact => say!(lang, "没有这个事项", "no such fact"),
            Self::UnknownReading => say!(lang, "没有这种读法", "no such reading"),
            Self::OtherFact => {
                say!(lang, "这不是一次住院的事项", "this is not a fact of an admission")
            }
            Self::NoBand => say!(lang, "一段也没有", "found no band"),
            Self::Admissions(number) => {
                say!(lang, "有{number}次没有写全", "{number} of them leave something open")
            }
            Self::Case => {
                say!(lang, "一次不知道的情况太多，算不准", "too much is open at once to be exact")
            }
        }
    }
}

impl Expected {
    /// What was expected and what to do, in a language.
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Self::Object => say!(
                lang,
                "应当是对象，用花括号，像 {{\"facts\": {{}}}} 这样",
                "expected an object in curly brackets, as {{\"facts\": {{}}}} is one"
            ),
            Self::List => say!(lang, "应当是列表，如 []", "expected a list, like []"),
            Self::KeyOnce => say!(lang, "请留一个", "keep one of them"),
            Self::Key { allowed } => say!(
                lang,
                "可以写的有：{allowed}",
                "use one of: {allowed}",
                allowed = allowed.join(lang.pick("、", ", "))
            ),
            Self::Fact { nearest: Some(nearest) } => say!(
                lang,
                "是不是想写 {nearest}？mingbai facts 列出全部事项",
                "did you mean {nearest}? `mingbai facts` lists them all"
            ),
            Self::Fact { nearest: None } => {
                say!(lang, "mingbai facts 列出全部事项", "`mingbai facts` lists them all")
            }
            Self::AdmissionFact => say!(lang, "请移到 facts 里", "move it to \"facts\""),
            Self::OneOf { allowed } => say!(
                lang,
                "应当是其中之一：{allowed}；不知道就不写，或写 null",
                "expected one of: {allowed}; leave it out or write null if it is not known",
                allowed = allowed.join(lang.pick("、", ", "))
            ),
            Self::Flag => say!(
                lang,
                "应当是 true 或 false；不知道就不写，或写 null",
                "expected true or false; leave it out or write null if it is not known"
            ),
            Self::Integer { min, max } => say!(
                lang,
                "应当是 {min} 到 {max} 的整数，不加引号",
                "expected an integer from {min} to {max}, without quotes"
            ),
            Self::Text => say!(lang, "应当是加引号的文字", "expected a text in quotes"),
            Self::Money => say!(
                lang,
                "应当是加引号的元数，0 到 9999999999.99，最多两位小数，如 \"1500.50\"",
                "expected yuan as a text with 0 to 2 decimals, 0 to 9999999999.99, like \"1500.50\""
            ),
            Self::Percent => say!(
                lang,
                "应当是加引号的百分比，0 到 100，最多两位小数，如 \"62.5\"",
                "expected a percentage as a text with 0 to 2 decimals, 0 to 100, like \"62.5\""
            ),
            Self::Cap => say!(
                lang,
                "应当是加引号的元数，如 \"70000.00\"；不封顶写 \"none\"",
                "expected yuan as a text, like \"70000.00\", or \"none\" for no cap"
            ),
            Self::Rising => say!(
                lang,
                "每一段的起点要比前一段高；请从低到高排",
                "each band must begin above the one before; put them in order"
            ),
            Self::SomeBand => say!(
                lang,
                "至少要有一段，如 {{\"from\": \"0\", \"percent\": \"60\"}}",
                "expected at least one band, like {{\"from\": \"0\", \"percent\": \"60\"}}"
            ),
            Self::AtMost { most } => say!(
                lang,
                "前面几层付过以后，这张账单政策范围内只剩 {most} 元；请对照结算单再看一遍",
                "earlier payments leave only {most} yuan of the bill's in-scope cost; look at the settlement sheet again"
            ),
            Self::Date => say!(
                lang,
                "应当是日期，如 2019-11-01",
                "expected a day of the calendar, like 2019-11-01"
            ),
            Self::FewerUnknownAdmissions { facts } => say!(
                lang,
                "可能的情况太多，算不准；请先补上 {facts}",
                "too much is possible to be exact; fill in {facts} first",
                facts = facts.join(lang.pick("、", " or "))
            ),
            Self::SmallerCase => say!(lang, "请多填几项", "fill in some facts"),
        }
    }
}

impl Problem {
    /// The problem in a language: its place, what was found, what was expected and what to do.
    pub fn words(&self, lang: Lang) -> String {
        let place =
            if self.path.is_empty() { lang.pick("输入", "the input") } else { &self.path };
        let (found, expected) = (self.found.words(lang), self.expected.words(lang));
        say!(lang, "{place}：{found}；{expected}", "{place}: {found}; {expected}")
    }
}

/// In English, as errors in Rust are.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words(Lang::En))
    }
}

/// The name in `names` nearest to `wrong`, if it is near enough to be meant.
pub fn nearest<'n>(wrong: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    names
        .map(|name| (distance(wrong, name), name))
        .filter(|&(distance, name)| distance <= 1 + name.chars().count() / 4)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, name)| name)
}

/// Levenshtein's distance.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().take(64).collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (above, from) in one.chars().take(64).enumerate() {
        let mut corner = above;
        let mut left = above + 1;
        let mut next = vec![left];
        for (&to, &up) in other.iter().zip(row.iter().skip(1)) {
            left = (corner + usize::from(from != to)).min(up + 1).min(left + 1);
            corner = up;
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_found_is_said_in_both_languages() {
        for (found, zh, en) in [
            (Found::Integer(3), "写的是数 3", "found the number 3"),
            (Found::Text("tier_9".into()), "写的是“tier_9”", "found \"tier_9\""),
            (Found::Admissions(7), "有7次没有写全", "7 of them leave something open"),
            (Found::Text("100.00".into()), "写的是“100.00”", "found \"100.00\""),
        ] {
            assert_eq!((found.words(Lang::Zh), found.words(Lang::En)), (zh.into(), en.into()));
        }
        let long = Value::Text("长".repeat(100));
        assert_eq!(Found::from(&long), Found::Text("长".repeat(LONGEST)));
        let (path, expected) = ("facts.dibao".into(), Expected::Flag);
        let problem = Problem { path, found: Found::from(&Value::Int(1)), expected };
        assert!(problem.words(Lang::Zh).starts_with("facts.dibao：写的是数 1；应当是 true"));
        assert_eq!(problem.words(Lang::En), problem.to_string());
    }

    #[test]
    fn the_nearest_name_is_the_one_meant() {
        let names = ["residence", "registered_poor", "dibao", "tier"];
        assert_eq!(nearest("residance", names.into_iter()), Some("residence"));
        assert_eq!(nearest("teir", names.into_iter()), Some("tier"));
        assert_eq!(nearest("colour", names.into_iter()), None);
        for (one, other, slips) in [
            ("kitten", "sitting", 3),
            ("sunday", "saturday", 3),
            ("abc", "", 3),
            ("", "abc", 3),
            ("abc", "abcd", 1),
            ("abcd", "abc", 1),
            ("abcd", "bcd", 1),
            ("a", "b", 1),
            ("tier", "tier", 0),
        ] {
            assert_eq!(distance(one, other), slips, "{one} {other}");
        }
    }
}
