//! What an identity number says of its holder: the day of birth, and whether they are a woman. The number itself is
//! kept nowhere.

use mingbai_core::kernel::date::Date;

/// What an identity number says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Holder {
    /// Age in years on the day.
    pub age: i64,
    /// Whether a woman.
    pub female: bool,
}

/// Reads a number of 18 characters, or of 15 as given out until 1999; nothing where it is none, or its day of birth
/// is none before `on`.
pub fn holder(number: &str, on: Date) -> Option<Holder> {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (born, order) = match number.len() {
        18 if digits(number.get(..17)?)
            && number.ends_with(|c: char| c.is_ascii_digit() || c == 'x' || c == 'X') =>
        {
            (number.get(6..14)?.to_owned(), number.get(16..17)?)
        }
        15 if digits(number) => (format!("19{}", number.get(6..12)?), number.get(14..15)?),
        _ => return None,
    };
    let (year, month, day) = (born.get(..4)?, born.get(4..6)?, born.get(6..8)?);
    let birthday = Date::parse(&format!("{year}-{month}-{day}"))?;
    if birthday > on {
        return None;
    }
    let on = on.to_string();
    let (this_year, today) = (on.get(..4)?.parse::<i64>().ok()?, on.get(5..)?);
    let had_it = format!("{month}-{day}").as_str() <= today;
    let age = this_year - year.parse::<i64>().ok()? - i64::from(!had_it);
    Some(Holder { age, female: order.parse::<u8>().ok()? % 2 == 0 })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_age_is_that_of_the_day() {
        let age = |number: &str, on: &str| holder(number, Date::parse(on).unwrap());
        let woman = |age| Some(Holder { age, female: true });
        assert_eq!(age("500228194107141228", "2019-07-13"), woman(77));
        assert_eq!(age("500228194107141228", "2019-07-14"), woman(78));
        assert_eq!(age("50022819410714123X", "2019-07-14").map(|own| own.female), Some(false));
        assert_eq!(age("500228410714122", "2019-07-14"), woman(78));
        assert_eq!(age("500228201907141228", "2019-07-14"), woman(0), "on the day of birth");
        for none in
            ["", "500228194113141228", "500228203007141228", "5002281941071412", "5e17", "１２３"]
        {
            assert_eq!(age(none, "2019-07-14"), None, "{none}");
        }
    }

    #[test]
    fn a_number_has_figures_alone_but_for_the_last_of_eighteen() {
        let on = Date::parse("2019-07-14").unwrap();
        for good in ["50022819410714122X", "50022819410714122x", "500228410714122"] {
            assert!(holder(good, on).is_some(), "{good}");
        }
        for none in [
            "50022819410714122A",
            "A00228194107141228",
            "50022819410714122X8",
            "A00228410714122",
            "50022841071412X",
        ] {
            assert_eq!(holder(none, on), None, "{none}");
        }
    }
}
