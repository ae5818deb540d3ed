//! A file that is not TOML: a missing quote, a stray bracket.

use crate::finding::{Report, Text};
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

/// The beginnings of what the TOML reader says of the commonest slips, in Chinese.
const SAID: [(&str, &str); 8] = [
    (
        "string values must be quoted",
        "文字要加引号，日期写成 2026-01-05 的样子，是和否写成 true、false",
    ),
    ("missing comma", "两项之间少了逗号"),
    ("extra comma", "多了一个逗号"),
    ("unclosed table", "开头的方括号没有收尾"),
    ("unclosed", "括号没有收尾"),
    ("invalid unquoted key", "名称只能用英文字母、数字、- 和 _"),
    ("invalid basic string", "引号有头没有尾"),
    ("key with no value", "有名称，没有值"),
];

/// What the TOML reader says, at its place.
pub fn report(report: &mut Report<'_>, span: &Span, message: &str) {
    if let Some((full, half)) = full_width(report.source().text(), span) {
        return report.add(
            RULE,
            span,
            Text::new(
                format!("“{full}”是全角的，要写成半角的 {half}"),
                format!("{full} is a full-width character; write {half}"),
            ),
        );
    }
    let zh = SAID.iter().find(|(said, _)| message.starts_with(said)).map_or(message, |(_, zh)| zh);
    report.add(RULE, span, Text::new(
        format!("这里不合 TOML 的写法（{zh}）；检查引号、括号、等号是否成对、齐全"),
        format!("this is not TOML ({message}); check that quotes, brackets and equals signs are complete"),
    ));
}

/// The full-width character that the reader stopped at, if it is one; the reader counts bytes.
fn full_width(text: &str, span: &Span) -> Option<(char, char)> {
    let stopped = text.char_indices().rfind(|(at, _)| *at <= span.start)?.1;
    FULL_WIDTH.into_iter().find(|(full, _)| *full == stopped)
}

#[cfg(test)]
mod tests {
    use super::*;

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
