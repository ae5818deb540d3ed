//! Text as spreadsheets write it: wide characters, dashes of many lengths, cells that would be formulas.

use std::borrow::Cow;

/// The text as it is compared: no blanks, wide characters as narrow ones, every dash or row of dashes as `-`, small
/// letters.
pub fn normal(text: &str) -> String {
    let mut all = String::with_capacity(text.len());
    for c in text.chars() {
        let c = match c {
            '\u{ff01}'..='\u{ff5e}' => {
                char::from_u32(u32::from(c) - 0xff01 + 0x21).unwrap_or(c).to_ascii_lowercase()
            }
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2500}' => '-',
            '\u{feff}' | '\u{200b}'..='\u{200f}' => continue,
            c if c.is_whitespace() => continue,
            c => c.to_ascii_lowercase(),
        };
        if c != '-' || !all.ends_with('-') {
            all.push(c);
        }
    }
    all
}

/// The text without what stands in parentheses; of text that has been made [`normal`].
pub fn without_parentheses(text: &str) -> String {
    let mut all = String::with_capacity(text.len());
    let mut depth = 0_u32;
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            c if depth == 0 => all.push(c),
            _ => {}
        }
    }
    all
}

/// Whether a spreadsheet could take the cell for a formula: it begins with `=`, `+`, `-`, `@`, a tab or a carriage
/// return, and is neither a plain number nor a dash.
pub fn is_formula(cell: &[u8]) -> bool {
    let Some((first, rest)) = cell.split_first() else { return false };
    match first {
        b'=' | b'@' | b'\t' | b'\r' => true,
        b'+' | b'-' => {
            let number = rest.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.');
            let dashes = cell.iter().all(|byte| *byte == b'-');
            !dashes && (!number || rest.is_empty())
        }
        _ => false,
    }
}

/// The cell as it is written: an apostrophe before one that [`is_formula`].
pub fn neutral(cell: &str) -> Cow<'_, str> {
    if is_formula(cell.as_bytes()) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// The cell as it was before it was made [`neutral`].
pub fn as_kept(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| is_formula(rest.as_bytes())).unwrap_or(cell)
}

/// The name of a column of a spreadsheet: A, B, …, AA; from 0.
pub fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        left -= 1;
        letters.push(char::from(b'A' + u8::try_from(left % 26).unwrap_or(0)));
        left /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_characters_blanks_and_dashes_make_no_difference() {
        assert_eq!(normal("　建档立卡户（已 脱贫）\n"), "建档立卡户(已脱贫)");
        assert_eq!(normal("６５岁"), "65岁");
        assert_eq!([normal("——"), normal("－"), normal("Ｙ")], ["-", "-", "y"].map(String::from));
        assert_eq!(without_parentheses("低保(打√)情况"), "低保情况");
    }

    #[test]
    fn what_a_spreadsheet_would_run_is_neutralised_and_comes_back() {
        for cell in ["=1+1", "=李建国", "+86 138", "-cmd|x", "@sum", "\t=1", "+"] {
            assert!(is_formula(cell.as_bytes()), "{cell:?}");
            assert_eq!(as_kept(&neutral(cell)), cell);
        }
        for cell in ["", "-", "——", "-3.50", "+8613800000000", "李", "'=1", "a=b"] {
            assert_eq!(neutral(cell), cell);
        }
        assert_eq!(as_kept("'=1"), "=1");
        assert_eq!(as_kept("'李"), "'李");
    }

    #[test]
    fn columns_are_lettered_as_spreadsheets_do() {
        let letters = [0, 25, 26, 701, 702].map(column_letters);
        assert_eq!(letters, ["A", "Z", "AA", "ZZ", "AAA"].map(String::from));
    }
}
