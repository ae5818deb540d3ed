//! A provision as a picture, for a meeting and its printer: a line for each set of cases, a column for each thing that
//! can be given, and what is still open of somebody of whom nothing is known. Black on white; every mark carries the
//! number of its column, so nothing is said by a colour or a place alone.

use std::fmt::Write;

use mingbai_core::kernel::lang::Lang;

use super::wrap::lines;
use super::{Decisions, Explained};

/// In units of the picture, which is [`WIDTH`] wide, as a sheet of paper is in tenths of a millimetre.
const WIDTH: usize = 1900;
const MARGIN: usize = 40;
/// How high letters are, and lines of them.
const TITLE: usize = 52;
const TEXT: usize = 36;
/// The least width for words beside the columns, and the width of a column.
const WORDS: usize = 900;
const COLUMN: usize = 84;
/// Between what stands together, and between parts.
const GAP: usize = 14;

/// The picture: SVG.
pub fn picture(explained: &Explained, lang: Lang) -> String {
    let columns = explained.table.as_ref().map_or(0, |table| table.outcomes.len());
    let width = WIDTH.max(2 * MARGIN + WORDS + columns * COLUMN);
    let mut sheet = Sheet { drawn: String::new(), width, y: MARGIN };
    sheet.words(&explained.title, TITLE, 0);
    sheet.words(&explained.clauses, TEXT, 0);
    sheet.words(&explained.what, TEXT, 0);
    if let Some(table) = &explained.table {
        sheet.table(table, lang);
    }
    if !explained.readings.is_empty() {
        sheet.heading(
            lang.pick(
                "两种读法的，这里这样读",
                "Where the text can be read two ways, it is read so",
            ),
        );
    }
    for [_, question, taken, _] in &explained.readings {
        sheet.words(&format!("{question} {taken}"), TEXT, 0);
    }
    let Sheet { drawn, y, .. } = sheet;
    let height = y + MARGIN;
    let language = lang.pick("zh-CN", "en");
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" lang=\"{language}\" font-family=\"sans-serif\" fill=\"#000\">\n<title>{}</title>\n<rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>\n{drawn}</svg>\n",
        escaped(&explained.title)
    )
}

/// A picture that grows downward.
struct Sheet {
    drawn: String,
    width: usize,
    /// Where the next thing begins.
    y: usize,
}

impl Sheet {
    /// What can be given, by number; then who gets which, and what is open as long as nothing is known.
    fn table(&mut self, table: &Decisions, lang: Lang) {
        let columns = table.outcomes.len();
        self.heading(lang.pick("给什么", "What is given"));
        for (number, outcome) in (1..).zip(&table.outcomes) {
            self.mark(number, MARGIN + COLUMN / 2, true);
            self.words(outcome, TEXT, COLUMN);
            self.y += GAP;
        }
        self.heading(lang.pick("给谁", "Who gets it"));
        for case in table.cases.iter().flatten() {
            self.line(columns, &case.who, |number| (number == case.outcome + 1).then_some(true));
        }
        if table.cases.is_none() {
            self.line(columns, &table.too_many(lang), |_| None);
        }
        let unknown = lang.pick("什么都还不知道的人", "Somebody of whom nothing is known");
        let asks = table.unknown.asks.join(lang.pick("、", ", "));
        let asks = match (asks.is_empty(), lang) {
            (true, _) => String::new(),
            (_, Lang::Zh) => format!("：要先问 {asks}"),
            (_, Lang::En) => format!(": to be asked {asks}"),
        };
        let certain = table.unknown.outcomes.len() == 1;
        self.line(columns, &format!("{unknown}{asks}"), |number| {
            table.unknown.outcomes.contains(&(number - 1)).then_some(certain)
        });
        self.rule();
    }

    /// Words with a mark in some of the columns, in a frame: filled where that is given, a question where it may be.
    fn line(&mut self, columns: usize, words: &str, mark: impl Fn(usize) -> Option<bool>) {
        self.rule();
        self.y += GAP;
        let right = self.width - MARGIN - columns * COLUMN;
        for number in 1..=columns {
            if let Some(certain) = mark(number) {
                self.mark(number, right + (number - 1) * COLUMN + COLUMN / 2, certain);
            }
        }
        self.text(words, TEXT, MARGIN, right);
        self.y += GAP;
    }

    fn rule(&mut self) {
        let (from, to, y) = (MARGIN, self.width - MARGIN, self.y);
        let _ = writeln!(
            self.drawn,
            "<path d=\"M{from} {y}H{to}\" stroke=\"#000\" stroke-width=\"2\"/>"
        );
    }

    fn heading(&mut self, words: &str) {
        self.y += 2 * GAP;
        let y = self.y + TEXT;
        let _ = writeln!(
            self.drawn,
            "<text x=\"{MARGIN}\" y=\"{y}\" font-size=\"{TEXT}\" font-weight=\"bold\">{}</text>",
            escaped(words)
        );
        self.y += leading(TEXT) + GAP;
    }

    /// The number of a column in a circle beside the next line: white on black; with a question mark, black on white.
    fn mark(&mut self, number: usize, x: usize, certain: bool) {
        let (y, radius, size) = (self.y + leading(TEXT) / 2, TEXT * 3 / 4, TEXT * 3 / 4);
        let (fill, ink) = if certain { ("#000", "#fff") } else { ("#fff", "#000") };
        let question = if certain { "" } else { "?" };
        let base = y + size / 3;
        let _ = writeln!(
            self.drawn,
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"{fill}\" stroke=\"#000\" stroke-width=\"3\"/><text x=\"{x}\" y=\"{base}\" font-size=\"{size}\" fill=\"{ink}\" text-anchor=\"middle\">{number}{question}</text>"
        );
    }

    /// Words across the sheet, some way in.
    fn words(&mut self, words: &str, size: usize, inward: usize) {
        self.text(words, size, MARGIN + inward, self.width - MARGIN);
    }

    /// Words from one place to another, in as many lines as they need.
    fn text(&mut self, words: &str, size: usize, from: usize, to: usize) {
        for line in lines(words, to.saturating_sub(from + GAP) * 1000 / size) {
            let y = self.y + size;
            let _ = writeln!(
                self.drawn,
                "<text x=\"{from}\" y=\"{y}\" font-size=\"{size}\">{}</text>",
                escaped(&line)
            );
            self.y += leading(size);
        }
    }
}

const fn leading(size: usize) -> usize {
    size * 3 / 2
}

/// Text as XML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
