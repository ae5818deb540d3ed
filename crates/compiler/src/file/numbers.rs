//! Amounts, percents and flags as a policy writes them.

use mingbai_core::kernel::money::{Money, Percent};

use super::fields::{self, Fields, wrong_type_unless_float};
use super::toml::whole;
use crate::finding::Report;
use crate::lints::wrong_type::Wanted;
use crate::lints::{bad_gives, bad_number};
use crate::number::Number;
use crate::source::{At, Span};

/// Yuan above nothing.
pub(super) fn amount(
    fields: &mut Fields<'_, '_>,
    key: &'static str,
    numbers: &mut Vec<At<Number>>,
    report: &mut Report<'_>,
) -> Option<Money> {
    let (written, span) = number_text(fields, key, report)?;
    let amount = Money::parse(&written).filter(|amount| *amount != Money::ZERO);
    if amount.is_none() {
        bad_number::sum(report, &span, key, &written);
    }
    numbers.extend(Number::parse(&written).map(|number| At::new(number, span)));
    amount
}

/// A percent above nothing.
pub(super) fn percent(
    fields: &mut Fields<'_, '_>,
    key: &'static str,
    numbers: &mut Vec<At<Number>>,
    report: &mut Report<'_>,
) -> Option<Percent> {
    let (written, span) = number_text(fields, key, report)?;
    let percent = Percent::parse(&written).filter(|percent| *percent != Percent::ZERO);
    if percent.is_none() {
        bad_number::percent(report, &span, key, &written);
    }
    numbers.extend(Number::parse(&written).map(|number| At::new(number, span)));
    percent
}

/// A number in quotes, or a whole number without.
pub(super) fn number_text(
    fields: &mut Fields<'_, '_>,
    key: &'static str,
    report: &mut Report<'_>,
) -> Option<(String, Span)> {
    let (_, value) = fields.entry(key)?;
    if let Some(number) = whole(value.get_ref()) {
        return Some((number.to_string(), value.span()));
    }
    if value.get_ref().as_str().is_none() {
        wrong_type_unless_float(value, key, Wanted::Number, report);
        return None;
    }
    fields::text(value, key, report).map(|text| (text.value, text.span))
}

/// A flag that is written only where it holds.
pub(super) fn only_true(
    fields: &mut Fields<'_, '_>,
    key: &'static str,
    report: &mut Report<'_>,
) -> bool {
    match fields.flag(key, report) {
        Some(At { value: true, .. }) => true,
        Some(At { value: false, span }) => {
            bad_gives::only_true(report, &span, key);
            false
        }
        None => false,
    }
}
