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

/// Words after `第…条` that make it a reference to an article, not its beginning.
const REFERENCE: &str = "第所的中和与與及或、，,规規至到";

/// The number that `line` begins with, and what follows it.
///
/// ```
/// use mingbai_studio::clauses::number::{Kind, leading};
/// let (number, rest) = leading("（十二）提高救助水平").unwrap();
/// assert_eq!((number.kind, number.value, number.said().as_str()), (Kind::Bracketed, Some(12), "(十二)"));
/// assert_eq!(rest, "提高救助水平");
/// assert_eq!(leading("1.5万元"), None);
/// ```
pub fn leading(line: &str) -> Option<(Number, &str)> {
    let mut rest = line.chars();
    let first = rest.next()?;
    match first {
        '第' => ordinal(rest.as_str()),
        '(' | '（' => bracketed(rest.as_str()),
        _ => single(first).map(|number| (number, rest.as_str())).or_else(|| listed(line)),
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

/// `一章`, `十条之一`, ` 一 条`: what follows 第.
fn ordinal(text: &str) -> Option<(Number, &str)> {
    let (value, numeral, rest) = numeral(text.trim_start())?;
    let mut rest = rest.trim_start().chars();
    let kind = match rest.next()? {
        '编' | '編' => Kind::Part,
        '章' => Kind::Chapter,
        '节' | '節' => Kind::Section,
        '条' | '條' => Kind::Article,
        _ => return None,
    };
    let mut number = Number { kind, value: Some(value), numeral };
    let mut rest = rest.as_str();
    if let Some((_, more, after)) = rest.strip_prefix('之').and_then(self::numeral) {
        number.numeral = format!("{}之{more}", number.numeral);
        rest = after;
    }
    let refers = |c: char| REFERENCE.contains(c);
    (!rest.starts_with(refers)).then_some((number, rest))
}

/// `一）`, `1)`, `）`: what follows an opening bracket.
fn bracketed(text: &str) -> Option<(Number, &str)> {
    if let Some(rest) = closed(text) {
        return Some((Number { kind: Kind::Bracketed, value: None, numeral: String::new() }, rest));
    }
    let (value, numeral, rest) = numeral(text.trim_start())?;
    let kind = if is_arabic(&numeral) { Kind::ArabicBracketed } else { Kind::Bracketed };
    Some((Number { kind, value: Some(value), numeral }, closed(rest)?))
}

/// What follows a closing bracket, if `text` begins with one.
fn closed(text: &str) -> Option<&str> {
    text.trim_start().strip_prefix([')', '）'])
}

/// `一、`, `1.`, `1)`.
fn listed(line: &str) -> Option<(Number, &str)> {
    let (value, numeral, rest) = numeral(line)?;
    let mut rest = rest.chars();
    let mark = rest.next()?;
    let kind = match (is_arabic(&numeral), mark) {
        (true, '.' | '．' | '、') => Kind::Arabic,
        (true, ')' | '）') => Kind::ArabicBracketed,
        (false, '、' | '.' | '．') => Kind::Item,
        _ => return None,
    };
    let rest = rest.as_str();
    let goes_on = kind == Kind::Arabic && goes_on(value, mark, rest);
    (!goes_on).then_some((Number { kind, value: Some(value), numeral }, rest))
}

/// Whether what follows an Arabic number and its mark is more of it: a decimal, a date, numbers in a row. A year is
/// not (`1.2025年起`); nor is, after 、, a number of several digits unless it is the next or another follows
/// (`2、80周岁以上`, but `9、10级`).
fn goes_on(value: u32, mark: char, rest: &str) -> bool {
    let digits: String = rest.chars().map(half_width).take_while(char::is_ascii_digit).collect();
    let after = rest.trim_start_matches(is_digit);
    let year = digits.len() == 4 && after.starts_with('年');
    let in_a_row = digits.parse() == Ok(value + 1) || after.starts_with('、');
    let apart = mark == '、' && digits.len() > 1 && !in_a_row;
    !digits.is_empty() && !year && !apart
}

/// The numeral that `text` begins with: its value, below a thousand; how it is said; what follows it.
fn numeral(text: &str) -> Option<(u32, String, &str)> {
    let arabic = text.starts_with(is_digit);
    let own = |c: char| {
        if arabic { is_digit(c) } else { digit(c).is_some() || ten(c).is_some() }
    };
    let rest = text.trim_start_matches(own);
    let written = text.strip_suffix(rest).filter(|written| !written.is_empty())?;
    let said: String = written.chars().map(half_width).collect();
    let value = if arabic { said.parse().ok()? } else { value(written)? };
    (value < 1000).then_some((value, said, rest))
}

/// The value of a Chinese numeral: 二十一, 一百零三, 二〇; none where it reaches a thousand on the way.
fn value(numeral: &str) -> Option<u32> {
    let (mut sum, mut last, mut places) = (0, None, false);
    for character in numeral.chars() {
        if let Some(unit) = ten(character) {
            sum += last.take().unwrap_or(1) * unit;
            places = true;
        } else {
            let digit = digit(character)?;
            last = Some(if places { digit } else { last.unwrap_or(0) * 10 + digit });
        }
        if sum + last.unwrap_or(0) > 999 {
            return None;
        }
    }
    Some(sum + last.unwrap_or(0))
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

/// The Chinese numeral of a number from 1 to 99, as documents write it: 十, 二十一.
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
    if ones > 0 {
        said.push(digit(ones));
    }
    said
}

fn is_arabic(numeral: &str) -> bool {
    numeral.starts_with(|c: char| c.is_ascii_digit())
}

fn is_digit(character: char) -> bool {
    half_width(character).is_ascii_digit()
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

    fn said(line: &str) -> Option<(Kind, Option<u32>, String, &str)> {
        leading(line).map(|(number, rest)| (number.kind, number.value, number.said(), rest))
    }

    #[test]
    fn numbers_are_read_in_every_way_of_writing_them() {
        for (line, kind, value, own, rest) in [
            ("第一编 总则", Kind::Part, 1, "编一", " 总则"),
            ("第二編　總則", Kind::Part, 2, "编二", "　總則"),
            ("第一章　总则", Kind::Chapter, 1, "章一", "　总则"),
            ("第二節 經辦", Kind::Section, 2, "节二", " 經辦"),
            ("第一百零三條 本辦法", Kind::Article, 103, "第一百零三条", " 本辦法"),
            ("第１２条 本办法", Kind::Article, 12, "第12条", " 本办法"),
            ("第十条之一 新增", Kind::Article, 10, "第十条之一", " 新增"),
            ("第一条为了保障", Kind::Article, 1, "第一条", "为了保障"),
            ("第 二 条　为了保障", Kind::Article, 2, "第二条", "　为了保障"),
            ("第九百九十九条 附则", Kind::Article, 999, "第九百九十九条", " 附则"),
            ("二〇、其他", Kind::Item, 20, "二〇", "其他"),
            ("一百二十、其他", Kind::Item, 120, "一百二十", "其他"),
            ("100.其他", Kind::Arabic, 100, "100", "其他"),
            ("999.其他", Kind::Arabic, 999, "999", "其他"),
            ("二十一、其他", Kind::Item, 21, "二十一", "其他"),
            ("一.总则", Kind::Item, 1, "一", "总则"),
            ("（ 三 ）目标", Kind::Bracketed, 3, "(三)", "目标"),
            ("㈢目标", Kind::Bracketed, 3, "(三)", "目标"),
            ("10．提高", Kind::Arabic, 10, "10", "提高"),
            ("１、提高", Kind::Arabic, 1, "1", "提高"),
            ("⒉提高", Kind::Arabic, 2, "2", "提高"),
            ("(12 ) 加大", Kind::ArabicBracketed, 12, "(12)", " 加大"),
            ("(1)加大", Kind::ArabicBracketed, 1, "(1)", "加大"),
            ("1)加大", Kind::ArabicBracketed, 1, "(1)", "加大"),
            ("⑵加大", Kind::ArabicBracketed, 2, "(2)", "加大"),
            ("③其他", Kind::Circled, 3, "③", "其他"),
            ("1、2025年起提高", Kind::Arabic, 1, "1", "2025年起提高"),
            ("1.2025年起提高", Kind::Arabic, 1, "1", "2025年起提高"),
            ("２、８０周岁以上", Kind::Arabic, 2, "2", "８０周岁以上"),
        ] {
            assert_eq!(said(line), Some((kind, Some(value), own.to_owned(), rest)), "{line}");
        }
        for lost in ["()巩固", "（ ）巩固"] {
            assert_eq!(said(lost), Some((Kind::Bracketed, None, "()".to_owned(), "巩固")));
        }
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
            "12.2025前",
            "1.80元",
            "9、10级伤残",
            "1、15、30日",
            "1、2、3类人员",
            "1、3级医院",
            "2023年1月1日",
            "2023-09-25",
            "（2017年7月28日，经公布）",
            "(此件公开发布)",
            "60周岁以上",
            "一一一一、",
            "一〇〇〇、",
            "九百九十九十、",
            "1000.",
            "10000000000.",
            "百分之五",
        ] {
            assert_eq!(said(line), None, "{line}");
        }
    }

    #[test]
    fn a_numeral_is_written_as_it_is_read() {
        for (number, written) in [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (35, "三十五")]
        {
            assert_eq!(chinese(number), written);
        }
        for number in 1..100 {
            let line = format!("{}、", chinese(number));
            assert_eq!(leading(&line).unwrap().0.value, Some(number), "{line}");
        }
    }
}
