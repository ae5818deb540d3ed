//! What a row works out from what a person states: a share of an amount, a wait.

use mingbai_core::kernel::money::Money;
use mingbai_core::policy::outcome::Outcome;
use mingbai_core::policy::stated::{Linear, Multiple, Share, Wait};

use super::fields::Fields;
use super::gives::amount;
use super::terms;
use crate::finding::Report;
use crate::lints::{bad_gives, bad_number, missing_key};
use crate::number::Number;
use crate::source::At;

/// `share = { on = "own_cost", bands = […], cap = "30000" }`
pub(super) fn share(
    fields: &mut Fields<'_, '_>,
    numbers: &mut Vec<At<Number>>,
    report: &mut Report<'_>,
) -> Option<Outcome> {
    let mut fields = fields.table("share", report)?;
    let on = fields.needed_text("on", report);
    if fields.has("bands").is_none() {
        missing_key::report(report, fields.span(), fields.name(), "bands");
    }
    let bands = terms::bands(&mut fields, numbers, report);
    let cap: Option<Option<Money>> = match fields.has("cap") {
        Some(_) => amount(&mut fields, "cap", numbers, report).map(Some),
        None => Some(None),
    };
    fields.finish(report);
    let on = on?.value;
    (!bands.is_empty()).then_some(Outcome::Share(Share { on, bands, cap: cap? }))
}

/// `wait = { months = "3 + years_missed - years_repaired", at_least = "6" }`
pub(super) fn wait(
    fields: &mut Fields<'_, '_>,
    numbers: &mut Vec<At<Number>>,
    report: &mut Report<'_>,
) -> Option<Outcome> {
    let mut fields = fields.table("wait", report)?;
    let months = fields.needed_text("months", report);
    let at_least = fields.text("at_least", report);
    fields.finish(report);
    let months = months?;
    let Some(linear) = linear(&months.value) else {
        bad_gives::linear(report, &months.span, &months.value);
        return None;
    };
    let mut proven = vec![linear.constant];
    proven.extend(linear.facts.iter().map(|own| own.factor.abs()).filter(|factor| *factor != 1));
    let whole = |number: i64| Number::parse(&number.to_string());
    let said = proven.into_iter().filter(|number| *number != 0).filter_map(whole);
    numbers.extend(said.map(|number| At::new(number, months.span.clone())));
    let mut floor = None;
    if let Some(At { value, span }) = at_least {
        floor = value.parse::<u16>().ok().filter(|months| *months > 0).map(i64::from);
        if floor.is_none() {
            bad_number::count(report, &span, "at_least", &value);
            return None;
        }
        numbers.extend(Number::parse(&value).map(|number| At::new(number, span)));
    }
    Some(Outcome::Wait(Wait { months: linear, at_least: floor }))
}

/// Reads `3 + years_missed - 2 * years_repaired`: whole numbers, facts, and whole numbers times facts. `None` for
/// anything else, and where a fact stands twice.
fn linear(text: &str) -> Option<Linear> {
    let mut linear = Linear { constant: 0, facts: Vec::new() };
    let mut rest = text.trim();
    let mut sign = 1;
    if let Some(after) = rest.strip_prefix('-') {
        (sign, rest) = (-1, after);
    }
    loop {
        let end = rest.find(['+', '-']).unwrap_or(rest.len());
        let (term, after) = rest.split_at_checked(end)?;
        let (factor, fact) = match term.split_once('*') {
            Some((one, other)) => {
                let (one, other) = (one.trim(), other.trim());
                match (whole(one), whole(other)) {
                    (Some(factor), None) => (factor, other),
                    (None, Some(factor)) => (factor, one),
                    _ => return None,
                }
            }
            None => match whole(term.trim()) {
                Some(number) => {
                    linear.constant = linear.constant.checked_add(sign * number)?;
                    (0, "")
                }
                None => (1, term.trim()),
            },
        };
        if factor != 0 {
            let name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
            let twice = linear.facts.iter().any(|own| own.fact == fact);
            let begins = fact.starts_with(|c: char| c.is_ascii_lowercase());
            if !begins || !fact.chars().all(name) || twice {
                return None;
            }
            linear.facts.push(Multiple { fact: fact.to_owned(), factor: sign * factor });
        } else if !fact.is_empty() {
            return None;
        }
        let Some(next) = after.chars().next() else { return Some(linear) };
        sign = if next == '-' { -1 } else { 1 };
        rest = after.get(1..)?;
    }
}

/// A whole number of at most six digits.
fn whole(text: &str) -> Option<i64> {
    let digits = (1..=6).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_linear_number_is_read_as_it_is_written() {
        for (text, written) in [
            ("3", "3"),
            ("3 + years_missed - years_repaired", "3 + years_missed - years_repaired"),
            ("years*2+1-3", "-2 + 2 * years"),
            ("-a + 2*b", "-a + 2 * b"),
            ("0", "0"),
        ] {
            assert_eq!(linear(text).map(|own| own.to_string()).as_deref(), Some(written), "{text}");
        }
        for text in
            ["", "3 +", "+ 3", "a * b", "2 * 3", "0 * a", "a + a", "3.5", "a b", "A", "1234567"]
        {
            assert_eq!(linear(text), None, "{text}");
        }
    }
}
