//! A text that lacks one of its languages, or has the other language in its place.

use crate::finding::{Report, Text, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "missing-translation";

/// Whether the text is shown as our own words, or may quote the document's characters in English too.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Quotes {
    /// Own words only.
    None,
    /// The English may quote characters of the document.
    Allowed,
}

/// Neither language is there.
pub fn both(report: &mut Report<'_>, span: &Span, table: &str, key: &str) {
    let message = both!(
        "{table} 缺 {key} 的中文和英文；请写 {key}.zh 和 {key}.en",
        "{table} lacks {key} in both languages; write {key}.zh and {key}.en"
    );
    report.add(RULE, span, message);
}

/// One language is missing or blank.
pub fn one(report: &mut Report<'_>, span: &Span, key: &str, language: &str) {
    let (zh, en) = if language == "zh" { ("中文", "Chinese") } else { ("英文", "English") };
    let message =
        both!("{key} 没有{zh}；请写 {key}.{language}", "{key} has no {en}; write {key}.{language}");
    report.add(RULE, span, message);
}

/// Checks that each language is written in its own characters.
pub fn check(
    report: &mut Report<'_>,
    key: &str,
    text: &Text,
    (zh, en): (&Span, &Span),
    quotes: Quotes,
) {
    if !text.zh.chars().any(is_han) {
        report.add(
            RULE,
            zh,
            both!(
                "{key}.zh 里没有一个汉字；请写中文",
                "{key}.zh has no Chinese character; write it in Chinese"
            ),
        );
    }
    if quotes == Quotes::None
        && let Some(han) = text.en.chars().find(|&c| is_han(c))
    {
        report.add(
            RULE,
            en,
            both!(
                "{key}.en 里有汉字“{han}”；英文里只写英文",
                "{key}.en contains the Chinese character {han}; write it in English"
            ),
        );
    }
}

const fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}
