//! A file that is not TOML: a missing quote, a stray bracket.

use crate::finding::{Report, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "toml";

/// What a Chinese keyboard writes, and what TOML needs.
const FULL_WIDTH: [(char, char); 16] = [
    ('，', ','),
    ('、', ','),
    ('；', ','),
    ('＝', '='),
    ('：', '='),
    ('“', '"'),
    ('”', '"'),
    ('‘', '\''),
    ('’', '\''),
    ('（', '('),
    ('）', ')'),
    ('【', '['),
    ('】', ']'),
    ('｛', '{'),
    ('｝', '}'),
    ('\u{3000}', ' '),
];

/// What the TOML reader says, at its place; in Chinese the slip that the text there gives away.
pub fn report(report: &mut Report<'_>, span: &Span, message: &str) {
    let text = report.source().text();
    if let Some((full, half)) = full_width(text, span) {
        let message = both!(
            "“{full}”是全角的，要写成半角的 {half}",
            "{full} is a full-width character; write {half}"
        );
        return report.add(RULE, span, message);
    }
    let slip = slip(text, span.start).unwrap_or(message);
    let message = both!(
        "这里不合 TOML 的写法（{slip}）；检查引号、括号、等号是否成对、齐全",
        "this is not TOML ({message}); check that quotes, brackets and equals signs are complete"
    );
    report.add(RULE, span, message);
}

/// The slip of the keyboard that stopped the reader at the byte `at`, if the text shows which.
fn slip(text: &str, at: usize) -> Option<&'static str> {
    let (before, rest) = text.split_at_checked(at)?;
    let line = before.rsplit('\n').next()?.to_owned() + rest.split('\n').next()?;
    let (key, value) = line.split_once('=').unwrap_or((&line, ""));
    let plain = |c: char| c.is_ascii_alphanumeric() || " \t_-.\"'[]".contains(c);
    let (before, rest) = (before.trim_end(), rest.trim_start());
    let ends = |ends: &[char]| before.ends_with(ends);
    Some(if line.matches('"').count() % 2 == 1 || line.matches('\'').count() % 2 == 1 {
        "引号有头没有尾"
    } else if line.trim_start().starts_with('[') && !line.contains(']') {
        "开头的方括号没有收尾"
    } else if rest.starts_with(',') || ends(&[',']) && rest.starts_with(['}', ']']) {
        "多了一个逗号"
    } else if ends(&['"', '\'', '}', ']']) && rest.starts_with(['"', '\'', '{', '[']) {
        "两项之间少了逗号"
    } else if rest.is_empty()
        && (text.matches('[').count() != text.matches(']').count()
            || text.matches('{').count() != text.matches('}').count())
    {
        "括号没有收尾"
    } else if !key.trim_start().starts_with(['{', '"']) && !key.chars().all(plain) {
        "名称只能用英文字母、数字、- 和 _"
    } else if !value.trim().is_empty()
        && ends(&['=', '[', ','])
        && rest.starts_with(|c: char| c.is_alphanumeric())
    {
        "文字要加引号，日期写成 2026-01-05 的样子，是和否写成 true、false"
    } else if value.trim().is_empty() {
        "有名称，没有值"
    } else {
        return None;
    })
}

/// The full-width character that the reader stopped at, if it is one; the reader counts bytes.
fn full_width(text: &str, span: &Span) -> Option<(char, char)> {
    let stopped = text.char_indices().rfind(|(at, _)| *at <= span.start)?.1;
    FULL_WIDTH.into_iter().find(|(full, _)| *full == stopped)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::toml::read;
    use crate::source::Source;

    #[test]
    fn the_commonest_slips_are_named_in_chinese() {
        for (text, slip) in [
            ("id = test\n", "文字要加引号"),
            ("from = 2026年1月5日\n", "文字要加引号"),
            ("when = 'dibao\nid = 1\n", "引号有头没有尾"),
            ("en = \"Help }\nid = 1\n", "引号有头没有尾"),
            ("at = [\"一\" \"二\"]\n", "两项之间少了逗号"),
            ("rows = [\n  { id = \"a\" }\n  { id = \"b\" },\n]\n", "两项之间少了逗号"),
            ("at = [\"一\",, \"二\"]\n", "多了一个逗号"),
            ("[policy\nid = \"a\"\n", "开头的方括号没有收尾"),
            ("rows = [\n  { id = \"a\" },\n", "括号没有收尾"),
            ("名称 = \"a\"\n", "名称只能用英文字母"),
            ("id\nat = \"a\"\n", "有名称，没有值"),
            ("id =\nat = \"a\"\n", "有名称，没有值"),
            ("id =", "有名称，没有值"),
            ("rows = { id = \"a\"", "括号没有收尾"),
            // Of two slips the first.
            ("id = test\nrows = [\n", "文字要加引号"),
            // None of these: what the reader says.
            ("id = \"a\" b\n", "（unexpected"),
        ] {
            let source = Source::new("f.toml", text);
            let mut report = Report::new(&source);
            assert!(read(source.text(), &mut report).is_none(), "{text}");
            let found = report.finish();
            let said = found.first().map(|finding| finding.message.zh.as_str()).unwrap_or_default();
            assert!(said.contains(slip), "{text}{said}");
        }
    }

    #[test]
    fn what_a_chinese_keyboard_writes_is_named() {
        let text = "a = 1，b";
        // Byte 5 begins the comma; 6 and 7 are inside it.
        for start in 5..8 {
            assert_eq!(full_width(text, &(start..start + 1)), Some(('，', ',')));
        }
        assert_eq!((full_width(text, &(4..5)), full_width(text, &(8..9))), (None, None));
        assert_eq!(full_width("", &(0..0)), None);
    }
}
