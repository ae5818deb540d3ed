//! Text of others as it may be shown: what would steer a terminal, or turn the order of the letters round, is shown and
//! not obeyed. Names, labels and cells may hold anything.

use std::borrow::Cow;

/// What stands for a character that has no picture of its own.
const UNSEEN: char = '\u{fffd}';

/// The text with its control characters as pictures of them (`␛`), those that set the direction as `�`. Lines and tabs stay.
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().all(|own| shown(own) == own) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(shown).collect())
}

/// What is shown of a character.
const fn shown(own: char) -> char {
    match own {
        '\n' | '\t' => own,
        '\0'..='\x1f' => match char::from_u32(0x2400 + own as u32) {
            Some(picture) => picture,
            None => UNSEEN,
        },
        '\x7f' => '\u{2421}',
        // C1, and what sets the direction of what follows.
        '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => UNSEEN,
        own => own,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_shown_and_letters_stay() {
        let hostile = "王\x1b[2J\x07\u{9b}31m\u{202e}cba\u{2066}\r\x7f";
        assert_eq!(visible(hostile), "王␛[2J␇\u{fffd}31m\u{fffd}cba\u{fffd}␍␡");
        for plain in ["王小明\t12\n", "é 👩‍👩‍👧 …", ""] {
            assert!(matches!(visible(plain), Cow::Borrowed(own) if own == plain));
        }
    }
}
