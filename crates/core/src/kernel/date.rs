//! Calendar days in ISO form. The engine has no clock: the day is always given.

use std::fmt;

use serde::{Serialize, Serializer};

use super::digits;
use super::packed::packed;

/// A day, `2019-10-08`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(type = "string"))]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

packed!(Date { year, month, day });

impl Date {
    /// The day, or `None` if the calendar has no such day.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap =
            (year.is_multiple_of(4) && !year.is_multiple_of(100)) || year.is_multiple_of(400);
        let last = match month {
            2 => 28 + u8::from(leap),
            4 | 6 | 9 | 11 => 30,
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            _ => return None,
        };
        ((1..=last).contains(&day) && (1..=9999).contains(&year)).then_some(Self {
            year,
            month,
            day,
        })
    }

    /// Reads `YYYY-MM-DD`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let mut part = |length: usize| {
            let part = parts.next().filter(|part| part.len() == length)?;
            u16::try_from(digits::number(part)?).ok()
        };
        let (year, month, day) = (part(4)?, part(2)?, part(2)?);
        if parts.next().is_some() {
            return None;
        }
        Self::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_of_the_calendar_are_dates() {
        assert_eq!(Date::parse("2019-10-08").map(|d| d.to_string()), Some("2019-10-08".to_owned()));
        assert!(Date::parse("2020-02-29").is_some());
        for text in [
            "2019-02-29",
            "2019-13-01",
            "2019-1-1",
            "2019-10-08T00",
            "2019-10",
            "0000-01-01",
            "20191008",
            "２０１９-10-08",
        ] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }
}
