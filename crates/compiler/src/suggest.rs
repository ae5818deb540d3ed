//! The nearest name, for "did you mean".

use crate::finding::{Text, both};
use crate::opposite::opposite;

/// Longer names are not compared: the time grows with the product of the lengths.
const LONGEST: usize = 64;

/// How many names of a list a message gives.
const MOST_NAMED: usize = 12;

/// The candidate that is a few slips of the keyboard away from `name`, if there is one. Never one that says the
/// opposite: a wrong name is seen, its opposite would be computed with.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if name.len() > LONGEST {
        return None;
    }
    let most = (name.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= LONGEST && !opposite(name, candidate))
        .map(|candidate| (strsim::damerau_levenshtein(name, candidate), candidate))
        .filter(|&(slips, _)| slips <= most)
        .min_by_key(|&(slips, _)| slips)
        .map(|(_, candidate)| candidate)
}

/// The end of a message on a name that is not there: the nearest one, else nothing.
pub fn did_you_mean<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Text {
    match nearest(name, candidates) {
        Some(near) => {
            both!("；是不是想写 {near}？", "; did you mean {near}?")
        }
        None => Text::default(),
    }
}

/// The end of a message on a name of a short list: the nearest one, else the whole list.
pub fn one_of<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str> + Clone) -> Text {
    if nearest(name, candidates.clone()).is_some() {
        return did_you_mean(name, candidates);
    }
    let mut all: Vec<&str> = candidates.into_iter().take(MOST_NAMED + 1).collect();
    if let Some(beyond) = all.get_mut(MOST_NAMED) {
        *beyond = "…";
    }
    Text::new(
        format!("；可以写的有：{}", all.join("、")),
        format!("; write one of {}", all.join(", ")),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_found_in_names_of_up_to_64_bytes() {
        let longest = "a".repeat(LONGEST);
        assert_eq!(nearest("tire_1", ["tier_2", "tier_1"]), Some("tier_1"));
        assert_eq!(nearest("deductible", ["no_deductible"]), None);
        assert_eq!(nearest("deductable", ["no_deductible", "deductible"]), Some("deductible"));
        assert_eq!(nearest("rate_plus", ["rate_less"]), None);
        assert_eq!(nearest(&longest, ["b", &longest[1..]]), Some(&longest[1..]));
        assert_eq!(nearest(&longest[1..], [longest.as_str()]), Some(longest.as_str()));
        assert_eq!(nearest(&format!("{longest}a"), [longest.as_str()]), None);
    }

    #[test]
    fn a_list_of_names_is_given_up_to_twelve_and_then_cut_off() {
        let names = ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13"];
        let said = |names: &[&'static str]| one_of("other", names.iter().copied()).en;
        let twelve = "; write one of 01, 02, 03, 04, 05, 06, 07, 08, 09, 10, 11, 12";
        assert_eq!(said(&names[..12]), twelve);
        assert_eq!(said(&names), format!("{twelve}, …"));
    }
}
