//! An error as a line for other programs, and with the line of the file it means for a reader.

use std::fs;
use std::io::IsTerminal;
use std::ops::Range;

use ariadne::{Color, Config, IndexType, Label, Report, ReportKind, Source};
use mingbai_compiler::Finding;
use mingbai_core::kernel::lang::Lang;
use mingbai_plain::visible::visible;

/// Whether, and how, the lines that errors mean are shown.
#[derive(Clone, Copy)]
pub struct Underline {
    /// Whether they are shown at all.
    shown: bool,
    colour: bool,
}

impl Underline {
    /// For a terminal, or anywhere if it is `asked` for. Colours in a terminal only.
    pub fn on(out: &impl IsTerminal, asked: bool) -> Self {
        let terminal = out.is_terminal();
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Self { shown: terminal || asked, colour: terminal && !plain }
    }

    /// `file:line: rule: message`, and the line of the file with the place underlined, as far as the
    /// file can be read again.
    pub fn finding(self, finding: &Finding, lang: Lang) -> String {
        let Finding { file, line, rule, message, span, .. } = finding;
        let said = format!("{file}:{line}: {rule}: {}", lang.pick(&message.zh, &message.en));
        let text = if self.shown { fs::read_to_string(file).ok() } else { None };
        self.place(&said, file, &text.unwrap_or_default(), span, lang)
    }

    /// `said`, which begins with `file:line:`, and the bytes `span` of the text underlined.
    pub fn place(
        self,
        said: &str,
        file: &str,
        text: &str,
        span: &Range<usize>,
        lang: Lang,
    ) -> String {
        let mut said = visible(said).into_owned();
        // What is wrong with a file as a whole has no place to show.
        if !self.shown || text.is_empty() || span.is_empty() && span.start == 0 {
            return said;
        }
        // Readers count bytes: one of them may be in the middle of a character.
        let starts = |at: &usize| text.is_char_boundary(*at);
        let start = (0..=span.start.min(text.len())).rev().find(starts).unwrap_or(0);
        let end = (span.end.max(start + 1)..=text.len()).find(starts).unwrap_or(text.len());
        // Where it is in the text as it is shown.
        let [start, end] = [start, end].map(|at| visible(text.get(..at).unwrap_or_default()).len());
        let (file, text) = (visible(file), visible(text));
        let (file, text) = (&*file, &*text);
        let place = (file, start..end);
        let label = Label::new(place.clone())
            .with_message(lang.pick("这里", "here"))
            .with_color(Color::Red);
        let report = Report::build(ReportKind::Error, place)
            .with_config(
                Config::default()
                    .with_index_type(IndexType::Byte)
                    .with_color(self.colour)
                    .with_compact(true),
            )
            .with_label(label)
            .finish();
        let mut shown = Vec::new();
        if report.write((file, Source::from(text)), &mut shown).is_ok() {
            // The first line would repeat what is said already.
            let shown = String::from_utf8_lossy(&shown);
            for line in shown.lines().skip(1) {
                said.push('\n');
                said.push_str(line);
            }
        }
        said
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_stands_under_its_line() {
        let text = "a = 1\nb = 2.5\n";
        let shown = |shown, lang| {
            let underline = Underline { shown, colour: false };
            underline.place("f.toml:2: is a float", "f.toml", text, &(10..13), lang)
        };
        let en = shown(true, Lang::En);
        assert!(en.starts_with("f.toml:2: is a float\n"), "{en}");
        assert!(en.contains("b = 2.5") && en.contains("here"), "{en}");
        assert!(shown(true, Lang::Zh).contains("这里"));
        assert_eq!(shown(false, Lang::En), "f.toml:2: is a float");
        // In the middle of a character, and past the end.
        let underline = Underline { shown: true, colour: false };
        for span in [5..6, 5..5, 4..40, 40..41] {
            let said = underline.place("f:1: x", "f", "a = ，1", &span, Lang::En);
            assert!(said.starts_with("f:1: x"), "{said}");
        }
    }
}
