//! Pasted text as paragraphs: without what a word processor, a reader of PDF or a web page has left in it.

use super::number;

/// A paragraph, or a line of a table.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Paragraph {
    /// What it says, trimmed; a table's cells joined by ` | `.
    pub text: String,
    /// The line of the pasted text it begins on, from 1.
    pub line: usize,
    /// The cells, where it is a line of a table.
    pub cells: Vec<String>,
    /// Whether it is marked as a heading (`# …`).
    pub heading: bool,
}

/// A line of at most this many characters may come from a page of fixed width.
const WIDEST_PAGE: usize = 60;

/// The paragraphs of `text`, and the lines that are none: page numbers.
pub fn paragraphs(text: &str) -> (Vec<Paragraph>, Vec<Paragraph>) {
    let lines: Vec<Line> = lines(text);
    let width = page_width(&lines);
    let (mut paragraphs, mut left_out): (Vec<Paragraph>, Vec<Paragraph>) = (Vec::new(), Vec::new());
    // The length of the line before, where it may go on.
    let mut before: Option<usize> = None;
    for line in lines {
        let Line { paragraph, soft, indented } = line;
        if is_page_number(&paragraph.text) {
            left_out.push(paragraph);
            continue;
        }
        let length = paragraph.text.chars().count();
        let begins = paragraph.heading
            || !paragraph.cells.is_empty()
            || number::leading(&paragraph.text).is_some();
        let full = width.is_some_and(|width| before.is_some_and(|before| before + 2 >= width));
        let goes_on = !begins && (soft || full && !indented);
        match paragraphs.last_mut().filter(|last| goes_on && last.cells.is_empty() && !last.heading)
        {
            Some(last) if soft || !ends(&last.text) => last.text.push_str(&paragraph.text),
            _ => paragraphs.push(paragraph),
        }
        before = Some(length);
    }
    (paragraphs, left_out)
}

/// Whether a text ends as a sentence, a list or a heading with a colon does.
pub fn ends(text: &str) -> bool {
    let text = text.trim_end_matches(['”', '"', '」', '』', ')', '）', ' ']);
    text.ends_with(['。', '；', '：', '！', '？', ';', ':', '!', '?', '．'])
}

struct Line {
    paragraph: Paragraph,
    /// Whether a soft break, not the end of a paragraph, is before it.
    soft: bool,
    /// Whether it begins with spaces, as a paragraph of a printed page does.
    indented: bool,
}

fn lines(text: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (number, whole) in (1..).zip(text.split('\n')) {
        let pieces = whole.split(['\u{b}', '\u{c}', '\r', '\u{85}', '\u{2028}', '\u{2029}']);
        for piece in pieces {
            let own: String = piece.chars().filter_map(clean).collect();
            let cells = cells(&own);
            let bare = own.trim_matches([' ', '\u{3000}', '\t']);
            let text = bare.trim_start_matches('#').trim_start_matches([' ', '\u{3000}']);
            let heading = bare.starts_with('#');
            let text = if cells.is_empty() { text.replace('\t', "") } else { cells.join(" | ") };
            // Nothing, or a line drawn under a heading or a table's head.
            if !text.contains(char::is_alphanumeric) {
                continue;
            }
            let paragraph = Paragraph { text, line: number, cells, heading };
            let soft = lines.last().is_some_and(|last| last.paragraph.line == number);
            let indented = own.starts_with([' ', '\u{3000}', '\t']);
            lines.push(Line { paragraph, soft, indented });
        }
    }
    lines
}

/// A character without what cannot be seen; spaces of all widths but the ideographic one are spaces.
fn clean(character: char) -> Option<char> {
    match character {
        '\t' => Some('\t'),
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => Some(' '),
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{ad}' | '\u{feff}' => {
            None
        }
        other if other.is_control() => None,
        other => Some(other),
    }
}

/// The cells of a line of a table, tabs or bars between them; none where it is no table. A number that a word
/// processor has set apart by a tab is not a cell.
fn cells(line: &str) -> Vec<String> {
    let trimmed = line.trim_matches([' ', '\u{3000}']);
    let barred = trimmed.strip_prefix('|').and_then(|inner| inner.strip_suffix('|'));
    let parts = barred
        .map_or_else(|| line.split('\t').collect::<Vec<_>>(), |inner| inner.split('|').collect());
    // A tab between bars is only a space.
    let cells: Vec<String> = parts.iter().map(|cell| cell.trim().replace('\t', " ")).collect();
    let filled: Vec<&String> = cells.iter().filter(|cell| !cell.is_empty()).collect();
    let numbered = filled
        .first()
        .is_some_and(|cell| number::leading(cell).is_some_and(|(_, rest)| rest.is_empty()));
    if filled.len() < 2 || numbered && filled.len() == 2 { Vec::new() } else { cells }
}

/// `3`, `- 3 -`, `—3—`, `第 3 页 共 10 页`.
fn is_page_number(text: &str) -> bool {
    let bare: String = text
        .chars()
        .map(number::half_width)
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '—' | '–' | '·' | ','))
        .collect();
    let digits =
        |text: &str| (1..=4).contains(&text.len()) && text.bytes().all(|c| c.is_ascii_digit());
    let page = |text: &str| {
        let inner = text.strip_prefix('第').and_then(|text| text.strip_suffix(['页', '頁']));
        inner.is_some_and(digits)
    };
    let of = bare.split_once('共').map_or(bare.as_str(), |(page, _)| page);
    digits(&bare) || page(of)
}

/// The width of the page in characters, where the lines are those of a printed page: no line is longer and a
/// third of them reach it.
fn page_width(lines: &[Line]) -> Option<usize> {
    let lengths: Vec<usize> = lines
        .iter()
        .filter(|line| line.paragraph.cells.is_empty())
        .map(|line| line.paragraph.text.chars().count())
        .collect();
    let widest =
        lengths.iter().copied().max().filter(|widest| (12..=WIDEST_PAGE).contains(widest))?;
    let full = lengths.iter().filter(|&&length| length + 2 >= widest).count();
    (full >= 4 && full * 3 >= lengths.len()).then_some(widest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        paragraphs(text).0.into_iter().map(|own| own.text).collect()
    }

    #[test]
    fn what_pasting_leaves_in_a_text_is_taken_out() {
        assert_eq!(
            texts(
                "\u{feff}\u{a0}\u{a0}一、总\u{200b}则\r\n\u{3000}\u{3000}甲。\n- 3 -\n第 4 页 共 9 页\n1.\t乙"
            ),
            ["一、总则", "甲。", "1.乙"]
        );
        assert_eq!(paragraphs("甲。\n— 12 —\n乙。").1.len(), 1);
    }

    #[test]
    fn a_soft_break_does_not_end_a_paragraph_and_a_number_begins_one() {
        assert_eq!(texts("一、甲\u{b}乙\u{2028}（一）丙"), ["一、甲乙", "（一）丙"]);
    }

    #[test]
    fn lines_of_a_printed_page_are_put_together() {
        let page = "一、总体要求\n\u{3000}\u{3000}以人民为中心的发展理念聚焦减轻困\n难群众重特大疾病医疗费用负担建立健全\n防范和化解因病致贫返贫长效机制强化基\n本医保大病保险医疗救助综合保障功能。\n\u{3000}\u{3000}确保困难群众基本医疗有保障不因罹\n患重病影响生活。";
        let found = texts(page);
        assert_eq!(found.len(), 3, "{found:?}");
    }

    #[test]
    fn a_line_with_tabs_or_bars_is_one_of_a_table() {
        let (found, _) = paragraphs("| 附件 | 身份 |\n| --- | --- |\n附件1\t老复员军人\t\t775 / 0");
        assert_eq!(found.len(), 2);
        assert_eq!(found.last().map(|row| row.cells.len()), Some(4));
    }
}
