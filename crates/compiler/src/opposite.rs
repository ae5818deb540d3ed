//! Names that say the opposite of each other: a slip of the keyboard apart, and never to be taken for each other.

/// Parts of names that turn the rest into its opposite.
const NEGATIONS: [&str; 5] = ["no", "not", "non", "never", "without"];

/// What such a part looks like where it stands before a word without a mark between.
const PREFIXES: [&str; 5] = ["un", "non", "not", "no", "dis"];

/// Parts of names that are opposites.
const PAIRS: [(&str, &str); 10] = [
    ("plus", "less"),
    ("plus", "minus"),
    ("more", "less"),
    ("most", "least"),
    ("max", "min"),
    ("above", "below"),
    ("in", "out"),
    ("with", "without"),
    ("from", "until"),
    ("true", "false"),
];

/// Whether one of the names says the opposite of the other: it has a negation that the other lacks, or the
/// opposite of one of its parts.
pub fn opposite(one: &str, other: &str) -> bool {
    let (one, other) = (parts(one), parts(other));
    let negated = |parts: &[&str]| parts.iter().filter(|part| NEGATIONS.contains(part)).count();
    let turned = |(left, right): &(&str, &str)| {
        let across = |one: &[&str], other: &[&str]| {
            one.contains(left)
                && other.contains(right)
                && !one.contains(right)
                && !other.contains(left)
        };
        across(&one, &other) || across(&other, &one)
    };
    negated(&one) != negated(&other)
        || PAIRS.iter().any(turned)
        || prefixed(&one, &other)
        || prefixed(&other, &one)
}

fn parts(name: &str) -> Vec<&str> {
    name.split(['_', '-', '.', ' ']).filter(|part| !part.is_empty()).collect()
}

/// Whether a part of `one` is a part of `other` behind a prefix that turns it: uninsured, insured; outpatient,
/// inpatient.
fn prefixed(one: &[&str], other: &[&str]) -> bool {
    one.iter().any(|part| {
        let bare = PREFIXES.iter().filter_map(|prefix| part.strip_prefix(prefix));
        let negated = bare.into_iter().any(|rest| rest.len() > 2 && other.contains(&rest));
        let inside = part.strip_prefix("out").filter(|rest| rest.len() > 2);
        negated || inside.is_some_and(|rest| other.contains(&format!("in{rest}").as_str()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_negation_or_an_opposite_part_is_seen_from_both_sides() {
        for (one, other) in [
            ("deductible", "no_deductible"),
            ("nodeductible", "deductible"),
            ("rate_plus", "rate_less"),
            ("deductible_plus", "deductible_less"),
            ("at_most", "at_least"),
            ("not_lifted", "lifted"),
            ("uninsured", "insured"),
            ("inpatient", "outpatient"),
            ("in_scope", "out_scope"),
            ("true", "false"),
        ] {
            assert!(opposite(one, other) && opposite(other, one), "{one} {other}");
        }
        for (one, other) in [
            ("deductable", "deductible"),
            ("no_deductable", "no_deductible"),
            ("rate_pluss", "rate_plus"),
            ("tire_1", "tier_1"),
            ("not_liftd", "not_lifted"),
            ("inpatiant", "inpatient"),
            ("normal", "formal"),
            ("一(二)", "一(三)"),
            // One of the pair alone, or both in one name, is no opposite.
            ("rate_plus", "rate"),
            ("max_rate", "max"),
            ("max_min_rate", "min_rate"),
            ("min_max_rate", "max_rate"),
            // Too short a rest to be a word.
            ("unit", "it"),
            ("outgo", "ingo"),
        ] {
            assert!(!opposite(one, other) && !opposite(other, one), "{one} {other}");
        }
    }
}
