//! The terms a row gives a layer or a pool.

use mingbai_core::kernel::money::{Money, Percent};
use mingbai_core::policy::terms::{After, Band, BandsFrom, Cap, Reaches, Terms};
use toml::de::DeValue;

use super::fields::{self, Fields, wrong_type_unless_float};
use super::layers::SettlementFile;
use super::numbers::{amount, number_text, only_true, percent};
use super::stated;
use super::toml::{Value, whole};
use crate::finding::Report;
use crate::lints::wrong_type::Wanted;
use crate::lints::{bad_gives, bad_layer, bad_number, band_order, missing_key};
use crate::number::Number;
use crate::source::At;
use crate::suggest::one_of;

const BANDS_FROM: [(&str, BandsFrom); 2] =
    [("zero", BandsFrom::Zero), ("deductible", BandsFrom::Deductible)];

/// Reads the terms of `target`, a layer or a pool of the settlement.
pub(super) fn read(
    mut fields: Fields<'_, '_>,
    target: &str,
    settlement: &SettlementFile,
    numbers: &mut Vec<At<Number>>,
    report: &mut Report<'_>,
) -> Option<Terms> {
    let (span, before) = (fields.span().clone(), report.len());
    let rate = percent(&mut fields, "rate", numbers, report);
    let at_least = percent(&mut fields, "at_least", numbers, report);
    let rate_plus = percent(&mut fields, "rate_plus", numbers, report).unwrap_or_default();
    let rate_less = percent(&mut fields, "rate_less", numbers, report).unwrap_or_default();
    let bands = bands(&mut fields, numbers, report);
    let bands_from = fields.word("bands_from", &BANDS_FROM, report).map(|word| word.value);
    let deductible = stated::sum(&mut fields, "deductible", numbers, report);
    let deductible_less =
        percent(&mut fields, "deductible_less", numbers, report).unwrap_or_default();
    let deductible_by_stay = by_stay(&mut fields, numbers, report);
    let no_deductible = only_true(&mut fields, "no_deductible", report);
    let first_self_paid =
        percent(&mut fields, "first_self_paid", numbers, report).unwrap_or_default();
    let most = stated::sum(&mut fields, "most", numbers, report);
    let cap = stated::limit(&mut fields, numbers, report);
    let cap_plus = stated::sum(&mut fields, "cap_plus", numbers, report);
    let cap_most = stated::raise(&mut fields, numbers, report);
    let cap_lifted = only_true(&mut fields, "cap_lifted", report);
    let after = fields
        .table("after", report)
        .and_then(|after| self::after(after, target, settlement, numbers, report));
    fields.finish(report);
    if report.len() > before {
        return None;
    }
    let terms = Terms {
        rate,
        at_least,
        rate_plus,
        rate_less,
        bands,
        bands_from,
        deductible,
        deductible_less,
        deductible_by_stay,
        no_deductible,
        first_self_paid,
        most,
        cap,
        cap_plus,
        cap_most,
        cap_lifted,
        after: after.map(Box::new),
        not_computed: false,
    };
    let of_pool = Terms {
        cap: terms.cap.clone(),
        cap_plus: terms.cap_plus.clone(),
        cap_most: terms.cap_most.clone(),
        after: terms.after.clone(),
        ..Terms::default()
    };
    if terms == Terms::default() {
        bad_gives::no_terms(report, &span, target);
        return None;
    }
    if !settlement.is_layer(target) && terms != of_pool {
        bad_layer::pool(report, &span, target);
        return None;
    }
    let rates = [rate.is_some(), at_least.is_some(), !terms.bands.is_empty()];
    if rates.into_iter().filter(|given| *given).count() > 1 {
        bad_gives::two_rates(report, &span, target);
        return None;
    }
    Some(terms)
}

/// Yuan; a number that the clause need not say where it is nothing.
fn deductible(
    fields: &mut Fields<'_, '_>,
    numbers: &mut Vec<At<Number>>,
    report: &mut Report<'_>,
) -> Option<Money> {
    let (written, span) = number_text(fields, "deductible", report)?;
    let amount = Money::parse(&written);
    if amount.is_none() {
        bad_number::sum(report, &span, "deductible", &written);
    }
    if amount != Some(Money::ZERO) {
        numbers.extend(Number::parse(&written).map(|number| At::new(number, span)));
    }
    amount
}

/// Yuan a year, or `"none"`.
fn cap(
    fields: &mut Fields<'_, '_>,
    numbers: &mut Vec<At<Number>>,
    report: &mut Report<'_>,
) -> Option<Cap> {
    let (_, value) = fields.entry("cap")?;
    if value.get_ref().as_str() == Some("none") {
        return Some(Cap::None);
    }
    amount(fields, "cap", numbers, report).map(Cap::Amount)
}

/// Percents of the deductible; the whole of it and nothing of it need not be said in numbers.
fn by_stay(
    fields: &mut Fields<'_, '_>,
    numbers: &mut Vec<At<Number>>,
    report: &mut Report<'_>,
) -> Vec<Percent> {
    let key = "deductible_by_stay";
    let mut shares = Vec::new();
    for value in fields.list(key, Wanted::List, report) {
        let Some(written) = written(value, key, report) else { continue };
        let share = Percent::parse(&written);
        match share {
            Some(share) => shares.push(share),
            None => bad_number::percent(report, &value.span(), key, &written),
        }
        if share.is_some_and(|share| share != Percent::ZERO && share != Percent::WHOLE) {
            numbers.extend(Number::parse(&written).map(|number| At::new(number, value.span())));
        }
    }
    shares
}

/// Bands of rates, rising. The first one begins at nothing where it does not say: it pays from the
/// deductible on.
pub(super) fn bands(
    fields: &mut Fields<'_, '_>,
    numbers: &mut Vec<At<Number>>,
    report: &mut Report<'_>,
) -> Vec<Band> {
    let mut bands: Vec<Band> = Vec::new();
    for (index, value) in fields.list("bands", Wanted::Tables, report).into_iter().enumerate() {
        let span = value.span().start..value.span().start;
        let name = format!("bands[{index}]");
        let Some(mut band) = fields::table(value, span.clone(), name, report) else { continue };
        let from = match number_text(&mut band, "from", report) {
            Some((written, at)) => {
                let from = Money::parse(&written);
                if from.is_none() {
                    bad_number::sum(report, &at, "from", &written);
                }
                if from != Some(Money::ZERO) {
                    numbers.extend(Number::parse(&written).map(|number| At::new(number, at)));
                }
                from
            }
            None if index == 0 => Some(Money::ZERO),
            None => {
                missing_key::report(report, &span, band.name(), "from");
                None
            }
        };
        if band.has("percent").is_none() {
            missing_key::report(report, &span, band.name(), "percent");
        }
        let share = percent(&mut band, "percent", numbers, report);
        band.finish(report);
        let (Some(from), Some(share)) = (from, share) else { continue };
        if let Some(last) = bands.last().filter(|last| from <= last.from) {
            let path = format!("bands[{index}].from");
            let (from, last) = (from.to_string(), last.from.to_string());
            band_order::report(report, &value.span(), &path, &from, &last);
        }
        bands.push(Band { from, percent: share });
    }
    bands
}

fn after(
    mut fields: Fields<'_, '_>,
    target: &str,
    settlement: &SettlementFile,
    numbers: &mut Vec<At<Number>>,
    report: &mut Report<'_>,
) -> Option<After> {
    let before = report.len();
    let sum = fields.needed_text("sum", report);
    let reaches = fields.has("reaches").and_then(|span| {
        let (written, at) = number_text(&mut fields, "reaches", report)?;
        if let Some(layer) = written.strip_suffix(".deductible") {
            earlier(layer, target, settlement, &At::new((), span), report);
            return Some(Reaches::DeductibleOf(layer.to_owned()));
        }
        let amount = Money::parse(&written);
        if amount.is_none() {
            bad_number::sum(report, &at, "reaches", &written);
        }
        numbers.extend(Number::parse(&written).map(|number| At::new(number, at)));
        amount.map(Reaches::Amount)
    });
    if fields.has("reaches").is_none() {
        missing_key::report(report, fields.span(), fields.name(), "reaches");
    }
    let sum = sum.filter(|sum| sum.value != "in_scope").map(|sum| {
        earlier(&sum.value, target, settlement, &At::new((), sum.span.clone()), report);
        sum.value
    });
    let rate = percent(&mut fields, "rate", numbers, report);
    let deductible = deductible(&mut fields, numbers, report);
    let cap = cap(&mut fields, numbers, report);
    let span = fields.span().clone();
    fields.finish(report);
    if rate.is_none() && deductible.is_none() && cap.is_none() && report.len() == before {
        bad_gives::no_terms(report, &span, "after");
    }
    Some(After { reaches: reaches?, sum, rate, deductible, cap })
}

/// Reports a layer that is none, or that pays later than the first layer which `target` limits.
fn earlier(
    layer: &str,
    target: &str,
    settlement: &SettlementFile,
    at: &At<()>,
    report: &mut Report<'_>,
) {
    let ids = || settlement.layers.iter().map(|layer| layer.id.value.as_str());
    let Some(place) = ids().position(|own| own == layer) else {
        let hint = one_of(layer, ids().chain(["in_scope"]));
        bad_layer::no_layer(report, &at.span, layer, &hint);
        return;
    };
    let draws = |layer: &super::layers::LayerEntry| {
        layer.id.value == target || layer.pools.iter().any(|pool| pool == target)
    };
    let first = settlement.layers.iter().position(draws);
    if first.is_some_and(|first| place > first) {
        bad_layer::later(report, &at.span, target, layer);
    }
}

/// A number in quotes, or a whole number without.
fn written(value: &Value<'_>, key: &str, report: &mut Report<'_>) -> Option<String> {
    match value.get_ref() {
        DeValue::String(text) => Some(text.to_string()),
        other => {
            let number = whole(other).map(|number| number.to_string());
            if number.is_none() {
                wrong_type_unless_float(value, key, Wanted::Number, report);
            }
            number
        }
    }
}
