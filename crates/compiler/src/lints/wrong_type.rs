//! A value of another type than its key wants.

use crate::finding::{Report, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "wrong-type";

/// What a key wants.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wanted {
    /// A string.
    Text,
    /// A whole number.
    Whole,
    /// `true` or `false`.
    Flag,
    /// A day.
    Day,
    /// An array.
    List,
    /// A table.
    Table,
    /// Tables under `[[…]]`.
    Tables,
    /// A string with a number in it.
    Number,
}

impl Wanted {
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Text => ("加引号的文字", "text in quotes"),
            Self::Whole => ("整数，不加引号", "a whole number without quotes"),
            Self::Flag => ("true 或 false，不加引号", "true or false, without quotes"),
            Self::Day => {
                ("日期，如 2019-10-08，不加引号", "a day such as 2019-10-08, without quotes")
            }
            Self::List => ("方括号里的列表 [ … ]", "a list in brackets [ … ]"),
            Self::Table => ("带名称的各项 { … }", "a table { … }"),
            Self::Tables => ("一张或几张表 [[ … ]]", "one or more tables [[ … ]]"),
            Self::Number => {
                ("数字，如 \"70\" 或 \"10000.00\"", "a number such as \"70\" or \"10000.00\"")
            }
        }
    }
}

/// `key` wants something else.
pub fn report(report: &mut Report<'_>, span: &Span, key: &str, wanted: Wanted) {
    let (zh, en) = wanted.words();
    let message = both!(
        "{key} 的值类型不对；这里要写{zh}",
        "{key} has a value of the wrong type; write {en}"
    );
    report.add(RULE, span, message);
}
