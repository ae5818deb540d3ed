//! The number a line begins with: 第一章, 第一条, 一、, （一）, 1., （1）, ①.

/// What a number is written like, from the outermost to the innermost.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Kind {
    /// 第一编.
    #[default]
    Part,
    /// 第一章.
    Chapter,
    /// 第一节.
    Section,
    /// 第一条.
    Article,
    /// 一、
    Item,
    /// （一）
    Bracketed,
    /// 1.
    Arabic,
    /// （1） or 1）
    ArabicBracketed,
    /// ①
    Circled,
}

impl Kind {
    /// Whether it only divides a document: what stands under it is numbered through.
    pub const fn divides(self) -> bool {
        matches!(self, Self::Part | Self::Chapter | Self::Section)
    }
}

/// A number at the beginning of a line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Number {
    /// What it is written like.
    pub kind: Kind,
    /// Its value; `None` for empty brackets, whose numeral was lost.
    pub value: Option<u32>,
    /// The numeral as it is said within a clause's number: `一`, `1`, `一之二`.
    pub numeral: String,
}

impl Number {
    /// Its part of a clause's number: `章一`, `第一条`, `一`, `(一)`, `1`, `(1)`.
    pub fn said(&self) -> String {
        let numeral = &self.numeral;
        match self.kind {
            Kind::Part => format!("编{numeral}"),
            Kind::Chapter => format!("章{numeral}"),
            Kind::Section => format!("节{numeral}"),
            Kind::Article => match numeral.split_once('之') {
                Some((article, more)) => format!("第{article}条之{more}"),
                None => format!("第{numeral}条"),
            },
            Kind::Bracketed | Kind::ArabicBracketed => format!("({numeral})"),
            Kind::Item | Kind::Arabic | Kind::Circled => numeral.clone(),
        }
    }
}

/// No numeral is longer.
const LONGEST: usize = 8;

/// Words after `第…条` that make it a reference to an article, not its beginning.
const REFERENCE: &str = "第所的中和与與及或、，,规規至到";

/// The number that `line` begins with, and the bytes it takes.
///
/// ```
/// use mingbai_studio::clauses::number::{Kind, leading};
/// let (number, length) = leading("（十二）提高救助水平").unwrap();
/// assert_eq!((number.kind, number.value, number.said().as_str()), (Kind::Bracketed, Some(12), "(十二)"));
/// assert_eq!(length, "（十二）".len());
/// assert_eq!(leading("1.5万元"), None);
/// ```
pub fn leading(line: &str) -> Option<(Number, usize)> {
    let first = line.chars().next()?;
    if let Some(number) = single(first) {
        return Some((number, first.len_utf8()));
    }
    let rest = line.get(first.len_utf8()..)?;
    match first {
        '第' => ordinal(rest).map(|(number, length)| (number, first.len_utf8() + length)),
        '(' | '（' => bracketed(rest).map(|(number, length)| (number, first.len_utf8() + length)),
        _ => listed(line),
    }
}

/// A number that is one character: ①, ⑴, ⒈, ㈠.
fn single(character: char) -> Option<Number> {
    let code = u32::from(character);
    let (kind, value) = match code {
        0x2460..=0x2473 => (Kind::Circled, code - 0x245F),
        0x2474..=0x2487 => (Kind::ArabicBracketed, code - 0x2473),
        0x2488..=0x249B => (Kind::Arabic, code - 0x2487),
        0x3220..=0x3229 => (Kind::Bracketed, code - 0x321F),
        _ => return None,
    };
    let numeral = match kind {
        Kind::Circled => character.to_string(),
        Kind::Bracketed => chinese(value),
        _ => value.to_string(),
    };
    Some(Number { kind, value: Some(value), numeral })
}

/// `一章`, `十条之一`: what follows 第.
fn ordinal(rest: &str) -> Option<(Number, usize)> {
    let (value, numeral, length) = numeral(rest)?;
    let after = rest.get(length..)?;
    let unit = after.chars().next()?;
    let kind = match unit {
        '编' | '編' => Kind::Part,
        '章' => Kind::Chapter,
        '节' | '節' => Kind::Section,
        '条' | '條' => Kind::Article,
        _ => return None,
    };
    let mut number = Number { kind, value: Some(value), numeral };
    let mut length = length + unit.len_utf8();
    if let Some((_, more, own)) = rest.get(length..)?.strip_prefix('之').and_then(self::numeral) {
        number.numeral = format!("{}之{more}", number.numeral);
        length += '之'.len_utf8() + own;
    }
    let refers = |c: char| REFERENCE.contains(c);
    (!rest.get(length..)?.starts_with(refers)).then_some((number, length))
}

/// `一）`, `1)`, `）`: what follows an opening bracket.
fn bracketed(rest: &str) -> Option<(Number, usize)> {
    let inner = rest.trim_start();
    let skipped = rest.len() - inner.len();
    if inner.starts_with([')', '）']) {
        let lost = Number { kind: Kind::Bracketed, value: None, numeral: String::new() };
        return Some((lost, skipped + inner.chars().next()?.len_utf8()));
    }
    let (value, numeral, length) = numeral(inner)?;
    let after = inner.get(length..)?;
    let close = after.trim_start();
    let bracket = close.chars().next().filter(|c| matches!(c, ')' | '）'))?;
    let kind = if is_arabic(&numeral) { Kind::ArabicBracketed } else { Kind::Bracketed };
    let taken = skipped + length + (after.len() - close.len()) + bracket.len_utf8();
    Some((Number { kind, value: Some(value), numeral }, taken))
}

/// `一、`, `1.`, `1)`.
fn listed(line: &str) -> Option<(Number, usize)> {
    let (value, numeral, length) = numeral(line)?;
    let after = line.get(length..)?;
    let mark = after.chars().next()?;
    let kind = match (is_arabic(&numeral), mark) {
        (true, '.' | '．' | '、') => Kind::Arabic,
        (true, ')' | '）') => Kind::ArabicBracketed,
        (false, '、' | '.' | '．') => Kind::Item,
        _ => return None,
    };
    let length = length + mark.len_utf8();
    // A decimal, or a date.
    let next = line.get(length..)?.chars().next();
    let decimal = kind == Kind::Arabic && next.is_some_and(|c| half_width(c).is_ascii_digit());
    (!decimal).then_some((Number { kind, value: Some(value), numeral }, length))
}

/// The numeral that `text` begins with: its value, how it is said, its bytes.
fn numeral(text: &str) -> Option<(u32, String, usize)> {
    let alike = |arabic: bool| {
        let own = move |c: &char| {
            if arabic {
                half_width(*c).is_ascii_digit()
            } else {
                digit(*c).is_some() || ten(*c).is_some()
            }
        };
        text.chars().take(LONGEST + 1).take_while(own).collect::<Vec<char>>()
    };
    let arabic = half_width(text.chars().next()?).is_ascii_digit();
    let characters = alike(arabic);
    if characters.is_empty() || characters.len() > if arabic { 3 } else { LONGEST } {
        return None;
    }
    let length = characters.iter().map(|c| c.len_utf8()).sum();
    let said: String = characters.iter().map(|&c| half_width(c)).collect();
    let value = if arabic { said.parse().ok()? } else { value(&characters)? };
    Some((value, said, length))
}

/// The value of a Chinese numeral below a thousand: 二十一, 一百零三, 二〇.
fn value(characters: &[char]) -> Option<u32> {
    let (mut sum, mut last, mut places) = (0, None, false);
    for &character in characters {
        if let Some(unit) = ten(character) {
            sum += last.take().unwrap_or(1) * unit;
            places = true;
        } else {
            let digit = digit(character)?;
            last = Some(if places { digit } else { last.unwrap_or(0) * 10 + digit });
        }
        if last.is_some_and(|last| last > 999) {
            return None;
        }
    }
    Some(sum + last.unwrap_or(0)).filter(|&value| value < 1000)
}

fn digit(character: char) -> Option<u32> {
    let digits = "〇一二三四五六七八九";
    let zero = if matches!(character, '零' | '○' | 'Ｏ') { '〇' } else { character };
    digits.chars().position(|own| own == zero).and_then(|at| u32::try_from(at).ok())
}

const fn ten(character: char) -> Option<u32> {
    match character {
        '十' => Some(10),
        '百' => Some(100),
        _ => None,
    }
}

/// The Chinese numeral of a number up to 99, as documents write it: 十, 二十一.
pub fn chinese(value: u32) -> String {
    let digit = |digit: u32| "〇一二三四五六七八九".chars().nth(digit as usize).unwrap_or('〇');
    let mut said = String::new();
    let (tens, ones) = (value / 10 % 10, value % 10);
    if tens > 1 {
        said.push(digit(tens));
    }
    if tens > 0 {
        said.push('十');
    }
    if ones > 0 || tens == 0 {
        said.push(digit(ones));
    }
    said
}

fn is_arabic(numeral: &str) -> bool {
    numeral.starts_with(|c: char| c.is_ascii_digit())
}

/// A full-width letter, digit or mark as the narrow one.
pub fn half_width(character: char) -> char {
    match u32::from(character) {
        code @ 0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).unwrap_or(character),
        _ => character,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn said(line: &str) -> Option<(Kind, Option<u32>, String)> {
        leading(line).map(|(number, _)| (number.kind, number.value, number.said()))
    }

    #[test]
    fn numbers_are_read_in_every_way_of_writing_them() {
        for (line, kind, value, own) in [
            ("第一章　总则", Kind::Chapter, 1, "章一"),
            ("第二節 經辦", Kind::Section, 2, "节二"),
            ("第一百零三條 本辦法", Kind::Article, 103, "第一百零三条"),
            ("第１２条 本办法", Kind::Article, 12, "第12条"),
            ("第十条之一 新增", Kind::Article, 10, "第十条之一"),
            ("第一条为了保障", Kind::Article, 1, "第一条"),
            ("二十一、其他", Kind::Item, 21, "二十一"),
            ("一.总则", Kind::Item, 1, "一"),
            ("（ 三 ）目标", Kind::Bracketed, 3, "(三)"),
            ("㈢目标", Kind::Bracketed, 3, "(三)"),
            ("10．提高", Kind::Arabic, 10, "10"),
            ("１、提高", Kind::Arabic, 1, "1"),
            ("⒉提高", Kind::Arabic, 2, "2"),
            ("(1)加大", Kind::ArabicBracketed, 1, "(1)"),
            ("1)加大", Kind::ArabicBracketed, 1, "(1)"),
            ("⑵加大", Kind::ArabicBracketed, 2, "(2)"),
            ("③其他", Kind::Circled, 3, "③"),
        ] {
            assert_eq!(said(line), Some((kind, Some(value), own.to_owned())), "{line}");
        }
        assert_eq!(said("()巩固"), Some((Kind::Bracketed, None, "()".to_owned())));
    }

    #[test]
    fn what_only_looks_like_a_number_is_none() {
        for line in [
            "",
            "第",
            "第一条第（二）项规定的费用",
            "第三条的规定",
            "一次性补助",
            "1.5万元",
            "12.31前",
            "2023年1月1日",
            "2023-09-25",
            "（2017年7月28日，经公布）",
            "(此件公开发布)",
            "60周岁以上",
            "一一一一一一一一一一、",
            "百分之五",
        ] {
            assert_eq!(said(line), None, "{line}");
        }
    }

    #[test]
    fn a_numeral_is_written_as_it_is_read() {
        for number in 1..100 {
            let line = format!("{}、", chinese(number));
            assert_eq!(leading(&line).unwrap().0.value, Some(number), "{line}");
        }
    }
}
