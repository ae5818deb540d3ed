//! What a row works out from what a person states: a share of an amount, a wait.

use mingbai_core::kernel::money::{Money, Percent};
use mingbai_core::policy::outcome::Outcome;
use mingbai_core::policy::stated::{Linear, MOST_FACTS, Multiple, Share, Sum, Wait};
use mingbai_core::policy::terms::{Limit, Raise};
use mingbai_core::policy::vocabulary::FIGURES;

use super::fields::Fields;
use super::numbers::{amount, number_text};
use super::terms;
use crate::finding::Report;
use crate::lints::{bad_gives, bad_number, missing_key};
use crate::number::Number;
use crate::source::{At, Span};

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

/// An amount of yuan, a share of an amount (`"25% of figure.income"`, `"50% of own_cost"`), or whole yuan and number
/// facts (`"3800 * years"`). Only a deductible and a limit may be nothing.
pub(super) fn sum(
    fields: &mut Fields<'_, '_>,
    key: &'static str,
    numbers: &mut Vec<At<Number>>,
    report: &mut Report<'_>,
) -> Option<Sum> {
    fields.has(key)?;
    let (written, span) = number_text(fields, key, report)?;
    if let Some(money) = Money::parse(&written) {
        if money == Money::ZERO && !matches!(key, "deductible" | "cap") {
            bad_number::sum(report, &span, key, &written);
            return None;
        }
        if money != Money::ZERO {
            numbers.extend(Number::parse(&written).map(|number| At::new(number, span)));
        }
        return Some(Sum::Yuan(money));
    }
    if let Some((share, of)) = written.split_once("% of ") {
        let percent = Percent::parse(share.trim()).filter(|share| *share != Percent::ZERO);
        let of = of.trim();
        let of =
            of.strip_prefix("figure.").map_or_else(|| of.to_owned(), |id| format!("{FIGURES}{id}"));
        numbers.extend(Number::parse(share.trim()).map(|number| At::new(number, span.clone())));
        if percent.is_none() {
            bad_number::percent(report, &span, key, share);
        }
        return Some(Sum::Share(percent?, of));
    }
    let linear = linear(&written).filter(|linear| !linear.facts.is_empty());
    if let Some(linear) = &linear {
        prove(linear, &span, numbers);
    } else {
        bad_number::sum(report, &span, key, &written);
    }
    linear.map(Sum::Linear)
}

/// An amount a year, or `"none"`.
pub(super) fn limit(
    fields: &mut Fields<'_, '_>,
    numbers: &mut Vec<At<Number>>,
    report: &mut Report<'_>,
) -> Option<Limit> {
    let (_, value) = fields.entry("cap")?;
    if value.get_ref().as_str() == Some("none") {
        return Some(Limit::None);
    }
    sum(fields, "cap", numbers, report).map(Limit::Sum)
}

/// An amount, or a percentage of the limit: `"20%"`.
pub(super) fn raise(
    fields: &mut Fields<'_, '_>,
    numbers: &mut Vec<At<Number>>,
    report: &mut Report<'_>,
) -> Option<Raise> {
    let key = "cap_most";
    let (_, value) = fields.entry(key)?;
    let share = value.get_ref().as_str().and_then(|text| text.strip_suffix('%'));
    let Some(share) = share else { return sum(fields, key, numbers, report).map(Raise::Sum) };
    let percent = Percent::parse(share).filter(|share| *share != Percent::ZERO);
    if percent.is_none() {
        bad_number::percent(report, &value.span(), key, share);
    }
    numbers.extend(Number::parse(share).map(|number| At::new(number, value.span())));
    percent.map(Raise::Share)
}

/// The numbers that a clause must say for this one.
fn prove(linear: &Linear, span: &Span, numbers: &mut Vec<At<Number>>) {
    let factors = linear.facts.iter().map(|own| own.factor.abs()).filter(|factor| *factor != 1);
    let said = [linear.constant].into_iter().filter(|number| *number != 0).chain(factors);
    let numerals = said.filter_map(|number| Number::parse(&number.abs().to_string()));
    numbers.extend(numerals.map(|number| At::new(number, span.clone())));
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
    prove(&linear, &months.span, numbers);
    let mut floor = None;
    if let Some(At { value, span }) = at_least {
        floor = value.parse::<u16>().ok().filter(|months| *months > 0).map(i64::from);
        if floor.is_none() {
            bad_number::count(report, &span, "at_least", &value, u16::MAX.into());
            return None;
        }
        numbers.extend(Number::parse(&value).map(|number| At::new(number, span)));
    }
    Some(Outcome::Wait(Wait { months: linear, at_least: floor }))
}

/// Reads `3 + years_missed - 2 * years_repaired`: whole numbers, facts, and whole numbers times facts. `None` for
/// anything else, where a fact stands twice, and where there are more than [`MOST_FACTS`].
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
            let many = linear.facts.len() >= MOST_FACTS;
            if !begins || !fact.chars().all(name) || twice || many {
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
        for text in [
            "",
            "3 +",
            "+ 3",
            "a * b",
            "2 * 3",
            "0 * a",
            "a + a",
            "3.5",
            "a b",
            "A",
            "1234567",
            "a + b + c + d + e + f + g + h + i",
        ] {
            assert_eq!(linear(text), None, "{text}");
        }
    }
}
