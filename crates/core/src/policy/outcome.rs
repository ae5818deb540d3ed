//! Outcomes: the closed set of things a provision can give.

use serde::{Serialize, Serializer};

use crate::kernel::money::{Money, Percent};
use crate::kernel::packed::{Bytes, Packed, packed};
use crate::policy::stated::{Share, Wait};
use crate::policy::terms::Terms;

/// What a row gives.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename_all = "snake_case"))]
pub enum Outcome {
    /// Nothing: the provision refuses.
    Nothing,
    /// This percentage of the year's contribution is paid: of the tier-1 contribution where contributions
    /// are by tier.
    PremiumAid(Percent),
    /// Terms of one or more layers of the settlement, in the order of the row.
    #[cfg_attr(test, ts(untagged))]
    Layers(#[cfg_attr(test, ts(type = "LayerOutcome"))] Vec<LayerTerms>),
    /// A sum of money.
    Subsidy(Subsidy),
    /// Which insurance a person joins.
    Enrolment(Enrolment),
    /// A service.
    #[cfg_attr(test, ts(untagged))]
    Service(
        #[cfg_attr(test, ts(type = "\"service\" | { service: Exclude<Service, \"given\"> }"))]
        Service,
    ),
    /// This much of the year's contribution is paid, at most the contribution.
    PremiumAidAmount(Money),
    /// A question worth asking about a bill; no claim. Of a commitment or a duty.
    Hint(HintTerms),
    /// At least this percentage of the year's contribution is paid: computed as itself, told as "at least".
    #[cfg_attr(test, ts(untagged))]
    PremiumAidAtLeast(
        #[cfg_attr(test, ts(type = "{ premium_aid: { at_least: Percent } }"))] Percent,
    ),
    /// The clause states the year's contribution.
    Contribution(Money),
    /// A free service for so many people: places are limited.
    #[cfg_attr(test, ts(untagged))]
    FreePlaces(#[cfg_attr(test, ts(type = "{ service: { free_places: number } }"))] u32),
    /// A share of an amount that the person states.
    Share(Share),
    /// A time that passes first.
    Wait(Wait),
    /// Something is paid of the year's contribution; the document leaves open how much.
    #[cfg_attr(test, ts(untagged))]
    PremiumAidNotStated(#[cfg_attr(test, ts(type = "{ premium_aid: \"not_stated\" }"))] NotStated),
}

/// The document leaves it open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NotStated;

impl Packed for NotStated {
    fn pack(&self, _: &mut Vec<u8>) {}

    fn unpack(_: &mut Bytes<'_>) -> Self {
        Self
    }
}

packed!(enum Outcome {
    Nothing {},
    PremiumAid { 0: percent },
    Layers { 0: given },
    Subsidy { 0: subsidy },
    Enrolment { 0: enrolment },
    Service { 0: service },
    PremiumAidAmount { 0: sum },
    Hint { 0: hint },
    PremiumAidAtLeast { 0: percent },
    Contribution { 0: sum },
    FreePlaces { 0: places },
    Share { 0: share },
    Wait { 0: wait },
    PremiumAidNotStated { 0: open },
});

/// The name of the type, for serde.
const NAME: &str = "Outcome";

impl Serialize for Outcome {
    /// As `gives` writes it.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Nothing => serializer.serialize_unit_variant(NAME, 0, "nothing"),
            Self::Service(Service::Given) => serializer.serialize_unit_variant(NAME, 0, "service"),
            Self::Layers(given) => {
                serializer.collect_map(given.iter().map(|given| (&given.layer, &given.terms)))
            }
            Self::PremiumAid(percent) => of(serializer, "premium_aid", percent),
            Self::PremiumAidAtLeast(percent) => {
                of(serializer, "premium_aid", &AtLeast { at_least: *percent })
            }
            Self::PremiumAidNotStated(NotStated) => of(serializer, "premium_aid", "not_stated"),
            Self::PremiumAidAmount(sum) => of(serializer, "premium_aid_amount", sum),
            Self::Subsidy(subsidy) => of(serializer, "subsidy", subsidy),
            Self::Enrolment(enrolment) => of(serializer, "enrolment", enrolment),
            Self::Service(service) => of(serializer, "service", service),
            Self::FreePlaces(places) => {
                of(serializer, "service", &FreePlaces { free_places: *places })
            }
            Self::Hint(hint) => of(serializer, "hint", hint),
            Self::Contribution(sum) => of(serializer, "contribution", sum),
            Self::Share(share) => of(serializer, "share", share),
            Self::Wait(wait) => of(serializer, "wait", wait),
        }
    }
}

/// An outcome of one key.
fn of<S: Serializer>(
    serializer: S,
    key: &'static str,
    value: &(impl Serialize + ?Sized),
) -> Result<S::Ok, S::Error> {
    serializer.serialize_newtype_variant(NAME, 0, key, value)
}

#[derive(Serialize)]
struct AtLeast {
    at_least: Percent,
}

#[derive(Serialize)]
struct FreePlaces {
    free_places: u32,
}

impl Outcome {
    /// Whether it says what is paid of a contribution.
    pub const fn is_premium_aid(&self) -> bool {
        matches!(
            self,
            Self::PremiumAid(_)
                | Self::PremiumAidAmount(_)
                | Self::PremiumAidAtLeast(_)
                | Self::PremiumAidNotStated(_)
        )
    }
}

/// The terms a row gives one layer, or one pool.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LayerTerms {
    /// The layer's or the pool's name.
    pub layer: String,
    /// What it is given.
    pub terms: Terms,
}

packed!(LayerTerms { layer, terms });

/// A sum of money, if the document states one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(type = "string"))]
pub enum Subsidy {
    /// The document gives a subsidy and leaves the amount open.
    NotStated,
    /// Yuan.
    Amount(Money),
}

packed!(enum Subsidy { NotStated {}, Amount { 0: amount } });

impl Serialize for Subsidy {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::NotStated => serializer.serialize_unit_variant("Subsidy", 0, "not_stated"),
            Self::Amount(money) => money.serialize(serializer),
        }
    }
}

/// Which insurance a person joins.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Enrolment {
    /// Employee insurance.
    Employee,
    /// Resident insurance.
    Resident,
    /// Enrolment is worked on; the document does not say in which insurance.
    NotStated,
    /// Help with joining; the share paid is not stated.
    Help,
}

packed!(
    enum Enrolment {
        Employee {},
        Resident {},
        NotStated {},
        Help {},
    }
);

/// How a service is given.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Service {
    /// Given; the document says nothing of its price.
    Given,
    /// Given, and the document says that it is free.
    Free,
    /// A pilot: places or areas are limited.
    Pilot,
}

packed!(
    enum Service {
        Given {},
        Free {},
        Pilot {},
    }
);

/// Which bills a hint is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct HintTerms {
    /// A bill whose out-of-scope cost is more than this share of its total.
    pub out_of_scope_above: Percent,
}

packed!(HintTerms { out_of_scope_above });

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::stated::{Linear, Multiple, Sum};
    use crate::policy::terms::{After, Band, BandsFrom, Cap, Limit, Raise, Reaches};

    #[test]
    #[expect(clippy::too_many_lines, reason = "a line or two for each kind of outcome")]
    fn an_outcome_is_written_as_gives_writes_it_and_survives_compiled_bytes() {
        let percent = |text: &str| Percent::parse(text).unwrap();
        let yuan = |text: &str| Money::parse(text).unwrap();
        let layers = |all: &[(&str, Terms)]| {
            let given = all.iter().map(|(layer, terms)| LayerTerms {
                layer: (*layer).to_owned(),
                terms: terms.clone(),
            });
            Outcome::Layers(given.collect())
        };
        let plus = Terms { rate_plus: percent("10"), ..Terms::default() };
        let floor =
            Terms { at_least: Some(percent("70")), no_deductible: true, ..Terms::default() };
        let all = Terms {
            rate: Some(percent("60")),
            at_least: None,
            rate_plus: percent("5"),
            rate_less: percent("10"),
            bands: vec![Band { from: Money::ZERO, percent: percent("60") }],
            bands_from: Some(BandsFrom::Deductible),
            deductible: Some(Sum::Yuan(yuan("3000"))),
            deductible_less: percent("50"),
            deductible_by_stay: vec![percent("100"), percent("50"), Percent::ZERO],
            no_deductible: false,
            first_self_paid: percent("20"),
            most: Some(Sum::Share(percent("25"), "figures.income".into())),
            cap: Some(Limit::Sum(Sum::Yuan(yuan("10000")))),
            cap_plus: Some(Sum::Linear(Linear {
                constant: 0,
                facts: vec![Multiple { fact: "years".into(), factor: 3800 }],
            })),
            cap_most: Some(Raise::Share(percent("20"))),
            cap_lifted: true,
            after: Some(Box::new(After {
                reaches: Reaches::DeductibleOf("major_illness".into()),
                sum: Some("major_illness".into()),
                rate: Some(percent("70")),
                deductible: Some(Money::ZERO),
                cap: Some(Cap::None),
            })),
            not_computed: false,
        };
        let looked_up = Terms { not_computed: true, ..Terms::default() };
        let from =
            After { reaches: Reaches::Amount(yuan("7")), sum: None, ..*all.after.clone().unwrap() };
        let from = Terms { after: Some(Box::new(from)), ..Terms::default() };
        for (outcome, json) in [
            (Outcome::Nothing, r#""nothing""#),
            (Outcome::PremiumAid(Percent::parse("82.50").unwrap()), r#"{"premium_aid":"82.5"}"#),
            (
                Outcome::PremiumAidAmount(Money::from_fen(27_000)),
                r#"{"premium_aid_amount":"270.00"}"#,
            ),
            (layers(&[("basic", plus)]), r#"{"basic":{"rate_plus":"10"}}"#),
            (
                layers(&[("assistance", floor)]),
                r#"{"assistance":{"at_least":"70","no_deductible":true}}"#,
            ),
            (
                layers(&[("assistance", all), ("clinic", from)]),
                concat!(
                    r#"{"assistance":{"rate":"60","rate_plus":"5","rate_less":"10","#,
                    r#""bands":[{"from":"0.00","percent":"60"}],"bands_from":"deductible","#,
                    r#""deductible":"3000.00","deductible_less":"50","#,
                    r#""deductible_by_stay":["100","50","0"],"first_self_paid":"20","#,
                    r#""most":"25% of figure.income","cap":"10000.00","#,
                    r#""cap_plus":"3800 * years","cap_most":"20%","cap_lifted":true,"#,
                    r#""after":{"reaches":"major_illness.deductible","sum":"major_illness","#,
                    r#""rate":"70","deductible":"0.00","cap":"none"}},"#,
                    r#""clinic":{"after":{"reaches":"7.00","sum":"in_scope","#,
                    r#""rate":"70","deductible":"0.00","cap":"none"}}}"#,
                ),
            ),
            (Outcome::PremiumAidNotStated(NotStated), r#"{"premium_aid":"not_stated"}"#),
            (layers(&[("basic", looked_up)]), r#"{"basic":"not_computed"}"#),
            (Outcome::Subsidy(Subsidy::NotStated), r#"{"subsidy":"not_stated"}"#),
            (Outcome::Subsidy(Subsidy::Amount(Money::from_fen(5))), r#"{"subsidy":"0.05"}"#),
            (Outcome::Enrolment(Enrolment::Employee), r#"{"enrolment":"employee"}"#),
            (Outcome::Service(Service::Given), r#""service""#),
            (Outcome::FreePlaces(25), r#"{"service":{"free_places":25}}"#),
            (Outcome::Service(Service::Free), r#"{"service":"free"}"#),
            (
                Outcome::PremiumAidAtLeast(Percent::parse("90").unwrap()),
                r#"{"premium_aid":{"at_least":"90"}}"#,
            ),
            (Outcome::Contribution(Money::from_fen(40_000)), r#"{"contribution":"400.00"}"#),
            (
                Outcome::Share(Share {
                    on: "spent".into(),
                    bands: vec![Band { from: yuan("7000"), percent: percent("60") }],
                    cap: Some(yuan("30000")),
                }),
                concat!(
                    r#"{"share":{"on":"spent","bands":[{"from":"7000.00","percent":"60"}],"#,
                    r#""cap":"30000.00"}}"#,
                ),
            ),
            (
                Outcome::Wait(Wait {
                    months: Linear {
                        constant: 3,
                        facts: [("missed", 1), ("repaired", -1), ("late", -2)]
                            .map(|(fact, factor)| Multiple { fact: fact.into(), factor })
                            .into(),
                    },
                    at_least: Some(6),
                }),
                r#"{"wait":{"months":"3 + missed - repaired - 2 * late","at_least":6}}"#,
            ),
            (
                Outcome::Hint(HintTerms { out_of_scope_above: Percent::parse("10").unwrap() }),
                r#"{"hint":{"out_of_scope_above":"10"}}"#,
            ),
        ] {
            assert_eq!(serde_json::to_string(&outcome).unwrap(), json);
            let mut bytes = Vec::new();
            outcome.pack(&mut bytes);
            assert_eq!(Bytes::read(&bytes), Some(outcome));
        }
    }
}
