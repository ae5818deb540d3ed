//! What a row gives: the closed set of outcomes.

use mingbai_core::kernel::money::{Money, Percent};
use mingbai_core::policy::Kind;
use mingbai_core::policy::outcome::{
    Assistance, Enrolment, HintTerms, Outcome, Service, Subsidy, Terms,
};
use toml::de::DeValue;

use super::fields::{self, Fields, wrong_type_unless_float};
use super::toml::{Value, whole};
use crate::finding::Report;
use crate::lints::wrong_type::Wanted;
use crate::lints::{bad_gives, bad_number, missing_key, unknown_word};
use crate::number::Number;
use crate::source::{At, Span};
use crate::suggest::one_of;

/// Every key of `gives`, with the kinds of provision that may give it.
const KEYS: [(&str, &[Kind]); 9] = [
    ("premium_aid", &[Kind::Money]),
    ("premium_aid_amount", &[Kind::Money]),
    ("basic", &[Kind::Money]),
    ("major_illness", &[Kind::Money]),
    ("assistance", &[Kind::Money]),
    ("subsidy", &[Kind::Money]),
    ("enrolment", &[Kind::Money, Kind::Service]),
    ("service", &[Kind::Service]),
    ("hint", &[Kind::Commitment, Kind::Duty]),
];

/// Whether a provision of this kind may give what is written with `key`.
pub fn fits(key: &str, kind: Kind) -> bool {
    key == "nothing" || KEYS.iter().any(|(own, kinds)| *own == key && kinds.contains(&kind))
}

/// An outcome and the numbers it is made of.
#[derive(Clone, PartialEq, Debug)]
pub struct Gives {
    /// What the engine needs.
    pub outcome: Outcome,
    /// Every number in it, for the figures.
    pub numbers: Vec<At<Number>>,
}

/// The parts of an amount an outcome is the source of: `basic.rate_plus` and the like. No two
/// provisions of a policy may be the source of one.
pub fn parts(outcome: &Outcome) -> Vec<&'static str> {
    let terms = |terms: &Terms, [rate, deductible, cap]: [&'static str; 3]| {
        let given = [
            (terms.rate_plus != Percent::ZERO, rate),
            (terms.deductible_less != Percent::ZERO, deductible),
            (terms.cap_lifted, cap),
        ];
        given.into_iter().filter(|(given, _)| *given).map(|(_, part)| part).collect()
    };
    match outcome {
        Outcome::PremiumAid(_) | Outcome::PremiumAidAmount(_) => vec!["premium_aid"],
        Outcome::Assistance(_) => vec!["assistance"],
        Outcome::Basic(own) => {
            terms(own, ["basic.rate_plus", "basic.deductible_less", "basic.cap_lifted"])
        }
        Outcome::MajorIllness(own) => terms(
            own,
            [
                "major_illness.rate_plus",
                "major_illness.deductible_less",
                "major_illness.cap_lifted",
            ],
        ),
        _ => Vec::new(),
    }
}

/// The key an outcome is written with.
pub const fn key(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Nothing => "nothing",
        Outcome::PremiumAid(_) => "premium_aid",
        Outcome::PremiumAidAmount(_) => "premium_aid_amount",
        Outcome::Basic(_) => "basic",
        Outcome::MajorIllness(_) => "major_illness",
        Outcome::Assistance(_) => "assistance",
        Outcome::Subsidy(_) => "subsidy",
        Outcome::Enrolment(_) => "enrolment",
        Outcome::Service(_) => "service",
        Outcome::Hint(_) => "hint",
    }
}

/// Reads the value of `gives`, whose key is at `span`.
pub fn read(value: &Value<'_>, span: &Span, report: &mut Report<'_>) -> Option<Gives> {
    let mut numbers = Vec::new();
    let outcome = match value.get_ref() {
        DeValue::String(word) => match word.as_ref() {
            "nothing" => Outcome::Nothing,
            "service" => Outcome::Service(Service::Given),
            other => {
                let hint = one_of(other, ["nothing", "service"]);
                unknown_word::report(report, &value.span(), "gives", other, &hint);
                return None;
            }
        },
        DeValue::Table(table) => {
            let fields = Fields::new("gives", span.clone(), table);
            outcome(fields, table.len(), &mut numbers, report)?
        }
        _ => {
            wrong_type_unless_float(value, "gives", Wanted::Table, report);
            return None;
        }
    };
    Some(Gives { outcome, numbers })
}

pub(crate) const ENROLMENTS: [(&str, Enrolment); 4] = [
    ("employee", Enrolment::Employee),
    ("resident", Enrolment::Resident),
    ("not_stated", Enrolment::NotStated),
    ("help", Enrolment::Help),
];
pub(crate) const SERVICES: [(&str, Service); 2] =
    [("free", Service::Free), ("pilot", Service::Pilot)];

fn outcome(
    mut fields: Fields<'_, '_>,
    keys: usize,
    numbers: &mut Vec<At<Number>>,
    report: &mut Report<'_>,
) -> Option<Outcome> {
    let span = fields.span().clone();
    let all = KEYS.map(|(key, _)| key);
    let present: Vec<&'static str> =
        all.into_iter().filter(|key| fields.has(key).is_some()).collect();
    let [key] = present.as_slice() else {
        if present.is_empty() && keys > 0 {
            fields.finish(report);
        } else {
            bad_gives::not_one(report, &span, &all);
        }
        return None;
    };
    let outcome = match *key {
        "premium_aid" => {
            percent(&mut fields, "premium_aid", numbers, report).map(Outcome::PremiumAid)
        }
        "premium_aid_amount" => amount(&mut fields, "premium_aid_amount", numbers, report)
            .map(Outcome::PremiumAidAmount),
        "basic" => terms(&mut fields, "basic", numbers, report).map(Outcome::Basic),
        "major_illness" => {
            terms(&mut fields, "major_illness", numbers, report).map(Outcome::MajorIllness)
        }
        "assistance" => assistance(&mut fields, numbers, report).map(Outcome::Assistance),
        "subsidy" => subsidy(&mut fields, numbers, report).map(Outcome::Subsidy),
        "enrolment" => {
            fields.word("enrolment", &ENROLMENTS, report).map(|word| Outcome::Enrolment(word.value))
        }
        "hint" => hint(&mut fields, numbers, report).map(Outcome::Hint),
        _ => fields.word("service", &SERVICES, report).map(|word| Outcome::Service(word.value)),
    };
    fields.finish(report);
    outcome
}

fn terms(
    fields: &mut Fields<'_, '_>,
    key: &'static str,
    numbers: &mut Vec<At<Number>>,
    report: &mut Report<'_>,
) -> Option<Terms> {
    let mut fields = fields.table(key, report)?;
    let before = report.len();
    let rate_plus = percent(&mut fields, "rate_plus", numbers, report);
    let deductible_less = percent(&mut fields, "deductible_less", numbers, report);
    let cap_lifted = only_true(&mut fields, "cap_lifted", report);
    let span = fields.span().clone();
    fields.finish(report);
    if report.len() > before {
        return None;
    }
    if rate_plus.is_none() && deductible_less.is_none() && !cap_lifted {
        bad_gives::no_terms(report, &span, key);
        return None;
    }
    Some(Terms {
        rate_plus: rate_plus.unwrap_or_default(),
        deductible_less: deductible_less.unwrap_or_default(),
        cap_lifted,
    })
}

fn assistance(
    fields: &mut Fields<'_, '_>,
    numbers: &mut Vec<At<Number>>,
    report: &mut Report<'_>,
) -> Option<Assistance> {
    let mut fields = fields.table("assistance", report)?;
    if fields.has("at_least").is_none() {
        missing_key::report(report, fields.span(), fields.name(), "at_least");
    }
    let at_least = percent(&mut fields, "at_least", numbers, report);
    let no_deductible = only_true(&mut fields, "no_deductible", report);
    fields.finish(report);
    Some(Assistance { at_least: at_least?, no_deductible })
}

fn hint(
    fields: &mut Fields<'_, '_>,
    numbers: &mut Vec<At<Number>>,
    report: &mut Report<'_>,
) -> Option<HintTerms> {
    let mut fields = fields.table("hint", report)?;
    if fields.has("out_of_scope_above").is_none() {
        missing_key::report(report, fields.span(), fields.name(), "out_of_scope_above");
    }
    let above = percent(&mut fields, "out_of_scope_above", numbers, report);
    fields.finish(report);
    Some(HintTerms { out_of_scope_above: above? })
}

fn subsidy(
    fields: &mut Fields<'_, '_>,
    numbers: &mut Vec<At<Number>>,
    report: &mut Report<'_>,
) -> Option<Subsidy> {
    let (written, span) = number_text(fields, "subsidy", report)?;
    if written == "not_stated" {
        return Some(Subsidy::NotStated);
    }
    let amount = Money::parse(&written).filter(|amount| *amount != Money::ZERO);
    if amount.is_none() {
        bad_number::amount(report, &span, "subsidy", &written);
    }
    numbers.extend(Number::parse(&written).map(|number| At::new(number, span)));
    Some(Subsidy::Amount(amount?))
}

/// Yuan above nothing.
fn amount(
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
fn percent(
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
fn number_text(
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
fn only_true(fields: &mut Fields<'_, '_>, key: &'static str, report: &mut Report<'_>) -> bool {
    match fields.flag(key, report) {
        Some(At { value: true, .. }) => true,
        Some(At { value: false, span }) => {
            bad_gives::only_true(report, &span, key);
            false
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn an_outcome_is_the_source_of_what_it_changes_in_an_amount() {
        let ten = Percent::parse("10").unwrap();
        let money = Money::parse("10").unwrap();
        let rate = Terms { rate_plus: ten, ..Terms::default() };
        let deductible = Terms { deductible_less: ten, ..Terms::default() };
        let cap = Terms { cap_lifted: true, ..Terms::default() };
        for (outcome, sources) in [
            (Outcome::PremiumAid(ten), vec!["premium_aid"]),
            (Outcome::PremiumAidAmount(money), vec!["premium_aid"]),
            (Outcome::Basic(rate), vec!["basic.rate_plus"]),
            (
                Outcome::Basic(deductible.and(cap)),
                vec!["basic.deductible_less", "basic.cap_lifted"],
            ),
            (Outcome::MajorIllness(rate), vec!["major_illness.rate_plus"]),
            (Outcome::MajorIllness(deductible), vec!["major_illness.deductible_less"]),
            (Outcome::MajorIllness(cap), vec!["major_illness.cap_lifted"]),
            (
                Outcome::Assistance(Assistance { at_least: ten, no_deductible: false }),
                vec!["assistance"],
            ),
            (Outcome::Subsidy(Subsidy::Amount(money)), vec![]),
            (Outcome::Service(Service::Given), vec![]),
            (Outcome::Nothing, vec![]),
        ] {
            assert_eq!(parts(&outcome), sources, "{outcome:?}");
        }
    }
}
