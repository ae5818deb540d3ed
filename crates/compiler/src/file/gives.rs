//! What a row gives: the closed set of outcomes.

use mingbai_core::kernel::money::{Money, Percent};
use mingbai_core::policy::Kind;
use mingbai_core::policy::outcome::{
    Enrolment, HintTerms, LayerTerms, NotStated, Outcome, Service, Subsidy,
};
use mingbai_core::policy::terms::{NOT_COMPUTED, Terms};
use toml::de::DeValue;

use super::fields::{self, Fields, wrong_type_unless_float};
use super::layers::SettlementFile;
use super::numbers::{amount, number_text, percent};
use super::stated;
use super::terms;
use super::toml::Value;
use crate::finding::Report;
use crate::lints::wrong_type::Wanted;
use crate::lints::{bad_gives, bad_layer, bad_number, missing_key, unknown_word};
use crate::number::Number;
use crate::source::{At, Span};
use crate::suggest::one_of;

/// A key of `gives` that is no layer.
struct Key {
    name: &'static str,
    /// The kinds of provision that may give it.
    kinds: &'static [Kind],
    read: fn(&mut Fields<'_, '_>, &mut Vec<At<Number>>, &mut Report<'_>) -> Option<Outcome>,
}

const KEYS: [Key; 9] = [
    Key { name: "premium_aid", kinds: &[Kind::Money], read: premium_aid },
    Key { name: "contribution", kinds: &[Kind::Money], read: contribution },
    Key {
        name: "premium_aid_amount",
        kinds: &[Kind::Money],
        read: |fields, numbers, report| {
            amount(fields, "premium_aid_amount", numbers, report).map(Outcome::PremiumAidAmount)
        },
    },
    Key {
        name: "subsidy",
        kinds: &[Kind::Money],
        read: |fields, numbers, report| subsidy(fields, numbers, report).map(Outcome::Subsidy),
    },
    Key {
        name: "enrolment",
        kinds: &[Kind::Money, Kind::Service],
        read: |fields, _, report| {
            fields.word("enrolment", &ENROLMENTS, report).map(|word| Outcome::Enrolment(word.value))
        },
    },
    Key { name: "service", kinds: &[Kind::Service], read: service },
    Key { name: "share", kinds: &[Kind::Money], read: stated::share },
    Key { name: "wait", kinds: &[Kind::Money, Kind::Service], read: stated::wait },
    Key {
        name: "hint",
        kinds: &[Kind::Commitment, Kind::Duty],
        read: |fields, numbers, report| hint(fields, numbers, report).map(Outcome::Hint),
    },
];

/// Whether a provision of this kind may give this.
pub fn fits(outcome: &Outcome, kind: Kind) -> bool {
    match outcome {
        Outcome::Nothing => true,
        Outcome::Layers(_) => kind == Kind::Money,
        _ => KEYS.iter().any(|own| own.name == key(outcome) && own.kinds.contains(&kind)),
    }
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
pub fn parts(outcome: &Outcome) -> Vec<String> {
    match outcome {
        _ if outcome.is_premium_aid() => vec!["premium_aid".to_owned()],
        Outcome::Contribution(_) => vec!["contribution".to_owned()],
        Outcome::Layers(given) => given.iter().flat_map(parts_of_layer).collect(),
        _ => Vec::new(),
    }
}

fn parts_of_layer(LayerTerms { layer, terms }: &LayerTerms) -> Vec<String> {
    let Terms {
        rate,
        at_least,
        rate_plus,
        rate_less,
        bands,
        bands_from,
        deductible,
        deductible_less,
        deductible_by_stay,
        no_deductible: _,
        first_self_paid,
        most,
        cap,
        cap_plus,
        cap_most: _,
        cap_lifted,
        after,
        not_computed,
    } = terms;
    let given = [
        (rate.is_some() || at_least.is_some() || !bands.is_empty(), "rate"),
        (*rate_plus != Percent::ZERO, "rate_plus"),
        (*rate_less != Percent::ZERO, "rate_less"),
        (bands_from.is_some(), "bands_from"),
        (deductible.is_some(), "deductible"),
        (*deductible_less != Percent::ZERO, "deductible_less"),
        (!deductible_by_stay.is_empty(), "deductible_by_stay"),
        (*first_self_paid != Percent::ZERO, "first_self_paid"),
        (most.is_some(), "most"),
        (cap.is_some(), "cap"),
        (cap_plus.is_some(), "cap_plus"),
        (*cap_lifted, "cap_lifted"),
        (after.is_some(), "after"),
        (*not_computed, "not_computed"),
    ];
    given
        .into_iter()
        .filter(|(given, _)| *given)
        .map(|(_, term)| format!("{layer}.{term}"))
        .collect()
}

/// The key an outcome is written with.
pub fn key(outcome: &Outcome) -> &str {
    match outcome {
        Outcome::Nothing => "nothing",
        Outcome::PremiumAid(_)
        | Outcome::PremiumAidAtLeast(_)
        | Outcome::PremiumAidNotStated(_) => "premium_aid",
        Outcome::Contribution(_) => "contribution",
        Outcome::PremiumAidAmount(_) => "premium_aid_amount",
        Outcome::Layers(given) => given.first().map_or("", |given| given.layer.as_str()),
        Outcome::Subsidy(_) => "subsidy",
        Outcome::Enrolment(_) => "enrolment",
        Outcome::Service(_) | Outcome::FreePlaces(_) => "service",
        Outcome::Hint(_) => "hint",
        Outcome::Share(_) => "share",
        Outcome::Wait(_) => "wait",
    }
}

/// Reads the value of `gives`, whose key is at `span`.
pub fn read(
    value: &Value<'_>,
    span: &Span,
    settlement: &SettlementFile,
    report: &mut Report<'_>,
) -> Option<Gives> {
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
            outcome(fields, table.len(), settlement, &mut numbers, report)?
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
    settlement: &SettlementFile,
    numbers: &mut Vec<At<Number>>,
    report: &mut Report<'_>,
) -> Option<Outcome> {
    let span = fields.span().clone();
    let targets: Vec<&str> =
        settlement.targets().into_iter().filter(|target| fields.has(target).is_some()).collect();
    let present: Vec<&Key> = KEYS.iter().filter(|key| fields.has(key.name).is_some()).collect();
    if !targets.is_empty() && present.is_empty() {
        let given = layers(&mut fields, &targets, settlement, numbers, report);
        fields.finish(report);
        return given.map(Outcome::Layers);
    }
    let ([key], true) = (present.as_slice(), targets.is_empty()) else {
        if present.is_empty() && keys > 0 {
            fields.finish(report);
        } else {
            let all: Vec<&str> =
                KEYS.iter().map(|key| key.name).chain(settlement.targets()).collect();
            bad_gives::not_one(report, &span, &all);
        }
        return None;
    };
    let outcome = (key.read)(&mut fields, numbers, report);
    fields.finish(report);
    outcome
}

/// The terms of every layer and pool that the row names, in the order in which they pay.
fn layers(
    fields: &mut Fields<'_, '_>,
    targets: &[&str],
    settlement: &SettlementFile,
    numbers: &mut Vec<At<Number>>,
    report: &mut Report<'_>,
) -> Option<Vec<LayerTerms>> {
    let mut given = Some(Vec::new());
    for target in targets {
        let read = match fields.entry(target) {
            Some((span, value)) if value.get_ref().as_str().is_some() => {
                if !settlement.is_layer(target) {
                    bad_layer::pool(report, &span, target);
                }
                not_computed(value, report)
            }
            _ => fields
                .table(target, report)
                .and_then(|fields| terms::read(fields, target, settlement, numbers, report)),
        };
        match (read, &mut given) {
            (Some(terms), Some(given)) => {
                given.push(LayerTerms { layer: (*target).to_owned(), terms });
            }
            _ => given = None,
        }
    }
    given
}

/// The one word that may stand instead of terms.
fn not_computed(value: &Value<'_>, report: &mut Report<'_>) -> Option<Terms> {
    let word = fields::text(value, "gives", report)?;
    if word.value != NOT_COMPUTED {
        let hint = one_of(&word.value, [NOT_COMPUTED]);
        unknown_word::report(report, &word.span, "gives", &word.value, &hint);
        return None;
    }
    Some(Terms { not_computed: true, ..Terms::default() })
}

/// An amount; 0 where nothing is to be paid.
fn contribution(
    fields: &mut Fields<'_, '_>,
    numbers: &mut Vec<At<Number>>,
    report: &mut Report<'_>,
) -> Option<Outcome> {
    let (written, span) = number_text(fields, "contribution", report)?;
    let amount = Money::parse(&written);
    if amount.is_none() {
        bad_number::sum(report, &span, "contribution", &written);
    }
    // That nothing is to be paid need not be said in a number.
    if amount != Some(Money::ZERO) {
        numbers.extend(Number::parse(&written).map(|number| At::new(number, span)));
    }
    amount.map(Outcome::Contribution)
}

/// A percent, or at least a percent.
fn premium_aid(
    fields: &mut Fields<'_, '_>,
    numbers: &mut Vec<At<Number>>,
    report: &mut Report<'_>,
) -> Option<Outcome> {
    let (_, value) = fields.entry("premium_aid")?;
    if value.get_ref().as_str() == Some("not_stated") {
        return Some(Outcome::PremiumAidNotStated(NotStated));
    }
    if !value.get_ref().is_table() {
        return percent(fields, "premium_aid", numbers, report).map(Outcome::PremiumAid);
    }
    let mut fields = fields.table("premium_aid", report)?;
    if fields.has("at_least").is_none() {
        missing_key::report(report, fields.span(), fields.name(), "at_least");
    }
    let floor = percent(&mut fields, "at_least", numbers, report);
    fields.finish(report);
    floor.map(Outcome::PremiumAidAtLeast)
}

/// How it is given, or for how many people.
fn service(
    fields: &mut Fields<'_, '_>,
    numbers: &mut Vec<At<Number>>,
    report: &mut Report<'_>,
) -> Option<Outcome> {
    let (_, value) = fields.entry("service")?;
    if !value.get_ref().is_table() {
        let word = fields.word("service", &SERVICES, report)?;
        return Some(Outcome::Service(word.value));
    }
    let mut fields = fields.table("service", report)?;
    let places = fields.needed_whole("free_places", report);
    fields.finish(report);
    let At { value, span } = places?;
    let places = u32::try_from(value).ok().filter(|places| *places > 0);
    if places.is_none() {
        bad_number::count(report, &span, "free_places", &value.to_string(), u32::MAX);
    }
    numbers.extend(Number::parse(&value.to_string()).map(|number| At::new(number, span)));
    places.map(Outcome::FreePlaces)
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn an_outcome_is_the_source_of_what_it_changes_in_an_amount() {
        let ten = Percent::parse("10").unwrap();
        let money = Money::parse("10").unwrap();
        let gives = |layer: &str, terms| {
            Outcome::Layers(vec![LayerTerms { layer: layer.to_owned(), terms }])
        };
        let rate = Terms { rate_plus: ten, ..Terms::default() };
        let both = Terms { deductible_less: ten, cap_lifted: true, ..Terms::default() };
        let floor = Terms { at_least: Some(ten), ..Terms::default() };
        for (outcome, sources) in [
            (Outcome::PremiumAid(ten), vec!["premium_aid"]),
            (Outcome::PremiumAidAmount(money), vec!["premium_aid"]),
            (gives("basic", rate), vec!["basic.rate_plus"]),
            (gives("basic", both), vec!["basic.deductible_less", "basic.cap_lifted"]),
            (gives("assistance", floor), vec!["assistance.rate"]),
            (Outcome::Subsidy(Subsidy::Amount(money)), vec![]),
            (Outcome::Service(Service::Given), vec![]),
            (Outcome::Nothing, vec![]),
        ] {
            assert_eq!(parts(&outcome), sources, "{outcome:?}");
        }
    }

    #[test]
    fn every_key_is_in_the_schema_the_words_and_the_reference() {
        let project = |path: &str| {
            let path = format!("{}/../../{path}", env!("CARGO_MANIFEST_DIR"));
            std::fs::read_to_string(path).unwrap()
        };
        let schema = project("docs/schema/policy.schema.json");
        let words = project("crates/policies/outcomes.toml");
        let reference = project("docs/policy-format.md");
        for Key { name, .. } in KEYS {
            assert!(schema.contains(&format!("\"{name}\": {{")), "{name} in the schema");
            assert!(
                words.lines().any(|line| line.trim_start_matches('"').starts_with(name)),
                "{name} in the words"
            );
            assert!(reference.contains(&format!("{{ {name} = ")), "{name} in the reference");
        }
    }
}
