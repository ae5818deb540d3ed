//! Numbers in a text: plain decimals, numerals inside words, Chinese numerals.

use std::fmt;

/// A number to four decimals, exact. Enough for every figure of a document; never a binary float.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Number {
    ten_thousandths: i64,
}

const ONE: i64 = 10_000;

impl Number {
    /// A whole number; `None` where it is too large to be a figure.
    pub fn whole(number: i64) -> Option<Self> {
        Some(Self { ten_thousandths: number.checked_mul(ONE)? })
    }

    /// Reads `digits[.digits]` with up to four decimals. `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
        let digits =
            |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(whole) || !digits(decimals) || decimals.len() > 4 {
            return None;
        }
        let decimals: i64 = format!("{decimals:0<4}").parse().ok()?;
        let ten_thousandths = whole.parse::<i64>().ok()?.checked_mul(ONE)?.checked_add(decimals)?;
        Some(Self { ten_thousandths })
    }

    /// The sum.
    pub fn plus(self, other: Self) -> Option<Self> {
        Some(Self { ten_thousandths: self.ten_thousandths.checked_add(other.ten_thousandths)? })
    }

    /// The difference, where it is not below zero.
    pub fn minus(self, other: Self) -> Option<Self> {
        let ten_thousandths = self.ten_thousandths.checked_sub(other.ten_thousandths)?;
        (ten_thousandths >= 0).then_some(Self { ten_thousandths })
    }

    fn times(self, factor: i64) -> Option<Self> {
        Some(Self { ten_thousandths: self.ten_thousandths.checked_mul(factor)? })
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.ten_thousandths < 0 { "-" } else { "" };
        let number = self.ten_thousandths.unsigned_abs();
        let (whole, rest) = (number / ONE.unsigned_abs(), number % ONE.unsigned_abs());
        if rest == 0 {
            return write!(f, "{sign}{whole}");
        }
        write!(f, "{sign}{whole}.{}", format!("{rest:04}").trim_end_matches('0'))
    }
}

/// A numeral in a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Numeral {
    /// Its characters.
    pub written: String,
    /// What it may mean: the digits alone, and with a following 万, 千 or 百.
    pub readings: Vec<Number>,
    /// The character that follows.
    pub next: Option<char>,
}

/// The ASCII numerals of `text`, in order: `1,500.50`, `10` and 100000 for `10万`.
pub fn numerals(text: &str) -> Vec<Numeral> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (written, after) = split_numeral(rest.get(start..).unwrap_or_default());
        let plain = written.replace(',', "");
        let mut readings: Vec<Number> = Number::parse(&plain).into_iter().collect();
        let (factor, after) = split_units(after);
        let length = rest.len() - start - after.len();
        let written = rest.get(start..start + length).unwrap_or(written);
        if factor > 1
            && let Some(scaled) = readings.first().and_then(|number| number.times(factor))
        {
            readings.push(scaled);
        }
        let next = after.trim_start().chars().next();
        found.push(Numeral { written: written.to_owned(), readings, next });
        rest = after;
    }
    found
}

/// Splits off the numeral that `text` begins with: digits, thousands set off by commas, decimals.
fn split_numeral(text: &str) -> (&str, &str) {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = 0;
    while digit(end) {
        end += 1;
    }
    if end <= 3 {
        while bytes.get(end) == Some(&b',')
            && (1..=3).all(|ahead| digit(end + ahead))
            && !digit(end + 4)
        {
            end += 4;
        }
    }
    if bytes.get(end) == Some(&b'.') && digit(end + 1) {
        end += 1;
        while digit(end) {
            end += 1;
        }
    }
    text.split_at_checked(end).unwrap_or((text, ""))
}

/// The factor of the units 百, 千, 万 (萬), 亿 (億) that `text` begins with, and what follows them.
fn split_units(text: &str) -> (i64, &str) {
    let mut factor = 1_i64;
    let mut rest = text;
    while let Some(unit) = rest.chars().next().and_then(unit) {
        factor = factor.saturating_mul(unit);
        rest = rest.get(rest.chars().next().map_or(0, char::len_utf8)..).unwrap_or_default();
    }
    (factor, rest)
}

const fn unit(character: char) -> Option<i64> {
    match character {
        '十' | '拾' => Some(10),
        '百' | '佰' => Some(100),
        '千' | '仟' => Some(1_000),
        '万' | '萬' => Some(10_000),
        '亿' | '億' => Some(100_000_000),
        _ => None,
    }
}

const fn digit(character: char) -> Option<i64> {
    match character {
        '〇' | '零' => Some(0),
        '一' => Some(1),
        '二' | '两' | '兩' => Some(2),
        '三' => Some(3),
        '四' => Some(4),
        '五' => Some(5),
        '六' => Some(6),
        '七' => Some(7),
        '八' => Some(8),
        '九' => Some(9),
        _ => None,
    }
}

/// The number a figure word of a document means, where its characters say it: `70%`, `10個百分點`,
/// `10万` (100000), `千人` (1000), `二度`, `1‰`, `百分之七十`, `七成`, `全額` (100). `None` for words
/// that have no number, or one that cannot be read character by character.
pub fn meaning(word: &str) -> Option<Number> {
    if word.contains("全额") || word.contains("全額") || word.contains("全部") {
        return Number::whole(100);
    }
    if word.contains("一半")
        || word.contains("半数")
        || word.contains("半數")
        || word.contains("减半")
        || word.contains("減半")
    {
        return Number::whole(50);
    }
    if let Some((_, percent)) = word.split_once("百分之") {
        return leading(percent).map(|(number, _)| number);
    }
    let ascii = numerals(word);
    match ascii.as_slice() {
        [only] => return only.readings.last().copied(),
        [] => {}
        _ => return None,
    }
    let (number, rest) = leading(word)?;
    if rest.starts_with('成') {
        return number.times(10);
    }
    // 三分之二 and the like are shares, not the number they begin with.
    if rest.starts_with("分之") { None } else { Some(number) }
}

/// The numbers that Chinese numerals of `text` say: 一百万 is 1000000. A character that only looks
/// like a numeral (统一) is read as one too; the list is for what a text may mean, not what it must.
pub fn chinese(text: &str) -> Vec<Number> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c| digit(c).is_some() || unit(c).is_some()) {
        rest = rest.get(start..).unwrap_or_default();
        let end = rest.find(|c| digit(c).is_none() && unit(c).is_none()).unwrap_or(rest.len());
        found.extend(leading(rest).map(|(number, _)| number));
        rest = rest.get(end..).unwrap_or_default();
    }
    found
}

/// The percentages that a text of a document may state.
pub fn percents(text: &str) -> Vec<Number> {
    let ascii = numerals(text).into_iter().filter(|numeral| !numeral.next.is_some_and(is_unit));
    let mut found: Vec<Number> = ascii.filter_map(|own| own.readings.first().copied()).collect();
    found.extend(chinese(text));
    found.extend(text.match_indices('成').filter_map(|(at, _)| {
        let digits = text.get(..at)?.chars().next_back().and_then(digit)?;
        Number::whole(digits * 10)
    }));
    // 全额 and 一半, wherever they stand.
    found.extend(
        ["全额", "全額", "全部", "一半", "半数", "半數", "减半", "減半"]
            .into_iter()
            .filter_map(|word| text.contains(word).then(|| meaning(word)).flatten()),
    );
    found
}

/// The amounts of yuan that a text of a document may state. Of 3至5万元 the first is 30000 too.
pub fn amounts(text: &str) -> Vec<Number> {
    let ascii = numerals(text);
    let mut found = chinese(text);
    for (at, numeral) in ascii.iter().enumerate() {
        let share = matches!(numeral.next, Some('%' | '％' | '‰' | '个' | '個'));
        let Some(&own) = numeral.readings.last().filter(|_| !share) else { continue };
        found.push(own);
        let following = ascii.get(at + 1).map(|following| following.readings.as_slice());
        if let (Some('至' | '-' | '—' | '~' | '～' | '、'), Some([plain, scaled])) =
            (numeral.next, following)
        {
            found.extend(own.times(scaled.ten_thousandths / plain.ten_thousandths.max(1)));
        }
    }
    found
}

/// Whether a number before it is of money, time or people, no percentage.
const fn is_unit(character: char) -> bool {
    matches!(character, '元' | '岁' | '歲' | '年' | '月' | '日' | '人' | '名' | '次' | '天')
}

/// The Chinese numeral that `text` begins with, and what follows it; with decimals: 二点五.
fn leading(text: &str) -> Option<(Number, &str)> {
    let (number, rest) = leading_whole(text)?;
    let Some(decimals) = rest.strip_prefix(['点', '點']) else { return Some((number, rest)) };
    let end = decimals.find(|c| digit(c).is_none()).unwrap_or(decimals.len());
    let (digits, after) = decimals.split_at_checked(end)?;
    let digits: String = digits.chars().filter_map(|c| digit(c).map(|d| d.to_string())).collect();
    if digits.is_empty() {
        return Some((number, rest));
    }
    Some((Number::parse(&format!("{number}.{digits}"))?, after))
}

/// The whole number of a Chinese numeral, or a numeral in digits, and what follows it.
fn leading_whole(text: &str) -> Option<(Number, &str)> {
    let end = text.find(|c| digit(c).is_none() && unit(c).is_none()).unwrap_or(text.len());
    let (numeral, rest) = text.split_at_checked(end)?;
    let characters: Vec<char> = numeral.chars().collect();
    if characters.is_empty() {
        let (written, rest) = split_numeral(text);
        return Some((Number::parse(written)?, rest));
    }
    if characters.iter().all(|&c| digit(c).is_some()) {
        // 二〇一九: digit by digit. Two digits side by side, 三四, mean three or four.
        if characters.len() > 1 && !characters.contains(&'〇') {
            return None;
        }
        let number = characters
            .iter()
            .filter_map(|&c| digit(c))
            .try_fold(0_i64, |number, digit| number.checked_mul(10)?.checked_add(digit))?;
        return Some((Number::whole(number)?, rest));
    }
    Some((Number::whole(with_units(&characters)?)?, rest))
}

/// 二百三十, 一万五千, 十, 千.
fn with_units(characters: &[char]) -> Option<i64> {
    let (mut total, mut section, mut current) = (0_i64, 0_i64, None::<i64>);
    for &character in characters {
        if let Some(digit) = digit(character) {
            if current.is_some_and(|current| current != 0) {
                return None;
            }
            current = Some(digit);
        } else {
            let unit = unit(character)?;
            if unit >= 10_000 {
                let before = section.checked_add(current.unwrap_or(0))?;
                total = total.checked_add(before)?.max(1).checked_mul(unit)?;
                section = 0;
            } else {
                section = section.checked_add(current.unwrap_or(1).checked_mul(unit)?)?;
            }
            current = None;
        }
    }
    total.checked_add(section)?.checked_add(current.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_word_is_read_as_its_characters_say() {
        for (word, number) in [
            ("70%", "70"),
            ("10個百分點", "10"),
            ("10万", "100000"),
            ("10万元", "100000"),
            ("5.03万", "50300"),
            ("千人", "1000"),
            ("百名", "100"),
            ("二度", "2"),
            ("两年", "2"),
            ("五大", "5"),
            ("1‰", "1"),
            ("2所", "2"),
            ("全額", "100"),
            ("全额资助", "100"),
            ("百分之七十", "70"),
            ("百分之二点五", "2.5"),
            ("百分之十二點七五", "12.75"),
            ("零点五", "0.5"),
            ("七成", "70"),
            ("二〇一九年", "2019"),
            ("二百三十", "230"),
            ("一万五千", "15000"),
            ("一百零五", "105"),
            ("六十", "60"),
            ("八成", "80"),
            ("一亿", "100000000"),
            ("2億元", "200000000"),
            ("十", "10"),
            ("不低于50%", "50"),
            ("一檔", "1"),
            ("37岁", "37"),
            ("1.17人", "1.17"),
            ("一半", "50"),
        ] {
            assert_eq!(meaning(word).map(|n| n.to_string()).as_deref(), Some(number), "{word}");
        }
        for word in ["免费", "统一", "三四级", "三分之二", "3至7岁", ""] {
            assert_eq!(meaning(word), None, "{word}");
        }
    }

    #[test]
    fn numerals_are_found_in_sentences() {
        let written = |text| numerals(text).into_iter().map(|n| n.written).collect::<Vec<_>>();
        assert_eq!(written("45 standard clinics, 1,500.50 yuan."), ["45", "1,500.50"]);
        assert_eq!(written("3至7岁，每2年1次"), ["3", "7", "2", "1"]);
        assert_eq!(written("none"), Vec::<String>::new());
        let ten = numerals("10万元");
        assert_eq!(ten.len(), 1);
        assert_eq!(numerals("45家")[0].readings, [Number::whole(45).unwrap()]);
        assert_eq!(ten[0].readings, [Number::whole(10).unwrap(), Number::whole(100_000).unwrap()]);
    }

    #[test]
    fn chinese_numerals_are_found_in_sentences() {
        let said: Vec<String> =
            chinese("目标是一年一百万人以上").iter().map(Number::to_string).collect();
        assert_eq!(said, ["1", "1000000"]);
        assert_eq!(chinese("三四级医院"), []);
    }

    #[test]
    fn a_clause_states_percentages_and_amounts() {
        let said = |numbers: Vec<Number>, sought: &str| {
            numbers.iter().any(|number| number.to_string() == sought)
        };
        let text = "一类1万元以下按70%、3至5万元按百分之八十，60岁以上六成，全额资助460元，不低于2.5个百分点，一万二千元";
        for percent in ["70", "80", "60", "100", "2.5"] {
            assert!(said(percents(text), percent), "{percent}");
        }
        for amount in ["10000", "30000", "50000", "460", "12000"] {
            assert!(said(amounts(text), amount), "{amount}");
        }
        for amount in ["70", "2.5", "3000"] {
            assert!(!said(amounts(text), amount), "{amount}");
        }
        assert!(!said(percents("每年60元，65岁"), "60"));
        assert!(!said(percents(text), "460"));
    }

    #[test]
    fn a_number_is_written_without_needless_noughts() {
        for (text, written) in [
            ("60.00", "60"),
            ("1.170", "1.17"),
            ("007", "7"),
            ("0", "0"),
            ("0.05", "0.05"),
            ("0.1234", "0.1234"),
        ] {
            assert_eq!(Number::parse(text).map(|n| n.to_string()).as_deref(), Some(written));
        }
        for text in ["", "1.", ".5", "-1", "1e3", "1.23456", "99999999999999999999"] {
            assert_eq!(Number::parse(text), None, "{text}");
        }
        // A condition may compare with a number below zero.
        assert_eq!(Number::whole(-5).map(|n| n.to_string()).as_deref(), Some("-5"));
    }
}
