//! A finding as a line for other programs, and with the line of the file it means for a reader.

use std::fs;

use ariadne::{Color, Config, IndexType, Label, Report, ReportKind, Source};
use mingbai_compiler::Finding;

use crate::arguments::Lang;

/// `file:line: rule: message`
pub fn plain(finding: &Finding, lang: Lang) -> String {
    let Finding { file, line, rule, message, .. } = finding;
    format!("{file}:{line}: {rule}: {}", lang.pick(&message.zh, &message.en))
}

/// The line `file:line: rule: message`, then the line of the file with the place underlined; the
/// line alone where the file cannot be read again.
pub fn finding(finding: &Finding, lang: Lang, colour: bool) -> String {
    let Ok(text) = fs::read_to_string(&finding.file) else { return plain(finding, lang) };
    in_text(finding, &text, lang, colour)
}

/// Whether to colour what goes to a terminal.
pub fn colour(terminal: bool) -> bool {
    terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

fn in_text(finding: &Finding, text: &str, lang: Lang, colour: bool) -> String {
    let mut written = plain(finding, lang);
    // A finding on the whole file has no place to show.
    if finding.span.is_empty() && finding.span.start == 0 {
        return written;
    }
    let file = finding.file.as_str();
    let end = finding.span.end.max(finding.span.start + 1).min(text.len());
    let place = (file, finding.span.start.min(end)..end);
    let label =
        Label::new(place.clone()).with_message(lang.pick("这里", "here")).with_color(Color::Red);
    let report = Report::build(ReportKind::Error, place)
        .with_config(
            Config::default()
                .with_index_type(IndexType::Byte)
                .with_color(colour)
                .with_compact(true),
        )
        .with_label(label)
        .finish();
    let mut shown = Vec::new();
    if report.write((file, Source::from(text)), &mut shown).is_ok() {
        // The first line would repeat what `plain` says.
        let shown = String::from_utf8_lossy(&shown);
        for line in shown.lines().skip(1) {
            written.push('\n');
            written.push_str(line);
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_stands_under_its_line() {
        let text = "a = 1\nb = 2.5\n";
        let finding = Finding {
            file: "f.toml".into(),
            line: 2,
            column: 5,
            span: 10..13,
            rule: "float",
            message: mingbai_compiler::Text::new("是浮点数", "is a float"),
        };
        let shown = in_text(&finding, text, Lang::En, false);
        assert!(shown.starts_with("f.toml:2: float: is a float\n"), "{shown}");
        assert!(shown.contains("b = 2.5"), "{shown}");
        assert!(shown.contains("here"), "{shown}");
        let zh = in_text(&finding, text, Lang::Zh, false);
        assert!(zh.contains("这里") && zh.contains("是浮点数"), "{zh}");
    }
}
