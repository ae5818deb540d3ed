//! An outcome in words: the lines of crates/policies/outcomes.toml, which the page says too.

use mingbai_core::kernel::lang::Lang;
use mingbai_core::policy::outcome::Outcome;
use serde_json::Value as Json;

use super::answers::{colon, comma, filled};
use crate::library::vocabulary_words;

/// An outcome in words.
pub fn outcome_words(outcome: &Outcome, lang: Lang) -> String {
    let written = serde_json::to_value(outcome).unwrap_or_default();
    let Json::Object(kinds) = written else { return line(&value(&written), "", lang) };
    let words = kinds.iter().map(|(kind, given)| match given {
        Json::Object(terms) => {
            let terms: Vec<_> =
                terms.iter().map(|(term, given)| line(term, &value(given), lang)).collect();
            let (colon, comma) = (colon(lang), comma(lang));
            format!("{}{colon}{}", line(kind, "", lang), terms.join(comma))
        }
        given => line(kind, &value(given), lang),
    });
    words.collect()
}

fn value(given: &Json) -> String {
    given.as_str().map_or_else(|| given.to_string(), str::to_owned)
}

/// The line for this value, or the line of the name; its blanks filled in.
fn line(name: &str, value: &str, lang: Lang) -> String {
    let lines = &vocabulary_words().outcomes;
    let own = lines.get(&format!("{name}.{value}")).or_else(|| lines.get(name));
    let words = own.map_or("", |text| text.pick(lang));
    filled(words, |blank| match blank {
        "n" => value.to_owned(),
        "yuan" => value.strip_suffix(".00").unwrap_or(value).to_owned(),
        other => line(other, value, lang),
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use mingbai_core::kernel::money::{Money, Percent};
    use mingbai_core::policy::outcome::{
        Assistance, Enrolment, HintTerms, Service, Subsidy, Terms,
    };

    use super::*;
    use crate::library;

    #[test]
    fn every_outcome_has_its_line_in_both_languages() {
        let percent = |text| Percent::parse(text).unwrap();
        let money = |fen| Money::from_fen(fen);
        let terms =
            Terms { rate_plus: percent("10"), deductible_less: percent("50"), cap_lifted: true };
        let assistance = Assistance { at_least: percent("70"), no_deductible: true };
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
                Outcome::PremiumAidAmount(money(36_050)),
                "帮您交360.50元",
                "¥360.50 of your contribution is paid for you",
            ),
            (
                Outcome::Basic(terms),
                "基本医保：每100元多报10元、起付线少50%、不封顶",
                "basic insurance: pays ¥10 more of every ¥100, deductible 50% lower, no cap",
            ),
            (
                Outcome::MajorIllness(Terms { rate_plus: percent("5"), ..Terms::default() }),
                "大病保险：每100元多报5元",
                "major-illness insurance: pays ¥5 more of every ¥100",
            ),
            (
                Outcome::Assistance(assistance),
                "医疗救助：医保报完还剩的政策范围内费用，至少再救助70%、没有起付线",
                "medical assistance: at least 70% of the in-scope cost that insurance leaves is paid, no deductible",
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
            (Outcome::Service(Service::Pilot), "试点，看当地有没有", "a pilot: not everywhere"),
        ] {
            assert_eq!(outcome_words(&outcome, Lang::Zh), zh);
            assert_eq!(outcome_words(&outcome, Lang::En), en);
        }
    }

    #[test]
    fn two_outcomes_of_a_table_are_two_in_words() {
        for id in library::ids() {
            let loaded = library::load(id).ok();
            let provisions = loaded.iter().flat_map(|loaded| &loaded.policy.data().provisions);
            for table in provisions.filter_map(|provision| provision.table.as_ref()) {
                for lang in [Lang::Zh, Lang::En] {
                    let mut said = HashMap::new();
                    for outcome in &table.outcomes {
                        let before = said.insert(outcome_words(outcome, lang), outcome);
                        assert!(before.is_none_or(|before| before == outcome), "{id}: {said:?}");
                    }
                }
            }
            assert!(loaded.is_some());
        }
    }
}
