//! Digits as a number: of an amount, a percent, a day.

/// The number that these ASCII digits are; none where there are none, other characters among them, or too many.
pub(super) fn number(digits: &str) -> Option<i64> {
    if digits.is_empty() {
        return None;
    }
    digits.bytes().try_fold(0_i64, |number, byte| {
        let digit = byte.checked_sub(b'0').filter(|&digit| digit < 10)?;
        number.checked_mul(10)?.checked_add(digit.into())
    })
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn only_digits_are_a_number() {
        for (digits, expected) in [("0", 0), ("007", 7), ("9223372036854775807", i64::MAX)] {
            assert_eq!(number(digits), Some(expected), "{digits}");
        }
        for other in ["", "-1", "+1", "1 ", "1.0", "１", "1:", "/1", "9223372036854775808"] {
            assert_eq!(number(other), None, "{other}");
        }
    }
}
