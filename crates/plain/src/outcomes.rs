//! An outcome, a layer, a kind of provision in words: the lines of crates/policies/outcomes.toml, which the page says too.

use mingbai_compiler::Text;
use mingbai_compiler::words::Keyed;
use mingbai_core::kernel::lang::Lang;
use mingbai_core::kernel::money::Percent;
use mingbai_core::policy::Kind;
use mingbai_core::policy::outcome::{LayerTerms, Outcome};
use serde_json::{Value as Json, json};

use crate::document::Document;
use crate::marks::{colon, comma, filled, semicolon};

/// An outcome of a policy in words.
pub fn outcome_words(document: Document<'_>, outcome: &Outcome, lang: Lang) -> String {
    let lines = Lines::of(document, lang);
    let share = |kind: &str, share: Percent| {
        let of = if document.policy.aid_is_of_first_tier() { "share" } else { "own_share" };
        let part = lines.line(of, &json!(share));
        filled(lines.called(kind), |_| part.clone())
    };
    let words: Vec<_> = match outcome {
        Outcome::PremiumAid(percent) => vec![share("premium_aid", *percent)],
        Outcome::PremiumAidAtLeast(percent) => vec![share("premium_aid_at_least", *percent)],
        Outcome::FreePlaces(places) => vec![lines.line("free_places", &json!(places))],
        Outcome::Share(share) => {
            let on = document.label(&share.on, lang);
            let mut parts =
                vec![lines.line("on", &json!(on)), lines.line("part", &json!(share.bands))];
            parts.extend(share.cap.map(|cap| lines.line("at_most", &json!(cap))));
            vec![parts.join(comma(lang))]
        }
        Outcome::Wait(wait) => {
            let mut parts = vec![lines.line("wait", &Json::Null)];
            parts.extend(wait.at_least.map(|floor| lines.line("at_least_months", &json!(floor))));
            vec![parts.join(comma(lang))]
        }
        Outcome::Layers(given) => given.iter().map(|given| lines.layer(document, given)).collect(),
        _ => match written(outcome) {
            Json::Object(kinds) => {
                kinds.iter().map(|(kind, given)| lines.line(kind, given)).collect()
            }
            kind => vec![lines.line(&text(&kind), &Json::Null)],
        },
    };
    words.join(semicolon(lang))
}

/// A kind of provision in words.
pub const fn kind_words(kind: Kind, lang: Lang) -> &'static str {
    match kind {
        Kind::Money => lang.pick("钱", "money"),
        Kind::Service => lang.pick("服务", "service"),
        Kind::Commitment => lang.pick("政府承诺", "commitment"),
        Kind::Duty => lang.pick("义务", "duty"),
    }
}

/// What a layer is called.
pub fn layer_name(document: Document<'_>, layer: &str, lang: Lang) -> String {
    let own = document.words.layers.get(layer);
    own.map_or_else(
        || Lines::of(document, lang).line("layer", &json!(layer)),
        |own| own.pick(lang).to_owned(),
    )
}

/// The lines that outcomes are told in, in a language.
#[derive(Clone, Copy)]
struct Lines<'d> {
    all: &'d Keyed<Text>,
    lang: Lang,
}

impl<'d> Lines<'d> {
    fn of(document: Document<'d>, lang: Lang) -> Self {
        Self { all: &document.shared.outcomes, lang }
    }

    fn layer(self, document: Document<'_>, LayerTerms { layer, terms }: &LayerTerms) -> String {
        let layer = layer_name(document, layer, self.lang);
        let terms = match written(terms) {
            Json::String(word) => self.line(&word, &Json::Null),
            terms => self.terms(&terms),
        };
        format!("{layer}{}{terms}", colon(self.lang))
    }

    /// Each of the terms that has a place of its own in no line.
    fn terms(self, terms: &Json) -> String {
        let terms = terms.as_object().into_iter().flatten();
        let own = terms.filter(|(term, _)| !matches!(term.as_str(), "reaches" | "sum"));
        let words: Vec<_> = own.map(|(term, given)| self.line(term, given)).collect();
        words.join(comma(self.lang))
    }

    /// The line of a name.
    fn called(self, name: &str) -> &'d str {
        self.all.get(name).map_or("", |text| text.pick(self.lang))
    }

    /// The line for this value, or the line of the name, its blanks filled in; else the value itself.
    fn line(self, name: &str, given: &Json) -> String {
        let value = text(given);
        if let ("reaches", Some(layer)) = (name, value.strip_suffix(".deductible")) {
            return self.line("reaches_deductible", &json!(layer));
        }
        let kind = if value.ends_with('%') { "share" } else { "formula" };
        let worked_out = self.all.get(&format!("{name}.{kind}")).filter(|_| !is_plain(&value));
        let own = self.all.get(&format!("{name}.{value}")).or(worked_out);
        let own = own.or_else(|| self.all.get(name));
        let words = own.map_or("{n}", |text| text.pick(self.lang));
        filled(words, |blank| match blank {
            "n" => value.clone(),
            "yuan" => value.strip_suffix(".00").unwrap_or(&value).to_owned(),
            "each" => self.each(name, given),
            "terms" => self.terms(given),
            part => self.line(part, given.get(part).unwrap_or(given)),
        })
    }

    /// Every item of a list.
    fn each(self, name: &str, given: &Json) -> String {
        let items = given.as_array().map_or(&[][..], Vec::as_slice);
        let words = (1..).zip(items).map(|(nth, item)| match name {
            "deductible_by_stay" => {
                let stay = if nth == items.len() { "later_stay" } else { "stay" };
                self.line(stay, &json!({ "nth": nth, "counts": item }))
            }
            _ => self.line("band", item),
        });
        words.collect::<Vec<_>>().join(comma(self.lang))
    }
}

fn written(given: &impl serde::Serialize) -> Json {
    serde_json::to_value(given).unwrap_or_default()
}

/// A value that stands alone.
fn text(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        Json::Bool(_) | Json::Number(_) => value.to_string(),
        _ => String::new(),
    }
}

/// Whether a value is a number, or none at all.
fn is_plain(value: &str) -> bool {
    value.is_empty() || value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use mingbai_core::kernel::money::Money;
    use mingbai_core::policy::outcome::{Enrolment, HintTerms, NotStated, Service, Subsidy};
    use mingbai_core::policy::stated::{Linear, Multiple, Share, Sum, Wait};
    use mingbai_core::policy::terms::{After, Band, BandsFrom, Cap, Limit, Raise, Reaches, Terms};

    use super::*;
    use crate::shipped::{self, Shipped};

    fn liangping() -> Shipped {
        let mut all = shipped::all().into_iter();
        all.find(|(id, _)| *id == "liangping-2019").unwrap().1
    }

    #[test]
    #[expect(clippy::too_many_lines, reason = "a line or two for each kind of outcome")]
    fn every_outcome_has_its_line_in_both_languages() {
        let shipped = liangping();
        let policy = shipped.document();
        let percent = |text| Percent::parse(text).unwrap();
        let money = |fen| Money::from_fen(fen);
        let gives = |layer: &str, terms| {
            Outcome::Layers(vec![LayerTerms { layer: layer.to_owned(), terms }])
        };
        let points = |text| Terms { rate_plus: percent(text), ..Terms::default() };
        let terms = Terms { deductible_less: percent("50"), cap_lifted: true, ..points("10") };
        let floor =
            Terms { at_least: Some(percent("70")), no_deductible: true, ..Terms::default() };
        for (outcome, zh, en) in [
            (Outcome::Nothing, "没有", "nothing"),
            (
                Outcome::PremiumAid(percent("70")),
                "帮您交一档缴费的70%",
                "70% of the tier-1 contribution is paid for you",
            ),
            (
                Outcome::PremiumAid(percent("100")),
                "帮您交一档缴费的全部",
                "the whole tier-1 contribution is paid for you",
            ),
            (
                Outcome::PremiumAidAtLeast(percent("90")),
                "至少帮您交一档缴费的90%",
                "at least 90% of the tier-1 contribution is paid for you",
            ),
            (Outcome::Contribution(money(40_000)), "一年交400元", "¥400 a year"),
            (
                Outcome::PremiumAidAmount(money(36_050)),
                "帮您交360.50元",
                "¥360.50 of your contribution is paid for you",
            ),
            (
                gives("basic", terms),
                "基本医保：起付线以上、政策范围内的，每100元多报10元、起付线少50%、不封顶",
                "basic insurance: pays ¥10 more of every ¥100 in scope above the deductible, deductible 50% lower, no cap",
            ),
            (
                gives("major_illness", points("5")),
                "大病保险：起付线以上、政策范围内的，每100元多报5元",
                "major-illness insurance: pays ¥5 more of every ¥100 in scope above the deductible",
            ),
            (
                gives("assistance", floor),
                "医疗救助：医保报完还剩的政策范围内费用，限额内至少再救助70%、没有起付线",
                "medical assistance: at least 70% of the in-scope cost that insurance leaves is paid, up to the limit, no deductible",
            ),
            (
                Outcome::Hint(HintTerms { out_of_scope_above: percent("10") }),
                "提示：医保不管的费用超过账单的10%",
                "a hint: more than 10% of the bill is outside the insurance",
            ),
            (Outcome::Subsidy(Subsidy::Amount(money(50_000))), "补助500元", "a subsidy of ¥500"),
            (
                Outcome::Subsidy(Subsidy::NotStated),
                "有补助，文件没写多少",
                "a subsidy; the amount is not stated",
            ),
            (Outcome::Enrolment(Enrolment::Employee), "参加职工医保", "join employee insurance"),
            (Outcome::Enrolment(Enrolment::Resident), "参加居民医保", "join resident insurance"),
            (
                Outcome::Enrolment(Enrolment::NotStated),
                "安排参保，文件没写哪一种",
                "enrolment; which insurance is not stated",
            ),
            (
                Outcome::Enrolment(Enrolment::Help),
                "帮助参保，文件没写帮多少",
                "help with joining; how much is not stated",
            ),
            (Outcome::Service(Service::Given), "有这项服务", "a service"),
            (Outcome::Service(Service::Free), "免费", "a free service"),
            (
                Outcome::PremiumAidNotStated(NotStated),
                "帮您交医保费，文件没写帮多少",
                "something is paid of your contribution; how much is not stated",
            ),
            (Outcome::FreePlaces(25), "免费，名额有限（25个）", "free, limited places (25)"),
            (
                Outcome::Share(Share {
                    on: "family_own_cost_last_year".into(),
                    bands: [("0", "30"), ("30000", "40")]
                        .map(|(from, share)| Band {
                            from: Money::parse(from).unwrap(),
                            percent: percent(share),
                        })
                        .into(),
                    cap: Some(money(15_000_000)),
                }),
                "按“全家去年自付的医疗费”算、分段给（开头的部分报30%、30000元以上的部分报40%）、最多150000元",
                "worked out from “Family’s own medical cost last year”, paid in bands (30% at first, 40% from ¥30000 on), at most ¥150000",
            ),
            (
                Outcome::Wait(Wait {
                    months: Linear { constant: 3, facts: Vec::new() },
                    at_least: Some(6),
                }),
                "要等一段时间才有、至少等6个月",
                "it begins after a wait, at least 6 months",
            ),
            (Outcome::Service(Service::Pilot), "试点，看当地有没有", "a pilot: not everywhere"),
        ] {
            assert_eq!(outcome_words(policy, &outcome, Lang::Zh), zh);
            assert_eq!(outcome_words(policy, &outcome, Lang::En), en);
        }
    }

    #[test]
    fn a_share_is_of_the_first_tier_only_where_there_are_tiers() {
        let mut all = shipped::all().into_iter().map(|(_, shipped)| shipped);
        let own = all.find(|own| !own.document().policy.aid_is_of_first_tier()).unwrap();
        let said = |share| {
            let outcome = Outcome::PremiumAid(Percent::parse(share).unwrap());
            [Lang::Zh, Lang::En].map(|lang| outcome_words(own.document(), &outcome, lang))
        };
        assert_eq!(said("70"), ["帮您交个人缴费的70%", "70% of your contribution is paid for you"]);
        assert_eq!(
            said("100"),
            ["帮您交个人缴费的全部", "your whole contribution is paid for you"]
        );
    }

    #[test]
    fn what_a_provision_gives_is_money_a_service_a_commitment_or_a_duty() {
        let kinds = [Kind::Money, Kind::Service, Kind::Commitment, Kind::Duty];
        let said = |lang| kinds.map(|kind| kind_words(kind, lang));
        assert_eq!(said(Lang::En), ["money", "service", "commitment", "duty"]);
        assert_eq!(said(Lang::Zh), ["钱", "服务", "政府承诺", "义务"]);
    }

    /// Outcomes and what command and page both say of them.
    const SAID: &str = include_str!("../../../tests/outcomes-said.json");

    /// Every field is set: one that is added has to be said.
    fn all_terms() -> Terms {
        let percent = |text| Percent::parse(text).unwrap();
        let yuan = |text| Money::parse(text).unwrap();
        let band = |from, rate| Band { from: yuan(from), percent: percent(rate) };
        Terms {
            rate: Some(percent("60")),
            at_least: Some(percent("70")),
            rate_plus: percent("5"),
            rate_less: percent("10"),
            bands: vec![band("0", "60"), band("50000", "65")],
            bands_from: Some(BandsFrom::Deductible),
            deductible: Some(Sum::Yuan(yuan("3000"))),
            deductible_less: percent("40"),
            deductible_by_stay: vec![percent("100"), percent("50"), Percent::ZERO],
            no_deductible: true,
            first_self_paid: percent("20"),
            most: Some(Sum::Yuan(yuan("1500"))),
            cap: Some(Limit::Sum(Sum::Yuan(yuan("10000")))),
            cap_plus: Some(Sum::Yuan(yuan("3800"))),
            cap_most: Some(Raise::Share(percent("20"))),
            cap_lifted: true,
            after: Some(Box::new(After {
                reaches: Reaches::DeductibleOf("major_illness".into()),
                sum: Some("further_assistance".into()),
                rate: Some(percent("80")),
                deductible: Some(yuan("200.50")),
                cap: Some(Cap::None),
            })),
            not_computed: false,
        }
    }

    #[test]
    fn every_term_is_said_in_both_languages_as_the_page_says_it() {
        let shipped = liangping();
        let policy = shipped.document();
        let gives = |layers: Vec<(&str, Terms)>| {
            let given = layers
                .into_iter()
                .map(|(layer, terms)| LayerTerms { layer: layer.to_owned(), terms });
            Outcome::Layers(given.collect())
        };
        let all = gives(vec![("outpatient_assistance", all_terms())]);
        let after = After {
            reaches: Reaches::Amount(Money::from_fen(5_000_000)),
            sum: None,
            rate: Some(Percent::WHOLE),
            deductible: Some(Money::ZERO),
            cap: None,
        };
        let whole = Terms {
            rate: Some(Percent::WHOLE),
            bands_from: Some(BandsFrom::Zero),
            deductible_less: Percent::WHOLE,
            cap: Some(Limit::None),
            after: Some(Box::new(after)),
            ..Terms::default()
        };
        // A county's own layer, and a pool, are called by their ids.
        let sum = |fen| Sum::Yuan(Money::from_fen(fen));
        let capped = Terms { cap: Some(Limit::Sum(sum(20_000))), ..Terms::default() };
        let years = Sum::Linear(Linear {
            constant: 0,
            facts: vec![Multiple { fact: "years".into(), factor: 3800 }],
        });
        let formulas = Terms {
            deductible: Some(Sum::Share(Percent::parse("25").unwrap(), "figures.income".into())),
            most: Some(years.clone()),
            cap: Some(Limit::Sum(years.clone())),
            cap_plus: Some(years.clone()),
            cap_most: Some(Raise::Sum(years)),
            ..Terms::default()
        };
        let raised = Terms { cap_most: Some(Raise::Sum(sum(500_000))), ..Terms::default() };
        let two = gives(vec![("county_aid", whole), ("clinic", capped)]);
        let worked_out = gives(vec![("basic", formulas), ("clinic", raised)]);
        let looked_up = Terms { not_computed: true, ..Terms::default() };
        let looked_up = gives(vec![("basic", looked_up)]);
        let said = [all, two, looked_up, worked_out].map(|outcome| {
            let [zh, en] = [Lang::Zh, Lang::En].map(|lang| outcome_words(policy, &outcome, lang));
            json!({ "gives": outcome, "zh": zh, "en": en })
        });
        if std::env::var_os("MINGBAI_BLESS").is_some() {
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/outcomes-said.json");
            std::fs::write(path, format!("{:#}\n", json!(said))).unwrap();
            return;
        }
        assert_eq!(serde_json::from_str::<Json>(SAID).unwrap(), json!(said));
    }

    #[test]
    fn two_outcomes_of_a_table_are_two_in_words() {
        for (id, shipped) in shipped::all() {
            let document = shipped.document();
            let provisions = &document.policy.data().provisions;
            for table in provisions.iter().filter_map(|one| one.table.as_ref()) {
                for lang in [Lang::Zh, Lang::En] {
                    let mut said = HashMap::new();
                    for outcome in &table.outcomes {
                        let before = said.insert(outcome_words(document, outcome, lang), outcome);
                        assert!(before.is_none_or(|before| before == outcome), "{id}: {said:?}");
                    }
                }
            }
        }
    }
}
