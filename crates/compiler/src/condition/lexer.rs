//! From the text of a condition to tokens.

use mingbai_core::kernel::money::Money;

use super::{Op, SyntaxError, percent};
use crate::finding::{Text, both};
use crate::source::At;

/// The smallest parts of a condition.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Token {
    /// A name, with dots: `tier`, `reading.either`.
    Name(String),
    /// A whole number.
    Number(i64),
    /// A percentage, in hundredths: `100%`.
    Percent(i64),
    /// A comparison.
    Op(Op),
    /// `in`
    In,
    /// `&&`
    And,
    /// `||`
    Or,
    /// `!`
    Not,
    /// `(`
    Open,
    /// `)`
    Close,
    /// `[`
    ListOpen,
    /// `]`
    ListClose,
    /// `,`
    Comma,
    /// After the last one.
    End,
}

impl Token {
    /// As it is written, for messages.
    pub fn written(&self) -> String {
        match self {
            Self::Name(name) => name.clone(),
            Self::Number(number) => number.to_string(),
            Self::Percent(share) => format!("{}%", percent(*share)),
            Self::Op(op) => op.written().to_owned(),
            Self::In => "in".to_owned(),
            Self::And => "&&".to_owned(),
            Self::Or => "||".to_owned(),
            Self::Not => "!".to_owned(),
            Self::Open => "(".to_owned(),
            Self::Close => ")".to_owned(),
            Self::ListOpen => "[".to_owned(),
            Self::ListClose => "]".to_owned(),
            Self::Comma => ",".to_owned(),
            Self::End => String::new(),
        }
    }
}

/// The tokens of `text`, [`Token::End`] last; spans are bytes of `text`.
///
/// # Errors
/// The first character that belongs to no token, with what to write instead.
pub fn tokens(text: &str) -> Result<Vec<At<Token>>, SyntaxError> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let blank = rest.len() - rest.trim_start().len();
        if blank > 0 {
            at += blank;
            continue;
        }
        let (token, length) = token(rest)
            .map_err(|(length, message)| SyntaxError { span: at..at + length, message })?;
        tokens.push(At::new(token, at..at + length));
        at += length;
    }
    tokens.push(At::new(Token::End, text.len()..text.len()));
    Ok(tokens)
}

const SIGNS: [(&str, Token); 14] = [
    ("==", Token::Op(Op::Equal)),
    ("!=", Token::Op(Op::Unequal)),
    ("<=", Token::Op(Op::AtMost)),
    (">=", Token::Op(Op::AtLeast)),
    ("<", Token::Op(Op::Less)),
    (">", Token::Op(Op::More)),
    ("&&", Token::And),
    ("||", Token::Or),
    ("!", Token::Not),
    ("(", Token::Open),
    (")", Token::Close),
    ("[", Token::ListOpen),
    ("]", Token::ListClose),
    (",", Token::Comma),
];

/// The token that `rest` begins with, and its length in bytes.
fn token(rest: &str) -> Result<(Token, usize), (usize, Text)> {
    if let Some((sign, token)) = SIGNS.iter().find(|(sign, _)| rest.starts_with(sign)) {
        return Ok((token.clone(), sign.len()));
    }
    let name = length(rest, |c| c.is_ascii_alphanumeric() || c == '_' || c == '.');
    if rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
        let name = rest.get(..name).unwrap_or_default();
        let token = if name == "in" { Token::In } else { Token::Name(name.to_owned()) };
        return Ok((token, name.len()));
    }
    let sign = usize::from(rest.starts_with('-'));
    let digits = sign + length(rest.get(sign..).unwrap_or_default(), |c| c.is_ascii_digit());
    if digits > sign {
        let written = rest.get(..name.max(digits)).unwrap_or_default();
        if rest.get(written.len()..).is_some_and(|after| after.starts_with('%')) {
            return match Money::parse(written).filter(|share| *share != Money::ZERO) {
                // A percentage has as many decimals as an amount.
                Some(share) => Ok((Token::Percent(share.fen()), written.len() + 1)),
                None => Err((written.len() + 1, not_whole(written))),
            };
        }
        return match written.parse() {
            Ok(number) => Ok((Token::Number(number), written.len())),
            Err(_) => Err((written.len(), not_whole(written))),
        };
    }
    let character = rest.chars().next().unwrap_or_default();
    Err((character.len_utf8(), stray(character)))
}

fn length(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

fn not_whole(written: &str) -> Text {
    both!(
        "“{written}”不是整数；条件里的数只写整数，如 60",
        "`{written}` is not a whole number; write numbers in conditions as whole numbers, such as 60"
    )
}

/// A character that belongs to no condition, and what was probably meant.
fn stray(character: char) -> Text {
    let instead = match character {
        '=' | '＝' => "==",
        '&' | '＆' => "&&",
        '|' | '｜' => "||",
        '（' => "(",
        '）' => ")",
        '！' => "!",
        '，' | '、' => ",",
        '＜' => "<",
        '＞' => ">",
        '≤' | '≦' => "<=",
        '≥' | '≧' => ">=",
        '≠' => "!=",
        '【' | '［' => "[",
        '】' | '］' => "]",
        '"' | '\'' | '“' | '”' => {
            return both!(
                "值不加引号：写 residence == rural",
                "write values without quotes: residence == rural"
            );
        }
        _ => {
            return both!(
                "“{character}”不能出现在条件里；这里只能写英文名称、整数和 == != < <= > >= in && || ! ( ) [ ] ,",
                "`{character}` has no place in a condition; write names, whole numbers and == != < <= > >= in && || ! ( ) [ ] ,"
            );
        }
    };
    both!("“{character}”要写成半角的 {instead}", "write {instead} instead of `{character}`")
}
