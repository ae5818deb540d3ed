//! Money to the fen and percents to the hundredth. No binary floats.

use std::fmt;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Serialize, Serializer};

use super::digits;
use super::packed::{Bytes, Packed};

/// An amount of yuan, exact to the fen. Never negative in a policy, a figure or an answer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(type = "string"))]
pub struct Money {
    fen: i64,
}

impl Money {
    /// Zero yuan.
    pub const ZERO: Self = Self { fen: 0 };

    /// The most that may be entered: 9,999,999,999.99 yuan.
    pub const MOST: Self = Self { fen: 999_999_999_999 };

    /// `fen` hundredths of a yuan.
    pub const fn from_fen(fen: i64) -> Self {
        Self { fen }
    }

    /// The amount in fen.
    pub const fn fen(self) -> i64 {
        self.fen
    }

    /// Reads a plain decimal with 0 to 2 decimals, 0 to 9999999999.99: `"5"`, `"1500.50"`.
    /// `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        hundredths(text, 10).map(|fen| Self { fen })
    }

    /// The exact amount, for arithmetic.
    pub fn exact(self) -> Exact<8> {
        Percent::WHOLE.of_share(Percent::WHOLE.of(self))
    }

    /// The sum, at most the largest amount that can be held.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self { fen: self.fen.saturating_add(other.fen) }
    }

    /// The difference.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self { fen: self.fen.saturating_sub(other.fen) }
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.fen < 0 { "-" } else { "" };
        let fen = self.fen.unsigned_abs();
        write!(f, "{sign}{}.{:02}", fen / 100, fen % 100)
    }
}

/// A percentage or a number of percentage points, 0 to 100, exact to the hundredth.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(type = "string"))]
pub struct Percent {
    hundredths: u16,
}

impl Percent {
    /// 0 percent.
    pub const ZERO: Self = Self { hundredths: 0 };

    /// 100 percent.
    pub const WHOLE: Self = Self { hundredths: 10_000 };

    /// Reads a plain decimal with 0 to 2 decimals, 0 to 100. `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        Self::from_hundredths(u16::try_from(hundredths(text, 3)?).ok()?)
    }

    /// `hundredths` of a percent, up to 10,000.
    pub fn from_hundredths(hundredths: u16) -> Option<Self> {
        (hundredths <= 10_000).then_some(Self { hundredths })
    }

    /// The percentage in hundredths of a percent.
    pub const fn hundredths(self) -> u16 {
        self.hundredths
    }

    /// This rate with points added and points taken off, 0 to 100.
    #[must_use]
    pub fn changed(self, plus: Self, less: Self) -> Self {
        let raised = u32::from(self.hundredths) + u32::from(plus.hundredths);
        let rate = raised.saturating_sub(u32::from(less.hundredths)).min(10_000);
        Self { hundredths: u16::try_from(rate).unwrap_or(10_000) }
    }

    /// 100 percent less this.
    #[must_use]
    pub const fn rest(self) -> Self {
        Self { hundredths: 10_000_u16.saturating_sub(self.hundredths) }
    }

    /// This share of an amount.
    pub fn of(self, money: Money) -> Exact<4> {
        Exact(i128::from(money.fen) * i128::from(self.hundredths))
    }

    /// This share of a share.
    pub fn of_share(self, share: Exact<4>) -> Exact<8> {
        Exact(share.0 * i128::from(self.hundredths))
    }

    /// This share of a share of a share.
    pub fn of_part(self, part: Exact<8>) -> Exact<12> {
        Exact(part.0 * i128::from(self.hundredths))
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.hundredths / 100, self.hundredths % 100);
        match rest {
            0 => write!(f, "{whole}"),
            _ if rest % 10 == 0 => write!(f, "{whole}.{}", rest / 10),
            _ => write!(f, "{whole}.{rest:02}"),
        }
    }
}

/// An amount before it is rounded: fen with so many decimals, four for each percentage taken.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Exact<const DECIMALS: u32>(i128);

impl<const DECIMALS: u32> Exact<DECIMALS> {
    /// Zero.
    pub const ZERO: Self = Self(0);

    /// The sum.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// This less `other`, at least zero.
    #[must_use]
    pub fn above(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0).max(0))
    }

    /// The least amount in fen that is not less.
    pub fn ceiling(self) -> Money {
        let rounded = self.round();
        let below = i128::from(rounded.fen) * 10_i128.pow(DECIMALS) < self.0;
        Money { fen: rounded.fen + i64::from(below) }
    }

    /// Rounded half-up to the fen.
    pub fn round(self) -> Money {
        // Most are whole: a percent of whole yuan.
        if let Ok(exact) = i64::try_from(self.0)
            && exact % const { 10_i64.pow(DECIMALS) } == 0
        {
            return Money { fen: exact / const { 10_i64.pow(DECIMALS) } };
        }
        let exact = Decimal::try_from_i128_with_scale(self.0, DECIMALS).unwrap_or(Decimal::MAX);
        let rounded = exact.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
        Money { fen: i64::try_from(rounded).unwrap_or(i64::MAX) }
    }
}

/// `digits[.d[d]]` with at most `most` digits before the point, as hundredths.
fn hundredths(text: &str, most: usize) -> Option<i64> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
    let unit = match decimals.len() {
        1 => 10,
        2 => 1,
        _ => return None,
    };
    if whole.len() > most {
        return None;
    }
    digits::number(whole)?.checked_mul(100)?.checked_add(digits::number(decimals)? * unit)
}

// Money and percents are decimal strings where a person may read them, integers in compiled bytes.

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Packed for Money {
    fn pack(&self, into: &mut Vec<u8>) {
        self.fen.pack(into);
    }

    fn unpack(from: &mut Bytes<'_>) -> Self {
        let fen = i64::unpack(from);
        if (0..=Self::MOST.fen).contains(&fen) {
            return Self { fen };
        }
        from.damage();
        Self::ZERO
    }
}

impl Serialize for Percent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Packed for Percent {
    fn pack(&self, into: &mut Vec<u8>) {
        self.hundredths.pack(into);
    }

    fn unpack(from: &mut Bytes<'_>) -> Self {
        Self::from_hundredths(u16::unpack(from)).unwrap_or_else(|| {
            from.damage();
            Self::ZERO
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_a_plain_decimal_with_at_most_two_decimals() {
        for (text, fen) in [
            ("5", 500),
            ("0.1", 10),
            ("1500.50", 150_050),
            ("0", 0),
            ("9999999999.99", 999_999_999_999),
        ] {
            assert_eq!(Money::parse(text), Some(Money::from_fen(fen)), "{text}");
        }
        for text in [
            "",
            "-1",
            "+1",
            "1.",
            ".5",
            "1.234",
            "1e3",
            " 1",
            "1,000",
            "10000000000",
            "１",
            "1.2.3",
            "NaN",
        ] {
            assert_eq!(Money::parse(text), None, "{text}");
        }
    }

    #[test]
    fn money_is_written_with_two_decimals() {
        assert_eq!(Money::from_fen(5).to_string(), "0.05");
        assert_eq!(Money::from_fen(150_050).to_string(), "1500.50");
        assert_eq!(Money::from_fen(-1).to_string(), "-0.01");
    }

    #[test]
    fn half_a_fen_is_rounded_up() {
        let share = |percent: &str, fen| Percent::parse(percent).unwrap().of(Money::from_fen(fen));
        assert_eq!(share("50", 1).round(), Money::from_fen(1));
        assert_eq!(share("49", 1).round(), Money::ZERO);
        assert_eq!(share("50", 5).round(), Money::from_fen(3));
        assert_eq!(
            Percent::parse("0.01").unwrap().of_share(share("50", 10_000)).round(),
            Money::from_fen(1)
        );
        assert_eq!(Percent::WHOLE.of_part(Money::MOST.exact()).round(), Money::MOST);
    }

    #[test]
    fn percents_are_between_nought_and_a_hundred() {
        assert_eq!(Percent::parse("100"), Some(Percent::WHOLE));
        assert_eq!(Percent::parse("82.5").map(|p| p.to_string()), Some("82.5".to_owned()));
        assert_eq!(Percent::parse("0.05").map(|p| p.to_string()), Some("0.05".to_owned()));
        for text in ["100.01", "101", "1000", "-1", ""] {
            assert_eq!(Percent::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_changed_rate_stays_between_nothing_and_a_hundred() {
        let [five, ten, rate] = ["5", "10", "95"].map(|text| Percent::parse(text).unwrap());
        assert_eq!(rate.changed(ten, Percent::ZERO), Percent::WHOLE);
        assert_eq!(rate.changed(ten, five), Percent::WHOLE, "bounded once, at the end");
        assert_eq!(rate.changed(five, ten).to_string(), "90");
        assert_eq!(five.changed(Percent::ZERO, ten), Percent::ZERO);
    }

    #[test]
    fn a_part_of_a_fen_is_reached_by_the_next_whole_one() {
        let half = Percent::parse("50").unwrap();
        let exact = |fen| half.of_share(Percent::WHOLE.of(Money::from_fen(fen)));
        assert_eq!(exact(5).ceiling(), Money::from_fen(3));
        assert_eq!(exact(4).ceiling(), Money::from_fen(2));
        let fifth = Percent::parse("20").unwrap();
        assert_eq!(
            fifth.of_share(Percent::WHOLE.of(Money::from_fen(6))).ceiling(),
            Money::from_fen(2)
        );
        assert_eq!(half.of_part(exact(5)).round(), Money::from_fen(1));
    }
}
