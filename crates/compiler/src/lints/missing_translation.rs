//! A text that lacks its Chinese, or has another language in its place. Its English may be left out.

use crate::finding::{Report, both};
use crate::source::{At, Span};

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

/// The text is not there at all.
pub fn missing(report: &mut Report<'_>, span: &Span, table: &str, key: &str) {
    let message = both!(
        "{table} 缺 {key}；请写 {key}.zh（英文 {key}.en 可以不写）",
        "{table} lacks {key}; write {key}.zh (its English, {key}.en, may be left out)"
    );
    report.add(RULE, span, message);
}

/// The Chinese is missing or blank.
pub fn no_chinese(report: &mut Report<'_>, span: &Span, key: &str) {
    report.add(
        RULE,
        span,
        both!("{key} 没有中文；请写 {key}.zh", "{key} has no Chinese; write {key}.zh"),
    );
}

/// Checks that each language is written in its own characters.
pub fn check(
    report: &mut Report<'_>,
    key: &str,
    zh: &At<String>,
    en: Option<&At<String>>,
    quotes: Quotes,
) {
    if !zh.value.chars().any(is_han) {
        report.add(
            RULE,
            &zh.span,
            both!(
                "{key}.zh 里没有一个汉字；请写中文",
                "{key}.zh has no Chinese character; write it in Chinese"
            ),
        );
    }
    if quotes == Quotes::None
        && let Some(en) = en
        && let Some(han) = en.value.chars().find(|&c| is_han(c))
    {
        report.add(
            RULE,
            &en.span,
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
