//! A name that is not written the way names are, or that is taken.

use crate::finding::{Report, Text, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "bad-name";

/// How names of a sort are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Style {
    /// `tier_1`: facts, values, conditions, readings, rows.
    Snake,
    /// `home-visits`: policies and provisions.
    Kebab,
}

impl Style {
    fn fits(self, name: &str) -> bool {
        let joint = match self {
            Self::Snake => b'_',
            Self::Kebab => b'-',
        };
        name.bytes().next().is_some_and(|first| first.is_ascii_lowercase())
            && name
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == joint)
    }
}

/// Reports `name` if it is not written in `style`.
pub fn check(report: &mut Report<'_>, span: &Span, name: &str, style: Style) {
    if let Some(message) = message(name, style) {
        report.add(RULE, span, message);
    }
}

/// What is wrong with `name`, if it is not written in `style`.
pub fn message(name: &str, style: Style) -> Option<Text> {
    if style.fits(name) {
        return None;
    }
    let (zh, en, example) = match style {
        Style::Snake => (
            "小写英文字母、数字和下划线",
            "lower-case letters, digits and underscores",
            "second_group",
        ),
        Style::Kebab => {
            ("小写英文字母、数字和连字符", "lower-case letters, digits and hyphens", "home-visits")
        }
    };
    Some(both!(
        "名称“{name}”写法不对；只用{zh}，以字母开头，如 {example}",
        "the name \"{name}\" is not written as names are; use {en}, beginning with a letter, such as {example}"
    ))
}

/// Reports `name` if conditions or the page use that word for something else.
pub fn reserved(report: &mut Report<'_>, span: &Span, name: &str, words: &[&str]) {
    if words.contains(&name) {
        let message = both!(
            "{name} 另有用处，不能用作名称；请换一个",
            "{name} means something else already; choose another name"
        );
        report.add(RULE, span, message);
    }
}

/// `name` is the name of a fact already.
pub fn taken(report: &mut Report<'_>, span: &Span, name: &str) {
    let message = both!(
        "{name} 已经是一个事项的名称；条件请换一个名称",
        "{name} is the name of a fact already; give the condition another name"
    );
    report.add(RULE, span, message);
}
