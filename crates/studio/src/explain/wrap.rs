//! Text in lines of a width, by an estimate of how wide letters are: a picture has no fonts to measure.

/// How wide a letter is, in thousandths of its height.
const fn width(letter: char) -> usize {
    match letter {
        '\u{2e80}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{20000}'..='\u{3ffff}'
        | '\u{2014}'
        | '\u{2018}'..='\u{201d}'
        | '\u{2026}' => 1000,
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | ' ' | '|' => 320,
        'm' | 'w' | 'A'..='Z' | '%' => 780,
        _ => 580,
    }
}

/// Marks that do not begin a line.
const CLOSING: &str = "，。；：、？！）》”’…,.;:)";

/// `text` in lines that are at most `most` wide, in thousandths of a letter's height. They are broken at blanks and
/// beside Chinese letters; a longer word stands alone.
pub fn lines(text: &str, most: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut filled = 0;
    for piece in pieces(text) {
        let own: usize = piece.chars().map(width).sum();
        if filled > 0 && filled + own > most && !piece.starts_with(|c| CLOSING.contains(c)) {
            lines.push(String::new());
            filled = 0;
        }
        if let Some(line) = lines.last_mut().filter(|line| !(line.is_empty() && piece == " ")) {
            line.push_str(piece);
            filled += own;
        }
    }
    for line in &mut lines {
        line.truncate(line.trim_end().len());
    }
    lines
}

/// What is not broken: a Chinese letter, a blank, a word.
fn pieces(text: &str) -> Vec<&str> {
    let alone = |letter: char| letter == ' ' || width(letter) == 1000;
    let mut pieces = Vec::new();
    let mut begin = 0;
    let mut before: Option<char> = None;
    for (at, letter) in text.char_indices() {
        if before.is_some_and(|before| alone(before) || alone(letter)) {
            pieces.extend(text.get(begin..at));
            begin = at;
        }
        before = Some(letter);
    }
    pieces.extend(text.get(begin..).filter(|rest| !rest.is_empty()));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_broken_at_blanks_and_beside_chinese_letters() {
        assert_eq!(lines("", 5000), [""]);
        assert_eq!(lines("特困人员：是；低保", 5000), ["特困人员：", "是；低保"]);
        assert_eq!(lines("五个字一行，再来", 5000), ["五个字一行，", "再来"]);
        assert_eq!(lines("low-income allowance: yes", 9000), ["low-income", "allowance: yes"]);
        assert_eq!(lines("unbreakableword", 1000), ["unbreakableword"]);
        assert_eq!(lines("90%的钱", 3000), ["90%的", "钱"]);
    }

    #[test]
    fn narrow_letters_take_less_room_than_others_and_wide_ones_more() {
        let room = 2900;
        assert_eq!(lines("nn nn", room), ["nn nn"]);
        assert_eq!(lines("MM mm", room), ["MM", "mm"]);
        assert_eq!(lines("nnn nnn", room), ["nnn", "nnn"]);
        assert_eq!(lines("ill ill", room), ["ill ill"]);
    }
}
